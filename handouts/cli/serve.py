"""The command `serve`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from handouts.building.request import NO_DAY, BuildRequest, day
from handouts.cli import options, output
from handouts.errors import Problem, UsageError

if TYPE_CHECKING:
    from handouts.building.changes import Receipt
    from handouts.preview.remote_builds import Answer, Command


Delegated: TypeAlias = "Callable[[Command, BuildRequest], Answer | None]"
"""Runs a command that was typed elsewhere, if it is the one that a page makes; else declines."""


def add_to(new: options.NewCommand, delegated: Delegated) -> None:
    parser: ArgumentParser = new(
        "serve", "Show every handout in your browser, and each change as soon as you save it."
    )
    parser.add_argument(
        "--port",
        metavar="N",
        type=options.number(int, 0, 65535),
        default=8000,
        help="Where; 0 for any. (%(default)s)",
    )
    options.add_content(parser)
    options.add_out(parser, "dist", "Where to put the PDFs.")
    options.add_today(parser)
    parser.add_argument(
        "--open", dest="open_page", action="store_true", help="Open it in your browser."
    )
    parser.set_defaults(run=lambda given: _run(given, delegated))


def _run(given: options.Options, delegated: Delegated) -> bool:
    """Shows what is built in a browser, and builds whenever something changes; until it is ended.

    Raises:
        UsageError: the options do not make sense.
    """
    from handouts.preview import serving

    def request() -> BuildRequest:
        # One process: it serves from threads, which do not outlive a fork.
        return options.build_request(given)._replace(jobs=1)

    if day(request().today) is None:
        raise UsageError([("--today", NO_DAY.format(request().today))])
    serving.serve(
        request,
        given.port,
        open_page=given.open_page,
        say=lambda text: output.print_line(text, now=True),
        on_built=_report,
        run=lambda command: delegated(command, request()),
    )
    return True


def _report(receipt: Receipt | None, problems: Sequence[Problem]) -> None:
    """What a build came to."""
    output.print_problems(problems, as_json=False)
    if receipt is not None and (receipt.written or receipt.removed):
        output.print_receipt(receipt)
        output.print_line(f"{len(receipt.written)} written", now=True)

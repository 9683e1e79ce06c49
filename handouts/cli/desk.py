"""The commands `desk` and, as engineers call it, `serve`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from handouts.building.request import NO_DAY, BuildRequest, day
from handouts.cli import options, output
from handouts.errors import Problem, UsageError

if TYPE_CHECKING:
    from handouts.building.changes import Receipt
    from handouts.desk.remote_builds import Answer, Command


Delegated: TypeAlias = "Callable[[Command, BuildRequest], Answer | None]"
"""Runs a command that was typed elsewhere, if it is the one that a page makes; else declines."""


def add_to(new: options.NewCommand) -> None:
    desk = new("desk", "Print for patients, and set up your clinic, in your browser.")
    serve = new(
        "serve", "The same page; it shows every handout, and each change as soon as you save it."
    )
    for parser in (desk, serve):
        _add_options(parser)
        parser.set_defaults(run=_run)
    # Whoever starts it by an icon has no folder in mind: it asks, and remembers.
    desk.set_defaults(open_page=True, content=None, out=None)
    desk.add_argument(
        "--no-open", dest="open_page", action="store_false", help="Do not open your browser."
    )
    desk.add_argument(
        "--add-to-desktop",
        action="store_true",
        help="Put an icon that starts it on the desktop and into the menu, and end.",
    )
    serve.set_defaults(add_to_desktop=False)
    serve.add_argument(
        "--open", dest="open_page", action="store_true", help="Open it in your browser."
    )


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--port",
        metavar="N",
        type=options.number(int, 0, 65535),
        help="Where; 0 for any. (default: 8000, or any if that is taken)",
    )
    options.add_content(parser)
    options.add_out(parser, "dist", "Where to put the PDFs.")
    options.add_today(parser)


def _run(given: options.Options) -> bool:
    """Shows the desk in a browser, and builds whenever something changes; until it is ended.

    Raises:
        UsageError: the options do not make sense.
    """
    from handouts.desk import launcher, serving
    from handouts.storage.settings import built_folder, clinic_content, remember_content

    if given.add_to_desktop:
        for file in launcher.add(given.content):
            output.print_line(f"{file}: written")
        return True
    delegated: Delegated = given.delegated
    given.content = given.content or clinic_content()
    given.out = given.out or built_folder()

    def set_up(content: Path) -> None:
        remember_content(content)
        given.content = content

    def request() -> BuildRequest:
        # One process: it serves from threads, which do not outlive a fork.
        return options.build_request(given)._replace(jobs=1)

    if day(request().today) is None:
        raise UsageError([("--today", NO_DAY.format(request().today))])
    serving.serve(
        request,
        given.port,
        datetime.now,
        open_page=given.open_page,
        say=lambda text: output.print_line(text, now=True),
        on_built=_report,
        run=lambda command: delegated(command, request()),
        set_up=None if given.content else set_up,
    )
    return True


def _report(receipt: Receipt | None, problems: Sequence[Problem]) -> None:
    """What a build came to."""
    output.print_problems(problems, as_json=False)
    if receipt is not None and (receipt.written or receipt.removed):
        output.print_receipt(receipt)
        output.print_line(f"{len(receipt.written)} written", now=True)

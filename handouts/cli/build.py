"""The commands `build` and `why`."""

from __future__ import annotations

import argparse
import gc
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.building import warnings
from handouts.building.request import BuildRequest
from handouts.cli import console, moved_options, options, output
from handouts.cli.html_file import refuse_other_files, write_page
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.recipe import Built


def add_to(new: options.NewCommand) -> None:
    build = new("build", "Build the handouts (this is what happens without a command).")
    options.add_selection(build)
    options.add_out(build, "dist", "Where to put them.")
    options.add_content(build)
    options.add_dose(build, argparse.SUPPRESS)
    options.add_flat(build)
    options.add_pdf(build)
    options.add_today(build)
    build.add_argument(
        "--jobs",
        metavar="N",
        type=options.number(int, 0, 64),
        default=0,
        help="Processes at once; 0 for one a core. (%(default)s)",
    )
    build.add_argument(
        "--dry-run", action="store_true", help="Only say what would be built, and why."
    )
    build.add_argument(
        "--receipt",
        metavar="FILE.html",
        type=Path,
        help="Write what changed, word by word, to a web page.",
    )
    options.add_json(build)
    build.set_defaults(run=_build)

    why = new("why", "Say why an output would be built by the next build with the same options.")
    why.add_argument(
        "output",
        metavar="OUTPUT",
        nargs="*",
        help="A PDF, or a part of its path. (default: all)",
    )
    options.add_out(why, "dist", "Where they are.")
    options.add_content(why)
    options.add_dose(why, argparse.SUPPRESS)
    options.add_flat(why)
    options.add_pdf(why)
    options.add_today(why)
    options.add_json(why)
    why.set_defaults(run=_why)


def _build(given: options.Options) -> bool:
    """Builds what was asked for and is not as it should be, and prints what came of it.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the outputs could not be written; nothing has changed.
        UsageError: the options do not make sense.
    """
    from handouts import recipe

    _keep_what_is_loaded()
    moved_options.refuse_dose(given)
    request = options.build_request(given)._replace(jobs=given.jobs)
    if given.dry_run:
        due = {path: why for path, why in recipe.reasons(request).items() if why}
        output.print_reasons(due, as_json=given.as_json)
        return True
    if given.receipt is not None:
        refuse_other_files("--receipt", given.receipt, "Edit receipt")
    is_plain = given.today is None and given.receipt is None and not given.as_json
    built = recipe.build(request, console.meter, typed=given.typed if is_plain else None)
    if given.receipt is not None:
        from handouts.gallery.page import receipt_page

        page = receipt_page(built.receipt)
        write_page("--receipt", given.receipt, page, "the handouts themselves are built")
    tell(built, request, as_json=given.as_json)
    return not built.problems


@lru_cache(maxsize=1)
def _keep_what_is_loaded() -> None:
    """What the program has loaded is never garbage: its collector need not look through it."""
    gc.freeze()


def tell(built: Built, request: BuildRequest, *, as_json: bool) -> None:
    """Prints what came of a build."""
    out = request.out
    output.print_result(
        built.entries,
        built.published,
        out,
        built.receipt,
        built.drafts,
        built.notices,
        built.problems,
        as_json=as_json,
    )
    output.print_hard(built.hard)
    output.print_left_out(built.left_out)
    if built.problems and not as_json:
        output.print_problems(built.problems, as_json=False)
        output.print_hint(warnings.LANGUAGE_LEFT_OUT)
    if built.foreign_index:
        output.print_hint(warnings.foreign_index(out))


def _why(given: options.Options) -> bool:
    """Prints why outputs would be built, or that they would not.

    Raises:
        ContentError: problems in the content.
        UsageError: there is no such output.
    """
    from handouts import recipe

    moved_options.refuse_dose(given)
    found, out = recipe.reasons(options.build_request(given)), given.out
    names: list[str] = given.output
    unknown = [name for name in names if not any(_names(name, path, out) for path in found)]
    if unknown:
        faults = [(name, "there is no such output; `list` shows what there is") for name in unknown]
        raise UsageError(faults)
    chosen = {
        path: why
        for path, why in found.items()
        if not names or any(_names(name, path, out) for name in names)
    }
    output.print_reasons(chosen, as_json=given.as_json)
    return True


def _names(name: str, path: str, out: Path) -> bool:
    """Whether someone who types `name` means the output at `path` in `out`."""
    try:
        return Path(name).absolute() == (out / path).absolute() or name.strip("/") in path
    except ValueError:
        return False

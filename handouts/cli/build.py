"""What each command does, once its options are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.building.request import NO_DAY, Asked, WrongUsage, day
from handouts.cli import console, output

if TYPE_CHECKING:
    from handouts.building.press_room import PressRoom
    from handouts.recipe import Built


MOST_TYPED = 10


def build(
    asked: Asked,
    out: Path,
    content: Path,
    *,
    dry_run: bool = False,
    receipt: Path | None = None,
    as_json: bool = False,
    room: PressRoom | None = None,
) -> None:
    """Builds what was asked for and is not as it should be, and prints what came of it.

    Args:
        dry_run: only say what would be built, and why.
        receipt: where to write, as HTML, what changed in the words.
        room: a process that is ready to press.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the outputs could not be written; nothing has changed.
        WrongUsage: the options do not make sense.
    """
    if dry_run:
        from handouts.building.plan import plan
        from handouts.recipe import begin

        session, library, _, _ = begin(asked, out, content)
        output.print_reasons(session.due(plan(library, asked.selection)), as_json=as_json)
        return

    if receipt is not None:
        _refuse_other_files(receipt)

    from handouts import recipe

    built = recipe.build(asked, out, content, console.meter, room=room)
    if receipt is not None:
        _write_receipt(built, receipt)
    output.print_result(built.entries, built.published, out, built.receipt, as_json=as_json)
    if built.reworded:
        said = ", ".join(built.reworded)
        output.print_hint(
            f"approved words have changed: {said}; have a clinician read them again, and write the"
            " new day in 'approved_on'"
        )
    output.print_left_out(built.left_out)
    for problem in built.typed_sides[:MOST_TYPED]:
        output.print_hint(f"{problem._replace(file=output.shown_path(problem.file))}")
    if built.foreign_index:
        output.print_hint(f"{out / 'index.html'} is not from here, so it was left as it is")


def _refuse_other_files(receipt: Path) -> None:
    """
    Raises:
        WrongUsage: a receipt cannot be written there, or it would replace something else.
    """
    if receipt.is_dir() or not receipt.parent.is_dir():
        raise WrongUsage([("--receipt", f"'{receipt}' cannot be a file; name one in a folder")])
    try:
        with receipt.open("rb") as file:
            start = file.read(1000)
    except OSError:
        return  # it is not there, or it cannot be written either
    if start and b"<title>Edit receipt" not in start:
        raise WrongUsage([("--receipt", f"'{receipt}' is something else; name another file")])


def _write_receipt(built: Built, file: Path) -> None:
    from handouts.gallery.page import receipt_page

    try:
        file.write_text(receipt_page(built.receipt), encoding="utf-8")
    except OSError as error:
        fault = f"cannot write '{file}' ({error.strerror}); the handouts themselves are built"
        raise WrongUsage([("--receipt", fault)]) from error


def serve(
    asked: Callable[[], Asked], out: Path, content: Path, port: int, *, open_page: bool
) -> None:
    """Shows what is built in a browser, and builds whenever something changes; until it is ended.

    Raises:
        WrongUsage: the options do not make sense.
    """
    from handouts.preview import serving

    if day(asked().today) is None:
        raise WrongUsage([("--today", NO_DAY.format(asked().today))])
    serving.serve(asked, out, content, port, open_page=open_page)


def why(asked: Asked, names: Sequence[str], out: Path, content: Path, *, as_json: bool) -> None:
    """Prints why outputs would be built, or that they would not.

    Args:
        names: outputs, as paths or parts of their paths; none means all.

    Raises:
        ContentError: problems in the content.
        WrongUsage: there is no such output.
    """
    from handouts.building.plan import plan
    from handouts.recipe import begin

    session, library, _, _ = begin(asked, out, content)
    paths = [variant.path for variant in plan(library, asked.selection)]
    unknown = [name for name in names if not any(_names(name, path, out) for path in paths)]
    if unknown:
        faults = [(name, "there is no such output; `list` shows what there is") for name in unknown]
        raise WrongUsage(faults)
    chosen = [path for path in paths if not names or any(_names(n, path, out) for n in names)]
    output.print_reasons({path: session.reasons(path) for path in chosen}, as_json=as_json)


def _names(name: str, path: str, out: Path) -> bool:
    """Whether someone who types `name` means the output at `path` in `out`."""
    try:
        return Path(name).absolute() == (out / path).absolute() or name.strip("/") in path
    except ValueError:
        return False

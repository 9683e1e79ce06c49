"""What each command does, once its options are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts import console, terminal
from handouts.asked import NO_DAY, Asked, WrongUsage, day
from handouts.dist import DistError, swap
from handouts.rooms import content_dir

if TYPE_CHECKING:
    from handouts.building import Built
    from handouts.press_room import PressRoom
    from handouts.reading import Text


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
        from handouts.building import begin
        from handouts.studio import plan

        session, library, _, _ = begin(asked, out, content)
        terminal.print_reasons(session.due(plan(library, asked.selection)), as_json=as_json)
        return

    if receipt is not None and (receipt.is_dir() or not receipt.parent.is_dir()):
        raise WrongUsage([("--receipt", f"'{receipt}' cannot be a file; name one in a folder")])

    from handouts import building

    built = building.build(asked, out, content, console.meter, room=room)
    if receipt is not None:
        _write_receipt(built, receipt)
    terminal.print_result(built.entries, built.published, out, built.receipt, as_json=as_json)
    if built.foreign_index:
        terminal.print_hint(f"{out / 'index.html'} is not from here, so it was left as it is")


def _write_receipt(built: Built, file: Path) -> None:
    from handouts.preview.pages import receipt_page

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
    from handouts import studio
    from handouts.building import begin

    session, library, _, _ = begin(asked, out, content)
    paths = [variant.path for variant in studio.plan(library, asked.selection)]
    unknown = [name for name in names if not any(_names(name, path, out) for path in paths)]
    if unknown:
        faults = [(name, "there is no such output; `list` shows what there is") for name in unknown]
        raise WrongUsage(faults)
    chosen = [path for path in paths if not names or any(_names(n, path, out) for n in names)]
    terminal.print_reasons({path: session.reasons(path) for path in chosen}, as_json=as_json)


def _names(name: str, path: str, out: Path) -> bool:
    """Whether someone who types `name` means the output at `path` in `out`."""
    try:
        return Path(name).absolute() == (out / path).absolute() or name.strip("/") in path
    except ValueError:
        return False


class AskedFigures(NamedTuple):
    """What `figures` was asked for; empty tuples mean all, no width as wide as the labels need."""

    names: tuple[str, ...]
    patterns: tuple[str, ...]
    langs: tuple[str, ...]
    format: str
    style: str
    width: float | None
    dpi: int


def figures(asked: AskedFigures, out: Path, content: Path, *, as_json: bool) -> None:
    """Writes figures into the folder `out` and prints which.

    Raises:
        ContentError: problems in the content, labels without room; nothing is written.
        DistError: the files could not be written; nothing has changed.
        WrongUsage: the options do not make sense.
    """
    from handouts import figure_export
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library

    library = load_library(content)
    known = {
        "name": (asked.names, figure_export.names()),
        "pattern": (asked.patterns, [pattern.id for pattern in PATTERNS]),
        "lang": (asked.langs, sorted(library.languages)),
        "format": ((asked.format,), figure_export.FORMATS),
        "style": ((asked.style,), figure_export.STYLES),
    }
    faults = [
        (f"--{kind}", f"'{name}' is not there; use one of: {', '.join(all_)}")
        for kind, (given, all_) in known.items()
        for name in dict.fromkeys(given)
        if name not in all_
    ]
    if faults:
        raise WrongUsage(faults)
    wanted = figure_export.wanted(
        library,
        [lang for lang in known["lang"][1] if lang in (asked.langs or known["lang"][1])],
        [name for name in known["name"][1] if name in (asked.names or known["name"][1])],
        [pattern for pattern in PATTERNS if pattern.id in (asked.patterns or known["pattern"][1])],
    )
    sides = library.clinic.brand.sides
    look = figure_export.Look(asked.format, asked.style, asked.width, asked.dpi, sides)
    if fault := figure_export.too_large(wanted, look):
        raise WrongUsage([("--dpi", fault)])
    with console.meter(len(wanted)) as meter:
        exports = figure_export.export(
            wanted, look, on_made=lambda each: meter.advance(each.path(asked.format))
        )
    swap(out, {each.path: each.data for each in exports})
    terminal.print_exports(exports, out, as_json=as_json)


def check(files: Sequence[Path], *, read: bool, as_json: bool) -> bool:
    """Checks PDFs, or all that `dist/` lists, and prints what it finds.

    Returns whether there is no error.

    Raises:
        WrongUsage: there is nothing to check.
    """
    from handouts import checking
    from handouts.checking import printed
    from handouts.checking.files import pdfs

    found = pdfs(files or [Path("dist")]) if files or Path("dist").is_dir() else []
    if not found:
        fault = "no PDF there; name one, or build the handouts first"
        raise WrongUsage([(", ".join(map(str, files)) or "dist", fault)])
    reports = []
    with console.meter(len(found)) as meter:
        for path in found:
            reports.append(checking.check(path))
            meter.advance(str(terminal.shown_path(path)))
    missing = checking.missing()
    if read and "pikepdf" in missing:
        fault = f"the reading order needs pikepdf; type: {_pip()} install pikepdf"
        raise WrongUsage([("--read", fault)])
    if as_json:
        printed.as_json(reports, missing, reading=read)
    elif read:
        printed.as_reading(reports)
    else:
        printed.as_table(reports)
    if missing and not as_json:
        terminal.print_hint(
            f"not everything was checked: {', '.join(missing)} not installed;"
            f" type: {_pip()} install {' '.join(missing)}"
        )
    return not any(report.count(checking.Level.ERROR) for report in reports)


def _pip() -> str:
    """The pip of the Python that is running, as it is typed from this folder."""
    return f"{terminal.shown_path(Path(sys.executable))} -m pip"


def list_all(content: Path, *, as_json: bool) -> None:
    """Prints every handout with its patterns and papers.

    Raises:
        ContentError: problems in the content.
    """
    from handouts.formats import FORMATS
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library

    library = load_library(content)
    patterns = [pattern.id for pattern in PATTERNS]
    rows: list[dict[str, Any]] = [
        {
            "handout": name,
            "lang": lang,
            "title": _source_words(source.front.title),
            "version": source.front.version,
            "patterns": patterns if source.front.per_pattern else [],
            "editions": list(FORMATS[source.front.format].stocks),
            "papers": _papers(source.front.format),
            "pages": source.front.pages,
        }
        for lang, language in sorted(library.languages.items())
        for name, source in sorted(language.handouts.items())
    ]
    if as_json:
        terminal.print_json({"ok": True, "handouts": rows})
        return
    console.print_table(
        ("handout", "lang", "title", "version", "pattern", "edition", "paper", "pages#"),
        [
            [", ".join(cell) if isinstance(cell, list) else str(cell) for cell in row.values()]
            for row in rows
        ],
    )


def _papers(format_: str) -> list[str]:
    from handouts.formats import FORMATS

    stocks = FORMATS[format_].stocks.values()
    return list(dict.fromkeys(stock.id for each in stocks for stock in each))


def _source_words(text: Text) -> str:
    """The words as they stand in the content file, variables and all."""
    from handouts.reading.nodes import Words

    return "".join(
        part.text if isinstance(part, Words) else f"{{{{ {part.expression} }}}}"
        for part in text.parts
    )


def new_content(folder: Path) -> None:
    """Copies the built-in content to a folder that is not there yet, or empty.

    Raises:
        DistError: the folder could not be written; nothing is left of it.
        WrongUsage: something is there already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileExistsError
    except FileExistsError as error:
        fault = f"'{folder}' is already there; name a new folder"
        raise WrongUsage([("DIR", fault)]) from error
    except OSError as error:
        raise DistError(folder, error) from error
    import shutil

    try:
        # Contents only: an installed package may be read-only, but its copy is there to be edited.
        shutil.copytree(content_dir(), folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise DistError(folder, error) from error
    print(f"Edit the files in {folder}, then: met-handouts build --content {folder}")

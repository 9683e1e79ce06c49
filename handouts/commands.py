"""What each command does, once its options are read."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import terminal
from handouts.dist import DistError, listed, locked, publish, swap
from handouts.rooms import content_dir

if TYPE_CHECKING:
    from handouts.incremental.session import Session
    from handouts.reading import Dose, Library, Text
    from handouts.studio import Made, Selection, Variant


class WrongUsage(Exception):
    """Everything that is wrong with the options, as pairs of option and fault."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{option}: {fault}" for option, fault in self.faults))


@dataclass(frozen=True)
class Asked:
    """What `build` was asked for, with the dose and the date still as typed.

    `flat` leaves out the form fields; `typed` is the command as it was typed; `jobs` is how many
    processes work at once, 0 for one on each core.
    """

    selection: Selection
    dose: Mapping[str, str | None]
    today: str
    flat: bool = False
    typed: tuple[str, ...] = ()
    jobs: int = 0

    @property
    def options(self) -> dict[str, str]:
        """What was asked for besides the selection, by name."""
        given = {name.replace("_", " "): value for name, value in self.dose.items() if value}
        return {**given, **({"form fields": "left out"} if self.flat else {})}


def build(asked: Asked, out: Path, content: Path, *, dry_run: bool, as_json: bool) -> None:
    """Builds what was asked for and is not as it should be, and prints what came of it.

    Args:
        dry_run: only say what would be built, and why.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the outputs could not be written; nothing has changed.
        WrongUsage: the options do not make sense.
    """
    with nullcontext() if dry_run else locked(out):
        session, library, dose, today = _begin(asked, out, content)

        from handouts import rooms, studio

        variants = studio.plan(library, asked.selection)
        planned = {variant.path for variant in variants}
        due = session.due(variants)
        if dry_run:
            terminal.print_reasons(due, as_json=as_json)
            return
        made = _make(session, library, [v for v in variants if v.path in due], dose, today, asked)
        outputs = [each.output for each in made if each.output is not None]
        kept = planned - {output.path for output in outputs}
        published = publish(out, outputs, whole=asked.selection.is_everything, kept=kept)
        session.save(made, listed(out).keys())
        session.remember(asked.typed, planned, (content, rooms.templates_dir()))
    entries = {path: entry for path, entry in listed(out).items() if path in planned}
    terminal.print_result(entries, published, out, as_json=as_json)


def why(asked: Asked, names: Sequence[str], out: Path, content: Path, *, as_json: bool) -> None:
    """Prints why outputs would be built, or that they would not.

    Args:
        names: outputs, as paths or parts of their paths; none means all.

    Raises:
        ContentError: problems in the content.
        WrongUsage: there is no such output.
    """
    session, library, _, _ = _begin(asked, out, content)

    from handouts import studio

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


def _begin(asked: Asked, out: Path, content: Path) -> tuple[Session, Library, Dose, date]:
    """The content, and the ledger to compare it with."""
    from handouts import kept, rooms
    from handouts.incremental.session import Session
    from handouts.reading import load_library

    today = day(asked.today)
    options = {**asked.options, "content": _from(out, content)}
    session = Session(out, listed(out), options, today or date.min)
    session.look_at(file for room in (content, rooms.templates_dir()) for file in _files_in(room))
    kept.use(*session.kept)
    library = load_library(content)
    dose, today = checked(asked, library)
    return session, library, dose, today


def _from(out: Path, content: Path) -> str:
    """The folder of content as seen from that of outputs, so that a project may be moved."""
    try:
        return os.path.relpath(content.resolve(), out.absolute())
    except ValueError:  # another drive
        return str(content.resolve())


def _files_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _make(
    session: Session,
    library: Library,
    variants: Sequence[Variant],
    dose: Dose,
    today: date,
    asked: Asked,
) -> tuple[Made, ...]:
    if not variants:
        return ()

    from handouts import studio
    from handouts.compose import compose
    from handouts.press import press

    with terminal.meter(len(variants)) as meter:
        return studio.build(
            library,
            variants,
            dose=dose,
            today=today,
            compose=compose,
            press=press,
            fillable=not asked.flat,
            on_made=lambda variant: meter.advance(variant.path),
            workers=asked.jobs,
            is_same=lambda variant, digest: session.is_same(variant.path, digest),
        )


@dataclass(frozen=True)
class AskedFigures:
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
    with terminal.meter(len(wanted)) as meter:
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
    with terminal.meter(len(found)) as meter:
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
    terminal.print_table(
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
    try:
        # Contents only: an installed package may be read-only, but its copy is there to be edited.
        shutil.copytree(content_dir(), folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise DistError(folder, error) from error
    print(f"Edit the files in {folder}, then: met-handouts build --content {folder}")


def checked(asked: Asked, library: Library) -> tuple[Dose, date]:
    """The dose and the day.

    Raises:
        WrongUsage: all that is wrong with the options, names included.
    """
    from handouts.reading import Dose, parse_dose_value
    from handouts.studio import unknown_names

    faults = []
    for unknown in unknown_names(library, asked.selection):
        faults.append((f"--{unknown.kind}", str(unknown)))
    values: dict[str, Any] = {}
    for name, text in asked.dose.items():
        if text is not None:
            try:
                values[name] = parse_dose_value(name, text)
            except ValueError as error:
                faults.append((f"--{name.replace('_', '-')}", str(error)))
    today = day(asked.today)
    if today is None:
        faults.append(("--today", f"'{asked.today}' is not a date; write it like 2026-03-31"))
    if faults:
        raise WrongUsage(faults)
    assert today is not None
    return Dose(**values).or_else(library.clinic.dose), today


def day(text: str) -> date | None:
    """A day as YYYY-MM-DD; None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

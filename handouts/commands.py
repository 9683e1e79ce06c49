"""What each command does, once its options are read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts import terminal
from handouts.dist import DistError, publish, swap
from handouts.rooms import content_dir

if TYPE_CHECKING:
    from handouts.reading import Dose, Library, Text
    from handouts.studio import Selection


class WrongUsage(Exception):
    """Everything that is wrong with the options, as pairs of option and fault."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{option}: {fault}" for option, fault in self.faults))


@dataclass(frozen=True)
class Asked:
    """What `build` was asked for, with the dose and the date still as typed.

    `flat` leaves out the form fields.
    """

    selection: Selection
    dose: Mapping[str, str | None]
    today: str
    flat: bool = False


def build(asked: Asked, out: Path, content: Path, *, as_json: bool) -> None:
    """Builds what was asked for and prints what came of it.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the outputs could not be written; nothing has changed.
        WrongUsage: the options do not make sense.
    """
    from handouts.reading import load_library

    library = load_library(content)
    dose, today = _checked(asked, library)

    from handouts import studio
    from handouts.compose import compose
    from handouts.press import press

    variants = studio.plan(library, asked.selection)
    with terminal.meter(len(variants)) as meter:
        outputs = studio.build(
            library,
            variants,
            dose=dose,
            today=today,
            compose=compose,
            press=press,
            fillable=not asked.flat,
            on_made=lambda variant: meter.advance(variant.path),
        )
    published = publish(out, outputs, whole=asked.selection.is_everything)
    terminal.print_result(outputs, published, out, as_json=as_json)


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
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library
    from handouts.theme import EDITIONS, PAPERS

    library = load_library(content)
    patterns = [pattern.id for pattern in PATTERNS]
    rows: list[dict[str, Any]] = [
        {
            "handout": name,
            "lang": lang,
            "title": _source_words(source.front.title),
            "version": source.front.version,
            "patterns": patterns if source.front.per_pattern else [],
            "editions": list(EDITIONS),
            "papers": list(PAPERS),
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


def _checked(asked: Asked, library: Library) -> tuple[Dose, date]:
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
    today = date.min
    try:
        today = date.fromisoformat(asked.today)
    except ValueError:
        faults.append(("--today", f"'{asked.today}' is not a date; write it like 2026-03-31"))
    if faults:
        raise WrongUsage(faults)
    return Dose(**values).or_else(library.clinic.dose), today

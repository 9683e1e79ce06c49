"""What the command `figures` does, once its options are read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from handouts.building.request import WrongUsage
from handouts.cli import console, output
from handouts.storage.publishing import swap


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
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library
    from handouts.render import figure_export

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
    output.print_exports(exports, out, as_json=as_json)

"""The rules of PDF/UA and of reading aloud, as pdfua and outloud check them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from handouts.checking.clipping import Box
from handouts.checking.finding import Finding, Level, Spoken
from handouts.checking.optional_packages import load, quiet
from handouts.checking.painted_text import Piece
from handouts.design.scripts import script_with

# outloud knows a footer by its being on two pages.  A document of one page says so by its marks.
# Nor does it know a copy: of the cards on a sheet, one is read.
_PROSE_SKIPPED = "TAG-002"
# Nor does it know scripts whose letters have several shapes, and vowels that are marks.
_LATIN_ONLY = {
    "TXT-004": re.compile(r"[^;]*different codes all map to[^;]*$"),
    "FIG-012": re.compile(""),
}
# Nor does it see that a cell without words is one to write in, or to tick.
_EMPTY_CELLS = "TBL-012"
_COUNTED = re.compile(r"(\d+) of (\d+) cells are empty")
# pdfua looks for a title in the information dictionary, which PDF 2.0 has no more; we look at both.
_TITLE = "UA-07-001"
_LEVELS = {"error": Level.ERROR, "warning": Level.WARNING, "info": Level.NOTE}


def pdfua(path: Path) -> list[Finding]:
    """The findings of pdfua, if it is installed."""
    return _run("pdfua", _pdfua, path)


def outloud(
    path: Path, painted: Sequence[Sequence[Piece]], reading: Sequence[Spoken]
) -> list[Finding]:
    """The findings of outloud, if it is installed.

    Args:
        painted: the text of each page.
        reading: the reading order.
    """
    return _run("outloud", lambda path: _outloud(path, painted, reading), path)


def _run(name: str, rules: Callable[[Path], Iterator[Finding]], path: Path) -> list[Finding]:
    if load(name) is None:
        return []
    try:
        with quiet():
            return list(rules(path))
    except Exception as error:
        # Whatever a broken file does to another package is news about the file, not a crash.
        return [_unable(name, f"{type(error).__name__}: {error}")]


def _pdfua(path: Path) -> Iterator[Finding]:
    package = load("pdfua")
    assert package is not None
    report = package.validate(str(path))
    for outcome in report.outcomes:
        if outcome.skipped:
            yield _unable("pdfua", f"{outcome.rule_id}: {outcome.skipped_reason}")
        for each in outcome.findings if outcome.rule_id != _TITLE else ():
            yield Finding(
                _LEVELS[each.severity.name.lower()],
                "pdfua",
                each.message,
                each.remediation or "",
                each.location.page,
                each.rule_id,
            )


def _outloud(
    path: Path, painted: Sequence[Sequence[Piece]], reading: Sequence[Spoken]
) -> Iterator[Finding]:
    package = load("outloud")
    assert package is not None
    result = package.check(str(path))
    if result.error:
        yield _unable("outloud", result.error)
    known = {rule.id: rule for rule in package.registry.all_rules()}
    for each in result.sorted_findings():
        said = f"{each.message} ({each.evidence})" if each.evidence else each.message
        rule = known.get(each.rule)
        remedy = (rule.fix if rule else None) or ""
        level = _LEVELS[each.severity]
        if each.rule == _PROSE_SKIPPED and _may_be_skipped(each.boxes, painted):
            level = Level.NOTE
        if (
            (says := _LATIN_ONLY.get(each.rule))
            and says.match(said)
            and any(map(script_with, said))
        ):
            level = Level.NOTE
        if each.rule == _EMPTY_CELLS and _are_to_fill_in(said, reading):
            level = Level.NOTE
        yield Finding(level, "outloud", said, remedy, each.page, each.rule)


def _are_to_fill_in(said: str, reading: Sequence[Spoken]) -> bool:
    """Whether some table has so many cells, and form fields in as many as are called empty."""
    found = _COUNTED.search(said)
    if found is None:
        return False
    empty, cells = int(found[1]), int(found[2])
    return any(fields >= empty and count == cells for fields, count in _cells_with_fields(reading))


def _cells_with_fields(steps: Sequence[Spoken]) -> tuple[tuple[int, int], ...]:
    """Of each table, how many of its cells have a form field, and how many there are."""
    found: list[tuple[int, int]] = []
    table: int | None = None  # how deep it is
    waiting = False  # for the first field of a cell
    for step in steps:
        if table is not None and step.depth <= table and step.role != "Table":
            table = None
        if step.role == "Table" and (table is None or step.depth <= table):
            table = step.depth
            found.append((0, 0))
        elif table is not None and step.role in ("TH", "TD"):
            found[-1] = found[-1][0], found[-1][1] + 1
            waiting = True
        elif table is not None and step.role == "Form" and waiting:
            found[-1] = found[-1][0] + 1, found[-1][1]
            waiting = False
    return tuple(found)


def _may_be_skipped(boxes: Sequence[Mapping[str, Any]], painted: Sequence[Sequence[Piece]]) -> bool:
    """Whether all text in some boxes (pages from 1, lengths in pt) is pagination or a copy.

    A copy says what is read on the same page, piece by piece, in the same type and colour; in any
    size where that is not seen, as the first part of a poster has all its words unseen.  The letter
    of a badge is decoration beside the words it stands for.
    """
    read = [
        {
            _looks(piece, piece.size if piece.box else None)
            for piece in page
            if piece.mcid is not None
        }
        for page in painted
    ]
    return bool(boxes) and all(
        piece.pagination
        or len(piece.text.strip()) == 1
        or {_looks(piece, piece.size), _looks(piece, None)} & read[box["page"] - 1]
        for box in boxes
        for piece in painted[box["page"] - 1]
        if piece.box and _middle_within(piece.box, box)
    )


def _looks(piece: Piece, size: float | None) -> tuple[object, ...]:
    return piece.text.strip(), size and round(size, 2), piece.font, piece.colour


def _middle_within(of: Box, box: Mapping[str, Any]) -> bool:
    x, y = (of[0] + of[2]) / 2, (of[1] + of[3]) / 2
    return bool(box["x0"] <= x <= box["x1"] and box["y0"] <= y <= box["y1"])


def _unable(name: str, why: str) -> Finding:
    what = f"{name} could not check everything ({' '.join(why.split())})"
    return Finding(Level.WARNING, name, what, "look at this part by hand")

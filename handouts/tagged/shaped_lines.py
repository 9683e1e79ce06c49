"""Lines of which some text is shaped, or runs to the left, as operators (ISO 32000-1, 9.4).

They are written in the order they are read, each run where it is seen.  A run to the left is
written cluster by cluster: ISO 32000-1, 14.8.2.3.3, wants that order, and programs that look at the
page alone turn it back themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from .bidi import levels, visual_order
from .exceptions import MissingGlyphError
from .fonts_in_use import FontsInUse
from .object_writer import escaped
from .operators import colour_operator, factor, number
from .pieces import Line, Link, Piece, Place
from .script_runs import Run, runs_of
from .shaping import PER_EM, Cluster, Face
from .subset_font import registered, width_in_ems

_SPACES = " \xa0"
_NEAR = 0.0005  # points: nearer than they are written


class _Item(NamedTuple):
    """A run of a piece, so far from the left end of its line, in points."""

    piece: Piece
    run: Run
    x: float
    width: float

    def clusters(self, size: float, spread: float) -> Iterator[tuple[Cluster, float]]:
        """The clusters of a shaped run as they are read, with their places in the line."""
        assert isinstance(self.run.font, Face)
        placed, x = [], self.x
        for cluster in self.run.font.shape(
            self.run.text, right_to_left=self.run.right_to_left, lang=self.run.lang
        ):
            placed.append((cluster, x))
            x += cluster.advance * size / PER_EM + spread * sum(map(cluster.text.count, _SPACES))
        return iter(placed[::-1] if self.run.right_to_left else placed)


class _Shown(NamedTuple):
    """An operator that shows text in a font, and where in its line that starts and ends.

    Without a start it goes on where the one before ends.
    """

    font: str
    operator: str
    start: float | None
    end: float | None


class ShapedLines:
    """Lines in fonts of one size, in points.

    Where they are `mirrored`, lines begin at the right, and their places count from there.
    """

    def __init__(self, lines: Sequence[Line], size: float, leading: float) -> None:
        self._lines, self._size, self._leading = lines, size, leading
        self._items = [_set(line, size) for line in lines]

    @property
    def segments(self) -> list[tuple[str, Link | None, str]]:
        """The role, link and text of each stretch: without what only says how a text runs."""
        items = [item for line in self._items for item in line]
        return [
            (role, link, "".join(item.run.text for item in stretch))
            for (role, link), stretch in groupby(
                items, lambda item: (item.piece.role, item.piece.link)
            )
        ]

    def _left(self, place: int, *, mirrored: bool) -> float:
        """Where the left end of a line is; a space that ends it hangs out."""
        line, items = self._lines[place], self._items[place]
        if mirrored:
            return -line.x - sum(item.width for item in items)
        if items and items[-1].run.right_to_left and items[-1].run.text.isspace():
            return line.x - items[-1].width
        return line.x

    def operators(self, fonts: FontsInUse, *, grey: bool, mirrored: bool) -> list[str]:
        """The operators of each segment; places count from the start of the first line."""
        segments: list[list[str]] = []
        code: list[str] = []  # of the segment now, or of what comes before the first
        look = colour = ""
        element: tuple[str, object] = "", None
        spread = 0.0
        line_x = line_y = 0.0  # what Td counts from
        pen: tuple[float, float] | None = None
        for place, (line, items) in enumerate(zip(self._lines, self._items, strict=True)):
            left, y = self._left(place, mirrored=mirrored), -place * self._leading
            if line.spread != spread:
                spread = line.spread
                code.append(f"{factor(spread)} Tw")
            for item in items:
                if not segments or (item.piece.role, item.piece.link) != element:
                    code = [] if segments else code
                    segments.append(code)
                    element = item.piece.role, item.piece.link
                if item.piece.colour and item.piece.colour != colour:
                    colour = item.piece.colour
                    code.append(colour_operator(colour, "rg", grey=grey))
                for shown in self._shown(fonts, item, spread):
                    if shown.font != look:
                        look = shown.font
                        code.append(f"{look} {factor(self._size)} Tf")
                    if shown.start is not None:
                        x = left + shown.start
                        if pen is None or pen[1] != y or abs(pen[0] - x) > _NEAR:
                            code.append(f"{number(x - line_x)} {number(y - line_y)} Td")
                            line_x, line_y = round(x, 3), y
                    code.append(shown.operator)
                    pen = None if shown.end is None else (left + shown.end, y)
        if spread:
            code.append("0 Tw")
        return [" ".join(segment) for segment in segments]

    def _shown(self, fonts: FontsInUse, item: _Item, spread: float) -> Iterator[_Shown]:
        font, end = item.run.font, item.x + item.width
        if not isinstance(font, Face):
            parts = list(fonts.split(font, item.run.text))
            for place, (name, codes) in enumerate(parts):
                operator = f"({escaped(codes.decode('latin-1'))}) Tj"
                is_last = place == len(parts) - 1
                yield _Shown(name, operator, None if place else item.x, end if is_last else None)
            return
        of_face = fonts.clusters(font)
        placed = item.clusters(self._size, spread)
        if item.run.right_to_left:
            for cluster, x in placed:
                yield _Shown(of_face.name, f"<{of_face.code(cluster):04X}> Tj", x, None)
        else:
            row = "".join(f"{of_face.code(cluster):04X}" for cluster, _ in placed)
            yield _Shown(of_face.name, f"<{row}> Tj", item.x, end)

    def places(self, *, mirrored: bool) -> Iterator[Place]:
        """Where links stand: a link has a place for each stretch of it that is seen."""
        low, high = -0.2 * self._size, self._size
        for place, items in enumerate(self._items):
            left, y = self._left(place, mirrored=mirrored), -place * self._leading
            shown = sorted(items, key=lambda item: item.x)
            for (role, link), stretch in groupby(
                shown, lambda item: (item.piece.role, item.piece.link)
            ):
                if link is None:
                    continue
                found = list(stretch)
                start, end = left + found[0].x, left + found[-1].x + found[-1].width
                yield Place(role, link, (start, y + low, end, y + high))


def _set(line: Line, size: float) -> list[_Item]:
    """The runs of a line in the order they are read, each with its place."""
    runs: list[tuple[Piece, Run]] = []
    known, at = _levels(line), 0
    for piece in line.pieces:
        of_piece = known[at : at + len(piece.text)]
        at += len(piece.text)
        runs += [(piece, run) for run in runs_of(piece.text, registered(piece.font), of_piece)]
    for piece, run in runs:
        _refuse_missing(run, piece)
    widths = [
        width_in_ems(run) * size + line.spread * sum(map(run.text.count, _SPACES))
        for _, run in runs
    ]
    places = _in_a_row([run for _, run in runs], widths)
    return [
        _Item(piece, run, x, width)
        for (piece, run), x, width in zip(runs, places, widths, strict=True)
    ]


def _refuse_missing(run: Run, piece: Piece) -> None:
    """Raise `MissingGlyphError` for what no font has."""
    if isinstance(run.font, Face) or run.font.knows(run.text):
        return
    lacking = next(each for each in run.text if not run.font.knows(each))
    raise MissingGlyphError(lacking, piece.font, piece.text)


def _in_a_row(runs: Sequence[Run], widths: Sequence[float]) -> list[float]:
    """How far each run is from the left end of their line."""
    places, x = [0.0] * len(runs), 0.0
    for place in visual_order([run.level for run in runs]):
        places[place] = x
        x += widths[place]
    return places


def placed_runs(text: str, font: str) -> tuple[float, list[tuple[Run, float]]]:
    """How wide a text is, and its runs with their distances from its left end, in em."""
    runs = runs_of(text, registered(font))
    widths = [width_in_ems(run) for run in runs]
    return sum(widths), list(zip(runs, _in_a_row(runs, widths), strict=True))


def ink_of(text: str, font: str) -> tuple[float, float] | None:
    """How low and how high the ink of a shaped text is, in em; None if letters are set plainly."""
    boxes = [
        run.font.outline(cluster.parts).box
        for run in runs_of(text, registered(font))
        if isinstance(run.font, Face)
        for cluster in run.font.shape(run.text, right_to_left=run.right_to_left, lang=run.lang)
    ]
    if not boxes:
        return None
    return min(box[1] for box in boxes) / PER_EM, max(box[3] for box in boxes) / PER_EM


def _levels(line: Line) -> list[int]:
    """The level of each character of a line; a space at its end has the paragraph's (L1)."""
    pieces = [piece for piece in line.pieces if piece.text]
    if not pieces:
        return []
    text = "".join(piece.text for piece in pieces)
    base = int(registered(pieces[0].font).scripts.right_to_left)
    found: list[int] = []
    for piece in pieces:
        if piece.level is None:
            return levels(text, base)
        found += [piece.level] * len(piece.text)
    end = len(text.rstrip())
    return found[:end] + [base] * (len(text) - end)

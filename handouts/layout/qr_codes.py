"""QR codes of web addresses, drawn as vectors, with their words beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from handouts import document
from handouts.design.papers import mm
from handouts.document import Runs
from handouts.layout.boxes import Block, Stack
from handouts.layout.breaking import WordTooWideError
from handouts.layout.columns import Columns
from handouts.layout.lines import TextStyle
from handouts.layout.typography import ParagraphBlock, TypeScale
from handouts.tagged import width_of

QUIET = 4  # modules left white on every side (ISO/IEC 18004, "quiet zone")
# Where an address may go on on the next line.
_PARTS = re.compile(r"[^/.?&=_-]*[/.?&=_-]+|[^/.?&=_-]+$")
Rectangle = tuple[int, int, int, int]


@lru_cache
def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of an address, row by row from the top, without the quiet zone.

    Error correction level M restores about 15 % of a code (ISO/IEC 18004).
    """
    import segno  # few documents have one

    code = segno.make_qr(address, error="M", boost_error=False)
    return tuple(tuple(map(bool, row)) for row in code.matrix)


def rectangles(rows: Sequence[Sequence[bool]]) -> list[Rectangle]:
    """The dark modules as few rectangles: left, top, width and height, in modules."""
    found: list[Rectangle] = []
    growing: dict[tuple[int, int], int] = {}  # the top row of each run that still goes on
    for number, row in enumerate([*rows, ()]):
        runs = _runs(row)
        for start, end in sorted(growing.keys() - runs):
            top = growing.pop((start, end))
            found.append((start, top, end - start, number - top))
        for run in runs:
            growing.setdefault(run, number)
    return found


def _runs(row: Sequence[bool]) -> set[tuple[int, int]]:
    starts = [x for x, dark in enumerate(row) if dark and not (x and row[x - 1])]
    ends = [x for x in range(1, len(row) + 1) if row[x - 1] and (x == len(row) or not row[x])]
    return set(zip(starts, ends, strict=True))


class QRCodeBlock(Block):
    """A QR code, black on white whatever the colours around it; `module` is in pt."""

    def __init__(self, code: document.QRCode, module: float) -> None:
        self.code, self.module = code, module
        self.rows = modules(code.href)
        self.size = (len(self.rows) + 2 * QUIET) * module
        self.key = object()

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width = self.height = self.size
        return self.width, self.height

    def draw(self) -> None:
        canvas, unit = self.canv, self.module
        with canvas.figure(self.code.alt, 0, 0, self.size, self.size, key=self.key):
            canvas.setFillColor("#FFFFFF")
            canvas.rect(0, 0, self.size, self.size, stroke=0, fill=1)
            # One path: between shapes painted one by one, viewers show hairlines.
            path = canvas.beginPath()
            for left, top, width, height in rectangles(self.rows):
                x, bottom = QUIET + left, len(self.rows) + QUIET - top - height
                path.rect(x * unit, bottom * unit, width * unit, height * unit)
            canvas.setFillColor("#000000")
            canvas.drawPath(path, stroke=0, fill=1)


class AddressBlock(Block):
    """A link that is a web address.  Too long for its line, it goes on after one of its marks."""

    def __init__(self, address: Runs, style: TextStyle) -> None:
        (self.address,) = address
        self.style = style
        self.space_after = style.space_after

    @property
    def natural_width(self) -> float:
        """Of one line, in pt."""
        return width_of(self.address.text, self.style.font, self.style.size)

    def lines(self, width: float) -> list[str]:
        """The address in lines of at most `width` pt, where its marks allow it."""
        lines = [""]
        for part in _PARTS.findall(self.address.text):
            longer = lines[-1] + part
            if lines[-1] and width_of(longer, self.style.font, self.style.size) > width:
                lines.append(part)
            else:
                lines[-1] = longer
        return lines

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        run = self.address._replace(text="\n".join(self.lines(width)))
        self.words = ParagraphBlock((run,), self.style, joined=True)
        self.width, self.height = self.words.wrap(width, height)
        return self.width, self.height

    def place(self, x: float, y: float) -> None:
        self.words.draw_on(self.canv, x, y)


class Link(Columns):
    """A code with its words to the right of it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        code, *self.words = blocks
        assert isinstance(code, QRCodeBlock)
        super().__init__(
            [code, Stack(self.words)], widths=(code.size, None), gutter=mm(1), middle=True
        )
        self.code = code

    @property
    def natural_width(self) -> float:
        """The width, in pt, in which its words take a line each."""
        texts = [each for each in self.words if isinstance(each, ParagraphBlock | AddressBlock)]
        return self.code.size + self.gutter + max(each.natural_width for each in texts)


def links_row(links: Sequence[Block], type_: TypeScale) -> Block:
    """Links side by side, or, where nothing stands side by side, one below another."""
    gap = type_.gap()
    found = [each for each in links if isinstance(each, Link)]
    if not found or len(found) < len(links) or not type_.theme.columns:
        return Stack(links, role="Sect", before=gap, after=gap)
    return LinkRows(found, gutter=type_.theme.gutter, gap=gap)


class LinkRows(Block):
    """Links side by side, as many in a row as their words have width for.

    Args:
        gutter: between two in a row, in pt.
        gap: above and below all, in pt.
    """

    def __init__(self, links: Sequence[Link], *, gutter: float, gap: float) -> None:
        self.links, self.gutter = links, gutter
        self.space_before = self.space_after = gap
        self.key = object()

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        for count in range(len(self.links), 0, -1):
            starts = range(0, len(self.links), count)
            self.rows = Stack([self._row(self.links[at : at + count], width) for at in starts])
            try:
                self.width, self.height = self.rows.wrap(width, height)
            except WordTooWideError:
                if count == 1:
                    raise
            else:
                break
        return self.width, self.height

    def _row(self, links: Sequence[Link], width: float) -> Block:
        """Of two, the lower pair; of more, those with few words have a line for them."""
        gap = self.space_after / 2
        wishes = [each.natural_width for each in links]
        return Columns(
            links,
            gutter=self.gutter,
            balance={} if len(links) == 2 else None,
            widths=_shared(wishes, width - self.gutter * (len(links) - 1)) if links[2:] else (),
            equal=False,
            role=None,
            before=gap,
            after=gap,
        )

    def place(self, x: float, y: float) -> None:
        with self.canv.element("Sect", self.key):
            self.rows.draw_on(self.canv, x, y)


def _shared(wishes: Sequence[float], width: float) -> list[float]:
    """Each of the least ones gets what it wishes, the others the same; what is left is shared."""
    given: dict[int, float] = {}
    for place in sorted(range(len(wishes)), key=wishes.__getitem__):
        fair = (width - sum(given.values())) / (len(wishes) - len(given))
        given[place] = min(wishes[place], fair)
    spare = (width - sum(given.values())) / len(wishes)
    return [given[place] + spare for place in range(len(wishes))]

"""Headings: tagged by their level, and listed in the document's outline."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handouts import document as doc
from handouts.design.papers import mm
from handouts.layout.boxes import Block
from handouts.layout.lines import TextStyle
from handouts.layout.symbols import stop_sign, warning_sign
from handouts.layout.typography import ParagraphBlock, TypeScale, one_line
from handouts.pattern import Side
from handouts.tagged import TaggedCanvas

Sign = Callable[[TaggedCanvas, float, float, float, str], None]
SIGNS: Mapping[str, Sign] = {"stop": stop_sign, "help": warning_sign}
"""What stands before the headings of these groups."""
_SIGN = 1.18
"""How high a sign is, as a part of the size of its heading."""
_SIGN_AIR = mm(0.5)
"""So much nearer to a frame than words a sign may be."""


_TITLE, _KICKER = "title", "kicker"
"""Styles of headings: as large as a page's title, and as small print."""


class HeadingBlock(ParagraphBlock):
    """A heading of a level from 1 to 6.

    Attributes:
        listed: it is in the document's outline; not so where it is only repeated.
    """

    def __init__(self, runs: doc.Runs, style: TextStyle, level: int) -> None:
        super().__init__(runs, style, role=f"H{level}")
        self.level = level
        self.listed = True
        self.title = one_line("".join(run.text for run in runs))

    def split(self, width: float, height: float) -> list[Block]:  # noqa: ARG002
        """A heading stays whole."""
        return []

    def place(self, x: float, y: float) -> None:
        if self.listed:
            self.canv.bookmark(self.title, self.level, y + self.height)
        super().place(x, y)


class SignedHeading(Block):
    """A heading with a sign before it."""

    keep_with_next = True

    def __init__(self, heading: HeadingBlock, sign: Sign, colour: str, size: float) -> None:
        self.heading, self.sign, self.colour, self.size = heading, sign, colour, size
        self.space_after = heading.style.space_after

    @property
    def rise(self) -> float:
        return -_SIGN_AIR

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        indent = self.size + mm(2.5)
        _, text = self.heading.wrap(width - indent, height)
        self.width, self.height = width, max(self.size, text)
        return self.width, self.height

    def draw(self) -> None:
        self.sign(self.canv, 0, self.height - self.size, self.size, self.colour)
        one_line = self.heading.height <= self.size * 1.5
        drop = (self.height - self.heading.height) / 2 if one_line else 0.0
        self.heading.draw_on(self.canv, self.size + mm(2.5), drop)


def heading(node: doc.Heading, type_: TypeScale, side: Side | None, within: str) -> Block:
    """A heading of the document, as large and in the colour that its group asks for."""
    made = unsigned_heading(node, type_, side, within)
    if within in SIGNS:
        return SignedHeading(made, SIGNS[within], made.style.colour, made.style.size * _SIGN)
    return made


def unsigned_heading(
    node: doc.Heading, type_: TypeScale, side: Side | None, within: str
) -> HeadingBlock:
    """The same without the sign that may stand before it."""
    theme = type_.theme
    factor = {1: theme.h1, 2: theme.h2}.get(node.level, theme.h3)
    colour = theme.colours.side(side) if side else theme.colours.headings
    if within in SIGNS:
        colour = theme.colours.stop
    if within == "bar":
        factor = theme.bar if node.level < 3 else theme.h3 * 0.96
    elif within == "beside":
        factor = theme.h3
    elif within == "answer":
        factor = theme.answer
    elif within == "boxed":
        factor = theme.answer * 1.25 if node.style == _TITLE else 1.0
    elif node.style == _TITLE:
        factor = theme.h1
    if node.style == _KICKER:
        return HeadingBlock(node.runs, type_.style(type_.small), node.level)
    if within == "bar" and side is Side.LEFT and not theme.saves_ink:
        colour = theme.colours.paper
    style = type_.style(
        type_.size(factor * type_.spacing.heads),
        bold=True,
        colour=colour,
        leading=1.19 if within == "answer" else 1.14,
        before=type_.gap({"": 1.0, "flow": 0.6}.get(within, 0.0)),
        after=type_.gap(0.25),
        keep_with_next=True,
    )
    return HeadingBlock(node.runs, style, node.level)

"""Boxes with a frame, and the bars and tinted strips in them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import inf
from typing import NamedTuple

from handouts.design.papers import mm
from handouts.layout.boxes import Block, Stack
from handouts.layout.headings import HeadingBlock
from handouts.layout.symbols import badge, stripes
from handouts.layout.typography import TypeScale
from handouts.pattern import Side

# Between words and the line above or below them, however tight the page (pt).
LEAST_PADDING = mm(1.1)
_BESIDE_HEAVY = mm(1.4)  # between words and the heaviest frame


class Frame(NamedTuple):
    """The look of a box: colours as hex, lengths in pt."""

    padding: tuple[float, float]  # horizontal, vertical
    stroke: float = 0.0
    stroke_colour: str = "#000000"
    fill: str | None = None
    radius: float = 0.0


class Box(Stack):
    """A framed stack.  Children marked `full_bleed` run to the box's edges."""

    may_split = False
    """Set in print so large that most boxes are taller than a page."""
    least_head = 2  # a bar alone does not stay behind

    def __init__(
        self,
        children: Sequence[Block],
        frame: Frame,
        *,
        role: str | None = "Sect",
        before: float = 0,
        after: float = 0,
        key: Hashable = None,
    ) -> None:
        super().__init__(children, role=role, before=before, after=after, key=key)
        self.frame = frame

    def inset(self, child: Block) -> float:
        if getattr(child, "full_bleed", False):
            return self.frame.stroke / 2
        return self.frame.padding[0]

    @property
    def edges(self) -> tuple[float, float]:
        half, vertical = self.frame.stroke / 2, self.frame.padding[1]
        first = getattr(self.children[0], "full_bleed", False) if self.children else False
        # Text already has air above its first line, within the line spacing; not so below.
        return half + (0.0 if first else vertical * 0.8), half + vertical * 1.1

    def split(self, width: float, height: float) -> list[Block]:
        """A box stays whole, as its words belong together, unless a whole page is too short."""
        if not (self.may_split or self.on_top):
            return []
        return super().split(width, height - self.edges[1])

    def _continued(self, tail: list[Block]) -> list[Block]:
        repeated = getattr(self.children[0], "repeated", None)
        return [repeated(), *tail] if repeated else tail

    def part(self, children: list[Block]) -> Stack:
        before, after = self.space_before, self.space_after
        return Box(children, self.frame, role=self.role, before=before, after=after, key=self.key)

    # In coordinates of its own: boxes of one size are then alike, and compressed to little.
    place = Block.place

    def draw(self) -> None:
        canvas, frame = self.canv, self.frame
        stroke = frame.stroke
        half = stroke / 2
        outline = (half, half, self.width - stroke, self.height - stroke, frame.radius)
        if frame.fill:
            canvas.setFillColor(frame.fill)
            canvas.roundRect(*outline, stroke=0, fill=1)
        super().place(0, 0)
        if stroke:
            canvas.setStrokeColor(frame.stroke_colour)
            canvas.setLineWidth(stroke)
            canvas.roundRect(*outline, stroke=1, fill=0)


class Bar(Block):
    """The head of a side's panel: solid for the left, outlined and striped for the right."""

    full_bleed = True

    def __init__(
        self, heading: HeadingBlock, side: Side | None, letter: str, type_: TypeScale
    ) -> None:
        self.heading, self.side, self.letter, self.type = heading, side, letter, type_
        self.badge = type_.body * 1.85
        self.indent = mm(8 if type_.theme.saves_ink else 6) + self.badge if letter else mm(4)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        room = width - self.indent - mm(2)
        self.stripe_width = mm(15) if self.side is Side.RIGHT else 0.0
        striped = room - self.stripe_width
        text = inf
        if self.heading.least_width <= striped:
            _, text = self.heading.wrap(striped, height)
        if text > self.heading.style.leading * 1.5:
            # Words come before decoration.
            self.stripe_width = 0.0
            _, text = self.heading.wrap(room, height)
        self.width, self.height = width, max(self.badge, text) + mm(2)
        return self.width, self.height

    def repeated(self) -> RepeatedBar:
        heading = HeadingBlock(self.heading.runs, self.heading.style, self.heading.level)
        return RepeatedBar(heading, self.side, self.letter, self.type)

    def draw(self) -> None:
        canvas, theme = self.canv, self.type.theme
        colour = theme.colours.side(self.side)
        canvas.saveState()
        if self.side is Side.LEFT:
            radius = theme.radius - theme.strokes.panel / 2
            solid = self.indent - mm(2) if theme.saves_ink else self.width
            canvas.setFillColor(colour)
            canvas.roundRect(0, 0, solid, self.height, radius, stroke=0, fill=1)
            canvas.rect(0, 0, solid, self.height - radius, stroke=0, fill=1)
            if solid < self.width:  # only the outer corner is round
                canvas.rect(solid / 2, 0, solid / 2, self.height, stroke=0, fill=1)
        if self.side is not Side.LEFT or theme.saves_ink:
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(theme.strokes.panel)
            canvas.line(0, 0, self.width, 0)
        if self.side is not Side.LEFT and self.stripe_width:
            x = self.width - self.stripe_width
            stripes(canvas, x, 0, self.stripe_width, self.height - mm(0.4), colour)
        canvas.restoreState()
        middle = self.height / 2
        if self.letter:
            badge(
                canvas,
                self.side,
                self.letter,
                mm(3),
                middle - self.badge / 2,
                self.badge,
                colour=colour,
                font=self.type.typeface.bold,
                sign=True,
                on_solid=self.side is Side.LEFT,
            )
        self.heading.draw_on(canvas, self.indent, middle - self.heading.height / 2)


class RepeatedBar(Bar):
    """The bar again, where a panel goes on on the next page; it is not read again."""

    def draw(self) -> None:
        self.heading.listed = False
        with self.canv.artifact("Pagination"):
            super().draw()


class TintedStrip(Stack):
    """A tinted strip across a panel; `rule` is the colour of a line below it, if any."""

    full_bleed = True

    def __init__(
        self, child: Block, fill: str, padding: tuple[float, float], rule: str | None = None
    ) -> None:
        super().__init__([child], role="Div")
        self.fill, self.rule = fill, rule
        self.padding = padding

    def inset(self, child: Block) -> float:  # noqa: ARG002
        return self.padding[0]

    @property
    def edges(self) -> tuple[float, float]:
        return self.padding[1], self.padding[1]

    def place(self, x: float, y: float) -> None:
        self.canv.setFillColor(self.fill)
        self.canv.rect(x, y, self.width, self.height, stroke=0, fill=1)
        if self.rule:
            self.canv.setStrokeColor(self.rule)
            self.canv.setLineWidth(mm(0.3))
            self.canv.line(x, y, x + self.width, y)
        super().place(x, y)


def box_frame(type_: TypeScale, kind: str, side: Side | None) -> Frame:
    """The look of a box of one kind."""
    theme = type_.theme
    colours, strokes = theme.colours, theme.strokes
    padding = (theme.padding, max(type_.gap(0.9), LEAST_PADDING))
    if kind == "panel":
        return Frame(padding, strokes.panel, colours.side(side), None, theme.radius)
    if kind == "stop":
        return Frame(padding, strokes.panel, colours.stop, colours.stop_tint, theme.radius)
    if kind == "help":
        padding = max(padding[0], strokes.help + _BESIDE_HEAVY), padding[1]
        return Frame(padding, strokes.help, colours.stop, colours.stop_tint, theme.radius)
    if kind == "dose":
        return Frame(padding, strokes.box, colours.ink, colours.soft, theme.radius)
    return Frame(padding, strokes.box, colours.ink, None, theme.radius)

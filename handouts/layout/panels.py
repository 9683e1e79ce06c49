"""Bars, tinted strips and frames: the parts of a panel that paint something."""

from __future__ import annotations

from handouts.design.papers import mm
from handouts.layout.boxes import Frame, Stack
from handouts.layout.headings import HeadingBlock
from handouts.layout.surface import Block
from handouts.layout.symbols import badge, stripes
from handouts.layout.typography import TypeScale
from handouts.pattern import Side

# Between words and the line above or below them, however tight the page (pt).
LEAST_PADDING = mm(1.1)
_BESIDE_HEAVY = mm(1.4)  # between words and the heaviest frame


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
        _, text = self.heading.wrap(room - self.stripe_width, height)
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
            with canvas.artifact():
                badge(
                    canvas,
                    self.side,
                    self.letter,
                    mm(3),
                    middle - self.badge / 2,
                    self.badge,
                    colour=colour,
                    font=self.type.typeface.bold,
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

"""Boxes with a frame, and the bars and tinted strips in them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from handouts.design.papers import mm
from handouts.layout.boxes import Block, Stack
from handouts.layout.headings import HeadingBlock
from handouts.layout.symbols import badge, stripes
from handouts.layout.typography import ParagraphBlock, TypeScale
from handouts.pattern import Side

# Between words and the line above or below them, however tight the page (pt).
LEAST_PADDING = mm(1.1)
_HATCH_SHARE = 0.1
_AFTER_LETTER = mm(1.7)
_BELOW_TAILS = mm(0.1)
_BESIDE_HEAVY = mm(1.4)  # between words and the heaviest frame


class Frame(NamedTuple):
    """The look of a box: colours as hex, lengths in pt."""

    padding: tuple[float, float]  # horizontal, vertical
    stroke: float = 0.0
    stroke_colour: str = "#000000"
    fill: str | None = None
    radius: float = 0.0
    double: bool = False  # two lines, where colour does not tell the sides apart
    edge: float = 0.0  # of a solid edge at the left, in `edge_colour`
    edge_colour: str = "#000000"


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
        flush = getattr(self.children[-1], "flush", False) if self.children else False
        # Text already has air above its first line, within the line spacing; not so below.
        above, below = half + vertical * 0.8, half + vertical * 1.1
        if self.frame.stroke:
            least = self.frame.stroke + LEAST_PADDING
            above = max(0.0 if vertical == LEAST_PADDING else above, least + super().rise)
            below = max(below, least + super().hang)
        return half if first else above, half if flush else below

    @property
    def lined(self) -> bool:
        return self.frame.stroke > 0

    @property
    def rise(self) -> float:
        return 0.0

    @property
    def hang(self) -> float:
        return 0.0

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
        if stroke and frame.double:
            canvas.setStrokeColor(frame.stroke_colour)
            canvas.setLineWidth(stroke / 3)
            for inset in (stroke / 6, stroke * 5 / 6):
                size = self.width - 2 * inset, self.height - 2 * inset
                radius = max(frame.radius - inset + stroke / 6, 0.1)
                canvas.roundRect(inset, inset, *size, radius, stroke=1, fill=0)
        elif stroke:
            canvas.setStrokeColor(frame.stroke_colour)
            canvas.setLineWidth(stroke)
            canvas.roundRect(*outline, stroke=1, fill=0)
        if frame.edge:
            canvas.setFillColor(frame.edge_colour)
            canvas.rect(0, 0, frame.edge, self.height, stroke=0, fill=1)


class Bar(Block):
    """The head of a side's panel: solid for the left, outlined and striped for the right.

    What it says besides its heading stands at the right, or below where there is no room.
    """

    full_bleed = True

    def __init__(
        self,
        heading: HeadingBlock,
        note: ParagraphBlock | None,
        side: Side | None,
        letter: str,
        type_: TypeScale,
    ) -> None:
        self.heading, self.note = heading, note
        self.side, self.letter, self.type = side, letter, type_
        self.badge = heading.style.size * 1.2
        self.inset = mm(3 if type_.theme.saves_ink else 1.8)  # of the letter, on all sides
        self.indent = 2 * self.inset + self.badge + _AFTER_LETTER if letter else mm(4)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        # Stripes tell the right side without colour: they never give way.
        self.stripe_width = hatch_width(self.type, self.side, width)
        room = width - self.indent - self.stripe_width - mm(3)
        self._note_width = 0.0
        if self.note is not None:
            wide = self.note.natural_width
            is_beside = self.heading.natural_width + mm(4) + wide <= room
            self._note_width = wide if is_beside else 0.0
            self.note.wrap(wide if is_beside else room, height)
        self.heading.wrap(room - (self._note_width and self._note_width + mm(4)), height)
        text = self.heading.height
        if self.note is not None and not self._note_width:
            text += self.note.height
        self._text = text
        self.width, self.height = width, max(self.badge, text) + mm(1.8)
        # Tails of some scripts hang lower than the air below a line.
        below = self.note if self.note is not None and not self._note_width else self.heading
        least = below.hang + self.type.theme.strokes.panel / 2 + _BELOW_TAILS
        self._raised = max(0.0, least - (self.height - text) / 2 - self._lift)
        self.height += self._raised
        return self.width, self.height

    @property
    def _lift(self) -> float:
        """By it the capitals of a single line stand in the middle, and none hangs on the rule."""
        style = self.heading.style
        return max(0.0, style.lift) if self._text < 2 * style.leading else 0.0

    def repeated(self) -> RepeatedBar:
        heading = HeadingBlock(self.heading.runs, self.heading.style, self.heading.level)
        return RepeatedBar(heading, None, self.side, self.letter, self.type)

    def draw(self) -> None:
        canvas, theme = self.canv, self.type.theme
        colour = theme.colours.side(self.side)
        canvas.saveState()
        if self.side is Side.LEFT:
            radius = theme.radius - theme.strokes.panel / 2
            solid = self.indent - _AFTER_LETTER if theme.saves_ink else self.width
            canvas.setFillColor(colour)
            canvas.roundRect(0, 0, solid, self.height, radius, stroke=0, fill=1)
            canvas.rect(0, 0, solid, self.height - radius, stroke=0, fill=1)
            if solid < self.width:  # only the outer corner is round
                canvas.rect(solid / 2, 0, solid / 2, self.height, stroke=0, fill=1)
        if self.side is not Side.LEFT or theme.saves_ink:
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(theme.strokes.panel)
            canvas.line(0, 0, self.width, 0)
        if self.stripe_width:
            end = self.width - self.stripe_width
            stripes(canvas, end, 0, self.stripe_width, self.height - mm(0.4), colour)
            if self.letter:
                stripes(canvas, 0, 0, self.indent - _AFTER_LETTER, self.height - mm(0.4), colour)
        canvas.restoreState()
        middle = (self.height + self._raised) / 2
        if self.letter:
            badge(
                canvas,
                self.side,
                self.letter,
                self.inset,
                middle - self.badge / 2,
                self.badge,
                colour=colour,
                font=self.type.typeface.bold,
                sign=True,
                on_solid=self.side is Side.LEFT,
            )
        bottom = middle + self._text / 2 - self.heading.height + self._lift
        self.heading.draw_on(canvas, self.indent, bottom)
        if self.note is None:
            return
        if self._note_width:
            x = self.width - self.stripe_width - mm(3) - self._note_width
            own = self.note.style.leading - self.note.style.size
            drop = self.heading.style.leading - self.heading.style.size
            self.note.draw_on(canvas, x, bottom + drop - own)
        else:
            self.note.draw_on(canvas, self.indent, bottom - self.note.height)


class RepeatedBar(Bar):
    """The bar again, where a panel goes on on the next page; it is not read again."""

    def draw(self) -> None:
        self.heading.listed = False
        with self.canv.artifact("Pagination"):
            super().draw()


def hatch_width(type_: TypeScale, side: Side | None, width: float) -> float:
    """How wide the stripes of the right side are in a panel of a width, in pt."""
    return min(type_.theme.hatch, width * _HATCH_SHARE) if side is Side.RIGHT else 0.0


def box_frame(type_: TypeScale, kind: str, side: Side | None) -> Frame:
    """The look of a box of one kind."""
    theme = type_.theme
    colours, strokes = theme.colours, theme.strokes
    padding = (theme.padding, max(type_.gap(0.7), LEAST_PADDING))
    match kind:
        case "panel":
            twice = side is Side.RIGHT and theme.grey
            return Frame(
                padding, strokes.panel, colours.side(side), None, theme.radius, double=twice
            )
        case "before":
            edge = mm(1 if theme.saves_ink else 2)
            inner = theme.padding + edge, padding[1]
            # Where a tint does not show, a line does.
            line = colours.ink if colours.soft == colours.paper else colours.soft
            look = Frame(inner, strokes.box, line, colours.soft, mm(0.5))
            return look._replace(edge=edge, edge_colour=colours.ink)
        case "message":
            if theme.saves_ink:  # no frame: its words are as large as those of any box
                return Frame((0.0, LEAST_PADDING))
            tight = padding[0], LEAST_PADDING
            return Frame(tight, strokes.box, colours.ink, colours.soft, theme.radius)
        case "stop":
            return Frame(padding, strokes.panel, colours.stop, colours.stop_tint, theme.radius)
        case "today":
            tight = padding[0], LEAST_PADDING
            return Frame(tight, strokes.panel, colours.stop, colours.paper, theme.radius)
        case "help":
            padding = max(padding[0], strokes.help + _BESIDE_HEAVY), padding[1]
            return Frame(padding, strokes.help, colours.stop, colours.stop_tint, theme.radius)
        case "dose":
            return Frame(
                (theme.padding, LEAST_PADDING), strokes.box, colours.ink, None, theme.radius
            )
        case _:
            return Frame(padding, strokes.box, colours.rule, None, theme.radius)

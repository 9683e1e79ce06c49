"""Figures on the page: drawn at their printed size, parsed once, painted as vectors."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from handouts import document
from handouts.design.fonts import ATKINSON, Typeface, register
from handouts.design.papers import MM
from handouts.design.theme import Theme
from handouts.errors import ContentError, Problem
from handouts.layout.boxes import Block
from handouts.layout.filling import within
from handouts.layout.headings import HeadingBlock
from handouts.layout.panels import LEAST_PADDING
from handouts.layout.svg_operators import Label, figure_operators
from handouts.layout.typography import TypeScale
from handouts.pattern import Side
from handouts.storage import cache, paths
from handouts.tagged import Form, TaggedCanvas, width_of


class Drawing(NamedTuple):
    """A figure's SVG, and its printed size in mm."""

    svg: str
    width: float
    height: float


class Plan(NamedTuple):
    """What is known of a figure before it is drawn: its printed size in mm, and its labels.

    Attributes:
        leaders: how many labels stand away from what they name, with a line to it.
        words: all words of its labels, as they are divided.
    """

    width: float
    height: float
    leaders: int
    words: frozenset[str]


@lru_cache(maxsize=1024)
def drawing(
    figure: document.Figure,
    width: float,
    label_pt: float,
    style: str = "colour",
    typeface: Typeface = ATKINSON,
    sides: tuple[tuple[Side, str], ...] = (),
    *,
    labelled: bool = True,
) -> Drawing:
    """The figure, drawn for a printed width in mm with labels of `label_pt` points.

    `style` is the value of a `figures.Style`, `sides` the colours of sides that have their own.
    Without `labelled` only the letters of the sides are written.

    Raises:
        ContentError: its words have no drawings.
    """
    planned = plan(figure, width, label_pt, typeface, labelled=labelled)
    made_from = repr((figure, width, label_pt, style, typeface.regular, sides, labelled))
    svg = cache.get("figures", made_from)
    if svg is None:
        drawings = paths.figures()
        svg = drawings.draw(
            figure.name,
            figure.subject,
            drawings.FigureWords(figure.title, figure.alt, dict(figure.labels)),
            width=width,
            style=drawings.Style(style),
            label_pt=label_pt,
            typeface=typeface,
            labelled=labelled,
            body=figure.body,
            side_colours=dict(sides),
        ).svg
        cache.keep("figures", made_from, svg)
    return Drawing(svg, planned.width, planned.height)


@lru_cache(maxsize=4096)
def plan(
    figure: document.Figure,
    width: float,
    label_pt: float,
    typeface: Typeface = ATKINSON,
    *,
    labelled: bool = True,
) -> Plan:
    """What `drawing` will make of the figure, in any style: pages are fitted with it.

    Raises:
        ContentError: its words have no drawings.
    """
    made_from = repr((figure, width, label_pt, typeface.regular, labelled))
    made: dict[str, Any] | None = None
    if (before := cache.get("plans", made_from)) is not None:
        with suppress(ValueError):
            made = json.loads(before)
    if made is None:
        made = _planned(figure, width, label_pt, typeface, labelled)
        cache.keep("plans", made_from, json.dumps(made))
    if "faults" in made:
        raise ContentError([_problem(figure, key, text) for key, text in made["faults"]])
    return Plan(made["width"], made["height"], made["leaders"], frozenset(made["words"]))


def _problem(figure: document.Figure, label: str, text: str) -> Problem:
    """A fault of a figure, or of one of its labels, where its words come from."""
    places = dict(zip((key for key, _ in figure.labels), figure.labels_at, strict=False))
    place = places.get(label, figure.words_at)
    what, _, remedy = text.partition("; ")
    return Problem(place.file, place.line, what, remedy)


def _planned(
    figure: document.Figure, width: float, label_pt: float, typeface: Typeface, labelled: bool
) -> dict[str, Any]:
    """What is in a `Plan`, or the `faults` why there can be none.

    Each fault is the key of the label that is to blame, if one is, and what is wrong.
    """
    drawings = paths.figures()
    try:
        planned = drawings.plan(
            figure.name,
            figure.subject,
            drawings.FigureWords(figure.title, figure.alt, dict(figure.labels)),
            width=width,
            label_pt=label_pt,
            typeface=typeface,
            labelled=labelled,
            body=figure.body,
        )
    except drawings.FigureError as error:
        return {"faults": [tuple(each) for each in error.labels] or [("", str(error))]}
    return {
        "width": planned.width,
        "height": planned.height,
        "leaders": planned.leaders,
        "words": sorted({word for line in planned.lines for word in line.split()}),
    }


def paint(
    canvas: TaggedCanvas,
    svg: str,
    typeface: Typeface,
    alt: str,
    x: float,
    width: float,
    height: float,
    key: Hashable | None = None,
) -> None:
    """Paints a figure's SVG with its lower left corner at `x`, 0; lengths in pt."""
    code = figure_operators(svg, grey=canvas.grey)
    with canvas.figure(alt, x, 0, width, height, key=key):
        canvas.saveState()
        scale = round(width / code.width, 4)  # the SVG gives its size to a thousandth
        canvas.transform(scale, 0, 0, scale, x, 0)
        form = Form(code.operators, code.window, code.matrix, code.states, forms=code.parts)
        canvas.draw_form(form)
        _write(canvas, code.labels, typeface)
        canvas.restoreState()


def _write(canvas: TaggedCanvas, labels: Sequence[Label], typeface: Typeface) -> None:
    """The words of a figure."""
    register(typeface)
    for label in labels:
        font = typeface.face(bold=label.bold)
        before = _ANCHORS[label.anchor] * width_of(label.text, font, label.size)
        canvas.setFillColor(label.colour)
        canvas.setFont(font, label.size)
        # The space keeps it apart from the next label where a program puts them in a row.
        canvas.drawString(label.x - before, label.y, f"{label.text} ")


# How much of a text lies before its anchor.
_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


_LEAST_SHARE = 0.6
"""At this share of its width the labels of an icon, of a figure among steps, or of one of a poster,
move or go; those of a figure in a panel where headings are small, too."""
_LABELLED = 0.85
"""At less than this share of its width a plain figure has no labels."""
_STEPS = 6
"""So many widths are tried, evenly from the least wanted to the full one: the first in which every
label keeps its place."""
_WIDER = (1.15, 1.3, 1.5)
_A_LITTLE = 1.12
_MAY_GROW = ("small", "column", "large", "plain")
"""Styles of figures that take what a page has to spare."""


class FigureBlock(Block):
    """A figure as wide as its place, but not wider than `max_width` pt; in the middle.

    `share` makes it narrower than that, if its labels can stay where they are.

    Attributes:
        heading: what is read before it, although it is drawn after it.
    """

    heading: HeadingBlock | None = None

    keep_with_next = True  # a figure stands before its words, on the same page

    def __init__(
        self,
        figure: document.Figure,
        *,
        label_pt: float,
        max_width: float,
        share: float,
        style: str,
        typeface: Typeface,
        sides: tuple[tuple[Side, str], ...] = (),
        labelled: bool = True,
        may_grow: bool = False,
        is_tight: bool = False,
        before: float = 0,
        after: float = 0,
    ) -> None:
        self.may_grow = may_grow
        self.is_tight = is_tight
        self.figure, self.label_pt, self.style = figure, label_pt, style
        self.labelled = labelled
        self.typeface, self.sides = typeface, sides
        self.max_width, self.share = max_width, share
        self.key = object()
        self.space_before, self.space_after = before, after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        full = min(width, self.max_width * max(1.0, self.growth)) / MM
        least = min(max(self.share, self.growth), 1.0)
        self.faults: tuple[Problem, ...] = ()
        try:
            self.plan = self._wide_enough(full, width / MM)
        except ContentError as error:
            if self.labelled and self.figure.style == "plain":  # the words by it say the same
                self.labelled = False
                return self.wrap(width, height)
            # Told once all others are known, too.
            self.faults = error.problems
            self.width, self.height = width, full * MM / 2
            return self.width, self.height
        for step in range(_STEPS):
            smaller = self._smaller(full * (least + (1 - least) * step / _STEPS))
            if smaller is not None:
                self.plan = smaller
                break
        self.width, self.height = width, self.plan.height * MM
        return self.width, self.height

    @property
    def taken(self) -> float:
        return self.width if self.faults else self.plan.width * MM

    def fill(self, height: float) -> None:
        """As large as the words beside it are high anyway: what is small saves nothing there."""
        full = min(self.width, self.max_width * max(1.0, self.growth)) / MM
        while self.height < height and not self.faults:
            width = min(self.plan.width * _A_LITTLE, full)
            larger = self._smaller(width) if width - self.plan.width > 1 else None
            if larger is None or larger.height * MM > height:
                break
            self.plan, self.height = larger, larger.height * MM

    def _wide_enough(self, width: float, most: float) -> Plan:
        """The figure at a width in mm, or wider where its labels need that.

        Raises:
            ContentError: not even at the widest they have room; it says what there is usually.
        """
        try:
            return self._planned(width)
        except ContentError as error:
            for wider in (width * factor for factor in _WIDER):
                if wider <= most:
                    with suppress(ContentError):
                        return self._planned(wider)
            raise error

    def _smaller(self, width: float) -> Plan | None:
        """The figure at less than its full width, if no label has to leave its place for that."""
        try:
            smaller = self._planned(width)
        except ContentError:
            return None
        if self.is_tight:
            return smaller if smaller.words <= self.plan.words else None
        is_like = smaller.leaders <= self.plan.leaders and smaller.words == self.plan.words
        return smaller if is_like else None

    def _planned(self, width: float) -> Plan:
        labelled = self.labelled
        return plan(self.figure, round(width, 2), self.label_pt, self.typeface, labelled=labelled)

    def draw(self) -> None:
        drawn = drawing(
            self.figure,
            self.plan.width,
            self.label_pt,
            self.style,
            self.typeface,
            self.sides,
            labelled=self.labelled,
        )
        width = drawn.width * MM
        x = (self.width - width) / 2
        if self.heading is not None:
            self.canv.reserve(self.heading.role, self.heading.key)
        alt, place = self.figure.alt, (x, width, self.height)
        paint(self.canv, drawn.svg, self.typeface, alt, *place, key=self.key)


def figure(node: document.Figure, type_: TypeScale, within: str) -> FigureBlock:
    """A figure of the document; beside words it needs no distance to them."""
    beside = within in ("row", "frames")
    is_large = node.style == "large"
    theme = type_.theme
    return FigureBlock(
        node,
        label_pt=theme.label,
        # Where there is least room a plain figure has no labels: the words by it say the same.
        labelled=node.style != "plain" or (theme.columns and type_.spacing.figure > _LABELLED),
        max_width=theme.frame_width if within == "frames" else figure_width(node, theme),
        style=theme.figure_style,
        sides=theme.figure_sides,
        typeface=type_.typeface,
        share=type_.spacing.figure,
        may_grow=theme.reflow or node.style in _MAY_GROW,
        is_tight=type_.spacing.figure <= _LEAST_SHARE
        and (
            within == "frames"
            or node.style == "icon"
            or (within == "row" and bool(theme.smallest))
            or (type_.spacing.heads < 1 and (within == "panel" or (beside and is_large)))
        ),
        before=0.0 if beside else max(type_.gap(0.3), LEAST_PADDING),
        after=0.0 if beside else type_.gap(0.5),
    )


def figure_width(node: document.Block, theme: Theme) -> float:
    """How wide a figure may get, in pt."""
    style = node.style if isinstance(node, document.Figure) else ""
    widths = {
        "small": theme.small_figure_width,
        "column": theme.column_figure_width,
        "plain": theme.small_figure_width,
        "icon": theme.icon_width,
        "large": theme.large_figure_width,
    }
    return widths.get(style, theme.figure_width)


def faults_of(page: Block) -> tuple[Problem, ...]:
    """What is wrong with the figures of a page: their labels have no room."""
    figures = (block for block in within(page) if isinstance(block, FigureBlock))
    return tuple(fault for block in figures for fault in block.faults)

"""Nodes ─► blocks on a page: the only place that decides layout."""

from __future__ import annotations

from collections.abc import Sequence

from handouts import document as doc
from handouts.design.papers import mm
from handouts.layout.boxes import Box, Stack
from handouts.layout.columns import Columns, Tiers
from handouts.layout.fields import CellField, FieldRow, Ticks
from handouts.layout.figures import FigureBlock
from handouts.layout.headings import HeadingBlock
from handouts.layout.lists import Bullets
from handouts.layout.panels import LEAST_PADDING, Bar, Sign, SignedHeading, Tint, box_frame
from handouts.layout.qr_codes import AddressBlock, CodeBlock, link, links_row
from handouts.layout.surface import Block, Space
from handouts.layout.symbols import stop_sign, warning_sign
from handouts.layout.tables import table
from handouts.layout.type import Type, paragraph
from handouts.pattern import Side
from handouts.tagged.fonts import width_of

# Kinds of group that are a part of the document of their own, with a heading.
SECTIONS = frozenset(
    ["panel", "box", "dose", "stop", "help", "strip", "sign-off", "clinic", "flow"]
)
SIGNS: dict[str, Sign] = {"stop": stop_sign, "help": warning_sign}


class Layout:
    """Turns nodes into blocks at one body size and opening.

    Args:
        logo: the clinic's logo as (file, kind), where there is one.
        letters: the badge letter of each side, in the document's language.
        fillable: boxes become form fields.
    """

    def __init__(
        self,
        type_: Type,
        *,
        letters: dict[Side, str],
        logo: tuple[bytes, str] | None = None,
        fillable: bool = True,
    ) -> None:
        self.type = type_
        self.letters = letters
        self.logo = logo
        self.fillable = fillable

    def page(self, part: doc.Group) -> Stack:
        """A part of the document, to be broken into pages where it is longer than one."""
        return Stack(self.blocks(part.children))

    # --- blocks ---------------------------------------------------------------------------------

    def blocks(
        self, nodes: Sequence[doc.Block], side: Side | None = None, within: str = ""
    ) -> list[Block]:
        made = [self.block(node, side, within) for node in nodes]
        for block, node, after in zip(made, nodes, nodes[1:], strict=False):
            if isinstance(node, doc.Paragraph) and isinstance(after, doc.Table):
                block.keep_with_next = True  # it says how to read the table, or to fill it in
        return made

    def block(self, node: doc.Block, side: Side | None, within: str) -> Block:
        match node:
            case doc.Heading():
                return self.heading(node, side, within)
            case doc.Paragraph():
                return self.paragraph(node, within)
            case doc.List():
                items = [Stack(self.blocks(item, side, "li")) for item in node.items]
                colour = self.type.theme.colours.side(side)
                return Bullets(items, self.type, ordered=node.ordered, side=side, colour=colour)
            case doc.Table():
                return table(node, self.type, self.blocks)
            case doc.Figure():
                return self.figure(node, within)
            case doc.Logo():
                from handouts.layout.logo import LogoBlock

                data, kind = self.logo or (b"", "")
                grey = self.type.theme.grey
                return LogoBlock(data, kind, node.alt, max_height=mm(10), grey=grey)
            case doc.Code():
                return CodeBlock(node, self.type.theme.code_module)
            case doc.Field():
                if node.kind == "check":
                    return Ticks([node], self.type, fillable=self.fillable)
                if node.kind == "cell":
                    return CellField(node, self.type, fillable=self.fillable)
                return FieldRow([node], self.type, fillable=self.fillable)
            case doc.Group():
                return self.group(node, side, within)

    def heading(self, node: doc.Heading, side: Side | None, within: str) -> Block:
        theme, type_ = self.type.theme, self.type
        factor = {1: theme.h1, 2: theme.h2}.get(node.level, theme.h3)
        colour = theme.colours.side(side) if side else theme.colours.headings
        if within in SIGNS:
            colour = theme.colours.stop
        if within == "bar":
            factor = theme.bar if node.level == 2 else theme.h3 * 0.96
        elif within == "beside":
            factor = theme.h3
        size = type_.size(factor)
        if within == "bar" and side is Side.LEFT and not theme.saves_ink:
            colour = theme.colours.paper
        style = type_.style(
            size,
            bold=True,
            colour=colour,
            leading=1.12,
            before=type_.gap({"": 1.0, "flow": 0.6}.get(within, 0.0)),
            after=type_.gap(0.25),
            keep_with_next=True,
        )
        made = HeadingBlock(node.runs, style, node.level)
        if within in SIGNS:
            return SignedHeading(made, SIGNS[within], colour, size * 1.3)
        return made

    def paragraph(self, node: doc.Paragraph, within: str) -> Block:
        type_ = self.type
        small = (
            node.style in ("kicker", "note", "address", "clinic-line")
            or within in type_.theme.fine_print
        )
        size = type_.small if small else type_.body
        # An address is seen to be a link; set bold, it would need more lines.
        written_out = node.style == "address"
        style = type_.style(size, after=type_.gap(0.4), bold_links=not written_out)
        return (AddressBlock if written_out else paragraph)(node.runs, style)

    def figure(self, node: doc.Figure, within: str) -> Block:
        beside = within in ("now", "row")
        after = 0.0 if beside else self.type.gap(0.5)
        before = 0.0 if beside else max(self.type.gap(0.3), LEAST_PADDING)
        theme, width = self.type.theme, self._figure_width(node)
        return FigureBlock(
            node,
            label_pt=theme.label,
            labelled=node.style != "plain",
            max_width=width,
            style=theme.figure_style,
            sides=theme.figure_sides,
            typeface=self.type.typeface,
            share=self.type.opening.figure,
            before=before,
            after=after,
        )

    def _figure_width(self, node: doc.Block) -> float:
        small = isinstance(node, doc.Figure) and node.style in ("small", "plain")
        return self.type.theme.small_figure_width if small else self.type.theme.figure_width

    # --- groups ---------------------------------------------------------------------------------

    def group(self, node: doc.Group, side: Side | None, within: str = "") -> Block:
        side = node.side or side
        theme, gap = self.type.theme, self.type.gap()
        role = "Sect" if node.kind in SECTIONS else None
        match node.kind:
            case "columns" | "pair" | "header" | "row" | "beside" if not theme.columns:
                return self._stacked(node, side)
            case "columns" | "pair":
                sides = [getattr(child, "side", None) for child in node.children]
                alike = any(sides) or node.kind == "pair"
                return Columns(
                    self.blocks(node.children, side),
                    gutter=theme.gutter,
                    sides=sides,
                    balance=not alike,
                    level=alike,
                    before=gap,
                    after=gap,
                )
            case "tiers":
                sides = [getattr(child, "side", None) for child in node.children]
                return Tiers(self.blocks(node.children, side), sides, before=gap, after=gap)
            case "header":
                return self._side_by_side(node, side, shares=(124, 58), gutter=theme.gutter)
            case "row":
                drawn, *said = self.blocks(node.children, side, "row")
                return Columns(
                    [drawn, Stack(said)],
                    widths=(self._figure_width(node.children[0]), None),
                    gutter=mm(6),
                    middle=True,
                    role="Sect",
                    before=gap * 0.6,
                    after=gap * 0.6,
                )
            case "now":
                figure, *texts = self.blocks(node.children, side, "now")
                columns = Columns(
                    [figure, Stack(texts)],
                    widths=(theme.icon_width * self.type.opening.figure, None),
                    gutter=mm(3),
                    middle=True,
                    role=None,
                )
                padding = (theme.padding * 0.6, max(self.type.gap(0.6), LEAST_PADDING))
                tint = theme.colours.tint(side)
                # Where a tint does not show, a line ends the strip.
                rule = theme.colours.ink if tint == theme.colours.paper else None
                return Tint(columns, tint, padding, rule)
            case "bar":
                heading = self.heading_of(node, side, "bar")
                letter = self.letters[side] if side else ""
                return Bar(heading, side, letter, self.type)
            case "fields" | "ticks":
                fields = [child for child in node.children if isinstance(child, doc.Field)]
                row = FieldRow if node.kind == "fields" else Ticks
                type_ = self.type.fine if within in theme.fine_print else self.type
                return row(fields, type_, fillable=self.fillable)
            case "panel" | "box" | "dose" | "stop" | "help" | "clinic" | "sign-off":
                box = Box(
                    self.blocks(node.children, side, node.kind),
                    box_frame(self.type, node.kind, side),
                    before=gap,
                    after=gap,
                )
                box.may_split = theme.reflow and node.kind == "panel"
                return box
            case "links":
                return links_row(self.blocks(node.children, side, node.kind), self.type)
            case "link":
                return link(self.blocks(node.children, side, node.kind))
            case "beside":
                return self._beside(node, side)
            case _:
                return Stack(
                    self.blocks(node.children, side, node.kind), role=role, before=gap, after=gap
                )

    def heading_of(self, node: doc.Group, side: Side | None, within: str) -> HeadingBlock:
        headings = [child for child in node.children if isinstance(child, doc.Heading)]
        made = self.heading(headings[0], side, within)
        assert isinstance(made, HeadingBlock)
        return made

    def _stacked(self, node: doc.Group, side: Side | None) -> Block:
        """What would stand side by side, one below another in reading order."""
        within = node.kind if node.kind in ("header", "row") else ""
        blocks = self.blocks(node.children, side, within)
        gap = self.type.gap()
        role = {"row": "Sect", "columns": "Div", "pair": "Div"}.get(node.kind)
        return Stack(blocks, role=role, before=gap, after=gap)

    def _side_by_side(
        self, node: doc.Group, side: Side | None, *, shares: tuple[float, float], gutter: float
    ) -> Block:
        """The words left, the last child (a box) right."""
        *words, last = node.children
        return Columns(
            [Stack(self.blocks(words, side, "header")), self.block(last, side, "header")],
            shares=shares,
            gutter=gutter,
            equal=False,
            role=None,
        )

    def _beside(self, node: doc.Group, side: Side | None) -> Block:
        """A heading with its words to the right of it, on one baseline."""
        type_ = self.type
        heading = self.heading_of(node, side, "beside")
        texts = [child for child in node.children if not isinstance(child, doc.Heading)]
        size = heading.style.size
        words = heading.title
        width = width_of(words, heading.style.font, size) + mm(2.5)
        drop = Space(max(0.0, (size - type_.body) * 0.8))
        made = Columns(
            [heading, Stack([drop, *self.blocks(texts, side, "beside")])],
            widths=(width, None),
            gutter=0,
            role=None,
            after=type_.gap(0.4),
        )
        made.keep_with_next = True  # like any heading, with the table or fields it leads to
        return made

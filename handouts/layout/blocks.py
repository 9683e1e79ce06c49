"""Nodes ─► blocks on a page: the only place that decides layout."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from handouts import document as doc
from handouts.design.artwork import Picture
from handouts.design.papers import mm
from handouts.layout.boxes import Block, Space, Stack
from handouts.layout.columns import Columns, Tiers
from handouts.layout.field_boxes import CellField, TickBoxes
from handouts.layout.fields import FieldRow
from handouts.layout.figures import FigureBlock, figure, figure_width
from handouts.layout.headings import HeadingBlock, heading, unsigned_heading
from handouts.layout.lists import ListBlock
from handouts.layout.panels import LEAST_PADDING, Bar, Box, TintedStrip, box_frame
from handouts.layout.qr_codes import AddressBlock, QRCodeBlock, link, links_row
from handouts.layout.tables import table
from handouts.layout.typography import TypeScale, paragraph
from handouts.pattern import Side
from handouts.tagged import width_of

# Small print: paragraphs of these styles, wherever they stand.
_SMALL = frozenset(["kicker", "note", "address", "clinic-line"])
# What stands one below another where the theme has no columns.
_SIDE_BY_SIDE = frozenset(["columns", "pair", "header", "row", "beside"])


class Layout:
    """Turns nodes into blocks at one body size and spacing.

    Args:
        logo: the clinic's logo, where there is one.
        letters: the badge letter of each side, in the document's language.
        blank: what is said of a line or box that is empty, where it is no form field.
        fillable: boxes become form fields.
    """

    def __init__(
        self,
        type_: TypeScale,
        *,
        letters: Mapping[Side, str],
        blank: str,
        logo: Picture | None = None,
        fillable: bool = True,
    ) -> None:
        self.type = type_
        self.letters = letters
        self.blank = blank
        self.logo = logo
        self.fillable = fillable

    def page(self, part: doc.Group) -> Stack:
        """A part of the document, to be broken into pages where it is longer than one."""
        return Stack(self.blocks(part.children))

    def blocks(
        self, nodes: Sequence[doc.Block], side: Side | None = None, within: str = ""
    ) -> list[Block]:
        made = [self.block(node, side, within) for node in nodes]
        for block, node, after in zip(made, nodes, nodes[1:], strict=False):
            if isinstance(node, doc.Paragraph) and isinstance(after, doc.Table):
                block.keep_with_next = True  # it says how to read the table, or to fill it in
        return made

    def block(self, node: doc.Block, side: Side | None, within: str) -> Block:
        """A node in a group of the kind `within`; `side` is that of the panel it stands in."""
        if isinstance(node, doc.Group):
            side = node.side or side
            if node.kind in _SIDE_BY_SIDE and not self.type.theme.columns:
                return self._stacked(node, side)
        return _WAYS[doc.kind_of(node)](self, node, side, within)

    # --- text, pictures and fields --------------------------------------------------------------

    def _heading(self, node: doc.Heading, side: Side | None, within: str) -> Block:
        return heading(node, self.type, side, within)

    def _paragraph(self, node: doc.Paragraph, _side: Side | None, within: str) -> Block:
        type_ = self.type
        small = node.style in _SMALL or within in type_.theme.fine_print
        size = type_.small if small else type_.body
        # An address is seen to be a link; set bold, it would need more lines.
        written_out = node.style == "address"
        style = type_.style(size, after=type_.gap(0.4), bold_links=not written_out)
        return (AddressBlock if written_out else paragraph)(node.runs, style)

    def _list(self, node: doc.List, side: Side | None, _within: str) -> Block:
        items = [Stack(self.blocks(item, side, "li")) for item in node.items]
        colour = self.type.theme.colours.side(side)
        return ListBlock(items, self.type, ordered=node.ordered, side=side, colour=colour)

    def _table(self, node: doc.Table, _side: Side | None, _within: str) -> Block:
        return table(node, self.type, self.blocks)

    def _figure(self, node: doc.Figure, _side: Side | None, within: str) -> Block:
        return figure(node, self.type, within)

    def _logo(self, node: doc.Logo, _side: Side | None, _within: str) -> Block:
        from handouts.layout.logo import LogoBlock

        assert self.logo is not None, "a logo in the markup is one in the document"
        return LogoBlock(self.logo, node.alt, max_height=mm(10))

    def _code(self, node: doc.QRCode, _side: Side | None, _within: str) -> Block:
        return QRCodeBlock(node, self.type.theme.code_module)

    def _field(self, node: doc.Field, _side: Side | None, _within: str) -> Block:
        return FieldRow([node], self.type, fillable=self.fillable, blank=self.blank)

    def _tick(self, node: doc.Field, _side: Side | None, _within: str) -> Block:
        return TickBoxes([node], self.type, fillable=self.fillable, blank=self.blank)

    def _cell(self, node: doc.Field, _side: Side | None, _within: str) -> Block:
        return CellField(node, self.type, fillable=self.fillable)

    # --- groups ---------------------------------------------------------------------------------

    def _stack(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        gap = self.type.gap()
        role = None if node.kind == "page" else "Sect"
        return Stack(self.blocks(node.children, side, node.kind), role=role, before=gap, after=gap)

    def _box(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        gap = self.type.gap()
        frame = box_frame(self.type, node.kind, side)
        box = Box(self.blocks(node.children, side, node.kind), frame, before=gap, after=gap)
        box.may_split = self.type.theme.reflow and node.kind == "panel"
        return box

    def _columns(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        sides = [getattr(child, "side", None) for child in node.children]
        alike = any(sides) or node.kind == "pair"
        gap = self.type.gap()
        return Columns(
            self.blocks(node.children, side),
            gutter=self.type.theme.gutter,
            sides=sides,
            balance=not alike,
            level=alike,
            before=gap,
            after=gap,
        )

    def _tiers(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        sides = [getattr(child, "side", None) for child in node.children]
        gap = self.type.gap()
        return Tiers(self.blocks(node.children, side), sides, before=gap, after=gap)

    def _header(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        """The words left, the last child (a box) right."""
        *words, last = node.children
        return Columns(
            [Stack(self.blocks(words, side, "header")), self.block(last, side, "header")],
            shares=(124, 58),
            gutter=self.type.theme.gutter,
            equal=False,
            role=None,
        )

    def _row(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        """The figure left, the words right; they begin with its heading, which is read first."""
        place = next(n for n, child in enumerate(node.children) if isinstance(child, doc.Figure))
        said = self.blocks(node.children, side, "row")
        drawn = said.pop(place)
        heading = said[0] if place else None
        if isinstance(drawn, FigureBlock) and isinstance(heading, HeadingBlock):
            drawn.heading = heading
        gap = self.type.gap()
        return Columns(
            [drawn, Stack(said)],
            widths=(figure_width(node.children[place], self.type.theme), None),
            gutter=mm(6),
            middle=True,
            role="Sect",
            before=gap * 0.6,
            after=gap * 0.6,
        )

    def _now(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        theme = self.type.theme
        drawn, *said = self.blocks(node.children, side, "now")
        columns = Columns(
            [drawn, Stack(said)],
            widths=(theme.icon_width * self.type.spacing.figure, None),
            gutter=mm(3),
            middle=True,
            role=None,
        )
        padding = (theme.padding * 0.6, max(self.type.gap(0.6), LEAST_PADDING))
        tint = theme.colours.tint(side)
        # Where a tint does not show, a line ends the strip.
        rule = theme.colours.ink if tint == theme.colours.paper else None
        return TintedStrip(columns, tint, padding, rule)

    def _bar(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        letter = self.letters[side] if side else ""
        return Bar(self._heading_of(node, side), side, letter, self.type)

    def _fields(self, node: doc.Group, _side: Side | None, within: str) -> Block:
        fields = [child for child in node.children if isinstance(child, doc.Field)]
        type_ = self.type.fine if within in self.type.theme.fine_print else self.type
        row = FieldRow if node.kind == "fields" else TickBoxes
        return row(fields, type_, fillable=self.fillable, blank=self.blank)

    def _links(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        return links_row(self.blocks(node.children, side, node.kind), self.type)

    def _link(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        return link(self.blocks(node.children, side, node.kind))

    def _beside(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        """A heading with its words to the right of it, on one baseline."""
        type_ = self.type
        heading = self._heading_of(node, side)
        texts = [child for child in node.children if not isinstance(child, doc.Heading)]
        size = heading.style.size
        width = width_of(heading.title, heading.style.font, size) + mm(2.5)
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

    def _heading_of(self, node: doc.Group, side: Side | None) -> HeadingBlock:
        headings = [child for child in node.children if isinstance(child, doc.Heading)]
        return unsigned_heading(headings[0], self.type, side, node.kind)

    def _stacked(self, node: doc.Group, side: Side | None) -> Block:
        """What would stand side by side, one below another in reading order."""
        within = node.kind if node.kind in ("header", "row") else ""
        gap = self.type.gap()
        role = {"row": "Sect", "columns": "Div", "pair": "Div"}.get(node.kind)
        return Stack(self.blocks(node.children, side, within), role=role, before=gap, after=gap)


_WAYS: Mapping[doc.Kind, Callable[[Layout, Any, Side | None, str], Block]] = doc.for_every_kind(
    {
        doc.Heading: Layout._heading,
        doc.Paragraph: Layout._paragraph,
        doc.List: Layout._list,
        doc.Table: Layout._table,
        doc.Figure: Layout._figure,
        doc.Logo: Layout._logo,
        doc.QRCode: Layout._code,
        **dict.fromkeys(("text", "number"), Layout._field),
        "check": Layout._tick,
        "cell": Layout._cell,
        **dict.fromkeys(("page", "flow", "strip"), Layout._stack),
        **dict.fromkeys(
            ("panel", "box", "dose", "stop", "help", "clinic", "sign-off"), Layout._box
        ),
        **dict.fromkeys(("columns", "pair"), Layout._columns),
        **dict.fromkeys(("fields", "ticks"), Layout._fields),
        "header": Layout._header,
        "tiers": Layout._tiers,
        "row": Layout._row,
        "now": Layout._now,
        "beside": Layout._beside,
        "bar": Layout._bar,
        "links": Layout._links,
        "link": Layout._link,
    }
)

"""Nodes ─► blocks on a page: the only place that decides layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from handouts import document as doc
from handouts.design.artwork import Picture
from handouts.design.papers import mm
from handouts.layout.answers import Answer
from handouts.layout.boxes import Block, Space, Stack
from handouts.layout.columns import Balance, Columns, Tiers
from handouts.layout.dose_cells import DoseCells
from handouts.layout.field_boxes import CellField, TickBoxes
from handouts.layout.fields import FieldRow
from handouts.layout.figures import FigureBlock, figure, figure_width
from handouts.layout.headings import HeadingBlock, heading, unsigned_heading
from handouts.layout.hyphenation import bound, hyphenated, words_of_names
from handouts.layout.lines import TextStyle
from handouts.layout.lists import ListBlock, ListColumns
from handouts.layout.one_line import OneLine, Tag
from handouts.layout.panels import LEAST_PADDING, Bar, Box, box_frame
from handouts.layout.qr_codes import AddressBlock, Link, QRCodeBlock, links_row
from handouts.layout.step_frames import Frames, StepHeading
from handouts.layout.tables import RuledTable, make_alike, table
from handouts.layout.typography import InEnglish, TypeScale, paragraph
from handouts.pattern import Side
from handouts.tagged import width_of

# Small print: paragraphs of these styles, wherever they stand.
_SMALL = frozenset(["kicker", "note", "address", "clinic-line"])
# What stands one below another where the theme has no columns.
_SIDE_BY_SIDE = frozenset(["columns", "pair", "row", "beside"])
_FRAMES = "frames"  # a style of lists
# Where there is least room a figure without labels is so narrow, if its row is lower then.
_NARROWER = (1.0, 0.85, 0.75, 0.65, 0.5, 0.4)
# Where there is no room for badges, steps have plain numbers.
_PLAIN = frozenset(["row", "strip", "flow", "line", "beside"])
# Boxes that large print may part between two pages: not those of a leg, nor those that warn.
_MAY_SPLIT = frozenset(["before"])


def _is_words(node: doc.Group) -> bool:
    """Whether it has words alone, so that nothing else in its columns need be on one level."""
    words = doc.Group, doc.Heading, doc.Paragraph, doc.List
    return all(isinstance(each, words) for each in doc.walk([node]))


class Layout:
    """Turns nodes into blocks at one body size and spacing.

    Args:
        logo: the clinic's logo, where there is one.
        letters: the badge letter of each side, in the document's language.
        blank: what is said of a line or box that is empty, where it is no form field.
        fillable: boxes become form fields.
        lang: whose patterns divide long words (BCP 47); empty: none are divided.
        filled_in: names and addresses, which may be of another language.
        tag: what stands on the first line of a part, white on black; empty: nothing does.
        balances: what is known of the columns of the part that is laid out, the first, the second
            and so on; to be added to.
    """

    def __init__(
        self,
        type_: TypeScale,
        *,
        letters: Mapping[Side, str],
        blank: str,
        logo: Picture | None = None,
        fillable: bool = True,
        tag: str = "",
        lang: str = "",
        filled_in: tuple[str, ...] = (),
        balances: dict[int, Balance] | None = None,
    ) -> None:
        self.type = type_
        self.lang = lang
        self.filled_in = words_of_names(filled_in)
        self.tag = tag
        self.letters = letters
        self.blank = blank
        self.logo = logo
        self.fillable = fillable
        self._balances = {} if balances is None else balances
        self._columns_made = 0

    def page(self, part: doc.Group, staff: str = "") -> Stack:
        """A part of the document, to be broken into pages where it is longer than one.

        `staff` is said below it in English, whatever its language is.
        """
        children = part.children if self.type.theme.columns else tuple(_flat(part.children))
        blocks = self.blocks(children)
        if staff:
            style = self.type.style(self.type.theme.minimum)
            blocks.append(InEnglish((doc.Run(staff),), style))
        made = Stack(blocks)
        if self.tag and made.children and isinstance(first := made.children[0], OneLine):
            first.add_tag(Tag(self.tag, self.type))
        return made

    def blocks(
        self, nodes: Sequence[doc.Block], side: Side | None = None, within: str = ""
    ) -> list[Block]:
        made = [self.block(node, side, within) for node in nodes]
        for block, node, after in zip(made, nodes, nodes[1:], strict=False):
            if isinstance(node, doc.Paragraph) and isinstance(after, (doc.Table, doc.Figure)):
                block.keep_with_next = True  # it says how to read what follows, or to fill it in
            if isinstance(node, doc.Paragraph) and all(run.level for run in node.runs):
                block.keep_with_next = True  # it is a heading that has no words to run into
        return made

    def block(self, node: doc.Block, side: Side | None, within: str) -> Block:
        """A node in a group of the kind `within`; `side` is that of the panel it stands in."""
        if isinstance(node, doc.Group):
            side = node.side or side
            theme = self.type.theme
            may_stand = theme.rows if node.kind == "row" else theme.columns
            if node.kind in _SIDE_BY_SIDE and not may_stand:
                return self._stacked(node, side)
        return _WAYS[doc.kind_of(node)](self, node, side, within)

    # --- text, pictures and fields --------------------------------------------------------------

    def _heading(self, node: doc.Heading, side: Side | None, within: str) -> Block:
        return heading(self._bound(node), self.type, side, within)

    def _paragraph(self, node: doc.Paragraph, _side: Side | None, within: str) -> Block:
        type_ = self.type
        small = node.style in _SMALL or within in type_.theme.fine_print
        size = type_.small if small else type_.body
        # An address is seen to be a link; set bold, it would need more lines.
        written_out = node.style == "address"
        style = type_.style(size, after=type_.gap(0.4), bold_links=not written_out)
        if written_out:
            return AddressBlock(node.runs, style)
        return self._set(node.runs, style)

    def _set(self, runs: doc.Runs, style: TextStyle) -> Block:
        """A paragraph in which no lines begin where the language would not have it."""
        divided = self.type.theme.divided
        made = hyphenated(bound(runs, self.lang), self.lang, divided, self.filled_in)
        return paragraph(made, style)

    def _list(self, node: doc.List, side: Side | None, within: str) -> Block:
        if node.style == _FRAMES:
            return self._frames(node, node.side or side)
        type_ = self.type
        inside = "li"
        if within in type_.theme.fine_print:  # small print is of small print
            type_, inside = type_.fine, within
        items = [Stack(self.blocks(item, side, inside)) for item in node.items]
        colour = self.type.theme.colours.side(side)
        boxes = within == "checks"
        # On a poster, each line of which a picture could have, boxes to tick stand in rows, too.
        wide = within == "before" or (boxes and type_.theme.saves_ink)
        if node.ordered:  # in the whole width of a page
            wide = within in ("strip", "flow", "beside") and side is None
        if wide and type_.theme.columns:
            return ListColumns(items, type_, ordered=node.ordered, colour=colour, boxes=boxes)
        return ListBlock(
            items,
            type_,
            ordered=node.ordered,
            side=side,
            colour=colour,
            boxes=boxes,
            plain=node.ordered and within in _PLAIN,
        )

    def _frames(self, node: doc.List, side: Side | None) -> Block:
        items = []
        for number, (head, *others) in enumerate(node.items, 1):
            assert isinstance(head, doc.Heading), "a frame begins with what it is called"
            made = unsigned_heading(self._bound(head), self.type, side, _FRAMES)
            step = StepHeading(made, self.type.digits.of(number), side, self.type)
            items.append(Stack([step, *self.blocks(others, side, _FRAMES)]))
        return Frames(items, self.type)

    def _table(self, node: doc.Table, _side: Side | None, _within: str) -> Block:
        return table(node, self.type, self.blocks)

    def _figure(self, node: doc.Figure, _side: Side | None, within: str) -> Block:
        return figure(node, self.type, within)

    def _logo(self, node: doc.Logo, _side: Side | None, _within: str) -> Block:
        from handouts.layout.picture_blocks import logo_block

        assert self.logo is not None, "a logo in the markup is one in the document"
        return logo_block(node, self.logo)

    def _own_picture(self, node: doc.OwnPicture, _side: Side | None, _within: str) -> Block:
        from handouts.layout.picture_blocks import own_picture

        return own_picture(node, self.type)

    def _code(self, node: doc.QRCode, _side: Side | None, _within: str) -> Block:
        return QRCodeBlock(node, self.type.theme.code_module)

    def _field(self, node: doc.Field, _side: Side | None, within: str) -> Block:
        type_ = self.type.fine if within in self.type.theme.fine_print else self.type
        return FieldRow([node], type_, fillable=self.fillable, blank=self.blank)

    def _tick(self, node: doc.Field, _side: Side | None, _within: str) -> Block:
        return TickBoxes([node], self.type, fillable=self.fillable, blank=self.blank)

    def _cell(self, node: doc.Field, _side: Side | None, _within: str) -> Block:
        return CellField(node, self.type, fillable=self.fillable)

    # --- groups ---------------------------------------------------------------------------------

    def _stack(self, node: doc.Group, side: Side | None, within: str) -> Block:
        gap = self.type.gap()
        role = None if node.kind in ("page", "continued") else "Sect"
        if within == "before":  # one box, whatever it is parted into
            small = node.kind in self.type.theme.fine_print
            return Stack(
                self.blocks(node.children, side, node.kind if small else within), role=role
            )
        return Stack(self.blocks(node.children, side, node.kind), role=role, before=gap, after=gap)

    def _box(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        gap = self.type.gap()
        frame = box_frame(self.type, node.kind, side)
        box = Box(self.blocks(node.children, side, node.kind), frame, before=gap, after=gap)
        box.may_split = self.type.theme.reflow and node.kind in _MAY_SPLIT
        return box

    def _columns(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        sides = [getattr(child, "side", None) for child in node.children]
        alike = any(sides) or node.kind == "pair"
        gap = self.type.gap()
        blocks = self.blocks(node.children, side)
        if node.kind == "pair":
            make_alike([each for each in blocks if isinstance(each, RuledTable)])
        return Columns(
            blocks,
            gutter=self.type.theme.gutter,
            sides=sides,
            balance=None if alike else self._balance(),
            level=alike and not _is_words(node),  # an answer follows its own question closely
            before=gap,
            after=gap,
        )

    def _balance(self) -> Balance:
        """What is known of the next columns."""
        self._columns_made += 1
        return self._balances.setdefault(self._columns_made, {})

    def _tiers(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        sides = [getattr(child, "side", None) for child in node.children]
        gap = self.type.gap()
        return Tiers(self.blocks(node.children, side), sides, before=gap, after=gap)

    def _line(self, node: doc.Group, side: Side | None, within: str) -> Block:
        gap = self.type.gap(0.4)
        small = within in self.type.theme.fine_print
        blocks = self.blocks(node.children, side, within if small else node.kind)
        return OneLine(blocks, self.type.fine if small else self.type, after=gap)

    def _answer(self, node: doc.Group, side: Side | None, within: str) -> Block:
        letter = self.letters[side] if side else ""
        words = [child for child in node.children if not isinstance(child, doc.Heading)]
        boxed = within == "panel"
        return Answer(
            self._heading_of(node, side, "boxed" if boxed else node.kind),
            self.blocks(words, side, node.kind),
            side,
            letter,
            self.type,
            boxed=boxed,
        )

    def _message(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        """What the sheet comes to, bold and larger, in a band; below it what else belongs there.

        Its title is not bold: programs that read aloud take letters of one look for one heading.
        """
        type_ = self.type
        size = max(type_.body, type_.size(type_.theme.h2 * type_.spacing.heads))
        style = type_.style(size, leading=None if type_.theme.reflow else 1.14)
        made = [
            self._set(tuple(run._replace(bold=not run.level) for run in each.runs), style)
            if isinstance(each, doc.Paragraph)
            else self.block(each, side, node.kind)
            for each in node.children
        ]
        gap = type_.gap()
        return Box(made, box_frame(type_, node.kind, side), before=gap, after=gap)

    def _dose(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        """Its cells, with its heading before them, or above them where there are no columns."""
        gap, theme = self.type.gap(), self.type.theme
        children = list(node.children)
        head = None
        if theme.columns and isinstance(first := children[0], doc.Heading):
            head = unsigned_heading(first, self.type, side, node.kind)
            del children[0]
            if not any(isinstance(each, doc.Group) and each.kind == "cells" for each in children):
                children, head = list(node.children), None
        made: list[Block] = []
        for child in children:
            if isinstance(child, doc.Group) and child.kind == "cells":
                fields = [each for each in child.children if isinstance(each, doc.Field)]
                made.append(
                    DoseCells(
                        fields,
                        self.type,
                        fillable=self.fillable,
                        blank=self.blank,
                        head=head,
                        is_last=child is children[-1],
                    )
                )
                head = None
            else:
                made.append(self.block(child, side, node.kind))
        return Box(made, box_frame(self.type, node.kind, side), before=gap, after=gap)

    def _cells(self, node: doc.Group, _side: Side | None, _within: str) -> Block:
        fields = [each for each in node.children if isinstance(each, doc.Field)]
        return DoseCells(fields, self.type, fillable=self.fillable, blank=self.blank, head=None)

    def _row(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        """The figure left, the words right; they begin with its heading, which is read first."""
        place = next(n for n, child in enumerate(node.children) if isinstance(child, doc.Figure))
        said = self.blocks(node.children, side, "row")
        drawn = said.pop(place)
        heading = said[0] if place else None
        if isinstance(drawn, FigureBlock) and isinstance(heading, HeadingBlock):
            drawn.heading = heading
        parts: tuple[float, ...] = (1.0,)
        if isinstance(drawn, FigureBlock) and not drawn.labelled and self.type.spacing.heads < 1:
            parts = tuple(part for part in _NARROWER if part >= drawn.share)
            drawn.share = 1.0
        gap = self.type.gap()
        return Columns(
            [drawn, Stack(said)],
            widths=(figure_width(node.children[place], self.type.theme), None),
            parts=parts,
            gutter=self.type.theme.gutter * 1.5,
            middle=True,
            snug=True,
            role="Sect",
            before=max(gap * 0.6, LEAST_PADDING),
            after=gap * 0.6,
        )

    def _bar(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        letter = self.letters[side] if side else ""
        notes = [child for child in node.children if isinstance(child, doc.Paragraph)]
        note = None
        if notes:
            colours = self.type.theme.colours
            on_solid = side is Side.LEFT and not self.type.theme.saves_ink
            colour = colours.paper if on_solid else colours.side(side)
            note = paragraph(
                bound(notes[0].runs, self.lang),
                self.type.style(self.type.body, colour=colour, leading=1.14),
            )
        return Bar(self._heading_of(node, side), note, side, letter, self.type)

    def _fields(self, node: doc.Group, _side: Side | None, within: str) -> Block:
        fields = [child for child in node.children if isinstance(child, doc.Field)]
        type_ = self.type.fine if within in self.type.theme.fine_print else self.type
        row = FieldRow if node.kind == "fields" else TickBoxes
        return row(fields, type_, fillable=self.fillable, blank=self.blank)

    def _links(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        return links_row(self.blocks(node.children, side, node.kind), self.type)

    def _link(self, node: doc.Group, side: Side | None, _within: str) -> Block:
        return Link(self.blocks(node.children, side, node.kind))

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
            after=max(type_.gap(0.4), LEAST_PADDING),
        )
        made.keep_with_next = True  # like any heading, with the table or fields it leads to
        return made

    def _heading_of(self, node: doc.Group, side: Side | None, within: str = "") -> HeadingBlock:
        headings = [child for child in node.children if isinstance(child, doc.Heading)]
        return unsigned_heading(self._bound(headings[0]), self.type, side, within or node.kind)

    def _bound(self, node: doc.Heading) -> doc.Heading:
        return node._replace(runs=bound(node.runs, self.lang))

    def _stacked(self, node: doc.Group, side: Side | None) -> Block:
        """What would stand side by side, one below another in reading order."""
        within = node.kind if node.kind == "row" else ""
        gap = self.type.gap()
        role = {"row": "Sect", "columns": "Div", "pair": "Div"}.get(node.kind)
        made = Stack(self.blocks(node.children, side, within), role=role, before=gap, after=gap)
        made.keep_with_next = node.kind == "beside"  # with what its heading leads to
        return made


def _flat(nodes: Sequence[doc.Block]) -> Iterator[doc.Block]:
    """What stands one below another anyway, so that a page may end anywhere between."""
    for node in nodes:
        if isinstance(node, doc.Group) and node.kind in ("columns", "pair", "tiers"):
            yield from _flat(node.children)
        else:
            yield node


_WAYS: Mapping[doc.Kind, Callable[[Layout, Any, Side | None, str], Block]] = doc.for_every_kind(
    {
        doc.Heading: Layout._heading,
        doc.Paragraph: Layout._paragraph,
        doc.List: Layout._list,
        doc.Table: Layout._table,
        doc.Figure: Layout._figure,
        doc.OwnPicture: Layout._own_picture,
        doc.Logo: Layout._logo,
        doc.QRCode: Layout._code,
        **dict.fromkeys(("text", "number"), Layout._field),
        "check": Layout._tick,
        "cell": Layout._cell,
        **dict.fromkeys(("page", "continued", "flow", "strip", "checks"), Layout._stack),
        **dict.fromkeys(("panel", "before", "box", "stop", "help", "today"), Layout._box),
        "dose": Layout._dose,
        "cells": Layout._cells,
        **dict.fromkeys(("columns", "pair"), Layout._columns),
        **dict.fromkeys(("fields", "ticks"), Layout._fields),
        "line": Layout._line,
        "answer": Layout._answer,
        "message": Layout._message,
        "tiers": Layout._tiers,
        "row": Layout._row,
        "beside": Layout._beside,
        "bar": Layout._bar,
        "links": Layout._links,
        "link": Layout._link,
    }
)

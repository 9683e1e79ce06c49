"""Nodes ─► the HTML of one page, in reading order: what is of the left side comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any
from unicodedata import category

from markupsafe import Markup, escape

from handouts.document import (
    Block,
    Cell,
    Document,
    Field,
    Figure,
    Group,
    Heading,
    Kind,
    List,
    Logo,
    OwnPicture,
    Paragraph,
    QRCode,
    Runs,
    Table,
    for_every_kind,
    kind_of,
    walk,
)
from handouts.layout.hyphenation import bound, with_steps_bound
from handouts.pattern import Side
from handouts.render.html_text import html_text
from handouts.render.own_images import own_size
from handouts.render.web.icons import icon
from handouts.render.web.timer import timer

OWN_WIDTH = 544  # the widest a picture gets, in pixels of a screen
FRAMES = "frames"  # a style of lists
_SIGNED = {"stop": "stop", "help": "help"}  # groups whose heading has a sign
_PLACES = {side: place for place, side in enumerate(Side)}


class Blocks:
    """Writes the blocks of a document.

    Args:
        picture: gives a figure of it as SVG.
        address: that of a picture of the clinic's own.
    """

    def __init__(
        self,
        document: Document,
        picture: Callable[[Figure], Markup],
        address: Callable[[OwnPicture | Logo], str],
    ) -> None:
        self._document, self._picture, self._address = document, picture, address
        self._letters = dict(document.letters)
        self._lang = document.lang if document.may_go_on else ""
        self._said = document.online
        self._has_switch = False
        self._doses = {each.field: each for each in document.online.dose}

    def all_of(self, blocks: Iterable[Block], side: Side | None = None, within: str = "") -> Markup:
        return Markup("").join(self.block(each, side, within) for each in blocks)

    def block(self, block: Block, side: Side | None, within: str) -> Markup:
        """A block in a group of the kind `within`; `side` is that of the panel it stands in."""
        if isinstance(block, Group):
            side = block.side or side
        return _WAYS[kind_of(block)](self, block, side, within)

    # --- text and pictures ----------------------------------------------------------------------

    def _heading(self, heading: Heading, _side: Side | None, within: str) -> Markup:
        sign = icon(_SIGNED[within]) if within in _SIGNED else Markup("")
        return Markup("<h{0}{1}>{2}{3}</h{0}>").format(
            heading.level, _class(heading.style), sign, self._text(heading.runs)
        )

    def _paragraph(self, paragraph: Paragraph, _side: Side | None, _within: str) -> Markup:
        if not paragraph.runs:
            return Markup("")
        return Markup("<p{}>{}</p>").format(_class(paragraph.style), self._text(paragraph.runs))

    def _text(self, runs: Runs) -> Markup:
        return html_text(with_steps_bound(bound(runs, self._lang)))

    def _list(self, block: List, side: Side | None, within: str) -> Markup:
        side = block.side or side
        if block.style == FRAMES:
            return self._frames(block, side)
        tag = "ol" if block.ordered else "ul"
        items = Markup("").join(
            Markup("<li>{}</li>").format(self._tight(item, side)) for item in block.items
        )
        return Markup("<{0}{1}>{2}</{0}>").format(
            tag, _class("boxes" if within == "checks" else ""), items
        )

    def _frames(self, block: List, side: Side | None) -> Markup:
        """Steps: three of them, each with its picture, may play one after the other."""
        plays = len(block.items) == 3 and all(
            any(isinstance(each, Figure) for each in item) for item in block.items
        )
        items = Markup("").join(
            Markup('<li><span class="step" aria-hidden="true">{}</span>{}</li>').format(
                self._document.digits.of(number), self.all_of(item, side)
            )
            for number, item in enumerate(block.items, 1)
        )
        switch = Markup("")
        if plays and not self._has_switch:
            self._has_switch = True
            switch = Markup(
                '<label class="still switch"><input type="checkbox" id="still"> {}</label>'
            ).format(self._said.words.get("still", ""))
        return switch + Markup('<ol class="frames{}">{}</ol>').format(
            " plays" if plays else "", items
        )

    def _tight(self, blocks: tuple[Block, ...], side: Side | None = None) -> Markup:
        """The words of one paragraph without its distances, or all blocks."""
        match blocks:
            case (Paragraph(runs),):
                return self._text(runs)
            case _:
                return self.all_of(blocks, side)

    def _table(self, table: Table, _side: Side | None, _within: str) -> Markup:
        """Where there is little room, each row is a block, and each cell says its column."""
        heads = [_plain(cell) for cell in table.head[-1]] if table.head else []

        def row(cells: tuple[Cell, ...]) -> Markup:
            return Markup("<tr>{}</tr>").format(
                Markup("").join(cell(each, place) for place, each in enumerate(cells))
            )

        def cell(each: Cell, place: int) -> Markup:
            inside = self._tight(each.blocks)
            if each.scope:
                return Markup('<th scope="{}">{}</th>').format(each.scope, inside)
            head = heads[place] if place < len(heads) else ""
            return Markup('<td data-head="{}">{}</td>').format(head, inside)

        def rows(part: str, of: tuple[tuple[Cell, ...], ...]) -> Markup:
            if not of:
                return Markup("")
            return Markup("<{0}>{1}</{0}>").format(part, Markup("").join(map(row, of)))

        return Markup("<table{}>{}{}</table>").format(
            _class(table.style), rows("thead", table.head), rows("tbody", table.body)
        )

    def _figure(self, figure: Figure, _side: Side | None, _within: str) -> Markup:
        return Markup('<div class="picture{}">{}</div>').format(
            f" {figure.style}" if figure.style else "", self._picture(figure)
        )

    def _own_picture(self, picture: OwnPicture, _side: Side | None, _within: str) -> Markup:
        width, height = own_size(picture, OWN_WIDTH)
        return Markup(
            '<div class="picture"><img src="{}" alt="{}" width="{}" height="{}"></div>'
        ).format(self._address(picture), picture.alt, width, height)

    def _logo(self, logo: Logo, _side: Side | None, _within: str) -> Markup:
        return Markup('<img class="logo" src="{}" alt="{}">').format(self._address(logo), logo.alt)

    def _nothing(self, _block: Block, _side: Side | None, _within: str) -> Markup:
        return Markup("")

    # --- fields ---------------------------------------------------------------------------------

    def _field(self, field: Field, _side: Side | None, _within: str) -> Markup:
        """Something to write in; what is known of it is written already."""
        kind = Markup(' inputmode="numeric"') if field.kind == "number" else Markup("")
        tip = name = Markup("")  # what a screen reader says where the words beside a box do not
        if field.before != field.tip and field.before.casefold() in field.tip.casefold():
            name = Markup(' aria-label="{}"').format(field.tip)
        elif field.before != field.tip:
            tip = Markup('<span class="unseen">{}</span> ').format(field.tip)
        box = Markup('<input type="text" name="{}" value="{}"{}{} autocomplete="off">').format(
            field.name, field.value, kind, name
        )
        mark = _mark_before(field.after)
        if mark:  # it stays beside the box that it ends
            box = Markup('<span class="box-and-mark">{}<span>{}</span></span>').format(box, mark)
        return Markup('<label class="field"><span>{}</span> {}{} <span>{}</span></label>').format(
            field.before, tip, box, field.after[len(mark) :].lstrip()
        )

    def _check(self, field: Field, _side: Side | None, _within: str) -> Markup:
        sign = icon(field.icon) if field.icon else escape(field.before)
        return Markup(
            '<label class="check"><span aria-hidden="true">{}</span>'
            '<input type="checkbox" aria-label="{}"> {}</label>'
        ).format(sign, field.tip or field.before, field.after)

    def _cell(self, field: Field, _side: Side | None, _within: str) -> Markup:
        return Markup(
            '<input class="cell" type="text" name="{}" value="{}" autocomplete="off"'
            ' aria-label="{}">'
        ).format(field.name, field.value, field.tip)

    # --- groups ---------------------------------------------------------------------------------

    def _group(self, group: Group, side: Side | None, _within: str) -> Markup:
        children = self.all_of(_left_first(group.children), side, group.kind)
        if not children:
            return Markup("")
        return Markup("<div{}>{}</div>").format(self._look(group), children)

    def _link(self, group: Group, side: Side | None, within: str) -> Markup:
        """What leads from paper to this page leads nowhere here, and would lose the dose."""
        site = self._said.site
        codes = (each.href for each in group.children if isinstance(each, QRCode))
        if site and any(f"{code}/".startswith(f"{site}/") for code in codes):
            return Markup("")
        return self._group(group, side, within)

    def _bare(self, group: Group, side: Side | None, _within: str) -> Markup:
        return self.all_of(group.children, side, group.kind)

    def _look(self, group: Group) -> Markup:
        return _class(" ".join(filter(None, (group.kind, group.side and group.side.value))))

    def _named(self, group: Group, side: Side | None, _within: str) -> Markup:
        """A box; one with a heading is a section."""
        inside = self.all_of(_left_first(group.children), side, group.kind)
        if group.kind == "help" and self._said.emergency:
            inside += Markup('<a class="button emergency" href="tel:{}">{}{}</a>').format(
                self._said.emergency, icon("call"), self._said.words["call_emergency"]
            )
        tag = "section" if next(_headings(group), None) is not None else "div"
        return Markup("<{0}{1}>{2}</{0}>").format(tag, self._look(group), inside)

    def _answer(self, group: Group, side: Side | None, _within: str) -> Markup:
        return Markup("<div{}>{}<div>{}</div></div>").format(
            self._look(group._replace(side=side)), self._badge(side), self.all_of(group.children)
        )

    def _bar(self, group: Group, side: Side | None, _within: str) -> Markup:
        """The hatch of the right side tells it from the left one without colour."""
        return Markup('<div class="bar">{}<div>{}</div><i class="hatch"></i></div>').format(
            self._badge(side), self.all_of(group.children, side, group.kind)
        )

    def _badge(self, side: Side | None) -> Markup:
        if side is None:
            return Markup("")
        return Markup('<span class="badge" aria-hidden="true">{}</span>').format(
            self._letters.get(side, "")
        )

    def _dose(self, group: Group, side: Side | None, within: str) -> Markup:
        return self._named(group, side, within) + timer(self._said)

    def _cells(self, group: Group, side: Side | None, _within: str) -> Markup:
        """The values of the dose; the script fills them in, from the address or the clinic's."""
        fields = [each for each in group.children if isinstance(each, Field)]
        rows = Markup("").join(map(self._dose_row, fields))
        others = [each for each in group.children if not isinstance(each, Field)]
        said = self._said.words
        whose = Markup('<p class="of-dose" data-usual="{}" data-yours="{}" hidden></p>').format(
            said.get("usual", ""), said.get("yours", "")
        )
        without = Markup('<noscript><p class="of-dose">{}</p></noscript>').format(
            said.get("no_script", "")
        )
        return Markup("<dl>{}</dl>{}{}{}").format(
            rows, *((whose, without) if self._doses else ("", "")), self.all_of(others, side)
        )

    def _dose_row(self, field: Field) -> Markup:
        """Without the script nothing is said of a value: the page cannot tell whose it would be."""
        value, known = escape(field.value), Markup("")
        if (of := self._doses.get(field.name)) is not None:
            value = escape(self._said.words["ask"])
            known = Markup(
                ' data-dose="{}" data-usual="{}" data-least="{}" data-most="{}" data-ask="{}"'
                ' data-range="{}"'
            ).format(of.key, of.usual, of.least, of.most, value, self._said.words["range"])
        sign = icon(field.icon) if field.icon else Markup("")
        words = Markup(" ").join(filter(None, (field.before, field.after)))
        return Markup("<div><dt>{}<span>{}</span></dt><dd{}>{}</dd></div>").format(
            sign, words, known, value
        )


def _mark_before(words: str) -> str:
    """The mark that words begin with, as the end of what was asked: "?"; empty if with none."""
    return "".join(takewhile(lambda letter: category(letter) == "Po", words))


def _left_first(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """As on paper, what is of the left side stands first, whatever is read out first there."""
    sides = [each.side for each in blocks if isinstance(each, Group) and each.side]
    if len(sides) != len(blocks) or sides == sorted(sides, key=_PLACES.__getitem__):
        return blocks
    turned = sorted(blocks, key=lambda each: _PLACES[getattr(each, "side", Side.LEFT)])
    levels = [next((head.level for head in _headings(each)), 0) for each in blocks]
    return tuple(_of_level(each, level) for each, level in zip(turned, levels, strict=True))


def _headings(block: Block) -> Iterator[Heading]:
    return (each for each in walk([block]) if isinstance(each, Heading))


def _of_level(block: Block, level: int) -> Block:
    """The block with its first heading of that level: the first one on a page is its title."""
    match block:
        case Heading():
            return block._replace(level=level)
        case Group():
            children = list(block.children)
            for place, each in enumerate(children):
                if next(_headings(each), None) is not None:
                    children[place] = _of_level(each, level)
                    break
            return block._replace(children=tuple(children))
        case _:
            return block


def _class(name: str) -> Markup:
    return Markup(' class="{}"').format(name) if name else Markup("")


def _plain(cell: Cell) -> str:
    return " ".join(
        "".join(run.text for run in each.runs)
        for each in cell.blocks
        if isinstance(each, Paragraph | Heading)
    )


_WAYS: Mapping[Kind, Callable[[Blocks, Any, Side | None, str], Markup]] = for_every_kind(
    {
        Heading: Blocks._heading,
        Paragraph: Blocks._paragraph,
        List: Blocks._list,
        Table: Blocks._table,
        Figure: Blocks._figure,
        OwnPicture: Blocks._own_picture,
        Logo: Blocks._logo,
        QRCode: Blocks._nothing,  # the link beside it is nearer to hand
        **dict.fromkeys(("text", "number"), Blocks._field),
        "check": Blocks._check,
        "cell": Blocks._cell,
        **dict.fromkeys(("page", "continued", "checks"), Blocks._bare),
        **dict.fromkeys(("line", "message", "flow", "strip", "fields", "ticks"), Blocks._group),
        **dict.fromkeys(("columns", "pair", "tiers", "row", "beside"), Blocks._group),
        "links": Blocks._group,
        "link": Blocks._link,
        **dict.fromkeys(("panel", "before", "box", "stop", "help", "today"), Blocks._named),
        "answer": Blocks._answer,
        "bar": Blocks._bar,
        "dose": Blocks._dose,
        "cells": Blocks._cells,
    }
)

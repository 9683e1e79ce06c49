"""Document ─► the HTML body of an email: one column, tables for layout, a style on each element."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from handouts.design.digits import LATIN
from handouts.design.scripts import runs_to_left
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
)
from handouts.mail import styles
from handouts.mail.nodes import is_to_fill_in
from handouts.mail.phrases import EmailWords
from handouts.pattern import Side
from handouts.render.html_text import html_text
from handouts.render.own_images import own_size
from handouts.render.pdf import theme_of

Source = Callable[[Figure | OwnPicture | Logo], str]
"""The address of a picture."""
BLANK = "_____"
_LAYOUT = Markup('role="presentation" border="0" cellpadding="0" cellspacing="0" width="100%"')


def html_body(document: Document, words: EmailWords, source: Source) -> str:
    """The whole page; text that is not ours is escaped."""
    writer = _Writer(document, words, source)
    draft = writer.bar("draft", Markup("<p {}><strong>{}</strong></p>"), document.draft)
    content = [
        *(writer.line(text) for text in words.opening),
        *(writer.block(child, None) for child in document.children),
        *(writer.line(text) for text in words.closing),
        _SMALL_PRINT.format(words.code),
    ]
    page = _PAGE.format(
        lang=document.lang,
        direction=Markup(' dir="rtl"') if writer.align == "right" else "",
        title=document.title,
        sheet_styles=Markup(writer.look.style_sheet()),
        desk=writer.ground("desk"),
        sheet=writer.ground("sheet", f"{styles.TEXT};padding:16px 18px;text-align:{writer.align}"),
        layout=_LAYOUT,
        width=styles.WIDTH,
        draft=draft,
        content=Markup("").join(content),
    )
    return str(page)  # whose methods no longer escape what they are given


class _Writer:
    def __init__(self, document: Document, words: EmailWords, source: Source) -> None:
        self._words, self._source = words, source
        self._letters, self._numbered = dict(document.letters), document.digits.css
        self.look = styles.Look(theme_of(document, "standard").colours)
        self.align = "right" if runs_to_left(document.lang) else "left"

    def ground(self, name: str, style: str = "") -> Markup:
        """The attributes of an element on that ground."""
        each = self.look.grounds[name]
        return Markup('class="{}" bgcolor="{}" style="{}"').format(
            name, each.paper, ";".join(part for part in (each.style, style) if part)
        )

    def line(self, text: str) -> Markup:
        return _PARAGRAPH.format(text)

    def bar(self, name: str, inside: Markup, text: str) -> Markup:
        """Words on a ground from edge to edge; nothing where there are none."""
        if not text:
            return Markup()
        words = inside.format(Markup('style="margin:0"'), text)
        return Markup("<table {}><tr><td {}>{}</td></tr></table>").format(
            _LAYOUT, self.ground(name, f"{styles.TEXT};padding:8px 12px"), words
        )

    def block(self, block: Block, side: Side | None) -> Markup:
        """A block; `side` is that of the panel it stands in."""
        if isinstance(block, Group):
            side = block.side or side
        return _WAYS[kind_of(block)](self, block, side)

    def _blocks(self, blocks: Iterable[Block], side: Side | None) -> Markup:
        return Markup("").join(self.block(each, side) for each in blocks)

    def _nothing(self, _block: Block, _side: Side | None) -> Markup:
        return Markup()

    def _group(self, group: Group, side: Side | None) -> Markup:
        return self._blocks(group.children, side)

    def _box(self, group: Group, side: Side | None) -> Markup:
        """A framed box, its bars at its head from edge to edge; nothing where it is empty."""
        bars = [each for each in group.children if isinstance(each, Group) and each.kind == "bar"]
        inside = self._blocks([each for each in group.children if each not in bars], side)
        head = Markup("").join(self._bar_row(bar, side) for bar in bars)
        if not (inside or head):
            return Markup()
        ground = self.ground(styles.ground_of(group.kind, group.side))
        return _BOX.format(_LAYOUT, ground, head, inside)

    def _bar(self, group: Group, side: Side | None) -> Markup:
        """A bar that heads no box."""
        return Markup("<table {}>{}</table>").format(_LAYOUT, self._bar_row(group, side))

    def _bar_row(self, group: Group, side: Side | None) -> Markup:
        name = styles.ground_of("bar", side)
        ink = self.look.grounds[name].ink
        letter = Markup()
        if side:
            badge = f"border:2px solid {ink};padding:0 7px;margin-right:8px"
            badge += ";border-radius:14px" if side is Side.LEFT else ""
            letter = Markup('<span aria-hidden="true" style="{}">{}</span>').format(
                badge, self._letters.get(side, "")
            )
        inside = Markup("").join(
            _HEADING.format(each.level, _BAR_HEADING, letter, self._runs(each.runs))
            if isinstance(each, Heading)
            else self.block(each, side)
            for each in group.children
        )
        return Markup("<tr><td {}>{}</td></tr>").format(
            self.ground(name, "padding:8px 12px"), inside
        )

    def _heading(self, heading: Heading, _side: Side | None) -> Markup:
        size = styles.HEADINGS[heading.level]
        style = f"margin:18px 0 6px;font-size:{size}px;line-height:1.25"
        return _HEADING.format(heading.level, style, Markup(), self._runs(heading.runs))

    def _paragraph(self, paragraph: Paragraph, _side: Side | None) -> Markup:
        return _PARAGRAPH.format(self._runs(paragraph.runs)) if paragraph.runs else Markup()

    def _list(self, block: List, _side: Side | None) -> Markup:
        tag = "ol" if block.ordered else "ul"
        items = Markup("").join(
            Markup('<li style="margin:0 0 6px">{}</li>').format(self._tight(item))
            for item in block.items
        )
        style = "margin:0 0 10px;padding:0 0 0 26px"
        if block.ordered and self._numbered != LATIN.css:
            style += f";list-style-type:{self._numbered}"
        return Markup('<{0} style="{1}">{2}</{0}>').format(tag, style, items)

    def _tight(self, blocks: tuple[Block, ...]) -> Markup:
        """The words of one paragraph without its distances, or all blocks."""
        match blocks:
            case (Paragraph(runs),):
                return self._runs(runs)
            case _:
                return self._blocks(blocks, None)

    def _table(self, table: Table, _side: Side | None) -> Markup:
        if is_to_fill_in(table):
            return self.line(self._words.table)

        def row(cells: tuple[Cell, ...]) -> Markup:
            return Markup("<tr>{}</tr>").format(Markup("").join(map(cell, cells)))

        def cell(each: Cell) -> Markup:
            tag = Markup('th scope="{}"').format(each.scope) if each.scope else Markup("td")
            edge = f"border:1px solid {self.look.rule};padding:6px;text-align:{self.align}"
            return Markup('<{} style="{};vertical-align:top">{}</{}>').format(
                tag, edge, self._tight(each.blocks), "th" if each.scope else "td"
            )

        return Markup(
            '<table width="100%" style="border-collapse:collapse;margin:0 0 12px">'
            "<thead>{}</thead><tbody>{}</tbody></table>"
        ).format(Markup("").join(map(row, table.head)), Markup("").join(map(row, table.body)))

    def _figure(self, figure: Figure, _side: Side | None) -> Markup:
        return self._picture(figure, styles.FIGURE_WIDTH)

    def _own_picture(self, picture: OwnPicture, _side: Side | None) -> Markup:
        return self._picture(picture, own_size(picture, styles.FIGURE_WIDTH)[0])

    def _logo(self, logo: Logo, _side: Side | None) -> Markup:
        return self._picture(logo, styles.LOGO_WIDTH)

    def _picture(self, block: Figure | OwnPicture | Logo, width: int) -> Markup:
        style = f"display:block;width:100%;max-width:{width}px;height:auto;margin:8px auto"
        style += f";{self.look.picture};{styles.FONT};font-size:15px;border-radius:6px"
        return Markup('<img src="{}" alt="{}" width="{}" style="{}">').format(
            self._source(block), block.alt, width, style
        )

    def _field(self, field: Field, _side: Side | None) -> Markup:
        return _PARAGRAPH.format(Markup(" ").join(self._field_parts(field)))

    def _field_parts(self, field: Field) -> Iterator[Markup]:
        if field.before:
            yield escape(field.before)
        yield Markup("<strong>{}</strong>").format(field.value) if field.value else escape(BLANK)
        if field.after:
            yield escape(field.after)
        if field.kind == "number" and not field.value:
            yield escape(self._words.blank)

    def _runs(self, runs: Runs) -> Markup:
        return html_text(runs, Markup(' style="{}"').format(self.look.link))


_WAYS: Mapping[Kind, Callable[[_Writer, Any, Side | None], Markup]] = for_every_kind(
    {
        Heading: _Writer._heading,
        Paragraph: _Writer._paragraph,
        List: _Writer._list,
        Table: _Writer._table,
        Figure: _Writer._figure,
        OwnPicture: _Writer._own_picture,
        Logo: _Writer._logo,
        QRCode: _Writer._nothing,  # the link beside it is nearer to hand
        **dict.fromkeys(("text", "number"), _Writer._field),
        **dict.fromkeys(("check", "cell", "ticks"), _Writer._nothing),
        **dict.fromkeys(
            ("page", "continued", "line", "answer", "flow", "strip", "fields", "cells", "checks"),
            _Writer._group,
        ),
        **dict.fromkeys(("columns", "pair", "tiers", "row", "beside"), _Writer._group),
        **dict.fromkeys(("links", "link"), _Writer._group),
        **dict.fromkeys(("panel", "message", "before", "box", "dose"), _Writer._box),
        **dict.fromkeys(("stop", "help", "today"), _Writer._box),
        "bar": _Writer._bar,
    }
)
_PARAGRAPH = Markup('<p style="margin:8px 0">{}</p>')
_SMALL_PRINT = Markup('<p style="margin:8px 0;font-size:15px">{}</p>')
_BAR_HEADING = "margin:0;font-size:20px;line-height:1.3"
_HEADING = Markup('<h{0} style="{1}">{2}{3}</h{0}>')
_BOX = Markup(
    '<table {} style="margin:0 0 14px"><tr><td {}><table role="presentation" border="0"'
    ' cellpadding="0" cellspacing="0" width="100%">{}'
    '<tr><td style="padding:4px 12px 8px">{}</td></tr></table>'
    "</td></tr></table>"
)
# Outlook for Windows knows no max-width: it gets a table of that width.
_PAGE = Markup(
    """\
<!DOCTYPE html>
<html lang="{lang}"{direction}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
<style>{sheet_styles}</style>
</head>
<body {desk}>
<div role="main" lang="{lang}"{direction}>
<table {layout}><tr><td align="center" style="padding:10px 6px">
<!--[if mso]><table role="presentation" width="{width}"><tr><td><![endif]-->
<table {layout} style="max-width:{width}px"><tr><td {sheet}>
{draft}{content}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</div>
</body>
</html>
"""
)

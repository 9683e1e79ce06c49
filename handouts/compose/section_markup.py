"""Typed content and variables to semantic markup: values are escaped and never read again.

The markup is well-formed XML made of p, h3, ul, ol and table (with data-section), li, thead, tbody,
tr, th, td, strong, a (with href and, as it stands on paper, data-address), br, and, where a page is
to begin, hr (with data-line), and figure (with data-line, and data-name or data-picture) only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from handouts.errors import ContentError, Problem
from handouts.reading.links import link_fault, on_paper, uri
from handouts.reading.nodes import (
    Block,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Literal,
    OwnPicture,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    Strong,
    Subheading,
    Table,
    Text,
    Variable,
)
from handouts.reading.text import render_text

_NONE = Markup("")


def section_markup(section: Section, variables: Mapping[str, object], lang: str) -> Markup:
    """The body of a section, not its title, as markup.

    Each of its blocks names the section, as `data-section`.

    Raises:
        ContentError: every variable that is unknown or has no words, and every address that is
            none, with file and line.
    """
    renderer = _Renderer(variables, lang)
    mark = Markup(' data-section="%s"') % section.id
    markup = _NONE.join([renderer.block(block, mark) for block in section.body])
    if renderer.problems:
        raise ContentError(renderer.problems)
    return markup


class _Renderer:
    def __init__(self, variables: Mapping[str, object], lang: str) -> None:
        self.variables, self.lang = variables, lang
        self.problems: list[Problem] = []

    def text(self, text: Text, *, address: bool = False) -> str:
        try:
            return render_text(text, self.variables, self.lang, address=address)
        except ContentError as error:
            self.problems += error.problems
            return ""

    def block(self, block: Block, mark: Markup) -> Markup:
        match block:
            case Paragraph(content):
                return Markup("<p%s>%s</p>") % (mark, self.inlines(content))
            case Subheading(content):
                return Markup("<h3%s>%s</h3>") % (mark, self.inlines(content))
            case ItemList():
                return self.item_list(block, mark)
            case Picture(name, line):
                figure = '<figure%s class="" data-name="%s" data-of="" data-line="%s">'
                return Markup(f'{figure}<img alt=""/></figure>') % (mark, name, line)
            case OwnPicture(name, alt, line):
                figure = '<figure%s class="own" data-picture="%s" data-line="%s"><img alt="%s"/>'
                said = self.text(alt)
                return Markup(f"{figure}</figure>") % (mark, name, line, said)
            case PageBreak(line):
                return Markup('<hr%s data-line="%s"/>') % (mark, line)
            case Table(header, rows):
                return Markup("<table%s><thead>%s</thead><tbody>%s</tbody></table>") % (
                    mark,
                    self.row(header, Markup("<th>%s</th>")),
                    _NONE.join([self.row(row, Markup("<td>%s</td>")) for row in rows]),
                )

    def row(self, cells: tuple[tuple[Inline, ...], ...], cell: Markup) -> Markup:
        return Markup("<tr>%s</tr>") % _NONE.join([cell % self.inlines(each) for each in cells])

    def item_list(self, items: ItemList, mark: Markup = _NONE) -> Markup:
        whole = Markup("<ol%s>%s</ol>") if items.numbered else Markup("<ul%s>%s</ul>")
        return whole % (mark, _NONE.join([self.item(item) for item in items.items]))

    def item(self, item: Item) -> Markup:
        nested = self.item_list(item.nested) if item.nested else _NONE
        return Markup("<li>%s%s</li>") % (self.inlines(item.content), nested)

    def inlines(self, content: Iterable[Inline]) -> Markup:
        return _NONE.join([self.inline(inline) for inline in content])

    def inline(self, inline: Inline) -> Markup:
        match inline:
            case Literal(text):
                return escape(text)
            case Variable(_, file, line):
                return escape(self.text(Text((inline,), file, line)))
            case LineBreak():
                return Markup("<br/>")
            case Strong(content, level):
                of = Markup(' data-level="%s"') % level if level else _NONE
                return Markup("<strong%s>%s</strong>") % (of, self.inlines(content))
            case Link(href, content):
                return self.link(href, self.inlines(content))

    def link(self, href: Text, words: Markup) -> Markup:
        before = len(self.problems)
        address = self.text(href, address=True)
        if len(self.problems) > before:
            return words
        if fault := link_fault(address):
            self.problems.append(Problem(href.file, href.line, *fault))
            return words
        shown = on_paper(address, words.striptags())
        more = Markup(' data-address="%s"') % shown if shown else _NONE
        return Markup('<a href="%s"%s>%s</a>') % (uri(address), more, words)

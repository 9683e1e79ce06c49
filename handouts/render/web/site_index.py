"""The first page of a folder of pages: what there is, in each of its languages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from handouts.compose.language_names import direction, language_name
from handouts.document import Document
from handouts.render.pdf import theme_of
from handouts.render.web.embedded_fonts import font_faces
from handouts.render.web.look import colour_rules
from handouts.render.web.whole_page import asset, whole_page


def site_index(documents: Sequence[Document]) -> str:
    """The page that leads to the pages of some documents, one language after the other."""
    ordered = sorted(documents, key=lambda each: (each.lang, each.online.pages[each.lang]))
    groups = [(lang, list(group)) for lang, group in groupby(ordered, key=lambda each: each.lang)]
    theme = theme_of(documents[0], "standard")
    name = documents[0].author or documents[0].online.words["index"]
    names = [language_name(lang).own for lang, _ in groups]
    said = [each.online.name for each in documents]
    style = font_faces([name, *names, *said]) + colour_rules(theme.colours) + asset("page.css")
    sections = Markup("").join(
        Markup('<section class="box" lang="{}" dir="{}"><h2>{}</h2><ul>{}</ul></section>').format(
            lang, direction(lang), own, Markup("").join(map(_entry, group))
        )
        for own, (lang, group) in zip(names, groups, strict=True)
    )
    body = Markup("<main>\n<h1>{}</h1>\n{}\n</main>").format(name, sections)
    return whole_page(groups[0][0], name, style, body)


def _entry(document: Document) -> Markup:
    return Markup('<li><a href="{}">{}</a></li>').format(
        document.online.pages[document.lang], document.online.name or document.title
    )

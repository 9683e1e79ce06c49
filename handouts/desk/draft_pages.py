"""Pages of words that nobody prints yet: made in memory, with frames round what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from handouts.approvals.status import Book
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.desk.page_frames import Frame, Page, frames, pictures, together
from handouts.desk.short_memory import ShortMemory
from handouts.document import Document, OwnPicture, walk
from handouts.gallery.page_cache import webp
from handouts.patient import USUAL_EDITION, USUAL_PAPER
from handouts.pattern import PATTERNS, Pattern
from handouts.reading import Library
from handouts.render.page_pictures import NoPicture, letters, numbered, render, shape
from handouts.render.pdf import render_pdf

_SECONDS, _MOST = 900.0, 48
# Nothing of a patient: a browser may keep them, rather than ask twice.
_KEPT = {"Cache-Control": "private, max-age=600"}
_WIDTHS = {"page": 900, "small": 190}


class DraftPages(NamedTuple):
    """The pages of a handout for one pattern.

    Attributes:
        shape: height of a page by its width.
        read: what can be read on each.
        shown: where pictures of the clinic's own are, each with what is said of it.
    """

    pdf: bytes
    document: Document
    shape: float
    read: tuple[Page, ...]
    shown: tuple[tuple[str, Frame], ...] = ()

    @property
    def pages(self) -> int:
        return len(self.read)

    def frames(self, lines: Iterable[str]) -> list[Frame]:
        """Round each place where one of the lines stands; lines of one paragraph in one.

        What is said of a picture of the clinic's own stands where that is.
        """
        wanted = set(lines)
        seen = (frame for said, frame in self.shown if said in wanted)
        return together([*frames(self.read, wanted), *seen])


def draft_pages(
    library: Library, book: Book, lang: str, handout: str, pattern: str, day: date
) -> DraftPages:
    """
    Args:
        pattern: its id; the first one if it is none.

    Raises:
        ContentError: the words cannot be composed, or do not fit.
    """
    front = library.languages[lang].handout(handout).front
    of = pattern_of(pattern) if front.per_pattern else None
    status = book.status(lang, handout, day)
    document = compose(library, lang, handout, of, dose=library.clinic.dose, status=status)
    stocks = FORMATS[front.format].stocks[USUAL_EDITION]
    paper = library.clinic.paper or USUAL_PAPER
    stock = next((each for each in stocks if each.id == paper), stocks[0])
    made = render_pdf(document, stock, USUAL_EDITION)
    read = tuple(Page.of(number, letters(made.data, number)) for number in range(1, made.pages + 1))
    said = {each.alt for each in walk(document.children) if isinstance(each, OwnPicture)}
    shown = pictures(made.data, said) if said else ()
    return DraftPages(made.data, document, shape(made.data, 1), read, tuple(shown))


def pattern_of(id_: str) -> Pattern:
    return next((each for each in PATTERNS if each.id == id_), PATTERNS[0])


class DraftPictures:
    """Pictures of pages that are in memory for a while."""

    def __init__(self) -> None:
        self._kept: ShortMemory[bytes] = ShortMemory(_SECONDS, _MOST)

    def keep(self, pages: DraftPages) -> str:
        """Remembers them; returns the key of their pictures."""
        return self._kept.keep(pages.pdf)

    async def answer(self, request: Request) -> Response:
        pdf = self._kept.get(request.path_params["key"])
        width = _WIDTHS.get(request.path_params["size"])
        if pdf is not None and width is not None:
            try:
                number = numbered(request.path_params["page"])
                drawn = await run_in_threadpool(lambda: webp(render(pdf, number, width)))
                return Response(drawn, media_type="image/webp", headers=_KEPT)
            except NoPicture:
                pass
        return PlainTextResponse("There is nothing here.", 404)

    @property
    def route(self) -> Route:
        return Route("/draft/{key}/{page}-{size}.webp", self.answer)

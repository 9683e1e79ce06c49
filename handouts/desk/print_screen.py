"""The print screen: from a side to paper; what is made is in memory, for two minutes."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from handouts.approvals.given import keep
from handouts.desk import visit_form
from handouts.desk.context import Context
from handouts.desk.forms import posted
from handouts.desk.screen import answer
from handouts.desk.short_memory import ShortMemory
from handouts.desk.visit_form import Visit
from handouts.desk.visit_sheets import Drafts, Sheets, drafts_of, sheets_of
from handouts.errors import ContentError, Problem, UsageError
from handouts.gallery.page_cache import webp
from handouts.render.page_pictures import NoPicture, numbered, render

SECONDS = 120.0
"""How long anything of a patient is remembered after it was made."""
PDF_POLICY = "frame-ancestors 'self'"
"""The browser's own PDF viewer needs scripts and styles of its own, and a frame to print from."""
MOST_SHEETS = 48
_WIDTHS = {"page": 900, "small": 190}
_GONE = "It is gone: two minutes have passed."
_NAME = "for-one-visit.pdf"  # says nothing of the patient


class Printing:
    """What is made for patients now.

    Attributes:
        shown: what screens show, by the address of its pictures.
        sent: what was printed, kept or sent by email, by the address of its PDF.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.shown: ShortMemory[Sheets] = ShortMemory(SECONDS, MOST_SHEETS)
        self.sent: ShortMemory[Sheets] = ShortMemory(SECONDS, MOST_SHEETS)

    async def sheets(self, visit: Visit) -> Sheets:
        """
        Raises:
            ContentError: the content cannot be printed.
            UsageError: all that is wrong with what was typed.
        """
        faults = visit_form.faults_of(visit)
        if faults:
            raise UsageError([(field, fault) for field, fault in faults.items()])
        with self.context.state.answering():
            return await run_in_threadpool(
                sheets_of, self.context.words, visit, self.context.today()
            )

    async def visit(self, form: FormData) -> Visit:
        """
        Raises:
            ContentError: there is no content that can be read.
        """
        library = await run_in_threadpool(lambda: self.context.words.library)
        return visit_form.sent_visit(form, library)

    def note(self, sheets: Sheets) -> str:
        """Remembers what was given, and the words of drafts; returns the key of its PDF."""
        context = self.context
        remember = context.words.library.clinic.remember
        context.copies.note(sheets, remember, context.today(), context.clock())
        if unkept := keep(context.content, sheets.made.draft_words):
            context.copies.fault = (
                context.copies.fault or f"The code of that draft will find no words: {unkept}."
            )
        return self.sent.keep(sheets)


def routes(context: Context, printing: Printing) -> list[Route]:
    async def screen(
        visit: Visit | None = None,
        sheets: Sheets | None = None,
        faults: Mapping[str, str] | None = None,
        told: tuple[Problem, ...] = (),
        *,
        part: bool = False,
    ) -> Response:
        """The screen, or only what follows from the form."""
        library = context.words.library
        usual = visit_form.usual_visit(library)
        visit = visit or usual
        return answer(
            context,
            "_look.html.j2" if part else "print.html.j2",
            "/",
            422 if faults or told else 200,
            visit=visit,
            usual=usual,
            sheets=sheets,
            drafts=sheets.drafts if sheets else await drafts(visit),
            mend=visit_form.mend_first(visit, faults or {}, cannot=bool(told)),
            key=printing.shown.keep(sheets) if sheets else "",
            faults=faults or {},
            told=told,
            choices={
                "give": visit_form.handouts(library, visit.lang),
                "look": visit_form.looks(),
                "paper": visit_form.papers(),
                "lang": visit_form.languages(library),
            },
            dose=visit_form.dose_boxes(library, visit.lang),
            remember=library.clinic.remember,
        )

    async def drafts(visit: Visit) -> Drafts:
        try:
            return await run_in_threadpool(drafts_of, context.words, visit, context.today())
        except ContentError:  # what cannot be printed is told
            return Drafts("", ())

    def broken(error: ContentError) -> Response:
        return answer(context, "broken.html.j2", "/", 503, told=error.problems)

    async def empty(_request: Request) -> Response:
        try:
            await run_in_threadpool(lambda: context.words.library)
        except ContentError as error:
            return broken(error)
        return await screen()

    async def made(visit: Visit, *, part: bool) -> Sheets | Response:
        """The sheets of a visit, or the screen that says why there are none."""
        try:
            return await printing.sheets(visit)
        except UsageError as error:
            return await screen(visit, faults=visit_form.faults_told(error), part=part)
        except ContentError as error:
            return await screen(visit, told=error.problems, part=part)

    async def look(request: Request, form: FormData) -> Response:
        part = "x-part" in request.headers
        try:
            visit = await printing.visit(form)
        except ContentError as error:
            return broken(error)
        if not visit.side:
            return await screen(visit, part=part)
        sheets = await made(visit, part=part)
        return sheets if isinstance(sheets, Response) else await screen(visit, sheets, part=part)

    async def give(request: Request, form: FormData) -> Response:
        """Prints it, or keeps it: the browser gets the PDF."""
        part = "x-part" in request.headers
        try:
            visit = await printing.visit(form)
        except ContentError as error:
            return broken(error)
        sheets = await made(visit, part=part)
        if isinstance(sheets, Response):
            return sheets
        key = printing.note(sheets)
        if part:
            return JSONResponse(told(key, sheets))
        how = "?save" if request.url.path == "/save" else ""
        return RedirectResponse(f"/set/{key}.pdf{how}", 303)

    def told(key: str, sheets: Sheets) -> dict[str, object]:
        """What the script shows of what was given, and brings back."""
        visit, pdf = sheets.visit, f"/set/{key}.pdf"
        fields = [list(each) for each in visit.fields]
        return {"key": key, "pdf": pdf, "side": visit.side, "line": sheets.line, "fields": fields}

    async def given(request: Request) -> Response:
        key = request.path_params["key"]
        sheets = printing.sent.get(key)
        if sheets is None:
            raise HTTPException(404, _GONE)
        return JSONResponse(told(key, sheets))

    async def pdf(request: Request) -> Response:
        sheets = printing.sent.get(request.path_params["key"])
        if sheets is None:
            raise HTTPException(404, f"{_GONE} Print it again.")
        how = "attachment" if "save" in request.query_params else "inline"
        headers = {
            "Content-Disposition": f'{how}; filename="{_NAME}"',
            "Content-Security-Policy": PDF_POLICY,
        }
        return Response(sheets.pdf, media_type="application/pdf", headers=headers)

    async def picture(request: Request) -> Response:
        asked = request.path_params
        sheets = printing.shown.get(asked["key"])
        width = _WIDTHS.get(asked["size"])
        if sheets is None or width is None:
            return PlainTextResponse("There is nothing here.", 404)
        try:
            with context.state.answering():
                drawn = await run_in_threadpool(
                    lambda: webp(render(sheets.pdf, numbered(asked["page"]), width))
                )
        except NoPicture:
            return PlainTextResponse("There is nothing here.", 404)
        return Response(drawn, media_type="image/webp")

    async def sent(_request: Request) -> Response:
        return answer(context, "sent.html.j2", "/", sent=printing.sent.newest_first())

    async def back(_request: Request, form: FormData) -> Response:
        """What was printed, as it was typed."""
        before = printing.sent.get(str(form.get("key", "")))
        if before is None:
            return answer(context, "sent.html.j2", "/", 404, sent=printing.sent.newest_first())
        return await screen(before.visit, before)

    return [
        Route("/", empty),
        Route("/look", posted(context.sessions, look), methods=["POST"]),
        Route("/print", posted(context.sessions, give), methods=["POST"]),
        Route("/save", posted(context.sessions, give), methods=["POST"]),
        Route("/set/{key}.pdf", pdf),
        Route("/picture/{key}/{page}-{size}.webp", picture),
        Route("/sent", sent),
        Route("/sent/{key}", given),
        Route("/back", posted(context.sessions, back), methods=["POST"]),
    ]

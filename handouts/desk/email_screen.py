"""The email screen: a draft of what a visit needs, to keep as a file, or to send."""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import format_datetime, localtime
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from handouts.building.request import day
from handouts.desk import visit_form
from handouts.desk.context import Context
from handouts.desk.forms import posted
from handouts.desk.good_words import Words
from handouts.desk.print_screen import MOST_SHEETS, SECONDS, Printing
from handouts.desk.screen import answer
from handouts.desk.short_memory import ShortMemory
from handouts.desk.visit_sheets import Sheets
from handouts.errors import ContentError, UsageError
from handouts.mail import credentials
from handouts.mail.connection import SendingError
from handouts.mail.maker import Maker, TooLarge
from handouts.mail.recipient import Defaults, Recipient, Refused, recipient
from handouts.mail.sending import Clock, send_one
from handouts.reading import Library

_NAME = "for-one-visit.eml"  # says nothing of the patient
_CLOCK = Clock(time.monotonic, time.sleep, lambda: format_datetime(localtime()))


class _Asked(NamedTuple):
    """An email as it stands on the screen.

    Attributes:
        step: `write`, or `look`, once more before it is sent.
    """

    to: str
    step: str = "write"
    faults: Mapping[str, str] = {}
    note: str = ""


def routes(context: Context, printing: Printing) -> list[Route]:
    emails: ShortMemory[bytes] = ShortMemory(SECONDS, MOST_SHEETS)

    def screen(sheets: Sheets, asked: _Asked) -> Response:
        library = context.words.library
        return answer(
            context,
            "email.html.j2",
            "/",
            422 if asked.faults else 200,
            sheets=sheets,
            asked=asked,
            named=visit_form.named(sheets.made.handouts, library, sheets.visit.lang),
            mail=library.clinic.mail,
            sender=library.clinic.mail.sender or library.clinic.email,
        )

    async def email(_request: Request, form: FormData) -> Response:
        try:
            visit = await printing.visit(form)
            sheets = await printing.sheets(visit)
        except (UsageError, ContentError):  # told on the screen that it comes from
            return RedirectResponse("/look", 307)
        to, act = str(form.get("to", "")), str(form.get("act", ""))
        if sheets.is_draft or not act:
            return screen(sheets, _Asked(to))
        try:
            eml = await run_in_threadpool(
                context.words.make, lambda words: _eml(words, sheets, to, context.today())
            )
        except Refused as error:
            return screen(sheets, _Asked(to, faults=_told(error)))
        except TooLarge as error:
            return screen(sheets, _Asked(to, faults={"email": visit_form.sentence(f"{error}")}))
        if act == "draft":
            return done(sheets, "email made", f"/set/{emails.keep(eml)}.eml")
        if act != "really":
            return screen(sheets, _Asked(to, "look"))
        fault = await run_in_threadpool(_send, context.words.library, eml)
        if fault:
            return screen(sheets, _Asked(to, "look", {"send": fault}))
        return done(sheets, "email sent")

    def done(sheets: Sheets, words: str, file: str = "") -> Response:
        """Says so, and has the browser save the file, if there is one."""
        return answer(
            context,
            "email_done.html.j2",
            "/",
            headers={"Refresh": f"0; url={file}"} if file else None,
            sheets=sheets,
            key=printing.note(sheets),
            words=words,
            file=file,
        )

    async def file(request: Request) -> Response:
        eml = emails.get(request.path_params["key"])
        if eml is None:
            raise HTTPException(404, "It is gone: two minutes have passed. Make it again.")
        headers = {"Content-Disposition": f'attachment; filename="{_NAME}"'}
        return Response(eml, media_type="message/rfc822", headers=headers)

    return [
        Route("/email", posted(context.sessions, email), methods=["POST"]),
        Route("/set/{key}.eml", file),
    ]


def _told(error: Refused) -> dict[str, str]:
    of = {"email": "this", "name": "the name"}
    return {
        field: visit_form.sentence(f"{of.get(field, field)} {fault}")
        for field, fault in error.faults
    }


def _eml(words: Words, sheets: Sheets, to: str, today: str) -> bytes:
    """
    Raises:
        ContentError: problems in the content.
        Refused: what is wrong with the address.
        TooLarge: for the clinic's limit.
    """
    library, visit = words.library, sheets.visit
    handout = _told_in_full(library, sheets)
    per_pattern = library.languages[visit.lang].handouts[handout].front.per_pattern
    on = day(today)
    assert on is not None
    maker = Maker(library, handout, visit.paper, on, locked=False)
    return maker.draft(_recipient(library, sheets, to, per_pattern=per_pattern), pdf=sheets.pdf).eml


def _recipient(library: Library, sheets: Sheets, to: str, *, per_pattern: bool) -> Recipient:
    visit = sheets.visit
    cells = {"email": to, "name": visit.name}
    pattern = f"{visit.side}-backward"
    known = Defaults(per_pattern, pattern, visit.lang, visit.look, sheets.made.dose)
    return recipient(cells, known, library)


def _told_in_full(library: Library, sheets: Sheets) -> str:
    """The handout that the email itself says: the first to be read, else the exercises."""
    known = library.languages[sheets.visit.lang].handouts
    of_text = [each for each in sheets.made.handouts if known[each].front.format == "handout"]
    return (of_text or ["correction"])[0]


def _send(library: Library, eml: bytes) -> str:
    """Sends it; returns why it could not be sent."""
    mail = library.clinic.mail
    password = credentials.mail_password(mail) if mail.user else None
    if mail.user and password is None:
        return f"There is no password for {mail.user}. Give it on the page “Clinic”."
    try:
        outcome = send_one(eml, mail, password, _CLOCK)
    except SendingError as error:
        return f"{error}".capitalize() + "."
    return f"{outcome.state}: {outcome.fault}".capitalize() + "." if outcome.fault else ""

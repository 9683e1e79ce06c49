"""The clinic screen: what is printed on every page, and how the desk works for this clinic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from handouts.desk import clinic_form, visit_form
from handouts.desk.clinic_file import ClinicFile
from handouts.desk.clinic_form import FIELDS, Proposed, proposed
from handouts.desk.context import Context
from handouts.desk.forms import posted
from handouts.desk.good_words import Words
from handouts.desk.not_saved import not_saved
from handouts.desk.screen import answer
from handouts.desk.short_memory import ShortMemory
from handouts.editing.drafts import mark
from handouts.editing.yaml_values import values_of
from handouts.errors import ContentError, UsageError
from handouts.gallery.page_cache import webp
from handouts.mail.credentials import NoKeyringError, keep_password
from handouts.patient import PatientRequest, patient_pdf
from handouts.reading import Clinic
from handouts.reading.own_pictures import PictureError, picture_of
from handouts.render.page_pictures import render
from handouts.storage.built_in import new_parts
from handouts.storage.swap import DistError

_MOST_LOGO = 1_000_000
_MOST_FORM = 1_100_000
_SECONDS, _MOST_PICTURES, _WIDTH = 600.0, 12, 1000


def routes(context: Context) -> list[Route]:
    file = ClinicFile(context.content)
    pictures: ShortMemory[bytes] = ShortMemory(_SECONDS, _MOST_PICTURES)

    async def screen(
        values: Mapping[str, str],
        base: str,
        faults: Mapping[str, str],
        said: str = "",
        clinic: Clinic | None = None,
        *,
        part: bool = False,
    ) -> Response:
        library = context.words.library
        shown = clinic or library.clinic
        picture = await run_in_threadpool(_picture, context, shown)
        return answer(
            context,
            "_clinic_look.html.j2" if part else "clinic.html.j2",
            "/clinic",
            422 if faults else 200,
            values=values,
            base=base,
            faults=faults,
            first=next((name for name in (*FIELDS, *faults) if name in faults), None),
            said=said,
            colours=clinic_form.colours(values),
            dose=visit_form.dose_boxes(library, visit_form.usual_visit(library).lang),
            papers=visit_form.papers(),
            has_before=file.has_before,
            picture=pictures.keep(picture) if picture else "",
            news=0 if part else len(new_parts(context.content)),
            logo=shown.logo is not None,
        )

    def broken(error: ContentError) -> Response:
        return answer(
            context,
            "clinic_broken.html.j2",
            "/clinic",
            503,
            told=error.problems,
            has_before=file.has_before,
        )

    async def empty(request: Request) -> Response:
        try:
            text = file.text
            values = values_of(text, FIELDS, file.path)
            said = {"saved": "Saved.", "undone": "The text before is back."}
            return await screen(
                values, mark(text), {}, said.get(request.query_params.get("done", ""), "")
            )
        except ContentError as error:
            return broken(error)

    def typed(form: FormData) -> dict[str, str]:
        """What was typed, with the line ends of this house; what is not on the form, as it is.

        Raises:
            ContentError: the file cannot be read.
        """
        known = {name: form.get(name) for name in FIELDS}
        return values_of(file.text, FIELDS, file.path) | {
            name: "\n".join(line.strip() for line in value.splitlines()).strip()
            for name, value in known.items()
            if isinstance(value, str)
        }

    async def look(_request: Request, form: FormData) -> Response:
        try:
            values = typed(form)
            made = proposed(file.text, values, file.path)
            clinic = None if made.faults else made.clinic
            return await screen(
                values, str(form.get("base", "")), made.faults, "", clinic, part=True
            )
        except ContentError as error:
            return broken(error)

    async def save(_request: Request, form: FormData) -> Response:
        try:
            values = typed(form)
            if use := str(form.get("use", "")):
                name, _, colour = use.partition("=")
                values[f"colours.{name}"] = colour
            text = file.text
            upload = form.get("file")
            faults = {}
            if isinstance(upload, UploadFile) and upload.filename:
                faults = await keep_logo(upload, values)
            made = proposed(text, values, file.path)
            faults = {**made.faults, **faults}
            if use or faults:
                return await screen(values, mark(text), faults)
            if form.get("base") != mark(text):
                said = "clinic.yaml was changed elsewhere. Look at what you typed, then save again."
                return await screen(values, mark(text), {"": said})
            faults = keep(made, str(form.get("password", "")))
            if faults:
                return await screen(values, mark(file.text), faults)
        except ContentError as error:
            return broken(error)
        return RedirectResponse("/clinic?done=saved", 303)

    def keep(made: Proposed, password: str) -> dict[str, str]:
        """Saves it; returns what could not be."""
        try:
            file.save(made.text)
        except DistError as error:
            return {"": not_saved("The clinic’s details are not saved", error)}
        mail = made.clinic.mail
        if not password:
            return {}
        if not (mail.user and mail.host):
            return {"password": "Give the server and whom to log in as, then the password again."}
        try:
            keep_password(mail.user, mail.host, password)
        except NoKeyringError as error:
            return {"password": f"The password is not kept: {error}. All else is saved."}
        return {}

    async def keep_logo(upload: UploadFile, values: dict[str, str]) -> dict[str, str]:
        """Keeps a logo that was chosen, and names it; returns what is wrong with it."""
        data = await upload.read()
        name = Path(upload.filename or "").name
        if len(data) > _MOST_LOGO:
            return {"logo": "The file is larger than 1 MB. Make it smaller."}
        try:
            picture_of(name, data)
            values["logo"] = file.keep_logo(data, Path(name).suffix.lower())
        except PictureError as error:
            return {"logo": visit_form.sentence(f"this file {error}")}
        except DistError as error:
            return {"logo": not_saved("The logo is not kept", error)}
        return {}

    async def undo(_request: Request, _form: FormData) -> Response:
        file.undo()
        return RedirectResponse("/clinic?done=undone", 303)

    async def logo(_request: Request) -> Response:
        found = context.words.library.clinic.logo
        try:
            data = found.path.read_bytes() if found else b""
        except OSError:
            data = b""
        if found is None or not data:
            return PlainTextResponse("There is nothing here.", 404)
        kind = "image/png" if found.path.suffix.lower() == ".png" else "image/svg+xml"
        return Response(data, media_type=kind)

    async def picture(request: Request) -> Response:
        drawn = pictures.get(request.path_params["key"])
        if drawn is None:
            return PlainTextResponse("There is nothing here.", 404)
        return Response(drawn, media_type="image/webp")

    sessions = context.sessions
    return [
        Route("/clinic", empty),
        Route("/clinic", posted(sessions, save, _MOST_FORM), methods=["POST"]),
        Route("/clinic/look", posted(sessions, look), methods=["POST"]),
        Route("/clinic/undo", posted(sessions, undo), methods=["POST"]),
        Route("/clinic/logo", logo),
        Route("/clinic/{key}.webp", picture),
    ]


def _picture(context: Context, clinic: Clinic) -> bytes | None:
    """The first page as it would be; None if it cannot be made."""

    def make(words: Words) -> bytes:
        library = words.library._replace(clinic=clinic)
        lang = visit_form.usual_visit(library).lang
        asked = PatientRequest(context.today(), "left", ("correction",), lang=lang)
        return patient_pdf(library, asked, words.book).data

    try:
        return _first_page(context.words.make(make))
    except (ContentError, UsageError):
        return None


@lru_cache(maxsize=2)
def _first_page(pdf: bytes) -> bytes:
    """Most answers show the page of the one before."""
    return webp(render(pdf, 1, _WIDTH))

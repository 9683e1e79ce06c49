"""The first screen on an empty computer: where the clinic's content is, or is to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from handouts.desk.assets import asset
from handouts.desk.forms import posted
from handouts.desk.screen import html
from handouts.desk.sessions import Sessions
from handouts.desk.state import State
from handouts.desk.visit_form import sentence
from handouts.errors import ContentError, UsageError
from handouts.reading import load_library
from handouts.storage.built_in import is_noted, take_note
from handouts.storage.own_content import new_content
from handouts.storage.paths import content_dir
from handouts.storage.swap import DistError

_NAME = "Clinic handouts"


def first_run(state: State, sessions: Sessions, chosen: Callable[[Path], None]) -> Starlette:
    """
    Args:
        chosen: told of the folder; from then on the desk is shown.
    """

    def screen(folder: str, fault: str = "") -> Response:
        text = html(
            "first_run.html.j2",
            here="",
            menu=(),
            clinic_name="MET handouts",
            token=sessions.token,
            state=state,
            folder=folder,
            fault=fault,
        )
        return HTMLResponse(text, 422 if fault else 200)

    async def empty(_request: Request) -> Response:
        from platformdirs import user_documents_path

        state.says("ready", "Welcome")
        return screen(str(user_documents_path() / _NAME))

    async def begin(_request: Request, form: FormData) -> Response:
        typed = str(form.get("folder", "")).strip()
        try:
            folder = Path(typed).expanduser()
            if not typed or not folder.is_absolute():
                return screen(typed, "Write the whole path of a folder.")
            fault = await run_in_threadpool(_made if form.get("act") == "new" else _found, folder)
            if not fault:
                chosen(folder)
        except (OSError, ValueError, RuntimeError, DistError) as error:
            fault = f"This cannot be used: {error}."
        return screen(typed, fault) if fault else RedirectResponse("/", 303)

    async def nothing(_request: Request) -> Response:
        return PlainTextResponse("", 204)

    async def no_colours(_request: Request) -> Response:
        return Response("", media_type="text/css")

    return Starlette(
        routes=[
            Route("/", empty),
            Route("/begin", posted(sessions, begin), methods=["POST"]),
            Route("/assets/clinic.css", no_colours),
            Route("/assets/{name}", asset),
            Route("/events", nothing),
        ]
    )


def _made(folder: Path) -> str:
    """Makes a new folder of content; returns what is wrong with that."""
    try:
        new_content(content_dir(), folder)
        take_note(folder)
    except UsageError as error:
        return sentence(error.faults[0][1])
    except DistError as error:
        return sentence(f"{error.problem.what}; {error.problem.remedy}")
    return ""


def _found(folder: Path) -> str:
    """What is wrong with a folder that is there.

    Raises:
        DistError: nothing can be written there.
    """
    try:
        load_library(folder)
    except ContentError as error:
        problem = error.problems[0]
        return sentence(f"{problem.file.name}: {problem.what}; {problem.remedy}")
    if not is_noted(folder):
        take_note(folder)
    return ""

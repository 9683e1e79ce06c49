"""The desk's HTML: its own templates, and the menu that they share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from starlette.responses import HTMLResponse

from handouts.compose.jinja import environment
from handouts.compose.language_names import language_name
from handouts.desk.context import Context
from handouts.desk.visit_form import called
from handouts.errors import ContentError
from handouts.gallery.entries import GENERATOR
from handouts.storage import paths

_SCREENS = Path(__file__).parent / "screens"


class Place(NamedTuple):
    """An entry of the menu."""

    address: str
    name: str
    icon: str


MENU = (
    Place("/", "Print", "print"),
    Place("/words", "Words", "words"),
    Place("/approve", "Approve", "check"),
    Place("/library", "Library", "library"),
    Place("/clinic", "Clinic", "clinic"),
)


@lru_cache
def _environment(templates: Path) -> Environment:
    loader = ChoiceLoader([FileSystemLoader(_SCREENS), FileSystemLoader(templates)])
    made = environment(loader)
    made.filters |= {
        "url": lambda path: quote(path),
        "called": called,
        "language": lambda code: language_name(code).own,
    }
    made.globals |= {"menu": MENU, "generator": GENERATOR}
    return made


def html(template: str, **values: object) -> str:
    return _environment(paths.templates_dir()).get_template(template).render(**values)


def answer(
    context: Context,
    template: str,
    here: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """A screen, or a part of one.

    Args:
        here: the address of its entry in the menu.
    """
    try:
        clinic = context.words.library.clinic.name
    except ContentError:
        clinic = None
    text = html(
        template,
        here=here,
        clinic_name=clinic or "Your clinic",
        token=context.sessions.token,
        state=context.state,
        counts={"/approve": context.todo.waiting, "/library": context.todo.late},
        problems=context.words.problems,
        not_noted=context.copies.fault,
        **values,
    )
    return HTMLResponse(text, status, headers)

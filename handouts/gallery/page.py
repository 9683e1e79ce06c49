"""The pages' HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, TemplateNotFound

from handouts.building.changes import Receipt
from handouts.compose.jinja import environment
from handouts.errors import ContentError, Problem
from handouts.gallery.entries import GENERATOR, Gallery
from handouts.storage import paths


def static_page(gallery: Gallery, pictures: str) -> str:
    """The gallery as a file that lies among the outputs, its pictures in the folder `pictures`."""
    return _render("gallery.html.j2", gallery=gallery, live=None, room=pictures)


def receipt_page(receipt: Receipt) -> str:
    """The edit receipt as a file of its own."""
    return _render("receipt.html.j2", receipt=receipt)


def review_page(report: Mapping[str, Any]) -> str:
    """The review of all words, for an auditor; `report` is what `review --json` prints."""
    return _render("review.html.j2", report=report)


@lru_cache
def _environment(templates: Path) -> Environment:
    made = environment(FileSystemLoader(templates))
    made.filters["url"] = lambda path: quote(path)
    made.globals["generator"] = GENERATOR
    return made


def _render(template: str, **values: object) -> str:
    folder = paths.templates_dir()
    try:
        return _environment(folder).get_template(template).render(**values)
    except TemplateNotFound as error:
        missing = Problem(folder / f"{error}", 0, "this template is missing", "put it back")
        raise ContentError([missing]) from error

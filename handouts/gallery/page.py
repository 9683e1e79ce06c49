"""The pages' HTML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader

from handouts.building.changes import Receipt
from handouts.compose.jinja import environment
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
    return _environment(paths.templates_dir()).get_template(template).render(**values)

"""The pages' HTML."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handouts import rooms
from handouts.incremental.receipt import Receipt
from handouts.preview.gallery import Gallery

ASSETS = Path(__file__).parent / "assets"
GENERATOR = '<meta name="generator" content="MET handouts">'
"""What tells our own page from somebody else's."""


def static_page(gallery: Gallery, pictures: str) -> str:
    """The gallery as a file that lies among the outputs, its pictures in the folder `pictures`."""
    return _render("gallery.html.j2", gallery=gallery, live=None, room=pictures)


def live_page(gallery: Gallery, live: Any) -> str:
    """The gallery as `serve` shows it; `live` is a `handouts.preview.state.State`."""
    return _render("gallery.html.j2", gallery=gallery, live=live, room="/assets")


def receipt_page(receipt: Receipt) -> str:
    """The edit receipt as a file of its own."""
    return _render("receipt.html.j2", receipt=receipt)


def templates() -> list[Path]:
    """The files that the pages are made from."""
    return [*sorted(rooms.templates_dir().glob("*.html.j2")), *sorted(ASSETS.iterdir())]


@lru_cache
def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["url"] = lambda path: quote(path)
    environment.globals["generator"] = GENERATOR
    return environment


def _render(template: str, **values: object) -> str:
    return _environment(rooms.templates_dir()).get_template(template).render(**values)

"""What the markup of a handout says, in order; other people's programs that read PDFs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, fromstring

import pytest

from handouts.document import Document

READER = Path(__file__).parent / "checking_pdfjs.mjs"
PDFJS = "pdfjs-dist@4.10.38"

Told = tuple[str, str]
"""A kind (`text`, `alt`, `tip` or `value`) and the words."""


def told(document: Document) -> list[Told]:
    """Everything the markup says, in its order; the numbers and bullets of lists are texts."""
    draft = [("text", document.draft)] if document.draft else []
    return [*draft, *_told(fromstring(document.markup))]


def _told(element: Element, *, boxes: bool = False) -> Iterator[Told]:
    if element.tag == "img":
        yield "alt", element.attrib["alt"]
    elif element.tag == "input":
        yield "tip", element.attrib["title"]
        yield "value", element.get("value", "")
    else:
        yield "text", element.text or ""
    ticks = "ticks" in element.get("class", "")
    boxes = boxes or element.get("class") == "checks"  # to tick with a pen, in place of bullets
    for number, child in enumerate(element, start=1):
        if child.tag == "li":
            yield "text", f"{number}" if element.tag == "ol" else "" if boxes else "•"
        for kind, words in _told(child, boxes=boxes):
            if not (ticks and kind == "text"):
                yield kind, words
        yield "text", child.tail or ""


def squeezed(told: list[Told], *kinds: str) -> str:
    """All words of these kinds, without any blanks: programs differ in where they put those."""
    return re.sub(r"\s", "", "".join(words for kind, words in told if kind in kinds))


@pytest.fixture(scope="session")
def pdfjs(request: pytest.FixtureRequest) -> Path:
    """The library pdf.js, fetched once and kept with pytest's cache."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("needs node and npm")
    assert request.config.cache is not None
    folder = request.config.cache.mkdir("pdfjs")
    library = folder / "node_modules/pdfjs-dist/legacy/build/pdf.mjs"
    if not library.exists():
        options = ["--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]
        # Whole, or not there: other workers look for it too.
        with TemporaryDirectory(dir=folder) as fresh:
            command = ["npm", "install", "--prefix", fresh, *options, PDFJS]
            if subprocess.run(command, capture_output=True, check=False).returncode:
                pytest.skip(f"npm cannot fetch {PDFJS}")
            with suppress(OSError):  # another was first
                Path(fresh, "node_modules").rename(folder / "node_modules")
    return library


def run_pdfjs(library: Path, *arguments: str | Path) -> bytes:
    """What `checking_pdfjs.mjs` prints."""
    command = ["node", str(READER), str(library), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True).stdout

"""Whole handouts for tests: rendered while watching what is drawn where, and content to change."""

from __future__ import annotations

import re
import shutil
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

import pikepdf
import pytest
from tagged_pdf import Reading

from handouts.approvals.approving import Signature, approve, usual_review
from handouts.approvals.status import Book
from handouts.compose.approval import DraftReason, Status
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import Paper
from handouts.design.theme import STANDARD, Theme
from handouts.document import Document, Figure
from handouts.layout.boxes import Block
from handouts.layout.figures import drawing
from handouts.pattern import Pattern
from handouts.reading import Dose, Library, load_library
from handouts.render.pdf import render_pdf
from handouts.render.rendered import Rendered
from handouts.storage import paths
from handouts.tagged import TaggedCanvas

TODAY = date(2027, 1, 15)
NOT_APPROVED = Status("7F3A-91C2", DraftReason.NEVER_APPROVED)
"""With a code, as what is built has one."""
# Of any figure: its words do not depend on it, unless there is too little room for some.
_WIDTH_MM, _LARGE_MM, _PLAIN_MM = 85.0, 112.0, 60.0
_TEXT = "{http://www.w3.org/2000/svg}text"
Case: TypeAlias = tuple[str, Pattern | None]


@dataclass(frozen=True)
class Drawn:
    """Where a block was drawn: page from 1, rectangle in pt from the lower left corner.

    `parent` is the place of the block that drew it in the list of all, -1 for none.
    """

    block: Block
    page: int
    left: float
    bottom: float
    right: float
    top: float
    parent: int


@dataclass(frozen=True)
class Made:
    """A finished handout, and where everything on it was drawn."""

    document: Document
    paper: Paper
    rendered: Rendered
    drawn: tuple[Drawn, ...]
    edition: str = "standard"

    @property
    def pdf(self) -> bytes:
        return self.rendered.data

    @property
    def theme(self) -> Theme:
        return FORMATS[self.document.format].themes[self.edition]

    @cached_property
    def reading(self) -> Reading:
        """The PDF read back; its marks and its tree must agree."""
        reading = Reading(self.pdf)
        assert reading.faults == []
        return reading


def make(document: Document, paper: Paper, edition: str = "standard") -> Made:
    """Render a document, watching what is drawn where."""
    with watching() as drawn:
        rendered = render_pdf(document, paper, edition)
    return Made(document, paper, rendered, tuple(drawn), edition)


def unpacked(pdf: bytes) -> bytes:
    """The same file with nothing in it packed or compressed, to look for words in it."""
    file = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(
            file,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
    return file.getvalue()


def figure_words(figure: Figure, *, edition: str = "standard") -> list[str]:
    """The words on a drawing, line by line; plain ones of large print have letters alone."""
    plain = figure.style == "plain"
    width = {"plain": _PLAIN_MM, "large": _LARGE_MM}.get(figure.style, _WIDTH_MM)
    labelled = not (plain and edition == "large-print")
    drawn = drawing(figure, width, STANDARD.minimum, labelled=labelled)
    return ["".join(text.itertext()) for text in ElementTree.fromstring(drawn.svg).iter(_TEXT)]


@contextmanager
def watching() -> Iterator[list[Drawn]]:
    """The blocks drawn meanwhile, parents before their children."""
    seen: list[Drawn] = []
    open_ones = [-1]
    draw_on = Block.draw_on

    def record(self: Block, canvas: TaggedCanvas, x: float, y: float) -> None:
        left, bottom = canvas.absolutePosition(x, y)
        right, top = canvas.absolutePosition(x + self.width, y + self.height)
        page = canvas.getPageNumber()
        seen.append(Drawn(self, page, left, bottom, right, top, open_ones[-1]))
        open_ones.append(len(seen) - 1)
        draw_on(self, canvas, x, y)
        open_ones.pop()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Block, "draw_on", record)
        yield seen


def built_in_clinic() -> str:
    """The built-in clinic.yaml, which lists no languages: all there are."""
    text = (paths.content_dir() / "clinic.yaml").read_text(encoding="utf-8")
    return re.sub(r"(?m)^languages: [^#\n]*", "languages:  ", text)


def copy_content(root: Path, *langs: str) -> None:
    """The built-in content in some languages, as if there were no others; else in English."""
    root.mkdir(parents=True)
    (root / "clinic.yaml").write_text(built_in_clinic(), encoding="utf-8")
    for lang in langs or ("en",):
        shutil.copytree(paths.content_dir() / lang, root / lang)


class OwnContent:
    """A copy of the content in English that a test changes."""

    def __init__(self, root: Path) -> None:
        copy_content(root)
        self.root = root

    def path(self, name: str) -> Path:
        return self.root / name

    def keep(self, *handouts: str) -> None:
        """Removes the other handouts: what has less to build is ready sooner."""
        for file in self.path("en").glob("*.md"):
            if file.stem not in ("shared", *handouts):
                file.unlink()

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace the one place where a file says `old`."""
        text = self.path(name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name} says {old!r} {text.count(old)} times"
        self.write(name, text.replace(old, new))

    def write(self, name: str, text: str | bytes) -> None:
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_bytes(text.encode() if isinstance(text, str) else text)

    def take_out(self, name: str, entry: str) -> None:
        """Takes the one entry that begins like that out of a YAML file, with all below it."""
        text = self.path(name).read_text(encoding="utf-8")
        indent = entry[: len(entry) - len(entry.lstrip())]
        whole = re.compile(rf"^{re.escape(entry)}.*\n(?:{indent} .*\n|\n)*", re.MULTILINE)
        assert len(whole.findall(text)) == 1
        self.write(name, whole.sub("", text))

    def clinic(self, text: str) -> None:
        """Replace clinic.yaml."""
        self.write("clinic.yaml", text)

    def load(self) -> Library:
        return load_library(self.root)

    def compose(
        self,
        handout: str,
        pattern: Pattern | None,
        *,
        lang: str = "en",
        dose: Dose | None = None,
        today: date = TODAY,
    ) -> Document:
        """A handout of this content; its dose is the clinic's unless given."""
        library = self.load()
        filled = library.clinic.dose if dose is None else dose
        status = Book(library).status(lang, handout, today)
        return compose(library, lang, handout, pattern, dose=filled, status=status)

    def approve(
        self,
        *handouts: str,
        lang: str = "en",
        on: date = TODAY,
        review_by: date | None = None,
        name: str = "A. Clinician",
        role: str = "physiotherapist",
    ) -> None:
        """Approves the words as they are; whoever asks for the same again gets a copy."""
        by = Signature(name, role, on, review_by or usual_review(on), "tester", "--yes")
        before = self._files()
        key = (frozenset(before.items()), handouts, lang, by, paths.templates_dir())
        if key not in _approved:
            self.approve_anew(handouts, by, lang)
            _approved[key] = dict(self._files().items() - before.items())
        for file, data in _approved[key].items():
            self.write(file, data)

    def approve_anew(self, handouts: Iterable[str], by: Signature, lang: str = "en") -> None:
        """Approves the words as they are, as the program does."""
        book = Book(self.load())
        shown = [(handout, book.words(lang, handout).fingerprint) for handout in handouts]
        approve(self.root, lang, shown, by)

    def _files(self) -> dict[str, bytes]:
        files = (file for file in self.root.rglob("*") if file.is_file())
        return {file.relative_to(self.root).as_posix(): file.read_bytes() for file in files}


_approved: dict[Hashable, dict[str, bytes]] = {}


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast ratio of two sRGB colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""

    def luminance(colour: tuple[int, int, int]) -> float:
        parts = [part / 255 for part in colour]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


LANGS = tuple(sorted(file.parent.name for file in paths.content_dir().glob("*/words.yaml")))
"""What the handouts are written in; other folders beside these are the desk's."""

# As many details as a clinic may have.
LONG_CLINIC = """\
name: Kingston and Riverside Physiotherapy and Sports Injury Clinic
phone: 01632 960 001
address: |
  Suite 12, The Old Station House, 12 Station Road
  Kingston upon Thames, Surrey KT1 2AB
  Opposite the Market Hall and the Riverside Gardens
  Second floor, behind the stairs
web: https://www.example.org
email: hello@physiotherapy.example.org
"""
LINKS = """\
links:
  video: https://www.example.org/v
  booking: https://www.example.org/b
web_handouts: https://www.example.org/h
"""

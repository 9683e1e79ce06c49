"""No words touch the frame of a box: they keep a millimetre from it, more on a larger sheet.

Seen on the page as another program paints it, in grey.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from handout_help import LANGS, Made, make
from PIL.Image import Image
from samples import LANGUAGES, sampled

from handouts.approvals.status import Book
from handouts.building.plan import Selection, Variant, plan
from handouts.checking.examine import check
from handouts.compose.composer import compose
from handouts.design.fonts import ATKINSON, register
from handouts.design.papers import MM, PAPERS, Paper
from handouts.design.theme import STANDARD
from handouts.document import Group, Heading, Paragraph, Run
from handouts.layout.boxes import Block
from handouts.layout.headings import SignedHeading
from handouts.layout.one_line import OneLine, Tag
from handouts.layout.pages import _without as without
from handouts.layout.panels import Box
from handouts.layout.typography import TypeScale, paragraph
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library, load_library
from handouts.storage import paths

TODAY = date(2027, 1, 15)
LEAST = 1.0
"""mm from a frame to ink, on a sheet that is not enlarged."""

_PER_MM = 8
_PAPER_LIKE = 24  # of 255: shades of one ground


def air(made: Made) -> Iterator[tuple[str, float]]:
    """The lines of boxes with a frame, and how much of the ground there is inside, in mm.

    What fills a box to its edge has lines of its own there, and signs are no words.
    """
    scale = made.paper.scale
    per_pt = _PER_MM / MM / scale
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        for number, page in enumerate(pdf, start=1):
            image = page.render(scale=per_pt, grayscale=True).to_pil()
            for each in made.drawn:
                box = each.block
                if each.page != number or not isinstance(box, Box) or not box.frame.stroke:
                    continue
                stroke = box.frame.stroke * scale * per_pt
                side = stroke + max(box.frame.radius, box.frame.edge) * scale * per_pt
                left, right = each.left * per_pt + side, each.right * per_pt - side
                low = image.height - each.bottom * per_pt - stroke
                high = image.height - each.top * per_pt + stroke
                if not getattr(box.children[-1], "flush", False):
                    rows = range(int(low) - 2, int(high), -1)
                    yield f"lower line on page {number}", _clear(image, left, right, rows)
                if not _is_headed(box.children[0]):
                    rows = range(int(high) + 2, int(low))
                    yield f"upper line on page {number}", _clear(image, left, right, rows)


def _is_headed(block: Block) -> bool:
    return getattr(block, "full_bleed", False) or isinstance(block, SignedHeading)


def _clear(image: Image, left: float, right: float, rows: range) -> float:
    """How much there is, in mm, before something else than the ground is seen."""
    clear = 2  # a line's own edge is blurred
    for row in rows:
        greys = image.crop((int(left), row, int(right), row + 1)).tobytes()
        if max(greys) - min(greys) > _PAPER_LIKE:
            break
        clear += 1
    return clear / _PER_MM


def too_close(made: Made) -> list[str]:
    return [f"{mm:.2f} mm inside the {where}" for where, mm in air(made) if mm < LEAST]


def test_words_keep_off_the_frames_of_boxes(made: Made) -> None:
    assert too_close(made) == []


def variants() -> list[Variant]:
    """What is fullest: the lower of two sheets, and posters."""
    library = load_library(paths.content_dir(), langs=["en"])
    lower = ("letter", "quarter-letter", "tabloid")
    return [
        each
        for each in plan(library, Selection(patterns=("left-backward",)))
        if isinstance(each.stock, Paper) and each.stock.id in lower and each.edition == "standard"
    ]


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(paths.content_dir(), langs=LANGS)


@pytest.mark.sweep
@pytest.mark.parametrize("lang", LANGS)
def test_words_of_every_language_keep_off_them(library: Library, lang: str) -> None:
    """Letters of some scripts hang lower than Latin ones."""
    for variant in variants():
        status = Book(library).status(lang, variant.handout, TODAY)
        document = compose(
            library, lang, variant.handout, variant.pattern, dose=Dose(), status=status
        )
        assert isinstance(variant.stock, Paper)
        assert too_close(make(document, variant.stock)) == [], variant.handout


@pytest.mark.parametrize("lang", sampled(["ar", "fa"], LANGUAGES.__contains__))
def test_no_tail_of_a_letter_reaches_the_line_of_a_box_below(
    library: Library, lang: str, tmp_path: Path
) -> None:
    """As `check` sees it: a letter on a line has too little contrast."""
    status = Book(library).status(lang, "correction", TODAY)
    document = compose(library, lang, "correction", PATTERNS[0], dose=Dose(), status=status)
    file = tmp_path / "made.pdf"
    file.write_bytes(make(document, PAPERS["a4"]).pdf)
    assert [each.what for each in check(file).findings if each.source == "contrast"] == []


def test_no_tail_of_a_letter_reaches_a_tag_below() -> None:
    """A long name stands on a line of its own, above the word that says DRAFT."""
    tight = STANDARD.squeezes[-1]
    register(ATKINSON)
    type_ = TypeScale(STANDARD, 12, tight, ATKINSON)
    name = paragraph((Run("Physiotherapy and Sports Injury"),), type_.style(12))
    line = OneLine([name, Tag("DRAFT", type_)], type_)
    line.wrap(name.natural_width + 10, 1000)
    words, tag = line._lines
    tail = name.style.size * 1.215 - name.style.leading  # below its line, where it is set tight
    assert 0 < tail < line.height - words[0] - tag[0]


def test_a_heading_never_gives_way() -> None:
    """The first line of the correction is its heading, that of a card is not."""
    heading, said = Heading(1, (Run("A"),), "kicker"), Paragraph((Run("B"),), "kicker")
    (left,) = without((Group("page", (heading, said)),), "kicker")
    assert left.children == (heading,)

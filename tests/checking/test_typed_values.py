"""The longest sane values, typed into every field: nothing is cut off, in type that still reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import fillers
import numpy as np
import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
from checking_help import pdfjs
from handout_help import NOT_APPROVED, Made, make

from handouts.building.plan import Selection, Variant, plan
from handouts.compose.composer import compose
from handouts.design.papers import Paper
from handouts.design.scripts import runs_to_left
from handouts.reading import Dose, Library, Phrases, load_library
from handouts.reading.dose import LIMITS
from handouts.storage import paths

__all__ = ["pdfjs"]
pytestmark = pytest.mark.sweep

NAME = "Maria-Magdalena von Oberhuber-Wittelsbac"  # 40 letters
TEXTS = {
    "clinic-name": "Riverside Physio East",
    "clinic-phone": "+44 (0)20 7946 0958",
    "date": "30 September 2026",
}
FELT = "much better"
LEAST = 8.0  # points: what is typed still reads
SCALE = 3  # pixels a point
# Viewers clip at a point within the field; antialiasing reaches half a pixel further.
CLIP = 1.0 + 0.5 / SCALE
_SET = re.compile(rb"/\S+ ([\d.]+) Tf")


class Shown(NamedTuple):
    """A field after it was filled: what is painted in it, at which size, and where (pt)."""

    name: str
    text: str
    size: float
    left: float
    right: float
    width: float


def longest(pdf: bytes, phrases: Phrases) -> dict[str, str]:
    """The longest sane value of each text field of a handout."""
    values = {}
    with pikepdf.open(BytesIO(pdf)) as file:
        for field in file.Root.AcroForm.Fields if "/AcroForm" in file.Root else []:
            name = str(field.T)
            if field.get("/FT") != "/Tx":
                continue
            if name.startswith("dose-"):
                _, high = LIMITS[name.removeprefix("dose-")]
                values[name] = phrases.text("labels.range", low=high - 1, high=high)
            elif name == "log-minutes":
                values[name] = phrases.text("labels.range", low=20, high=30)
            elif name.startswith("log-"):
                values[name] = FELT
            else:
                is_date = name.startswith(("sign_off-", "better_by"))
                values[name] = TEXTS.get(name, TEXTS["date"] if is_date else NAME)
                values[name] = NAME if name == "sign_off-name" else values[name]
    return values


def pictures(path: Path) -> list[Any]:
    """The pixels of each page as seen in a viewer, dark ones as large numbers."""
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        rendered = (page.render(scale=SCALE, grayscale=True).to_numpy() for page in document)
        return [255 - pixels.squeeze().astype(int) for pixels in rendered]


def painted(path: Path) -> bytes:
    """The document with its fields as content of the pages."""
    flat = BytesIO()
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        document.save(flat)
    return flat.getvalue()


def shown(blank: Path, filled: Path) -> Iterator[Shown]:
    """What the picture of the filled page has that the blank one has not, field by field."""
    places = fillers.boxes(blank)
    before, after = pictures(blank), pictures(filled)
    with pikepdf.open(filled) as pdf, pypdfium2.PdfDocument(painted(filled)) as flat:
        texts = [page.get_textpage() for page in flat]
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if field.get("/FT") != "/Tx":
                continue
            number, (left, bottom, right, top) = places[name]
            height = before[number].shape[0]
            rows = slice(int(height - top * SCALE), int(height - bottom * SCALE))
            columns = slice(int(left * SCALE), int(right * SCALE))
            ink = (after[number] - before[number])[rows, columns].max(axis=0) > 60
            [inked] = np.nonzero(ink)
            text = texts[number].get_text_bounded(left, bottom, right, top)
            size = float(_SET.findall(field.AP.N.read_bytes())[0])
            first, last = ((columns.start + at) / SCALE - left for at in (inked[0], inked[-1] + 1))
            yield Shown(name, " ".join(text.split()), size, first, last, right - left)


@pytest.fixture(params=["mupdf", "pdfjs"])
def fill(request: pytest.FixtureRequest) -> fillers.Fill:
    if request.param == "pdfjs":
        return fillers.with_pdfjs(request.getfixturevalue("pdfjs"))
    pytest.importorskip("pymupdf")
    return fillers.with_mupdf


def check_filled(made: Made, phrases: Phrases, fill: fillers.Fill, folder: Path) -> None:
    values = longest(made.pdf, phrases)
    if not values:
        return
    blank, filled = folder / "blank.pdf", folder / "filled.pdf"
    blank.write_bytes(made.pdf)
    fill(blank, filled, values)
    found = list(shown(blank, filled))
    to_left = runs_to_left(made.document.lang)
    assert {each.name for each in found} == values.keys()
    for each in found:
        # To the left the order is another; letters of a line above may reach into the box.
        assert Counter("".join(values[each.name].split())) <= Counter(each.text), each
        begins, ends = each.left, each.width - each.right
        assert (begins if to_left else ends) >= CLIP, each
        assert each.size >= LEAST, each


def test_nothing_typed_in_a_browser_is_cut_off(
    variant: Variant, made_of: Callable[[Variant], Made], library: Library, tmp_path: Path
) -> None:
    if variant.edition == "standard" and "right-backward" in variant.path:
        pytest.skip("the mirror of another")
    phrases = library.languages["en"].phrases
    check_filled(made_of(variant), phrases, fillers.with_pdfium, tmp_path)


@pytest.mark.parametrize(
    ("lang", "handout", "paper"),
    [
        ("ru", "correction", "letter"),
        ("vi", "correction", "letter"),
        ("ar", "correction", "a4"),
        ("zh-Hans", "card", "quarter-letter"),
    ],
)
def test_boxes_are_as_wide_beside_longer_words(
    lang: str,
    handout: str,
    paper: str,
    tmp_path: Path,
) -> None:
    """In black and white: all editions have the same places."""
    languages = load_library(paths.content_dir(), langs=["en", lang])
    only = Selection((lang,), (handout,), ("left-backward",), (paper,), ("mono",))
    (variant,) = plan(languages, only)
    assert isinstance(variant.stock, Paper)
    document = compose(languages, lang, handout, variant.pattern, dose=Dose(), status=NOT_APPROVED)
    made = make(document, variant.stock, "mono")
    check_filled(made, languages.languages["en"].phrases, fillers.with_pdfium, tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        "en/a4/standard/correction-left-backward.pdf",
        "en/a6/standard/card-left-backward.pdf",
        "en/letter/large-print/log-right-backward.pdf",
    ],
)
def test_nothing_is_cut_off_in_other_programs(
    path: str,
    fill: fillers.Fill,
    library: Library,
    variants: tuple[Variant, ...],
    made_of: Callable[[Variant], Made],
    tmp_path: Path,
) -> None:
    (variant,) = [each for each in variants if each.path == path]
    check_filled(made_of(variant), library.languages["en"].phrases, fill, tmp_path)

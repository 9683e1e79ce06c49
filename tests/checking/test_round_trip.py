"""Handouts filled in by three programs: the values survive and show, in others too."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
import pytest
from checking_help import pdfjs, run_pdfjs
from handout_help import Made
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form
from PIL import Image

from handouts.building.plan import Variant
from handouts.checking import Level, check

__all__ = ["pdfjs"]

TEXTS = {"made_for": "Größe Müsli", "dose-repeats": "4"}
TICK = "log-1-monday-backward"
Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def blank(
    tmp_path_factory: pytest.TempPathFactory,
    variants: tuple[Variant, ...],
    made_of: Callable[[Variant], Made],
) -> Path:
    (variant,) = [
        each for each in variants if each.path == "en/a4/standard/correction-left-backward.pdf"
    ]
    path = tmp_path_factory.mktemp("fields") / "blank.pdf"
    path.write_bytes(made_of(variant).pdf)
    return path


def fill_with_pikepdf(blank: Path, filled: Path) -> None:
    with pikepdf.open(blank) as pdf:
        form: Any = Form(pdf, ExtendedAppearanceStreamGenerator)
        for name, value in TEXTS.items():
            form[name].value = value
        form[TICK].checked = True
        pdf.save(filled)


def fill_with_pdfium(blank: Path, filled: Path) -> None:
    """As by hand in Chromium: click, type, click the box."""
    places = boxes(blank)
    with pypdfium2.PdfDocument(blank) as document:
        document.init_forms()
        form, pages = document.formenv.raw, list(document)
        for name in (*TEXTS, TICK):
            number, (left, bottom, right, top) = places[name]
            page = pages[number]
            x, y = (left + right) / 2, (bottom + top) / 2
            for event in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
                event(form, page.raw, 0, x, y)
            for character in TEXTS.get(name, ""):
                raw.FORM_OnChar(form, page.raw, ord(character), 0)
            raw.FORM_ForceToKillFocus(form)
        document.save(filled)


def boxes(path: Path) -> dict[str, tuple[int, Box]]:
    """Page from 0 and rectangle in pt of each field, by name."""
    with pikepdf.open(path) as pdf:
        return {
            str(field.T): (number, tuple(float(edge) for edge in field.Rect))  # type: ignore[misc]
            for number, page in enumerate(pdf.pages)
            for field in page.get("/Annots", [])
            if "/T" in field
        }


def values(path: Path) -> dict[str, str]:
    with pikepdf.open(path) as pdf:
        form: Any = pdf.Root.AcroForm
        return {str(field.T): str(field.get("/V", "")) for field in form.Fields}


def by_pdfium(path: Path, page: int) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        picture: Image.Image = document[page].render(scale=2).to_pil()
        return picture.convert("L")


def by_poppler(path: Path, page: int) -> Image.Image:
    command = [
        "pdftoppm",
        "-r",
        "144",
        "-f",
        f"{page + 1}",
        "-l",
        f"{page + 1}",
        "-gray",
        str(path),
    ]
    drawn = subprocess.run(command, capture_output=True, check=True).stdout
    return Image.open(BytesIO(drawn)).convert("L")


def ink(picture: Image.Image, box: Box) -> int:
    """How many pixels are dark within a field."""
    left, bottom, right, top = (round(edge * 2) for edge in box)
    inside = picture.crop((left, picture.height - top, right, picture.height - bottom))
    return sum(inside.histogram()[:100])


@pytest.fixture(params=["pikepdf", "pdfium", "pdfjs"])
def filled(request: pytest.FixtureRequest, blank: Path, tmp_path: Path) -> Path:
    """A copy filled in by one of the programs."""
    path = tmp_path / "filled.pdf"
    if request.param == "pikepdf":
        fill_with_pikepdf(blank, path)
    elif request.param == "pdfium":
        fill_with_pdfium(blank, path)
    else:
        import json

        library = request.getfixturevalue("pdfjs")
        run_pdfjs(library, blank, path, json.dumps({**TEXTS, TICK: True}))
    return path


def test_the_values_survive(blank: Path, filled: Path) -> None:
    before, after = values(blank), values(filled)
    changed = {name: value for name, value in after.items() if value != before[name]}
    assert changed == {**TEXTS, TICK: "/Yes"}


def test_the_values_show(blank: Path, filled: Path) -> None:
    draw = [by_pdfium, by_poppler] if shutil.which("pdftoppm") else [by_pdfium]
    for name, (page, box) in boxes(blank).items():
        if name in (*TEXTS, TICK):
            for program in draw:
                more = ink(program(filled, page), box) - ink(program(blank, page), box)
                assert more > 20, (name, program)


def test_what_is_filled_in_is_read(filled: Path) -> None:
    report = check(filled)
    read = {step.tip: step.value for step in report.reading if step.role == "Form"}
    assert read["Name of the person this handout is for"] == "Größe Müsli"
    assert read["Week 1, Mon, left leg done"] == "Yes"


def test_the_checkers_have_nothing_against_it(filled: Path) -> None:
    assert [each for each in check(filled).findings if each.level is Level.ERROR] == []

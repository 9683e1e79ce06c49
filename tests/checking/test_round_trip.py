"""Handouts filled in by three programs: the values survive and show, in others too."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import fillers
import pikepdf
import pypdfium2
import pytest
from checking_help import pdfjs
from handout_help import Made
from PIL import Image
from samples import every

from handouts.building.plan import Variant
from handouts.checking import Level, check

__all__ = ["pdfjs"]

TEXTS = {"made_for": "Größe Müsli", "dose-repeats": "4"}
TICK = "log-1-monday-backward"


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


def ink(picture: Image.Image, box: fillers.Box) -> int:
    """How many pixels are dark within a field."""
    left, bottom, right, top = (round(edge * 2) for edge in box)
    inside = picture.crop((left, picture.height - top, right, picture.height - bottom))
    return sum(inside.histogram()[:100])


@pytest.fixture(params=every(2, ["pikepdf", "pdfium", "pdfjs"]))
def filled(request: pytest.FixtureRequest, blank: Path, tmp_path: Path) -> Path:
    """A copy filled in by one of the programs."""
    path = tmp_path / "filled.pdf"
    if request.param == "pdfjs":
        fill = fillers.with_pdfjs(request.getfixturevalue("pdfjs"))
    else:
        fill = {"pikepdf": fillers.with_pikepdf, "pdfium": fillers.with_pdfium}[request.param]
    fill(blank, path, {**TEXTS, TICK: fillers.TICKED})
    return path


def test_the_values_survive(blank: Path, filled: Path) -> None:
    before, after = values(blank), values(filled)
    changed = {name: value for name, value in after.items() if value != before[name]}
    assert changed == {**TEXTS, TICK: "/Yes"}


def test_the_values_show(blank: Path, filled: Path) -> None:
    draw = [by_pdfium, by_poppler] if shutil.which("pdftoppm") else [by_pdfium]
    for name, (page, box) in fillers.boxes(blank).items():
        if name in (*TEXTS, TICK):
            for program in draw:
                more = ink(program(filled, page), box) - ink(program(blank, page), box)
                assert more > 20, (name, program)


def test_what_is_filled_in_is_read(filled: Path) -> None:
    report = check(filled)
    read = {step.tip: step.value for step in report.reading if step.role == "Form"}
    assert read["Name of the person this handout is for"] == "Größe Müsli"
    assert read["Week 1, Monday, left leg done"] == "Yes"


def test_the_checkers_have_nothing_against_it(filled: Path) -> None:
    assert [each for each in check(filled).findings if each.level is Level.ERROR] == []

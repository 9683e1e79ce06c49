"""Pages, type and colours of the finished PDFs, measured by independent readers."""

from __future__ import annotations

import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
import pypdfium2
import pytest
from handout_help import Made, contrast
from PIL.Image import Image
from visible import shown

from handouts.building.plan import Variant
from handouts.design.papers import mm
from handouts.tagged import fitted_size

SAFE = mm(10)  # office printers leave the outer millimetres blank
PIXELS_A_POINT = 2
SHEETS = {  # ISO 216, ANSI Y14.1; posters upright
    "a4": (595.28, 841.89),
    "letter": (612.0, 792.0),
    "a6": (297.64, 419.53),
    "a5": (419.53, 595.28),
    "quarter-letter": (306.0, 396.0),
    "half-letter": (396.0, 612.0),
    "a3": (841.89, 1190.55),
    "a2": (1190.55, 1683.78),
    "a1": (1683.78, 2383.94),
    "tabloid": (792.0, 1224.0),
}


def test_every_page_is_a_whole_sheet(made: Made, variant: Variant) -> None:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == made.rendered.pages
        assert made.theme.reflow or 1 <= len(pdf.pages) <= made.document.max_pages
        for page in pdf.pages:
            assert [float(edge) for edge in page.mediabox] == pytest.approx(
                (0, 0, *SHEETS[variant.stock.id]), abs=0.01
            )
            assert page.cropbox == page.mediabox
            assert page.obj.get("/Rotate", 0) == 0


def test_text_keeps_off_the_edges(made: Made) -> None:
    right, top = made.paper.width - SAFE, made.paper.height - SAFE
    for piece in shown(made.pdf):
        assert piece.left >= SAFE, piece
        assert piece.bottom >= SAFE, piece
        assert piece.right <= right, piece
        assert piece.top <= top, piece


def test_everything_else_keeps_off_the_edges(made: Made) -> None:
    """Pictures and boxes as well as text: nothing is painted on the outer 10 mm."""
    edge = int(SAFE * PIXELS_A_POINT) - 1  # the pixel on the line may be half painted
    for sheet in sheets(made):
        width, height = sheet.size
        for side in (
            (0, 0, width, edge),
            (0, height - edge, width, height),
            (0, 0, edge, height),
            (width - edge, 0, width, height),
        ):
            assert sheet.convert("L").crop(side).getextrema() == (255, 255)


def sheets(made: Made) -> list[Image]:
    """The pages as pictures."""
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        return [page.render(scale=PIXELS_A_POINT).to_pil().convert("RGB") for page in pdf]


def test_fields_keep_off_the_edges(made: Made) -> None:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        for page in pdf.pages:
            for widget in page.obj.get("/Annots", []):
                left, bottom, right, top = (float(edge) for edge in widget.Rect)
                assert SAFE <= left < right <= made.paper.width - SAFE
                assert SAFE <= bottom < top <= made.paper.height - SAFE


def test_no_type_is_smaller_than_allowed(made: Made) -> None:
    least = made.theme.minimum * made.paper.scale
    assert least >= 12
    for piece in shown(made.pdf):
        assert piece.size >= least - 0.01, piece


def test_type_in_fields_is_not_smaller_either(made: Made) -> None:
    """As large as a field has room for, which is as large as all type where little is typed."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        fields = [field for field in pdf.Root.AcroForm.Fields if field.FT == "/Tx"]
        assert fields
        for field in fields:
            assert "/FormFont 0 Tf" in str(field.DA)
            height = float(field.Rect[3]) - float(field.Rect[1])
            least = made.theme.minimum * made.paper.scale
            assert fitted_size(height) >= least * 0.95, field.T


def test_body_type_is_one_of_the_theme(made: Made) -> None:
    """Most letters are set in the body size, or in that of small print where that is most."""
    letters: Counter[float] = Counter()
    for piece in shown(made.pdf):
        letters[round(piece.size, 2)] += len(piece.text)
    theme, scale = made.theme, made.paper.scale
    shares = (theme.small, 1.0) if theme.fine_print else (1.0,)
    sizes = [max(body * each, theme.minimum) * scale for body in theme.bodies for each in shares]
    assert letters.most_common(1)[0][0] in [pytest.approx(size, abs=0.0051) for size in sizes]


def test_fonts_are_embedded_and_subset(made: Made) -> None:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        found = {str(font.BaseFont): font for page in pdf.pages for font in page_fonts(page)}
        assert found
        for name, font in found.items():
            prefix, plus, rest = name.removeprefix("/").rpartition("+")
            if not plus:  # what will be typed needs all letters
                assert font.objgen == pdf.Root.AcroForm.DR.Font.FormFont.objgen
            else:
                assert len(prefix) == 6
            assert rest.startswith("PlainZeroLegible-")
            assert "/FontFile2" in font.FontDescriptor
            # ISO 14289-1, 7.21.7: what each code means is known either way.
            assert "/ToUnicode" in font or font.Encoding == "/WinAnsiEncoding"


def page_fonts(page: pikepdf.Page) -> list[pikepdf.Object]:
    resources = page.resources.get("/Font", pikepdf.Dictionary())
    assert isinstance(resources, pikepdf.Dictionary)
    return list(resources.values())


@pytest.mark.skipif(which("pdffonts") is None, reason="poppler-utils is not installed")
def test_fonts_by_another_reader(made: Made, tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(made.pdf)
    command = ["pdffonts", "one.pdf"]
    listed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()[2:]]
    assert rows
    for row in rows:
        encoding, embedded, _, unicode = row[-6:-2]
        assert embedded == "yes", row
        assert unicode == "yes" or encoding == "WinAnsi", row


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed")
def test_the_file_is_sound(made: Made, tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(made.pdf)
    command = ["qpdf", "--check", "one.pdf"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_text_stands_out_from_its_background(made: Made) -> None:
    """WCAG 2.1, 1.4.3: at least 4.5:1, whatever the background turns out to be."""
    pictures = sheets(made)
    for piece in shown(made.pdf):
        picture = pictures[piece.page - 1]
        left, right = (int(x * PIXELS_A_POINT) for x in (piece.left, piece.right))
        top, bottom = (picture.height - int(y * PIXELS_A_POINT) for y in (piece.top, piece.bottom))
        air = max(2, int(piece.size / 6))  # large bold capitals are most of their own box
        around = picture.crop((left - air, top - air, right + air + 1, bottom + air + 1))
        # A badge's letter and outline may be most of what is around it.
        ink = piece.colour if len(piece.text.strip()) == 1 else None
        background = most_common(around, but=ink)
        assert contrast(piece.colour, background) >= 4.5, (piece, background)


def most_common(picture: Image, *, but: tuple[int, int, int] | None = None) -> tuple[int, int, int]:
    counted = picture.getcolors(picture.width * picture.height) or []
    _, colour = max(each for each in counted if each[1] != but)
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return red, green, blue


def test_small_enough_for_email(made: Made) -> None:
    assert len(made.pdf) < 300_000

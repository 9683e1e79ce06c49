"""A poster for a press: in its inks, under 300 %, black in black alone; it says it is PDF/X-4."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imposed import pictures, sheets
from PIL import Image, ImageChops
from tagged_pdf import Reading

from handouts.design.papers import POSTER_PAPERS, mm
from handouts.render.imposition.print_shop import PrintShop
from handouts.render.press import CONDITION, for_press, inks

DAY = date(2027, 1, 15)
SHOP = PrintShop(mm(3), crop_marks=True)
PART = st.floats(0, 1)


@cache
def on_screen() -> bytes:
    return sheets("poster", POSTER_PAPERS["a3"], shop=SHOP, fillable=False)


@cache
def pressed() -> bytes:
    return for_press(on_screen(), DAY)


@given(PART, PART, PART)
def test_no_colour_takes_more_ink_than_paper_bears(red: float, green: float, blue: float) -> None:
    of = inks(red, green, blue)
    assert all(0 <= part <= 1 for part in of)
    assert sum(of) <= 3
    if red == green == blue:
        assert of[:3] == (0, 0, 0)


def painted(pdf: pikepdf.Pdf) -> Iterator[tuple[str, list[float]]]:
    forms = [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Form
    ]
    for of in (*(page.Contents for page in pdf.pages), *forms):
        for each in pikepdf.parse_content_stream(of, "g G rg RG k K cs CS"):
            yield str(each.operator), [float(part) for part in each.operands]


def test_all_is_in_the_inks_of_the_press() -> None:
    with pikepdf.open(BytesIO(pressed())) as pdf:
        found = list(painted(pdf))
        assert {name for name, _ in found} == {"k", "K"}
        assert [0, 0, 0, 1] in [of for name, of in found if name == "k"]
        dark = [of for _, of in found if of[3] > 0.9]
        assert all(of[:3] == [0, 0, 0] for of in dark), "black is black ink alone"


def test_it_says_what_it_is() -> None:
    with pikepdf.open(BytesIO(pressed())) as pdf:
        kinds = [str(intent.S) for intent in pdf.Root.OutputIntents]
        assert kinds == ["/GTS_PDFX", "/GTS_PDFA1"]
        for intent in pdf.Root.OutputIntents:
            profile = intent.DestOutputProfile.read_bytes()
            assert (profile[12:16], profile[16:20]) == (b"prtr", b"CMYK")
            assert str(intent.OutputConditionIdentifier) == CONDITION
        assert str(pdf.docinfo["/Trapped"]) == "/False"
        assert str(pdf.docinfo["/ModDate"]) == "D:20270115000000Z"
        packet = pdf.Root.Metadata.read_bytes().decode()
        for said in (
            'GTS_PDFXVersion="PDF/X-4"',
            'ModifyDate="2027-01-15T00:00:00Z"',
            "DocumentID",
        ):
            assert said in packet
        assert "/AcroForm" not in pdf.Root
        assert "/Encrypt" not in pdf.trailer
        for page in pdf.pages:
            media, trim, bleed = (
                [float(edge) for edge in page.obj[name]]
                for name in ("/MediaBox", "/TrimBox", "/BleedBox")
            )
            assert media[0] <= bleed[0] < trim[0] < trim[2] < bleed[2] <= media[2]
            assert "/ArtBox" not in page.obj
            assert "/Annots" not in page.obj


def test_it_reads_and_looks_as_before() -> None:
    assert Reading(pressed()).faults == []
    before, after = Reading(on_screen()), Reading(pressed())
    assert before.document.outline() == after.document.outline()
    (one,), (other,) = pictures(on_screen(), 0.5), pictures(pressed(), 0.5)
    off = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    assert sum(off[64:]) < 0.002 * one.width * one.height


def test_the_same_bytes_each_time() -> None:
    assert for_press(on_screen(), DAY) == pressed()


@pytest.mark.skipif(shutil.which("gs") is None, reason="needs Ghostscript")
def test_no_place_takes_more_ink_than_paper_bears(tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(pressed())
    command = ["gs", "-q", "-sDEVICE=tiff32nc", "-r36", "-o", "one.tif", "one.pdf"]
    subprocess.run(command, cwd=tmp_path, check=True)
    picture = Image.open(tmp_path / "one.tif")
    assert picture.mode == "CMYK"
    most = max(sum(of) for _, of in picture.getcolors(1 << 24) or [] if isinstance(of, tuple))
    assert most < 3 * 255

"""The clinic's links: codes a camera reads, and links a reader follows."""

from __future__ import annotations

from io import BytesIO
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from collisions import faults
from handout_help import LONG_CLINIC, Drawn, Made, OwnContent, make
from PIL import Image
from samples import LOWER_PAPERS, every, sampled
from spoken import told_by_document, told_by_tree
from visible import words

from handouts.cli import main
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, mm
from handouts.design.theme import EDITIONS
from handouts.layout.qr_codes import QRCodeBlock
from handouts.pattern import PATTERNS
from handouts.reading.links import uri
from handouts.render.pdf import render_pdf

VIDEO, BOOKING = "https://www.example.org/met/exercise-video", "https://www.example.org/book"
CLINIC = """\
name: Riverside Physiotherapy
phone: 01632 960 001
address: |
  12 Mill Lane
  Riverton RV1 2AB
web: https://www.example.org
"""
LINKS = f"links:\n  video: {VIDEO}\n  booking: {BOOKING}\n"
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# The fullest handout on every paper; the others on the shorter one.
CASES = sampled(
    [
        *product(["correction"], EDITIONS, PAPERS),
        *product(["how-it-works", "questions"], ["standard", "large-print"], ["letter"]),
        ("log", "large-print", "letter"),
    ],
    lambda case: case[2] in LOWER_PAPERS,
)


def rendered(own: OwnContent, handout: str, edition: str = "standard", paper: str = "a4") -> Made:
    front = own.load().languages["en"].handouts[handout].front
    document = own.compose(handout, PATTERNS[0] if front.per_pattern else None)
    return make(document, PAPERS[paper], edition)


def pictures(made: Made, scale: float) -> list[Image.Image]:
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        return [page.render(scale=scale).to_pil().convert("L") for page in pdf]


def scanned(made: Made) -> list[str]:
    """What a camera reads on all pages, at 150 dots per inch."""
    codes = [
        code
        for picture in pictures(made, 150 / 72)
        for code in zxingcpp.read_barcodes(picture, formats=QR)
    ]
    return [code.text for code in codes]


def codes(made: Made) -> list[Drawn]:
    return [drawn for drawn in made.drawn if isinstance(drawn.block, QRCodeBlock)]


@pytest.mark.parametrize(("handout", "edition", "paper"), CASES)
def test_a_full_page_with_links(own: OwnContent, handout: str, edition: str, paper: str) -> None:
    own.clinic(CLINIC + LINKS)
    made = rendered(own, handout, edition, paper)
    assert sorted(scanned(made)) == sorted([VIDEO, BOOKING])
    assert faults(made) == []
    assert told_by_tree(made.reading) == told_by_document(made.document)
    told = told_by_tree(made.reading)
    place = told.index(f"QR code: opens {VIDEO}")
    assert told[place : place + 6] == [
        f"QR code: opens {VIDEO}",
        "Watch the exercise",
        VIDEO.removeprefix("https://"),
        f"QR code: opens {BOOKING}",
        "Book a visit",
        BOOKING.removeprefix("https://"),
    ]


def test_links_are_tagged_and_lead_there(own: OwnContent) -> None:
    own.clinic(LINKS)
    made = rendered(own, "questions")
    links = made.reading.document.all("Link")
    assert [link.text for link in links] == [
        address.removeprefix("https://") for address in (VIDEO, BOOKING)
    ]
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        leads = [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        ]
    assert list(dict.fromkeys(leads)) == [VIDEO, BOOKING]


@pytest.mark.parametrize("edition", every(3, EDITIONS))
def test_modules_are_large_and_the_quiet_zone_is_white(own: OwnContent, edition: str) -> None:
    """ISO/IEC 18004: four modules of white all around, whatever the colours of the clinic."""
    own.clinic(LINKS + 'colours:\n  left: "#00695C"\n')
    made = rendered(own, "questions", edition)
    scale = 8
    drawn = pictures(made, scale)
    assert len(codes(made)) == 2
    for code in codes(made):
        block = code.block
        assert isinstance(block, QRCodeBlock)
        across = len(block.rows)
        module = (code.right - code.left) / (across + 8)
        assert module >= mm(0.5) - 1e-6
        picture, height = drawn[code.page - 1], made.paper.height
        box = (code.left, height - code.top, code.right, height - code.bottom)
        left, top, right, bottom = (round(edge * scale) for edge in box)
        around = picture.crop((left, top, right, bottom))
        ink = around.point([255] * 128 + [0] * 128).getbbox()
        assert ink is not None
        inner = 4 * module * scale
        for found, expected in zip(
            ink, (inner, inner, around.width - inner, around.height - inner), strict=True
        ):
            assert found == pytest.approx(expected, abs=1.5)
        assert around.getextrema() == (0, 255)


def test_black_and_white_has_no_colour_operators(own: OwnContent) -> None:
    own.clinic(LINKS)
    with pikepdf.open(BytesIO(rendered(own, "correction", "mono").pdf)) as pdf:
        for page in pdf.pages:
            used = {str(each.operator) for each in pikepdf.parse_content_stream(page)}
            assert used.isdisjoint({"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN", "cs", "CS"})


def test_words_of_the_clinics_own_and_hostile_ones(own: OwnContent) -> None:
    address = "https://example.org/a?b=<c>&d={{e}}"
    own.clinic(
        f"links:\n  own:\n    address: '{address}'\n    label: '<b>{{{{ x }}}}</b> & Sons'\n"
    )
    made = rendered(own, "questions")
    assert scanned(made) == [uri(address)]
    told = told_by_tree(made.reading)
    assert told == told_by_document(made.document)
    assert "<b>{{ x }}</b> & Sons" in told
    assert address.removeprefix("https://") in "".join(words(made.pdf))


LONG_ADDRESS = f"https://physiotherapy.example.org/{'a-long-path/' * 12}?page=4#top"
IN_WORDS = f"""
Watch [the film](https://www.example.org/film), [**book**](https://example.org/book) or read on
at [our page]({LONG_ADDRESS}). You can also [call](tel:+441632960001).

| When | Where |
|------|-------|
| now | [here]({LONG_ADDRESS}) |
"""


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("edition", EDITIONS)
def test_addresses_of_links_in_words_can_be_read_on_paper(
    own: OwnContent, paper: str, edition: str
) -> None:
    text = own.path("en/questions.md").read_text(encoding="utf-8")
    own.write("en/questions.md", f"{text}{IN_WORDS}")
    made = rendered(own, "questions", edition, paper)
    shown = "".join(words(made.pdf)).replace(" ", "")
    for address in ("www.example.org/film", "example.org/book", "+441632960001"):
        assert f"({address})" in shown
    assert shown.count(f"({LONG_ADDRESS.removeprefix('https://')})") == 2
    assert faults(made) == []
    assert told_by_tree(made.reading) == told_by_document(made.document)
    assert "the film (www.example.org/film)" in [
        link.text for link in made.reading.document.all("Link")
    ]


def test_without_links_nothing_is_said_of_them(own: OwnContent) -> None:
    usual = rendered(own, "log")
    own.clinic("links:\n  video:\n  booking:\n")
    assert rendered(own, "log").pdf == usual.pdf
    assert codes(usual) == []
    assert usual.reading.document.all("Link") == []


def test_links_give_way_to_words(own: OwnContent) -> None:
    own.clinic(LONG_CLINIC + LINKS)
    own.edit("en/log.md", "10 is as hard as you can.", "10 is as hard as you can. " * 9)
    document = own.compose("log", PATTERNS[0])
    letter = render_pdf(document, PAPERS["letter"])
    assert letter.left_out[0] == "links"
    shown = " ".join(words(letter.data))
    assert "exercise-video" not in shown
    assert "very loose joints" in shown
    roomy = render_pdf(document, PAPERS["letter"], "large-print")
    assert roomy.left_out == ()


def test_the_build_says_where_links_are_left_out(
    own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.clinic(LONG_CLINIC + LINKS)
    own.edit("en/log.md", "10 is as hard as you can.", "10 is as hard as you can. " * 9)
    chosen = ("--handout", "log", "--pattern", "left-backward", "--edition", "standard")
    asked = (*chosen, "--content", str(own.root), "--out", str(tmp_path / "dist"))
    assert main.main(asked) == 0
    said = capsys.readouterr().err
    assert "no room for the links of clinic.yaml" in said
    assert "en/letter/standard/log-left-backward.pdf" in said
    assert main.main(asked) == 0
    assert "no room" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "out"),
    [(["patient"], "out.pdf"), (["email", "--handout=log"], "out")],
    ids=["patient", "email"],
)
def test_other_commands_say_it_too(
    own: OwnContent,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
    out: str,
) -> None:
    own.clinic(LONG_CLINIC + LINKS)
    own.edit("en/log.md", "10 is as hard as you can.", "10 is as hard as you can. " * 9)
    asked = ("--pattern=left-backward", "--paper=letter", "--content", str(own.root))
    assert main.main([*command, *asked, "--out", str(tmp_path / out)]) == 0
    assert "no room for the links of clinic.yaml" in capsys.readouterr().err


REALISTIC = """\
name: St. Bartholomew's Physiotherapy, Sports Medicine & Rehabilitation Centre
phone: "+44 (0)1902 555 0134 ext. 4421"
address: 1247 Upper Bartholomew Street, Wolverhampton WV10 9QT
web: https://www.st-bartholomews-physiotherapy.example.org
email: reception@st-bartholomews-physiotherapy.example.org
logo: logo.svg
"""


def test_all_of_a_clinic_gives_way_but_its_name_and_phone(own: OwnContent) -> None:
    own.write(
        "logo.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="12mm">'
        '<rect width="40mm" height="12mm"/></svg>',
    )
    own.clinic(REALISTIC + LINKS)
    # A note so long that the page is full without them.
    own.edit("en/shared.md", "10 is as hard as you can.", "10 is as hard as you can. " * 5)
    made = render_pdf(own.compose("correction", PATTERNS[0]), PAPERS["letter"])
    assert made.left_out == ("links", "clinic-line", "logo")
    shown = " ".join(words(made.data))
    assert "Rehabilitation Centre" in shown
    assert "ext. 4421" in shown
    assert "Wolverhampton" not in shown


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_a_large_card_has_two_sides_whatever_the_clinic(own: OwnContent, size: str) -> None:
    own.clinic(REALISTIC.replace("logo: logo.svg\n", ""))
    stock = FORMATS["card"].stock("large-print", size)
    assert render_pdf(own.compose("card", PATTERNS[0]), stock, "large-print").pages == 2

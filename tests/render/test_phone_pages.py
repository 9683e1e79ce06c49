"""The folder of phone pages, and the codes on paper that lead there."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from handout_help import TODAY, OwnContent
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape
from picture_files import noise, visit
from samples import every

from handouts.cli import main
from handouts.compose.composer import compose
from handouts.compose.online import fragment
from handouts.design.formats import FORMATS
from handouts.document import QRCode, walk
from handouts.mail.body_html import html_body
from handouts.mail.nodes import impersonal
from handouts.mail.phrases import EmailWords
from handouts.patient import PatientRequest, patient_pdf
from handouts.pattern import PATTERNS
from handouts.phone_pages import phone_pages
from handouts.reading import Dose, Library
from handouts.reading.clinic_links import site_of_handouts
from handouts.reading.dose import LIMITS, DoseValue
from handouts.render.backend import render

SITE = "https://www.example.org/h"
DOSE = Dose(DoseValue(5, 10), DoseValue(3, 3), None, DoseValue(7, 7), DoseValue(2, 2))
CARRIED = "#hold=5-10&reps=3&day=&week=7&effort=2"
EXERCISES = f"{SITE}/en/correction-left-backward.html"


@pytest.fixture
def online(library: Library) -> Library:
    return library._replace(clinic=library.clinic._replace(web_handouts=SITE))


def codes_of(pdf: bytes) -> list[str]:
    """What a camera reads from each page."""
    found = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            picture = page.render(scale=150 / 72).to_pil().convert("L")
            found += [each.text for each in zxingcpp.read_barcodes(picture)]
    return found


@pytest.mark.parametrize("handout", ["correction", "two-steps", "log", "questions", "card"])
@pytest.mark.parametrize("edition", every(2, ["standard", "mono"]))
def test_a_sheet_for_one_patient_opens_the_page_of_their_side_with_their_dose(
    online: Library, handout: str, edition: str
) -> None:
    document = compose(
        online, "en", handout, PATTERNS[0], dose=DOSE, made_for="Ana Name", personal=True
    )
    stock = FORMATS[document.format].stocks[edition][0]
    made = render(document, stock, edition, fillable=True)
    assert made.left_out == ()
    assert codes_of(made.data) == [EXERCISES + CARRIED]


def test_a_sheet_for_everybody_carries_no_dose(online: Library) -> None:
    for handout, pattern, address in (
        ("correction", PATTERNS[1], f"{SITE}/en/correction-right-backward.html"),
        ("how-it-works", None, f"{SITE}/en/how-it-works.html"),
        ("poster", PATTERNS[0], EXERCISES),
        ("poster-overview", None, f"{SITE}/"),
    ):
        document = compose(online, "en", handout, pattern, dose=DOSE)
        stock = FORMATS[document.format].stocks["standard"][0]
        made = render(document, stock, "standard", fillable=True)
        assert codes_of(made.data) == [address]
    poster = compose(online, "en", "poster", PATTERNS[0], dose=DOSE, personal=True)
    assert codes_of(render(poster, stock, "standard", fillable=True).data) == [EXERCISES]


def test_all_that_one_visit_needs_has_the_dose_and_no_name(online: Library) -> None:
    asked = PatientRequest(
        today=TODAY.isoformat(),
        pattern="left",
        lang="en",
        name="Ana Name",
        dose={"hold_seconds": "4", "repeats": "2-3"},
    )
    found = codes_of(patient_pdf(online, asked).data)
    assert len(found) == 3
    assert set(found) == {EXERCISES + "#hold=4&reps=2-3&day=&week=&effort="}


def test_an_email_has_the_link_and_beside_a_locked_file_has_none(online: Library) -> None:
    for handout in ("correction", "card", "log", "questions"):
        one, other = (
            compose(online, "en", handout, pattern, dose=DOSE, personal=True)
            for pattern in PATTERNS
        )
        words = EmailWords("s", (), (), "ask", "table", "{alt}", "H", "Words")
        assert escape(EXERCISES + CARRIED) in html_body(one, words, lambda _: "cid:x")
        shared = impersonal(one, other, "Handout")
        assert not any(isinstance(each, QRCode) for each in walk(shared.children))
        assert SITE not in html_body(shared, words, lambda _: "cid:x")


def test_without_a_site_there_is_no_code(library: Library) -> None:
    document = compose(library, "en", "card", PATTERNS[0], dose=DOSE, personal=True)
    assert not any(isinstance(each, QRCode) for each in walk(document.children))


VALUES = st.one_of(st.none(), st.integers(1, 5), st.tuples(st.integers(1, 2), st.integers(3, 5)))


@given(st.tuples(*[VALUES] * 5))
def test_a_dose_in_an_address_is_complete(values: tuple[int | tuple[int, int] | None, ...]) -> None:
    made = [
        DoseValue(*each) if isinstance(each, tuple) else DoseValue(each, each) if each else None
        for each in values
    ]
    said = fragment(Dose(*made))
    assert re.fullmatch("hold=[0-9-]*&reps=[0-9-]*&day=[0-9-]*&week=[0-9-]*&effort=[0-9-]*", said)
    assert len(LIMITS) == 5


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://example.org", "https://"),
        ("https://example.org/h?x=1", "without a"),
        ("https://example.org/h#top", "without a"),
        ("ftp://example.org", "not a web address"),
        ("example.org", "not a web address"),
        ("https://example.org/" + "h" * 60, "shorten it to 60"),
        ("https://", "not a web address"),
        ("javascript:alert(1)", "not a web address"),
    ],
)
def test_what_is_no_site_is_refused(typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        site_of_handouts(typed)
    assert str(caught.value)


def test_a_site_ends_without_a_slash() -> None:
    assert site_of_handouts("https://example.org/h/") == "https://example.org/h"
    assert site_of_handouts("https://bücher.example/h") == "https://xn--bcher-kva.example/h"


# --- the folder ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> OwnContent:
    content = OwnContent(tmp_path_factory.mktemp("own") / "content")
    content.clinic(f"name: Riverside <Physio>\nlanguages: en\nweb_handouts: {SITE}\n")
    return content


def test_nothing_approved_makes_no_folder(own: OwnContent, tmp_path: Path) -> None:
    asked = ["web", "--content", str(own.root), "--out", str(tmp_path / "site")]
    assert main.main([*asked, "--today", "2020-01-01"]) == 1
    assert not (tmp_path / "site").exists()


def test_only_what_is_approved_is_in_the_folder(
    own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.approve("correction", "card")
    out = tmp_path / "site"
    asked = ["web", "--content", str(own.root), "--out", str(out), "--today", f"{TODAY}"]
    (out / "en").mkdir(parents=True)
    (out / "en/mine.html").write_text("not ours")
    assert main.main(asked) == 0
    shown = capsys.readouterr()
    assert "log (en)" in shown.err
    there = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    pages = [
        f"en/{name}-{side}-backward"
        for name in ("card", "correction")
        for side in ("left", "right")
    ]
    beside = [f"{page}{ending}" for page in pages for ending in (".html", ".png")]
    assert there == sorted(["README.txt", "index.html", "en/mine.html", *beside])
    html = (out / "en/correction-left-backward.html").read_text()
    assert f'<link rel="canonical" href="{EXERCISES}">' in html
    assert f'<link rel="alternate" hreflang="en" href="{EXERCISES}">' in html
    assert f'content="{EXERCISES.removesuffix("html")}png"' in html
    assert '"lastReviewed":"' in html
    assert "Riverside \\u003cPhysio>" in html
    assert "DRAFT" not in html
    assert "noindex" not in html
    assert "See it move" not in html  # it is here, and would lose the dose
    index = (out / "index.html").read_text()
    assert re.findall('href="([^"]+)"', index) == [f"{page}.html" for page in pages]
    assert "Riverside &lt;Physio&gt;" in index

    card = own.path("en/card.md").read_text()
    own.write("en/card.md", card.replace('version: "', 'version: "9.', 1))
    assert main.main(asked) == 0
    assert not list(out.glob("en/card*"))
    assert (out / "en/mine.html").exists()
    assert phone_pages(own.load(), TODAY) == phone_pages(own.load(), TODAY)


def test_pictures_of_pages_are_pictures(own: OwnContent) -> None:
    from PIL import Image

    files = phone_pages(own.load(), TODAY).files
    pictures = [data for path, data in files.items() if path.endswith(".png")]
    assert pictures
    for data in pictures:
        assert 1195 <= Image.open(BytesIO(data)).width <= 1205


def test_a_page_that_pictures_make_large_is_told(own: OwnContent) -> None:
    visit(own)
    own.approve("visit")
    assert not [each for each in phone_pages(own.load(), TODAY).hints if "kB" in each]
    own.write("pictures/door.png", noise(640, 480))
    own.approve("visit")
    (told,) = (each for each in phone_pages(own.load(), TODAY).hints if "kB" in each)
    assert "en/visit.html" in told

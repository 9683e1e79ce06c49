"""What a clinic fills in, and what it approves, in the finished PDF."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import reduce
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from collisions import faults
from handout_help import TODAY, Made, OwnContent, make
from PIL import Image, ImageChops
from spoken import told_by_document, told_by_tree
from visible import words

from handouts.design.papers import PAPERS
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.reading import Dose, DoseValue

PATTERN = PATTERNS[0]
CLINIC = """\
name: Riverside Physiotherapy
phone: 01632 960 001
address: |
  12 Mill Lane
  Riverton RV1 2AB
web: https://www.example.org
"""
CODE = "[0-9A-F]{4}-[0-9A-F]{4}"
HOSTILE = ["<b>Bold</b> & Sons", "{{ x }}", "{% raw %}", "</p></section>", "&amp;", "<para>", "%s"]
RED = (200, 0, 40)


def rendered(own: OwnContent, handout: str = "log", paper: str = "a4", **options: object) -> Made:
    document = own.compose(handout, PATTERN, **options)  # type: ignore[arg-type]
    return make(document, PAPERS[paper])


def text_of(made: Made) -> str:
    return " ".join(words(made.pdf))


def footers(made: Made) -> list[str]:
    """The text of each page's footer."""
    return [text for _, kind, text in made.reading.artifacts if kind == "/Pagination /Footer"]


# --- approval -----------------------------------------------------------------------------------


def test_draft_says_why_on_every_page(own: OwnContent) -> None:
    made = rendered(own, "correction")
    reason = "DRAFT: not yet approved by a clinician."
    said = "DRAFT: Do not give to patients."
    assert len(footers(made)) == made.rendered.pages == 2
    assert text_of(made).count(said) == 2
    told = told_by_tree(made.reading)
    assert told[0] == said
    assert told.count(told[0]) == 1  # read once, seen on both pages
    assert text_of(made).count(told[0]) == 2
    assert told[-1] == f"Version 0.2. {reason}"


@pytest.mark.parametrize("handout", ["correction", "log"])
def test_approved(own: OwnContent, handout: str) -> None:
    own.clinic(CLINIC)
    own.approve(handout, on=date(2027, 1, 10))
    made = rendered(own, handout)
    assert "DRAFT" not in text_of(made)
    assert "Do not give" not in text_of(made)
    approved = (
        "Approved by A. Clinician, physiotherapist on 10 January 2027. Review due 10 January 2029."
    )
    assert sum(approved in text for text in told_by_tree(made.reading)) == 1
    assert len(footers(made)) == made.rendered.pages
    short = re.compile(rf"Version0\.2\.Approved10January2027\.Words{CODE}\.")
    assert all(short.search("".join(footer.split())) for footer in footers(made))


@pytest.mark.parametrize(
    ("today", "reason"),
    [
        (date(2029, 1, 11), "DRAFT: the review was due on 10 January 2029."),
        (date(2027, 1, 9), "DRAFT: the approval only starts on 10 January 2027."),
    ],
)
def test_lapsed_approval(own: OwnContent, today: date, reason: str) -> None:
    own.approve("log", on=date(2027, 1, 10))
    assert_draft(rendered(own, today=today), reason)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("en/log.md", "Circle a face", "Circle any face"),
        ("en/log.md", 'version: "0.2"', 'version: "0.3"'),
        ("en/shared.md", "weight loss you cannot explain", "strange weight loss"),
        ("en/words.yaml", "felt: Better, same", "felt: Good, same"),
    ],
)
def test_an_approval_is_of_its_words_alone(own: OwnContent, file: str, old: str, new: str) -> None:
    own.approve("log", on=date(2027, 1, 10))
    own.edit(file, old, new)
    assert_draft(rendered(own), "DRAFT: words have changed since the approval of 10 January 2027.")


def assert_draft(made: Made, reason: str) -> None:
    told = told_by_tree(made.reading)
    assert told[0] == "DRAFT: Do not give to patients."
    assert sum(reason in text for text in told) == 1  # in the approval block
    assert text_of(made).count(told[0]) == made.rendered.pages  # seen on each


def test_the_day_changes_nothing_before_the_review(own: OwnContent) -> None:
    own.approve("log", on=date(2027, 1, 10))
    days = date(2027, 1, 10), TODAY, date(2029, 1, 10)
    assert len({rendered(own, today=day).pdf for day in days}) == 1
    assert rendered(own, today=date(2029, 1, 11)).pdf != rendered(own, today=TODAY).pdf


# --- dose ---------------------------------------------------------------------------------------


def fields(made: Made) -> dict[str, str]:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        return {str(field.T): str(field.get("/V", "")) for field in pdf.Root.AcroForm.Fields}


def test_blank_dose_stays_blank(own: OwnContent) -> None:
    found = fields(rendered(own))
    doses = {name: value for name, value in found.items() if name.startswith("dose-")}
    assert len(doses) == 5
    assert set(doses.values()) == {""}


def test_dose_of_the_clinic(own: OwnContent) -> None:
    own.clinic("dose:\n  hold_seconds: 5\n  repeats: 3-5\n  effort_of_10: 2\n")
    found = fields(rendered(own))
    assert found["dose-hold_seconds"] == "5"
    assert found["dose-repeats"] == "3 to 5"
    assert found["dose-effort_of_10"] == "2"
    assert found["dose-times_a_day"] == found["dose-days_a_week"] == ""


def test_values_are_seen_without_a_form_filler(own: OwnContent) -> None:
    """Each widget brings its own appearance: printed text, not only data."""
    given = rendered(own, dose=Dose(hold_seconds=DoseValue(7, 7)))
    blank = rendered(own)
    with pikepdf.open(BytesIO(given.pdf)) as pdf:
        field = next(each for each in pdf.Root.AcroForm.Fields if each.T == "dose-hold_seconds")
        left, bottom, right, top = (float(edge) for edge in field.Rect)
    seen = []
    for made in (given, blank):
        with pypdfium2.PdfDocument(made.pdf) as document:
            document.init_forms()
            page = document[0]
            picture = page.render(scale=2).to_pil().convert("L")
            height = page.get_height()
            inside = (left + 2, height - top + 2, right - 2, height - bottom - 2)
            seen.append(picture.crop([int(2 * edge) for edge in inside]).getextrema()[0])
    assert seen[0] < 100
    assert seen[1] == 255


# --- the clinic's own details -------------------------------------------------------------------


@pytest.mark.parametrize("handout", ["correction", "questions", "log"])
def test_name_phone_address(own: OwnContent, handout: str) -> None:
    own.clinic(CLINIC)
    made = rendered(own, handout)
    told = told_by_tree(made.reading)
    assert "Riverside Physiotherapy" in told
    assert any(text.endswith(": 01632 960 001") for text in told)
    assert len(footers(made)) == made.rendered.pages
    assert all("Riverside Physiotherapy, 01632 960 001" in footer for footer in footers(made))
    for line in ("12 Mill Lane", "Riverton RV1 2AB", "https://www.example.org"):
        assert text_of(made).count(line) == 1
    assert {"clinic-name", "clinic-phone"}.isdisjoint(fields(made))
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert str(pdf.docinfo["/Author"]) == "Riverside Physiotherapy"


def test_blanks_to_fill_in_where_the_clinic_gives_nothing(own: OwnContent) -> None:
    found = fields(rendered(own))
    assert {"clinic-name", "clinic-phone", "made_for"} <= found.keys()


def png(size: tuple[int, int]) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, RED).save(file, "PNG")
    return file.getvalue()


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100" viewBox="0 0 300 100">'
    '<rect width="300" height="100" fill="#C80028"/></svg>'
)


@pytest.mark.parametrize(
    ("file", "data"),
    [("logo.png", png((300, 100))), ("logo.png", png((100, 300))), ("logo.svg", SVG)],
    ids=["png", "tall png", "svg"],
)
def test_logo(own: OwnContent, file: str, data: bytes | str) -> None:
    own.write(file, data)
    own.clinic(f"name: Riverside\nlogo: {file}\nlogo_alt: A red block\n")
    made = rendered(own)
    assert told_by_tree(made.reading) == told_by_document(made.document)
    assert told_by_tree(made.reading).count("A red block") == 1
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        picture = pdf[0].render(scale=1).to_pil().convert("RGB")
    _, _, _, bottom = red_part(picture)
    assert bottom < picture.height / 6  # among what is said of the clinic


def red_part(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything red: left, top, right and bottom in pixels."""
    channels = zip(picture.split(), RED, strict=True)
    near = [
        channel.point([255 * (abs(level - wanted) < 5) for level in range(256)])
        for channel, wanted in channels
    ]
    box = reduce(ImageChops.multiply, near).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("text", HOSTILE)
def test_what_the_clinic_writes_is_never_code(own: OwnContent, text: str) -> None:
    own.clinic(f"name: '{text}'\nphone: '1 {text}'\naddress: '{text}'\n")
    made = rendered(own)
    seen = Counter(words(made.pdf))
    assert told_by_tree(made.reading) == told_by_document(made.document)
    assert text in told_by_tree(made.reading)  # the name, a paragraph of its own
    for word in text.split():
        assert seen[word] >= 3
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert str(pdf.docinfo["/Author"]) == text


LONG = "Nordrhein-Westfälisches Zentrum für Physiotherapie, Bewegung und Rückengesundheit an der "
ADDRESS = "\n".join(
    f"  {line}"
    for line in (
        "Haus am Fluss, Eingang hinter dem alten Bahnhof, dritter Stock links, läuten",
        "Donaudampfschifffahrtsgesellschaftskapitänsplatz 128a",
        "12345 Oberunterniederkirchen an der Langen Ache bei Großenkneten-Ahlhorn",
        "Montag bis Freitag von 8 bis 18 Uhr und nach Vereinbarung",
    )
)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("handout", ["correction", "questions"])
def test_long_name_and_address(own: OwnContent, handout: str, paper: str) -> None:
    name = (LONG + "Ruhrgebietsuniversität Oberhausen")[:120]
    phone = "0049 (0) 208 000 000 00, extension 12345"
    assert (len(name), len(phone)) == (120, 40)
    own.clinic(
        f"name: {name}\nphone: {phone}\naddress: |\n{ADDRESS}\n"
        f"web: https://{'w' * 50}.{'w' * 29}.org\n"
    )
    own.edit(f"en/{handout}.md", "pages: 2", "pages: 4")
    made = rendered(own, handout, paper)
    assert told_by_tree(made.reading) == told_by_document(made.document)
    assert name in told_by_tree(made.reading)
    assert all(name.replace(" ", "") in footer.replace(" ", "") for footer in footers(made))
    assert faults(made) == []


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_words_beside_a_box_that_are_too_long_go_on_below(own: OwnContent, edition: str) -> None:
    long = "so many words that they take more than one line of the page they stand on,"
    own.edit("en/words.yaml", "  made_for: For", f"  made_for: For {long} last-name")
    own.edit(
        "en/words.yaml",
        '    before: Seconds to press\n    after: ""',
        f'    before: "Hold {long} {long} last-before"\n    after: "seconds {long} last-after"',
    )
    own.edit("en/questions.md", "pages: 2", "pages: 4")
    made = make(own.compose("questions", PATTERN), PAPERS["a4"], edition)
    assert faults(made) == []
    shown = text_of(made)
    for last in ("last-name", "last-before", "last-after"):
        assert last in shown
    assert told_by_tree(made.reading) == told_by_document(made.document)


def test_a_title_of_one_long_word_is_told(own: OwnContent) -> None:
    own.edit("en/log.md", "title: My two-week log", f"title: {'Verylong' * 13}")
    with pytest.raises(ContentError, match="is too wide for its line"):
        rendered(own)

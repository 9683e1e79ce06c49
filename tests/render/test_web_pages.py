"""The page of the web: the words of the sheet and no others, nothing from elsewhere, small."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from handout_help import LINKS, LONG_CLINIC, OwnContent, copy_content
from hypothesis import given
from hypothesis import strategies as st
from mirror import swapped
from picture_files import noise, png, visit
from visible import words

from handouts.building.plan import Selection, Variant, plan
from handouts.building.warnings import of_left_out
from handouts.compose.composer import compose
from handouts.compose.language_names import direction
from handouts.compose.online import in_address
from handouts.design.papers import PAPERS, WEB
from handouts.design.people import BODIES
from handouts.document import Document, Heading, Paragraph, figures_of, walk
from handouts.pattern import PATTERNS, Pattern, Side
from handouts.reading import Dose, Library, load_library
from handouts.reading.dose import LIMITS, DoseValue, parse_dose_value
from handouts.render.backend import render
from handouts.render.pdf import render_pdf
from handouts.render.web.pictures import _FLAT, _short_path
from handouts.storage.paths import content_dir

MOST_BYTES = 150_000
POINTS = st.integers(-999, 999)
READ = ("correction", "two-steps", "card", "log", "questions")


class Page(HTMLParser):
    """What a page says, in order, and its tags; styles and scripts left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self._silent = 0
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join("".join(self.said).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.said += [] if tag in ("strong", "a") else [" "]
        self.attributes += [(name, value or "") for name, value in attrs]
        self._silent += tag in ("style", "script", "title")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script", "title")
        self.said += [] if tag in ("strong", "a") else [" "]

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


CASES = [
    (each.handout, each.pattern)
    for each in plan(load_library(content_dir(), langs=["en"]), Selection(papers=("web",)))
]


@lru_cache
def document_of(handout: str, pattern: Pattern | None) -> Document:
    library = load_library(content_dir(), langs=["en"])
    return compose(library, "en", handout, pattern, dose=Dose())


def html_of(document: Document) -> str:
    return render(document, WEB, "standard", fillable=True).data.decode()


@lru_cache
def page_of(handout: str, pattern: Pattern | None) -> str:
    return html_of(document_of(handout, pattern))


@pytest.fixture(params=CASES, ids=lambda each: "-".join((each[0], each[1].id if each[1] else "")))
def page(request: pytest.FixtureRequest) -> str:
    return page_of(*request.param)


def test_where_it_goes() -> None:
    assert (
        Variant("en", "log", PATTERNS[0], "standard", WEB).path == "en/web/log-left-backward.html"
    )
    assert Variant("en", "log", None, "standard", WEB).path == "en/web/log.html"


def test_it_is_small_and_stands_alone(page: str) -> None:
    assert len(page.encode()) <= MOST_BYTES
    read = Page(page)
    for name, value in read.attributes:
        if name in ("src", "href") and not value.startswith(("#", "data:", "tel:")):
            raise AssertionError(f"something from elsewhere: {value}")
        assert name != "style"
        assert not name.startswith("on")
    assert "@import" not in page
    assert set(re.findall(r"url\((\w+:|#)", page)) <= {"data:", "#"}


@pytest.mark.sweep
def test_it_is_small_in_other_languages(tmp_path: Path) -> None:
    """The page with the most pictures, in long words and in those with the most letters."""
    langs = ["hi", "ru", "vi"]
    folder = tmp_path / "content"
    copy_content(folder, *langs)
    (folder / "logo.png").write_bytes(png(900, 300))
    clinic = f"{LONG_CLINIC}{LINKS}logo: logo.png\n"
    (folder / "clinic.yaml").write_text(clinic, encoding="utf-8")
    own = load_library(folder, langs=langs)
    for lang in langs:
        html = html_of(compose(own, lang, "correction", PATTERNS[0], dose=Dose()))
        assert len(html.encode()) <= MOST_BYTES, lang
        assert f'<html lang="{lang}" dir="{direction(lang)}">' in html
    assert (direction("he"), direction("pt-BR"), direction("ku-Latn")) == ("rtl", "ltr", "ltr")


def test_only_what_is_in_it_may_run(page: str) -> None:
    policy = dict(
        each.strip().split(" ", 1)
        for each in re.findall(r'Policy" content="([^"]+)"', page)[0]
        .replace("&#39;", "'")
        .split(";")
    )
    assert policy["default-src"] == "'none'"
    for tag, kind in (("style", "style-src"), ("script", "script-src")):
        found = re.findall(rf"<{tag}(?: type=[^>]+)?>(.*?)</{tag}>", page, re.DOTALL)
        assert len(found) == (2 if tag == "script" else 1)
        allowed = policy[kind].split()
        for inside in found:
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            allowed.remove(f"'sha256-{digest}'")
        assert allowed == []


def test_the_same_document_is_the_same_page() -> None:
    document = document_of("correction", PATTERNS[1])
    assert html_of(document) == html_of(document._replace(markup=""))


@pytest.mark.parametrize("handout", READ)
def test_it_says_what_the_sheet_says_and_nothing_else(handout: str) -> None:
    document = document_of(handout, PATTERNS[0])
    shown = Page(page_of(handout, PATTERNS[0]))
    paper = " ".join(words(render_pdf(document, PAPERS["a4"], fillable=False).data))
    for block in walk(document.children):
        if isinstance(block, Heading | Paragraph):
            for line in "".join(run.text for run in block.runs).split("\n"):
                text = " ".join(line.split())
                assert text in shown.text
                assert all(word in paper for word in text.split())
    known = {*" ".join((*document.texts, *document.online.words.values())).split()}
    known |= {word for _, name in document.online.legs for word in name.split()}
    steps = {"1", "2", "3"}
    assert {*shown.text.split()} <= known | steps | {each for _, each in document.letters}


@pytest.mark.parametrize("handout", READ)
def test_left_and_right_are_mirrored(handout: str) -> None:
    """What stands first is of the left leg in both; all else has the sides swapped."""
    one, other = (page_of(handout, each) for each in PATTERNS)

    def parts(html: str, side: str) -> list[str]:
        found = re.findall(
            rf'<(?:div|section) class="(?:answer|panel) {side}".*?</(?:h\d|p)>', html
        )
        return [" ".join(Page(each).text.split()) for each in found]

    for side in Side:
        assert parts(one, side.value)
        assert [swapped(text) for text in parts(one, side.value)] == parts(other, side.other.value)
    assert sorted(swapped(Page(one).text).split()) == sorted(Page(other).text.split())
    for html in (one, other):
        first = re.search(r'class="(?:answer|panel) (left|right)"', html)
        assert first is not None
        assert first[1] == "left"


def test_a_page_has_one_title_before_all_other_headings(page: str) -> None:
    levels = [int(tag[1]) for tag in Page(page).tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("key", LIMITS)
@given(data=st.data())
def test_a_dose_in_an_address_is_the_one_that_was_given(key: str, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.tuples(*[st.integers(*LIMITS[key])] * 2)))
    value = DoseValue(low, high)
    assert parse_dose_value(key, in_address(value)) == value
    assert in_address(None) == ""


def test_the_dose_of_a_clinic_stands_where_only_the_script_finds_it(library: Library) -> None:
    """Without the script nobody can tell whose it would be."""
    dose = Dose(hold_seconds=DoseValue(5, 10), repeats=DoseValue(3, 3))
    html = html_of(compose(library, "en", "correction", PATTERNS[0], dose=dose))
    assert 'data-dose="hold" data-usual="5-10" data-least="1" data-most="60"' in html
    assert 'data-dose="reps" data-usual="3"' in html
    assert 'data-dose="day" data-usual=""' in html
    assert re.findall(r"<dd[^>]*>(.*?)</dd>", html) == ["ask your therapist"] * 5


def test_a_draft_says_so_first_and_is_not_found_by_search() -> None:
    draft = page_of("correction", PATTERNS[0])
    assert Page(draft).text.startswith("DRAFT: Do not give to patients.")
    assert '<meta name="robots" content="noindex">' in draft
    approved = html_of(document_of("correction", PATTERNS[0])._replace(draft="", tag=""))
    assert "robots" not in approved


@pytest.mark.sweep
def test_the_labels_of_each_body_have_room_in_each_language(tmp_path: Path) -> None:
    """The narrowest place of the pictures inside the body."""
    langs = sorted(path.parent.name for path in content_dir().glob("*/correction.md"))
    own = tmp_path / "content"
    copy_content(own, *langs)
    for body in BODIES:
        (own / "clinic.yaml").write_text(f"figures:\n  body: {body}\n", encoding="utf-8")
        library = load_library(own, langs=langs)
        for lang in langs:
            assert html_of(compose(library, lang, "correction", PATTERNS[0], dose=Dose()))


@given(
    st.lists(
        st.tuples(
            st.sampled_from("MLCQ"), st.lists(st.integers(-999, 999), min_size=6, max_size=6)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_shorter_path_ends_where_the_drawing_ends(parts: list[tuple[str, list[int]]]) -> None:
    """From one point to the next or from the corner of the figure: the same points."""
    counts = {"M": 2, "L": 2, "C": 6, "Q": 4}
    parts[0] = ("M", parts[0][1])
    path = "".join(name + " ".join(map(str, given[: counts[name]])) for name, given in parts)
    short = _short_path(f"{path}Z", 0)
    x = y = 0
    for name, written in re.findall(r"([mlcq])([^mlcqz]*)", short):
        moves, count = [int(each) for each in re.findall(r"-?\d+", written)], counts[name.upper()]
        assert len(moves) % count == 0
        for at in range(0, len(moves), count):  # a letter stands for all that are alike
            x, y = x + moves[at + count - 2], y + moves[at + count - 1]
    name, last = parts[-1]
    assert [x, y] == last[counts[name] - 2 : counts[name]]
    assert short.endswith("z")


@given(st.lists(st.tuples(POINTS, POINTS), min_size=2, max_size=20, unique=True))
def test_a_line_with_fewer_corners_is_the_same_line(corners: list[tuple[int, int]]) -> None:
    """Each corner that was left out is near the line between those that stay."""
    near = [complex(x + place // 2, y + place % 2) for x, y in corners for place in range(4)]
    short = _short_path("M" + "L".join(f"{each.real:.0f} {each.imag:.0f}" for each in near), 0)
    stay = [0j]
    for x, y in re.findall(r"(-?\d+) ?(-?\d+)", short):
        stay.append(stay[-1] + complex(int(x), int(y)))
    assert len(stay) <= len(near)
    for each in near:
        assert min(_away(each, *ends) for ends in pairwise(stay[1:])) <= _FLAT


def _away(point: complex, start: complex, end: complex) -> float:
    along = end - start
    part = ((point - start) * along.conjugate()).real / (abs(along) ** 2 or 1)
    return abs(point - start - along * min(1.0, max(0.0, part)))


def test_pictures_are_read_out() -> None:
    said = {value for name, value in Page(page_of("log", PATTERNS[0])).attributes if name == "alt"}
    assert not said
    read = Page(page_of("correction", PATTERNS[0]))
    labels = {value for name, value in read.attributes if name == "aria-label"}
    figures = figures_of(document_of("correction", PATTERNS[0]).children)
    assert len(figures) == 8
    assert {figure.alt for figure in figures} <= labels


def test_a_picture_of_the_clinics_own_is_inside(own: OwnContent) -> None:
    visit(own)
    made = render(own.compose("visit", None), WEB, "standard", fillable=True)
    page = Page(made.data.decode())
    assert ("alt", "Our red door") in page.attributes
    assert ("alt", "The way from the bus") in page.attributes
    inside = [value for name, value in page.attributes if name == "src"]
    assert all(each.startswith("data:image/") for each in inside)
    assert len(inside) == 2
    assert made.left_out == ()


def test_a_page_that_pictures_make_large_is_told(own: OwnContent) -> None:
    visit(own)
    own.write("pictures/door.png", noise(640, 480))
    made = render(own.compose("visit", None), WEB, "standard", fillable=True)
    assert len(made.data) > MOST_BYTES
    (told,) = of_left_out({"visit.html": made.left_out})
    assert told.startswith("more than 150 kB")
    assert "visit.html" in told


def test_a_question_mark_stays_beside_the_box_that_it_ends() -> None:
    """On a phone the words go on on the next line, which had begun with it."""
    page = page_of("correction", PATTERNS[0])
    box = r'<span class="box-and-mark"><input [^>]*name="better_by"[^>]*><span>\?</span></span>'
    assert re.search(box + r" <span>Call us\.</span></label>", page)


def test_the_number_of_a_step_stays_with_its_words() -> None:
    assert "<strong>2</strong>\xa0" in page_of("how-it-works", None)

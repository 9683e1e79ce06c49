"""In every language there is, a sheet needs no more pages than in English, and a card two faces.

Type, pictures and gaps give way for that, and nothing is left out.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from handout_help import LANGS, LINKS, LONG_CLINIC, OwnContent, copy_content
from picture_files import MAP
from samples import LANGUAGES, LOWER_PAPERS, sampled

from handouts.approvals.status import Book
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import PAPERS, Paper, mm
from handouts.layout.dose_cells import DoseCells
from handouts.layout.figures import FigureBlock
from handouts.layout.filling import within
from handouts.layout.headings import HeadingBlock
from handouts.layout.pages import GIVES_WAY, Pages, _narrowest_step
from handouts.layout.panels import Bar
from handouts.pattern import PATTERNS, Pattern, Side
from handouts.reading import Dose, DoseValue, Library, load_library
from handouts.storage import paths

TODAY = date(2027, 1, 15)
HANDOUTS = {
    **{"correction": 2, "card": 2, "two-steps": 1, "log": 1, "questions": 2, "how-it-works": 2},
    **{"poster": 1, "poster-overview": 1},
}
PAPERS_OF = {
    "card": ("quarter-letter", "a6"),
    **dict.fromkeys(("poster", "poster-overview"), ("tabloid", "a3")),
}
SHEETS = [
    (handout, paper) for handout in HANDOUTS for paper in PAPERS_OF.get(handout, ("letter", "a4"))
]


_RANGES = Dose(*map(DoseValue, (5, 3, 2, 5, 2), (10, 5, 3, 7, 3)))
BLANK, NAMED = "", "name: Riverside Physiotherapy\nphone: 01632 960 134\n"


@pytest.fixture(scope="module", params=[BLANK, NAMED])
def library(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Library:
    """As most clinics have it, with their name on it, which needs more room than blanks."""
    return clinic(tmp_path_factory.mktemp("clinic"), request.param, *LANGS)


def clinic(folder: Path, clinic: str, *langs: str) -> Library:
    content = folder / "content"
    copy_content(content, *{"en", *langs})
    (content / "clinic.yaml").write_text(clinic, encoding="utf-8")
    return load_library(content, langs=langs)


def laid_out(
    library: Library,
    lang: str,
    handout: str,
    paper: str,
    pattern: Pattern,
    edition: str = "standard",
    dose: Dose | None = None,
) -> Pages:
    """As it is built: as a draft, whose marks need room, too."""
    status = Book(library).status(lang, handout, TODAY)
    per_pattern = library.languages[lang].handouts[handout].front.per_pattern
    document = compose(
        library, lang, handout, pattern if per_pattern else None, dose=dose or Dose(), status=status
    )
    format_ = FORMATS[document.format]
    stock, theme = format_.stock(edition, paper), format_.themes[edition]
    assert isinstance(stock, Paper)
    return Pages(document, stock, theme, fillable=True)


@pytest.mark.sweep
@pytest.mark.parametrize("lang", LANGS)
def test_a_translation_needs_no_more_pages(library: Library, lang: str) -> None:
    for handout, paper in SHEETS:
        for pattern in PATTERNS:
            pages = laid_out(library, lang, handout, paper, pattern)
            assert len(pages) == HANDOUTS[handout], f"{handout} on {paper}"
            may_go = {"kicker"} if handout == "card" else set()  # which says what the card is
            assert set(pages.left_out) <= may_go, f"{handout} on {paper}"
            blocks = [each for page in pages._pages for each in within(page)]
            doses = [row for each in blocks if isinstance(each, DoseCells) for row in each.rows]
            some = {len({cell.has_icon for cell in row}) for row in doses}
            assert some <= {1}, f"each cell of the dose has its pictogram, or none: {handout}"
            if handout == "correction":  # whom to call today is on its first page
                words = (each for each in within(pages._pages[1]) if hasattr(each, "runs"))
                assert isinstance(next(words), HeadingBlock), f"{handout} on {paper}"
            if handout == "card":
                bars = [each for each in within(pages._pages[0]) if isinstance(each, Bar)]
                assert {bar.side for bar in bars} == set(Side), "both legs are on one face"


@pytest.mark.parametrize("lang", sampled(LANGS, LANGUAGES.__contains__))
def test_the_smallest_cards_have_two_faces_without_a_name_too(tmp_path: Path, lang: str) -> None:
    """Blanks for a pen take more room than a name; large print has half a sheet of Letter."""
    library = clinic(tmp_path, BLANK, lang)
    for edition, paper in (("standard", "quarter-letter"), ("large-print", "half-letter")):
        pages = laid_out(library, lang, "card", paper, PATTERNS[0], edition)
        assert len(pages) == HANDOUTS["card"], f"{edition} on {paper}"


IN_RANGES = """\
dose:
  hold_seconds: 5-10
  repeats: 3-5
  times_a_day: 2-3
  days_a_week: 5-7
  effort_of_10: 2-3
"""
WITH_A_CODE = f"{NAMED}country: GB\nweb_handouts: https://www.example.org/h\n{IN_RANGES}"


@pytest.mark.parametrize("lang", sampled(LANGS, LANGUAGES.__contains__))
def test_a_card_with_a_dose_and_a_code_has_two_faces(tmp_path: Path, lang: str) -> None:
    """Ranges are longer than blanks, and in some languages words."""
    library = clinic(tmp_path, WITH_A_CODE, lang)
    for edition in ("standard", "large-print"):
        for stock in FORMATS["card"].stocks[edition]:
            if isinstance(stock, Paper):
                dose = library.clinic.dose
                pages = laid_out(library, lang, "card", stock.id, PATTERNS[0], edition, dose)
                assert len(pages) == HANDOUTS["card"], f"{edition} on {stock.id}"
                bars = [each for each in within(pages._pages[0]) if isinstance(each, Bar)]
                assert {bar.side for bar in bars} == set(Side), "both legs are on one face"


def test_a_clinic_with_words_for_its_country_has_its_pages(own: OwnContent) -> None:
    """Approved, with a dose: what stands at the foot of a page is longer than a draft's."""
    own.clinic(
        f"{NAMED}country: GB\n"
        "dose:\n  hold_seconds: 5\n  repeats: 3\n  times_a_day: 2\n  days_a_week: 7\n"
    )
    handouts = own.load().languages["en"].handouts
    own.approve(*handouts)
    for name, source in handouts.items():
        document = own.compose(name, PATTERNS[0] if source.front.per_pattern else None)
        for stock in FORMATS[document.format].stocks["standard"]:
            if isinstance(stock, Paper):
                theme = FORMATS[document.format].themes["standard"]
                assert Pages(document, stock, theme, fillable=True).left_out == ()


FULLEST = (
    f"{LONG_CLINIC}{LINKS}emergency: the emergency department of the Royal, or 999\n{IN_RANGES}"
)


@pytest.mark.parametrize("lower", sampled([True, False], bool))
def test_the_fullest_clinic_stops_no_sheet(own: OwnContent, lower: bool) -> None:
    """Whatever a clinic may write about itself: its links, line and logo give way to the words."""
    own.clinic(FULLEST)
    handouts = own.load().languages["en"].handouts
    role = "senior musculoskeletal physiotherapist"
    own.approve(*handouts, name="Dr Katherine Williamson-Hughes", role=role)
    for name, source in handouts.items():
        document = own.compose(name, PATTERNS[0] if source.front.per_pattern else None)
        format_ = FORMATS[document.format]
        for edition in ("standard", "large-print"):
            for stock in format_.stocks.get(edition, ()):
                if isinstance(stock, Paper) and (stock.id in LOWER_PAPERS) == lower:
                    pages = Pages(document, stock, format_.themes[edition], fillable=True)
                    assert set(pages.left_out) <= set(GIVES_WAY)


@pytest.mark.sweep
@pytest.mark.parametrize("handout", ["log", "correction", "how-it-works"])
@pytest.mark.parametrize("lang", ["de", "fr", "uk"])
def test_a_long_clinic_takes_no_more_paper(own: OwnContent, lang: str, handout: str) -> None:
    """Its codes and its address give way before that, and the words of the handout never."""
    shutil.copytree(paths.content_dir() / lang, own.path(lang))
    own.clinic(f"{LONG_CLINIC}{LINKS}")
    pattern = PATTERNS[0] if handout != "how-it-works" else None
    document = own.compose(handout, pattern, lang=lang)
    theme = FORMATS[document.format].themes["standard"]
    pages = Pages(document, PAPERS["letter"], theme, fillable=True)
    assert len(pages) == document.max_pages
    assert set(pages.left_out) <= set(GIVES_WAY)


def test_the_logo_goes_before_pictures_of_steps_are_small(own: OwnContent) -> None:
    """Pictures tell the exercise; headings are smaller before that, too."""
    shutil.copytree(paths.content_dir() / "hi", own.path("hi"))
    own.clinic(f"{LONG_CLINIC}country: GB\nlogo: logo.svg\n{LINKS}")
    own.write("logo.svg", MAP)
    document = own.compose("correction", PATTERNS[0], lang="hi")
    theme = FORMATS[document.format].themes["standard"]
    for paper in PAPERS.values():
        pages = Pages(document, paper, theme, fillable=True)
        assert len(pages) == document.max_pages
        assert _narrowest_step(pages._pages) >= mm(40), f"on {paper.name}, {pages.left_out}"


def test_the_clinic_at_the_foot_goes_before_a_third_page(own: OwnContent) -> None:
    shutil.copytree(paths.content_dir() / "uk", own.path("uk"))
    own.clinic(f"{LONG_CLINIC}country: GB\n{LINKS}")
    document = own.compose("correction", PATTERNS[0], lang="uk", dose=_RANGES)
    theme = FORMATS[document.format].themes["standard"]
    pages = Pages(document, PAPERS["letter"], theme, fillable=True)
    assert (len(pages), pages.left_out[-1]) == (2, "foot")


@pytest.mark.sweep
@pytest.mark.parametrize("lang", ["en", "de", "ar"])
def test_all_links_there_can_be_stand_on_the_exercise(own: OwnContent, lang: str) -> None:
    """In half the width of a page, three codes take more rows than one."""
    if lang != "en":
        shutil.copytree(paths.content_dir() / lang, own.path(lang))
    own.clinic(f"{NAMED}{LINKS}")
    document = own.compose("correction", PATTERNS[0], lang=lang)
    theme = FORMATS[document.format].themes["standard"]
    for paper in PAPERS.values():
        pages = Pages(document, paper, theme, fillable=True)
        assert len(pages) == document.max_pages
        assert lang != "en" or pages.left_out == ()


def test_a_poster_has_its_code_beside_a_long_name(own: OwnContent) -> None:
    """It was refused, as the name had but a narrow column between others."""
    own.clinic(
        "name: Riverside Physiotherapy\nphone: 01632 960 134\ncountry: GB\n"
        "web_handouts: https://www.example.org/h\n"
    )
    handouts = own.load().languages["en"].handouts
    own.approve(*handouts)
    for name in ("poster", "poster-overview"):
        document = own.compose(name, PATTERNS[0] if handouts[name].front.per_pattern else None)
        poster = FORMATS["poster"]
        for stock in poster.stocks["standard"]:
            if isinstance(stock, Paper):
                pages = Pages(document, stock, poster.themes["standard"], fillable=True)
                assert (len(pages), pages.left_out) == (1, ())


@pytest.mark.parametrize("details", [BLANK, NAMED])
@pytest.mark.parametrize("paper", PAPERS_OF["card"])
def test_pictures_of_a_card_have_room_for_their_signs(
    tmp_path: Path, paper: str, details: str
) -> None:
    """On the smallest card without a name badges lay over the knee: what ends a face makes room."""
    pages = laid_out(clinic(tmp_path, details, "en"), "en", "card", paper, PATTERNS[0])
    figures = [each for each in within(pages._pages[0]) if isinstance(each, FigureBlock)]
    assert len(figures) == 2
    for each in figures:
        assert each.taken >= mm(30)

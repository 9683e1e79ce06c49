"""Each check finds the fault it is for, and nothing in what is right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from handout_help import Made, OwnContent
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas
from samples import every

from handouts.building.plan import Variant
from handouts.checking import Finding, Level, Report, Spoken, check, rules
from handouts.checking.painted_text import Font, Piece
from handouts.checking.reading_order import Texts, read
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import mm
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.render.pdf import render_pdf
from handouts.storage import paths

A4 = (mm(210), mm(297))
Draw = Callable[[Canvas], None]


@pytest.fixture(scope="module")
def handout(variants: tuple[Variant, ...], made_of: Callable[[Variant], Made]) -> bytes:
    """A handout of one page, without fault."""
    (variant,) = [each for each in variants if each.path == "en/a4/standard/log-left-backward.pdf"]
    return made_of(variant).pdf


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., Report]:
    """Checks a page that a function draws, in 14 pt unless it says otherwise."""

    def checked(draw: Draw, size: tuple[float, float] = A4) -> Report:
        path = tmp_path / "drawn.pdf"
        canvas = Canvas(str(path), pagesize=size)
        canvas.setFont("Helvetica", 14)
        draw(canvas)
        canvas.save()
        return check(path)

    return checked


@pytest.fixture
def changed(tmp_path: Path, handout: bytes) -> Callable[[Callable[[Any], None]], Report]:
    """Checks the handout after a function has changed it."""

    def checked(change: Callable[[Any], None]) -> Report:
        path = tmp_path / "changed.pdf"
        with pikepdf.open(BytesIO(handout)) as pdf:
            change(pdf)
            pdf.save(path)
        return check(path)

    return checked


def of(report: Report, source: str, level: Level = Level.ERROR) -> list[Finding]:
    return [each for each in report.findings if (each.source, each.level) == (source, level)]


def elements(pdf: Any, role: str) -> list[Any]:
    """The structure elements of a role; the objects of our files are all indirect."""
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{role}"
    ]


# --- what is right -----------------------------------------------------------------------------


def test_handouts_are_right(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(made.pdf)
    report = check(path)
    assert of_level(report, Level.ERROR) == []
    ours = [each for each in of_level(report, Level.WARNING) if each.source != "outloud"]
    assert ours == []
    facts = report.facts
    assert facts is not None
    assert (facts.title, facts.lang, facts.pages) == (
        made.document.title,
        made.document.lang,
        made.rendered.pages,
    )
    turned = " on its side" if made.paper.width > made.paper.height else ""
    assert set(facts.papers) == {made.paper.name + turned}
    theme, scale = made.theme, made.paper.scale
    assert facts.smallest == pytest.approx(theme.minimum * scale, abs=0.01)
    assert facts.contrast is not None
    assert facts.contrast >= 4.5
    assert facts.margin is not None
    margins = theme.margins
    assert facts.margin >= min(margins.top, margins.bottom) * scale / mm(1) - 0.5


def of_level(report: Report, level: Level) -> list[Finding]:
    return [each for each in report.findings if each.level is level]


# --- type, fonts, contrast ---------------------------------------------------------------------


def test_small_type_is_found_however_it_is_made_small(drawn: Callable[..., Report]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Large enough")
        canvas.scale(0.5, 0.5)
        canvas.setFont("Helvetica", 20)
        canvas.drawString(200, 1200, "Fine print")
        canvas.drawString(200, 1100, "More of it")

    report = drawn(draw)
    (found,) = of(report, "type")
    assert (found.page, found.what) == (1, "“Fine print” is set in 10.0 pt, and 1 more")
    assert report.facts is not None
    assert report.facts.smallest == pytest.approx(10)


def test_fonts_that_are_not_embedded(drawn: Callable[..., Report]) -> None:
    report = drawn(lambda canvas: canvas.drawString(100, 700, "Words"))
    assert [each.what for each in of(report, "fonts")] == ["the font Helvetica is not embedded"]


def test_fonts_embedded_whole(changed: Callable[..., Report]) -> None:
    def rename(pdf: Any) -> None:
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font":
                font.BaseFont = pikepdf.Name("/" + str(font.BaseFont).rpartition("+")[2].strip("/"))

    found = of(changed(rename), "fonts", Level.WARNING)
    assert found
    assert all(each.what.endswith("is embedded whole") for each in found)


def test_form_fonts_that_are_not_embedded(changed: Callable[..., Report]) -> None:
    def strip(pdf: Any) -> None:
        for font in pdf.Root.AcroForm.DR.Font.values():
            del font.FontDescriptor["/FontFile2"]

    told = [found.what for found in of(changed(strip), "fonts")]
    assert any(what.endswith("of the form fields is not embedded") for what in told)
    # The words on the pages are set in it as well.
    assert all(what.endswith("is not embedded") for what in told)


@pytest.mark.parametrize(
    ("ink", "ground", "size", "ratio"),
    [
        ("#777777", "#FFFFFF", 14, "4.5"),  # 4.48
        ("#949494", "#FFFFFF", 18, None),  # 3.03, large text
        ("#999999", "#FFFFFF", 18, "2.8"),
        ("#FFFFFF", "#8E0B1D", 14, None),
        ("#8E0B1D", "#111111", 14, "2.0"),
        ("#FFFFFF", "#FFFFFF", 14, "1.0"),
    ],
)
def test_contrast_with_what_is_painted_beneath(
    drawn: Callable[..., Report], ink: str, ground: str, size: float, ratio: str | None
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(HexColor(ground))
        canvas.rect(80, 600, 300, 150, stroke=0, fill=1)
        canvas.setFillColor(HexColor(ink))
        canvas.setFont("Helvetica", size)
        canvas.drawString(100, 700, "Words")

    found = of(drawn(draw), "contrast")
    if ratio is None:
        assert found == []
    else:
        assert [each.what for each in found] == [f"“Words” has a contrast of {ratio}:1"]


def test_see_through_text_is_as_faint_as_it_looks(drawn: Callable[..., Report]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(Color(0, 0, 0, alpha=0.3))
        canvas.drawString(100, 700, "Ghost")

    (found,) = of(drawn(draw), "contrast")
    assert found.what == "“Ghost” has a contrast of 2.1:1"


def test_text_that_lies_half_on_a_dark_box(drawn: Callable[..., Report]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(HexColor("#222222"))
        canvas.rect(130, 690, 200, 40, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#000000"))
        canvas.drawString(100, 700, "Out and in")

    (found,) = of(drawn(draw), "contrast")
    assert "“Out and in” has a contrast of 1." in found.what


def test_text_that_something_covers(drawn: Callable[..., Report]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "Under")
        canvas.setFillColor(HexColor("#FFFFFF"))
        canvas.rect(80, 680, 200, 50, stroke=0, fill=1)

    (found,) = of(drawn(draw), "contrast")
    assert found.what == "“Under” cannot be seen"


# --- paper -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("distance", "level"), [(3.0, Level.ERROR), (7.0, Level.WARNING), (10.0, None)]
)
def test_ink_near_the_edge(
    drawn: Callable[..., Report], distance: float, level: Level | None
) -> None:
    report = drawn(lambda canvas: canvas.rect(mm(distance), 300, 100, 100, stroke=0, fill=1))
    found = [each for each in report.findings if each.source == "page"]
    assert [each.level for each in found] == ([] if level is None else [level])
    assert report.facts is not None
    assert report.facts.margin == pytest.approx(distance, abs=0.3)


def test_papers_by_name(drawn: Callable[..., Report]) -> None:
    for size, name in (
        (A4, "A4"),
        ((A4[1], A4[0]), "A4 on its side"),
        ((612, 792), "US Letter"),
        ((mm(297), mm(420)), "A3"),
        ((mm(100), mm(50)), "100 × 50 mm"),
    ):
        report = drawn(lambda canvas: canvas.drawString(60, 60, "Words"), size)
        assert report.facts is not None
        assert report.facts.papers == (name,)
        assert bool(of(report, "page", Level.NOTE)) == ("mm" in name)


def test_a_page_that_shows_part_of_its_sheet(changed: Callable[..., Report]) -> None:
    def crop(pdf: Any) -> None:
        pdf.pages[0].CropBox = [100, 100, 400, 500]

    assert "CropBox" in of(changed(crop), "page", Level.WARNING)[0].what


# --- metadata and structure --------------------------------------------------------------------


def test_a_file_that_says_nothing_of_itself(drawn: Callable[..., Report]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("")
        canvas.drawString(100, 700, "Words")

    report = drawn(draw)
    assert [each.what for each in of(report, "metadata")] == [
        "the file has no title",
        "the file does not say its language",
        "the file is not tagged",
        "the file does not claim PDF/UA",
        "the file does not claim PDF/A",
        "viewers show the file's name, not its title",
    ]
    assert report.reading == ()


def test_a_file_of_pdf_2_has_its_title_in_its_packet(tmp_path: Path, library: Library) -> None:
    document = compose(library, "en", "questions", PATTERNS[0], dose=Dose())
    stock = FORMATS[document.format].stock("standard", "a4")
    path = tmp_path / "two.pdf"
    path.write_bytes(render_pdf(document, stock, pdf="2.0").data)
    report = check(path)
    assert report.facts is not None
    assert report.facts.title == document.title
    assert [each for each in report.findings if each.source in ("metadata", "pdfua")] == []
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
            del packet["dc:title"]
        pdf.save()
    assert [each.what for each in of(check(path), "metadata")] == ["the file has no title"]


def test_pictures_and_fields_without_words(
    tmp_path: Path, variants: tuple[Variant, ...], made_of: Callable[[Variant], Made]
) -> None:
    (variant,) = [
        each for each in variants if each.path == "en/a4/standard/correction-left-backward.pdf"
    ]
    path = tmp_path / "mute.pdf"
    with pikepdf.open(BytesIO(made_of(variant).pdf)) as pdf:
        for figure in elements(pdf, "Figure")[:2]:
            del figure["/Alt"]
        form: Any = pdf.Root.AcroForm
        del form.Fields[0]["/TU"]
        pdf.save(path)
    assert sorted(each.what for each in of(check(path), "reading")) == [
        "a figure has no text alternative",
        "a figure has no text alternative",
        "a form field has no tooltip",
    ]


def test_a_structure_tree_that_runs_in_circles(changed: Callable[..., Report]) -> None:
    def bend(pdf: Any) -> None:
        (section, *_) = elements(pdf, "Sect")
        section.K = pikepdf.Array([section])

    assert "the structure tree cannot be followed" in [
        each.what for each in of(changed(bend), "reading")
    ]


def test_inline_elements_are_read_within_their_line() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page().obj
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))

    def element(role: str, kids: list[Any], **more: Any) -> Any:
        return pdf.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name(f"/{role}"), K=pikepdf.Array(kids), **more)
        )

    link = element("Link", [1])
    said = element("Span", [9], ActualText="SI joint")
    cell = element("Fancy", [0, link, 2, said, element("P", [3])], Pg=page)
    picture = element("Figure", [4], Pg=page, Alt="A hip")
    root.K = element("Document", [cell, picture])
    root.RoleMap = pikepdf.Dictionary(Fancy=pikepdf.Name.TD)
    pdf.Root.StructTreeRoot = root
    texts: Texts = {
        (0, 0): "Read ",
        (0, 1): "this",
        (0, 2): " of the ",
        (0, 3): "More",
    }
    assert read(pdf, texts) == (
        Spoken(0, "Document"),
        Spoken(1, "TD", "Read this of the SI joint", page=1),
        Spoken(2, "P", "More", page=1),
        Spoken(1, "Figure", alt="A hip", page=1),
    )


def test_words_broken_at_a_hyphen_stay_whole() -> None:
    from pypdfium2 import PdfDocument

    from handouts.checking.painted_text import pieces

    target = BytesIO()
    canvas = Canvas(target, pagesize=A4)
    text = canvas.beginText(100, 700)
    text.textLines(["My two-", "week log", "goes on"])
    canvas.drawText(text)
    canvas.save()
    with PdfDocument(target.getvalue()) as document:
        said = "".join(piece.text for piece in pieces(document[0]))
    assert said.split() == ["My", "two-week", "log", "goes", "on"]


# --- the other checkers ------------------------------------------------------------------------


def test_findings_of_pdfua_and_outloud(changed: Callable[..., Report]) -> None:
    def strip(pdf: Any) -> None:
        del pdf.Root["/Lang"]

    report = changed(strip)
    for source in ("pdfua", "outloud"):
        (found, *_) = of(report, source)
        assert found.rule
        assert "language" in found.what.lower() or "lang" in found.what.lower()


def test_a_footer_on_a_single_page_is_no_lost_text(changed: Callable[..., Report]) -> None:
    report = changed(lambda _: None)
    notes = {each.rule for each in of(report, "outloud", Level.NOTE)}
    assert notes == {"TAG-002", "TBL-012"}  # its cells are to tick, and it has a footer

    def unmark(pdf: Any) -> None:
        page = pdf.pages[0]
        data = page.Contents.read_bytes().replace(b"/Subtype /Footer", b"")
        page.Contents = pdf.make_stream(data)

    assert [each.rule for each in of(changed(unmark), "outloud")] == ["TAG-002"]


def test_a_checker_that_fails_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, handout: bytes
) -> None:
    import pdfua

    def fail(_: str) -> None:
        raise RuntimeError("no\nidea")

    (tmp_path / "one.pdf").write_bytes(handout)
    monkeypatch.setattr(pdfua, "validate", fail)
    (found,) = of(check(tmp_path / "one.pdf"), "pdfua", Level.WARNING)
    assert found.what == "pdfua could not check everything (RuntimeError: no idea)"


@pytest.mark.hostile
@pytest.mark.usefixtures("only_ours")
@pytest.mark.parametrize("fault", ["cut", "flip"])
@settings(max_examples=25, deadline=None, derandomize=True)
@given(places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1))
def test_no_damage_is_a_crash(
    tmp_path_factory: pytest.TempPathFactory,
    handout: bytes,
    fault: str,
    places: list[tuple[int, int]],
) -> None:
    damaged = bytearray(handout)
    if fault == "cut":
        del damaged[places[0][0] % len(damaged) :]
    else:
        for place, value in places:
            damaged[place % len(damaged)] = value
    path = tmp_path_factory.mktemp("damaged") / "one.pdf"
    path.write_bytes(damaged)
    assert check(path).path == path


@pytest.fixture(scope="module")
def only_ours() -> Any:
    """Without the slow checkers, which have their own guard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "pdfua", lambda _: [])
        patch.setattr(rules, "outloud", lambda *_: [])
        yield


# --- parts and copies --------------------------------------------------------------------------


def test_what_a_sheet_cuts_off_is_not_looked_for(drawn: Callable[..., Report]) -> None:
    """A form that shows through a window: text outside is no text that is painted over."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("poster", 0, 0, 600, 600)
        canvas.setFont("Helvetica", 14)
        canvas.drawString(20, 500, "shown whole")
        canvas.drawString(20, 50, "cut off")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(20, 20, "small, and cut off too")
        canvas.endForm()
        window = canvas.beginPath()
        window.rect(60, 400, 400, 300)
        canvas.clipPath(window, stroke=0, fill=0)
        canvas.translate(60, 100)
        canvas.doForm("poster")

    report = drawn(draw)
    assert of(report, "contrast") == []
    assert of(report, "type") == []
    assert report.facts is not None
    assert report.facts.smallest == pytest.approx(14, abs=0.01)


def test_small_type_that_shows_through_a_window_is_found(drawn: Callable[..., Report]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("poster", 0, 0, 600, 600)
        canvas.setFont("Helvetica", 6)
        canvas.drawString(20, 500, "small")
        canvas.endForm()
        window = canvas.beginPath()
        window.rect(60, 400, 400, 300)
        canvas.clipPath(window, stroke=0, fill=0)
        canvas.translate(60, 100)
        canvas.doForm("poster")

    assert [finding.what for finding in of(drawn(draw), "type")] == ["“small” is set in 6.0 pt"]


@pytest.mark.parametrize(
    ("handout", "edition", "paper"),
    [
        ("card", "standard", "letter"),
        ("card", "large-print", "a4"),
        ("poster", "standard", "a4"),
        ("poster-overview", "mono", "letter"),
    ],
)
def test_sheets_of_cards_and_tiles_are_right(
    library: Library, handout: str, edition: str, paper: str, tmp_path: Path
) -> None:
    front = library.languages["en"].handouts[handout].front
    pattern = PATTERNS[0] if front.per_pattern else None
    document = compose(library, "en", handout, pattern, dose=Dose())
    path = tmp_path / "sheets.pdf"
    path.write_bytes(
        render_pdf(document, FORMATS[front.format].stock(edition, paper), edition).data
    )
    report = check(path)
    assert of_level(report, Level.ERROR) == []
    assert of_level(report, Level.WARNING) == []
    # What is said to whoever prints stands where no word of a card does, which printers reach.
    near = [each.what for each in report.findings if "from the edge" in each.what]
    assert near == ["something is 6.3 mm from the edge of the paper"] * (
        (handout, edition) == ("card", "large-print")
    )


def test_only_copies_may_be_skipped() -> None:
    """Words that are read nowhere else on the page are lost, and so are larger ones."""
    font = Font("Some", embedded=True)

    def piece(text: str, mcid: int | None, size: float = 12) -> Piece:
        box = (10.0, 10.0, 20.0, 20.0)
        return Piece(text, mcid, box, size, False, font, (0, 0, 0), 1, True, False)

    box = {"page": 1, "x0": 0, "y0": 0, "x1": 30, "y1": 30}
    read, copy = piece("Stop if it hurts.", 1), piece("Stop if it hurts.", None)
    assert rules._may_be_skipped([box], [[read, copy, piece("L", None)]])
    assert not rules._may_be_skipped([box], [[copy]])
    assert not rules._may_be_skipped([box], [[read, piece("Stop if it hurts.", None, 14)]])
    assert not rules._may_be_skipped([box], [[read, copy, piece("Call us.", None)]])
    assert not rules._may_be_skipped([], [[read]])


@pytest.mark.parametrize(
    ("lang", "name", "paper", "edition"),
    every(
        2,
        [
            ("ar", "poster-overview", "a3", "standard"),
            ("ar", "questions", "a4", "standard"),
            ("ar", "log", "a4", "standard"),
            ("fa", "card", "half-letter", "large-print"),
            ("hi", "card", "a6", "standard"),
        ],
    ),
)
def test_marks_and_tails_of_other_scripts_touch_nothing(
    own: OwnContent, tmp_path: Path, lang: str, name: str, paper: str, edition: str
) -> None:
    """A tail that hung out of its bar, and a mark on the rule above it, had no contrast there."""
    shutil.copytree(paths.content_dir() / lang, own.path(lang))
    per_pattern = own.load().languages[lang].handouts[name].front.per_pattern
    document = own.compose(name, PATTERNS[0] if per_pattern else None, lang=lang)
    stock = FORMATS[document.format].stock(edition, paper)
    path = tmp_path / "made.pdf"
    path.write_bytes(render_pdf(document, stock, edition).data)
    found = [each for each in check(path).findings if each.level is not Level.NOTE]
    assert found == []

"""Cards on a sheet: equal copies, both sides of the paper matching, marks where to cut."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from imposed import PIXELS_A_POINT, cards, pictures, sheets
from PIL import Image, ImageChops
from tagged_pdf import Reading
from visible import Shown, shown

from handouts.design.formats import FORMATS
from handouts.design.papers import Cards, mm
from handouts.render.imposition.cards import block

KINDS = [
    (edition, stock.id)
    for edition, stocks in FORMATS["card"].stocks.items()
    for stock in stocks
    if isinstance(stock, Cards) and edition != "mono"
]
SLACK = 0.5  # pt
HAIR = 1.2  # pt; a reader tells the box of a line twice as wide as it is


@pytest.fixture(params=KINDS, ids=["-".join(kind) for kind in KINDS])
def kind(request: pytest.FixtureRequest) -> tuple[str, Cards]:
    edition, stock_id = request.param
    return edition, cards(edition, stock_id)


def cells(stock: Cards) -> list[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each card on its sheet."""
    left = (stock.sheet.width - stock.card.width * stock.columns) / 2
    bottom = (stock.sheet.height - stock.card.height * stock.rows) / 2
    return [
        (
            left + column * stock.card.width,
            bottom + row * stock.card.height,
            left + (column + 1) * stock.card.width,
            bottom + (row + 1) * stock.card.height,
        )
        for row in range(stock.rows)
        for column in range(stock.columns)
    ]


def within(piece: Shown, cell: tuple[float, float, float, float]) -> bool:
    return (
        cell[0] < piece.left
        and piece.right < cell[2]
        and cell[1] < piece.bottom
        and piece.top < cell[3]
    )


def test_every_word_is_on_a_card_and_every_card_has_the_same(kind: tuple[str, Cards]) -> None:
    edition, stock = kind
    pieces = shown(sheets("card", stock, edition))
    pieces = [piece for piece in pieces if "short edge" not in piece.text]  # for who prints them
    for page in {piece.page for piece in pieces}:
        here = [piece for piece in pieces if piece.page == page]
        found = []
        for cell in cells(stock):
            mine = [piece for piece in here if within(piece, cell)]
            places = Counter(
                (piece.text, round(piece.left - cell[0]), round(piece.bottom - cell[1]))
                for piece in mine
            )
            found.append(places)
        assert sum(sum(each.values()) for each in found) == len(here)
        assert all(each == found[0] for each in found)


def test_copies_look_alike(kind: tuple[str, Cards]) -> None:
    """Pixel by pixel, but for how edges fall between pixels."""
    edition, stock = kind
    for picture in pictures(sheets("card", stock, edition)):
        crops = []
        for left, bottom, right, top in cells(stock):
            edge = mm(9.5)  # cut marks stand in the cards' margins
            upper = stock.sheet.height - top
            lower = stock.sheet.height - bottom
            box = left + edge, upper + edge, right - edge, lower - edge
            x, y, *corner = (round(PIXELS_A_POINT * length) for length in box)
            crops.append(picture.crop((x, y, corner[0], corner[1])))
        for other in crops[1:]:
            assert unlike(crops[0], other) < 0.02


def unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that clearly differ."""
    size = min(one.width, other.width), min(one.height, other.height)
    pair = [each.crop((0, 0, *size)).convert("L") for each in (one, other)]
    marks = ImageChops.difference(*pair).point(lambda grey: 255 if grey > 128 else 0)
    return marks.histogram()[255] / (size[0] * size[1])


def test_the_sides_match_when_the_sheet_is_turned(kind: tuple[str, Cards]) -> None:
    """Printed on both sides, cards lie back to back: the cells are symmetric on the sheet."""
    _, stock = kind
    width, height = stock.sheet.width, stock.sheet.height
    area = block(stock)
    assert area.x == pytest.approx(width - area.right)
    assert area.y == pytest.approx(height - area.top)
    places = sorted(cells(stock))
    turned = sorted((width - cell[2], cell[1], width - cell[0], cell[3]) for cell in places)
    for cell, behind in zip(places, turned, strict=True):
        assert behind == pytest.approx(cell, abs=0.01)
    assert area.x >= 0
    assert area.y >= 0


def lines(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """The boxes of the thin strokes a page paints itself: its cut marks."""
    found = []
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        for each in document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
            left, bottom, right, top = each.get_bounds()
            if min(right - left, top - bottom) < HAIR and max(right - left, top - bottom) < mm(7):
                found.append((left, bottom, right, top))
    return found


def test_cut_marks_lie_between_the_cards_and_off_the_edge(kind: tuple[str, Cards]) -> None:
    edition, stock = kind
    pdf = sheets("card", stock, edition)
    pieces = shown(pdf)
    borders_x = {cell[0] for cell in cells(stock)} - {min(cell[0] for cell in cells(stock))}
    borders_y = {cell[1] for cell in cells(stock)} - {min(cell[1] for cell in cells(stock))}
    for page in sorted({piece.page for piece in pieces}):
        marks = [
            (left, bottom, right, top)
            for left, bottom, right, top in lines(pdf, page - 1)
            if any(abs((left + right) / 2 - x) < SLACK and right - left < HAIR for x in borders_x)
            or any(abs((bottom + top) / 2 - y) < SLACK and top - bottom < HAIR for y in borders_y)
        ]
        # Two at the ends of each cut, and a cross of two where cuts meet.
        cuts = len(borders_x) + len(borders_y)
        assert len(marks) == 2 * cuts + 2 * len(borders_x) * len(borders_y)
        for left, bottom, right, top in marks:
            assert left >= mm(10)
            assert bottom >= mm(10)
            assert right <= stock.sheet.width - mm(10)
            assert top <= stock.sheet.height - mm(10)
            for piece in (piece for piece in pieces if piece.page == page):
                apart = (
                    right < piece.left
                    or left > piece.right
                    or top < piece.bottom
                    or bottom > piece.top
                )
                assert apart, f"a cut mark runs through {piece.text!r}"


def test_a_card_is_read_once(kind: tuple[str, Cards]) -> None:
    """The sheet says to a screen reader what the single card says; the copies say nothing."""
    edition, stock = kind
    sheet = Reading(sheets("card", stock, edition))
    paper = FORMATS["card"].stocks[edition][0]
    alone = Reading(sheets("card", paper, edition, fillable=False))
    assert sheet.faults == []
    assert told(sheet) == told(alone)
    assert len(told(sheet)) > 15


def told(reading: Reading) -> list[tuple[str, str]]:
    """Role and words of every element that says something itself."""
    return [
        (role, " ".join((node.entries.get("Alt") or node.text).split()))
        for role in ("P", "H1", "H2", "Figure")
        for node in reading.document.all(role)
    ]


def test_a_sheet_is_not_filled_in_on_screen(kind: tuple[str, Cards]) -> None:
    edition, stock = kind
    with pikepdf.open(BytesIO(sheets("card", stock, edition))) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert [float(edge) for edge in pdf.pages[0].mediabox[2:]] == pytest.approx(
            [stock.sheet.width, stock.sheet.height]
        )


def test_the_second_side_is_on_the_back(kind: tuple[str, Cards]) -> None:
    """A sheet has as many sides as the card has pages."""
    edition, stock = kind
    with pikepdf.open(BytesIO(sheets("card", stock, edition))) as pdf:
        sheet = len(pdf.pages)
    paper = FORMATS["card"].stocks[edition][0 if stock.id == "a4" else 1]
    with pikepdf.open(BytesIO(sheets("card", paper, edition))) as pdf:
        assert sheet == len(pdf.pages)


@pytest.mark.parametrize("edition", ["standard", "large-print", "mono"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_sheet_says_that_it_is_turned_on_its_short_edge(edition: str, paper: str) -> None:
    """By geometry: the back is upright if the sheet is turned like the page of a book."""
    stock = cards(edition, paper)
    pdf = sheets("card", stock, edition)
    width, height = stock.sheet.width, stock.sheet.height
    with pikepdf.open(BytesIO(pdf)) as opened:
        duplex = str(opened.Root.ViewerPreferences.Duplex)
    assert duplex == ("/DuplexFlipShortEdge" if width > height else "/DuplexFlipLongEdge")
    said = [piece for piece in shown(pdf) if "short edge" in piece.text]
    assert [piece.page for piece in said] == ([1] if width > height else [])
    for piece in said:
        others = [each for each in shown(pdf) if each.page == 1 and each != piece]
        assert piece.top < height - mm(5)
        assert max(each.top for each in others) < piece.bottom

"""A poster on office sheets: put together, they are the poster."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from imposed import PIXELS_A_POINT, pictures, sheets, tiled
from PIL import Image, ImageChops
from tagged_pdf import Reading
from visible import words

from handouts.design.papers import Paper, Tiled, mm
from handouts.render.imposition.cut_marks import Rectangle
from handouts.render.imposition.tiling import GUTTER, STRIP, grid

LENGTH = st.floats(150, 2500)


@pytest.fixture(params=["a4", "letter"])
def stock(request: pytest.FixtureRequest) -> Tiled:
    return tiled(request.param)


@st.composite
def stocks(draw: st.DrawFn) -> Tiled:
    sheet = Paper("s", "S", draw(st.floats(300, 900)), draw(st.floats(300, 1300)))
    poster = Paper("p", "P", draw(LENGTH), draw(LENGTH))
    overlap, margin = draw(st.floats(0, mm(25))), draw(st.floats(0, mm(20)))
    return Tiled("t", "T", sheet, poster, overlap, margin)


@given(stocks())
def test_any_grid_is_sound(stock: Tiled) -> None:
    try:
        made = grid(stock)
    except ValueError:
        assume(False)
    window, poster = made.window, stock.poster
    # Every sheet shows as much, inside what the printer prints, above the strip.
    assert made.sheet in (stock.sheet, stock.sheet.turned)
    assert window.x >= stock.margin + GUTTER - 1e-6
    assert window.right <= made.sheet.width - stock.margin - GUTTER + 1e-6
    assert window.y >= stock.margin + STRIP + GUTTER - 1e-6
    assert window.top <= made.sheet.height - stock.margin - GUTTER + 1e-6
    assert len(made.tiles) == made.columns * made.rows
    assert len({tile.label for tile in made.tiles}) == len(made.tiles)
    parts = {(tile.row, tile.column): tile.part for tile in made.tiles}
    for (row, column), part in parts.items():
        assert (part.width, part.height) == pytest.approx((window.width, window.height))
        if right := parts.get((row, column + 1)):
            assert part.right - right.x == pytest.approx(stock.overlap, abs=1e-6)
            assert part.y == right.y
        if below := parts.get((row + 1, column)):
            assert below.top - part.y == pytest.approx(stock.overlap, abs=1e-6)
            assert part.x == below.x
    # With no gaps inside, the poster is covered if its corners are.
    first, last = parts[0, 0], parts[made.rows - 1, made.columns - 1]
    assert (first.x, first.top) == pytest.approx((0, poster.height), abs=1e-6)
    assert (last.right, last.y) == pytest.approx((poster.width, 0), abs=1e-6)
    assert len(made.tiles) <= min(fewest(stock, sheet) for sheet in both_ways(stock))


def both_ways(stock: Tiled) -> tuple[Paper, Paper]:
    return stock.sheet, stock.sheet.turned


def fewest(stock: Tiled, sheet: Paper) -> float:
    """The fewest sheets held that way; each but the first adds less, by the overlap."""
    count = 1.0
    for length, room in (
        (stock.poster.width, sheet.width - 2 * (stock.margin + GUTTER)),
        (stock.poster.height, sheet.height - 2 * (stock.margin + GUTTER) - STRIP),
    ):
        if room < 2 * stock.overlap + mm(20):
            return float("inf")
        needed = 1
        while needed * room - (needed - 1) * stock.overlap < length - 1e-3:
            needed += 1
        count *= needed
    return count


def test_nothing_left_of_a_sheet_is_told() -> None:
    with pytest.raises(ValueError, match="too little of a sheet"):
        grid(Tiled("t", "T", Paper("s", "S", 200, 200), Paper("p", "P", 900, 900), mm(40), mm(40)))


def test_labels_run_like_a_map(stock: Tiled) -> None:
    made = grid(stock)
    assert [tile.label for tile in made.tiles] == [
        f"{'ABCDEFG'[row]}{column + 1}"
        for row in range(made.rows)
        for column in range(made.columns)
    ]
    assert made.tiles[0].label == "A1"
    text = words(sheets("poster", stock))
    for tile in made.tiles:
        assert text.count(tile.label) == 1


def test_sheets_are_sheets(stock: Tiled) -> None:
    made = grid(stock)
    with pikepdf.open(BytesIO(sheets("poster", stock))) as pdf:
        assert len(pdf.pages) == len(made.tiles) == 8
        for page in pdf.pages:
            assert [float(edge) for edge in page.mediabox] == pytest.approx(
                [0, 0, made.sheet.width, made.sheet.height]
            )
            assert page.cropbox == page.mediabox


def test_nothing_is_painted_where_printers_do_not_print(stock: Tiled) -> None:
    for picture in pictures(sheets("poster", stock)):
        ink = ImageChops.invert(picture.convert("L")).getbbox()
        assert ink is not None
        least = int(stock.margin * PIXELS_A_POINT) - 1  # the pixel on the line may be half painted
        assert min(ink[0], ink[1]) >= least
        assert picture.width - ink[2] >= least
        assert picture.height - ink[3] >= least


def test_put_together_the_sheets_are_the_poster(stock: Tiled) -> None:
    """Each window shows the poster's part that belongs there; `grid` leaves no gaps."""
    made = grid(stock)
    poster = sheets("poster", stock.poster, fillable=False)
    inked = 0
    for number, tile in enumerate(made.tiles):
        seen = clipped(sheets("poster", stock), number, made.window)
        whole = clipped(poster, 0, tile.part)
        assert seen.size == whole.size
        # On the cut itself a pixel may be half white.
        inner = 1, 1, seen.width - 1, seen.height - 1
        difference = ImageChops.difference(seen.crop(inner), whole.crop(inner))
        assert sum(difference.histogram()[41:]) == 0, tile.label
        assert mean(difference) < 0.05
        inked += mean(ImageChops.invert(whole)) > 1
    assert inked == len(made.tiles)  # no sheet is empty, so each comparison says something


def test_windows_are_cut_at_whole_points(stock: Tiled) -> None:
    """Of a line that is cut, programs show as much then; else they differ by a pixel."""
    window = grid(stock).window
    with pikepdf.open(BytesIO(sheets("poster", stock))) as pdf:
        for page in pdf.pages:
            clip: list[float] = []
            for made in pikepdf.parse_content_stream(page):
                if str(made.operator) == "re":
                    clip = [float(each) for each in made.operands]
                elif str(made.operator) == "Do" and str(made.operands[0]).endswith("poster"):
                    break
            x, y, width, height = clip
            edges = (x, y, x + width, y + height)
            assert edges == tuple(map(round, edges))
            for edge, exact, outer in zip(edges, window.corners, (-1, -1, 1, 1), strict=True):
                assert 0 <= (edge - exact) * outer < 1


def clipped(pdf: bytes, page: int, window: Rectangle) -> Image.Image:
    """A rectangle of a page in grey, its corner on the corner of a pixel."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as document:
        document[page].set_mediabox(*window.corners)
        document[page].set_cropbox(*window.corners)
        picture: Image.Image = document[page].render(scale=PIXELS_A_POINT).to_pil()
    return picture.convert("L")


def mean(picture: Image.Image) -> float:
    counts = picture.histogram()
    return sum(value * count for value, count in enumerate(counts)) / sum(counts)


def test_the_first_sheet_says_what_is_on_the_poster(stock: Tiled) -> None:
    reading = Reading(sheets("poster", stock))
    assert reading.faults == []
    poster = Reading(sheets("poster", stock.poster, fillable=False))
    for role in ("H1", "H2", "P"):
        said = [node.text for node in reading.document.all(role)]
        assert said[: len(texts := [node.text for node in poster.document.all(role)])] == texts
    alts = [node.entries["Alt"] for node in reading.document.all("Figure")]
    assert alts == [node.entries["Alt"] for node in poster.document.all("Figure")]


def test_other_sheets_say_only_where_they_belong(stock: Tiled) -> None:
    with pikepdf.open(BytesIO(sheets("poster", stock))) as pdf:
        for number in range(len(pdf.pages)):
            marked = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number + 1]
            roles = [str(element.S) for element in marked]
            assert (roles == ["/P"]) == (number > 0)

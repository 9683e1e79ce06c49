"""QR codes as rectangles, and addresses over several lines."""

from __future__ import annotations

from itertools import product

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from handouts.design.fonts import ATKINSON
from handouts.design.theme import STANDARD
from handouts.document import Run
from handouts.layout.qr_codes import AddressBlock, modules, rectangles
from handouts.layout.typography import TypeScale

GRIDS = st.integers(1, 12).flatmap(
    lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=1)
)


@given(rows=GRIDS)
def test_rectangles_cover_each_dark_module_once(rows: list[list[bool]]) -> None:
    covered = [
        (x, y)
        for left, top, width, height in rectangles(rows)
        for x, y in product(range(left, left + width), range(top, top + height))
    ]
    assert len(covered) == len(set(covered))
    dark = {(x, y) for y, row in enumerate(rows) for x, on in enumerate(row) if on}
    assert set(covered) == dark


def test_runs_are_merged() -> None:
    assert rectangles([[True, True, False], [True, True, True]]) == [(0, 0, 2, 1), (0, 1, 3, 1)]
    assert rectangles([[True, True], [True, True]]) == [(0, 0, 2, 2)]


def test_level_and_size() -> None:
    """A short address makes a small code; ISO/IEC 18004: 17 + 4 × version modules a side."""
    code = segno.make_qr("https://example.org/v", error="M", boost_error=False)
    assert code.error == "M"
    assert len(modules("https://example.org/v")) == 17 + 4 * int(code.version)
    assert len(modules("https://example.org/v")) == 25


@pytest.mark.parametrize("width", [60, 90, 140, 400])
def test_an_address_goes_on_after_its_marks(width: float) -> None:
    style = TypeScale(STANDARD, 12, STANDARD.spacings[0], ATKINSON).style(12)
    address = "www.example.org/met/exercise-video?of=hip&way=back"
    block = AddressBlock((Run(address, href="https://" + address),), style)
    lines = block.lines(width)
    assert "".join(lines) == address
    assert all(line[-1] in "/.?&=-" for line in lines[:-1])
    for line in lines:
        narrow = stringWidth(line, style.font, 12) <= width
        assert narrow or not any(mark in line[:-1] for mark in "/.?&=-")
    assert (len(lines) == 1) == (width == 400)

"""Colours and sizes of the theme against WCAG 2.1 and the print guidelines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from handout_help import contrast

from handouts import layout
from handouts.design.papers import PAPERS, mm
from handouts.design.theme import EDITIONS, Colours, Theme
from handouts.pattern import Side

SIDES = (Side.LEFT, Side.RIGHT, None)


def body_text(of: Colours) -> list[tuple[str, str]]:
    """Body text and what it stands on: pages, boxes, table heads, panels."""
    papers = (of.paper, of.soft, of.stop_tint, *map(of.tint, SIDES))
    return [(of.ink, paper) for paper in papers]


def other_text(of: Colours) -> list[tuple[str, str]]:
    """Headings and steps of panels, bars, badges, and the faint letters in boxes to tick."""
    sides = [
        pair for side in SIDES for pair in ((of.side(side), of.paper), (of.paper, of.side(side)))
    ]
    return [*sides, (of.stop, of.stop_tint), (of.stop, of.paper), (of.rule, of.paper)]


def graphics(of: Colours) -> list[tuple[str, str]]:
    """Rules, borders and signs."""
    sides = [(of.side(side), of.tint(side)) for side in SIDES]
    return [*sides, (of.rule, of.paper), (of.rule, of.soft), (of.stop, of.stop_tint)]


def rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def ratio(pair: tuple[str, str]) -> float:
    return contrast(rgb(pair[0]), rgb(pair[1]))


def test_the_measure() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", EDITIONS.values(), ids=EDITIONS)
def test_contrast(theme: Theme) -> None:
    """WCAG 2.1: 1.4.6 for body text, 1.4.3 for other text, 1.4.11 for lines and signs."""
    colours = theme.colours
    for pairs, least in ((body_text, 7), (other_text, 4.5), (graphics, 3)):
        for pair in pairs(colours):
            assert ratio(pair) >= least, pair


def test_the_layout_has_no_colours_of_its_own() -> None:
    """Black and white apart, every colour has a name in the theme, so the tests here know it."""
    for file in Path(str(layout.__file__)).parent.glob("*.py"):
        found = re.findall(r"#[0-9A-Fa-f]{6}", file.read_text(encoding="utf-8"))
        assert {colour.upper() for colour in found} <= {"#000000", "#FFFFFF"}, file.name


@pytest.mark.parametrize("theme", EDITIONS.values(), ids=EDITIONS)
def test_sizes(theme: Theme) -> None:
    assert theme.minimum >= 12
    assert list(theme.bodies) == sorted(theme.bodies, reverse=True)
    assert theme.bodies[-1] >= theme.minimum
    assert all(spacing.leading >= 1.15 for spacing in theme.spacings)
    assert [spacing.leading for spacing in theme.spacings] == sorted(
        (spacing.leading for spacing in theme.spacings), reverse=True
    )
    assert theme.h1 > theme.h2 > theme.h3 > 1
    margins = theme.margins
    assert min(margins.left, margins.right, margins.top, margins.bottom) >= mm(10)


def test_papers() -> None:
    """ISO 216 and ANSI/ASME Y14.1, upright."""
    sizes = {name: (paper.width / mm(1), paper.height / mm(1)) for name, paper in PAPERS.items()}
    assert sizes["a4"] == pytest.approx((210, 297))
    assert sizes["letter"] == pytest.approx((215.9, 279.4))

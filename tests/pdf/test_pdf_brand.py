"""A clinic's colours on the page and in figures."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from handout_help import Made, OwnContent, make
from visible import shown

from handouts.cli import main
from handouts.design.papers import PAPERS
from handouts.design.theme import STANDARD
from handouts.pattern import PATTERNS

LEFT, RIGHT, HEADINGS = "#00695C", "#AD1457", "#4A148C"
BRAND = f'colours:\n  left: "{LEFT}"\n  right: "{RIGHT}"\n  headings: "{HEADINGS}"\n'


def rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def operators(made: Made) -> bytes:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        return b"\n".join(page.Contents.read_bytes() for page in pdf.pages)


def painted(made: Made) -> set[tuple[int, int, int]]:
    """Every colour that is filled or stroked with."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        found = [
            tuple(round(float(level) * 255) for level in each.operands)
            for page in pdf.pages
            for each in pikepdf.parse_content_stream(page)
            if str(each.operator) in ("rg", "RG")
        ]
    return {(red, green, blue) for red, green, blue in found}


def rendered(own: OwnContent, edition: str = "standard") -> Made:
    return make(own.compose("correction", PATTERNS[0]), PAPERS["a4"], edition)


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_on_the_page(own: OwnContent, edition: str) -> None:
    own.clinic(BRAND)
    made = rendered(own, edition)
    assert {rgb(LEFT), rgb(RIGHT), rgb(HEADINGS)} <= painted(made)
    usual = STANDARD.colours
    for colour in (usual.left, usual.right):
        assert rgb(colour) not in painted(made)
    said = {piece.text.strip(): piece.colour for piece in shown(made.pdf)}
    assert said["Why it works and what to expect"] == rgb(HEADINGS)
    for begins, colour in (("Left thigh presses", LEFT), ("Right thigh presses", RIGHT)):
        assert {said[text] for text in said if text.startswith(begins)} == {rgb(colour)}


def test_one_side_alone(own: OwnContent) -> None:
    own.clinic(f'colours:\n  right: "{RIGHT}"\n')
    found = painted(rendered(own))
    assert {rgb(RIGHT), rgb(STANDARD.colours.left)} <= found
    assert rgb(STANDARD.colours.right) not in found


def test_black_and_white_stays_so(own: OwnContent) -> None:
    own.clinic("name: Riverside\n")
    plain = rendered(own, "mono").pdf
    own.clinic("name: Riverside\n" + BRAND)
    assert rendered(own, "mono").pdf == plain


def test_links_take_the_colour_of_the_left_side_but_darker_where_boxes_ask_for_it(
    own: OwnContent,
) -> None:
    own.clinic('colours:\n  left: "#767676"\nlinks:\n  video: https://example.org/v\n')
    colours = {piece.text: piece.colour for piece in shown(rendered(own).pdf)}
    red, green, blue = colours["example.org/v"]
    assert red == green == blue < 0x76
    assert colours["Left thigh presses toward your chest"] == rgb("#767676")


def test_exported_figures(own: OwnContent, tmp_path: Path) -> None:
    def exported(style: str) -> str:
        folder = tmp_path / "out" / style
        asked = ["--name", "hip-inside", "--style", style, "--pattern", "left-backward"]
        content = ["--content", str(own.root)]
        assert main.main(["figures", "--out", str(folder), *asked, *content]) == 0
        files = ("hip-inside-left-backward.svg", "hip-inside-right-forward.svg")
        return "".join((folder / "en" / name).read_text(encoding="utf-8") for name in files)

    usual = {style: exported(style) for style in ("colour", "mono", "ink-saving")}
    own.clinic(BRAND)
    for style in ("colour", "ink-saving"):
        svg = exported(style)
        assert LEFT in svg
        assert RIGHT in svg
        assert STANDARD.colours.left not in svg
        assert STANDARD.colours.left in usual[style]
    assert exported("mono") == usual["mono"]

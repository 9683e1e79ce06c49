"""Pages without colour operators."""

import pytest

from handouts.tagged.grey import without_colour


@pytest.mark.parametrize(
    ("stream", "grey"),
    [
        ("0 0 0 rg", "0 g"),
        ("1 1 1 RG", "1 G"),
        ("q\n1 0 0 rg 0 1 0 RG\nQ", "q\n0.299 g 0.587 G\nQ"),
        (".078431 .129412 .168627 rg", "0.119 g"),
        ("BT (1 0 0 rg) Tj ET", "BT (1 0 0 rg) Tj ET"),
        (r"(a \) 1 0 0 rg) Tj 1 0 0 rg", r"(a \) 1 0 0 rg) Tj 0.299 g"),
        ("10 20 30 rge", "10 20 30 rge"),
    ],
)
def test_every_colour_becomes_its_grey_and_text_stays(stream: str, grey: str) -> None:
    assert without_colour(stream) == grey

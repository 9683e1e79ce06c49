"""What is known of the typefaces, against what fontTools reads in their files."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.design.fonts import TYPEFACES, Typeface, missing_characters, register, typeface_for
from handouts.tagged import width_of

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\t"), min_size=1)


@cache
def advances(typeface: Typeface, *, bold: bool) -> dict[str, float]:
    """The advance width of every character of a face, in em."""
    with TTFont(typeface.path(bold=bold)) as font:
        em, metrics = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


@given(TEXT)
@example("\uffff")  # the end of a table of characters, and none itself
@example("\0")
def test_characters_that_no_typeface_has(text: str) -> None:
    first, last = (advances(each, bold=False).keys() for each in TYPEFACES)
    has_all = first >= set(text)
    missing = [] if has_all else [char for char in dict.fromkeys(text) if char not in last]
    assert missing_characters(text) == missing
    assert typeface_for([text]) == (TYPEFACES[0] if has_all else TYPEFACES[-1])


@given(st.data(), st.sampled_from(TYPEFACES), st.booleans(), st.floats(1, 99))
def test_a_text_is_as_wide_as_its_characters(
    data: st.DataObject, typeface: Typeface, bold: bool, size: float
) -> None:
    widths = advances(typeface, bold=bold)
    text = "".join(data.draw(st.lists(st.sampled_from(sorted(widths)), max_size=20)))
    expected = sum(widths[char] for char in text) * size
    font = register(typeface).face(bold=bold)
    assert abs(width_of(text, font, size) - expected) < 1e-6

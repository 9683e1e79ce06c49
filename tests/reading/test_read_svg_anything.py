"""Any drawing in SVG is drawn or told, soon, and what is drawn prints in colour and in greys."""

from __future__ import annotations

import re

import pytest
from hypothesis import event, given, settings
from svg_anything import ANYTHING

from handouts.design.artwork import Artwork
from handouts.layout.artwork_operators import artwork_form
from handouts.reading.svg import SvgError, read_svg
from handouts.tagged import Form

COLOURED = re.compile(r"(?<![\w.])(rg|RG|k|K)(?!\w)|DeviceRGB|DeviceCMYK")
NUMBER = re.compile(r"(?<![\w/.])-?\d+\.?\d*(?!\w)")


def drawn(data: bytes) -> Artwork | None:
    """The drawing; None if it is told what is wrong and how to mend it, on one line."""
    try:
        return read_svg(data)
    except SvgError as error:
        what, _, remedy = str(error).partition("; ")
        told = what and remedy and str(error).isprintable() and ";" not in remedy
        event(re.sub(r"'.*'|\d+", "_", what)[:40])
    assert told
    return None


def written(form: Form) -> str:
    """Everything that a form writes into a file."""
    inside = [each for _, each in (*form.forms, *form.masks)]
    return "\n".join([form.code.decode(), form.resources(lambda _: "1 0 R"), *map(written, inside)])


@pytest.mark.hostile
@settings(deadline=5000)
@given(ANYTHING)
def test_any_svg_is_drawn_or_told(data: bytes) -> None:
    artwork = drawn(data)
    if artwork is None:
        return
    assert 0 < min(artwork[:2]) <= max(artwork[:2]) == pytest.approx(1000)
    grey, colour = (written(artwork_form(artwork, grey=grey)) for grey in (True, False))
    assert not COLOURED.search(grey)
    # ISO 19005-2, 6.1.13: no integer beyond 32 bits.
    assert all(abs(float(number)) < 2**31 for number in NUMBER.findall(grey + colour))

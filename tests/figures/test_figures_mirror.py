"""Mirror proof: a left figure is the right one turned over, its words are not."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from figure_help import (
    NAMES,
    STYLES,
    SVG,
    case_id,
    content_words,
    draw,
    figures,
    fixed_words,
    layer,
    numbers,
    parse,
)

from handouts.pattern import PATTERNS, Correction, Side, Tilt

# Figures of no side, or of either one, have no mirror image.
SIDED = [name for name in NAMES if figures.SUBJECT_KINDS[name] in ("hip", "pattern")]
# Each side has its own colours, beside its own shapes; the proof looks past them.
COLOURS = (
    ("#CFE0F0", "#F8DCC4"),
    ("#A6C3DF", "#EDC29D"),
    ("#EAF1F8", "#FDF2E9"),
    ("#0B3F73", "#7D3400"),
)
SWAPPED = {"left": "right", "right": "left", "Left": "Right", "Right": "Left", "L": "R", "R": "L"}


def pairs(name: str) -> list[tuple[Any, Any]]:
    """Subjects and their mirror images."""
    if figures.SUBJECT_KINDS[name] == "pattern":
        return [(pattern, pattern.mirrored) for pattern in PATTERNS]
    return [(Correction(Side.LEFT, tilt), Correction(Side.RIGHT, tilt)) for tilt in Tilt]


PAIRS = [(name, *pair) for name in SIDED for pair in pairs(name)]


def art(svg: str) -> tuple[list[str], list[str | None]]:
    """The drawn layers as text without side colours, and how each layer is turned."""
    for left, right in COLOURS:
        svg = svg.replace(left, "side").replace(right, "side")
    root = parse(svg)
    layers = [g for name in ("art", "arrows") for g in layer(root, name)[:1]]
    turned = [g.attrib.pop("transform", None) for g in layers]
    return [ElementTree.tostring(g, encoding="unicode") for g in layers], turned


def swapped(words: str) -> str:
    out, word = "", ""
    for char in words + " ":
        if char.isalpha():
            word += char
            continue
        out += SWAPPED.get(word, word) + char
        word = ""
    return out[:-1]


@pytest.mark.parametrize("style", STYLES, ids=case_id)
@pytest.mark.parametrize(("name", "one", "other"), PAIRS, ids=case_id)
def test_art_is_mirrored(name: str, one: Any, other: Any, style: Any) -> None:
    words = fixed_words(name)
    first, second = (draw(name, s, words, style=style).svg for s in (one, other))
    (art_one, turned_one), (art_other, turned_other) = art(first), art(second)
    assert art_one == art_other
    assert {*turned_one, *turned_other} == {"scale(-1,1)", None}
    assert all(a != b for a, b in zip(turned_one, turned_other, strict=True))
    x, y, width, height = numbers(parse(first).get("viewBox", ""))
    assert numbers(parse(second).get("viewBox", "")) == [-(x + width), y, width, height]


@pytest.mark.parametrize(("name", "one", "other"), PAIRS, ids=case_id)
def test_words_stand_mirrored_but_read_the_same(name: str, one: Any, other: Any) -> None:
    words = fixed_words(name)
    anchors = {"start": "end", "end": "start", "middle": "middle"}

    def texts(subject: Any) -> list[ElementTree.Element]:
        return list(parse(draw(name, subject, words).svg).iter(f"{SVG}text"))

    for a, b in zip(texts(one), texts(other), strict=True):
        assert a.text == b.text
        assert float(a.get("x", 0)) == -float(b.get("x", 0))
        assert a.get("y") == b.get("y")
        assert anchors[a.get("text-anchor", "")] == b.get("text-anchor")
    written = layer(parse(draw(name, one, words).svg), "words")
    assert not any(e.get("transform") for e in written)


@pytest.mark.parametrize(("name", "one", "other"), PAIRS, ids=case_id)
def test_content_words_swap_sides_and_nothing_else(name: str, one: Any, other: Any) -> None:
    ours, theirs = content_words(name, one), content_words(name, other)
    assert swapped(ours.title) == theirs.title
    assert swapped(ours.alt) == theirs.alt
    assert [(k, swapped(v)) for k, v in ours.labels.items()] == list(theirs.labels.items())

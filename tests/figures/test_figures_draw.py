"""Every figure, subject and style: sound SVG, small, exact in its sizes, the same every time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from figure_help import (
    NAMES,
    PRINTED_MM,
    STYLES,
    SVG,
    case_id,
    cases,
    content_words,
    draw,
    figures,
    fixed_words,
    numbers,
    parse,
    subjects,
)

from handouts.pattern import PATTERNS

CASES = list(cases())
# What every program draws alike: no markers, patterns, masks or group opacity, and no <use> of a
# <symbol>, whose size they disagree on.
ELEMENTS = {
    "svg",
    "title",
    "desc",
    "defs",
    "g",
    "path",
    "circle",
    "clipPath",
    "ellipse",
    "rect",
    "line",
    "text",
}
ATTRIBUTES = {
    "baseProfile",
    "class",
    "clip-path",
    "cx",
    "cy",
    "d",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-weight",
    "height",
    "id",
    "r",
    "role",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-width",
    "text-anchor",
    "transform",
    "version",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
}
MONO_PAINTS = {"#000000", "#FFFFFF", "none"}


@pytest.mark.parametrize("style", STYLES, ids=case_id)
@pytest.mark.parametrize(("name", "subject"), CASES, ids=case_id)
def test_svg_is_sound(name: str, subject: Any, style: Any) -> None:
    drawing = draw(name, subject, style=style)
    root = parse(drawing.svg)
    assert len(drawing.svg.encode()) <= (110_000 if name == "hip-lens" else 70_000)
    assert {e.tag.removeprefix(SVG) for e in root.iter()} <= ELEMENTS
    assert {a for e in root.iter() for a in e.attrib} <= ATTRIBUTES
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == drawing.title
    assert root.findtext(f"{SVG}desc") == drawing.alt
    assert root.get("width") == f"{drawing.width:.3f}mm"
    assert root.get("height") == f"{drawing.height:.3f}mm"


@pytest.mark.parametrize(("name", "subject"), CASES, ids=case_id)
def test_mono_is_black_and_white_alone(name: str, subject: Any) -> None:
    root = parse(draw(name, subject, style=figures.Style.MONO).svg)
    paints = {e.get(a, "none") for e in root.iter() for a in ("fill", "stroke")}
    assert paints <= MONO_PAINTS
    assert not any(e.get("fill-opacity") for e in root.iter())


@pytest.mark.parametrize("subject", subjects("tilt-icon"), ids=case_id)
def test_mono_tells_the_hip_bones_apart_without_colour(subject: Any) -> None:
    """A backward hip bone carries hatch, a forward one a heavier outline."""
    root = parse(draw("tilt-icon", subject, style=figures.Style.MONO).svg)
    hatch = max(p.get("d", "").count("M") for p in root.iter(f"{SVG}path"))
    weights = {float(p.get("stroke-width", 0)) for p in root.iter(f"{SVG}path")}
    backward = subject.tilt.value == "backward"
    assert (hatch > 30) is backward
    thin = 0.27 * 290 / 30
    assert any(weight >= 1.6 * thin for weight in weights) or backward


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("scale", "label_pt"), [(1, 12.0), (2, 18.0)])
def test_labels_and_lines_are_exact_on_paper(name: str, scale: float, label_pt: float) -> None:
    width = PRINTED_MM[name] * scale
    drawing = draw(name, subjects(name)[0], width=width, label_pt=label_pt)
    root = parse(drawing.svg)
    mm = width / numbers(root.get("viewBox", ""))[2]
    badges = {
        float(t.get("font-size", 0)) for t in root.iter(f"{SVG}text") if len(t.text or "") == 1
    }
    sizes = {float(t.get("font-size", 0)) for t in root.iter(f"{SVG}text")} - badges
    assert all(size * mm / 25.4 * 72 == pytest.approx(label_pt, abs=0.02) for size in sizes)
    weights = list(stroke_widths(root, 1.0))
    assert min(weights) * mm >= 0.149
    assert max(weights) * mm >= 0.2695


def stroke_widths(element: Any, scale: float, given: float = 0) -> Iterator[float]:
    """Of all strokes in it, in units of the drawing: a part may be drawn larger or smaller.

    A stroke without a weight has the one `given` around it.
    """
    for factor in re.findall(r"scale\(([\d.]+)\)", element.get("transform", "")):
        scale *= float(factor)
    given = float(element.get("stroke-width", given))
    if element.get("stroke"):
        yield given * scale
    for child in element:
        yield from stroke_widths(child, scale, given)


@pytest.mark.parametrize("name", NAMES)
def test_drawing_is_the_same_every_time(name: str) -> None:
    subject = subjects(name)[0]
    assert draw(name, subject) == draw(name, subject)


@pytest.mark.parametrize("name", NAMES)
def test_aspect_holds_for_every_subject(name: str) -> None:
    for subject in subjects(name):
        drawing = draw(name, subject)
        assert drawing.width / drawing.height == pytest.approx(figures.aspect(name))


def test_words_are_escaped() -> None:
    words = figures.FigureWords('A < B & "C"', "x > y & <script>", {})
    root = parse(draw("tilt-icon", PATTERNS[0].backward, words).svg)
    assert root.findtext(f"{SVG}title") == 'A < B & "C"'
    assert root.findtext(f"{SVG}desc") == "x > y & <script>"


@pytest.mark.parametrize("body", figures.BODIES)
def test_every_body_has_a_look_of_its_own(body: str) -> None:
    svg = draw("rest", PATTERNS[0].backward, body=body).svg
    look = figures.style.LOOKS[body]
    assert {look.skin, look.shirt, look.shorts, look.hair} <= set(re.findall("#[0-9A-F]{6}", svg))


def test_ink_outline_stands_out_on_every_skin_tone() -> None:
    def luminance(colour: str) -> float:
        """WCAG 2.1 relative luminance of `#RRGGBB`."""
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    ink = luminance("#000000")
    for look in figures.style.LOOKS.values():
        assert (luminance(look.skin) + 0.05) / (ink + 0.05) >= 3


def test_tilt_is_a_parameter() -> None:
    hip = PATTERNS[0].backward
    words = fixed_words("hip-inside")
    assert draw("hip-inside", hip, words, tilt=6).svg != draw("hip-inside", hip, words, tilt=12).svg


@pytest.mark.parametrize(
    ("name", "subject", "options", "said"),
    [
        ("elbow", None, {}, "no figure 'elbow'; the figures are arm, "),
        ("press", None, {}, "figure 'press' is about one hip bone"),
        ("pelvis-front", PATTERNS[0].backward, {}, "'pelvis-front' is about a whole pattern, not"),
        ("arm", None, {"width": 0}, "must be greater than 0"),
        ("arm", None, {"body": "giant"}, "no body 'giant'; the bodies are base, "),
        ("hip-inside", PATTERNS[0].backward, {"tilt": 40}, "use 2 to 15"),
        ("pelvis-front", PATTERNS[0], {"tilt": 9}, "use 6 or 12"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    name: str, subject: Any, options: dict[str, Any], said: str
) -> None:
    words = fixed_words(name) if name in NAMES else figures.FigureWords("t", "a", {})
    with pytest.raises(figures.FigureError, match=said.replace("(", r"\(")):
        figures.draw(name, subject, words, **({"width": 60} | options))


@pytest.mark.parametrize("name", [name for name in NAMES if figures.LABELS[name]])
def test_missing_words_are_named(name: str) -> None:
    key = figures.LABELS[name][0]
    full = fixed_words(name)
    lacking = {k: v for k, v in full.labels.items() if k != key}
    words = figures.FigureWords(full.title, full.alt, lacking)
    with pytest.raises(figures.FigureError, match=f"'{name}': no words for the label '{key}'"):
        draw(name, subjects(name)[0], words)


def test_empty_alt_text_is_refused() -> None:
    with pytest.raises(figures.FigureError, match="alt text may not be empty"):
        draw("tilt-icon", PATTERNS[0].backward, figures.FigureWords("A title", " ", {}))


def test_a_figure_about_no_side_may_stand_on_any_handout() -> None:
    words = fixed_words("arm")
    alone = figures.draw("arm", None, words, width=80)
    assert figures.draw("arm", PATTERNS[0], words, width=80) == alone


def test_letters_of_a_side_have_room_in_their_badge() -> None:
    name, subject = next(case for case in cases() if "letter" in figures.LABELS[case[0]])
    words = content_words(name, subject)
    for letter in ("L", "W", "Д", "Iz"):
        named = figures.FigureWords(words.title, words.alt, words.labels | {"letter": letter})
        draw(name, subject, named)
    long = figures.FigureWords(words.title, words.alt, words.labels | {"letter": "links"})
    with pytest.raises(figures.FigureError, match="'links' has no room in the badge") as raised:
        draw(name, subject, long)
    assert [fault.key for fault in raised.value.labels] == ["letter"]

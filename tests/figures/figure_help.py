"""What every figure test needs: subjects, words and a look into the SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from jinja2 import Environment, StrictUndefined
from ruamel.yaml import YAML

from handouts.pattern import PATTERNS, Correction, Pattern, Side, Tilt
from handouts.storage import paths

Subject = Correction | Pattern | Tilt | None

figures: Any = paths.figures()
SVG = "{http://www.w3.org/2000/svg}"
NAMES = tuple(figures.SUBJECT_KINDS)
STYLES = tuple(figures.Style)
WIDTHS = {
    "hip-inside": 82,
    "hip-lens": 120,
    "marks": 91,
    "get-ready": 57,
    "press": 57,
    "rest": 57,
    "get-ready-roller": 57,
    "press-roller": 57,
    "exercise-hands": 85,
    "exercise-roller": 85,
    "exercise-named": 112,
    "exercise-either": 85,
    "tilt-either": 44,
    "tilt-icon": 30,
    "pelvis-front": 88,
}
PRINTED_MM = {name: WIDTHS.get(name, 82) for name in NAMES}

_CONTENT = paths.content_dir() / "en"
_YAML = YAML(typ="safe")
FIGURES_YAML = _YAML.load(_CONTENT / "figures.yaml")
_LEXICON = _YAML.load(_CONTENT / "words.yaml")
_JINJA = Environment(undefined=StrictUndefined)


def corrections() -> list[Correction]:
    return [hip for pattern in PATTERNS for hip in (pattern.backward, pattern.forward)]


def subjects(name: str) -> list[Subject]:
    chosen: dict[str, list[Subject]] = {
        "hip": [*corrections()],
        "pattern": [*PATTERNS],
        "tilt": [*Tilt],
        "none": [None],
    }
    return chosen[figures.SUBJECT_KINDS[name]]


def cases() -> Iterator[tuple[str, Subject]]:
    for name in NAMES:
        for subject in subjects(name):
            yield name, subject


def case_id(case: Any) -> str:
    """A readable name of a figure, a subject or a style."""
    if isinstance(case, Correction):
        return f"{case.side.value}-{case.tilt.value}"
    if isinstance(case, Pattern):
        return case.id
    return str(getattr(case, "value", case) or "plain")


def fixed_words(name: str) -> Any:
    """Words that never change with the content, for golden files and the mirror proof."""
    letters = {
        "letter": "H",
        "backward_letter": "B",
        "forward_letter": "F",
        "right_letter": "R",
        "left_letter": "L",
    }
    labels = {
        key: letters.get(key) or key.replace("_", " ").capitalize() for key in figures.LABELS[name]
    }
    return figures.FigureWords(f"The figure {name}", f"What {name} shows & means", labels)


def _hip(correction: Correction) -> dict[str, str]:
    words = _LEXICON
    muscles = words["muscles"][correction.muscles.value]
    held = words["resistance"][correction.resistance_at.value]
    return {
        "side": words["sides"][correction.side.value]["name"],
        "other": words["sides"][correction.side.other.value]["name"],
        "letter": words["sides"][correction.side.value]["letter"],
        "tilt": words["tilts"][correction.tilt.value],
        "drawn": words["tilts"][correction.drawn.value],
        "muscles": muscles["name"],
        "muscles_plain": muscles["plain"],
        "at": words["aspects"][correction.muscles_at.value],
        "press": words["press"][correction.press.value],
        "place": held["place"],
    }


def content_words(name: str, subject: Subject) -> Any:
    """The words of figures.yaml for a subject."""
    known: dict[str, dict[str, str]] = {}
    if isinstance(subject, Correction):
        known = {"hip": _hip(subject)}
    elif isinstance(subject, Tilt):
        sided = ("side", "other", "letter")
        words = _hip(Correction(Side.RIGHT, subject))
        known = {"hip": {key: word for key, word in words.items() if key not in sided}}
    elif isinstance(subject, Pattern):
        known = {"backward": _hip(subject.backward), "forward": _hip(subject.forward)}

    def render(text: str) -> str:
        return _JINJA.from_string(text).render(known)

    raw = FIGURES_YAML[name]
    return figures.FigureWords(
        render(raw["title"]),
        render(raw["alt"]),
        {key: render(text) for key, text in raw["labels"].items()},
    )


def draw(name: str, subject: Any, words: Any | None = None, **options: Any) -> Any:
    options.setdefault("width", PRINTED_MM[name])
    return figures.draw(name, subject, words or content_words(name, subject), **options)


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def layer(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The group of that name and all in it; empty if the figure has none."""
    return [e for g in root.findall(f"{SVG}g") if g.get("id") == name for e in g.iter()]


def numbers(text: str) -> list[float]:
    return [float(value) for value in re.findall(r"-?\d*\.?\d+", text)]


def arrow_ends(polygon: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Tail and tip of an arrow drawn as a polygon: up one side, round the tip, down the other."""
    values = numbers(polygon)
    points = list(zip(values[::2], values[1::2], strict=True))
    tail = ((points[0][0] + points[-1][0]) / 2, (points[0][1] + points[-1][1]) / 2)
    return tail, points[len(points) // 2]

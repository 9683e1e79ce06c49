"""The shapes of SVG (SVG 1.1, chapters 8 and 9) ─► operators of paths (ISO 32000-1, 8.5.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from handouts.tagged import ellipse

NUMBER = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_STEP = re.compile(r"([MLCQZ])([^MLCQZ]*)")
_PATH = re.compile(r"M[MLCQZ\d\s.,e-]*")


def _short(value: float) -> str:
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _points(*values: float) -> str:
    return " ".join(map(_short, values))


def _path(of: Mapping[str, str]) -> str:
    return _of_data(of["d"])


@lru_cache(maxsize=4096)
def _of_data(data: str) -> str:
    """The operators of path data; figures of any size have most of it in common."""
    code: list[str] = []
    x, y = 0.0, 0.0
    if not _PATH.fullmatch(data):
        raise ValueError(f"a figure has the path {data[:40]}")
    for command, rest in _STEP.findall(data):
        if command == "Z":
            code.append("h")
            continue
        numbers = NUMBER.findall(rest)
        if command == "C":
            code += [
                " ".join(numbers[place : place + 6]) + " c" for place in range(0, len(numbers), 6)
            ]
        elif command == "Q":
            for place in range(0, len(numbers), 4):
                hx, hy, ex, ey = map(float, numbers[place : place + 4])
                code.append(_quadratic(x, y, hx, hy, ex, ey))
                x, y = ex, ey
        else:
            operator = command.lower()
            for place in range(0, len(numbers), 2):
                code.append(f"{numbers[place]} {numbers[place + 1]} {operator}")
                operator = "l"
        x, y = float(numbers[-2]), float(numbers[-1])
    return "\n".join(code)


def _quadratic(x: float, y: float, hx: float, hy: float, ex: float, ey: float) -> str:
    """A curve with one handle as one with two."""
    first = (x + (hx - x) * 2 / 3, y + (hy - y) * 2 / 3)
    second = (ex + (hx - ex) * 2 / 3, ey + (hy - ey) * 2 / 3)
    return _points(*first, *second, ex, ey) + " c"


def _line(of: Mapping[str, str]) -> str:
    return f"{of['x1']} {of['y1']} m\n{of['x2']} {of['y2']} l"


def _rectangle(of: Mapping[str, str]) -> str:
    if "rx" in of or "ry" in of:
        raise ValueError("a figure has a rounded rectangle")
    return f"{of['x']} {of['y']} {of['width']} {of['height']} re"


def _polygon(of: Mapping[str, str]) -> str:
    numbers = NUMBER.findall(of["points"])
    return _of_data("M" + " ".join(numbers) + "Z")


def _circle(of: Mapping[str, str]) -> str:
    return _round(float(of["cx"]), float(of["cy"]), float(of["r"]), float(of["r"]))


def _ellipse(of: Mapping[str, str]) -> str:
    return _round(*(float(of[name]) for name in ("cx", "cy", "rx", "ry")))


def _round(x: float, y: float, rx: float, ry: float) -> str:
    return "\n".join(ellipse(x, y, rx, ry, _points)) + " h"


OUTLINES: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "path": _path,
    "line": _line,
    "rect": _rectangle,
    "polygon": _polygon,
    "circle": _circle,
    "ellipse": _ellipse,
}
"""The operators of each shape, from its attributes.

Raise ValueError where a path has something that figures do not use.
"""

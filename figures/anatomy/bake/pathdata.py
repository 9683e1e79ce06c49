"""SVG path data, absolute M L C Z: writing it rounded, and reading it back as points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from .arrays import Array
from .bezier import point_at
from .merging import merged

_TOKEN = re.compile(r"[MLCZ]|-?\d*\.?\d+")
_PAIR = re.compile(r"(-?\d*\.?\d+)[ ,]?(-?\d*\.?\d+)")


def number(value: float, digits: int) -> str:
    """A coordinate rounded to so many decimal places, as short as SVG allows."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else re.sub(r"^-0\.", "-.", text)


def pair(point: Array, digits: int) -> str:
    return f"{number(point[0], digits)} {number(point[1], digits)}"


def curves_path(curves: Sequence[Array], *, closed: bool, digits: int, near: float) -> str:
    """Joined cubic curves, each (4, 2), or fewer that run within `near` of them."""
    curves = merged(curves, near, digits)
    segments = ("C" + " ".join(pair(point, digits) for point in curve[1:]) for curve in curves)
    return f"M{pair(curves[0][0], digits)}{''.join(segments)}{'Z' if closed else ''}"


def strokes_path(strokes: Iterable[tuple[Array, Array]], digits: int) -> str:
    """Separate straight strokes in one path."""
    return "".join(f"M{pair(a, digits)}L{pair(b, digits)}" for a, b in strokes)


def flattened(path: str, chords: int = 8) -> list[tuple[Array, bool]]:
    """Each subpath as points (n, 2), a curve as so many chords, and whether it is closed."""
    subpaths: list[tuple[list[Array], bool]] = []
    tokens = _TOKEN.findall(path)
    command, i = "", 0
    while i < len(tokens):
        if tokens[i] in "MLCZ":
            command = tokens[i]
            i += 1
            if command == "Z":
                subpaths[-1] = (subpaths[-1][0], True)
            continue
        count = 3 if command == "C" else 1
        points = np.array(tokens[i : i + 2 * count], float).reshape(count, 2)
        i += 2 * count
        if command == "M":
            subpaths.append(([points], False))
            command = "L"
        elif command == "C":
            curve = np.vstack([subpaths[-1][0][-1][-1:], points])
            subpaths[-1][0].append(point_at(curve, np.linspace(0, 1, chords + 1)[1:]))
        else:
            subpaths[-1][0].append(points)
    return [(np.vstack(pieces), closed) for pieces, closed in subpaths]


def mapped(path: str, move: Callable[[float, float], tuple[float, float]], digits: int) -> str:
    """The path with every point moved, rounded to so many decimal places."""

    def of(match: re.Match[str]) -> str:
        x, y = move(float(match[1]), float(match[2]))
        return f"{number(x, digits)} {number(y, digits)}"

    return _PAIR.sub(of, path)

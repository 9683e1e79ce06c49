"""One layer of the body's drawing, and its paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shapely.geometry.base import BaseGeometry

from .arrays import Array
from .hatch import hatched
from .pathdata import strokes_path
from .regions import fill_paths

HATCH_SPACING = {"shorts": 13.0, "hair": 7.0}
"""mm between the strokes of what is hatched in black and white."""

HATCH_DIGITS = 1
SHADE_FIT = 1.2  # mm


@dataclass(frozen=True)
class Layer:
    """`fills` are shapes by kind (skin, shirt, shorts, hair), painted in order; `strokes` and
    `lines` are open paths, thick and thin; `joints` are points, all in mm on paper."""

    fills: Mapping[str, BaseGeometry]
    strokes: list[str]
    lines: list[str]
    shade: BaseGeometry | None = None
    joints: Mapping[str, Array] = field(default_factory=dict)
    ear: str = ""

    def data(self) -> dict[str, Any]:
        """The layer as body.json has it."""
        out: dict[str, Any] = {
            "fill": [
                _fill(kind, shape) for kind, shape in self.fills.items() if not shape.is_empty
            ],
            "stroke": self.strokes,
            "lines": self.lines,
        }
        if self.shade is not None and not self.shade.is_empty:
            out["shade"] = fill_paths(self.shade, SHADE_FIT)
        out |= {name: [round(float(x)) for x in point] for name, point in self.joints.items()}
        return out | ({"ear": self.ear} if self.ear else {})


def _fill(kind: str, shape: BaseGeometry) -> dict[str, Any]:
    out: dict[str, Any] = {"c": kind, "d": fill_paths(shape)}
    if kind in HATCH_SPACING:
        strokes = hatched(shape, spacing=HATCH_SPACING[kind], degrees=-45, inset=2.5, min_length=8)
        out["hatch"] = strokes_path(strokes, HATCH_DIGITS)
    return out

"""Every body in one place on paper, so that what is drawn beside it need not ask whose it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .pathdata import mapped

HIP_X, MAT_TOP = -174.0, 97.0
TALLEST = 1866.0
"""mm: the stature that just fits; who is taller is drawn smaller."""

POINTS = ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")

Move = Callable[[float, float], tuple[float, float]]


def framed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the hip joint and the mat of every body at one place, in whole mm."""
    meta = document["meta"]
    scale = min(1.0, TALLEST / meta["stature"])
    hip, mat = meta["hip"][0], meta["mat_top"]

    def move(x: float, y: float) -> tuple[float, float]:
        return (x - hip) * scale + HIP_X, (y - mat) * scale + MAT_TOP

    if scale == 1 and (hip, mat) == (HIP_X, MAT_TOP):
        return document
    left, top, right, bottom = meta["head_bbox"]
    lengths = {"thigh_depth": meta["thigh_depth"] * scale}
    rollers = {
        name: {"at": _point(each["at"], move), "radius": round(each["radius"] * scale, 1)}
        for name, each in meta["rollers"].items()
    }
    moved = {
        "mat_top": MAT_TOP,
        "hip": _point(meta["hip"], move),
        "head_bbox": [*_point([left, top], move), *_point([right, bottom], move)],
        "contacts": {
            arms: {
                hand: {name: _point(at, move) for name, at in each.items()}
                for hand, each in hands.items()
            }
            for arms, hands in meta["contacts"].items()
        },
        "rollers": rollers,
        **{name: round(value) for name, value in lengths.items()},
    }
    layers = {name: _layer(layer, move) for name, layer in document["layers"].items()}
    return {"meta": meta | moved, "layers": layers}


def _point(point: list[int], move: Move) -> list[int]:
    x, y = move(*point)
    return [round(x), round(y)]


def _layer(layer: dict[str, Any], move: Move) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, value in layer.items():
        if key == "fill":
            out[key] = [
                fill
                | {"d": [mapped(d, move, 0) for d in fill["d"]]}
                | ({"hatch": mapped(fill["hatch"], move, 1)} if "hatch" in fill else {})
                for fill in value
            ]
        elif key in POINTS:
            out[key] = _point(value, move)
        elif isinstance(value, str):
            out[key] = mapped(value, move, 0)
        else:
            out[key] = [mapped(d, move, 0) for d in value]
    return out

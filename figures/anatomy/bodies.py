"""The lying bodies that were baked: layers, joints, and where the hands hold the thigh.

All lie in one place: the hip joint at x = −174, the mat's surface at y = 97 (mm, y down, head
at −x).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from handouts.design.people import BODIES

HERE = Path(__file__).parent

Point = tuple[float, float]


class Cloth(NamedTuple):
    """A filled area of a layer; `kind` is skin, shirt, shorts or hair."""

    kind: str
    outline: str
    hatch: str


class Layer(NamedTuple):
    """Fills in the order they are painted, shade, thick strokes, thin lines, and joints by name."""

    fills: tuple[Cloth, ...]
    shade: str
    strokes: tuple[str, ...]
    lines: tuple[str, ...]
    ear: str
    joints: Mapping[str, Point]


class Contact(NamedTuple):
    """The middle of a palm, and the thigh's skin at its height, front and back."""

    palm: Point
    front: Point
    back: Point


class Roller(NamedTuple):
    centre: Point
    radius: float


class Body(NamedTuple):
    """One person.

    Attributes:
        layers: `base` (all but the arms and the right leg), `leg_*`, `arm_near_*`, `arm_far_*`.
        head: left, top, right and bottom of head and hair.
        thigh_depth: of the lifted thigh at half its length.
        contacts: of each hold, the `near` and the `far` hand.
        rollers: of each hold with a foam roller.
    """

    layers: Mapping[str, Layer]
    mat_top: float
    hip: Point
    head: tuple[float, float, float, float]
    thigh_depth: float
    contacts: Mapping[str, Mapping[str, Contact]]
    rollers: Mapping[str, Roller]


@lru_cache(maxsize=len(BODIES))
def body(name: str) -> Body:
    """A body of `BODIES`."""
    data = json.loads((HERE / f"body_{name}.json").read_text(encoding="utf-8"))
    meta = data["meta"]
    left, top, right, bottom = meta["head_bbox"]
    return Body(
        layers={key: _layer(layer) for key, layer in data["layers"].items()},
        mat_top=meta["mat_top"],
        hip=_point(meta["hip"]),
        head=(left, top, right, bottom),
        thigh_depth=meta["thigh_depth"],
        contacts={
            arms: {
                hand: Contact(**{key: _point(value) for key, value in at.items()})
                for hand, at in hands.items()
            }
            for arms, hands in meta["contacts"].items()
        },
        rollers={
            arms: Roller(_point(each["at"]), each["radius"])
            for arms, each in meta["rollers"].items()
        },
    )


def _layer(layer: Mapping[str, Any]) -> Layer:
    return Layer(
        fills=tuple(
            Cloth(fill["c"], " ".join(fill["d"]), fill.get("hatch", "")) for fill in layer["fill"]
        ),
        shade=" ".join(layer.get("shade", [])),
        strokes=tuple(layer["stroke"]),
        lines=tuple(layer["lines"]),
        ear=layer.get("ear", ""),
        joints={
            name: _point(layer[name])
            for name in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
            if name in layer
        },
    )


def _point(values: list[float]) -> Point:
    x, y = values
    return (x, y)

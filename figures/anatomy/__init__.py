"""The baked outlines, read once.  Units are mm, y down; README.md tells where they come from."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent

Point = tuple[float, float]

FramedPoint = tuple[float, float, str]


class Bone(NamedTuple):
    """One bone: closed outlines (even-odd), shade, inner lines, and hatch for black and white.

    `silhouette` is the first, outer outline alone.
    """

    outline: str
    silhouette: str
    shade: str
    lines: tuple[str, ...]
    hatch: str


class Muscle(NamedTuple):
    """A muscle belly: its centre line and half width at each point.

    `frames` names the part each point moves with in a side view: s spine and sacrum, p hip bone,
    f thigh bone, m midway between the last two; empty in front and back views.
    """

    line: tuple[Point, ...]
    half_widths: tuple[float, ...]
    frames: str


class Sheet(NamedTuple):
    """A broad muscle between two edges that run from its origin to its insertion."""

    origin: tuple[FramedPoint, ...]
    top: tuple[FramedPoint, ...]
    bottom: tuple[FramedPoint, ...]


def _read(name: str) -> Any:
    return json.loads((HERE / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _bones_file() -> Any:
    return _read("bones.json")


@lru_cache(maxsize=1)
def _own_file() -> Any:
    return _read("own.json")


@lru_cache
def bone(name: str) -> Bone:
    """A part of bones.json, right side: `*_lat` from the right, `*_ant` front, `*_post` back."""
    part = _bones_file()["parts"][name]
    return Bone(
        outline=" ".join(part["outline"]),
        silhouette=part["outline"][0],
        shade=" ".join(part["shade"]),
        lines=tuple(part["lines"]),
        hatch=part.get("hatch", ""),
    )


@lru_cache
def pivot(name: str) -> Point:
    """`SI_lat`, `HIP_lat`, `HIP_ant` or `HIP_post`."""
    x, y = _bones_file()["meta"]["pivots"][name]
    return (x, y)


@lru_cache
def muscle(view: str, name: str) -> Muscle:
    """A belly of own.json; `view` is lat, ant or post."""
    entry = _own_file()[f"muscles_{view}"][name]
    points = entry["line"]
    return Muscle(
        line=tuple((point[0], point[1]) for point in points),
        half_widths=tuple(entry["half_widths"]),
        frames="".join(point[2] for point in points if len(point) > 2),
    )


@lru_cache
def sheet(view: str, name: str) -> Sheet:
    """A sheet of own.json; front and back views have the frame letter `s` throughout."""
    entry = _own_file()[f"sheets_{view}"][name]

    def framed(points: list[Any]) -> tuple[FramedPoint, ...]:
        return tuple((p[0], p[1], p[2] if len(p) > 2 else "s") for p in points)

    return Sheet(framed(entry["origin"]), framed(entry["top"]), framed(entry["bottom"]))


def shape(name: str) -> str:
    """Path data of a hand-drawn shape of own.json."""
    return str(_own_file()["shapes"][name])


def sacral_foramina() -> tuple[tuple[Point, float], ...]:
    """Centre and radius of the holes down one side of the sacrum, seen from the front."""
    return tuple(
        ((hole["at"][0], hole["at"][1]), hole["r"]) for hole in _own_file()["sacral_foramina"]
    )


def sacral_lines() -> tuple[Point, ...]:
    """Half width and height of the ridges where the sacral vertebrae have fused."""
    return tuple((x, y) for x, y in _own_file()["sacral_lines"])


def arm(name: str) -> str:
    """Path data of the bent arm, elbow at the origin: skin, ghost, or a bone."""
    return str(_own_file()["arm"][name])


def biceps() -> Muscle:
    entry = _own_file()["arm"]["biceps"]
    return Muscle(tuple((x, y) for x, y in entry["line"]), tuple(entry["half_widths"]), "")

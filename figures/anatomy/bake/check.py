"""Whether a fresh bake is near enough to the committed file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import dist, inf, isfinite
from typing import Any

from .compare import Distance, distance

Drawing = Mapping[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Tolerance:
    """The largest distances allowed between two drawings, in mm; see `compare.Distance`.

    Other processors and versions of the libraries round differently, and a pixel at the edge of a
    threshold moves a smoothed line by a fraction of a pixel; joints and pivots may move by `point`.
    """

    largest: float
    percentile_95: float
    point: float


TOLERANCES = {
    "bones/1": Tolerance(largest=0.5, percentile_95=0.25, point=0.2),
    "body/2": Tolerance(largest=2.0, percentile_95=1.0, point=1.0),
}
"""By format: bones are drawn at 4 pixels per mm and to 0.1 mm, the body at 1.5 to whole mm."""


@dataclass(frozen=True)
class Difference:
    """One kind of path of one part against the committed file."""

    part: str
    kind: str
    apart: Distance
    allowed: bool


def differences(fresh: Mapping[str, Any], committed: Mapping[str, Any]) -> Iterator[Difference]:
    """Every part of either document, in the committed one's order, then new ones."""
    tolerance = TOLERANCES[committed["meta"]["format"]]
    new, old = _drawings(fresh), _drawings(committed)
    for part, kind in {**old, **new}:
        apart = distance(new.get((part, kind), []), old.get((part, kind), []))
        allowed = apart.largest <= tolerance.largest
        allowed &= apart.percentile_95 <= tolerance.percentile_95
        yield Difference(part, kind, apart, allowed)
    new_points, old_points = _points(fresh), _points(committed)
    for name in {**old_points, **new_points}:
        moved = inf
        if name in new_points and name in old_points:
            moved = dist(new_points[name], old_points[name])
        yield Difference(name, "point", Distance(moved, moved), moved <= tolerance.point)


def report(found: list[Difference]) -> str:
    """A table of distances in mm, and a last line that says whether all are allowed."""
    rows = [
        f"{d.part:18} {d.kind:14} {_mm(d.apart.largest)} {_mm(d.apart.percentile_95)}"
        f"{'' if d.allowed else '  too far'}"
        for d in found
    ]
    far = sum(not d.allowed for d in found)
    verdict = f"{far} of {len(found)} drawings too far apart" if far else "all near enough"
    return "\n".join([f"{'part':18} {'paths':14} {'max mm':>8} {'95 % mm':>8}", *rows, verdict])


def _mm(value: float) -> str:
    return f"{value:8.2f}" if isfinite(value) else " missing"


def _drawings(document: Mapping[str, Any]) -> Drawing:
    """All path data by part and kind."""
    out: dict[tuple[str, str], list[str]] = {}
    for name, part in (document.get("parts") or document["layers"]).items():
        for kind, value in part.items():
            if kind == "fill":
                for fill in value:
                    out[name, fill["c"]] = fill["d"]
                    if "hatch" in fill:
                        out[name, f"{fill['c']} hatch"] = [fill["hatch"]]
            elif isinstance(value, str):
                out[name, kind] = [value]
            elif not value or isinstance(value[0], str):
                out[name, kind] = value
    return out


def _points(document: Mapping[str, Any]) -> dict[str, list[float]]:
    """Pivots, joints and other numbers, by name."""
    out: dict[str, list[float]] = {}

    def collect(prefix: str, entries: Mapping[str, Any]) -> None:
        for name, value in entries.items():
            full = f"{prefix}{name}"
            if isinstance(value, dict):
                collect(f"{full}.", value)
            elif isinstance(value, (int, float)):
                out[full] = [value]
            elif isinstance(value, list) and all(isinstance(x, (int, float)) for x in value):
                out[full] = value

    collect("", document["meta"])
    for name, part in document.get("layers", {}).items():
        collect(f"{name}.", {k: v for k, v in part.items() if isinstance(v, list) and v})
    return out

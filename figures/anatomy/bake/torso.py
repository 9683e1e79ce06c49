"""The lying figure without its arms and its right leg: trunk, head, far leg, clothes, hair, face.

Hair, clothes and face are drawn by hand, at distances in mm from the body's own landmarks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from shapely import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from .arrays import Array
from .character import Character
from .contour import resampled, smoothed
from .layer import Layer
from .pose import Pose
from .regions import (
    beyond,
    catmull_rom,
    disc,
    joint,
    largest,
    on_paper,
    outline_of,
    seen_from_right,
    shaded_edge,
    silhouette,
    stroke_paths,
)
from .stances import lying

ARM_BONES = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
LEG_BONES = ("upperleg", "lowerleg", "foot", "toe")
NOT_HEAD_BONES = (
    "spine", "clavicle", "breast", "shoulder", "root", "pelvis", *ARM_BONES, *LEG_BONES,
)  # fmt: skip

MAT_SINKS = 7.0
"""mm the body presses into the mat."""

FACE_SMOOTH = 8.8
"""mm the profile is smoothed over, so that it stays a calm, general face."""

HAIRLINE = (
    (62, -30), (64, 2), (74, 34), (92, 62), (101, 92), (112, 120), (140, 150), (158, 182),
)  # fmt: skip
"""From the crown over temple and ear to the neck; from the head's top left corner."""

BEHIND_HAIR = ((150, 260), (-60, 260), (-60, -30))
EYE, EAR = (112, 47), (121, 120)


@dataclass(frozen=True)
class Torso:
    """`skin` is the whole silhouette; landmarks and the head's box (x0, y0, x1, y1) in mm."""

    layer: Layer
    skin: Polygon
    mat_top: float
    hip: Array
    shoulder: Array
    head: tuple[float, float, float, float]


def torso(character: Character) -> Torso:
    pose = lying(character)
    shown = ~character.moved_by(*ARM_BONES) & ~character.moved_by(*LEG_BONES, side="R")
    skin = silhouette(seen_from_right(pose, shown, 1.5), 3.0)
    mat_top = skin.bounds[3] - MAT_SINKS
    head = _head_box(pose)
    skin = _calm_profile(skin, head)
    hip, shoulder = joint(pose, "upperleg01.R"), joint(pose, "upperarm01.R")
    shirt, shorts = _clothes(pose, skin)
    hair = _hair(skin, head)
    silhouette_edge = largest(skin.union(hair).union(shorts).buffer(2).buffer(-2))
    hems = [
        shirt.boundary.intersection(skin.buffer(-2)).difference(shorts.buffer(9)),
        shorts.boundary.intersection(skin.buffer(2)).difference(skin.exterior.buffer(6)),
    ]
    layer = Layer(
        fills={"skin": skin, "shirt": shirt, "shorts": shorts, "hair": hair},
        strokes=stroke_paths(outline_of(silhouette_edge)),
        lines=[
            *stroke_paths(hair.exterior.difference(skin.exterior.buffer(9))),
            *(path for hem in hems for path in stroke_paths(hem)),
            _eye(head),
        ],
        shade=shaded_edge(skin, 0, -26, 700)
        .intersection(skin.buffer(-2))
        .difference(disc(shoulder, 150)),
        ear=_ear(head),
    )
    return Torso(layer, skin, mat_top, hip, shoulder, head)


def _head_box(pose: Pose) -> tuple[float, float, float, float]:
    points = on_paper(pose.vertices()[~pose.character.moved_by(*NOT_HEAD_BONES)])
    x0, y0 = points.min(0)
    x1, y1 = points.max(0)
    return float(x0), float(y0), float(x1), float(y1)


def _calm_profile(skin: Polygon, head: tuple[float, float, float, float]) -> Polygon:
    x0, y0, x1, _ = head
    step = 1.5
    line = resampled(np.array(skin.exterior.coords)[:-1], step, True)
    face = box(x0 - 50, y0 - 60, x1 - 35, 60)
    inside = np.array([float(face.contains(Point(point))) for point in line])
    weight = ndimage.gaussian_filter1d(inside, 6, mode="wrap")[:, None]
    calm = smoothed(line, FACE_SMOOTH / step, True)
    return largest(Polygon(line * (1 - weight) + calm * weight).buffer(0))


def _clothes(pose: Pose, skin: Polygon) -> tuple[BaseGeometry, BaseGeometry]:
    neck = joint(pose, "neck01") + np.array([-6, -5])
    hip, knee = joint(pose, "upperleg01.R")[0], joint(pose, "lowerleg01.L")[0]
    waist = np.array([hip - 98, 0])
    hem = np.array([hip + 0.52 * (knee - hip), 0])
    below_neck = skin.intersection(beyond(neck, np.array([0.97, 0.24]), 130, -16))
    shirt = below_neck.intersection(beyond(waist, np.array([-1, 0.03]), 220, 14))
    below_waist = skin.intersection(beyond(waist, np.array([1, -0.03]), 220, -14))
    shorts = below_waist.intersection(beyond(hem, np.array([-1, 0.06]), 160, -8))
    return shirt, shorts.buffer(4)


def _hair(skin: Polygon, head: tuple[float, float, float, float]) -> Polygon:
    corner = np.array(head[:2])
    line = catmull_rom(np.array(HAIRLINE) + corner, 11)
    region = Polygon(np.vstack([line, np.array(BEHIND_HAIR) + corner])).buffer(0)
    return largest(skin.buffer(6).intersection(region).buffer(-2).buffer(2))


def _eye(head: tuple[float, float, float, float]) -> str:
    """A closed lid."""
    x, y = head[0] + EYE[0], head[1] + EYE[1]
    return (
        f"M{x - 12:.0f} {y:.0f}"
        f"C{x - 6:.0f} {y + 8:.0f} {x + 5:.0f} {y + 8:.0f} {x + 11:.0f} {y - 1:.0f}"
    )


def _ear(head: tuple[float, float, float, float]) -> str:
    x, y = head[0] + EAR[0], head[1] + EAR[1]
    return (
        f"M{x - 12:.0f} {y - 4:.0f}"
        f"C{x - 22:.0f} {y - 24:.0f} {x - 34:.0f} {y - 8:.0f} {x - 28:.0f} {y + 8:.0f}"
        f"C{x - 22:.0f} {y + 24:.0f} {x + 4:.0f} {y + 18:.0f} {x + 16:.0f} {y + 4:.0f}"
        f"C{x + 18:.0f} {y - 8:.0f} {x:.0f} {y - 12:.0f} {x - 12:.0f} {y - 4:.0f}Z"
    )

"""The lifted right leg and the arms, each a layer of its own."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from .arrays import unit
from .bezier import fit_open
from .layer import Layer
from .lines import depth_jumps, strokes
from .pathdata import curves_path
from .pose import Pose, Side
from .regions import (
    DIGITS,
    MERGED,
    STROKE_FIT,
    beyond,
    disc,
    half_plane,
    joint,
    largest,
    long_pieces,
    seen_from_right,
    shaded_edge,
    silhouette,
    stroke_paths,
)
from .torso import ARM_BONES, LEG_BONES

HAND_PIXELS_PER_MM = 3.0
FINGER_JUMP = 3.2
"""mm one finger lies in front of the next where a line parts them."""

CRUMB = 60.0
"""mm: shorter pieces of the trunk's edge on the near arm's sleeve are no outline of anything."""

GROIN = ((-400, -20), (-20, -52))
BUTTOCK = ((14, 10), (20, 70), (60, 300), (-400, 300))
"""From the hip joint: between these, a lifted leg joins the trunk, so has no outline of its own."""


def lifted_leg(pose: Pose, crease: float) -> Layer:
    """The right leg with its half of the shorts; `crease` as in `stances.Leg`."""
    character = pose.character
    shown = character.moved_by(*LEG_BONES, side="R") | character.moved_by("pelvis", side="R")
    skin = silhouette(seen_from_right(pose, shown, 1.5), 5.0)
    hip, knee = joint(pose, "upperleg01.R"), joint(pose, "lowerleg01.R")
    thigh, length = unit(knee - hip), float(np.linalg.norm(knee - hip))
    shorts = largest(skin.difference(beyond(hip + thigh * length * 0.5, thigh, 170, 10)).buffer(4))
    groin = np.array(GROIN) + np.array([0, crease])
    trunk = Polygon(np.vstack([groin, BUTTOCK]) + hip)
    hem = (
        shorts.exterior.intersection(skin.buffer(-1))
        .difference(disc(hip, 120))
        .intersection(half_plane(hip + thigh * length * 0.42, thigh))
    )
    edge = largest(skin.union(shorts).buffer(1.5).buffer(-1.5)).exterior
    return Layer(
        fills={"skin": skin, "shorts": shorts},
        strokes=stroke_paths(edge.difference(trunk)),
        lines=stroke_paths(hem),
        shade=shaded_edge(skin, -18, -20, 1200).difference(disc(hip, 95)),
        joints={"hip": hip, "knee": knee, "ankle": joint(pose, "foot.R")},
    )


def arm(pose: Pose, side: Side, trunk: Polygon, *, hand: bool, finger_lines: bool) -> Layer:
    """The near (right) or far arm; without its `hand` it ends past the wrist.

    The near arm's outline is left open where it joins the trunk at the shoulder.
    """
    raster = seen_from_right(pose, pose.character.moved_by(*ARM_BONES, side=side), 2)
    shoulder, elbow, wrist = (
        joint(pose, f"{bone}.{side}") for bone in ("upperarm01", "lowerarm01", "wrist")
    )
    # Near the shoulder the arm must not show outside the trunk: it would double its outline.
    outside = disc(shoulder, 150).difference(trunk.buffer(-1.5))
    skin = largest(silhouette(raster, 1.8).difference(outside))
    if not hand:
        forearm = unit(wrist - elbow)
        skin = largest(skin.difference(half_plane(wrist + forearm * 16, forearm)))
    upper, length = unit(elbow - shoulder), float(np.linalg.norm(elbow - shoulder))
    sleeve: BaseGeometry = Polygon()
    hem: list[str] = []
    if length > 60:  # else the upper arm points at the viewer, and no sleeve shows
        cut = beyond(shoulder + upper * length * 0.66, upper, 90, 7)
        sleeve = largest(largest(skin.difference(cut)).buffer(5).difference(outside))
        hem = stroke_paths(
            sleeve.exterior.intersection(
                half_plane(shoulder + upper * length * 0.5, upper)
            ).intersection(skin.buffer(7))
        )
    whole = skin.union(sleeve)
    joined = disc(shoulder, 125 if side == "R" else 20)
    trunk_edge = trunk.exterior.intersection(whole.buffer(9)).intersection(disc(shoulder, 190))
    if side == "R":
        trunk_edge = long_pieces(trunk_edge, CRUMB)
    return Layer(
        fills={"skin": skin, "shirt": sleeve},
        strokes=stroke_paths(whole.exterior.difference(joined)) + stroke_paths(trunk_edge),
        lines=hem + (_finger_lines(pose, side, skin) if finger_lines else []),
        shade=shaded_edge(skin, 0, -11, 250).difference(disc(shoulder, 170)),
        joints={"shoulder": shoulder, "elbow": elbow, "wrist": wrist},
    )


def _finger_lines(pose: Pose, side: Side, outline: Polygon) -> list[str]:
    """Lines between the fingers, where they do not just follow the arm's outline."""
    character = pose.character
    # The whole arm is drawn: a hand alone has an open end, the edge of which is no line.
    raster = seen_from_right(pose, character.moved_by(*ARM_BONES, side=side), HAND_PIXELS_PER_MM)
    seen = np.isfinite(raster.depth)
    marked = depth_jumps(raster.depth, seen, FINGER_JUMP)
    marked &= ndimage.binary_erosion(seen, iterations=7)
    wrist, knuckle = joint(pose, f"wrist.{side}"), joint(pose, f"finger3-1.{side}")
    row, column = np.nonzero(marked)
    onward = (raster.grid.paper(np.c_[column, row]) - wrist) @ unit(knuckle - wrist)
    marked[row, column] = onward > 0
    lines = strokes(
        marked, seen, raster.grid, thicken=2, step=1, smooth=3, min_length=15, clearance=0
    )
    near_edge = outline.exterior.buffer(5)
    return [
        curves_path(fit_open(line, STROKE_FIT), closed=False, digits=DIGITS, near=MERGED)
        for line in lines
        if LineString(line).intersection(near_edge).length <= 0.45 * LineString(line).length
    ]

"""The pelvis of the standing side view laid into a lying body, its thigh bone along the held thigh.

Pelvis and muscles are those of bones.json and own.json, a quarter turn to the left: the front looks
up.  The thigh is held, so the socket of a tipped hip bone stays; sacrum and spine shift instead.
"""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import NamedTuple

from handouts.pattern import Correction, MuscleGroup, Tilt

from . import anatomy
from .anatomy.bodies import Body
from .canvas import Canvas
from .geometry import Line, Point, arc, polyline, turned
from .side_parts import HIP, SI, tilt_degrees, turning_arrow
from .skeleton import BONE, belly, belly_outline, bone, hip_bone, joint_mark, sheet
from .thigh import thigh_of
from .transform import Transform, move, scale, turn

KNEE: Point = (-38.0, 398.0)
"""Middle of the thigh bone's condyles in bones.json."""

_RAISED = 24.0
"""mm the model's hip joint lies nearer the mat than a real one; else the sacrum lay in the mat."""

_VEILED = (-3000.0, -1200.0, 3000.0, 1200.0)
"""All that may be seen of a body, which a window cuts."""

DRAWN = {
    MuscleGroup.FLEXORS: ("iliacus", "psoas"),
    MuscleGroup.EXTENSORS: ("hamstrings_far", "hamstrings_near"),
}
"""The muscles drawn, besides the buttock.  Rectus femoris is left out: with the hip bent to 90
degrees it turns the hip bone backward."""


class LyingPelvis(NamedTuple):
    """Where the parts of the side view lie: spine and sacrum, tipped hip bone, thigh bone.

    `size` is how much larger the pelvis is drawn than in bones.json.
    """

    spine: Transform
    hip: Transform
    thigh: Transform
    size: float

    def point(self, point: Point, frame: str) -> Point:
        """A point of own.json; `frame` as there."""
        if frame == "m":
            (ax, ay), (bx, by) = self.hip.apply(point), self.thigh.apply(point)
            return ((ax + bx) / 2, (ay + by) / 2)
        return {"s": self.spine, "p": self.hip, "f": self.thigh}[frame].apply(point)

    @property
    def axis(self) -> Point:
        """The SI joint, which the hip bone turns about."""
        return self.spine.apply(SI)


def lying_pelvis(body: Body, leg: str, tilt: float) -> LyingPelvis:
    """`tilt` of the hip bone in degrees, forward positive; `leg` as in the body's layers."""
    thigh = thigh_of(body, leg)
    k = thigh.length / 458
    (hx, hy), (kx, ky) = (thigh.hip[0] - 2, thigh.hip[1] - _RAISED * k), thigh.knee
    along, baked = (kx - hx, ky - hy), (KNEE[0] - HIP[0], KNEE[1] - HIP[1])
    bent = degrees(atan2(along[1], along[0]) - atan2(baked[1], baked[0]))
    size, length = 0.97 * k, 0.985 * hypot(*along) / hypot(*baked)
    socket = turned(HIP, tilt, SI)
    joint = move(hx, hy)
    spine = joint.then(scale(size)).then(turn(-90, (0, 0))).then(move(-socket[0], -socket[1]))
    return LyingPelvis(
        spine=spine,
        hip=spine.then(turn(tilt, SI)),
        thigh=joint.then(scale(length)).then(turn(bent, (0, 0))).then(move(-HIP[0], -HIP[1])),
        size=size,
    )


def tipped(body: Body, leg: str, correction: Correction, amount: float) -> LyingPelvis:
    return lying_pelvis(body, leg, tilt_degrees(correction.tilt, amount))


def turning(pelvis: LyingPelvis, way: Tilt, nearness: float = 1.0) -> tuple[Line, Line]:
    """Two arcs about the SI joint, before and behind it, that turn the hip bone."""
    radius = 144 * pelvis.size * nearness
    before = turning_arrow(way, radius, 100, 158, pelvis.axis)
    start, end = (36, -10) if way is Tilt.FORWARD else (-10, 36)
    return before, arc(pelvis.axis, radius * 1.4, start, end)


def muscle_line(pelvis: LyingPelvis, name: str) -> Line:
    muscle = anatomy.muscle("lying" if name in DRAWN[MuscleGroup.FLEXORS] else "lat", name)
    return tuple(
        pelvis.point(point, frame) for point, frame in zip(muscle.line, muscle.frames, strict=True)
    )


def muscle_ends(pelvis: LyingPelvis, muscles: MuscleGroup) -> tuple[Point, Point]:
    """Where the group's two ends are marked: on the hip bone, and on the thigh bone."""
    if muscles is MuscleGroup.FLEXORS:
        return pelvis.point((6, -62), "p"), pelvis.point((-5, 80), "f")
    line = muscle_line(pelvis, "hamstrings_near")
    return line[0], line[-1]


def veil(canvas: Canvas) -> None:
    """The body goes pale, so that bones and muscles show through it; black and white does not."""
    if not canvas.palette.hatched:
        left, top, right, bottom = _VEILED
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        canvas.tint(polyline(corners, closed=True), "#FFFFFF", 0.5)


def paint(canvas: Canvas, pelvis: LyingPelvis, muscles: MuscleGroup, tilt: Tilt | None) -> None:
    """Spine, sacrum, hip bone and thigh bone with the muscles; level is dashed if there is a tilt.

    Without a `tilt` the hip bone is a bone like the others.
    """
    # Of one weight at the sizes of both legs' bones, so that they are the same parts.
    weight = round(canvas.outline(BONE) * 1.07 + 0.05, 1)
    _spine(canvas, pelvis, weight)
    far, near = DRAWN[muscles]
    flexors = muscles is MuscleGroup.FLEXORS
    _belly(canvas, pelvis, far)
    if flexors:
        _belly(canvas, pelvis, near)
    with canvas.placed(pelvis.hip):
        if tilt is None:
            bone(canvas, "hip_lat", weight=weight)
        else:
            hip_bone(canvas, "hip_lat", backward=tilt is Tilt.BACKWARD, weight=weight)
    if flexors:
        _dashed_through(canvas, pelvis, far)
    with canvas.placed(pelvis.thigh), canvas.part():
        bone(canvas, "fem_lat_0", weight=weight)
    if not flexors:
        _belly(canvas, pelvis, near)
        _gluteus(canvas, pelvis)
    if tilt is not None:
        _level(canvas, pelvis)
    joint_mark(canvas, pelvis.axis, 8.5)


def _spine(canvas: Canvas, pelvis: LyingPelvis, weight: float) -> None:
    palette = canvas.palette
    for x, y, degree in ((10, -184, -2), (13, -151, -6), (9, -117, -16)):
        place = pelvis.spine.then(move(x, y)).then(turn(degree, (0, 0))).then(scale(1.05))
        with canvas.placed(place), canvas.part():
            for name in ("vertebra_lat_process", "vertebra_lat"):
                canvas.fill(anatomy.shape(name), palette.bone)
                canvas.stroke(anatomy.shape(name), palette.ink, weight)
    with canvas.placed(pelvis.spine), canvas.part():
        bone(canvas, "sac_lat", weight=weight)


def _belly(canvas: Canvas, pelvis: LyingPelvis, name: str) -> None:
    line, widths = muscle_line(pelvis, name), _half_widths(pelvis, name)
    belly(canvas, line, widths, weight=2)


def _half_widths(pelvis: LyingPelvis, name: str) -> tuple[float, ...]:
    view = "lying" if name in DRAWN[MuscleGroup.FLEXORS] else "lat"
    return tuple(width * pelvis.size for width in anatomy.muscle(view, name).half_widths)


def _dashed_through(canvas: Canvas, pelvis: LyingPelvis, name: str) -> None:
    """A muscle on the far face of the hip bone."""
    outline = belly_outline(muscle_line(pelvis, name), _half_widths(pelvis, name))
    dash = (canvas.printed(0.7), canvas.printed(0.55))
    if not canvas.palette.hatched:
        canvas.tint(outline, canvas.palette.muscle, 0.28)
    canvas.stroke(outline, canvas.palette.muscle_line, canvas.detail(1.6), dash=dash)


def _gluteus(canvas: Canvas, pelvis: LyingPelvis) -> None:
    parts = anatomy.sheet("lat", "gluteus_maximus")
    top, bottom, origin = (
        tuple(pelvis.point((x, y), frame) for x, y, frame in edge)
        for edge in (parts.top, parts.bottom, parts.origin)
    )
    opacity = 1.0 if canvas.palette.hatched else 0.62
    sheet(canvas, top, bottom, origin, fibres=4, weight=2, opacity=opacity)


def _level(canvas: Canvas, pelvis: LyingPelvis) -> None:
    """Where the hip bone would be without its tilt, dashed, with a white rim."""
    silhouette = anatomy.bone("hip_lat").silhouette
    with canvas.placed(pelvis.spine), canvas.part():
        dash = (round(canvas.printed(1.15), 1), round(canvas.printed(0.8), 1))
        canvas.stroke(silhouette, "#FFFFFF", round(canvas.printed(0.45), 1))
        weight = round(canvas.outline(BONE) + 0.05, 1)
        canvas.stroke(silhouette, canvas.palette.ghost, weight, dash=dash)

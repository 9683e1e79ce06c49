"""The bones in one frame: the pelvis symmetric about x = 0, and upright.

Frame: mm; x to the patient's left, y to the back, z up.  Upright means that the foremost points of
the two anterior superior iliac spines and of the pubis lie in one vertical plane, the anterior
pelvic plane.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from .arrays import Array, rotation, turned, unit
from .mean_shapes import MeanShape, load
from .mesh import Mesh

X_AXIS = (1.0, 0.0, 0.0)

SI_JOINT = np.array([0.0, 38.4, 55.8])
"""Where the axis of the sacroiliac joint, along x, is drawn: at the joint's middle."""

FEMUR_LEAN = 9.0
"""Degrees the femur leans back from head to knee; the hand-placed muscle lines are made to it."""


@dataclass(frozen=True)
class Bones:
    """The right-hand bones and the sacrum in the frame above, and the right hip joint (mm)."""

    hip: Mesh
    sacrum: Mesh
    femur: Mesh
    tibia: Mesh
    patella: Mesh
    hip_joint: Array
    hip_radius: float

    def tilted_hip(self, degrees: float) -> Mesh:
        """The hip bone tipped about the SI joint, + forward."""
        return self.hip.moved_to(turned(self.hip.vertices, degrees, SI_JOINT, X_AXIS))

    def tilted_hip_joint(self, degrees: float) -> Array:
        joint: Array = turned(self.hip_joint[None], degrees, SI_JOINT, X_AXIS)[0]
        return joint

    def carried_femur(self, degrees: float) -> Mesh:
        """The femur where a hip bone tipped so far takes it, not turned itself."""
        shift = self.tilted_hip_joint(degrees) - self.hip_joint
        return self.femur.moved_to(self.femur.vertices + shift)

    def flexed(self, bone: Mesh, degrees: float) -> Mesh:
        """A bone of the thigh for the side view, lifted by so much flexion from standing."""
        femur = self.femur.vertices
        knee = femur[femur[:, 2] < -400].mean(0) - self.hip_joint
        now = float(np.degrees(np.arctan2(knee[1], -knee[2])))
        angle = FEMUR_LEAN - now - degrees
        return bone.moved_to(turned(bone.vertices, angle, self.hip_joint, X_AXIS))


def bones() -> Bones:
    """Every bone the figures need, aligned."""
    right, sacrum, left = sorted(
        load(MeanShape.PELVIS).components(), key=lambda part: float(part.vertices[:, 0].mean())
    )
    origin, axes = _upright(right, left, *_midplane(right, left))

    def framed(mesh: Mesh) -> Mesh:
        return mesh.moved_to((mesh.vertices - origin) @ axes)

    femur, tibia, patella = (
        framed(load(shape)).mirrored()
        for shape in (MeanShape.LEFT_FEMUR, MeanShape.LEFT_TIBIA, MeanShape.LEFT_PATELLA)
    )
    centre, radius = _femoral_head(femur.vertices)
    return Bones(framed(right), framed(sacrum), femur, tibia, patella, centre, radius)


def rigid_fit(source: Array, target: Array, rounds: int = 60) -> Array:
    """Points (n, 3) laid on a surface's points by iterative closest points.

    Besl and McKay, A Method for Registration of 3-D Shapes, 1992; the rotation of each round by
    Kabsch's singular value decomposition.
    """
    tree = cKDTree(target)
    moved: Array = source + (target.mean(0) - source.mean(0))
    for _ in range(rounds):
        nearest = target[tree.query(moved)[1]]
        a, b = moved.mean(0), nearest.mean(0)
        u, _, vt = np.linalg.svd((moved - a).T @ (nearest - b))
        proper = np.diag([1, 1, np.linalg.det(vt.T @ u.T)])
        moved = (moved - a) @ (vt.T @ proper @ u.T).T + b
    return moved


def _midplane(right: Mesh, left: Mesh) -> tuple[Array, Array]:
    """A point of the plane of symmetry, and axes (columns x, y, z) not yet upright."""
    twin = rigid_fit(right.mirrored().vertices, left.vertices)
    across = unit((twin - right.vertices).mean(0))
    origin = ((twin + right.vertices) / 2).mean(0)
    up = unit(np.array([0, 0, 1.0]) - across[2] * across)
    return origin, np.c_[across, np.cross(up, across), up]


def _upright(right: Mesh, left: Mesh, origin: Array, axes: Array) -> tuple[Array, Array]:
    """The axes turned about x until spines and pubis are one above the other."""
    for _ in range(3):  # the foremost points change with the tilt; the third round moves nothing
        spines, low = [], []
        for mesh in (right, left):
            points = (mesh.vertices - origin) @ axes
            height = np.percentile(points[:, 2], 40)
            upper = points[points[:, 2] >= height]
            spines.append(upper[upper[:, 1].argmin()])
            low.append(points[points[:, 2] < height])
        lower = np.vstack(low)
        slope = np.mean(spines, axis=0) - lower[lower[:, 1].argmin()]
        turn = float(np.degrees(np.arctan2(slope[1], slope[2])))
        axes = axes @ rotation(np.array(X_AXIS), turn).T
    return origin, axes


def _femoral_head(femur: Array) -> tuple[Array, float]:
    """Centre and radius (mm) of the head of a right femur: a sphere through the points near it."""
    upper = femur[femur[:, 2] > -40]
    centre = upper[upper[:, 0].argmax()] - [18.0, 0, 0]  # from the most medial point, inward
    radius = 0.0
    for _ in range(20):
        near = femur[np.linalg.norm(femur - centre, axis=1) < 29]
        system = np.c_[2 * near, np.ones(len(near))]
        *middle, rest = np.linalg.lstsq(system, (near**2).sum(1), rcond=None)[0]
        radius = float(np.sqrt(rest + np.dot(middle, middle)))
        centre = 0.6 * centre + 0.4 * np.array(middle)
    return centre, radius

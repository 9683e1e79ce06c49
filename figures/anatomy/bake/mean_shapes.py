"""Mean shapes of the bones, from the PyPI package musculoskeletal-models (MPL-2.0).

They are GIAS3 fieldwork meshes (Zhang, Hislop-Jambrich, Besier: The Anatomical Atlas Database,
Auckland Bioengineering Institute); gias3.fieldwork evaluates their cubic and quartic patches.
"""

from __future__ import annotations

from enum import Enum
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import scipy

from .mesh import Mesh

PATCH_DIVISIONS = 8
"""Each patch of a mesh is cut into this many steps along each side."""

MERGE_DIGITS = 3
"""Patches meet exactly, but for rounding: vertices within a µm are one."""


class MeanShape(Enum):
    """File names of a shape: those of its ensemble and mesh, and of its mean coordinates."""

    PELVIS = ("pelvis_combined_cubic_flat", "pelvis_combined_cubic_mean_rigid_LLP26")
    LEFT_FEMUR = ("femur_left_quartic_flat", "femur_left_mean_rigid_LLP26")
    LEFT_TIBIA = ("tibia_fibula_left_cubic_flat", "tibia_fibula_cubic_left_mean_rigid_LLP26")
    LEFT_PATELLA = ("patella_11_left", "patella_left_mean_rigid_LLP26")


def _restore_scipy_names() -> None:
    """gias3.fieldwork 3.0.1 calls NumPy functions by the SciPy names SciPy has since removed."""
    removed = (
        "add", "array", "cos", "dot", "hstack", "linspace", "mod", "multiply", "pi", "sin", "sum",
        "zeros",
    )  # fmt: skip
    for name in removed:
        if name not in vars(scipy):
            setattr(scipy, name, getattr(np, name))


def load(shape: MeanShape) -> Mesh:
    """The shape's surface in mm: x to the patient's left, y to the back, z up."""
    _restore_scipy_names()
    from gias3.fieldwork.field.geometric_field import load_geometric_field

    package = find_spec("musculoskeletal")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("musculoskeletal-models is not installed")
    atlas = Path(package.submodule_search_locations[0]) / "models" / "atlas_meshes"
    mesh, coordinates = shape.value
    field = load_geometric_field(
        str(atlas / f"{coordinates}.geof"),
        str(atlas / f"{mesh}.ens"),
        str(atlas / f"{mesh}.mesh"),
    )
    vertices, faces = field.triangulate([PATCH_DIVISIONS, PATCH_DIVISIONS])
    return Mesh(np.asarray(vertices, float), np.asarray(faces)).merged(MERGE_DIGITS)

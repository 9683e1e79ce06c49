"""bones.json: every bone in every view the figures use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import ndimage

from .align import SI_JOINT, Bones
from .arrays import Array
from .bezier import fit_closed, fit_open
from .contour import contours
from .hatch import even_odd, hatched
from .lines import creases, depth_jumps, strokes
from .mesh import Mesh
from .pathdata import curves_path, strokes_path
from .raster import Grid, View, rasterise
from .shade import facing, in_shade

LATERAL = View((0, -1, 0), (0, 0, 1))
ANTERIOR = View((1, 0, 0), (0, 0, 1))
POSTERIOR = View((-1, 0, 0), (0, 0, 1))

TILTS = (-12, -6, 0, 6, 12)
"""Degrees the hip bone is tipped in the front views, + forward."""

FLEXIONS = (0, 60)
"""Degrees of hip flexion femur and patella are drawn at in the side view, the knee straight."""

DIGITS = 1
PIXELS_PER_MM = 4
MASK_BLUR = 1.2  # pixels
STEP = 0.5  # mm between samples
SMOOTH, SHADE_SMOOTH = 1.0, 1.6  # mm
FIT, SHADE_FIT = 0.25, 0.375  # mm
MERGED = 0.2  # mm: 0.06 pt where bones are largest on a handout
MIN_AREA, MIN_SHADE = 60.0, 72.0  # mm²
SHADE_BLUR = 2.4  # mm
LINE_SMOOTH = 2.5  # samples
LINE_CLEARANCE = 2.5  # mm
EDGE = 1.2  # mm from the outline in which no inner line begins
HIDDEN_BY = 0.3  # mm in front

SIDE_LIGHT = (0.25, 0.55, 0.8)
FRONT_LIGHT = (0.0, 0.5, 0.8)


@dataclass(frozen=True)
class Style:
    """How one part is drawn.

    `shade`: brightness below which it is shaded, 0 to 1.  `jump`: mm of depth, `crease`: change of
    normal per mm, that make an inner line of at least `min_line` mm.  `full_hatch`: hatched all
    over in black and white, not only in the shade.
    """

    shade: float
    jump: float = 2.5
    min_line: float = 14
    light: tuple[float, float, float] = FRONT_LIGHT
    crease: float | None = None
    full_hatch: bool = False


def part(mesh: Mesh, view: View, style: Style, behind: Mesh | None = None) -> dict[str, Any]:
    """A bone as the paths of one part of bones.json.

    Where the bone lies behind the mesh `behind`, it is left out: so a head sits in its socket.
    """
    seen, normals = view.see(mesh.vertices), view.see(mesh.normals())
    grid = Grid.around(seen, 4, PIXELS_PER_MM)
    raster = rasterise(seen, normals, mesh.faces, grid)
    visible = np.isfinite(raster.depth)
    if behind is not None:
        cover = view.see(behind.vertices)
        hider = rasterise(cover, np.zeros_like(cover), behind.faces, grid)
        visible &= ~(hider.depth > raster.depth + HIDDEN_BY)
        visible = ndimage.binary_opening(visible, iterations=2)
    visible = ndimage.binary_closing(visible)
    outline = contours(visible, grid, blur=MASK_BLUR, step=STEP, smooth=SMOOTH, min_area=MIN_AREA)
    surface = facing(raster.normals)
    dark = in_shade(surface, visible, style.light, style.shade, SHADE_BLUR * PIXELS_PER_MM)
    shade = contours(dark, grid, blur=MASK_BLUR, step=STEP, smooth=SHADE_SMOOTH, min_area=MIN_SHADE)
    marked = depth_jumps(raster.depth, visible, style.jump)
    if style.crease is not None:
        marked |= creases(surface, visible, PIXELS_PER_MM, style.crease)
    marked &= ndimage.binary_erosion(visible, iterations=int(EDGE * PIXELS_PER_MM))
    inner = strokes(
        marked,
        visible,
        grid,
        thicken=1,
        step=STEP,
        smooth=LINE_SMOOTH,
        min_length=style.min_line,
        clearance=LINE_CLEARANCE,
    )
    return _as_paths(outline, shade, inner, style.full_hatch)


def _as_paths(
    outline: list[Array], shade: list[Array], inner: list[Array], full_hatch: bool
) -> dict[str, Any]:
    def closed(rings: list[Array], error: float) -> list[str]:
        return [
            curves_path(fit_closed(r, error), closed=True, digits=DIGITS, near=MERGED)
            for r in rings
        ]

    paths = {
        "outline": closed(outline, FIT),
        "shade": closed(shade, SHADE_FIT),
        "lines": [
            curves_path(fit_open(x, FIT), closed=False, digits=DIGITS, near=MERGED) for x in inner
        ],
    }
    region = even_odd(paths["outline"])
    spacing = 5.0
    if not full_hatch:
        region, spacing = even_odd(paths["shade"]).intersection(region), 3.2
    hatch = hatched(region, spacing=spacing, degrees=-45, inset=0.8, min_length=2.5)
    return {**paths, "hatch": strokes_path(hatch, DIGITS)}


def signed(degrees: int) -> str:
    """An angle as part names have it: -12, -6, 0, +6."""
    return f"{degrees:+d}" if degrees else "0"


def parts(bones: Bones) -> dict[str, Any]:
    """All parts of bones.json by name."""

    def side(shade: float, jump: float = 2.2, crease: float | None = None) -> Style:
        return Style(shade, jump, 16, SIDE_LIGHT, crease)

    out = {
        "hip_lat": part(bones.hip, LATERAL, side(0.52, crease=1.0)),
        "sac_lat": part(bones.sacrum, LATERAL, side(0.45)),
    }
    for flexion in FLEXIONS:
        femur = bones.flexed(bones.femur, flexion)
        out[f"fem_lat_{flexion}"] = part(femur, LATERAL, side(0.5, 2.5), bones.hip)
        patella = bones.flexed(bones.patella, flexion)
        out[f"pat_lat_{flexion}"] = part(patella, LATERAL, side(0.5))
    for tilt in TILTS:
        hip = bones.tilted_hip(tilt)
        style = Style(0.45, full_hatch=tilt < 0)
        out[f"hip_ant_{signed(tilt)}"] = part(hip, ANTERIOR, style)
        femur = bones.carried_femur(tilt)
        out[f"fem_ant_{signed(tilt)}"] = part(femur, ANTERIOR, Style(0.5), hip)
    out["sac_ant"] = part(bones.sacrum, ANTERIOR, Style(0.3, 2.6))
    out["hip_post"] = part(bones.hip, POSTERIOR, Style(0.5))
    out["fem_post"] = part(bones.femur, POSTERIOR, Style(0.5), bones.hip)
    out["sac_post"] = part(bones.sacrum, POSTERIOR, Style(0.4, 2.6, 16))
    out["tib_post"] = part(bones.tibia, POSTERIOR, Style(0.5))
    return out


def document(bones: Bones) -> dict[str, Any]:
    """bones.json as data, schema bones/1."""

    def on_paper(view: View, point: Array) -> list[float]:
        right, up, _ = view.see(point)
        return [round(float(right), 1), round(-float(up), 1)]

    tilted = {signed(tilt): on_paper(ANTERIOR, bones.tilted_hip_joint(tilt)) for tilt in TILTS}
    meta = {
        "format": "bones/1",
        "licence": "MPL-2.0 (outlines derived from PyPI musculoskeletal-models 0.2.4, "
        "Auckland Bioengineering Institute; GIAS3 mean shapes)",
        "units": "mm",
        "axes": "2-D, x right on paper, y down; lat = seen from the patient's right (front = +x); "
        "ant = seen from the front (patient's right = -x); post = seen from behind (patient's "
        "right = +x). Origin = midpoint frame of the aligned pelvis. Only right-side bones are "
        "stored: left = scale(-1,1).",
        "fields": "outline: closed paths, evenodd; shade: closed paths; lines: open paths; "
        "hatch: one M..L path that replaces shade in black and white",
        "pivots": {
            "SI_lat": on_paper(LATERAL, SI_JOINT),
            "HIP_lat": on_paper(LATERAL, bones.hip_joint),
            "hip_radius": round(bones.hip_radius, 1),
            "HIP_ant": on_paper(ANTERIOR, bones.hip_joint),
            "HIP_post": on_paper(POSTERIOR, bones.hip_joint),
            "HIP_ant_by_tilt": tilted,
        },
    }
    return {"meta": meta, "parts": parts(bones)}

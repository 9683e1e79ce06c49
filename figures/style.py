"""How figures look: one palette and one set of line weights, in three styles."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from handouts.design.colour import shade
from handouts.pattern import Side

from .errors import FigureError

MIN_OUTLINE_MM = 0.27
MIN_DETAIL_MM = 0.15
MM_PER_POINT = 25.4 / 72

SKIN_TONES = ("#F3E3D3", "#DDB892", "#B98A63", "#9A6B4A")
"""Tones that keep the ink outline at 3:1 or better; any other `#RRGGBB` may be given."""


class Style(Enum):
    COLOUR = "colour"
    MONO = "mono"
    """Black and white alone: white fills, hatch drawn as lines."""
    INK_SAVING = "ink-saving"
    """Light fills only."""


class Palette(NamedTuple):
    """Fill and line colours.  A `None` fill is not painted."""

    ink: str
    muted: str
    bone: str
    bone_shade: str | None
    hip: str
    hip_shade: str | None
    muscle: str
    muscle_line: str
    ghost: str
    arrow: str
    skin: str
    shirt: str
    shorts: str
    hair: str
    mat: str
    roller: str
    disc: str
    hollow: str
    body_shade: float
    """Opacity of the black shade laid over the body; 0 for none."""
    veil: float
    """Opacity of muscle that lies over bone which must show through; 1 hides it."""
    solid_badge: bool
    hatched: bool
    """Tell parts apart by hatching, for want of colour."""


_COLOUR = Palette(
    ink="#14212B",
    muted="#46535E",
    bone="#F6EDDB",
    bone_shade="#E3D3B1",
    hip="#CFE0EA",
    hip_shade="#A9C4D4",
    muscle="#C8574B",
    muscle_line="#7D221B",
    ghost="#46535E",
    arrow="#14212B",
    skin=SKIN_TONES[0],
    shirt="#8FB3C9",
    shorts="#46627A",
    hair="#5B4A42",
    mat="#D9E0E4",
    roller="#F0B45A",
    disc="#E9EEF0",
    hollow="#5B5348",
    body_shade=0.1,
    veil=0.85,
    solid_badge=True,
    hatched=False,
)
_MONO = Palette(
    ink="#000000",
    muted="#000000",
    bone="#FFFFFF",
    bone_shade=None,
    hip="#FFFFFF",
    hip_shade=None,
    muscle="#FFFFFF",
    muscle_line="#000000",
    ghost="#000000",
    arrow="#000000",
    skin="#FFFFFF",
    shirt="#FFFFFF",
    shorts="#FFFFFF",
    hair="#000000",
    mat="#FFFFFF",
    roller="#FFFFFF",
    disc="#FFFFFF",
    hollow="#000000",
    body_shade=0.0,
    veil=1.0,
    solid_badge=True,
    hatched=True,
)
_INK_SAVING = _COLOUR._replace(
    bone="#FFFFFF",
    bone_shade=None,
    hip="#EEF3F7",
    hip_shade=None,
    muscle="#F6DEDA",
    skin="#FFFFFF",
    shirt="#EDF3F7",
    shorts="#D9E2EA",
    hair="#D8D1CC",
    mat="#FFFFFF",
    roller="#FBE8CC",
    disc="#FFFFFF",
    body_shade=0.0,
    solid_badge=False,
)
# Each side's hip bone, its shade, its light tint and its arrows.
_SIDES = {
    Side.LEFT: ("#CFE0F0", "#A6C3DF", "#EAF1F8", "#0B3F73"),
    Side.RIGHT: ("#F8DCC4", "#EDC29D", "#FDF2E9", "#7D3400"),
}


# The same of any other colour, as lightness and most chroma in OKLCH: close to those above.
_HIP, _HIP_SHADE, _HIP_TINT = (0.905, 0.04), (0.825, 0.065), (0.96, 0.015)


def palette(
    style: Style,
    *,
    side: Side | None = None,
    skin: str = SKIN_TONES[0],
    colour: str | None = None,
) -> Palette:
    """The palette of a style; `side` colours the hip bone and arrows, `skin` is `#RRGGBB`.

    `colour` is the side's own, as `#RRGGBB`; without it, the usual one.

    Raises:
        FigureError: `skin` is not such a colour.
    """
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", skin):
        raise FigureError(f"skin is '{skin}'; give a colour as #RRGGBB, such as {SKIN_TONES[0]}")
    if style is Style.MONO:
        return _MONO
    base = _INK_SAVING if style is Style.INK_SAVING else _COLOUR._replace(skin=skin)
    if side is None:
        return base
    hip, hip_shade, tint, arrow = _tinted(colour) if colour else _SIDES[side]
    if style is Style.INK_SAVING:
        return base._replace(hip=tint, arrow=arrow)
    return base._replace(hip=hip, hip_shade=hip_shade, arrow=arrow)


def _tinted(colour: str) -> tuple[str, str, str, str]:
    hip, hip_shade, tint = (shade(colour, *place) for place in (_HIP, _HIP_SHADE, _HIP_TINT))
    return hip, hip_shade, tint, colour

"""How figures look: one palette and one set of line weights, in three styles."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from handouts.design.contrast import shade
from handouts.pattern import Side

from .errors import FigureError

MIN_OUTLINE_MM = 0.27
MIN_DETAIL_MM = 0.18  # half a point: less is lost on a copy of a copy
MIN_DASHED_MM = 0.22
MARGIN_MM = 1.0
"""From words to the edge of a figure, at least."""
HATCH_MM = 0.9
"""Between strokes of hatch, on paper."""
MM_PER_POINT = 25.4 / 72


class Look(NamedTuple):
    """Skin, clothes and hair of a person as `#RRGGBB`; `bun`: the hair is tied up.

    They keep apart by lightness alone, and the ink outline at 3:1 or better on each skin.
    """

    skin: str
    shirt: str
    shorts: str
    hair: str
    bun: bool = False


LOOKS = {
    "base": Look("#F3E3D3", "#8FB3C9", "#46627A", "#5B4A42"),
    "older_woman": Look("#F0DCC9", "#C9A9B8", "#5C4A66", "#A4A9AD", bun=True),
    "broad_man": Look("#96684A", "#F6EEDC", "#AFC3D2", "#14110F"),
    "slim": Look("#DDB892", "#7FA6BE", "#3F5A72", "#3E312B"),
    "large": Look("#B98A63", "#E6EDF1", "#3F5A72", "#221B18", bun=True),
}
"""How each body of `anatomy.bodies.BODIES` looks."""


class Style(Enum):
    COLOUR = "colour"
    MONO = "mono"
    """Black and white alone: white fills, hatch drawn as lines."""
    INK_SAVING = "ink-saving"
    """Light fills only."""


class Palette(NamedTuple):
    """Fill and line colours.  A `None` fill is not painted."""

    ink: str
    bone: str
    bone_shade: str | None
    hip: str
    hip_shade: str | None
    muscle: str
    muscle_line: str
    effort: str
    """Core of the muscle at work as it shows through the skin."""
    halo: str
    ghost: str
    arrow: str
    skin: str
    shirt: str
    shorts: str
    hair: str
    bun: bool
    mat: str
    roller: str
    disc: str
    hollow: str
    body_shade: float
    """Opacity of the black shade laid over the body; 0 for none."""
    solid_badge: bool
    hatched: bool
    """Tell parts apart by hatching, for want of colour."""


_COLOUR = Palette(
    ink="#000000",
    bone="#F6EDDB",
    bone_shade="#E3D3B1",
    hip="#CFE0EA",
    hip_shade="#A9C4D4",
    muscle="#C8574B",
    muscle_line="#7D221B",
    effort="#D9362B",
    halo="#FFE9DF",
    ghost="#000000",
    arrow="#000000",
    **LOOKS["base"]._asdict(),
    mat="#D9E0E4",
    roller="#F0B45A",
    disc="#E9EEF0",
    hollow="#5B5348",
    body_shade=0.1,
    solid_badge=True,
    hatched=False,
)
_MONO = Palette(
    ink="#000000",
    bone="#FFFFFF",
    bone_shade=None,
    hip="#FFFFFF",
    hip_shade=None,
    muscle="#FFFFFF",
    muscle_line="#000000",
    effort="#000000",
    halo="#FFFFFF",
    ghost="#000000",
    arrow="#000000",
    skin="#FFFFFF",
    shirt="#FFFFFF",
    shorts="#FFFFFF",
    hair="#000000",
    bun=False,
    mat="#FFFFFF",
    roller="#FFFFFF",
    disc="#FFFFFF",
    hollow="#000000",
    body_shade=0.0,
    solid_badge=True,
    hatched=True,
)
_INK_SAVING = _COLOUR._replace(
    bone="#FFFFFF",
    bone_shade=None,
    hip="#EEF3F7",
    hip_shade=None,
    muscle="#F6DEDA",
    effort="#EFA79F",
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
    style: Style, *, side: Side | None = None, body: str = "base", colour: str | None = None
) -> Palette:
    """The palette of a style; `side` colours the hip bone and arrows, `body` skin and clothes.

    `colour` is the side's own, as `#RRGGBB`; without it, the usual one.

    Raises:
        FigureError: no such body.
    """
    if body not in LOOKS:
        raise FigureError(f"no body '{body}'; the bodies are {', '.join(LOOKS)}")
    look = LOOKS[body]
    if style is Style.MONO:
        return _MONO._replace(bun=look.bun)
    if style is Style.INK_SAVING:
        base = _INK_SAVING._replace(bun=look.bun)
    else:
        base = _COLOUR._replace(**look._asdict())
    if side is None:
        return base
    hip, hip_shade, tint, arrow = _tinted(colour) if colour else _SIDES[side]
    if style is Style.INK_SAVING:
        return base._replace(hip=tint, arrow=arrow)
    return base._replace(hip=hip, hip_shade=hip_shade, arrow=arrow)


def _tinted(colour: str) -> tuple[str, str, str, str]:
    hip, hip_shade, tint = (shade(colour, *place) for place in (_HIP, _HIP_SHADE, _HIP_TINT))
    return hip, hip_shade, tint, colour

"""How an email looks: styles that stand on each element, as mail programs drop most style sheets.

What a mail program keeps of the one style sheet, it uses for dark mode; one that inverts colours by
itself finds text and ground named together everywhere, so it turns both or neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handouts.pattern import Side
from handouts.theme import Colours

WIDTH = 600
"""The widest an email gets, in CSS pixels; mail programs show that much beside their lists."""
FIGURE_WIDTH = 400
ICON_WIDTH = 110
LOGO_WIDTH = 200
PIXELS_PER_PIXEL = 2
"""Pictures have twice the pixels they are shown with, for phones."""

FONT = "font-family:Verdana,Arial,Helvetica,sans-serif"
TEXT = f"{FONT};font-size:17px;line-height:1.5"
HEADINGS = {1: 26, 2: 21, 3: 19, 4: 17}
"""Sizes of headings by level, in CSS pixels."""

LIGHT = Colours()


@dataclass(frozen=True)
class Ground:
    """A ground with the ink on it and its edge, in light and in dark mode, as `#RRGGBB`."""

    paper: str
    ink: str
    edge: str
    dark_paper: str
    dark_ink: str
    dark_edge: str
    border: int = 0

    @property
    def style(self) -> str:
        border = f";border:{self.border}px solid {self.edge}" if self.border else ""
        return f"background-color:{self.paper};color:{self.ink}{border}"


_DARK, _DARK_INK, _DARK_EDGE = "#1D252C", "#F2F5F7", "#9AA7B1"
GROUNDS: Mapping[str, Ground] = {
    "desk": Ground(LIGHT.soft, LIGHT.ink, LIGHT.soft, "#10161B", _DARK_INK, "#10161B"),
    "sheet": Ground(LIGHT.paper, LIGHT.ink, LIGHT.paper, _DARK, _DARK_INK, _DARK),
    "draft": Ground(LIGHT.ink, LIGHT.paper, LIGHT.ink, _DARK_INK, "#14191E", _DARK_INK),
    "box": Ground(LIGHT.soft, LIGHT.ink, LIGHT.rule, "#28323A", _DARK_INK, _DARK_EDGE, 1),
    "stop": Ground(LIGHT.stop_tint, LIGHT.ink, LIGHT.stop, "#3D151B", _DARK_INK, "#FF9AA6", 2),
    "help": Ground(LIGHT.stop_tint, LIGHT.ink, LIGHT.stop, "#3D151B", _DARK_INK, "#FF9AA6", 4),
    "panel": Ground(LIGHT.paper, LIGHT.ink, LIGHT.ink, _DARK, _DARK_INK, _DARK_EDGE, 2),
    "left": Ground(LIGHT.paper, LIGHT.ink, LIGHT.left, _DARK, _DARK_INK, "#8FC1F2", 2),
    "right": Ground(LIGHT.paper, LIGHT.ink, LIGHT.right, _DARK, _DARK_INK, "#F2B98A", 2),
    "bar": Ground(LIGHT.ink, LIGHT.paper, LIGHT.ink, "#3A4650", _DARK_INK, "#3A4650"),
    "bar-left": Ground(LIGHT.left, LIGHT.paper, LIGHT.left, "#134B82", "#FFFFFF", "#134B82"),
    "bar-right": Ground(LIGHT.right, LIGHT.paper, LIGHT.right, "#7D3400", "#FFFFFF", "#7D3400"),
}
# In dark mode pictures keep their white ground: their words are drawn in dark ink.
_LINK, _DARK_LINK = "#0B3F73", "#9CCBF5"
LINK_STYLE = f"color:{_LINK}"
PICTURE_GROUND = f"background-color:{LIGHT.paper};color:{LIGHT.ink}"


def ground(kind: str, side: Side | None) -> str:
    """The name of a group's ground; "" where it has none of its own."""
    if kind in ("stop", "help"):
        return kind
    if kind in ("panel", "bar"):
        sided = {"panel": "{}", "bar": "bar-{}"}[kind]
        return sided.format(side.value) if side else kind
    return "box" if kind in ("box", "dose", "clinic", "sign-off") else ""


def style_sheet() -> str:
    """Dark mode, for programs that keep a style sheet."""
    rules = [
        f".{name}{{background-color:{each.dark_paper}!important;color:{each.dark_ink}!important;"
        f"border-color:{each.dark_edge}!important}}"
        for name, each in GROUNDS.items()
    ]
    dark = "".join([*rules, f"a{{color:{_DARK_LINK}!important}}"])
    return f":root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{dark}}}"

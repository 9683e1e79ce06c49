"""How an email looks: styles that stand on each element, as mail programs drop most style sheets.

What a mail program keeps of the one style sheet, it uses for dark mode; one that inverts colours by
itself finds text and ground named together everywhere, so it turns both or neither.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.design.contrast import contrast
from handouts.design.theme import Colours
from handouts.pattern import Side

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
_DARK_LINK = "#9CCBF5"


class Look:
    """The grounds and inks of an email, in the clinic's colours."""

    def __init__(self, colours: Colours) -> None:
        ink, paper, soft, stop = colours.ink, colours.paper, colours.soft, colours.stop
        self.rule, self._link = colours.rule, colours.link

        def ground(of: str, dark: str, edge: str, dark_edge: str, border: int) -> Ground:
            return Ground(of, ink, edge, dark, _DARK_INK, dark_edge, border)

        def bar(colour: str) -> Ground:
            """White words on a colour: the same in dark mode."""
            return Ground(colour, paper, colour, colour, paper, colour)

        self.grounds = {
            "desk": ground(soft, "#10161B", soft, "#10161B", 0),
            "sheet": ground(paper, _DARK, paper, _DARK, 0),
            "draft": Ground(ink, paper, ink, _DARK_INK, ink, _DARK_INK),
            "box": ground(soft, "#28323A", colours.rule, _DARK_EDGE, 1),
            "stop": ground(colours.stop_tint, "#3D151B", stop, _lighter(stop, "#3D151B"), 2),
            "help": ground(colours.stop_tint, "#3D151B", stop, _lighter(stop, "#3D151B"), 4),
            "panel": ground(paper, _DARK, ink, _DARK_EDGE, 2),
            "left": ground(paper, _DARK, colours.left, _lighter(colours.left, _DARK), 2),
            "right": ground(paper, _DARK, colours.right, _lighter(colours.right, _DARK), 2),
            "bar": bar(ink),
            "bar-left": bar(colours.left),
            "bar-right": bar(colours.right),
        }
        # In dark mode pictures keep their white ground: their words are drawn in dark ink.
        self.picture = f"background-color:{paper};color:{ink}"
        self.link = f"color:{colours.link}"

    def style_sheet(self) -> str:
        """Dark mode, for programs that keep a style sheet."""
        rules = [
            f".{name}{{background-color:{each.dark_paper}!important;"
            f"color:{each.dark_ink}!important;border-color:{each.dark_edge}!important}}"
            for name, each in self.grounds.items()
        ]
        dark = "".join([*rules, f"a{{color:{_DARK_LINK}!important}}"])
        return f":root{{color-scheme:light dark}}@media (prefers-color-scheme:dark){{{dark}}}"


def _lighter(colour: str, ground: str) -> str:
    """The colour, mixed with white until it is seen on a dark ground (WCAG 2.1, 1.4.11)."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    mixed = colour
    for share in range(0, 101, 5):
        channels = (round(part + (255 - part) * share / 100) for part in parts)
        mixed = "#" + "".join(f"{channel:02X}" for channel in channels)
        if contrast(mixed, ground) >= 4.5:
            break
    return mixed


def ground_of(kind: str, side: Side | None) -> str:
    """The name of the ground of a group that is a box or a bar."""
    if kind == "panel":
        return side.value if side else "panel"
    if kind == "bar":
        return f"bar-{side.value}" if side else "bar"
    return kind if kind in ("stop", "help") else "box"

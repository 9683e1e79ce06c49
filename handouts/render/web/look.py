"""How a page looks: the clinic's colours, by daylight and in the dark, before the style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls

from handouts.design.contrast import contrast
from handouts.design.theme import Colours

_DARK, _DARK_INK, _DARK_SOFT, _DARK_STOP = "#10171D", "#EDF2F5", "#1D2831", "#33141A"


def colour_rules(colours: Colours) -> str:
    """The colours by name; those of the dark are as readable (WCAG 2.1, 1.4.3)."""
    light = {
        "ground": colours.paper,
        "ink": colours.ink,
        "soft": colours.soft,
        "quiet": colours.quiet,
        "rule": colours.quiet,
        "left": colours.left,
        "right": colours.right,
        "head": colours.headings,
        "stop": colours.stop,
        "stop-ground": colours.stop_tint,
        "link": colours.link,
    }
    dark = {
        "ground": _DARK,
        "ink": _DARK_INK,
        "soft": _DARK_SOFT,
        "quiet": "#B9C5CE",
        "rule": "#8797A3",
        "left": _bright(colours.left, _DARK),
        "right": _bright(colours.right, _DARK),
        "head": _DARK_INK if colours.headings == colours.ink else _bright(colours.headings, _DARK),
        "stop": _bright(colours.stop, _DARK_STOP),
        "stop-ground": _DARK_STOP,
        "link": _bright(colours.link, _DARK_SOFT),
    }
    return (
        f":root{{color-scheme:light dark;{_named(light)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_named(dark)}}}}}"
    )


def _bright(colour: str, ground: str, least: float = 7.0) -> str:
    """The colour in its own hue, as light as it must be to be read on a dark ground."""
    hue, light, full = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    made = colour
    for step in range(101):
        channels = hls_to_rgb(hue, light + (1 - light) * step / 100, full)
        made = "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)
        if contrast(made, ground) >= least:
            break
    return made


def _named(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())

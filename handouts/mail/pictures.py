"""The pictures of an email: PNGs, as mail programs draw no SVG."""

from __future__ import annotations

from functools import lru_cache

from handouts.design.artwork import Picture
from handouts.document import Figure
from handouts.mail import styles
from handouts.pattern import Side
from handouts.render.artwork_image import artwork_png
from handouts.render.figure_export import picture as figure_picture


@lru_cache(maxsize=256)
def figure_png(figure: Figure, lang: str, sides: tuple[tuple[Side, str], ...]) -> bytes:
    """A figure with its words, with twice the pixels it is shown with.

    Raises:
        ContentError: its labels have no room.
    """
    icon = figure.name.endswith("-icon")
    width = styles.ICON_WIDTH if icon else styles.FIGURE_WIDTH
    return figure_picture(figure, lang, width * styles.PIXELS_PER_PIXEL, sides)


def logo_png(logo: Picture) -> bytes:
    """The clinic's logo, with the pixels it is shown with."""
    return artwork_png(logo, styles.LOGO_WIDTH * styles.PIXELS_PER_PIXEL)

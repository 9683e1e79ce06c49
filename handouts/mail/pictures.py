"""The pictures of an email: pixels, as mail programs draw no SVG."""

from __future__ import annotations

from functools import lru_cache

from handouts.design.artwork import Picture
from handouts.document import Figure, OwnPicture
from handouts.mail import styles
from handouts.pattern import Side
from handouts.render.figure_export import picture as figure_picture
from handouts.render.own_images import MAIL, logo_image, own_image


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
    pixels = styles.LOGO_WIDTH * styles.PIXELS_PER_PIXEL
    return logo_image(logo, pixels, pixels, ("png",))


def own_picture(picture: OwnPicture) -> bytes:
    """A picture of the clinic's own among words, as a PNG or JPEG."""
    return own_image(picture, styles.FIGURE_WIDTH, styles.PIXELS_PER_PIXEL, MAIL)

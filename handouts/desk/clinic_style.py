"""The colours and the pictures of the two sides, as the clinic has them."""

from __future__ import annotations

from handouts.compose.figure_texts import figure_node
from handouts.compose.wording import content_variables
from handouts.design.contrast import shade
from handouts.design.theme import STANDARD
from handouts.desk.good_words import GoodWords
from handouts.errors import ContentError
from handouts.layout.figures import drawing
from handouts.pattern import Correction, Pattern, Side, Tilt

_ON_DARK = 0.82  # lightness (OKLCH) of what is read on a dark screen
_WIDTH_MM, _LETTERS_PT = 40.0, 12.0


def clinic_style(words: GoodWords) -> str:
    """A style sheet with the clinic's two colours."""
    try:
        brand = words.library.clinic.brand
    except ContentError:
        return ""
    sides = {
        "left": brand.left or STANDARD.colours.left,
        "right": brand.right or STANDARD.colours.right,
    }
    light = " ".join(f"--{side}: {colour};" for side, colour in sides.items())
    dark = " ".join(f"--{side}: {shade(colour, _ON_DARK)};" for side, colour in sides.items())
    fills = " ".join(f"--{side}-fill: {colour};" for side, colour in sides.items())
    return (
        f":root:root {{ {light} {fills} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:root {{ {dark} }} }}\n"
    )


def tilt_icon(words: GoodWords, side: str, tilt: str) -> str | None:
    """A hip bone, tipped; None if there is none like that."""
    try:
        correction = Correction(Side(side), Tilt(tilt))
        library = words.library
        language = library.languages[library.first_language]
        tipped = correction if correction.tilt is Tilt.BACKWARD else None
        of = correction.side if tipped else correction.side.other
        pattern = Pattern.from_id(f"{of.value}-backward")
        variables = content_variables(library.clinic, language.phrases, pattern)
        figure = figure_node(language, "tilt-icon", correction, variables)
        sides = library.clinic.brand.sides
        return drawing(figure, _WIDTH_MM, _LETTERS_PT, sides=sides, labelled=False).svg
    except (ValueError, LookupError, ContentError):
        return None

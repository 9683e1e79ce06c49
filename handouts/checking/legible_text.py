"""Type size, fonts and contrast of the text on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from handouts.checking.finding import Finding, Level
from handouts.checking.page_images import Seen
from handouts.checking.painted_text import Colour, Font, Piece
from handouts.design.contrast import contrast
from handouts.design.theme import STANDARD

_SLACK = 0.05  # pt, for sizes rounded in the file
_LARGE, _LARGE_BOLD = 18.0, 14.0  # pt: large text (WCAG 2.1, definitions)
_LEAST, _LEAST_LARGE = 4.5, 3.0  # WCAG 2.1, 1.4.3
_SHARE = 0.08  # of a box: less of a colour beneath text is a line that touches it
_SHOWN = 50  # characters of a text quoted in a finding


def small_type(pieces: Sequence[Piece], page: int) -> Iterator[Finding]:
    """Text smaller than any handout may have."""
    least = STANDARD.minimum
    small = [piece for piece in pieces if piece.box and piece.size < least - _SLACK]
    if small:
        smallest = min(small, key=lambda piece: piece.size)
        what = f"{_quoted(smallest)} is set in {smallest.size:.1f} pt{_more(small)}"
        yield Finding(Level.ERROR, "type", what, f"set it in {least:g} pt or more", page)


def fonts(found: Iterable[Font]) -> Iterator[Finding]:
    """Fonts of text on the pages that the file does not carry."""
    for font in sorted(set(found), key=lambda font: font.name):
        if not font.embedded:
            what = f"the font {font.name} is not embedded"
            yield Finding(Level.ERROR, "fonts", what, "embed it: other machines lack it")


@dataclass(frozen=True)
class Legible:
    """A text: its contrast, the least it may have, and whether it shows at all."""

    piece: Piece
    ratio: float
    least: float
    shows: bool


def legibility(pieces: Sequence[Piece], seen: Seen) -> Iterator[Legible]:
    """How well each text can be read; text off the page or not painted is left out."""
    for piece in pieces:
        crops = seen.crop(piece.box) if piece.box and piece.visible else None
        if crops is None:
            continue
        whole, beneath = crops
        large = piece.size >= (_LARGE_BOLD if piece.bold else _LARGE) - _SLACK
        ratio = min(
            contrast(_hex(_mixed(piece, ground)), _hex(ground)) for ground in _grounds(beneath)
        )
        shows = ImageChops.difference(whole, beneath).getbbox() is not None
        yield Legible(piece, ratio, _LEAST_LARGE if large else _LEAST, shows)


def faint(texts: Iterable[Legible], page: int) -> Iterator[Finding]:
    """Text with too little contrast, once for each colour, and text that something covers."""
    groups: dict[tuple[Colour, float], list[Legible]] = {}
    covered: list[Piece] = []
    for text in texts:
        if text.ratio < text.least:
            groups.setdefault((text.piece.colour, text.least), []).append(text)
        elif not text.shows:
            covered.append(text.piece)
    for (_, least), group in groups.items():
        worst = min(group, key=lambda text: text.ratio)
        more = _more([text.piece for text in group])
        what = f"{_quoted(worst.piece)} has a contrast of {worst.ratio:.1f}:1{more}"
        yield Finding(Level.ERROR, "contrast", what, f"the least is {least:g}:1", page)
    if covered:
        what = f"{_quoted(covered[0])} cannot be seen{_more(covered)}"
        yield Finding(Level.ERROR, "contrast", what, "something is painted over it", page)


def _grounds(beneath: Image.Image) -> Iterator[Colour]:
    """The colours that cover a fair share of a box, similar ones taken together."""
    alike: dict[Colour, list[tuple[int, Colour]]] = {}
    for count, colour in beneath.getcolors(beneath.width * beneath.height) or []:
        assert isinstance(colour, tuple)
        red, green, blue = colour
        alike.setdefault((red >> 4, green >> 4, blue >> 4), []).append((count, (red, green, blue)))
    area = beneath.width * beneath.height
    fair = [group for group in alike.values() if sum(n for n, _ in group) >= _SHARE * area]
    for group in fair or alike.values():
        yield max(group)[1]


def _mixed(piece: Piece, ground: Colour) -> Colour:
    """The colour of see-through text on a ground."""
    red, green, blue = (
        round(own * piece.opacity + under * (1 - piece.opacity))
        for own, under in zip(piece.colour, ground, strict=True)
    )
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{channel:02X}" for channel in colour)


def _quoted(piece: Piece) -> str:
    text = " ".join(piece.text.split())
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def _more(pieces: Sequence[Piece]) -> str:
    return f", and {len(pieces) - 1} more" if len(pieces) > 1 else ""

"""The typefaces: where their files are, which characters they have, how wide text runs.

Atkinson Hyperlegible, made by the Braille Institute for readers with low vision, is the first
choice.  Text it has no letters for is set in Fira Sans, which was made to be read from afar and
has all of its characters and those of many more languages.  Both come as Python packages, so no
font file lives in this repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from handouts.storage import cache


class Typeface(NamedTuple):
    """A family with its two faces, by PostScript name, and the package that carries them."""

    family: str
    regular: str
    bold: str
    package: str

    def face(self, *, bold: bool = False) -> str:
        return self.bold if bold else self.regular

    @lru_cache(maxsize=16)  # noqa: B019 - there are few typefaces
    def path(self, *, bold: bool = False) -> Path:
        """The font file of a face."""
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(f"the package {self.package} is not installed")
        return Path(spec.origin).parent / "files" / f"{self.face(bold=bold)}.ttf"


ATKINSON = Typeface(
    "Atkinson Hyperlegible",
    "AtkinsonHyperlegible-Regular",
    "AtkinsonHyperlegible-Bold",
    "fontpkg_atkinson_hyperlegible",
)
FIRA = Typeface("Fira Sans", "FiraSans-Regular", "FiraSans-Bold", "fontpkg_fira_sans")
# From the preferred one to the one with the most characters.
TYPEFACES = (ATKINSON, FIRA)


@lru_cache
def advances(typeface: Typeface, *, bold: bool = False) -> dict[int, float]:
    """The advance width, in 1/1000 em, of every character of a face, by code point."""
    face = typeface.face(bold=bold)
    if (before := cache.get("advances", face)) is not None:
        with suppress(ValueError, TypeError):
            codes, widths = json.loads(before)
            return dict(zip(codes, widths, strict=True))
    made = _advances(typeface.path(bold=bold))
    cache.keep("advances", face, json.dumps([list(made), list(made.values())]))
    return made


def _advances(file: Path) -> dict[int, float]:
    from fontTools.ttLib import TTFont

    with TTFont(file, lazy=True) as font:
        per_em = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"]
        return {code: metrics[glyph][0] * per_em for code, glyph in font.getBestCmap().items()}


def text_width(
    text: str, size: float, *, bold: bool = False, typeface: Typeface = ATKINSON
) -> float:
    """The width of one line of text, in the unit of `size` (no kerning, as ReportLab sets it)."""
    widths = advances(typeface, bold=bold)
    missing = widths[ord("?")]
    return sum(widths.get(ord(char), missing) for char in text) * size / 1000


def typeface_for(texts: Iterable[str]) -> Typeface:
    """The preferred typeface that has every character, else the one with the most."""
    characters = set().union(*texts)
    for typeface in TYPEFACES:
        if not _missing(characters, typeface):
            return typeface
    return TYPEFACES[-1]


def missing_characters(text: str) -> list[str]:
    """The characters of `text` that no typeface has, each once, in order of appearance."""
    characters = dict.fromkeys(text)
    if not _missing(characters, TYPEFACES[0]):
        return []  # the large font is not even opened
    return _missing(characters, TYPEFACES[-1])


def _missing(characters: Iterable[str], typeface: Typeface) -> list[str]:
    known = advances(typeface)
    return [char for char in characters if ord(char) not in known and char not in "\n\t"]

"""The typefaces: where their files are, and which characters they have.

Atkinson Hyperlegible, made by the Braille Institute for readers with low vision, is the first
choice, with a zero that has no stroke through it; see `plain_zero`.  Text it has no letters for is
set in Fira Sans, which was made to be read from afar and has all of its characters and those of
many more languages; it comes as a Python package.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from handouts.design.plain_zero import FOLDER
from handouts.tagged import glyphs, register_font


class Typeface(NamedTuple):
    """A family with its two faces, by PostScript name, and the package that carries them.

    One without a package lies beside this module.
    """

    family: str
    regular: str
    bold: str
    package: str

    def face(self, *, bold: bool = False) -> str:
        return self.bold if bold else self.regular

    @lru_cache(maxsize=16)  # noqa: B019 - there are few typefaces
    def path(self, *, bold: bool = False) -> Path:
        """The font file of a face."""
        if not self.package:
            return FOLDER / f"{self.face(bold=bold)}.ttf"
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(f"the package {self.package} is not installed")
        return Path(spec.origin).parent / "files" / f"{self.face(bold=bold)}.ttf"


ATKINSON = Typeface(
    "Atkinson Hyperlegible",
    "PlainZeroLegible-Regular",
    "PlainZeroLegible-Bold",
    "",
)
FIRA = Typeface("Fira Sans", "FiraSans-Regular", "FiraSans-Bold", "fontpkg_fira_sans")
# From the preferred one to the one with the most characters.
TYPEFACES = (ATKINSON, FIRA)


@lru_cache(maxsize=16)
def register(typeface: Typeface) -> Typeface:
    """The typeface, now that ReportLab knows both its faces by name; safe to call again.

    The bold face is the one emphasis, as italics are hard on low vision.
    """
    for bold in (False, True):
        register_font(typeface.face(bold=bold), typeface.path(bold=bold))
    return typeface


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
    known = glyphs(register(typeface).regular)
    # Glyph 0 stands for what a font has not.
    return [char for char in characters if not known.get(ord(char)) and char not in "\n\t"]

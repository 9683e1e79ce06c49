"""The typefaces: where their files are, and which characters they have.

Atkinson Hyperlegible, made by the Braille Institute for readers with low vision, is the first
choice, with a zero that has no stroke through it; see `plain_zero`.  Text it has no letters for is
set in Fira Sans, which was made to be read from afar and has all of its characters and those of
many more languages; it comes as a Python package.  A few words of other letters, such as a name,
do not change the typeface: they alone are set in what has them.  `scripts` says what that is for
scripts that neither has.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from handouts.design.plain_zero import FOLDER
from handouts.design.scripts import (
    can_be_set,
    fallbacks,
    runs_to_left,
    script_of,
    script_with,
)
from handouts.tagged import Fallback, PlainFont, Scripts, glyphs, register_font

_LANGUAGE = "_"  # between the name of a face and the language it sets
_GUESTS = 0.05  # of the words of a text


class Typeface(NamedTuple):
    """A family with its two faces, by PostScript name, and the package that carries them.

    One without a package lies beside this module.  Faces for a language whose script is another's,
    or that is written to the left, have names of their own.
    """

    family: str
    regular: str
    bold: str
    package: str
    lang: str = ""

    def face(self, *, bold: bool = False) -> str:
        return self.bold if bold else self.regular

    @property
    def right_to_left(self) -> bool:
        return runs_to_left(self.lang)

    @property
    def leading(self) -> float:
        """The least line spacing in em, if its language needs one."""
        script = script_of(self.lang)
        return script.leading if script else 0.0

    def of_language(self, lang: str) -> Typeface:
        """The same for texts of a language."""
        if script_of(lang) is None:
            return self
        return self._replace(
            regular=f"{self.regular}{_LANGUAGE}{lang}",
            bold=f"{self.bold}{_LANGUAGE}{lang}",
            lang=lang,
        )

    @lru_cache(maxsize=16)  # noqa: B019 - there are few typefaces
    def path(self, *, bold: bool = False) -> Path:
        """The font file of a face."""
        name, _, _ = self.face(bold=bold).partition(_LANGUAGE)
        if not self.package:
            return FOLDER / f"{name}.ttf"
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(f"the package {self.package} is not installed")
        return Path(spec.origin).parent / "files" / f"{name}.ttf"


ATKINSON = Typeface(
    "Atkinson Hyperlegible",
    "PlainZeroLegible-Regular",
    "PlainZeroLegible-Bold",
    "",
)
FIRA = Typeface("Fira Sans", "FiraSans-Regular", "FiraSans-Bold", "fontpkg_fira_sans")
# From the preferred one to the one with the most characters.
TYPEFACES = (ATKINSON, FIRA)


@lru_cache(maxsize=64)
def register(typeface: Typeface) -> Typeface:
    """The typeface, now that ReportLab knows both its faces by name; safe to call again.

    The bold face is the one emphasis, as italics are hard on low vision.
    """
    for bold in (False, True):
        others = [
            Fallback(PlainFont(each.face(bold=bold), each.path(bold=bold)))
            for each in TYPEFACES
            if each.family != typeface.family
        ]
        scripts = Scripts(
            (*fallbacks(typeface.lang, bold=bold), *others), typeface.lang, typeface.right_to_left
        )
        register_font(typeface.face(bold=bold), typeface.path(bold=bold), scripts)
    return typeface


def typeface_for(texts: Iterable[str], lang: str = "") -> Typeface:
    """The preferred typeface that has every character, for texts of a language.

    Words whose letters it lacks may be its guests, if they are few; else it is the typeface with
    the most characters.
    """
    texts = list(texts)
    missing = {
        character
        for character in _missing(set().union(*texts), TYPEFACES[0])
        if script_with(character) is None
    }
    if missing and _share_with(missing, texts) > _GUESTS:
        return TYPEFACES[-1].of_language(lang)
    return TYPEFACES[0].of_language(lang)


def _share_with(characters: set[str], texts: Iterable[str]) -> float:
    """The share of words that have one of these characters."""
    words = [word for text in texts for word in text.split()]
    return sum(not characters.isdisjoint(word) for word in words) / max(1, len(words))


def missing_characters(text: str) -> list[str]:
    """The characters of `text` that no font has, each once, in order of appearance."""
    characters = dict.fromkeys(text)
    if not _missing(characters, TYPEFACES[0]):
        return []  # the large font is not even opened
    missing = _missing(characters, TYPEFACES[-1])
    return [character for character in missing if not can_be_set(character)]


def _missing(characters: Iterable[str], typeface: Typeface) -> list[str]:
    known = glyphs(register(typeface).regular)
    # Glyph 0 stands for what a font has not.
    return [char for char in characters if not known.get(ord(char)) and char not in "\n\t"]

"""Scripts beyond Latin, Greek and Cyrillic: the fonts they are set in, and how.

The fonts are Google's Noto Sans, of the packages that the extras `scripts` and `cjk` install.  A
package that is not there is a script that cannot be printed, which `extra_for` tells.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from handouts.tagged import Fallback, FontFile, face


class Script(NamedTuple):
    """A script, or a few that one font has.

    Attributes:
        font: the part of the file's name that tells it from others.
        ranges: its blocks of Unicode, as first and last code points.
        leading: the least line spacing in which its letters keep apart, in em.
    """

    font: str
    ranges: tuple[tuple[int, int], ...]
    leading: float = 0.0

    def has(self, code: int) -> bool:
        return any(first <= code <= last for first, last in self.ranges)


ARABIC = Script(
    "Arabic",
    ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)),
    1.2,
)
HEBREW = Script("Hebrew", ((0x590, 0x5FF), (0xFB1D, 0xFB4F)))
THAI = Script("Thai", ((0xE00, 0xE7F),), 1.27)
DEVANAGARI = Script("Devanagari", ((0x900, 0x97F), (0x1CD0, 0x1CFF), (0xA8E0, 0xA8FF)), 1.18)
BENGALI = Script("Bengali", ((0x980, 0x9FF),), 1.2)
CJK = Script(
    "CJK",
    (
        (0x1100, 0x11FF),
        (0x2E80, 0x2FDF),
        (0x3000, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xA960, 0xA97F),
        (0xAC00, 0xD7FF),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE4F),
        (0xFF00, 0xFFEF),
        (0x20000, 0x323AF),
    ),
    1.13,
)
SCRIPTS = (
    ARABIC,
    HEBREW,
    DEVANAGARI,
    BENGALI,
    Script("Gurmukhi", ((0xA00, 0xA7F),), 1.18),
    Script("Gujarati", ((0xA80, 0xAFF),), 1.18),
    Script("Oriya", ((0xB00, 0xB7F),), 1.18),
    Script("Tamil", ((0xB80, 0xBFF),), 1.18),
    Script("Telugu", ((0xC00, 0xC7F),), 1.27),
    Script("Kannada", ((0xC80, 0xCFF),), 1.27),
    Script("Malayalam", ((0xD00, 0xD7F),), 1.18),
    Script("Sinhala", ((0xD80, 0xDFF),), 1.18),
    THAI,
    Script("Lao", ((0xE80, 0xEFF),), 1.27),
    Script("Myanmar", ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)), 1.5),
    Script("Georgian", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    Script("Ethiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)), 1.25),
    Script("Khmer", ((0x1780, 0x17FF), (0x19E0, 0x19FF)), 1.5),
    Script("Armenian", ((0x530, 0x58F), (0xFB13, 0xFB17))),
    CJK,
)

_OF_LANGUAGES = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "sd", "ug", "ckb"), ARABIC),
    **dict.fromkeys(("he", "yi"), HEBREW),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), DEVANAGARI),
    **dict.fromkeys(("bn", "as"), BENGALI),
    **dict.fromkeys(("zh", "ja", "ko", "yue"), CJK),
    **{
        lang: next(script for script in SCRIPTS if script.font == font)
        for lang, font in {
            "pa": "Gurmukhi",
            "gu": "Gujarati",
            "or": "Oriya",
            "ta": "Tamil",
            "te": "Telugu",
            "kn": "Kannada",
            "ml": "Malayalam",
            "si": "Sinhala",
            "th": "Thai",
            "lo": "Lao",
            "my": "Myanmar",
            "ka": "Georgian",
            "am": "Ethiopic",
            "ti": "Ethiopic",
            "km": "Khmer",
            "hy": "Armenian",
        }.items()
    },
}
_TO_THE_LEFT = (ARABIC, HEBREW)
_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-hant": 3, "zh-tw": 3, "zh-hk": 3, "yue": 3}
"""The face of a language in the collection of Chinese, Japanese and Korean."""
_WIDE = "‘’“”…—·"
"""Marks that Chinese and Japanese have as wide as their letters, from their own font."""
_PACKAGES = {"cjk": "manimgx_fonts_cjk", "scripts": "manimgx_fonts"}
_BOLD = 700


def script_of(lang: str) -> Script | None:
    """The script of a language, a BCP 47 tag; None for Latin, Greek and Cyrillic ones."""
    subtags = lang.lower().split("-")
    if "arab" in subtags:
        return ARABIC
    if "hebr" in subtags:
        return HEBREW
    return None if "latn" in subtags or "cyrl" in subtags else _OF_LANGUAGES.get(subtags[0])


def runs_to_left(lang: str) -> bool:
    """Whether a language, a BCP 47 tag, is written from right to left."""
    return script_of(lang) in _TO_THE_LEFT


@lru_cache(maxsize=8192)
def script_with(character: str) -> Script | None:
    """The script of a character, if it is one of these."""
    code = ord(character)
    if code < SCRIPTS[-2].ranges[0][0]:  # Armenian comes first
        return None
    return next((script for script in SCRIPTS if script.has(code)), None)


@lru_cache(maxsize=1)
def _folders() -> dict[str, Path]:
    """Where the packages of the extras are that are there."""
    if find_spec("uharfbuzz") is None:
        return {}
    found = {extra: find_spec(package) for extra, package in _PACKAGES.items()}
    origins = {extra: spec.origin for extra, spec in found.items() if spec}
    return {extra: Path(origin).parent for extra, origin in origins.items() if origin}


def _file(script: Script, lang: str, *, bold: bool) -> FontFile | None:
    """The font of a script, if its package is there."""
    folder = _folders().get("cjk" if script is CJK else "scripts")
    if folder is None:
        return None
    weight = _BOLD if bold else 400
    if script is not CJK:
        return FontFile(folder / f"NotoSans{script.font}[wght].ttf", 0, weight)
    known = [tag for tag in _FACES if lang.lower().startswith(tag)]
    number = _FACES[max(known, key=len)] if known else _FACES["zh"]
    return FontFile(folder / "NotoSansCJK-VF.otf.ttc", number, weight)


def fallbacks(lang: str, *, bold: bool) -> Iterable[Fallback]:
    """What sets these scripts in a text of a language."""
    has_wide_marks = script_of(lang) is CJK and not lang.lower().startswith("ko")
    for script in SCRIPTS:
        if file := _file(script, lang, bold=bold):
            ranges = tuple(range(first, last + 1) for first, last in script.ranges)
            first = _WIDE if script is CJK and has_wide_marks else ""
            yield Fallback(file, ranges, first)


def extra_for(character: str) -> str:
    """The extra that must be installed to print a character, if that is why it cannot be."""
    script = script_with(character)
    extra = "cjk" if script is CJK else "scripts"
    return extra if script and extra not in _folders() else ""


@lru_cache(maxsize=8192)
def can_be_set(character: str) -> bool:
    """Whether one of these scripts has a character, and its font is there."""
    script = script_with(character)
    file = _file(script, "", bold=False) if script else None
    return file is not None and ord(character) in face(file).characters


def font_files(texts: Iterable[str], lang: str) -> list[Path]:
    """The files that some texts need besides those of their typeface."""
    scripts = {script_with(character) for character in set().union(*texts)}
    files = [_file(script, lang, bold=False) for script in SCRIPTS if script in scripts]
    return [file.path for file in files if file]

"""The letters that a form's font has codes for, by language (ISO 32000-1, 9.6.6).

A simple font is what every program that fills forms can write with; it has 256 codes.  Those of
WinAnsiEncoding hold the letters of western Europe.  For other languages some of them stand for
other letters, which the font's encoding names as differences; ASCII stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain
from typing import TypeAlias
from unicodedata import normalize

Codes: TypeAlias = Mapping[int, int]
"""Code points by the code they have in a font."""

WIN_ANSI = [bytes([code]).decode("cp1252", "ignore") for code in range(256)]
"""The characters of WinAnsiEncoding by code (annex D)."""

# Its first 32 codes are no characters, and two of it stand for others: a viewer would read
# a soft hyphen as a hyphen, and ReportLab shows a no-break space as a space.
WESTERN: Codes = {
    code: ord(character)
    for code, character in enumerate(WIN_ANSI)
    if code >= 32 and character and character not in "\x7f\xa0\xad"
}
_ASCII = range(32, 127)
_CONTROLS = (*range(1, 9), *range(14, 32))  # but for tabs and ends of lines
# What is typed between words in any language.
_KEPT = frozenset("€‚„…‘’“”•–—«»°·½×")

_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_EASTERN = {
    "az": "əğışİ",
    "be": f"{_CYRILLIC}ёіўґ",
    "bg": f"{_CYRILLIC}ѝ",
    "bs": "čćđšž",
    "cs": "áčďéěíňóřšťúůýž",
    "cy": "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ",
    "el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
    "eo": "ĉĝĥĵŝŭ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "kk": f"{_CYRILLIC}ёәғқңөұүһі",
    "ku": "çêîşû",
    "ky": f"{_CYRILLIC}ёңөү",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "mk": f"{_CYRILLIC}ѓѕјљњќџѐѝ",
    "mn": f"{_CYRILLIC}ёөү",
    "mt": "ċġħżàèìòù",
    "pl": "ąćęłńóśźż",
    "ro": "ăâîșțşţ",
    "ru": f"{_CYRILLIC}ё",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "sl": "čćđšž",
    "sr": f"{_CYRILLIC}ђјљњћџčćđšž",
    "tg": f"{_CYRILLIC}ёғӣқӯҳҷ",
    "tk": "äçňöşüýž",
    "tr": "âçğıîöşüûİ",
    "uk": f"{_CYRILLIC}єіїґ",
    "vi": "ăâđêôơư"
    + "".join(
        normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưy"
        for tone in "\u0300\u0301\u0303\u0309\u0323"
    ),
}
"""The small letters beyond ASCII of languages that have some beyond WinAnsiEncoding, and capitals
that are not those of a small one."""


@lru_cache(maxsize=16)
def form_codes(lang: str) -> Codes:
    """The codes of a form's font in a language, a BCP 47 tag: all of its letters have one."""
    small = _EASTERN.get(lang.split("-")[0].lower(), "")
    capitals = "".join(each.upper() for each in small if len(each.upper()) == 1)
    wanted = dict.fromkeys(map(ord, small + capitals))
    missing = [letter for letter in wanted if letter not in WESTERN.values() and letter > 126]
    if not missing:
        return WESTERN
    staying = {*_ASCII, *map(ord, _KEPT), *wanted}
    unused = (code for code in range(128, 256) if code not in WESTERN)
    # Signs give way before letters.
    others = sorted(
        (code for code, letter in WESTERN.items() if letter not in staying),
        key=lambda code: (chr(WESTERN[code]).isalpha(), -code),
    )
    codes = dict(zip(chain(unused, others, _CONTROLS), missing, strict=False))
    return {**WESTERN, **codes}


def differences(codes: Codes) -> str:
    """What an encoding has otherwise than WinAnsiEncoding: an array (9.6.6.1); empty for nothing.

    Names are those of the Adobe Glyph List (ISO 19005-2, 6.2.11.6), or are made as it says.
    """
    parts = [
        f"{code} /{_names().get(letter) or f'uni{letter:04X}'}"
        for code, letter in sorted(codes.items())
        if WESTERN.get(code) != letter
    ]
    return f"[{' '.join(parts)}]" if parts else ""


def codes_named(names: Iterable[str]) -> Codes:
    """The codes of the elements of such an array: numbers, each with the names that follow it."""
    known = {name: letter for letter, name in _names().items()}
    codes, code = dict(WESTERN), 0
    for element in names:
        name = element.removeprefix("/")
        if name.isdecimal():
            code = int(name)
            continue
        made = re.fullmatch("uni([0-9A-F]{4})", name)
        codes[code] = int(made[1], 16) if made else known[name]
        code += 1
    return codes


@lru_cache(maxsize=1)
def _names() -> Mapping[int, str]:
    # Few documents need it, and types-reportlab knows nothing of it.
    from reportlab.pdfbase._glyphlist import _glyphname2unicode  # type: ignore[import-not-found]

    return {letter: name for name, letter in _glyphname2unicode.items()}

"""Numbers in the digits of a language, by the numbering systems of CLDR that count in tens.

Only what the program counts or fills in is written in them.  What is dialled, typed or looked up as
it stands is not: telephone numbers, addresses, codes, versions, and what somebody wrote.
"""

from __future__ import annotations

from typing import NamedTuple


class Digits(NamedTuple):
    """The digits of a numbering system.

    Attributes:
        ten: from nought to nine.
        css: what a style sheet calls lists that are numbered in them (CSS Counter Styles 3).
    """

    ten: str
    css: str

    def of(self, number: int | str) -> str:
        """A number, or words with their numbers, in these digits."""
        return f"{number}".translate(str.maketrans(_LATIN, self.ten))


_LATIN = "0123456789"


def _from(nought: str, css: str) -> Digits:
    return Digits("".join(chr(ord(nought) + each) for each in range(10)), css)


LATIN = Digits(_LATIN, "decimal")
SYSTEMS = {
    "latn": LATIN,
    "arab": _from("٠", "arabic-indic"),
    "arabext": _from("۰", "persian"),
    "beng": _from("০", "bengali"),
    "deva": _from("०", "devanagari"),
    "gujr": _from("૦", "gujarati"),
    "guru": _from("੦", "gurmukhi"),
    "khmr": _from("០", "khmer"),
    "knda": _from("೦", "kannada"),
    "laoo": _from("໐", "lao"),
    "mlym": _from("൦", "malayalam"),
    "mymr": _from("၀", "myanmar"),
    "orya": _from("୦", "oriya"),
    "tamldec": _from("௦", "tamil"),
    "telu": _from("౦", "telugu"),
    "thai": _from("๐", "thai"),
}
"""By their names in CLDR."""

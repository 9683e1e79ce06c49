"""A telephone number as people write it, and as it is dialled."""

from __future__ import annotations

import re
from unicodedata import decimal, normalize

_NUMBER = re.compile(r"[+(]{0,3}\d[\d\s()./\u2010-\u2015-]*")
_IN_LETTERS = re.compile(r"[A-Z]{3,}(?:[ -][A-Z]+)*")
_EXTENSION = re.compile(
    r"\W*(?:#|(?:ext(?:ension|n)?|x|durchwahl|dw|app(?:arat)?|poste|int(?:erno)?|anexo|ramal|lokal|loc"
    r"|wew|вн|доб|дод|分机|內線|内線|내선|داخلي|داخلی|máy lẻ)\W*)(\d+)",
    re.IGNORECASE,
)
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")  # ITU-T E.161
# Digits of a whole number, within a country and with its code: what follows a slash is another one.
_WHOLE, _WHOLE_ABROAD = 7, 9
_AREA = 4  # digits before letters, as in 1-800-


def dialled(typed: str) -> str:
    """The digits that reach a number; a plus before, `;ext=` and an extension after (RFC 3966).

    Digits may be those of any script.  Of several numbers it is the first.  A zero in brackets is
    dialled within the country alone: not after a plus.  Nothing where no digit is.
    """
    text = "".join(str(decimal(each, each)) for each in normalize("NFKC", typed))
    found = _NUMBER.search(text)
    if found is None:
        return ""
    plus = "+" if "+" in found[0] else ""
    number, *others = (found[0].replace("(0)", "") if plus else found[0]).split("/")
    digits = _digits(number)
    for other in others:
        if len(digits) >= (_WHOLE_ABROAD if plus else _WHOLE):
            return plus + digits
        digits += _digits(other)
    rest = text[found.end() :]
    letters = _IN_LETTERS.match(rest) if len(digits) <= _AREA else None
    if letters:
        digits += _digits(letters[0].translate(_KEYPAD))
        rest = rest[letters.end() :]
    extension = _EXTENSION.match(rest)
    return plus + digits + (f";ext={extension[1]}" if extension else "")


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)

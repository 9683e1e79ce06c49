"""What patients are told to do in an emergency, in the words and numbers of their country.

Only countries whose numbers are sure are listed; for any other, patients read "your local emergency
number" or what the clinic writes.  Nothing is guessed from a language or a paper.
"""

from __future__ import annotations

from typing import NamedTuple

from .findings import quoted, suggestion
from .mapping import Fields


class Emergency(NamedTuple):
    """Where to get help at once.

    Attributes:
        department: names an entry of `emergency.departments` in words.yaml; empty: none is named.
        number: whom to call; empty: the local emergency number, not named.
        advice: a number for advice on the same day; empty: none.
        words: the clinic's own, in place of the department and the number.
    """

    department: str = ""
    number: str = ""
    advice: str = ""
    words: str = ""


_EUROPE = Emergency("department", "112")  # (EU) 2018/1972, article 109: in every member state
# fmt: off
_IN_THE_EU = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)
# fmt: on
COUNTRIES = {
    **dict.fromkeys(_IN_THE_EU, _EUROPE),
    "GB": Emergency("ae", "999", "111"),
    "US": Emergency("room", "911"),
    "CA": Emergency("department", "911"),
    "AU": Emergency("department", "000"),
    "NZ": Emergency("department", "111"),
}
"""By ISO 3166-1 code."""


def read_emergency(values: Fields) -> Emergency:
    """From `country` and `emergency` of `clinic.yaml`."""
    found = values.parsed("country", _country) or Emergency()
    return found._replace(words=values.text("emergency", limit=50) or "")


def _country(text: str) -> Emergency:
    code = text.upper()
    if code not in COUNTRIES:
        raise ValueError(
            f"the emergency number of {quoted(text)} is not known; "
            f"{suggestion(code, COUNTRIES)}, or leave it empty and write 'emergency' yourself"
        )
    return COUNTRIES[code]

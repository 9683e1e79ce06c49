"""`{{ expression }}`: the little that content may ask for.

An expression may name a variable, reach into it with a dot, change its capitals with a filter and
choose with if/else.  Anything else has no place in a sentence and is refused before it runs.

Nearly all of them are dotted names, some with a filter, which are looked up here.  The others are
left to Jinja, which takes longer to import than a handout takes to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .capitals import capitalize, lower, upper
from .characters import faults, unprintable

MAX_LENGTH = 200


# The same as Jinja's of that name, for text, but for the capitals of some languages.
_FILTERS = {"capitalize": capitalize, "lower": lower, "upper": upper}
_PLAIN = re.compile(rf"([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)(?: *\| *({'|'.join(_FILTERS)}))?", re.ASCII)
# What Jinja's grammar takes for something else than a name.
_RESERVED = frozenset(
    ("true", "false", "none", "True", "False", "None", "not", "and", "or", "if", "else", "in", "is")
)


class ExpressionError(ValueError):
    """What is wrong with an expression, and how to mend it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what = what
        self.remedy = remedy


def refuse_faulty(expression: str) -> None:
    """
    Raises:
        ExpressionError: it is not an expression, or one that content may not use.
    """
    if not _plain(expression):
        from .sandbox import compiled

        compiled(expression)


def value_of(expression: str, variables: Mapping[str, object]) -> str:
    """The words an expression stands for.

    Raises:
        ExpressionError: an unknown variable, one without words, or an expression not allowed.
    """
    value: object = None
    if plain := _plain(expression):
        value = variables
        for name in plain.names:
            value = value.get(name) if isinstance(value, Mapping) else None
        if plain.filter:
            value = _FILTERS[plain.filter](value) if isinstance(value, str) else None
    if value is None:  # unknown, or not plain
        from .sandbox import evaluated

        value = evaluated(expression, variables)
    return _words(expression.strip(), value)


class _Plain(NamedTuple):
    """A dotted name, and what is done to its letters, if anything."""

    names: list[str]
    filter: str


def _plain(expression: str) -> _Plain | None:
    found = _PLAIN.fullmatch(expression.strip())
    if found is None or len(expression) > MAX_LENGTH:
        return None
    names = found[1].split(".")
    return None if _RESERVED.intersection(names) else _Plain(names, found[2] or "")


def _words(expression: str, value: object) -> str:
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        words = str(value)
        for fault in faults((0, None, char) for char in unprintable(words)):
            raise ExpressionError(f"{{{{ {expression} }}}}: {fault.what}", fault.remedy)
        return words
    if value is None:
        raise ExpressionError(
            f"{{{{ {expression} }}}} is empty", "fill in its value, or remove it from the text"
        )
    inside = members(value)
    within = f"reach into it, as in {{{{ {expression}.{inside[0]} }}}}" if inside else "remove it"
    raise ExpressionError(f"{{{{ {expression} }}}} is not words", within)


def members(value: object) -> list[str]:
    """What can be reached in a value with a dot."""
    if isinstance(value, Mapping):
        return [str(key) for key in value]
    if isinstance(value, str | int | float):
        return []
    return [
        name
        for name in dir(value)
        if not name.startswith("_") and not callable(getattr(value, name, None))
    ]

"""`{{ expression }}`: the little that content may ask for.

An expression may name a variable, reach into it with a dot, change its capitals with a filter and
choose with if/else.  Anything else has no place in a sentence and is refused before it runs.

Nearly all of them are dotted names, which are looked up here.  The others are left to Jinja, which
takes longer to import than a handout takes to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .characters import faults, unprintable

MAX_LENGTH = 200
_DOTTED_NAME = re.compile(r"[A-Za-z]\w*(?:\.[A-Za-z]\w*)*", re.ASCII)
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
    if not _names(expression):
        from .sandbox import compiled

        compiled(expression)


def value_of(expression: str, variables: Mapping[str, object]) -> str:
    """The words an expression stands for.

    Raises:
        ExpressionError: an unknown variable, one without words, or an expression not allowed.
    """
    value: object = variables
    for name in _names(expression):
        value = value.get(name) if isinstance(value, Mapping) else None
    if value is None or value is variables:  # unknown, or not a dotted name
        from .sandbox import evaluated

        value = evaluated(expression, variables)
    return _words(expression.strip(), value)


def _names(expression: str) -> list[str]:
    """The names of an expression that is a dotted name; none if it is anything else."""
    dotted = expression.strip()
    if len(expression) > MAX_LENGTH or not _DOTTED_NAME.fullmatch(dotted):
        return []
    names = dotted.split(".")
    return [] if _RESERVED.intersection(names) else names


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

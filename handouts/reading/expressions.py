"""`{{ expression }}`: the little that content may ask for.

    expression = name { "." name } { "|" filter }
    filter     = "capitalize" | "lower" | "upper"

A name is a letter, then letters, digits and underscores, all of ASCII.  It says which variable, and
what of it; filters change its letters, one after the other.  All else has no place in a sentence
and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from .capitals import capitalize, lower, upper
from .characters import faults, unprintable
from .findings import nearest, quoted, suggestion

MAX_LENGTH = 200
FILTERS: Mapping[str, Callable[[str, str], str]] = {
    "capitalize": capitalize,
    "lower": lower,
    "upper": upper,
}
"""Each takes a text and the language it is in (BCP 47)."""
_NAMES = re.compile(r"\w+(?:\.\w+)*", re.ASCII)
_ISOLATES = dict.fromkeys((0x2068, 0x2069))
_USE = (
    f"write a variable like {{{{ hip.side }}}} or, with one of the filters {', '.join(FILTERS)},"
    " {{ hip.side | upper }}"
)


class Word(str):
    """A word that has other forms, as of another gender or case; by itself it is in its first.

    Attributes:
        forms: the others, by name; `{{ hip.side.f }}` asks for the form `f`.
    """

    forms: Mapping[str, str]

    def __new__(cls, first: str, forms: Mapping[str, str]) -> Word:
        word = super().__new__(cls, first)
        word.forms = forms
        return word


class ExpressionError(ValueError):
    """What is wrong with an expression, and how to mend it."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what = what
        self.remedy = remedy


class Expression(NamedTuple):
    """A dotted name, and the filters its words go through."""

    names: tuple[str, ...]
    filters: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "{{ " + " | ".join((".".join(self.names), *self.filters)) + " }}"


def parse(text: str) -> Expression:
    """What stands between `{{` and `}}`.

    Raises:
        ExpressionError: it is no expression, or more than content may ask for.
    """
    typed = text.strip()
    if not typed:
        raise ExpressionError("nothing between {{ and }}", "name a variable, or remove the braces")
    if len(typed) > MAX_LENGTH:
        raise ExpressionError(
            f"an expression of {len(typed)} characters", f"use at most {MAX_LENGTH}"
        )
    path, *filters = (part.strip() for part in typed.split("|"))
    if not _NAMES.fullmatch(path):
        raise _unread(typed)
    names = path.split(".")
    for name in names:
        if name.startswith("_"):
            raise ExpressionError(
                f"'{name}' is private", "names that start with _ are not for content"
            )
        if not name[0].isalpha():
            raise _unread(typed)
    for filter_ in filters:
        found = _NAMES.match(filter_)
        if found and found[0] not in FILTERS:
            raise ExpressionError(f"unknown filter '{found[0]}'", suggestion(found[0], FILTERS))
        if filter_ not in FILTERS:
            raise _unread(typed)
    return Expression(tuple(names), tuple(filters))


def _unread(typed: str) -> ExpressionError:
    what = f"cannot read {quoted('{{ ' + typed + ' }}')}, which is more than content may ask for"
    return ExpressionError(what, _USE)


def evaluate(expression: Expression, variables: Mapping[str, object], lang: str) -> str:
    """The words an expression stands for, in a language (BCP 47).

    Variables are texts, words with forms, whole numbers, and mappings of names to such.

    Raises:
        ExpressionError: an unknown variable, or one without words that can be printed.
    """
    value: object = variables
    for place, name in enumerate(expression.names):
        known = _names_in(value)
        if name not in known:
            raise _unknown(expression.names[: place + 1], known)
        value = known[name]
    words = _words(expression, value)
    for name in expression.filters:
        words = FILTERS[name](words, lang)
    plain = words.translate(_ISOLATES)  # which a text that is filled in here may have round others
    for fault in faults((0, None, char) for char in unprintable(plain)):
        raise ExpressionError(f"{expression}: {fault.what}", fault.remedy)
    return words


def _names_in(value: object) -> Mapping[str, object]:
    if isinstance(value, Word):
        return value.forms
    return value if isinstance(value, Mapping) else {}


def _words(expression: Expression, value: object) -> str:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        raise ExpressionError(
            f"{expression} is empty", "fill in its value, or remove it from the text"
        )
    if isinstance(value, Mapping) and value:
        inner = Expression((*expression.names, str(next(iter(value)))))
        raise ExpressionError(f"{expression} is not words", f"reach into it, as in {inner}")
    raise ExpressionError(f"{expression} is not words", "remove it")


def _unknown(names: tuple[str, ...], known: Iterable[str]) -> ExpressionError:
    *above, name = names
    near = nearest(name, known)
    if near:
        remedy = f"did you mean {Expression((*above, near))}?"
    else:
        listed = ", ".join(".".join((*above, each)) for each in sorted(known))
        remedy = f"use one of: {listed}" if listed else "remove it"
    return ExpressionError(f"unknown variable {Expression(names)}", remedy)

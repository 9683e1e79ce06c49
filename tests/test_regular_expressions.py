"""Every pattern that meets what people type takes time in proportion to it, whatever it is."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from itertools import product
from time import process_time
from typing import NamedTuple

import pytest
from samples import every

import handouts

# A run of each kind of sign, and of what patterns look for; twice of what begins a match.
UNITS = (
    *("a", "0", "ä", " ", "\t", "\n", "\xa0", "_", "-", "–", ".", ",", ":", ";", "'", '"', "?)"),
    *"#*+~`|[](){}<>!&/\\%$@=^?",
    *(
        "a.",
        "a ",
        " a",
        "0.",
        "[a",
        "](",
        "**a",
        "://a",
        "a@",
        "|-",
        " -|",
        "a: ",
        "- ",
        "a\n",
        "\n\n",
    ),
)
STARTS = ("", "{", "a@", "| ")
LENGTH, MOST = 6_000, 0.05  # seconds, for what takes a tenth of a millisecond where it is linear
ROOMS = (
    "reading",
    "compose",
    "mail",
    "readability",
    "cli",
    "building",
    "approvals",
    "preview",
    "desk",
)
# These look at what the program itself writes, or at what is short: names of files, sizes of type.
OURS = {"mail.form._SIZE", "reading.library._MEANT", "mail.recipient._DOSE_PART"}
_ANYWHERE = re.compile(r"\b(\w+)\.(?:search|find|sub|split)")


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _patterns(each)


class Use(NamedTuple):
    """A pattern, and the methods that try it from each place of a text, if any are used."""

    pattern: re.Pattern[str]
    ways: tuple[str, ...]


def everywhere() -> dict[str, Use]:
    """Each pattern that a module of these rooms holds, by the name of the module and its own."""
    found = {}
    for module in pkgutil.walk_packages(handouts.__path__, "handouts."):
        if module.name.split(".")[1] not in ROOMS:
            continue
        made = importlib.import_module(module.name)
        searched = set(_ANYWHERE.findall(inspect.getsource(made)))
        for name, value in vars(made).items():
            named = f"{module.name.removeprefix('handouts.')}.{name}"
            is_one = isinstance(value, re.Pattern)
            called = name if is_one else "pattern"
            ways = ("match", "fullmatch", *(["search"] if called in searched else []))
            for number, pattern in enumerate(_patterns(value) if named not in OURS else ()):
                found[f"{named}-{number}"] = Use(pattern, ways)
    return found


ALL = everywhere()


def seconds(pattern: re.Pattern[str], ways: tuple[str, ...], text: str) -> float:
    start = process_time()
    for way in ways:
        getattr(pattern, way)(text)
    return process_time() - start


def test_patterns_are_found() -> None:
    assert {"reading.tables._RULE-0", "reading.stray_marks._WITHIN-20"} <= ALL.keys()


@pytest.mark.parametrize("name", every(2, ALL))
def test_it_is_linear(name: str) -> None:
    pattern, ways = ALL[name]
    for start, unit in product(STARTS, UNITS):
        text = f"{start}{unit * (LENGTH // len(unit))}\x01"
        if seconds(pattern, ways, text) > MOST:  # or something else was going on
            assert min(seconds(pattern, ways, text) for _ in range(3)) < MOST, (start, unit)

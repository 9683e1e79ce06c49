"""The house: names one can find things by.  The order of its rooms is held by `make check`."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
ROOMS = ("handouts", "figures")


def test_no_name_of_a_module_stands_for_more_than_two() -> None:
    names = Counter(
        path.stem
        for room in ROOMS
        for path in (CHECKOUT / room).rglob("*.py")
        if path.stem not in ("__init__", "__main__")
    )
    assert {name: count for name, count in names.items() if count > 2} == {}


def test_every_room_says_what_it_is_for() -> None:
    for room in ROOMS:
        for init in (CHECKOUT / room).rglob("__init__.py"):
            assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8"))), init


def test_contributing_lists_the_rooms_in_their_order() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    (order, *_) = project["tool"]["importlinter"]["contracts"]
    rooms = [name for layer in order["layers"] for name in layer.split(" : ")]
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("| room in `handouts/` | holds |")[2].partition("\n\n")[0]
    listed = [name.removesuffix(".py") for name in re.findall(r"^\| `([\w.]+)/?` \|", table, re.M)]
    assert ["__main__", *listed] == rooms

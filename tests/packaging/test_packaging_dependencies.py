"""Every package that is needed is declared with its reason, and no other."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging_help import CHECKOUT

from handouts.building.engine import PACKAGES

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
PRODUCT = ("", "mail", "check", "scripts", "cjk")
# The folders of each extra, and whose packages they may import besides its own.
FOLDERS = {
    "test": (("tests", "docs"), (*PRODUCT, "bake")),
    "bench": (("benchmarks",), PRODUCT),
    "bake": (("figures/anatomy/bake",), PRODUCT),
}
# Of packages that may not be installed, where a module is not called like its package.
MODULES = {"skimage": "scikit-image", "gias3": "gias3-fieldwork"}
# What is needed but not imported.
NOT_IMPORTED = {
    "fontpkg-atkinson-hyperlegible": "fonts are files",
    "fontpkg-fira-sans": "fonts are files",
    "manimgx-fonts": "fonts are files",
    "manimgx-fonts-cjk": "fonts are files",
    "import-linter": "a command",
    "mypy": "a command",
    "ruff": "a command",
    "build": "a command",
    "twine": "a command",
    "check-wheel-contents": "a command",
    "pipx": "a command",
    "musculoskeletal-models": "its shapes are files",
    "gias3-common": "of gias3.fieldwork, which does not say so",
}


def declared(extra: str) -> list[str]:
    """The packages of an extra; of the program itself, where it is empty."""
    lines = EXTRAS[extra] if extra else PROJECT["dependencies"]
    names = [canonicalize_name(Requirement(line).name) for line in lines]
    return [name for name in names if name != "met-handouts"]


def files(extra: str) -> Iterator[Path]:
    """The files that may need an extra."""
    if extra in PRODUCT:
        product = (*files_in("handouts"), *files_in("figures"))
        yield from (file for file in product if "bake" not in file.parts)
    else:
        for folder in FOLDERS[extra][0]:
            yield from files_in(folder)


def files_in(folder: str) -> Iterator[Path]:
    return (CHECKOUT / folder).rglob("*.py")


@cache
def imported(extra: str) -> dict[str, str]:
    """What is imported there that is not ours nor Python's, each with one of its files."""
    owners = {module: names[0] for module, names in packages_distributions().items()}
    loose = {file.stem for room in ("tests", "benchmarks", "docs") for file in files_in(room)}
    ours = {*sys.stdlib_module_names, *loose, "handouts", "figures"}
    found: dict[str, str] = {}
    for file in files(extra):
        for module in modules(file) - ours:
            owner = MODULES.get(module) or owners.get(module, module)
            found[canonicalize_name(owner)] = file.relative_to(CHECKOUT).as_posix()
    return found


@cache
def modules(file: Path) -> set[str]:
    """What a file imports, without what is within it."""
    names = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                names += [each.name for each in node.names]
            case ast.ImportFrom(module=str(module), level=0):
                names.append(module)
            case ast.Call(ast.Attribute(attr="importorskip"), [ast.Constant(str(module)), *_]):
                names.append(module)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("extra", ["", *FOLDERS])
def test_what_is_imported_is_declared(extra: str) -> None:
    may = PRODUCT if extra in PRODUCT else (extra, *FOLDERS[extra][1])
    known = {name for each in may for name in declared(each)}
    assert {name: file for name, file in imported(extra).items() if name not in known} == {}


def test_what_is_declared_is_imported() -> None:
    unused = {
        name
        for extra in ("", *EXTRAS)
        for name in {*declared(extra)} - {*imported("test" if extra == "check" else extra)}
    }
    assert {name for name in unused if not name.startswith("types-")} == {*NOT_IMPORTED}


@pytest.mark.parametrize("extra", ["", *EXTRAS])
def test_each_package_is_declared_once_and_from_some_version_on(extra: str) -> None:
    assert len(declared(extra)) == len({*declared(extra)})
    for line in EXTRAS[extra] if extra else PROJECT["dependencies"]:
        wanted = Requirement(line)
        bounds = {each.operator for each in wanted.specifier}
        assert wanted.name == "met-handouts" or bounds & {">=", "=="}, line


def test_what_outputs_are_made_with_is_declared() -> None:
    known = {name for extra in PRODUCT for name in declared(extra)}
    assert {canonicalize_name(name) for name in PACKAGES} <= known


def test_contributing_says_what_each_package_is_for() -> None:
    text = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## Dependencies")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (?:\*\w+:\* )?([\w., -]+?) +\| (.+) \|$", table, re.M)[1:]
    named = [canonicalize_name(name) for names, _ in rows for name in names.split(", ")]
    assert sorted(named) == sorted({name for extra in ("", *EXTRAS) for name in declared(extra)})

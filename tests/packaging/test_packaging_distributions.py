"""The wheel and the source distribution, built where a clinic has approved words, and run."""

from __future__ import annotations

import os
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging_help import CHECKOUT, files_of_wheel, names_in_sdist, run, run_module

from handouts import __version__

pytestmark = pytest.mark.sweep

# What is in the tree for engineers only.  `bake` makes the outlines in figures/anatomy.
NOT_INSTALLED = ("figures/anatomy/bake/", "figures/contact-sheet.png", "figures/anatomy/LICENSE-")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
ROOMS = {"handouts": "handouts", "templates": "handouts/templates", "figures": "handouts/figures"}


def source(checkout: Path) -> set[str]:
    """The files of the project."""
    files = (path for path in checkout.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(checkout).as_posix() for path in files}


def test_every_package_of_the_tree_is_listed() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    in_tree = {
        ".".join((inside, *path.parent.relative_to(CHECKOUT / room).parts)).replace("/", ".")
        for room, inside in ROOMS.items()
        for path in (CHECKOUT / room).rglob("__init__.py")
    }
    engineers_only = {"handouts.figures.anatomy.bake"}
    listed = project["tool"]["setuptools"]["packages"]
    assert {*listed} == in_tree - engineers_only | {"handouts.templates"}
    assert len(set(listed)) == len(listed)


def test_the_wheel_holds_every_room_and_nothing_else(wheel: Path, checkout: Path) -> None:
    expected = {
        f"{inside}/{name.partition('/')[2]}"
        for name in source(checkout)
        for room, inside in ROOMS.items()
        if name.startswith(f"{room}/") and not name.startswith(NOT_INSTALLED)
    }
    assert files_of_wheel(wheel).keys() == expected


def test_the_source_distribution_holds_all_source(sdist: Path, checkout: Path) -> None:
    assert names_in_sdist(sdist) == source(checkout)


def test_the_source_distribution_makes_the_same_wheel(
    sdist: Path, wheel: Path, tmp_path: Path
) -> None:
    run_module("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, sdist)
    (again,) = tmp_path.glob("*.whl")
    assert again.name == wheel.name
    assert files_of_wheel(again) == files_of_wheel(wheel)


def test_nothing_is_wrong_with_either(sdist: Path, wheel: Path) -> None:
    run_module("twine", "check", "--strict", sdist, wheel)
    # Each language says who translated it; many say the same.
    run_module("check_wheel_contents", "--ignore", "W002", wheel)


def test_the_wheel_carries_its_licences(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.split("/licenses/")[-1] for name in archive.namelist()}
    anatomy = {
        path.relative_to(checkout).as_posix()
        for path in (checkout / "figures/anatomy").glob("LICENSE-*")
    }
    assert {"LICENSE", "NOTICES.md", *anatomy} <= licences


def test_pipx_runs_the_wheel_without_installing_it(
    wheel: Path, pipx: Mapping[str, str], tmp_path: Path
) -> None:
    ran = ("pipx", "run", "--spec", wheel, "met-handouts")
    assert run_module(*ran, "--version", **pipx).strip() == __version__
    run_module(*ran, "--handout", "log", "--paper", "a4", "--out", tmp_path / "out", **pipx)
    assert len(list(tmp_path.glob("out/en/a4/standard/log-*.pdf"))) == 2


def test_it_runs_as_a_module(command: Path, pipx: Mapping[str, str], tmp_path: Path) -> None:
    assert run(command, "--version", cwd=tmp_path).strip() == __version__
    scripts = Path(pipx["PIPX_HOME"]) / "venvs/met-handouts" / SCRIPTS
    assert (
        run(scripts / "python", "-m", "handouts", "--version", cwd=tmp_path).strip() == __version__
    )


def test_installed_command_makes_the_same_bytes(
    command: Path, checkout: Path, tmp_path: Path
) -> None:
    run(command, "build", "--out", tmp_path / "installed", cwd=tmp_path.anchor)
    run(sys.executable, "build.py", "--out", tmp_path / "checkout", cwd=checkout)
    made, expected = (
        {
            path.relative_to(out): path.read_bytes()
            for path in out.rglob("*")
            if path.is_file() and ".ledger" not in path.parts
        }
        for out in (tmp_path / "installed", tmp_path / "checkout")
    )
    assert made.keys() == expected.keys()
    assert [path for path in expected if made[path] != expected[path]] == []
    assert len([path for path in made if path.suffix == ".pdf"]) >= 14


def test_installed_content_can_be_copied_and_built(command: Path, tmp_path: Path) -> None:
    run(command, "new-content", "ours", cwd=tmp_path)
    run(command, "build", "--content", "ours", "--handout", "log", "--paper", "a4", cwd=tmp_path)
    assert len(list(tmp_path.glob("dist/en/a4/standard/log-*.pdf"))) == 2

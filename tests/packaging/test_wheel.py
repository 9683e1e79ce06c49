"""The wheel, built and installed in a clean environment and run from elsewhere: takes a minute."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
# What is in the tree for engineers only.  `bake` makes the outlines in figures/anatomy.
NOT_SHIPPED = ("figures/anatomy/bake/", "figures/contact-sheet.png")


def run(*command: str | Path, cwd: Path | str = Path()) -> None:
    """Runs a command that knows nothing of this checkout but what it is told."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(command, cwd=cwd, env=bare, check=True)


def pip(python: str | Path, *arguments: str | Path) -> None:
    run(python, "-m", "pip", "--disable-pip-version-check", *arguments)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, for building a wheel leaves folders that a later wheel would pick up."""
    copy = tmp_path_factory.mktemp("checkout") / "met-handouts"
    left_out = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info")
    shutil.copytree(CHECKOUT, copy, ignore=left_out)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, checkout)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`met-handouts`, installed where nothing else is."""
    environment = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip(scripts / "python", "install", "--quiet", wheel)
    return scripts / "met-handouts"


def test_wheel_holds_every_room_and_nothing_else(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = set()
    for room, inside in (("handouts", ""), ("templates", "handouts"), ("figures", "handouts")):
        for path in (checkout / room).rglob("*"):
            name = path.relative_to(checkout).as_posix()
            if path.is_file() and path.suffix != ".pyc" and not name.startswith(NOT_SHIPPED):
                expected.add(f"{inside}/{name}".lstrip("/"))
    assert names == expected


def test_wheel_carries_its_licences(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.split("/licenses/")[-1] for name in archive.namelist()}
    anatomy = {
        path.relative_to(checkout).as_posix()
        for path in (checkout / "figures/anatomy").glob("LICENSE-*")
    }
    assert {"LICENSE", "NOTICES.md", *anatomy} <= licences


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

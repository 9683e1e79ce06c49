"""The distributions, each built once in a session, and the command, installed by pipx."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging_help import CHECKOUT, run_module


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, for building leaves folders that the next one would pick up."""
    copy = tmp_path_factory.mktemp("checkout") / "met-handouts"
    left_out = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info")
    shutil.copytree(CHECKOUT, copy, ignore=left_out)
    return copy


@pytest.fixture(scope="session")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, made where words were approved."""
    folder, copy = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("approved") / "copy"
    shutil.copytree(checkout, copy)
    words = copy / "handouts/content/approvals/words"
    words.mkdir(parents=True)
    for file in (words.with_name("log.jsonl"), words / "7f3a91c2.txt"):
        file.write_text("{}\n", encoding="utf-8")
    run_module("build", "--sdist", "--wheel", "--outdir", folder, copy)
    return folder


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def sdist(built: Path) -> Path:
    (found,) = built.glob("*.tar.gz")
    return found


@pytest.fixture(scope="session")
def pipx(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The variables by which pipx has a home where nothing else is."""
    home = tmp_path_factory.mktemp("pipx")
    return {f"PIPX_{name}": str(home / name) for name in ("HOME", "BIN_DIR", "MAN_DIR")}


@pytest.fixture(scope="session")
def command(wheel: Path, pipx: Mapping[str, str]) -> Path:
    """`met-handouts`, as pipx installs it."""
    run_module("pipx", "install", wheel, **pipx)
    return Path(pipx["PIPX_BIN_DIR"]) / f"met-handouts{'.exe' if os.name == 'nt' else ''}"

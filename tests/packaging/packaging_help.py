"""What tests of packages share: commands that know nothing of this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def run(*command: str | Path, cwd: Path | str = CHECKOUT.anchor, **more: str) -> str:
    """What a command prints that knows nothing of this checkout but what it is told.

    Args:
        cwd: the root of the disk unless given: here `build` would be `build.py`.
        more: environment variables besides the usual ones.
    """
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=cwd, env={**bare, **more}, check=False, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run_module(name: str, *arguments: str | Path, **more: str) -> str:
    """The same for a module of this environment."""
    return run(sys.executable, "-m", name, *arguments, **more)


def files_of_wheel(wheel: Path) -> Mapping[str, bytes]:
    """The files that it installs, by name; not those that say what it is."""
    with zipfile.ZipFile(wheel) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name
        }


def names_in_sdist(sdist: Path) -> set[str]:
    """The files of the source; not those that packaging adds."""
    with tarfile.open(sdist) as archive:
        names = {each.name.partition("/")[2] for each in archive.getmembers() if each.isfile()}
    return {
        name
        for name in names
        if name not in ("PKG-INFO", "setup.cfg") and not name.startswith("met_handouts.egg-info/")
    }

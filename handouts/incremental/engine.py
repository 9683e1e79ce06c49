"""What makes the outputs: this program, its packages, Python.  If it changes, all are stale."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from handouts import rooms
from handouts.incremental.files import Files

# What the outputs are made with; a package that only the command line uses changes none of them.
PACKAGES = (
    "reportlab",
    "jinja2",
    "markupsafe",
    "svgwrite",
    "svglib",
    "markdown-it-py",
    "ruamel.yaml",
    "fonttools",
    "pillow",
    "fontpkg-atkinson-hyperlegible",
    "fontpkg-fira-sans",
)


def code_files() -> Iterator[Path]:
    """The program's own files but for content, templates and drawings' data, which are observed."""
    package = Path(__file__).resolve().parent.parent
    for room in (package, rooms.figures_dir()):
        for path in sorted(room.rglob("*.py")):
            if "bake" not in path.parts:
                yield path


def engine(files: Files) -> Mapping[str, str]:
    """Names of what makes the outputs, each with its version; for the program itself a checksum."""
    whole = hashlib.sha256()
    for path in code_files():
        state = files.state(path)
        whole.update(f"{path.name} {state.sha256 if state else ''}\n".encode())
    return {
        "met-handouts": whole.hexdigest()[:16],
        "Python": platform.python_version(),
        **{name: _version(name) for name in PACKAGES},
    }


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""

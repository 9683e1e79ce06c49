"""What makes the outputs: this program, its packages, Python.  If it changes, all are stale."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from handouts.storage import paths
from handouts.storage.file_states import Files

_NO_CODE = ("bake", "content", "__pycache__")
# What the outputs are made with; a package that only the command line uses changes none of them.
PACKAGES = (
    "reportlab",
    "jinja2",
    "markupsafe",
    "svgwrite",
    "tinycss2",
    "fonttools",
    "markdown-it-py",
    "ruamel.yaml",
    "babel",
    "idna",
    "pillow",
    "segno",
    "coloraide",
    "fontpkg-fira-sans",
    "brotli",
    "pyphen",
    "uharfbuzz",
    "budoux",
    "manimgx-fonts",
    "manimgx-fonts-cjk",
)


def code_files() -> list[str]:
    """The program's own files but for content, templates and drawings' data, which are observed.

    As absolute paths in a fixed order.
    """
    package = Path(__file__).resolve().parent.parent
    return [path for room in (package, paths.figures_dir()) for path in sorted(_code_in(str(room)))]


def _code_in(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path
            elif entry.is_dir() and entry.name not in _NO_CODE:
                yield from _code_in(entry.path)


def engine(files: Files, code: Iterable[str]) -> Mapping[str, str]:
    """Names of what makes the outputs, each with its version; for the program itself a checksum.

    Args:
        code: the program's own files, as `code_files` lists them.
    """
    whole = hashlib.sha256()
    for path in code:
        state = files.state(path)
        name = path.rpartition(os.sep)[2]
        whole.update(f"{name} {state.sha256 if state else ''}\n".encode())
    return {
        "met-handouts": whole.hexdigest()[:16],
        "Python": ".".join(map(str, sys.version_info[:3])),
        **_versions(PACKAGES),
    }


def fingerprint(engine: Mapping[str, str], files: Files) -> str:
    """Of what makes the outputs and of the outlines that figures are drawn from."""
    whole = hashlib.sha256(repr(sorted(engine.items())).encode())
    for path in paths.anatomy_files():
        state = files.state(path)
        whole.update(state.sha256.encode() if state else b"")
    return whole.hexdigest()[:16]


def _versions(packages: Iterable[str]) -> dict[str, str]:
    """The version of each package; empty where it is not installed.

    Installers write it into a folder's name (`{name}-{version}.dist-info`, PyPA's "Recording
    installed projects"), which is read in a tenth of the time that importlib.metadata takes.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in os.listdir(folder or "."):  # noqa: PTH208 - pathlib is slow
                if entry.endswith(".dist-info"):
                    name, _, version = entry.removesuffix(".dist-info").partition("-")
                    found.setdefault(_normalised(name), version)
    return {name: found.get(_normalised(name)) or _declared(name) for name in packages}


def _normalised(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def _declared(package: str) -> str:
    """The version of a package that was installed in another way."""
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""

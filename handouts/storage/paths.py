"""Where the rooms are that are not Python packages of ours: templates, content and figures.

In a checkout `templates/` and `figures/` lie beside the package; in an installed wheel they lie
inside it.  No other module asks where it runs.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import RLock
from types import ModuleType

_loading = RLock()
_PACKAGE = Path(__file__).resolve().parent.parent


def templates_dir() -> Path:
    """The folder of Jinja templates."""
    return _room("templates")


def figures_dir() -> Path:
    """The folder of drawings: code, and outlines of anatomy."""
    return _room("figures")


def is_installed() -> bool:
    """Whether this is an installed package, whose content goes with its next version."""
    return (_PACKAGE / "templates").is_dir()


def goes_with_next_version(content: Path) -> bool:
    """Whether a content folder is that of an installed package: what is kept there is lost."""
    return is_installed() and content.resolve() == content_dir().resolve()


@lru_cache(maxsize=1)
def anatomy_files() -> tuple[Path, ...]:
    """The outlines that figures are drawn from: those there were when the program started."""
    return tuple(sorted((figures_dir() / "anatomy").glob("*.json")))


def content_dir() -> Path:
    """The folder of content that comes with the package; a clinic may point at its own instead."""
    return _PACKAGE / "content"


def figures() -> ModuleType:
    """The drawings, as the module `handouts.figures` wherever their folder lies.

    A type checker knows the same folder as the top-level package `figures`, so a caller that wants
    types imports that one under `TYPE_CHECKING`.
    """
    with _loading:  # threads would find it half loaded
        return _figures()


def _figures() -> ModuleType:
    name = f"{_PACKAGE.name}.figures"
    if name in sys.modules:
        return sys.modules[name]
    folder = figures_dir()
    spec = spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"no figures in {folder}", name=name)
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def shown_path(path: Path) -> Path:
    """`path` from the current folder, if it lies inside it."""
    absolute, here = path.absolute(), Path.cwd()
    return absolute.relative_to(here) if absolute.is_relative_to(here) else path


def _room(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name

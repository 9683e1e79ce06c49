"""Lets ReportLab be imported without libraries that few documents need.

ReportLab asks for Pillow and HarfBuzz when it is imported. Pillow is used when a picture is drawn,
HarfBuzz when text is shaped, and to load one takes as long as to lay out several documents. So each
is loaded when it is used, whoever uses it.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec

_PILLOW, _HARFBUZZ = "PIL.Image", "uharfbuzz"
_ASKS_FOR_PILLOW, _ASKS_FOR_HARFBUZZ = "reportlab.lib.utils", "reportlab.pdfbase.ttfonts"


def load_libraries_late() -> None:
    """Before ReportLab is imported: what is loaded already stays as it is."""
    if not {_PILLOW, _ASKS_FOR_PILLOW} & sys.modules.keys():
        _load_pillow_late()
    if not {_HARFBUZZ, _ASKS_FOR_HARFBUZZ} & sys.modules.keys() and find_spec(_HARFBUZZ):
        _load_harfbuzz_late()


def _load_pillow_late() -> None:
    spec = find_spec(_PILLOW)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[_PILLOW] = module
    spec.loader.exec_module(module)
    package, _, name = _PILLOW.partition(".")
    setattr(sys.modules[package], name, module)  # else importing it would look into it


def _load_harfbuzz_late() -> None:
    # Importing a lazy module of no package would look into it, and so load it.
    sys.modules[_HARFBUZZ] = None  # type: ignore[assignment]  # so it is as if not installed
    try:
        ttfonts = import_module(_ASKS_FOR_HARFBUZZ)
    finally:
        del sys.modules[_HARFBUZZ]
    ttfonts.uharfbuzz = _Late()  # type: ignore[attr-defined]


class _Late:
    def __getattr__(self, name: str) -> object:
        return getattr(import_module(_HARFBUZZ), name)

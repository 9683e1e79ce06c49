"""Lets ReportLab be imported without the picture library it opens photographs with.

ReportLab asks for Pillow when it is imported, and uses it when a picture is drawn. Few documents
have one, and to load it takes as long as to lay out several. So it is loaded when it is used
(`importlib.util.LazyLoader`), whoever uses it.
"""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

_NAME = "PIL.Image"


def load_pictures_late() -> None:
    """Before ReportLab is imported: where Pillow is loaded already, it stays as it is."""
    if _NAME in sys.modules or "reportlab.lib.utils" in sys.modules:
        return
    spec = find_spec(_NAME)
    if spec is None or spec.loader is None:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[_NAME] = module
    spec.loader.exec_module(module)
    package, _, name = _NAME.partition(".")
    setattr(sys.modules[package], name, module)  # else importing it would look into it

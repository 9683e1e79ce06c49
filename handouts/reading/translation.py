"""`translation.yaml` of a language: who translated it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from handouts.storage.ordinary_files import names_in

from .files import read_text
from .findings import Findings
from .mapping import Fields
from .parse_cache import read_yaml

NAME = "translation.yaml"


class Translation(NamedTuple):
    """Who translated a language; empty where nobody has said so."""

    translator: str = ""


def read_translation(path: Path, findings: Findings) -> Translation:
    """From a file that need not be there; every problem is reported."""
    if path.name not in names_in(path.parent):
        return Translation()
    report = findings.of(path)
    text = read_text(path, report)
    tree = read_yaml(text, report) if text is not None else None
    if tree is None:
        return Translation()
    fields = Fields(tree, path, report)
    translator = fields.text("translator", limit=120, required=True)
    fields.finish()
    return Translation(translator or "")

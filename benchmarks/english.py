"""What is measured is one language."""

from __future__ import annotations

import shutil
from pathlib import Path


def only_english(content: Path) -> None:
    """Takes the other languages away: what is measured is one of them."""
    for folder in content.iterdir():
        if folder.is_dir() and folder.name != "en":
            shutil.rmtree(folder)
    clinic = content / "clinic.yaml"
    text = clinic.read_text(encoding="utf-8").replace("\nlanguages: en, es ", "\nlanguages: en ")
    clinic.write_text(text, encoding="utf-8")

"""The typefaces: where their files are, which characters they have, how wide text runs.

Atkinson Hyperlegible, made by the Braille Institute for readers with low vision, comes as a Python
package, so no font file lives in this repository.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "Atkinson Hyperlegible"
REGULAR = "AtkinsonHyperlegible-Regular"
BOLD = "AtkinsonHyperlegible-Bold"


@dataclass(frozen=True)
class Face:
    """One font file: `advances` maps a Unicode code point to its advance width, in 1/1000 em."""

    name: str
    path: Path
    advances: dict[int, float]


def font_path(name: str) -> Path:
    """The font file of a PostScript name."""
    spec = find_spec("fontpkg_atkinson_hyperlegible")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the package fontpkg-atkinson-hyperlegible is not installed")
    return Path(spec.origin).parent / "files" / f"{name}.ttf"


@lru_cache
def face(name: str) -> Face:
    """The face of a PostScript name (`REGULAR` or `BOLD`)."""
    from fontTools.ttLib import TTFont

    path = font_path(name)
    with TTFont(path, lazy=True) as font:
        per_em = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"]
        advances = {code: metrics[glyph][0] * per_em for code, glyph in font.getBestCmap().items()}
    return Face(name, path, advances)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text, in the unit of `size` (no kerning, as ReportLab sets it)."""
    advances = face(BOLD if bold else REGULAR).advances
    missing = advances[ord("?")]
    return sum(advances.get(ord(char), missing) for char in text) * size / 1000


def missing_characters(text: str) -> list[str]:
    """The characters of `text` that the typeface lacks, each once, in order of appearance."""
    advances = face(REGULAR).advances
    return [
        char for char in dict.fromkeys(text) if ord(char) not in advances and char not in "\n\t"
    ]

"""The fonts of one document: their names in it, and the codes of what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .cluster_font import ClusterFont
from .script_runs import LetterFont
from .shaping import Face
from .subset_font import SubsetFont


class FontsInUse:
    """The fonts that a document of ReportLab's shows text in."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._known: dict[Any, tuple[str, set[str]]] = {}
        self._faces: dict[Face, ClusterFont] = {}

    def show(self, font: SubsetFont, letters: frozenset[str]) -> str:
        """The name of a font, in which these letters of western Europe are shown."""
        known = self._known.get(font)
        if known is None:
            known = self._known[font] = font.use(self.document)
        known[1].update(letters)
        return known[0]

    def clusters(self, face: Face) -> ClusterFont:
        """The font in which the clusters of a face are shown."""
        font = self._faces.get(face)
        if font is None:
            font = self._faces[face] = ClusterFont(face, len(self._faces) + 1)
            self.document.delayedFonts.append(font)
        return font

    def split(self, font: LetterFont, text: str) -> Iterable[tuple[str, bytes]]:
        """A text in the fonts that its letters have codes in: their names, and the codes."""
        for subset, codes in font.splitString(text, self.document):
            yield str(font.getSubsetInternalName(subset, self.document)), codes

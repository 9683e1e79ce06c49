# ruff: noqa: E402 - ReportLab is imported after what keeps Pillow out of its way
"""Tagged PDF from ReportLab: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once.

Draw on a `TaggedCanvas` as on any ReportLab canvas, saying which structure element the text
belongs to; whole paragraphs are blocks of text (`handouts.tagged.textblock`), which say it
themselves.

    canvas = TaggedCanvas(
        file, metadata=Metadata(title="Exercises", lang="en"), pagesize=A4, form_font="Text"
    )
    with canvas.element("H1"):
        canvas.drawString(50, 780, "Exercises")
    with canvas.figure("A square", 50, 500, 200, 200):
        canvas.rect(50, 500, 200, 200)
    canvas.save()

The package knows nothing of what the documents are about.
"""

from handouts.tagged.unpictured import load_pictures_late  # isort: skip

load_pictures_late()

from handouts.tagged.canvas import TaggedCanvas
from handouts.tagged.errors import (
    AddressError,
    CharacterError,
    FieldNameError,
    GeometryError,
    HeadingLevelError,
    MissingAlternativeError,
    MissingGlyphError,
    SavedError,
    StructureError,
    TableHeaderError,
    TaggingError,
    UnembeddedFontError,
    UntaggedContentError,
)
from handouts.tagged.metadata import Metadata
from handouts.tagged.plain import PlainCanvas
from handouts.tagged.textblock import Line, Link, Piece, TextBlock

__all__ = [
    "AddressError",
    "CharacterError",
    "FieldNameError",
    "GeometryError",
    "HeadingLevelError",
    "Line",
    "Link",
    "Metadata",
    "MissingAlternativeError",
    "MissingGlyphError",
    "Piece",
    "PlainCanvas",
    "SavedError",
    "StructureError",
    "TableHeaderError",
    "TaggedCanvas",
    "TaggingError",
    "TextBlock",
    "UnembeddedFontError",
    "UntaggedContentError",
]

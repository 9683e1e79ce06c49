"""Tagged PDF from ReportLab: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once.

Draw on a `TaggedCanvas` as on any ReportLab canvas, saying which structure element the text
belongs to; the flowables of `handouts.tagged.flowables` say it for whole paragraphs, lists and
tables. The package knows nothing of what the documents are about.
"""

from handouts.tagged.canvas import TaggedCanvas
from handouts.tagged.errors import (
    FieldNameError,
    HeadingLevelError,
    MissingAlternativeError,
    MissingGlyphError,
    StructureError,
    TableHeaderError,
    TaggingError,
    UnembeddedFontError,
    UntaggedContentError,
)
from handouts.tagged.metadata import Metadata
from handouts.tagged.plain import PlainCanvas

__all__ = [
    "FieldNameError",
    "HeadingLevelError",
    "Metadata",
    "MissingAlternativeError",
    "MissingGlyphError",
    "PlainCanvas",
    "StructureError",
    "TableHeaderError",
    "TaggedCanvas",
    "TaggingError",
    "UnembeddedFontError",
    "UntaggedContentError",
]

"""Tagged PDF from ReportLab: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once, or of
PDF 2.0: PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4).

Draw on a `TaggedCanvas` as on any ReportLab canvas, saying which structure element the text
belongs to; whole paragraphs are blocks of text (`TextBlock`), which say it
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

# ruff: noqa: E402 - ReportLab is imported after what keeps libraries out of its way

from .lazy_libraries import load_libraries_late  # isort: skip

load_libraries_late()

from .bidi import FSI, LRI, PDI, RLI, levels
from .canvas import TaggedCanvas
from .exceptions import (
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
    UnsupportedError,
    UntaggedContentError,
)
from .form import Form
from .form_fields import fitted_size
from .form_letters import codes_named
from .metadata import Metadata
from .operators import colour_operator, ellipse, factor, luminance, numbers
from .pieces import Line, Link, Piece
from .script_runs import Fallback, PlainFont, Scripts
from .shaped_lines import ink_of, placed_runs
from .shaping import Face, FontFile, face
from .subset_font import glyphs, register_font, registered, width_of
from .text_block import TextBlock
from .versions import PDF_1_7, PDF_2_0, VERSIONS, Version

__all__ = [
    "FSI",
    "LRI",
    "PDF_1_7",
    "PDF_2_0",
    "PDI",
    "RLI",
    "VERSIONS",
    "AddressError",
    "CharacterError",
    "Face",
    "Fallback",
    "FieldNameError",
    "FontFile",
    "Form",
    "GeometryError",
    "HeadingLevelError",
    "Line",
    "Link",
    "Metadata",
    "MissingAlternativeError",
    "MissingGlyphError",
    "Piece",
    "PlainFont",
    "SavedError",
    "Scripts",
    "StructureError",
    "TableHeaderError",
    "TaggedCanvas",
    "TaggingError",
    "TextBlock",
    "UnembeddedFontError",
    "UnsupportedError",
    "UntaggedContentError",
    "Version",
    "codes_named",
    "colour_operator",
    "ellipse",
    "face",
    "factor",
    "fitted_size",
    "glyphs",
    "ink_of",
    "levels",
    "luminance",
    "numbers",
    "placed_runs",
    "register_font",
    "registered",
    "width_of",
]

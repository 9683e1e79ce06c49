"""What can be wrong with the content given to the tagged layer, each with a name of its own."""

from __future__ import annotations


class TaggingError(ValueError):
    """The document would break PDF/UA-1 (ISO 14289-1) or PDF/A-2 level A (ISO 19005-2)."""


class UntaggedContentError(TaggingError):
    """Text, a link or a field is neither inside a structure element nor an artifact.

    ISO 14289-1, 7.1: content is marked as real content or as an artifact.
    """


class UnsupportedError(TaggingError, NotImplementedError):
    """ReportLab draws it in a way that cannot be tagged; the message says what to draw instead."""


class StructureError(TaggingError):
    """An element is used where its structure type may not stand.

    ISO 32000-1, 14.8.4, and ISO 14289-1, 7.2 and following.
    """


class HeadingLevelError(TaggingError):
    """A heading level is skipped, or the first heading is not H1 (ISO 14289-1, 7.4.2)."""


class TableHeaderError(TaggingError):
    """A table has no header cell (ISO 14289-1, 7.5)."""


class MissingAlternativeError(TaggingError):
    """A figure, link or field has no text alternative (ISO 14289-1, 7.3, 7.18.1, 7.18.5)."""


class MissingGlyphError(TaggingError):
    """A font has no glyph for a character (ISO 14289-1, 7.21.8: no reference to `.notdef`)."""

    def __init__(self, character: str, font: str, text: str) -> None:
        self.character = character
        self.font = font
        super().__init__(
            f"the font {font} has no glyph for {character!r} (U+{ord(character):04X}) in {text!r}"
        )


class UnembeddedFontError(TaggingError):
    """Text is set in a font whose program cannot be embedded (ISO 19005-2, 6.2.11.4.1)."""

    def __init__(self, font: str, text: str) -> None:
        self.font = font
        super().__init__(
            f"{text!r} is set in {font}, which is not a TrueType font registered with ReportLab "
            "and so cannot be embedded"
        )


class CharacterError(TaggingError):
    """A text has what is no character: a control character, or half of a surrogate pair.

    XML 1.0, 2.2: XMP metadata cannot hold it (ISO 19005-2, 6.6.2).
    """

    def __init__(self, character: str, of: str) -> None:
        self.character = character
        super().__init__(
            f"{of} has the character U+{ord(character):04X}, which no text of a PDF can hold: "
            "leave it out"
        )


class AddressError(TaggingError):
    """A link leads to what cannot be written as a URI (ISO 32000-1, 12.6.4.7)."""

    def __init__(self, address: str, why: str) -> None:
        self.address = address
        super().__init__(f"{address!r} is no address of a link: {why}")


class GeometryError(TaggingError):
    """A length is no number that PDF can write, or a form field has no size.

    ISO 19005-2, 6.1.13: integers end at 2147483647.
    """


class FieldNameError(TaggingError):
    """Two form fields share a name, or a name contains a full stop (ISO 32000-1, 12.7.3.2)."""


class SavedError(TaggingError):
    """A canvas is saved a second time: what a document holds is known once it is written."""

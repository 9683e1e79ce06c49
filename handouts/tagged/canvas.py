"""The canvas of tagged documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeAlias

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

from .bidi import FSI, PDI
from .exceptions import (
    GeometryError,
    MissingAlternativeError,
    SavedError,
    StructureError,
    UntaggedContentError,
)
from .form_fields import FieldText, FormFields, check_size
from .marked_text import MarkedTextCanvas
from .metadata import xmp_packet
from .object_writer import Entries, text_string
from .objects import write_also
from .operators import LARGEST
from .output_intent import output_intent
from .pieces import Line, Piece
from .structure_audit import audit
from .structure_writer import StructureWriter
from .subset_font import registered
from .text_block import TextBlock

Duplex: TypeAlias = Literal["Simplex", "DuplexFlipLongEdge", "DuplexFlipShortEdge"]


class TaggedCanvas(MarkedTextCanvas):
    """Draws a PDF 1.7 document that is PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), or one of
    the `version` `PDF_2_0`, which is PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4).

    Everything painted is an artifact, unless it is text shown while an element that may hold
    text is current, or it is inside `figure()`. Text outside both raises `UntaggedContentError`.
    """

    share_fields = False
    """Whether form fields of one name are one field that shows in several places."""
    duplex: Duplex | None = None
    """How print dialogues start, if that is said: as large as it is, on paper of its size, on these
    sides (ISO 32000-1, 12.2).  How many copies is never said."""
    _fields: FormFields | None = None
    _sheets: dict[int, tuple[list[str], list[Any]]] | None = None
    """The operators and annotations of sheets that are painted and not yet shown, by number."""
    _failure: Exception | None = None
    """Why the document cannot be written, or not again."""

    # --- form fields ---------------------------------------------------------------------------

    def text_field(
        self,
        name: str,
        tooltip: str,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        value: str = "",
        font_size: float | None = None,
        multiline: bool = False,
        max_length: int | None = None,
    ) -> None:
        """A text field in a Form element of its own, a child of the current element.

        The rectangle and `font_size` are in points in the current coordinates; without one, a line
        is as large as there is room, for what is typed later too. `tooltip` is what
        assistive technology says (ISO 14289-1, 7.18.1). Raises `FieldNameError` for a name used
        before, `GeometryError` for a field without a size, `MissingGlyphError` if the form font
        lacks a character of `value`.
        """
        fields = self._form_fields()
        if max_length is not None and not max(1, len(value)) <= max_length <= LARGEST:
            raise GeometryError(
                f"the form field {name!r} holds {max_length} letters at most, not {value!r}"
            )
        box = self._field_box(name, x, y, width, height)
        # What is typed later is set by the page's measure, wherever the canvas was scaled.
        scale = (box[3] - box[1]) / height
        if font_size is None and multiline:
            font_size = 12
        if font_size is not None:
            font_size *= scale
            check_size(name, "font size", font_size)
        content = FieldText(value, font_size, multiline, max_length)
        appearance = fields.text_appearance(
            content, width * scale, height * scale, self._field_text
        )
        self._add_field(fields.text(name, tooltip, box, content, appearance))

    def checkbox(
        self, name: str, tooltip: str, x: float, y: float, size: float, *, checked: bool = False
    ) -> None:
        """A square check box of `size` points, in a Form element of its own."""
        box = self._field_box(name, x, y, size, size)
        self._add_field(self._form_fields().check(name, tooltip, box, size, checked=checked))

    def _field_box(
        self, name: str, x: float, y: float, width: float, height: float
    ) -> tuple[float, ...]:
        check_size(name, "width", width)
        check_size(name, "height", height)
        left, bottom, right, top = self._box(x, y, width, height)
        check_size(name, "width", right - left)
        check_size(name, "height", top - bottom)
        return left, bottom, right, top

    def _form_fields(self) -> FormFields:
        if self._inside is not None:
            raise UntaggedContentError(f"a form field stands in {self._inside}")
        if self._fields is None:
            self._fields = FormFields(
                self._doc,
                self.form_font,
                self.metadata.lang,
                shared=self.share_fields,
                described=self.version.described_widgets,
            )
        return self._fields

    def _field_text(
        self, x: float, y: float, lines: list[str], font_size: float, leading: float
    ) -> str:
        """Lines from x, y down, in the widget's own coordinates; to the left they begin at x."""
        to_left = registered(self.form_font).scripts.right_to_left
        if to_left:  # a value runs as its own letters do, whatever it stands among
            lines = [f"{FSI}{line}{PDI}" for line in lines]
        set_ = [Line((Piece(line, self.form_font),)) for line in lines]
        block = TextBlock(set_, font_size, leading)
        operators = block.operators(self._fonts, grey=self.grey, mirrored=to_left)
        return " ".join((block.start(x, y, mirrored=to_left), *operators, "ET"))

    def _add_field(self, widget: Entries) -> None:
        element = self._tree.child("Form", None, {})
        self._annotate(element, widget)

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An outline entry (ISO 32000-1, 12.3.3) that leads to height `y` on this page, where what
        is drawn next is.

        It nests in the last entry of a lower level, whether levels count from 0 or 1.  Nothing
        inside an artifact, a figure or a form XObject is listed.
        """
        if not self.tagging:
            return
        self._bookmark(title, level, y)
        self._bookmarked.append(len(self._tree.content))

    # --- sheets --------------------------------------------------------------------------------

    @contextmanager
    def sheet(self, number: int) -> Iterator[None]:
        """What is painted inside goes to that sheet, counted from 1 at the current page.

        A booklet's first sheet bears its first page and its last.  The structure tree grows as
        pages are painted, so they are painted in reading order, each on its sheet, and the sheets
        end later, with `show_sheets`.
        """
        self._sheets = self._sheets or {}
        current, annotations, counter = self._code, self._annotationrefs, self._doc.pageCounter
        self._code, self._annotationrefs = self._sheets.setdefault(number, ([], []))
        self._doc.pageCounter = counter + number - 1  # ReportLab names pages by it
        self.saveState()
        try:
            yield
        finally:
            self.restoreState()
            self._doc.pageCounter = counter
            self._code, self._annotationrefs = current, annotations

    def show_sheets(self, count: int) -> None:
        """Ends so many sheets, those on which nothing is painted too.

        Raises `StructureError` if others are painted.
        """
        sheets, self._sheets = self._sheets or {}, None
        if missing := sorted(sheets.keys() - range(1, count + 1)):
            raise StructureError(f"sheets that are never shown: {', '.join(map(str, missing))}")
        # Every sheet gets the resources of all: to name one that is not used does no harm.
        forms, states, colours = self._formsinuse, self._extgstate, self._colorsUsed
        for number in range(1, count + 1):
            self._code, self._annotationrefs = sheets.get(number, ([], []))
            self._formsinuse, self._extgstate, self._colorsUsed = list(forms), states, colours
            self.showPage()

    # --- the file ------------------------------------------------------------------------------

    def getpdfdata(self) -> bytes:
        """The document as bytes, once.

        Raises a `TaggingError` if its structure is at fault, and the same again if asked again:
        half of the structure is never written. Raises `SavedError` if it was had before.
        """
        if self._failure is not None:
            raise self._failure
        try:
            self._finish()
            data = super().getpdfdata()
        except Exception as error:
            self._failure = error
            raise
        self._failure = SavedError(
            "the canvas was saved already: draw the next document on a new one"
        )
        return data

    def _set_viewer_preferences(self) -> None:
        self.setViewerPreference("DisplayDocTitle", "true")
        if registered(self.form_font).scripts.right_to_left:
            self.setViewerPreference("Direction", "R2L")  # pages side by side (12.2)
        if self.duplex is not None:
            self.setViewerPreference("PrintScaling", "None")
            self.setViewerPreference("Duplex", self.duplex)
            # ReportLab does not know it.
            self._doc.Catalog.ViewerPreferences.dict["PickTrayByPDFSize"] = "true"

    def _finish(self) -> None:
        if self._sheets:
            self.show_sheets(0)
        self._end_last_page()
        self._end_fonts()
        if self._fields is not None:
            self._objects |= self._fields.finish()
        elements = self._tree.prune()
        audit(self._tree, elements)
        for annotation, element in self._links:
            contents = str(element.attributes.get("Alt") or element.text)
            if not contents:
                raise MissingAlternativeError("a link has neither text nor Alt")
            annotation["Contents"] = text_string(contents)
        catalog = self._doc.Catalog
        write_also(catalog, OutputIntents=output_intent(self._doc))
        structure = StructureWriter(self._tree, elements, self._doc, self.version)
        catalog.StructTreeRoot = structure.root()
        self._objects |= structure.objects
        if self._outline is not None and self.version.to_elements:
            self._outline.lead_to(
                map(structure.reference, map(self._tree.read_at, self._bookmarked))
            )
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        # Not compressed: PDFium would save a filled form with a packet that nobody can read.
        entries = PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"})
        catalog.Metadata = PDFStream(entries, xmp_packet(self.metadata, self.version))
        self._set_viewer_preferences()
        if not hasattr(catalog, "PageLabels"):
            self.addPageLabel(0, style="ARABIC", start=1)

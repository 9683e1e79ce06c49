"""A ReportLab canvas that marks its content and grows a structure tree."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import IO, Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFPage, PDFString

from .archival_canvas import ArchivalCanvas
from .exceptions import MissingAlternativeError, StructureError, UntaggedContentError
from .marked_content import END, Begin, begin_artifact, begin_content, with_artifacts
from .metadata import Metadata
from .object_writer import Entries
from .objects import reference, write_also
from .structure_tree import Element, StructureTree
from .uris import uri


class StructuredCanvas(ArchivalCanvas):
    """Everything painted is an artifact, unless it is text shown while an element that may hold
    text is current, or it is inside `figure()`. Text outside both raises `UntaggedContentError`,
    so that nothing is lost silently. Inside an artifact, a figure or a form XObject, elements
    are ignored: what is drawn there belongs to the whole.
    """

    def __init__(
        self,
        file: IO[bytes],
        *,
        metadata: Metadata,
        pagesize: tuple[float, float],
        form_font: str,
        **kw: Any,
    ) -> None:
        self._tree = StructureTree()
        self._inside: str | None = None  # an artifact, a figure, a form XObject …
        self._outside: list[str | None] = []
        self._forms_with_content: set[str] = set()
        self._links: list[tuple[PDFDictionary, Element]] = []
        self._bookmarked: list[int] = []  # how much content there was before each bookmark
        super().__init__(file, metadata=metadata, pagesize=pagesize, form_font=form_font, **kw)

    @property
    def tagging(self) -> bool:
        """Whether elements opened now count: not inside an artifact, figure or form XObject."""
        return self._inside is None

    # --- structure -----------------------------------------------------------------------------

    @contextmanager
    def element(
        self, role: str, key: Hashable | None = None, **attributes: object
    ) -> Iterator[None]:
        """Open a structure element (ISO 32000-1, 14.7.2), or continue the one of that key.

        `role` is a standard structure type. A key names one element of the document: the second
        half of a split paragraph continues the element of the first. Attributes: Alt, ActualText,
        Lang, E, T, ID; Scope ("Column", "Row", "Both"), RowSpan, ColSpan, Headers (identifiers);
        ListNumbering. They are set when the element is made.

        Raises `StructureError` where the type may not stand.
        """
        self.open_element(role, key, **attributes)
        try:
            yield
        finally:
            self.close_element()

    def open_element(self, role: str, key: Hashable | None = None, **attributes: object) -> None:
        """Open an element until `close_element`, across calls and pages."""
        if self._inside is None:
            self._tree.open(self._tree.child(role, key, attributes))

    def close_element(self) -> None:
        """Close the element opened last."""
        if self._inside is None:
            self._tree.close()

    def reserve(self, role: str, key: Hashable, **attributes: object) -> None:
        """Make a child of the current element now, to be filled later by its key.

        So the logical order (ISO 14289-1, 7.2) can differ from the order of painting.
        """
        if self._inside is None:
            self._tree.child(role, key, attributes)

    def artifact(
        self, kind: str = "Layout", subtype: str | None = None
    ) -> AbstractContextManager[None]:
        """Everything drawn inside is an artifact (ISO 32000-1, 14.8.2.2).

        `kind` is "Layout", "Page", "Background" or "Pagination", the last with subtype "Header",
        "Footer" or "Watermark".
        """
        return self._sequence(begin_artifact(kind, subtype), "an artifact")

    @contextmanager
    def figure(
        self,
        alt: str,
        x: float,
        y: float,
        width: float,
        height: float,
        key: Hashable | None = None,
    ) -> Iterator[None]:
        """Everything drawn inside is the content of a Figure with this text alternative, upright.

        The rectangle, in points in the current coordinates, becomes its bounding box
        (ISO 32000-1, 14.8.5.4.3). Raises `MissingAlternativeError` if `alt` is empty
        (ISO 14289-1, 7.3).
        """
        if not alt.strip():
            raise MissingAlternativeError(f"the figure at ({x:g}, {y:g}) has no text alternative")
        if self._inside is not None:
            with self.upright(x, width):
                yield
            return
        placement = "Inline" if self._tree.text_element else "Block"
        attributes = {"Alt": alt, "BBox": self._box(x, y, width, height), "Placement": placement}
        element = self._tree.child("Figure", key, attributes)
        mcid = self._tree.mark(element, self._page_name)
        with self._sequence(begin_content("Figure", mcid), "a figure"), self.upright(x, width):
            yield

    def stand_in(self, text: str) -> AbstractContextManager[None]:
        """Everything drawn inside is read as `text`, as the empty line of a form may be "blank".

        It is a Span with that ActualText (ISO 32000-1, 14.9.4) in the current element.
        """
        if self._inside is not None:
            return nullcontext()
        element = self._tree.child("Span", None, {"ActualText": text})
        mcid = self._tree.mark(element, self._page_name)
        return self._sequence(begin_content("Span", mcid), "a stand-in")

    @contextmanager
    def _sequence(self, begin: Begin, inside: str) -> Iterator[None]:
        if self._inside is not None:
            yield
            return
        self._code.append(begin)
        self._inside = inside
        try:
            yield
        finally:
            self._inside = None
            self._code.append(END)

    # --- form XObjects -------------------------------------------------------------------------

    def beginForm(
        self,
        name: str,
        lowerx: float = 0,
        lowery: float = 0,
        upperx: float | None = None,
        uppery: float | None = None,
    ) -> None:
        """Begin a form XObject.

        If it has text or an image, it is to be drawn inside `figure()` or `artifact()`.
        """
        if not self._code and (self._annotationrefs or self._formsinuse):
            self._code.append("")  # else ReportLab would forget the page's annotations
        super().beginForm(name, lowerx, lowery, upperx, uppery)  # type: ignore[arg-type]
        self._outside.append(self._inside)
        self._inside = "a form XObject"

    def endForm(self, **extra_attributes: Any) -> None:
        """End the form XObject."""
        super().endForm(**extra_attributes)
        self._inside = self._outside.pop()

    def doForm(self, name: str) -> None:
        """Draw a form XObject; one that shows something may not become an artifact unsaid."""
        if name in self._forms_with_content:
            if self._inside is None:
                raise UntaggedContentError(
                    f"the form XObject {name!r} shows text or an image and is drawn outside any "
                    "figure or artifact"
                )
            if self._inside == "a form XObject":
                self._forms_with_content.add(self._formData[0])
        super().doForm(name)

    # --- images --------------------------------------------------------------------------------

    def drawImage(self, *image_and_place: Any, **more: Any) -> Any:
        """Draw an image, inside `figure()` or `artifact()`."""
        self._note_image()
        return super().drawImage(*image_and_place, **more)

    def drawInlineImage(self, *image_and_place: Any, **more: Any) -> Any:
        """Draw an image, inside `figure()` or `artifact()`."""
        self._note_image()
        return super().drawInlineImage(*image_and_place, **more)

    def _note_image(self) -> None:
        if self._inside is None:
            raise UntaggedContentError(
                "an image is drawn outside any figure or artifact: draw it inside "
                "canvas.figure(alt, x, y, width, height), with words for who cannot see it"
            )
        if self._inside == "a form XObject":
            self._forms_with_content.add(self._formData[0])

    # --- annotations ---------------------------------------------------------------------------

    def _addAnnotation(self, annotation: Any, *_named: object, **_options: object) -> None:
        """Give a link annotation to its Link element (ISO 14289-1, 7.18.5).

        What is drawn inside an artifact, a figure or a form XObject is a picture: it has no links.
        """
        if not self.tagging:
            return
        if not isinstance(annotation, PDFDictionary):
            annotation = annotation.Dict()
        kind = annotation["Subtype"]
        if kind != "/Link":
            raise StructureError(f"annotations of the kind {kind} have no place in the structure")
        element = self._tree.current
        if element.role != "Link":
            raise UntaggedContentError("a link is drawn outside any Link element")
        action = annotation.dict.get("A")
        if action is not None and "URI" in action.dict:
            action["URI"] = PDFString(uri(action["URI"].s))
        self._links.append((annotation, element))
        self._annotate(element, annotation)

    def _annotate(self, element: Element, annotation: PDFDictionary | Entries) -> None:
        """Add an annotation that prints (ISO 19005-2, 6.3.2) to page and structure."""
        annotation["F"] = 4
        annotation["StructParent"] = self._tree.annotate(element, self._page_name, annotation)
        if isinstance(annotation, Entries):
            self._annotationrefs.append(annotation.reference)
        else:
            self._annotationrefs.append(reference(self._doc, annotation))

    # --- pages ---------------------------------------------------------------------------------

    def showPage(self) -> None:
        """End the page. Elements may stay open; artifacts and figures may not."""
        if self._inside is not None:
            raise StructureError(f"the page ends inside {self._inside}")
        super().showPage()

    def _page_stream(self) -> list[str]:
        return with_artifacts(self._code)

    def _setAnnotations(self, page: Any) -> None:
        super()._setAnnotations(page)
        if isinstance(page, PDFPage):
            # ISO 14289-1, 7.18.3: the tab order follows the structure.
            write_also(page, StructParents=self._tree.end_page(self._page_name), Tabs="/S")

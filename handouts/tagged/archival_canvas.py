"""A canvas of archival pages: what is drawn is whole in itself, and the same bytes on every run."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import IO, Any

from reportlab.pdfbase.pdfdoc import PDFPage, PDFResourceDictionary, xObjectName

from .drawing_canvas import DrawingCanvas
from .exceptions import UnsupportedError, UntaggedContentError
from .file_writer import file_bytes
from .fonts_in_use import FontsInUse
from .form import Form, form_object
from .marked_content import Marked
from .metadata import Information, Metadata
from .object_writer import Written
from .objects import EndedStreams, compressed
from .operators import number
from .outline import Outline
from .subset_font import embeddable
from .text_block import TextBlock, string
from .versions import PDF_1_7, Version


class ArchivalCanvas(DrawingCanvas):
    """A canvas that writes compressed pages, no dates, and only fonts that are embedded.

    `form_font` is the name of a TrueType font registered with ReportLab; it is also the font in
    effect when a page begins. Colours are RGB or grey, as the output intent
    is sRGB (ISO 19005-2, 6.2.4.3); CMYK raises `ValueError`. With `grey`, pages have no colour
    operators at all: RGB becomes its grey. Images are drawn as they are.
    """

    _doc: Any  # a PDFDocument; the stubs leave out most of it
    _preamble: str
    _leading: float
    _annotationrefs: list[Any]
    _formsinuse: list[str]
    _colorsUsed: Any
    _formData: tuple[str, float, float, float | None, float | None]
    _psCommandsBeforePage: list[str]
    _psCommandsAfterPage: list[str]

    def __init__(
        self,
        file: IO[bytes],
        *,
        metadata: Metadata,
        pagesize: tuple[float, float],
        form_font: str,
        grey: bool = False,
        version: Version = PDF_1_7,
        **kw: Any,
    ) -> None:
        self._file = file
        self.version = version
        self.metadata = metadata
        self.grey = grey
        self._drawings: dict[Form, str] = {}  # the names of form XObjects of operators
        self._stamps: dict[Hashable, str] = {}
        self._outline: Outline | None = None
        self._objects: dict[int, bytes] = {}  # written already, by object number
        self.form_font = form_font
        kw |= {"pdfVersion": (1, 7), "invariant": 1, "pageCompression": 1, "lang": metadata.lang}
        if not embeddable(kw.get("initialFontName") or "Helvetica"):
            kw["initialFontName"] = form_font
        kw["enforceColorSpace"] = kw.get("enforceColorSpace") or "rgb"
        super().__init__(file, pagesize=pagesize, **kw)
        self._fonts = FontsInUse(self._doc)
        self._doc.info = Information(metadata)
        self._doc.encrypt = EndedStreams()

    def save(self) -> None:
        """Write the document to the file."""
        self._file.write(self.getpdfdata())

    def getpdfdata(self) -> bytes:
        """The document as bytes. It can be had once."""
        self._end_last_page()
        self._end_fonts()
        self._doc.Catalog.Outlines = None  # nothing of ReportLab's
        if self._outline is not None:
            objects = self._outline.objects(self._doc)
            self._doc.Catalog.Outlines = objects[0].reference
            self._objects |= {each.number: bytes(each) for each in objects}
        return file_bytes(self._doc, self._objects, self.version)

    def _end_last_page(self) -> None:
        """A document has a page, and what leads to a page or lies on it has one too."""
        bookmarked = self._outline is not None and self._outline.last_page == self._page_name
        if self._code or self._annotationrefs or bookmarked or self._doc.pageCounter == 1:
            self.showPage()

    def _end_fonts(self) -> None:
        """Each font of which the document has only a part gets all that is shown in it."""
        while self._doc.delayedFonts:
            self._doc.delayedFonts.pop(0).addObjects(self._doc)

    @property
    def _page_name(self) -> str:
        return str(self._doc.thisPageName())

    def _bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the outline that leads to height `y` on this page."""
        if self._outline is None:
            self._outline = Outline()
            self.showOutline()
        _, top = self.absolutePosition(0, y)
        self._outline.add(title, level, self._page_name, top)

    def setEncrypt(self, encrypt: object) -> None:
        """Refuse encryption (ISO 19005-2, 6.1.3)."""
        if encrypt:
            raise ValueError("PDF/A files are not encrypted")

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:
        """Set font, size and leading in points.

        A font that cannot be embedded is not named in the file, as it would be without a word
        being set in it; showing text in it is an error.
        """
        if embeddable(psfontname):
            super().setFont(psfontname, size, leading)
        else:
            self._fontname, self._fontsize = psfontname, size
            self._leading = size * 1.2 if leading is None else leading

    def _box(self, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
        """A rectangle in the current coordinates as left, bottom, right, top on the page."""
        return self._on_page(-x - width if self.mirrored else x, y, width, height)

    def _on_page(self, x: float, y: float, width: float, height: float) -> tuple[float, ...]:
        """The same where coordinates run as on the page."""
        a, b, c, d, e, f = self._currentMatrix
        corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
        xs = [a * left + c * low + e for left, low in corners]
        ys = [b * left + d * low + f for left, low in corners]
        return min(xs), min(ys), max(xs), max(ys)

    # --- text ----------------------------------------------------------------------------------

    def draw_text(
        self, block: TextBlock, x: float, y: float, role: str = "P", key: Hashable | None = None
    ) -> None:
        """Draw a block of text, its first baseline at x, y, as an element of that type and key."""
        raise NotImplementedError

    def drawString(
        self,
        x: float,
        y: float,
        text: str,
        mode: int | None = None,
        charSpace: float = 0,  # noqa: ARG002 - these are ReportLab's
        direction: str | None = None,  # noqa: ARG002
        wordSpace: float | None = None,  # noqa: ARG002
        shaping: bool = False,  # noqa: ARG002
    ) -> None:
        """Draw a line of text in the current font and colour.

        `mode` is how it is painted (ISO 32000-1, 9.3.6); the other options have no effect.
        """
        if text:
            self._draw_string(string(text, self._fontname, self._fontsize), x, y, mode or 0)

    def drawRightString(self, x: float, y: float, text: str, *_: Any, **_more: Any) -> None:
        """Draw a line of text that ends at x."""
        self.drawString(x - self.stringWidth(text), y, text)

    def drawCentredString(self, x: float, y: float, text: str, *_: Any, **_more: Any) -> None:
        """Draw a line of text with its middle at x."""
        self.drawString(x - 0.5 * self.stringWidth(text), y, text)

    def beginText(self, *_: Any, **_more: Any) -> Any:
        """Refuse ReportLab's text objects: use `draw_text` or `drawString`."""
        raise UnsupportedError(
            "text objects of ReportLab's, which its Paragraph and Preformatted draw with, cannot "
            "be tagged: draw a TextBlock with draw_text, or a line with drawString"
        )

    def _draw_string(self, block: TextBlock, x: float, y: float, mode: int) -> None:
        self._code.append(self._shown(block, x, y, mode))

    def _shown(self, block: TextBlock, x: float, y: float, mode: int = 0) -> str:
        """A text object without marks."""
        mirrored = self.mirrored
        start = block.start(-x if mirrored else x, y, mirrored=mirrored)
        operators = block.operators(self._fonts, grey=self.grey, mirrored=mirrored)
        if mode:
            start, operators = f"{start} {mode} Tr", [*operators, "0 Tr"]
        return " ".join((start, *operators, "ET"))

    # --- drawings ------------------------------------------------------------------------------

    def draw_form(self, form: Form) -> None:
        """Draw operators that show no text.

        The same form is written once for a document, and compressed once for all.
        """
        self.doForm(self._form_name(form))

    def _form_name(self, form: Form) -> str:
        name = self._drawings.get(form)
        if name is None:
            resources = form.resources(self._form_reference)
            drawn = form_object(form.code, form.window, form.matrix, resources, form.group)
            name = self._drawings[form] = f"art-{len(self._drawings) + 1}"
            self._doc.Reference(Written(drawn), xObjectName(name))
        return name

    def _form_reference(self, form: Form) -> str:
        number, _ = self._doc.idToObjectNumberAndVersion[xObjectName(self._form_name(form))]
        return f"{number} 0 R"

    def endForm(self, **extra_attributes: Any) -> None:
        """End the form XObject; what it shows is written as bytes, as on a page.

        ReportLab would encode it as a text of the document, which has no room for some codes of
        letters: those of a typographic quote or a euro sign, and of many rarer ones.
        """
        code = "\n".join([self._preamble, *self._code]).encode("latin-1")
        self._code = []
        super().endForm(stream=code, **extra_attributes)

    def stamp(
        self, key: Hashable, x: float, y: float, width: float, draw: Callable[[], None]
    ) -> None:
        """What `draw` draws from 0 to `width`, never mirrored, drawn at x, y.

        What shows text stands inside an artifact or a figure.  It draws once for a document: what
        has the same key is the same.
        """
        left = -x - width if self.mirrored else x
        code = self._stamps.get(key)
        if code is None:
            place = len(self._code)
            self.saveState()
            mirrored, self.mirrored = self.mirrored, False
            draw()
            self.mirrored = mirrored
            self.restoreState()
            drawn = self._code[place + 1 :]
            del self._code[place:]
            if any(isinstance(piece, Marked) for piece in drawn):  # marks stand on a page once
                raise UntaggedContentError("a stamp shows text outside any artifact or figure")
            code = self._stamps[key] = "\n".join(drawn)
        self._code.append(f"q 1 0 0 1 {number(left)} {number(y)} cm\n{code}")

    def _page_stream(self) -> list[str]:
        """The operators of the page that is being ended."""
        return self._code

    def _setAnnotations(self, page: Any) -> None:
        """ReportLab's last step before a page or form XObject is added to the document."""
        page.Annots = self._annotationrefs
        if isinstance(page, PDFPage):
            before, after = self._psCommandsBeforePage, self._psCommandsAfterPage
            stream = "\n".join([*before, self._preamble, *self._page_stream(), *after])
            page.Contents = compressed(stream, reused=True)  # but for their fields, by many
            entries: Any = page  # the stubs leave these out
            entries.Rotate = entries.Rotate or None  # it is 0 where nothing is said
            entries.Trans = None  # how slides change
        else:
            page.Contents = compressed(page.stream)
            page.compression = 0  # it is compressed already
            page.Resources = _resources(page)


def _resources(form: Any) -> Any:
    """All resources of a form XObject: ReportLab leaves out graphics states and colours."""
    resources: Any = PDFResourceDictionary()
    resources.basicFonts()
    resources.allProcs()
    if form.XObjects:
        resources.XObject = form.XObjects
    if form.ExtGState:
        resources.ExtGState = form.ExtGState
    resources.setColorSpace(form._colorsUsed)
    return resources

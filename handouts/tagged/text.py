"""Text objects that mark their own content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfgen.textobject import PDFTextObject

from handouts.tagged.errors import MissingGlyphError, UnembeddedFontError
from handouts.tagged.fonts import embeddable, glyphs
from handouts.tagged.marks import END, Marked, begin_content

if TYPE_CHECKING:
    from handouts.tagged.structure import Element
    from handouts.tagged.structured import StructuredCanvas


class TaggedText(PDFTextObject):
    """Text between BT and ET, as marked content of the element current when it was begun.

    Inline links change to a Link element and back. ReportLab says that a link starts only after
    its first words are out, so a place for a mark is kept before each piece of text.
    """

    _code: list[str]
    _fontname: str
    _canvas: StructuredCanvas

    def __init__(
        self,
        canvas: StructuredCanvas,
        home: Element | None,
        x: float,
        y: float,
        direction: str | None = None,
    ) -> None:
        self._home = home
        self._current = home
        self._marks: list[tuple[int, Element]] = []
        self._last_text = 0  # where in the code the last part of a line began
        self._last_words = 0  # and where in the words of the element
        self._last_shown = False  # and whether it had any text
        self._line = 0
        self._last_character = " "
        self.unspaced: frozenset[int] = frozenset()  # numbers of lines with no space after them
        self._ended_links: list[tuple[int, str]] = []
        super().__init__(canvas, x, y, direction)  # type: ignore[arg-type]

    @property
    def marked(self) -> bool:
        """Whether it shows text of an element."""
        return bool(self._marks)

    # --- fonts ---------------------------------------------------------------------------------

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:
        """Set font, size and leading in points.

        A font that cannot be embedded is not named in the file; showing text in it is an error.
        """
        if embeddable(psfontname):
            super().setFont(psfontname, size, leading)
        else:
            self._fontname, self._fontsize = psfontname, size
            self.setLeading(size * 1.2 if leading is None else leading)

    def _setFont(self, psfontname: str, size: float) -> None:
        if embeddable(psfontname):
            super()._setFont(psfontname, size)  # type: ignore[misc]
        else:
            self._fontname, self._fontsize = psfontname, size

    # --- showing text --------------------------------------------------------------------------

    def _formatText(self, text: str) -> str:
        """Every way to show text comes through here."""
        if text:
            check_glyphs(text, self._fontname, self._canvas._known_characters)
            self._canvas._note_text(self._home, text)
            if self._current is not None:
                self._code.append("")  # where a mark can be set
                self._mark(self._current, len(self._code) - 1)
                self._current.words.append(text)
        return str(super()._formatText(text))  # type: ignore[misc]

    def _mark(self, element: Element, place: int) -> None:
        """Make what follows that place in the code content of `element`."""
        if self._marks and self._marks[-1][1] is element:
            return
        mcid = self._canvas._tree.mark(element, self._canvas._page_name)
        begin = begin_content(element.role, mcid)
        self._code[place] = f"{END} {begin}" if self._marks else begin
        self._marks.append((place, element))

    def _textOut(self, text: str, TStar: int = 0) -> None:
        """Show part of a line; `TStar` ends the line.

        A word that ends with the line is followed by a space, which text extraction needs
        (ISO 32000-1, 14.8.2.5) and nobody sees.
        """
        self._last_text = len(self._code)
        if self._home is not None:
            self._last_words = len(self._home.words)
            self._last_shown = bool(text)
            self._last_character = text[-1:] or self._last_character
            if TStar:
                if self._last_character not in " -\xad" and self._line not in self.unspaced:
                    if text:
                        super()._textOut(text)  # type: ignore[misc]
                    text = " "
                self._last_character = " "
                self._line += 1
        super()._textOut(text, TStar)  # type: ignore[misc]

    # --- links ---------------------------------------------------------------------------------

    def _linkRecord(self, link: tuple[int, str], kind: str) -> None:
        """ReportLab's paragraphs call this after a link's first and last words on each line.

        `link` is its number in the paragraph and its target.
        """
        if self._home is None:
            return
        if kind == "end":
            self._ended_links.append(link)
            self._current = self._home
            return
        if self._last_shown and self._marks[-1][0] == self._last_text:
            self._marks.pop()  # it was set for words now known to be the link's
            self._canvas._tree.unmark(self._canvas._page_name)
            self._code[self._last_text] = ""
        self._current = self._canvas._link_element(self._home, link)
        if not self._last_shown:
            return
        self._mark(self._current, self._last_text)
        self._current.words += self._home.words[self._last_words :]
        del self._home.words[self._last_words :]

    def next_link(self) -> Element | None:
        """The Link element of the next link annotation.

        After each line a paragraph makes one annotation for each link ended there, sorted.
        """
        if self._home is None or not self._ended_links:
            return None
        link = min(self._ended_links)
        self._ended_links.remove(link)
        return self._canvas._link_element(self._home, link)

    # --- the code ------------------------------------------------------------------------------

    def getCode(self) -> str:
        """The operators of the text object, as complete marked-content sequences."""
        if not self._marks:
            return super().getCode()
        self._code = [operators for operators in (*self._code, END) if operators]
        return Marked(super().getCode())


def check_glyphs(text: str, font_name: str, known: dict[str, set[str]]) -> None:
    """Raise `MissingGlyphError` or `UnembeddedFontError` if `text` cannot be set in that font.

    `known` maps font names to characters found before, and grows.
    """
    characters = known.setdefault(font_name, set())
    if characters.issuperset(text):
        return
    if not embeddable(font_name):
        raise UnembeddedFontError(font_name, text)
    available = glyphs(font_name)
    for character in text:
        if character not in characters:
            # ReportLab shows a no-break space as a space.
            if ord(character) not in available and character != "\xa0":
                raise MissingGlyphError(character, font_name, text)
            characters.add(character)

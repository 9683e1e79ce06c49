"""Paragraphs that are one structure element, however often they are split."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from handouts.tagged.fonts import embeddable, glyphs
from handouts.tagged.inside import element
from handouts.tagged.text import TaggedText

SOFT_HYPHEN = "\xad"


class TaggedParagraph(Paragraph):
    """A paragraph of type `role`: P, H1 to H6, Caption, Note, LBody, Span …

    Inline links become Link elements. After a split, both halves continue the same element. On
    a canvas that does not tag, it is a plain paragraph.

    A hyphen that a line break put into a word is shown as a soft hyphen (U+00AD), so that the
    word is read as one (ISO 32000-1, 14.8.2.2.3).  `unbroken` is the text where its line breaks
    stand inside words: they are read as one too.
    """

    blPara: Any
    frags: list[Any]
    canv: Any

    def __init__(
        self,
        text: Any,  # None in the parts of a split paragraph, which have frags
        style: ParagraphStyle | None = None,
        bulletText: str | None = None,
        frags: list[Any] | None = None,
        *,
        role: str = "P",
        key: Hashable | None = None,
        attributes: dict[str, object] | None = None,
        whole: bool = False,  # its fragments are given, and it is not part of a split one
        unbroken: str | None = None,
        **kw: Any,
    ) -> None:
        super().__init__(text, style, bulletText, frags, **kw)
        self.role = role
        self.key: Hashable = object() if key is None else key
        self.attributes = attributes or {}
        # Wrapping replaces the fragments; the parts of a split paragraph are told their words.
        self._words = unbroken or (_plain(self.frags) if whole or text is not None else "")
        self._unspaced: frozenset[int] = frozenset()

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """The part that fits and the rest: both of this element."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for part in parts:
            if part is not self:
                part.role, part.key, part.attributes = self.role, self.key, self.attributes
        if len(parts) > 1:  # the end of the first part may be inside a word
            place = 0
            for line in parts[0].blPara.lines:
                place, _ = _follow(self._words, place, _line_text(line))
            parts[0]._words, parts[1]._words = self._words, self._words[place:]
        return parts

    def beginText(self, x: float, y: float) -> Any:
        """ReportLab's hook: the text object of the lines."""
        text = super().beginText(x, y)
        if isinstance(text, TaggedText):
            text.unspaced = self._unspaced
        return text

    def draw(self) -> None:
        """Draw the lines, as content of the element."""
        self._look_at_line_ends()
        with element(self.canv, self.role, self.key, **self.attributes):
            # A paragraph of one style has its link, if any, on the whole.
            links = getattr(self.blPara, "link", None) if self.blPara.kind == 0 else None
            if links:
                with element(self.canv, "Link", (self.key, "link", links[0])):
                    super().draw()
            else:
                super().draw()

    def _look_at_line_ends(self) -> None:
        """Note the lines that end inside a word or with the text; make new hyphens soft."""
        lines = self.blPara.lines
        texts = [_line_text(line) for line in lines]
        unspaced = set()
        if " ".join(texts).split() == self._words.split():
            unspaced.add(len(lines) - 1)
        else:
            words = self._words.rstrip()
            place = 0
            for number, text in enumerate(texts):
                place, hyphenated = _follow(words, place, text)
                if not words[place : place + 1].isspace():
                    unspaced.add(number)
                    if hyphenated:
                        _soften(lines[number], getattr(self.blPara, "fontName", ""))
        self._unspaced = frozenset(unspaced)


def _plain(frags: Iterable[Any]) -> str:
    """The text of fragments, without the places where words may be divided."""
    text = "".join(" " if getattr(frag, "lineBreak", False) else frag.text for frag in frags)
    return text.replace(SOFT_HYPHEN, "")


def _line_text(line: Any) -> str:
    """The text of a line: of plain words, or of fragments in several styles."""
    if isinstance(line, tuple):
        return " ".join(line[1])
    return "".join(getattr(part, "text", "") for part in line.words)


def _follow(words: str, place: int, line: str) -> tuple[int, bool]:
    """Where in `words` a line that begins at `place` ends, and whether it ends in a new hyphen."""
    hyphenated = False
    for character in line:
        if not character.isspace():
            while place < len(words) and words[place].isspace():
                place += 1
            hyphenated = not words.startswith(character, place)
            if not hyphenated:
                place += 1
    return place, hyphenated


def _soften(line: Any, font: str) -> None:
    """Make the last hyphen of a line soft, if the font has a glyph for it."""
    if isinstance(line, tuple):
        if embeddable(font) and ord(SOFT_HYPHEN) in glyphs(font):
            line[1][-1] = line[1][-1][:-1] + SOFT_HYPHEN
    else:
        last = [part for part in line.words if getattr(part, "text", "")][-1]
        if embeddable(last.fontName) and ord(SOFT_HYPHEN) in glyphs(last.fontName):
            last.text = last.text.rstrip()[:-1] + SOFT_HYPHEN

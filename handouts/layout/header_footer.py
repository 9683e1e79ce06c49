"""What is repeated around the text of every page: the draft bar and the footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handouts.design.fonts import Typeface
from handouts.design.line_breaks import BREAK_HERE, with_breaks
from handouts.design.papers import MM, Paper, mm
from handouts.design.theme import Spacing, Theme
from handouts.document import Document, Run
from handouts.layout.boxes import Stack
from handouts.layout.breaking import WordTooWideError, is_address
from handouts.layout.typography import TypeScale, paragraph
from handouts.tagged import FSI, LRI, PDI, RLI, TaggedCanvas, width_of

FOOTER_LEADING = 1.2  # of the size
NO_BREAK = "\xa0"
# A number or a code stays with the word before it.
_NUMBERED = re.compile(rf"([^ ]+) (?=([{LRI}{RLI}{FSI}]?(?:\d|[\dA-F]{{4}}-[\dA-F]{{4}})[^ ]*))")
_NARROWER = tuple(1 - step * 0.05 for step in range(1, 11))


class FooterLine(NamedTuple):
    """Words at the foot of each page, in a row; `is_draft` is what must be read first."""

    text: str
    is_draft: bool
    row: int
    x: float = 0.0


class HeaderFooter:
    """The draft bar, the footer, and the text area they leave, in pt at the theme's scale."""

    def __init__(self, document: Document, paper: Paper, theme: Theme, typeface: Typeface) -> None:
        self.document, self.theme = document, theme
        margins = theme.margins
        self.page_width, self.page_height = paper.width / paper.scale, paper.height / paper.scale
        if paper.scale != 1:  # so that posters of all sizes are set alike
            whole = mm(round(self.page_width / MM))
            if abs(whole - self.page_width) < mm(0.3):
                self.page_width = whole
        self.left, self.width = margins.left, self.page_width - margins.left - margins.right
        self.size = theme.minimum
        self.leading = self.size * max(FOOTER_LEADING, typeface.leading)
        self.type = TypeScale(theme, self.size, Spacing(FOOTER_LEADING), typeface)
        self.footer_lines = self._wrap_footer()
        self.has_bar = bool(document.draft) and not document.tag
        label = self._page_label(1, 1)
        rows = max((line.row + 1 for line in self.footer_lines), default=0)
        self.has_footer = bool(self.footer_lines or label)
        self.footer_height = self.leading * max(rows, bool(label)) + mm(1.5)
        self.bar_height = self._bar_height()
        self.top = self.page_height - margins.top - self.bar_height
        self.bottom = margins.bottom + (self.footer_height + mm(2) if self.has_footer else 0)
        self.height = self.top - self.bottom

    # --- draft bar ------------------------------------------------------------------------------

    def _draft(self) -> Stack:
        colours = self.theme.colours
        colour = colours.paper if not self.theme.saves_ink else colours.ink
        style = self.type.style(self.size, bold=True, colour=colour)
        return Stack([paragraph((Run(self.document.draft),), style)])

    def _bar_height(self) -> float:
        if not self.has_bar:
            return 0.0
        draft = self._draft()
        _, height = draft.wrap(self.width - mm(6), self.page_height)
        return height + mm(0.7) + _below(draft) + mm(2.5)

    def paint_bar(self, canvas: TaggedCanvas, number: int) -> None:
        """The bar that says DRAFT above a page; read once, on the first.

        Where a tag says so above the words, what is read first stands at the foot.
        """
        if not self.has_bar:
            if self.document.draft and number == 1:
                with canvas.element("P"):
                    self._paint_lines(canvas, drafts=True)
            return
        bar = self._draft()
        x, height = self.left, self.bar_height - mm(2.5)
        y = self.top + mm(2.5)
        if not self.theme.saves_ink:
            canvas.setFillColor("#000000")
            canvas.roundRect(x, y, self.width, height, mm(1), stroke=0, fill=1)
        else:
            line = self.theme.strokes.box
            canvas.setStrokeColor("#000000")
            canvas.setLineWidth(line)
            frame = (x + line / 2, y + line / 2, self.width - line, height - line)
            canvas.roundRect(*frame, mm(1), stroke=1, fill=0)
        bar.wrap(self.width - mm(6), height)
        if number == 1:
            bar.draw_on(canvas, x + mm(3), y + _below(bar))
        else:
            with canvas.artifact("Pagination", "Header"):
                bar.draw_on(canvas, x + mm(3), y + _below(bar))

    # --- footer ---------------------------------------------------------------------------------

    def _page_label(self, number: int, pages: int) -> str:
        label = self.document.page_label
        of = self.document.digits.of
        return label.replace("{page}", of(number)).replace("{pages}", of(pages))

    def _wrap_footer(self) -> list[FooterLine]:
        """The footer's lines, each within the width; the first leaves room for the page number.

        Below the first text stands that it is a draft; what follows goes beside that, if it can.
        """
        label = self._page_label(99, 99)
        room = self.width - width_of(label, self.type.typeface.regular, self.size)
        room -= mm(4) if label else 0
        first, *others = self.document.footer or ("",)
        if first and self.document.staff:
            others.append(self.document.staff)
        draft = self.document.draft if self.document.tag else ""
        lines: list[FooterLine] = []
        row = 0
        for text, is_draft in ((first, False), (draft, True), *((each, False) for each in others)):
            if not text:
                continue
            font = self.type.typeface.face(bold=is_draft)
            wide = width_of(text, font, self.size)
            if lines and not is_draft and row > 1:
                before = lines[-1]
                face = self.type.typeface.face(bold=before.is_draft)
                used = width_of(before.text, face, self.size)
                if used + mm(4) + wide <= self.width:
                    lines.append(FooterLine(text, False, row - 1, self.width - wide))
                    continue
            for line in self._lines_of(text, font, room if not row else self.width):
                lines.append(FooterLine(line, is_draft, row))
                row += 1
        return lines

    def _lines_of(self, text: str, font: str, room: float) -> list[str]:
        """The lines of a text, of which the first has `room`; no word stands alone on the last.

        Raises `WordTooWideError`.
        """
        lines = self._filled(text, font, room, self.width)
        if _is_stranded(lines):
            for part in _NARROWER:
                narrower = self._filled(text, font, room * part, self.width * part)
                if len(narrower) == len(lines) and not _is_stranded(narrower):
                    return narrower
        return lines

    def _filled(self, text: str, font: str, room: float, width: float) -> list[str]:
        lines: list[str] = []
        line = ""
        for joint, word in self._words(text, room):
            longer = f"{line}{joint}{word}" if line else word
            if line and width_of(longer, font, self.size) > (width if lines else room):
                begun = _begun_isolates(line)
                lines.append(line + PDI * len(begun))
                longer = begun + word
            line = longer
        return [each.replace(NO_BREAK, " ") for each in (*lines, line) if each]

    def _words(self, text: str, width: float) -> Iterator[tuple[str, str]]:
        """The words of a text, each with what joins it to the one before.

        An address is parted where lines may be; none is wider than `width` pt.

        Raises `WordTooWideError`.
        """

        def fits(text: str) -> bool:
            return width_of(text, self.type.typeface.regular, self.size) <= width

        def bound(match: re.Match[str]) -> str:
            return match[1] + NO_BREAK if fits(f"{match[1]} {match[2]}") else match[0]

        for words in _NUMBERED.sub(bound, with_breaks(text)).split(" "):
            for place, word in enumerate(words.split(BREAK_HERE)):
                rest = word
                if not (fits(word) or is_address(word)):
                    raise WordTooWideError([word])
                joint = "" if place else " "
                while rest:
                    end = len(rest)
                    while end > 1 and not fits(rest[:end]):
                        end -= 1
                    yield joint, rest[:end]
                    rest = rest[end:]

    def paint_footer(self, canvas: TaggedCanvas, number: int, pages: int) -> None:
        """The footer of page `number` of so many, if there is any."""
        if not self.has_footer:
            return
        margins, colours = self.theme.margins, self.theme.colours
        label = self._page_label(number, pages)
        with canvas.artifact("Pagination", "Footer"):
            canvas.setStrokeColor(colours.ink)
            canvas.setLineWidth(self.theme.strokes.field)
            top = margins.bottom + self.footer_height
            canvas.line(self.left, top, self.left + self.width, top)
            canvas.setFillColor(colours.ink)
            canvas.setFont(self.type.typeface.regular, self.size)
            self._paint_lines(canvas, drafts=False)
            if number > 1:
                self._paint_lines(canvas, drafts=True)
            if label:
                y = top - mm(1.5) - self.size * 0.85
                canvas.setFont(self.type.typeface.regular, self.size)
                canvas.drawRightString(self.left + self.width, y, label)

    def _paint_lines(self, canvas: TaggedCanvas, *, drafts: bool) -> None:
        """Those of the footer's lines that say that it is a draft, or the others."""
        canvas.setFillColor(self.theme.colours.ink)
        top = self.theme.margins.bottom + self.footer_height - mm(1.5) - self.size * 0.85
        for line in self.footer_lines:
            if line.is_draft is drafts:
                canvas.setFont(self.type.typeface.face(bold=drafts), self.size)
                canvas.drawString(self.left + line.x, top - line.row * self.leading, line.text)


def _below(draft: Stack) -> float:
    """How far above the edge of its bar a text ends, in pt: no tail of a letter reaches that."""
    return max(mm(0.9), draft.hang + mm(0.5))


def _is_stranded(lines: list[str]) -> bool:
    """Whether the last of several lines is a word alone."""
    return len(lines) > 1 and len(lines[-1].split()) == 1


def _begun_isolates(line: str) -> str:
    """The marks of isolates (UAX 9) that go on on the next line, which begins with them again."""
    begun: list[str] = []
    for letter in line:
        if letter in (LRI, RLI, FSI):
            begun.append(letter)
        elif letter == PDI and begun:
            begun.pop()
    return "".join(begun)

"""Paragraph styles of one body size, and runs of text as paragraphs."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cached_property, lru_cache
from itertools import pairwise
from unicodedata import combining, normalize

from handouts.design.digits import LATIN, Digits
from handouts.design.fonts import Typeface, register
from handouts.design.theme import Spacing, Theme
from handouts.document import Runs
from handouts.layout.boxes import Block
from handouts.layout.breaking import SOFT_HYPHEN, BrokenLine
from handouts.layout.letter_outlines import Shape, shapes
from handouts.layout.lines import Align, TextStyle, text_lines
from handouts.tagged import ink_of, registered, width_of

_LOW = -0.215
_ASCII, _HIGH, _ACCENTED = 0.76, 0.88, 1.05
"""How high letters reach in em: plain ones, others, and accented capitals.  None reaches lower."""
_BOLDER = 0.04
"""By so much more those that are not plain, where they are bold (em)."""


class TypeScale:
    """Sizes and styles of one theme at one body size and spacing; the digits of its numbers."""

    def __init__(
        self,
        theme: Theme,
        body: float,
        spacing: Spacing,
        typeface: Typeface,
        digits: Digits = LATIN,
    ) -> None:
        self.typeface, self.digits = register(typeface), digits
        self.theme = theme
        self.body = body
        # Letters of some scripts reach higher and lower than Latin ones.
        self.spacing = spacing._replace(leading=max(spacing.leading, typeface.leading))
        self.small = max(theme.minimum, body * theme.small)

    @property
    def fine(self) -> TypeScale:
        """The same for small print."""
        return TypeScale(self.theme, self.small, self.spacing, self.typeface, self.digits)

    def size(self, factor: float) -> float:
        return max(self.theme.minimum, self.body * factor)

    def gap(self, factor: float = 1.0) -> float:
        """A distance between blocks, in pt."""
        return self.theme.block_gap * self.spacing.gap * factor

    def style(
        self,
        size: float,
        *,
        bold: bool = False,
        colour: str | None = None,
        align: Align = "left",
        leading: float | None = None,
        before: float = 0,
        after: float = 0,
        keep_with_next: bool = False,
        bold_links: bool = True,
    ) -> TextStyle:
        return _style(
            self.typeface.face(bold=bold),
            self.typeface.bold,
            size,
            size * max(leading or self.spacing.leading, self.typeface.leading),
            colour or self.theme.colours.ink,
            self.theme.colours.link,
            align,
            bold_links,
            before,
            after,
            keep_with_next,
        )


# One style for the same look: it is looked up by more often than it is made.
_style = lru_cache(maxsize=2048)(TextStyle)


def bold(runs: Runs) -> Runs:
    return tuple(run._replace(bold=True) for run in runs)


class ParagraphBlock(Block):
    """A paragraph of text, tagged with `role`: the same lines are broken and set only once.

    A heading that runs into it is a heading before it.  `joined` says that its own line breaks
    stand inside words.
    """

    def __init__(
        self,
        runs: Runs,
        style: TextStyle,
        role: str = "P",
        *,
        joined: bool = False,
        key: Hashable = None,
    ) -> None:
        self.runs, self.style, self.role = runs, style, role
        self.joined = joined
        self.key = key if key is not None else object()
        self.space_before, self.space_after = style.space_before, style.space_after
        self.keep_with_next = style.keep_with_next
        self._text_lines = text_lines(
            runs, style.font, style.bold, bold_links=style.bold_links, joined=joined
        )
        self.count = 0  # of its lines, once it is wrapped
        self._start: int = 0
        self._end: int | None = None  # of the lines it has, where it is a part of a paragraph

    @property
    def lines(self) -> list[BrokenLine]:
        """Its lines in the width it was wrapped to."""
        return self._text_lines.lines(self.style.size, self.width)[self._start : self._end]

    @property
    def natural_width(self) -> float:
        """The width, in pt, in which it takes no more lines than it has breaks of its own."""
        return self._text_lines.natural_width * self.style.size

    @property
    def least_width(self) -> float:
        return self._text_lines.least_width * self.style.size

    @property
    def is_line(self) -> bool:
        return self.count == 1

    @property
    def rise(self) -> float:
        _, high = self._reach
        return self.style.size * (high - 1)

    @property
    def hang(self) -> float:
        low, _ = self._reach
        return self.style.size * (1 - low) - self.style.leading

    @property
    def deeper(self) -> float:
        low, _ = self._reach
        return self.style.size * (_LOW - low)

    @cached_property
    def _reach(self) -> tuple[float, float]:
        return _reach("".join(run.text for run in self.runs), self.style.font)

    def ink(self, number: int) -> list[Shape]:
        """Letters and marks of a line, in pt from where it begins on its baseline."""
        size, start = self.style.size, 0.0
        to_left = registered(self.style.font).scripts.right_to_left
        placed: list[Shape] = []
        for span in self.lines[number].spans:
            text = span.text.rstrip()
            left = start - width_of(text, span.font, size) if to_left else start
            placed += [shape.placed(size, left) for shape in shapes(text, span.font)]
            width = width_of(span.text, span.font, size)
            start += -width if to_left else width
        return placed

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002
        self.width = width
        self.count = self._text_lines.count(self.style.size, width)
        if self._end is not None:
            self.count = min(self.count, self._end)
        self.count -= self._start
        self.height = self.count * self.style.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Block]:
        """Its first lines and the others; neither a first nor a last line stands alone.

        No word is divided between them.
        """
        self.wrap(width, height)
        count = self.count
        taken = int(height / self.style.leading)
        if taken >= count > 0:
            return [self]
        if taken == count - 1:
            taken = taken - 1 if count > 3 else 0
        while taken > 1 and self._divides(self._start + taken - 1):
            taken -= 1
        if taken <= 1:
            return []
        middle = self._start + taken
        return [self._part(self._start, middle), self._part(middle, self._end)]

    def _divides(self, line: int) -> bool:
        return self._text_lines.divides(self.style.size, self.width, line)

    def _part(self, start: int, end: int | None) -> ParagraphBlock:
        part = ParagraphBlock(self.runs, self.style, self.role, joined=self.joined, key=self.key)
        part._start, part._end = start, end
        return part

    def place(self, x: float, y: float) -> None:
        if not self.height:
            return
        if self.runs[0].level and not self._start:
            title = "".join(run.text for run in self.runs if run.level)
            self.canv.bookmark(one_line(title), self.runs[0].level, y + self.height)
        block = self._text_lines.block(self.style, self.width, self._start, self._end)
        baseline = y + self.height - self.style.size
        self.canv.draw_text(block, x, baseline, self.role, self.key)


class InEnglish(ParagraphBlock):
    """A paragraph in English, in a document of another language: for staff, who look for it."""

    may_end_any_page = True

    def place(self, x: float, y: float) -> None:
        with self.canv.element("Div", (self.key, "en"), Lang="en"):
            super().place(x, y)


@lru_cache(maxsize=4096)
def _reach(text: str, font: str) -> tuple[float, float]:
    """From how far below the line to how far above it the letters of a text reach, in em."""
    parts = normalize("NFD", text)
    accents = [one for one, mark in pairwise(parts) if combining(mark)]
    high = _ASCII if text.isascii() else _HIGH
    if any(one.isupper() or combining(one) for one in accents):
        high = _ACCENTED
    low, high = ink_of(text, font) or (_LOW, high)
    low, high = min(low, _LOW), max(high, _ASCII)
    if any(char.isalpha() and not char.isascii() for char in text):
        high += _BOLDER  # some may be bold
    return low, high


def one_line(title: str) -> str:
    """A title as the outline has it: without line breaks, and undivided."""
    return " ".join(title.replace(SOFT_HYPHEN, "").split())


def paragraph(runs: Runs, style: TextStyle, role: str = "P") -> ParagraphBlock:
    """One paragraph of text, tagged with `role`."""
    return ParagraphBlock(runs, style, role=role)

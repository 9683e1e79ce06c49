"""A page break that is asked for: `{page-break}` on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

PAGE_BREAK = "page_break"
"""The type of its token."""

HOW_TO_BREAK = (
    "pages end by themselves; to begin a new one, write {page-break} instead, on a line of its own"
)
_MARK = "{page-break}"


def is_page_break(line: str) -> bool:
    return line.strip(" \t") == _MARK


def read_page_breaks(parser: MarkdownIt) -> None:
    """Makes a parser of Markdown take `{page-break}` for a block, also right below other lines."""
    ends = ["paragraph", "table", "list"]  # the blocks that it ends
    parser.block.ruler.before("paragraph", PAGE_BREAK, _block, {"alt": ends})


def _block(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    if state.is_code_block(line) or not is_page_break(state.src[start:end]):
        return False
    if not silent:
        state.line = line + 1
        state.push(PAGE_BREAK, "hr", 0).map = [line, state.line]
    return True

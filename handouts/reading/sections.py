"""A Markdown text's sections: each text is read once and kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from handouts import kept

from .findings import Report
from .nodes import Section
from .packed import packed, unpacked
from .plain_markdown import read_plain


def read_sections(text: str, first_line: int, file: Path, report: Report) -> dict[str, Section]:
    """The sections of a Markdown text, by id, in order.

    `text` starts at `first_line` of `file`; every problem is reported.
    """
    made_from = f"{first_line}\n{text}"
    if (before := kept.get("sections", made_from)) is not None:
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            return unpacked(before, file)

    plain = read_plain(text, first_line, file)
    if plain is not None:
        kept.keep("sections", made_from, packed(plain))
        return plain

    from .markdown import read_sections as parse

    faultless = True

    def told(line: int, what: str, remedy: str) -> None:
        nonlocal faultless
        faultless = False
        report(line, what, remedy)

    sections = parse(text, first_line, file, told)
    if faultless:
        kept.keep("sections", made_from, packed(sections))
    return sections

"""A Markdown text's sections: each text is read once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from handouts.storage import cache

from .findings import Report, Watched
from .nodes import Section
from .plain_markdown import read_plain
from .section_json import packed, unpacked


class _Unpacked(Mapping[str, Section]):
    """Kept sections, unpacked when one is asked for: a build that makes one handout reads all."""

    def __init__(self, unpack: Callable[[], Mapping[str, Section]]) -> None:
        self._unpack = unpack

    @cached_property
    def _found(self) -> Mapping[str, Section]:
        return self._unpack()

    def __getitem__(self, name: str) -> Section:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def read_sections(text: str, first_line: int, file: Path, report: Report) -> Mapping[str, Section]:
    """The sections of a Markdown text, by id, in order.

    `text` starts at `first_line` of `file`; every problem is reported.
    """
    made_from = f"{first_line}\n{text}"
    before = cache.get("sections", made_from)
    if before is None:
        return _read(text, first_line, file, report, made_from)

    def unpack() -> Mapping[str, Section]:
        with suppress(ValueError, LookupError, TypeError, AttributeError):
            return unpacked(before, file)
        return _read(text, first_line, file, report, made_from)  # it was kept in another way

    return _Unpacked(unpack)


def _read(
    text: str, first_line: int, file: Path, report: Report, made_from: str
) -> Mapping[str, Section]:
    watched = Watched(report)
    sections = read_plain(text, first_line, file)
    if sections is None:
        from .markdown import read_sections as parse

        sections = parse(text, first_line, file, watched)
    if watched.faultless:
        cache.keep("sections", made_from, packed(sections))
    return sections

"""Where words stand on a page: a frame round them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from handouts.render.page_pictures import Letter

_LEAST_LETTERS = 4
"""Fewer stand anywhere."""
_AIR = 0.006


class Frame(NamedTuple):
    """A rectangle on a page, in parts of the page's width, from its top left."""

    page: int
    left: float
    top: float
    width: float
    height: float


class Page(NamedTuple):
    """What can be read on a page."""

    number: int
    letters: Sequence[Letter]
    text: str

    @classmethod
    def of(cls, number: int, letters: Sequence[Letter]) -> Page:
        return cls(number, letters, "".join(each.char for each in letters))


def frames(pages: Iterable[Page], lines: Iterable[str]) -> list[Frame]:
    """Round each place where one of the lines stands, wherever it is broken."""
    wanted = {key for line in lines if len(key := _key(line)) >= _LEAST_LETTERS}
    return [frame for page in pages for key in sorted(wanted) for frame in _found(page, key)]


def pictures(pdf: bytes, said: Collection[str]) -> list[tuple[str, Frame]]:
    """Round each picture of which one of these texts is said, with that text."""
    from pikepdf import Dictionary, Name
    from pikepdf import open as opened

    found = []
    with opened(BytesIO(pdf)) as file:
        pages = {page.obj.objgen: (number, page) for number, page in enumerate(file.pages, 1)}
        for each in file.objects:
            if not isinstance(each, Dictionary) or each.get("/S") != Name.Figure:
                continue
            if (alt := str(each.get("/Alt", ""))) in said:
                number, page = pages[each.Pg.objgen]
                width, high = float(page.mediabox[2]), float(page.mediabox[3])
                left, bottom, right, top = (float(edge) for edge in each.A.BBox)
                of = (left, high - top, right - left, top - bottom)
                found.append((alt, Frame(number, *(edge / width for edge in of))))
    return found


def together(frames: Iterable[Frame]) -> list[Frame]:
    """One frame for those that touch or nearly do, as lines of one paragraph."""
    left: list[Frame] = []
    for frame in sorted(frames):
        near = next((each for each in left if _are_near(each, frame)), None)
        if near is None:
            left.append(frame)
        else:
            left[left.index(near)] = _round_both(near, frame)
    return left


def _key(line: str) -> str:
    return "".join(filter(str.isalnum, line))


def _found(page: Page, key: str) -> Iterator[Frame]:
    at = page.text.find(key)
    while at >= 0:
        inside = page.letters[at : at + len(key)]
        left, top = min(each.left for each in inside), min(each.top for each in inside)
        right, bottom = max(each.right for each in inside), max(each.bottom for each in inside)
        yield Frame(
            page.number,
            left - _AIR,
            top - _AIR,
            right - left + 2 * _AIR,
            bottom - top + 2 * _AIR,
        )
        at = page.text.find(key, at + len(key))


def _are_near(one: Frame, other: Frame) -> bool:
    return (
        one.page == other.page
        and one.left < other.left + other.width
        and other.left < one.left + one.width
        and other.top < one.top + one.height + 2 * _AIR
        and one.top < other.top + other.height + 2 * _AIR
    )


def _round_both(one: Frame, other: Frame) -> Frame:
    left, top = min(one.left, other.left), min(one.top, other.top)
    right = max(one.left + one.width, other.left + other.width)
    bottom = max(one.top + one.height, other.top + other.height)
    return Frame(one.page, left, top, right - left, bottom - top)

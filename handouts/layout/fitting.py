"""Fitting a document to its pages: the largest type that fits, never below the minimum."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from math import inf
from typing import NamedTuple, TypeAlias

from handouts.design.papers import MM, mm
from handouts.design.theme import Spacing, Theme
from handouts.layout.boxes import Block, Stack, TextArea
from handouts.layout.breaking import WordTooWideError
from handouts.layout.columns import Balance
from handouts.layout.filling import grow, has_figures, opened

# A last page with less than this part of it filled looks empty.
EMPTY = 0.4
_RATHER_EMPTY = 0.75
"""So much of a page of large print should be filled before its gaps are opened."""
_SCRAP = 0.25
"""Less than this on a page before the last is joined by some of the page before it."""
# Whatever does not fit is at least a line too long.
LEAST_EXCESS = mm(5)


class DoesNotFitError(ValueError):
    """Set as small as allowed, the words still need more room.

    Attributes:
        excess_mm: by how much, in mm of text height.
        part: the part that is longest beyond its room, counted from 0.
    """

    def __init__(self, excess_mm: float, part: int = 0) -> None:
        super().__init__(f"{excess_mm:.0f} mm too long")
        self.excess_mm, self.part = excess_mm, part


class Extent(NamedTuple):
    """What fitting asks of a part set in one way.

    Attributes:
        pages: how many it takes.
        last: height of the last one's words in pt.
        total: height of all of them in pt.
        least: height of the emptiest page's before the last in pt.
        stuck: how much of it fits no page, in pt.
    """

    pages: int
    last: float
    total: float
    least: float
    stuck: float


_TOO_WIDE = Extent(1, 0.0, 0.0, 0.0, inf)
"""What has a word that no line has room for."""

Setting: TypeAlias = tuple[float, Spacing]
"""A body size in pt, and how openly it is set."""


class Known(NamedTuple):
    """What earlier documents with the same part, set in the same measures, have found out.

    Attributes:
        extents: by how it is set.
        growths: how much larger figures are on each of its pages, counted from 0.
        balances: by how it is set, the shares that its first columns have, its second and so on.
    """

    extents: dict[Setting, Extent]
    growths: dict[tuple[Setting, int], float]
    balances: dict[Setting, dict[int, Balance]]


def fit(
    theme: Theme,
    parts: int,
    lay_out: Callable[[int, float, Spacing], Stack],
    area: TextArea,
    *,
    max_pages: int,
    known: Sequence[Known] | None = None,
) -> list[Stack]:
    """The pages, in the largest body size at which they are few enough.

    Args:
        parts: how many parts the document has; each starts a new page.
        lay_out: makes a part, by its number, at a body size and spacing.
        known: for each part what is known of it, and will be; it saves laying it out in vain.

    Raises:
        DoesNotFitError: not even the smallest and tightest setting fits.
        WordTooWideError: not even then has each word a line with room for it.
    """
    known = known or [Known({}, {}, {}) for _ in range(parts)]
    trials = _Trials(lay_out, area, [each.extents for each in known], theme.spacings)
    body = _body(theme, trials, area, max_pages)
    pages: list[Stack] = []
    for part in range(parts):
        setting = body, _spacing(theme, trials, part, body, area.height)
        laid = trials.paginated(part, setting)
        if _extent(laid) != trials.extent(part, setting):
            # What was known was of something else after all.
            for each in known:
                each.balances.clear()
            return fit(theme, parts, lay_out, area, max_pages=max_pages)
        made = even_last_page(laid.pages, area)
        if theme.reflow:
            made = [opened(page, laid.whole, trials.looser(part, setting), area) for page in made]
        else:
            if setting[1].figure < 1:
                made = with_room_for_figures(made, area)
            growths = known[part].growths
            for number, page in enumerate(made):
                growth = grow(page, area, growths.get((setting, number)))
                growths[setting, number] = growth
        pages += made
    return pages


class _Trials:
    """Parts laid out in several ways; each at most once."""

    def __init__(
        self,
        lay_out: Callable[[int, float, Spacing], Stack],
        area: TextArea,
        known: Sequence[dict[Setting, Extent]],
        spacings: Sequence[Spacing],
    ) -> None:
        self._spacings = spacings
        self.parts = range(len(known))
        self._lay_out, self._area, self._known = lay_out, area, known
        self._laid: dict[tuple[int, Setting], Paginated] = {}

    def paginated(self, part: int, setting: Setting) -> Paginated:
        if (part, setting) not in self._laid:
            try:
                self._laid[part, setting] = paginate(self._lay_out(part, *setting), self._area)
            except WordTooWideError as error:
                raise WordTooWideError(error.words, part) from None
        return self._laid[part, setting]

    def extent(self, part: int, setting: Setting) -> Extent:
        if setting not in self._known[part]:
            try:
                extent = _extent(self.paginated(part, setting))
            except WordTooWideError:
                extent = _TOO_WIDE
            self._known[part][setting] = extent
        return self._known[part][setting]

    def looser(self, part: int, setting: Setting) -> Iterator[Stack]:
        """The part set in each looser spacing, the loosest first."""
        body, spacing = setting
        for looser in takewhile(lambda each: each != spacing, self._spacings):
            with suppress(WordTooWideError):
                yield self._lay_out(part, body, looser)

    def extents(self, setting: Setting) -> list[Extent]:
        return [self.extent(part, setting) for part in self.parts]

    def are_few_enough(self, setting: Setting, max_pages: int) -> bool:
        """Whether all parts together take so few pages; after one too many none is looked at."""
        spare = max_pages - len(self.parts)  # each takes a page at least
        for part in self.parts:
            extent = self.extent(part, setting)
            spare -= extent.pages - 1
            if spare < 0 or extent.stuck > 0:
                return False
        return True


def _body(theme: Theme, trials: _Trials, area: TextArea, max_pages: int) -> float:
    """The largest body size at which the document, set tightest, takes few enough pages."""
    tightest = theme.spacings[-1]

    def fits(body: float) -> bool:
        return trials.are_few_enough((body, tightest), max_pages)

    largest = bisect_left(theme.bodies, True, key=fits)
    if largest == len(theme.bodies):
        setting = theme.bodies[-1], tightest
        smallest = trials.extents(setting)
        for part, extent in enumerate(smallest):
            if extent == _TOO_WIDE:
                trials.paginated(part, setting)  # says which words
        over = overrun(smallest, area, max_pages)
        raise DoesNotFitError(sum(over) / MM, over.index(max(over)))
    body = theme.bodies[largest]
    extents = trials.extents((body, tightest))
    if extents[-1].pages > 1 and extents[-1].last < area.height * EMPTY:
        # A few lines on a page of their own: a smaller size may save the page.
        fewer = sum(part.pages for part in extents) - 1
        for size in theme.bodies[largest + 1 :]:
            if trials.are_few_enough((size, tightest), fewer):
                return size
    return body


def _spacing(theme: Theme, trials: _Trials, part: int, body: float, height: float) -> Spacing:
    """The widest spacing in which a part gets no more pages than set tightest.

    In large print it is one in which none of its pages but the last is rather empty, if there is.
    """
    tightest = theme.spacings[-1]
    most = trials.extent(part, (body, tightest)).pages

    def fits(spacing: Spacing) -> bool:
        extent = trials.extent(part, (body, spacing))
        return extent.pages <= most and extent.stuck == 0

    widest = bisect_left(theme.spacings[:-1], True, key=fits)
    if not theme.reflow:
        return theme.spacings[widest]
    best, most_full = theme.spacings[widest], 0.0
    for spacing in filter(fits, theme.spacings[widest:]):
        full = trials.extent(part, (body, spacing)).least
        if full > most_full:
            best, most_full = spacing, full
        if full >= height * _RATHER_EMPTY:
            break
    return best


class Paginated(NamedTuple):
    """A part broken into pages; `stuck` is how much of it fits no page, in pt.

    `whole` is the part before that.
    """

    pages: list[Stack]
    stuck: float
    whole: Stack


def _extent(part: Paginated) -> Extent:
    heights = [page.height for page in part.pages]
    least = min(heights[:-1], default=inf)
    return Extent(len(heights), heights[-1], sum(heights), least, part.stuck)


def overrun(parts: Sequence[Extent], area: TextArea, max_pages: int) -> list[float]:
    """By how much each part is too long, in pt; those that do not fit at least by one line."""
    room, over = max_pages, [0.0] * len(parts)
    for later, part in zip(reversed(range(len(parts))), parts, strict=True):
        # Each part still to come needs a page of its own.
        own = max(1, room - later)
        if part.pages > own or part.stuck > 0:
            over[-later - 1] = max(part.total - own * area.height, part.stuck, LEAST_EXCESS)
        room -= min(own, part.pages)
    return over


def paginate(part: Stack, area: TextArea) -> Paginated:
    """Breaks a part into pages; what alone would need another ends one of those before."""
    pages: list[Stack] = []
    rest = part
    before: Stack | None = None  # what the last of the pages was taken from
    while True:
        _, needed = rest.wrap(area.width, area.height)
        if needed <= area.height:
            return Paginated(_fewer(pages, rest, area) or [*pages, rest], 0.0, part)
        rest.on_top = True
        halves: list[Block] = rest.split(area.width, area.height)
        if len(halves) < 2:
            # A block that must stay whole is taller than the page.
            return Paginated([*pages, rest], needed - area.height, part)
        head, tail = halves
        assert isinstance(head, Stack)
        assert isinstance(tail, Stack)
        head.wrap(area.width, area.height)
        is_scrap = head.height < area.height * _SCRAP
        if before and is_scrap and (parts := _less_of(before, pages[-1], head, area)):
            pages[-1], rest = parts
            before = None
            continue
        pages.append(head)
        before, rest = rest, tail


def _less_of(whole: Stack, page: Stack, scrap: Stack, area: TextArea) -> tuple[Stack, Stack] | None:
    """A page with less of the whole that it is the first of, and the rest.

    A few lines had the next page for themselves, as what follows them must stay whole.  None if
    there is no other place to break.
    """
    for least in (EMPTY, _SCRAP):
        halves: list[Block] = whole.split(
            area.width, page.height - area.height * least + scrap.height
        )
        if len(halves) == 2:
            head, tail = halves
            assert isinstance(head, Stack)
            assert isinstance(tail, Stack)
            head.wrap(area.width, area.height)
            if head.height > area.height * EMPTY:
                return head, tail
    return None


def _fewer(pages: Sequence[Stack], last: Stack, area: TextArea) -> list[Stack]:
    """The pages before the last, one of them with all that the last has; empty if none has room."""
    if all(each.may_end_any_page for each in last.children):
        for place, page in enumerate(pages):
            more = page.part([*page.children, *last.children])
            more.wrap(area.width, area.height)
            if more.height <= area.height:
                return [*pages[:place], more, *pages[place + 1 :]]
    return []


def even_last_page(pages: Sequence[Stack], area: TextArea) -> list[Stack]:
    """The same pages, but for a last one that looks empty: it gets blocks of the one before.

    That one stays the fuller of the two.
    """
    if len(pages) < 2:
        return list(pages)
    *others, before, last = pages
    while last.height < area.height * EMPTY and (parts := _without_last(before, area)):
        fewer, moved = parts
        more = last.part([*moved.children, *last.children])
        more.wrap(area.width, area.height)
        if more.height > fewer.height:
            break
        before, last = fewer, more
    return [*others, before, last]


def with_room_for_figures(pages: Sequence[Stack], area: TextArea) -> list[Stack]:
    """The same pages, but for the last two: what of the first ends it and has room on the second
    goes there, where only the first has figures that can then be larger."""
    if len(pages) < 2:
        return list(pages)
    *others, before, last = pages
    if not has_figures(before) or has_figures(last):
        return list(pages)
    while parts := _without_last(before, area):
        fewer, moved = parts
        more = last.part([*moved.children, *last.children])
        more.wrap(area.width, area.height)
        if more.height > area.height or not has_figures(fewer):
            break
        before, last = fewer, more
    last.wrap(area.width, area.height)
    return [*others, before, last]


def _without_last(page: Stack, area: TextArea) -> tuple[Stack, Stack] | None:
    """A page without its last block, and a page of that; None if it has no other."""
    height = page.height
    while len(halves := page.split(area.width, height - 1)) == 2:
        head, tail = halves
        assert isinstance(head, Stack)
        assert isinstance(tail, Stack)
        head.wrap(area.width, area.height)
        if not _is_torn(head, tail):
            return head, tail
        height = head.height
    return None


def _is_torn(above: Block, below: Block) -> bool:
    """Whether a block, and not only a group of blocks, is on both sides of a break."""
    while type(above) is type(below) is Stack:
        above, below = above.children[-1], below.children[0]
    key = getattr(above, "key", None)
    return key is not None and key == getattr(below, "key", None)

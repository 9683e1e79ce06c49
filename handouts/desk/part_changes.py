"""What changed in a handout, part by part, as people read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from handouts.approvals.approving import Comparison
from handouts.approvals.words import ABOUT, KEYWORDS, LONG_FORM, ORDER, SMALL_WORDS, Part
from handouts.building.changes import Piece, Redline, in_sentences, redline
from handouts.desk.part_lines import Lines, Shown, drawings, in_rows, readable, shown
from handouts.editing.naming import Naming
from handouts.pattern import Pattern, Side
from handouts.reading import Library

_NAMES = {
    ABOUT: "Version and kind",
    "title": "Title",
    KEYWORDS: "Words to search for",
    ORDER: "Order of the parts",
    "page": "Headings, pictures and boxes",
    SMALL_WORDS: "Small words of the language",
}
_SMALL = (SMALL_WORDS, ABOUT, KEYWORDS, ORDER)


class Variant(NamedTuple):
    """What changed in a part, for those sides that say the same; `lines` are of a new one.

    `before` and `now` are the pictures of the clinic's own that are not in both.
    """

    sides: str
    redlines: tuple[Redline, ...]
    lines: tuple[str, ...] = ()
    before: tuple[Shown, ...] = ()
    now: tuple[Shown, ...] = ()


class PartChange(NamedTuple):
    """What changed in one part, to be ticked as read.

    Attributes:
        id: its name, in forms and addresses.
        name: what it is called on the screen.
        handouts: those that share it; none if it is this handout's own.
    """

    id: str
    name: str
    variants: tuple[Variant, ...]
    handouts: tuple[str, ...]
    is_new: bool
    is_gone: bool


class Reader:
    """Reads out what changed in a handout."""

    def __init__(self, library: Library, lang: str, handout: str) -> None:
        self._language, self._handout = library.languages[lang], handout
        self._naming = Naming(library, lang)

    def changes(self, found: list[Comparison]) -> Iterator[PartChange]:
        """The same part of both patterns and sides together."""
        for name, members in _together(found).items():
            yield self._change(name, members)

    def first(self, found: list[Comparison]) -> Iterator[PartChange]:
        """All of a handout that nobody has approved: as on the sheet, then the small words."""
        groups = _together(found)
        longs = [name for name in groups if name.startswith(LONG_FORM)]
        for name, members in groups.items():
            if name not in (*_SMALL, *longs):
                yield self._change(name, members)
        if longs:
            yield self._several(
                LONG_FORM,
                "The full words, where this sheet has short ones",
                [(self.name(each), self._lines(groups[each])) for each in longs],
            )
        boxes = [box for each in found if each.now for box in self._readable(each.now).boxes]
        yield self._several(
            SMALL_WORDS,
            "Small words: captions, labels, footers",
            [
                *(
                    (self.name(each), self._lines(groups[each]))
                    for each in _SMALL
                    if each in groups
                ),
                ("Names of boxes, which a screen reader says", tuple(dict.fromkeys(boxes))),
            ],
        )

    def name(self, part: str) -> str:
        """What a part of the words is called: by its heading, if it has one."""
        if part in _NAMES:
            return _NAMES[part]
        if part.startswith(f"{LONG_FORM} of "):
            return f"“{self.name(part.removeprefix(f'{LONG_FORM} of '))}” in its usual words"
        for source in (self._language.handouts.get(self._handout), self._language.shared):
            section = source.sections.get(part) if source else None
            if section:
                return self._naming(section.title.as_typed)
        return part.replace("-", " ").capitalize()

    def _change(self, name: str, members: list[Comparison]) -> PartChange:
        is_new = all(each.before is None for each in members)
        by_words: dict[Variant, list[str]] = {}
        for each in members:
            part = each.now or each.before
            assert part is not None
            words = in_rows(self._readable(each.now).words) if is_new and each.now else ()
            redlines = () if is_new else self._redlines(each)
            before, now = shown(each.before), shown(each.now)
            gone, new = _without(before, now), _without(now, before)
            said = Variant("", redlines, words, gone, new)
            by_words.setdefault(said, []).append(_side(part.of, part.name))
        variants = tuple(
            said._replace(sides="" if len(by_words) == 1 else _sides(sides))
            for said, sides in by_words.items()
        )
        is_gone = all(each.now is None for each in members)
        return PartChange(name, self.name(name), variants, members[0].handouts, is_new, is_gone)

    def _several(
        self, id_: str, name: str, lists: Iterable[tuple[str, tuple[str, ...]]]
    ) -> PartChange:
        variants = tuple(Variant(heading, (), lines) for heading, lines in lists if lines)
        return PartChange(id_, name, variants, (), is_new=True, is_gone=False)

    def _readable(self, part: Part, known: frozenset[str] | None = None) -> Lines:
        return readable(part, self._naming, self.name, known)

    def _lines(self, members: list[Comparison]) -> tuple[str, ...]:
        lines = (line for each in members if each.now for line in self._readable(each.now).words)
        return tuple(dict.fromkeys(lines))

    def _redlines(self, change: Comparison) -> tuple[Redline, ...]:
        was, now = (
            [*lines.words, *(f"Box: {box}" for box in lines.boxes)]
            for lines in (
                self._readable(each, drawings(change.before)) if each else Lines((), ())
                for each in (change.before, change.now)
            )
        )
        whole = redline(was, now)
        found = tuple(in_sentences(whole)) if was and now else (whole,)
        return found or (
            (Piece("same", "Its words are the same; what stands behind them changed."),),
        )


def _without(those: tuple[Shown, ...], others: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The pictures of which none of the others is the same."""
    return tuple(each for each in those if each.kept not in {other.kept for other in others})


def _together(found: Iterable[Comparison]) -> dict[str, list[Comparison]]:
    """By the part that they are of, whatever the pattern and side."""
    groups: dict[str, list[Comparison]] = {}
    for each in found:
        part = each.now or each.before
        assert part is not None
        groups.setdefault(part.name.partition(" (")[0], []).append(each)
    return groups


def _side(of: str, name: str) -> str:
    """`left leg, LEFT backward`, as far as a part is of one."""
    within = name.partition(" (")[2].rstrip(")")
    if not of:
        return ""
    backward = Pattern.from_id(of).backward.side.value.upper()
    is_side = within in {side.value for side in Side}
    return f"{within} leg, {backward} backward" if is_side else f"{backward} backward"


def _sides(sides: list[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, sides)))

"""The edit receipt: what a rebuild changed in the words of each document, as redlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import category

from handouts.storage.publishing import Published

Kind: TypeAlias = Literal["same", "gone", "new"]

_TOKENS = re.compile(r"\s+|\w+(?:[-'’]\w+)*|[^\w\s]")
# Chinese and Japanese are written without spaces: each of their letters is a word here.
_UNSPACED = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
)
_JOINERS = "\u200c\u200d"
# A change is shown with the rest of its sentence; texts end with a line break.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?:։؟۔।።។။])\s+|(?<=[。！？：])|\n")
_STARTS_HERE = re.compile(r"[.!?:։؟۔।።។။]\s+$|[。！？：\n]$")
# Past this share of replaced words a redline is harder to read than both texts one after the other.
_READABLE = 0.4


class Piece(NamedTuple):
    """Some text that stayed, has gone or is new."""

    kind: Kind
    text: str


Redline: TypeAlias = tuple[Piece, ...]


class Change(NamedTuple):
    """What changed in the same way in several outputs.

    Attributes:
        paths: the outputs.
        redlines: each changed place with the sentence it stands in.
    """

    paths: tuple[str, ...]
    redlines: tuple[Redline, ...]


class Receipt(NamedTuple):
    """What became of each output, as paths.

    Attributes:
        changes: those whose words changed, and how.
        first: those whose earlier words are not known.
        looks: those that look different and say the same.
        unchanged: those whose bytes stayed the same.
        removed: those that are gone.
    """

    changes: tuple[Change, ...] = ()
    first: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def written(self) -> frozenset[str]:
        """All whose bytes changed."""
        reworded = (path for change in self.changes for path in change.paths)
        return frozenset((*reworded, *self.first, *self.looks))


def of(
    before: Mapping[str, Sequence[str] | None],
    now: Mapping[str, Sequence[str]],
    published: Published,
) -> Receipt:
    """The receipt of a build.

    Args:
        before: what each output that was due said, None if that is not known.
        now: what it says.
    """
    groups: dict[Redline, list[str]] = {}
    first, looks = [], []
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Redline, ...]] = {}
    for path in published.written:
        old, new = before.get(path), now.get(path)
        if old is None or new is None:
            first.append(path)
            continue
        pair = (tuple(old), tuple(new))
        if pair not in known:
            known[pair] = tuple(filter(None, in_sentences(redline(*pair))))
        if not known[pair]:
            looks.append(path)
        for each in dict.fromkeys(known[pair]):
            groups.setdefault(each, []).append(path)
    return Receipt(
        _gathered(groups), tuple(first), tuple(looks), published.unchanged, published.removed
    )


def redline(old: Sequence[str], new: Sequence[str]) -> Redline:
    """From `old` texts to `new` ones: what has not gone is the new, what is not new the old.

    Texts are joined by line breaks.
    """
    pieces: list[Piece] = []
    was, now = [f"{text}\n" for text in old], [f"{text}\n" for text in new]
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(was[a:b])))
        else:
            pieces += _of_words("".join(was[a:b]), "".join(now[c:d]))
    return _joined(_slid(_joined(pieces)))


def in_sentences(pieces: Redline) -> Iterator[Redline]:
    """Each changed place of a redline, with no more than the sentence it stands in."""
    place: list[Piece] = []
    for piece in pieces:
        if piece.kind != "same":
            place.append(piece)
            continue
        if place and place[-1].kind != "same" and _STARTS_HERE.search(place[-1].text):
            yield _trimmed(place)
            place = []
        ends = list(_SENTENCE_ENDS.finditer(piece.text))
        if not ends:
            place.append(piece)
            continue
        if place:
            yield _trimmed([*place, Piece("same", piece.text[: ends[0].start()])])
        place = [Piece("same", piece.text[ends[-1].end() :])]
    if any(piece.kind != "same" for piece in place):
        yield _trimmed(place)


def _tokens(text: str) -> list[str]:
    """White space, words and marks in order; no letter is parted from what belongs to it."""
    shapes = text if text.isascii() else "".join(map(_shape, text))
    return [text[found.start() : found.end()] for found in _TOKENS.finditer(shapes)]


@lru_cache(maxsize=4096)
def _shape(char: str) -> str:
    """What a character is like where words are told apart: a letter, or a mark."""
    if char in _JOINERS or category(char)[0] == "M":
        return "a"
    return "." if _UNSPACED.match(char) else char


def _of_words(old: str, new: str) -> Iterator[Piece]:
    was, now = _tokens(old), _tokens(new)
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    same = sum(b - a for tag, a, b, _, _ in codes if tag == "equal")
    if same < _READABLE * max(len(was), len(now)) and was and now:
        yield from _replaced(old, new)
        return
    gone = fresh = ""
    for number, (tag, a, b, c, d) in enumerate(codes):
        kept = "".join(was[a:b])
        # Words that were replaced side by side are one change, the space between them included.
        between = kept.isspace() and "\n" not in kept and 0 < number < len(codes) - 1
        if tag == "equal" and not between:
            yield from _replaced(gone, fresh)
            yield Piece("same", kept)
            gone = fresh = ""
        else:
            gone, fresh = gone + kept, fresh + "".join(now[c:d])
    yield from _replaced(gone, fresh)


def _replaced(gone: str, new: str) -> Iterator[Piece]:
    if gone:
        yield Piece("gone", gone)
    if new:
        yield Piece("new", new)


def _slid(pieces: Redline) -> Redline:
    """The same, but what came or went as a whole sentence starts where that sentence does.

    Of `One. Two. Three.` and `One. Three.`, matching finds that `. Two` has gone.
    """
    slid = list(pieces)
    for at in range(1, len(slid) - 1):
        left, moved, right = slid[at - 1 : at + 2]
        if (left.kind, right.kind) != ("same", "same") or moved.kind == "same":
            continue
        tokens, after = _tokens(moved.text), _tokens(right.text)
        before = left.text
        for step in range(min(len(tokens), len(after))):
            if _STARTS_HERE.search(before):
                slid[at - 1] = Piece("same", before)
                slid[at] = Piece(moved.kind, "".join([*tokens[step:], *after[:step]]))
                slid[at + 1] = Piece("same", "".join(after[step:]))
                break
            if tokens[step] != after[step]:
                break
            before += tokens[step]
    return tuple(piece for piece in slid if piece.text)


def _joined(pieces: Iterable[Piece]) -> Redline:
    """The same with neighbours of one kind in one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)


def _trimmed(place: Sequence[Piece]) -> Redline:
    """Without white space at either end, and without pieces that are nothing but that."""
    pieces = [piece for piece in _joined(place) if piece.text]
    if pieces:
        pieces[0] = Piece(pieces[0].kind, pieces[0].text.lstrip())
        pieces[-1] = Piece(pieces[-1].kind, pieces[-1].text.rstrip())
    return tuple(piece for piece in pieces if piece.text)


def _gathered(groups: Mapping[Redline, Sequence[str]]) -> tuple[Change, ...]:
    """The redlines of the same outputs together, in the order of the first."""
    by_paths: dict[tuple[str, ...], list[Redline]] = {}
    for line, paths in groups.items():
        if line:
            by_paths.setdefault(tuple(paths), []).append(line)
    return tuple(Change(paths, tuple(lines)) for paths, lines in by_paths.items())

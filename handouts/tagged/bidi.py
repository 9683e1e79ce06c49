"""Which way each character of a paragraph runs: the Unicode Bidirectional Algorithm (UAX 9).

Isolates are obeyed.  Embeddings and overrides, which can make a text look as what it is not, are
not: they count as characters that are not there.  Without them, all that stands outside isolates
is one isolating run sequence (BD13), and so is what stands in each isolate.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional, category, lookup, mirrored, name, normalize

LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"
DEEPEST = 125
"""The highest level that an isolate may have (BD2)."""
_MOST_BRACKETS = 63  # open at once (BD16)
_REMOVED = frozenset(["LRE", "RLE", "LRO", "RLO", "PDF", "BN"])
_INITIATORS = frozenset(["LRI", "RLI", "FSI"])
_ISOLATES = _INITIATORS | {"PDI"}
_NEUTRALS = frozenset(["B", "S", "WS", "ON"]) | _ISOLATES
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
"""What a character counts as beside neutral ones (N0, N1)."""


class _Sequence(NamedTuple):
    """An isolating run sequence: its level, and where its characters stand in the paragraph."""

    level: int
    places: list[int]


def levels(text: str, base: int) -> list[int]:
    """The embedding level of each character of a paragraph; those with odd ones run to the left.

    Args:
        base: the level of the paragraph, 0 or 1.
    """
    kinds = [_kind(character) for character in text]
    found = [base] * len(text)
    for sequence in _sequences(kinds, base):
        _resolve(text, kinds, sequence, found)
    before = base
    for place, kind in enumerate(kinds):
        if kind in _REMOVED:
            found[place] = before
        before = found[place]
    at_end = True
    for place in range(len(text) - 1, -1, -1):  # L1
        kind = kinds[place]
        if kind in ("S", "B"):
            at_end = True
        elif kind not in ("WS", *_ISOLATES) and kind not in _REMOVED:
            at_end = False
        if at_end:
            found[place] = base
    return found


def visual_order(line: Sequence[int]) -> list[int]:
    """The places of a line's characters or runs from left to right, by their levels (L2)."""
    order = list(range(len(line)))
    for level in range(max(line, default=0), 0, -1):
        start = None
        for at in range(len(order) + 1):
            inside = at < len(order) and line[order[at]] >= level
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                order[start:at] = reversed(order[start:at])
                start = None
    return order


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    return bidirectional(character) or "L"


def _sequences(kinds: Sequence[str], base: int) -> list[_Sequence]:
    """The isolating run sequences of a paragraph (X5a to X6a, without embeddings)."""
    open_ones = [_Sequence(base, [])]
    found = [open_ones[0]]
    too_deep = 0
    for place, kind in enumerate(kinds):
        if kind in _REMOVED:
            continue
        if kind == "PDI":
            if too_deep:
                too_deep -= 1
            elif len(open_ones) > 1:
                open_ones.pop()
        open_ones[-1].places.append(place)
        if kind in _INITIATORS:
            level = open_ones[-1].level
            odd = kind == "RLI" or (kind == "FSI" and _first_strong(kinds, place + 1) == 1)
            inner = level + 1 + (level + 1 + odd) % 2
            if inner <= DEEPEST and not too_deep:
                open_ones.append(_Sequence(inner, []))
                found.append(open_ones[-1])
            else:
                too_deep += 1
    return found


def _first_strong(kinds: Sequence[str], start: int) -> int:
    """The level of what begins there, up to the end of its isolate (P2, P3)."""
    depth = 0
    for place in range(start, len(kinds)):
        kind = kinds[place]
        if kind in _INITIATORS:
            depth += 1
        elif kind == "PDI":
            if not depth:
                break
            depth -= 1
        elif not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


def _resolve(text: str, known: Sequence[str], sequence: _Sequence, found: list[int]) -> None:
    level, places = sequence
    kinds = [known[place] for place in places]
    edge = "R" if level % 2 else "L"  # sos and eos: isolates lie deeper than what is round them
    _resolve_weak(kinds, edge)
    _resolve_brackets([text[place] for place in places], kinds, edge)
    _resolve_neutral(kinds, edge)
    for place, kind in zip(places, kinds, strict=True):  # I1, I2
        if level % 2:
            found[place] = level + (kind in ("L", "EN", "AN"))
        else:
            found[place] = level + {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)


def _resolve_weak(kinds: list[str], edge: str) -> None:
    before = strong = edge
    for at, kind in enumerate(kinds):  # W1 to W3
        if kind == "NSM":
            kinds[at] = "ON" if before in _ISOLATES else before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        elif kind == "AL":
            kinds[at] = "R"
        before = kinds[at] if kind != "AL" else "AL"
        if kind in ("L", "R", "AL"):
            strong = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):  # W4
        around = kinds[at - 1], kinds[at + 1]
        if (kinds[at] in ("ES", "CS") and around == ("EN", "EN")) or (
            kinds[at] == "CS" and around == ("AN", "AN")
        ):
            kinds[at] = around[0]
    for start, end in _stretches(kinds, frozenset(["ET"])):  # W5
        if "EN" in (*kinds[max(0, start - 1) : start], *kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = edge
    for at, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "CS", "ET"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _resolve_brackets(characters: Sequence[str], kinds: list[str], edge: str) -> None:
    """N0: a pair of brackets runs as what is in it does, or as what is before it."""
    originally = [_kind(character) for character in characters]
    for start, end in _pairs(characters, kinds):
        inside = {_STRONG.get(kind) for kind in kinds[start + 1 : end]} - {None}
        if edge in inside:
            kind = edge
        elif inside:
            before = (_STRONG.get(each) for each in reversed(kinds[:start]))
            kind = next((each for each in before if each), edge)
        else:
            continue
        for at in (start, end):
            kinds[at] = kind
            for mark in range(at + 1, len(kinds)):  # marks on a bracket follow it
                if originally[mark] != "NSM":
                    break
                kinds[mark] = kind


def _pairs(characters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Where brackets that belong together stand (BD16)."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, character in enumerate(characters):
        if kinds[at] != "ON":
            continue
        if closing := _closing(character):
            if len(waiting) == _MOST_BRACKETS:
                return []
            waiting.append((closing, at))
            continue
        shape = normalize("NFC", character)
        for depth in range(len(waiting) - 1, -1, -1):
            if waiting[depth][0] == shape:
                pairs.append((waiting[depth][1], at))
                del waiting[depth:]
                break
    return sorted(pairs)


@lru_cache(maxsize=512)
def _closing(character: str) -> str:
    """What closes an opening bracket, as BidiBrackets.txt has it; empty for all others."""
    if category(character) != "Ps" or not mirrored(character):
        return ""
    title = name(character)
    other = title.replace("LEFT", "RIGHT").replace("OPENING", "CLOSING")
    try:
        return normalize("NFC", lookup(other)) if other != title else ""
    except KeyError:
        return ""


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    for start, end in _stretches(kinds, _NEUTRALS):  # N1, N2
        before = _STRONG[kinds[start - 1]] if start else edge
        after = _STRONG[kinds[end]] if end < len(kinds) else edge
        kinds[start:end] = [before if before == after else edge] * (end - start)


def _stretches(kinds: Sequence[str], of: frozenset[str]) -> list[tuple[int, int]]:
    """Where stretches of such characters start and end."""
    found = []
    start = None
    for at, kind in enumerate([*kinds, ""]):
        if kind in of and start is None:
            start = at
        elif kind not in of and start is not None:
            found.append((start, at))
            start = None
    return found

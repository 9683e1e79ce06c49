"""What somebody means who types a name: its spelling is forgiven, its meaning never guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from unicodedata import normalize

from handouts.reading.findings import quoted

_WORD = re.compile(r"[^\W_]+")
# How like what was typed a name must be, 0 to 1, to be offered; and how much less the others are.
_LIKE, _AHEAD = 0.6, 0.1


def choice(
    kind: str, typed: str, known: Mapping[str, Collection[str]], unlike: Collection[str] = ()
) -> str:
    """The id that was typed in whatever letters and with whatever between its words.

    The first words of an id will do where no other id begins with them: `left` is `left-backward`.

    Args:
        kind: what it is, for messages, as `pattern`.
        known: each id, with other names it has.
        unlike: ids that mean something else: nothing is offered to somebody who may mean one.

    Raises:
        ValueError: there is none, or there are several; the message has the nearest.
    """
    if typed in known:
        return typed
    words = _words(typed)
    if not words:
        raise ValueError(f"is missing; write one of: {', '.join(known)}")
    same = [each for name, each in _names(known) if "".join(_words(name)) == "".join(words)]
    starting = [each for name, each in _names(known) if _words(name)[: len(words)] == words]
    found = list(dict.fromkeys(same or starting))
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{quoted(typed)} may be {_either(found)}; write one of them")
    near = _near(as_id(typed), known, unlike)
    remedy = f"did you mean {_either(near)}?" if near else f"use one of: {', '.join(known)}"
    raise ValueError(f"there is no {kind} {quoted(typed)}; {remedy}")


def as_id(text: str) -> str:
    """The words of a name as ids have them."""
    return "-".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize("NFKC", text).casefold())


def _names(known: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Each name with its id."""
    for each, others in known.items():
        for name in (each, *others):
            yield name, each


def _near(typed: str, known: Mapping[str, Collection[str]], unlike: Collection[str]) -> list[str]:
    """The ids most like what was typed, or whose first word is; none if another one is more so."""
    like: dict[str, float] = {}
    for name, each in _names(known):
        for text in (as_id(name), *_words(name)[:1]):
            like[each] = max(like.get(each, 0), _ratio(typed, text))
    best = max(like.values(), default=0)
    if any(_ratio(typed, other) > best for other in unlike):
        return []
    return [each for each, ratio in like.items() if ratio >= max(_LIKE, best - _AHEAD)]


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _either(names: list[str]) -> str:
    return " or ".join(names)

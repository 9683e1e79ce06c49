"""What a template makes of a handout, with marks where the words of sections go.

A template places the words of sections and cannot look into them.  So what it makes stays the same
for as long as nothing else changes, and is kept: Jinja is imported, and templates are read, only
where more has changed than the words of sections.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from handouts.storage import cache

# Content cannot hold these characters for private use: its reader refuses them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([a-z-]+)([0-9]+){_CLOSE}")


class Mark:
    """Where words will be.  A template can only place it."""

    def __init__(self, kind: str, number: int) -> None:
        self._text = f"{_OPEN}{kind}{number}{_CLOSE}"

    def __html__(self) -> str:
        return self._text


class Placed(NamedTuple):
    """A section that a template asked for.

    Attributes:
        shared: whether it is one of the blocks every handout carries, in their usual words.
        more: variables of its own.
    """

    id: str
    shared: bool
    more: Mapping[str, Any]


class Skeleton(NamedTuple):
    """Markup with marks.

    Attributes:
        placed: the sections asked for; a mark has the number of its section here.
        used: the ids of all sections whose title or words were asked for.
        files: what was read to make it, as absolute paths.
    """

    markup: str
    placed: tuple[Placed, ...]
    used: tuple[str, ...]
    files: tuple[str, ...]

    def filled(self, words: Callable[[str, Placed], str]) -> str:
        """The markup with words in place of marks, each given by a mark's kind and section."""
        return _MARK.sub(lambda mark: words(mark[1], self.placed[int(mark[2])]), self.markup)


def recall(made_from: str) -> Skeleton | None:
    """The skeleton that was made from that, if it was kept."""
    before = cache.get("skeletons", made_from)
    if before is None:
        return None
    with suppress(ValueError, TypeError):
        markup, placed, used, files = json.loads(before)
        made = [Placed(*each) for each in placed]
        if all(int(mark[2]) < len(made) for mark in _MARK.finditer(markup)):
            return Skeleton(markup, tuple(made), tuple(used), tuple(files))
    return None


def keep(made_from: str, skeleton: Skeleton) -> None:
    """Keeps a skeleton for `recall`."""
    with suppress(TypeError):  # a template handed over something that is no text
        cache.keep("skeletons", made_from, json.dumps(skeleton))

"""What fitting finds out of a part of a document, for the next one that has the same part.

One edit leaves most parts as they are: how large they are at each size is known from last time.
"""

from __future__ import annotations

import json
from collections.abc import Hashable
from contextlib import suppress
from functools import lru_cache

from handouts.design.theme import Opening
from handouts.document import Group
from handouts.layout.fitting import Extent, Known
from handouts.storage import cache


class Findings:
    """What is known of a part in some measures.

    Attributes:
        known: how large it is in each setting that was tried.
    """

    def __init__(self, part: Group, measures: Hashable) -> None:
        self.known: Known = {}
        self._made_from = repr((part, measures))
        if (before := cache.get("extents", self._made_from)) is not None:
            with suppress(ValueError, TypeError):
                for body, opening, (pages, *heights) in json.loads(before):
                    extent = Extent(int(pages), *map(float, heights))
                    self.known[float(body), Opening(*map(float, opening))] = extent
        self._kept = len(self.known)

    def keep(self) -> None:
        """Keeps them from run to run, if there are new ones."""
        if len(self.known) > self._kept:
            self._kept = len(self.known)
            found = [(*setting, extent) for setting, extent in self.known.items()]
            cache.keep("extents", self._made_from, json.dumps(found))


@lru_cache(maxsize=256)
def findings(part: Group, measures: Hashable) -> Findings:
    """The same for all documents of this run that have that part."""
    return Findings(part, measures)

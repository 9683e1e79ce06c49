"""The marks between words, as a language's `marks` in words.yaml has them: Chinese has no spaces.

A language that says nothing of them has those of most Latin scripts.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category

from handouts.reading import Phrases

_USUAL = {"stop": ".", "space": " ", "comma": ", ", "colon": ": "}
# Of all scripts that end a sentence or lead on (Unicode: Sentence_Terminal, and colons).
_CLOSING = ("Pe", "Pf", "Pi")  # brackets and quotes: German closes with what English opens with
_ENDS = ".!?:…‽。！？：؟۔।॥؛։።፧၊။។៕"


class Marks:
    """
    Attributes:
        stop: ends a sentence.
        space: stands between two sentences.
        comma: stands between what is listed.
        colon: stands between a name and what it is the name of.
    """

    def __init__(self, phrases: Phrases) -> None:
        def of(name: str) -> str:
            key = f"marks.{name}"
            return phrases.text(key) if phrases.has(key) else _USUAL[name]

        self.stop, self.space = of("stop"), of("space")
        self.comma, self.colon = of("comma"), of("colon")

    def sentence(self, words: str) -> str:
        """The words, with a stop where they do not end in a mark of their own."""
        return words if _has_end(words) else f"{words}{self.stop}"

    def sentences(self, each: Iterable[str]) -> str:
        return self.space.join(map(self.sentence, filter(None, each)))

    def listed(self, each: Iterable[str]) -> str:
        return self.comma.join(filter(None, each))

    def said(self, name: str, words: str) -> str:
        """`name: words`."""
        return f"{name}{self.colon}{words}"


def _has_end(words: str) -> bool:
    bare = words.rstrip()
    while bare and (bare[-1] in "'\"" or category(bare[-1]) in _CLOSING):
        bare = bare[:-1]
    return bare.endswith(tuple(_ENDS))

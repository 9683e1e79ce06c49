"""Flowables that tag themselves on a `TaggedCanvas` and are ordinary ones on any other."""

from handouts.tagged.groups import CloseElement, InElement, OpenElement, TaggedFigure
from handouts.tagged.lists import TaggedList
from handouts.tagged.paragraph import TaggedParagraph
from handouts.tagged.table import TaggedTable

__all__ = [
    "CloseElement",
    "InElement",
    "OpenElement",
    "TaggedFigure",
    "TaggedList",
    "TaggedParagraph",
    "TaggedTable",
]

"""The drawings.  `draw` makes one figure from its name, its subject and its words."""

from handouts.design.people import BODIES

from .catalogue import (
    LABELS,
    SUBJECT_KINDS,
    Drawing,
    FigureWords,
    Subject,
    aspect,
    draw,
)
from .errors import FigureError
from .style import Style

__all__ = [
    "BODIES",
    "LABELS",
    "SUBJECT_KINDS",
    "Drawing",
    "FigureError",
    "FigureWords",
    "Style",
    "Subject",
    "aspect",
    "draw",
]

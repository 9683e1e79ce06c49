"""The drawings.  `draw` makes one figure from its name, its subject and its words."""

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
from .style import SKIN_TONES, Style

__all__ = [
    "LABELS",
    "SKIN_TONES",
    "SUBJECT_KINDS",
    "Drawing",
    "FigureError",
    "FigureWords",
    "Style",
    "Subject",
    "aspect",
    "draw",
]

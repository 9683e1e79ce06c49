"""The drawings.  `draw` makes one figure from its name, its subject and its words.

`plan` says how large it will be and where its words will stand.
"""

from handouts.design.people import BODIES

from .catalogue import (
    LABELS,
    SUBJECT_KINDS,
    Drawing,
    FigureWords,
    Plan,
    Subject,
    aspect,
    draw,
    plan,
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
    "Plan",
    "Style",
    "Subject",
    "aspect",
    "draw",
    "plan",
]

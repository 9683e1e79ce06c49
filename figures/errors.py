"""What goes wrong when a figure is asked for."""

from __future__ import annotations

from typing import NamedTuple


class LabelFault(NamedTuple):
    """A label that cannot be written: its key, and what is wrong with it, with the cure."""

    key: str
    what: str


class FigureError(ValueError):
    """A figure cannot be drawn as asked; the message says which, why and what to do.

    Attributes:
        labels: each label that is to blame.
    """

    def __init__(self, message: str, labels: tuple[LabelFault, ...] = ()) -> None:
        super().__init__(message)
        self.labels = labels

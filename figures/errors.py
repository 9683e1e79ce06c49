"""What goes wrong when a figure is asked for."""

from __future__ import annotations


class FigureError(ValueError):
    """A figure cannot be drawn as asked; the message says which, why and what to do."""

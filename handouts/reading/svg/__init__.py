"""Drawings from outside, in SVG: drawn once, whole and within bounds, or refused in words."""

from .drawing import read_svg
from .svg_error import SvgError

__all__ = ["SvgError", "read_svg"]

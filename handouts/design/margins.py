"""How far words and pictures keep from the paper's edges, in pt.

Office printers cannot print the outer 5 mm or so.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.design.papers import mm


class Margins(NamedTuple):
    """`bottom` is where the footer's last line ends; its text keeps 10 mm from the edge."""

    left: float
    right: float
    top: float
    bottom: float


PAGE = Margins(left=mm(12), right=mm(12), top=mm(10), bottom=mm(10))
LARGE_PRINT_PAGE = Margins(left=mm(15), right=mm(15), top=mm(12), bottom=mm(10))
# 10 mm, and what the edge of a heavy frame may blur and the tails of letters hang below.
CARD = Margins(left=mm(10.3), right=mm(10.3), top=mm(10.3), bottom=mm(10.5))
POSTER = Margins(left=mm(8.5), right=mm(8.5), top=mm(7.6), bottom=mm(7.6))

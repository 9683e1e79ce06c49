"""What this process knows of how large a part of a document is, for others that have the same part.

An edition in black and white is set as the one in colour is, and a patient's handout as the next
one's: only the first of them is laid out in several sizes.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from handouts.design.fonts import Typeface
from handouts.design.theme import Colours, Theme
from handouts.document import Block, Field, Group
from handouts.layout.field_boxes import box_width
from handouts.layout.fitting import Known

_COLOURS = Colours()  # the usual ones, in the place of any


def known_extents(part: Group, theme: Theme, typeface: Typeface, *measures: Hashable) -> Known:
    """How large a part is in each setting that was tried; to be added to.

    Args:
        measures: what else its size depends on.
    """
    uncoloured = theme._replace(colours=_COLOURS, grey=False, figure_style="", figure_sides=())
    return _known(_without_values(part, theme, typeface), uncoloured, typeface, measures)


@lru_cache(maxsize=256)
def _known(*_made_from: Hashable) -> Known:
    return Known({}, {}, {})


def _without_values(part: Group, theme: Theme, typeface: Typeface) -> Group:
    """The part without the values that fit the boxes there are for them.

    Patients' handouts differ in little else.
    """
    sizes = tuple({max(theme.minimum, body * k) for body in theme.bodies for k in (1, theme.small)})
    return _emptied(part, sizes, typeface)


def _emptied(group: Group, sizes: tuple[float, ...], typeface: Typeface) -> Group:
    def emptied(block: Block) -> Block:
        if isinstance(block, Group):
            return _emptied(block, sizes, typeface)
        if isinstance(block, Field) and block.value:
            return block._replace(value="") if _has_room(block, sizes, typeface) else block
        return block

    return group._replace(children=tuple(map(emptied, group.children)))


@lru_cache(maxsize=4096)
def _has_room(field: Field, sizes: tuple[float, ...], typeface: Typeface) -> bool:
    empty = field._replace(value="")
    return all(
        box_width(field, body, typeface) == box_width(empty, body, typeface) for body in sizes
    )

"""Parts of documents that take the same room, whatever has been filled in."""

from __future__ import annotations

from functools import lru_cache

from handouts.design.fonts import Typeface
from handouts.design.theme import Theme
from handouts.document import Block, Field, Group
from handouts.layout.fields import box_width


def without_values(part: Group, theme: Theme, typeface: Typeface) -> Group:
    """The part without the values that fit the boxes there are for them.

    Patients' handouts differ in little else: what is known of one is known of all.
    """
    sizes = tuple({max(theme.minimum, body * k) for body in theme.bodies for k in (1, theme.small)})
    return _group(part, sizes, typeface)


def _group(group: Group, sizes: tuple[float, ...], typeface: Typeface) -> Group:
    children = _blocks(group.children, sizes, typeface)
    return group if children is group.children else group._replace(children=children)


def _blocks(
    blocks: tuple[Block, ...], sizes: tuple[float, ...], typeface: Typeface
) -> tuple[Block, ...]:
    made = tuple(_block(block, sizes, typeface) for block in blocks)
    return made if any(new is not old for new, old in zip(made, blocks, strict=True)) else blocks


def _block(block: Block, sizes: tuple[float, ...], typeface: Typeface) -> Block:
    if isinstance(block, Group):
        return _group(block, sizes, typeface)
    if isinstance(block, Field) and _has_room(block.kind, block.value, sizes, typeface):
        return block._replace(value="") if block.value else block
    return block


@lru_cache(maxsize=4096)
def _has_room(kind: str, value: str, sizes: tuple[float, ...], typeface: Typeface) -> bool:
    return all(
        box_width(kind, value, body, typeface) == box_width(kind, "", body, typeface)
        for body in sizes
    )

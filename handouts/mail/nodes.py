"""What email does to a document's nodes: fills fields in, and keeps what is said to everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from handouts.compose.composer import REQUIRED_BLOCKS
from handouts.document import (
    Block,
    Document,
    Field,
    Figure,
    Group,
    Heading,
    List,
    Logo,
    OwnPicture,
    Paragraph,
    QRCode,
    Run,
    Table,
)
from handouts.reading.characters import SOFT_HYPHEN


def filled(document: Document, values: Mapping[str, str]) -> Document:
    """The document with these values in its fields, by the fields' names; empty ones are blanks."""
    return _with_fields(
        document, lambda field: field._replace(value=values.get(field.name, field.value))
    )


def said(document: Document, sentences: Mapping[str, str]) -> Document:
    """The document with sentences in place of fields, by the fields' names; empty ones stay."""

    def sentence(field: Field) -> Field:
        words = sentences.get(field.name)
        if words:
            return field._replace(before="", value=words, after="")
        # Some programs show soft hyphens.
        before, after = (text.replace(SOFT_HYPHEN, "") for text in (field.before, field.after))
        return field._replace(before=before, after=after)

    return _with_fields(document, sentence)


def _with_fields(document: Document, new: Callable[[Field], Field]) -> Document:
    children = tuple(_with_new(child, new) for child in document.children)
    return document._replace(children=tuple(each for each in children if isinstance(each, Group)))


def _with_new(block: Block, new: Callable[[Field], Field]) -> Block:
    def all_of(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(_with_new(each, new) for each in blocks)

    match block:
        case Field():
            return new(block)
        case Group():
            return block._replace(children=all_of(block.children))
        case List():
            return block._replace(items=tuple(all_of(item) for item in block.items))
        case Table():
            body = tuple(
                tuple(cell._replace(blocks=all_of(cell.blocks)) for cell in row)
                for row in block.body
            )
            return block._replace(body=body)
        case Heading() | Paragraph() | Figure() | OwnPicture() | Logo() | QRCode():
            return block


def impersonal(document: Document, mirrored: Document, title: str) -> Document:
    """Only the blocks that every handout carries, and of them only what both patterns share.

    So nothing of it tells which pattern a patient has: whatever does differs between the two.

    Args:
        document: a handout with no name and no dose filled in.
        mirrored: the same for the other pattern.
        title: what it is called.
    """
    pairs = zip(_required(document.children), _required(mirrored.children), strict=True)
    blocks = tuple(_shared(one, other) for one, other in pairs)
    page = Group("page", (Heading(1, (Run(title),)), *blocks))
    return document._replace(title=title, subject="", children=(page,))


def _required(blocks: tuple[Block, ...]) -> Iterator[Group]:
    for block in blocks:
        if isinstance(block, Group):
            if block.block in REQUIRED_BLOCKS:
                yield block
            else:
                yield from _required(block.children)


def _shared(one: Group, other: Group) -> Group:
    """The children that are equal in both; a group that is not equal may hold some that are."""
    kept: list[Block] = []
    for mine, theirs in zip(one.children, other.children, strict=False):
        if isinstance(mine, Group) and isinstance(theirs, Group):
            kept.append(_shared(mine, theirs))
        elif mine == theirs and not isinstance(mine, (Field, Figure)):
            kept.append(mine)
    return one._replace(children=tuple(kept))


def is_to_fill_in(table: Table) -> bool:
    """Whether a table is nothing but boxes to write in or to tick, with their headings."""
    cells = [cell for row in table.body for cell in row if cell.scope is None]
    return bool(cells) and all(_only_fields(cell.blocks) for cell in cells)


def _only_fields(blocks: tuple[Block, ...]) -> bool:
    return all(
        isinstance(each, Field) or (isinstance(each, Group) and _only_fields(each.children))
        for each in blocks
    )

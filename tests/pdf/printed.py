"""Every word that should be seen on the pages of a document, from its nodes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handout_help import figure_words

from handouts.document import (
    Block,
    Cell,
    Document,
    Field,
    Figure,
    Group,
    Heading,
    List,
    Paragraph,
    Table,
)


def printed_words(document: Document, pages: int, edition: str) -> list[str]:
    """The words on all pages, form fields' values and pictures in logos left out."""
    labels = [document.page_label.format(page=page, pages=pages) for page in range(1, pages + 1)]
    repeated = [document.draft, *document.footer] * pages
    return " ".join([*repeated, *labels, *_printed(document.children, edition)]).split()


def _printed(blocks: Sequence[Block], edition: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield "".join(run.on_paper for run in block.runs)
            case List():
                for number, item in enumerate(block.items, start=1):
                    yield str(number) if block.ordered else "•"
                    yield from _printed(item, edition)
            case Table():
                for row in block.head + block.body:
                    for cell in row:
                        yield from _cell(cell, edition)
            case Figure():
                yield from figure_words(block, edition=edition)
            case Field():
                yield from (block.before, block.after)
            case Group(kind="ticks"):
                pass  # their letters are shapes
            case Group(kind="checks"):
                yield from _printed(_without_bullets(block.children), edition)
            case Group():
                yield from _printed(block.children, edition)


def _without_bullets(blocks: Sequence[Block]) -> list[Block]:
    """What the items of lists say: there are boxes in place of bullets."""
    found: list[Block] = []
    for block in blocks:
        items = block.items if isinstance(block, List) else ((block,),)
        found += [each for item in items for each in item]
    return found


def _cell(cell: Cell, edition: str) -> Iterator[str]:
    for block in cell.blocks:
        if isinstance(block, Field) and block.kind == "cell":
            continue
        yield from _printed((block,), edition)

"""What blocks need so that they can be drawn and read aloud: a template may have left it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handouts.compose.markup import MarkupError
from handouts.document import (
    Block,
    Field,
    Figure,
    Group,
    Heading,
    List,
    Logo,
    OwnPicture,
    Paragraph,
    QRCode,
    Table,
    walk,
)
from handouts.reading.links import link_fault


def check_complete(parts: Sequence[Group], *, has_logo: bool) -> None:
    """
    Raises:
        MarkupError: something in the parts of a document is not complete.
    """
    if not parts:
        raise MarkupError("no parts")
    level, blocks = 0, list(walk(parts))
    for block in blocks:
        _check(block)
        if isinstance(block, Paragraph) and block.runs:
            level = block.runs[0].level or level
        if isinstance(block, Heading):
            if block.level > level + 1:  # ISO 14289-1, 7.4.2
                raise MarkupError(f"a heading <h{block.level}> that is not below an <h{level + 1}>")
            level = block.level
        if isinstance(block, Logo) and not has_logo:
            raise MarkupError("a logo, where the clinic has none")
    fields = Counter(block.name for block in blocks if isinstance(block, Field))
    if twice := [name for name, count in fields.items() if count > 1]:
        raise MarkupError(f"two fields are named '{twice[0]}'")


def _check(block: Block) -> None:
    """
    Raises:
        MarkupError: it lacks what it cannot be drawn, or read aloud, without.
    """
    match block:
        case Group(kind, ()):
            raise MarkupError(f"nothing in a '{kind}'")
        case Group("bar" | "beside" | "answer" as kind, inner) if not any(
            isinstance(each, Heading) for each in inner
        ):
            raise MarkupError(f"a '{kind}' without a heading")
        case Group("row", inner) if not any(isinstance(each, Figure) for each in inner):
            raise MarkupError("a 'row' without a figure")
        case Group("ticks" | "cells" as kind, inner) if not any(
            isinstance(each, Field) for each in inner
        ):
            raise MarkupError(f"'{kind}' without a box")
        case Group("link", inner) if [isinstance(each, QRCode) for each in inner[:2]] != [1, 0]:
            raise MarkupError("a 'link' that is no code with its words")
        case Heading(_, runs_) if not any(run.text.strip(" \n") for run in runs_):
            raise MarkupError("a heading without words")
        case List(_, items) if not items or not all(items):
            raise MarkupError("a list without items, or an item without words")
        case List(style="frames", items=items) if not all(
            isinstance(item[0], Heading) for item in items
        ):
            raise MarkupError("a frame that does not begin with what it is called")
        case Table(head, body):
            if not head or not head[0] or len({len(row) for row in (*head, *body)}) > 1:
                raise MarkupError("a table without a head, or with rows of several lengths")
        case Field() if not block.name or not block.tip:
            raise MarkupError("a field without a name or a title")
        case QRCode(href, alt) if link_fault(href) or not alt:
            raise MarkupError("a code without an address or words for it")
        case Logo(alt) | OwnPicture(alt=alt) if not alt:
            raise MarkupError("a picture without words for it")
        case _:
            pass

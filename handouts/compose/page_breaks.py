"""Page breaks that sections ask for: a part of the page becomes two parts, each on its own page.

In the markup of a section a break is an `<hr/>`.  It goes up to the page from wherever that makes
no other page of it: from the end of a group, and from right below its heading, which would stand
alone at the foot of a page.  Words in a `flow` are divided at it.  Elsewhere, as beside other
words, no page can begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

BREAK = "hr"
_HEADS = ("h1", "h2", "h3", "h4", "figure")


def begin_pages(article: Element) -> None:
    """Divides the parts of an article at the breaks in them; those that cannot be done stay."""
    parts = [piece for part in article for piece in _divided(part) if len(piece)]
    article[:] = parts


def breaks_of(article: Element) -> Iterator[tuple[str, int]]:
    """The sections, by id, that still ask for a page to begin, and the lines where they do."""
    for each in article.iter(BREAK):
        if section := each.get("data-section"):
            yield section, int(each.get("data-line", "0"))


def _divided(group: Element) -> list[Element]:
    """A page, or words that run down it, in as many pieces as its breaks make of it."""
    pieces = [_empty(group)]
    for child in list(group):
        if child.tag == BREAK:
            pieces.append(_empty(group))
            continue
        before, after = _taken(child, first=True), _taken(child, first=False)
        if before:
            pieces.append(_empty(group))
        for number, piece in enumerate(_divided(child) if _runs_on(child) else [child]):
            if number:
                pieces.append(_empty(group))
            if len(piece) or piece is child:
                pieces[-1].append(piece)
        if after:
            pieces.append(_empty(group))
    return pieces


def _empty(group: Element) -> Element:
    return Element(group.tag, group.attrib)


def _runs_on(group: Element) -> bool:
    return group.get("class") == "flow" and group.get("data-block") is None


def _taken(group: Element, *, first: bool) -> bool:
    """Takes a break out of a group where it is the first of its words, below its heads, or last."""
    children = list(group) if first else list(reversed(group))
    if group.tag not in ("section", "div", "header", "aside"):
        return False
    for child in children:
        if child.tag == BREAK:
            group.remove(child)
            return True
        if not (first and _is_head(child)):
            return _taken(child, first=first)
    return False


def _is_head(element: Element) -> bool:
    return element.tag in _HEADS or (len(element) > 0 and all(map(_is_head, element)))

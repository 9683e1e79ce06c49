"""Parser tokens to typed blocks and inlines, refusing by name what a handout does not have."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from .characters import faults, unprintable
from .findings import LineReport, quoted
from .links import link_fault
from .nodes import (
    ID,
    Block,
    Inline,
    Item,
    ItemList,
    LineBreak,
    Link,
    Literal,
    OwnPicture,
    PageBreak,
    Paragraph,
    Picture,
    Strong,
    Subheading,
    Table,
    Text,
    Variable,
)
from .own_pictures import FOLDER, SUFFIXES
from .page_breaks import PAGE_BREAK
from .stray_marks import mark_within
from .variable_masks import Mask

_NO_PICTURE = (
    "a picture that cannot be placed",
    "put it on a line of its own: a figure as ![](arm), a picture of yours in the folder 'pictures'"
    " as ![Our door](our-door.png), with no spaces in its name",
)
_REFUSED = {
    "blockquote": ("a block quote", "remove the '>' at the start of the line"),
    "code_block": ("an indented code block", "remove the spaces at the start of the line"),
    "fence": ("a code block", "remove the lines of ``` or ~~~"),
    "hr": ("a line across the page", "remove the line of dashes, stars or underscores"),
    "code_inline": ("code between backticks", "remove the backticks, or use **bold**"),
    "em": ("italics", "use **bold**"),
    "image": _NO_PICTURE,
}
_NO_NAME = re.compile(r"[/\\:]|^\.")  # what is in another folder, or elsewhere


class BlockReader:
    """Turns the tokens of one file into blocks."""

    def __init__(self, file: Path, report: LineReport, mask: Mask) -> None:
        self.file = file
        self.report = report
        self.mask = mask

    def blocks(self, tokens: list[Token]) -> tuple[Block, ...]:
        """The blocks of a run of top-level tokens; refused ones are reported and left out."""
        root = SyntaxTreeNode(tokens)
        return tuple(block for node in root.children if (block := self._block(node)) is not None)

    def heading_text(self, inline: Token, line: int) -> Text:
        """A heading as plain text; bold and the like are reported."""
        nodes = SyntaxTreeNode([inline], create_root=False).children
        return self._plain(nodes, line, "bold or a link in a heading")

    def _plain(self, nodes: list[SyntaxTreeNode], line: int, fault: str) -> Text:
        """Plain words; what is not is the fault that is reported."""
        parts: list[Literal | Variable] = []

        def flatten(run: tuple[Inline, ...]) -> None:
            for piece in run:
                if isinstance(piece, Literal | Variable):
                    parts.append(piece)
                else:
                    self.report(line, fault, "use plain words there")
                    flatten(() if isinstance(piece, LineBreak) else piece.content)

        flatten(self._inlines(nodes, line))
        return Text(tuple(parts), self.file, line)

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        line = _line(node)
        if node.type == "paragraph":
            return self._picture(node) or Paragraph(self._inline_of(node))
        if node.type == "heading" and node.tag == "h3":
            words = self._inline_of(node)
            if not words:
                self.report(line, "a heading without words", "write them after the ###")
            return Subheading(words)
        if node.type in ("bullet_list", "ordered_list"):
            return self._list(node, depth=1)
        if node.type == "table":
            return self._table(node)
        if node.type == PAGE_BREAK:
            return PageBreak(line)
        if node.type == "heading":
            remedy = "use ## for a section" if node.tag == "h1" else "use ### at most"
            self.report(line, f"a heading of level {node.tag[1]}", remedy)
        else:
            self.report(line, *_REFUSED[node.type])
        return None

    def _picture(self, node: SyntaxTreeNode) -> Picture | OwnPicture | None:
        """The picture that a paragraph is; None if it is words, or names neither kind.

        A figure has a name without an ending, and a picture of the clinic's own that of its file.
        """
        inline = node.children[0].children if node.children else []
        if len(inline) != 1 or inline[0].type != "image":
            return None
        image, line = inline[0], _line(node)
        name = str(image.attrs["src"])
        if "." in name or "/" in name:
            return self._own_picture(image, name, line)
        if not ID.fullmatch(name):
            return None
        if image.content:
            what, remedy = "words between the brackets of a figure", "leave [] empty: figures.yaml"
            self.report(line, what, f"{remedy} says what it shows")
        return Picture(name, line)

    def _own_picture(self, image: SyntaxTreeNode, name: str, line: int) -> OwnPicture:
        has_variable = any(isinstance(each, Variable) for each in self.mask.reveal(name))
        if _NO_NAME.search(name) or has_variable:
            what = f"{quoted(name)} is not the name of a file in the folder '{FOLDER}'"
            self.report(line, what, f"copy the picture into '{FOLDER}' and write only its name")
        elif not name.lower().endswith(SUFFIXES):
            what = f"the picture {quoted(name)} is neither .png nor .svg"
            self.report(line, what, "save it as one of the two")
        if image.attrs.get("title"):
            self.report(line, "a title of a picture, which nobody would see", "say it in the text")
        alt = self._plain(image.children, line, "bold or a link in the words of a picture")
        if not alt.as_typed.strip():
            what = f"the picture {quoted(name)} has no words for who cannot see it"
            self.report(line, what, "write what it shows between [ and ], as in ![Our door](a.png)")
        return OwnPicture(name, alt, line)

    def _list(self, node: SyntaxTreeNode, depth: int) -> ItemList:
        if depth == 3:
            self.report(_line(node), "a list in a list in a list", "use at most two levels")
        if node.attrs.get("start", 1) != 1:
            self.report(
                _line(node),
                f"a list that starts at {node.attrs['start']}",
                "start at 1, or indent the text above it so that it belongs to the item before",
            )
        items = tuple(self._item(item, depth) for item in node.children)
        return ItemList(node.type == "ordered_list", items)

    def _item(self, node: SyntaxTreeNode, depth: int) -> Item:
        content: tuple[Inline, ...] = ()
        nested: ItemList | None = None
        for position, child in enumerate(node.children):
            if child.type == "paragraph" and position == 0:
                content = self._inline_of(child)
            elif child.type in ("bullet_list", "ordered_list") and position == 1 and content:
                nested = self._list(child, depth + 1)
            elif child.type == PAGE_BREAK:
                self.report(
                    _line(child),
                    "a page break in a list",
                    "remove the spaces at the start of the line, and leave an empty line after it",
                )
            else:
                self.report(
                    _line(child),
                    "more than one paragraph and one list in a list item",
                    "start a new item, or remove the spaces at the start of the line",
                )
        if not node.children:
            self.report(_line(node), "a list item without words", "write the item, or remove it")
        return Item(content, nested)

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [
            tuple(self._inlines(cell.children[0].children, _line(row)) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Table(rows[0], tuple(rows[1:]))

    def _inline_of(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        return self._inlines(node.children[0].children, _line(node))

    def _inlines(self, nodes: list[SyntaxTreeNode], line: int) -> tuple[Inline, ...]:
        return tuple(self._run(nodes, [line]))

    def _run(self, nodes: list[SyntaxTreeNode], at: list[int]) -> list[Inline]:
        """`at` holds the current line; a line end moves it on, at any depth."""
        run: list[Inline] = []
        for node in nodes:
            if node.type == "text":
                self._check_marks(node.content, at[0])
                run += self.mask.reveal(node.content)
            elif node.type == "text_special":  # an escape or an entity
                self._check(node.content, at[0])
                if len(node.content) > 1:  # a backslash that is none of Markdown's
                    self._check_marks(node.content, at[0])
                run.append(Literal(node.content))
            elif node.type in ("softbreak", "hardbreak"):
                run.append(Literal(" ") if node.type == "softbreak" else LineBreak())
                at[0] += 1
            elif node.type == "strong":
                run.append(Strong(tuple(self._run(node.children, at))))
            elif node.type == "link":
                run.append(self._link(node, at))
            else:
                self.report(at[0], *_REFUSED[node.type])
                if node.type == "em":
                    run += self._run(node.children, at)
        return _joined(run)

    def _link(self, node: SyntaxTreeNode, at: list[int]) -> Link:
        line = at[0]
        href = Text(tuple(self.mask.reveal(str(node.attrs["href"]))), self.file, line)
        if all(isinstance(part, Literal) for part in href.parts):
            fault = link_fault(href.literal)
            if fault:
                self.report(line, *fault)
        if node.attrs.get("title"):
            self.report(line, "a title of a link, which nobody would see", "say it in the text")
        content = self._run(node.children, at)
        if not content:
            self.report(line, "a link without words", "write them between the [ and the ]")
        return Link(href, tuple(content))

    def _check_marks(self, text: str, line: int) -> None:
        """Marks that did not work would be printed as they are."""
        if "![" in text:
            self.report.first(line, *_NO_PICTURE)
        if stray := mark_within(text.replace("**", "").replace("](", "")):
            self.report.first(line, *stray)
        if "**" in text:
            self.report(
                line,
                "'**' that makes nothing bold",
                "put it right against the words, before and after them",
            )
        if "](" in text:
            self.report.first(
                line,
                "a link that cannot be read",
                "write [words](https://example.org), with no spaces in the address",
            )

    def _check(self, text: str, line: int) -> None:
        """Characters written as entities (`&#9745;`) are first seen here."""
        for fault in faults((line, None, char) for char in unprintable(text)):
            self.report(fault.line, fault.what, fault.remedy)


def _joined(run: list[Inline]) -> list[Inline]:
    """The same run with neighbouring words in one piece."""
    joined: list[Inline] = []
    for piece in run:
        last = joined[-1] if joined else None
        if isinstance(piece, Literal) and isinstance(last, Literal):
            joined[-1] = Literal(last.text + piece.text)
        else:
            joined.append(piece)
    return joined


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 0

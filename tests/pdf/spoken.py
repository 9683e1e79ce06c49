"""What a document says, told twice: from its nodes, and from the structure tree of its PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tagged_pdf import Node, Reading

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
    Runs,
    Table,
)


def told_by_document(document: Document) -> list[str]:
    """Everything a screen reader should say, in order: texts, alternative texts, field tips."""
    said = [document.draft] if document.draft else []
    # A space that keeps words together is shown as any other.
    return [text.replace("\xa0", " ") for text in (*said, *_told(document.children))]


def _told(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield words(block.runs)
            case Paragraph():
                heading = tuple(run for run in block.runs if run.level)
                yield from filter(None, (words(heading), words(block.runs[len(heading) :])))
            case List():
                for number, item in enumerate(block.items, start=1):
                    yield str(number) if block.ordered else "•"
                    yield from _told(item)
            case Table():
                for row in block.head + block.body:
                    for cell in row:
                        yield from _told(cell.blocks)
            case Figure():
                yield block.alt
            case OwnPicture() | Logo() | QRCode():
                yield block.alt
            case Field():
                yield from _field(block)
            case Group(kind="ticks"):
                for field in block.children:
                    assert isinstance(field, Field)
                    yield field.tip  # its letter is decoration: the tip names the side
            case Group(kind="checks"):  # a box to tick with a pen stands where a bullet would
                for told in _told(block.children):
                    yield from [] if told == "•" else [told]
            case Group():
                yield from _told(block.children)


def words(runs: Runs) -> str:
    return "".join(run.on_paper for run in runs).replace("\n", "").strip()


def _field(field: Field) -> Iterator[str]:
    if field.kind != "cell":
        yield from filter(None, [field.before])
    yield field.tip
    yield from filter(None, [field.value])
    if field.kind != "cell":
        yield from filter(None, [field.after])


def told_by_tree(reading: Reading) -> list[str]:
    """The same from a PDF's structure tree."""
    return list(_read(reading.document))


def _read(node: Node) -> Iterator[str]:
    if "Alt" in node.entries:
        yield node.entries["Alt"]
    elif node.role == "Form":
        for widget in node.annotations:
            yield widget["TU"]
            if widget["FT"] == "/Tx" and widget["V"]:
                yield widget["V"]
    elif node.role in ("P", "Lbl", "H1", "H2", "H3", "H4") and not node.all("Form"):
        yield node.text.strip()
    else:
        for kid in node.kids:
            if isinstance(kid, Node):
                yield from _read(kid)
            elif kid.strip():
                yield kid.strip()


def figures(reading: Reading) -> list[tuple[str, str]]:
    """Alternative text and painted words of each figure, in order."""
    return [(node.entries["Alt"], node.text) for node in reading.document.all("Figure")]

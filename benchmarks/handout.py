"""The handout that clinics print most, as ours and as Typst's: two pages, six figures, 39 fields.

Any other document can be written for Typst too.  Typst is given the same words, lists, tables,
boxes and figures, node by node.  It has no form fields, so theirs are drawn boxes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from handouts.compose.composer import compose
from handouts.design.fonts import ATKINSON
from handouts.document import (
    Block,
    Document,
    Field,
    Figure,
    Group,
    Heading,
    List,
    Paragraph,
    Runs,
    Table,
)
from handouts.layout.figures import drawing
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.storage import paths

NAME, PATTERN = "correction", PATTERNS[0]
_DAY = date(2026, 1, 1)
_VARYING = ("dose-hold_seconds", "dose-repeats", "dose-times_a_day")
_FRAMED = frozenset(["panel", "box", "stop", "help", "dose", "strip"])
_ICON_MM, _FIGURE_MM, _LABEL_PT = 14, 85, 12
_LOOK = f"""#set page("a4", margin: 9mm, footer: context [Handout #h(1fr)
 #counter(page).display("1 of 1", both: true)])
#set text(font: "{ATKINSON.family}", size: 10pt, lang: "en")
#set par(spacing: 4pt, leading: 3pt)
#show heading: set block(spacing: 5pt)
"""


def document() -> Document:
    library = load_library(paths.content_dir(), langs=["en"])
    return compose(library, "en", NAME, PATTERN, dose=Dose())


def values(number: int) -> dict[str, str]:
    """What stands in the fields that vary, in document `number`."""
    random = Random(number)
    return {name: str(random.randint(1, 30)) for name in _VARYING}


def write_typst(document: Document, folder: Path) -> Path:
    """The document's source in Typst, written to a folder with its figures."""
    pages = [_Typst(folder).blocks(page.children) for page in document.children]
    source = folder / "handout.typ"
    title = f"#set document(title: {_string(document.title)})\n"
    source.write_text(title + _LOOK + "\n#pagebreak()\n".join(pages), encoding="utf-8")
    return source


class _Typst:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"\n{'=' * block.level} {_runs(block.runs)}\n"
            case Paragraph():
                return f"\n{_runs(block.runs)}\n"
            case List():
                kind = "enum" if block.ordered else "list"
                return f"#{kind}({', '.join(f'[{self.blocks(item)}]' for item in block.items)})\n"
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Field():
                varying = block.name in _VARYING
                value = f'sys.inputs.at("{block.name}", default: "")' if varying else '""'
                box = f"#box(stroke: 0.5pt, inset: 2pt, width: 8mm, height: 4mm)[#{value}]"
                return f"#{_string(block.before)} {box} #{_string(block.after)} "
            case Group():
                return self.group(block)
            case _:
                raise TypeError(f"a {type(block).__name__} has no counterpart")

    def table(self, table: Table) -> str:
        def row(cells: tuple[object, ...]) -> str:
            return ", ".join(f"[{self.blocks(cell.blocks)}]" for cell in cells)  # type: ignore[attr-defined]

        head = "".join(f"table.header({row(cells)}), " for cells in table.head)
        body = ", ".join(row(cells) for cells in table.body)
        return f"#table(columns: {len(table.body[0])}, inset: 3pt, {head}{body})\n"

    def figure(self, figure: Figure) -> str:
        icon = figure.name == "tilt-icon"
        drawn = drawing(figure, 30 if icon else _FIGURE_MM, _LABEL_PT)
        file = self.folder / f"{figure.name}-{len(list(self.folder.iterdir()))}.svg"
        file.write_text(drawn.svg, encoding="utf-8")
        width = f"{_ICON_MM}mm" if icon else "100%"
        return f'#image("{file.name}", width: {width}, alt: {_string(figure.alt)})\n'

    def group(self, group: Group) -> str:
        if group.kind == "columns":
            cells = ", ".join(f"[{self.block(child)}]" for child in group.children)
            widths = ", ".join("1fr" for _ in group.children)
            return f"#grid(columns: ({widths}), gutter: 3mm, {cells})\n"
        inside = self.blocks(group.children)
        if group.kind in _FRAMED:
            return f"#block(stroke: 0.5pt, inset: 2mm, width: 100%)[{inside}]\n"
        return inside


def _runs(runs: Runs) -> str:
    return "".join(
        f"*#{_string(run.text)}*" if run.bold else f"#{_string(run.text)}" for run in runs
    )


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'

"""The page that is set by us and by others: two pages, two figures, a table, a list, three fields.

The words and the drawings are the same for all; the values of the fields vary from one document
to the next.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from random import Random

from handouts.design.fonts import ATKINSON
from handouts.document import (
    Cell,
    Document,
    Field,
    Figure,
    Group,
    Heading,
    List,
    Paragraph,
    Run,
    Table,
)

TITLE = "Two gentle exercises"
WORDS = (
    "Lie on your back with your knees bent and your feet flat. Hold the thigh with both hands."
    " Push against your hands as hard as your therapist told you, and let nothing move. Breathe"
    " on while you push. Then rest, and let the leg become heavy in your hands."
)
STEPS = ("Lie down.", "Hold the thigh.", "Push, and hold still.", "Rest.", "Do it again.")
ROWS = (("Day", "Left", "Right"), *((f"Day {day}", "", "") for day in range(1, 8)))
FIELDS = (("Hold", "seconds"), ("Repeat", "times"), ("Each day", "times"))
PARAGRAPHS = 4
MARGIN_MM, FIGURE_MM, SIZE = 12, 80, 12.5


def values(number: int) -> tuple[str, ...]:
    """What stands in the fields of document `number`."""
    random = Random(number)
    return tuple(str(random.randint(1, 99)) for _ in FIELDS)


def ours(figures: tuple[Figure, Figure], number: int) -> Document:
    """The page as the nodes of a handout."""

    def text(words: str) -> Paragraph:
        return Paragraph((Run(words),))

    def cells(row: tuple[str, ...], scope: str | None) -> tuple[Cell, ...]:
        return tuple(Cell((text(words),), scope) for words in row)

    def page(figure: Figure, *more: Group | List | Table) -> Group:
        said = [text(WORDS) for _ in range(PARAGRAPHS)]
        return Group("page", (Heading(1, (Run(TITLE),)), figure, *said, *more))

    fields = Group(
        "fields",
        tuple(
            Field("number", f"field-{place}", before, before, after, value)
            for place, ((before, after), value) in enumerate(
                zip(FIELDS, values(number), strict=True)
            )
        ),
    )
    steps = List(True, tuple((text(step),) for step in STEPS))
    table = Table((cells(ROWS[0], "col"),), tuple(cells(row, None) for row in ROWS[1:]))
    return Document(
        id="sample",
        format="handout",
        lang="en",
        title=TITLE,
        subject="",
        author="",
        keywords=(),
        max_pages=2,
        draft="",
        footer=("Sample",),
        page_label="{page} of {pages}",
        children=(page(figures[0], steps, fields), page(figures[1], table)),
        markup="",
        letters=(),
        blank="blank",
        source=Path("sample"),
        sections=(),
    )


def typst() -> str:
    """The page for Typst: `figure-0.svg` and `figure-1.svg` and `values` are handed to it."""
    lines = [
        f'#set document(title: "{TITLE}")',
        f'#set page("a4", margin: {MARGIN_MM}mm, footer: context [Sample #h(1fr)'
        ' #counter(page).display("1 of 1", both: true)])',
        f'#set text(font: "{ATKINSON.family}", size: {SIZE}pt, lang: "en")',
    ]
    filled = [
        f"{before} #box(stroke: 0.5pt, inset: 4pt)[#sys.inputs.v{place}] {after}"
        for place, (before, after) in enumerate(FIELDS)
    ]
    tails = (
        [*(f"+ {step}" for step in STEPS), "", " ".join(filled)],
        [
            "#table(columns: (1fr, 1fr, 1fr), table.header("
            + ", ".join(f"[{cell}]" for cell in ROWS[0])
            + "), "
            + ", ".join(f"[{cell}]" for row in ROWS[1:] for cell in row)
            + ")"
        ],
    )
    for number, tail in enumerate(tails):
        lines += [
            *(["#pagebreak()"] if number else []),
            f"= {TITLE}",
            f'#image("figure-{number}.svg", width: {FIGURE_MM}mm, alt: "A drawing")',
            *(f"{WORDS}\n" for _ in range(PARAGRAPHS)),
            *tail,
        ]
    return "\n".join(lines)


def html(svgs: tuple[str, str], number: int) -> str:
    """The page for WeasyPrint."""
    faces = "".join(
        f"@font-face{{font-family:'{ATKINSON.family}';font-weight:{weight};"
        f"src:url('{ATKINSON.path(bold=weight == 'bold').as_uri()}')}}"
        for weight in ("normal", "bold")
    )
    style = (
        f"{faces}@page{{size:A4;margin:{MARGIN_MM}mm}}body{{font:{SIZE}pt '{ATKINSON.family}'}}"
        "table{width:100%;border-collapse:collapse}td,th{border:.5pt solid}"
    )
    filled = " ".join(
        f'<label>{before} <input size="3" value="{value}"> {after}</label>'
        for (before, after), value in zip(FIELDS, values(number), strict=True)
    )
    head, *body = (
        "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
        for row, tag in zip(ROWS, ("th", *("td" for _ in ROWS[1:])), strict=True)
    )
    rows = "".join(f"<tr>{row}</tr>" for row in body)
    tails = (
        f"<ol>{''.join(f'<li>{step}</li>' for step in STEPS)}</ol><p>{filled}</p>",
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
    )
    said = f"<p>{WORDS}</p>" * PARAGRAPHS
    pages = (f"<h1>{TITLE}</h1>{svg}{said}{tail}" for svg, tail in zip(svgs, tails, strict=True))
    broken = '<div style="break-before:page"></div>'.join(pages)
    return (
        f'<html lang="en"><head><title>{TITLE}</title><style>{style}</style></head>'
        f"<body>{broken}</body></html>"
    )

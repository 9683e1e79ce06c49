"""Uneven table rows, which Markdown parsers pad or cut without a word."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markdown_it.token import Token

from .findings import LineReport, Report

_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*+\|?+\s*+:?+-++:?+\s*+(\|\s*+:?+-++:?+\s*+)*+\|?+\s*+")


def check_tables(tokens: list[Token], lines: Mapping[int, str], report: LineReport) -> None:
    """Report rows with more or fewer cells than their header, and tables not read as such.

    `lines` maps a line number to the line, with variables hidden.
    """
    for index, token in enumerate(tokens):
        if not token.map:
            continue
        first, end = token.map[0] + 1, token.map[1] + 1
        if token.type == "table_open" and token.level == 0:
            width = _cells(lines[first])
            for number in range(first + 2, end):
                _check_row(lines[number], number, width, report)
        elif token.type == "inline" and tokens[index - 1].type == "paragraph_open":
            _check_paragraph(first, [lines[number] for number in range(first, end)], report)


def _check_paragraph(first: int, lines: list[str], report: LineReport) -> None:
    barred = [number for number, line in enumerate(lines) if _CELL_END.search(line)]
    for number in barred:
        if number and _RULE.fullmatch(lines[number]):
            report(
                first + number,
                f"the table's line of dashes has {_count(lines[number])}, the heading above it"
                f" {_count(lines[number - 1])}",
                "give both the same number of cells",
            )
            return
    if barred:
        report.first(
            first + barred[0],
            "'|' outside of a table",
            "below the heading of a table write a line like |---|---|; elsewhere write \\|",
        )


def _check_row(row: str, number: int, width: int, report: Report) -> None:
    if not row.strip():
        return
    if _cells(row) != width:
        report(
            number,
            f"a table row with {_count(row)}, the heading has {width}",
            "give every row as many cells as the heading"
            if "|" in row
            else "leave an empty line after the table",
        )


def _count(row: str) -> str:
    count = _cells(row)
    return f"{count} cell" if count == 1 else f"{count} cells"


def _cells(row: str) -> int:
    inner = row.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return len(_CELL_END.split(inner))

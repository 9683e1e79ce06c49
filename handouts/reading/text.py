"""Texts with `{{ variables }}`: read, refusing every other kind of tag, and filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from unicodedata import bidirectional

from handouts.design.scripts import runs_to_left
from handouts.errors import ContentError, Problem

from .expressions import ExpressionError, evaluate, parse
from .findings import LineReport, Report
from .nodes import Literal, Text, Variable
from .stray_marks import mark_within

FSI, PDI = "\u2068", "\u2069"
# Letters that run to the right, and numbers with their signs (UAX 9, table 4).
_APART = ("L", "EN", "ES", "ET", "CS", "AN")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# What was meant as a variable: in other brackets, or in none.
_NAME = r"[a-z_]+(?:\.[a-z_]+)+"
_HIP = "side|other|letter|tilt|drawn|muscles|muscles_plain|at|press|place|place_loud|hands"
_UNREAD = re.compile(
    rf"(?<!\{{)\{{ *({_NAME})(?: *\| *\w+)? *\}}(?!\}})"
    rf"|\[ *({_NAME})(?: *\| *\w+)? *\](?!\()"
    rf"|(?<![\w.])((?:hip|backward|forward)\.(?:{_HIP}))\b"
)
_REMEDIES = {
    "{{": ("'{{' is never closed", "close it with }} on the same line"),
    "}}": ("'}}' without '{{' before it", "write {{ variable }}, or remove it"),
    "tag": ("a '{% … %}' tag", "only {{ variables }} are available here"),
    "comment": ("a '{# … #}' comment", "only {{ variables }} are available here; remove it"),
}


def split(line: str, file: Path, number: int, report: Report) -> list[Literal | Variable]:
    """One line of text as literal words and variables; every fault of it is reported."""
    parts: list[Literal | Variable] = []
    end = 0
    while (start := line.find("{{", end)) >= 0 and (close := line.find("}}", start + 2)) >= 0:
        _literal(line[end:start], parts, number, report)
        try:
            parts.append(Variable(parse(line[start + 2 : close]), file, number))
        except ExpressionError as error:
            report(number, error.what, error.remedy)
        end = close + 2
    _literal(line[end:], parts, number, report)
    return parts


def _literal(text: str, parts: list[Literal | Variable], number: int, report: Report) -> None:
    kinds = {"{%": "tag", "%}": "tag", "{#": "comment", "#}": "comment"}
    for kind in dict.fromkeys(kinds.get(tag, tag) for tag in _STRAY.findall(text)):
        report(number, *_REMEDIES[kind])
    for match in _UNREAD.finditer(text):
        name = match[1] or match[2] or match[3]
        report(number, f"'{match[0]}' would be printed as it stands", f"write {{{{ {name} }}}}")
    if text:
        parts.append(Literal(text))


def parse_text(source: str, file: Path, line: int, report: Report) -> Text:
    """A text with variables; its own line ends become spaces, counted for the line numbers."""
    report = LineReport(report)
    parts: list[Literal | Variable] = []
    for offset, part in enumerate(source.split("\n")):
        if offset:
            parts.append(Literal(" "))
        words = split(part, file, line + offset, report)
        for each in words:
            if isinstance(each, Literal) and (stray := mark_within(each.text)):
                report.first(line + offset, *stray)
        parts += words
    return Text(tuple(parts), file, line)


def isolated(words: str, lang: str) -> str:
    """What is filled into a text of a language that runs to the left, kept apart from it (UAX 9).

    Without that, a telephone number would be read from its end.
    """
    if not runs_to_left(lang) or not any(bidirectional(char) in _APART for char in words):
        return words
    return f"{FSI}{words}{PDI}"


def has_letters_to_left(words: str) -> bool:
    """Whether any of its letters runs to the left."""
    return any(bidirectional(char) in ("R", "AL") for char in words)


def render_text(
    text: Text, variables: Mapping[str, object], lang: str, *, address: bool = False
) -> str:
    """A text in a language (BCP 47) as plain words, not escaped.

    Args:
        address: it is none to be read, but where a link leads.

    Raises:
        ContentError: every variable that is unknown or has no words, with file and line.
    """
    words: list[str] = []
    problems: list[Problem] = []
    for part in text.parts:
        if isinstance(part, Literal):
            words.append(part.text)
            continue
        try:
            said = evaluate(part.expression, variables, lang)
            words.append(said if address else isolated(said, lang))
        except ExpressionError as error:
            problems.append(Problem(part.file, part.line, error.what, error.remedy))
    if problems:
        raise ContentError(problems)
    return "".join(words)

"""Finding `{{ variables }}` in text, and refusing every other kind of Jinja tag."""

from __future__ import annotations

import re
from pathlib import Path

from .expressions import ExpressionError, refuse_faulty
from .findings import Report
from .nodes import Text, Variable, Words

# Quoted strings may hold braces.  An expression never runs over the end of a line.
_VARIABLE = re.compile(r"""\{\{((?:[^"'}\n]|"[^"\n]*"|'[^'\n]*'|\}(?!\}))*)\}\}""")
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


def split(line: str, file: Path, number: int, report: Report) -> list[Words | Variable]:
    """One line of text as literal words and variables; every fault of it is reported."""
    parts: list[Words | Variable] = []
    end = 0
    for match in _VARIABLE.finditer(line):
        _words(line[end : match.start()], parts, number, report)
        expression = match[1].strip()
        try:
            refuse_faulty(expression)
        except ExpressionError as error:
            report(number, error.what, error.remedy)
        else:
            parts.append(Variable(expression, file, number))
        end = match.end()
    _words(line[end:], parts, number, report)
    return parts


def _words(text: str, parts: list[Words | Variable], number: int, report: Report) -> None:
    kinds = {"{%": "tag", "%}": "tag", "{#": "comment", "#}": "comment"}
    for kind in dict.fromkeys(kinds.get(tag, tag) for tag in _STRAY.findall(text)):
        report(number, *_REMEDIES[kind])
    for match in _UNREAD.finditer(text):
        name = match[1] or match[2] or match[3]
        report(number, f"'{match[0]}' would be printed as it stands", f"write {{{{ {name} }}}}")
    if text:
        parts.append(Words(text))


def parse_text(source: str, file: Path, line: int, report: Report) -> Text:
    """A text with variables; its own line ends become spaces, counted for the line numbers."""
    parts: list[Words | Variable] = []
    for offset, part in enumerate(source.split("\n")):
        if offset:
            parts.append(Words(" "))
        parts += split(part, file, line + offset, report)
    return Text(tuple(parts), file, line)

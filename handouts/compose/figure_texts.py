"""Figures with their words: what a drawing says of its subject, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handouts.design.people import BODIES
from handouts.document import Figure, SourceLine, Subject
from handouts.errors import ContentError, Problem
from handouts.pattern import Correction, Tilt
from handouts.reading import Language, Text, render_text


def figure_node(
    language: Language,
    name: str,
    subject: Subject,
    variables: Mapping[str, Any],
    style: str = "",
    body: str = BODIES[0],
) -> Figure:
    """A figure of a hip or a tilt (its words may also say `hip`), of a pattern, or of no side.

    Raises:
        ContentError: every problem of its words.
    """
    if isinstance(subject, (Correction, Tilt)):
        tilt = subject.tilt if isinstance(subject, Correction) else subject
        variables = {**variables, "hip": variables[tilt.value]}
    source = language.figure(name)
    problems: list[Problem] = []

    def say(text: Text) -> str:
        try:
            return render_text(text, variables, language.code)
        except ContentError as error:
            problems.extend(error.problems)
            return ""

    figure = Figure(
        name,
        subject,
        say(source.title),
        say(source.alt),
        SourceLine(source.alt.file, source.alt.line),
        tuple((key, say(label)) for key, label in source.labels.items()),
        style,
        body,
        tuple(SourceLine(label.file, label.line) for label in source.labels.values()),
    )
    if problems:
        raise ContentError(problems)
    return figure

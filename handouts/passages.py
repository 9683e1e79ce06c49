"""The sections of a handout with their variables filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from handouts.problems import ContentError, Problem
from handouts.reading import Section, SectionSource, Text, render_blocks, render_text


class Passage(NamedTuple):
    """A section, its variables filled in."""

    id: str
    title: str
    body: Markup

    @property
    def run_in(self) -> Markup:
        """The body, with the title in bold at the start of its first paragraph.

        A body that starts with a list has the title above it.
        """
        stop = "" if self.title.endswith((".", "!", "?", ":")) else "."
        lead = Markup("<p><strong>{}{}</strong>").format(self.title, stop)
        if not self.body.startswith("<p>"):
            return lead + Markup("</p>") + self.body
        return lead + " " + self.body.removeprefix("<p>")


class Passages:
    """Fills in sections, and keeps the problems met on the way.

    Attributes:
        variables: what every text may name.
        problems: every problem so far.
        lengths: how long each section came out, in characters of markup.
    """

    def __init__(self, variables: Mapping[str, object]) -> None:
        self.variables = variables
        self.problems: list[Problem] = []
        self.lengths: dict[str, int] = {}

    def section(
        self, section_id: str, source: SectionSource, more: Mapping[str, object] | None = None
    ) -> Passage:
        """A section of a file; `more` are variables of its own."""
        try:
            section = source.section(section_id)
        except ContentError as error:
            self.problems += error.problems
            return Passage(section_id, "", Markup())
        if not section.body:
            what = f"the section {{#{section_id}}} has no text"
            remedy = "write it below the heading"
            self.problems.append(Problem(source.path, section.line, what, remedy))
        known = {**self.variables, **(more or {})}
        body = self._body(section, known)
        self.lengths[section_id] = len(body)
        return Passage(section_id, self.text(section.title, known), body)

    def text(self, text: Text, known: Mapping[str, object] | None = None) -> str:
        try:
            return render_text(text, self.variables if known is None else known)
        except ContentError as error:
            self.problems += error.problems
            return ""

    def _body(self, section: Section, known: Mapping[str, object]) -> Markup:
        try:
            return render_blocks(section, known)
        except ContentError as error:
            self.problems += error.problems
            return Markup()

"""The sections of a handout with their variables filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handouts.compose.render import render_section
from handouts.errors import ContentError, Problem
from handouts.reading import Section, SectionSource, Text, render_text


class FilledSections:
    """Fills in sections, and keeps the problems met on the way.

    Attributes:
        variables: what every text may name.
        problems: every problem so far.
        bodies: how each section came out, as markup.
    """

    def __init__(self, variables: Mapping[str, Any], lang: str) -> None:
        self.variables, self.lang = variables, lang
        self.problems: list[Problem] = []
        self.bodies: dict[str, str] = {}

    def title(
        self, section_id: str, source: SectionSource, more: Mapping[str, object] | None = None
    ) -> str:
        """The title of a section of a file; `more` are variables of its own."""
        section = self._section(section_id, source)
        return self.text(section.title, {**self.variables, **(more or {})}) if section else ""

    def body(
        self, section_id: str, source: SectionSource, more: Mapping[str, object] | None = None
    ) -> Markup:
        """The words of a section below its title, as markup."""
        section = self._section(section_id, source)
        if section is None:
            return Markup()
        if not section.body:
            what = f"the section {{#{section_id}}} has no text"
            remedy = "write it below the heading"
            self.problems.append(Problem(source.path, section.line, what, remedy))
        body = self._body(section, {**self.variables, **(more or {})})
        self.bodies[section_id] = str(body)
        return body

    def run_in(
        self, section_id: str, source: SectionSource, more: Mapping[str, object] | None = None
    ) -> Markup:
        """The body, with the title in bold at the start of its first paragraph.

        A body that starts with a list has the title above it.
        """
        title, body = self.title(section_id, source, more), self.body(section_id, source, more)
        stop = "" if title.endswith((".", "!", "?", ":")) else "."
        lead = Markup("<p><strong>{}{}</strong>").format(title, stop)
        if not body.startswith("<p>"):
            return lead + Markup("</p>") + body
        return lead + " " + body.removeprefix("<p>")

    def _section(self, section_id: str, source: SectionSource) -> Section | None:
        try:
            return source.section(section_id)
        except ContentError as error:
            self.problems += error.problems
            return None

    def text(self, text: Text, known: Mapping[str, object] | None = None) -> str:
        try:
            return render_text(text, self.variables if known is None else known, self.lang)
        except ContentError as error:
            self.problems += error.problems
            return ""

    def _body(self, section: Section, known: Mapping[str, object]) -> Markup:
        try:
            return render_section(section, known, self.lang)
        except ContentError as error:
            self.problems += error.problems
            return Markup()

"""The sections of a handout with their variables filled in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from handouts.compose.marks import Marks
from handouts.compose.section_markup import section_markup
from handouts.errors import ContentError, Problem
from handouts.reading import Phrases, Section, SectionSource, Text, render_text
from handouts.reading.nodes import Literal, OwnPicture, Paragraph, Strong

_WIDE = tuple("：，、")  # marks with a space in them
_RUN_IN_LEVEL = 2  # as the titles of other sections


class FilledSections:
    """Fills in sections, and collects the problems met on the way.

    Attributes:
        variables: what every text may name.
        lang: the language of the texts (BCP 47), and its marks.
        problems: every problem so far.
    """

    def __init__(self, variables: Mapping[str, Any], phrases: Phrases) -> None:
        self.variables, self.lang = variables, phrases.lang
        self.marks = Marks(phrases)
        self.problems: list[Problem] = []

    def section(
        self, section_id: str, source: SectionSource, more: Mapping[str, object] | None = None
    ) -> FilledSection:
        """A section of a file; `more` are variables of its own."""
        try:
            section = source.section(section_id)
        except ContentError as error:
            self.problems += error.problems
            section = Section(section_id, Text((), source.path, 0), (), 0)
        return FilledSection(section, self, {**self.variables, **(more or {})})

    def text(self, text: Text, variables: Mapping[str, object] | None = None) -> str:
        """A text; `variables` are those it may name, if not the usual ones."""
        try:
            return render_text(text, variables or self.variables, self.lang)
        except ContentError as error:
            self.problems += error.problems
            return ""


class FilledSection:
    """A section as templates see it, filled in once they place it."""

    def __init__(
        self, section: Section, sections: FilledSections, variables: Mapping[str, object]
    ) -> None:
        self.id = section.id
        self._section, self._sections, self._variables = section, sections, variables

    @cached_property
    def title(self) -> str:
        return self._sections.text(self._section.title, self._variables)

    @property
    def is_short(self) -> bool:
        """Whether below its title is one paragraph and nothing else."""
        return [type(each) for each in self._section.body] == [Paragraph]

    @cached_property
    def body(self) -> Markup:
        """The words below its title, as markup."""
        return self._rendered(self._section)

    @cached_property
    def run_in(self) -> Markup:
        """The body, with the title as a heading in bold at the start of its first paragraph.

        A body that starts with a list has the title above it.
        """
        return self._headed(self._sections.marks.sentence(self.title), self._sections.marks.space)

    def _headed(self, words: str, between: str, more: str = "") -> Markup:
        title = Strong((Literal(words),), _RUN_IN_LEVEL)
        match self._section.body:
            case (Paragraph(content), *others):
                body = [Paragraph((title, Literal(between), *content)), *others]
            case others:
                body = [Paragraph((title,)), *others]
        match body:
            case (*others, Paragraph(content)) if more:
                after = Literal(self._sections.marks.space + more)
                body = [*others, Paragraph((*content, after))]
            case _ if more:
                body.append(Paragraph((Literal(more),)))
        return self._rendered(self._section._replace(body=tuple(body)))

    @cached_property
    def run_on(self) -> Markup:
        """The body as the rest of a sentence that the title, in bold, begins."""
        return self.run_on_to("")

    def run_on_to(self, more: str) -> Markup:
        """The same, and then more words, in its last paragraph if it ends in one."""
        space = self._sections.marks.space
        return self._headed(self.title, "" if self.title.endswith(_WIDE) else space, more)

    def _rendered(self, section: Section) -> Markup:
        sections, typed = self._sections, self._section
        try:
            body = section_markup(typed, self._variables, sections.lang)
            markup = (
                body
                if section is typed
                else section_markup(section, self._variables, sections.lang)
            )
        except ContentError as error:
            sections.problems += error.problems
            return Markup()
        shown = any(isinstance(each, OwnPicture) for each in typed.body)
        if typed.line and not (shown or body.striptags().strip()):
            what = f"the section {{#{self.id}}} has no text"
            remedy = "write it below the heading"
            sections.problems.append(Problem(typed.title.file, typed.line, what, remedy))
        return markup

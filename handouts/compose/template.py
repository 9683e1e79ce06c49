"""A handout's template: what it sees, and the markup it makes of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from handouts.compose.figure_texts import figure_node
from handouts.compose.jinja import render
from handouts.compose.markup import MarkupError
from handouts.compose.sections import FilledSection, FilledSections
from handouts.document import Figure, SourceLine, Subject
from handouts.errors import ContentError, Problem
from handouts.pattern import Pattern, Side, Tilt
from handouts.reading import HandoutSource, Language

FALLBACK = "default.xml.j2"


class Hip(NamedTuple):
    """One hip as templates see it.

    Attributes:
        id: its side, or its tilt where no side is named.
        variables: what may be said of it.
    """

    id: str
    tilt: str
    variables: Mapping[str, str]


class Template:
    """The template of one handout.

    Args:
        sections: fills in sections, and takes every problem.
        body: who its figures show.

    Attributes:
        names: of its file; the first that is there is used.
        used: the ids of the handout's own sections that it placed.
    """

    def __init__(
        self,
        language: Language,
        source: HandoutSource,
        pattern: Pattern | None,
        sections: FilledSections,
        body: str,
    ) -> None:
        self.names = (f"{source.id}.xml.j2", FALLBACK)
        self.used: set[str] = set()
        self._language, self._source, self._pattern = language, source, pattern
        self._body = body
        self._sections, self._variables = sections, sections.variables

    def markup(self, values: Mapping[str, Any]) -> str:
        """What the template makes of some values and all that it may ask for.

        Raises:
            ContentError: the template is faulty.
        """
        return render(self.names, self._context(values))

    def figure(self, name: str, of: str, style: str) -> Figure:
        """A figure with its words; `of` is a side, a tilt or nothing."""
        subject = self._subject(of)
        try:
            return figure_node(self._language, name, subject, self._variables, style, self._body)
        except ContentError as error:
            self._sections.problems += error.problems
            return Figure(name, subject, "", "", SourceLine(self._source.path, 0))

    # --- what it sees ---------------------------------------------------------------------------

    def _context(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **values,
            "hips": self._hips(),
            "tilts": self._tilts(),
            "section": self._section,
            "sections": self._all_sections,
            "heading": self._heading,
            "has_section": self._source.sections.__contains__,
            "shared": self._shared,
            "figure": self._figure_markup,
            "text": self._language.phrases.text,
        }

    def _hips(self) -> list[Hip]:
        """Backward first: so the two patterns read as exact mirrors."""
        if self._pattern is None:
            return []
        return [
            Hip(of.side.value, of.tilt.value, self._variables[of.tilt.value])
            for of in (self._pattern.backward, self._pattern.forward)
        ]

    def _tilts(self) -> list[Hip]:
        """A hip of either side in each tilt, in the same order."""
        return [Hip(tilt.value, tilt.value, self._variables[tilt.value]) for tilt in Tilt]

    def _section(self, section_id: str, **more: object) -> FilledSection:
        self.used.add(section_id)
        return self._sections.section(section_id, self._source, more)

    def _shared(self, section_id: str) -> FilledSection:
        """A block every handout carries; in words of its own, where the handout has some."""
        if section_id in self._source.sections:
            return self._section(section_id)
        return self._sections.section(section_id, self._language.shared)

    def _heading(self, section_id: str) -> str:
        """Only the title of a section, which has no text."""
        section = self._source.sections.get(section_id)
        if section and section.body:
            what = f"of {{#{section_id}}} only the heading is printed, and it has words below"
            remedy = "remove them, or put them into another section"
            self._sections.problems.append(Problem(self._source.path, section.line, what, remedy))
        return self._section(section_id).title

    def _all_sections(self, besides: tuple[str, ...] = ()) -> Iterator[FilledSection]:
        """Every section in order, but those the template places itself."""
        for section_id in self._source.sections:
            if section_id not in besides:
                yield self._section(section_id)

    def _figure_markup(self, name: str, hip: Hip | None = None, style: str = "") -> Markup:
        of = hip.id if hip else ""
        alt = self.figure(name, of, style).alt
        figure = '<figure class="%s" data-name="%s" data-of="%s"><img alt="%s"/></figure>'
        return Markup(figure) % (style, name, of, alt)

    def _subject(self, of: str) -> Subject:
        """The hip of a side, a tilt, else the pattern."""
        if not of:
            return self._pattern
        if of in {tilt.value for tilt in Tilt}:
            return Tilt(of)
        if self._pattern is None or of not in {side.value for side in Side}:
            raise MarkupError(f"a figure of '{of}'")
        return self._pattern.of(Side(of))

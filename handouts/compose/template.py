"""A handout's template: what it sees, and the markup it makes of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from handouts.compose.figure_texts import figure_node
from handouts.compose.sections import FilledSections
from handouts.compose.skeleton import Mark, Placed, Skeleton, keep, recall
from handouts.document import Figure, Place, Subject
from handouts.errors import ContentError
from handouts.pattern import Pattern, Side, Tilt
from handouts.reading import HandoutSource, Language, SectionSource, Text
from handouts.reading.nodes import Literal
from handouts.storage import cache, paths
from handouts.storage.tracking import note, observing

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


class FilledSection(NamedTuple):
    """A section as templates see it: they cannot look into its words."""

    id: str
    title: str
    body: Mark
    run_in: Mark


class Template:
    """The template of one handout.

    Args:
        filled: fills in sections, and takes every problem.

    Attributes:
        names: of its file; the first that is there is used.
        used: the ids of the handout's own sections that it placed.
    """

    def __init__(
        self,
        language: Language,
        source: HandoutSource,
        pattern: Pattern | None,
        filled: FilledSections,
    ) -> None:
        self.names = (f"{source.id}.xml.j2", FALLBACK)
        self.used: set[str] = set()
        self._language, self._source, self._pattern = language, source, pattern
        self._filled, self._variables = filled, filled.variables
        self._phrases = language.phrases
        self._placed: list[Placed] = []

    def markup(self, values: Mapping[str, Any]) -> str:
        """What the template makes of some values and all that it may ask for."""
        made_from = self._made_from(values) if cache.folder() else None
        skeleton = recall(made_from) if made_from else None
        if skeleton is None:
            skeleton = self._skeleton(values)
            if made_from and not self._filled.problems:
                keep(made_from, skeleton)
        note(*map(Path, skeleton.files))
        self.used.update(skeleton.used)
        return skeleton.filled(self._words)

    def figure(self, name: str, of: str, style: str) -> Figure:
        """A figure with its words; `of` is a side, a tilt or nothing."""
        subject = self._subject(of)
        try:
            return figure_node(self._language, name, subject, self._variables, style)
        except ContentError as error:
            self._filled.problems += error.problems
            return Figure(name, subject, "", "", Place(self._source.path, 0))

    # --- what it sees ---------------------------------------------------------------------------

    def _seen(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            **values,
            "hips": self._hips(),
            "tilts": self._tilts(),
            "section": self._section,
            "sections": self._sections,
            "heading": self._heading,
            "has_section": self._source.sections.__contains__,
            "shared": self._shared,
            "figure": self._figure_markup,
            "text": self._phrases.text,
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
        return self._filled_section(Placed(section_id, False, more))

    def _shared(self, section_id: str) -> FilledSection:
        """A block every handout carries; in words of its own, where the handout has some."""
        if section_id in self._source.sections:
            return self._section(section_id)
        return self._filled_section(Placed(section_id, True, {}))

    def _filled_section(self, placed: Placed) -> FilledSection:
        self._placed.append(placed)
        number = len(self._placed) - 1
        title = self._filled.title(placed.id, self._source_of(placed), placed.more)
        return FilledSection(placed.id, title, Mark("body", number), Mark("run-in", number))

    def _source_of(self, placed: Placed) -> SectionSource:
        return self._language.shared if placed.shared else self._source

    def _heading(self, section_id: str) -> str:
        """Only the title of a section, which needs no text."""
        self.used.add(section_id)
        return self._filled.text(self._source.sections[section_id].title)

    def _sections(self, besides: tuple[str, ...] = ()) -> Iterator[FilledSection]:
        """Every section in order, but those the template places itself."""
        for section_id in self._source.sections:
            if section_id not in besides:
                yield self._section(section_id)

    def _figure_markup(self, name: str, hip: Hip | None = None, style: str = "") -> Markup:
        of = hip.id if hip else ""
        alt = self.figure(name, of, style).alt
        return Markup(
            '<figure class="{}" data-name="{}" data-of="{}"><img alt="{}"/></figure>'
        ).format(style, name, of, alt)

    def _subject(self, of: str) -> Subject:
        """The hip of a side, a tilt, else the pattern."""
        if not of:
            return self._pattern
        if of in {tilt.value for tilt in Tilt}:
            return Tilt(of)
        assert self._pattern is not None, "a figure of one hip needs a pattern"
        return self._pattern.of(Side(of))

    # --- what it makes --------------------------------------------------------------------------

    def _skeleton(self, values: Mapping[str, Any]) -> Skeleton:
        from handouts.compose.jinja import rendered

        with observing() as read:
            markup = rendered(self.names, self._seen(values))
        files = sorted(str(path.absolute()) for path in read)
        return Skeleton(markup, tuple(self._placed), tuple(sorted(self.used)), tuple(files))

    def _made_from(self, values: Mapping[str, Any]) -> str:
        """All that a template can see."""
        sources = (self._source, self._language.shared)
        titles = [
            [(section.id, _as_typed(section.title)) for section in source.sections.values()]
            for source in sources
        ]
        templates = sorted(paths.templates_dir().glob("*.xml.j2"))
        figures = self._language.figures.items()
        return repr(
            (
                self.names,
                self._pattern,
                (str(paths.templates_dir()), str(self._language.path.absolute())),
                [(path.name, path.read_bytes()) for path in templates],
                dict(values),
                titles,
                self._variables,
                self._language.phrases.tree,
                [(name, _as_typed(figure.alt)) for name, figure in figures],
            )
        )

    def _words(self, kind: str, placed: Placed) -> Markup:
        """What stands where a template placed a section."""
        fill_in = self._filled.run_in if kind == "run-in" else self._filled.body
        return fill_in(placed.id, self._source_of(placed), placed.more)


def _as_typed(text: Text) -> list[str | tuple[str]]:
    """A text without the place it stands at."""
    return [
        part.text if isinstance(part, Literal) else (str(part.expression),) for part in text.parts
    ]

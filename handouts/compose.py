"""Handout × pattern ─► Jinja ─► Document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from handouts import rooms
from handouts.document import Block, Document, Figure, Group, Place, Subject, words
from handouts.figure_words import figure_with_words, known_words
from handouts.filled_in import (
    approval_lines,
    dose_fields,
    draft_words,
    link_words,
    short_draft_words,
    status_line,
)
from handouts.formats import FORMATS
from handouts.markup import parse
from handouts.observed import note, observing
from handouts.passages import Passages
from handouts.pattern import Pattern, Side, Tilt
from handouts.problems import ContentError, Problem
from handouts.reading import (
    Dose,
    HandoutSource,
    Language,
    Library,
    SectionSource,
    Text,
    approval_status,
    status_holds,
)
from handouts.reading.nodes import Words
from handouts.skeleton import Mark, Placed, Skeleton, keep, recall
from handouts.wording import Lexicon

# Every handout must carry these; a template that drops one does not build.
REQUIRED_BLOCKS = (
    "checked-first",
    "clinic",
    "dose",
    "stop",
    "ask-first",
    "help-now",
    "known",
    "approval",
)
FALLBACK_TEMPLATE = "default.xml.j2"


def compose(
    library: Library,
    lang: str,
    handout: str,
    pattern: Pattern | None,
    *,
    dose: Dose,
    today: date,
    made_for: str = "",
) -> Document:
    """The document of one handout.

    Args:
        pattern: None for a handout that is the same for every patient.
        dose: what is filled in; the rest prints as blanks.
        today: decides whether an approval still holds.
        made_for: the name of the patient, which gets a line of its own; empty prints as a blank.

    Raises:
        ContentError: every problem of this handout's content.
    """
    language = library.languages[lang]
    source = language.handout(handout)
    return _Composer(library, language, source, pattern, dose, today, made_for).document()


class Hip(NamedTuple):
    """One hip as templates see it.

    Attributes:
        id: its side, or its tilt where no side is named.
        words: what may be said of it.
    """

    id: str
    tilt: str
    words: Mapping[str, str]


class Passage(NamedTuple):
    """A section as templates see it: they cannot look into its words."""

    id: str
    title: str
    body: Mark
    run_in: Mark


class _Composer:
    def __init__(
        self,
        library: Library,
        language: Language,
        source: HandoutSource,
        pattern: Pattern | None,
        dose: Dose,
        today: date,
        made_for: str,
    ) -> None:
        self.library, self.language, self.source = library, language, source
        self.pattern, self.dose, self.made_for = pattern, dose, made_for
        self.lexicon = Lexicon(language.words)
        self.templates = (f"{source.id}.xml.j2", FALLBACK_TEMPLATE)
        self.placed: list[Placed] = []
        self.used: set[str] = set()
        clinic = library.clinic
        self.variables: dict[str, Any] = known_words(clinic, self.lexicon, pattern)
        self.passages = Passages(self.variables)
        self.problems = self.passages.problems
        self.compact = FORMATS[source.front.format].compact
        approved = clinic.approval(language.code, source.id)
        self.status = approval_status(source.front.approval, approved, today)
        self.since, self.until = status_holds(source.front.approval, approved, today)
        note(clinic.path, *([clinic.logo.path] if clinic.logo else []))

    def document(self) -> Document:
        front, clinic, lexicon = self.source.front, self.library.clinic, self.lexicon
        title = self.passages.text(front.title)
        subject = self.passages.text(front.subject) if front.subject else ""
        markup = self._markup(title)
        children: tuple[Block, ...] = ()
        if not self.problems:  # markup with gaps would only seem to lack more
            children = parse(markup, self._figure)
            self._require_blocks(children)
        self._report_unused()
        self._stop_on_problems()
        return Document(
            id=self.source.id,
            format=front.format,
            lang=self.language.code,
            title=title,
            subject=subject,
            author=clinic.name or "",
            keywords=tuple(word.strip() for word in lexicon.text("keywords").split(",")),
            max_pages=front.pages,
            draft=(short_draft_words if self.compact else draft_words)(self.status, lexicon),
            footer=self._footer(title),
            page_label=""
            if self.compact
            else lexicon.text("labels.page", page="{page}", pages="{pages}"),
            children=tuple(child for child in children if isinstance(child, Group)),
            markup=markup,
            letters=tuple((side, lexicon.text(f"sides.{side.value}.letter")) for side in Side),
            source=self.source.path,
            longest=self._longest(),
            logo=(clinic.logo.data, clinic.logo.kind) if clinic.logo else None,
            brand=clinic.brand,
            tiling=self._tiling(title),
            since=self.since,
            until=self.until,
        )

    # --- what templates see ---------------------------------------------------------------------

    def _context(self, title: str) -> dict[str, Any]:
        clinic, lexicon = self.library.clinic, self.lexicon
        return {
            "lang": self.language.code,
            "title": title,
            "name": self._name(title),
            "clinic": clinic,
            "clinic_links": link_words(clinic.links, lexicon),
            "clinic_line": self._clinic_line(),
            "made_for": self.made_for,
            "hips": self._hips(),
            "tilts": self._tilts(),
            "section": self._section,
            "sections": self._sections,
            "heading": self._heading,
            "has_section": self.source.sections.__contains__,
            "shared": self._shared,
            "figure": self._figure_markup,
            "text": lexicon.text,
            "dose_fields": dose_fields(self.dose, lexicon),
            "days": lexicon.days(),
            "approval_lines": approval_lines(self.status, self.source.front.version, lexicon),
        }

    def _hips(self) -> list[Hip]:
        """Backward first: so the two patterns read as exact mirrors."""
        if self.pattern is None:
            return []
        return [
            Hip(of.side.value, of.tilt.value, self.variables[of.tilt.value])
            for of in (self.pattern.backward, self.pattern.forward)
        ]

    def _tilts(self) -> list[Hip]:
        """A hip of either side in each tilt, in the same order."""
        return [Hip(tilt.value, tilt.value, self.variables[tilt.value]) for tilt in Tilt]

    def _section(self, section_id: str, **more: object) -> Passage:
        self.used.add(section_id)
        return self._passage(Placed(section_id, False, more))

    def _shared(self, section_id: str) -> Passage:
        """A block every handout carries; in words of its own, where the handout has some."""
        if section_id in self.source.sections:
            return self._section(section_id)
        return self._passage(Placed(section_id, True, {}))

    def _passage(self, placed: Placed) -> Passage:
        self.placed.append(placed)
        number = len(self.placed) - 1
        title = self.passages.title(placed.id, self._source_of(placed), placed.more)
        return Passage(placed.id, title, Mark("body", number), Mark("run-in", number))

    def _source_of(self, placed: Placed) -> SectionSource:
        return self.language.shared if placed.shared else self.source

    def _heading(self, section_id: str) -> str:
        """Only the title of a section, which needs no text."""
        self.used.add(section_id)
        return self.passages.text(self.source.sections[section_id].title)

    def _sections(self, besides: tuple[str, ...] = ()) -> Iterator[Passage]:
        """Every section in order, but those the template places itself."""
        for section_id in self.source.sections:
            if section_id not in besides:
                yield self._section(section_id)

    # --- the template ---------------------------------------------------------------------------

    def _markup(self, title: str) -> str:
        context = self._context(title)
        made_from = self._made_from(context)
        skeleton = recall(made_from)
        if skeleton is None:
            skeleton = self._skeleton(context)
            if not self.problems:
                keep(made_from, skeleton)
        note(*map(Path, skeleton.files))
        self.used.update(skeleton.used)
        return skeleton.filled(self._words)

    def _skeleton(self, context: Mapping[str, Any]) -> Skeleton:
        from handouts.templating import rendered

        with observing() as read:
            markup = rendered(self.templates, context)
        files = sorted(str(path.absolute()) for path in read)
        return Skeleton(markup, tuple(self.placed), tuple(sorted(self.used)), tuple(files))

    def _made_from(self, context: Mapping[str, Any]) -> str:
        """All that a template can see."""
        sources = (self.source, self.language.shared)
        titles = [
            [(section.id, _as_typed(section.title)) for section in source.sections.values()]
            for source in sources
        ]
        templates = sorted(rooms.templates_dir().glob("*.xml.j2"))
        figures = self.language.figures.items()
        return repr(
            (
                self.templates,
                (str(rooms.templates_dir()), str(self.language.path.absolute())),
                [(path.name, path.read_text(encoding="utf-8")) for path in templates],
                {name: value for name, value in context.items() if not callable(value)},
                titles,
                self.variables,
                self.language.words.tree,
                [(name, _as_typed(figure.alt)) for name, figure in figures],
            )
        )

    def _words(self, kind: str, placed: Placed) -> Markup:
        """What stands where a template placed a section."""
        fill_in = self.passages.run_in if kind == "run-in" else self.passages.body
        return fill_in(placed.id, self._source_of(placed), placed.more)

    # --- figures --------------------------------------------------------------------------------

    def _figure_markup(self, name: str, hip: Hip | None = None, style: str = "") -> Markup:
        of = hip.id if hip else ""
        alt = self._figure(name, of, style).alt
        return Markup(
            '<figure class="{}" data-name="{}" data-of="{}"><img alt="{}"/></figure>'
        ).format(style, name, of, alt)

    def _figure(self, name: str, of: str, style: str) -> Figure:
        subject = self._subject(of)
        try:
            return figure_with_words(self.language, name, subject, self.variables, style)
        except ContentError as error:
            self.problems += error.problems
            return Figure(name, subject, "", "", Place(self.source.path, 0))

    def _subject(self, of: str) -> Subject:
        """The hip of a side, a tilt, else the pattern."""
        if not of:
            return self.pattern
        if of in {tilt.value for tilt in Tilt}:
            return Tilt(of)
        assert self.pattern is not None, "a figure of one hip needs a pattern"
        return self.pattern.of(Side(of))

    # --- checks ---------------------------------------------------------------------------------

    def _report_unused(self) -> None:
        for section in self.source.sections.values():
            if section.id not in self.used:
                what = f"this handout has no place for the section {{#{section.id}}}"
                remedy = "remove it, or use one of: " + ", ".join(sorted(self.used))
                self.problems.append(Problem(self.source.path, section.line, what, remedy))

    def _require_blocks(self, children: tuple[Block, ...]) -> None:
        found = dict(_named_blocks(children))
        for name in REQUIRED_BLOCKS:
            if not any(text.strip() for text in words(found.get(name, ()))):
                what = f"the block '{name}' is missing from the handout '{self.source.id}'"
                remedy = "every handout must carry it: put it back into the template"
                paths = [rooms.templates_dir() / name for name in self.templates]
                path = next(path for path in paths if path.is_file())
                self.problems.append(Problem(path, 0, what, remedy))

    def _stop_on_problems(self) -> None:
        if self.problems:
            raise ContentError(self.problems)

    def _longest(self) -> tuple[str, int]:
        """Id and line of the section with the most text."""
        longest = max(
            self.source.sections.values(), key=lambda of: self.passages.lengths.get(of.id, 0)
        )
        return longest.id, longest.line

    def _clinic_line(self) -> str:
        """Where the clinic is: name, address, web and email, as far as they are known."""
        clinic = self.library.clinic
        address = (clinic.address or "").splitlines()
        parts = [clinic.name, *address, clinic.web, clinic.email]
        known = [part.strip().rstrip(",") for part in parts if part and part.strip()]
        return ", ".join(known) if len(known) > 1 else ""

    def _footer(self, title: str) -> tuple[str, ...]:
        lexicon, clinic = self.lexicon, self.library.clinic
        if self.compact:
            return ()
        name = self._name(title)
        status = status_line(self.status, self.source.front.version, lexicon)
        contact = ", ".join(part for part in (clinic.name, clinic.phone) if part)
        return tuple(line for line in (f"{name}. {status}", contact) if line)

    def _name(self, title: str) -> str:
        """The pattern's name, or the title where there is none."""
        return title if self.pattern is None else self.lexicon.text("pattern", **self.variables)

    def _tiling(self, title: str) -> dict[str, str]:
        text = self.lexicon.text
        if self.source.front.format != "poster":
            return {}
        return {
            "sheet": text("tiles.sheet", number="{number}", count="{count}"),
            "how": text("tiles.how"),
            "part": text("tiles.part", label="{label}", title=title),
        }


def _named_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for block in blocks:
        if isinstance(block, Group):
            if block.block:
                yield block.block, block.children
            yield from _named_blocks(block.children)


def _as_typed(text: Text) -> list[str | tuple[str]]:
    """A text without the place it stands at."""
    return [part.text if isinstance(part, Words) else (part.expression,) for part in text.parts]

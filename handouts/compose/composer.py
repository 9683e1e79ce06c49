"""Handout × pattern ─► Jinja ─► Document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from handouts.compose.approval import UNKNOWN, Status
from handouts.compose.completeness import check_complete
from handouts.compose.dose import dose_fields, tick_note, ticks
from handouts.compose.jinja import template_file
from handouts.compose.markup import MarkupError, nodes, parse, section_lengths
from handouts.compose.online import online, page_link
from handouts.compose.page_breaks import begin_pages, breaks_of
from handouts.compose.sections import FilledSections
from handouts.compose.staff_label import staff_label
from handouts.compose.status_words import (
    approval_lines,
    draft_text,
    link_texts,
    status_line,
)
from handouts.compose.template import Template
from handouts.compose.wording import asked_about, content_variables, days_of_week, faces
from handouts.design.formats import FORMATS
from handouts.design.people import body_of
from handouts.design.scripts import runs_to_left
from handouts.document import Block, Document, Group, Online, texts
from handouts.errors import ContentError, Problem
from handouts.pattern import Pattern, Side
from handouts.reading import Dose, HandoutSource, Language, Library, SectionSource
from handouts.reading.findings import suggestion
from handouts.reading.language_tags import is_translation
from handouts.reading.text import has_letters_to_left, isolated
from handouts.storage import paths
from handouts.storage.tracking import note

_WARNINGS = ("checked-first", "stop", "ask-first", "help-now", "doctor-today")

# Every handout must carry these; a template that drops one does not build.
REQUIRED_BLOCKS = (
    "checked-first",
    "clinic",
    "dose",
    "stop",
    "ask-first",
    "help-now",
    "doctor-today",
    "known",
    "approval",
)
# What a handout that is not about exercises leaves out.
_OF_EXERCISES = ("checked-first", "dose", "known")


def compose(
    library: Library,
    lang: str,
    handout: str,
    pattern: Pattern | None,
    *,
    dose: Dose,
    status: Status = UNKNOWN,
    made_for: str = "",
    personal: bool = False,
) -> Document:
    """The document of one handout.

    Args:
        pattern: None for a handout that is the same for every patient.
        dose: what is filled in; the rest prints as blanks.
        status: whether its words are approved; see `handouts.approvals`.
        made_for: the name of the patient, which gets a line of its own; empty prints as a blank.
        personal: it is for one patient: what opens its page on a phone has this dose with it.

    Raises:
        ContentError: every problem of this handout's content.
    """
    language = library.languages[lang]
    source = language.handout(handout)
    carried = dose if personal else None
    return _Composer(library, language, source, pattern, dose, status, made_for, carried).document()


class _Composer:
    def __init__(
        self,
        library: Library,
        language: Language,
        source: HandoutSource,
        pattern: Pattern | None,
        dose: Dose,
        status: Status,
        made_for: str,
        carried: Dose | None,
    ) -> None:
        self.library, self.language, self.source = library, language, source
        self.pattern, self.dose, self.made_for = pattern, dose, made_for
        self.status = status
        self.phrases = language.phrases
        clinic = library.clinic
        # Wherever the clinic is named, it is kept apart from words that run to the left.
        self.apart = clinic._replace(
            name=clinic.name and isolated(clinic.name, language.code),
            phone=clinic.phone and isolated(clinic.phone, language.code),
        )
        self.variables = content_variables(clinic, self.phrases, pattern)
        self.sections = FilledSections(self.variables, self.phrases)
        self.marks = self.sections.marks
        self.problems = self.sections.problems
        self.template = Template(
            language, source, pattern, self.sections, body_of(clinic.body, source.id)
        )
        self.page_link = page_link(clinic, language, source, pattern, carried)
        self.compact = FORMATS[source.front.format].compact
        note(clinic.path, *([clinic.logo.path] if clinic.logo else []))

    def document(self) -> Document:
        front, clinic, phrases = self.source.front, self.library.clinic, self.phrases
        title = self.sections.text(front.title)
        subject = self.sections.text(front.subject) if front.subject else ""
        markup = self._markup(title)
        article = self._article(markup)
        children = self._parts(article)
        self._report_unused()
        if self.problems:
            raise ContentError(self.problems)
        return Document(
            id=self.source.id,
            format=front.format,
            lang=self.language.code,
            title=title,
            subject=subject,
            author=clinic.name or "",
            keywords=_keywords(phrases.text("keywords")),
            max_pages=front.pages,
            draft=draft_text(self.status, phrases, short=self.compact),
            footer=self._footer(title),
            page_label=""
            if self.compact
            else phrases.text("labels.page", page="{page}", pages="{pages}"),
            children=children,
            markup=markup,
            letters=tuple((side, phrases.text(f"sides.{side.value}.letter")) for side in Side),
            blank=phrases.text("labels.blank"),
            source=self.source.path,
            sections=self._ranked_sections(article),
            logo=clinic.logo.picture if clinic.logo else None,
            brand=clinic.brand,
            sheets=self._sheets(),
            staff=isolated(
                staff_label(
                    self.language.code,
                    self.source.id,
                    self.pattern,
                    self.status,
                    compact=self.compact,
                ),
                self.language.code,
            ),
            may_go_on=is_translation(self.language.code),
            tag="" if self.compact or self.status.is_approved else phrases.text("draft.mark"),
            online=self._online(title),
            digits=phrases.digits,
            filled_in=tuple(filter(None, (clinic.name, clinic.address, self.made_for))),
        )

    # --- the template ---------------------------------------------------------------------------

    def _markup(self, title: str) -> str:
        try:
            markup = self.template.markup(self._values(title))
        except ContentError as error:
            raise ContentError([*self.problems, *error.problems]) from error
        if self.problems:  # it has gaps, and would only seem to lack more
            self._report_unused()
            raise ContentError(self.problems)
        return markup

    @property
    def is_short(self) -> bool:
        """Whether it has so little room that words stand in their short forms."""
        return self.compact or self.source.front.pages == 1

    def _values(self, title: str) -> dict[str, Any]:
        clinic, phrases = self.library.clinic, self.phrases
        return {
            "lang": self.language.code,
            "title": title,
            "name": self._name(title),
            "clinic": self.apart,
            "page_links": [self.page_link] if self.page_link else [],
            "clinic_links": link_texts(clinic.links, phrases),
            "clinic_line": self._clinic_line(),
            "made_for": self.made_for,
            "exercise": self.source.front.exercise,
            "dose_fields": dose_fields(self.dose, phrases, short=self.compact),
            "asked_about": asked_about(clinic, phrases, short=self.is_short),
            "ticks": ticks(self.dose, phrases),
            "tick_note": tick_note(self.dose, phrases),
            "days": days_of_week(phrases),
            "faces": faces(phrases),
            "approval_lines": approval_lines(
                self.status, self.source.front.version, phrases, short=self.compact
            ),
            "marks": self.marks,
        }

    # --- checks ---------------------------------------------------------------------------------

    def _report_unused(self) -> None:
        for section in self.source.sections.values():
            if section.id not in self.template.used:
                what = f"this handout has no place for the section {{#{section.id}}}"
                remedy = "remove it, or use one of: " + ", ".join(sorted(self.template.used))
                self.problems.append(Problem(self.source.path, section.line, what, remedy))

    def _article(self, markup: str) -> Element:
        try:
            return parse(markup)
        except MarkupError as error:
            raise self._no_page(error) from error

    def _parts(self, article: Element) -> tuple[Group, ...]:
        """Its nodes, which must have all that a handout may not lack."""
        try:
            begin_pages(article)
            self._report_breaks(article)
            self._report_bars(article)
            pictures = self._pictures(article)
            parts = nodes(article, self.template.figure, pictures)
            self._require_blocks(parts)
            if not self.problems:  # else that is why something is not complete
                check_complete(parts, has_logo=self.library.clinic.logo is not None)
        except MarkupError as error:
            raise self._no_page(error) from error
        return parts

    def _report_breaks(self, article: Element) -> None:
        """
        Raises:
            ContentError: a page is to begin where none can.
        """
        for section, line in breaks_of(article):
            file = self._source_of(section).path
            what = f"no page can begin here, as {{#{section}}} stands in a box or beside others"
            remedy = "ask for it at the end of a section that stands by itself, or remove it"
            self.problems.append(Problem(file, line, what, remedy))
        if self.problems:
            raise ContentError(self.problems)

    def _report_bars(self, article: Element) -> None:
        """
        Raises:
            ContentError: a section in a bar has more than the paragraph that is printed there.
        """
        for bar in article.iter():
            if bar.get("class") != "bar":
                continue
            words = [each for each in bar if each.get("data-section")]
            if [each.tag for each in words] in ([], ["p"]):
                continue
            id_ = words[0].get("data-section", "")
            source = self._source_of(id_)
            what = f"{{#{id_}}} stands in a bar, which has room for one paragraph"
            remedy = "say it in one, without a list, a table or a picture"
            self.problems.append(Problem(source.path, source.section(id_).line, what, remedy))
        if self.problems:
            raise ContentError(self.problems)

    def _source_of(self, section_id: str) -> SectionSource:
        """The file that has a section."""
        own = section_id in self.source.sections
        return self.source if own else self.language.shared

    def _no_page(self, error: MarkupError) -> ContentError:
        what = f"what this template makes is no page ({error})"
        problem = Problem(template_file(self.template.names), 0, what, "undo the last change there")
        return ContentError([*self.problems, problem])

    def _pictures(self, article: Element) -> dict[str, bytes]:
        """The files of the clinic's own pictures among words, by name.

        Raises:
            ContentError: words place a picture that there is not, that cannot be printed, or that
                is of one hip.
        """
        placed = [each for each in article.iter("figure") if each.get("data-section")]
        found: dict[str, bytes] = {}
        if not placed:
            return found
        kinds = ("none", "pattern") if self.pattern else ("none",)
        subjects = paths.figures().SUBJECT_KINDS
        known = [name for name, kind in subjects.items() if kind in kinds]
        for each in placed:
            file = self._source_of(each.get("data-section", "")).path
            line = int(each.get("data-line", "0"))

            def report(line: int, what: str, remedy: str, file: Path = file) -> None:
                self.problems.append(Problem(file, line, what, remedy))

            if (name := each.get("data-picture")) is not None:
                if (picture := self.library.pictures.picture(name, report, line)) is not None:
                    note(picture.path)
                    found[name] = picture.data
            elif (name := each.get("data-name", "")) not in known:
                what = f"no figure '{name}' can be placed among words"
                report(line, what, suggestion(name, known))
        if self.problems:
            raise ContentError(self.problems)
        return found

    def _require_blocks(self, children: tuple[Group, ...]) -> None:
        found = dict(_named_blocks(children))
        for name in REQUIRED_BLOCKS:
            if name in _OF_EXERCISES and not self.source.front.exercise:
                continue
            if not any(text.strip() for text in texts(found.get(name, ()))):
                what = f"the block '{name}' is missing from the handout '{self.source.id}'"
                remedy = "every handout must carry it: put it back into the template"
                self.problems.append(Problem(template_file(self.template.names), 0, what, remedy))

    def _ranked_sections(self, article: Element) -> tuple[tuple[tuple[str, int], ...], ...]:
        """Those of each part, the longest first; those that warn are shortened last."""
        return tuple(
            tuple(
                (section.id, section.line)
                for section in sorted(
                    (each for each in self.source.sections.values() if each.id in lengths),
                    key=lambda each: (each.id in _WARNINGS, -lengths[each.id]),
                )
            )
            for lengths in section_lengths(article)
        )

    def _clinic_line(self) -> str:
        """Where the clinic is: name, address, web and email; nothing if only the name is known."""
        clinic, lang = self.apart, self.language.code
        lines = [line.strip().rstrip(",") for line in (clinic.address or "").splitlines()]
        # An address in Latin letters is one text, also where all else runs to the left.
        foreign = runs_to_left(lang) and not any(map(has_letters_to_left, lines))
        address = ", ".join(filter(None, lines)) if foreign else self.marks.listed(lines)
        where = [isolated(part, lang) for part in (address, clinic.web, clinic.email) if part]
        return self.marks.listed((clinic.name or "", *where)) if where else ""

    def _footer(self, title: str) -> tuple[str, ...]:
        phrases, clinic = self.phrases, self.apart
        if self.compact:
            return ()
        name = self._name(title)
        status = status_line(self.status, self.source.front.version, phrases)
        contact = self.marks.listed((clinic.name or "", clinic.phone or ""))
        return tuple(filter(None, (self.marks.sentences((name, status)), contact)))

    def _name(self, title: str) -> str:
        """The pattern's name, or the title where there is none."""
        return title if self.pattern is None else self.phrases.text("pattern", **self.variables)

    def _online(self, title: str) -> Online:
        if self.source.front.format == "poster":  # which is no page of the web
            return Online()
        name = self._name(title)
        return online(
            self.library,
            self.language,
            self.source.id,
            self.pattern,
            self.variables,
            self.dose,
            self.status,
            self.marks.said(title, name) if name != title else title,
        )

    def _sheets(self) -> dict[str, str]:
        text = self.phrases.text
        if self.source.front.format == "card":
            return {"short_edge": text("cards.short_edge")}
        if self.source.front.format != "poster":
            return {}
        return {
            "sheet": text("tiles.sheet", number="{number}", count="{count}"),
            "how": text("tiles.how"),
        }


def _keywords(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in re.split("[,،、，;]", text))))


def _named_blocks(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for block in blocks:
        if isinstance(block, Group):
            if block.block:
                yield block.block, block.children
            yield from _named_blocks(block.children)

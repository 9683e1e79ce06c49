"""What one visit needs, made: its PDF, what is to be known of it, and a line for the chart."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from handouts.building.request import day
from handouts.building.warnings import why_draft
from handouts.compose.approval import Status
from handouts.compose.dose import dose_fields
from handouts.compose.language_names import language_name
from handouts.desk import visit_form
from handouts.desk.good_words import GoodWords, Words
from handouts.desk.visit_form import SIDES, Visit, named, usual_visit
from handouts.errors import ContentError, UsageError
from handouts.patient import USUAL_EDITION, PatientPdf, patient_pdf
from handouts.reading import Library


class Drafts(NamedTuple):
    """What of a visit nobody has approved: its names in a row, and why; both empty if all is."""

    named: str
    why: tuple[str, ...]


class Sheets(NamedTuple):
    """The PDF of one visit; it is in memory only.

    Attributes:
        approved: by whom and when its words were approved; empty for a draft.
        codes: those of its words.
        look: what of its look and language is not the usual one, in words; empty if nothing is.
        line: for the patient's chart: the day, what was given and in which look, side, dose in the
            clinic's usual language, codes, and who approved them; no name.
    """

    visit: Visit
    made: PatientPdf
    drafts: Drafts
    approved: str
    codes: tuple[str, ...]
    look: str
    line: str

    @property
    def is_draft(self) -> bool:
        return bool(self.made.drafts)

    @property
    def pdf(self) -> bytes:
        return self.made.data

    @property
    def pages(self) -> int:
        return self.made.pages


def sheets_of(words: GoodWords, visit: Visit, today: str) -> Sheets:
    """
    Raises:
        ContentError: the content cannot be printed.
        UsageError: all that is wrong with what was typed.
    """

    def make(words: Words) -> Sheets:
        made = patient_pdf(words.library, visit.request(today), words.book)
        library = words.library
        lang = next(iter(made.statuses))[0]
        return Sheets(
            visit,
            made,
            _drafts(made, library, lang),
            "" if made.drafts else _approved(made),
            tuple(dict.fromkeys(each.code for each in made.statuses.values())),
            _look(library, made, lang),
            _line(library, visit, made, lang, today),
        )

    return words.make(make)


def drafts_of(words: GoodWords, visit: Visit, today: str) -> Drafts:
    """Those of a visit of which nothing can be made yet: it has no side, or a dose that is wrong.

    Raises:
        ContentError: there is no content that can be read.
    """
    on = day(today)
    assert on is not None

    def find(words: Words) -> Drafts:
        library = words.library
        lang = visit.lang if visit.lang in library.languages else usual_visit(library).lang
        known = library.languages[lang].handouts
        given = dict.fromkeys(each for each in visit.give if each in known)
        statuses = {each: words.book.status(lang, each, on) for each in given}
        return _told(statuses, library, lang)

    return words.make(find)


def get_ready(words: GoodWords, today: str) -> None:
    """Makes one set for each side beforehand, as the first of a run takes a while."""
    with suppress(ContentError, UsageError):
        usual = usual_visit(words.library)
        for side in SIDES:
            sheets_of(words, usual._replace(side=side), today)


def _approved(made: PatientPdf) -> str:
    """`Approved 2026-02-10, A. Clinician`; empty where nothing of it is."""
    by = dict.fromkeys(
        f"{each.approval.on.isoformat()}, {each.approval.name}"
        for each in made.statuses.values()
        if each.approval and each.is_approved
    )
    return f"Approved {'; '.join(by)}" if by else ""


def _look(library: Library, made: PatientPdf, lang: str) -> str:
    looks = {each.value: each.words.lower() for each in visit_form.looks()}
    unusual = [looks[made.edition]] if made.edition != USUAL_EDITION else []
    unusual += [language_name(lang).own] if lang != usual_visit(library).lang else []
    return ", ".join(unusual)


def _line(library: Library, visit: Visit, made: PatientPdf, lang: str, today: str) -> str:
    # Whoever reads the chart need not know the patient's language.
    phrases = library.languages[usual_visit(library).lang].phrases
    said = [each.sentence.rstrip(".") for each in dose_fields(made.dose, phrases) if each.sentence]
    dose = f"Dose: {'; '.join(said)}." if said else "Dose: left blank."
    codes = ", ".join(
        f"{status.code} ({named([handout], library, lang)})"
        for (_, handout), status in made.statuses.items()
    )
    unusual = _look(library, made, lang)
    look = f" ({unusual})" if unusual else ""
    drafts = f"DRAFT, not approved: {_drafts(made, library, lang).named}" if made.drafts else ""
    told = "; but ".join(filter(None, (_approved(made), drafts)))
    return (
        f"{today}. Given: {named(made.handouts, library, lang)}{look}."
        f" {visit.side.upper()} hip bone backward. {dose} Words {codes}. {told}."
    )


def _drafts(made: PatientPdf, library: Library, lang: str) -> Drafts:
    return _told({handout: each for (_, handout), each in made.statuses.items()}, library, lang)


def _told(statuses: Mapping[str, Status], library: Library, lang: str) -> Drafts:
    drafts = {handout: each for handout, each in statuses.items() if not each.is_approved}
    why = (
        f"{named([handout], library, lang).capitalize()}: {why_draft(status)}."
        for handout, status in drafts.items()
    )
    return Drafts(named(drafts, library, lang), tuple(why))

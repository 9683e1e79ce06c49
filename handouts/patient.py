"""All that one visit needs in one PDF, with what is one patient's filled in: in memory only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from handouts.approvals.status import Book
from handouts.building.choices import as_id, choice
from handouts.building.pipeline import compose_all
from handouts.building.plan import Key
from handouts.building.request import NO_DAY, TypedDose, day, option, typed_dose
from handouts.compose.approval import Status
from handouts.compose.status_words import NAME_FIELD, set_title
from handouts.design.papers import PAPERS
from handouts.design.theme import EDITIONS
from handouts.document import Document, Field, walk
from handouts.errors import UsageError
from handouts.layout.field_boxes import ValueTooWide
from handouts.pattern import PATTERNS, Pattern
from handouts.reading.patient_name import printable_name
from handouts.render.imposition.spreads import Imposition
from handouts.render.print_set import HANDOUTS, render_print_set
from handouts.render.rendered import USUAL_PDF, PdfVersion
from handouts.storage import cache

if TYPE_CHECKING:
    from handouts.approvals.words import Words
    from handouts.reading import Dose, Library

USUAL_PAPER, USUAL_EDITION = "a4", "standard"
Names: TypeAlias = Mapping[str, tuple[str, ...]]
"""Ids, each with other names it has."""
# Patterns as their other hip bones would name them: whoever types one is told, not understood.
_OF_THE_OTHER = {
    f"{each.forward.side.value}-{each.forward.tilt.value}": each.id for each in PATTERNS
}


class PatientRequest(NamedTuple):
    """What one visit needs, all of it as typed; spelling is forgiven, see `choice`.

    Attributes:
        pattern: empty where no handout needs one.
        give: the handouts in order; none for the usual ones.
        lang: empty is the clinic's usual one.
        name: of the patient; empty prints as a blank.
        edition: None for the usual one, see `usual_edition`.
        dose: by field.
        usual_dose: whether the clinic's usual dose fills the rest; else it prints as blanks.
        paper: empty for the clinic's own.
        imposition: how pages are put onto sheets.
        flat: without form fields.
        pdf: the version of PDF.
        today: the day reviews are judged by, as YYYY-MM-DD.
    """

    today: str
    pattern: str = ""
    give: tuple[str, ...] = ()
    edition: str | None = None
    paper: str = ""
    lang: str = ""
    name: str = ""
    dose: TypedDose = MappingProxyType({})
    usual_dose: bool = True
    imposition: Imposition = Imposition.SINGLE
    flat: bool = False
    pdf: PdfVersion = USUAL_PDF


def usual_edition(imposition: Imposition) -> str:
    """The edition where none is chosen: in large print two pages on a side are still 12 pt."""
    return USUAL_EDITION if imposition is Imposition.SINGLE else "large-print"


class PatientPdf(NamedTuple):
    """The PDF, and what should be said of it.

    Attributes:
        handouts: what is in it, in order.
        edition: the one it is in.
        pages: sides of sheets.
        dose: what is filled in, and None for each blank.
        statuses: whether the words of each handout are approved, by language and handout.
        words: those of each handout.
        left_out: what of the clinic had no room.
    """

    data: bytes
    title: str
    handouts: tuple[str, ...]
    edition: str
    pages: int
    dose: Dose
    statuses: Mapping[tuple[str, str], Status]
    words: Mapping[tuple[str, str], Words]
    left_out: tuple[str, ...]

    @property
    def drafts(self) -> dict[tuple[str, str], Status]:
        """The handouts that are not approved, and why."""
        return {key: each for key, each in self.statuses.items() if not each.is_approved}

    @property
    def draft_words(self) -> list[Words]:
        """Those that nobody has approved."""
        return [self.words[key] for key in self.drafts]


class _Chosen(NamedTuple):
    """What was asked for, understood."""

    lang: str
    handouts: tuple[str, ...]
    pattern: Pattern | None
    edition: str
    paper: str
    name: str
    dose: Dose
    today: date


def patient_pdf(library: Library, request: PatientRequest, book: Book | None = None) -> PatientPdf:
    """One PDF of all that was asked for.  The same values, the same bytes; nothing is kept.

    The patient's name is on the pages that have a line for it, and in no property of the file.

    Args:
        book: the approvals of that library, for who makes many; None reads them.

    Raises:
        ContentError: problems in the content.
        UsageError: all that is wrong with what was typed, by the names of the options.
    """
    chosen = _Typed(library, request).chosen()
    language = library.languages[chosen.lang]
    keys: list[Key] = [
        (chosen.lang, each, chosen.pattern if language.handouts[each].front.per_pattern else None)
        for each in chosen.handouts
    ]
    book = book or Book(library)
    with cache.unused():
        composed = compose_all(
            library,
            keys,
            dose=chosen.dose,
            today=chosen.today,
            made_for=chosen.name,
            personal=True,
            book=book,
        )
        documents = [composed[key][0] for key in keys]
        if chosen.name and not any(map(_has_name, documents)):
            fault = "has no line on any of these; leave it out, or give a handout to read as well"
            raise UsageError([("--name", fault)])
        title = set_title(language, chosen.pattern, documents[0].title)
        try:
            rendered = render_print_set(
                documents,
                title,
                PAPERS[chosen.paper],
                chosen.edition,
                request.imposition,
                fillable=not request.flat,
                pdf=request.pdf,
            )
        except ValueTooWide as error:
            fault = f"is too long for its line; shorten it to {error.most} characters"
            raise UsageError([("--name", fault)]) from None
    return PatientPdf(
        rendered.data,
        title,
        chosen.handouts,
        chosen.edition,
        rendered.pages,
        chosen.dose,
        {key[:2]: status for key, (_, status) in composed.items()},
        {key[:2]: book.words(*key[:2]) for key in composed},
        rendered.left_out,
    )


def _has_name(document: Document) -> bool:
    return any(
        isinstance(each, Field) and each.name == NAME_FIELD for each in walk(document.children)
    )


class _Typed:
    """Understands what was typed; `faults` gets all that is wrong."""

    def __init__(self, library: Library, request: PatientRequest) -> None:
        self._library, self._request = library, request
        self.faults: list[tuple[str, str]] = []

    def chosen(self) -> _Chosen:
        """
        Raises:
            UsageError: all that is wrong.
        """
        library, request = self._library, self._request
        langs = _named(sorted(library.languages))
        typed_lang = request.lang or library.usual_language
        lang = self._one_of("language", typed_lang, langs, of="lang")
        handouts = self._handouts(lang)
        usual = usual_edition(request.imposition)
        typed = usual if request.edition is None else request.edition
        edition = self._one_of("edition", typed, _named(EDITIONS))
        papers = {each.id: (each.name,) for each in PAPERS.values()}
        usual_paper = library.clinic.paper or USUAL_PAPER
        paper = self._one_of("paper", request.paper or usual_paper, papers)
        pattern = self._pattern(lang, handouts)
        name = self._name()
        dose = typed_dose(request.dose, self.faults)
        today = day(request.today)
        if today is None:
            self.faults.append(("--today", NO_DAY.format(request.today)))
        if self.faults:
            raise UsageError(self.faults)
        assert today is not None
        if request.usual_dose:
            dose = dose.or_else(library.clinic.dose)
        return _Chosen(lang, handouts, pattern, edition, paper, name, dose, today)

    def _one_of(
        self, kind: str, typed: str, known: Names, unlike: Collection[str] = (), *, of: str = ""
    ) -> str:
        """The id that was typed, with the option `of` or that of its kind; empty if none was."""
        try:
            return choice(kind, typed, known, unlike)
        except ValueError as error:
            self.faults.append((option(of or kind), str(error)))
            return ""

    def _handouts(self, lang: str) -> tuple[str, ...]:
        """Each once, in the order in which they were typed."""
        languages = self._library.languages
        of = [languages[lang]] if lang else languages.values()
        known = _named(sorted({name for language in of for name in language.handouts}))
        typed = [part for text in self._request.give for part in text.split(",") if part.strip()]
        usual = [each for each in HANDOUTS if each in known]
        found = [self._one_of("handout", part, known, of="give") for part in typed or usual]
        if not found:
            self.faults.append(("--give", f"is missing; write some of: {', '.join(known)}"))
        return tuple(dict.fromkeys(filter(None, found)))

    def _pattern(self, lang: str, handouts: Sequence[str]) -> Pattern | None:
        """None where it is not needed, or wrong."""
        typed = self._request.pattern
        known = self._library.languages[lang].handouts if lang else {}
        needed = any(known[each].front.per_pattern for each in handouts if each in known)
        if not typed.strip() and not needed:
            return None
        if (same := _OF_THE_OTHER.get(as_id(typed))) is not None:
            fault = f"'{as_id(typed)}' is the other hip bone of {same}; if you mean that, write it"
            self.faults.append(("--pattern", fault))
            return None
        meant = self._one_of("pattern", typed, _named(each.id for each in PATTERNS), _OF_THE_OTHER)
        return Pattern.from_id(meant) if meant else None

    def _name(self) -> str:
        try:
            return printable_name(self._request.name)
        except ValueError as error:
            self.faults.append(("--name", str(error)))
            return ""


def _named(ids: Iterable[str]) -> Names:
    """Ids that have no other names."""
    return dict.fromkeys(ids, ())

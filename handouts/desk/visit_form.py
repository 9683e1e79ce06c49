"""The form of the print screen: what can be chosen, what was, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from starlette.datastructures import FormData

from handouts.building.request import DOSE, option
from handouts.compose.dose import DoseField, dose_fields
from handouts.compose.language_names import language_name
from handouts.design.papers import PAPERS
from handouts.design.theme import EDITIONS
from handouts.errors import UsageError
from handouts.gallery.entries import in_words
from handouts.patient import USUAL_EDITION, USUAL_PAPER, PatientRequest
from handouts.reading import Dose, DoseValue, Library
from handouts.render.print_set import HANDOUTS

SIDES = ("left", "right")
_SHORT = {"correction": "Exercises", "how-it-works": "How it works"}
_LOOKS = {"mono": "Black & white"}
_FIELDS = {"pattern": "side", "edition": "look", "language": "lang"}
_WITH_PATTERN = {f"--{name}": field for name, field in _FIELDS.items()}


class Visit(NamedTuple):
    """What one patient is given, as typed.

    Attributes:
        side: of the hip bone that is tipped backward; empty until it is chosen.
        dose: by field; empty prints as a blank.
        chart: the number of the patient's chart; only where the clinic wants to keep it.
    """

    side: str
    give: tuple[str, ...]
    dose: Mapping[str, str]
    look: str
    paper: str
    lang: str
    name: str
    chart: str = ""

    def request(self, today: str) -> PatientRequest:
        return PatientRequest(
            today,
            f"{self.side}-backward",
            self.give,
            self.look,
            self.paper,
            self.lang,
            self.name,
            {name: text for name, text in self.dose.items() if text.strip()},
            usual_dose=False,
        )

    @property
    def fields(self) -> list[tuple[str, str]]:
        """As a form sends them."""
        kept = [("side", self.side), *(("give", each) for each in self.give), *self.dose.items()]
        names = ("look", "paper", "lang", "name", "chart")
        return [*kept, *((name, getattr(self, name)) for name in names)]


class Choice(NamedTuple):
    """Something to choose: its value and its words."""

    value: str
    words: str


def usual_visit(library: Library) -> Visit:
    """What is filled in before anything is chosen: never a side."""
    lang = library.usual_language or library.first_language
    known = library.languages[lang].handouts
    dose = {name: _typed(getattr(library.clinic.dose, name)) for name in DOSE}
    give = tuple(each for each in HANDOUTS if each in known)
    return Visit("", give, dose, USUAL_EDITION, library.clinic.paper or USUAL_PAPER, lang, "")


def sent_visit(form: FormData, library: Library) -> Visit:
    """What was sent; nothing of it is put right."""
    usual = usual_visit(library)

    def typed(name: str, otherwise: str = "") -> str:
        value = form.get(name, otherwise)
        return value if isinstance(value, str) else ""

    return Visit(
        typed("side") if typed("side") in SIDES else "",
        tuple(each for each in form.getlist("give") if isinstance(each, str)),
        {name: typed(name) for name in DOSE},
        look=typed("look", usual.look),
        paper=typed("paper", usual.paper),
        lang=typed("lang", usual.lang),
        name=typed("name"),
        chart=typed("chart"),
    )


def faults_of(visit: Visit) -> dict[str, str]:
    """What is missing."""
    faults = {}
    if not visit.side:
        faults["side"] = "Choose the side first."
    if not visit.give:
        faults["give"] = "Choose what to give."
    if len(visit.chart) > 40 or not visit.chart.isprintable():
        faults["chart"] = "Write the number of the chart: 40 characters at most."
    return faults


def mend_first(visit: Visit, faults: Mapping[str, str], *, cannot: bool) -> str:
    """Why nothing can be printed although a side is chosen, in the buttons' words; empty if it can.

    Args:
        cannot: whether the content itself cannot be printed.
    """
    if not visit.side or not (faults or cannot):
        return ""
    if cannot:
        return "This cannot be printed"
    if any(name in faults for name in DOSE):
        return "Mend the dose first"
    return "Choose what to give" if "give" in faults else "Mend what is red first"


def faults_told(error: UsageError) -> dict[str, str]:
    """What is wrong, by field."""
    known = {option(name): name for name in DOSE} | _WITH_PATTERN
    found: dict[str, str] = {}
    for name, fault in error.faults:
        found.setdefault(known.get(name, name.strip("-")), sentence(fault))
    return found


def sentence(fault: str) -> str:
    """What is wrong and its remedy, as sentences."""
    return ". ".join(part[:1].upper() + part[1:] for part in fault.split("; ")) + "."


# --- what can be chosen --------------------------------------------------------------------------


def handouts(library: Library, lang: str) -> list[Choice]:
    """The usual ones first; then all others to be read."""
    known = library.languages[lang].handouts if lang in library.languages else {}
    others = [
        name
        for name, source in known.items()
        if name not in HANDOUTS and source.front.format == "handout"
    ]
    names = [*(each for each in HANDOUTS if each in known), *sorted(others, reverse=True)]
    return [Choice(name, called(name)) for name in names]


def called(handout: str) -> str:
    """The word for a handout that every screen has: `Exercises`."""
    return _SHORT.get(handout, in_words(handout).capitalize())


def looks() -> list[Choice]:
    return [Choice(name, _LOOKS.get(name, in_words(name).capitalize())) for name in EDITIONS]


def papers() -> list[Choice]:
    return [Choice(paper.id, paper.name) for paper in PAPERS.values()]


def languages(library: Library) -> list[Choice]:
    """Each in its own words."""
    return [Choice(code, language_name(code).own) for code in library.languages]


def dose_boxes(library: Library, lang: str) -> list[DoseField]:
    """The boxes of the dose, with the words round them."""
    fitting = library.languages.get(lang) or library.languages[library.first_language]
    return dose_fields(Dose(), fitting.phrases)


def _typed(value: DoseValue | None) -> str:
    if value is None:
        return ""
    return f"{value.low}" if value.low == value.high else f"{value.low}-{value.high}"


def named(handout_ids: Iterable[str], library: Library, lang: str) -> str:
    """Handouts by their short names, in a row."""
    words = {each.value: each.words.lower() for each in handouts(library, lang)}
    return ", ".join(words.get(each, in_words(each)) for each in handout_ids)

"""`clinic.yaml`: who gives the handouts out, and the usual dose."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from handouts.design.brand import Brand
from handouts.design.papers import PAPERS
from handouts.design.people import BODIES, ROTATING

from .clinic_links import ClinicLink, labels_of, read_links, site_of_handouts
from .colours import read_brand
from .dose import NO_PERCENT, PERCENT, Dose, DoseValue, parse_dose_value
from .emergency import Emergency, read_emergency
from .files import read_text
from .findings import Findings, quoted
from .handout import how_to_approve
from .language_tags import languages_named
from .links import web_address
from .logo import Logo, read_logo
from .mail_server import Mail, address, read_mail
from .mapping import Fields
from .parse_cache import read_yaml
from .remember import Remember, read_remember
from .telephone import dialled
from .typed_sides import Typed, meant_in
from .yamltree import Tree

EASY_READING = 6.0
"""The school year that health material should not be above (AHRQ, CDC)."""
_READING_GRADES = (3.0, 12.0)
ASK_ABOUT = ("heart", "glaucoma", "hernia", "arms")
"""What patients are told to ask about first, unless the clinic says not to."""
_ONE_NUMBER = 20  # characters of a telephone number, with its spaces


class Clinic(NamedTuple):
    """Each value as the clinic gave it; None for what it left empty.

    `languages` are those that are built, the usual one first; empty: all there are.
    `web_handouts` is where its phone pages are, without a slash at the end.
    `body` is who the drawings show, as `design.people` has it.
    The spaces of `phone` keep it on one line.  `address` may have several lines.
    `paper` is the id of what patients' sheets are printed on.  `reading_grade_max` is the school
    year that no handout should be harder than.  `typed` is what links are called.  `asks_about`
    names what patients are told to ask about besides what every sheet says.
    """

    path: Path
    name: str | None = None
    phone: str | None = None
    address: str | None = None
    web: str | None = None
    email: str | None = None
    logo: Logo | None = None
    languages: tuple[str, ...] = ()
    brand: Brand = Brand()
    body: str = BODIES[0]
    links: tuple[ClinicLink, ...] = ()
    web_handouts: str | None = None
    dose: Dose = Dose()
    mail: Mail = Mail()
    paper: str | None = None
    remember: Remember = Remember()
    emergency: Emergency = Emergency()
    asks_about: tuple[str, ...] = ASK_ABOUT
    reading_grade_max: float = EASY_READING
    typed: Typed = Typed(Path())

    def unfilled(self) -> Clinic:
        """The same with nothing filled in that is the clinic's: only what changes the words."""
        return Clinic(
            self.path, body=self.body, emergency=self.emergency, asks_about=self.asks_about
        )


def read_clinic(path: Path, findings: Findings) -> Clinic:
    """`clinic.yaml`; every problem is reported."""
    text = read_text(path, findings.of(path))
    return clinic_of(text, path, findings) if text is not None else Clinic(path)


def clinic_of(text: str, path: Path, findings: Findings) -> Clinic:
    """What `clinic.yaml` would say if that were its text; every problem is reported."""
    report = findings.of(path)
    tree = read_yaml(text, report)
    if tree is None:
        return Clinic(path)
    values = Fields(tree, path, report)
    name = values.text("name", limit=120)
    links = values.group("links")
    clinic = Clinic(
        path,
        name=name,
        phone=values.parsed("phone", _phone),
        address=values.text("address", limit=80, lines=6),
        web=values.parsed("web", web_address),
        email=values.parsed("email", address),
        logo=read_logo(values, name),
        languages=values.parsed("languages", languages_named) or (),
        brand=read_brand(values.group("colours")),
        body=_body(values.group("figures")),
        links=read_links(links),
        web_handouts=values.parsed("web_handouts", site_of_handouts),
        dose=_dose(values.group("dose")),
        mail=read_mail(values.group("mail")),
        paper=values.parsed("paper", _paper),
        remember=read_remember(values.group("remember")),
        emergency=read_emergency(values),
        asks_about=_asks_about(values.group("ask_about")),
        reading_grade_max=values.parsed("reading_grade_max", _grade) or EASY_READING,
        typed=Typed(path, labels_of(links), meant_in(values)),
    )
    _notice_approvals(values.group("approvals"), findings)
    values.finish()
    return clinic


def _phone(text: str) -> str:
    if not dialled(text):
        raise ValueError(f"{quoted(text)} has no digits; write the number patients call")
    if len(text) > 40:
        raise ValueError(f"has {len(text)} characters; shorten it to 40 at most")
    # A number is not broken between two lines, unless it is so long that it would be cut anywhere.
    return text.replace(" ", "\xa0") if len(text) <= _ONE_NUMBER else text


def _paper(text: str) -> str:
    found = {name.casefold(): each.id for each in PAPERS.values() for name in (each.id, each.name)}
    if text.casefold() not in found:
        raise ValueError(f"{quoted(text)} is no paper; write one of: {', '.join(PAPERS)}")
    return found[text.casefold()]


def _grade(text: str) -> float:
    lowest, highest = _READING_GRADES
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", text) or not (
        lowest <= float(text) <= highest
    ):
        remedy = f"write a number from {lowest:g} to {highest:g}, as in 6 or 6.5"
        raise ValueError(f"{quoted(text)} is no school year; {remedy}")
    return float(text)


def _body(group: Fields | None) -> str:
    if group is None:
        return BODIES[0]
    chosen = group.parsed("body", _one_of_the_bodies)
    group.finish()
    return chosen or BODIES[0]


def _one_of_the_bodies(text: str) -> str:
    known = (*BODIES, ROTATING)
    if text not in known:
        raise ValueError(f"{quoted(text)} is no body; write {', '.join(known[:-1])} or {known[-1]}")
    return text


def _dose(group: Fields | None) -> Dose:
    if group is None:
        return Dose()

    def value(name: str) -> DoseValue | None:
        return group.parsed(name, lambda text: parse_dose_value(name, text))

    if group.is_given(PERCENT):
        what, _, remedy = NO_PERCENT.partition("; ")
        group.report(group.line(PERCENT), f"'dose.{PERCENT}': {what}", remedy)
    dose = Dose(**{name: value(name) for name in Dose._fields})
    group.finish()
    return dose


def _asks_about(group: Fields | None) -> tuple[str, ...]:
    """Those that the clinic has not taken away: what is left empty is asked about."""
    if group is None:
        return ASK_ABOUT
    asked = tuple(name for name in ASK_ABOUT if group.yes_no(name, default=True))
    group.finish()
    return asked


def _notice_approvals(group: Fields | None, findings: Findings) -> None:
    """What approved handouts once, whatever their words were."""
    if group is None:
        return
    for language, entry in group.tree.entries.items():
        handouts = entry.value.entries if isinstance(entry.value, Tree) else {}
        for handout, each in handouts.items():
            what = f"'approvals.{language}.{handout}' no longer approves anything"
            remedy = how_to_approve(f"{handout} --lang {language}")
            findings.notice(group.file, each.line, what, remedy)

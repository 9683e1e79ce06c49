"""What tests of email share: a clinic of its own, and drafts made once."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache

from handout_help import TODAY

from handouts.mail.maker import Draft, Maker
from handouts.mail.recipient import Recipient
from handouts.pattern import PATTERNS, Pattern
from handouts.reading import Dose, DoseValue, Library, load_library
from handouts.storage import paths

HANDOUTS = ("correction", "how-it-works", "questions", "log")
LEFT, RIGHT = PATTERNS
NAME = "Ünï O’Cödé-Nämé"
DOSE = Dose(hold_seconds=DoseValue(5, 5), repeats=DoseValue(3, 3))
ANA = Recipient("ana@example.org", NAME, LEFT, DOSE, "en", "standard")


@lru_cache
def clinic_library() -> Library:
    """The built-in content, of a clinic that has a name and an address."""
    library = load_library(paths.content_dir(), langs=["en"])
    clinic = library.clinic._replace(
        name="Riverside Physiotherapy", phone="555 0100", email="us@example.org"
    )
    return library._replace(clinic=clinic)


@lru_cache
def maker(handout: str = "correction", *, locked: bool = False) -> Maker:
    return Maker(clinic_library(), handout, "a4", TODAY, locked=locked)


def pattern_of(handout: str, pattern: Pattern) -> Pattern | None:
    front = clinic_library().languages["en"].handouts[handout].front
    return pattern if front.per_pattern else None


@lru_cache
def made(handout: str = "correction", pattern: Pattern = LEFT) -> Draft:
    return maker(handout).draft(replace(ANA, pattern=pattern_of(handout, pattern)))


@lru_cache
def made_locked(pattern: Pattern, password: str = "abcd-efgh-jkmn") -> Draft:
    return maker(locked=True).draft(replace(ANA, pattern=pattern), password)


def parsed(eml: bytes) -> EmailMessage:
    message = message_from_bytes(eml, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part_text(part: EmailMessage) -> str:
    return str(part.get_content())

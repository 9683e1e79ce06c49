"""What an email says besides the handout: in the words of a language's `words.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.compose.wording import content_variables
from handouts.reading import Clinic, Language


@dataclass(frozen=True)
class EmailWords:
    """The words round a handout in an email.  None of them says anything of a patient.

    Attributes:
        opening: the paragraphs before the handout, `closing` those after it.
        blank: what stands behind a blank of the dose.
        table: what stands in place of a table that is there to be filled in.
        picture: a picture in words, with `{alt}` for what it shows.
        file: what a file is called that may not say what it is.
        code: the code of the handout's words, said at the end.
    """

    subject: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    blank: str
    table: str
    picture: str
    file: str
    code: str


def email_words(clinic: Clinic, language: Language, *, locked: bool, code: str) -> EmailWords:
    """
    Args:
        locked: the attached PDF needs a password, and the email holds nothing private.
        code: that of the handout's words, like `7F3A-91C2`.

    Raises:
        ContentError: a word is missing.
    """
    known: dict[str, Any] = content_variables(clinic, language.phrases, None)

    def say(key: str, **more: object) -> str:
        return language.phrases.text(f"email.{key}", **{**known, **more})

    intro = ("intro_locked", "intro_locked_below") if locked else ("intro",)
    return EmailWords(
        subject=say("subject"),
        opening=tuple(say(key) for key in ("greeting", *intro)),
        closing=tuple(say(key) for key in ("closing", "not_urgent")),
        blank=say("blank"),
        table=say("table"),
        picture=say("picture", alt="{alt}"),
        file=say("file"),
        code=language.phrases.text("labels.words", code=code),
    )

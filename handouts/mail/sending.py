"""Sends drafts through the clinic's mail server: encrypted on the way, slowly, and never twice.

What can be tried again is what the server has plainly refused, or what never got to it.  Once it
has been handed a message and says neither yes nor no, nobody knows: such a message is reported, not
sent anew.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from email import message_from_string
from email.policy import SMTP as POLICY
from functools import partial

from handouts.mail.connection import Line, SendingError, Temporary, temporary
from handouts.mail.message import ready_to_send
from handouts.mail.state import Folder, Sent
from handouts.reading import Mail

TRIES = 3
_ASK = "whether it was sent; ask the patient, or look into the server's log; it is not sent again"
_PAUSE = 5.0  # seconds before the second try; each further one waits twice as long


@dataclass(frozen=True)
class Outcome:
    """What came of one draft.

    Attributes:
        stem: of its files.
        state: `sent`, `sent before`, `not sent` or `unknown`.
        fault: why it was not.
    """

    stem: str
    state: str
    fault: str = ""


@dataclass(frozen=True)
class Clock:
    """Where time comes from: seconds that only grow, a pause in seconds, and a date to print."""

    now: Callable[[], float]
    sleep: Callable[[float], None]
    date: Callable[[], str]


def send(
    drafts: Iterable[tuple[str, str, bytes]],
    folder: Folder,
    mail: Mail,
    password: str | None,
    clock: Clock,
) -> Iterator[Outcome]:
    """Sends each draft that was not sent before; yields what came of it.

    Args:
        drafts: stem, key and message.

    Raises:
        SendingError: no TLS, a wrong password, a server that is not there or too busy.
    """
    line = Line(mail, password)
    last = float("-inf")
    try:
        for stem, key, eml in drafts:
            known = folder.sent(key)
            if known is Sent.YES:
                yield Outcome(stem, "sent before")
                continue
            if known is Sent.HANDED:
                yield Outcome(stem, "unknown", _ASK)
                continue
            wait = last + 60 / mail.per_minute - clock.now()
            if wait > 0:
                clock.sleep(wait)
            last = clock.now()
            note = partial(folder.set_sent, key)
            yield _tried(stem, ready_to_send(eml, clock.date()), note, line, clock)
    finally:
        line.close()


def send_one(eml: bytes, mail: Mail, password: str | None, clock: Clock) -> Outcome:
    """Sends one draft, of which nothing is written down.

    Raises:
        SendingError: no TLS, a wrong password, a server that is not there or too busy.
    """
    line = Line(mail, password)
    try:
        return _tried("", ready_to_send(eml, clock.date()), lambda _: None, line, clock)
    finally:
        line.close()


def _tried(
    stem: str, message: bytes, note: Callable[[Sent], None], line: Line, clock: Clock
) -> Outcome:
    """
    Args:
        note: told what is known of the message, before and after the server is given it.
    """
    head = message_from_string(message.partition(b"\r\n\r\n")[0].decode(), policy=POLICY)
    sender, to = (head[name].addresses[0].addr_spec for name in ("From", "To"))
    pause = _PAUSE
    fault = ""
    for number in range(TRIES):
        if number:
            clock.sleep(pause)
            pause *= 2
        try:
            with temporary(), line.transaction(sender, to) as hand_over:
                note(Sent.HANDED)
                answer = hand_over(message)
                if answer == 250:
                    note(Sent.YES)
                    return Outcome(stem, "sent")
                if not 400 <= answer < 600:
                    line.close()
                    return Outcome(stem, "unknown", _ASK)
                note(Sent.NO)  # refused, and in so many words
                raise smtplib.SMTPResponseException(answer, b"")
        except Temporary as error:
            fault = str(error)
            line.close()
        except smtplib.SMTPNotSupportedError:
            return Outcome(stem, "not sent", "the server takes no such address")
        except smtplib.SMTPResponseException as error:
            line.close()
            return Outcome(stem, "not sent", f"the server refused it ({error.smtp_code})")
    if not line.was_open:
        raise SendingError(f"{fault}; nothing was sent")
    return Outcome(stem, "not sent", fault)

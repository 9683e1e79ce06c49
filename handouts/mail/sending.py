"""Sends drafts through the clinic's mail server: encrypted on the way, slowly, and never twice.

What can be tried again is what the server has plainly refused, or what never got to it.  Once it
has been handed a message and says nothing, nobody knows: such a message is reported, not sent anew.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_string
from email.policy import SMTP as POLICY

from handouts.mail.message import ready_to_send
from handouts.mail.state import Folder, Sent
from handouts.reading import Mail

TRIES = 3
_PAUSE = 5.0  # seconds before the second try; each further one waits twice as long
_TIMEOUT = 60.0
_IMPLICIT_TLS = 465  # RFC 8314, 3.3


class SendingError(Exception):
    """The server cannot be used at all; the message says why."""


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
        SendingError: no TLS, a wrong password, a server that is not there.
    """
    line = _Line(mail, password)
    last = float("-inf")
    try:
        for stem, key, eml in drafts:
            known = folder.sent(key)
            if known is Sent.YES:
                yield Outcome(stem, "sent before")
                continue
            if known is Sent.HANDED:
                yield Outcome(stem, "unknown", "ask the patient, or look at the server, first")
                continue
            wait = last + 60 / mail.per_minute - clock.now()
            if wait > 0:
                clock.sleep(wait)
            last = clock.now()
            yield _tried(stem, key, ready_to_send(eml, clock.date()), folder, line, clock)
    finally:
        line.close()


def _tried(
    stem: str, key: str, message: bytes, folder: Folder, line: _Line, clock: Clock
) -> Outcome:
    head = message_from_string(message.partition(b"\r\n\r\n")[0].decode(), policy=POLICY)
    sender, to = (head[name].addresses[0].addr_spec for name in ("From", "To"))
    pause = _PAUSE
    fault = ""
    for number in range(TRIES):
        if number:
            clock.sleep(pause)
            pause *= 2
        try:
            with _temporary(), line.transaction(sender, to) as hand_over:
                folder.set_sent(key, Sent.HANDED)
                try:
                    hand_over(message)
                except smtplib.SMTPResponseException:
                    folder.set_sent(key, Sent.NO)  # refused, and in so many words
                    raise
                except (OSError, smtplib.SMTPException):
                    return Outcome(stem, "unknown", "the line broke while it was sent")
                folder.set_sent(key, Sent.YES)
                return Outcome(stem, "sent")
        except _Temporary as error:
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


class _Temporary(Exception):
    """Worth another try."""


@contextmanager
def _temporary() -> Iterator[None]:
    """
    Raises:
        _Temporary: a refusal for now (RFC 5321, 4.2.1: 4yz), or a broken line.
    """
    try:
        yield
    except smtplib.SMTPResponseException as error:
        if 400 <= error.smtp_code < 500:
            raise _Temporary(f"the server refused it for now ({error.smtp_code})") from None
        raise
    except smtplib.SMTPNotSupportedError:
        raise
    except (OSError, smtplib.SMTPException):
        raise _Temporary("the server does not answer") from None


class _Line:
    """A connection, opened when it is needed."""

    def __init__(self, mail: Mail, password: str | None) -> None:
        self._mail, self._password = mail, password
        self._server: smtplib.SMTP | None = None
        self.was_open = False

    @contextmanager
    def transaction(self, sender: str, to: str) -> Iterator[Callable[[bytes], None]]:
        """Names sender and recipient to the server; what it yields hands the message over."""
        server = self._server = self._server or self._connected()
        options = []
        if not (sender + to).isascii():
            if not server.has_extn("smtputf8"):  # RFC 6531
                raise smtplib.SMTPNotSupportedError
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        _expect(server.mail(sender, options), 250)
        _expect(server.rcpt(to), 250, 251)

        def hand_over(message: bytes) -> None:
            _expect(server.data(message), 250)

        yield hand_over

    def close(self) -> None:
        if self._server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._server.quit()
            self._server = None

    def _connected(self) -> smtplib.SMTP:
        """
        Raises:
            SendingError: no TLS that can be trusted, or the login is refused.
        """
        host, port = self._mail.host or "", self._mail.port
        context = ssl.create_default_context()
        try:
            server: smtplib.SMTP
            if port == _IMPLICIT_TLS:
                server = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=context)
            else:
                server = smtplib.SMTP(host, port, timeout=_TIMEOUT)
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            self._log_in(server)
        except smtplib.SMTPNotSupportedError as error:
            fault = f"{host} does not offer TLS or a login; nothing is sent in the open"
            raise SendingError(fault) from error
        except ssl.SSLError as error:
            raise SendingError(f"{host} cannot be trusted ({error.reason})") from error
        self.was_open = True
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        if not self._mail.user:
            return
        try:
            server.login(self._mail.user, self._password or "")
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPServerDisconnected) as error:
            raise SendingError(f"{self._mail.host} refuses the user or the password") from error
        except UnicodeError as error:
            fault = "user and password can only be sent with the letters of English"
            raise SendingError(f"{fault}; choose others") from error


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    """
    Raises:
        smtplib.SMTPResponseException: any other answer.
    """
    if answer[0] not in codes:
        raise smtplib.SMTPResponseException(*answer)

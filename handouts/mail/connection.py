"""The line to the clinic's mail server (RFC 5321): encrypted, or there is none."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from handouts.reading import Mail

_TIMEOUT = 60.0
_PATIENCE = 600.0  # while it looks at a message, or it would be sent twice (RFC 5321, 4.5.3.2.6)
_NO_WAY_TO_LOG_IN = (504, 530, 534, 538)  # RFC 4954, 4 and 6
_IMPLICIT_TLS = 465  # RFC 8314, 3.3


class SendingError(Exception):
    """The server cannot be used at all; the message says why."""


class Temporary(Exception):
    """Worth another try."""


@contextmanager
def temporary() -> Iterator[None]:
    """
    Raises:
        Temporary: a refusal for now (RFC 5321, 4.2.1: 4yz), or a broken line.
    """
    try:
        yield
    except smtplib.SMTPResponseException as error:
        if 400 <= error.smtp_code < 500:
            raise Temporary(f"the server is busy ({error.smtp_code}); try again later") from None
        raise
    except smtplib.SMTPNotSupportedError:
        raise
    except smtplib.SMTPServerDisconnected:
        raise Temporary("the server breaks off; it may be busy, try again later") from None
    except socket.gaierror:
        raise Temporary("there is no server of this name; look at 'mail.host'") from None
    except (OSError, smtplib.SMTPException):
        raise Temporary("the server does not answer") from None


class Line:
    """A connection, opened when it is needed."""

    def __init__(self, mail: Mail, password: str | None) -> None:
        self._mail, self._password = mail, password
        self._server: smtplib.SMTP | None = None
        self.was_open = False

    @contextmanager
    def transaction(self, sender: str, to: str) -> Iterator[Callable[[bytes], int]]:
        """Names sender and recipient to the server.

        What it yields hands the message over, and returns the server's last answer; 0 if there was
        none, or none that can be understood.
        """
        server = self._server = self._server or self._connected()
        options = []
        if not (sender + to).isascii():
            if not server.has_extn("smtputf8"):  # RFC 6531
                raise smtplib.SMTPNotSupportedError
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        _expect(server.mail(sender, options), 250)
        _expect(server.rcpt(to), 250, 251)

        def hand_over(message: bytes) -> int:
            if server.sock is not None:
                server.sock.settimeout(_PATIENCE)
            try:
                return server.data(message)[0]
            except smtplib.SMTPDataError as error:  # before the message
                return error.smtp_code if 400 <= error.smtp_code < 600 else 0
            except (OSError, smtplib.SMTPException):
                return 0
            finally:
                if server.sock is not None:
                    server.sock.settimeout(_TIMEOUT)

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
            OSError, smtplib.SMTPException: another try may do.
        """
        host, port = self._mail.host or "", self._mail.port
        context = ssl.create_default_context()
        try:
            server: smtplib.SMTP
            if port == _IMPLICIT_TLS:
                server = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=context)
            else:
                server = smtplib.SMTP(host, port, timeout=_TIMEOUT)
                _expect(server.ehlo(), 250)
                server.starttls(context=context)
            _expect(server.ehlo(), 250)
            self._log_in(server)
        except smtplib.SMTPNotSupportedError as error:
            fault = f"{host} does not offer TLS or a login; nothing is sent in the open"
            raise SendingError(fault) from error
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
            raise  # broken off
        except ssl.SSLError as error:
            raise SendingError(f"{host} cannot be trusted ({error.reason})") from error
        except smtplib.SMTPResponseException as error:
            if 400 <= error.smtp_code < 500:
                raise
            said = f"{host} refuses to work for this computer ({error.smtp_code})"
            raise SendingError(said) from error
        self.was_open = True
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        """
        Raises:
            SendingError: the login is refused for good.
            smtplib.SMTPException: the server is busy, or broke off.
        """
        if not self._mail.user:
            return
        host = self._mail.host
        try:
            server.login(self._mail.user, self._password or "")
        except smtplib.SMTPAuthenticationError as error:
            if 400 <= error.smtp_code < 500:
                raise
            is_wrong = 500 <= error.smtp_code < 600 and error.smtp_code not in _NO_WAY_TO_LOG_IN
            what = "the user or the password" if is_wrong else "this way to log in"
            raise SendingError(f"{host} refuses {what} ({error.smtp_code})") from error
        except UnicodeError as error:
            fault = "user and password can only be sent with the letters of English"
            raise SendingError(f"{fault}; choose others") from error
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPNotSupportedError):
            raise
        except smtplib.SMTPException as error:
            raise SendingError(f"{host} offers no way to log in that is known here") from error


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    """
    Raises:
        smtplib.SMTPResponseException: any other answer.
    """
    if answer[0] not in codes:
        raise smtplib.SMTPResponseException(*answer)

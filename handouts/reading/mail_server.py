"""The `mail` group of `clinic.yaml`: who handouts are sent by, through which server."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from .findings import quoted
from .links import is_email
from .mapping import Fields

# Most mail servers take 10 MB and more, but a phone on a poor line does not like to.
# A set of every handout has room in it.
MOST_KB = 600


class Mail(NamedTuple):
    """How the clinic sends email.

    Attributes:
        sender: the address drafts come from; None: the clinic's own.
        host: the mail server; None: nothing can be sent from here, only drafts made.
        port: 465 speaks TLS from the start, any other is asked to start it (RFC 8314, RFC 3207).
        user: whom to log in as; None: without logging in.
        per_minute: how many messages are sent in a minute at most.
        limit_kb: how large a message may be, in units of 1000 bytes.
        list_encoding: what lists of patients are saved in that are not Unicode; None: it is asked.
    """

    sender: str | None = None
    host: str | None = None
    port: int = 587
    user: str | None = None
    per_minute: int = 20
    limit_kb: int = MOST_KB
    list_encoding: str | None = None


def read_mail(group: Fields | None) -> Mail:
    """The group, if there is one; every problem is reported."""
    if group is None:
        return Mail()
    known = Mail()
    mail = Mail(
        sender=group.parsed("sender", address),
        host=group.parsed("host", _host),
        port=group.whole("port", 1, 65535) or known.port,
        user=group.text("user", limit=100),
        per_minute=group.whole("per_minute", 1, 1000) or known.per_minute,
        limit_kb=group.whole("limit_kb", 50, 25_000) or known.limit_kb,
        list_encoding=group.parsed("list_encoding", text_encoding),
    )
    if mail.user and not mail.host:
        group.report(
            group.line("user"), "'mail.user' without a server", "write the server's name as 'host'"
        )
    group.finish()
    return mail


def address(text: str) -> str:
    """
    Raises:
        ValueError: not an email address.
    """
    if not is_email(text) or len(text) > 100:
        raise ValueError(f"{quoted(text)} is not an address; write it like clinic@example.org")
    return text


_NO_TEXT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
"""Ways to write other things, which Python counts among encodings."""


def text_encoding(text: str) -> str:
    """An encoding that a list may be saved in, as Python names it.

    Raises:
        ValueError: there is none of that name; the message says how to mend it.
    """
    try:
        name = codecs.lookup(text).name
        "".encode(name)  # refuses what is no text, as compressions
    except (LookupError, ValueError):
        name = "undefined"
    if name in _NO_TEXT:
        raise ValueError(f"{quoted(text)} is no encoding; write one like utf-8, cp1252, mac_roman")
    return name


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"  # RFC 1123, 2.1


def _host(text: str) -> str:
    if len(text) > 253 or not re.fullmatch(rf"{_LABEL}(\.{_LABEL})*", text):
        raise ValueError(f"{quoted(text)} is not a server; write it like mail.example.org")
    return text

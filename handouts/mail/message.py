"""An email as mail programs like it (RFC 2045 to 2049, 2387, 5322).

    multipart/mixed
      multipart/related
        multipart/alternative
          text/plain
          text/html
        image/png, jpeg …      inline, by Content-ID
      application/pdf          attached

A PDF with a Content-ID would be taken for a picture of the text, and not be shown as attached.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.charset import QP, Charset
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import cached_property, lru_cache

_FOLD = "\r\n "
_WORD = 70  # characters of an encoded word: behind `From: `, 76 in a line (RFC 2047, 2)
_UTF8 = Charset("utf-8")
_UTF8.header_encoding = QP
_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
UNSENT = b"X-Unsent: 1\r\n"
"""Makes desktop programs open a message as a draft, ready to be sent."""


@dataclass(frozen=True)
class Picture:
    """A PNG or JPEG; `name` is a file's name, and the start of its Content-ID."""

    name: str
    data: bytes

    @cached_property
    def content_id(self) -> str:
        """Its address within a message (RFC 2392): the HTML names it as `cid:…`."""
        digest = hashlib.sha256(self.data).hexdigest()
        return f"{self.name.partition('.')[0]}.{digest[:16]}@handout"

    @property
    def subtype(self) -> str:
        """That of its media type, as its name ends."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Message:
    """What an email is made of.

    Attributes:
        key: tells this message from every other; the same content has the same.
        sender: an address, or empty: the mail program fills it in.
        sender_name: the clinic's.
        to: an address, or empty.
        attached: what the PDF is called.
    """

    key: str
    sender: str
    sender_name: str
    to: str
    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...]
    pdf: bytes
    attached: str


def content_key(*parts: str | bytes) -> str:
    """A key for what a message says, in hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()[:40]


def draft(message: Message) -> bytes:
    """The message as a draft: the same for the same content.

    It has no date: the program that sends it sets that.
    """
    ascii_only = message.to.isascii() and message.sender.isascii()
    policy = SMTP if ascii_only else SMTP.clone(utf8=True)

    def multipart(subtype: str, parts: Iterable[EmailMessage], **more: str) -> EmailMessage:
        whole = EmailMessage(policy)
        # "=_" is in no quoted-printable or base64 line, so a boundary is never found in a part.
        boundary = f"=_{subtype}_{message.key[:24]}"
        whole.add_header("Content-Type", f"multipart/{subtype}", boundary=boundary, **more)
        for part in parts:
            del part["MIME-Version"]
            whole.attach(part)
        return whole

    text, html, pdf = (EmailMessage(policy) for _ in range(3))
    text.set_content(message.text, charset="utf-8", cte="quoted-printable")
    html.set_content(message.html, subtype="html", charset="utf-8", cte="quoted-printable")
    pdf.set_content(
        message.pdf, "application", "pdf", disposition="attachment", filename=message.attached
    )
    body = multipart("alternative", [text, html])
    if message.pictures:
        images = map(_inline, message.pictures)
        body = multipart("related", [body, *images], type="multipart/alternative")
    whole = multipart("mixed", [body, pdf])
    whole["Subject"] = message.subject
    domain = message.sender.rpartition("@")[2] or "handouts.invalid"
    whole["Message-ID"] = f"<{message.key}@{domain}>"
    whole["MIME-Version"] = "1.0"
    whole["X-Unsent"] = "1"
    sender = _mailbox("From", message.sender, message.sender_name) if message.sender else b""
    to = _mailbox("To", message.to) if message.to else b""
    return sender + to + whole.as_bytes()


def _mailbox(field: str, address: str, name: str = "") -> bytes:
    """A header with one mailbox (RFC 5322, 3.4).

    Python's own loses the quotes round a name that it breaks into lines, and then its commas part
    addresses.  So a name of ASCII stays in one line, which may have 998 characters (2.1.1).

    Raises:
        ValueError: it has a line end.
    """
    user, _, domain = address.rpartition("@")
    Address(name, user, domain)
    line = f"{field}: {_quoted(name)} <{address}>" if name else f"{field}: {address}"
    if not name.isascii() or "=?" in name or len(line) > 998:
        line = f"{field}: {_FOLD.join(_encoded_words(name))}{_FOLD}<{address}>"
    return f"{line}\r\n".encode()


def _encoded_words(name: str) -> Iterator[str]:
    """A display name as encoded words (RFC 2047, 5), parted at spaces where there are any.

    In Q, as some mail programs take the padding of base64 for the end of all of them.
    """
    while name:
        end = len(name)
        while len(word := _UTF8.header_encode(name[:end])) > _WORD:
            end -= 1
        if end < len(name) and " " in name[:end]:
            end = name.rindex(" ", 0, end) + 1
            word = _UTF8.header_encode(name[:end])
        yield word
        name = name[end:]


def _quoted(name: str) -> str:
    """A display name: atoms, or a quoted string (RFC 5322, 3.2.4)."""
    if re.fullmatch(f"{_ATOM}( {_ATOM})*", name):
        return name
    return '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'


@lru_cache(maxsize=64)
def _inline(picture: Picture) -> EmailMessage:
    image = EmailMessage(SMTP)
    cid = f"<{picture.content_id}>"
    image.set_content(
        picture.data,
        "image",
        picture.subtype,
        disposition="inline",
        filename=picture.name,
        cid=cid,
    )
    return image


def ready_to_send(eml: bytes, date: str) -> bytes:
    """A draft as it goes out: with its date (RFC 5322, 3.3), and no longer marked as a draft."""
    head, end, body = eml.partition(b"\r\n\r\n")
    lines = (head + b"\r\n").replace(UNSENT, b"", 1)
    return b"Date: " + date.encode() + b"\r\n" + lines.removesuffix(b"\r\n") + end + body

"""An email as mail programs like it (RFC 2045 to 2049, 2387, 5322).

    multipart/mixed
      multipart/related
        multipart/alternative
          text/plain
          text/html
        image/png …            inline, by Content-ID
      application/pdf          attached

A PDF with a Content-ID would be taken for a picture of the text, and not be shown as attached.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import cached_property, lru_cache

UNSENT = b"X-Unsent: 1\r\n"
"""Makes desktop programs open a message as a draft, ready to be sent."""


@dataclass(frozen=True)
class Picture:
    """A PNG; `name` is a file's name, and the start of its Content-ID."""

    name: str
    png: bytes

    @cached_property
    def content_id(self) -> str:
        """Its address within a message (RFC 2392): the HTML names it as `cid:…`."""
        digest = hashlib.sha256(self.png).hexdigest()
        return f"{self.name.removesuffix('.png')}.{digest[:16]}@handout"


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
    if message.sender:
        whole["From"] = _address(message.sender, message.sender_name)
    if message.to:
        whole["To"] = _address(message.to)
    whole["Subject"] = message.subject
    domain = message.sender.rpartition("@")[2] or "handouts.invalid"
    whole["Message-ID"] = f"<{message.key}@{domain}>"
    whole["MIME-Version"] = "1.0"
    whole["X-Unsent"] = "1"
    return whole.as_bytes()


def _address(text: str, name: str = "") -> Address:
    user, _, domain = text.rpartition("@")
    return Address(name, user, domain)


@lru_cache(maxsize=64)
def _inline(picture: Picture) -> EmailMessage:
    image = EmailMessage(SMTP)
    cid = f"<{picture.content_id}>"
    image.set_content(
        picture.png, "image", "png", disposition="inline", filename=picture.name, cid=cid
    )
    return image


def ready_to_send(eml: bytes, date: str) -> bytes:
    """A draft as it goes out: with its date (RFC 5322, 3.3), and no longer marked as a draft."""
    head, end, body = eml.partition(b"\r\n\r\n")
    lines = (head + b"\r\n").replace(UNSENT, b"", 1)
    return b"Date: " + date.encode() + b"\r\n" + lines.removesuffix(b"\r\n") + end + body

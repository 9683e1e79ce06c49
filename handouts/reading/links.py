"""Which addresses a handout may link to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from .findings import quoted

SCHEMES = ("http", "https", "mailto", "tel")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None


def link_fault(address: str) -> tuple[str, str] | None:
    """What is wrong with an address and how to mend it; None if it may be linked to."""
    scheme, colon, rest = address.partition(":")
    scheme = scheme.lower()
    if not colon or scheme not in SCHEMES:
        return (
            f"a link to {quoted(address)}",
            "start the address with https://, http://, mailto: or tel:",
        )
    if scheme == "tel":
        good = re.search(r"\d", rest) is not None
        remedy = "write tel: and the number"
    elif scheme == "mailto":
        good = is_email(rest.partition("?")[0])
        remedy = "write mailto: and an address like clinic@example.org"
    else:
        good = _has_host(address)
        remedy = "write it like https://example.org/page, without spaces"
    return None if good else (f"{quoted(address)} is not a complete address", remedy)


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and parts.username is None and not re.search(r"\s", address)
    except ValueError:
        return False


def web_address(text: str) -> str:
    """An http or https address as the clinic typed it.

    Raises:
        ValueError: it is not one, or too long to be printed; says what is wrong and how to mend it.
    """
    if not text.lower().startswith(("http://", "https://")) or link_fault(text):
        raise ValueError(
            f"{quoted(text)} is not a web address; write it like https://www.example.org"
        )
    if len(text) > 100:
        raise ValueError(f"has {len(text)} characters; shorten it to 100 at most")
    return text


def tidy_link(address: str) -> str:
    """The address as a URI: telephone numbers without punctuation, no character unquoted."""
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "tel":
        return "tel:" + re.sub(r"[^\d+]", "", rest)
    return quote(address, safe="%:/?#[]@!$&'()*+,;=~-._")

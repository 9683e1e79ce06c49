"""Which addresses a handout may link to, and what they are as a URI.

What people type may be an IRI (RFC 3987).  A URI (RFC 3986) is all of ASCII: a host in other
letters becomes its name in the DNS (IDNA 2008, after the mapping of UTS 46), the rest is
percent-encoded.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import quote

from .findings import quoted
from .telephone import dialled

SCHEMES = ("http", "https", "mailto", "tel")
# No sign that would need quotation marks (RFC 5322, 3.2.3): among them the colon of `mailto:`.
_EMAIL = re.compile(r"[^@\s<>()\[\]:;,\"\\]++@[^@\s<>()\[\]:;,\"\\.]++\.[^@\s<>()\[\]:;,\"\\]++")
# RFC 3986, 3: authority without a user, path, query, fragment.
_WEB = re.compile(
    r"//(?P<host>\[[^\s\]]*\]|[^\s/?#@:\[\]\\]+)(?P<port>:[0-9]{0,5})?"
    r"(?P<path>(?:/[^\s?#]*)?)(?P<query>(?:\?[^\s#]*)?)(?P<fragment>(?:#\S*)?)"
)
_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?")
_MAX_ADDRESS = 200
_MAX_HOST = 253  # RFC 1035, 2.3.4
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_PATH = "!$&'()*+,;=:@/"  # RFC 3986, 3.3, besides what is never encoded
_IN_QUERY = _IN_PATH + "?"
_IN_MAILBOX = "!$'*+"  # RFC 6068, 2


def is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None


def link_fault(address: str) -> tuple[str, str] | None:
    """What is wrong with an address and how to mend it; None if it may be linked to."""
    scheme, colon, _ = address.partition(":")
    if not colon or scheme.lower() not in SCHEMES:
        return (
            f"a link to {quoted(address)}",
            "start the address with https://, http://, mailto: or tel:",
        )
    try:
        uri(address)
    except ValueError as error:
        return f"{quoted(address)} is not a complete address", str(error)
    if len(address) > _MAX_ADDRESS:
        return (
            f"an address of {len(address)} letters, which patients would have to type",
            f"use one of {_MAX_ADDRESS} at most; those under 'links' in clinic.yaml get a QR code",
        )
    return None


def uri(address: str) -> str:
    """The URI of an address: all of ASCII, telephone numbers as they are dialled.

    Raises:
        ValueError: it is not complete; says how to write it.
    """
    scheme, _, rest = address.partition(":")
    match scheme.lower():
        case "tel":
            return f"tel:{_number(rest)}"
        case "mailto":
            return f"mailto:{_mailbox(rest)}"
        case _:
            return f"{scheme}:{_web(rest)}"


def on_paper(address: str, words: str) -> str:
    """An address as people type it, or nothing where the words of its link say it already."""
    scheme, _, rest = address.partition(":")
    match scheme.lower():
        case "mailto":
            shown = rest.partition("?")[0]
        case "tel":
            shown = rest.strip()
            if re.sub(r"\D", "", shown) in re.sub(r"\D", "", words):
                return ""
        case "https":
            shown = rest.removeprefix("//").removesuffix("/")
        case _:
            shown = address.removesuffix("/")
    said = words.casefold().replace("\xad", "")
    return "" if shown.removeprefix("www.").casefold() in said else shown


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


def _number(typed: str) -> str:
    found = dialled(typed)
    if not found:
        raise ValueError("write tel: and the number")
    return found


def _mailbox(typed: str) -> str:
    """One address, and what the email begins with (RFC 6068)."""
    address, question, fields = typed.partition("?")
    local, _, domain = address.rpartition("@")
    try:
        if not is_email(address):
            raise ValueError
        box = f"{_encoded(local, _IN_MAILBOX)}@{_host(domain)}"
        return box + question + _encoded(fields, _IN_QUERY)
    except ValueError:
        raise ValueError("write mailto: and an address like clinic@example.org") from None


def _web(typed: str) -> str:
    try:
        found = _WEB.fullmatch(typed)
        if found is None:
            raise ValueError
        host, port, path, query, fragment = found.groups()
        return "".join(
            (
                f"//{_host(host)}{port or ''}{_encoded(path, _IN_PATH)}",
                query[:1] + _encoded(query[1:], _IN_QUERY),
                fragment[:1] + _encoded(fragment[1:], _IN_QUERY),
            )
        )
    except ValueError:
        raise ValueError("write it like https://example.org/page, without spaces") from None


def _host(typed: str) -> str:
    """The name of a host in the DNS, or its IPv6 address in brackets.

    Raises:
        ValueError: it is neither.
    """
    if typed.startswith("["):
        return f"[{IPv6Address(typed[1:-1]).compressed}]"
    name = typed
    if not typed.isascii() and len(typed) <= _MAX_HOST:
        import idna  # takes longer to load than most handouts to read

        name = idna.encode(typed, uts46=True).decode()  # its errors are ValueErrors
    if len(name) > _MAX_HOST or not _HOST.fullmatch(name):
        raise ValueError(f"no host is called {quoted(typed)}")
    return name


def _encoded(typed: str, safe: str) -> str:
    """Percent-encoded as UTF-8, but for what is never encoded, is safe, or is encoded already."""
    return _STRAY_PERCENT.sub("%25", quote(typed, safe=safe + "%"))

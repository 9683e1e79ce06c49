"""Addresses as a PDF has them: URIs, of ASCII alone (ISO 32000-1, 12.6.4.7)."""

from __future__ import annotations

import re
import string
from functools import lru_cache
from urllib.parse import quote

from .exceptions import AddressError

_AUTHORITY = re.compile("([^:/?#]*://)([^/?#]*@)?([^/?#]*?)(:[0-9]*)?(?=[/?#]|$)")
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
# RFC 3986, 2; what is quoted already stays so.
_AS_TYPED = string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%"


@lru_cache(maxsize=256)
def uri(address: str) -> str:
    """An address as typed, in any letters, as a URI (RFC 3987, 3.1).

    Its host is written as domain names are (IDNA 2008), all else as UTF-8 with percent signs. A
    URI stays as it is. Raises `AddressError` for what has none.
    """
    if not address.strip():
        raise AddressError(address, "it is empty")
    for character in address:
        if character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff":
            raise AddressError(address, f"it has the character U+{ord(character):04X}")
    if not address.isascii() and (found := _AUTHORITY.match(address)):
        scheme, user, host, port = found.groups(default="")
        address = f"{scheme}{user}{_domain(host, address)}{port}{address[found.end() :]}"
    return quote(_LONE_PERCENT.sub("%25", address), safe=_AS_TYPED)


def _domain(host: str, address: str) -> str:
    if host.isascii():
        return host
    import idna  # few addresses need it

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise AddressError(address, f"of its host {host!r} there is no domain name") from error

"""Who may look: whoever the page was opened for, by a key that works once, and then by a cookie.

Other users of the same computer can reach its own address as well; they have neither.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping

_MOST = 32  # keys that nobody has used, and browsers at once


class Sessions:
    """Those of one run of the program on one port.

    Attributes:
        cookie: its name; browsers share cookies between the ports of a computer.
        token: stands in every form, so that no other page can send one.
    """

    def __init__(self, port: int) -> None:
        self.cookie = f"met-handouts-{port}"
        self.token = secrets.token_urlsafe(24)
        self._keys: list[str] = []
        self._browsers: list[str] = []

    def new_key(self) -> str:
        """A key that lets one browser in, once."""
        key = secrets.token_urlsafe(24)
        self._keys = [*self._keys, key][-_MOST:]
        return key

    def let_in(self, key: str) -> str | None:
        """The value of the cookie of a browser that has a key; None if that is none any more."""
        if not _is_one_of(self._keys, key):
            return None
        self._keys.remove(key)
        browser = secrets.token_urlsafe(24)
        self._browsers = [*self._browsers, browser][-_MOST:]
        return browser

    def knows(self, cookies: Mapping[str, str]) -> bool:
        return _is_one_of(self._browsers, cookies.get(self.cookie, ""))

    def is_token(self, text: str) -> bool:
        return _is_one_of([self.token], text)


def _is_one_of(known: list[str], text: str) -> bool:
    """In a time that tells nothing of them."""
    return sum(hmac.compare_digest(each.encode(), text.encode()) for each in known) > 0

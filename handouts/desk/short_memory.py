"""What is remembered for a short while: in memory alone, under a key that cannot be guessed."""

from __future__ import annotations

import asyncio
import secrets
from typing import Generic, TypeVar

Value = TypeVar("Value")


class ShortMemory(Generic[Value]):
    """Used on the event loop only.

    Args:
        seconds: how long each is remembered.
        most: how many at once; the oldest are forgotten first.
    """

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds, self._most = seconds, most
        self._known: dict[str, Value] = {}

    def keep(self, value: Value) -> str:
        """Remembers it; returns its key."""
        key = secrets.token_urlsafe(18)
        self._known[key] = value
        while len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        asyncio.get_running_loop().call_later(self._seconds, self.forget, key)
        return key

    def get(self, key: str) -> Value | None:
        return self._known.get(key)

    def forget(self, key: str) -> None:
        self._known.pop(key, None)

    def newest_first(self) -> list[tuple[str, Value]]:
        return list(reversed(self._known.items()))

"""What every screen of the desk works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handouts.desk.copies import Copies
from handouts.desk.good_words import GoodWords
from handouts.desk.sessions import Sessions
from handouts.desk.state import State


@dataclass(frozen=True)
class Context:
    """
    Attributes:
        out: the folder of outputs.
        today: the day reviews are judged by, as YYYY-MM-DD.
        clock: the time of this place.
        stop: ends the program, once its last answer is sent.
    """

    state: State
    sessions: Sessions
    words: GoodWords
    copies: Copies
    out: Path
    today: Callable[[], str]
    clock: Callable[[], datetime]
    stop: Callable[[], None]

    @property
    def content(self) -> Path:
        return self.words.content

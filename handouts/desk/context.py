"""What every screen of the desk works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from handouts.desk.copies import Copies
from handouts.desk.good_words import GoodWords
from handouts.desk.sessions import Sessions
from handouts.desk.state import State
from handouts.desk.todo import Todo
from handouts.editing.drafts import Drafts


@dataclass(frozen=True)
class Context:
    """
    Attributes:
        out: the folder of outputs.
        today: the day reviews are judged by, as YYYY-MM-DD.
        clock: the time of this place.
        todo: what waits, for the numbers in the menu.
        stop: ends the program, once its last answer is sent.
    """

    state: State
    sessions: Sessions
    words: GoodWords
    copies: Copies
    out: Path
    today: Callable[[], str]
    clock: Callable[[], datetime]
    todo: Todo
    stop: Callable[[], None]

    @property
    def content(self) -> Path:
        return self.words.content

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.content)

    @property
    def day(self) -> date:
        return date.fromisoformat(self.today())

    @property
    def now(self) -> str:
        """The time of this place, to the minute."""
        return self.clock().isoformat(sep=" ", timespec="minutes")

"""Drafts of content files: each saved state is kept, and nobody prints one before it is approved.

    content/.desk/drafts/<language>/<file>/state.json     what is now, what can be undone
    content/.desk/drafts/<language>/<file>/000012.md      a saved state, whole

A state is written before `state.json` names it, and that is replaced whole: a program that is ended
at any moment leaves what was saved last.  Those who save at once wait for each other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from handouts.editing.merging import merged
from handouts.editing.parts import part_of, text_of
from handouts.errors import ContentError, Problem
from handouts.reading.nodes import ID
from handouts.storage.lock import only_one
from handouts.storage.ordinary_files import names_in, read, replace
from handouts.storage.swap import blaming

FOLDER = ".desk/drafts"
STEPS = 100
"""So many saved states are kept, and can be undone."""
_FOR_EVER = "approved, "
_STATE, _LOCK = "state.json", ".lock"


class Saved(NamedTuple):
    """A saved state: its number, when it was saved (local time, ISO 8601), and what was done."""

    number: int
    when: str
    what: str


class Draft(NamedTuple):
    """A file as it is being edited.

    Attributes:
        file: of the content; it may not be there yet.
        text: as it would be.
        published: as the file is; empty if it is not there.
        saved: the states that are kept, the oldest first; `now` is the number of this one.
        undo: numbers of what can be brought back, the next one last; `redo` likewise.
        sent: whether it waits for a clinician; `note` is what one wrote who sent it back.
        conflicts: the parts that were changed here and in the file as well.
    """

    file: Path
    text: str
    published: str
    saved: tuple[Saved, ...] = ()
    now: int = 0
    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()
    sent: bool = False
    note: str = ""
    conflicts: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.text != self.published

    @property
    def is_waiting(self) -> bool:
        return self.sent and self.is_changed


class Conflict(Exception):
    """Somebody saved the same part meanwhile; nothing is lost: both are among the saved states."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__("saved by somebody else meanwhile")


def mark(text: str) -> str:
    """Tells a text from others."""
    return hashlib.sha256(text.encode()).hexdigest()


class Drafts:
    """Those of a content folder."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._folder = content / FOLDER

    # --- looking ----------------------------------------------------------------------------------

    def draft(self, lang: str, name: str) -> Draft:
        """A file as it is being edited; changes from outside are in it.

        Raises:
            ContentError: the file cannot be read as text.
        """
        file = self._content / lang / f"{name}.md"
        published = self._published(file)
        state = self._state(lang, name)
        if not state:
            return Draft(file, published, published)
        base, mine = self._text(lang, name, state["base"]), self._text(lang, name, state["now"])
        both = merged(base, published, mine) if published else merged("", "", mine)
        return Draft(
            file,
            both.text,
            published,
            tuple(Saved(*each) for each in state["saved"]),
            state["now"],
            tuple(state["undo"]),
            tuple(state["redo"]),
            state["sent"],
            state["note"],
            both.conflicts,
        )

    def names(self, lang: str) -> list[str]:
        """The files of a language of which there are drafts."""
        folder = self._folder / lang
        return [name for name in names_in(folder) if (folder / name / _STATE).is_file()]

    def languages(self) -> list[str]:
        return [name for name in names_in(self._folder) if (self._folder / name).is_dir()]

    def saved_text(self, lang: str, name: str, number: int) -> str | None:
        """A saved state; None if it is not kept."""
        known = {each.number for each in self.draft(lang, name).saved}
        return self._text(lang, name, number) if number in known else None

    # --- changing ---------------------------------------------------------------------------------

    def save(
        self,
        lang: str,
        name: str,
        part: str,
        change: Callable[[str], str],
        base: str,
        when: str,
    ) -> Draft:
        """Saves a part that somebody has changed.

        Args:
            change: what was changed, as the text before ─► the text after.
            base: the mark of the part's `raw` as it was opened.

        Raises:
            Conflict: somebody else saved that part meanwhile.
            ContentError: the file cannot be read as text.
            DistError: it cannot be written; nothing has changed.
            LookupError: there is no such part.
        """
        with self._only_one(lang, name):
            draft = self.draft(lang, name)
            before = part_of(draft.text, part)
            if before is None:
                raise LookupError(part)
            text = change(draft.text)
            if text == draft.text:
                return draft
            if mark(before.raw) == base:
                return self._keep(lang, name, draft, text, part, when)
            self._keep(lang, name, draft, text, f"{part}, at the same time", when, now=False)
            raise Conflict(self.draft(lang, name))

    def remember(self, lang: str, name: str, what: str, when: str) -> None:
        """Keeps the state of now under a name, for ever: as one that was approved.

        Raises:
            ContentError, DistError: as of `save`.
        """
        with self._only_one(lang, name):
            draft = self.draft(lang, name)
            self._keep(lang, name, draft, draft.text, f"{_FOR_EVER}{what}", when, now=False)

    def put(self, lang: str, name: str, text: str, what: str, when: str) -> Draft:
        """Saves a whole file, as a new one or one that is brought back.

        Raises:
            ContentError: the file cannot be read as text.
            DistError: it cannot be written; nothing has changed.
        """
        with self._only_one(lang, name):
            draft = self.draft(lang, name)
            return draft if text == draft.text else self._keep(lang, name, draft, text, what, when)

    def undo(self, lang: str, name: str) -> Draft:
        """
        Raises:
            ContentError, DistError: as of `save`.
        """
        return self._step(lang, name, "undo", "redo")

    def redo(self, lang: str, name: str) -> Draft:
        """
        Raises:
            ContentError, DistError: as of `save`.
        """
        return self._step(lang, name, "redo", "undo")

    def send(self, lang: str, name: str) -> None:
        """It waits for a clinician from now on.

        Raises:
            DistError: it cannot be written; nothing has changed.
        """
        self._set(lang, name, sent=True, note="")

    def send_back(self, lang: str, name: str, note: str = "") -> None:
        """It waits no more.

        Raises:
            DistError: it cannot be written; nothing has changed.
        """
        self._set(lang, name, sent=False, note=note)

    # --- files ------------------------------------------------------------------------------------

    def _keep(
        self,
        lang: str,
        name: str,
        draft: Draft,
        text: str,
        what: str,
        when: str,
        *,
        now: bool = True,
    ) -> Draft:
        """Keeps a state; makes it that of now, or only lets it be found."""
        old = self._state(lang, name)
        saved = [*old["saved"]] if old else []
        if not saved:
            saved.append([0, when, "as it was"])
            self._write(lang, name, 0, draft.published)
        base = old["base"] if old else 0
        number = saved[-1][0] + 1
        if old and draft.published == self._text(lang, name, old["now"]):
            base = old["now"]  # approved, and put in the place of the file
        elif draft.published != self._text(lang, name, base):  # changed outside; it is in it now
            self._write(lang, name, number, draft.published)
            saved.append([number, when, "changed in the file"])
            base, number = number, number + 1
        before = old["now"] if old else 0
        if draft.text != self._text(lang, name, before):
            self._write(lang, name, number, draft.text)
            saved.append([number, when, "both changes"])
            before, number = number, number + 1
        self._write(lang, name, number, text)
        saved.append([number, when, what])
        state: dict[str, Any] = {
            "base": base,
            "now": number if now else before,
            "undo": [*(old["undo"] if old else []), before] if now else old["undo"] if old else [],
            "redo": [] if now else old["redo"] if old else [],
            "saved": saved,
            "sent": False if now else bool(old and old["sent"]),
            "note": old["note"] if old else "",
        }
        self._write_state(lang, name, state)
        return self.draft(lang, name)

    def _step(self, lang: str, name: str, take: str, give: str) -> Draft:
        with self._only_one(lang, name):
            state = self._state(lang, name)
            if state and state[take]:
                state[give] = [*state[give], state["now"]]
                *state[take], state["now"] = state[take]
                state["sent"] = False
                self._write_state(lang, name, state)
            return self.draft(lang, name)

    def _set(self, lang: str, name: str, **values: object) -> None:
        with self._only_one(lang, name):
            state = self._state(lang, name)
            if state:
                self._write_state(lang, name, {**state, **values})

    def _state(self, lang: str, name: str) -> dict[str, Any]:
        """What is known of a draft; empty if there is none, or it cannot be read."""
        try:
            state = json.loads(read(self._folder / lang / name / _STATE))
            return state if isinstance(state, dict) and state["saved"] else {}
        except (OSError, ValueError, LookupError):
            return {}

    def _write_state(self, lang: str, name: str, state: dict[str, Any]) -> None:
        """Also forgets what is too old to be brought back."""
        needed = {state["base"], state["now"]}
        kept = [
            each
            for each in state["saved"][:-STEPS]
            if each[0] in needed or each[2].startswith(_FOR_EVER)
        ]
        state["saved"] = [*kept, *state["saved"][-STEPS:]]
        numbers = {each[0] for each in state["saved"]}
        for way in ("undo", "redo"):
            state[way] = [number for number in state[way] if number in numbers]
        folder = self._folder / lang / name
        with blaming(folder):
            replace(folder / _STATE, json.dumps(state, ensure_ascii=False).encode())
        for file in names_in(folder):
            stem = file.removesuffix(".md")
            if stem.isdigit() and int(stem) not in numbers:
                with suppress(OSError):
                    (folder / file).unlink()

    def _write(self, lang: str, name: str, number: int, text: str) -> None:
        folder = self._folder / lang / name
        with blaming(folder):
            replace(folder / f"{number:06}.md", text.encode())

    def _text(self, lang: str, name: str, number: int) -> str:
        try:
            return read(self._folder / lang / name / f"{number:06}.md").decode()
        except (OSError, ValueError):
            return ""

    def _published(self, file: Path) -> str:
        try:
            return text_of(read(file))
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            remedy = "save it as UTF-8, where your account may read it"
            problem = Problem(file, 0, f"cannot be read: {error}", remedy)
            raise ContentError([problem]) from None

    @contextmanager
    def _only_one(self, lang: str, name: str) -> Iterator[None]:
        """
        Raises:
            DistError: nothing can be written there.
            LookupError: that is no name of a file.
        """
        if not ID.fullmatch(name) or not lang.replace("-", "").isalnum():
            raise LookupError(name)
        folder = self._folder / lang / name
        with blaming(folder):
            folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder / _LOCK):
            yield

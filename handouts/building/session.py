"""One build against the ledger: what is due and why, and what is written down afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from pathlib import Path

from handouts.building import nothing_to_do, texts
from handouts.building.engine import code_files, engine, fingerprint
from handouts.building.ledger import Entry, Ledger, load, path_of, to_json
from handouts.building.pipeline import Made
from handouts.building.plan import Variant
from handouts.building.why import Now, Reason, reasons
from handouts.storage.file_states import MISSING, Files, FileState
from handouts.storage.publishing import LEDGER, MANIFEST, Value, swap

_PACKAGES = ("site-packages", "dist-packages")


class Session:
    """
    Args:
        out: the folder of outputs.
        listed: what its manifest says is there.
        options: what was asked for besides the variants, by name, in words.
        today: the day reviews are judged by.
    """

    def __init__(
        self,
        out: Path,
        listed: Mapping[str, Mapping[str, Value]],
        options: Mapping[str, str],
        today: date,
    ) -> None:
        self.out, self._shown = out.absolute(), out
        self._ledger = load(out)
        self._listed = listed
        self.now = Now(self._files(), options, {}, today)
        self._code = code_files()
        self.now = self.now._replace(engine=engine(self.now.files, self._code))

    def look_at(self, files: Iterable[Path]) -> None:
        """Looks at files before they are read: what changes meanwhile is noticed next time."""
        for file in files:
            self.now.files.state(file)

    def _files(self) -> Files:
        known: dict[str, FileState] = {}
        for entry in self._ledger.entries.values():
            known.update(entry.inputs)
        return Files({**known, **self._ledger.files})

    @property
    def kept(self) -> tuple[Path, str]:
        """Where small results are kept from build to build, and what else they depend on."""
        return self.out / LEDGER / "kept", fingerprint(self.now.engine, self.now.files)

    # --- before ---------------------------------------------------------------------------------

    def due(self, variants: Sequence[Variant]) -> dict[str, list[Reason]]:
        """The path of each output that is to be built, with every reason to."""
        found = {variant.path: self.reasons(variant.path) for variant in variants}
        return {path: why for path, why in found.items() if why}

    def reasons(self, path: str) -> list[Reason]:
        """Why an output is to be built; none if it is as it should be."""
        entry = self._ledger.entries.get(path) if path in self._listed else None
        return reasons(entry, self.out / path, self.now)

    def is_same(self, path: str, digest: str) -> bool:
        """Whether an output that is due would be laid out from the same document as before."""
        why = self.reasons(path)
        return all(reason.of_words for reason in why) and (
            self._ledger.entries[path].document == digest and not self._drawn_anew(path)
        )

    def said(self, path: str) -> tuple[str, ...] | None:
        """The texts of an output as it was last built; None if they are not known."""
        entry = self._ledger.entries.get(path)
        return texts.load(self.out, entry.document) if entry else None

    def _drawn_anew(self, path: str) -> bool:
        """Whether a file has changed that is read after the words are known: a font, an outline."""
        inputs = self._ledger.entries[path].inputs
        return any(
            self.now.files.changed(file, before)
            for file, before in inputs.items()
            if file.endswith((".ttf", ".json"))
        )

    # --- after ----------------------------------------------------------------------------------

    def save(self, made: Sequence[Made], planned: AbstractSet[str]) -> None:
        """Writes down how outputs were made, once they are published.

        Args:
            planned: all outputs that are to be there; others are forgotten.

        Raises:
            DistError: the ledger could not be written; the next build makes more than it needs to.
        """
        before = self._ledger.entries
        entries = {path: self._aged(entry) for path, entry in before.items() if path in planned}
        for each in made:
            path = each.variant.path
            inputs = {os.path.abspath(file) for file in each.inputs}  # noqa: PTH100
            if each.output is None:  # it is as it was laid out before
                sha256, inputs = before[path].sha256, inputs | before[path].inputs.keys()
            else:
                sha256 = each.output.sha256
            entries[path] = Entry(
                sha256=sha256,
                document=each.document,
                options=self.now.options,
                engine=self.now.engine,
                inputs={file: self.now.files.state(file) or MISSING for file in sorted(inputs)},
                since=each.since,
                until=each.until,
            )
        after = self._files()  # what was there before has just been written over
        states = [(path, self.now.files.state(path)) for path in self._code]
        for path in entries:
            output = f"{self.out}{os.sep}{path}"
            states.append((output, after.state(output)))
        seen = {path: state for path, state in states if state is not None}
        ledger = Ledger(entries, seen)
        kept = texts.missing(self.out, {each.document: each.said for each in made})
        gone = texts.unused(self.out, {entry.document for entry in entries.values()})
        if kept or gone or ledger != self._ledger:
            swap(self.out, {**kept, path_of(): to_json(ledger, self.out)}, gone)
            self._ledger = ledger

    def _aged(self, entry: Entry) -> Entry:
        """The same with the times of files that were too new to tell anything and no longer are."""
        if all(state.mtime_ns or state == MISSING for state in entry.inputs.values()):
            return entry
        inputs = {
            path: state if self.now.files.changed(path, state) else self.now.files.state(path)
            for path, state in entry.inputs.items()
        }
        return entry._replace(inputs={path: state or MISSING for path, state in inputs.items()})

    def remember(
        self,
        typed: Sequence[str],
        planned: AbstractSet[str],
        rooms: Iterable[Path],
        files: Iterable[Path] = (),
    ) -> None:
        """Makes the same command quick to answer, as long as nothing at all has changed.

        Args:
            typed: the command.
            planned: its outputs, all of them as they should be.
            rooms: folders in which nothing may come or go.
            files: others that must stay as they are.
        """
        entries = [self._ledger.entries[path] for path in planned]
        inputs = {path: state for entry in entries for path, state in entry.inputs.items()}
        there = [path for path, state in inputs.items() if state != MISSING]
        if not all(inputs[path].mtime_ns for path in there):
            return  # too new to be told from its time of change
        own = [self.out / path for path in (MANIFEST, path_of(), *planned)]
        rooms = [folder for room in rooms for folder in (room, *_folders(room))]
        packages = [Path(path) for path in sys.path if path.endswith(_PACKAGES)]
        since = max((f"{entry.since}" for entry in entries if entry.since), default="0000-00-00")
        until = min((f"{entry.until}" for entry in entries if entry.until), default="9999-99-99")
        said = f"{self._shown}: 0 written, {len(planned)} unchanged, 0 removed"
        with suppress(OSError, UnicodeError):  # a name that is no text
            nothing_to_do.remember(
                str(self.out),
                list(typed),
                said,
                (since, until),
                [*there, *self._code, *(str(path.absolute()) for path in (*own, *files))],
                [str(path.absolute()) for path in (*rooms, *packages)],
            )


def _folders(room: Path) -> list[Path]:
    return [path for path in sorted(room.rglob("*")) if path.is_dir()]

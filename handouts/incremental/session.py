"""One build against the ledger: what is due and why, and what is written down afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from pathlib import Path

from handouts.dist import Value, swap
from handouts.incremental.engine import code_files, engine
from handouts.incremental.files import MISSING, Files, FileState
from handouts.incremental.ledger import Entry, Ledger, load, path_of, to_json
from handouts.incremental.reasons import Now, Reason, reasons
from handouts.studio import Made, Variant


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
        self.out = out.absolute()
        self._ledger = load(out)
        self._listed = listed
        self.now = Now(self._files(), options, {}, today)
        self.now = replace(self.now, engine=engine(self.now.files))

    def look_at(self, files: Iterable[Path]) -> None:
        """Looks at files before they are read: what changes meanwhile is noticed next time."""
        for file in files:
            self.now.files.state(file)

    def _files(self) -> Files:
        known: dict[Path, FileState] = {}
        for entry in self._ledger.entries.values():
            known.update(entry.inputs)
        return Files(known | self._ledger.files)

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

    def _drawn_anew(self, path: str) -> bool:
        """Whether a file has changed that is read after the words are known: a font, an outline."""
        inputs = self._ledger.entries[path].inputs
        return any(
            self.now.files.changed(file, before)
            for file, before in inputs.items()
            if file.suffix in (".ttf", ".json")
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
        entries = {path: entry for path, entry in before.items() if path in planned}
        for each in made:
            path, inputs = each.variant.path, each.inputs
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
        after = self._files()
        own = [*code_files(), *(self.out / path for path in entries)]
        seen = {path: state for path in own if (state := after.state(path)) is not None}
        ledger = Ledger(entries, seen)
        if ledger != self._ledger:
            swap(self.out, {path_of(): to_json(ledger, self.out)})

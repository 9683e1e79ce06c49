"""What was built before, and from what: what is due now and why, and what to write down."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from handouts.building import nothing_to_do, texts
from handouts.building.engine import code_files, engine, fingerprint
from handouts.building.ledger import Entry, Ledger, load, path_of, to_json
from handouts.building.pipeline import Made
from handouts.building.plan import Variant
from handouts.building.request import BuildRequest, day
from handouts.building.why import Now, Reason, reasons
from handouts.storage import paths
from handouts.storage.file_states import MISSING, Files, FileState, settled
from handouts.storage.publishing import (
    LEDGER,
    MANIFEST,
    Beside,
    Published,
    listed,
    manifest_sha256,
)
from handouts.storage.settings import settings_file
from handouts.storage.source_tree import folders_in

_PACKAGES = ("site-packages", "dist-packages")


class History:
    """The builds before this one.

    All that is read for a build is looked at here first, so that what changes meanwhile is noticed
    by the next one.

    Raises:
        DistError: the folder of outputs cannot be read.
    """

    def __init__(self, request: BuildRequest) -> None:
        self.out, self._shown = request.out.absolute(), request.out
        self._ledger = load(request.out)
        self._listed = listed(request.out)
        self._is_as_published = manifest_sha256(request.out) == self._ledger.manifest
        self._looked_at: dict[frozenset[str], Mapping[str, FileState]] = {}
        trees = [
            tree
            for root in (request.content, paths.templates_dir())
            for tree in folders_in(str(root.absolute()))
        ]
        packages = (path for path in sys.path if path.endswith(_PACKAGES))
        self._folders: dict[str, int] = {}
        for folder in (*(folder for folder, _ in trees), *packages):
            with suppress(OSError):
                changed = os.stat(folder).st_mtime_ns  # noqa: PTH116
                self._folders[os.path.abspath(folder)] = settled(changed)  # noqa: PTH100
        files = Files(self._ledger.known())
        self._code = code_files()
        options = {**request.options, "content": _from(request.out, request.content)}
        self.now = Now(files, options, engine(files, self._code), day(request.today) or date.min)
        for folder, names in trees:
            for name in names:
                files.state(f"{folder}{os.sep}{name}")

    @property
    def cache(self) -> tuple[Path, str]:
        """Where results are kept from build to build, and what else they depend on."""
        return self.out / LEDGER / "cache", fingerprint(self.now.engine, self.now.files)

    # --- before ---------------------------------------------------------------------------------

    def due(self, variants: Sequence[Variant]) -> dict[str, list[Reason]]:
        """The path of each output that is to be built, with every reason to."""
        found = {variant.path: self.reasons(variant.path) for variant in variants}
        return {path: why for path, why in found.items() if why}

    def reasons(self, path: str) -> list[Reason]:
        """Why an output is to be built; none if it is as it should be."""
        entry = self._ledger.entries.get(path)
        if entry and not self._is_as_published:
            return [Reason(f"{MANIFEST} was changed by something else")]
        return reasons(entry if path in self._listed else None, self.out / path, self.now)

    @property
    def published(self) -> Mapping[str, str]:
        """The SHA-256 of each output that was published, by path."""
        return {path: entry.sha256 for path, entry in self._ledger.entries.items()}

    @cached_property
    def right_pictures(self) -> Mapping[str, str]:
        """The SHA-256 of each picture in the gallery that is as it was drawn, by path."""
        known = self._ledger.pictures
        states = {path: self.now.files.state(f"{self.out}{os.sep}{path}") for path in known}
        return {
            path: state.sha256
            for path, state in states.items()
            if state is not None and state.sha256 == known[path]
        }

    def is_same(self, path: str, digest: str) -> bool:
        """Whether an output that is due would be laid out from the same document as before."""
        why = self.reasons(path)
        return all(reason.of_words for reason in why) and (
            self._ledger.entries[path].document == digest and not self._drawn_anew(path)
        )

    def texts(self, path: str) -> tuple[str, ...] | None:
        """The texts of an output as it was last built; None if they are not known."""
        entry = self._ledger.entries.get(path)
        return texts.load(self.out, entry.document) if entry else None

    def _drawn_anew(self, path: str) -> bool:
        """Whether a file has changed that is read after the words: a font, an outline, a style."""
        inputs = self._ledger.entries[path].inputs
        return any(
            self.now.files.changed(file, before)
            for file, before in inputs.items()
            if file.endswith((".ttf", ".json", ".css", ".js"))
        )

    # --- after ----------------------------------------------------------------------------------

    def compare(
        self, made: Sequence[Made], published: Published, pictures: Mapping[str, str]
    ) -> Beside:
        """What is to change for it to be written down how outputs were made.

        Args:
            published: what is about to be.  Of what is not listed then nothing is kept.
            pictures: the SHA-256 of every picture in the gallery, by path.
        """
        before = self._ledger.entries
        listed = published.entries if self._is_as_published else ()
        staying_as = {path: entry for path, entry in before.items() if path in listed}
        # Outputs of one document share what it was made from, before and after.
        aged = {
            id(inputs): self._aged(inputs)
            for inputs in {id(each.inputs): each.inputs for each in staying_as.values()}.values()
        }
        entries = {
            path: entry
            if aged[id(entry.inputs)] is entry.inputs
            else entry._replace(inputs=aged[id(entry.inputs)])
            for path, entry in staying_as.items()
        }
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
                inputs=self._states(frozenset(inputs)),
                since=each.status.since,
                until=each.status.until,
            )
        new = {*published.written, *(pictures.keys() - self.right_pictures.keys())}
        out = f"{self.out}{os.sep}"
        staying = (out + path for path in {**entries, **pictures} if path not in new)
        states = ((path, self.now.files.last(path)) for path in (*self._code, *staying))
        seen = {path: state for path, state in states if state is not None}
        ledger = Ledger(entries, seen, published.manifest, pictures)
        said = texts.missing(self.out, {each.document: each.texts for each in made})
        gone = texts.unused(self.out, {entry.document for entry in entries.values()})
        if not said and not gone and ledger == self._ledger:
            return Beside()
        self._ledger = ledger
        return Beside({**said, path_of(): to_json(ledger, self.out)}, gone)

    def _states(self, files: frozenset[str]) -> Mapping[str, FileState]:
        """How files were; outputs that were made from the same ones share the answer."""
        if files not in self._looked_at:
            self._looked_at[files] = {
                file: self.now.files.state(file) or MISSING for file in sorted(files)
            }
        return self._looked_at[files]

    def _aged(self, inputs: Mapping[str, FileState]) -> Mapping[str, FileState]:
        """The same with the times of files that were too new to tell anything and no longer are."""
        if all(state.mtime_ns or state == MISSING for state in inputs.values()):
            return inputs
        files = self.now.files
        now = {
            path: state if files.changed(path, state) else files.state(path)
            for path, state in inputs.items()
        }
        return {path: state or MISSING for path, state in now.items()}

    def remember(
        self, typed: Sequence[str], planned: AbstractSet[str], more: Callable[[], Iterable[Path]]
    ) -> None:
        """Makes the same command quick to answer, as long as nothing at all has changed.

        Args:
            typed: the command.
            planned: its outputs, all of them as they should be.
            more: finds the files among the outputs that must stay as they are.
        """
        if not all(self._folders.values()):
            return  # one is too new to be told from its time of change
        entries = {path: self._ledger.entries[path] for path in planned}
        read = {path for entry in entries.values() for path in entry.inputs}
        states = {path: self.now.files.state(path) for path in (*read, *self._code)}
        there = {path: state for path, state in states.items() if state is not None}
        if not all(each.mtime_ns for each in there.values()):
            return  # and so is a file
        outputs = Files(self._ledger.files)
        for path, entry in entries.items():
            state = outputs.state(self.out / path)
            if state is None or state.sha256 != entry.sha256:
                return  # something else has written it meanwhile
        since = max(
            (f"{entry.since}" for entry in entries.values() if entry.since), default="0000-00-00"
        )
        until = min(
            (f"{entry.until}" for entry in entries.values() if entry.until), default="9999-99-99"
        )
        settings = settings_file()  # which content is built where none is named
        remembered = [settings] if settings.is_file() else []
        rooms = {folder for path in planned for folder in PurePosixPath(path).parents[:-1]}
        own = [*remembered, *(self.out / path for path in (MANIFEST, path_of(), *planned)), *more()]
        with suppress(OSError, UnicodeError):  # a name that is no text
            nothing_to_do.remember(
                str(self.out),
                typed,
                f"{self._shown}: 0 written, {len(planned)} unchanged, 0 removed",
                (since, until),
                [
                    *((path, *state[:3]) for path, state in there.items()),
                    *(_times(path.absolute()) for path in own),
                ],
                [
                    *self._folders.items(),
                    *(_times(self.out / room)[:2] for room in sorted(rooms)),
                ],
                [] if remembered else [str(settings)],
            )


def _times(path: Path) -> tuple[str, int, int, int]:
    status = path.stat()
    return str(path), status.st_mtime_ns, status.st_ctime_ns, status.st_size


def _from(out: Path, content: Path) -> str:
    """The folder of content as seen from that of outputs, so that a project may be moved."""
    try:
        return os.path.relpath(content.resolve(), out.absolute())
    except ValueError:  # another drive
        return str(content.resolve())

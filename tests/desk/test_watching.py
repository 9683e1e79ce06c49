"""Every change of an input is noticed, whether or not the system tells of it; no other is."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from time import monotonic
from typing import Any, TypeAlias

import anyio
import pytest

import handouts
from handouts.desk import watching
from handouts.storage import paths

Change: TypeAlias = Callable[[Path], object]
SOON = 2.0  # s; it looks more often here than it usually does


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with content; the program, its drawings and its templates are small."""
    for folder in ("content/en", "templates", "figures", "program/storage", "elsewhere"):
        (tmp_path / folder).mkdir(parents=True)
    monkeypatch.setattr(paths, "templates_dir", lambda: tmp_path / "templates")
    monkeypatch.setattr(paths, "figures_dir", lambda: tmp_path / "figures")
    monkeypatch.setattr(handouts, "__file__", str(tmp_path / "program/__init__.py"))
    (tmp_path / "content/en/log.md").write_text("one")
    monkeypatch.setattr(watching, "_LOOK_ANYWAY_MS", 60)
    monkeypatch.setattr(watching, "_DEBOUNCE_MS", 20)
    return tmp_path


def noticed(change: Callable[[], object], content: Path, out: Path, within: float = SOON) -> bool:
    """Whether a change is noticed while somebody watches."""

    async def watch() -> bool:
        looking = watching.changes(content, out, lambda: False)
        assert not await anext(looking)
        change()
        until = monotonic() + within
        async for changed in looking:
            if changed or monotonic() > until:
                return changed
        return False

    return anyio.run(watch)


def save(path: Path, text: str = "two words") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def save_as_before(file: Path) -> None:
    """Other words of the same size, and the time of change set back."""
    times = file.stat()
    file.write_text("two")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def replace_folder(folder: Path) -> None:
    away = folder.with_name("away")
    folder.rename(away)
    shutil.copytree(away, folder)


@pytest.mark.parametrize(
    "change",
    [
        lambda room: save(room / "content/en/log.md"),
        lambda room: save_as_before(room / "content/en/log.md"),
        lambda room: save(room / "content/en/new.md"),
        lambda room: (room / "content/en/log.md").unlink(),
        lambda room: (room / "content/en/log.md").rename(room / "content/en/other.md"),
        lambda room: replace_folder(room / "content"),
        lambda room: save(room / "content/fr/log.md"),
        lambda room: save(room / "content/pictures/door.png"),
        lambda room: save(room / "content/art/logo.svg"),
        lambda room: save(room / "templates/log.xml.j2"),
        lambda room: save(room / "figures/anatomy/hip.json"),
        lambda room: save(room / "program/storage/cache.py"),
    ],
)
@pytest.mark.parametrize("told", [True, False])
def test_every_change_is_noticed(
    room: Path, change: Change, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not told:
        untold(monkeypatch)
    assert noticed(lambda: change(room), room / "content", room / "dist")


def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells of nothing, as on network shares."""

    async def nothing(*_paths: Path, **_how: Any) -> AsyncIterator[set[tuple[int, str]]]:
        while True:
            await anyio.sleep(0.05)
            yield set()

    monkeypatch.setattr(watching, "awatch", nothing)


@pytest.mark.parametrize("fault", [OSError("no more watches"), RuntimeError("no more watchers")])
def test_a_system_that_watches_no_more_folders(
    room: Path, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_paths: Path, **_how: Any) -> AsyncIterator[set[tuple[int, str]]]:
        raise fault

    monkeypatch.setattr(watching, "awatch", none)
    assert noticed(lambda: save(room / "content/en/log.md"), room / "content", room / "dist")


def linked_file(room: Path) -> Path:
    target = room / "elsewhere/log.md"
    save(target)
    (room / "content/en/log.md").unlink()
    (room / "content/en/log.md").symlink_to(target)
    return target


def second_name(room: Path) -> Path:
    (room / "elsewhere/log.md").hardlink_to(room / "content/en/log.md")
    return room / "elsewhere/log.md"


def linked_folder(room: Path) -> Path:
    shutil.move(room / "content/en", room / "elsewhere/en")
    (room / "content/en").symlink_to(room / "elsewhere/en")
    return room / "elsewhere/en/log.md"


def linked_content(room: Path) -> Path:
    (room / "content").rename(room / "elsewhere/content")
    (room / "content").symlink_to(room / "elsewhere/content")
    return room / "elsewhere/content/en/log.md"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("link", [linked_file, second_name, linked_folder, linked_content])
def test_what_is_saved_under_another_name_is_noticed(
    room: Path, link: Callable[[Path], Path]
) -> None:
    other = link(room)
    assert noticed(lambda: save(other, "three words now"), room / "content", room / "dist")


def test_a_link_that_points_elsewhere_now(room: Path) -> None:
    linked_file(room)
    save(room / "elsewhere/new.md")

    def point() -> None:
        (room / "content/en/log.md").unlink()
        (room / "content/en/log.md").symlink_to(room / "elsewhere/new.md")

    assert noticed(point, room / "content", room / "dist")


@pytest.mark.parametrize(
    ("content", "out"),
    [
        ("dist/content", "dist"),
        ("content", "."),
        ("content", "content"),
        (".venv/content", "dist"),
        (".git/x/content", "dist"),
        ("node_modules/__pycache__", "dist"),
        (".ledger/content", "dist"),
    ],
)
def test_content_in_any_folder_is_watched(room: Path, content: str, out: str) -> None:
    if content != "content":
        shutil.copytree(room / "content", room / content)
    file = room / content / "en/log.md"
    assert noticed(lambda: save(file), room / content, room / out)


def outputs(out: Path) -> None:
    save(out / "en/a4/log.pdf")
    save(out / "manifest.json")
    save(out / ".ledger/ledger.json")


@pytest.mark.parametrize(
    "change",
    [
        lambda room: outputs(room / "content/dist"),
        lambda room: save(room / "content/.git/index"),
        lambda room: save(room / "content/en/.log.md.swp"),
        lambda room: save(room / "content/en/log.md~"),
        lambda room: save(room / "program/__pycache__/cache.pyc"),
        lambda room: save(room / "elsewhere/log.md"),
    ],
)
def test_what_is_no_input_is_left_alone(room: Path, change: Change) -> None:
    (room / "content/dist").mkdir()
    assert not noticed(lambda: change(room), room / "content", room / "content/dist", within=0.2)


def test_outputs_are_no_inputs_where_content_is_reached_by_a_link(room: Path) -> None:
    linked_content(room)
    (room / "content/dist").mkdir()
    out = room / "content/dist"
    assert not noticed(lambda: outputs(out), room / "content", out, within=0.2)


def test_a_link_into_itself_is_no_maze(room: Path) -> None:
    (room / "content/more").symlink_to(room / "content")
    (room / "content/en/more").symlink_to(room)
    (room / "content/gone").symlink_to(room / "nowhere")
    assert noticed(lambda: save(room / "content/en/log.md"), room / "content", room / "dist")


def test_it_ends_when_it_is_told_to(room: Path) -> None:
    async def watch() -> list[bool]:
        stop = iter([False, False, True, True, True])
        return [each async for each in watching.changes(room, room / "dist", lambda: next(stop))]

    assert anyio.run(watch) == [False]

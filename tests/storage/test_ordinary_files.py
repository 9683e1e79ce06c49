"""Ordinary files are read and written whole; all else is refused, and nothing is waited for."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from handouts.storage.ordinary_files import NotOrdinaryError, names_in, read, replace, write_new
from handouts.storage.seal import sealed, unsealed


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for data in (b"", b"\0\n\r\n\xff" * 100_000):
        replace(file, data)
        assert read(file) == data
    with pytest.raises(FileExistsError):
        write_new(file, b"other")
    assert names_in(tmp_path) == ["file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
def test_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path / "link", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(NotOrdinaryError, match=f"{path.name} is not an ordinary file"):
            read(path)
    for name in ("link", "pipe"):
        replace(tmp_path / name, b"a file")
        assert read(tmp_path / name) == b"a file"


def test_a_folder_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        read(tmp_path / "folder")
    with pytest.raises(OSError, match="folder"):
        replace(tmp_path / "folder", b"data")
    assert names_in(tmp_path) == ["folder"]  # and nothing half-way
    assert names_in(tmp_path / "nowhere") == []


def test_what_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(tmp_path / "file", b"before")

    def full(_descriptor: int, _mode: str) -> object:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(OSError, match="No space left"):
        replace(tmp_path / "file", b"after")
    monkeypatch.undo()
    assert names_in(tmp_path) == ["file"]
    assert read(tmp_path / "file") == b"before"


def test_a_seal_is_of_a_name_and_all_bytes() -> None:
    kept = sealed("name", b"data")
    assert unsealed("name", kept) == b"data"
    assert unsealed("other", kept) is None
    for number in range(len(kept)):
        assert unsealed("name", kept[:number]) is None
        assert (
            unsealed("name", kept[:number] + bytes([kept[number] ^ 1]) + kept[number + 1 :]) is None
        )

"""Small results kept on disk: whole, or made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts import kept


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    token = kept._folder.set(None)
    yield
    kept._folder.reset(token)


def test_nothing_is_kept_unless_asked() -> None:
    kept.keep("kind", "from", "result")
    assert kept.get("kind", "from") is None


def test_kept_by_kind_and_origin_until_its_maker_changes(tmp_path: Path) -> None:
    kept.use(tmp_path, "one")
    kept.keep("kind", "from", "result")
    assert kept.get("kind", "from") == "result"
    assert kept.get("kind", "else") is None
    assert kept.get("other", "from") is None
    kept.use(tmp_path, "two")
    assert kept.get("kind", "from") is None
    assert [path.name for path in tmp_path.iterdir()] == []


def test_what_cannot_be_read_or_written_is_not_there(tmp_path: Path) -> None:
    kept.use(tmp_path, "one")
    kept.keep("kind", "from", "result")
    (file,) = (tmp_path / "one/kind").iterdir()
    whole = file.read_bytes()
    for damaged in (
        b"\xff\xfe",
        b"",
        whole[:-1],
        whole + b" ",
        whole.replace(b"r", b"s"),
        b"result",
    ):
        file.write_bytes(damaged)
        assert kept.get("kind", "from") is None
    file.write_bytes(whole)
    assert kept.get("kind", "from") == "result"
    (tmp_path / "one/blocked").write_text("a file where a folder should be")
    kept.keep("blocked", "from", "result")
    assert kept.get("blocked", "from") is None


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 10)
    kept.use(tmp_path, "one")
    for number in range(30):
        kept.keep("kind", f"{number}", "result")
    kept.use(tmp_path, "one")
    assert len(list((tmp_path / "one/kind").iterdir())) == 5

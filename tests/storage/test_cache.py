"""Small results kept on disk: whole, or made again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.storage import cache


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    token = cache._folder.set(None)
    yield
    cache._folder.reset(token)


def test_nothing_is_kept_unless_asked() -> None:
    cache.keep("kind", "from", "result")
    assert cache.get("kind", "from") is None


def test_kept_by_kind_and_origin_until_its_maker_changes(tmp_path: Path) -> None:
    cache.use(tmp_path, "one")
    cache.keep("kind", "from", "result")
    assert cache.get("kind", "from") == "result"
    assert cache.get("kind", "else") is None
    assert cache.get("other", "from") is None
    cache.use(tmp_path, "two")
    assert cache.get("kind", "from") is None
    assert [path.name for path in tmp_path.iterdir()] == []


def test_what_cannot_be_read_or_written_is_not_there(tmp_path: Path) -> None:
    cache.use(tmp_path, "one")
    cache.keep("kind", "from", "result")
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
        assert cache.get("kind", "from") is None
    file.write_bytes(whole)
    assert cache.get("kind", "from") == "result"
    (tmp_path / "one/blocked").write_text("a file where a folder should be")
    cache.keep("blocked", "from", "result")
    assert cache.get("blocked", "from") is None


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST", 10)
    cache.use(tmp_path, "one")
    for number in range(30):
        cache.keep("kind", f"{number}", "result")
    cache.use(tmp_path, "one")
    assert len(list((tmp_path / "one/kind").iterdir())) == 5

"""The commands build the content in English where a test names no other: one language will do."""

from __future__ import annotations

from pathlib import Path

import pytest
from handout_help import copy_content


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in content as if it were in English alone."""
    folder = tmp_path_factory.mktemp("english") / "content"
    copy_content(folder)
    return folder


@pytest.fixture(autouse=True)
def _built_in_english(english: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("options", "content_folder", "moved_options"):
        monkeypatch.setattr(f"handouts.cli.{room}.content_dir", lambda: english)

"""Fixtures of the reading side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from content_folder import Content


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


@pytest.fixture
def only_problem(content: Content) -> Callable[[], str]:
    """The one problem of the folder, as printed."""

    def only() -> str:
        problems = content.problems()
        assert len(problems) == 1, problems
        return problems[0]

    return only

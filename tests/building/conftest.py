"""A small clinic for every test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import cast

import pytest
from handout_help import copy_content
from incremental_help import Small

from handouts.design.formats import FORMATS, Format
from handouts.design.papers import PAPERS
from handouts.storage import built_in, paths


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    content, templates = tmp_path / "content", tmp_path / "templates"
    copy_content(content)
    for path in (content / "en").glob("*.md"):
        if path.name != "shared.md":
            path.unlink()
    shutil.copytree(paths.templates_dir(), templates)
    monkeypatch.setattr(paths, "templates_dir", lambda: templates)
    one = FORMATS["handout"]._replace(stocks={"standard": (PAPERS["a4"],)}, web=())
    monkeypatch.setitem(cast("dict[str, Format]", FORMATS), "handout", one)
    made = Small(content, templates, tmp_path / "dist")
    made.sheet("walk", "Walk a little each day.")
    built_in.mark_seen(content)
    made.sheet("rest", "Rest on your {{ backward.side }} side.", per_pattern=True)
    return made

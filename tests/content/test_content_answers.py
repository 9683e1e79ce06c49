"""Whatever patients ask is answered: `docs/what-is-answered.md` says where, and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from handouts.storage import paths

TABLE = Path(__file__).resolve().parents[2] / "docs" / "what-is-answered.md"
FILES = {"shared": "shared.md", "words": "words.yaml"}


def rows() -> list[tuple[str, str]]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        cells = [cell.strip() for cell in line.replace("\\|", "¦").strip("|").split("|")]
        if len(cells) == 3 and not set(cells[0]) <= {"-"} and cells[0] != "what is asked or told":
            found.append((cells[1], cells[2].replace("¦", "|")))
    return found


def test_the_table_has_every_point() -> None:
    assert len(rows()) >= 32


@pytest.mark.parametrize(("where", "words"), rows())
def test_it_is_said_there(where: str, words: str) -> None:
    name = where.partition(",")[0]
    text = (paths.content_dir() / "en" / FILES.get(name, f"{name}.md")).read_text(encoding="utf-8")
    if name == "two-steps":
        assert "## {{ hip.side | capitalize }} thigh presses" in text
        return
    assert words in " ".join(text.split())

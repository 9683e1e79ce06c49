"""The limit of the reading grade in clinic.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_folder import Content

from handouts.storage import paths


@pytest.mark.parametrize(
    ("typed", "limit"), [("", 6), ("3", 3), ("12", 12), ("6.5", 6.5), ('"7.25"', 7.25), ("03", 3)]
)
def test_whole_numbers_and_decimals(tmp_path: Path, typed: str, limit: float) -> None:
    content = Content(tmp_path)
    content.write("clinic.yaml", f"reading_grade_max: {typed}\n")
    assert content.load().clinic.reading_grade_max == limit


@pytest.mark.parametrize("typed", ["2", "2.9", "12.1", "13", "-6", "six", "6,5", "1e1", "nan"])
def test_anything_else_is_told(tmp_path: Path, typed: str) -> None:
    content = Content(tmp_path)
    content.write("clinic.yaml", f'name: Ours\nreading_grade_max: "{typed}"\n')
    assert content.problems() == [
        f"clinic.yaml:2: 'reading_grade_max': '{typed}' is no school year; write a number from 3 to"
        " 12, as in 6 or 6.5"
    ]


def test_the_shipped_file_explains_it() -> None:
    lines = (paths.content_dir() / "clinic.yaml").read_text(encoding="utf-8").split("\n")
    (line,) = [each for each in lines if each.startswith("reading_grade_max:")]
    assert "empty: 6" in line

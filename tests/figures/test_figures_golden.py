"""Golden drawings of every figure, subject and style.

A change of a drawing shows here.  Look at the new one; if it is better, refresh the files with
`UPDATE_GOLDEN=1 python -m pytest tests/figures/test_figures_golden.py` and commit them.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from figure_help import STYLES, case_id, cases, draw, fixed_words

GOLDEN = Path(__file__).parent / "golden"


def file_of(name: str, subject: Any, style: Any) -> Path:
    parts = [name, *([case_id(subject)] if subject else []), case_id(style)]
    return GOLDEN / f"{'.'.join(parts)}.svg"


@pytest.mark.parametrize("style", STYLES, ids=case_id)
@pytest.mark.parametrize(("name", "subject"), list(cases()), ids=case_id)
def test_golden(name: str, subject: Any, style: Any) -> None:
    svg = draw(name, subject, fixed_words(name), style=style).svg.replace("><", ">\n<") + "\n"
    file = file_of(name, subject, style)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(svg, encoding="utf-8", newline="\n")
    assert file.is_file(), f"no golden file {file.name}; see the top of this module"
    assert svg == file.read_text(encoding="utf-8"), f"{file.name} changed: look at it first"


def test_no_golden_file_is_left_over() -> None:
    known = {file_of(name, subject, style) for name, subject in cases() for style in STYLES}
    assert set(GOLDEN.glob("*.svg")) == known

"""Golden markup of every handout and pattern: what the templates make of the words.

A change of the words or of a template shows here, in every handout it touches.  Read what changed;
if it is meant, refresh the files with `UPDATE_GOLDEN=1 python -m pytest tests/golden` and commit
them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from handout_help import Case

from handouts.building.plan import Variant
from handouts.document import Document

GOLDEN = Path(__file__).parent / "markup"
REFRESH = "read the changes; if they are meant: UPDATE_GOLDEN=1 python -m pytest tests/golden"
_CONTAINERS = "article|section|header|div|ul|ol|table|thead|tbody|tr"
_BLOCK = re.compile(rf" ?(</?(?:{_CONTAINERS})\b|<(?:h\d|p|li|th|td|figure|label)\b)")


def file_of(case: Case) -> Path:
    handout, pattern = case
    return GOLDEN / f"{handout}-{pattern.id}.xml" if pattern else GOLDEN / f"{handout}.xml"


def one_block_a_line(markup: str) -> str:
    """The markup with white space that means nothing made regular."""
    return _BLOCK.sub(r"\n\1", re.sub(r"\s+", " ", markup)).strip() + "\n"


def test_markup(case: Case, document: Document) -> None:
    markup, file = one_block_a_line(document.markup), file_of(case)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(markup, encoding="utf-8", newline="\n")
    assert file.is_file(), f"{file.name} is missing; {REFRESH}"
    assert markup == file.read_text(encoding="utf-8"), f"{file.name} differs; {REFRESH}"


def test_no_golden_file_is_left_over(variants: tuple[Variant, ...]) -> None:
    known = {file_of((variant.handout, variant.pattern)) for variant in variants}
    assert set(GOLDEN.glob("*")) == known

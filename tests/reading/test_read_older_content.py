"""A clinic's own words, older than the program: it lends what they lack, and says so."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from handout_help import TODAY, OwnContent, copy_content

from handouts.approvals.status import Book
from handouts.errors import ContentError
from handouts.pattern import PATTERNS
from handouts.storage.paths import content_dir

PATTERN = PATTERNS[0]


def notices(own: OwnContent) -> list[str]:
    return [f"{each.file.name}: {each.what}" for each in own.load().notices]


@pytest.mark.parametrize(
    ("file", "line", "handout", "told"),
    [
        ("words.yaml", "  felt_tip:", "log", "'log.felt_tip: "),
        ("words.yaml", "log:", "log", "' and "),
        ("words.yaml", "  times_a_day:", "correction", "'dose.times_a_day."),
        ("figures.yaml", "pelvis-front:", "questions", "'pelvis-front'"),
        ("figures.yaml", "    level: Level", "correction", "labels.level: Level"),
    ],
)
def test_it_prints_as_if_it_had_the_words(
    own: OwnContent, file: str, line: str, handout: str, told: str
) -> None:
    pattern = PATTERN if handout != "how-it-works" else None
    before = own.compose(handout, pattern).texts
    assert notices(own) == []
    own.take_out(f"en/{file}", line)
    (notice,) = notices(own)
    assert notice.startswith(f"{file}: lacks words: the program's own are used, ")
    assert told in notice
    after = own.compose(handout, pattern).texts
    assert after == before


def test_a_translation_is_lent_words_of_its_own_language(tmp_path: Path) -> None:
    own = OwnContent.__new__(OwnContent)
    own.root = tmp_path / "content"
    copy_content(own.root, "en", "es")
    before = own.compose("log", PATTERN, lang="es").texts
    own.take_out("es/words.yaml", "  felt_tip:")
    assert own.compose("log", PATTERN, lang="es").texts == before


@pytest.mark.parametrize("line", ["  toward-chest: toward your chest", "  right:", "  back: {"])
def test_words_that_tell_two_apart_are_all_of_one_hand(own: OwnContent, line: str) -> None:
    own.take_out("en/words.yaml", line)
    with pytest.raises(ContentError, match=r"the program's own en/words\.yaml says"):
        own.compose("correction", PATTERN)


def test_what_may_be_left_out_stays_out(own: OwnContent) -> None:
    text = own.path("en/words.yaml").read_text(encoding="utf-8")
    assert "    short:" in text
    own.write("en/words.yaml", re.sub(r"^    short:.*\n", "", text, flags=re.MULTILINE))
    assert notices(own) == []


@pytest.mark.parametrize(
    ("file", "line", "handout", "told"),
    [
        ("words.yaml", "  felt_tip:", "log", "the program's own en/words.yaml says 'log.felt_tip"),
        ("figures.yaml", "pelvis-front:", "questions", "no words for the figure 'pelvis-front'"),
    ],
)
def test_a_language_that_the_program_has_not_must_have_all(
    own: OwnContent, file: str, line: str, handout: str, told: str
) -> None:
    shutil.move(own.path("en"), own.path("en-GB"))
    own.take_out(f"en-GB/{file}", line)
    with pytest.raises(ContentError, match=re.escape(told)):
        own.compose(handout, PATTERN, lang="en-GB")


def test_what_is_lent_is_approved_and_no_other(
    own: OwnContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next version of the program may say it in other words."""
    own.take_out("en/words.yaml", "  felt_tip:")
    own.approve("log")
    assert Book(own.load()).status("en", "log", TODAY).is_approved
    newer = OwnContent(tmp_path / "newer")
    text = (content_dir() / "en/words.yaml").read_text(encoding="utf-8")
    newer.write("en/words.yaml", re.sub(r"(?m)^  felt_tip:.*$", "  felt_tip: Other words", text))
    monkeypatch.setattr("handouts.reading.program_words.content_dir", lambda: newer.root)
    assert not Book(own.load()).status("en", "log", TODAY).is_approved

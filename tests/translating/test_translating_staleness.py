"""What a translation was made from: parts that are missing, stale, by a machine, reviewed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from handout_help import TODAY, OwnContent, copy_content

from handouts.approvals.status import Book
from handouts.cli.main import main
from handouts.compose.approval import DraftReason
from handouts.pattern import PATTERNS
from handouts.reading import load_library
from handouts.translating.staleness import Standing, TranslationState, notices

STOP = "## Stop if {#stop}\n\n- it hurts or feels worse\n"
NEW_STOP = "## Stop if {#stop}\n\n- it burns\n- it hurts or feels worse\n"


@pytest.fixture
def both(tmp_path: Path) -> OwnContent:
    """English and Spanish, whose parts are by a translator and of the English of now."""
    own = OwnContent.__new__(OwnContent)
    own.root = tmp_path / "content"
    copy_content(own.root, "en", "es")
    own.write("es/translation.yaml", "translator: M. Silva\n")
    own.path("es/translation.json").unlink()
    assert translate(own, "--done") == 0
    return own


def translate(own: OwnContent, *more: str) -> int:
    return main(["translate", "es", *more, "--content", str(own.root)])


def state(own: OwnContent) -> TranslationState:
    return TranslationState(own.load(), "es")


def reason(own: OwnContent, handout: str = "correction") -> DraftReason | None:
    return Book(own.load()).status("es", handout, TODAY).reason


def named(own: OwnContent, standing: Standing) -> list[str]:
    return [each.name for each in state(own).parts.values() if each.standing is standing]


def test_what_is_done_is_current(both: OwnContent) -> None:
    assert named(both, Standing.MISSING) == named(both, Standing.STALE) == []
    assert notices(both.load()) == []
    assert reason(both) is DraftReason.NEVER_APPROVED


def test_new_english_that_warns_makes_a_draft_that_says_so(both: OwnContent) -> None:
    both.approve("correction", "card", lang="es")
    assert reason(both) is None
    both.edit("en/shared.md", STOP, NEW_STOP)
    status = Book(both.load()).status("es", "correction", TODAY)
    assert status.reason is DraftReason.TRANSLATION_STALE
    assert status.parts == ("stop",)
    said = " ".join(both.compose("correction", PATTERNS[0], lang="es").texts)
    assert "el texto en inglés de stop cambió después de la traducción" in said
    assert reason(both, "card") is None, "which has words of its own for that"
    assert "shared.md#stop" in notices(both.load())[0].what


def test_other_new_english_is_told_and_stops_nothing(both: OwnContent) -> None:
    both.approve("correction", lang="es")
    both.edit("en/correction.md", "It should not hurt.", "It must not hurt.")
    assert named(both, Standing.STALE) == ["correction.md#set-up"]
    assert reason(both) is None
    told = notices(both.load())
    assert [each.file.name for each in told] == ["translation.json"]
    assert "correction.md#set-up" in told[0].what


def test_the_old_and_the_new_english_are_shown(
    both: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    both.edit("en/shared.md", STOP, NEW_STOP)
    capsys.readouterr()
    assert translate(both, "shared.md#stop") == 0
    said = capsys.readouterr().out
    assert "shared.md#stop: stale (it warns: the handout is a DRAFT)" in said
    assert "    English now: - it burns\n" in said
    assert "    translation: - le duele o se siente peor\n" in said
    assert translate(both, "shared.md#stop", "--done") == 0
    assert named(both, Standing.STALE) == []


@pytest.mark.parametrize(
    ("file", "section"), [("es/correction.md", "## Mis dos semanas {#log}"), ("es/shared.md", "")]
)
def test_a_handout_that_lacks_a_part_is_not_made_and_the_others_are(
    both: OwnContent, file: str, section: str
) -> None:
    start = section or "## Pare si {#stop}"
    text = both.path(file).read_text(encoding="utf-8")
    begin = text.index(start)
    end = text.index("\n## ", begin + 3) + 1
    both.write(file, text[:begin] + text[end:])
    library = both.load()
    made = set(library.languages["es"].handouts)
    assert "correction" not in made
    assert "card" in made
    assert any("correction is not made in this language" in each.what for each in library.notices)
    assert len(named(both, Standing.MISSING)) == 1


def test_a_machine_s_words_are_a_draft_until_each_part_is_reviewed(both: OwnContent) -> None:
    both.path("es/translation.json").unlink()
    both.write("es/translation.yaml", "translator: machine\n")
    assert reason(both) is DraftReason.MACHINE_TRANSLATION
    said = both.compose("correction", PATTERNS[0], lang="es")
    assert "sin revisar" in said.draft
    assert "unreviewed machine translation" in said.staff
    by = ("--reviewed", "--name", "Reviewer’s name", "--role", "translator")
    assert translate(both, "correction.md", "shared.md", *by) == 0
    assert reason(both) is DraftReason.MACHINE_TRANSLATION, "small words are read as well"
    assert translate(both, "words.yaml", "figures.yaml", *by) == 0
    assert reason(both) is DraftReason.NEVER_APPROVED
    both.edit("es/correction.md", "No debe doler.", "No duela.")
    assert reason(both) is DraftReason.MACHINE_TRANSLATION, "these words nobody has reviewed"


def test_who_reviews_has_a_name_and_a_role(
    both: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    assert translate(both, "--reviewed", "--name", "Reviewer’s name") == 2
    assert "--role: is missing" in capsys.readouterr().err


def test_records_that_were_damaged_are_told(both: OwnContent) -> None:
    both.write("es/translation.json", '{"parts": [')
    assert translate(both) == 1


def test_as_json(both: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert translate(both, "card.md#stop", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)["parts"]
    assert row["standing"] == "current"
    assert row["safety"] is True
    assert row["english_before"] == row["english"]


def test_the_spanish_that_comes_with_the_program_is_by_a_machine(tmp_path: Path) -> None:
    copy_content(tmp_path / "content", "en", "es")
    library = load_library(tmp_path / "content")
    for handout in library.languages["es"].handouts:
        status = Book(library).status("es", handout, TODAY)
        assert status.reason is DraftReason.MACHINE_TRANSLATION

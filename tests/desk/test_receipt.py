"""What a rebuild says has changed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from handout_help import OwnContent
from hypothesis import given
from hypothesis import strategies as st

from handouts.building.changes import Piece, Receipt, Redline, in_sentences, of, redline
from handouts.cli import main
from handouts.gallery.page import receipt_page
from handouts.storage.publishing import Published

ONE = ("--handout", "log", "--paper", "a4")
WORDS = st.sampled_from(
    ["Press", " gently", ". ", "Hold", " it", "\n", " ", "", "(", ")", "two-week", "____", "½ "]
)
TEXTS = st.lists(st.lists(WORDS, max_size=9).map("".join), max_size=5)


def marked(pieces: Redline) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


def changes(old: str, new: str) -> list[str]:
    line = redline(old.split("|"), new.split("|"))
    return [marked(pieces) for pieces in in_sentences(line)]


@given(TEXTS, TEXTS)
def test_a_redline_holds_both_texts(old: list[str], new: list[str]) -> None:
    pieces = redline(old, new)
    was = "".join(piece.text for piece in pieces if piece.kind != "new")
    now = "".join(piece.text for piece in pieces if piece.kind != "gone")
    assert was == "".join(f"{text}\n" for text in old)
    assert now == "".join(f"{text}\n" for text in new)
    assert all(piece.kind == "same" for piece in pieces) == (was == now)


@given(TEXTS, TEXTS)
def test_every_word_that_changed_is_shown(old: list[str], new: list[str]) -> None:
    whole = redline(old, new)
    shown = [piece for pieces in in_sentences(whole) for piece in pieces]

    def letters(pieces: list[Piece] | Redline, kind: str) -> str:
        return re.sub(r"\s", "", "".join(each.text for each in pieces if each.kind == kind))

    assert letters(shown, "gone") == letters(whole, "gone")
    assert letters(shown, "new") == letters(whole, "new")
    assert len(letters(shown, "same")) <= len(letters(whole, "same"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Rest. Hold for ____ s. Stop.",
            "Rest. Hold for 5 s. Stop.",
            ["Hold for [-____-]{+5+} s."],
        ),
        ("One.|Two.", "One.|Half.|Two.", ["{+Half.+}"]),
        ("One. Two. Three.", "One. Three.", ["[-Two.-]"]),
        ("My two-week log", "My one-week log", ["My [-two-week-]{+one-week+} log"]),
        ("Push with both hands.", "Push with one hand.", ["Push with [-both hands-]{+one hand+}."]),
        ("A b. C d.|E f.", "A x. C d.|E y.", ["A [-b-]{+x+}.", "E [-f-]{+y+}."]),
        ("Same.", "Same.", []),
        ("", "New.", ["{+New.+}"]),
    ],
)
def test_a_change_is_shown_in_its_sentence(old: str, new: str, expected: list[str]) -> None:
    assert changes(old, new) == expected


def test_the_same_change_in_many_outputs_is_told_once() -> None:
    before = {"a": ["Hold.", "Left."], "b": ["Hold.", "Right."], "c": None, "d": ["Stay."]}
    now = {"a": ["Press.", "Left."], "b": ["Press.", "Right hip."], "c": ["New."], "d": ["Stay."]}
    receipt = of(before, now, Published(("a", "b", "c", "d"), ("e",), ("f",), {}))
    assert [(each.paths, [marked(line) for line in each.redlines]) for each in receipt.changes] == [
        (("a", "b"), ["[-Hold-]{+Press+}."]),
        (("b",), ["Right{+ hip+}."]),
    ]
    assert (receipt.first, receipt.looks) == (("c",), ("d",))
    assert (receipt.unchanged, receipt.removed) == (("e",), ("f",))
    assert receipt.written == {"a", "b", "c", "d"}


def test_the_page_hides_no_markup_of_ours_and_runs_none_of_others() -> None:
    line = (Piece("gone", "<b>old</b>"), Piece("new", "<script>"), Piece("same", " & more"))
    page = receipt_page(of({"x": ["<i>"]}, {"x": ["<u>"]}, Published(("x",), (), (), {})))
    assert "&lt;u&gt;" in page or "&lt;" in page
    assert "<u>" not in page
    assert "<script" not in page
    assert marked(line).startswith("[-<b>")
    assert "Unchanged" not in receipt_page(Receipt())


# --- from the command line -----------------------------------------------------------------------


@pytest.fixture
def built(own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """A command that has been run once."""
    command = [*ONE, "--content", str(own.root), "--out", str(tmp_path / "dist")]
    assert main.main(command) == 0
    assert "{+" not in capsys.readouterr().out  # all is new: there is nothing to compare it with
    return command


def test_the_terminal_shows_what_changed(
    own: OwnContent, built: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    own.edit("en/log.md", "My two-week log", "My one-week log")
    assert main.main(built) == 0
    said = capsys.readouterr().out
    assert said.count("My [-two-week-]{+one-week+} log") == 1
    assert "en/a4/large-print/log-left-backward.pdf and 5 more" in said
    assert main.main(built) == 0
    assert "{+" not in capsys.readouterr().out


def test_the_terminal_shows_what_changed_on_a_page_of_the_web_alone(
    own: OwnContent, built: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    own.edit("en/words.yaml", "  press: Press and hold.", "  press: Press now and hold.")
    assert main.main(built) == 0
    assert "Press{+ now+} and hold." in capsys.readouterr().out


def test_a_page_shows_what_changed(own: OwnContent, built: list[str], tmp_path: Path) -> None:
    own.edit("en/log.md", "My two-week log", "My one & only log")
    file = tmp_path / "receipt.html"
    assert main.main([*built, "--receipt", str(file)]) == 0
    page = file.read_text(encoding="utf-8")
    gone = re.findall(r"<del>.*?removed: </span>(.*?)<", page)
    new = re.findall(r"<ins>.*?added: </span>(.*?)<span", page)
    assert ("".join(gone), "".join(new)) == ("two-week", "one &amp; only")
    assert "in 6 files" in page


@pytest.mark.parametrize("name", [".", "no/such/folder.html"])
def test_a_receipt_that_cannot_be_written_is_told_before_anything_is_built(
    built: list[str],
    own: OwnContent,
    tmp_path: Path,
    name: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = (tmp_path / "dist/manifest.json").read_bytes()
    own.edit("en/log.md", "My two-week log", "My one-week log")
    assert main.main([*built, "--receipt", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.startswith("met-handouts: --receipt: ")
    assert (tmp_path / "dist/manifest.json").read_bytes() == before


def test_json_has_it_all(
    own: OwnContent, built: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    own.edit("en/log.md", "My two-week log", "My one-week log")
    assert main.main([*built, "--json"]) == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert len(change["paths"]) == 6
    expected = [["same", "My "], ["gone", "two-week"], ["new", "one-week"], ["same", " log"]]
    assert change["redlines"] == [expected]


def test_words_are_kept_as_long_as_they_are_needed(
    own: OwnContent, built: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "dist/.ledger/words"
    before = {file.name for file in folder.iterdir()}
    assert len(before) == 2  # a document for each pattern
    own.edit("en/log.md", "My two-week log", "My one-week log")
    assert main.main(built) == 0
    after = {file.name for file in folder.iterdir()}
    assert len(after) == 2
    assert not after & before


def test_without_the_words_of_before_nothing_is_made_up(
    own: OwnContent, built: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (tmp_path / "dist/.ledger/words").iterdir():
        file.write_text("[1]")
    own.edit("en/log.md", "My two-week log", "My one-week log")
    assert main.main(built) == 0
    assert "{+" not in capsys.readouterr().out

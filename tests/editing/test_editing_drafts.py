"""Drafts: kept apart from what is printed, undone and redone, never lost."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.editing.drafts import STEPS, Conflict, Drafts, mark
from handouts.editing.merging import merged
from handouts.editing.parts import part_of, parts_of, with_part
from handouts.errors import ContentError

TEXT = '---\ntitle: A\nversion: "1"\n---\n\n## One {#one}\n\nFirst.\n\n## Two {#two}\n\nSecond.\n'
WHEN = "2027-01-15 10:42"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "sheet.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def save(content: Path, part: str, words: str, base: str | None = None) -> str:
    drafts = Drafts(content)
    before = part_of(drafts.draft("en", "sheet").text, part)
    assert before is not None
    of = mark(before.raw) if base is None else base
    title = before.title
    return drafts.save(
        "en", "sheet", part, lambda text: with_part(text, part, title, words), of, WHEN
    ).text


def words_of(text: str, part: str) -> str:
    found = part_of(text, part)
    assert found is not None
    return found.words


def test_a_draft_leaves_the_file_alone_and_outlives_the_program(content: Path) -> None:
    text = save(content, "one", "Other.")
    assert (content / "en" / "sheet.md").read_text(encoding="utf-8") == TEXT
    draft = Drafts(content).draft("en", "sheet")
    assert draft.text == text == TEXT.replace("First.", "Other.")
    assert (draft.is_changed, draft.sent) == (True, False)
    assert Drafts(content).names("en") == ["sheet"]


def test_saving_what_is_there_saves_nothing(content: Path) -> None:
    assert save(content, "one", "First.\r\n") == TEXT
    assert Drafts(content).names("en") == []


def test_undo_and_redo_across_sessions(content: Path) -> None:
    for words in ("A.", "B.", "C."):
        save(content, "one", words)
    assert words_of(Drafts(content).undo("en", "sheet").text, "one") == "B."
    assert words_of(Drafts(content).undo("en", "sheet").text, "one") == "A."
    assert words_of(Drafts(content).redo("en", "sheet").text, "one") == "B."
    save(content, "two", "D.")
    draft = Drafts(content).redo("en", "sheet")
    assert (words_of(draft.text, "one"), words_of(draft.text, "two")) == ("B.", "D.")
    assert draft.redo == ()
    for _ in range(9):
        draft = Drafts(content).undo("en", "sheet")
    assert draft.text == TEXT


def test_what_was_undone_can_still_be_looked_at_and_brought_back(content: Path) -> None:
    save(content, "one", "A.")
    drafts = Drafts(content)
    drafts.undo("en", "sheet")
    save(content, "one", "B.")
    found = [
        drafts.saved_text("en", "sheet", each.number) for each in drafts.draft("en", "sheet").saved
    ]
    assert [words_of(text or "", "one") for text in found] == ["First.", "A.", "B."]
    drafts.put("en", "sheet", found[1] or "", "brought back", WHEN)
    assert words_of(drafts.draft("en", "sheet").text, "one") == "A."


def test_the_second_of_two_who_save_one_part_is_told_and_loses_nothing(content: Path) -> None:
    part = part_of(TEXT, "one")
    assert part is not None
    base = mark(part.raw)
    save(content, "one", "Hers.", base)
    save(content, "two", "Elsewhere.")
    with pytest.raises(Conflict) as raised:
        save(content, "one", "His.", base)
    draft = raised.value.draft
    assert words_of(draft.text, "one") == "Hers."
    kept = [Drafts(content).saved_text("en", "sheet", each.number) for each in draft.saved]
    assert "His." in {words_of(text or "", "one") for text in kept}


def test_an_edit_outside_is_in_the_draft_at_once(content: Path) -> None:
    save(content, "one", "Draft.")
    (content / "en" / "sheet.md").write_text(TEXT.replace("Second.", "Outside."), encoding="utf-8")
    draft = Drafts(content).draft("en", "sheet")
    assert (words_of(draft.text, "one"), words_of(draft.text, "two")) == ("Draft.", "Outside.")
    assert draft.conflicts == ()
    save(content, "one", "Draft 2.")
    draft = Drafts(content).draft("en", "sheet")
    assert (words_of(draft.text, "one"), words_of(draft.text, "two")) == ("Draft 2.", "Outside.")


def test_an_edit_of_the_same_part_outside_is_told(content: Path) -> None:
    save(content, "one", "Draft.")
    outside = TEXT.replace("First.", "Outside.")
    (content / "en" / "sheet.md").write_text(outside, encoding="utf-8")
    draft = Drafts(content).draft("en", "sheet")
    assert (draft.conflicts, words_of(draft.text, "one")) == (("one",), "Draft.")
    save(content, "one", "Both.")
    draft = Drafts(content).draft("en", "sheet")
    assert (draft.conflicts, words_of(draft.text, "one")) == ((), "Both.")
    kept = [Drafts(content).saved_text("en", "sheet", each.number) for each in draft.saved]
    assert outside in kept


def test_sending_back_and_editing_end_the_waiting(content: Path) -> None:
    drafts = Drafts(content)
    save(content, "one", "A.")
    drafts.send("en", "sheet")
    assert drafts.draft("en", "sheet").is_waiting
    drafts.send_back("en", "sheet", "Too long.")
    draft = drafts.draft("en", "sheet")
    assert (draft.is_waiting, draft.note) == (False, "Too long.")
    drafts.send("en", "sheet")
    save(content, "one", "B.")
    assert not drafts.draft("en", "sheet").is_waiting
    drafts.send("en", "sheet")
    (content / "en" / "sheet.md").write_text(drafts.draft("en", "sheet").text, encoding="utf-8")
    draft = drafts.draft("en", "sheet")
    assert (draft.is_waiting, draft.is_changed) == (False, False)


def test_a_hundred_states_are_kept(content: Path) -> None:
    for number in range(STEPS + 20):
        save(content, "one", f"Words {number}.")
    draft = Drafts(content).draft("en", "sheet")
    files = list((content / ".desk/drafts/en/sheet").glob("*.md"))
    assert STEPS <= len(draft.saved) <= STEPS + 2
    assert len(files) == len(draft.saved)
    assert draft.text == TEXT.replace("First.", f"Words {STEPS + 19}.")


def test_what_was_approved_is_kept_for_ever(content: Path) -> None:
    save(content, "one", "Approved.")
    Drafts(content).remember("en", "sheet", "words 7F3A-91C2", WHEN)
    for number in range(STEPS + 5):
        save(content, "one", f"Words {number}.")
    draft = Drafts(content).draft("en", "sheet")
    (kept,) = [each for each in draft.saved if each.what == "approved, words 7F3A-91C2"]
    text = Drafts(content).saved_text("en", "sheet", kept.number)
    assert words_of(text or "", "one") == "Approved."


@pytest.mark.parametrize("name", ["../sheet", "..", "a/b", "Ä", ""])
def test_no_name_leads_out_of_the_folder(content: Path, name: str) -> None:
    with pytest.raises(LookupError):
        Drafts(content).put("en", name, "x", "new", WHEN)


def test_a_file_that_is_no_text_is_told(content: Path) -> None:
    (content / "en" / "sheet.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ContentError, match="cannot be read"):
        Drafts(content).draft("en", "sheet")


def test_a_damaged_state_is_as_if_there_were_none(content: Path) -> None:
    save(content, "one", "A.")
    (content / ".desk/drafts/en/sheet/state.json").write_text("{", encoding="utf-8")
    assert Drafts(content).draft("en", "sheet").text == TEXT


# --- two who change one file ----------------------------------------------------------------------

_PARTS = ("one", "two", "three")
_BASE = "---\ntitle: A\n---\n" + "".join(f"\n## T {{#{name}}}\n\n{name}.\n" for name in _PARTS)
_EDITS = st.dictionaries(st.sampled_from(_PARTS), st.sampled_from(["X.", "Y.", ""]))


def _edited(text: str, edits: dict[str, str]) -> str:
    for name, words in edits.items():
        text = with_part(text, name, "T", words)
    return text


@given(_EDITS, _EDITS)
def test_merging_keeps_every_change_and_tells_what_both_changed(
    theirs: dict[str, str], mine: dict[str, str]
) -> None:
    found = merged(_BASE, _edited(_BASE, theirs), _edited(_BASE, mine))
    for name in _PARTS:
        if name in mine:
            assert words_of(found.text, name) == mine[name]
        elif name in theirs:
            assert words_of(found.text, name) == theirs[name]
    both = {name for name in mine if name in theirs and mine[name] != theirs[name]}
    assert set(found.conflicts) == both
    assert [part.id for part in parts_of(found.text)] == [part.id for part in parts_of(_BASE)]


# --- killed ---------------------------------------------------------------------------------------


def _killed_after(work: Callable[[], None], seconds: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.parametrize("number", range(int(os.environ.get("DESK_KILLS", "5"))))
def test_a_kill_while_saving_leaves_what_was_saved_last(content: Path, number: int) -> None:
    told = content / "told"

    def work() -> None:
        for at in range(10_000):
            save(content, "one", f"Words {at}.")
            with told.open("ab", 0) as file:
                file.write(f"{at}\n".encode())

    _killed_after(work, random.Random(number).uniform(0.002, 0.06))
    last = int(told.read_text().split()[-1]) if told.is_file() and told.read_text() else -1
    words = words_of(Drafts(content).draft("en", "sheet").text, "one")
    usual = {-1: "First."}
    assert words in (usual.get(last, f"Words {last}."), f"Words {last + 1}.")
    save(content, "two", "After.")
    assert words_of(Drafts(content).draft("en", "sheet").text, "one") == words

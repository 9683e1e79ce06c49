"""Content that is older than the program is told what is new, and what it lacks."""

from __future__ import annotations

import json

import pytest
from handout_help import OwnContent

from handouts.cli.main import main
from handouts.storage import built_in


def whats_new(own: OwnContent, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert main(["whats-new", "--content", str(own.root), *more]) == 0
    return capsys.readouterr().out


def built(own: OwnContent, capsys: pytest.CaptureFixture[str]) -> str:
    out = str(own.root.with_name("dist"))
    chosen = ["--handout=card", "--edition=mono", "--pattern=left-backward", "--paper=a6"]
    assert main(["build", *chosen, "--content", str(own.root), "--out", out]) == 0
    return capsys.readouterr().err


def test_what_was_just_copied_is_as_new_as_the_program(
    own: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    assert whats_new(own, capsys) == "Nothing is new.\n"
    assert "whats-new" not in built(own, capsys)


def test_the_clinics_own_words_are_not_new(own: OwnContent) -> None:
    for path in own.root.glob("en/*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("you", "YOU"), encoding="utf-8")
    own.write("en/after.md", "anything")
    own.clinic("name: Riverside\n")
    assert built_in.new_parts(own.root) == []


def test_a_build_and_the_list_say_what_is_new(
    own: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    own.path("en/log.md").unlink()
    said = "the program has words that this content has not: en/log.md; met-handouts whats-new"
    assert said in built(own, capsys)
    assert main(["list", "--content", str(own.root)]) == 0
    assert said in capsys.readouterr().err


def test_each_new_part_is_shown_as_the_program_says_it(
    own: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    section = "## Set up, and what to expect {#set-up}"
    text = own.path("en/correction.md").read_text(encoding="utf-8")
    own.write("en/correction.md", text.replace(section, section.replace("set-up", "ours")))
    told = whats_new(own, capsys)
    assert told.startswith("en/correction.md {#set-up}, from ")
    assert "    - Lie on a mat or bed: not too hard, not too soft." in told
    assert told.endswith("\n1 new\n")
    (part,) = json.loads(whats_new(own, capsys, "--json"))["parts"]
    assert part["now"][0] == section


def test_an_entry_that_is_new_is_shown_with_all_of_it(own: OwnContent) -> None:
    text = own.path("en/words.yaml").read_text(encoding="utf-8")
    own.write("en/words.yaml", text.replace("\nlog:", "\nours:"))
    (part,) = built_in.new_parts(own.root)
    assert part.name == "en/words.yaml log"
    first, *more = part.new.split("\n")
    assert first == "log:"
    assert all(line.startswith((" ", "#")) for line in filter(None, more))


def test_what_was_seen_is_told_no_more(own: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    own.path("en/log.md").unlink()
    assert "1 new" in whats_new(own, capsys, "--seen")
    assert whats_new(own, capsys) == "Nothing is new.\n"
    assert "whats-new" not in built(own, capsys)
    own.path("en/poster.md").unlink()
    assert "en/poster.md, from" in whats_new(own, capsys)

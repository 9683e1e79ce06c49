"""After an update of the program, a clinic is offered what is new in the built-in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.storage import built_in


@pytest.fixture
def program(own: OwnContent, monkeypatch: pytest.MonkeyPatch) -> OwnContent:
    """The built-in content, of which a later version of the program has another."""
    monkeypatch.setattr(built_in, "content_dir", lambda: own.root)
    return own


@pytest.fixture
def clinic(program: OwnContent, tmp_path: Path) -> OwnContent:
    """A clinic that has seen all of it."""
    clinic = OwnContent(tmp_path / "clinic")
    assert clinic.root != program.root
    built_in.take_note(clinic.root)
    assert built_in.new_parts(clinic.root) == []
    return clinic


def test_what_is_new_is_offered_part_by_part(program: OwnContent, clinic: OwnContent) -> None:
    clinic.edit("en/shared.md", "- it hurts", "- it hurts a lot")  # the clinic's own words
    program.edit("en/shared.md", "- it hurts", "- it hurts much")
    program.edit("en/log.md", "My two-week log", "My fortnight log")
    program.write("en/new.md", "---\ntitle: New\n---\n\n## A part {#part}\n\nWords.\n")
    log, new, stop = built_in.new_parts(clinic.root)
    assert (stop.file, stop.is_own) == ("en/shared.md", True)
    built_in.settle(clinic.root, stop.id, take=True)
    assert "it hurts a lot" in clinic.path("en/shared.md").read_text()
    assert (log.file, log.is_own) == ("en/log.md", False)
    built_in.settle(clinic.root, log.id, take=True)
    assert clinic.path("en/log.md").read_text() == program.path("en/log.md").read_text()
    assert built_in.new_parts(clinic.root) == [new]
    assert new.name == "en/new.md"
    built_in.settle(clinic.root, new.id, take=False)
    assert not clinic.path("en/new.md").exists()
    assert built_in.new_parts(clinic.root) == []


def test_a_whole_new_file_is_taken_as_it_is_and_then_followed(
    program: OwnContent, clinic: OwnContent
) -> None:
    program.write("en/new.md", "---\ntitle: New\n---\n\n## A part {#part}\n\nWords.\n")
    (new,) = built_in.new_parts(clinic.root)
    built_in.settle(clinic.root, new.id, take=True)
    assert clinic.path("en/new.md").read_bytes() == program.path("en/new.md").read_bytes()
    program.edit("en/new.md", "Words.", "Better words.")
    (part,) = built_in.new_parts(clinic.root)
    assert (part.name, part.is_own) == ("en/new.md {#part}", False)


def test_what_a_clinic_has_taken_out_is_not_offered_again(
    program: OwnContent, clinic: OwnContent
) -> None:
    clinic.path("en/log.md").unlink()
    clinic.edit("en/words.yaml", "\nlog:", "\nours:")
    program.edit("en/log.md", "My two-week log", "My fortnight log")
    program.edit("en/words.yaml", "\nlog:", "\nlog:  # of two weeks")
    assert built_in.new_parts(clinic.root) == []


def test_how_lines_end_is_no_change_of_words(program: OwnContent, clinic: OwnContent) -> None:
    text = clinic.path("en/log.md").read_bytes()
    clinic.write("en/log.md", b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    program.edit("en/log.md", "My two-week log", "My fortnight log")
    assert [each.is_own for each in built_in.new_parts(clinic.root)] == [False]


def test_a_file_that_cannot_be_read_is_never_written_over(
    program: OwnContent, clinic: OwnContent
) -> None:
    clinic.write("en/log.md", "Müller".encode("latin-1"))
    program.edit("en/log.md", "My two-week log", "My fortnight log")
    assert built_in.new_parts(clinic.root) == []

"""The quickest answer is given only where nothing at all has changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incremental_help import Small

from handouts.building import nothing_to_do
from handouts.cli import plain, start


def arguments(small: Small) -> list[str]:
    return ["--content", str(small.content), "--out", str(small.out)]


@pytest.fixture
def built(small: Small) -> Small:
    """A clinic whose files are old enough to be told by their times."""
    for path in [*small.content.rglob("*"), *small.templates.rglob("*")]:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert small.build() == 0
    return small


def test_nothing_to_do_is_told_at_once(built: Small) -> None:
    said = nothing_to_do.unchanged(arguments(built))
    assert said == f"{built.out}: 0 written, 3 unchanged, 0 removed"
    assert nothing_to_do.unchanged([*arguments(built), "--flat"]) is None  # another command


@pytest.mark.parametrize(
    "change",
    [
        lambda small: small.sheet("walk", "Walk."),
        lambda small: small.sheet("new", "Sit."),
        lambda small: (small.content / "en/walk.md").unlink(),
        lambda small: (small.templates / "walk.xml.j2").write_text("x"),
        lambda small: (small.templates / "default.xml.j2").write_text("x"),
        lambda small: (small.out / "en/a4/standard/walk.pdf").unlink(),
        lambda small: (small.out / "en/a4/standard/walk.pdf").write_bytes(b"x"),
        lambda small: (small.out / "manifest.json").unlink(),
        lambda small: (small.out / ".ledger/ledger.json").unlink(),
        lambda small: [path.write_text("\x00") for path in small.out.glob(".ledger/quick-*")],
    ],
)
def test_any_change_is_looked_into(built: Small, change: object) -> None:
    assert callable(change)
    change(built)
    assert nothing_to_do.unchanged(arguments(built)) is None


def test_a_file_that_is_too_new_to_tell_is_read(small: Small) -> None:
    assert small.build() == 0  # all of it was written just now
    assert nothing_to_do.unchanged(arguments(small)) is None


def test_on_a_day_on_which_an_approval_ends_it_is_built(
    built: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = 'version: "1"\napproved_by: a nurse\napproved_on: 2020-01-15\nreview_due: 2090-01-15'
    built.edit("en/walk.md", lambda text: text.replace('version: "1"', lines))
    os.utime(built.content / "en/walk.md", (1_700_000_000, 1_700_000_000))
    assert built.build() == 0
    assert nothing_to_do.unchanged(arguments(built)) is not None
    monkeypatch.setattr(nothing_to_do, "_today", lambda: "2090-01-15")
    assert nothing_to_do.unchanged(arguments(built)) is not None
    monkeypatch.setattr(nothing_to_do, "_today", lambda: "2090-01-16")
    assert nothing_to_do.unchanged(arguments(built)) is None


@pytest.mark.parametrize(
    "given",
    [["--json"], ["check"], ["--out"], ["--handout=log", "x"], ["--today", "2027-01-01"], ["-h"]],
)
def test_what_is_no_plain_build_is_left_to_the_command_line(given: list[str]) -> None:
    assert nothing_to_do.parsed(given) is None
    assert plain.build(given) is None


@given(st.lists(st.text(max_size=8), max_size=5))
def test_no_arguments_are_too_odd(given: list[str]) -> None:
    parsed = nothing_to_do.parsed(given)
    assert parsed is None or all(isinstance(values, list) for values in parsed.values())


def test_plain_and_whole_command_line_make_the_same(
    small: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["met-handouts", *arguments(small)])
    assert start.main() == 0
    by_plain = small.outputs()
    assert small.build(out=Path(f"{small.out}-2")) == 0
    assert small.outputs(Path(f"{small.out}-2")) == by_plain
    small.sheet("walk", "{{ nowhere }}")
    assert start.main() == 1
    assert "walk.md" in capsys.readouterr().err

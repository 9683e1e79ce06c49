"""The quickest answer is given only where nothing at all has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias, cast

import pypdfium2
import pytest
from incremental_help import Small
from samples import every

from handouts import recipe
from handouts.building import nothing_to_do
from handouts.cli import start
from handouts.reading import load_library

SAME_TEMPLATE = "{% include 'default.xml.j2' %}"
Change: TypeAlias = Callable[[Small], object]


def arguments(small: Small) -> list[str]:
    return ["--content", str(small.content), "--out", str(small.out)]


@pytest.fixture
def built(small: Small) -> Small:
    """A clinic whose files are old enough to be told by their times."""
    for path in [small.content, *small.content.rglob("*"), *small.templates.rglob("*")]:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    assert small.build() == 0
    return small


def test_nothing_to_do_is_told_at_once(built: Small) -> None:
    said = nothing_to_do.answer(arguments(built))
    assert said == f"{built.out}: 0 written, 3 unchanged, 0 removed"
    assert nothing_to_do.answer([*arguments(built), "--flat"]) is None  # another command


@pytest.mark.parametrize(
    "change",
    every(
        2,
        [
            lambda small: small.sheet("walk", "Walk."),
            lambda small: small.sheet("new", "Sit."),
            lambda small: (small.content / "en/walk.md").unlink(),
            lambda small: (small.templates / "walk.xml.j2").write_text("x"),
            lambda small: (small.templates / "default.xml.j2").write_text("x"),
            lambda small: (small.out / "en/a4/standard/walk.pdf").unlink(),
            lambda small: (small.out / "en/a4/standard/walk.pdf").write_bytes(b"x"),
            lambda small: (small.out / "en/a4/standard/old.pdf").write_bytes(b"x"),
            lambda small: (small.out / "en/letter").mkdir(),
            lambda small: (small.out / "manifest.json").unlink(),
            lambda small: (small.out / ".ledger/ledger.json").unlink(),
            lambda small: [path.write_text("\x00") for path in small.out.glob(".ledger/quick-*")],
        ],
    ),
)
def test_any_change_is_looked_into(built: Small, change: Change) -> None:
    change(built)
    assert nothing_to_do.answer(arguments(built)) is None


def test_a_file_that_is_too_new_to_tell_is_read(small: Small) -> None:
    assert small.build() == 0  # all of it was written just now
    assert nothing_to_do.answer(arguments(small)) is None


def test_on_a_day_on_which_an_approval_ends_it_is_built(
    built: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.approve("walk", date(2020, 1, 15), date(2090, 1, 15))
    for path in (built.content / "approvals").rglob("*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    os.utime(built.content / "approvals", (1_700_000_000, 1_700_000_000))
    os.utime(built.content, (1_700_000_000, 1_700_000_000))
    assert built.build() == 0
    assert nothing_to_do.answer(arguments(built)) is not None
    monkeypatch.setattr(nothing_to_do, "_today", lambda: "2090-01-15")
    assert nothing_to_do.answer(arguments(built)) is not None
    monkeypatch.setattr(nothing_to_do, "_today", lambda: "2090-01-16")
    assert nothing_to_do.answer(arguments(built)) is None


@pytest.mark.parametrize("given", [["check"], ["--out"], ["--out="], ["--out", "\0"], ["\udc80"]])
def test_no_arguments_are_too_odd(
    given: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert nothing_to_do.answer(given) is None


def test_the_answer_is_what_the_build_would_say(
    built: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    said = nothing_to_do.answer(arguments(built))
    capsys.readouterr()
    assert built.build() == 0
    assert capsys.readouterr().out == f"{said}\n"


def saved_during_a_build(small: Small, monkeypatch: pytest.MonkeyPatch, save: Change) -> None:
    """Builds, and saves something as soon as the content has been read."""
    read = load_library

    def read_then_save(content: Path, **how: Any) -> object:
        library = read(content, **how)
        save(small)
        return library

    with monkeypatch.context() as patch:
        patch.setattr(recipe, "load_library", read_then_save)
        assert small.build() == 0


@pytest.mark.parametrize(
    "save",
    [
        lambda small: small.sheet("walk", "Walk a lot each day.!"),
        lambda small: small.sheet("walk", "Walk a little each way."),  # of the same size
        lambda small: small.sheet("new", "Sit."),
        lambda small: (small.content / "en/rest.md").unlink(),
        lambda small: (small.templates / "walk.xml.j2").write_text(
            "{% include 'default.xml.j2' %}"
        ),
    ],
)
def test_what_is_saved_during_a_build_is_built_by_the_next(
    built: Small, monkeypatch: pytest.MonkeyPatch, save: Change
) -> None:
    built.sheet("rest", "Rest on your other side.")
    saved_during_a_build(built, monkeypatch, save)
    assert nothing_to_do.answer(arguments(built)) is None
    assert built.build() == 0
    assert built.build(out=Path(f"{built.out}-clean")) == 0
    assert built.outputs() == built.outputs(Path(f"{built.out}-clean"))


@pytest.mark.parametrize("step", [1, 2])
def test_two_saves_of_one_size_within_one_time_stamp(
    small: Small, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """As on FAT, which counts every other second, and the like."""
    stat = os.stat

    def coarse(path: os.PathLike[str] | str, **how: bool) -> os.stat_result:
        status = stat(path, **how)
        if str(path).endswith("walk.md"):
            seconds = int(status.st_mtime) // step * step
            fields = {name: getattr(status, name) for name in dir(status) if name[:3] == "st_"}
            fields |= {"st_mtime_ns": seconds * 10**9, "st_ctime_ns": seconds * 10**9}
            return cast(os.stat_result, SimpleNamespace(**fields))
        return status

    monkeypatch.setattr(os, "stat", coarse)
    while time.time() % step > step / 2:  # enough of the time stamp must be left
        time.sleep(0.05)
    small.sheet("walk", "Walk a little each day.")
    assert small.build() == 0
    small.sheet("walk", "Walk a little each way.")
    os.utime(small.content / "en/walk.md", (int(time.time()) // step * step,) * 2)
    assert nothing_to_do.answer(arguments(small)) is None
    assert small.build() == 0
    words = small.out / "en/a4/standard/walk.pdf"
    assert "each way" in pypdfium2.PdfDocument(words)[0].get_textpage().get_text_range()


def test_a_time_of_change_that_is_set_back_hides_nothing(built: Small) -> None:
    file = built.content / "en/walk.md"
    before = file.stat()
    built.sheet("walk", "Walk a little each way.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert nothing_to_do.answer(arguments(built)) is None
    assert built.build() == 0
    words = built.out / "en/a4/standard/walk.pdf"
    assert "each way" in pypdfium2.PdfDocument(words)[0].get_textpage().get_text_range()


def test_without_it_all_is_the_same(
    built: Small, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "_end_at_once", lambda _code: None)  # which would end the tests
    outcomes = []
    for module in (nothing_to_do.answer, lambda _arguments: None):
        monkeypatch.setattr(nothing_to_do, "answer", module)
        monkeypatch.setattr("sys.argv", ["met-handouts", *arguments(built)])
        with pytest.raises(SystemExit) as ended:
            start.run()
        outcomes.append((ended.value.code, capsys.readouterr(), built.outputs()))
    assert outcomes[0] == outcomes[1]

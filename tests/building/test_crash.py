"""Killed builds, full disks, builds at the same time: every file is whole, the next build is right.

`make kills` does all of it; the suite a part.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from incremental_help import Small

pytest.importorskip("resource", reason="Windows has other limits")

from file_changes import (
    at_change,
    ended,
    in_a_child,
    kill,
    refuse,
    refuse_only,
    write_no_more_than,
)

KILLS = int(os.environ.get("KILLS", "12"))
EVERY = 1 if KILLS >= 300 else 9  # of the changes of a build one in so many
WORDS = ("Walk a little each day.", "Walk twice a day, and rest between.")
# In kB, beyond what is there: for nothing at all, for some files, for all.
SIZES = (*range(0, 120, 12), *range(130, 350, 22))
OURS = {"en", "manifest.json", ".ledger", "index.html", "gallery"}

pytestmark = [
    pytest.mark.sweep,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the tests fork"),
]


@pytest.fixture
def good(small: Small) -> list[dict[str, bytes]]:
    """The outputs with each of the words; they are built with the first."""
    made = []
    for words in (*WORDS, WORDS[0]):
        small.sheet("walk", words)
        assert small.build() == 0
        made.append(small.outputs())
    assert made[0] == made[2]
    return made[:2]


def check_files_are_whole(small: Small, good: list[dict[str, bytes]]) -> None:
    found = small.outputs()
    for path, data in found.items():
        if not path.startswith(".building-"):
            assert data in (good[0].get(path), good[1].get(path)), path
    if found:
        assert json.loads(found.get("manifest.json", b"{}")) is not None


def check_next_build_is_right(small: Small, good: dict[str, bytes]) -> None:
    assert small.build() == 0
    assert small.outputs() == good
    assert {path.name for path in small.out.iterdir()} == OURS
    kept = (small.out / ".ledger/cache").glob("*/*/*")
    assert [path.name for path in kept if "." in path.name] == []


def test_a_killed_build_harms_nothing(small: Small, good: list[dict[str, bytes]]) -> None:
    chance = random.Random(7)
    small.sheet("walk", WORDS[1])
    started = time.perf_counter()
    assert small.build() == 0
    usual = time.perf_counter() - started
    for number in range(KILLS):
        now = number % 2
        small.sheet("walk", WORDS[now])
        child = in_a_child(small.build)
        time.sleep(chance.uniform(0, usual * 1.1))
        os.kill(child, signal.SIGKILL)
        ended(child)
        check_files_are_whole(small, good)
        if number % 4 == 3:
            check_next_build_is_right(small, good[now])


def changes_of(small: Small, said: Path) -> int:
    """How many changes a build makes, which is made."""

    def build() -> int:
        at_change(1, small.out, lambda count: said.write_text(f"{count}"))
        return small.build()

    assert ended(in_a_child(build)) == 0
    return int(said.read_text())


@pytest.mark.parametrize("is_new", [True, False])
def test_a_build_is_killed_at_every_change(
    small: Small, good: list[dict[str, bytes]], tmp_path: Path, is_new: bool
) -> None:
    if is_new:
        shutil.rmtree(small.out)
    small.sheet("walk", WORDS[1])
    count = changes_of(small, tmp_path / "count")
    assert count > 20
    for nth in range(1, count + 1, EVERY):
        if is_new:
            shutil.rmtree(small.out)
        now = 1 if is_new else 1 - nth // EVERY % 2
        small.sheet("walk", WORDS[now])

        def build(nth: int = nth) -> int:
            at_change(nth, small.out, kill)
            return small.build()

        code = ended(in_a_child(build))
        assert code in (0, -signal.SIGKILL)  # a build from there on may make fewer changes
        check_files_are_whole(small, good)
        check_next_build_is_right(small, good[now])


def test_a_build_is_killed_in_the_middle_of_writing(
    small: Small, good: list[dict[str, bytes]]
) -> None:
    sizes = range(1, 40_000, 4_000 if EVERY > 1 else 800)
    killed = 0
    for number, size in enumerate(sizes):
        shutil.rmtree(small.out)
        now = number % 2
        small.sheet("walk", WORDS[now])

        def build(size: int = size) -> int:
            write_no_more_than(size, dies=True)
            return small.build()

        killed += ended(in_a_child(build)) == -signal.SIGXFSZ
        check_files_are_whole(small, good)
        check_next_build_is_right(small, good[now])
    assert killed > len(sizes) / 2


@pytest.mark.parametrize("only", [True, False])
def test_a_full_disk_at_every_change(
    small: Small, good: list[dict[str, bytes]], tmp_path: Path, only: bool
) -> None:
    said = tmp_path / "said"
    small.sheet("walk", WORDS[1])
    count = changes_of(small, tmp_path / "count")
    now, failed = 1, 0
    for nth in range(1, count + 1, EVERY):
        small.sheet("walk", WORDS[1 - now])

        def build(nth: int = nth) -> int:
            at_change(nth, small.out, refuse_only(nth) if only else refuse)
            return small.build()

        before = small.outputs()
        code = ended(in_a_child(build, said))
        failed += code
        if code and only:
            check_it_is_told(code, said.read_text())
        elif code:  # what is to be put back is refused as well
            check_what_is_left_is_told(small, before, said.read_text())
            check_next_build_is_right(small, good[1 - now])
        now = now if code and only else 1 - now
        assert small.outputs() == good[now]
    assert failed


def check_what_is_left_is_told(small: Small, before: dict[str, bytes], said: str) -> None:
    after = small.outputs()
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert ("(nothing has changed)" in said) == (changed == set())
    told = re.search(r"\(([^()]*) could not be put back as before: build again", said)
    if told:
        named, _, more = told[1].partition(" and ")
        assert changed >= {path for path in named.split(", ") if not path.startswith(".ledger")}
        assert len(changed) <= len(named.split(", ")) + int((more or "0").split()[0])


def check_it_is_told(code: int, said: str) -> None:
    assert code == 1
    assert ":1: cannot write: " in said, said
    assert "; free some space there, or choose another folder" in said
    assert "(nothing has changed)" in said


@pytest.mark.parametrize("size", range(2_000, 60_000, 9_000))
def test_no_room_for_large_files(small: Small, tmp_path: Path, size: int) -> None:
    def build() -> int:
        write_no_more_than(size, dies=False)
        return small.build()

    said = tmp_path / "said"
    code = ended(in_a_child(build, said))
    if code:
        check_it_is_told(code, said.read_text())
        assert small.outputs() == {}
        assert small.build() == 0
    assert small.build(out=tmp_path / "clean") == 0
    assert small.outputs() == small.outputs(tmp_path / "clean")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A file system that can be made so many kB large; only root may, and not everywhere."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def resize(size: int) -> Path:
        how = "remount," if folder.is_mount() else ""
        given = ["mount", "-t", "tmpfs", "-o", f"{how}size={size}k", "none", str(folder)]
        if shutil.which("mount") is None or subprocess.run(given, capture_output=True).returncode:
            pytest.skip("no file system can be made here")
        return folder

    yield resize
    if folder.is_mount():
        subprocess.run(["umount", str(folder)], check=True)


def test_full_disks_of_twenty_sizes(
    small: Small,
    good: list[dict[str, bytes]],
    disk: Callable[[int], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    there = Small(small.content, small.templates, disk(4000) / "dist")
    codes = []
    now = 1
    for size in SIZES[:: 3 if EVERY > 1 else 1]:
        shutil.rmtree(there.out, ignore_errors=True)
        before: dict[str, bytes] = {}
        for words in (1, 0):
            now = words
            small.sheet("walk", WORDS[now])
            used = shutil.disk_usage(there.out.parent).used // 1000
            disk(used + max(size, 4))
            capsys.readouterr()
            codes.append(there.build())
            if codes[-1]:
                check_it_is_told(codes[-1], capsys.readouterr().err)
                assert there.outputs() == before
                disk(4000)
                check_next_build_is_right(there, good[now])
            assert there.outputs() == good[now]
            disk(4000)
            before = there.outputs()
    assert {0, 1} == set(codes)


def test_builds_at_the_same_time_do_not_harm_each_other(small: Small) -> None:
    small.sheet("walk", WORDS[1])
    assert small.build(out=small.out.with_name("alone")) == 0
    children = [in_a_child(small.build) for _ in range(4)]
    assert [ended(child) for child in children] == [0] * 4
    assert small.outputs() == small.outputs(small.out.with_name("alone"))

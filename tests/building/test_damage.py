"""After any harm to files a build ends, and `dist/` is that of a clean one, or it is told."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incremental_help import Small

from handouts.building import nothing_to_do
from handouts.layout import figures
from handouts.reading import parse_cache, plurals

LONGEST = 20  # s
Damage: TypeAlias = Callable[[Path, random.Random], object]
TOLD = re.compile(r"^\S.*:\d+: .+; .+$", re.MULTILINE)

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")


# --- what may lie where a file should ---


def pipe(path: Path, _chance: random.Random) -> None:
    path.unlink()
    os.mkfifo(path)


def a_socket(path: Path, _chance: random.Random) -> None:
    path.unlink()
    here = Path.cwd()
    os.chdir(path.parent)  # the names of sockets are short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def endless(path: Path, _chance: random.Random) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def nothing(path: Path, _chance: random.Random) -> None:
    path.unlink()
    path.symlink_to("/dev/null")


def folder(path: Path, _chance: random.Random) -> None:
    path.unlink()
    path.mkdir()


def full_folder(path: Path, chance: random.Random) -> None:
    folder(path, chance)
    (path / "mine.txt").write_text("mine")


def loop(path: Path, _chance: random.Random) -> None:
    path.unlink()
    path.symlink_to(path)


def nowhere(path: Path, _chance: random.Random) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere")


def gone(path: Path, _chance: random.Random) -> None:
    path.unlink()


# --- what may happen to what is in one ---


def emptied(path: Path, _chance: random.Random) -> None:
    path.write_bytes(b"")


def cut(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def flipped(path: Path, chance: random.Random) -> None:
    """One bit, and the time of change set back."""
    times, data = path.stat(), bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def of_another(path: Path, chance: random.Random) -> None:
    """What another file of the same folder holds, which is whole."""
    others = [each for each in path.parent.iterdir() if each.is_file() and each != path]
    if others:
        shutil.copy2(chance.choice(sorted(others)), path)


def other_words(path: Path, chance: random.Random) -> None:
    """Other letters in words, so that it is as good a JSON or a text as before."""
    data = path.read_bytes()
    words = list(re.finditer(rb"[a-z]{4,}", data))
    if words:
        start, end = chance.choice(words).span()
        path.write_bytes(data[:start] + data[start:end][::-1] + data[end:])


def other_digits(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    digits = list(re.finditer(rb"[1-9]", data))
    if digits:
        place = chance.choice(digits).start()
        path.write_bytes(data[:place] + bytes([105 - data[place]]) + data[place + 1 :])


ODD = (pipe, a_socket, endless, nothing, folder, full_folder, loop, nowhere, gone)
INSIDE = (emptied, cut, flipped, of_another, other_words, other_digits)


# --- the rule ---


@contextmanager
def no_longer_than(seconds: int) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"it takes more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def forget_all() -> None:
    """What a process keeps in memory, as each build in one of its own would."""
    parse_cache._in_memory.clear()
    for module in (figures, plurals):
        for function in vars(module).values():
            with suppress(AttributeError):
                function.cache_clear()


def files(folder: Path) -> dict[str, bytes | str]:
    """Every file's bytes, and of all else what it is; but for what the program keeps for itself."""

    def inside(path: Path) -> bytes | str:
        if path.is_symlink():
            return f"link to {path.readlink()}"
        return path.read_bytes() if path.is_file() else "folder" if path.is_dir() else "odd"

    return {
        path.relative_to(folder).as_posix(): inside(path)
        for path in sorted(folder.rglob("*"))
        if ".ledger" not in path.parts and not path.is_dir()
    }


def outputs(folder: Path, is_foreign: bool) -> dict[str, bytes | str]:
    """But for the gallery where a page of somebody else has its place."""
    gallery = ("index.html", "gallery/") if is_foreign else ()
    return {
        path: data for path, data in files(folder).items() if not path.startswith((*gallery, " "))
    }


def check_the_rule(small: Small, capsys: pytest.CaptureFixture[str], clean: Path) -> int:
    """How a build ends: what it says is so."""
    forget_all()
    before = files(small.out)
    arguments = ["--content", str(small.content), "--out", str(small.out)]
    capsys.readouterr()
    with no_longer_than(LONGEST):
        quick = nothing_to_do.answer(arguments)
        code = small.build()
    said = capsys.readouterr()
    if quick is not None:
        assert code == 0
        assert said.out == f"{quick}\n"
    if code == 0:
        is_foreign = "index.html is not from here" in said.err
        assert outputs(small.out, is_foreign) == outputs(clean, is_foreign)
    else:
        assert code == 1
        assert TOLD.search(said.err), said.err
        assert "nothing has changed" in said.err or ".md" in said.err or ".yaml" in said.err
        assert files(small.out) == before
    return code


@pytest.fixture
def built(small: Small) -> Small:
    """A clinic whose files are old enough to be told by their times, and which was built twice."""
    for path in [small.content, *small.content.rglob("*"), *small.templates.rglob("*")]:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    for _ in range(2):
        assert small.build() == 0
    return small


def as_built(small: Small) -> list[Path]:
    """Puts all back as it was once it was built; every file among the outputs."""
    saved = small.out.with_name("saved")
    small.sheet("walk", "Walk a little each day.")
    if saved.exists():
        shutil.rmtree(small.out)
        shutil.copytree(saved, small.out)
    else:
        shutil.copytree(small.out, saved)
    return sorted(path for path in small.out.rglob("*") if path.is_file())


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    damages=st.lists(
        st.tuples(st.integers(0, 200), st.sampled_from((*ODD, *INSIDE))), min_size=1, max_size=3
    ),
    edit=st.booleans(),
    chance=st.randoms(use_true_random=False),
)
def test_after_any_damage_the_outputs_are_those_of_a_clean_build(
    built: Small,
    capsys: pytest.CaptureFixture[str],
    damages: list[tuple[int, Damage]],
    edit: bool,
    chance: random.Random,
) -> None:
    there = as_built(built)
    for number, damage in damages:
        file = there[number % len(there)]
        if file.is_file() and (file.stat().st_size or damage in ODD):
            damage(file, chance)
    if edit:
        built.sheet("walk", "Walk twice a day.")
    clean = built.out.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    assert built.build(out=clean) == 0
    if check_the_rule(built, capsys, clean):
        for path in built.out.rglob("*"):  # out of the way
            if path.is_dir() and path.suffix:
                shutil.rmtree(path)
            elif not path.is_file() and not path.is_dir():
                path.unlink()
        assert check_the_rule(built, capsys, clean) == 0
    assert check_the_rule(built, capsys, clean) == 0

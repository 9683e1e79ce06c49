"""What may lie where a file should be, or happen to what is in one; and a limit to waiting."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TypeAlias

LONGEST = 20  # s
Damage: TypeAlias = Callable[[Path, random.Random], object]
TOLD = re.compile(r"^\S.*:\d+: .+; .+$", re.MULTILINE)


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

"""Documents rendered by several processes at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from handouts.building import workers

# Says how many threads there were whenever this process was copied.
BUILD = """
import os, sys, threading
from handouts.cli.main import main
seen = []
os.register_at_fork(before=lambda: seen.append(threading.active_count()))
code = main(["build", "--lang", "en", "--handout", "log", "--jobs", "2", "--out", sys.argv[1]])
print("threads", code, *seen)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux alone")
def test_processes_are_copied_before_there_are_threads(tmp_path: Path) -> None:
    """A copy keeps locks of other threads for ever: an import of the gallery hung builds."""
    command = [sys.executable, "-c", BUILD, str(tmp_path / "dist")]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert said.stdout.splitlines()[-1] == "threads 0 1 1"


def test_with_other_threads_no_process_is_copied() -> None:
    done = Event()
    thread = Thread(target=done.wait)
    thread.start()
    try:
        assert workers._worth_it() == (float("inf") if workers._FORKS else 40)
    finally:
        done.set()
        thread.join()

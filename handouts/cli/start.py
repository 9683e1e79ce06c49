"""Where the program starts.  A build that has nothing to do ends here."""

from __future__ import annotations

import os
import sys


def run() -> None:
    """Runs the command line and ends the process with its exit code; see `cli.main.main`."""
    try:
        sys.exit(_run(sys.argv[1:]))
    except KeyboardInterrupt:  # while the program was still being loaded
        sys.exit(130)


def _run(arguments: list[str]) -> int:
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        print("met-handouts: the current folder is no longer there; go to another", file=sys.stderr)
        return 2
    from handouts.building import nothing_to_do

    said = nothing_to_do.answer(arguments)
    if said is not None:
        try:
            print(said, flush=True)
        except (OSError, UnicodeError):
            pass  # what follows knows how to deal with that
        else:
            return 0
    from handouts.cli.main import main

    return main(arguments)

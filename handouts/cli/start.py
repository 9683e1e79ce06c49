"""Where the program starts: a build that has nothing to do ends here, a plain one soon after."""

from __future__ import annotations

import gc
import os
import sys

from handouts.building import nothing_to_do

TYPE_CHECKING = False  # typing takes longer to import than a build with nothing to do
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> int:
    """Runs the command line; see `handouts.cli.main.main` for what it returns."""
    arguments = sys.argv[1:]
    said = nothing_to_do.unchanged(arguments)
    if said is not None:
        try:
            print(said)
            sys.stdout.flush()
        except (OSError, UnicodeError):
            pass  # what follows knows how to deal with that
        else:
            return 0
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        print("met-handouts: the current folder is no longer there; go to another", file=sys.stderr)
        return 2
    gc.disable()  # what is imported stays: looking for garbage among it finds none
    from handouts.cli.plain import build

    ended = build(arguments)
    if ended is not None:
        return ended
    gc.freeze()
    gc.enable()
    from handouts.cli.main import main

    return main(arguments)


def run() -> NoReturn:
    """Runs the command line and ends the process.

    After a plain build at once: to take apart what was imported lasts longer than to set a page.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    code = main()
    if "handouts.cli.main" in sys.modules:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 - contextlib takes longer to import than all of this
            stream.flush()
        except (OSError, ValueError):  # the reader has gone
            pass
    os._exit(code)

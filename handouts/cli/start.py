"""Where the program starts.  What can be answered without loading it ends here."""

from __future__ import annotations

import gc
import os
import signal
import sys

TYPE_CHECKING = False  # typing takes longer to import than a build with nothing to do
if TYPE_CHECKING:
    from typing import NoReturn

_INTERRUPTED = 130
_PATIENCE = 1.5  # s: longer than it takes to undo what is half done
# After so many new objects Python looks for garbage: loading the program makes half as many, and
# a page a third, of which next to none is any.
_NEW_OBJECTS = 100_000


def run() -> None:
    """Runs the command line and ends the process with its exit code; see `cli.main.main`."""
    interrupted = False

    def interrupt(_signal: int, _frame: object) -> NoReturn:
        nonlocal interrupted
        interrupted = True
        _end_soon()
        raise KeyboardInterrupt

    try:
        signal.signal(signal.SIGINT, interrupt)
        gc.set_threshold(_NEW_OBJECTS)
        arguments = sys.argv[1:]
        code = _run(arguments)
        if _is_build(arguments):
            _end_at_once(code)
        sys.exit(code)
    except SystemExit:
        raise
    except BaseException:  # while a module is loaded, Python makes other errors of an interrupt
        if not interrupted:
            raise
        sys.exit(_INTERRUPTED)


def _end_soon() -> None:
    """Ends the program even where a library that is being loaded catches everything."""
    from threading import Timer

    sys.unraisablehook = lambda _fault: None  # what is being cleared away may be interrupted too
    last = Timer(_PATIENCE, os._exit, [_INTERRUPTED])
    last.daemon = True
    last.start()


def _end_at_once(code: int) -> None:
    """Ends a build, which leaves no thread, process or open file to be seen to.

    Python would take apart all that is loaded first, which is given back in any case.
    """
    if sys.getprofile() is not None:  # it is told at the end what took how long
        return
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # nobody reads it
            return
    os._exit(code)


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
    if _is_build(arguments):
        code = _answered(arguments)
        if code is not None:
            return code
    from handouts.cli.main import main

    return main(arguments)


def _is_build(arguments: list[str]) -> bool:
    return not arguments or arguments[0] == "build" or arguments[0].startswith("--")


def _answered(arguments: list[str]) -> int | None:
    """How a build ended that had nothing to do, or that the page that is running has made."""
    from handouts.building import nothing_to_do

    said = nothing_to_do.answer(arguments)
    if said is not None:
        return 0 if _printed(f"{said}\n", "") else None
    out = nothing_to_do.folder_of(arguments)
    if not os.path.exists(os.path.join(out, ".ledger", "desk")):  # noqa: PTH110, PTH118
        return None
    from handouts.desk import asking

    columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    answer = asking.ask(out, arguments, columns)
    if answer is None:
        return None
    code, printed, errors = answer
    return code if _printed(printed, errors) else None


def _printed(out: str, err: str) -> bool:
    """Whether it could be printed; what follows knows how to deal with it if not."""
    try:
        sys.stdout.write(out)
        sys.stdout.flush()
        sys.stderr.write(err)
    except (OSError, UnicodeError):
        return False
    return True

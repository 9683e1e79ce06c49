"""Where one patient's PDF goes: a file for its owner alone, the screen, the printer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from handouts.cli import output
from handouts.errors import UsageError
from handouts.mail import private
from handouts.storage.publishing import LEDGER

_PREFIX = "met-handouts-patient-"
_NAME = "for-one-visit.pdf"  # says nothing of the patient
_LOCK = "shown"


def why_not_kept(file: Path) -> str:
    """Why a PDF of this command cannot be written there; empty if it can."""
    from handouts.render.print_set import is_print_set

    if file.suffix.lower() != ".pdf":
        return f"'{file}' is no name of a PDF; let it end in .pdf"
    if file.is_dir() or not file.parent.is_dir():
        return f"'{file}' cannot be a file; name one in a folder that is there"
    if any((folder / LEDGER).is_dir() for folder in file.absolute().parents):
        return f"'{file}' would lie among what is built for everybody; name another folder"
    if (file.exists() or file.is_symlink()) and not (file.is_file() and is_print_set(file)):
        return f"'{file}' is something else; name another file, or remove that one"
    return ""


def keep(file: Path, pdf: bytes) -> None:
    """Writes it for its owner alone.

    Raises:
        DistError: it could not be written.
    """
    private.write(file, pdf)


# --- the screen ----------------------------------------------------------------------------------


def show_for_a_while(pdf: bytes) -> None:
    """Shows it from a private folder, which is removed once whoever looks at it says so.

    Where nobody can be asked, the next call removes it.

    Raises:
        DistError: it could not be written.
        UsageError: nothing shows PDFs.
    """
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    asks = sys.stdin.isatty()
    try:
        with private.blaming(folder), FileLock(folder / _LOCK):
            private.write(folder / _NAME, pdf)
            show(folder / _NAME)
            if asks:
                output.print_hint("press Enter once it is printed: then it is removed from here")
                with suppress(EOFError):
                    input()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if asks:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        output.print_hint(f"{folder} is removed by the next `patient`; or remove it now")


def remove_shown() -> None:
    """Removes what was shown before and is no longer looked at."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):
            if folder.is_symlink() or not _is_own(folder):
                continue
            with FileLock(folder / _LOCK, blocking=False):
                (folder / _NAME).unlink(missing_ok=True)
            shutil.rmtree(folder)


def _is_own(folder: Path) -> bool:
    return not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()


def show(file: Path) -> None:
    """Opens it in whatever shows PDFs.

    Raises:
        UsageError: there is nothing.
    """
    try:
        if sys.platform == "win32":
            os.startfile(file)
        else:
            program = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.run(
                [program, file],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
            )
    except (OSError, subprocess.CalledProcessError) as error:
        fault = "nothing here shows PDFs; use --print, or keep it with --out FILE.pdf"
        raise UsageError([("--open", fault)]) from error


# --- the printer ---------------------------------------------------------------------------------


def printing_program() -> str | None:
    """What prints here; None if nothing does."""
    return shutil.which("lp") or shutil.which("lpr")


def send_to_printer(pdf: bytes, *, folded: bool) -> None:
    """Prints it, on no disk of ours: on both sides if it is to be folded, else as is usual there.

    Raises:
        UsageError: there is no printer, or it takes nothing.
    """
    program = printing_program() or "lp"
    title = "-t" if Path(program).stem == "lp" else "-T"
    both_sides = ["-o", "sides=two-sided-short-edge"] if folded else []
    command = [program, title, "met-handouts", *both_sides]
    try:
        subprocess.run(command, input=pdf, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or b""
        why = " ".join(said.decode(errors="replace").split()) or "it says nothing"
        fault = f"the printer takes nothing ({why}); use --open, and print from there"
        raise UsageError([("--print", fault)]) from error

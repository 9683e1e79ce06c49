"""An icon that starts the desk: on the desktop and in the menu.

On Linux a desktop entry (freedesktop.org, Desktop Entry Specification 1.5).  On Windows a shortcut
and on macOS a `.command` file; those two were written without such a computer to try them on.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from handouts.storage.swap import DistError

NAME = "MET handouts"
_FILE = "met-handouts"
_ICON = Path(__file__).parent / "assets" / "desk.svg"
_UNESCAPED = str.maketrans({"\\": r"\\", "\n": r"\n", "\t": r"\t", "\r": r"\r"})


def command(content: Path | None) -> list[str]:
    """What starts the desk, wherever it is started from."""
    if getattr(sys, "frozen", False):  # a bundle is its own Python
        start = [sys.executable]
    else:
        start = [sys.executable, "-m", "handouts"]
    return [*start, "desk", *(["--content", str(content.absolute())] if content else [])]


def add(content: Path | None) -> list[Path]:
    """Puts the icon there; returns the files that were written.

    Args:
        content: the folder that it starts with; None for the one that is remembered.

    Raises:
        DistError: one could not be written.
    """
    if sys.platform == "win32":
        return _windows(command(content))
    if sys.platform == "darwin":
        return _macos(command(content))
    return _freedesktop(command(content))


# --- Linux ----------------------------------------------------------------------------------------


def _freedesktop(start: Sequence[str]) -> list[Path]:
    from platformdirs import user_data_path, user_desktop_path

    data = user_data_path()
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / f"{_FILE}.svg"
    entry = data / "applications" / f"{_FILE}.desktop"
    text = desktop_entry(start, icon)
    written = [_write(icon, _ICON.read_bytes()), _write(entry, text.encode())]
    desktop = user_desktop_path()
    if desktop.is_dir():  # not every system has one
        written.append(_write(desktop / f"{_FILE}.desktop", text.encode(), 0o755))
    return written


def desktop_entry(start: Sequence[str], icon: Path) -> str:
    """The entry; the command is in the folder of the program, so that Python finds it."""
    lines = {
        "Type": "Application",
        "Version": "1.5",
        "Name": NAME,
        "Comment": "Print exercises for a patient",
        "Exec": " ".join(map(_argument, start)),
        "Path": str(_folder()),
        "Icon": str(icon),
        "Terminal": "false",
        "Categories": "Office;MedicalSoftware;",
        "StartupNotify": "true",
    }
    values = (f"{name}={value.translate(_UNESCAPED)}" for name, value in lines.items())
    return "\n".join(["[Desktop Entry]", *values, ""])


def _argument(text: str) -> str:
    """An argument in double quotes, as the specification has it for `Exec`."""
    for sign in ("\\", '"', "`", "$"):
        text = text.replace(sign, f"\\{sign}")
    return '"' + text.replace("%", "%%") + '"'


# --- Windows, macOS -------------------------------------------------------------------------------


def _windows(start: Sequence[str]) -> list[Path]:
    """By the system's own scripting, which every Windows has.  Not tried on a Windows."""
    from platformdirs import user_desktop_path

    link = user_desktop_path() / f"{NAME}.lnk"
    windowless = Path(start[0]).with_name("pythonw.exe")
    program = str(windowless) if windowless.is_file() else start[0]

    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    script = (
        f"$link = (New-Object -ComObject WScript.Shell).CreateShortcut({quoted(str(link))});"
        f"$link.TargetPath = {quoted(program)};"
        f"$link.Arguments = {quoted(subprocess.list2cmdline(list(start[1:])))};"
        f"$link.WorkingDirectory = {quoted(str(_folder()))};"
        "$link.Save()"
    )
    try:
        subprocess.run(["powershell", "-NoProfile", "-Command", script], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise DistError(link, OSError(f"{error}")) from error
    return [link]


def _macos(start: Sequence[str]) -> list[Path]:
    """A script that a double click runs.  Not tried on a Mac."""
    from platformdirs import user_desktop_path

    script = f"#!/bin/sh\ncd {shlex.quote(str(_folder()))}\nexec {shlex.join(start)}\n"
    return [_write(user_desktop_path() / f"{NAME}.command", script.encode(), 0o755)]


def _folder() -> Path:
    """Where the program is started: in the folder of its package."""
    return Path(__file__).resolve().parents[2]


def _write(path: Path, data: bytes, mode: int = 0o644) -> Path:
    """
    Raises:
        DistError: it could not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        path.chmod(mode)
    except OSError as error:
        raise DistError(path, error) from error
    return path

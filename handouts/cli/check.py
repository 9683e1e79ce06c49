"""What the command `check` does, once its options are read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from handouts.building.request import WrongUsage
from handouts.cli import console, output


def check(files: Sequence[Path], *, read: bool, as_json: bool) -> bool:
    """Checks PDFs, or all that `dist/` lists, and prints what it finds.

    Returns whether there is no error.

    Raises:
        WrongUsage: there is nothing to check.
    """
    from handouts import checking
    from handouts.checking.files import pdfs
    from handouts.cli import check_report

    found = pdfs(files or [Path("dist")]) if files or Path("dist").is_dir() else []
    if not found:
        fault = "no PDF there; name one, or build the handouts first"
        raise WrongUsage([(", ".join(map(str, files)) or "dist", fault)])
    reports = []
    with console.meter(len(found)) as meter:
        for path in found:
            reports.append(checking.check(path))
            meter.advance(str(output.shown_path(path)))
    missing = checking.missing()
    if read and "pikepdf" in missing:
        fault = f"the reading order needs pikepdf; type: {_pip()} install pikepdf"
        raise WrongUsage([("--read", fault)])
    if as_json:
        check_report.as_json(reports, missing, reading=read)
    elif read:
        check_report.as_reading(reports)
    else:
        check_report.as_table(reports)
    if missing and not as_json:
        output.print_hint(
            f"not everything was checked: {', '.join(missing)} not installed;"
            f" type: {_pip()} install {' '.join(missing)}"
        )
    return not any(report.count(checking.Level.ERROR) for report in reports)


def _pip() -> str:
    """The pip of the Python that is running, as it is typed from this folder."""
    return f"{output.shown_path(Path(sys.executable))} -m pip"

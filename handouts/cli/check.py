"""The command `check`."""

from __future__ import annotations

import sys
from pathlib import Path

from handouts.cli import console, options, output
from handouts.errors import UsageError
from handouts.storage.paths import shown_path


def add_to(new: options.NewCommand) -> None:
    parser = new(
        "check",
        "Check finished PDFs: accessibility, fonts, type size, contrast, paper and margins.",
    )
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        type=Path,
        help="PDFs, or folders of them. (default: what the last build put into dist)",
    )
    parser.add_argument(
        "--read", action="store_true", help="Show the order in which a screen reader reads."
    )
    options.add_json(parser)
    parser.set_defaults(run=_check)


def _check(given: options.Options) -> bool:
    """Checks PDFs, or all that `dist/` lists, and prints what it finds.

    Returns whether there is no error.

    Raises:
        UsageError: there is nothing to check.
    """
    from handouts import checking
    from handouts.checking.files import pdfs
    from handouts.cli import check_report

    files: list[Path] = given.files
    found = pdfs(files or [Path("dist")]) if files or Path("dist").is_dir() else []
    if not found:
        fault = "no PDF there; name one, or build the handouts first"
        raise UsageError([(", ".join(map(str, files)) or "dist", fault)])
    reports = []
    with console.meter(len(found)) as meter:
        for path in found:
            reports.append(checking.check(path))
            meter.advance(str(shown_path(path)))
    missing = checking.missing()
    if given.read and "pikepdf" in missing:
        fault = f"the reading order needs pikepdf; type: {_pip()} install pikepdf"
        raise UsageError([("--read", fault)])
    if given.as_json:
        check_report.as_json(reports, missing, reading=given.read)
    elif given.read:
        check_report.as_reading(reports)
    else:
        check_report.as_table(reports)
    if missing and not given.as_json:
        output.print_hint(
            f"not everything was checked: {', '.join(missing)} not installed;"
            f" type: {_pip()} install {' '.join(missing)}"
        )
    return not any(report.count(checking.Level.ERROR) for report in reports)


def _pip() -> str:
    """The pip of the Python that is running, as it is typed from this folder."""
    return f"{shown_path(Path(sys.executable))} -m pip"

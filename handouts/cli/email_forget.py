"""Forgetting drafts from the command line."""

from __future__ import annotations

from pathlib import Path

from handouts.cli import output
from handouts.errors import ContentError, UsageError


def forget(out: Path, *, as_json: bool) -> None:
    """Removes the drafts in a folder.

    Raises:
        ContentError: some could not be removed.
        UsageError: it is no folder of drafts.
    """
    from handouts.mail import forgetting, opening

    is_known = (out / opening.STATE).is_file()
    count, problems = forgetting.forget(out, waiting)
    if problems:
        output.print_hint(f"{out}: {count} drafts removed; what is left:")
        raise ContentError(problems)
    if not is_known:
        raise UsageError([("--out", f"there are no drafts in '{out}'; name their folder")])
    if as_json:
        output.print_json({"ok": True, "out": str(out), "removed": count})
    else:
        output.print_line(f"{out}: {count} drafts removed")


def waiting() -> None:
    output.print_hint("another run is at work in this folder; waiting until it has ended")

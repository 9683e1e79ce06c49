"""Removes drafts: every file of them, whatever ended the run that made it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handouts.errors import Problem
from handouts.mail import draft_files, private
from handouts.mail.batch import REFUSED
from handouts.mail.opening import STATE, opened
from handouts.mail.private import PrivateFileError
from handouts.mail.state import Folder


def forget(path: Path, waiting: Callable[[], None]) -> tuple[int, list[Problem]]:
    """Removes every draft in a folder, whole or not, and the report; what was sent stays known.

    Args:
        waiting: called before it waits for another run to end, if it has to.

    Returns how many, and every file that could not be removed, or may be a patient's.
    """
    if not (path / STATE).is_file():
        return 0, _unknown(path)
    try:
        with opened(path, waiting) as folder:
            return _emptied(folder)
    except PrivateFileError as error:
        return 0, [error.problem, *_unknown(path)]


def _emptied(folder: Folder) -> tuple[int, list[Problem]]:
    problems = []
    count = 0
    for stem in folder.all():
        found = folder.remove(stem)
        count += not found
        problems += found
    with private.blaming(folder.path / REFUSED):
        (folder.path / REFUSED).unlink(missing_ok=True)
    folder.forget_lists()
    folder.ends = not problems and not folder.has_sent()
    return count, problems


def _unknown(path: Path) -> list[Problem]:
    """What may be files of drafts in a folder that no longer knows which it has.

    A folder without messages has no drafts: it is any folder, and its files are nobody's matter.
    """
    if not path.is_dir():
        return []
    endings = (*draft_files.ENDINGS, private.aside(Path("x")).suffix)
    files = sorted(each for each in path.iterdir() if each.suffix in endings)
    if not (path / STATE).exists() and not any(each.suffix == ".eml" for each in files):
        return []
    what = "may be a patient's: the folder no longer knows its drafts"
    return [Problem(each, 0, what, "look, and remove it yourself") for each in files]

"""A plain build without the library of the command line: to import that takes as long as to build.

Whatever is not plain, or not right, is left to `handouts.cli.main`.
"""

from __future__ import annotations

import os
import sys

from handouts.building import nothing_to_do, press_room

TYPE_CHECKING = False  # typing, as all else, is imported while the press room gets ready
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handouts.building.press_room import PressRoom

_REPEATABLE = ("lang", "handout", "pattern", "paper", "edition")


def build(arguments: Sequence[str]) -> int | None:
    """Builds and returns the exit code; None if the arguments are not those of a plain build."""
    given = nothing_to_do.parsed(list(arguments))
    if given is None or any(len(given[name]) > 1 for name in given if name not in _REPEATABLE):
        return None
    jobs = given.get("jobs", ["0"])[0]
    if jobs not in map(str, range(65)):
        return None
    if "" in given.get("out", ()):
        return None
    if "content" in given and not os.path.isdir(given["content"][0]):  # noqa: PTH112
        return None
    ledger = os.path.join(given.get("out", ["dist"])[0], nothing_to_do.FOLDER)  # noqa: PTH118
    is_first = not os.path.isdir(ledger)  # noqa: PTH112
    room = None if jobs == "1" else press_room.opened(draws=is_first)
    try:
        return _build(given, arguments, int(jobs), room)
    finally:
        if room is not None:
            room.end()


def _build(
    given: Mapping[str, Sequence[str]], typed: Sequence[str], jobs: int, room: PressRoom | None
) -> int:
    from datetime import date
    from pathlib import Path

    from handouts.building.plan import Selection
    from handouts.building.request import DOSE, Asked
    from handouts.cli import build, console
    from handouts.cli.exit import DONE, EXPECTED, not_printed, report
    from handouts.storage.paths import content_dir

    asked = Asked(
        Selection(*(tuple(given.get(name, ())) for name in _REPEATABLE)),
        dose={name: given.get(name.replace("_", "-"), [None])[0] for name in DOSE},
        today=date.today().isoformat(),
        flat="flat" in given,
        typed=tuple(typed),
        jobs=jobs,
    )
    content = Path(given["content"][0]) if "content" in given else content_dir()
    out = Path(given.get("out", ["dist"])[0])
    console.never_fail_to_print()
    try:
        try:
            build.build(asked, out, content, room=room)
        except EXPECTED as error:
            return report(error, as_json=False)
        sys.stdout.flush()
    except OSError as error:
        return not_printed(error)
    return DONE

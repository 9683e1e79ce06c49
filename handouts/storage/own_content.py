"""A clinic's own content: a copy of the built-in one, and how far it has followed it since."""

from __future__ import annotations

import shutil
from pathlib import Path

from handouts.errors import UsageError
from handouts.storage.swap import DistError


def new_content(built_in: Path, folder: Path) -> None:
    """Copies the built-in content to a folder that is not there yet, or empty.

    Raises:
        DistError: the folder could not be written; nothing is left of it.
        UsageError: something is there already.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FileExistsError
    except FileExistsError as error:
        fault = f"'{folder}' is already there; name a new folder"
        raise UsageError([("DIR", fault)]) from error
    except OSError as error:
        raise DistError(folder, error) from error
    try:
        # Contents only: an installed package may be read-only, but its copy is there to be edited.
        shutil.copytree(
            built_in,
            folder,
            copy_function=shutil.copyfile,
            dirs_exist_ok=True,
            # An approval is of the clinic that gave it; what the desk keeps is of that desk.
            ignore=lambda parent, _names: (
                ["approvals", ".desk"] if Path(parent) == built_in else []
            ),
        )
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise DistError(folder, error) from error

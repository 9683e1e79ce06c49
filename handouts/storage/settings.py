"""What this user's computer remembers between runs: where the clinic's content is."""

from __future__ import annotations

import json
from pathlib import Path

from handouts.storage.ordinary_files import read

PROGRAM = "met-handouts"
_NAME = "settings.json"


def settings_file() -> Path:
    """Where it is remembered, as the system has it; it need not be there."""
    from platformdirs import user_config_path

    return user_config_path(PROGRAM, appauthor=False) / _NAME


def built_folder() -> Path:
    """Where outputs go that nobody has named a folder for."""
    from platformdirs import user_data_path

    return user_data_path(PROGRAM, appauthor=False) / "pages"


def clinic_content() -> Path | None:
    """The clinic's own content folder; None if none was chosen, or it is no longer there."""
    try:
        said = json.loads(read(settings_file()))
        folder = Path(said["content"])
        return folder if folder.is_dir() else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def remember_content(folder: Path) -> None:
    """
    Raises:
        OSError: it cannot be written.
    """
    file = settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.write_text(json.dumps({"content": str(folder.absolute())}) + "\n", encoding="utf-8")
    new.replace(file)

"""What a file says of itself, as a form shows it: changed line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from handouts.editing.parts import FRONT, part_of
from handouts.editing.yaml_values import edited, values_of
from handouts.errors import ContentError
from handouts.reading.typed_sides import MEANT

FIELDS = ("title", "subject", "version", "pages", "exercise")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def front_values(text: str, file: Path) -> dict[str, str]:
    """The values of the form; empty where the file has none.

    Raises:
        ContentError: the front matter is no YAML.
    """
    yaml = _yaml(text)
    return values_of(yaml, FIELDS, file) if yaml is not None else dict.fromkeys(FIELDS, "")


def with_front(text: str, values: Mapping[str, str], file: Path) -> str:
    """The text with other values at its top; the same text if they are the same.

    Raises:
        ContentError: the front matter is no YAML.
    """
    yaml = _yaml(text)
    if yaml is None:
        return text
    before = values_of(yaml, FIELDS, file)
    changed = {
        name: value for name, value in values.items() if name in FIELDS and value != before[name]
    }
    return text.replace(yaml, edited(yaml, changed, file), 1) if changed else text


def with_meant(text: str, words: str) -> str:
    """The text with words in its list of those in which a side is meant."""
    yaml = _yaml(text)
    if yaml is None:
        return text
    line = f"  - {json.dumps(words, ensure_ascii=False)}\n"
    found = re.search(rf"^{MEANT}:[ \t]*\n", yaml, re.MULTILINE)
    new = (
        f"{yaml[: found.end()]}{line}{yaml[found.end() :]}" if found else f"{yaml}{MEANT}:\n{line}"
    )
    return text.replace(yaml, new, 1)


def _yaml(text: str) -> str | None:
    """What stands between the first two fences; None if it cannot be changed line by line."""
    front = part_of(text, FRONT)
    if front is None or "\r" in front.raw:
        return None
    fences = list(_FENCE.finditer(front.raw))
    if len(fences) < 2:
        return None
    return front.raw[fences[0].end() + 1 : fences[1].start()]


def is_editable(text: str, file: Path) -> bool:
    """Whether its top can be changed with a form."""
    try:
        return _yaml(text) is not None and bool(front_values(text, file)["title"])
    except ContentError:
        return False

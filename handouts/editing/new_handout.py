"""A new handout: a blank one, or a copy of another."""

from __future__ import annotations

import json
from pathlib import Path

from handouts.editing.front_matter import with_front
from handouts.reading.markdown import slug_of
from handouts.reading.nodes import ID

_BLANK = """\
---
title: {title}
version: "0.1"
pages: 2
per_pattern: false
{more}---

## What this is about {{#about-this}}

Write here.

## What you can do {{#what-to-do}}

- Write here.
"""


def id_of(title: str) -> str:
    """The name of its file; empty if the title has no letters for one."""
    name = slug_of(title)
    name = name if not name[:1].isdigit() else f"sheet-{name}"
    return name if ID.fullmatch(name) and name != "shared" else ""


def blank(title: str, *, exercise: bool) -> str:
    """
    Args:
        exercise: whether it is about exercises: else it has no dose, and says nothing of a tilt.
    """
    more = "" if exercise else "exercise: false\n"
    return _BLANK.format(title=json.dumps(title, ensure_ascii=False), more=more)


def copied(text: str, title: str, file: Path) -> str:
    """Another handout's text under a title and as version 0.1.

    Raises:
        ContentError: its front matter is no YAML.
    """
    return with_front(text, {"title": title, "version": "0.1"}, file)

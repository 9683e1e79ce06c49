"""A whole page of HTML, and the policy by which nothing but what is in it is shown or run."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from handouts.compose.language_names import direction
from handouts.storage.ordinary_files import read
from handouts.storage.tracking import note

_HERE = Path(__file__).parent
GENERATOR = '<meta name="generator" content="MET handouts, phone page">'
"""What tells our own pages from somebody else's."""


def whole_page(
    lang: str, title: str, style: str, body: Markup, *, facts: str = "", runs: tuple[str, ...] = ()
) -> str:
    """A page with one style sheet.

    Args:
        facts: markup of the head that says what the page is about.
        runs: the text of each `<script>` in `facts` and `body`.
    """
    return _PAGE.format(
        lang=lang,
        direction=direction(lang),
        policy=_policy(style, runs),
        generator=Markup(GENERATOR),
        title=title,
        facts=Markup(facts),
        style=Markup(style),
        body=body,
    )


def asset(name: str) -> str:
    """A file of ours on one line: some checkers take the hash of no other."""
    note(_HERE / name)
    lines = (line.strip() for line in _read(_HERE / name).split("\n"))
    return " ".join(line for line in lines if line and not line.startswith("//"))


@lru_cache(maxsize=4)
def _read(file: Path) -> str:
    return read(file).decode()


def _policy(style: str, runs: tuple[str, ...]) -> str:
    """Nothing but what is in the page, by its hash (W3C, Content Security Policy Level 3)."""
    scripts = " ".join(f"'{_hash(each)}'" for each in runs) or "'none'"
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src {scripts};"
        " img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


_PAGE = Markup(
    """\
<!DOCTYPE html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">
{generator}
<title>{title}</title>
{facts}<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""
)

"""Marks that no parser took for marks, and that would be printed among the words.

There are many dialects of Markdown, and people write HTML, LaTeX or a wiki's marks into it.  What
stands in a sentence of any language is left alone: prices, times, brackets (like these), dashes.
What does not is found by what it is made of, not by the dialect it is of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from .findings import quoted
from .page_breaks import HOW_TO_BREAK, is_page_break


class StrayMark(NamedTuple):
    """What would be printed, and how to mend it."""

    what: str
    remedy: str


_LINK = "write [words](https://example.org), with nothing between ] and ("
_NOTE = "say it in the text, or remove it"
_PLAIN = "use plain words, **bold**, or remove it"
_ITEM = "write a hyphen and a space, an ordinary one: '- '"
_STEP = "write the number, a full stop and an ordinary space: '1. '"
_TITLE = "write '## Title {#name}' or '### Title', with an ordinary space after the ##"

_BOX = "write a hyphen and a space: '- '; templates make boxes to tick"
_SIGN = "write the sign itself, like → ≤ ≥ ≠ ±, or say it in words"
_DASHES = "write a dash, or a comma"
_QUOTES = "write quotation marks as your language has them"

_ADDRESS = r"(?:https?:|mailto:|tel:|www\.)"
_BREAK = (
    r"(?:[{\[<]|%%|\+\+|--|==)[^\]}>\n]{0,40}?"
    r"(?i:page[-_ ]?break|new[-_ ]?page|clear[-_ ]?page)\w{0,9}[^\n]{0,40}"
)
# In a run of words, the most telling first.
_WITHIN = tuple(
    (re.compile(pattern), remedy)
    for pattern, remedy in (
        (_BREAK, HOW_TO_BREAK),
        (r"\[\^[^\]]*\]?|\^\[", _NOTE),
        (r"\b(?:TODO[:(]|FIXME|XXX\b)", _NOTE),
        (
            r"!\[|(?<!\w)![\w/-][^\s!]{0,60}\.\w{3,4}!",
            "the template places figures by name; remove it here",
        ),
        (r"\[[ xX*+-]?\]|\( ?\)", _BOX),
        (rf"\](?:\s*[(<])?(?={_ADDRESS})|\]\s(?=https?://)|\)\s?\[(?={_ADDRESS})|\)\[|\]\[", _LINK),
        (rf"\[(?={_ADDRESS})|(?:https?|mailto|link):[^\s\[]{{0,200}}(?<!/)\[", _LINK),
        (r"\[\[|\]\]|\[/|\[@|\*\[|\[\w{1,20}=", _PLAIN),
        (r"<<|>>|,,(?=\w)|(?<!\d)''(?=\w)", _QUOTES),
        (r"(?<!<)<[/!?%]?[A-Za-z=][^<>]{0,40}>?|[/%]>(?!\d)", _PLAIN),
        (r"&#\w*;?|&[a-z]{2,10};", "write the sign itself, or say it in words"),
        (
            r"~~|(?<!\S)~[^\s~\d](?:[^~]{0,80}[^\s~])?~(?!\w)|(?<=\w)~\w{1,20}~|(?<=[^\W\d])~(?=\w)",
            _PLAIN,
        ),
        (r"==|(?<!\w)\+\+[^\s+][^+]{0,80}\+\+|\^|%%|::|/\*[^*]{0,80}\*/|'{3,}|\$\$|@@", _PLAIN),
        (r"(?<![\w:]):(?:[+-]1|[a-z][a-z0-9_+-]{0,30}):(?![\w:])", _PLAIN),
        (r"(?<![\w$])\$(?![\s\d$])[^$]{0,80}(?<!\s)\$(?!\d)|(?<!\w)\$[A-Za-z_(]", _PLAIN),
        (
            r"(?<!\d)%(?:[sd](?!\w)|\(\w{1,30}\)|\w{1,30}%)|(?<!\w)@\w[^@\s]{0,40}@(?!\w)|\?\?(?=\w)",
            _PLAIN,
        ),
        (r"(?<!\S)(?:<?[-=]{1,2}>|<[-=]{1,2}|>=|!=|\+/-)(?!\S)", _SIGN),
        (r"(?<!\S)-{2,}(?!\S)|(?<=[^\W\d])--+(?=[^\W\d])|(?<!\S)--+(?=[^\W\d_])", _DASHES),
        (
            r"(?<!\w)\*(?=\w)|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|``|(?<!\w)_(?=[^\W_])|(?<=[^\W_])_(?!\w)",
            "use **bold**, or remove it",
        ),
        (
            r"(?<!\{)\{(?![{%#])[^{}]{0,40}\}?|(?<![}%#])\}(?!\})",
            "write {{ variable }}, or remove it",
        ),
        (r"\\\S*", _PLAIN),
        (r"\*\*|\]\(", "only the text of a handout has bold words and links"),
    )
)
_ENDS = re.compile(r"[.!?:;…。]['\"”’»)*]*\s*\Z")
# At the start of a line.  `\s` has the no-break spaces, which the parser takes for letters.
_HEADING = re.compile(
    r"\s*(?P<mark>#{2,}(?![ \t#]|\Z)|#{7,}|#(?![ \t#\d]|\Z)|(?<=[^\S \t])#+(?=\s))\s*"
)
_BULLET = re.compile(
    r"\s*(?:[-*+] +|\d+[.)] +)?(?P<mark>[•‣▪◦·∙●○■□►▶➤✓✔]|[-+–−‐](?=[^\W\d_]|\*\*)"
    r"|[-+*](?=[^\S \t])|(?<=[^\S \t])[-+*](?=\s)|[o§ü][^\S \n](?=[^\W\d_]))"
)
_NUMBER = re.compile(r"\s*(?P<mark>\d{1,3}(?:[.)]|\.[)-]))(?=[^\W\d_])")
# What may also go on with a sentence begins an item only where a sentence can begin.
_DASH = re.compile(r"\s*(?P<mark>[–—‒―−‐]|[→⇒➔➜](?=\s)|--+|[~=$_;%]+|\((?:x|X)\))\s(?=\D)")
_COUNT = re.compile(
    r"\s*(?P<mark>\d{1,3}[.)](?=[^\S \t\n])|\d{1,2}(?: [.)]|:| ?[–—-]|\.[)-])(?=\s+[^\W\d_])"
    r"|\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)(?=\s+\S)|(?:[ivx]{1,4}|[a-h])[.)](?=\s+(?!\w\.)\S))"
)
_PAGE = re.compile(rf"{_BREAK}|\\(?:newpage|pagebreak|clearpage|cleardoublepage|page)\b")
_LINE = re.compile(
    r"\s*(?P<mark>\[[^\]]+\]:|\[[^\]\s]+\]\s*$|[=+~^:$%@&\\]{2,}\s*$|//|:\s|!!! |\?{3} |h[1-6]\. "
    r"|bq\. |\.\. |\.(?=[^\W\d_]))"
)


def as_heading(line: str) -> tuple[str, StrayMark] | None:
    """A line that was meant as a heading, written as one, and what is wrong with it."""
    found = _HEADING.match(line)
    if found is None:
        return None
    level = min(max(len(found["mark"]), 2), 3)
    stray = StrayMark(f"{quoted(found['mark'])} begins no heading", _TITLE)
    return f"{'#' * level} {line[found.end() :]}", stray


def mark_at_start(line: str, before: str) -> StrayMark | None:
    """What stands at the start of a line that was meant as a mark; `before` is the line above."""
    if line.lstrip().startswith("&"):
        line = unescape(line)
    if not is_page_break(line) and (found := _PAGE.search(line)):
        return StrayMark(f"{quoted(found[0])} would be printed as it stands", HOW_TO_BREAK)
    if found := _BULLET.match(line):
        return StrayMark(f"'{found['mark']}' begins no list item", _ITEM)
    if found := _NUMBER.match(line):
        return StrayMark(f"'{found['mark']}' begins no list item", _STEP)
    for pattern, remedy in ((_DASH, _ITEM), (_COUNT, _STEP)):
        found = pattern.match(line)
        begins = not before.strip() or _ENDS.search(before) or pattern.match(before)
        if found and begins:
            return StrayMark(f"'{found['mark']}' begins no list item", remedy)
    if found := _LINE.match(line):
        return StrayMark(f"{quoted(found['mark'].strip())} would be printed as it stands", _PLAIN)
    return None


@lru_cache(maxsize=4096)  # most words are those of the build before
def mark_within(words: str) -> StrayMark | None:
    """The first kind of mark in a run of words on one line."""
    for pattern, remedy in _WITHIN:
        if found := pattern.search(words):
            shown = found[0].strip() or words[found.start() :].strip()
            return StrayMark(f"{quoted(shown)} would be printed as it stands", remedy)
    return None

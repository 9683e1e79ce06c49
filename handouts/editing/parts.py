"""A Markdown file of content as its parts, and the same file with one part changed.

Only lines that somebody changed are written anew: all others keep their bytes, line ends and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from handouts.reading.markdown import slug_of

FRONT = "about"
"""The part that is what the file says of itself."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_ENDS = "\r\n"
_HEADING = re.compile(r"( {0,3}##[ \t]+)(.*?)([ \t]*(?:\{#([^{}]*)\})?[ \t]*)")
_BOM = "\ufeff"


class Part(NamedTuple):
    """A part of a file.

    Attributes:
        id: the section's own name; `FRONT` for what stands before all sections.
        title: what its heading says; empty for the front.
        words: the lines below it, without blank ones around them, joined by line feeds.
        raw: all of it as it is in the file.
    """

    id: str
    title: str
    words: str
    raw: str


def text_of(data: bytes) -> str:
    """
    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    return data.decode("utf-8")


def parts_of(text: str) -> list[Part]:
    """All parts in order; put together again, their `raw` is the text."""
    lines = _LINE.findall(text)
    starts = [0, *(at for at in range(_front_end(lines), len(lines)) if _is_heading(lines[at]))]
    found: list[Part] = []
    for start, end in pairwise([*starts, len(lines)]):
        part = _part(lines[start:end], is_front=not found)
        same = sum(each.id == part.id or each.id.startswith(f"{part.id}~") for each in found)
        found.append(part._replace(id=f"{part.id}~{same + 1}") if same else part)
    return found


def part_of(text: str, id_: str) -> Part | None:
    return next((each for each in parts_of(text) if each.id == id_), None)


def with_part(text: str, id_: str, title: str, words: str) -> str:
    """The text with another title and other words in one part; the same text if they are not.

    Raises:
        LookupError: there is no such part.
    """
    parts = parts_of(text)
    at = next((at for at, each in enumerate(parts) if each.id == id_), None)
    if at is None:
        raise LookupError(id_)
    nl = _usual_end(text)
    raws = [each.raw for each in parts]
    raws[at] = _changed(parts[at], " ".join(title.split()), tidied(words), nl)
    if at + 1 < len(raws) and raws[at]:
        if raws[at][-1] not in _ENDS:
            raws[at] += nl
        if words and not parts[at].words and _bare(_LINE.findall(raws[at])[-1]):
            raws[at] += nl  # between its words and the next heading
    return "".join(raws)


def tidied(words: str) -> str:
    """Words as they come from a form: line feeds between lines, no blank lines around them."""
    lines = re.split(r"\r\n|\r|\n", words)
    return "\n".join(_trimmed(lines))


# --- one part -------------------------------------------------------------------------------------


def _part(lines: Sequence[str], *, is_front: bool) -> Part:
    raw = "".join(lines)
    if is_front:
        return Part(FRONT, "", _shown(lines), raw)
    heading = _HEADING.fullmatch(_bare(lines[0]))
    assert heading is not None
    named = (heading[4] or "").strip()
    return Part(named or slug_of(heading[2]) or "part", heading[2], _shown(lines[1:]), raw)


def _shown(lines: Iterable[str]) -> str:
    """As a form shows it: a NUL cannot be."""
    return "\n".join(
        _trimmed([_bare(line).replace("\0", "\N{REPLACEMENT CHARACTER}") for line in lines])
    )


def _changed(part: Part, title: str, words: str, nl: str) -> str:
    lines = _LINE.findall(part.raw)
    head = [] if part.id == FRONT else lines[:1]
    if head and title and title != " ".join(part.title.split()):
        found = _HEADING.fullmatch(_bare(head[0]))
        assert found is not None
        ends = head[0][len(_bare(head[0])) :]
        tail = found[3] if found[4] is not None else f" {{#{part.id}}}"
        head = [f"{found[1]}{title}{tail or ''}{ends}"]
    if words == part.words:
        return "".join([*head, *lines[len(head) :]])
    return "".join([*head, *_with_words(lines[len(head) :], words, nl, after=head)])


def _with_words(lines: list[str], words: str, nl: str, *, after: list[str]) -> list[str]:
    """The lines below a heading with other words in them; blank ones around them stay."""
    filled = [at for at, line in enumerate(lines) if _bare(line).strip(" \t")]
    first, last = (filled[0], filled[-1] + 1) if filled else (0, 0)
    before, core, behind = lines[:first], lines[first:last], lines[last:]
    new = words.split("\n") if words else []
    if new and not core:
        if after and after[0][-1:] not in _ENDS:
            after[0] += nl
        before = [nl]
    elif core and not new and behind[:1] == before[-1:]:
        before = []
    old = [_shown([line]) or _bare(line) for line in core]
    made: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        made += core[a:b] if tag == "equal" else [f"{line}{nl}" for line in new[c:d]]
    made = [line if line[-1:] in ("\r", "\n") else f"{line}{nl}" for line in made]
    if made and core and not behind and core[-1][-1:] not in ("\r", "\n"):
        made[-1] = _bare(made[-1])  # as the file ends
    return [*before, *made, *behind]


# --- lines ----------------------------------------------------------------------------------------


def _front_end(lines: Sequence[str]) -> int:
    """The first line after the front matter; the first of all where there is none."""
    fences = [
        at for at, line in enumerate(lines) if _bare(line).removeprefix(_BOM).rstrip() == "---"
    ]
    return fences[1] + 1 if len(fences) > 1 and fences[0] == 0 else 0


def _is_heading(line: str) -> bool:
    return _HEADING.fullmatch(_bare(line)) is not None


def _bare(line: str) -> str:
    return line.rstrip("\r\n")


def _trimmed(lines: list[str]) -> list[str]:
    filled = [at for at, line in enumerate(lines) if line.strip(" \t")]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _usual_end(text: str) -> str:
    """The line end that most lines of a text have."""
    found = re.findall(r"\r\n|\r|\n", text)
    return max(dict.fromkeys(found), key=found.count, default="\n")

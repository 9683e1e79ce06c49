"""What the program lends a clinic's own content that lacks words it needs, as after an update."""

from __future__ import annotations

import re
from pathlib import Path

from handouts.storage.paths import content_dir

from .dose_words import COUNTED
from .findings import Findings, quoted
from .parse_cache import read_once
from .phrases import OPPOSITE_WORDS, FigureText, Phrases, read_figures, read_phrases
from .word_forms import OPPOSITES

# What may be left out: it says the same in other words.
_OPTIONAL = re.compile(r"(marks|dose\.\w+(?=\.(?:short|sentence)\b))\.")


def with_program_words(own: Phrases, findings: Findings) -> Phrases:
    """The same with the program's own words, of the same language, for what a clinic's file lacks.

    So it goes on printing when an update needs more words than it has.  All of them are told.
    """
    path = _program_file(own.path) if own.lines else None
    if path is None:
        return own
    texts = read_once(read_phrases, path, Findings()).texts
    spare = {name: text for name, text in texts.items() if _is_lacking(own, name)}
    _tell(own.path, [f"{name}: {text.as_typed}" for name, text in spare.items()], findings)
    return own._replace(spare=spare)


def _is_lacking(own: Phrases, name: str) -> bool:
    """Whether a file lacks a name that it cannot do without, and the program may say it.

    What patients tell apart by two words, or more, is all of one hand.
    """
    if name in own.lines:
        return False
    optional = _OPTIONAL.match(name)
    if optional and optional[1] in own.lines:
        return False
    above = [each for each in own.lines if name.startswith(f"{each}.")]
    if any(each in own.texts or each in COUNTED for each in above):
        return False
    return not any(
        name.startswith(f"{one}.") or (name == one and other in own.lines)
        for pair in (*OPPOSITES, *OPPOSITE_WORDS)
        for one, other in (pair, pair[::-1])
        if one in own.lines or other in own.lines
    )


def _program_file(path: Path) -> Path | None:
    """The program's own file that a clinic's is in the place of; None if that has nothing to lend.

    Most files of a clinic are copies that nobody has changed: these are not parsed twice.
    """
    theirs = content_dir() / path.parent.name / path.name
    try:
        is_same = theirs.samefile(path) or theirs.read_bytes() == path.read_bytes()
    except OSError:  # there is none in this language, or an editor is just saving the clinic's
        return None
    return None if is_same else theirs


def _tell(path: Path, lacking: list[str], findings: Findings) -> None:
    if not lacking:
        return
    more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
    what = f"lacks words: the program's own are used, {quoted(lacking[0], 120)}{more}"
    findings.notice(path, 0, what, "write them if you want others: met-handouts whats-new")


def with_program_figures(
    own: dict[str, FigureText], path: Path, findings: Findings
) -> dict[str, FigureText]:
    """The same of figures and of their labels."""
    program = _program_file(path) if own else None
    if program is None:
        return own
    theirs, _ = read_once(read_figures, program, Findings())
    lacking = [name for name in theirs if name not in own]
    said = {name: theirs[name] for name in lacking}
    for name, figure in own.items():
        labels = theirs[name].labels if name in theirs else {}
        more = {key: label for key, label in labels.items() if key not in figure.labels}
        lacking += [f"{name}.labels.{key}: {label.as_typed}" for key, label in more.items()]
        said[name] = figure._replace(labels={**figure.labels, **more})
    _tell(path, lacking, findings)
    return said

"""What is done by `patient` now: refused, with the very command to type instead.

What is one patient's used to be left among what is built for everybody.
"""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Sequence

from handouts.building.request import option
from handouts.cli import options
from handouts.design.papers import PAPERS
from handouts.errors import UsageError
from handouts.pattern import PATTERNS
from handouts.render.rendered import USUAL_PDF
from handouts.storage.paths import content_dir


def refuse_command(typed: Sequence[str]) -> None:
    """
    Raises:
        UsageError: it is a command that there was once.
    """
    if typed[0] != "print-set":
        return
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    options.add_selection(parser, "pattern", "paper", "edition", "lang")
    parser.add_argument("--booklet", action="store_true")
    parser.add_argument("--n-up")
    parser.add_argument("--content")
    options.add_dose(parser)
    options.add_flat(parser)
    options.add_today(parser)
    try:
        given, _ = parser.parse_known_args(typed[1:])
    except (argparse.ArgumentError, SystemExit):
        given, _ = parser.parse_known_args([])
    raise UsageError([("print-set", f"is named patient now; {_to_type(given)}")])


def refuse_dose(given: options.Options) -> None:
    """
    Raises:
        UsageError: a dose was typed for what everybody gets.
    """
    typed = [name for name, value in options.dose(given).items() if value is not None]
    if typed:
        fault = "is for one patient, and this is for everybody; your usual dose is in clinic.yaml"
        raise UsageError([(option(typed[0]), f"{fault}; {_to_type(given)}")])


def _to_type(given: options.Options) -> str:
    """The same for one patient; one command for each pattern, language, edition and paper."""

    def first(kind: str) -> list[str]:
        return list(getattr(given, kind, None) or [])[:1]

    handouts = ",".join(getattr(given, "handout", None) or [])
    papers = [each for each in first("paper") if each in PAPERS]
    content = getattr(given, "content", None)
    words: list[str] = ["met-handouts", "patient"]
    words += _with("pattern", first("pattern") or [PATTERNS[0].id])
    words += _with("give", [handouts] if handouts else [])
    for kind, values in (("edition", first("edition")), ("paper", papers), ("lang", first("lang"))):
        words += _with(kind, values)
    for name, value in options.dose(given).items():
        words += _with(name, [] if value is None else [value])
    words += ["--booklet"] if getattr(given, "booklet", False) else []
    words += _with("n-up", [given.n_up] if getattr(given, "n_up", None) else [])
    words += ["--flat"] if given.flat else []
    pdf = getattr(given, "pdf", USUAL_PDF)
    words += _with("pdf", [] if pdf == USUAL_PDF else [pdf])
    words += _with("content", [] if content in (None, content_dir()) else [f"{content}"])
    words += _with("today", [given.today] if given.today else [])
    return f"type: {shlex.join([*words, '--open'])}"


def _with(name: str, values: Iterable[str]) -> list[str]:
    return [word for value in values for word in (option(name), value)]

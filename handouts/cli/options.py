"""The options that several commands take, and what comes from outside: the clock."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

from handouts.building.plan import Selection
from handouts.building.request import DOSE, NO_DAY, BuildRequest, TypedDose, day, option
from handouts.errors import UsageError
from handouts.render.rendered import PDF_VERSIONS, USUAL_PDF
from handouts.storage.paths import content_dir
from handouts.storage.settings import clinic_content

Options: TypeAlias = argparse.Namespace
ArgumentParser: TypeAlias = argparse.ArgumentParser
NewCommand: TypeAlias = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command, given its name and what it does."""


def folder(text: str) -> Path:
    """A folder that is named; it need not be there."""
    if not text:  # as from a variable that is not set
        raise argparse.ArgumentTypeError("is empty; name a folder")
    return Path(text)


def existing_folder(text: str) -> Path:
    path = folder(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"'{text}' is no folder; name one that is there")
    return path


def number(kind: type[int] | type[float], least: float, most: float) -> Callable[[str], float]:
    """What reads a number from `least` to `most`."""

    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = None
        if value is None or not least <= value <= most:
            raise argparse.ArgumentTypeError(
                f"'{text}' is not a number from {least:g} to {most:g}; write one"
            )
        return value

    return read


def add_selection(parser: argparse.ArgumentParser, *names: str) -> None:
    """`--handout` and the like, each more than once."""
    for name in names or ("handout", "pattern", "paper", "edition", "lang"):
        help_ = "Only this one; repeatable."
        parser.add_argument(f"--{name}", metavar="ID", action="append", default=[], help=help_)


class Once(argparse.Action):
    """Takes an option that says one thing: a second one is refused, not taken for the first."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,  # noqa: ARG002
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            raise argparse.ArgumentError(self, "is given twice; leave one of the two out")
        setattr(namespace, self.dest, values)


class _NoPercent(argparse.Action):
    """An option of the dose that there was once: what it meant is not guessed."""

    def __call__(self, *_: object, **__: object) -> None:
        from handouts.reading.dose import EFFORT, NO_PERCENT

        raise argparse.ArgumentError(self, NO_PERCENT.replace(EFFORT, option(EFFORT)))


def add_dose(parser: argparse.ArgumentParser, help_: str = "Fills in this blank.") -> None:
    for name in DOSE:
        parser.add_argument(option(name), metavar="VALUE", action=Once, help=help_)
    parser.add_argument("--effort", action=_NoPercent, help=argparse.SUPPRESS)


def add_content(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--content",
        metavar="DIR",
        type=existing_folder,
        default=clinic_content() or content_dir(),
        help="The folder with clinic.yaml and a folder per language."
        " (default: the one chosen in `desk`, else the built-in one)",
    )


def add_out(parser: argparse.ArgumentParser, default: str, help_: str) -> None:
    parser.add_argument(
        "--out", metavar="DIR", type=folder, default=Path(default), help=f"{help_} (%(default)s)"
    )


def add_flat(parser: argparse.ArgumentParser) -> None:
    help_ = "Without form fields; a dose given still prints."
    parser.add_argument("--flat", action="store_true", help=help_)


def add_pdf(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pdf",
        choices=PDF_VERSIONS,
        default=USUAL_PDF,
        help="The version of PDF: 2.0 for who must have PDF/UA-2 and PDF/A-4. (%(default)s)",
    )


def add_today(parser: argparse.ArgumentParser) -> None:
    help_ = "The day reviews are judged by. (default: today)"
    parser.add_argument("--today", metavar="YYYY-MM-DD", help=help_)


def add_json(parser: argparse.ArgumentParser) -> None:
    help_ = "Result or errors as JSON on standard output."
    parser.add_argument("--json", dest="as_json", action="store_true", help=help_)


def selection(given: Options) -> Selection:
    """What was chosen, as far as the command has options for it: one of each, or many."""
    chosen = {
        kind: tuple([value] if isinstance(value, str) else value or ())
        for kind, value in (
            ("langs", getattr(given, "lang", None)),
            ("handouts", getattr(given, "handout", None)),
            ("patterns", getattr(given, "pattern", None)),
            ("papers", getattr(given, "paper", None)),
            ("editions", getattr(given, "edition", None)),
        )
    }
    return Selection(**chosen)


def today(given: Options) -> str:
    """The day reviews are judged by, as typed or as it is."""
    return given.today or date.today().isoformat()


def day_of(given: Options) -> date:
    """The day reviews are judged by.

    Raises:
        UsageError: what was typed is none.
    """
    found = day(today(given))
    if found is None:
        raise UsageError([("--today", NO_DAY.format(given.today))])
    return found


def dose(given: Options) -> TypedDose:
    """The dose that was typed."""
    return {name: getattr(given, name) for name in DOSE}


def build_request(given: Options) -> BuildRequest:
    """What was asked for, as far as the command has options for it."""
    return BuildRequest(
        content=given.content,
        out=given.out,
        selection=selection(given),
        today=today(given),
        flat=getattr(given, "flat", False),
        pdf=getattr(given, "pdf", USUAL_PDF),
    )

"""The options that several commands take, and what comes from outside: the clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from handouts.building.plan import Selection
from handouts.building.request import DOSE, Asked

Names = Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this one; repeatable.")]
ContentDir = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        exists=True,
        file_okay=False,
        help="The folder with clinic.yaml and a folder per language.  [default: the built-in one]",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Result or errors as JSON on standard output.")]
Flat = Annotated[
    bool, typer.Option("--flat", help="Without form fields; a dose given still prints.")
]
Today = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="The day reviews are judged by.")
]
DoseText = Annotated[str | None, typer.Option(metavar="VALUE", help="Fills in this blank.")]
Reporting = Callable[..., AbstractContextManager[None]]
"""Says what went wrong inside it, and ends with the exit code for that."""


def asked_for(
    handout: Sequence[str] | None,
    pattern: Sequence[str] | None,
    paper: Sequence[str] | None,
    edition: Sequence[str] | None,
    lang: Sequence[str] | None,
    *,
    dose: Sequence[str | None] = (),
    today: str | None,
    flat: bool = False,
) -> Asked:
    """What the options say; the dose is in the order of its fields."""
    selection = Selection(
        langs=tuple(lang or ()),
        handouts=tuple(handout or ()),
        patterns=tuple(pattern or ()),
        papers=tuple(paper or ()),
        editions=tuple(edition or ()),
    )
    return Asked(
        selection,
        dose=dict(zip(DOSE, dose, strict=False)),
        today=today or date.today().isoformat(),
        flat=flat,
    )

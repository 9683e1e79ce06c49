"""The options of the commands `print-set` and `poster`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from handouts.building.request import WrongUsage
from handouts.cli.options import (
    ContentDir,
    DoseText,
    Flat,
    Json,
    Names,
    Reporting,
    Today,
    asked_for,
)
from handouts.storage.paths import content_dir


def add_print_commands(app: typer.Typer, reporting: Reporting) -> None:
    """Adds the commands; `reporting` says what went wrong inside them."""

    @app.command("print-set")
    def print_set_command(
        pattern: Names = None,
        paper: Names = None,
        edition: Names = None,
        lang: Names = None,
        booklet: Annotated[
            bool, typer.Option("--booklet", help="Two pages on a side, to fold in the middle.")
        ] = False,
        n_up: Annotated[
            int,
            typer.Option("--n-up", metavar="1|2", min=1, max=2, help="Pages on a side of a sheet."),
        ] = 1,
        out: Annotated[Path, typer.Option(metavar="DIR", help="Where to put them.")] = Path(
            "dist/print-sets"
        ),
        content: ContentDir = None,
        hold_seconds: DoseText = None,
        repeats: DoseText = None,
        times_a_day: DoseText = None,
        days_a_week: DoseText = None,
        effort: DoseText = None,
        flat: Flat = False,
        today: Today = None,
        as_json: Json = False,
    ) -> None:
        """One PDF with all that one visit needs: the exercises, the card and the log."""
        from handouts.cli import printing

        way = "booklet" if booklet else "2-up" if n_up == 2 else "single"
        dose = (hold_seconds, repeats, times_a_day, days_a_week, effort)
        asked = asked_for(None, pattern, paper, edition, lang, dose=dose, today=today, flat=flat)
        with reporting(as_json=as_json):
            if booklet and n_up == 2:
                raise WrongUsage([("--n-up", "a booklet has two pages on a side; leave it out")])
            printing.print_set(asked, way, out, content or content_dir(), as_json=as_json)

    @app.command("poster")
    def poster_command(
        handout: Names = None,
        pattern: Names = None,
        edition: Names = None,
        lang: Names = None,
        size: Annotated[
            str, typer.Option(metavar="a3|a2|a1|tabloid", help="How large the poster is.")
        ] = "a2",
        tiles: Annotated[
            str | None,
            typer.Option(
                metavar="a4|letter", help="Spread it over office paper, to glue together."
            ),
        ] = None,
        overlap: Annotated[
            float, typer.Option(metavar="MM", min=0, max=50, help="How far tiles overlap.")
        ] = 10,
        margin: Annotated[
            float,
            typer.Option(
                metavar="MM", min=0, max=50, help="What the printer leaves white on a tile."
            ),
        ] = 10,
        bleed: Annotated[
            float, typer.Option(metavar="MM", min=0, max=20, help="For a print shop: past the cut.")
        ] = 0,
        crop_marks: Annotated[
            bool, typer.Option("--crop-marks", help="For a print shop: where to cut.")
        ] = False,
        out: Annotated[Path, typer.Option(metavar="DIR", help="Where to put them.")] = Path(
            "dist/posters"
        ),
        content: ContentDir = None,
        today: Today = None,
        as_json: Json = False,
    ) -> None:
        """Posters of any size: one sheet, for a print shop, or tiles from an office printer."""
        from handouts.cli import printing

        asked = asked_for(handout, pattern, None, edition, lang, today=today)
        sheets = printing.PosterSheets(size, tiles, overlap, margin, bleed, crop_marks)
        with reporting(as_json=as_json):
            printing.posters(asked, sheets, out, content or content_dir(), as_json=as_json)

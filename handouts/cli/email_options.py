"""The options of the command `email`, and what comes from outside: the clock and chance."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from handouts.building.request import Asked
from handouts.cli.options import DoseText, Reporting
from handouts.storage.paths import content_dir

Id = Annotated[str | None, typer.Option(metavar="ID", help="One; the list may say another.")]

PROBLEMS = 1


def add_email_command(app: typer.Typer, reporting: Reporting) -> None:
    """Adds the command; `reporting` says what went wrong inside it."""

    @app.command("email")
    def email_command(
        handout: Annotated[str, typer.Option(metavar="ID", help="Which one.")] = "correction",
        pattern: Id = None,
        lang: Id = None,
        edition: Id = None,
        paper: Id = None,
        to: Annotated[
            str | None, typer.Option(metavar="ADDRESS", help="The patient's email address.")
        ] = None,
        name: Annotated[
            str | None, typer.Option(metavar="NAME", help="Printed behind 'Made for'.")
        ] = None,
        hold_seconds: DoseText = None,
        repeats: DoseText = None,
        times_a_day: DoseText = None,
        days_a_week: DoseText = None,
        effort: DoseText = None,
        patients: Annotated[
            Path | None,
            typer.Option(
                metavar="FILE.csv",
                help="A draft for each row: email, name, pattern, dose, language, edition.",
            ),
        ] = None,
        encoding: Annotated[
            str | None, typer.Option(metavar="NAME", help="Of that file.  [default: found out]")
        ] = None,
        encrypt: Annotated[
            bool, typer.Option("--encrypt", help="Lock each PDF with a password of its own.")
        ] = False,
        passwords: Annotated[
            Path | None,
            typer.Option(metavar="FILE", help="Write passwords there, not on the terminal."),
        ] = None,
        send: Annotated[
            bool, typer.Option("--send", help="Say what would be sent; with --yes, send it.")
        ] = False,
        yes: Annotated[bool, typer.Option("--yes", help="Really send.")] = False,
        forget: Annotated[
            bool, typer.Option("--forget", help="Remove the drafts in the folder.")
        ] = False,
        out: Annotated[Path, typer.Option(metavar="DIR", help="A folder for drafts alone.")] = Path(
            "email-drafts"
        ),
        content: Annotated[
            Path | None,
            typer.Option(metavar="DIR", exists=True, file_okay=False, help="Your own content."),
        ] = None,
        today: Annotated[
            str | None, typer.Option(metavar="YYYY-MM-DD", help="The day reviews are judged by.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Result or errors as JSON.")] = False,
    ) -> None:
        """Drafts of emails with a handout in them, for one patient or for many."""
        import secrets
        import time
        from email.utils import format_datetime, localtime

        from handouts.building.plan import Selection
        from handouts.cli import email
        from handouts.mail.request import AskedEmail
        from handouts.mail.sending import Clock

        def some(value: str | None) -> tuple[str, ...]:
            return (value,) if value else ()

        selection = Selection(some(lang), (handout,), some(pattern), some(paper), some(edition))
        dose = {
            "hold_seconds": hold_seconds,
            "repeats": repeats,
            "times_a_day": times_a_day,
            "days_a_week": days_a_week,
            "effort": effort,
        }
        given = AskedEmail(
            asked=Asked(selection, dose, today or date.today().isoformat()),
            to=to,
            name=name,
            patients=patients,
            encoding=encoding,
            encrypt=encrypt,
            passwords=passwords,
            send=send,
            really=yes,
            choose=secrets.choice,
            clock=Clock(time.monotonic, time.sleep, lambda: format_datetime(localtime())),
        )
        with reporting(as_json=as_json):
            if forget:
                email.forget(out, as_json=as_json)
            elif not email.email(given, out, content or content_dir(), as_json=as_json):
                raise typer.Exit(PROBLEMS)

"""The command line.  Only this, `plain` and the modules of options ask what day it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

from handouts import __version__
from handouts.building.request import Asked, WrongUsage
from handouts.cli import build, console, content_folder, figures
from handouts.cli.email_options import add_email_command
from handouts.cli.exit import DONE, EXPECTED, PROBLEMS, not_printed, report
from handouts.cli.options import ContentDir, DoseText, Flat, Json, Names, Today, asked_for
from handouts.cli.print_options import add_print_commands
from handouts.storage.paths import content_dir

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    help="Printable handouts for clinics that teach the Muscle Energy Technique."
    " Without a command, builds them all.",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Returns:
        0 done; 1 the content has problems or the outputs cannot be written; 2 wrong usage.
    """
    typed = list(sys.argv[1:] if arguments is None else arguments)
    given = list(typed)
    console.never_fail_to_print()
    if not given or (given[0].startswith("-") and given[0] not in ("--help", "--version")):
        given.insert(0, "build")
    if "--out=" in given or ("--out", "") in pairwise(given):  # as from a variable that is not set
        return report(WrongUsage([("--out", "is empty; name a folder")]), as_json="--json" in given)
    try:
        try:
            app(given, prog_name="met-handouts", obj=typed)
        except SystemExit as end:
            sys.stdout.flush()
            return end.code if isinstance(end.code, int) else DONE
    except OSError as error:
        return not_printed(error)
    return DONE


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if version:
        print(__version__)
        raise typer.Exit


@app.command("build")
def build_command(
    context: typer.Context,
    handout: Names = None,
    pattern: Names = None,
    paper: Names = None,
    edition: Names = None,
    lang: Names = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to put them.")] = Path("dist"),
    content: ContentDir = None,
    hold_seconds: DoseText = None,
    repeats: DoseText = None,
    times_a_day: DoseText = None,
    days_a_week: DoseText = None,
    effort: DoseText = None,
    flat: Flat = False,
    today: Today = None,
    jobs: Annotated[
        int,
        typer.Option(metavar="N", min=0, max=64, help="Processes at once.  [default: one a core]"),
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be built, and why.")
    ] = False,
    receipt: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", help="Write what changed, word by word, to a web page."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Build the handouts (this is what happens without a command)."""
    dose = (hold_seconds, repeats, times_a_day, days_a_week, effort)
    asked = asked_for(handout, pattern, paper, edition, lang, dose=dose, today=today, flat=flat)
    asked = asked._replace(typed=tuple(context.obj), jobs=jobs)
    with _reporting(as_json=as_json):
        build.build(
            asked,
            out,
            content or content_dir(),
            dry_run=dry_run,
            receipt=receipt,
            as_json=as_json,
        )


@app.command("serve")
def serve_command(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where; 0 for any.")] = 8000,
    content: ContentDir = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where to put the PDFs.")] = Path("dist"),
    today: Today = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False,
) -> None:
    """Show every handout in your browser, and each change as soon as you save it."""

    def asked() -> Asked:
        # One process: it serves from threads, which do not outlive a fork.
        return asked_for(None, None, None, None, None, today=today)._replace(jobs=1)

    with _reporting():
        build.serve(asked, out, content or content_dir(), port, open_page=open_page)


@app.command("why")
def why_command(
    output: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OUTPUT]...", help="A PDF, or a part of its path.  [default: all]"),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where they are.")] = Path("dist"),
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
    """Say why an output would be built by the next `build` with the same options."""
    dose = (hold_seconds, repeats, times_a_day, days_a_week, effort)
    asked = asked_for(None, None, None, None, None, dose=dose, today=today, flat=flat)
    with _reporting(as_json=as_json):
        build.why(asked, output or [], out, content or content_dir(), as_json=as_json)


@app.command("figures")
def figures_command(
    name: Names = None,
    pattern: Names = None,
    lang: Names = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="svg|png|pdf",
            help="svg is as drawn: its words need the font Atkinson Hyperlegible on the reader's"
            " machine. pdf has the font in it and is accessible. png is a picture of that.",
        ),
    ] = "svg",
    style: Annotated[
        str, typer.Option(metavar="colour|mono|ink-saving", help="How they are coloured.")
    ] = "colour",
    width: Annotated[
        float | None,
        typer.Option(
            metavar="MM",
            min=10,
            max=1500,
            help="Width on paper; the words keep their size.  [default: what the words need]",
        ),
    ] = None,
    dpi: Annotated[int, typer.Option(min=30, max=600, help="Dots per inch of a png.")] = 300,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Where to put them, in a folder per language.")
    ] = Path("dist/figures"),
    content: ContentDir = None,
    as_json: Json = False,
) -> None:
    """Export figures alone, with their words: for slides, web pages and emails."""
    asked = figures.AskedFigures(
        names=tuple(name or ()),
        patterns=tuple(pattern or ()),
        langs=tuple(lang or ()),
        format=format_,
        style=style,
        width=width,
        dpi=dpi,
    )
    with _reporting(as_json=as_json):
        figures.figures(asked, out, content or content_dir(), as_json=as_json)


@app.command("check")
def check_command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="PDFs, or folders of them.  [default: what the last build put into dist]",
        ),
    ] = None,
    read: Annotated[
        bool, typer.Option("--read", help="Show the order in which a screen reader reads.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check finished PDFs: accessibility, fonts, type size, contrast, paper and margins."""
    with _reporting(as_json=as_json):
        from handouts.cli import check

        if not check.check(files or [], read=read, as_json=as_json):
            raise typer.Exit(PROBLEMS)


@app.command("list")
def list_command(content: ContentDir = None, as_json: Json = False) -> None:
    """List every handout, pattern, language and paper size."""
    with _reporting(as_json=as_json):
        content_folder.list_all(content or content_dir(), as_json=as_json)


@app.command("new-content")
def new_content_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")],
) -> None:
    """Copy the built-in content to a folder of your own, to edit and build with --content."""
    with _reporting():
        content_folder.new_content(folder)


@contextmanager
def _reporting(*, as_json: bool = False) -> Iterator[None]:
    """Says what went wrong inside it, if anything did, and ends with the exit code for that."""
    try:
        yield
    except EXPECTED as error:
        raise typer.Exit(report(error, as_json=as_json)) from error


add_print_commands(app, _reporting)
add_email_command(app, _reporting)

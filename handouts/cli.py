"""The command line.  The only place that reads the clock."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from handouts import __version__, commands, terminal
from handouts.dist import DistError
from handouts.problems import ContentError
from handouts.rooms import content_dir
from handouts.studio import Selection

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    help="Printable handouts for clinics that teach the Muscle Energy Technique."
    " Without a command, builds them all.",
)

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
DoseText = Annotated[str | None, typer.Option(metavar="VALUE", help="Fills in this blank.")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Returns:
        0 done; 1 the content has problems or the outputs cannot be written; 2 wrong usage.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    terminal.never_fail_to_print()
    if not given or (given[0].startswith("-") and given[0] not in ("--help", "--version")):
        given.insert(0, "build")
    try:
        try:
            app(given, prog_name="met-handouts")
        except SystemExit as end:
            sys.stdout.flush()
            return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:
        # The reader has gone: leave nothing for Python to flush, and complain about, at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
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
    flat: Annotated[
        bool, typer.Option("--flat", help="Without form fields; a dose given still prints.")
    ] = False,
    today: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day reviews are judged by.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Build the handouts (this is what happens without a command)."""
    asked = commands.Asked(
        Selection(
            langs=tuple(lang or ()),
            handouts=tuple(handout or ()),
            patterns=tuple(pattern or ()),
            papers=tuple(paper or ()),
            editions=tuple(edition or ()),
        ),
        dose={
            "hold_seconds": hold_seconds,
            "repeats": repeats,
            "times_a_day": times_a_day,
            "days_a_week": days_a_week,
            "effort": effort,
        },
        today=today or date.today().isoformat(),
        flat=flat,
    )
    with _reporting(as_json=as_json):
        commands.build(asked, out, content or content_dir(), as_json=as_json)


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
    asked = commands.AskedFigures(
        names=tuple(name or ()),
        patterns=tuple(pattern or ()),
        langs=tuple(lang or ()),
        format=format_,
        style=style,
        width=width,
        dpi=dpi,
    )
    with _reporting(as_json=as_json):
        commands.figures(asked, out, content or content_dir(), as_json=as_json)


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
        if not commands.check(files or [], read=read, as_json=as_json):
            raise typer.Exit(PROBLEMS)


@app.command("list")
def list_command(content: ContentDir = None, as_json: Json = False) -> None:
    """List every handout, pattern, language and paper size."""
    with _reporting(as_json=as_json):
        commands.list_all(content or content_dir(), as_json=as_json)


@app.command("new-content")
def new_content_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")],
) -> None:
    """Copy the built-in content to a folder of your own, to edit and build with --content."""
    with _reporting():
        commands.new_content(folder)


@contextmanager
def _reporting(*, as_json: bool = False) -> Iterator[None]:
    """Says what went wrong inside it, if anything did, and ends with the exit code for that."""
    try:
        yield
    except ContentError as error:
        terminal.print_problems(error.problems, as_json=as_json)
        raise typer.Exit(PROBLEMS) from error
    except DistError as error:
        terminal.print_problems([error.problem], as_json=as_json)
        raise typer.Exit(PROBLEMS) from error
    except commands.WrongUsage as error:
        terminal.print_faults(error.faults, as_json=as_json)
        raise typer.Exit(WRONG_USAGE) from error

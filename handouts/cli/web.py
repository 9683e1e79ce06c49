"""The command `web`."""

from __future__ import annotations

from pathlib import Path

from handouts.cli import options, output
from handouts.storage.swap import swap


def add_to(new: options.NewCommand) -> None:
    parser = new("web", "Make the folder of phone pages to put on your web site.")
    options.add_out(parser, "dist/web-site", "Where to put it.")
    options.add_content(parser)
    options.add_today(parser)
    options.add_json(parser)
    parser.set_defaults(run=_web)


def _web(given: options.Options) -> bool:
    """Writes the pages of all approved handouts, and names those that are left out.

    What it wrote there before, and is approved no longer, goes.

    Raises:
        ContentError: problems in the content, or nothing is approved; nothing is written.
        DistError: the files could not be written; nothing has changed.
        UsageError: the day makes no sense.
    """
    from handouts.phone_pages import phone_pages, written_before
    from handouts.reading import load_library

    library = load_library(given.content)
    made = phone_pages(library, options.day_of(given))
    out: Path = given.out
    swap(out, made.files, written_before(out, made.files))
    output.print_site(made.files, out, as_json=given.as_json)
    output.print_drafts(made.drafts)
    output.print_hints(made.hints)
    return True

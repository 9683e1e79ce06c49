"""The commands `list` and `new-content`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handouts.building import warnings
from handouts.cli import console, options, output
from handouts.storage.paths import content_dir


def add_to(new: options.NewCommand) -> None:
    everything = new(
        "list", "List every handout with its status, patterns, language and paper sizes."
    )
    options.add_content(everything)
    options.add_today(everything)
    options.add_json(everything)
    everything.set_defaults(run=_list)

    copy = new(
        "new-content",
        "Copy the built-in content to a folder of your own, to edit and build with --content.",
    )
    copy.add_argument("folder", metavar="DIR", type=Path, help="A folder that is not there yet.")
    copy.set_defaults(run=_new_content)


def _list(given: options.Options) -> bool:
    """Prints every handout with the code of its words, its status, its patterns and papers.

    Raises:
        ContentError: problems in the content.
        UsageError: the day makes no sense.
    """
    from handouts.approvals.status import Book
    from handouts.compose.wording import filled_title
    from handouts.design.formats import FORMATS
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library

    library = load_library(given.content)
    book, today = Book(library), options.day_of(given)
    rows: list[dict[str, Any]] = []
    for lang, language in sorted(library.languages.items()):
        for name, source in sorted(language.handouts.items()):
            patterns = PATTERNS if source.front.per_pattern else ()
            status = book.status(lang, name, today)
            rows.append(
                {
                    "handout": name,
                    "lang": lang,
                    "title": filled_title(library, lang, name, patterns[0] if patterns else None),
                    "version": source.front.version,
                    "words": status.code,
                    "status": "approved" if status.is_approved else "draft",
                    "patterns": [pattern.id for pattern in patterns],
                    "editions": list(FORMATS[source.front.format].stocks),
                    "papers": _papers(source.front.format),
                    "pages": source.front.pages,
                }
            )
    if given.as_json:
        output.print_json({"ok": True, "handouts": rows})
        return True
    console.print_table(
        (
            *("handout", "lang", "title", "version", "words", "status"),
            *("pattern", "edition", "paper", "pages#"),
        ),
        [
            [", ".join(cell) if isinstance(cell, list) else str(cell) for cell in row.values()]
            for row in rows
        ],
    )
    output.print_notices((*book.log.problems, *warnings.new_parts(given.content)))
    return True


def _papers(format_: str) -> list[str]:
    from handouts.design.formats import FORMATS

    stocks = FORMATS[format_].stocks.values()
    return list(dict.fromkeys(stock.id for each in stocks for stock in each))


def _new_content(given: options.Options) -> bool:
    """Copies the built-in content to a folder that is not there yet, or empty.

    Raises:
        DistError: the folder could not be written; nothing is left of it.
        UsageError: something is there already.
    """
    from handouts.storage.own_content import new_content

    folder: Path = given.folder
    new_content(content_dir(), folder)
    print(f"Edit the files in {folder}, then: met-handouts build --content {folder}")
    return True

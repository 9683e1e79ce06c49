"""The command `figures`."""

from __future__ import annotations

from handouts.cli import console, options, output
from handouts.errors import UsageError
from handouts.storage.swap import swap


def add_to(new: options.NewCommand) -> None:
    parser = new(
        "figures", "Export figures alone, with their words: for slides, web pages and emails."
    )
    options.add_selection(parser, "name", "pattern", "lang")
    parser.add_argument(
        "--format",
        metavar="svg|png|pdf",
        default="svg",
        help="svg is as drawn: its words need the font Atkinson Hyperlegible on the reader's"
        " machine. pdf has the font in it and is accessible. png is a picture of that."
        " (%(default)s)",
    )
    parser.add_argument(
        "--style",
        metavar="colour|mono|ink-saving",
        default="colour",
        help="How they are coloured. (%(default)s)",
    )
    parser.add_argument(
        "--width",
        metavar="MM",
        type=options.number(float, 10, 1500),
        help="Width on paper; the words keep their size. (default: what the words need)",
    )
    parser.add_argument(
        "--dpi",
        metavar="N",
        type=options.number(int, 30, 600),
        default=300,
        help="Dots per inch of a png. (%(default)s)",
    )
    options.add_out(parser, "dist/figures", "Where to put them, in a folder per language.")
    options.add_content(parser)
    options.add_json(parser)
    parser.set_defaults(run=_figures)


def _figures(given: options.Options) -> bool:
    """Writes figures into a folder and prints which.

    Raises:
        ContentError: problems in the content, labels without room; nothing is written.
        DistError: the files could not be written; nothing has changed.
        UsageError: the options do not make sense.
    """
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library
    from handouts.render import figure_export

    library = load_library(given.content, also=given.lang)
    known = {
        "name": (given.name, figure_export.names()),
        "pattern": (given.pattern, [pattern.id for pattern in PATTERNS]),
        "lang": (given.lang, sorted(library.languages)),
        "format": ((given.format,), figure_export.FORMATS),
        "style": ((given.style,), figure_export.STYLES),
    }
    faults = [
        (f"--{kind}", f"'{name}' is not there; use one of: {', '.join(all_)}")
        for kind, (names, all_) in known.items()
        for name in dict.fromkeys(names)
        if name not in all_
    ]
    if faults:
        raise UsageError(faults)
    wanted = figure_export.wanted(
        library,
        [lang for lang in known["lang"][1] if lang in (given.lang or known["lang"][1])],
        [name for name in known["name"][1] if name in (given.name or known["name"][1])],
        [pattern for pattern in PATTERNS if pattern.id in (given.pattern or known["pattern"][1])],
    )
    sides = library.clinic.brand.sides
    look = figure_export.Look(given.format, given.style, given.width, given.dpi, sides)
    if fault := figure_export.too_large(wanted, look):
        raise UsageError([("--dpi", fault)])
    with console.meter(len(wanted)) as meter:
        exports = figure_export.export(
            wanted, look, on_made=lambda each: meter.advance(each.path(given.format))
        )
    swap(given.out, {each.path: each.data for each in exports})
    output.print_exports(exports, given.out, as_json=given.as_json)
    return True

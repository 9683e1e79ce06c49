"""The commands `print-set` and `poster`: what is printed now and then."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.building.request import checked
from handouts.cli import options, output
from handouts.errors import UsageError
from handouts.storage.publishing import Output, Value, swap

if TYPE_CHECKING:
    from handouts.design.papers import Stock
    from handouts.render.imposition.print_shop import PrintShop


def add_to(new: options.NewCommand) -> None:
    one_visit = new(
        "print-set", "One PDF with all that one visit needs: the exercises, the card and the log."
    )
    options.add_selection(one_visit, "pattern", "paper", "edition", "lang")
    one_visit.add_argument(
        "--booklet", action="store_true", help="Two pages on a side, to fold in the middle."
    )
    one_visit.add_argument(
        "--n-up",
        metavar="1|2",
        type=options.number(int, 1, 2),
        default=1,
        help="Pages on a side of a sheet. (%(default)s)",
    )
    options.add_out(one_visit, "dist/print-sets", "Where to put them.")
    options.add_content(one_visit)
    options.add_dose(one_visit)
    options.add_flat(one_visit)
    options.add_today(one_visit)
    options.add_json(one_visit)
    one_visit.set_defaults(run=_print_set)

    poster = new(
        "poster",
        "Posters of any size: one sheet, for a print shop, or tiles from an office printer.",
    )
    options.add_selection(poster, "handout", "pattern", "edition", "lang")
    poster.add_argument(
        "--size",
        metavar="a3|a2|a1|tabloid",
        default="a2",
        help="How large the poster is. (%(default)s)",
    )
    poster.add_argument(
        "--tiles", metavar="a4|letter", help="Spread it over office paper, to glue together."
    )
    for name, default, most, help_ in (
        ("overlap", 10, 50, "How far tiles overlap."),
        ("margin", 10, 50, "What the printer leaves white on a tile."),
        ("bleed", 0, 20, "For a print shop: past the cut."),
    ):
        poster.add_argument(
            f"--{name}",
            metavar="MM",
            type=options.number(float, 0, most),
            default=default,
            help=f"{help_} (%(default)s)",
        )
    poster.add_argument("--crop-marks", action="store_true", help="For a print shop: where to cut.")
    options.add_out(poster, "dist/posters", "Where to put them.")
    options.add_content(poster)
    options.add_today(poster)
    options.add_json(poster)
    poster.set_defaults(run=_posters)


def _print_set(given: options.Options) -> bool:
    """Makes one PDF for each pattern, language, edition and paper asked for.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the files could not be written; nothing has changed.
        UsageError: the options do not make sense.
    """
    from handouts.building.pipeline import compose_all
    from handouts.compose.status import set_title
    from handouts.design.papers import PAPERS
    from handouts.design.theme import EDITIONS
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library
    from handouts.render.imposition.spreads import Imposition
    from handouts.render.print_set import HANDOUTS, render_print_set

    request = options.build_request(given)
    if given.booklet and given.n_up == 2:
        raise UsageError([("--n-up", "a booklet has two pages on a side; leave it out")])
    imposition = Imposition("booklet" if given.booklet else "2-up" if given.n_up == 2 else "single")
    library = load_library(request.content)
    dose, today = checked(request, library)
    chosen = request.selection
    papers = chosen.papers or ("a4",)
    _refuse([("--paper", paper, PAPERS) for paper in papers])
    outputs: list[Output] = []
    left_out: dict[str, tuple[str, ...]] = {}
    for lang in chosen.langs or sorted(library.languages):
        for pattern in PATTERNS:
            if chosen.patterns and pattern.id not in chosen.patterns:
                continue
            keys = [(lang, handout, pattern) for handout in HANDOUTS]
            documents = list(compose_all(library, keys, dose=dose, today=today).values())
            title = set_title(library.languages[lang], pattern)
            for edition in chosen.editions or tuple(EDITIONS)[:1]:
                for paper in papers:
                    rendered = render_print_set(
                        documents,
                        title,
                        PAPERS[paper],
                        edition,
                        imposition,
                        fillable=not request.flat,
                    )
                    path = f"{lang}/{paper}/{edition}/print-set-{pattern.id}{imposition.suffix}.pdf"
                    about: dict[str, Value] = {"title": title, "pages": rendered.pages}
                    outputs.append(Output(path, about, rendered.data))
                    left_out[path] = rendered.left_out
    swap(request.out, {each.path: each.data for each in outputs})
    output.print_written(outputs, request.out, as_json=given.as_json)
    output.print_left_out(left_out)
    if imposition is Imposition.BOOKLET:
        output.print_hint("print booklets on both sides, turned on the short edge, and fold them")
    if imposition is not Imposition.SINGLE and "large-print" not in chosen.editions:
        output.print_hint(
            "two pages on a sheet make the type smaller than 12 pt; with --edition large-print it"
            " stays above"
        )
    return True


def _posters(given: options.Options) -> bool:
    """Makes the posters asked for, at the size asked for.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the files could not be written; nothing has changed.
        UsageError: the options do not make sense.
    """
    from handouts.building.pipeline import compose_all
    from handouts.building.plan import plan
    from handouts.reading import load_library
    from handouts.render.pdf import render_pdf

    request = options.build_request(given)
    library = load_library(request.content)
    dose, today = checked(request, library)
    stock, shop, suffix = _poster_stock(given)
    # Each once, whatever the plan prints it on.
    wanted = {
        (variant.key, variant.edition): Path(variant.path).name.removesuffix(
            f"{variant.stock.suffix}.pdf"
        )
        for variant in plan(library, request.selection)
        if library.languages[variant.lang].handouts[variant.handout].front.format == "poster"
    }
    documents = compose_all(library, [key for key, _ in wanted], dose=dose, today=today)
    outputs: list[Output] = []
    for (key, edition), stem in wanted.items():
        rendered = render_pdf(documents[key], stock, edition, shop=shop)
        path = f"{documents[key].lang}/{edition}/{stem}-{given.size}{suffix}.pdf"
        about: dict[str, Value] = {"title": documents[key].title, "pages": rendered.pages}
        outputs.append(Output(path, about, rendered.data))
    if not outputs:
        raise UsageError([("--handout", "that is no poster")])
    swap(request.out, {each.path: each.data for each in outputs})
    output.print_written(outputs, request.out, as_json=given.as_json)
    return True


def _poster_stock(given: options.Options) -> tuple[Stock, PrintShop | None, str]:
    """What to print on, what a print shop wants, and how the file's name ends.

    Raises:
        UsageError: all that does not make sense.
    """
    from handouts.design.papers import PAPERS, POSTER_PAPERS, Tiled, mm
    from handouts.render.imposition.print_shop import PrintShop
    from handouts.render.imposition.tiling import grid

    _refuse([("--size", given.size, POSTER_PAPERS)])
    poster = POSTER_PAPERS[given.size]
    if given.tiles is None:
        shop = PrintShop(mm(given.bleed), given.crop_marks)
        return poster, shop, "-print-shop" if shop.slug else ""
    _refuse([("--tiles", given.tiles, PAPERS)])
    if given.bleed or given.crop_marks:
        option = "--bleed" if given.bleed else "--crop-marks"
        raise UsageError([(option, "is for single sheets; leave it out, or leave out --tiles")])
    paper = PAPERS[given.tiles]
    stock = Tiled(
        paper.id, f"{paper.name} sheets", paper, poster, mm(given.overlap), mm(given.margin)
    )
    try:
        grid(stock)
    except ValueError as error:
        raise UsageError([("--overlap and --margin", f"{error}; use smaller ones")]) from error
    return stock, None, f"-tiles-{paper.id}"


def _refuse(named: list[tuple[str, str, Iterable[str]]]) -> None:
    """
    Raises:
        UsageError: every name that is not one of those known.
    """
    faults = [
        (option, f"'{name}' is not there; use one of: {', '.join(known)}")
        for option, name, known in named
        if name not in known
    ]
    if faults:
        raise UsageError(faults)

"""The command `poster`: posters of any size, for a print shop or an office printer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.building.request import checked
from handouts.cli import options, output
from handouts.errors import UsageError
from handouts.render.rendered import USUAL_PDF
from handouts.storage.publishing import Output, Value
from handouts.storage.swap import swap

if TYPE_CHECKING:
    from handouts.design.papers import Sheets
    from handouts.render.imposition.print_shop import PrintShop


def add_to(new: options.NewCommand) -> None:
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
    poster.add_argument(
        "--print-shop",
        action="store_true",
        help="For a press: in its four inks (PDF/X-4), without form fields.",
    )
    options.add_pdf(poster)
    options.add_out(poster, "dist/posters", "Where to put them.")
    options.add_content(poster)
    options.add_today(poster)
    options.add_json(poster)
    poster.set_defaults(run=_posters)


def _posters(given: options.Options) -> bool:
    """Makes the posters asked for, at the size asked for.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the files could not be written; nothing has changed.
        UsageError: the options do not make sense.
    """
    from handouts.building.pipeline import compose_all, drafts
    from handouts.building.plan import plan
    from handouts.reading import load_library
    from handouts.render.pdf import render_pdf

    request = options.build_request(given)
    library = load_library(request.content, also=request.selection.langs)
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
    composed = compose_all(library, [key for key, _ in wanted], dose=dose, today=today)
    outputs: list[Output] = []
    for (key, edition), stem in wanted.items():
        document, status = composed[key]
        rendered = render_pdf(
            document,
            stock,
            edition,
            shop=shop,
            fillable=not given.print_shop,
            pdf=request.pdf,
        )
        data = rendered.data
        if given.print_shop:
            from handouts.render.press import for_press

            data = for_press(data, today)
        path = f"{document.lang}/{edition}/{stem}-{given.size}{suffix}.pdf"
        about: dict[str, Value] = {
            "title": document.title,
            "pages": rendered.pages,
            "words": status.code,
            "status": "approved" if status.is_approved else "draft",
        }
        outputs.append(Output(path, about, data))
    if not outputs:
        raise UsageError([("--handout", "that is no poster")])
    swap(request.out, {each.path: each.data for each in outputs})
    output.print_written(outputs, request.out, as_json=given.as_json)
    output.print_drafts(drafts(composed))
    return True


def _poster_stock(given: options.Options) -> tuple[Sheets, PrintShop | None, str]:
    """What to print on, what a print shop wants, and how the file's name ends.

    Raises:
        UsageError: all that does not make sense.
    """
    from handouts.design.papers import PAPERS, POSTER_PAPERS, Tiled, mm
    from handouts.render.imposition.print_shop import PrintShop
    from handouts.render.imposition.tiling import grid

    _refuse([("--size", given.size, POSTER_PAPERS)])
    if given.print_shop and given.pdf != USUAL_PDF:
        raise UsageError([("--pdf", f"a press wants {USUAL_PDF}; leave out this or --print-shop")])
    poster = POSTER_PAPERS[given.size]
    if given.tiles is None:
        shop = PrintShop(mm(given.bleed), given.crop_marks)
        return poster, shop, "-print-shop" if shop.slug or given.print_shop else ""
    _refuse([("--tiles", given.tiles, PAPERS)])
    for_a_shop = {
        "--bleed": given.bleed,
        "--crop-marks": given.crop_marks,
        "--print-shop": given.print_shop,
    }
    if any(for_a_shop.values()):
        option = next(name for name, value in for_a_shop.items() if value)
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

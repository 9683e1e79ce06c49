"""The commands that make what is printed now and then: print sets and posters of any size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from handouts.building.request import Asked, WrongUsage, checked
from handouts.cli import output
from handouts.errors import ContentError
from handouts.storage.publishing import Output, Value, swap

if TYPE_CHECKING:
    from handouts.building.plan import Key
    from handouts.design.formats import Stock
    from handouts.document import Document
    from handouts.reading import Dose, Library
    from handouts.render.imposition.print_shop import PrintShop


def print_set(asked: Asked, way: str, out: Path, content: Path, *, as_json: bool) -> None:
    """Makes one PDF for each pattern, language, edition and paper asked for.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the files could not be written; nothing has changed.
        WrongUsage: the options do not make sense.
    """
    from handouts.compose.status import set_title
    from handouts.design.theme import EDITIONS, PAPERS
    from handouts.pattern import PATTERNS
    from handouts.reading import load_library
    from handouts.render.imposition.spreads import Way
    from handouts.render.print_set import HANDOUTS, render_print_set

    library = load_library(content)
    dose, today = checked(asked, library)
    chosen = asked.selection
    papers = chosen.papers or ("a4",)
    _refuse([("--paper", paper, PAPERS) for paper in papers])
    outputs: list[Output] = []
    left_out: dict[str, tuple[str, ...]] = {}
    for lang in chosen.langs or sorted(library.languages):
        for pattern in PATTERNS:
            if chosen.patterns and pattern.id not in chosen.patterns:
                continue
            keys = [(lang, handout, pattern) for handout in HANDOUTS]
            documents = list(_composed(library, keys, dose, today).values())
            title = set_title(library.languages[lang], pattern)
            for edition in chosen.editions or tuple(EDITIONS)[:1]:
                for paper in papers:
                    rendered = render_print_set(
                        documents, title, PAPERS[paper], edition, Way(way), fillable=not asked.flat
                    )
                    path = f"{lang}/{paper}/{edition}/print-set-{pattern.id}{Way(way).suffix}.pdf"
                    about: dict[str, Value] = {"title": title, "pages": rendered.pages}
                    outputs.append(Output(path, about, rendered.data))
                    left_out[path] = rendered.left_out
    swap(out, {each.path: each.data for each in outputs})
    output.print_written(outputs, out, as_json=as_json)
    output.print_left_out(left_out)
    if way == "booklet":
        output.print_hint("print booklets on both sides, turned on the short edge, and fold them")
    if way != "single" and "large-print" not in chosen.editions:
        output.print_hint(
            "two pages on a sheet make the type smaller than 12 pt; with --edition large-print it"
            " stays above"
        )


def _composed(
    library: Library, keys: Sequence[Key], dose: Dose, today: date
) -> dict[Key, Document]:
    """The documents, in that order.

    Raises:
        ContentError: the problems of all of them.
    """
    from handouts.building.pipeline import compose_all
    from handouts.compose.composer import compose

    documents, problems = compose_all(library, keys, compose, dose=dose, today=today)
    if problems:
        raise ContentError(problems)
    return documents


class PosterSheets(NamedTuple):
    """How posters go onto paper; lengths in mm.

    Attributes:
        size: the poster's size: a key of `formats.POSTER_PAPERS`.
        tiles: the office paper it is spread over, or None for one sheet.
        overlap: how far neighbouring tiles overlap.
        margin: what the printer leaves white round a tile.
        bleed: how far a single sheet runs over the cut.
        crop_marks: whether a single sheet has them.
    """

    size: str
    tiles: str | None
    overlap: float
    margin: float
    bleed: float
    crop_marks: bool


def posters(asked: Asked, sheets: PosterSheets, out: Path, content: Path, *, as_json: bool) -> None:
    """Makes the posters asked for, at the size asked for.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the files could not be written; nothing has changed.
        WrongUsage: the options do not make sense.
    """
    from handouts.building.plan import plan
    from handouts.reading import load_library
    from handouts.render.pdf import render_pdf

    library = load_library(content)
    dose, today = checked(asked, library)
    stock, shop, suffix = _poster_stock(sheets)
    # Each once, whatever the plan prints it on.
    wanted = {
        (variant.key, variant.edition): Path(variant.path).name.removesuffix(
            f"{variant.stock.suffix}.pdf"
        )
        for variant in plan(library, asked.selection)
        if library.languages[variant.lang].handouts[variant.handout].front.format == "poster"
    }
    documents = _composed(library, list(dict.fromkeys(key for key, _ in wanted)), dose, today)
    outputs: list[Output] = []
    for (key, edition), stem in wanted.items():
        rendered = render_pdf(documents[key], stock, edition, shop=shop)
        path = f"{documents[key].lang}/{edition}/{stem}-{sheets.size}{suffix}.pdf"
        about: dict[str, Value] = {"title": documents[key].title, "pages": rendered.pages}
        outputs.append(Output(path, about, rendered.data))
    if not outputs:
        raise WrongUsage([("--handout", "that is no poster")])
    swap(out, {each.path: each.data for each in outputs})
    output.print_written(outputs, out, as_json=as_json)


def _poster_stock(sheets: PosterSheets) -> tuple[Stock, PrintShop | None, str]:
    """What to print on, what a print shop wants, and how the file's name ends.

    Raises:
        WrongUsage: all that does not make sense.
    """
    from handouts.design.formats import POSTER_PAPERS, Tiled
    from handouts.design.theme import PAPERS, mm
    from handouts.render.imposition.print_shop import PrintShop
    from handouts.render.imposition.tiling import grid

    _refuse([("--size", sheets.size, POSTER_PAPERS)])
    poster = POSTER_PAPERS[sheets.size]
    if sheets.tiles is None:
        shop = PrintShop(mm(sheets.bleed), sheets.crop_marks)
        return poster, shop, "-print-shop" if shop.slug else ""
    _refuse([("--tiles", sheets.tiles, PAPERS)])
    if sheets.bleed or sheets.crop_marks:
        option = "--bleed" if sheets.bleed else "--crop-marks"
        raise WrongUsage([(option, "is for single sheets; leave it out, or leave out --tiles")])
    paper = PAPERS[sheets.tiles]
    stock = Tiled(
        paper.id, f"{paper.name} sheets", paper, poster, mm(sheets.overlap), mm(sheets.margin)
    )
    try:
        grid(stock)
    except ValueError as error:
        raise WrongUsage([("--overlap and --margin", f"{error}; use smaller ones")]) from error
    return stock, None, f"-tiles-{paper.id}"


def _refuse(named: list[tuple[str, str, Iterable[str]]]) -> None:
    """
    Raises:
        WrongUsage: every name that is not one of those known.
    """
    faults = [
        (option, f"'{name}' is not there; use one of: {', '.join(known)}")
        for option, name, known in named
        if name not in known
    ]
    if faults:
        raise WrongUsage(faults)

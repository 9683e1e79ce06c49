"""Figures alone, as SVG, PDF or PNG: for slides, web pages and emails."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from handouts import __version__
from handouts.compose.figure_texts import figure_node
from handouts.compose.wording import content_variables
from handouts.design import fonts
from handouts.design.fonts import register
from handouts.design.papers import mm
from handouts.design.people import body_of
from handouts.design.theme import STANDARD
from handouts.document import Figure, Subject, texts
from handouts.errors import ContentError, Problem
from handouts.layout.figures import Drawing, drawing, paint
from handouts.pattern import Correction, Pattern, Side, Tilt
from handouts.reading import Library
from handouts.storage import paths
from handouts.tagged import Metadata, TaggedCanvas

FORMATS = ("svg", "png", "pdf")
STYLES = ("colour", "mono", "ink-saving")
# Without a width asked for, a figure is as wide as in a handout, or wider if its labels need it.
WIDTHS = range(85, 201, 5)
MOST_PIXELS = 100_000_000


class Export(NamedTuple):
    """One file of a figure: its path in the folder of outputs, its printed size in mm."""

    path: str
    name: str
    lang: str
    title: str
    alt: str
    width: float
    height: float
    data: bytes


class Look(NamedTuple):
    """How figures are drawn.

    `width` is in mm; None leaves room for the labels.  `sides` are the colours of sides that have
    their own.
    """

    format: str
    style: str
    width: float | None
    dpi: int
    sides: tuple[tuple[Side, str], ...] = ()


class Wanted(NamedTuple):
    """One drawing: a figure of one subject in one language."""

    name: str
    lang: str
    figure: Figure

    def path(self, extension: str) -> str:
        """`lang/name-side-tilt.ext` for one hip bone, `lang/name-pattern.ext` for a pelvis."""
        subject, stem = self.figure.subject, self.name
        if isinstance(subject, Correction):
            stem = f"{stem}-{subject.side.value}-{subject.tilt.value}"
        elif isinstance(subject, Pattern):
            stem = f"{stem}-{subject.id}"
        elif isinstance(subject, Tilt):
            stem = f"{stem}-{subject.value}"
        return f"{self.lang}/{stem}.{extension}"


def names() -> tuple[str, ...]:
    """Every figure there is."""
    return tuple(sorted(paths.figures().SUBJECT_KINDS))


def wanted(
    library: Library, langs: Sequence[str], chosen: Sequence[str], patterns: Sequence[Pattern]
) -> tuple[Wanted, ...]:
    """The drawings of these figures: by language, name, then pattern, the backward hip first.

    Raises:
        ContentError: every problem of their words.
    """
    found: list[Wanted] = []
    problems: list[Problem] = []
    for lang in langs:
        language = library.languages[lang]
        for name in chosen:
            for pattern, subject in _subjects(name, patterns):
                known = content_variables(library.clinic, language.phrases, pattern)
                try:
                    figure = figure_node(
                        language, name, subject, known, body=body_of(library.clinic.body, name)
                    )
                except ContentError as error:
                    problems += error.problems
                else:
                    found.append(Wanted(name, lang, figure))
    if problems:
        raise ContentError(problems)
    return tuple(found)


def _subjects(name: str, patterns: Sequence[Pattern]) -> Iterator[tuple[Pattern | None, Subject]]:
    kind = paths.figures().SUBJECT_KINDS[name]
    if kind == "none":
        yield None, None
        return
    if kind == "tilt":
        for tilt in Tilt:
            yield None, tilt
        return
    for pattern in patterns:
        if kind == "pattern":
            yield pattern, pattern
        else:
            yield pattern, pattern.backward
            yield pattern, pattern.forward


def export(
    wanted: Sequence[Wanted], look: Look, *, on_made: Callable[[Wanted], None]
) -> tuple[Export, ...]:
    """Draws them, in memory; all drawings of one figure in one language are equally wide.

    Raises:
        ContentError: the labels that have no room, all of them.
    """
    made: list[Export] = []
    problems: list[Problem] = []
    groups: dict[tuple[str, str], list[Wanted]] = {}
    for each in wanted:
        groups.setdefault((each.lang, each.name), []).append(each)
    for group in groups.values():
        try:
            width = look.width or _roomy_width(group, look.style)
            made += [_made(each, width, look) for each in group]
        except ContentError as error:
            problems += error.problems
        for each in group:
            on_made(each)
    if problems:
        raise ContentError(problems)
    return tuple(made)


def _roomy_width(wanted: Sequence[Wanted], style: str) -> float:
    """The least of `WIDTHS` that has room for every label.

    Raises:
        ContentError: the widest has not.
    """
    for width in WIDTHS[:-1]:
        try:
            for each in wanted:
                typeface = _typeface(each.figure, each.lang)
                drawing(each.figure, width, STANDARD.minimum, style, typeface)
        except ContentError:
            continue
        return width
    return WIDTHS[-1]


def _made(wanted: Wanted, width: float, look: Look) -> Export:
    drawn, data = _drawn(wanted.figure, width, look, wanted.lang)
    path, said = wanted.path(look.format), wanted.figure
    return Export(
        path, wanted.name, wanted.lang, said.title, said.alt, drawn.width, drawn.height, data
    )


def picture(
    figure: Figure, lang: str, pixels: int, sides: tuple[tuple[Side, str], ...] = ()
) -> bytes:
    """A PNG of a figure `pixels` wide, in few colours, no wider in print than its labels need.

    Raises:
        ContentError: its labels have no room.
    """
    width = _roomy_width((Wanted("", lang, figure),), "colour")
    look = Look("png", "colour", width, round(pixels / width * 25.4), sides)
    _, data = _drawn(figure, width, look, lang)
    target = BytesIO()
    # Drawings of flat colours: 64 of them look the same, and a third of the bytes is left.
    Image.open(BytesIO(data)).quantize(64, method=Image.Quantize.MEDIANCUT).save(
        target, "PNG", optimize=True
    )
    return target.getvalue()


def _drawn(figure: Figure, width: float, look: Look, lang: str) -> tuple[Drawing, bytes]:
    """The figure, and its file in the format asked for."""
    typeface = _typeface(figure, lang)
    drawn = drawing(figure, width, STANDARD.minimum, look.style, typeface, look.sides)
    if look.format == "svg":
        return drawn, drawn.svg.encode()
    data = _pdf(figure, drawn.svg, drawn.width, drawn.height, lang)
    return drawn, _png(data, look.dpi) if look.format == "png" else data


def _pdf(figure: Figure, svg: str, width: float, height: float, lang: str) -> bytes:
    """An accessible document of one page, as large as the figure; sizes in mm."""
    typeface = register(_typeface(figure, lang))
    target = BytesIO()
    canvas = TaggedCanvas(
        target,
        metadata=Metadata(title=figure.title, lang=lang, creator=f"met-handouts {__version__}"),
        pagesize=(mm(width), mm(height)),
        form_font=typeface.regular,
    )
    paint(canvas, svg, typeface, figure.alt, 0, mm(width), mm(height))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _typeface(figure: Figure, lang: str) -> fonts.Typeface:
    return fonts.typeface_for(texts((figure,)), lang)


def _png(pdf: bytes, dpi: int) -> bytes:
    """The page on white, at `dpi` dots per inch."""
    from pypdfium2 import PdfDocument

    target = BytesIO()
    with PdfDocument(pdf) as document:
        picture = document[0].render(scale=dpi / 72).to_pil()
        picture.convert("RGB").save(target, "PNG", dpi=(dpi, dpi), optimize=True)
    return target.getvalue()


def too_large(wanted: Sequence[Wanted], look: Look) -> str:
    """What is wrong with the size of a PNG, if anything is."""
    if look.format != "png":
        return ""
    across = (look.width or WIDTHS[-1]) / 25.4 * look.dpi
    aspects = {each.name: float(paths.figures().aspect(each.name)) for each in wanted}
    for name, aspect in aspects.items():
        if across * across / aspect > MOST_PIXELS:
            return (
                f"'{name}' would have more than {MOST_PIXELS // 1_000_000} million pixels; use less"
            )
    return ""

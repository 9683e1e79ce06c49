"""How long things take, as ratios measured in one run: machines differ, ratios hold.

    python benchmarks/ratios.py

Where they are installed (`pip install -e .[bench]`), other programs set the same page, and the
sizes of the files are compared too. Each pair is timed in turn, AAA BBB AAA BBB …, as what is warm
has run just before, and the median of the ratios is printed with the limit it should stay under.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests/tagged"))

import handout
import others
import sample
from pseudo_languages import in_pseudo_language
from untagged import UntaggedCanvas

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS, Paper
from handouts.design.theme import STANDARD
from handouts.document import Document, Figure, figures_of
from handouts.layout.figures import drawing
from handouts.layout.pages import Pages
from handouts.layout.svg_operators import figure_operators
from handouts.mail.nodes import filled
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.pdf import metadata, render_pdf, theme_of
from handouts.storage import paths

ROUNDS, RUNNING = 13, 3
LIMITS = {"typst": 1.0, "weasyprint": 0.2}
DAY = date(2026, 1, 1)


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    for _ in range(RUNNING):
        work()
    return (perf_counter() - start) / RUNNING


def ratio(name: str, one: Callable[[], object], other: Callable[[], object], limit: float) -> None:
    one(), other()  # warm up
    gc.freeze()  # as a build of many outputs does; what others have loaded is not looked through
    pairs = [(seconds(one), seconds(other)) for _ in range(ROUNDS)]
    found = median(a / b for a, b in pairs)
    first, second = (median(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"{name:48} {found:5.2f} (limit {limit:g}; {first:.0f} ms against {second:.0f} ms)")


def untagged_pdf(document: Document, paper: Paper) -> bytes:
    theme, target = theme_of(document, "standard"), BytesIO()
    pages = Pages(document, paper, theme, fillable=True)
    canvas = UntaggedCanvas(
        target,
        metadata=metadata(document),
        pagesize=(paper.width, paper.height),
        form_font=pages.typeface.regular,
        grey=theme.grey,
    )
    for number in range(1, len(pages) + 1):
        pages.paint(canvas, number)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def main() -> None:
    library = load_library(paths.content_dir(), langs=["en"])
    dose = Dose()
    documents: list[Document] = [
        compose(library, "en", handout, PATTERNS[0], dose=dose)
        for handout in ("correction", "questions", "log")
    ]
    correction = documents[0]
    paper = PAPERS["a4"]
    ratio(
        "tagged and fillable page / the same untagged",
        lambda: render_pdf(correction, paper),
        lambda: untagged_pdf(correction, paper),
        2.0,
    )
    for lang in ("ar", "hi"):  # shaped, and more pages, as the words are nonsense
        other = in_pseudo_language(correction, lang)
        ratio(
            f"the same in the letters of {lang}, warm / in English",
            lambda other=other: render_pdf(other, paper),
            lambda: render_pdf(correction, paper),
            3.0,
        )
    figures = {figure for document in documents for figure in figures_of(document.children)}

    def draw_all() -> list[str]:
        drawing.cache_clear()
        return [drawing(figure, _width(figure), STANDARD.minimum).svg for figure in figures]

    svgs = draw_all()

    def code_all() -> None:
        figure_operators.cache_clear()
        for svg in svgs:
            figure_operators(svg)

    ratio(f"operators of {len(figures)} figures / drawing them", code_all, draw_all, 2.0)
    against_others(
        [figure for figure in figures_of(correction.children) if figure.name != "tilt-icon"]
    )
    if find_spec("typst"):
        against_typst()


def against_others(figures: list[Figure]) -> None:
    """The sample page, each time with other values: ours against other programs'."""
    one, two = figures[0], figures[-1]
    svgs = tuple(drawing(figure, sample.FIGURE_MM, STANDARD.minimum).svg for figure in (one, two))
    numbers = count()

    def ours() -> bytes:
        return render_pdf(sample.ours((one, two), next(numbers)), PAPERS["a4"]).data

    for name, make in others.installed().items():
        theirs = make((svgs[0], svgs[1]))
        what = f"sample with new values, warm / {name}"
        ratio(what, ours, lambda theirs=theirs: theirs(next(numbers)), LIMITS[name])
        mine, other = len(ours()), len(theirs(0))
        print(f"{'its bytes / ' + name:48} {mine / other:5.2f} ({mine} against {other})")


def against_typst() -> None:
    """The handout itself, with its fields; Typst draws theirs as boxes."""
    document, numbers = handout.document(), count()
    theirs = others.typst_handout(document)
    ratio(
        "handout with new values, warm / typst",
        lambda: render_pdf(filled(document, handout.values(next(numbers))), PAPERS["a4"]),
        lambda: theirs(next(numbers)),
        LIMITS["typst"],
    )


def _width(figure: Figure) -> float:
    return 30.0 if figure.name == "tilt-icon" else 85.0


if __name__ == "__main__":
    main()

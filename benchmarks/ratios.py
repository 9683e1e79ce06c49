"""How long things take, as ratios measured in one run: machines differ, ratios hold.

    python benchmarks/ratios.py

Each pair is timed in turn, A B A B …, and the median of the ratios is printed with the limit it
should stay under.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from handouts import rooms
from handouts.compose import compose
from handouts.document import Block, Document, Figure, Group
from handouts.layout.figures import drawing, vectors
from handouts.pattern import PATTERNS
from handouts.press import press
from handouts.reading import Dose, load_library
from handouts.theme import PAPERS, STANDARD

ROUNDS = 9
DAY = date(2026, 1, 1)


def seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def ratio(name: str, one: Callable[[], object], other: Callable[[], object], limit: float) -> None:
    one(), other()  # warm up
    pairs = [(seconds(one), seconds(other)) for _ in range(ROUNDS)]
    found = median(a / b for a, b in pairs)
    first, second = (median(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"{name:48} {found:5.2f} (limit {limit:g}; {first:.0f} ms against {second:.0f} ms)")


def figures_of(blocks: tuple[Block, ...]) -> list[Figure]:
    found: list[Figure] = []
    for block in blocks:
        if isinstance(block, Figure):
            found.append(block)
        elif isinstance(block, Group):
            found += figures_of(block.children)
    return found


def main() -> None:
    library = load_library(rooms.content_dir())
    dose = Dose()
    documents: list[Document] = [
        compose(library, "en", handout, PATTERNS[0], dose=dose, today=DAY)
        for handout in ("correction", "questions", "log")
    ]
    correction = documents[0]
    paper = PAPERS["a4"]
    ratio(
        "tagged and fillable page / the same untagged",
        lambda: press(correction, paper),
        lambda: press(correction, paper, tagged=False),
        1.5,
    )
    figures = {figure for document in documents for figure in figures_of(document.children)}

    def draw_all() -> list[str]:
        drawing.cache_clear()
        return [drawing(figure, _width(figure), STANDARD.minimum).svg for figure in figures]

    svgs = draw_all()

    def parse_all() -> None:
        vectors.cache_clear()
        for svg in svgs:
            vectors(svg)

    ratio(f"drawing {len(figures)} figures / parsing them", draw_all, parse_all, 1.0)


def _width(figure: Figure) -> float:
    return 30.0 if figure.name == "tilt-icon" else 85.0


if __name__ == "__main__":
    main()

"""Drawing every figure of a pattern is quick: measured against parsing the same SVG for the PDF."""

from __future__ import annotations

from io import BytesIO
from time import perf_counter
from typing import Any

from figure_help import NAMES, PRINTED_MM, content_words, figures
from svglib.svglib import svg2rlg

from handouts.pattern import PATTERNS

# A pattern's figures are drawn in under 150 ms on an ordinary desk computer, where svglib needs
# some 400 ms to parse them; a ratio holds on a busy machine too.
RATIO = 0.6


def best_of(times: int, work: Any) -> float:
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def test_drawing_is_quicker_than_parsing() -> None:
    pattern = PATTERNS[0]
    chosen: dict[str, tuple[Any, ...]] = {
        "hip": (pattern.backward, pattern.forward),
        "pattern": (pattern,),
        "none": (None,),
    }
    jobs = [
        (name, subject, content_words(name, subject))
        for name in NAMES
        for subject in chosen[figures.SUBJECT_KINDS[name]]
    ]

    def draw_all() -> list[str]:
        return [figures.draw(n, s, w, width=PRINTED_MM[n]).svg for n, s, w in jobs]

    drawings = [svg.encode() for svg in draw_all()]
    drawing = best_of(4, draw_all)
    parsing = best_of(2, lambda: [svg2rlg(BytesIO(svg)) for svg in drawings])
    assert drawing < RATIO * parsing, f"{drawing * 1000:.0f} ms against {parsing * 1000:.0f} ms"

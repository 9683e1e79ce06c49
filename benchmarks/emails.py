"""Personalised PDFs per second, in one process, against Typst doing the same; with peak memory.

    python benchmarks/emails.py

Both set the sample page; what varies are the values of its fields.  Ours is laid out once and
filled in; Typst has no form fields and compiles each anew, with one compiler that keeps what it
can.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import others
import sample

from handouts.compose.figure_texts import figure_node
from handouts.compose.wording import content_variables
from handouts.design.papers import PAPERS
from handouts.design.theme import STANDARD
from handouts.document import Figure
from handouts.layout.figures import drawing
from handouts.mail.form import Form
from handouts.pattern import Tilt
from handouts.reading import load_library
from handouts.render.pdf import render_pdf
from handouts.storage import paths

COUNT = {"ours": 2000, "typst": 100}


def figures() -> tuple[Figure, Figure]:
    library = load_library(paths.content_dir(), langs=["en"])
    language = library.languages["en"]
    known = content_variables(library.clinic, language.phrases, None)
    one, other = (figure_node(language, "exercise-either", tilt, known) for tilt in Tilt)
    return one, other


def ours() -> others.Maker:
    form = Form(render_pdf(sample.ours(figures(), 0), PAPERS["a4"]).data)
    return lambda number: form.fill(
        {f"field-{place}": value for place, value in enumerate(sample.values(number))}
    )


def typst() -> others.Maker:
    drawn = [drawing(each, sample.FIGURE_MM, STANDARD.minimum).svg for each in figures()]
    return others.typst((drawn[0], drawn[1]))


def measure(name: str) -> None:
    """Prints PDFs per second, the first one apart, their size in kB, and peak memory in MB."""
    start = perf_counter()
    make = {"ours": ours, "typst": typst}[name]()
    size = len(make(0))
    first = perf_counter() - start
    start = perf_counter()
    for number in range(1, COUNT[name] + 1):
        make(number)
    rate = COUNT[name] / (perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(rate, first * 1000, size / 1000, memory)


def main() -> None:
    rates = {}
    for name in ("ours", *(["typst"] if find_spec("typst") else [])):
        command = [sys.executable, __file__, name]
        told = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        rates[name], first, size, memory = map(float, told.split())
        print(
            f"personalised PDFs, {name:6} {rates[name]:8.0f} a second"
            f" (the first after {first:.0f} ms; {size:.0f} kB each; {memory:.0f} MB at most)"
        )
    if "typst" in rates:
        print(f"{'Typst / ours, time for each':48} {rates['typst'] / rates['ours']:5.2f} (limit 1)")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()

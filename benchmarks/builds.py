"""Whole builds, each in a process of its own: nothing to do, one sentence edited, all from new.

    python benchmarks/builds.py [MOST]

Measured against the floor, `python -c pass`, and against Typst laying out the same words and
figures.  Every figure is a ratio of one run.  MOST is the most outputs of the table of growth.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import sample

from handouts import rooms
from handouts.document import Figure
from handouts.figure_words import figure_with_words, known_words
from handouts.fonts import ATKINSON
from handouts.layout.figures import drawing
from handouts.pattern import Tilt
from handouts.reading import load_library
from handouts.wording import Lexicon

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
DOCUMENTS = 20
FLOOR = (sys.executable, "-c", "pass")
TEMPLATE = """<article lang="{{ lang }}">
{% for of in sections() %}
<section class="page">
  <h1>{{ title }}</h1>
  {{ figure("exercise-either", tilts[loop.index0]) }}
  {{ of.body }}
  {% if loop.last %}<table><thead><tr><th>Day</th><th>Left</th><th>Right</th></tr></thead><tbody>
  {% for day in range(1, 8) %}<tr><td>Day {{ day }}</td><td></td><td></td></tr>{% endfor %}
  </tbody></table>{% endif %}
</section>
{% endfor %}
<section class="page" data-block="x">{# what every handout carries is not compared #}</section>
</article>
"""
TYPST = """
import sys, typst
compiler = typst.Compiler(sys.argv[1], font_paths=[sys.argv[2]])
for number in sys.argv[3:]:
    compiler.compile(
        output=f"{number}.pdf", format="pdf", pdf_standards=["ua-1", "a-2a"],
        sys_inputs={"v0": number, "v1": "3", "v2": "2"},
    )
"""


class Project:
    """A checkout in a folder of its own, with so many handouts that are like the sample."""

    def __init__(self, count: int) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="build-"))
        for room in ("handouts", "figures", "templates"):
            shutil.copytree(ROOT / room, self.root / room)
        shutil.copy(ROOT / "build.py", self.root)
        compose = self.root / "handouts/compose.py"
        # The sample has no blocks that every handout must carry.
        words = compose.read_text().replace("REQUIRED_BLOCKS = (", "REQUIRED_BLOCKS = () and (")
        compose.write_text(words)
        page = TEMPLATE.replace('<section class="page" data-block="x">', "{#").replace(
            "{# what every handout carries is not compared #}</section>", "#}"
        )
        (self.root / "templates/default.xml.j2").write_text(page)
        self.sheets = self.root / "handouts/content/en"
        for path in self.sheets.glob("*.md"):
            if path.name != "shared.md":
                path.unlink()
        for number in range(count):
            self.write(number, sample.WORDS)

    def write(self, number: int, words: str) -> None:
        said = "\n\n".join([words, *[sample.WORDS] * (sample.PARAGRAPHS - 1)])
        steps = "\n".join(f"1. {step}" for step in sample.STEPS)
        text = (
            f'---\ntitle: {sample.TITLE}\nversion: "{number}"\npages: 2\nper_pattern: false\n---\n'
            f"\n## One {{#one}}\n\n{said}\n\n{steps}\n\n## Two {{#two}}\n\n{said}\n"
        )
        (self.sheets / f"sheet-{number:04}.md").write_text(text)

    def build(self) -> tuple[str, ...]:
        return (sys.executable, "build.py", "--paper", "a4", "--edition", "standard")

    def end(self) -> None:
        shutil.rmtree(self.root)


class Typst:
    """The same documents for Typst."""

    def __init__(self, svgs: Sequence[str]) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="typst-"))
        for number, svg in enumerate(svgs):
            (self.root / f"figure-{number}.svg").write_text(svg, encoding="utf-8")
        (self.root / "sample.typ").write_text(sample.typst(), encoding="utf-8")

    def compile(self, *numbers: int) -> tuple[str, ...]:
        fonts = str(ATKINSON.path().parent)
        return (sys.executable, "-c", TYPST, "sample.typ", fonts, *map(str, numbers))


def took(
    command: Sequence[str], folder: Path, before: Callable[[], object] = lambda: None
) -> float:
    """Seconds of one process."""
    before()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    start = perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment)
    return perf_counter() - start


def ratio(name: str, limit: str, one: Callable[[], float], other: Callable[[], float]) -> None:
    one(), other()
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    found = median(a / b for a, b in pairs)
    mine, theirs = (median(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"{name:58} {found:6.2f} ({limit}; {mine:.0f} ms against {theirs:.0f} ms)", flush=True)


def figures() -> list[Figure]:
    library = load_library(rooms.content_dir())
    language = library.languages["en"]
    known = known_words(library.clinic, Lexicon(language.words), None)
    return [figure_with_words(language, "exercise-either", tilt, known) for tilt in Tilt]


def main(most: int) -> None:
    project = Project(DOCUMENTS)
    edits = iter(range(10_000))

    def edit() -> None:
        project.write(7, f"{sample.WORDS} Edit {next(edits)}.")

    def forget() -> None:
        shutil.rmtree(project.root / "dist", ignore_errors=True)

    def floor() -> float:
        return took(FLOOR, project.root)

    def ours(before: Callable[[], object] = lambda: None) -> float:
        return took(project.build(), project.root, before)

    ours()
    ratio("nothing to do / python -c pass", "limit 4", ours, floor)
    ratio("one sentence edited / python -c pass", "limit 30", lambda: ours(edit), floor)
    if find_spec("typst"):
        svgs = [drawing(each, sample.FIGURE_MM, 12.0).svg for each in figures()]
        typst = Typst(svgs)
        everything = typst.compile(*range(DOCUMENTS))

        def theirs() -> float:
            return took(everything, typst.root)

        def one_each() -> float:
            return sum(took(typst.compile(number), typst.root) for number in range(DOCUMENTS))

        said = f"{DOCUMENTS} documents"
        ratio(f"one sentence edited / Typst, {said}", "limit 0.5", lambda: ours(edit), theirs)
        ratio(f"{said} from new / Typst", "-", lambda: ours(forget), theirs)
        ratio(f"{said} from new / Typst, a process each", "limit 1", lambda: ours(forget), one_each)
        shutil.rmtree(typst.root)
    most_used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{'most memory of any of these processes':58} {most_used:6.0f} MB")
    project.end()
    growth(most)


def growth(most: int) -> None:
    """How nothing to do and one edit grow with the number of outputs."""
    print(f"{'outputs':>8} {'nothing to do':>15} {'one edit':>12}  (x python -c pass)")
    count = 1
    while count <= most:
        project = Project(count)
        took(project.build(), project.root)
        floor = median(took(FLOOR, project.root) for _ in range(ROUNDS))
        took(project.build(), project.root)
        none = median(took(project.build(), project.root) for _ in range(ROUNDS))
        words = iter(range(100))
        one = median(
            took(
                project.build(),
                project.root,
                lambda p=project, w=words: p.write(0, f"{sample.WORDS} {next(w)}."),  # type: ignore[misc]
            )
            for _ in range(3)
        )
        print(f"{count:8} {none / floor:15.2f} {one / floor:12.1f}", flush=True)
        project.end()
        count *= 10


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

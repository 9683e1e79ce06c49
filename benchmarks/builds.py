"""Whole builds, each in a process of its own: nothing to do, one sentence edited, all from new.

    python benchmarks/builds.py [MOST]

What is built is the handout that clinics print most, for one pattern, on one paper, in so many
copies with versions of their own; and, once, all that there is.  Measured against the floor,
`python -c pass`, and against Typst laying out the same documents.  Every figure is a ratio of one
run.  MOST is the most outputs of the table of growth.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter, sleep

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import handout
from english import only_english

from handouts.building.plan import Key, Selection, plan
from handouts.compose.composer import compose
from handouts.design.fonts import ATKINSON
from handouts.design.papers import WEB
from handouts.reading import Dose, load_library
from handouts.storage import paths

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
DOCUMENTS = 20
FLOOR = (sys.executable, "-c", "pass")
VERSION = re.compile(r"^version: .*$", re.MULTILINE)
ITEM = re.compile(r"^- .+$", re.MULTILINE)
TYPST = """
import sys, typst
compiler = typst.Compiler(sys.argv[1], font_paths=[sys.argv[2]])
for given in sys.argv[3:]:
    number, *values = given.split()
    compiler.compile(
        output=f"{number}.pdf", format="pdf", pdf_standards=["ua-1", "a-2a"],
        sys_inputs=dict(value.split("=") for value in values),
    )
"""


class Project:
    """A checkout in a folder of its own, with so many copies of the handout and nothing else."""

    def __init__(self, count: int) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="build-"))
        for room in ("handouts", "figures", "templates"):
            shutil.copytree(ROOT / room, self.root / room)
        only_english(self.root / "handouts/content")
        shutil.copy(ROOT / "build.py", self.root)
        templates = self.root / "templates"
        shutil.copy(templates / f"{handout.NAME}.xml.j2", templates / "default.xml.j2")
        self.sheets = self.root / "handouts/content/en"
        self.words = (self.sheets / f"{handout.NAME}.md").read_text(encoding="utf-8")
        for path in self.sheets.glob("*.md"):
            if path.name != "shared.md":
                path.unlink()
        for number in range(count):
            self.write(number)

    def write(self, number: int, edit: int | None = None) -> None:
        """A sheet of its own version, with one more sentence if it is an edit."""
        text, found = VERSION.subn(f'version: "{number}"', self.words, count=1)
        assert found
        if edit is not None:
            text, found = ITEM.subn(rf"\g<0> Edit {edit}.", text, count=1)
            assert found
        (self.sheets / f"sheet-{number:04}.md").write_text(text, encoding="utf-8")

    def build(self) -> tuple[str, ...]:
        chosen = ("--paper", "a4", "--edition", "standard", "--pattern", handout.PATTERN.id)
        return (sys.executable, "build.py", *chosen)

    def end(self) -> None:
        shutil.rmtree(self.root)


@contextmanager
def desk(project: Project) -> Iterator[Callable[[Callable[[], object]], float]]:
    """While the page runs, which has everything loaded: seconds of a build that is typed."""
    serve = (sys.executable, "build.py", "serve", "--port", "0")
    process = subprocess.Popen(
        serve, cwd=project.root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    while "written" not in process.stdout.readline():
        pass
    # What it says later must not fill the pipe.
    Thread(target=process.stdout.read, daemon=True).start()

    def build(edit: Callable[[], object]) -> float:
        try:
            return took(project.build(), project.root, edit)
        finally:
            sleep(1.5)  # it goes on with the other papers and editions of what was edited

    try:
        yield build
    finally:
        process.terminate()
        process.wait()


class Typst:
    """The same handout for Typst, with values of their own."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="typst-"))
        self.source = handout.write_typst(handout.document(), self.root)

    def compile(self, *numbers: int) -> tuple[str, ...]:
        fonts = str(ATKINSON.path().parent)
        given = (
            " ".join(
                [f"{number}", *(f"{name}={text}" for name, text in handout.values(number).items())]
            )
            for number in numbers
        )
        return (sys.executable, "-c", TYPST, self.source.name, fonts, *given)


class WholeSet:
    """A checkout with all there is to build, and each of its documents for Typst, on A4."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="set-"))
        for room in ("handouts", "figures", "templates"):
            shutil.copytree(ROOT / room, self.root / room)
        only_english(self.root / "handouts/content")
        shutil.copy(ROOT / "build.py", self.root)
        library = load_library(paths.content_dir(), langs=["en"])
        printed = [each for each in plan(library, Selection()) if each.stock.id != WEB.id]
        self.keys = [variant.key for variant in printed]
        papers = dict.fromkeys(variant.stock.id for variant in printed)
        self._printed = [part for paper in papers for part in ("--paper", paper)]
        self._sources: dict[Key, Path] = {}
        for key in dict.fromkeys(self.keys):
            folder = Path(tempfile.mkdtemp(prefix="typst-", dir=self.root))
            document = compose(library, *key, dose=Dose())
            self._sources[key] = handout.write_typst(document, folder)

    def ours(self) -> float:
        shutil.rmtree(self.root / "dist", ignore_errors=True)
        return took((sys.executable, "build.py"), self.root)

    def sheets_alone(self) -> float:
        """Without the phone pages."""
        shutil.rmtree(self.root / "dist", ignore_errors=True)
        return took((sys.executable, "build.py", *self._printed), self.root)

    def theirs(self) -> float:
        """Each output in a process of its own, in whichever edition and on whichever paper."""
        fonts = str(ATKINSON.path().parent)
        sources = [self._sources[key] for key in self.keys]
        return sum(
            took((sys.executable, "-c", TYPST, source.name, fonts, "0"), source.parent)
            for source in sources
        )

    def end(self) -> None:
        shutil.rmtree(self.root)


def took(
    command: Sequence[str], folder: Path, before: Callable[[], object] = lambda: None
) -> float:
    """Seconds of one process."""
    before()
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    start = perf_counter()
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    seconds = perf_counter() - start
    if ended.returncode:  # hints, as of drafts, are not for here
        sys.exit(ended.stderr)
    return seconds


def ratio(
    name: str,
    limit: str,
    one: Callable[[], float],
    other: Callable[[], float],
    rounds: int = ROUNDS,
) -> None:
    one(), other()
    pairs = [(one(), other()) for _ in range(rounds)]
    found = median(a / b for a, b in pairs)
    mine, theirs = (median(times) * 1000 for times in zip(*pairs, strict=True))
    print(f"{name:58} {found:6.2f} ({limit}; {mine:.0f} ms against {theirs:.0f} ms)", flush=True)


def main(most: int) -> None:
    project = Project(DOCUMENTS)
    edits = iter(range(10_000))

    def edit() -> None:
        project.write(7, next(edits))

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
        typst = Typst()
        everything = typst.compile(*range(DOCUMENTS))

        def theirs() -> float:
            return took(everything, typst.root)

        def one_each() -> float:
            return sum(took(typst.compile(number), typst.root) for number in range(DOCUMENTS))

        said = f"{DOCUMENTS} documents"
        ratio(f"one sentence edited / Typst, {said}", "limit 1", lambda: ours(edit), theirs)
        with desk(project) as asked:
            name = f"the same while the page runs / Typst, {said}"
            ratio(name, "limit 0.25", lambda: asked(edit), theirs)
        ratio(f"{said} from new / Typst", "-", lambda: ours(forget), theirs)
        ratio(f"{said} from new / Typst, a process each", "limit 1", lambda: ours(forget), one_each)
        shutil.rmtree(typst.root)
        whole = WholeSet()
        said = f"the whole set of {len(whole.keys)} from new / Typst, a process each"
        ratio(said, "limit 0.6", whole.sheets_alone, whole.theirs, rounds=3)
        name = "the whole set from new with its phone pages / without"
        ratio(name, "limit 1.15", whole.ours, whole.sheets_alone, rounds=3)
        whole.end()
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
                lambda p=project, w=words: p.write(0, next(w)),  # type: ignore[misc]
            )
            for _ in range(3)
        )
        print(f"{count:8} {none / floor:15.2f} {one / floor:12.1f}", flush=True)
        project.end()
        count *= 10
    few, many = (while_the_page_runs(count) for count in (2, 84))
    print(
        f"one edit while the page runs, {many[0]} outputs / {few[0]}: {many[1] / few[1]:.2f}"
        f" (limit 2; {many[1] * 1000:.0f} ms against {few[1] * 1000:.0f} ms)"
    )


def while_the_page_runs(sheets: int) -> tuple[int, float]:
    """How many outputs so many handouts become, and seconds of one edit."""
    project = Project(sheets)
    words = iter(range(100))
    with desk(project) as asked:
        outputs = len(list((project.root / "dist/en").rglob("*.pdf")))
        times = [asked(lambda: project.write(0, next(words))) for _ in range(ROUNDS)]
    project.end()
    return outputs, median(times)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)

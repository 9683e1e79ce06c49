"""The whole run, from the command line to the folder of outputs."""

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from handouts.cli import main

CHECKOUT = Path(__file__).parents[2]
HANDOUTS = {
    "correction": True,
    "how-it-works": False,
    "log": True,
    "questions": True,
    "two-steps": True,
}
CARDS = {"card": True}
POSTERS = {"poster": True, "poster-overview": False}
# The paper and how a name ends, in each edition.
ON_SHEETS = {edition: {"a4": "", "letter": ""} for edition in ("standard", "large-print", "mono")}
SMALL = {"a6": "", "quarter-letter": "", "a4": "-4-up", "letter": "-4-up"}
ON_CARDS = {
    "standard": SMALL,
    "large-print": {"a5": "", "half-letter": "", "a4": "-2-up", "letter": "-2-up"},
    "mono": SMALL,
}
LARGE = {"a4": "-tiles-a2", "letter": "-tiles-a2"}
LARGE |= dict.fromkeys(("a3", "a2", "a1", "tabloid"), "")
ON_POSTERS = {"standard": LARGE, "mono": LARGE}
KINDS = ((HANDOUTS, ON_SHEETS), (CARDS, ON_CARDS), (POSTERS, ON_POSTERS))
ONE = (
    *("--handout", "log", "--pattern", "left-backward"),
    *("--paper", "a4", "--edition", "standard"),
)
ONE_PATH = "en/a4/standard/log-left-backward.pdf"
OURS = (".ledger", "gallery", "index.html")

# A clock three years on; whatever reads the time through Python sees it.
LATER = """
import datetime, time
step = 3 * 365.25 * 24 * 3600
real_time, real_local, real_gmt = time.time, time.localtime, time.gmtime
time.time = lambda: real_time() + step
time.localtime = lambda at=None: real_local(time.time() if at is None else at)
time.gmtime = lambda at=None: real_gmt(time.time() if at is None else at)
class Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class DateTime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    today = now
datetime.date, datetime.datetime = Date, DateTime
"""


def files(folder: Path) -> dict[str, bytes]:
    """The outputs and their manifest, without the gallery and what the program keeps for itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] not in OURS
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every output of the checkout in English, and the manifest."""
    out = tmp_path_factory.mktemp("built") / "dist"
    assert main.main(["--out", str(out), "--lang", "en"]) == 0
    return files(out)


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's own content, in the current folder."""
    monkeypatch.chdir(tmp_path)
    assert main.main(["new-content", "words"]) == 0
    return tmp_path / "words"


def manifest(built: dict[str, bytes]) -> dict[str, Any]:
    content = json.loads(built["manifest.json"])
    assert isinstance(content, dict)
    return content


@pytest.mark.sweep
def test_every_handout_pattern_and_paper_is_built(built: dict[str, bytes]) -> None:
    paths = {
        f"en/{paper}/{edition}/{name}{pattern}{suffix}.pdf"
        for documents, printed_on in KINDS
        for name, per_pattern in documents.items()
        for pattern in (("-left-backward", "-right-backward") if per_pattern else ("",))
        for edition, papers in printed_on.items()
        for paper, suffix in papers.items()
    }
    assert len(paths) == 114
    pages = {
        f"en/web/{name}{pattern}.html"
        for documents, printed_on in KINDS
        if documents != POSTERS
        for name, per_pattern in documents.items()
        for pattern in (("-left-backward", "-right-backward") if per_pattern else ("",))
    }
    assert len(pages) == 11
    paths |= pages
    assert built.keys() == {*paths, "manifest.json"}
    assert list(manifest(built)) == sorted(paths)


@pytest.mark.sweep
def test_manifest_is_true_of_every_output(built: dict[str, bytes], tmp_path: Path) -> None:
    for path, entry in manifest(built).items():
        data = built[path]
        assert entry["bytes"] == len(data)
        assert entry["sha256"] == sha256(data).hexdigest()
        if entry["paper"] == "web":
            (title,) = re.findall("<title>(.*)</title>", data.decode())
            assert title.split(": ")[0] == entry["title"]
            continue
        (tmp_path / "one.pdf").write_bytes(data)
        with pikepdf.open(tmp_path / "one.pdf") as pdf:
            assert entry["pages"] == len(pdf.pages)
            assert entry["title"] == str(pdf.docinfo["/Title"])
        name = "-".join(filter(None, (entry["handout"], entry["pattern"])))
        printed_on = next(papers for names, papers in KINDS if entry["handout"] in names)
        name += printed_on[entry["edition"]][entry["paper"]]
        assert path == f"{entry['lang']}/{entry['paper']}/{entry['edition']}/{name}.pdf"


@pytest.mark.sweep
def test_another_folder_clock_and_locale_make_the_same_bytes(
    built: dict[str, bytes], tmp_path: Path
) -> None:
    away = tmp_path / "another folder"
    for room in ("handouts", "templates", "figures"):
        shutil.copytree(CHECKOUT / room, away / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(CHECKOUT / "build.py", away)
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock/sitecustomize.py").write_text(LATER)
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path / "clock"),
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Apia",
        "LC_ALL": "tr_TR.UTF-8",
        "HOME": str(tmp_path),
    }
    asked = [sys.executable, "-c", "import datetime; print(datetime.date.today().isoformat())"]
    seen = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    plain = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert int(seen.stdout[:4]) >= int(plain.stdout[:4]) + 2  # the clock is indeed another
    subprocess.run(
        [sys.executable, str(away / "build.py"), "--out", "out", "--lang", "en"],
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    again = files(tmp_path / "out")
    assert again.keys() == built.keys()
    assert [path for path in built if again[path] != built[path]] == []


def test_building_again_touches_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [*ONE, "--out", str(tmp_path / "dist"), "--json"]
    assert main.main(command) == 0
    first = json.loads(capsys.readouterr().out)
    assert [document["changed"] for document in first["documents"]] == [True]
    # The ledger knows outputs by their times of change; everything else must not be touched.
    seen = [path for path in (tmp_path / "dist").rglob("*") if ".ledger" not in path.parts]
    for path in seen:
        os.utime(path, (1, 1))
    assert main.main(command) == 0
    second = json.loads(capsys.readouterr().out)
    assert [document["changed"] for document in second["documents"]] == [False]
    assert {path.stat().st_mtime for path in seen} == {1}


def test_json_says_what_the_manifest_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main([*ONE, "--out", str(tmp_path), "--json"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    answer = json.loads(shown.out)
    assert (answer["ok"], answer["out"], answer["removed"]) == (True, str(tmp_path), [])
    (document,) = answer["documents"]
    assert (document.pop("path"), document.pop("changed")) == (ONE_PATH, True)
    assert document == manifest(files(tmp_path))[ONE_PATH]


def test_closing_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([*ONE, "--out", str(tmp_path)]) == 0
    head, _, row, summary = (
        line.split() for line in capsys.readouterr().out.splitlines() if line.strip()
    )
    assert head == ["document", "pattern", "edition", "paper", "pages", "size"]
    assert row[:5] == ["log", "left-backward", "standard", "a4", "1"]
    assert row[5:] == [f"{round((tmp_path / ONE_PATH).stat().st_size / 1000)}", "kB"]
    assert summary[-6:] == ["1", "written,", "0", "unchanged,", "0", "removed"]


def test_a_partial_build_keeps_the_others(tmp_path: Path) -> None:
    assert main.main(["--handout", "log", "--lang", "en", "--out", str(tmp_path)]) == 0
    built = files(tmp_path)
    assert len(built) > 10
    assert main.main([*ONE, "--flat", "--out", str(tmp_path)]) == 0
    now = files(tmp_path)
    assert {path for path in built if now[path] != built[path]} == {ONE_PATH, "manifest.json"}
    assert manifest(now).keys() == manifest(built).keys()
    assert manifest(now)[ONE_PATH]["sha256"] == sha256(now[ONE_PATH]).hexdigest()


def test_a_handout_that_is_gone_leaves_dist(content: Path) -> None:
    keep = content / "en" / "log.md"
    for handout in (*HANDOUTS, *CARDS, *POSTERS):
        if handout != keep.stem and handout != "how-it-works":
            (content / "en" / f"{handout}.md").unlink()
    assert main.main(["--content", "words"]) == 0
    (content / "en" / "how-it-works.md").unlink()
    (Path("dist") / "mine.pdf").write_text("not from here")
    assert main.main(["--content", "words"]) == 0
    names = {path.name for path in Path("dist").rglob("*.pdf")}
    assert names == {"log-left-backward.pdf", "log-right-backward.pdf", "mine.pdf"}
    assert {entry["handout"] for entry in manifest(files(Path("dist"))).values()} == {"log"}


@pytest.mark.parametrize(
    "spoil",
    [
        ("log.md", "\n\n{{ no_such_variable }}\n"),
        ("log.md", "\n\n" + "Far too many words for one page. " * 600 + "\n"),
        ("log.md", "\n\n| a | b |\n|---|---|\n| 1 |\n"),
    ],
    ids=["unknown variable", "too long", "uneven table"],
)
def test_after_a_failed_build_the_old_outputs_are_whole(
    content: Path, spoil: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["--content", "words", *ONE]
    assert main.main(command) == 0
    before = files(Path("dist"))
    with (content / "en" / spoil[0]).open("a") as file:
        file.write(spoil[1])
    capsys.readouterr()
    assert main.main(command) == 1
    assert files(Path("dist")) == before
    errors = capsys.readouterr().err.splitlines()
    assert errors
    assert all(line.startswith(f"words/en/{spoil[0]}:") and "; " in line for line in errors)


def test_dist_in_the_way(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("dist").write_text("mine")
    capsys.readouterr()
    assert main.main(["--content", str(content), *ONE]) == 1
    error = capsys.readouterr().err
    assert error.startswith("dist:1: cannot write: dist is not a folder; move it out of the way")
    assert Path("dist").read_text() == "mine"


def test_flat_handouts_have_no_form_but_print_the_dose(content: Path, tmp_path: Path) -> None:
    dose = "dose: {hold_seconds: 7, repeats: 4}\n"
    (content / "clinic.yaml").write_text(dose, encoding="utf-8")
    shown = {}
    for folder, more in (("fillable", ()), ("flat", ("--flat",))):
        out = tmp_path / folder
        assert main.main([*ONE, "--content", "words", "--out", str(out), *more]) == 0
        with pikepdf.open(out / ONE_PATH) as pdf:
            shown[folder] = (
                "/AcroForm" in pdf.Root,
                [len(page.get("/Annots", [])) for page in pdf.pages],
            )
            text = pypdfium2.PdfDocument(out / ONE_PATH)[0].get_textpage().get_text_range().split()
        if folder == "flat":
            assert {"7", "4"} <= set(text)
    assert shown["fillable"][0]
    assert sum(shown["fillable"][1]) > 20
    assert shown["flat"] == (False, [0])

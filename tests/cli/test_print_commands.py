"""`print-set` and `poster`, from the command line to the files."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handouts.cli import main

LEFT = ("--pattern", "left-backward")


def written(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("options", "name", "pages"),
    [
        ((), "a4/standard/{}.pdf", 5),
        (
            ("--booklet", "--paper", "letter"),
            "letter/standard/print-set-left-backward-booklet.pdf",
            4,
        ),
        (("--n-up", "2", "--edition", "mono"), "a4/mono/{}-2-up.pdf", 3),
    ],
)
def test_print_set(tmp_path: Path, options: tuple[str, ...], name: str, pages: int) -> None:
    assert main.main(["print-set", *LEFT, *options, "--out", str(tmp_path)]) == 0
    name = name.format("print-set-left-backward")
    assert written(tmp_path) == {f"en/{name}"}
    with pikepdf.open(tmp_path / "en" / name) as pdf:
        assert len(pdf.pages) == pages
        assert str(pdf.docinfo["/Title"]) == "For your visit: Left hip bone backward"


def test_a_dose_is_on_every_page_of_a_set(tmp_path: Path) -> None:
    given = ["--hold-seconds", "5-10", "--flat", "--out", str(tmp_path)]
    assert main.main(["print-set", *LEFT, *given]) == 0
    with pikepdf.open(tmp_path / "en/a4/standard/print-set-left-backward.pdf") as pdf:
        assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["print-set", "--paper", "a3"], "--paper: 'a3' is not there; use one of: a4, letter"),
        (["print-set", "--pattern", "both"], "there is no pattern 'both'"),
        (["poster", "--size", "a0"], "--size: 'a0' is not there; use one of: a3, a2, a1, tabloid"),
        (["poster", "--tiles", "a5"], "--tiles: 'a5' is not there; use one of: a4, letter"),
        (["poster", "--tiles", "a4", "--bleed", "3"], "--bleed: is for single sheets"),
        (["poster", "--tiles", "a4", "--margin", "50", "--overlap", "50"], "leave too little"),
        (["poster", "--handout", "log"], "that is no poster"),
    ],
)
def test_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], told: str
) -> None:
    assert main.main([*command, "--out", str(tmp_path / "out")]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_posters_of_any_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    overview = ["poster", "--handout", "poster-overview", "--edition", "mono"]
    out = ["--out", str(tmp_path)]
    assert main.main([*overview, "--size", "a1", "--tiles", "letter", *out, "--json"]) == 0
    (tiled,) = json.loads(capsys.readouterr().out)["documents"]
    assert tiled["path"] == "en/mono/poster-overview-a1-tiles-letter.pdf"
    assert tiled["pages"] == 15
    assert main.main([*overview, "--size", "a3", "--bleed", "3", "--crop-marks", *out]) == 0
    data = (tmp_path / "en/mono/poster-overview-a3-print-shop.pdf").read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        trim = [float(edge) for edge in pdf.pages[0].TrimBox]
        bleed = [float(edge) for edge in pdf.pages[0].BleedBox]
    assert trim[2] - trim[0] == pytest.approx(420 / 25.4 * 72, abs=0.1)
    assert trim[0] - bleed[0] == pytest.approx(3 / 25.4 * 72, abs=0.1)


def test_problems_of_all_documents_of_a_set_are_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main.main(["new-content", "words"]) == 0
    for name in ("card", "log"):
        path = tmp_path / f"words/en/{name}.md"
        path.write_text(path.read_text(encoding="utf-8") + "\n{{ nowhere }}\n", encoding="utf-8")
    assert main.main(["print-set", *LEFT, "--content", "words", "--out", "sets"]) == 1
    told = capsys.readouterr().err
    assert "card.md" in told
    assert "log.md" in told
    assert not (tmp_path / "sets").exists()


def test_a_booklet_has_two_pages_on_a_side_anyway(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "sets")]
    assert main.main(["print-set", "--booklet", "--n-up", "2", *out]) == 2
    assert "--n-up: a booklet has two pages on a side" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []

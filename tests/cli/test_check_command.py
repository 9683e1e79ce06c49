"""`met-handouts check`: what it prints and how it ends."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from handout_help import Made
from samples import every

from handouts.building.plan import Variant
from handouts.checking import optional_packages, pdf_file
from handouts.cli import main
from handouts.storage.publishing import Output, publish

Shown = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def handout(variants: tuple[Variant, ...], made_of: Callable[[Variant], Made]) -> bytes:
    """A handout without fault."""
    (variant,) = [
        each for each in variants if each.path == "en/a4/standard/correction-left-backward.pdf"
    ]
    return made_of(variant).pdf


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def good(here: Path, handout: bytes) -> Path:
    (here / "good.pdf").write_bytes(handout)
    return here / "good.pdf"


@pytest.fixture
def bad(here: Path, handout: bytes) -> Path:
    """Its language is missing."""
    with pikepdf.open(BytesIO(handout)) as pdf:
        del pdf.Root["/Lang"]
        pdf.save(here / "bad.pdf")
    return here / "bad.pdf"


def test_a_file_without_fault(good: Path, capsys: Shown) -> None:
    assert main.main(["check", good.name]) == 0
    shown = capsys.readouterr()
    (row,) = [line for line in shown.out.splitlines() if "good.pdf" in line]
    assert row.split() == ["good.pdf", "2", "A4", "12.0", "pt", "8.2:1", "10", "mm", "0", "0"]
    assert shown.err == ""


def test_findings_are_lines_with_place_and_remedy(good: Path, bad: Path, capsys: Shown) -> None:
    assert main.main(["check", good.name, bad.name]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if ": error: " in line]
    assert (
        "bad.pdf: error: the file does not say its language; screen readers guess: name it"
        in (lines[0])
    )
    assert all(line.startswith("bad.pdf: ") for line in lines)
    assert any("(pdfua " in line for line in lines)
    assert any("(outloud " in line for line in lines)


def test_json(good: Path, bad: Path, capsys: Shown) -> None:
    assert main.main(["check", good.name, bad.name, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["ok"], answer["not_installed"]) == (False, [])
    first, second = answer["files"]
    assert first["path"] == "good.pdf"
    assert (first["title"], first["lang"], first["pages"]) == ("Gentle hip exercise", "en", 2)
    assert first["papers"] == ["A4", "A4"]
    assert first["smallest_type_pt"] == pytest.approx(12, abs=0.01)
    assert "reading" not in first
    assert not [each for each in first["findings"] if each["level"] == "error"]
    assert {
        "level": "error",
        "source": "metadata",
        "rule": "",
        "page": None,
        "what": "the file does not say its language",
        "remedy": "screen readers guess: name it",
    } in second["findings"]


def test_read_shows_roles_words_pictures_and_fields(good: Path, capsys: Shown) -> None:
    assert main.main(["check", "--read", good.name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["good.pdf", "  Document"]
    assert "    H1: Gentle hip exercise" in lines
    assert any(line.lstrip().startswith("Figure: (Your left thigh presses") for line in lines)
    assert any(line.lstrip() == "Form: Clinic []" for line in lines)
    assert any(line.lstrip() == "Form: Week 1, Monday, left leg done [Off]" for line in lines)
    first, second = (
        next(number for number, line in enumerate(lines) if words in line)
        for words in ("H2: Left leg", "H2: Right leg")
    )
    assert first < second


def test_read_as_json(good: Path, capsys: Shown) -> None:
    assert main.main(["check", "--read", "--json", good.name]) == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert file["reading"][0] == {"depth": 0, "role": "Document"}
    assert {"depth": 1, "role": "H1", "text": "Gentle hip exercise", "page": 1} in (file["reading"])


def test_without_a_name_what_the_last_build_made(here: Path, handout: bytes, capsys: Shown) -> None:
    publish(here / "dist", [Output("en/one.pdf", {}, handout)], whole=True)
    (here / "dist/en/another.pdf").write_bytes(b"not ours")
    assert main.main(["check", "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [file["path"] for file in files] == [str(Path("dist/en/one.pdf"))]
    (here / "dist/en/one.pdf").unlink()
    assert main.main(["check"]) == 1
    assert "one.pdf: error: is not there; check the name, or build it" in capsys.readouterr().out


def test_a_folder_without_a_manifest_stands_for_its_pdfs(good: Path, capsys: Shown) -> None:
    (good.parent / "deep").mkdir()
    good.rename(good.parent / "deep/one.pdf")
    (good.parent / "deep/notes.txt").write_text("no PDF")
    assert main.main(["check", "."]) == 0
    assert str(Path("deep/one.pdf")) in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["empty"], ["--read", "empty"]])
def test_nothing_to_check(here: Path, arguments: list[str], capsys: Shown) -> None:
    (here / "empty").mkdir()
    assert main.main(["check", *arguments]) == 2
    shown = capsys.readouterr()
    assert "no PDF there; name one, or build the handouts first" in shown.err
    assert shown.out == ""


def encrypted(pdf: bytes, *, user: str) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened_pdf:
        opened_pdf.save(target, encryption=pikepdf.Encryption(user=user, owner="other"))
    return target.getvalue()


@pytest.mark.parametrize(
    ("make", "what"),
    every(
        2,
        [
            (lambda _: b"", "is empty"),
            (lambda _: b"<html>%PDF no", "is not a PDF"),
            (lambda pdf: pdf[: len(pdf) // 2], "is damaged"),
            (lambda pdf: encrypted(pdf, user="secret"), "needs a password"),
            (lambda pdf: encrypted(pdf, user=""), "the file is encrypted"),
            (None, "is not there"),
        ],
    ),
)
def test_files_that_cannot_be_read(
    good: Path,
    handout: bytes,
    make: Callable[[bytes], bytes] | None,
    what: str,
    capsys: Shown,
) -> None:
    """Each is one clear line; the others are checked all the same."""
    if make:
        Path("odd.pdf").write_bytes(make(handout))
    assert main.main(["check", "odd.pdf", good.name]) == 1
    shown = capsys.readouterr()
    lines = [line for line in shown.out.splitlines() if f"odd.pdf: error: {what}" in line]
    assert len(lines) == 1
    assert "; " in lines[0]
    assert "good.pdf" in shown.out
    assert "good.pdf: error" not in shown.out
    assert shown.err == ""


def test_files_that_are_too_large(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    monkeypatch.setattr(pdf_file, "MOST_PAGES", 1)
    assert main.main(["check", good.name]) == 1
    assert "good.pdf: error: has more than 1 pages; split it" in capsys.readouterr().out
    monkeypatch.setattr(pdf_file, "MOST_BYTES", 1_000_000)
    with good.open("ab") as file:
        file.truncate(1_000_001)
    assert main.main(["check", good.name]) == 1
    assert "good.pdf: error: is larger than 1 MB; split it" in capsys.readouterr().out


@pytest.mark.parametrize("gone", [("pikepdf", "pdfua", "outloud"), ("outloud",)])
def test_without_the_other_packages_it_does_what_it_can(
    good: Path, bad: Path, gone: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    found = importlib.util.find_spec

    def find_spec(name: str) -> Any:
        return None if name in gone else found(name)

    monkeypatch.setattr(optional_packages, "find_spec", find_spec)
    for name in gone:
        monkeypatch.setitem(sys.modules, name, None)
    for name in ("reading", "fonts"):
        monkeypatch.delitem(sys.modules, f"handouts.checking.{name}", raising=False)
    assert main.main(["check", good.name]) == 0
    shown = capsys.readouterr()
    assert "12.0 pt" in shown.out
    assert shown.err == (
        f"met-handouts: not everything was checked: {', '.join(gone)} not installed;"
        f" type: {sys.executable} -m pip install {' '.join(gone)}\n"
    )
    assert main.main(["check", bad.name, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["not_installed"] == list(gone)
    assert {each["source"] for each in answer["files"][0]["findings"]}.isdisjoint(gone)
    if "pikepdf" in gone:  # nothing else reads the order
        assert main.main(["check", good.name, "--read"]) == 2
        assert "--read: the reading order needs pikepdf" in capsys.readouterr().err


def test_names_cannot_steer_the_terminal(here: Path, capsys: Shown) -> None:
    (here / "odd\x1b[2J.pdf").write_bytes(b"no")
    assert main.main(["check", "."]) == 1
    assert "\x1b" not in capsys.readouterr().out

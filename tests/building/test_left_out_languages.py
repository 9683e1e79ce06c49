"""A language with problems is left out and told; the others are built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.cli.main import main
from handouts.storage.publishing import listed


@pytest.fixture
def french(own: OwnContent) -> OwnContent:
    """Content with a second language; its words do not matter here."""
    shutil.copytree(own.path("en"), own.path("fr"))
    return own


def build(own: OwnContent, *more: str) -> tuple[int, Path]:
    out = own.root.with_name("dist")
    chosen = ("--handout=log", "--edition=mono", "--paper=a4", "--pattern=left-backward")
    code = main(["build", *chosen, *more, "--content", str(own.root), "--out", str(out)])
    return code, out


def built(out: Path) -> list[str]:
    return sorted(path.relative_to(out).parts[0] for path in out.rglob("*.pdf"))


def test_french_without_a_word_for_one_way(
    french: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    french.take_out("fr/words.yaml", "  toward-chest: toward your chest")
    code, out = build(french, "--handout=correction")
    said = capsys.readouterr()
    assert code == 1
    assert built(out) == ["en", "en"]
    assert "/fr/words.yaml:" in said.err
    assert said.err.count("no words for 'press.toward-chest'") == 1
    assert "languages with problems are left out" in said.err
    assert "2 written, 0 unchanged, 0 removed" in said.out


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("fr/words.yaml", "name:x"),
        ("fr/log.md", "no front matter"),
        ("fr/shared.md", "---\nversion: 1\n---\n"),
        ("fr/log.md", "---\ntitle: a\nversion: 1\npages: 1\n---\n\n## A {#a}\n\n<br>\n"),
    ],
)
def test_whatever_is_wrong_with_it(
    french: OwnContent, capsys: pytest.CaptureFixture[str], file: str, text: str
) -> None:
    french.write(file, text)
    code, out = build(french)
    assert code == 1
    assert built(out) == ["en"]
    assert f"/{file}:" in capsys.readouterr().err


def test_what_was_built_before_stays_and_is_listed(french: OwnContent) -> None:
    assert build(french)[0] == 0
    french.write("fr/words.yaml", "name:x")
    french.edit("en/log.md", "Circle a face", "Circle one face")
    out = french.root.with_name("dist")
    pdf = next((out / "fr").rglob("*.pdf"))
    bytes_before = pdf.read_bytes()
    assert build(french)[0] == 1
    assert built(out) == ["en", "fr"]
    assert pdf.read_bytes() == bytes_before
    documents = listed(out).values()
    assert {each["lang"] for each in documents} == {"en", "fr"}


def test_it_is_told_again_until_it_is_mended(
    french: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    good = french.path("fr/words.yaml").read_bytes()
    french.write("fr/words.yaml", "name:x")
    for _ in range(3):
        assert build(french)[0] == 1
        assert "fr/words.yaml:1: " in capsys.readouterr().err
    french.write("fr/words.yaml", good)
    code, out = build(french)
    assert code == 0
    assert built(out) == ["en", "fr"]


def test_who_names_the_language_is_told_and_gets_nothing(french: OwnContent) -> None:
    french.write("fr/words.yaml", "name:x")
    code, out = build(french, "--lang=fr", "--lang=en")
    assert code == 1
    assert not out.exists() or built(out) == []


@pytest.mark.parametrize("file", ["clinic.yaml", "en/words.yaml"])
def test_nothing_is_built_where_no_language_is_right(french: OwnContent, file: str) -> None:
    french.write("fr/words.yaml", "name:x")
    french.write(file, "name:x")
    code, out = build(french)
    assert code == 1
    assert not out.exists() or built(out) == []


def test_as_json(french: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    french.write("fr/words.yaml", "name:x")
    assert build(french, "--json")[0] == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [each["lang"] for each in told["documents"]] == ["en"]
    assert {Path(each["file"]).name for each in told["errors"]} == {"words.yaml"}

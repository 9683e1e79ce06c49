"""The gallery beside the outputs."""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.cli import main
from handouts.gallery.entries import gallery
from handouts.storage.publishing import Value

ONE = ("--handout", "how-it-works", "--paper", "a4")


class Links(HTMLParser):
    """What a page points to."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


@pytest.fixture
def command(own: OwnContent, tmp_path: Path) -> list[str]:
    """A command that has been run once."""
    command = [*ONE, "--content", str(own.root), "--out", str(tmp_path / "dist")]
    assert main.main(command) == 0
    return command


def entry(handout: str, edition: str, paper: str, pattern: str | None = None) -> dict[str, Value]:
    return {
        "handout": handout,
        "pattern": pattern,
        "lang": "en",
        "paper": paper,
        "edition": edition,
        "title": handout,
        "pages": 1,
        "bytes": 1400,
        "sha256": "0" * 64,
    }


def test_usual_outputs_come_first_under_their_handout() -> None:
    shown = gallery(
        {
            "en/letter/mono/log.pdf": entry("log", "mono", "letter"),
            "en/letter/standard/log.pdf": entry("log", "standard", "letter"),
            "en/a4/standard/card-4-up.pdf": entry("card", "standard", "a4", "left-backward"),
            "en/a4/standard/log.pdf": entry("log", "standard", "a4"),
        }
    )
    assert [section.heading for section in shown.sections] == ["Log", "Card"]
    assert [card.path for card in shown.sections[0].cards] == [
        "en/a4/standard/log.pdf",
        "en/letter/standard/log.pdf",
        "en/letter/mono/log.pdf",
    ]
    assert shown.sections[1].cards[0].about == "left backward, A4, 4 cards, standard"
    assert {each.name: each.choices for each in shown.filters} == {
        "handout": (("card", "Card"), ("log", "Log")),
        "pattern": (("left-backward", "Left backward"),),
        "paper": (("a4", "A4"), ("letter", "US Letter")),
        "edition": (("standard", "Standard"), ("mono", "Mono")),
        "lang": (("en", "English"),),
    }


def test_a_manifest_that_was_edited_still_shows() -> None:
    shown = gallery({"a/<b>.pdf": {"sha256": "x"}})
    assert [card.title for card in shown.sections[0].cards] == ["<b>"]


def test_all_that_the_page_points_to_is_there(command: list[str], tmp_path: Path) -> None:
    del command
    out = tmp_path / "dist"
    links = Links(out / "index.html").found
    files = {link for link in links if not link.startswith("#")}
    assert {link for link in files if link.endswith(".pdf")} == {
        f"en/a4/{edition}/how-it-works.pdf" for edition in ("standard", "large-print", "mono")
    }
    assert len([link for link in files if link.endswith(".png")]) == 3
    assert [link for link in files if not (out / link).is_file()] == []
    assert not any(":" in link or link.startswith("/") for link in files)


def test_only_pictures_of_what_changed_are_drawn(
    own: OwnContent, command: list[str], tmp_path: Path
) -> None:
    pictures = tmp_path / "dist/gallery"
    own_files = [pictures, tmp_path / "dist/index.html", *pictures.iterdir()]
    for file in own_files:
        os.utime(file, (1, 1))
    assert main.main(command) == 0
    touched = [file for file in own_files if file.stat().st_mtime != 1]
    assert touched == []
    own.edit("en/how-it-works.md", "title: How your hip exercise works", "title: The way it works")
    (pictures / "mine.png").write_bytes(b"not from here")
    before = set(pictures.iterdir())
    assert main.main([*command, "--edition", "mono"]) == 0
    after = set(pictures.iterdir())
    assert len(before - after) == len(after - before) == 1
    assert "The way it works" in (tmp_path / "dist/index.html").read_text(encoding="utf-8")


def test_what_is_lost_comes_back(command: list[str], tmp_path: Path) -> None:
    out = tmp_path / "dist"
    picture = next((out / "gallery").glob("*.png"))
    whole = {file: file.read_bytes() for file in (picture, out / "index.html")}
    for file in whole:
        file.unlink()
    assert main.main(command) == 0
    assert {file: file.read_bytes() for file in whole} == whole


def test_somebody_elses_index_is_left_alone(
    own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("<h1>Our clinic</h1>")
    assert main.main([*ONE, "--content", str(own.root), "--out", str(out)]) == 0
    assert (out / "index.html").read_text() == "<h1>Our clinic</h1>"
    assert not (out / "gallery").exists()
    assert "index.html is not from here" in capsys.readouterr().err

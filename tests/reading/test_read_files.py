"""Files and folders that are missing, unreadable, too big or not text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from content_folder import SOUND, Content

from handouts.errors import ContentError
from handouts.reading import load_library


@pytest.mark.parametrize("name", [name for name in SOUND if name != "en/correction.md"])
def test_missing_file(content: Content, only_problem: Callable[[], str], name: str) -> None:
    (content.root / name).unlink()
    assert (
        only_problem()
        == f"{name}:1: '{Path(name).name}' is missing; create it, or correct its name"
    )


@pytest.mark.parametrize("name", SOUND)
def test_folder_in_place_of_a_file(
    content: Content, only_problem: Callable[[], str], name: str
) -> None:
    (content.root / name).unlink()
    (content.root / name).mkdir()
    assert only_problem().startswith(f"{name}:1: '{Path(name).name}' is a folder; ")


@pytest.mark.parametrize("name", SOUND)
def test_no_permission(
    content: Content,
    only_problem: Callable[[], str],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = Path.read_bytes

    def deny(path: Path) -> bytes:
        if path == content.root / name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", deny)  # root may read anything, so chmod proves little
    assert only_problem().startswith(f"{name}:1: no permission to read '{Path(name).name}'; ")


@pytest.mark.parametrize("name", SOUND)
def test_not_utf8(content: Content, only_problem: Callable[[], str], name: str) -> None:
    content.write(name, SOUND[name].encode() + b"\r\n# caf\xe9\n")
    line = SOUND[name].count("\n") + 2
    offset = len(SOUND[name].encode()) + 7
    assert only_problem() == (
        f"{name}:{line}: not UTF-8: byte 0xE9 at offset {offset};"
        " save the file with the encoding UTF-8"
    )


@pytest.mark.parametrize("name", SOUND)
def test_huge_file(content: Content, only_problem: Callable[[], str], name: str) -> None:
    content.write(name, SOUND[name] + "a" * 1_000_000)
    assert only_problem().startswith(
        f"{name}:1: '{Path(name).name}' is 1,000 kB, the most is 100 kB; "
    )


@pytest.mark.parametrize("name", SOUND)
def test_byte_order_mark_and_windows_line_ends_are_accepted(content: Content, name: str) -> None:
    content.write(name, b"\xef\xbb\xbf" + SOUND[name].replace("\n", "\r\n").encode())
    assert content.problems() == []


def test_problems_of_every_file_come_together_in_order(content: Content) -> None:
    for name in SOUND:
        content.write(name, SOUND[name] + "\n\0")
    assert [problem.split(":")[0] for problem in content.problems()] == sorted(SOUND)


def test_no_content_folder(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no such content folder; give the folder that holds"):
        load_library(tmp_path / "none")
    with pytest.raises(ContentError, match="not a folder; give the folder that holds"):
        load_library(Path(__file__))
    with pytest.raises(ContentError, match="no language in the content folder; add a folder 'en'"):
        load_library(tmp_path)


def test_unknown_language(content: Content) -> None:
    with pytest.raises(ContentError, match="no content for the language 'EN'; did you mean 'en'"):
        load_library(content.root, langs=["EN"])


def test_only_the_wanted_languages_are_read(content: Content) -> None:
    content.write("pt-BR/correction.md", "spoilt")
    assert set(load_library(content.root, langs=["en"]).languages) == {"en"}
    assert "pt-BR/correction.md:1: no front matter" in content.problems()[0]


@pytest.mark.parametrize("name", ["walk.MD", "walk.md.txt", "walk.Markdown", "walk.md.docx"])
def test_a_handout_by_another_name(
    content: Content, only_problem: Callable[[], str], name: str
) -> None:
    content.write(f"en/{name}", "")
    assert only_problem() == (
        f"en/{name}:1: is not read: its name must end in .md; name it 'walk.md'"
    )


@pytest.mark.parametrize("name", [".walk.MD", "walk.md~", "notes.txt", "cmd"])
def test_other_files_are_let_alone(content: Content, name: str) -> None:
    content.write(f"en/{name}", "")
    assert set(load_library(content.root).languages["en"].handouts) == {"correction"}


def test_folder_that_is_not_a_language(content: Content, only_problem: Callable[[], str]) -> None:
    content.write("english/correction.md", "")
    assert only_problem().startswith("english:1: 'english' is not a language; name the folder like")


def test_language_with_shared_blocks_only(
    content: Content, only_problem: Callable[[], str]
) -> None:
    (content.root / "en/correction.md").unlink()
    assert only_problem() == "en:1: no handouts; add a file like correction.md"


def test_file_name_that_cannot_be_an_id(content: Content, only_problem: Callable[[], str]) -> None:
    content.write("en/My notes.md", SOUND["en/correction.md"])
    assert only_problem().startswith("en/My notes.md:1: 'My notes' cannot name a handout; ")


def test_folders_without_markdown_are_left_alone(content: Content) -> None:
    content.write("pictures/logo.svg", "")
    content.write(".git/a.md", "")
    assert set(content.load().languages) == {"en"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_saved_as_utf_16(
    content: Content, only_problem: Callable[[], str], encoding: str
) -> None:
    content.write("en/words.yaml", "a: b\nc: d\n".encode(encoding))
    assert only_problem() == (
        "en/words.yaml:1: is saved as UTF-16; save the file with the encoding UTF-8"
    )

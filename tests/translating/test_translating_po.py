"""A language as a PO file and back: nothing is lost."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import pofile
from handout_help import copy_content
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.editing import po
from handouts.errors import ContentError

FILE = Path("words.po")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copy_content(tmp_path / "content", "en", "es")
    return tmp_path / "content"


def words(content: Path) -> dict[str, str]:
    return {each.context: each.words for each in po.messages(content, "es")}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_nothing_is_changed_where_nothing_was(content: Path) -> None:
    before = files(content / "es")
    assert po.imported(content, "es", po.exported(content, "es"), FILE) == []
    assert files(content / "es") == before


def test_a_language_is_made_of_its_file_alone(content: Path) -> None:
    data, before = po.exported(content, "es"), words(content)
    (content / "es").rename(content.parent / "elsewhere")
    po.imported(content, "es", data, FILE)
    assert words(content) == before
    assert po.exported(content, "es") == data


def test_what_is_not_translated_is_not_there(content: Path) -> None:
    catalog = pofile.read_po(BytesIO(po.exported(content, "es")))
    for message in list(catalog):
        if message.context in ("card.md#{stop}.text", "words.yaml#labels.page"):
            message.string = ""
    data = BytesIO()
    pofile.write_po(data, catalog, width=0)
    (content / "es").rename(content.parent / "elsewhere")
    po.imported(content, "es", data.getvalue(), FILE)
    assert "{#stop}" not in (content / "es/card.md").read_text(encoding="utf-8")
    assert words(content)["words.yaml#labels.page"] == ""


def test_comments_say_what_and_how_much_room(content: Path) -> None:
    catalog = pofile.read_po(BytesIO(po.exported(content, "es")))
    said = {message.context: " ".join(message.auto_comments) for message in catalog}
    assert "150 characters" in said["figures.yaml#press.alt"]
    assert "--name press" in said["figures.yaml#press.labels.thigh"]
    assert "7 letters" in said["words.yaml#dose.repeats.before"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=25, deadline=None)
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("po")
    (folder / "en").mkdir()
    (folder / "en/words.yaml").write_text("labels:\n  page: Page\n", encoding="utf-8")
    catalog = pofile.read_po(BytesIO(po.exported(folder, "xx")))
    for message in catalog:
        if message.id:
            message.string = text
    data = BytesIO()
    pofile.write_po(data, catalog, width=0)
    po.imported(folder, "xx", data.getvalue(), FILE)
    assert {each.words for each in po.messages(folder, "xx")} == {text}


@pytest.mark.parametrize("data", [b"\xff\xfe", b'msgid "a\nmsgstr', b'msgctxt "x#y"\n'])
def test_what_is_no_po_file_is_told(content: Path, data: bytes) -> None:
    with pytest.raises(ContentError, match="is no PO file"):
        po.imported(content, "es", data, FILE)


def test_a_place_there_is_not_is_told_and_nothing_is_written(content: Path) -> None:
    before = files(content / "es")
    data = b'msgctxt "card.md#{nowhere}.text"\nmsgid "a"\nmsgstr "b"\n'
    with pytest.raises(ContentError, match="there is no card"):
        po.imported(content, "es", data, FILE)
    assert files(content / "es") == before


@pytest.mark.parametrize("variable", ["hip", "hip.nope"])
def test_a_variable_that_english_has_not_there_is_told(content: Path, variable: str) -> None:
    before = files(content / "es")
    place = b"words.yaml#labels.page"
    data = po.exported(content, "es")
    head, tail = data.split(b'msgctxt "' + place + b'"', 1)
    changed = re.sub(rb'msgstr "', b'msgstr "{{ %s }} ' % variable.encode(), tail, count=1)
    with pytest.raises(ContentError, match="its English does not") as told:
        po.imported(content, "es", head + b'msgctxt "' + place + b'"' + changed, FILE)
    assert "labels.page" in str(told.value)
    assert files(content / "es") == before


def test_words_of_a_picture_are_translated_and_its_file_stays(content: Path) -> None:
    for lang in ("en", "es"):
        file = content / lang / "card.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("{#stop}\n", "{#stop}\n\n![Our door](door.png)\n", 1), "utf-8")
    catalog = pofile.read_po(BytesIO(po.exported(content, "es")))
    (message,) = (each for each in catalog if each.context == "card.md#{stop}.text")
    assert "![Our door](door.png)" in str(message.id)
    assert any("what a picture shows" in each for each in message.auto_comments)
    message.string = str(message.string).replace("Our door", "Nuestra puerta")
    data = BytesIO()
    pofile.write_po(data, catalog, width=0)
    assert po.imported(content, "es", data.getvalue(), FILE) == ["card.md#{stop}.text"]
    written = (content / "es/card.md").read_text(encoding="utf-8")
    assert "![Nuestra puerta](door.png)" in written

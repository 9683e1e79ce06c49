"""The button that saves the folder of phone pages."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from desk_help import Served

from handouts.desk.phone_pages_screen import zipped


def test_what_is_approved_is_saved_in_one_file(desk: Served) -> None:
    answer = desk.ask("/phone-pages.zip")
    assert answer.status == 200
    with ZipFile(BytesIO(answer.body)) as archive:
        names = archive.namelist()
        page = archive.read("en/correction-left-backward.html").decode()
    assert {"README.txt", "index.html", "en/log-right-backward.html"} <= set(names)
    assert "DRAFT" not in page
    assert 'href="/phone-pages.zip"' in desk.ask("/clinic").text


def test_the_same_pages_are_the_same_file() -> None:
    one = zipped({"b": b"2", "a": b"1"})
    assert one == zipped({"a": b"1", "b": b"2"})


def test_nothing_approved_is_said(served: Served) -> None:
    answer = served.ask("/phone-pages.zip")
    assert answer.status == 409
    assert "approve one first" in answer.text

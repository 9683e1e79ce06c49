"""A disk that is full: what is not saved is said in plain words, and nothing is half there."""

from __future__ import annotations

import re
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from handout_help import TODAY
from in_process import DeskHere, hidden

from handouts.approvals.status import Book

pytestmark = pytest.mark.sweep
WHO = {"name": "B. Clinician", "role": "physiotherapist"}
REST = "/words/en/correction/rest"
FULL = "the disk is full. Free some space, then try again."


@contextmanager
def full_disk() -> Iterator[None]:
    """No file takes a byte more meanwhile."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.fixture
def desk(desk_here: DeskHere) -> DeskHere:
    own = desk_here.content
    shutil.rmtree(own.root / ".desk", ignore_errors=True)
    own.clinic("name: Riverside Physiotherapy\nremember: {prints: copies}\n")
    own.approve("correction", "card", "log")
    return desk_here


def state(folder: Path) -> dict[str, bytes]:
    """What files say; those that nobody reads again, as locks, are empty."""
    files = (file for file in folder.rglob("*") if file.is_file())
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return {name: data for name, data in found.items() if data}


def ticked(page: str) -> list[str]:
    return re.findall(r'name="read" value="([^"]+)"', page)


def typed(desk: DeskHere, words: str = "Let go slowly.") -> dict[str, object]:
    return {"title": "Rest", "words": words, "base": hidden(desk.get(REST).text, "base")}


def test_a_draft(desk: DeskHere) -> None:
    form, before = typed(desk), state(desk.content.root)
    with full_disk():
        answer = desk.post(REST, form)
        sent = desk.post(REST, {**form, "act": "send"})
    for each in (answer, sent):
        assert f"The draft is not saved, what you typed is only here: {FULL}" in each.text
        assert "Let go slowly." in each.text
    assert state(desk.content.root) == before
    assert desk.post(REST, form).status == 303


@pytest.mark.parametrize("act", ["send", "undo", "redo"])
def test_what_is_done_with_a_draft(desk: DeskHere, act: str) -> None:
    for words in ("Let go slowly.", "Let go very slowly."):
        assert desk.post(REST, typed(desk, words)).status == 303
    if act == "redo":
        assert desk.post(REST, {**typed(desk, "Let go very slowly."), "act": "undo"}).status == 303
    form = {**typed(desk, desk_words(desk)), "act": act}
    before = state(desk.content.root)
    with full_disk():
        answer = desk.post(REST, form)
    assert FULL in unescape(answer.text)
    assert state(desk.content.root) == before
    assert desk.post(REST, form).status == 303


def desk_words(desk: DeskHere) -> str:
    page = desk.get(REST).text
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    assert found
    return unescape(found[1])


def test_an_approval(desk: DeskHere) -> None:
    assert desk.post(REST, {**typed(desk), "act": "send"}).status == 303
    here = "/approve/en/correction"
    page = desk.get(here).text
    form = {"words": hidden(page, "words"), "read": ticked(page), **WHO}
    before = state(desk.content.root)
    with full_disk():
        answers = {
            "Nothing is approved": desk.post(here, form),
            "What you did is not saved": desk.post(f"{here}/back", {"note": "No."}),
            "The approval is not taken back": desk.post(f"{here}/withdraw", WHO),
        }
    for said, answer in answers.items():
        assert f"{said}: {FULL}" in answer.text, said
    assert state(desk.content.root) == before
    assert Book(desk.content.load()).log.problems == ()
    assert desk.post(here, form).status == 303
    assert Book(desk.content.load()).status("en", "correction", TODAY).is_approved


def test_the_clinic_and_a_new_handout(desk: DeskHere) -> None:
    page = desk.get("/clinic").text
    form = {"base": hidden(page, "base"), "name": "Another name"}
    before = state(desk.content.root)
    with full_disk():
        clinic = desk.post("/clinic", form)
        new = desk.post("/words", {"title": "After", "lang": "en", "about": "exercise"})
    assert f"The clinic’s details are not saved: {FULL}" in clinic.text
    assert "Another name" in clinic.text
    assert f"The new handout is not saved: {FULL}" in new.text
    assert state(desk.content.root) == before


def test_a_print_goes_on(desk: DeskHere) -> None:
    before = state(desk.content.root)
    with full_disk():
        assert desk.post("/print", {"side": "left", "give": "card"}).status == 303
        page = desk.get("/").text
    assert f"The last print is not on the list of copies: {FULL}" in page
    assert state(desk.content.root) == before

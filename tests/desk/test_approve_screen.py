"""The approve screen: nothing is approved unread, and a draft never changes what is printed."""

from __future__ import annotations

import os
import random
import re
import signal
import time
from datetime import timedelta
from html import unescape

import pytest
from desk_help import Answer
from handout_help import TODAY, OwnContent
from in_process import DeskHere, hidden
from samples import every

from handouts.approvals.approving import Comparison, Signature, approve, usual_review
from handouts.approvals.records import read_log
from handouts.approvals.status import Book
from handouts.compose.approval import DraftReason, Status
from handouts.desk.part_changes import Reader
from handouts.desk.visit_form import usual_visit
from handouts.desk.visit_sheets import sheets_of
from handouts.editing.drafts import Drafts, mark
from handouts.editing.parts import part_of, with_part
from handouts.reading import load_library

HERE = "/approve/en/correction"
WHO = {"name": "B. Clinician", "role": "physiotherapist"}
WHEN = f"{TODAY} 10:42"


@pytest.fixture
def desk(desk_here: DeskHere) -> DeskHere:
    desk_here.content.approve("correction", "card", "log")
    return desk_here


def change(own: OwnContent, name: str, part: str, old: str, new: str) -> None:
    """Changes a sentence as the words screen does, and sends it."""
    drafts = Drafts(own.root)
    before = part_of(drafts.draft("en", name).text, part)
    assert before is not None
    assert old in before.words
    title, words = before.title, before.words.replace(old, new)
    drafts.save(
        "en", name, part, lambda text: with_part(text, part, title, words), mark(before.raw), WHEN
    )
    drafts.send("en", name)


def rest(desk: DeskHere) -> None:
    change(desk.content, "correction", "rest", "Slowly stop pressing.", "Let go slowly.")


def status(own: OwnContent, handout: str = "correction") -> Status:
    return Book(own.load()).status("en", handout, TODAY)


def sign(desk: DeskHere, here: str = HERE, /, **fields: object) -> Answer:
    """Ticks every change and approves, unless told otherwise."""
    page = desk.get(here).text
    ticked = re.findall(r'name="read" value="([^"]+)"', page)
    typed = {"words": hidden(page, "words"), "read": ticked, "also": "yes", **WHO, **fields}
    return desk.post(here, typed)


def test_a_draft_that_waits_is_listed_and_counted_and_print_goes_on(desk: DeskHere) -> None:
    def printed() -> bytes:
        visit = usual_visit(desk.context.words.library)._replace(side="left")
        sheets = sheets_of(desk.context.words, visit, desk.today)
        assert not sheets.is_draft
        return sheets.pdf

    before = printed()
    file = desk.content.path("en/correction.md").read_bytes()
    rest(desk)
    page = desk.get("/approve").text
    assert '<span class="count">1<' in page
    assert f'class="panel waits first" href="{HERE}"' in page
    assert printed() == before
    assert desk.content.path("en/correction.md").read_bytes() == file


def test_what_changed_is_told_part_by_part_with_the_pages(desk: DeskHere) -> None:
    rest(desk)
    change(desk.content, "shared", "stop", "- it hurts or feels worse", "- it hurts\n- worse")
    page = desk.get(HERE).text
    assert re.findall(r'name="read" value="([^"]+)"', page) == ["rest", "stop"]
    assert "In 3 handouts" in page
    assert re.search(r"<del>.*Slowly stop pressing.*</del>", page)
    assert re.search(r"<ins>.*Let go slowly.*</ins>", page)
    assert page.count("<rect") >= 2
    addresses = re.findall(r'src="(/draft/[^"]+)"', page)
    assert len(addresses) == 4  # both pages, before and after
    for address in addresses[:2]:
        assert desk.get(address).headers["content-type"] == "image/webp"
    before, after = (desk.get(address).body for address in addresses[:2])
    assert before != after


def test_other_words_of_the_same_version_are_told(desk: DeskHere) -> None:
    rest(desk)
    page = desk.get(HERE).text
    assert "Still called version 0.2" in page
    (address,) = re.findall(r'href="([^"]+/about)"', page)
    assert 'name="version"' in desk.get(address).text
    change(desk.content, "correction", "about", 'version: "0.2"', 'version: "0.3"')
    assert "Still called version" not in desk.get(HERE).text


def test_the_page_that_changed_comes_first(desk: DeskHere) -> None:
    change(desk.content, "shared", "known", "Some small studies", "A few studies")
    assert re.findall(r"Now, .*?: page (\d)", desk.get(HERE).text) == ["2", "1"]


def test_every_screen_has_the_words_for_handouts_that_print_has(desk: DeskHere) -> None:
    desk.content.write(
        ".desk/copies.csv", "day,handout,words,copies\n2027-01-15,correction,AB12-CD34,6\n"
    )
    assert "Exercises" in desk.get("/").text
    for path in ("/approve", HERE, "/approve?done=en/correction", "/library", "/words"):
        shown = re.sub(r"<[^>]+>", " ", desk.get(path).text)
        assert "Exercises" in shown, path
        assert "correction" not in shown, path


def test_approved_words_are_a_clean_diff_and_print_without_draft(desk: DeskHere) -> None:
    before = desk.content.path("en/correction.md").read_text(encoding="utf-8")
    rest(desk)
    answer = sign(desk, review="2028-01-15")
    assert answer.status == 303, answer.text
    after = desk.content.path("en/correction.md").read_text(encoding="utf-8")
    assert after == before.replace("Slowly stop pressing.", "Let go slowly.")
    assert status(desk.content).is_approved
    record = read_log(desk.content.root).records[-1]
    assert (record.name, record.role, record.door) == ("B. Clinician", "physiotherapist", "desk")
    assert (f"{record.review_by}", record.day) == ("2028-01-15", TODAY)
    assert record.read == tuple(
        f"{side}-backward / rest ({leg})" for side in ("left", "right") for leg in LEGS[side]
    )
    assert "Nothing waits." in desk.get("/approve").text
    assert "set-cookie" not in answer.headers  # who approves next writes their own name
    assert "B. Clinician" not in desk.get("/approve/en/card").text


LEGS = {"left": ("left", "right"), "right": ("right", "left")}


def test_shared_words_are_approved_in_the_others_too_or_they_are_drafts(desk: DeskHere) -> None:
    handouts = ("correction", "card", "log")
    change(desk.content, "shared", "known", "Some small studies", "A few studies")
    change(desk.content, "shared", "stop", "- it hurts or feels worse", "- it hurts\n- worse")
    assert "Words of their own must be read in Card, Log" in desk.get(HERE).text
    assert sign(desk).status == 303
    assert [status(desk.content, each).is_approved for each in handouts] == [True, False, False]
    assert status(desk.content, "log").reason is DraftReason.SHORT_FORMS
    desk.content.approve("card", "log")
    change(desk.content, "shared", "doctor-today", "for new back pain", "for back pain")
    assert "The shared words in 1 other handout too" in desk.get(HERE).text
    assert sign(desk).status == 303
    assert [status(desk.content, each).is_approved for each in handouts] == [True, False, True]
    change(desk.content, "shared", "doctor-today", "for back pain", "for any back pain")
    page = desk.get(HERE).text
    ticked = re.findall(r'name="read" value="([^"]+)"', page)
    typed = {"words": hidden(page, "words"), "read": ticked, **WHO}
    assert desk.post(HERE, typed).status == 303  # without the others
    assert status(desk.content).is_approved
    assert not status(desk.content, "log").is_approved
    assert '<span class="count">' in desk.get("/approve").text


@pytest.mark.parametrize(
    ("fields", "code", "told"),
    every(
        2,
        [
            ({"read": []}, 422, "Still to be read: Rest"),
            ({"name": " "}, 422, "Your name is missing"),
            ({"role": ""}, 422, "Your role is missing"),
            ({"words": "0" * 64}, 409, "have changed while they were read"),
            ({"words": ""}, 409, "have changed while they were read"),
            ({"review": "soon"}, 422, "The review is no day"),
            ({"review": "2020-01-01"}, 422, "is before today"),
            ({"name": "A\nB"}, 422, "line end"),
        ],
    ),
)
def test_unread_stale_or_unsigned_is_refused_and_nothing_is_written(
    desk: DeskHere, fields: dict[str, object], code: int, told: str
) -> None:
    rest(desk)
    log = read_log(desk.content.root)
    file = desk.content.path("en/correction.md").read_bytes()
    answer = sign(desk, **fields)
    assert (answer.status, told in answer.text) == (code, True), answer.text
    assert answer.text.count(" autofocus") == 1  # what is wrong is seen, wherever it stands
    assert read_log(desk.content.root) == log
    assert desk.content.path("en/correction.md").read_bytes() == file


def test_words_that_change_while_they_are_read_are_not_approved(desk: DeskHere) -> None:
    rest(desk)
    page = desk.get(HERE).text
    change(desk.content, "correction", "rest", "Let go slowly.", "Let go at once.")
    typed = {"words": hidden(page, "words"), "read": ["rest"], **WHO}
    answer = desk.post(HERE, typed)
    assert answer.status == 409
    assert "at once" in answer.text
    assert not re.search(r'name="read"[^>]* checked', answer.text)


def test_an_edit_in_any_way_is_a_draft_that_waits(desk: DeskHere) -> None:
    for file, old, new in (
        ("en/correction.md", "Slowly stop pressing.", "Slowly stop pressinG."),
        ("en/shared.md", "- it hurts or feels worse", "- it hurts or feels worsE"),
        ("en/words.yaml", "toward your chest", "towards your chest"),
    ):
        path = desk.content.path(file)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")
        assert not status(desk.content).is_approved, file
        assert f'class="panel waits first" href="{HERE}"' in desk.get("/approve").text, file
        path.write_text(text, encoding="utf-8")
        assert status(desk.content).is_approved


def test_send_back_with_a_note(desk: DeskHere) -> None:
    rest(desk)
    answer = desk.post(f"{HERE}/back", {"note": "Say how long."})
    assert answer.status == 303
    listed = desk.get(answer.headers["location"]).text
    assert "is sent back.</b> It is a draft on “Words” again, with your note." in listed
    assert "A draft, sent back: Say how long." in desk.get("/words").text
    page = desk.get("/words/en/correction/rest").text
    assert page.index("Say how long.") < page.index('role="toolbar"')  # where it is seen at once
    draft = desk.drafts.draft("en", "correction")
    assert (draft.is_waiting, draft.note) == (False, "Say how long.")
    assert "Let go slowly." in draft.text
    assert "Nothing waits." in desk.get("/approve").text


def test_taken_back_it_is_a_draft(desk: DeskHere) -> None:
    answer = desk.post(f"{HERE}/withdraw", {"name": "", "role": ""})
    assert answer.status == 422
    assert status(desk.content).is_approved
    assert re.search(r'id="w-name"[^>]* aria-invalid="true" autofocus', answer.text)
    assert "Your role is missing" in answer.text
    answer = desk.post(f"{HERE}/withdraw", WHO)
    assert answer.status == 303
    assert status(desk.content).reason is DraftReason.WITHDRAWN
    listed = desk.get(answer.headers["location"]).text
    assert "is taken back.</b> It prints as DRAFT" in listed
    assert "the approval was withdrawn" in listed
    for path in (HERE, "/library"):
        page = desk.get(path).text
        assert f"withdrawn {TODAY} by B. Clinician" in page, path
        assert "nobody" not in page, path
    assert sign(desk).status == 303
    assert "withdrawn" not in desk.get("/library").text


@pytest.mark.sweep
@pytest.mark.parametrize("days", [-1, 30])
def test_words_that_are_due_are_read_again_all_of_them(desk_here: DeskHere, days: int) -> None:
    desk, day = desk_here, TODAY + timedelta(days=days)
    desk.content.approve("correction", on=TODAY - timedelta(days=90), review_by=day)
    page = desk.get(HERE).text
    assert "Read again: still right?" in page
    ticked = re.findall(r'name="read" value="([^"]+)"', page)
    assert {"rest", "dose", "stop", "small words"} <= set(ticked)
    log = read_log(desk.content.root)
    assert sign(desk, read=ticked[1:]).status == 422
    assert read_log(desk.content.root) == log
    assert sign(desk).status == 303
    record = read_log(desk.content.root).records[-1]
    assert (record.name, record.review_by) == ("B. Clinician", usual_review(TODAY))
    assert 'name="read"' not in desk.get(HERE).text


def test_words_that_are_not_due_are_not_asked_for_again(desk: DeskHere) -> None:
    desk.content.approve("correction", review_by=TODAY + timedelta(days=31))
    assert 'name="read"' not in desk.get(HERE).text


def test_where_nothing_has_changed_nothing_is_compared(desk: DeskHere) -> None:
    page = desk.get(HERE).text
    assert f"approved {TODAY} by A. Clinician" in page
    assert "compared with" not in page
    assert "struck out" not in page


def test_a_first_approval_has_every_part_read(desk: DeskHere) -> None:
    front = '---\ntitle: Other\nversion: "1"\npages: 2\nper_pattern: false\n---\n'
    desk.content.write("en/other.md", f"{front}\n## Words {{#words}}\n\nSome words.\n")
    page = desk.get("/approve/en/other").text
    parts = re.findall(r'name="read" value="([^"]+)"', page)
    assert parts.index("words") < parts.index("dose") < parts.index("stop")  # as on the sheet
    assert parts[-1] == "small words"  # one tick for all of them, and for version and kind
    assert not {"about", "keywords", "order"} & set(parts)
    assert "Version: 1" in page
    for missing in (parts[1:], parts[:-1]):
        assert sign(desk, "/approve/en/other", read=missing).status == 422
    assert sign(desk, "/approve/en/other").status == 303
    assert status(desk.content, "other").is_approved


def test_a_first_approval_begins_with_the_pages_and_speaks_as_people_do(
    desk_here: DeskHere,
) -> None:
    page = desk_here.get(HERE).text
    pages, words = page.index("/1-page.webp"), page.index('name="read"')
    assert pages < words
    assert "LEFT backward: page 2" in page
    assert "RIGHT backward: page 2" in page
    read = unescape(page[words:])
    assert "Left / Right thigh presses " in read
    assert "Picture: Left leg: press" in read
    assert "It shows: Your left thigh presses " in read
    assert "Page [page] of [pages]" in read
    assert not re.search(r"drawing [0-9a-f]{6}|\{\{|labels\.|said of it:|field:", read)
    words_of = Book(desk_here.content.load()).words("en", "correction")
    shown = " ".join(re.sub(r"<[^>]+>", "", read).split())
    for part in words_of.parts:  # nothing is left out
        for line in part.lines:
            said = re.sub(r"^(- |title: |said of it: |label: |field: )|\*\*", "", line)
            if not re.search(r"\{\{|^picture: |: ", said) and part.name != "order":
                assert " ".join(said.replace("**", "").split()) in shown, line


def test_a_drawing_that_was_changed_is_said_in_words(desk: DeskHere) -> None:
    rest(desk)
    found = Book(desk.content.load()).words("en", "correction")
    was = next(each for each in found.parts if "picture: " in "".join(each.lines))
    at, line = next(pair for pair in enumerate(was.lines) if pair[1].startswith("picture: "))
    drawn = f"{line.rpartition(' ')[0]} 0123456789ab"
    now = was._replace(lines=(*was.lines[:at], drawn, *was.lines[at + 1 :]))
    library = desk.content.load()
    (change,) = Reader(library, "en", "correction").changes([Comparison(was, now)])
    (redline,) = change.variants[0].redlines
    text = "".join(piece.text for piece in redline if piece.kind != "gone")
    assert "drawn anew" in text
    assert "0123" not in text
    new = was._replace(
        lines=(*was.lines, "picture: door.png, file " + "0" * 64, "said of it: A door")
    )
    new = new._replace(
        lines=(*new.lines, "picture: other-figure, drawing 0123456789ab", "title: Other")
    )
    (change,) = Reader(library, "en", "correction").changes([Comparison(was, new)])
    text = "".join(piece.text for line in change.variants[0].redlines for piece in line)
    assert "Picture door.png" in text
    assert "Picture: Other" in text
    assert "anew" not in text  # there was none before
    assert "another file" not in text


@pytest.mark.parametrize("path", ["/approve/en/nothing", "/approve/xx/correction"])
def test_what_is_not_there_is_told(desk: DeskHere, path: str) -> None:
    answer = desk.get(path)
    assert (
        answer.status,
        "There is no such handout." in answer.text or "no handout" in answer.text,
    ) == (404, True)
    assert desk.post(path, {"words": "", **WHO}).status == 404


@pytest.mark.parametrize("path", [HERE, f"{HERE}/back", f"{HERE}/withdraw", f"{HERE}/use"])
def test_without_the_token_or_from_elsewhere_nothing_is_done(desk: DeskHere, path: str) -> None:
    assert desk.post(path, {"token": "", **WHO}).status == 403
    assert desk.post(path, WHO, origin="http://example.org").status == 403
    assert desk.post(path, WHO, host="127.0.0.1.evil.example").status == 403
    assert status(desk.content).is_approved


def test_an_approval_that_was_cut_off_is_finished_by_a_click(desk: DeskHere) -> None:
    """The record is written before the words take their place: until then, the old ones print."""
    rest(desk)
    draft = desk.drafts.draft("en", "correction")
    laid = {draft.file: draft.text.encode()}
    words = Book(load_library(desk.content.root, drafts=laid)).words("en", "correction")
    by = Signature("A. Clinician", "physiotherapist", TODAY, usual_review(TODAY), "", "desk")
    published = draft.file.read_bytes()
    approve(desk.content.root, "en", [("correction", words.fingerprint)], by, laid)
    draft.file.write_bytes(published)
    assert status(desk.content).is_approved
    assert "Print them from now on" in desk.get(HERE).text
    assert desk.post(f"{HERE}/use", {}).status == 303
    assert draft.file.read_bytes() == draft.text.encode()
    assert status(desk.content).is_approved


@pytest.mark.parametrize("number", range(int(os.environ.get("DESK_KILLS", "3"))))
def test_a_kill_while_approving_leaves_words_that_are_approved(desk: DeskHere, number: int) -> None:
    rest(desk)
    draft = desk.drafts.draft("en", "correction")
    old, new = draft.published.encode(), draft.text.encode()
    laid = {draft.file: new}
    words = Book(load_library(desk.content.root, drafts=laid)).words("en", "correction")
    by = Signature("A. Clinician", "physiotherapist", TODAY, usual_review(TODAY), "", "desk")
    child = os.fork()
    if child == 0:
        try:
            approve(desk.content.root, "en", [("correction", words.fingerprint)], by, laid)
        finally:
            os._exit(0)
    time.sleep(random.Random(number).uniform(0.0, 0.12))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert read_log(desk.content.root).problems == ()
    assert draft.file.read_bytes() in (old, new)
    assert status(desk.content).is_approved
    assert desk.drafts.draft("en", "correction").text.encode() == new

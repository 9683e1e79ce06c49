"""The words screen: drafts that print nothing, both legs read, hints, two who write at once."""

from __future__ import annotations

import re
from html import unescape

import pytest
from desk_help import Answer
from handout_help import TODAY
from in_process import DeskHere, hidden

from handouts.approvals.status import Book
from handouts.desk.visit_form import usual_visit
from handouts.desk.visit_sheets import sheets_of

REST = "/words/en/correction/rest"
READY = "/words/en/correction/get-ready"
PART = {"x-part": "yes"}


@pytest.fixture
def desk(desk_here: DeskHere) -> DeskHere:
    desk_here.content.approve("correction", "card", "log")
    return desk_here


def words_on(page: str) -> str:
    found = re.search(r'<textarea id="words"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found[1])


def write(desk: DeskHere, path: str, words: str, /, **fields: str) -> Answer:
    """Types other words, and saves; `base` is as the page has it unless given."""
    page = desk.get(path).text
    typed = {"words": words.replace("\n", "\r\n"), "base": hidden(page, "base"), **fields}
    return desk.post(path, {"pattern": "left-backward", **typed})


def look(desk: DeskHere, path: str, words: str, **fields: str) -> str:
    answer = desk.post(f"{path}/look", {"words": words, **fields}, **PART)
    assert answer.status == 200, answer.text
    return unescape(answer.text)


def draft(desk: DeskHere, name: str = "correction") -> str:
    return desk.drafts.draft("en", name).text


def test_a_draft_never_changes_what_is_printed(desk: DeskHere) -> None:
    def printed() -> bytes:
        visit = usual_visit(desk.context.words.library)._replace(side="left")
        return sheets_of(desk.context.words, visit, desk.today).pdf

    before = printed()
    files = {file: file.read_bytes() for file in desk.content.path("en").iterdir()}
    assert write(desk, REST, "Let go. Rest.").status == 303
    assert write(desk, "/words/en/correction/shared.stop", "- it hurts").status == 303
    assert (
        desk.post("/words", {"title": "After your visit", "lang": "en", "about": "other"}).status
        == 303
    )
    assert {file: file.read_bytes() for file in desk.content.path("en").iterdir()} == files
    assert printed() == before
    assert "Let go. Rest." in draft(desk)
    assert words_on(desk.get(REST).text) == "Let go. Rest."


def test_there_is_nothing_to_send_before_something_has_changed(desk: DeskHere) -> None:
    assert " data-send disabled>" in desk.get(REST).text
    write(desk, REST, "Let go. Rest.")
    assert " data-send>" in desk.get(REST).text


@pytest.mark.sweep
def test_opening_and_saving_every_part_changes_nothing(desk: DeskHere) -> None:
    page = desk.get(REST).text
    for path in dict.fromkeys(re.findall(r'href="(/words/en/correction/[^?"]+)', page)):
        opened = desk.get(path).text
        fields = dict(re.findall(r'<input id="(\w+)" name="\w+" value="([^"]*)"', opened))
        typed = {name: unescape(value) for name, value in fields.items()}
        if 'id="words"' in opened:
            typed["words"] = words_on(opened).replace("\n", "\r\n")
        answer = desk.post(path, {**typed, "base": hidden(opened, "base"), "pattern": ""})
        assert answer.status == 303, path
    assert desk.drafts.names("en") == []


def test_how_each_leg_reads_with_fixed_words_as_chips(desk: DeskHere) -> None:
    page = unescape(desk.get(READY).text)
    left, right = page.partition("Left leg reads")[2].split("Right leg reads")
    assert "Lift your left knee" in left
    assert "<strong>in FRONT of</strong>" in left or "FRONT" in left
    assert "Lift your right knee" in right
    assert "BEHIND" in right
    mirrored = unescape(desk.get(f"{READY}?pattern=right-backward").text)
    assert "BEHIND" in mirrored.partition("Left leg reads")[2].split("Right leg reads")[0]
    assert 'data-chip="{{ hip.side }}"' in page
    assert 'data-chip="{{ hip.side }}"' in unescape(desk.get(REST).text)  # where it has none yet
    assert 'data-chip="{{ hip.side }}"' not in unescape(desk.get("/words/en/correction/log").text)
    assert "Everyone reads" in desk.get("/words/en/correction/log").text


def test_words_that_follow_the_pattern_are_read_for_both(desk: DeskHere) -> None:
    """What is said of no one leg may still say `left` to one patient, `right` to the other."""
    log = "/words/en/correction/log"
    said = look(desk, log, "Your {{ backward.side }} hip bone.", pattern="right-backward")
    assert "Everyone reads" not in said
    left, right = said.partition("LEFT backward reads")[2].split("RIGHT backward reads")
    assert "Your left hip bone." in left
    assert "Your right hip bone." in right
    assert "Everyone reads" in look(desk, log, "Your hip bone {{ backward.tilt }}.")


def test_the_part_is_framed_and_every_part_can_be_clicked(desk: DeskHere) -> None:
    page = desk.get(READY).text
    svg = page.partition('<svg class="spots"')[2].partition("</svg>")[0]
    framed = re.findall(
        r'href="/words/en/correction/([\w.-]+)\?[^"]*" tabindex="-1"><rect class="(\w+)', svg
    )
    assert ("get-ready", "here") in framed
    assert {"checked-first", "shared.stop", "shared.help-now", "press"} <= {
        part for part, _ in framed
    }
    assert {kind for part, kind in framed if part != "get-ready"} == {"there"}
    picture = re.search(r'src="(/draft/[^"]+)"', page)
    assert picture
    assert desk.get(picture[1]).headers["content-type"] == "image/webp"


def test_a_typed_side_is_told_blocks_sending_and_is_mended_by_a_click(desk: DeskHere) -> None:
    words = "Lift your {{ hip.side }} knee. Keep your right foot down."
    said = look(desk, READY, words)
    assert "“right” is typed, so both legs say it." in said
    assert 'id="live"' not in said  # the picture stays as it was
    answer = write(desk, READY, words, act="send")
    assert answer.status == 422
    assert "It is not sent" in answer.text
    assert not desk.drafts.draft("en", "correction").is_waiting
    page = desk.get(READY).text
    (mend,) = [each for each in re.findall(r'name="mend" value="([^"]+)"', page) if "other" in each]
    assert write(desk, READY, words, mend=mend).status == 303
    assert "Keep your {{ hip.other }} foot down." in draft(desk)
    assert "is typed" not in desk.get(READY).text
    assert write(desk, READY, words_on(desk.get(READY).text), act="send").status == 303
    assert desk.drafts.draft("en", "correction").is_waiting


def test_a_side_that_is_right_for_both_can_be_said_to_be(desk: DeskHere) -> None:
    words = "Your right to ask is yours."
    page = unescape(write(desk, REST, words, act="send").text)
    (meant,) = re.findall(r'name="meant" value="([^"]+)"', page)
    assert write(desk, REST, words, meant=meant).status == 303
    assert 'sides_meant:\n  - "Your right to ask is yours."\n' in draft(desk)
    assert "is typed" not in desk.get(REST).text
    assert write(desk, REST, words, act="send").status == 303


def test_a_handout_that_is_the_same_for_everyone_may_name_sides(desk: DeskHere) -> None:
    desk.post("/words", {"title": "After your visit", "lang": "en", "about": "other"})
    said = look(desk, "/words/en/after-your-visit/what-to-do", "- Rest your left arm.")
    assert "is typed" not in said
    assert 'id="live"' in said


def test_what_is_too_long_is_called_as_the_screen_calls_it(desk: DeskHere) -> None:
    long = "\n\n".join(["Let your leg down as slowly as you can."] * 60)
    said = look(desk, REST, long, pattern="left-backward")
    assert re.search(r"too long .+ Shorten .*“Rest”", said)
    assert "{#" not in said
    assert write(desk, REST, long).status == 303
    sent = unescape(write(desk, REST, long, act="send").text)
    assert "“Rest”" in sent.partition("It is not sent")[2]


def test_hints_follow_what_is_typed(desk: DeskHere) -> None:
    easy = look(desk, REST, "Let go now. Put your foot down. Rest a bit.")
    assert "Fits 2 pages" in easy
    long = "We shall investigate the musculoskeletal characteristics of the lumbopelvic region"
    hard = look(desk, REST, f"{long} thoroughly and comprehensively before continuing with it all.")
    assert f'Longest sentence: <q lang="en">{long}' in hard
    grades = [float(re.search(r"Grade <b>([\d.]+)<", each)[1]) for each in (easy, hard)]  # type: ignore[index]
    assert grades[0] < 6 < grades[1]
    too_long = look(desk, REST, "\n".join(["One more line of words to read here."] * 120))
    assert re.search(r"\d+ mm too long for its 2 pages", too_long)
    assert "Fits" not in too_long
    unknown = look(desk, REST, "Lift your {{ hip.sid }} knee.")
    assert "hip.sid" in unknown
    assert 'id="live"' not in unknown


def test_shared_parts_say_where_they_are_and_which_short_forms_follow(desk: DeskHere) -> None:
    page = desk.get("/words/en/correction/shared.stop").text
    assert "In 1 handout<" in page
    assert "say it in short words of their own" in page
    assert 'href="/words/en/card/stop"' in page
    assert write(desk, "/words/en/correction/shared.stop", "- it hurts").status == 303
    assert "## Stop if {#stop}\n\n- it hurts\n" in draft(desk, "shared")


def test_undo_and_redo(desk: DeskHere) -> None:
    for words in ("One.", "Two."):
        write(desk, REST, words)
    for act, words in (
        ("undo", "One."),
        ("undo", "Slowly stop pressing. Then lower your foot. Repeat."),
        ("redo", "One."),
    ):
        assert write(desk, REST, words_on(desk.get(REST).text), act=act).status == 303
        assert words_on(desk.get(REST).text) == words


def test_the_second_save_of_two_people_is_shown_both_and_loses_none(desk: DeskHere) -> None:
    base = hidden(desk.get(REST).text, "base")
    assert write(desk, REST, "Hers.", base=base).status == 303
    answer = write(desk, REST, "His.", base=base)
    assert answer.status == 409
    both = answer.text.partition('id="conflict"')[2]
    assert "<pre>Hers.</pre>" in both
    assert "<pre>His.</pre>" in both
    assert words_on(desk.get(REST).text) == "Hers."
    again = answer.text.partition('<form id="again"')[2]
    fields = {
        name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', again)
    }
    assert desk.post(REST, fields).status == 303
    assert words_on(desk.get(REST).text) == "His."
    history = desk.get("/history/en/correction").text
    assert "Rest, at the same time" in history  # as the part is called
    part = desk.post(REST, {"words": "X.", "base": base}, **PART)
    assert (part.status, 'name="base" id="base"' in part.text) == (409, False)


def test_two_people_in_two_parts_do_not_meet(desk: DeskHere) -> None:
    bases = {path: hidden(desk.get(path).text, "base") for path in (REST, READY)}
    for path, words in ((REST, "Rest now."), (READY, "Get ready now.")):
        assert write(desk, path, words, base=bases[path]).status == 303
    assert "Rest now." in draft(desk)
    assert "Get ready now." in draft(desk)


def test_an_edit_outside_is_seen_at_once_and_a_draft_of_another_part_stays(desk: DeskHere) -> None:
    write(desk, REST, "Let go.")
    desk.content.edit("en/correction.md", "Keep breathing.", "Breathe on.")
    assert "Breathe on." in words_on(desk.get("/words/en/correction/press").text)
    assert words_on(desk.get(REST).text) == "Let go."
    desk.content.edit("en/correction.md", "Slowly stop pressing.", "Stop now.")
    page = desk.get(REST).text
    assert "This part was changed in the file as well." in page
    assert words_on(page) == "Let go."


def test_from_a_draft_to_paper_and_every_state_can_be_brought_back(desk: DeskHere) -> None:
    assert (
        write(desk, REST, "Let go slowly.", act="send").headers["location"]
        == "/approve/en/correction?sent"
    )
    here = "/approve/en/correction"
    page = desk.get(here).text
    typed = {"words": hidden(page, "words"), "read": ["rest"], "name": "B", "role": "physio"}
    assert desk.post(here, typed).status == 303
    status = Book(desk.content.load()).status("en", "correction", TODAY)
    assert status.is_approved
    write(desk, REST, "Something else.")
    history = desk.get("/history/en/correction").text
    assert f"approved, words {status.code}" in history
    assert "changed in the file" not in history  # but by the approval
    assert f"/library/code/{status.code}" in history
    found = re.search(rf'number=(\d+)"[^\n]*approved, words {status.code}', history)
    assert found
    shown = desk.get(f"/history/en/correction?number={found[1]}").text
    assert "Let go slowly." in shown
    assert "Something else." in shown
    assert desk.post("/history/en/correction", {"number": found[1]}).status == 303
    assert words_on(desk.get(REST).text) == "Let go slowly."


def test_a_new_handout_from_a_blank_without_a_dose_and_the_approver_sees_it(desk: DeskHere) -> None:
    answer = desk.post("/words", {"title": "After your visit", "lang": "en", "about": "other"})
    assert answer.headers["location"] == "/words/en/after-your-visit"
    assert "new, not printed yet" in desk.get("/words").text
    path = "/words/en/after-your-visit/what-to-do"
    assert write(desk, path, "- Rest today.", act="send").status == 303
    page = desk.get("/approve/en/after-your-visit").text
    assert "Not about exercises: no dose, nothing of a tilt" in page
    parts = re.findall(r'name="read" value="([^"]+)"', page)
    assert "stop" in parts
    assert not {"dose", "checked-first", "known"} & set(parts)
    typed = {"words": hidden(page, "words"), "read": parts, "name": "B", "role": "physio"}
    assert desk.post("/approve/en/after-your-visit", typed).status == 303
    assert desk.content.path("en/after-your-visit.md").is_file()
    assert Book(desk.content.load()).status("en", "after-your-visit", TODAY).is_approved


def test_a_figure_is_placed_from_a_list(desk: DeskHere) -> None:
    desk.post("/words", {"title": "After your visit", "lang": "en", "about": "other"})
    path = "/words/en/after-your-visit/what-to-do"
    page = unescape(desk.get(path).text)
    assert 'data-chip="![](arm)" data-own-line' in page
    assert "![](press)" not in page  # which is of one hip
    assert 'id="live"' in look(desk, path, "Look.\n\n![](arm)\n\n- Rest.")
    for name in ("press", "nothing"):
        said = look(desk, path, f"Look.\n\n![]({name})")
        assert f"No figure '{name}' can be placed among words." in said
        assert 'id="live"' not in said
    assert write(desk, path, "Look.\n\n![](arm)", act="send").status == 303
    page = desk.get("/approve/en/after-your-visit").text
    assert "Picture: " in page


def test_a_new_handout_as_a_copy(desk: DeskHere) -> None:
    typed = {"title": "Hips at home", "lang": "en", "of": "log"}
    assert desk.post("/words", typed).status == 303
    text = draft(desk, "hips-at-home")
    assert text.startswith("---\ntitle: Hips at home\n")
    assert text.partition("\n---\n")[2] == draft(desk, "log").partition("\n---\n")[2]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": ""}, "Write its title."),
        ({"title": "日本"}, "Use some letters A to Z"),
        ({"title": "Card"}, "There is a handout"),
        ({"title": "New", "lang": "../x"}, "Choose a language."),
        ({"title": "New", "of": "../../clinic"}, "no such handout to copy"),
        ({"title": "New", "of": "nothing"}, "no such handout to copy"),
    ],
)
def test_a_new_handout_that_cannot_be_is_told(
    desk: DeskHere, fields: dict[str, str], told: str
) -> None:
    answer = desk.post("/words", {"lang": "en", "about": "exercise", **fields})
    assert (answer.status, told in answer.text) == (422, True)
    assert desk.drafts.names("en") == []


def test_the_front_is_changed_line_by_line(desk: DeskHere) -> None:
    path = "/words/en/correction/about"
    before = draft(desk)
    base = hidden(desk.get(path).text, "base")
    answer = desk.post(
        path, {"base": base, "title": "Hip: one exercise", "version": "0.3", "pages": "2"}
    )
    assert answer.status == 303
    changed = [
        (old, new)
        for old, new in zip(before.split("\n"), draft(desk).split("\n"), strict=True)
        if old != new
    ]
    assert [old for old, _ in changed] == ["title: Gentle hip exercise", 'version: "0.2"']
    assert "Hip: one exercise" in unescape(desk.get(path).text)


@pytest.mark.parametrize(
    "path",
    ["/words/en/nothing/part", "/words/xx/correction/rest", "/words/en/correction/nothing",
     "/words/en/..%2fclinic/rest", "/history/en/nothing", "/history/..%2f/x"],
)  # fmt: skip
def test_what_is_not_there_is_told(desk: DeskHere, path: str) -> None:
    assert desk.get(path).status == 404
    if path.startswith("/history"):
        assert desk.post(path, {"number": "1"}).status in (303, 404)
        assert not any(desk.content.path(".desk").rglob("*.md"))
        return
    assert desk.post(path, {"words": "x", "base": ""}).status == 404
    assert not any(desk.content.path(".desk").rglob("*.md"))


@pytest.mark.parametrize("path", [REST, f"{REST}/look", "/words", "/history/en/correction"])
def test_no_token_or_another_origin_saves_nothing(desk: DeskHere, path: str) -> None:
    fields = {"words": "x", "title": "New", "lang": "en"}
    assert desk.post(path, {"token": "", **fields}).status == 403
    assert desk.post(path, fields, origin="http://127.0.0.1.evil.example").status == 403
    assert desk.post(path, fields, host="127.0.0.1.evil.example").status == 403
    assert desk.drafts.names("en") == []


def test_words_are_never_html(desk: DeskHere) -> None:
    write(desk, REST, "<script>alert(1)</script> & <b>")
    page = desk.get(REST).text
    assert "<script>alert" not in page
    assert words_on(page) == "<script>alert(1)</script> & <b>"
    for path in ("/history/en/correction", "/history/en/correction?number=1", "/words", "/approve"):
        assert "<script>alert" not in desk.get(path).text


def test_nothing_is_inline(desk: DeskHere) -> None:
    write(desk, REST, "Let go.", act="send")
    for path in (
        *("/words", REST, "/words/en/correction/about", "/history/en/correction"),
        *("/approve", "/approve/en/correction", "/library", "/library/report"),
    ):
        page = desk.get(path).text
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", page), path

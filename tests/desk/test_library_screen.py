"""The library screen: what is due, which words a code stands for, what an auditor gets."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from handout_help import TODAY, OwnContent, copy_content
from in_process import DeskHere
from tagged_pdf import Reading
from visible import words as seen

from handouts.approvals.status import Book
from handouts.cli.main import main
from handouts.desk.visit_form import usual_visit
from handouts.desk.visit_sheets import sheets_of


@pytest.fixture
def desk(desk_here: DeskHere) -> DeskHere:
    desk_here.content.clinic("name: Riverside Physiotherapy\n")
    return desk_here


def code_of(desk: DeskHere, handout: str = "correction") -> str:
    return Book(desk.content.load()).status("en", handout, TODAY).code


def test_what_is_overdue_and_what_is_due_soon(desk: DeskHere) -> None:
    year = TODAY.replace(year=TODAY.year - 1)
    desk.content.approve("card", on=year, review_by=TODAY - timedelta(days=1))
    desk.content.approve("log", on=year, review_by=TODAY + timedelta(days=30))
    desk.content.approve("correction", on=year, review_by=TODAY + timedelta(days=31))
    page = desk.get("/library").text
    todo = r'href="/approve/en/(\w+)"><span class="number">(\d)<.*?class="what">([^<]+)'
    todos = re.findall(todo, page)
    assert todos == [("card", "1", "Review is past due"), ("log", "1", "Due within 30 days")]
    assert '<span class="count late">2<' in page
    assert re.search(r'tag bad">.*?2027-01-14', page)
    assert re.search(r'tag grey">.*?2027-02-14', page)
    assert "A. Clinician · 2026-01-15" in page


def test_all_that_is_due_is_told_the_soonest_first(desk: DeskHere) -> None:
    desk.content.approve("card", "correction", review_by=TODAY + timedelta(days=3))
    desk.content.approve("log", review_by=TODAY)
    page = desk.get("/library").text
    (told,) = re.findall(r'href="/approve/en/log"><span class="number">3<.*?small">([^<]+)', page)
    assert re.findall(r": (today|[\d-]+)", told) == ["today", "2027-01-18", "2027-01-18"]


def test_a_translation_whose_safety_part_is_stale_is_a_draft_and_told(tmp_path: Path) -> None:
    own = OwnContent.__new__(OwnContent)
    own.root = tmp_path / "content"
    copy_content(own.root, "en", "es")
    for file in (*own.path("en").glob("*.md"), *own.path("es").glob("*.md")):
        if file.stem not in ("shared", "correction"):
            file.unlink()
    own.write("es/translation.yaml", "translator: A. Translator\n")
    own.path("es/translation.json").unlink()
    assert main(["translate", "es", "--done", "--content", str(own.root)]) == 0
    own.approve("correction")
    own.approve("correction", lang="es")
    desk = DeskHere(own, tmp_path / "dist")

    def is_draft() -> bool:
        visit = usual_visit(desk.context.words.library)
        visit = visit._replace(side="left", lang="es", give=("correction",))
        return sheets_of(desk.context.words, visit, desk.today).is_draft

    assert not is_draft()
    own.edit("en/correction.md", "It should not hurt.", "It must not hurt.")
    page = desk.get("/library").text
    assert "Translations out of date" in page
    assert "out of date: “Set up, and what to expect”" in page
    assert not is_draft()
    own.edit("en/shared.md", "- it hurts or feels worse", "- it burns")
    assert is_draft()
    assert "“Stop if”" in desk.get("/library").text
    assert "It prints as DRAFT even when it is approved" in desk.get("/approve/es/correction").text
    desk.close()


def test_nothing_waits(desk: DeskHere) -> None:
    desk.content.approve("card", "log", "correction")
    page = desk.get("/library").text
    assert "Nothing waits." in page
    assert "count" not in page


def test_what_nobody_approved_is_told_where_nothing_waits(desk: DeskHere) -> None:
    desk.content.approve("card")
    for path in ("/library", "/approve"):
        page = desk.get(path).text
        assert "No changes sent. 2 handouts were never approved." in page, path
        assert "Nothing waits" not in page, path


def test_the_code_on_paper_finds_its_words_who_approved_them_and_what_changed(
    desk: DeskHere,
) -> None:
    desk.content.approve("correction", "card", "log")
    visit = usual_visit(desk.context.words.library)._replace(side="left")
    pdf = sheets_of(desk.context.words, visit, desk.today).pdf
    code = code_of(desk)
    assert code in " ".join(seen(pdf))
    page = desk.get(f"/library?code={code}").text
    assert "Approved by A. Clinician, physiotherapist, 2027-01-15" in page
    assert "these are the words of now" in page
    desk.content.edit("en/correction.md", "Slowly stop pressing.", "Let go slowly.")
    assert code_of(desk) != code
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', '–')} "):
        page = desk.get(f"/library?code={typed.replace(' ', '+').replace('–', '%E2%80%93')}").text
        assert "What changed since" in page, typed
    page = desk.get(f"/library/code/{code}").text
    assert "Slowly stop pressing." in page.partition('id="since"')[0]
    assert "Let go slowly." not in page.partition('id="since"')[0]
    assert re.search(r"<ins>.*Let go slowly", page.partition('id="since"')[2])


def test_the_code_of_a_draft_is_said_to_be_one(desk: DeskHere) -> None:
    page = desk.get(f"/library?code={code_of(desk)}").text
    assert "A draft: nobody has approved these words." in page


def test_the_code_of_a_draft_finds_its_words_when_they_have_changed_since(
    desk: DeskHere, tmp_path: Path
) -> None:
    form = {"side": "left", "give": ("card", "log"), "look": "standard", "name": "Ana Nowhere"}
    codes = [code_of(desk, each) for each in ("card", "log")]
    for _ in range(2):
        assert desk.post("/print", form).status == 303
    kept = desk.content.path(".desk/given")
    assert len(list(kept.iterdir())) == 2  # each once
    assert not [each for each in kept.iterdir() if "Nowhere" in each.read_text()]
    desk.content.edit("en/card.md", "## Stop if", "## Now: stop if")
    main(["patient", "--pattern=left", "--give=card", f"--content={desk.content.root}",
          f"--out={tmp_path / 'one.pdf'}"])  # fmt: skip
    codes.append(code_of(desk, "card"))
    desk.content.edit("en/card.md", "## Now: stop if", "## Then: stop if")
    for code in codes:
        page = desk.get(f"/library?code={code}").text
        assert "nobody has approved these words. Copies of it were handed out." in page
    page = desk.get(f"/library/code/{codes[2]}").text
    assert "Now: " in page.partition('id="since"')[0]
    assert "Then: " in page.partition('id="since"')[2]
    (damaged,) = (each for each in kept.iterdir() if each.name.startswith(codes[2][:4].lower()))
    damaged.write_text("cut off")
    assert "No words here have this code" in desk.get(f"/library?code={codes[2]}").text


def test_words_that_cannot_be_kept_are_told_and_printed_all_the_same(desk: DeskHere) -> None:
    desk.content.write(".desk/given", "in the way")
    assert desk.post("/print", {"side": "left", "give": "card"}).status == 303
    assert "The code of that draft will find no words: " in desk.get("/").text


@pytest.mark.parametrize("typed", ["0000-0000", "7F3A", "zzzz-zzzz", "%3Cb%3E", "1" * 200])
def test_a_code_of_nothing_is_told(desk: DeskHere, typed: str) -> None:
    page = desk.get(f"/library?code={typed}").text
    assert 'class="wrong"' in page
    assert "<b>" not in page.partition("placeholder")[2].partition("Find")[0]
    assert desk.get(f"/library/code/{typed}").status == 404


def test_copies_by_day(desk: DeskHere) -> None:
    assert "Nothing is written down yet." in desk.get("/library").text
    file = desk.content.path(".desk/copies.csv")
    desk.content.write(
        ".desk/copies.csv", "day,handout,words,copies\n2027-01-15,card,AB12-CD34,6\n"
    )
    page = desk.get("/library").text
    assert re.search(r">Today<.*>Card<.*>6<", page)
    assert '/library/code/AB12-CD34"' in page
    file.write_bytes(b"\xff\xfe")
    assert desk.get("/library").status == 200


def test_the_report_is_a_page_and_a_tagged_pdf(desk: DeskHere) -> None:
    desk.content.approve("correction", "card")
    page = desk.get("/library/report")
    assert page.status == 200
    assert "All records" in page.text
    assert "<style" not in page.text
    answer = desk.get("/library/report.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    reading = Reading(answer.body)
    assert reading.faults == []
    text = " ".join(seen(answer.body))
    for told in ("Review of handouts", code_of(desk), "A. Clinician", "Riverside Physiotherapy"):
        assert told in text, told


def test_a_report_of_many_records_goes_over_pages(desk: DeskHere) -> None:
    for _ in range(30):
        desk.content.approve("card")
    answer = desk.get("/library/report.pdf")
    assert Reading(answer.body).faults == []
    assert " ".join(seen(answer.body)).count("approved by A. Clinician") == 30


def test_content_that_cannot_be_read_is_told(desk: DeskHere) -> None:
    desk.content.write("en/card.md", "no front matter\n")
    assert desk.get("/library").status == 200
    assert desk.get("/library/report").status == 503

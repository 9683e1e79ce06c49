"""The print screen as a browser asks it: what comes is what was chosen, and then it is gone."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from stat import S_ISREG

import pikepdf
import pytest
from desk_help import Served
from handout_help import TODAY, OwnContent
from hypothesis import given, settings
from hypothesis import strategies as st
from in_process import DeskHere
from visible import words

from handouts.building.request import DOSE
from handouts.cli import main
from handouts.desk.good_words import GoodWords
from handouts.desk.short_memory import ShortMemory
from handouts.desk.visit_form import Visit
from handouts.desk.visit_sheets import sheets_of
from handouts.reading.dose import LIMITS
from handouts.storage import paths

USUAL = {"hold_seconds": "5", "repeats": "3", "times_a_day": "2", "days_a_week": "7"}
LEFT = {"side": "left", "give": ["correction", "card", "log"], **USUAL, "look": "standard"}
NAME = "Zyxwa Notfound"
FORMS = int(os.environ.get("FORMS", "8"))
PATIENTS = int(os.environ.get("PATIENTS", "10"))


def printed(desk: Served, fields: Mapping[str, object]) -> bytes:
    """The PDF that a browser gets."""
    answer = desk.post("/print", fields)
    assert answer.status == 303, answer.text
    address = answer.headers["location"]
    assert re.fullmatch(r"/set/[\w-]{20,}\.pdf", address)
    pdf = desk.ask(address)
    assert (pdf.status, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.headers["cache-control"] == "no-store"
    return pdf.body


def pressing(pdf: bytes) -> set[tuple[str, str]]:
    """Each thigh that the pages name, with the way in which it presses: to the chest or away."""
    said = " ".join(words(pdf)).lower()
    ways = r"\b(left|right) thigh presses (to chest|toward your chest|away)"
    return {(thigh, way.split()[-1]) for thigh, way in re.findall(ways, said)}


def pressing_for(side: str) -> set[tuple[str, str]]:
    """Where `side` is backward: that thigh presses to the chest, and only the other one away."""
    return {(side, "chest"), ({"left": "right", "right": "left"}[side], "away")}


def fields_of(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(pdf)) as file:
        return {str(field.T): str(field.get("/V", "")) for field in file.Root.AcroForm.Fields}


def test_no_side_is_chosen_and_without_one_nothing_is_printed(desk: Served) -> None:
    page = desk.ask("/").text
    assert 'name="side"' in page
    assert not re.search(r'name="side"[^>]* checked', page)
    for fields in ({**LEFT, "side": ""}, {**LEFT, "side": "both"}, {**LEFT, "side": "LEFT"}):
        answer = desk.post("/print", fields)
        assert answer.status == 422
        assert "Choose the side first." in answer.text


@pytest.mark.parametrize("side", ["left", "right"])
def test_what_is_printed_is_byte_for_byte_what_the_command_makes(
    desk: Served, tmp_path: Path, side: str
) -> None:
    fields = {**LEFT, "side": side, "repeats": "4", "days_a_week": "", "name": NAME}
    pdf = printed(desk, fields)
    out = tmp_path / "visit.pdf"
    command = ["patient", "--pattern", side, "--name", NAME, "--no-usual-dose", "--out", str(out)]
    dose = ["--hold-seconds", "5", "--repeats", "4", "--times-a-day", "2"]
    at = ["--content", str(desk.content.root), "--today", TODAY.isoformat()]
    assert main.main([*command, *dose, *at]) == 0
    assert pdf == out.read_bytes()
    assert pressing(pdf) == pressing_for(side)
    assert fields_of(pdf)["dose-days_a_week"] == ""  # what was emptied is not filled in again


def test_the_usual_dose_of_the_clinic_is_in_the_form(desk: Served) -> None:
    page = desk.ask("/").text
    for name, value in USUAL.items():
        assert f'name="{name}" value="{value}"' in page
    assert re.search(r'name="effort\w*" value=""', page)


def test_side_head_button_and_picture_are_of_one_side(desk: Served) -> None:
    for side in ("left", "right"):
        page = desk.post("/look", {**LEFT, "side": side}).text
        assert f"{side.upper()} hip bone backward</h2>" in page
        picture = re.search(r'src="(/picture/[^"]+/1-page\.webp)"', page)
        assert picture
        drawn = desk.ask(picture[1])
        assert (drawn.headers["content-type"], drawn.body[8:12]) == ("image/webp", b"WEBP")
        assert drawn.headers["cache-control"] == "no-store"
        for other in ("99", "0", "01", "+1", f"{2**32 + 1}", "9" * 4301, "1-1"):
            assert desk.ask(picture[1].replace("/1-", f"/{other}-")).status == 404
        assert "5 pages" in page
        assert "Approved 2027-01-15, A. Clinician" in page


HOSTILE = {
    "long": "x" * 10_000,
    "markup": '<script>alert(1)</script>"><b>',
    "nul": "a\x00b",
    "emoji": "Ana 😀",
    "turned": "Ana \u202egnorw\u202c",
    "lines": "Ana\r\nSet-Cookie: x=y",
    "template": "{{ 7 * 7 }}{% raw %}",
}


@pytest.mark.parametrize("field", ["name", "repeats", "give", "look", "paper", "lang", "side"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_what_makes_no_sense_is_told_at_its_field(desk: Served, field: str, kind: str) -> None:
    answer = desk.post("/print", {**LEFT, field: HOSTILE[kind]})
    if (field, kind) in (("name", "markup"), ("name", "template")):
        assert answer.status == 303  # a name may be written so; it is shown as typed
        assert "<script>alert" not in desk.post("/look", {**LEFT, field: HOSTILE[kind]}).text
        return
    assert answer.status == 422
    assert "<script>alert" not in answer.text
    told = re.search(rf'id="wrong-{field}" role="alert">([^<]+)<', answer.text)
    assert told, answer.text
    assert "Set-Cookie: x=y" not in str(answer.headers)


def test_the_chart_is_in_the_clinics_language_whatever_the_patients(
    own: OwnContent, desk_here: DeskHere
) -> None:
    shutil.copytree(paths.content_dir() / "es", own.path("es"))
    own.clinic("languages: en, es\n")
    line = sheets_of(
        GoodWords(own.root),
        Visit("left", ("log",), {"repeats": "3"}, "large-print", "a4", "es", ""),
        TODAY.isoformat(),
    ).line
    assert "(large print, Español)" in line
    assert "Dose: Do 3 times." in line
    fields = {**LEFT, "give": "log", "lang": "es", "look": "large-print"}
    page = desk_here.post("/email", fields).text
    assert re.search(r"Log: \d+ pages, large print, Español\.", page)


def test_two_windows_never_get_each_others_patient(desk: Served) -> None:
    """80 requests at once of two patients; a build goes on meanwhile."""

    def one(number: int) -> None:
        side, name, hold = (("left", "Ana", "6"), ("right", "Bea", "9"))[number % 2]
        fields = {**LEFT, "side": side, "name": f"{name} {number}", "hold_seconds": hold}
        pdf = printed(desk, {**fields, "give": ["log"]})
        assert fields_of(pdf)["made_for"] == f"{name} {number}"
        assert fields_of(pdf)["dose-hold_seconds"] == hold
        with pikepdf.open(BytesIO(pdf)) as file:
            assert side in str(file.docinfo["/Title"]).lower()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(80)))


CONTENT = GoodWords(paths.content_dir())


@settings(max_examples=FORMS, deadline=None)
@given(
    st.sampled_from(["left", "right"]),
    st.lists(st.sampled_from(["correction", "card", "log"]), min_size=1, unique=True),
    st.tuples(*(st.just("") | st.integers(1, min(6, LIMITS[each][1])).map(str) for each in DOSE)),
    st.sampled_from(["", "Ana", "Łukasz Ö", "Ελένη"]),
    st.sampled_from(["standard", "large-print", "mono"]),
    st.sampled_from(["a4", "letter"]),
)
def test_never_a_wrong_side_dose_or_name(
    side: str, give: list[str], dose: tuple[str, ...], name: str, look: str, paper: str
) -> None:
    typed = dict(zip(DOSE, dose, strict=True))
    named = name if set(give) - {"card"} else ""
    visit = Visit(side, tuple(give), typed, look, paper, "en", named)
    sheets = sheets_of(CONTENT, visit, TODAY.isoformat())
    found = fields_of(sheets.pdf)
    assert {each: found.get(f"dose-{each}", typed[each]) for each in DOSE} == typed
    assert found.get("made_for", named) == named
    assert pressing(sheets.pdf) == pressing_for(side)
    assert f"{side.upper()} hip bone backward" in sheets.line
    assert not named or named not in sheets.line
    words = {"standard": ". ", "large-print": " (large print). ", "mono": " (black & white). "}
    assert f"{words[look]}{side.upper()} hip bone" in sheets.line
    assert sheets.line.endswith(f". DRAFT, not approved: {sheets.drafts.named}.")


def written_since(start: float, folder: Path) -> list[Path]:
    """The files of a file system that anything has written."""
    found = []
    device = folder.stat().st_dev
    for at, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if Path(at, each).lstat().st_dev == device]
        for file in (Path(at, name) for name in names):
            with suppress(OSError):  # gone meanwhile
                status = file.lstat()
                if S_ISREG(status.st_mode) and status.st_ctime >= start - 2:
                    found.append(file)
    return found


def test_nothing_of_a_patient_is_on_the_disk(desk: Served) -> None:
    name = "Wexq Nowherefound"  # of no other test: theirs are in PDFs that were asked for
    start = time.time()
    for number in range(PATIENTS):
        printed(desk, {**LEFT, "name": f"{name} {number}", "give": ["log"]})
        desk.post("/look", {**LEFT, "name": f"{name} {number}", "give": ["log"]})
    files = written_since(start, Path("/") if PATIENTS >= 100 else desk.out.parent)
    assert any(desk.content.root in file.parents for file in files)
    held = []
    for link in Path(f"/proc/{desk.process.pid}/fd").glob("*"):
        with suppress(FileNotFoundError):  # closed meanwhile
            held.append(link.readlink())
    for file in {*files, *(each for each in held if each.is_file())}:
        with suppress(FileNotFoundError):  # a build that goes on has moved it into place
            assert name.encode() not in file.read_bytes(), file
    copies = (desk.content.root / ".desk/copies.csv").read_text().splitlines()
    assert copies[0] == "day,handout,words,copies"
    assert any(line.startswith("2027-01-15,log,") for line in copies)
    assert not (desk.content.root / ".desk/visits.csv").exists()


def test_it_is_gone_after_its_time() -> None:
    async def remembered() -> tuple[object, object, list[object]]:
        memory: ShortMemory[str] = ShortMemory(0.05, 2)
        for word in ("one", "two", "three"):
            key = memory.keep(word)
        at_once, kept = memory.get(key), [value for _, value in memory.newest_first()]
        await asyncio.sleep(0.1)
        return at_once, memory.get(key), [*kept]

    assert asyncio.run(remembered()) == ("three", None, ["three", "two"])


def test_it_can_be_brought_back_without_a_script(desk: Served) -> None:
    printed(desk, {**LEFT, "side": "right", "hold_seconds": "8", "name": NAME})
    page = desk.ask("/sent").text
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    assert "RIGHT hip bone backward" in page
    assert NAME not in page
    back = desk.post("/back", {"key": key[1]}).text
    assert re.search(r'value="right" checked', back)
    assert 'name="hold_seconds" value="8"' in back
    assert f'value="{NAME}"' in back
    assert desk.post("/back", {"key": "x"}).status == 404


def test_who_is_not_let_in_gets_nothing(desk: Served) -> None:
    own = desk.url.rstrip("/")
    for path in ("/", "/pages", "/clinic", "/help", "/events", "/sent"):
        assert desk.ask(path, cookie="other=1").status == 403
    key = desk.key.removeprefix(own)
    assert desk.ask(key, cookie="other=1").status == 303
    assert desk.ask(key, cookie="other=1").status == 403  # it works once
    assert desk.ask("/?key=x", cookie="other=1").status == 403
    answer = desk.ask(desk.key.removeprefix(own), cookie="other=1")
    set_cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in set_cookie
    assert "samesite=strict" in set_cookie
    for wrong in ({"token": ""}, {"token": "x" * 32}, {"token": ["a", "b"]}):
        assert desk.post("/print", {**LEFT, **wrong}).status == 403
    assert desk.post("/print", LEFT, Origin="http://example.org").status == 403
    evil = replace(desk, process=desk.process)
    body = b"token=" + desk.token.encode()
    host = f"127.0.0.1.evil.example:{desk.port}"
    assert evil.ask("/print", "POST", body, host=host, Origin=own).status == 403
    assert desk.post("/print", {**LEFT, "name": "x" * 300_000}).status == 413


def test_broken_words_are_told_and_the_last_good_ones_are_printed(desk: Served) -> None:
    before = printed(desk, LEFT)
    whole = desk.content.path("en/log.md").read_text()
    try:
        desk.content.write("en/log.md", whole + "\n{{ nonsense }}\n")
        page = desk.post("/look", LEFT)
        assert page.status == 200
        assert "There is a mistake in the words." in page.text
        assert "log.md, line " in page.text
        assert printed(desk, LEFT) == before
        away = desk.content.root.with_name("away")
        desk.content.root.rename(away)
        try:
            assert printed(desk, {**LEFT, "give": ["log"]})
        finally:
            shutil.rmtree(desk.content.root, ignore_errors=True)
            away.rename(desk.content.root)
    finally:
        desk.content.write("en/log.md", whole)
    assert "There is a mistake" not in desk.post("/look", LEFT).text


def test_one_letter_changed_elsewhere_is_a_draft(desk: Served) -> None:
    for name, old, new in (
        (
            "en/correction.md",
            "title: Gentle hip exercise",
            "title: Gentle hip exercises (MET)",
        ),
        ("en/shared.md", "it hurts", "it hurt"),
    ):
        desk.content.edit(name, old, new)
        try:
            page = desk.post("/look", LEFT).text
            assert "Print a draft" in page
            assert "DRAFT: not for patients. Still to be approved: exercises" in page
            line = json.loads(desk.post("/print", LEFT, X_Part="yes").body)["line"]
            signed = "Approved 2027-01-15, A. Clinician; but " if name != "en/shared.md" else ""
            assert f". {signed}DRAFT, not approved: exercises" in line
            email = desk.post("/email", {**LEFT, "to": "a@example.org", "act": "draft"})
            assert "DRAFT: not for patients, so it is not sent." in email.text
        finally:
            desk.content.edit(name, new, old)
    assert "Print a draft" not in desk.post("/look", LEFT).text


def button(page: str, name: str) -> str:
    found = re.search(rf"<button[^>]*data-{name}.*?</button>", page, re.DOTALL)
    assert found, page
    return found[0]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"repeats": "35"}, "Mend the dose first"),
        ({"hold_seconds": "5 sec"}, "Mend the dose first"),
        ({"give": []}, "Choose what to give"),
        ({"name": "x" * 10_000}, "Mend what is red first"),
    ],
)
def test_while_something_is_wrong_the_buttons_and_the_preview_say_so(
    desk_here: DeskHere, wrong: dict[str, object], said: str
) -> None:
    page = desk_here.post("/look", {**LEFT, **wrong}, x_part="yes").text
    for name in ("print", "save"):
        assert 'aria-disabled="true"' in button(page, name)
    assert said in button(page, "print")
    assert "LEFT" not in button(page, "print")
    assert f"<b>{said}.</b>" in page  # in the place of the pages
    assert "when a side is chosen" not in page
    assert ("DRAFT: not for patients." in page) == ("give" not in wrong)
    assert ("disabled title" in button(page, "email")) == ("give" not in wrong)


def test_a_draft_is_told_before_a_side_is_chosen(desk_here: DeskHere) -> None:
    """Nothing moves under the hand that chooses one."""
    bars = [
        re.search(r'<section class="bar">.*?</section>', page, re.DOTALL)
        for page in (desk_here.get("/").text, desk_here.post("/look", LEFT).text)
    ]
    assert bars[0]
    assert bars[1]
    assert bars[0][0] == bars[1][0]
    assert "after approval" in button(desk_here.get("/").text, "email")


def test_a_dose_of_this_patient_is_called_so(desk_here: DeskHere) -> None:
    desk_here.content.clinic("name: Ours\ndose:\n  repeats: 3\n")
    assert "Your usual dose" in desk_here.get("/").text
    page = desk_here.post("/look", {"repeats": "4"}, x_part="yes").text
    assert 'Changed<span class="words-of"> for this patient' in page

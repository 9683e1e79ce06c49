"""One visit's PDF: what was typed is in it or told, and nothing of it stays anywhere."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from handout_help import OwnContent, unpacked
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import every
from tagged_pdf import Reading
from visible import words

from handouts.compose.approval import DraftReason
from handouts.design.fonts import FIRA, register
from handouts.errors import ContentError, UsageError
from handouts.patient import PatientRequest, patient_pdf
from handouts.reading import Library
from handouts.reading.patient_name import printable_name
from handouts.render.imposition.spreads import Imposition
from handouts.tagged import glyphs

DAY = "2027-01-15"
LOG = PatientRequest(DAY, "left", ("log",))
NAMES = ("Ünï O’Cödé-Nämé", "Łódź", "Ελένη Παπαδοπούλου", "Анна Щербакова", "Dvořák Nguyễn")
DOSE = {"hold_seconds": "5", "repeats": "3-5"}
OTHER_DOSE = {"hold_seconds": "17", "times_a_day": "4"}


def fields(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(pdf)) as file:
        return {str(field.T): str(field.get("/V", "")) for field in file.Root.AcroForm.Fields}


def properties(pdf: bytes) -> str:
    """All that the file says of itself, bookmarks included."""
    with pikepdf.open(BytesIO(pdf)) as file:
        said = [repr(dict(file.docinfo)), file.Root.Metadata.read_bytes().decode()]
        with file.open_outline() as outline:
            said += [entry.title for entry in outline.root]
    return "\n".join(said)


def fault(library: Library, request: PatientRequest) -> str:
    with pytest.raises(UsageError) as caught:
        patient_pdf(library, request)
    return str(caught.value)


@pytest.mark.parametrize("name", every(2, NAMES))
@pytest.mark.parametrize("imposition", [Imposition.SINGLE, Imposition.BOOKLET])
def test_the_name_is_on_the_pages_and_in_no_property(
    library: Library, name: str, imposition: Imposition
) -> None:
    pdf = patient_pdf(
        library, PatientRequest(DAY, "left", name=name, dose=DOSE, imposition=imposition)
    ).data
    assert Reading(pdf).faults == []
    if imposition is Imposition.SINGLE:
        assert fields(pdf)["made_for"] == name
        assert fields(pdf)["dose-repeats"] == "3 to 5"
    else:
        assert " ".join(words(pdf)).count(name) == 2  # on the exercises and on the log
    for part in name.split():
        assert part not in properties(pdf)


def test_the_same_values_make_the_same_bytes_whoever_came_before(library: Library) -> None:
    first = LOG._replace(name="Ana Primera", dose=OTHER_DOSE)
    second = LOG._replace(name="Bea", pattern="right", dose=DOSE)
    before = patient_pdf(library, second).data
    patient_pdf(library, first)
    after = patient_pdf(library, second).data
    assert before == after
    said = unpacked(after) + " ".join(words(after)).encode()
    for left in (b"Ana", b"Primera", "Primera".encode("utf-16-be")):
        assert left not in said
    assert fields(after)["made_for"] == "Bea"
    assert fields(after)["dose-hold_seconds"] == "5"
    assert fields(after)["dose-times_a_day"] == ""


def test_another_process_makes_the_same_bytes(library: Library) -> None:
    request = LOG._replace(name=NAMES[0], dose=DOSE)
    program = (
        "import hashlib; from handouts.patient import PatientRequest, patient_pdf;"
        "from handouts.reading import load_library; from handouts.storage import paths;"
        f"request = PatientRequest({DAY!r}, 'LEFT', ('Log',), name={NAMES[0]!r}, dose={DOSE!r});"
        "data = patient_pdf(load_library(paths.content_dir(), langs=['en']), request).data;"
        "print(hashlib.sha256(data).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(patient_pdf(library, request).data).hexdigest()


def letters() -> st.SearchStrategy[str]:
    known = [chr(code) for code in glyphs(register(FIRA).regular)]
    return st.text(st.sampled_from(sorted(known)), min_size=1, max_size=24)


@pytest.mark.hostile
@settings(max_examples=15, deadline=None)
@given(letters())
def test_a_name_in_any_letters_of_the_fonts_is_printed(library: Library, name: str) -> None:
    with suppress(ValueError):  # invisible ones are told
        printed = printable_name(name)
        pdf = patient_pdf(library, LOG._replace(give=("how-it-works",), name=name)).data
        assert Reading(pdf).faults == []
        assert fields(pdf)["made_for"] == printed


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("edition", ["standard", "large print", "mono"])
def test_a_name_that_has_no_room_is_refused_and_how_much_has(
    library: Library, edition: str, flat: bool
) -> None:
    request = LOG._replace(edition=edition, flat=flat, name="W" * 70)
    told = fault(library, request)
    assert told.startswith("--name: is too long for its line; shorten it to ")
    most = int(told.split()[-2])
    assert patient_pdf(library, request._replace(name="W" * most)).data
    assert "too long" in fault(library, request._replace(name="W" * (most + 1)))


def test_a_name_needs_a_line_to_stand_on(library: Library) -> None:
    told = fault(library, LOG._replace(give=("card",), name="Ana"))
    assert told.startswith("--name: has no line on any of these")


def test_any_handouts_in_their_order_each_once(own: OwnContent) -> None:
    own.write(
        "en/after-your-visit.md",
        '---\ntitle: After your visit\nversion: "1"\npages: 2\nper_pattern: false\n---\n\n'
        "## Rest {#rest}\n\nRest today.\n",
    )
    given = ("After your visit, how it works", "LOG", "questions,log")
    made = patient_pdf(own.load(), LOG._replace(give=given))
    assert made.handouts == ("after-your-visit", "how-it-works", "log", "questions")
    assert Reading(made.data).faults == []
    text = " ".join(words(made.data))
    assert (
        text.index("Rest today.")
        < text.index("How your hip exercise works")
        < text.index("two-week log")
    )


def test_the_usual_is_what_there_is_of_it(own: OwnContent) -> None:
    own.path("en/card.md").unlink()
    assert patient_pdf(own.load(), LOG._replace(give=())).handouts == ("correction", "log")


def test_a_pattern_is_needed_for_what_differs_by_it(library: Library) -> None:
    both = LOG._replace(pattern="")
    assert fault(library, both).startswith("--pattern: is missing; write one of: left-backward")
    made = patient_pdf(library, both._replace(give=("how-it-works",)))
    assert made.title == "For your visit: How your hip exercise works"


@pytest.mark.parametrize("typed", ["left-forward", "Left forward"])
def test_the_other_bone_of_a_pattern_is_told(library: Library, typed: str) -> None:
    told = fault(library, LOG._replace(pattern=typed))
    assert told.startswith("--pattern: 'left-forward' is the other hip bone of right-backward")


def test_all_that_is_wrong_is_told_at_once(library: Library) -> None:
    wrong = PatientRequest(
        "15.1.2027",
        "both",
        ("lgo", "crad"),
        "large-prnt",
        "a5",
        "de",
        "a\u200bb",
        {"effort_of_10": "much", "repeats": "0"},
    )
    with pytest.raises(UsageError) as caught:
        patient_pdf(library, wrong)
    options = sorted(option for option, _ in caught.value.faults)
    assert options == [
        "--edition",
        "--effort-of-10",
        "--give",
        "--give",
        "--lang",
        "--name",
        "--paper",
        "--pattern",
        "--repeats",
        "--today",
    ]


def test_problems_of_all_handouts_are_told_at_once(own: OwnContent) -> None:
    for name in ("card", "log"):
        path = own.path(f"en/{name}.md")
        path.write_text(path.read_text(encoding="utf-8") + "\n{{ nowhere }}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        patient_pdf(own.load(), LOG._replace(give=()))
    assert {problem.file.stem for problem in caught.value.problems} == {"card", "log"}


def test_one_of_several_languages_is_named(own: OwnContent) -> None:
    for file in own.path("en").iterdir():
        own.write(f"de/{file.name}", file.read_bytes())
    library = own.load()
    assert fault(library, LOG) == "--lang: is missing; write one of: de, en"
    pdf = patient_pdf(library, LOG._replace(lang="DE")).data
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "de"


def test_the_usual_dose_fills_the_rest(own: OwnContent) -> None:
    own.clinic("dose:\n  hold_seconds: 7\n  effort_of_10: 2\n")
    found = fields(patient_pdf(own.load(), LOG._replace(dose=DOSE)).data)
    doses = {name: value for name, value in found.items() if name.startswith("dose-") and value}
    assert doses == {"dose-hold_seconds": "5", "dose-repeats": "3 to 5", "dose-effort_of_10": "2"}


def test_the_day_decides_what_is_a_draft(own: OwnContent) -> None:
    own.approve("log", on=date(2027, 1, 10), review_by=date(2027, 6, 1))
    library = own.load()
    good = patient_pdf(library, LOG)
    assert good.drafts == {}
    assert "DRAFT" not in words(good.data)
    late = patient_pdf(library, LOG._replace(today="2027-06-02"))
    assert late.drafts["en", "log"].reason is DraftReason.REVIEW_PAST_DUE
    assert "DRAFT:" in words(late.data)
    mixed = patient_pdf(library, LOG._replace(give=("log", "card")))
    assert list(mixed.drafts) == [("en", "card")]


def test_nothing_is_kept(
    library: Library, kept_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert patient_pdf(library, PatientRequest(DAY, "left", name="Ana Keptnowhere")).data
    assert sorted(tmp_path.rglob("*")) == before
    assert not kept_in.exists()


@pytest.mark.parametrize("way", [Imposition.TWO_UP, Imposition.BOOKLET])
def test_two_pages_on_a_side_are_in_large_print_unless_said(
    library: Library, way: Imposition
) -> None:
    request = LOG._replace(imposition=way)
    assert patient_pdf(library, request).edition == "large-print"
    assert patient_pdf(library, request._replace(edition="standard")).edition == "standard"
    assert patient_pdf(library, LOG).edition == "standard"

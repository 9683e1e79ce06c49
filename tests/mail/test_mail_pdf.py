"""A patient's PDF: the same as if it had been laid out for them, and told apart by nothing else."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from mail_help import ANA, DOSE, LEFT, NAME, RIGHT, made, made_locked, maker
from PIL import ImageChops
from pypdfium2 import PdfDocument
from tagged_pdf import Reading

from handouts.compose.status_words import NAME_FIELD
from handouts.design.theme import EDITIONS
from handouts.mail import encryption
from handouts.mail.form import Form
from handouts.mail.recipient import Refused
from handouts.reading import DoseValue


def fields(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(BytesIO(pdf)) as file:
        return {str(field.T): str(field.get("/V", "")) for field in file.Root.AcroForm.Fields}


@pytest.mark.parametrize("edition", EDITIONS)
def test_values_stand_in_their_fields(edition: str) -> None:
    pdf = maker("log").draft(replace(ANA, edition=edition)).pdf
    known = fields(pdf)
    assert known["made_for"] == NAME
    assert known["dose-hold_seconds"] == "5"
    assert known["dose-repeats"] == "3"
    assert known["dose-effort_of_10"] == ""
    assert Reading(pdf).faults == []


def _ink(pdf: bytes) -> float:
    """How much of the first page is not white, as a program shows it that draws forms."""
    with PdfDocument(pdf) as document:
        document.init_forms()
        picture = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("L")
        return sum(255 - value for value in bytes(picture.tobytes())) / 255


def test_values_are_seen() -> None:
    blank = maker().draft(replace(ANA, name="I", dose=DOSE._replace(hold_seconds=None))).pdf
    assert _ink(made().pdf) > _ink(blank) + 50


def test_what_is_filled_in_looks_as_if_it_were_laid_out() -> None:
    """The quick way and the slow way are the same to the eye."""
    from handouts.mail.nodes import filled

    slow = maker()._pdfs._rendered(filled(maker()._document(ANA), maker()._values(ANA)), "standard")
    pictures = []
    for pdf in (made().pdf, slow):
        with PdfDocument(pdf) as document:
            document.init_forms()
            pictures.append(document[0].render(scale=1, may_draw_forms=True).to_pil())
    difference = ImageChops.difference(*(each.convert("L") for each in pictures))
    assert max(difference.tobytes()) <= 8  # of 255: rounding


@pytest.mark.parametrize("name", ["Łódź Kowalski", "Ελένη Παπαδοπούλου", "Анна Каренина"])
def test_names_beyond_western_letters(name: str) -> None:
    pdf = maker("log").draft(replace(ANA, name=name)).pdf
    assert fields(pdf)["made_for"] == name
    assert Reading(pdf).faults == []


def test_a_range_gets_a_wider_box() -> None:
    dose = DOSE._replace(hold_seconds=DoseValue(5, 10))
    pdf = maker("log").draft(replace(ANA, dose=dose)).pdf
    assert fields(pdf)["dose-hold_seconds"] == "5 to 10"
    assert fields(pdf)["made_for"] == NAME


def test_a_name_too_long_for_its_line_is_refused() -> None:
    with pytest.raises(Refused, match="too long for its line; shorten it to"):
        maker("log").draft(replace(ANA, name="W" * 80, edition="large-print"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("letter", ["W", "Щ"])
def test_a_name_about_as_long_as_its_line_is_whole_or_refused(edition: str, letter: str) -> None:
    """Letters that the form's font lacks are laid out in another typeface, in another size."""
    drawn = []
    for length in range(20, 81, 4):
        try:
            pdf = maker("log").draft(replace(ANA, name=letter * length, edition=edition)).pdf
        except Refused as error:
            assert "name: is too long for its line" in str(error)  # noqa: PT017
            continue
        drawn.append(length)
        assert fields(pdf)["made_for"] == letter * length
    assert drawn == list(range(20, 20 + 4 * len(drawn), 4))
    assert 80 not in drawn


def test_properties_tell_nothing_of_the_patient() -> None:
    with pikepdf.open(BytesIO(made().pdf)) as file:
        said = " ".join(str(value) for value in file.docinfo.values())
        said += bytes(file.Root.Metadata.read_bytes()).decode()
    for private in (NAME, "ana@", "backward", "left"):
        assert private not in said


def test_nothing_of_another_patient_is_in_a_file() -> None:
    first = maker().draft(replace(ANA, name="Somebody Else")).pdf
    second = maker().draft(replace(ANA, name="Ana")).pdf
    assert b"Somebody".hex().encode() in first
    assert b"Somebody".hex().encode() not in second
    assert fields(second)["made_for"] == "Ana"


def test_one_that_is_not_filled_in_is_the_form_itself() -> None:
    form = Form(made().pdf)
    assert form.fill({}) == form.fill({"made_for": ""})
    with pytest.raises(ValueError, match="does not fit"):
        form.fill({"no-such-field": "x"})


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made().pdf)
    ended = subprocess.run(["qpdf", "--check", "a.pdf"], cwd=tmp_path, capture_output=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr


# --- locked -------------------------------------------------------------------------------------


def test_a_locked_pdf_opens_with_its_password_alone() -> None:
    pdf = made_locked(LEFT, "abcd-efgh-jkmn").pdf
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(pdf))
    with pikepdf.open(BytesIO(pdf), password="abcd-efgh-jkmn") as file:
        assert file.encryption.R == 6
        assert "aesv3" in str(file.encryption.stream_method)
        assert file.encryption.bits == 256
        assert file.allow.accessibility
    assert b"Gentle hip" not in pdf


def test_passwords() -> None:
    picked: list[str] = []

    def choose(letters: str) -> str:
        picked.append(letters[len(picked) % len(letters)])
        return picked[-1]

    password = encryption.password(choose)
    assert password == "abcd-efgh-jkmn"
    assert len(picked) == 12
    assert made_locked(RIGHT).pdf != made_locked(LEFT).pdf


def test_a_letter_the_form_has_no_shape_for_is_not_written_with_it() -> None:
    form = Form(made().pdf)
    assert form.has_room({NAME_FIELD: "Anna Maria"})
    for letter in "\u00a0\u00ad\x7f":
        assert not form.has_room({NAME_FIELD: f"Anna{letter}Maria"})

"""The message as a file: read by Python's email package and by other people's programs."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import MIMEPart
from email.policy import default
from email.utils import getaddresses
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_help import ANA, HANDOUTS, LEFT, NAME, clinic_library, made, made_locked, maker, parsed
from samples import every

from handouts.mail.maker import Maker, TooLarge
from handouts.mail.message import Message, draft, ready_to_send
from handouts.pattern import PATTERNS

MESSAGE = Message(
    "k" * 40, "us@example.org", "Us", "a@b.org", "S", "t\n", "<p>t</p>", (), b"%PDF", "x.pdf"
)


def structure(part: MIMEPart) -> object:
    if part.is_multipart():
        kids = [structure(each) for each in part.iter_parts()]
        return {part.get_content_subtype(): kids}
    return part.get_content_type()


@pytest.mark.parametrize("handout", every(2, HANDOUTS))
def test_structure_and_size(handout: str) -> None:
    eml = made(handout).eml
    message = parsed(eml)
    parts = list(message.walk())
    assert [each.defects for each in parts] == [[]] * len(parts)
    assert all(not value.defects for each in parts for value in each.values())
    pictures = eml.count(b"Content-Type: image/png")
    body: object = {"alternative": ["text/plain", "text/html"]}
    if pictures:
        body = {"related": [body, *["image/png"] * pictures]}
    assert structure(message) == {"mixed": [body, "application/pdf"]}
    assert len(eml) <= 400_000
    assert max(map(len, eml.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1
    assert b"\n" not in eml.replace(b"\r\n", b"")


def test_pictures_are_found_by_their_content_ids() -> None:
    message = parsed(made().eml)
    html = message.get_body(("html",))
    assert html is not None
    named = re.findall(r'src="cid:([^"]+)"', html.get_content())
    carried = [str(each["Content-ID"]).strip("<>") for each in message.walk() if each["Content-ID"]]
    assert len(named) == 8
    assert list(dict.fromkeys(named)) == carried
    (pdf,) = (each for each in message.walk() if each.get_content_type() == "application/pdf")
    assert pdf["Content-ID"] is None
    assert pdf.get_content_disposition() == "attachment"
    assert pdf.get_content() == made().pdf


def test_a_draft_is_ready_to_be_sent_and_says_nothing_of_the_patient() -> None:
    message = parsed(made().eml)
    assert message["X-Unsent"] == "1"
    assert message["Date"] is None
    assert message["To"] == "ana@example.org"
    assert message["From"] == "Riverside Physiotherapy <us@example.org>"
    names = [each.get_filename() or "" for each in message.walk()]
    headers = " ".join(str(value) for each in message.walk() for value in each.values())
    for private in (NAME, "Zo", "backward", "left"):
        assert private not in " ".join(names)
        assert private not in headers
    assert names[-1] == "correction.pdf"


def test_the_same_patient_gets_the_same_bytes() -> None:
    again = Maker(clinic_library(), "correction", "a4", maker()._today, locked=False).draft(ANA)
    assert again == made()
    other = maker().draft(replace(ANA, name="Bob"))
    assert parsed(other.eml)["Message-ID"] != parsed(made().eml)["Message-ID"]


def test_a_locked_message_has_the_same_key_whatever_the_password() -> None:
    """Or it would be sent again when it is made anew."""
    one, other = (made_locked(LEFT, password) for password in ("abcd-efgh-jkmn", "pqrs-tuvw-xyz2"))
    assert one.key == other.key
    assert one.pdf != other.pdf


def test_what_goes_out_is_dated_and_no_draft() -> None:
    message = parsed(ready_to_send(made().eml, "Fri, 15 Jan 2027 09:00:00 +0000"))
    assert message["X-Unsent"] is None
    assert message["Date"] == "Fri, 15 Jan 2027 09:00:00 +0000"
    assert message["Message-ID"] == parsed(made().eml)["Message-ID"]
    assert structure(message) == structure(parsed(made().eml))
    assert all(not each.defects for each in message.walk())


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("field", ["to", "sender", "sender_name", "subject", "attached"])
def test_no_header_can_be_smuggled_in(field: str, end: str) -> None:
    """Readers refuse such values; were one to slip through, no message is made."""
    change: dict[str, Any] = {field: f"a@b.org{end}Bcc: eve@example.org"}
    hostile = replace(MESSAGE, **change)
    try:
        eml = draft(hostile)
    except ValueError:
        return
    message = parsed(eml)
    assert message["Bcc"] is None
    assert all(each["Bcc"] is None for each in message.walk())


LONG = "Clinic of Joints, Spine, Hips, and Knees, Incorporated, of the Great and Wide Valley, North"
SENDERS = [
    LONG,
    "A" * 120,
    "Zentrum für Physiotherapie, Rehabilitation, Prävention und Sport, Dr. Müller & Söhne GmbH",
    'Smith "Bones" & Co, \\ Ltd',
    "😀 Clinic, " * 10 + "North",
    "Κέντρο Φυσικοθεραπείας, Αποκατάστασης και Αθλητιατρικής, Θεσσαλονίκη",
    "=?utf-8?q?us?=",
    "(us) <us>; them: they, @ all.",
    "O'Brien`s",
    "Women’s Clinic",
]


@pytest.mark.parametrize("name", SENDERS)
def test_the_clinic_is_one_sender_whatever_its_name(name: str) -> None:
    _is_one_sender(name)


@pytest.mark.hostile
@settings(deadline=None)
@given(
    st.text(
        st.one_of(
            st.sampled_from(" ,\"\\;:()<>@[]=?_.&'"),
            st.characters(categories=["L", "N", "P", "S", "Mn"]),
        ),
        min_size=1,
        max_size=120,
    )
)
def test_no_name_of_a_clinic_makes_several_senders(name: str) -> None:
    _is_one_sender(name)


def _is_one_sender(name: str) -> None:
    name = name.strip()
    head = draft(replace(MESSAGE, sender_name=name)).partition(b"\r\n\r\n")[0]
    (line,) = re.findall(rb"^From: (.*(?:\r\n[ \t].*)*)\r$", head, re.M)
    assert line.isascii()
    lines = line.split(b"\r\n")
    assert all(len(each) <= (76 if b"=?" in each else 998) for each in lines)
    header = message_from_bytes(b"From: " + line + b"\r\n\r\n", policy=default)["From"]
    (address,) = header.addresses
    assert address.addr_spec == "us@example.org"
    # This reader puts a space of its own between two encoded words.
    assert "".join(address.display_name.split()) == "".join(name.split())
    assert not header.defects
    ((shown, found),) = getaddresses([line.decode().replace("\r\n", "")])
    assert found == "us@example.org"
    assert str(make_header(decode_header(shown))) == name or "=?" not in line.decode()


@pytest.mark.parametrize("name", SENDERS)
def test_other_readers_find_one_sender(name: str, tmp_path: Path) -> None:
    eml = draft(replace(MESSAGE, sender_name=name))
    (tmp_path / "draft.eml").write_bytes(eml)
    found = []
    if _is_here("perl"):
        program = (
            "use MIME::Parser; use Mail::Address; use Encode; binmode STDOUT, ':utf8';"
            "my $p = MIME::Parser->new; $p->output_to_core(1);"
            "my $from = $p->parse_open('draft.eml')->head->get('From');"
            "for (Mail::Address->parse($from)) {"
            " my $name = decode('MIME-Header', $_->phrase); $name =~ s/^\"(.*)\"$/$1/s;"
            ' $name =~ s/\\\\(.)/$1/g; print $name, "\\n", $_->address, "\\n"; }'
        )
        found.append(_run("perl", "-e", program, cwd=tmp_path))
    if shutil.which("mu"):
        shown = _run("mu", "view", "--format=sexp", str(tmp_path / "draft.eml"), cwd=tmp_path)
        mailbox = re.search(r':from \(\(:name "((?:[^"\\]|\\.)*)" :email "(.*?)"\)\) ', shown)
        assert mailbox is not None
        found.append(re.sub(r"\\(.)", r"\1", mailbox[1]) + f"\n{mailbox[2]}\n")
    if not found:
        pytest.skip("no other reader is installed")
    assert found == [f"{name}\nus@example.org\n"] * len(found)


def test_addresses_beyond_ascii() -> None:
    eml = draft(replace(MESSAGE, to="jörg@example.org"))
    assert "To: jörg@example.org\r\n".encode() in eml
    assert b"=?utf-8?" not in eml.split(b"\r\n\r\n")[0]  # an address is never encoded (RFC 2047, 5)


def test_a_message_too_large_is_refused_with_what_makes_it_so() -> None:
    library = clinic_library()
    mail = library.clinic.mail._replace(limit_kb=50)
    small = library._replace(clinic=library.clinic._replace(mail=mail))
    with pytest.raises(TooLarge, match=r"would be \d+ kB, the most is 50 kB") as caught:
        Maker(small, "correction", "a4", maker()._today, locked=False).draft(ANA)
    assert next(iter(caught.value.parts)) == "correction.pdf"


# --- other people's readers ---------------------------------------------------------------------


def _run(*command: str, cwd: Path, given: bytes = b"") -> str:
    ended = subprocess.run(command, cwd=cwd, input=given, capture_output=True, check=True)
    return ended.stdout.decode("utf-8", "replace")


def _munpack(folder: Path) -> set[bytes]:
    _run("munpack", "-t", "-q", "draft.eml", cwd=folder)
    return _contents(folder)


def _ripmime(folder: Path) -> set[bytes]:
    _run("ripmime", "-i", "draft.eml", "-d", "out", cwd=folder)
    return _contents(folder)


def _reformime(folder: Path) -> set[bytes]:
    eml = (folder / "draft.eml").read_bytes()
    sections = re.findall(r"section: ([\d.]+)", _run("reformime", "-i", cwd=folder, given=eml))
    found = set()
    for section in sections:
        command = ("reformime", "-e", "-s", section)
        ended = subprocess.run(command, input=eml, capture_output=True, check=True)
        found.add(ended.stdout)
    return found


def _mu(folder: Path) -> set[bytes]:
    _run("mu", "extract", "--save-all", "--target-dir=out", str(folder / "draft.eml"), cwd=folder)
    return _contents(folder)


def _perl(folder: Path) -> set[bytes]:
    program = (
        "use MIME::Parser; my $p = MIME::Parser->new; $p->output_dir('out');"
        "my $e = $p->parse_open('draft.eml'); my $r = $p->results;"
        "die join(' ', $r->errors, $r->warnings) if $r->errors || $r->warnings;"
    )
    _run("perl", "-e", program, cwd=folder)
    return _contents(folder)


def _contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.rglob("*") if path.is_file()}


READERS: dict[str, Callable[[Path], set[bytes]]] = {
    "munpack": _munpack,
    "ripmime": _ripmime,
    "reformime": _reformime,
    "mu": _mu,
    "perl": _perl,
}


def _is_here(reader: str) -> bool:
    if shutil.which(reader) is None:
        return False
    module = ["perl", "-MMIME::Parser", "-e", "1"]
    return reader != "perl" or subprocess.run(module, capture_output=True).returncode == 0


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("locked", [False, True], ids=["open", "locked"])
def test_other_readers_find_every_part(reader: str, locked: bool, tmp_path: Path) -> None:
    if not _is_here(reader):
        pytest.skip(f"{reader} is not installed")
    draft_ = made_locked(PATTERNS[0]) if locked else made()
    (tmp_path / "draft.eml").write_bytes(draft_.eml)
    (tmp_path / "out").mkdir()
    found = READERS[reader](tmp_path)
    assert draft_.pdf in found
    for part in parsed(draft_.eml).walk():
        if part.get_content_maintype() == "image":
            assert part.get_content() in found
    if reader not in ("mu",):  # mu saves attachments alone
        even = {each.replace(b"\r\n", b"\n").strip() for each in found}
        assert draft_.text.strip() in even

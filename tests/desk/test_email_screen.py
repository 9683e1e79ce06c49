"""Email from the desk: a draft, or sent after a second look; never of words nobody approved."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from desk_help import Answer, Served, serving
from handout_help import TODAY, OwnContent
from in_process import hidden

pytest.importorskip("aiosmtpd", reason="the extra 'test' brings the mail server")
trustme = pytest.importorskip("trustme", reason="the extra 'test' brings certificates")

from aiosmtpd.controller import Controller  # noqa: E402
from aiosmtpd.smtp import AuthResult  # noqa: E402

from handouts.mail.credentials import VARIABLE  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

LEFT = {"side": "left", "give": ["correction"], "hold_seconds": "5", "name": "Ana Only"}
CLINIC = """name: Ours
email: clinic@example.org
mail:
  host: localhost
  port: {port}
  user: desk
"""


class Inbox:
    """Takes every message, or refuses each."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], bytes]] = []
        self.refuses = False

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refuses:
            return "554 No"
        self.taken.append((list(envelope.rcpt_tos), envelope.content))
        return "250 OK"


@pytest.fixture(scope="module")
def posting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Inbox]]:
    """A desk with a mail server."""
    room = tmp_path_factory.mktemp("posting")
    authority, inbox = trustme.CA(), Inbox()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(room / "authority.pem")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        auth_required=True,
        authenticator=lambda *_: AuthResult(success=True, handled=False),
    )
    content = OwnContent(room / "content")
    content.keep("correction")
    content.clinic(CLINIC.format(port=port))
    content.approve("correction")
    controller.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(room / "authority.pem"))
        patch.setenv(VARIABLE, "secret")
        given = ("--today", TODAY.isoformat())
        with serving(content, room / "dist", *given, builds=False) as served:
            yield served, inbox
    controller.stop()


def test_it_is_sent_after_a_second_look(posting: tuple[Served, Inbox]) -> None:
    desk, inbox = posting
    asked = desk.post("/email", LEFT)
    assert "Send from here" in asked.text
    look = desk.post("/email", {**LEFT, "to": "ana@example.org", "act": "send"})
    assert "To <b>ana@example.org</b>" in look.text
    assert "LEFT hip bone backward" in look.text
    assert inbox.taken == []  # looked at, not yet sent
    sent = desk.post("/email", {**LEFT, "to": "ana@example.org", "act": "really"})
    assert "The email has been sent." in sent.text
    assert "ana@example.org" not in sent.text
    assert "Ana Only" not in sent.text
    ((recipients, data),) = inbox.taken
    message = message_from_bytes(data, policy=default)
    assert recipients == ["ana@example.org"]
    assert message["X-Unsent"] is None
    (pdf,) = message.iter_attachments()
    assert pdf.get_filename() == "handouts.pdf"
    address = desk.post("/print", LEFT).headers["location"]
    assert pdf.get_content() == desk.ask(address).body
    files = [file for file in desk.out.parent.rglob("*") if file.is_file()]
    assert not any(b"ana@example.org" in file.read_bytes() for file in files)


def test_what_the_server_says_is_told(posting: tuple[Served, Inbox]) -> None:
    desk, inbox = posting
    inbox.taken.clear()
    inbox.refuses = True
    try:
        said = desk.post("/email", {**LEFT, "to": "ana@example.org", "act": "really"})
        assert said.status == 422
        assert "the server refused it (554)" in said.text.lower()
        assert "Yes, send it" in said.text
    finally:
        inbox.refuses = False
    assert inbox.taken == []


@pytest.mark.parametrize("to", ["", "nobody", "a@b@c", "x" * 10_000, "a@b.c\nBcc: d@e.f", "\x00"])
def test_what_is_no_address_is_told(posting: tuple[Served, Inbox], to: str) -> None:
    desk, inbox = posting
    for act in ("draft", "send", "really"):
        answer = desk.post("/email", {**LEFT, "to": to, "act": act})
        assert answer.status == 422
        assert 'id="wrong-email"' in answer.text
    assert inbox.taken == []


def test_a_wrong_form_leads_back_to_the_pages(posting: tuple[Served, Inbox]) -> None:
    desk, _ = posting
    answer = desk.post("/email", {**LEFT, "side": ""})
    assert (answer.status, answer.headers["location"]) == (307, "/look")


def file_of(desk: Served, answer: Answer) -> Answer:
    """What the browser saves when the email is made."""
    found = re.fullmatch(r"0; url=(/set/[\w-]{20,}\.eml)", answer.headers["refresh"])
    assert found
    return desk.ask(found[1])


def test_when_the_email_is_made_the_page_says_so_and_is_cleared(
    posting: tuple[Served, Inbox],
) -> None:
    desk, _ = posting
    made = desk.post("/email", {**LEFT, "to": "ana@example.org", "act": "draft"})
    assert made.status == 200
    assert "<h1>Email made</h1>" in made.text
    assert "LEFT email made" in made.text
    assert ". LEFT hip bone backward. Dose: " in made.text
    for of_patient in ("Ana Only", "ana@example.org"):
        assert of_patient not in made.text
    key = hidden(made.text, "key")
    assert json.loads(desk.ask(f"/sent/{key}").body)["side"] == "left"
    assert 'value="Ana Only"' in desk.post("/back", {"key": key}).text
    assert desk.ask("/sent/x").status == 404
    assert desk.ask("/set/x.eml").status == 404


def test_a_draft_is_the_same_for_the_same_values(posting: tuple[Served, Inbox]) -> None:
    desk, _ = posting
    fields = {**LEFT, "to": "ana@example.org", "act": "draft"}
    one, other = (file_of(desk, desk.post("/email", fields)) for _ in range(2))
    assert one.body == other.body
    assert one.headers["content-type"] == "message/rfc822"
    assert Path(one.headers["content-disposition"].split('"')[1]).name == "for-one-visit.eml"
    assert one.headers["cache-control"] == "no-store"

"""Sending, through a real mail server on this machine that speaks TLS."""

import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from handout_help import OwnContent

pytest.importorskip("aiosmtpd", reason="the extra 'test' brings the mail server")
trustme = pytest.importorskip("trustme", reason="the extra 'test' brings certificates")

from aiosmtpd.controller import Controller  # noqa: E402
from aiosmtpd.smtp import AuthResult, LoginPassword  # noqa: E402

from handouts.cli import main  # noqa: E402
from handouts.mail import sending  # noqa: E402
from handouts.mail.credentials import VARIABLE  # noqa: E402
from handouts.mail.state import Sent, opened  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

ROWS = "email,name,pattern\nana@example.org,Ana,left-backward\nbob@example.org,Bob,right-backward\n"
APPROVED = """
approvals:
  en:
    log: {version: "0.1", approved_by: "Ida, PT", approved_on: 2027-01-01, review_due: 2029-01-01}
"""


@dataclass
class Inbox:
    """What the server took, and how it answers: an answer for each message, then always 250."""

    taken: list[tuple[list[str], bytes]] = field(default_factory=list)
    answers: list[str | None] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.recipients and (answer := self.recipients.pop(0)):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer is None:
            server.transport.abort()  # it may have been taken, or not: nobody says
            return "250 OK"
        if answer.startswith("250"):
            self.taken.append((list(envelope.rcpt_tos), envelope.content))
        return answer

    @property
    def addresses(self) -> list[str]:
        return [address for addresses, _ in self.taken for address in addresses]


def _login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and given.password == b"secret"
    return AuthResult(success=right, handled=False)


@dataclass
class Server:
    inbox: Inbox
    port: int


@pytest.fixture(scope="module")
def authority() -> Any:
    return trustme.CA()


@pytest.fixture
def serve(authority: Any) -> Iterator[Callable[..., Server]]:
    """Starts servers; each has a certificate made for it."""
    started: list[Controller] = []

    def start(*, tls: bool = True, name: str = "localhost") -> Server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        inbox = Inbox()
        secure: dict[str, Any] = {
            "tls_context": context,
            "require_starttls": True,
            "authenticator": _login,
            "auth_required": True,
        }
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        controller = Controller(
            inbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True, **(secure if tls else {})
        )
        controller.start()
        started.append(controller)
        return Server(inbox, port)

    yield start
    for controller in started:
        controller.stop()


@dataclass
class Office:
    """A clinic that sends."""

    own: OwnContent
    folder: Path
    slept: list[float]

    def settle(self, port: int, more: str = "", approved: str = APPROVED) -> None:
        self.own.clinic(
            f"email: us@example.org\nmail:\n  host: localhost\n  port: {port}\n"
            f"  user: us\n{more}{approved}"
        )

    def run(self, *arguments: str) -> int:
        given = ["--handout=log", "--out=out", f"--content={self.own.root}", "--today=2027-01-15"]
        return main.main(["email", *given, "--patients=patients.csv", "--send", *arguments])


@pytest.fixture
def office(
    own: OwnContent, tmp_path: Path, authority: Any, monkeypatch: pytest.MonkeyPatch
) -> Office:
    monkeypatch.chdir(tmp_path)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv(VARIABLE, "secret")
    (tmp_path / "patients.csv").write_text(ROWS)
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    return Office(own, tmp_path, slept)


Serve = Callable[..., Server]


def test_nothing_is_sent_unless_it_is_asked_for_twice(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port)
    assert office.run() == 0
    assert "2 would be sent through localhost" in capsys.readouterr().err
    assert server.inbox.taken == []


def test_each_patient_gets_their_own_once(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port)
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["ana@example.org", "bob@example.org"]
    message = message_from_bytes(server.inbox.taken[0][1])
    assert message["To"] == "ana@example.org"
    assert message["From"] == "us@example.org"
    assert message["Date"]
    assert message["X-Unsent"] is None
    assert [part.get_content_type() for part in message.walk()][-1] == "application/pdf"
    assert office.run("--yes") == 0
    assert len(server.inbox.taken) == 2
    said = capsys.readouterr().err
    assert "2 sent before" in said
    assert "ana@" not in said
    assert "Ana" not in said


def test_it_is_slow_enough(office: Office, serve: Serve) -> None:
    server = serve()
    office.settle(server.port, "  per_minute: 10\n")
    assert office.run("--yes") == 0
    assert office.slept == [pytest.approx(6, abs=2)]


def test_what_the_server_refuses_for_now_is_tried_again(office: Office, serve: Serve) -> None:
    server = serve()
    office.settle(server.port)
    server.inbox.answers = ["451 later", "250 OK"]
    server.inbox.recipients = ["", "", "450 greylisted", ""]
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["ana@example.org", "bob@example.org"]


def test_what_the_server_refuses_is_not(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port)
    server.inbox.answers = ["554 no"]
    assert office.run("--yes") == 1
    assert server.inbox.addresses == ["bob@example.org"]
    assert "000002: not sent: the server refused it (554)" in capsys.readouterr().err
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["bob@example.org", "ana@example.org"]


def test_what_nobody_knows_of_is_never_sent_again(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port)
    server.inbox.answers = [None]
    assert office.run("--yes") == 1
    assert "000002: unknown: the line broke while it was sent" in capsys.readouterr().err
    assert server.inbox.addresses == ["bob@example.org"]
    assert office.run("--yes") == 1
    assert server.inbox.addresses == ["bob@example.org"]


def test_a_run_that_is_ended_while_it_sends_does_not_send_twice(
    office: Office, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    office.settle(server.port)

    class Ended(BaseException):
        pass

    def end(_answer: object, *_codes: int) -> None:
        if server.inbox.taken:
            raise Ended

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_expect", end)
        with pytest.raises(Ended):
            office.run("--yes")
    assert server.inbox.addresses == ["ana@example.org"]
    assert office.run("--yes") == 1
    assert server.inbox.addresses == ["ana@example.org", "bob@example.org"]


def test_a_draft_that_is_forgotten_and_made_anew_is_not_sent_twice(
    office: Office, serve: Serve
) -> None:
    server = serve()
    office.settle(server.port)
    assert office.run("--yes", "--encrypt", "--passwords=one") == 0
    assert office.run("--forget") == 0
    assert [path.name for path in (office.folder / "out").iterdir()] == [".state.sqlite"]
    assert office.run("--yes", "--encrypt", "--passwords=two") == 0
    assert len(server.inbox.taken) == 2


def test_a_server_without_tls_gets_nothing(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(tls=False)
    office.settle(server.port)
    assert office.run("--yes") == 2
    assert "nothing is sent in the open" in capsys.readouterr().err
    assert server.inbox.taken == []


def test_a_server_that_is_another_one_gets_nothing(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve(name="elsewhere.example.org")
    office.settle(server.port)
    assert office.run("--yes") == 2
    assert "cannot be trusted" in capsys.readouterr().err
    assert server.inbox.taken == []


def test_a_wrong_password(
    office: Office,
    serve: Serve,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = serve()
    office.settle(server.port)
    monkeypatch.setenv(VARIABLE, "wrong")
    assert office.run("--yes") == 2
    assert "refuses the user or the password" in capsys.readouterr().err


def test_no_password(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office.settle(9)
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setattr("handouts.mail.credentials._from_keyring", lambda _mail: None)
    assert office.run("--yes") == 2
    assert f"set {VARIABLE}" in capsys.readouterr().err


def test_a_server_that_is_not_there(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.settle(9)
    assert office.run("--yes") == 2
    assert "does not answer; nothing was sent" in capsys.readouterr().err
    assert office.slept == [5, 10]


def test_a_handout_nobody_has_approved_is_not_sent(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port, approved="")
    for arguments in ((), ("--yes",)):
        assert office.run(*arguments) == 2
        assert "nobody has approved this handout" in capsys.readouterr().err
    assert server.inbox.taken == []


def test_a_clinic_that_cannot_send(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    office.own.clinic("name: Riverside\n")
    assert office.run() == 1
    said = capsys.readouterr().err
    assert "no mail server" in said
    assert "no address to send from" in said


def test_nothing_is_sent_while_a_row_is_wrong(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port)
    (office.folder / "patients.csv").write_text(ROWS + "nobody,,\n")
    assert office.run("--yes") == 1
    assert "nothing is sent before every row is right" in capsys.readouterr().err
    assert server.inbox.taken == []


def test_addresses_beyond_ascii_reach_a_server_that_takes_them(
    office: Office, serve: Serve
) -> None:
    server = serve()
    office.settle(server.port)
    (office.folder / "patients.csv").write_text(ROWS.replace("ana@", "jörg@"), "utf-8")
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["jörg@example.org", "bob@example.org"]


def test_the_log_of_what_was_sent(tmp_path: Path) -> None:
    with opened(tmp_path / "out") as folder:
        assert folder.sent("a") is Sent.NO
        folder.set_sent("a", Sent.HANDED)
        folder.set_sent("b", Sent.YES)
    with opened(tmp_path / "out") as folder:
        assert folder.sent("a") is Sent.HANDED
        assert folder.sent("b") is Sent.YES

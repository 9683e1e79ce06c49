"""Sending, through a real mail server on this machine that speaks TLS."""

import gc
import os
import random
import socket
import sqlite3
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date
from email import message_from_bytes
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import kill_help
import pytest
from handout_help import OwnContent
from samples import every, sampled

pytest.importorskip("aiosmtpd", reason="the extra 'test' brings the mail server")
trustme = pytest.importorskip("trustme", reason="the extra 'test' brings certificates")

from aiosmtpd.controller import Controller  # noqa: E402
from aiosmtpd.smtp import AuthResult, LoginPassword  # noqa: E402

from handouts.cli import main  # noqa: E402
from handouts.mail.credentials import VARIABLE  # noqa: E402
from handouts.mail.opening import opened  # noqa: E402
from handouts.mail.state import Folder, Sent  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")

ROWS = "email,name,pattern\nana@example.org,Ana,left-backward\nbob@example.org,Bob,right-backward\n"


@dataclass
class Inbox:
    """What the server took, and how it answers: an answer for each message, then always 250."""

    taken: list[tuple[list[str], bytes]] = field(default_factory=list)
    answers: list[str | None] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    at_ehlo: tuple[str | None, ...] = ()  # one answer instead of its own; None ends the line
    at_auth: tuple[str | None, ...] = ()

    async def handle_EHLO(
        self, server: Any, session: Any, _envelope: Any, host: str, responses: list[str]
    ) -> list[str]:
        session.host_name = host
        for answer in self.at_ehlo:
            if answer is None:
                server.transport.abort()
            return [answer or ""]
        return responses

    async def auth_LOGIN(self, server: Any, given: list[str]) -> Any:
        return await (self._refuse(server) if self.at_auth else server.auth_LOGIN(server, given))

    async def auth_PLAIN(self, server: Any, given: list[str]) -> Any:
        return await (self._refuse(server) if self.at_auth else server.auth_PLAIN(server, given))

    async def _refuse(self, server: Any) -> AuthResult:
        for answer in self.at_auth:
            if answer is None:
                server.transport.abort()
            else:
                await server.push(answer)
        return AuthResult(success=False, handled=True)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.recipients and (answer := self.recipients.pop(0)):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        self.offered += envelope.rcpt_tos
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer is None:
            server.transport.abort()  # it may have been taken, or not: nobody says
            return "250 OK"
        if answer.startswith("250"):
            self.taken.append((list(envelope.rcpt_tos), envelope.content))
        return answer

    def has(self, count: int) -> bool:
        return len(self.offered) >= count

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

    def start(*, tls: bool = True, at_once: bool = False, name: str = "localhost") -> Server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        inbox = Inbox()
        secure: dict[str, Any] = {
            "tls_context": context,
            "require_starttls": True,
            "authenticator": _login,
            "auth_required": True,
        }
        if at_once:
            secure |= {"tls_context": None, "require_starttls": False, "auth_require_tls": False}
            secure["ssl_context"] = context
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
    started.clear()
    gc.collect()  # lines the server left open are told of here, not in whatever test comes next


@dataclass
class Office:
    """A clinic that sends."""

    own: OwnContent
    folder: Path
    slept: list[float]

    def settle(self, port: int, more: str = "", *, approved: bool = True) -> None:
        if approved:
            self.own.approve("log", on=date(2027, 1, 1))
        self.own.clinic(
            f"email: us@example.org\nmail:\n  host: localhost\n  port: {port}\n  user: us\n{more}"
        )

    def run(self, *arguments: str) -> int:
        given = ["--handout=log", "--out=out", f"--content={self.own.root}", "--today=2027-01-15"]
        return main.main(["email", *given, "--patients=patients.csv", "--send", *arguments])


@pytest.fixture
def office(
    own: OwnContent, tmp_path: Path, authority: Any, monkeypatch: pytest.MonkeyPatch
) -> Office:
    own.keep("log")
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
    assert "002-log-left-backward: not sent: the server refused it (554)" in capsys.readouterr().err
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["bob@example.org", "ana@example.org"]


def test_what_nobody_knows_of_is_never_sent_again(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port)
    server.inbox.answers = [None]
    assert office.run("--yes") == 1
    assert (
        "002-log-left-backward: unknown: whether it was sent; ask the patient, or look into"
        in capsys.readouterr().err
    )
    assert server.inbox.addresses == ["bob@example.org"]
    assert office.run("--yes") == 1
    assert server.inbox.addresses == ["bob@example.org"]


@pytest.mark.parametrize(
    "answer",
    sampled(
        ["251 ok", "200 ok", "252 ok", "354 more", "150 wait", "999 what", "ok", "", "x" * 20_000],
        lambda answer: answer[:3] in ("354", "xxx"),
    ),
)
def test_an_answer_that_says_neither_yes_nor_no(
    office: Office, serve: Serve, answer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may have been sent, so it is not sent again, by no run."""
    server = serve()
    office.settle(server.port)
    server.inbox.answers = [answer]
    for _ in range(2):
        assert office.run("--yes") == 1
        said = capsys.readouterr().err
        assert "002-log-left-backward: unknown: whether it was sent; ask the patient" in said
        assert "1 unknown, 1 sent" in said
    assert server.inbox.offered == ["ana@example.org", "bob@example.org"]


@pytest.mark.parametrize(
    "answer", sampled(["421 closing", "452 full", "499 hm"], "452 full".__eq__)
)
def test_an_answer_that_says_not_now(office: Office, serve: Serve, answer: str) -> None:
    server = serve()
    office.settle(server.port)
    server.inbox.answers = [answer]
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["ana@example.org", "bob@example.org"]


@pytest.mark.parametrize("answer", sampled(["500 no", "550 no", "599 no"], "550 no".__eq__))
def test_an_answer_that_says_no(office: Office, serve: Serve, answer: str) -> None:
    server = serve()
    office.settle(server.port)
    server.inbox.answers = [answer]
    assert office.run("--yes") == 1
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["bob@example.org", "ana@example.org"]


def test_a_run_that_is_ended_while_it_sends_does_not_send_twice(
    office: Office, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve()
    office.settle(server.port)

    class Ended(BaseException):
        pass

    def end(folder: Folder, key: str, state: Sent) -> None:
        if state is Sent.YES:
            raise Ended
        known(folder, key, state)

    known = Folder.set_sent

    with monkeypatch.context() as patch:
        patch.setattr(Folder, "set_sent", end)
        with pytest.raises(Ended):
            office.run("--yes")
    assert server.inbox.addresses == ["ana@example.org"]
    assert office.run("--yes") == 1
    assert server.inbox.addresses == ["ana@example.org", "bob@example.org"]


@pytest.mark.sweep
@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows ends processes in another way")
def test_runs_that_are_killed_while_they_send_send_nothing_twice(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    server = serve()
    office.settle(server.port)
    people = [f"p{number}@example.org" for number in range(6)]
    rows = "".join(f"{each},Quatsch,left-backward\n" for each in people)
    (office.folder / "patients.csv").write_text("email,name,pattern\n" + rows)

    assert office.run("--yes") == 0
    assert server.inbox.addresses == people
    chance = random.Random(1)
    stopped = 0
    for _ in range(kill_help.KILLS):
        with closing(sqlite3.connect(office.folder / "out/.state.sqlite")) as state:
            state.execute("delete from sent")
            state.commit()
        server.inbox.offered.clear()
        server.inbox.taken.clear()
        child = kill_help.started(lambda: office.run("--yes"))
        kill_help.wait_until(partial(server.inbox.has, chance.randrange(len(people))), child)
        kill_help.killed_after(chance.uniform(0, 0.1), child)
        stopped += 0 < len(server.inbox.taken) < len(people)
        capsys.readouterr()
        code = office.run("--yes")
        told = capsys.readouterr().err.count("-backward: unknown: whether it was sent")
        assert code == int(told > 0)
        assert told <= 1
        assert len(set(server.inbox.offered)) == len(server.inbox.offered)
        assert len(server.inbox.taken) >= len(people) - told
    assert stopped >= kill_help.KILLS / 4, "some moments are to be in the middle"
    assert main.main(["email", "--out=out", "--forget"]) == 0
    assert [path.name for path in (office.folder / "out").iterdir()] == [".state.sqlite"]


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


def test_a_port_that_speaks_tls_from_the_start(
    office: Office, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(at_once=True)
    monkeypatch.setattr("handouts.mail.connection._IMPLICIT_TLS", server.port)
    office.settle(server.port)
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["ana@example.org", "bob@example.org"]


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


@pytest.mark.parametrize(
    ("hook", "answer", "what"),
    sampled(
        [
            ("ehlo", "421 too many connections", "the server is busy (421); try again later"),
            ("ehlo", "451 later", "the server is busy (451); try again later"),
            ("ehlo", "554 go away", "localhost refuses to work for this computer (554)"),
            ("ehlo", None, "the server breaks off; it may be busy"),
            ("auth", "454 later", "the server is busy (454); try again later"),
            ("auth", "421 closing", "the server is busy (421); try again later"),
            ("auth", None, "the server breaks off; it may be busy"),
            ("auth", "535 wrong", "localhost refuses the user or the password (535)"),
            ("auth", "534 too weak", "localhost refuses this way to log in (534)"),
            ("auth", "250 what", "localhost refuses this way to log in (250)"),
        ],
        lambda each: each[:2] in (("ehlo", "554 go away"), ("auth", None), ("auth", "535 wrong")),
    ),
)
def test_a_server_that_does_not_let_us_in_is_told_as_what_it_does(
    office: Office,
    serve: Serve,
    hook: str,
    answer: str | None,
    what: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = serve()
    office.settle(server.port)
    setattr(server.inbox, f"at_{hook}", (answer,))
    assert office.run("--yes") == 2
    said = capsys.readouterr().err
    assert what in said
    assert ("password" in said) == (answer == "535 wrong")
    assert "0 sent" not in said
    assert server.inbox.offered == []
    setattr(server.inbox, f"at_{hook}", ())
    assert office.run("--yes") == 0
    assert server.inbox.addresses == ["ana@example.org", "bob@example.org"]


@pytest.mark.parametrize("greeting", every(2, [b"421 busy\r\n", b"554 no\r\n", b"", b"what\r\n"]))
def test_a_greeting_that_is_none(
    office: Office, greeting: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    what = {
        b"421": "the server is busy (421)",
        b"554": "localhost refuses to work for this computer (554)",
        b"": "the server breaks off",
        b"wha": "localhost refuses to work for this computer (-1)",
    }[greeting[:3]]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        office.settle(listening.getsockname()[1])

        def greet() -> None:
            with suppress(OSError):
                while True:
                    line = listening.accept()[0]
                    line.sendall(greeting)
                    line.close()

        Thread(target=greet, daemon=True).start()
        assert office.run("--yes") == 2
    assert what in capsys.readouterr().err


def test_a_server_whose_name_is_not_known(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.settle(9)
    office.own.clinic("email: us@example.org\nmail:\n  host: nowhere.invalid\n  user: us\n")
    assert office.run("--yes") == 2
    assert "there is no server of this name; look at 'mail.host'" in capsys.readouterr().err


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
    office.settle(server.port, approved=False)
    for arguments in ((), ("--yes",)):
        assert office.run(*arguments) == 2
        told = "log (en) is a DRAFT, so it is not sent: nobody has approved it; to approve it:"
        assert f"--send: {told} met-handouts approve log" in capsys.readouterr().err
    assert server.inbox.taken == []


def test_words_that_changed_since_they_were_approved_are_not_sent(
    office: Office, serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor what is ready to be sent, once its review is due."""
    server = serve()
    office.settle(server.port)
    assert office.run() == 0
    assert office.run("--yes", "--today=2029-01-02") == 2
    assert "so it is not sent: the review was due on 2029-01-01" in capsys.readouterr().err
    office.own.edit("en/log.md", "it hurts, feels worse or tingles", "it hurts or tingles")
    assert office.run("--yes") == 2
    told = capsys.readouterr().err
    assert "not sent: words have changed since the approval of 2027-01-01 (stop)" in told
    assert "2 of these drafts are marked DRAFT" in told
    assert server.inbox.taken == []
    mails = [path.read_text() for path in sorted(office.folder.glob("out/*.txt"))]
    assert len(mails) == 2
    assert all(mail.startswith("DRAFT: DO NOT GIVE TO PATIENTS.") for mail in mails)
    why = "DRAFT: words have changed since the approval of 1 January 2027."
    assert all(why in mail for mail in mails)


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

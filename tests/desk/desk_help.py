"""Starting the desk, and asking it as a browser would."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from handout_help import OwnContent
from playwright.sync_api import Page, Route

from handouts.desk import remote_builds

CHECKOUT = Path(__file__).parents[2]
PATIENCE = 60.0
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A running server."""

    content: OwnContent
    out: Path
    port: int
    process: subprocess.Popen[str]
    cookie: str = ""

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}/"

    @property
    def pages(self) -> str:
        """The page of all outputs."""
        return f"{self.url}pages"

    @property
    def key(self) -> str:
        """The address that lets one more browser in."""
        found = remote_builds.address(self.out)
        assert found is not None
        return found

    @cached_property
    def token(self) -> str:
        """What stands in every form."""
        found = re.search(r'name="token" value="([^"]+)"', self.ask("/help").text)
        assert found
        return found[1]

    def post(self, path: str, fields: Mapping[str, object], **headers: str) -> Answer:
        """Sends a form as the page does."""
        sent = fields if "token" in fields else {"token": self.token, **fields}
        form = {"Origin": self.url.rstrip("/"), "Content_Type": FORM, **headers}
        return self.ask(path, "POST", urlencode(sent, doseq=True).encode(), **form)

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        *,
        host: str | None = None,
        cookie: str | None = None,
        **headers: str,
    ) -> Answer:
        """Asks for exactly that path; header names have `_` for `-`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host or f"localhost:{self.port}")
        if own := self.cookie if cookie is None else cookie:
            connection.putheader("Cookie", own)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.putheader("Content-Length", str(len(body or b"")))
        connection.endheaders(body)
        answer = connection.getresponse()
        read = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return read

    def wait_until(self, phase: str) -> str:
        """Waits until the page says so; gives the page."""
        return self.wait_for(f'class="state {phase}"')

    def wait_for(self, words: str) -> str:
        """Waits until they are in the page; gives the page."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            page = self.ask("/pages").text
            if words in page:
                return page
            time.sleep(0.1)
        raise AssertionError(f"never {words}:\n{page}")

    @property
    def manifest_file(self) -> Path:
        return self.out / "manifest.json"

    def manifest(self) -> dict[str, dict[str, object]]:
        read = json.loads(self.manifest_file.read_bytes())
        assert isinstance(read, dict)
        return read


WITHOUT_BUILDS = """
from handouts.cli.start import run
from handouts.desk.rebuilding import Rebuilder

Rebuilder.want = lambda self: None
run()
"""


@contextmanager
def serving(content: OwnContent, out: Path, *more: str, builds: bool = True) -> Iterator[Served]:
    """Serves on a free port meanwhile; it must end well when it is told to, as by Ctrl-C.

    Without `builds` it makes none of its outputs: what it prints is made when it is asked for.
    """
    program = [str(CHECKOUT / "build.py")] if builds else ["-c", WITHOUT_BUILDS]
    command = [sys.executable, *program, "serve", "--port", "0", *more]
    process = subprocess.Popen(
        [*command, "--content", str(content.root), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        found = re.search(r"http://localhost:(\d+)(/\?key=\S+)", line)
        assert found, line + process.stdout.read()
        served = Served(content, out, int(found[1]), process)
        cookie = served.ask(found[2]).headers["set-cookie"].partition(";")[0]
        yield replace(served, cookie=cookie)
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, (process.returncode, said)
        assert said.endswith("Ended.\n")
        assert "Traceback" not in said, said
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@contextmanager
def before_the_script(page: Page) -> Iterator[None]:
    """The page's script comes only after what is done here."""
    held: list[Route] = []
    page.route("**/assets/desk.js", lambda route: held.append(route))
    yield
    for route in held:
        route.continue_()
    page.unroute("**/assets/desk.js")
    assert held

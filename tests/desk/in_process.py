"""The desk asked in this very process: no server, no port, no build."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlencode

from desk_help import FORM, Answer
from handout_help import TODAY, OwnContent

from handouts.desk.app import app
from handouts.desk.context import Context
from handouts.desk.copies import Copies
from handouts.desk.good_words import GoodWords
from handouts.desk.remote_builds import Desk
from handouts.desk.sessions import Sessions
from handouts.desk.state import State
from handouts.desk.todo import Todo
from handouts.editing.drafts import Drafts

PORT = 8000
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 10, 42)


class DeskHere:
    """The desk of a content folder, for one browser."""

    def __init__(self, content: OwnContent, out: Path, today: str = TODAY.isoformat()) -> None:
        self.content, self.today = content, today
        self._runner = asyncio.Runner()
        self._out = out
        self._runner.run(self._start())

    async def _start(self) -> None:
        self.sessions = Sessions(PORT)
        words = GoodWords(self.content.root)
        todo = Todo(words, Drafts(self.content.root), lambda: self.today)
        self.context = Context(
            State(),
            self.sessions,
            words,
            Copies(self.content.root),
            self._out,
            lambda: self.today,
            lambda: NOW,
            todo,
            lambda: None,
        )

        async def run(_typed: object) -> None:
            return None

        self._app = app(self.context, Desk(PORT, b"k" * 32), run)
        self.cookie = f"{self.sessions.cookie}={self.sessions.let_in(self.sessions.new_key())}"

    @property
    def token(self) -> str:
        return self.sessions.token

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.content.root)

    def get(self, path: str, **headers: str) -> Answer:
        return self._runner.run(self._ask("GET", path, b"", headers))

    def post(self, path: str, fields: Mapping[str, object], **headers: str) -> Answer:
        """Sends a form as the page does."""
        sent = fields if "token" in fields else {"token": self.token, **fields}
        return self.post_body(path, urlencode(sent, doseq=True).encode(), FORM, **headers)

    def post_body(self, path: str, body: bytes, kind: str, **headers: str) -> Answer:
        """Sends a form of that media type."""
        of = {"origin": f"http://localhost:{PORT}", "content-type": kind, **headers}
        return self._runner.run(self._ask("POST", path, body, of))

    def close(self) -> None:
        self._runner.close()

    async def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        where, _, query = path.partition("?")
        sent = {
            "host": f"localhost:{PORT}",
            "cookie": self.cookie,
            "content-length": str(len(body)),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(where),
            "raw_path": where.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", PORT),
        }
        messages = [{"type": "http.request", "body": body, "more_body": False}]
        status, came, data = 0, {}, b""

        async def receive() -> dict[str, object]:
            return messages.pop(0) if messages else {"type": "http.disconnect"}

        async def send(message: Mapping[str, object]) -> None:
            nonlocal status, came, data
            if message["type"] == "http.response.start":
                status = int(str(message["status"]))
                pairs = message["headers"]
                assert isinstance(pairs, list)
                came = {name.decode().lower(): value.decode() for name, value in pairs}
            else:
                more = message.get("body", b"")
                assert isinstance(more, bytes)
                data += more

        await self._app(scope, receive, send)
        return Answer(status, came, data)


def hidden(page: str, name: str) -> str:
    """What stands in a hidden field."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]

"""The desk, running: until somebody ends it, on the page or where it was started."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import webbrowser
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from handouts.building.changes import Receipt
from handouts.building.request import BuildRequest
from handouts.desk import remote_builds
from handouts.desk.app import app
from handouts.desk.context import Context
from handouts.desk.copies import Copies
from handouts.desk.first_run import first_run
from handouts.desk.good_words import GoodWords
from handouts.desk.guard import Guard
from handouts.desk.rebuilding import Rebuilder
from handouts.desk.remote_builds import Answer, Command
from handouts.desk.sessions import Sessions
from handouts.desk.state import State
from handouts.desk.todo import Todo
from handouts.desk.visit_sheets import get_ready
from handouts.desk.watching import changes
from handouts.editing.drafts import Drafts
from handouts.errors import Problem, UsageError

USUAL_PORT = 8000
_LOOK_AGAIN = 0.5  # s
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(
    request: Callable[[], BuildRequest],
    port: int | None,
    clock: Callable[[], datetime],
    *,
    open_page: bool,
    say: Callable[[str], None],
    on_built: Callable[[Receipt | None, Sequence[Problem]], None],
    run: Callable[[Command], Answer | None],
    set_up: Callable[[Path], None] | None = None,
) -> None:
    """Serves the page on this computer alone, and builds whenever an input changes.

    Where it runs already, for the same outputs, that page is opened.

    Args:
        request: what to build, as of today.
        port: 0 for any that is free; None for the usual one, or any if that is taken.
        clock: the time of this place.
        say: told what whoever started it should know.
        on_built: told of each build's receipt or problems.
        run: runs a command that was typed elsewhere, or declines.
        set_up: told of the folder of content that is chosen on the page, which `request` has from
            then on; None where there is one already.

    Raises:
        UsageError: the port cannot be had.
    """
    running = remote_builds.address(request().out)
    if running is not None:
        say(f"It runs already: {running}")
        if open_page:
            webbrowser.open(running)
        return
    sockets = _usual_sockets() if port is None else _sockets(port)
    desk = _Running(request, sockets, clock, say, on_built, run, set_up)
    with suppress(KeyboardInterrupt):
        asyncio.run(desk.serve(open_page=open_page))
    say("Ended.")


class _Running:
    """One run of the desk."""

    def __init__(
        self,
        request: Callable[[], BuildRequest],
        sockets: Sequence[socket.socket],
        clock: Callable[[], datetime],
        say: Callable[[str], None],
        on_built: Callable[[Receipt | None, Sequence[Problem]], None],
        run: Callable[[Command], Answer | None],
        set_up: Callable[[Path], None] | None,
    ) -> None:
        self._request, self._clock, self._say = request, clock, say
        self._on_built, self._run, self._set_up = on_built, run, set_up
        self._sockets, self._port = sockets, int(sockets[0].getsockname()[1])
        self._is_chosen = asyncio.Event()

    async def serve(self, *, open_page: bool) -> None:
        self._state, out = State(), self._request().out
        self._sessions = Sessions(self._port)
        self._desk = remote_builds.announce(out, self._port)
        self._shown = Switch()
        config = uvicorn.Config(
            self._shown,
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config, self._state)
        if self._set_up is None:
            self._show_desk()
        else:
            self._show_first_run(self._set_up)
        work = asyncio.create_task(self._work())
        # If it fails, there is nothing to serve any more.
        work.add_done_callback(lambda _task: self._server.end())
        with self._server.ended_by_signals():
            address = self._desk.address(self._sessions.new_key())
            self._say(f"Serving {address} (Ctrl-C ends it)")
            if open_page:
                webbrowser.open(address)
            try:
                await self._server.serve(list(self._sockets))
            finally:
                remote_builds.withdraw(out, self._desk)
                self._state.stop()
                await work

    def _show_first_run(self, set_up: Callable[[Path], None]) -> None:
        def chosen(content: Path) -> None:
            set_up(content)
            self._show_desk()

        asked = first_run(self._state, self._sessions, chosen)
        self._shown.app = Guard(asked, self._port, self._sessions)

    def _show_desk(self) -> None:
        request = self._request
        content, out = request().content, request().out
        self._words = GoodWords(content)
        self._todo = Todo(self._words, Drafts(content), lambda: request().today)
        self._rebuilder = Rebuilder(self._state, request, self._on_built, self._todo.look)
        rebuilder = self._rebuilder

        def stop() -> None:
            self._server.end()
            self._state.stop()

        context = Context(
            self._state,
            self._sessions,
            self._words,
            Copies(content),
            out,
            lambda: request().today,
            self._clock,
            self._todo,
            stop,
        )
        self._shown.app = app(
            context, self._desk, lambda typed: rebuilder.between_builds(lambda: self._run(typed))
        )
        self._is_chosen.set()

    async def _work(self) -> None:
        """Builds whatever changes, once there is content."""
        while not self._is_chosen.is_set() and not self._state.stopping:
            await self._state.wait(_LOOK_AGAIN)
        if self._state.stopping:
            return
        await asyncio.to_thread(get_ready, self._words, self._request().today)
        await asyncio.to_thread(self._todo.look)
        tasks = [
            asyncio.create_task(self._rebuilder.run()),
            asyncio.create_task(_watch(self._rebuilder, self._request)),
        ]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._state.stop()
            self._rebuilder.want()
            await asyncio.gather(*tasks)


class Switch:
    """Shows one app, and from some time on another."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


async def _watch(rebuilder: Rebuilder, request: Callable[[], BuildRequest]) -> None:
    state, today = rebuilder.state, request().today
    async for changed in changes(rebuilder.content, rebuilder.out, lambda: state.stopping):
        if changed or request().today != today:  # a review is due on some day
            today = request().today
            rebuilder.want()


class _Server(uvicorn.Server):
    """Ends the streams of events when it is to end: it would wait for them."""

    def __init__(self, config: uvicorn.Config, state: State) -> None:
        super().__init__(config)
        self._state = state

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield  # `ended_by_signals` was there before

    @contextmanager
    def ended_by_signals(self) -> Iterator[None]:
        """Ends it, instead of Python, by Ctrl-C and the like."""
        before = {each: signal.signal(each, self.handle_exit) for each in _SIGNALS}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    def end(self) -> None:
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._state.stop()
        super().handle_exit(sig, frame)


def _usual_sockets() -> list[socket.socket]:
    """
    Raises:
        UsageError: no port can be had.
    """
    with suppress(UsageError):
        return _sockets(USUAL_PORT)
    return _sockets(0)


def _sockets(port: int) -> list[socket.socket]:
    """Listening on this computer's own addresses: 127.0.0.1, and ::1 where there is one.

    Raises:
        UsageError: the port is in use or not allowed.
    """
    try:
        first = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise UsageError([("--port", _why_not(port, error))]) from error
    port = int(first.getsockname()[1])
    try:
        second = socket.create_server(("::1", port), family=socket.AF_INET6)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            first.close()
            raise UsageError([("--port", _why_not(port, error))]) from error
        return [first]
    return [first, second]


def _why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{port} is in use; end what uses it, or name another, such as {port + 1}"
    if error.errno == errno.EACCES:
        return f"{port} needs the rights of an administrator; name one above 1023"
    return f"{port} cannot be used ({error.strerror}); name another"

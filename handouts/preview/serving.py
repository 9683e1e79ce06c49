"""The command `serve`: the live page, until somebody ends it."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import webbrowser
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

import uvicorn

from handouts.building.changes import Receipt
from handouts.building.request import BuildRequest
from handouts.errors import Problem, UsageError
from handouts.preview import remote_builds
from handouts.preview.app import app
from handouts.preview.rebuilding import Rebuilder
from handouts.preview.remote_builds import Answer, Command
from handouts.preview.state import State
from handouts.preview.watching import changes

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(
    request: Callable[[], BuildRequest],
    port: int,
    *,
    open_page: bool,
    say: Callable[[str], None],
    on_built: Callable[[Receipt | None, Sequence[Problem]], None],
    run: Callable[[Command], Answer | None],
) -> None:
    """Serves the page on this computer alone, and builds whenever an input changes.

    Args:
        request: what to build, as of today.
        port: 0 for any that is free.
        say: told what whoever started it should know.
        on_built: told of each build's receipt or problems.
        run: runs a command that was typed elsewhere, or declines.

    Raises:
        UsageError: the port cannot be had.
    """
    sockets = _sockets(port)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(request, sockets, say, on_built, run, open_page=open_page))
    say("Ended.")


async def _serve(
    request: Callable[[], BuildRequest],
    sockets: Sequence[socket.socket],
    say: Callable[[str], None],
    on_built: Callable[[Receipt | None, Sequence[Problem]], None],
    run: Callable[[Command], Answer | None],
    *,
    open_page: bool,
) -> None:
    state, out = State(), request().out
    port = int(sockets[0].getsockname()[1])
    address = f"http://localhost:{port}/"
    rebuilder = Rebuilder(state, request, on_built)
    desk = remote_builds.announce(out, port)
    config = uvicorn.Config(
        app(state, out, desk, lambda command: rebuilder.between_builds(lambda: run(command))),
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config, state)
    tasks = [
        asyncio.create_task(rebuilder.run()),
        asyncio.create_task(_watch(rebuilder, request)),
    ]
    for task in tasks:  # if one fails, there is nothing to serve any more
        task.add_done_callback(lambda _task: server.end())
    with server.ended_by_signals():
        say(f"Serving {address} (Ctrl-C ends it)")
        if open_page:
            webbrowser.open(address)
        try:
            await server.serve(list(sockets))
        finally:
            remote_builds.withdraw(out, desk)
            state.stop()
            rebuilder.want()
            await asyncio.gather(*tasks)


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

"""The command `serve`: the live page, until somebody ends it."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import webbrowser
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import uvicorn

from handouts.building.changes import Receipt
from handouts.building.request import Asked, WrongUsage
from handouts.cli import output
from handouts.errors import Problem
from handouts.preview.app import app
from handouts.preview.rebuilding import Rebuilder
from handouts.preview.state import State
from handouts.preview.watching import changes

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(
    asked: Callable[[], Asked], out: Path, content: Path, port: int, *, open_page: bool
) -> None:
    """Serves the page on this computer alone, and builds whenever an input changes.

    Args:
        asked: what to build, as of today.
        port: 0 for any that is free.

    Raises:
        WrongUsage: the port cannot be had.
    """
    sockets = _sockets(port)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(asked, out, content, sockets, open_page=open_page))
    output.print_line("Ended.")


async def _serve(
    asked: Callable[[], Asked],
    out: Path,
    content: Path,
    sockets: Sequence[socket.socket],
    *,
    open_page: bool,
) -> None:
    state = State()
    port = int(sockets[0].getsockname()[1])
    address = f"http://localhost:{port}/"
    config = uvicorn.Config(
        app(state, out, port),
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = _Server(config, state)
    rebuilder = Rebuilder(state, asked, out, content, _report)
    tasks = [
        asyncio.create_task(rebuilder.run()),
        asyncio.create_task(_watch(rebuilder, asked)),
    ]
    for task in tasks:  # if one fails, there is nothing to serve any more
        task.add_done_callback(lambda _task: server.end())
    with server.ended_by_signals():
        output.print_line(f"Serving {address} (Ctrl-C ends it)", now=True)
        if open_page:
            webbrowser.open(address)
        try:
            await server.serve(list(sockets))
        finally:
            state.stop()
            rebuilder.want()
            await asyncio.gather(*tasks)


async def _watch(rebuilder: Rebuilder, asked: Callable[[], Asked]) -> None:
    state, today = rebuilder.state, asked().today
    async for changed in changes(rebuilder.content, rebuilder.out, lambda: state.stopping):
        if changed or asked().today != today:  # a review is due on some day
            today = asked().today
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


def _report(receipt: Receipt | None, problems: tuple[Problem, ...]) -> None:
    """What a build came to, on the terminal."""
    output.print_problems(problems, as_json=False)
    if receipt is not None and (receipt.written or receipt.removed):
        output.print_receipt(receipt)
        output.print_line(f"{len(receipt.written)} written", now=True)


def _sockets(port: int) -> list[socket.socket]:
    """Listening on this computer's own addresses: 127.0.0.1, and ::1 where there is one.

    Raises:
        WrongUsage: the port is in use or not allowed.
    """
    try:
        first = socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise WrongUsage([("--port", _why_not(port, error))]) from error
    port = int(first.getsockname()[1])
    try:
        second = socket.create_server(("::1", port), family=socket.AF_INET6)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            first.close()
            raise WrongUsage([("--port", _why_not(port, error))]) from error
        return [first]
    return [first, second]


def _why_not(port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{port} is in use; end what uses it, or name another, such as {port + 1}"
    if error.errno == errno.EACCES:
        return f"{port} needs the rights of an administrator; name one above 1023"
    return f"{port} cannot be used ({error.strerror}); name another"

"""The small pictures of new outputs, drawn while others are made and published."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a build with nothing to draw goes without
    from queue import SimpleQueue
    from threading import Thread

    from handouts.storage.publishing import Output

ROOM = "gallery"
"""Where pictures are, relative to the folder of outputs."""
# Wide enough for its place on a page, and quick: all of them take a tenth of a build.
_WIDTH = 300


class Thumbnails:
    """
    Args:
        is_right: whether the right picture is at a path relative to the folder of outputs; then it
            is not drawn.
    """

    def __init__(self, is_right: Callable[[str], bool]) -> None:
        self._is_right = is_right
        self._waiting: SimpleQueue[Output | None]
        self._thread: Thread | None = None
        self._drawn: dict[str, bytes] = {}
        self._given_up = False

    def add(self, output: Output) -> None:
        if not has_picture(output.path):
            return
        if self._thread is None:
            self._begin()
        self._waiting.put(output)

    def finished(self) -> dict[str, bytes]:
        """All pictures by path, once they are there; none of what cannot be drawn."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
        return self._drawn

    def close(self) -> None:
        """Draws no more: a thread that draws while Python ends would crash it."""
        self._given_up = True
        self.finished()

    def _begin(self) -> None:
        from queue import SimpleQueue
        from threading import Thread

        self._waiting = SimpleQueue()
        # It must not keep alive a build that was interrupted.
        self._thread = Thread(target=self._draw, daemon=True)
        self._thread.start()

    def _draw(self) -> None:
        while (output := self._waiting.get()) is not None and not self._given_up:
            path = name(output.sha256)
            if not self._is_right(path) and (made := picture(output.data)) is not None:
                self._drawn[path] = made


def has_picture(path: str) -> bool:
    """Whether an output has pages of paper to be shown."""
    return path.endswith(".pdf")


def name(sha256: str) -> str:
    """Where the picture of the PDF with that checksum is, relative to the folder of outputs."""
    return f"{ROOM}/{sha256[:16]}.png"


def picture(pdf: bytes) -> bytes | None:
    """A picture of the first page; None if there is none."""
    from handouts.render.page_pictures import NoPicture, png, render

    try:
        return png(render(pdf, 1, _WIDTH))
    except NoPicture:
        return None

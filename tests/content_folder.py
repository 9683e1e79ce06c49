"""A small, sound content folder that each test spoils in one place."""

from __future__ import annotations

from pathlib import Path

from handouts.errors import ContentError, Problem
from handouts.reading import Library, load_library

FRONT = '---\ntitle: Two exercises\nversion: "1.0"\npages: 2\n---\n'
SOUND = {
    "clinic.yaml": "name: Riverside Physiotherapy\n",
    "en/correction.md": FRONT + "\n## Set up {#set-up}\n\nLie on your back.\n",
    "en/shared.md": '---\nversion: "1.0"\n---\n\n## Stop {#stop}\n\nStop if it hurts.\n',
    "en/words.yaml": "labels:\n  page: Page {{ page }}\n",
    "en/figures.yaml": 'tilt:\n  title: Tilt\n  alt: "The {{ side }} hip bone."\n',
}


class Content:
    """The folder under test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in SOUND.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def handout(self, body: str) -> None:
        """Replace the body of `en/correction.md`; its first line is line 6 of the file."""
        self.write("en/correction.md", FRONT + body)

    def load(self) -> Library:
        return load_library(self.root)

    def notices(self) -> tuple[Problem, ...]:
        """What is noticed, but that so small a folder lacks most words."""
        return tuple(each for each in self.load().notices if "lacks words" not in each.what)

    def problems(self) -> list[str]:
        """Each problem of loading, as printed, with the file relative to the folder."""
        try:
            self.load()
        except ContentError as error:
            return [
                str(problem).replace(f"{self.root}/", "", 1).replace(str(self.root), ".", 1)
                for problem in error.problems
            ]
        return []

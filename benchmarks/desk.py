"""How fast the desk is: seconds from a change to its picture, and from pressing Print to the PDF.

    python benchmarks/desk.py

Asks a desk of its own as a browser does, without one: what a browser and a person add is not ours.
The goals: a picture 0.3 s after a change; from side to paper in 6 s, of which a person needs most.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from threading import Thread
from time import perf_counter
from urllib.parse import urlencode

from english import only_english

ROOT = Path(__file__).resolve().parent.parent
TIMES = 20
FORM = "application/x-www-form-urlencoded"


class Asked:
    """A desk that runs, as a browser that was let in asks it."""

    def __init__(self, address: str) -> None:
        host, _, key = address.partition("/?")
        self.host = host.removeprefix("http://")
        answer, _ = self.ask("GET", f"/?{key}")
        self.cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        _, page = self.ask("GET", "/")
        found = re.search(r'name="token" value="([^"]+)"', page.decode())
        assert found
        self.token = found[1]

    def ask(self, method: str, path: str, body: str = "") -> tuple[HTTPResponse, bytes]:
        line = HTTPConnection(self.host, timeout=60)
        headers = {"Cookie": getattr(self, "cookie", ""), "Content-Type": FORM, "X-Part": "yes"}
        line.request(method, path, body, {**headers, "Origin": f"http://{self.host}"})
        answer = line.getresponse()
        return answer, answer.read()

    def visit(self, number: int) -> str:
        side = ("left", "right")[number % 2]
        given = {"give": ["correction", "card", "log"], "look": "standard", "name": f"Ana {number}"}
        return urlencode({"token": self.token, "side": side, "repeats": 3, **given}, doseq=True)

    def picture(self, number: int) -> None:
        _, part = self.ask("POST", "/look", self.visit(number))
        found = re.search(r'src="(/picture/[^"]+/1-page\.webp)"', part.decode())
        assert found
        assert self.ask("GET", found[1])[1][8:12] == b"WEBP"

    def paper(self, number: int) -> None:
        _, said = self.ask("POST", "/print", self.visit(number))
        found = re.search(r'"(/set/[^"]+)"', said.decode())
        assert found
        assert self.ask("GET", found[1])[1].startswith(b"%PDF-")


def seconds(do: Callable[[int], None]) -> str:
    times = []
    for number in range(TIMES):
        start = perf_counter()
        do(number)
        times.append(perf_counter() - start)
    return f"{median(times):.3f} s in the middle, {max(times):.3f} s at most, of {TIMES}"


def main() -> None:
    with tempfile.TemporaryDirectory() as out:
        content = Path(out, "content")
        shutil.copytree(ROOT / "handouts/content", content)
        only_english(content)
        folders = ("--content", str(content), "--out", f"{out}/dist")
        command = (sys.executable, "build.py", "serve", "--port", "0", *folders)
        start = perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        desk = Asked(process.stdout.readline().split()[1])
        print(f"from the start to the page: {perf_counter() - start:.2f} s")
        desk.picture(0)
        print(f"from the start to the first picture: {perf_counter() - start:.2f} s")
        print(f"a picture while all is built: {seconds(desk.picture)}")
        while "written" not in process.stdout.readline():
            pass
        Thread(target=process.stdout.read, daemon=True).start()  # so that its pipe is never full
        print(f"a picture: {seconds(desk.picture)}")
        print(f"from Print to the PDF: {seconds(desk.paper)}")
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()

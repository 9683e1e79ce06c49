"""The pictures of the README, made anew: pages, editions, the contact sheet, screens of the desk.

    python docs/pictures.py

Needs the test dependencies and Chromium.  The clinic, its dose and its approval are samples.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import contact_sheet
from contact_sheet import Shown, picture

if TYPE_CHECKING:
    from PIL.Image import Image
    from playwright.sync_api import Page

_DOCS = Path(__file__).resolve().parent
_BUILD = str(_DOCS.parent / "build.py")
_CHROMIUM = "/usr/bin/chromium"
_GROUND, _GAP = "#EEF1F3", 10
_SCREEN = {"width": 1366, "height": 768}
_CLINIC = """\
languages: en, es
name: Riverside Physiotherapy
phone: 01632 960 134
country: GB
dose:
  hold_seconds: 5
  repeats: 3
  times_a_day: 2
  days_a_week: 7
  effort_of_10: 2
"""
_ALL_SEEN = """() => [...document.images].every(
  (each) => each.complete || each.getBoundingClientRect().top > innerHeight)"""
_PATIENCE = 600_000  # milliseconds


def pages() -> None:
    """A page alone, and three in a row."""
    from PIL import Image as images

    _keep(picture(Shown("correction", "a4", ""), 1170), "correction-left-backward.png")
    right, large = "right-backward", "large-print"
    row = [
        picture(each, 640)
        for each in (
            Shown("correction", "a4", "", right, "mono"),
            Shown("correction", "a4", "", right, large),
            Shown("correction", "a4", "", right, large, 2),
        )
    ]
    width = sum(each.width + _GAP for each in row) + _GAP
    sheet = images.new("RGB", (width, row[0].height + 2 * _GAP), _GROUND)
    x = _GAP
    for each in row:
        sheet.paste(each, (x, _GAP))
        x += each.width + _GAP
    _keep(sheet, "editions.png")


def _keep(image: Image, name: str) -> None:
    from PIL import Image as images

    few = image.quantize(256, images.Quantize.MEDIANCUT, dither=images.Dither.NONE)
    few.save(_DOCS / name, optimize=True)


def _keep_screen(page: Page, name: str) -> None:
    from PIL import Image as images

    page.wait_for_load_state("networkidle")
    while not page.evaluate(_ALL_SEEN):
        page.wait_for_timeout(100)
    with images.open(BytesIO(page.screenshot())) as picture:
        _keep(picture.convert("RGB"), name)


@contextmanager
def desk(folder: Path) -> Iterator[str]:
    """A clinic's desk, all of its words approved; gives the address that lets a browser in."""
    content = ("--content", str(folder / "content"))
    run = [sys.executable, _BUILD]
    subprocess.run([*run, "new-content", content[1]], check=True, capture_output=True)
    (folder / "content/clinic.yaml").write_text(_CLINIC, encoding="utf-8")
    review = [*run, "review", "--json", "--lang", "en", *content]
    said = json.loads(subprocess.run(review, check=False, capture_output=True).stdout)
    who = ("--name", "Clinician’s name", "--role", "physiotherapist", "--yes")
    for each in said["handouts"]:
        command = [*run, "approve", each["handout"], *who, "--words", each["words"], *content]
        subprocess.run(command, check=True, capture_output=True)
    command = [*run, "serve", "--port", "0", *content, "--out", str(folder / "dist")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        found = re.search(r"http://localhost:\d+/\?key=\S+", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.wait()


def screens(page: Page, address: str) -> None:
    """What a receptionist sees with a side chosen, and a clinician who has typed a side."""
    page.goto(address)
    page.get_by_text("Up to date").wait_for(timeout=_PATIENCE)
    page.keyboard.press("l")
    page.get_by_text("LEFT hip bone backward").first.wait_for()
    _keep_screen(page, "desk.png")
    page.goto(re.sub(r"\?key=.*", "words/en/correction/get-ready", address))
    page.locator("#words-editor").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Keep your right foot down.")
    page.locator(".slipnote").wait_for()
    _keep_screen(page, "words.png")


def main() -> None:
    from playwright.sync_api import sync_playwright

    pages()
    contact_sheet.main(_DOCS / "contact-sheet.png")
    with TemporaryDirectory() as folder, desk(Path(folder)) as address, sync_playwright() as start:
        browser = start.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=_SCREEN)
        page.set_default_timeout(_PATIENCE)
        screens(page, address)
        browser.close()


if __name__ == "__main__":
    main()

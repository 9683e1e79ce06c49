"""How long each task at the desk takes a browser that clicks and types at once, beside its goal.

    python benchmarks/tasks.py

What a person adds, reading and aiming, is not ours; the rest must leave nearly all of the goal to
them.  Clicks and keys are counted, letters typed are not.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Thread
from time import perf_counter

from english import only_english
from playwright.sync_api import Locator, Page, expect, sync_playwright

from handouts.approvals import approving
from handouts.approvals.approving import Signature, usual_review
from handouts.approvals.status import Book
from handouts.reading import load_library

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-print-preview")
WORDS = "words/en/correction"


class Person:
    """Somebody at the desk, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, what: str | Locator) -> None:
        self.clicks += 1
        (self.page.locator(what) if isinstance(what, str) else what).first.click()

    def key(self, name: str) -> None:
        self.clicks += 1
        self.page.keyboard.press(name)

    def sees(self, where: str, words: str) -> None:
        expect(self.page.locator(where).first).to_contain_text(words)


def paper(person: Person) -> None:
    person.click("label.side:has(#side-left)")
    person.sees("#proof .sidehead", "LEFT hip bone backward")
    person.click("[data-print]")
    person.sees("#done", "LEFT set")


def large_print(person: Person) -> None:
    person.click("label.side:has(#side-left)")
    person.click(person.page.locator("label.choice", has_text="Large print"))
    for name, value in (("hold_seconds", "8"), ("repeats", "4")):
        person.click(f"[name={name}]")
        person.page.keyboard.type(value)
    person.sees("#proof .sidehead", "LEFT hip bone backward")
    person.click("[data-print]")
    person.sees("#done", "LEFT set")


def email(person: Person) -> None:
    person.click("label.side:has(#side-left)")
    person.click("[data-email]")
    person.page.locator("#to").fill("ana@example.org")
    with person.page.expect_download():
        person.click(person.page.get_by_role("button", name="Make the email"))


def wrong_side(person: Person) -> None:
    for key in "zrp":
        person.key(key)
        if key == "r":
            person.sees("#proof .sidehead", "RIGHT hip bone backward")
    person.sees("#done", "RIGHT set")


def chart(person: Person) -> None:
    person.key("c")


def sentence(person: Person) -> None:
    page = person.page
    person.click("nav a[href='/words']")
    person.click("a[href='/words/en/correction']")
    person.click(page.get_by_role("link", name="Rest", exact=True))
    page.locator("#words-editor").press("Control+End")
    shown = page.locator("#large").get_attribute("src") or ""
    page.keyboard.type(" Breathe.")
    expect(page.locator("#large")).not_to_have_attribute("src", shown)
    person.sees("#saved", "Saved")


def approval(person: Person) -> None:
    page = person.page
    person.click("[data-send]")
    page.wait_for_url("**/approve/en/correction?sent")
    for box in page.locator(".tickbox").all():
        person.click(box)
    page.locator("#name").fill("A. Clinician")
    page.locator("#role").fill("physiotherapist")
    person.click("[data-give]")
    person.sees("body", "is approved. It prints without DRAFT")


def clinic(person: Person) -> None:
    person.click("nav a[href='/clinic']")
    person.page.locator("[name=name]").first.fill("Riverside Physiotherapy")
    person.click(person.page.get_by_role("button", name="Save", exact=True).last)
    person.sees("body", "Saved")


def due(person: Person) -> None:
    person.click("nav a[href='/library']")
    person.sees("h1", "Library")


def code(person: Person) -> None:
    found = re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", person.page.locator("main").inner_text())
    person.page.locator("#code").fill(found[0] if found else "0000-0000")
    person.key("Enter")
    person.sees(".found", "These are the words" if not found else "words")


TASKS: tuple[tuple[str, int, float, Callable[[Person], None]], ...] = (
    ("left hip bone backward to paper", 3, 6, paper),
    ("wrong side noticed", 4, 6, wrong_side),
    ("note in the patient's record", 1, 3, chart),
    ("large print, another dose", 6, 15, large_print),
    ("to email", 4, 15, email),
    ("change a sentence", 3, 60, sentence),
    ("approve one change", 4, 120, approval),
    ("the clinic", 2, 180, clinic),
    ("what is due", 1, 2, due),
    ("which words did this patient get", 1, 10, code),
)
AT_HOME = (paper, large_print, email)
IN_DIALOGUE = (paper, wrong_side, large_print)
"""One more click is the browser's own."""


def approve(content: Path) -> None:
    """What is given is approved, as a draft is not sent."""
    book, today = Book(load_library(content)), date.today()
    shown = [(each, book.words("en", each).fingerprint) for each in ("correction", "card", "log")]
    by = Signature("A. Clinician", "physiotherapist", today, usual_review(today), "tester", "--yes")
    approving.approve(content, "en", shown, by)


def main() -> None:
    with tempfile.TemporaryDirectory() as out, sync_playwright() as playwright:
        content = Path(out, "content")
        shutil.copytree(ROOT / "handouts/content", content)
        only_english(content)
        approve(content)
        folders = ("--content", str(content), "--out", f"{out}/dist")
        command = (sys.executable, "build.py", "serve", "--port", "0", *folders)
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        try:
            key = process.stdout.readline().split()[1]
            while "written" not in process.stdout.readline():
                pass
            Thread(target=process.stdout.read, daemon=True).start()  # its pipe is never full
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
            page.goto(key)
            walk(page, page.url)
            browser.close()
        finally:
            process.terminate()
            process.wait()


def walk(page: Page, home: str) -> None:
    for name, clicks, goal, do in TASKS:
        if do in AT_HOME:
            page.goto(home)
        person = Person(page)
        start = perf_counter()
        do(person)
        took, made = perf_counter() - start, person.clicks + (do in IN_DIALOGUE)
        print(f"{name:34} {took:6.2f} s (goal {goal:g} s), {made} clicks (goal {clicks})")


if __name__ == "__main__":
    main()

"""What Chromium tells assistive technology of a PDF: its own tree, which AT-SPI is given."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
from chromium import CHROMIUM

_NODE = re.compile(r"^(\++)id=(-?\d+) (\w+)(.*?)(?=^\+*id=|\Z)", re.MULTILINE | re.DOTALL)
_NAME = re.compile(r" name=(.*?)(?= (?:name_from|child_ids|offset_container_id)=)", re.DOTALL)


class Told(NamedTuple):
    """An object of the tree: how deep it lies below the PDF, its role, and its words."""

    depth: int
    role: str
    words: str


@contextmanager
def browser(*, tags: bool) -> Iterator[Any]:
    """Chromium with a screen reader, reading PDFs by their tags or by guessing."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        feature = f"--{'en' if tags else 'dis'}able-features=PdfTags"
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--headless=new", "--force-renderer-accessibility", feature],
            ignore_default_args=["--headless", "--headless=old"],
        )
        yield opened
        opened.close()


def trees(opened: Any, files: Mapping[str, Path]) -> dict[str, list[Told]]:
    """What is told of each PDF."""
    return {name: _tree(opened, file) for name, file in files.items()}


def _tree(opened: Any, file: Path) -> list[Told]:
    page, inspector = opened.new_page(), opened.new_page()
    page.goto(file.as_uri())
    inspector.goto("chrome://accessibility")
    windows = "button[id^=browser_][id$=showOrRefreshTree]:not([aria-label*='Accessibility Int'])"
    with pikepdf.open(file) as pdf:
        pages = len(pdf.pages)
    for _ in range(40):
        inspector.wait_for_timeout(300)
        for button in inspector.query_selector_all(windows):
            button.click()
        inspector.wait_for_timeout(300)
        text = inspector.inner_text("body")
        if " pdfRoot " in text and text.count(" region ") >= pages:  # it tells one after the other
            break
        inspector.reload()
    page.close()
    inspector.close()
    return list(_below_root(text))


def _below_root(text: str) -> Iterator[Told]:
    start = text.rindex("\n", 0, text.index(" pdfRoot ")) + 1
    root = 0
    for match in _NODE.finditer(text[start:]):
        depth = len(match[1])
        if root and depth <= root:
            return
        root = root or depth
        name = _NAME.search(match[4])
        yield Told(depth - root, match[3], " ".join((name[1] if name else "").split()))

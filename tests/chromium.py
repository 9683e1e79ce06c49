"""The Chromium that tests look with, where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

#: The whole browser, with its viewer of PDFs.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

#: The same engine without windows: it starts in a quarter of the time, and shows no PDF.
WITHOUT_WINDOWS = shutil.which("chromium-headless-shell") or CHROMIUM

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-print-preview",  # there is no window for it
)


@contextmanager
def opened(program: str | None) -> Iterator[Browser]:
    """A browser to look with; without one there is nothing to test in."""
    if program is None:
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield browser
        browser.close()

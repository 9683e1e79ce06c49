"""A page that is served for real, of a clinic's own content with two handouts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import WITHOUT_WINDOWS, opened
from desk_help import PATIENCE, Served, serving
from handout_help import TODAY, OwnContent
from in_process import DeskHere
from playwright.sync_api import Browser, Page

GIVEN = ("correction", "card", "log")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    room = tmp_path_factory.mktemp("served")
    content = OwnContent(room / "content")
    content.keep("log", "how-it-works")
    with serving(content, room / "dist") as served:
        served.wait_until("ready")
        yield served


CLINIC = """# Ours
name: Riverside Physiotherapy   # as patients know us
phone: 01632 960 134
email: clinic@example.org
dose:
  hold_seconds: 5
  repeats: 3
  times_a_day: 2
  days_a_week: 7
"""


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A clinic with a usual dose, whose clinician has approved what a visit needs."""
    room = tmp_path_factory.mktemp("desk")
    content = OwnContent(room / "content")
    content.keep(*GIVEN)
    content.clinic(CLINIC)
    content.approve(*GIVEN)
    day = ("--today", TODAY.isoformat())
    # What is printed is made when it is asked for; outputs would be built anew at each edit.
    with serving(content, room / "dist", *day, builds=False) as served:
        yield served


@pytest.fixture
def desk_here(own: OwnContent, tmp_path: Path) -> Iterator[DeskHere]:
    """The desk of a clinic that has approved nothing yet, in this very process."""
    own.keep(*GIVEN)
    made = DeskHere(own, tmp_path / "dist")
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One without windows; a module that opens PDFs in their viewer says `LOOKS_WITH` another."""
    with opened(getattr(request.module, "LOOKS_WITH", WITHOUT_WINDOWS)) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in which nothing may fail, and nothing may be asked of the network."""
    faults: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: said.type == "error" and faults.extend(_fault(said.text)))
        page.on("request", lambda asked: faults.extend(_elsewhere(asked.url)))
        yield page
    assert faults == []


def _elsewhere(url: str) -> list[str]:
    """The address, if it is neither the page's own nor a part of the browser's PDF viewer."""
    own = ("http://localhost:", "file:", "data:", "blob:", "chrome:", "chrome-extension:")
    return [] if url.startswith(own) else [url]


def _fault(text: str) -> list[str]:
    """What is said to be wrong, but for a form that is told what is wrong with it."""
    return [] if "status of 422" in text else [text]

"""The auditor's page in a browser: accessible, on a phone too, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_faults import axe_faults
from handout_help import TODAY, OwnContent
from playwright.sync_api import Page

from handouts.cli import main


@pytest.fixture(scope="module")
def review_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with all there is: an approval that is due, one overtaken, damaged records."""
    room = tmp_path_factory.mktemp("review")
    own = OwnContent(room / "content")
    own.approve("card", review_by=TODAY)
    own.approve("log", "correction")
    own.edit("en/log.md", "Tick a box", "Mark a box")
    own.clinic("reading_grade_max: 3\n")
    with (own.root / "approvals/log.jsonl").open("a", encoding="utf-8") as log:
        log.write("half a reco")
    page = room / "review.html"
    given = ["--content", str(own.root), "--today", f"{TODAY}", "--html", str(page)]
    assert main.main(["review", *given]) == 0
    return page


@pytest.mark.sweep
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_the_auditors_page(page: Page, review_page: Path, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(review_page.as_uri())
    assert page.title() == f"Review of handouts – {TODAY}"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_faults(page) == []
    page.get_by_role("link", name="log (en)").click()
    assert page.url.endswith("#en-log")

"""The live page says all that a build says, whenever it was said."""

from __future__ import annotations

import asyncio
import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from handout_help import LONG_CLINIC, OwnContent

from handouts.building.plan import Selection
from handouts.building.request import BuildRequest
from handouts.cli import main
from handouts.desk.rebuilding import Rebuilder
from handouts.desk.screen import html as screen
from handouts.desk.state import State
from handouts.gallery.entries import gallery
from handouts.storage.publishing import listed

DAY = "2027-01-15"
CHOSEN = ("--paper=letter", "--edition=standard", "--pattern=left-backward")
CLINIC = f"""\
{LONG_CLINIC}\
links:
  video: https://www.example.org/exercise-video
  booking: https://www.example.org/book
web_handouts: https://www.example.org/h
approvals:
  en:
    log: {{approved_by: Somebody}}
"""


@pytest.fixture
def own(tmp_path: Path) -> OwnContent:
    """Content of which there is much to tell: what is old, typed, left out, hard, a draft."""
    own = OwnContent(tmp_path / "content")
    own.keep("log", "how-it-works", "card")
    own.approve("how-it-works", on=date(2026, 1, 10), review_by=date(2026, 12, 31))
    own.approve("log", on=date(2027, 1, 10))
    own.edit("en/log.md", "pages: 1", "pages: 1\nsides_meant: [do it right]")
    own.edit("en/log.md", "Tick a box", "Tick any box")
    own.clinic(f"{CLINIC}reading_grade_max: 3\n")
    return own


@pytest.fixture
def told(own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a build tells of it."""
    out = ("--out", str(tmp_path / "built"), "--today", DAY, "--content", str(own.root))
    assert main.main([*CHOSEN, *out]) == 0
    lines = capsys.readouterr().err.splitlines()
    return [line.removeprefix("met-handouts: ") for line in lines]


def page(own: OwnContent, out: Path) -> str:
    """The live page after a build, of a program that has just been started."""

    async def once() -> str:
        shown = State()
        request = BuildRequest(
            own.root,
            out,
            Selection(papers=("letter",), editions=("standard",), patterns=("left-backward",)),
            DAY,
            jobs=1,
        )
        task = asyncio.create_task(
            Rebuilder(shown, lambda: request, lambda _receipt, _problems: None).run()
        )
        while shown.phase == "building":
            await shown.wait(0.2)
        shown.stop()
        await task
        shared = {"here": "/pages", "clinic_name": "", "token": "", "state": shown, "version": ""}
        made = gallery(listed(out))
        return screen("all_pages.html.j2", gallery=made, live=shown, room="/assets", **shared)

    with ThreadPoolExecutor() as pool:
        return html.unescape(pool.submit(asyncio.run, once()).result())


def test_all_that_a_build_tells_is_on_the_page(
    own: OwnContent, told: list[str], tmp_path: Path
) -> None:
    kinds = ("no longer approve", "names no side", "no room for", "is a DRAFT", "marked DRAFT")
    for kind in (*kinds, "is hard to read"):
        assert any(kind in line for line in told), kind
    shown = page(own, tmp_path / "live")
    items = re.findall(r"<li>(.*?)</li>", shown)
    for line in told:
        said, _, outputs = line.partition(", left out on: ")
        [item] = [each for each in items if each.partition(", left out on: ")[0] == said]
        # The page has built the usual ones too.
        assert set(outputs.split(", ")) <= set(item.partition(", left out on: ")[2].split(", "))


def test_drafts_and_what_has_no_room_are_told_of_what_was_built_before(
    own: OwnContent, told: list[str], tmp_path: Path
) -> None:
    shown = page(own, tmp_path / "built")  # there is nothing to build
    for line in told:
        assert (line in shown) == ("is hard to read" not in line)


def test_a_page_of_somebody_elses_is_told(own: OwnContent, tmp_path: Path) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "live/index.html").write_text("<h1>Ours</h1>")
    assert "index.html is not from here, so it was left as it is" in page(own, tmp_path / "live")


def test_each_output_has_its_code_and_why_it_is_a_draft(
    own: OwnContent, told: list[str], tmp_path: Path
) -> None:
    assert told
    shown = page(own, tmp_path / "built")
    entries = listed(tmp_path / "built")
    assert {entry["status"] for entry in entries.values()} == {"draft"}
    for entry in entries.values():
        assert f"words {entry['words']}" in shown
    assert "<strong>DRAFT</strong>: the review was due on 2026-12-31" in shown
    assert "<strong>DRAFT</strong>: nobody has approved it" in shown
    assert "<strong>DRAFT</strong>: words have changed since the approval of 2027-01-10" in shown
    own.approve("how-it-works", on=date(2027, 1, 14))
    again = page(own, tmp_path / "built")
    assert "how-it-works (en) is a DRAFT" in shown
    assert "how-it-works (en) is a DRAFT" not in again


def test_what_was_mended_is_told_no_longer(own: OwnContent, tmp_path: Path) -> None:
    """By a program that goes on running."""
    out, seen = tmp_path / "live", list[tuple[str, ...]]()

    async def twice() -> None:
        state = State()
        request = BuildRequest(own.root, out, Selection(handouts=("log", "card")), DAY, jobs=1)
        rebuilder = Rebuilder(state, lambda: request, lambda _receipt, _problems: None)
        for _ in range(2):
            await asyncio.to_thread(rebuilder._build)
            seen.append(state.warnings)
            own.edit("en/card.md", "version:", "# a remark\nversion:")
        own.edit("en/log.md", "\nsides_meant: [do it right]", "")
        await asyncio.to_thread(rebuilder._build)
        seen.append(state.warnings)

    with ThreadPoolExecutor() as pool:
        pool.submit(asyncio.run, twice()).result()
    listed = [any("names no side" in line for line in warnings) for warnings in seen]
    assert listed == [True, True, False]

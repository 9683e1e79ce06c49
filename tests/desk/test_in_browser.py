"""The live page in a browser: an edit seen, an error shown and mended, without a mouse, small.

In `make test` an edit is seen; the rest is `sweep`.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from axe_faults import axe_faults
from chromium import CHROMIUM
from desk_help import PATIENCE, Served
from playwright.sync_api import Page, expect

NAMES = ("en/log.md", "en/how-it-works.md")
LOG = "en/a4/standard/log-left-backward.pdf"
LOOKS_WITH = CHROMIUM
pytestmark = pytest.mark.sweep


expect.set_options(timeout=PATIENCE * 1000)


def card(page: Page, path: str = LOG):  # type: ignore[no-untyped-def]
    return page.locator(f'.card[data-path="{path}"]')


def opened(page: Page, served: Served) -> None:
    served.wait_until("ready")
    page.goto(served.key)
    page.goto(served.pages)
    expect(page.locator("#count")).to_contain_text("shown")


def test_an_edit_is_seen_and_explained(page: Page, served: Served) -> None:
    opened(page, served)
    others = "en/a4/standard/how-it-works.pdf"
    card(page).scroll_into_view_if_needed()
    expect(card(page).locator("img").first).to_have_js_property("complete", True)
    before = card(page).locator("img").first.get_attribute("src")
    other = card(page, others).locator("img").first.get_attribute("src")
    page.wait_for_timeout(400)  # the server is told what is on screen
    place = card(page).bounding_box()
    assert place is not None
    page.evaluate("window.isTheSame = true")
    served.content.edit("en/log.md", "My two-week log", "My fortnight log")
    start = time.perf_counter()
    try:
        title = card(page).locator(".title")
        expect(title).to_have_text("My fortnight log")
        image = card(page).locator("img").first
        expect(image).to_have_js_property("complete", True)
        print(f"an edit is seen after {time.perf_counter() - start:.2f} s")
        assert image.get_attribute("src") != before
        assert image.evaluate("image => image.naturalWidth") > 300
        expect(card(page).locator(".badge")).to_have_text("Changed")
        assert card(page, others).locator("img").first.get_attribute("src") == other
        expect(card(page, others).locator(".badge")).to_have_count(0)
        expect(page.locator("#status")).to_contain_text("Up to date")
        receipt = page.locator("#receipt")
        expect(receipt.locator("del").first).to_contain_text("two-week")
        expect(receipt.locator("ins").first).to_contain_text("fortnight")
        expect(receipt).to_contain_text("in 14 files")
        now = card(page).bounding_box()
        assert now is not None
        assert page.evaluate("window.isTheSame")  # nobody's place is lost to a reload
        assert abs(now["y"] - place["y"]) < 2  # what is looked at stays where it is
        assert axe_faults(page) == []
    finally:
        served.content.edit("en/log.md", "My fortnight log", "My two-week log")
        expect(card(page).locator(".title")).to_have_text("My two-week log")
        served.wait_until("ready")


def test_errors_are_shown_and_go_when_they_are_mended(page: Page, served: Served) -> None:
    opened(page, served)
    picture = card(page).locator("img").first.get_attribute("src")
    whole = {name: served.content.path(name).read_text() for name in NAMES}
    for name, text in whole.items():
        served.content.write(name, text + "\n{{ nonsense }}\n")
    problems = page.locator("#problems")
    try:
        expect(problems).to_contain_text("log.md, line ")
        expect(problems).to_contain_text("how-it-works.md, line ")
        line = len(whole["en/log.md"].splitlines()) + 2
        expect(problems).to_contain_text(f"log.md, line {line}")
        expect(problems).to_contain_text("To mend it: ")
        expect(page).to_have_title("2 problems – MET handouts")
        assert card(page).locator("img").first.get_attribute("src") == picture
        box = problems.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 901  # in sight wherever the page is
        assert axe_faults(page) == []
    finally:
        for name, text in whole.items():
            served.content.write(name, text)
    expect(problems.locator("li")).to_have_count(0)
    expect(page).to_have_title("MET handouts")
    served.wait_until("ready")


def test_the_keyboard_alone_is_enough(page: Page, served: Served) -> None:
    opened(page, served)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport(ratio=1)
    for _ in range(page.locator(".head a:visible").count()):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.head') !== null")
    for name in ("handout", "pattern", "paper", "edition", "lang"):
        page.keyboard.press("Tab")
        expect(page.locator(f"#filter-{name}")).to_be_focused()
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        if name == "handout":
            page.keyboard.type("Log")
        if name == "paper":
            page.keyboard.type("A4")
    expect(page.locator("#count")).to_have_text("6 of 21 shown")
    assert "handout=log" in page.url
    page.keyboard.press("Tab")
    expect(page.locator("button[type=reset]")).to_be_focused()
    first = page.locator(".card:visible a.open").first
    for _ in range(1 + page.locator("#receipt summary").count()):
        page.keyboard.press("Tab")
    expect(first).to_be_focused()
    with page.context.expect_page() as fresh:
        page.keyboard.press("Enter")
    assert fresh.value.url.endswith(f"/files/{LOG}")
    page.reload()
    expect(page.locator("#count")).to_have_text("6 of 21 shown")
    page.locator("button[type=reset]").press("Enter")
    expect(page.locator("#count")).to_have_text("21 shown")


def test_the_skip_link_leads_past_the_filters(page: Page, served: Served) -> None:
    opened(page, served)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_any_width_and_scheme_is_sound(page: Page, served: Served, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    opened(page, served)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert axe_faults(page) == []


def test_nothing_moves_for_those_who_want_it_still(page: Page, served: Served) -> None:
    page.emulate_media(reduced_motion="reduce")
    opened(page, served)
    moving = """() => [...document.querySelectorAll('*')].filter((node) => {
        const style = getComputedStyle(node);
        return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0


def test_a_download_has_the_name_of_its_file(page: Page, served: Served) -> None:
    opened(page, served)
    with page.expect_download() as kept:
        card(page).get_by_role("link", name="Download").click()
    assert kept.value.suggested_filename == "log-left-backward.pdf"
    assert Path(kept.value.path()).read_bytes() == (served.out / LOG).read_bytes()


def test_print_is_one_click(page: Page, served: Served) -> None:
    opened(page, served)
    with page.expect_response(f"{served.url}files/{LOG}") as answer:
        card(page).get_by_role("link", name="Print").click()
    assert answer.value.headers["content-type"] == "application/pdf"
    assert page.locator("iframe").get_attribute("src") == f"{served.url}files/{LOG}"
    assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_the_file_beside_the_outputs_needs_no_server(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto((served.out / "index.html").as_uri())
    expect(page.locator("#count")).to_have_text("21 shown")
    page.locator("#filter-handout").select_option("how-it-works")
    expect(page.locator("#count")).to_have_text("7 of 21 shown")
    image = page.locator(".card:visible img").first
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") == 300
    href = page.locator(".card:visible a.open").first.get_attribute("href")
    assert href is not None
    assert (served.out / href).is_file()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert axe_faults(page) == []

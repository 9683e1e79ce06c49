"""Each task of the front desk in Chromium: by mouse, by keys, on a phone, without a script.

`make test` goes the whole way with a script and without, and prints once; the rest is `sweep`.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.policy import default
from pathlib import Path

import pytest
from axe_faults import axe_faults
from chromium import CHROMIUM
from desk_help import PATIENCE, Served, before_the_script, serving
from handout_help import OwnContent
from playwright.sync_api import Browser, Page, Response, Route, expect

expect.set_options(timeout=PATIENCE * 1000)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NAME = "First Last"
LOOKS_WITH = CHROMIUM


@pytest.fixture
def at_desk(page: Page, desk: Served) -> Page:
    """The print screen; it counts what would go to a printer instead of opening a dialogue."""
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(desk.key)
    assert page.url == desk.url  # without the key
    return page


def side(page: Page, name: str) -> None:
    page.locator(f"label.side:has(#side-{name})").click()
    expect(page.locator("#proof .sidehead")).to_contain_text(f"{name.upper()} hip bone backward")


def is_set(answer: Response) -> bool:
    return "/set/" in answer.url and answer.status == 200


def press_print(page: Page) -> bytes:
    """Presses the button; gives the PDF that the browser gets."""
    with page.expect_response("**/print") as said, page.expect_response(is_set):
        page.locator("[data-print]").click()
    expect(page.locator("#done")).to_be_visible()
    return page.request.get(said.value.url.replace("/print", said.value.json()["pdf"])).body()


def is_empty(page: Page) -> bool:
    return (
        page.locator("[name=side]:checked").count() == 0
        and page.input_value("#name") == ""
        and page.input_value("[name=hold_seconds]") == "5"
        and page.is_checked("[name=look][value=standard]")
    )


def test_left_to_paper_in_two_clicks_and_the_dialogue(at_desk: Page) -> None:
    page = at_desk
    expect(page.locator(".print-button")).to_contain_text("Choose the side first")
    page.keyboard.press("p")
    expect(page.locator("#done")).to_have_count(0)
    side(page, "left")
    assert page.locator(".print-button").inner_text().split() == [
        "Print",
        "L",
        "LEFT",
        "5",
        "pages",
    ]
    assert press_print(page).startswith(b"%PDF-")
    expect(page.locator("#done")).to_contain_text("LEFT set sent to the printer")
    expect(page.locator("#done .line")).to_contain_text("LEFT hip bone backward. Dose: ")
    assert is_empty(page)


@pytest.mark.sweep
def test_large_print_and_another_dose_and_the_wrong_side_noticed(at_desk: Page) -> None:
    page = at_desk
    side(page, "left")
    page.locator("label.choice", has_text="Large print").click()
    page.locator("[name=hold_seconds]").fill("8")
    page.locator("#name").fill(NAME)
    expect(page.locator(".pagecount")).not_to_have_text("5 pages")
    press_print(page)
    assert is_empty(page)
    assert NAME not in page.content()
    page.keyboard.press("z")
    expect(page.locator("#side-left")).to_be_checked()
    assert page.input_value("[name=hold_seconds]") == "8"
    assert page.input_value("#name") == NAME
    expect(page.locator("#tear")).to_be_hidden()
    page.keyboard.press("r")
    expect(page.locator("#proof .sidehead")).to_contain_text("RIGHT")
    expect(page.locator("#tear")).to_have_text("Tear up the LEFT sheets.")
    press_print(page)
    expect(page.locator("#done")).to_contain_text("RIGHT set")
    expect(page.locator("#tear")).to_be_hidden()
    side(page, "left")  # the next patient
    expect(page.locator("#done")).to_have_count(0)
    page.keyboard.press("z")
    assert page.input_value("#name") == ""


@pytest.mark.sweep
def test_keys_are_still_the_desks_once_the_dialogue_has_been_there(at_desk: Page) -> None:
    """The PDF in its frame has the focus for as long as it is printed."""
    page = at_desk
    side(page, "left")
    press_print(page)
    page.locator("iframe").dispatch_event("load")
    assert page.evaluate("document.activeElement.id") == "side-left"
    page.keyboard.press("z")
    expect(page.locator("#side-left")).to_be_checked()


IN_A_LINE = """selector => {
    const boxes = [...document.querySelectorAll(selector)];
    const tops = boxes.map((box) => box.getBoundingClientRect().top);
    return Math.max(...tops) - Math.min(...tops);
}"""
SPILLS = "box => box.scrollWidth > box.clientWidth"


@pytest.mark.sweep
def test_what_belongs_together_is_in_a_line_at_every_width(at_desk: Page, desk: Served) -> None:
    page = at_desk
    assert page.evaluate(IN_A_LINE, ".two .choice, .more select, .more input") < 1
    page.goto(f"{desk.url}approve?done=en/log")
    for wide in (1366, 390):
        page.set_viewport_size({"width": wide, "height": 800})
        boxes = [page.locator(each).bounding_box() for each in ("h1", ".notice", ".waits >> nth=0")]
        assert len({box and box["x"] for box in boxes}) == 1, (wide, boxes)
        status = page.locator("#status").bounding_box()
        assert status
        assert status["height"] < 30  # one line, beside the clinic's name
    page.goto(f"{desk.url}library")
    for wide in (1366, 683, 390):  # 683: 1366 at 200 %
        page.set_viewport_size({"width": wide, "height": 768})
        for table in page.locator(".tablebox").all():
            assert not table.evaluate(SPILLS), wide


def test_a_double_click_prints_once(at_desk: Page) -> None:
    page = at_desk
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    side(page, "right")
    with page.expect_response(is_set):
        page.locator("[data-print]").dblclick()
    expect(page.locator("#done")).to_contain_text("RIGHT set sent to the printer")
    assert asked.count("print") == 1


WORDS_CHANGE_MEANWHILE = """
    const Events = EventSource, ask = fetch;
    const sources = [];
    const held = new Promise((begun) => {
      const released = new Promise((release) => { window.release = release; });
      window.hold = () => { Image.prototype.decode = function () { begun(); return released; }; };
    });
    window.EventSource = class extends Events {
      constructor(address) { super(address); sources.push(this); }
    };
    window.fetch = async (address, ...more) => {
      if (address === "/print") {
        window.hold();
        sources[0].dispatchEvent(new MessageEvent("page", { data: "another" }));
        await held;  // the pages of the new words are here, but for their picture
      }
      return ask(address, ...more);
    };
"""


@pytest.mark.sweep
def test_what_was_printed_stays_whatever_comes_meanwhile(page: Page, desk: Served) -> None:
    page.add_init_script(WORDS_CHANGE_MEANWHILE)
    page.goto(desk.key)
    side(page, "left")
    with page.expect_response(is_set):
        page.locator("[data-print]").click()
    expect(page.locator("#done")).to_contain_text("LEFT set")
    page.evaluate("window.release()")
    page.wait_for_timeout(200)
    expect(page.locator("#done")).to_contain_text("LEFT set")
    expect(page.locator("#proof .sidehead")).to_have_count(0)
    with page.expect_response("**/look"):
        page.locator("#name").press_sequentially("N")  # the next patient's
    page.wait_for_timeout(200)
    expect(page.get_by_role("button", name="Bring it back")).to_be_visible()


@pytest.mark.sweep
def test_keys_alone_are_enough_and_can_be_switched_off(at_desk: Page, desk: Served) -> None:
    page = at_desk
    page.keyboard.press("l")
    expect(page.locator("#proof .sidehead")).to_contain_text("LEFT")
    with page.expect_response(is_set):
        page.keyboard.press("p")
    expect(page.locator("#done")).to_be_visible()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    before = page.locator("[data-back]").bounding_box()
    page.keyboard.press("c")
    expect(page.locator("[data-chart]")).to_have_text("Copied")
    assert page.locator("[data-back]").bounding_box() == before  # nothing moves under a hand
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        r"2027-01-15\. Given: .+ LEFT hip bone backward\. Dose: .+ Words .+\.", copied
    )
    page.locator("#name").press_sequentially("lrp")  # typed, and no keys of the desk
    assert page.input_value("#name") == "lrp"
    expect(page.locator("[name=side]:checked")).to_have_count(0)
    page.goto(f"{desk.url}help")
    page.locator("#keys-off").check(force=True)
    page.goto(desk.url)
    page.keyboard.press("l")
    expect(page.locator("[name=side]:checked")).to_have_count(0)
    page.evaluate("localStorage.clear()")


@pytest.mark.sweep
def test_the_print_button_is_reached_by_tab_and_never_covered(at_desk: Page) -> None:
    page = at_desk
    page.keyboard.press("l")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.id"))
        if page.evaluate("document.activeElement.matches('[data-print]')"):
            break
    assert page.evaluate("document.activeElement.matches('[data-print]')"), reached
    assert page.evaluate(UNCOVERED, "[data-print]")


@pytest.mark.sweep
def test_the_picture_follows_the_form(at_desk: Page) -> None:
    page = at_desk
    side(page, "left")
    before = page.locator("#large").get_attribute("src")
    page.locator("[name=repeats]").fill("9")
    expect(page.locator("#large")).not_to_have_attribute("src", before or "")
    expect(page.locator("#large")).to_have_js_property("naturalWidth", 900)
    page.locator("[name=hold_seconds]").click()
    page.wait_for_function("() => getSelection().toString() === '5'")
    page.keyboard.type("6")  # typed over what was there
    assert page.input_value("[name=hold_seconds]") == "6"
    page.locator(".thumbs a").nth(4).click()
    expect(page.locator("#large")).to_have_attribute("alt", "Page 5 of 5")
    page.locator("[name=repeats]").fill("900")
    expect(page.locator("#wrong-repeats")).to_contain_text("is too high")
    expect(page.locator("[name=repeats]")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Leave blank").click()
    expect(page.locator("#wrong-repeats")).to_be_empty()
    assert page.input_value("[name=hold_seconds]") == ""


@pytest.mark.sweep
def test_whoever_types_fast_does_not_wait_for_what_was_asked_before(at_desk: Page) -> None:
    page = at_desk
    asked: list[str] = []
    held: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route.request.post_data or "")
        if len(asked) > 1:
            route.continue_()
        else:
            held.append(route)

    page.route("**/look", hold)
    page.locator("label.side:has(#side-left)").click()
    for repeats in ("4", "5", "6"):
        page.locator("[name=repeats]").fill(repeats)
        page.wait_for_timeout(150)
    assert len(asked) == 1
    held[0].continue_()
    expect(page.locator("#proof .sidehead")).to_contain_text("LEFT hip bone backward")
    assert len(asked) == 2
    assert "repeats=6" in asked[1]


@pytest.mark.sweep
def test_whoever_is_faster_than_the_script_is_followed(at_desk: Page) -> None:
    page = at_desk
    with before_the_script(page):
        page.goto(page.url, wait_until="commit")
        page.locator("label.side:has(#side-right)").click()
        page.locator("[name=repeats]").fill("7")
    expect(page.locator("#proof .sidehead")).to_contain_text("RIGHT hip bone backward")
    expect(page.locator("#proof")).to_contain_text("7")
    page.locator("[data-email]").click()
    expect(page.locator("h1")).to_have_text("Email")
    page.locator("#to").fill("nobody")
    with before_the_script(page):
        page.get_by_role("button", name="Make the email").click(no_wait_after=True)
        expect(page.locator("#wrong-email")).to_contain_text("This is not an address.")
        page.locator("#to").fill("ana@example.org")
    expect(page.locator("#wrong-email")).to_be_empty()


@pytest.mark.sweep
def test_save_and_email(at_desk: Page) -> None:
    page = at_desk
    side(page, "right")
    with page.expect_download() as kept:
        page.locator("[data-save]").click()
    assert kept.value.suggested_filename == "for-one-visit.pdf"
    expect(page.locator("#done")).to_contain_text("RIGHT set saved")
    page.keyboard.press("z")
    page.locator("#name").fill(NAME)
    page.keyboard.press("Tab")
    page.locator("[data-email]").click()
    expect(page.locator("h1")).to_have_text("Email")
    assert NAME.encode() not in page.url.encode()
    page.locator("#to").fill("nobody")
    page.get_by_role("button", name="Make the email").click()
    expect(page.locator("#wrong-email")).to_contain_text("This is not an address.")
    page.locator("#to").fill("ana@example.org")
    expect(page.locator("#wrong-email")).to_be_empty()
    with page.expect_download() as draft:
        page.get_by_role("button", name="Make the email").click()
    assert draft.value.suggested_filename == "for-one-visit.eml"
    eml = email.message_from_bytes(Path(draft.value.path()).read_bytes(), policy=default)
    assert (eml["To"], eml["X-Unsent"]) == ("ana@example.org", "1")
    (pdf,) = eml.iter_attachments()
    assert pdf.get_filename() == "handouts.pdf"
    expect(page.locator("h1")).to_have_text("Email made")
    expect(page.locator(".line")).to_contain_text("RIGHT hip bone backward")
    assert NAME not in page.content()
    assert axe_faults(page, RULES) == []
    page.get_by_role("link", name="The next patient").click()
    expect(page.locator("#done")).to_contain_text("RIGHT email made")
    assert is_empty(page)
    page.goto(page.url + "help")  # what was given waits while other pages are looked at
    page.go_back()
    expect(page.locator("#done .line")).to_contain_text("RIGHT hip bone backward")
    assert NAME not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    page.keyboard.press("z")
    expect(page.locator("#side-right")).to_be_checked()
    assert page.input_value("#name") == NAME
    expect(page.locator("#done")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.sweep
def test_a_phone_is_wide_enough(at_desk: Page) -> None:
    page = at_desk
    page.set_viewport_size({"width": 390, "height": 844})
    side(page, "left")
    box = page.locator("[data-print]").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844  # in sight
    press_print(page)
    expect(page.locator("#done")).to_contain_text("LEFT set")
    expect(page.locator("#done h2")).to_be_in_viewport(ratio=1)
    expect(page.locator("[data-back]")).to_be_in_viewport(ratio=1)
    page.wait_for_function(UNCOVERED, arg="[data-back]")  # it scrolls there


UNCOVERED = """(selector) => { const box = document.querySelector(selector).getBoundingClientRect();
    return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
        .closest(selector) !== null; }"""


@pytest.mark.sweep
def test_plain_forms_do_without_a_script(browser: Browser, desk: Served) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(desk.key)
        page.locator("#side-right").check(force=True)
        page.locator("#name").fill(NAME)
        page.get_by_role("button", name="Show the pages").click()
        expect(page.locator("#proof .sidehead")).to_contain_text("RIGHT hip bone backward")
        assert page.input_value("#name") == NAME
        with page.expect_response(is_set):
            page.locator("[data-print]").click()
        page.goto(desk.url)
        expect(page.locator("[name=side]:checked")).to_have_count(0)
        assert page.input_value("#name") == ""
        page.get_by_role("link", name="Bring back what was just printed").click()
        page.get_by_role("button", name="Bring it back").first.click()
        assert page.input_value("#name") == NAME
        expect(page.locator("#side-right")).to_be_checked()


SCREENS = ("", "pages", "clinic", "help", "sent", "news")
WIDTHS, SCHEMES = (1366, 390, 320), ("light", "dark")


@pytest.mark.sweep
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_any_width_and_scheme_is_sound(
    at_desk: Page, desk: Served, width: int, scheme: str
) -> None:
    page = at_desk
    page.set_viewport_size({"width": width, "height": 768})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for screen in SCREENS:
        page.goto(f"{desk.url}{screen}")
        if not screen:
            page.keyboard.press("l")
            expect(page.locator("#proof .sidehead")).to_contain_text("LEFT")
        assert axe_faults(page, RULES) == [], screen
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen
        assert page.evaluate(SMALL) == [], screen


SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(n => {
    if (n.closest('p, li, .found') && getComputedStyle(n).display === 'inline') return false;
    const box = (n.closest('label.choice, label.side') ?? n).getBoundingClientRect();
    const shown = n.offsetParent && !n.matches('.skip, .unseen, [type=hidden]');
    return shown && box.width && Math.min(box.width, box.height) < 24;
  }).map(n => n.outerHTML.slice(0, 90))"""


@pytest.mark.sweep
def test_the_chosen_side_is_told_without_colours(at_desk: Page) -> None:
    page = at_desk
    page.emulate_media(forced_colors="active")
    page.keyboard.press("r")
    expect(page.locator(".side.r .tick")).to_be_visible()
    expect(page.locator(".side.l .tick")).to_be_hidden()
    assert axe_faults(page, RULES) == []


@pytest.mark.sweep
def test_nothing_stands_in_a_page_but_markup(at_desk: Page, desk: Served) -> None:
    for screen in SCREENS:
        html = at_desk.request.get(f"{desk.url}{screen}").text()
        assert not re.search(r'\sstyle="|<style|<script(?! src)|\son\w+="', html), screen


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Served]:
    content = OwnContent(tmp_path / "content")
    content.keep("log")
    with serving(content, tmp_path / "dist") as served:
        yield served


@pytest.mark.sweep
def test_it_is_stopped_on_the_page_and_told_where_it_is_open(
    browser: Browser, own_desk: Served
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(own_desk.key)
        page.keyboard.press("r")
        expect(page.locator("#proof .sidehead")).to_contain_text("RIGHT")
        page.locator("#name").fill(NAME)
        other = context.new_page()
        other.goto(f"{own_desk.url}help")
        other.get_by_role("button", name="Stop the program").click()
        expect(other.locator("h1")).to_have_text("The program has stopped")
        own_desk.process.wait(PATIENCE)
        expect(page.locator("#status")).to_have_text(
            "The program has ended. Start it again.", timeout=2500
        )
        assert page.input_value("#name") == NAME  # what was typed stays
        page.locator("[data-print]").click()
        assert page.input_value("#name") == NAME


@pytest.mark.sweep
def test_without_a_viewer_and_with_popups_blocked_the_pdf_is_a_link(
    browser: Browser, desk: Served
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(
            "Object.defineProperty(navigator, 'pdfViewerEnabled', {get: () => false});"
            "window.open = () => null;"
        )
        page.goto(desk.key)
        side(page, "left")
        page.locator("[data-print]").click()
        expect(page.locator("#done")).to_contain_text("LEFT set is ready")
        link = page.get_by_role("link", name="Open the PDF")
        answer = page.request.get(desk.url.rstrip("/") + (link.get_attribute("href") or ""))
        assert answer.body().startswith(b"%PDF-")


@pytest.mark.sweep
def test_after_two_minutes_nothing_can_be_brought_back(page: Page, desk: Served) -> None:
    page.clock.install()
    page.goto(desk.key)
    side(page, "left")
    page.locator("#name").fill(NAME)
    press_print(page)
    page.clock.fast_forward(60_000)
    expect(page.locator("#done")).to_be_visible()
    page.clock.fast_forward(61_000)
    expect(page.locator("#done")).to_have_count(0)
    page.keyboard.press("z")
    assert is_empty(page)

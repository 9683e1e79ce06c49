"""Words, approve and library in Chromium: from a sentence to paper, two windows, axe.

`make test` goes the whole way once; the rest is `sweep`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from axe_faults import axe_faults
from desk_help import PATIENCE, Served, before_the_script, serving
from handout_help import TODAY, OwnContent
from picture_files import DOOR
from playwright.sync_api import Browser, Page, expect

from handouts.approvals.status import Book
from handouts.compose.approval import DraftReason
from handouts.editing.drafts import Drafts
from handouts.editing.parts import parts_of
from handouts.storage import paths

expect.set_options(timeout=PATIENCE * 1000)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
READY = "words/en/correction/get-ready"
REST = "words/en/correction/rest"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    room = tmp_path_factory.mktemp("words")
    content = OwnContent(room / "content")
    content.keep("correction")
    content.approve("correction")
    with serving(content, room / "dist", "--today", TODAY.isoformat()) as served:
        served.wait_until("ready")  # what is typed need not wait for a build
        yield served


def text_of(clinic: Served) -> str:
    return Drafts(clinic.content.root).draft("en", "correction").text


def test_from_a_sentence_to_paper_and_back(clinic: Served, page: Page) -> None:
    page.goto(clinic.key)
    page.goto(f"{clinic.url}{READY}")
    editor = page.locator("#words-editor")
    expect(editor.locator(".token")).to_have_text(["side", "HAND PLACE"])
    expect(page.locator("article.l")).to_contain_text("Lift your left knee")
    picture = page.locator("#large")
    before = picture.get_attribute("src")
    editor.locator(".token").last.click()  # the caret goes behind it
    page.keyboard.press("Control+End")
    page.keyboard.type(" Keep the right foot down.")
    expect(page.locator(".slipnote")).to_contain_text("“right” is typed")
    page.locator(".slipnote button", has_text="other side").click()
    expect(page.locator(".slipnote")).to_have_count(0)
    assert "Keep the {{ hip.other }} foot down." in text_of(clinic)
    expect(page.locator("article.r")).to_contain_text("Keep the left foot down.")
    expect(picture).not_to_have_attribute("src", before or "")
    # The picture follows what is typed, and the draft saves itself.
    page.locator("#words-editor").click()
    page.keyboard.press("Control+End")
    shown = picture.get_attribute("src") or ""
    page.keyboard.type(" Good.")
    started = time.monotonic()
    expect(picture).not_to_have_attribute("src", shown)
    assert time.monotonic() - started < 5  # half a second, where nothing else runs
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert text_of(clinic).count(" Good.") == 1
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()
    # Sent, read, approved.
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/approve/en/correction?sent")
    expect(page.locator(".sent-on")).to_contain_text("It waits here, on “Approve”, for a clinician")
    button = page.locator("[data-give]")
    expect(button).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#left")).to_contain_text("One part is still to be read: Get ready")
    page.locator(".tickbox").click()
    page.locator(".compare a.choice", has_text="RIGHT").click()
    expect(page.locator(".compare a.choice[aria-current]")).to_contain_text("RIGHT")
    expect(page.locator(".tickbox input")).to_be_checked()  # what was ticked stays
    page.locator("#name").fill("A. Clinician")
    page.locator("#role").fill("physiotherapist")
    button.click()
    expect(page.locator("body")).to_contain_text("is approved. It prints without DRAFT")
    assert Book(clinic.content.load()).status("en", "correction", TODAY).is_approved
    answer = clinic.post("/print", {"side": "left", "give": "correction"})
    assert answer.status == 303
    # Taken back.
    page.goto(f"{clinic.url}approve/en/correction")
    page.locator("summary", has_text="Take the approval back").click()
    page.locator("#w-name").fill("A. Clinician")
    page.locator("#w-role").fill("physiotherapist")
    page.get_by_role("button", name="Take it back").click()
    page.wait_for_url("**/approve?back=en/correction")
    status = Book(clinic.content.load()).status("en", "correction", TODAY)
    assert status.reason is DraftReason.WITHDRAWN


@pytest.mark.sweep
def test_a_list_bold_and_chips_are_written_as_markdown(clinic: Served, page: Page) -> None:
    page.goto(clinic.key)
    page.goto(f"{clinic.url}words/en/correction/set-up")
    editor = page.locator("#words-editor")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")  # one more item
    page.keyboard.type("Turn to the ")
    page.locator("summary", has_text="Insert").click()
    page.locator("[data-chip]", has_text="backward hip: side").first.click()
    page.keyboard.type(" side, ")
    page.keyboard.press("Control+b")
    page.keyboard.type("slowly")
    page.keyboard.press("Control+b")
    page.keyboard.type(".")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # an empty item ends the list
    page.keyboard.type("That is all.")
    page.locator("summary", has_text="Picture").click()
    page.locator("[data-chip='![](arm)']").click()
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved")
    written = "- Turn to the {{ backward.side }} side, **slowly**.\nThat is all.\n\n![](arm)\n"
    assert written in text_of(clinic)


@pytest.mark.sweep
def test_a_picture_of_the_clinics_own_is_put_where_the_caret_is(clinic: Served, page: Page) -> None:
    page.goto(clinic.key)
    page.goto(f"{clinic.url}words/en/correction/set-up")
    before = text_of(clinic).partition("{#set-up}")[2].partition("\n##")[0].strip()
    editor = page.locator("#words-editor")
    editor.click()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")
    page.locator("summary", has_text="Picture").click()
    assert axe_faults(page, RULES) == []
    page.locator("#file").set_input_files(
        {"name": "Our Door.png", "mimeType": "image/png", "buffer": DOOR}
    )
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("#wrong-own")).to_have_text("Write what it shows, for who cannot see it.")
    page.locator("#alt").fill("Our red door")
    page.keyboard.press("Enter")
    expect(editor.locator(".token.own")).to_have_text("our-door.png: Our red door")
    page.keyboard.type("Ring twice.")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved")
    for pattern in ("LEFT", "RIGHT"):
        read = page.locator("article", has_text=f"{pattern} backward reads").locator("img[src]")
        expect(read).to_have_attribute("src", "/picture/our-door.png")
    written = text_of(clinic).partition("{#set-up}")[2].partition("\n##")[0].strip()
    first, rest = before.split("\n", 1)
    picture = "![Our red door](our-door.png)"
    assert written == f"{first}\n\n{picture}\n\nRing twice.\n{rest}"
    page.locator("summary", has_text="Picture").click()
    expect(page.locator("#own-list")).to_contain_text("our-door.png")


@pytest.mark.sweep
@pytest.mark.parametrize("part", ["answer", "checked-first", "show-us", "shared.help-now"])
def test_a_part_shows_as_chips_and_opening_it_saves_nothing(
    clinic: Served, page: Page, part: str
) -> None:
    page.goto(clinic.key)
    before = text_of(clinic)
    page.goto(f"{clinic.url}words/en/correction/{part}")
    expect(page.locator("#words-editor")).to_be_visible()
    assert page.evaluate("now() === savedText")
    assert text_of(clinic) == before


EVERY_LINE_AS_CHIPS = """texts => Object.keys(texts).filter((name) => {
    const editor = document.createElement("div");
    editor.replaceChildren(...texts[name].split("\\n").map(lineOf));
    return text(editor) !== texts[name];
})"""
"""The parts that could only be written as text, with `**` and `{{ … }}` in it."""


@pytest.mark.sweep
def test_every_part_of_every_language_is_written_as_chips(clinic: Served, page: Page) -> None:
    page.goto(clinic.key)
    page.goto(f"{clinic.url}{REST}")
    texts = {
        f"{file.parent.name}/{file.stem}#{part.id}": part.words
        for file in sorted(paths.content_dir().glob("*/*.md"))
        for part in parts_of(file.read_text(encoding="utf-8"))[1:]
    }
    assert page.evaluate(EVERY_LINE_AS_CHIPS, texts) == []
    page.locator("#words-editor").click()
    page.keyboard.press("Control+End")
    page.evaluate(PASTE, "As\u00a0a word processor has it:\n•\tone\n<b>two</b>")
    pasted = page.evaluate("document.querySelector('#words').value")
    assert pasted.endswith("As a word processor has it:\n- one\n<b>two</b>")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert "- one" in text_of(clinic)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#words-editor")).not_to_contain_text("word processor")


PASTE = """words => {
    const copied = new DataTransfer();
    copied.setData("text/plain", words);
    copied.setData("text/html", "<h1>something else</h1>");
    const paste = { clipboardData: copied, bubbles: true, cancelable: true };
    document.querySelector("#words-editor").dispatchEvent(new ClipboardEvent("paste", paste));
}"""


@pytest.mark.sweep
def test_two_windows_are_shown_both_versions(clinic: Served, page: Page, browser: Browser) -> None:
    page.goto(clinic.key)
    page.goto(f"{clinic.url}{REST}")
    with browser.new_context() as context:
        other = context.new_page()
        other.goto(clinic.key)
        other.goto(f"{clinic.url}{REST}")
        for window, words in ((page, "Hers."), (other, "His.")):
            window.locator("#words-editor").click()
            window.keyboard.press("Control+a")
            window.keyboard.type(words)
            if window is page:
                expect(page.locator("#saved")).to_contain_text("Saved")
        conflict = other.locator("#conflict")
        expect(conflict).to_contain_text("Somebody else saved this part meanwhile.")
        expect(conflict.locator("pre")).to_have_text(["Hers.", "His."])
        other.get_by_role("button", name="Go on with yours").click()
        expect(other.locator("#words-editor")).to_have_text("His.")
    assert "\nHis.\n" in text_of(clinic)


SCREENS = (
    *("words", REST, "words/en/correction/shared.stop", "words/en/correction/about"),
    *("history/en/correction", "approve", "approve/en/correction", "library", "library/report"),
)


@pytest.mark.sweep
@pytest.mark.parametrize("width", [1366, 390, 320])
def test_every_screen_passes_axe_and_has_room(clinic: Served, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(clinic.key)
    for screen in SCREENS:
        page.goto(f"{clinic.url}{screen}")
        assert axe_faults(page, RULES) == [], screen
        assert page.evaluate("document.documentElement.scrollWidth") <= width, screen


@pytest.mark.sweep
def test_what_is_typed_before_the_script_runs_is_saved(clinic: Served, page: Page) -> None:
    page.goto(clinic.key)
    with before_the_script(page):
        page.goto(f"{clinic.url}{REST}", wait_until="commit")
        page.locator("#words").fill("Rest. Early words.")
    expect(page.locator("#words-editor")).to_have_text("Rest. Early words.")
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert "\nRest. Early words.\n" in text_of(clinic)


@pytest.mark.sweep
def test_what_is_typed_just_before_the_page_is_loaded_again_stays(
    clinic: Served, page: Page
) -> None:
    page.goto(clinic.key)
    page.goto(f"{clinic.url}{REST}")
    editor = page.locator("#words-editor")
    page.evaluate("() => { window.fetch = () => new Promise(() => {}); }")  # it is saved too late
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Then reload.")
    page.reload()
    expect(editor).to_contain_text("Then reload.")
    expect(page.locator("#saved")).to_contain_text("Saved")
    assert text_of(clinic).count("Then reload.") == 1
    # Once it is saved, what others have saved since is shown.
    page.evaluate(
        "base => sessionStorage.setItem('unsaved', JSON.stringify("
        "[location.pathname, [['words', 'Old.'], ['base', base]]]))",
        "0" * 64,
    )
    page.reload()
    expect(editor).to_contain_text("Then reload.")
    page.get_by_role("button", name="Undo").click()
    expect(editor).not_to_contain_text("Then reload.")


@pytest.mark.sweep
def test_without_a_script_words_are_a_form(clinic: Served, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(clinic.key)
        page.goto(f"{clinic.url}{REST}")
        page.locator("#words").fill("Plain words.")
        page.get_by_role("button", name="Save the draft").click()
        expect(page.locator("#words")).to_have_value("Plain words.")
    assert "\nPlain words.\n" in text_of(clinic)

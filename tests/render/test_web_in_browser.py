"""The page of the web in a browser: on a phone and a screen, by daylight and in the dark, timed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from axe_faults import axe_faults
from chromium import WITHOUT_WINDOWS, opened
from playwright.sync_api import Browser, BrowserContext, Page
from pypdfium2 import PdfDocument
from samples import every, sampled

from handouts.building.plan import Selection, plan
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import WEB
from handouts.pattern import PATTERNS
from handouts.reading import Dose, Library
from handouts.reading.dose import DoseValue
from handouts.render.backend import render

USUAL = Dose(DoseValue(5, 5), DoseValue(3, 3), DoseValue(2, 2), None, DoseValue(2, 2))
ASK = "ask your therapist"
NOW = 1_700_000_000


@pytest.fixture(scope="module")
def pages(library: Library, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of each page, of a clinic with a telephone and a usual dose."""
    clinic = library.clinic._replace(
        name="Riverside Physiotherapy",
        phone="01632 960 134",
        emergency=library.clinic.emergency._replace(department="ae", number="999"),
    )
    own = library._replace(clinic=clinic)
    folder = tmp_path_factory.mktemp("web")
    found = {}
    for variant in plan(own, Selection(langs=("en",), papers=("web",))):
        document = compose(own, *variant.key, dose=USUAL)
        file = folder / Path(variant.path).name
        file.write_bytes(render(document, WEB, "standard", fillable=True).data)
        found[file.stem] = file.as_uri()
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened(WITHOUT_WINDOWS) as made:
        yield made


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 390, "height": 800}) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in which nothing may fail, and that may fetch nothing."""
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text))
    page.on("request", lambda asked: faults.extend(_elsewhere(asked.url)))
    yield page
    page.close()
    assert faults == []


def _elsewhere(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:")) else [url]


def dose(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-dose]')]"
        ".map(each => [each.dataset.dose, each.textContent]))"
    )
    return found


# --- reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "pattern"),
    sampled([("light", "left"), ("dark", "right")], lambda case: case[0] == "light"),
)
def test_nothing_is_wrong_with_any_page(
    page: Page, pages: dict[str, str], scheme: Any, pattern: str
) -> None:
    """Of both patterns one is looked at by daylight, the other in the dark."""
    page.emulate_media(color_scheme=scheme)
    for address in [pages[name] for name in pages if pattern in name or name == "how-it-works"]:
        page.goto(address)
        assert axe_faults(page) == []
        for width in (320, 390, 768, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.set_viewport_size({"width": 320, "height": 200})  # 400 % of 1280 by 800
        bar = page.evaluate("document.querySelector('nav').getBoundingClientRect().height")
        assert bar <= 90


def test_it_is_read_in_the_order_of_its_markup(page: Page, pages: dict[str, str]) -> None:
    """What stands where is not moved by styles: the keys go from top to bottom."""
    page.goto(pages["correction-left-backward"] + "#hold=5&reps=3")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    tops, names = [], set()
    for _ in range(20):
        page.keyboard.press("Tab")
        top, name, fixed = page.evaluate(
            "[document.activeElement.getBoundingClientRect().top + scrollY,"
            " document.activeElement.className, !!document.activeElement.closest('nav')]"
        )
        if not fixed:
            tops.append(top)
        names.add(name)
    assert tops == sorted(tops)
    assert {"go", "sound"} <= names
    snapshot = page.locator("main").aria_snapshot()
    spoken = ["Left thigh presses", "Before", "Left leg", "Right leg", "How much", "Stop if"]
    places = [snapshot.find(each) for each in spoken if each in snapshot]
    assert places == sorted(places)


# The words, pictures and boxes of a page in the order of its markup; those of a label by its box.
WRITTEN = """() => {
  const said = [];
  const all = NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT;
  const walk = document.createTreeWalker(document.body, all);
  for (let each = walk.nextNode(); each; each = walk.nextNode()) {
    const element = each.nodeType === Node.TEXT_NODE ? each.parentElement : each;
    if (element.closest("[aria-hidden=true], script")) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    if (each === element) {
      if (each.matches("[role=img]")) said.push(each.getAttribute("aria-label"));
      if (each.matches("img")) said.push(each.alt);
      if (each.matches("input")) said.push(each.ariaLabel ?? each.labels[0].textContent);
    } else if (!element.closest("[role=img], label")) said.push(each.data);
  }
  return said.map((each) => each.replace(/\\s+/g, " ").trim()).filter((each) => each);
}"""


def heard(page: Page) -> list[str]:
    """What a screen reader finds, one after the other: words, pictures, and boxes by their name."""
    session = page.context.new_cdp_session(page)
    nodes = {each["nodeId"]: each for each in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()

    def below(node: Any, in_label: bool = False) -> Iterator[str]:
        role = None if node["ignored"] else node["role"]["value"]
        if role in ("StaticText", "image", "checkbox", "textbox"):
            if role != "StaticText" or not in_label:
                yield " ".join(node["name"]["value"].split())
        elif role != "ListMarker":
            for child in node["childIds"]:
                if child in nodes:
                    yield from below(nodes[child], in_label or role == "LabelText")

    (root,) = (each for each in nodes.values() if "parentId" not in each)
    return [each for each in below(root) if each]


def test_a_screen_reader_finds_all_in_the_order_of_the_markup(
    page: Page, pages: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 1366, "height": 800})
    for name, address in pages.items():
        page.goto(address + "#hold=5&reps=3")
        assert heard(page) == page.evaluate(WRITTEN), name
    page.goto(pages["correction-left-backward"])
    assert "Not better by … ? Call us." in heard(page), "the box is named, and once"


def test_it_is_whole_without_a_script(browser: Browser, pages: dict[str, str]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(pages["correction-left-backward"] + "#hold=5")
        said = page.locator("body").inner_text()
    assert "Left thigh presses toward your chest" in said
    assert said.count(ASK) == 5
    assert "with JavaScript turned on" in said
    assert "Hold timer" not in said


def test_pictures_play_only_for_who_wants_them_to(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["correction-left-backward"])
    playing = "document.getAnimations().length"
    assert page.evaluate(playing) > 0
    page.locator("#still").check()
    assert page.evaluate(playing) == 0
    shown = page.locator(".plays .picture")
    assert shown.count() == 6
    tops = [shown.nth(place).bounding_box()["y"] for place in range(3)]  # type: ignore[index]
    assert tops == sorted(set(tops))
    page.locator("#still").uncheck()
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(playing) == 0
    page.emulate_media(reduced_motion="no-preference", media="print")
    assert page.evaluate(playing) == 0
    assert not page.locator("nav").is_visible()
    assert not page.locator(".timer").is_visible()


def test_a_tap_calls_the_clinic(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["card-right-backward"])
    assert page.locator("a.call").get_attribute("href") == "tel:01632960134"
    assert page.locator("nav").inner_text().startswith("Stop if it hurts.")


# --- the dose -----------------------------------------------------------------------------------


def test_without_an_address_of_its_own_the_usual_dose_is_shown(
    page: Page, pages: dict[str, str]
) -> None:
    page.goto(pages["correction-left-backward"])
    assert dose(page) == {"hold": "5", "reps": "3", "day": "2", "week": ASK, "effort": "2"}
    assert page.get_by_text("our usual numbers").is_visible()


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        ("hold=7&reps=2&day=1&week=3&effort=4", ("7", "2", "1", "3", "4")),
        ("hold=5-10&reps=3-5&day=&week=&effort=", ("5 to 10", "3 to 5", ASK, ASK, ASK)),
        ("hold=5", ("5", ASK, ASK, ASK, ASK)),
        ("day=2&hold=6&reps=4", ("6", "4", "2", ASK, ASK)),
        ("hold=", (ASK,) * 5),
        ("hold", (ASK,) * 5),
        ("x", (ASK,) * 5),
        ("hold=<script>alert(1)</script>", (ASK,) * 5),
        ("hold=%3Cimg%20src=x%20onerror=alert(1)%3E&reps=3", (ASK, "3", ASK, ASK, ASK)),
        ("hold=1000000000&reps=1e1", (ASK,) * 5),
        ("hold=NaN&reps=Infinity&day=0x2&week=-1&effort=2.5", (ASK,) * 5),
        ("hold=61&reps=31&day=7&week=8&effort=6", (ASK,) * 5),
        ("hold=0&reps=0&day=00&week=007&effort=", (ASK,) * 5),
        ("hold=10-5&reps=3-&day=-2&week=1-9", (ASK,) * 5),
        ("hold=5&hold=50&reps=3", (ASK, "3", ASK, ASK, ASK)),
        ("hold= 5&reps=5 &day=+2&week=%0A3", (ASK,) * 5),
        ("hold=٥&reps=３", (ASK,) * 5),
        ("__proto__=5&constructor=3&HOLD=5", (ASK,) * 5),
        ("hold=" + "9" * 10_000, (ASK,) * 5),
        ("a" * 10_000, (ASK,) * 5),
    ],
    ids=range(20),
)
def test_only_a_sound_dose_of_the_address_is_shown(
    page: Page, pages: dict[str, str], fragment: str, shown: tuple[str, ...]
) -> None:
    """With one, nothing comes from the clinic."""
    page.goto(f"{pages['log-left-backward']}#{fragment}")
    assert tuple(dose(page).values()) == shown
    assert not page.get_by_text("our usual numbers").is_visible()


def test_another_address_is_another_dose(page: Page, pages: dict[str, str]) -> None:
    address = pages["correction-left-backward"]
    page.goto(f"{address}#hold=9&reps=2")
    page.goto(f"{address}#hold=8&reps=1")
    page.wait_for_function("document.querySelector('.digits').textContent === '8'")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#hold=8&reps=1")
    assert dose(page)["hold"] == "8"


def test_the_script_counts_in_the_digits_of_the_language(page: Page, pages: dict[str, str]) -> None:
    page.goto(f"{pages['correction-left-backward']}#hold=5-10&reps=3")
    page.evaluate("document.getElementById('main').dataset.digits = '۰۱۲۳۴۵۶۷۸۹'")
    page.evaluate("location.hash = 'hold=8-10&reps=2'")
    page.wait_for_function("document.querySelector('.digits').textContent === '۱۰'")
    assert dose(page)["hold"] == "۸ to ۱۰"
    assert page.locator(".go").inner_text() == "Start ۱ of ۲"


def test_a_code_on_paper_opens_the_page_of_that_side_with_that_dose(
    page: Page, pages: dict[str, str], library: Library
) -> None:
    clinic = library.clinic._replace(web_handouts="https://www.example.org/h")
    given = Dose(DoseValue(4, 6), DoseValue(2, 2), None, DoseValue(5, 5), None)
    for pattern, first in ((PATTERNS[0], "Left thigh presses toward"), (PATTERNS[1], "Left thigh")):
        card = compose(
            library._replace(clinic=clinic), "en", "card", pattern, dose=given, personal=True
        )
        sheet = FORMATS["card"].stock("standard", "a6")
        with PdfDocument(render(card, sheet, "standard", fillable=True).data) as pdf:
            seen = pdf[1].render(scale=300 / 72).to_pil().convert("L")
        (code,) = zxingcpp.read_barcodes(seen)
        name = code.text.removeprefix("https://www.example.org/h/en/").replace(".html", "")
        stem, _, fragment = name.partition("#")
        page.goto(f"{pages[stem]}#{fragment}")
        assert stem == f"correction-{pattern.id}"
        answers = page.locator(".answer h2").all_inner_texts()
        assert answers[0].replace("\n", " ").startswith(first)
        presses = "toward your chest" if pattern.left.value == "backward" else "away"
        assert answers[0].endswith(presses)
        assert tuple(dose(page).values()) == ("4 to 6", "2", ASK, "5", ASK)


# --- the timer ----------------------------------------------------------------------------------


def _at_rest(page: Page, address: str) -> None:
    page.clock.install(time=NOW)
    page.goto(address)
    page.clock.pause_at(NOW + 1)
    page.evaluate(
        "window.said = []; new MutationObserver(() => said.push("
        "[performance.now(), document.querySelector('.phase').textContent]))"
        ".observe(document.querySelector('.phase'), {childList: true, characterData: true,"
        " subtree: true})"
    )


def test_a_hold_ends_on_time_for_ten_minutes(browser: Browser, pages: dict[str, str]) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        _at_rest(page, pages["correction-left-backward"] + "#hold=60&reps=5")
        go, spent = page.locator(".go"), []
        for _ in range(10):
            start = page.evaluate("performance.now()")
            go.click()
            page.clock.run_for(30_000)
            assert page.locator(".digits").inner_text() == "30"
            page.set_viewport_size({"width": 800, "height": 390})  # turned
            page.clock.run_for(29_900)
            assert page.locator(".digits").inner_text() == "1"
            assert page.locator(".phase").inner_text() == "Press and hold."
            page.clock.run_for(200)
            assert page.locator(".digits").inner_text() in ("0", "60")
            ended = json.loads(page.evaluate("JSON.stringify(said.at(-1))"))
            spent.append(ended[0] - start)
            page.set_viewport_size({"width": 390, "height": 800})
        assert all(abs(each - 60_000) <= 100 for each in spent)
        assert page.locator(".phase").inner_text() == "Both legs done. Rest."
        assert go.is_disabled()


def test_legs_come_one_after_the_other(browser: Browser, pages: dict[str, str]) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        _at_rest(page, pages["correction-right-backward"] + "#hold=3&reps=2")
        go, phase = page.locator(".go"), page.locator(".phase")
        seen = []
        for _ in range(4):
            chosen = page.locator(".legs [aria-pressed=true]").inner_text()
            seen.append((chosen, go.inner_text()))
            go.click()
            assert (phase.inner_text(), go.inner_text()) == ("Press and hold.", "Stop")
            page.clock.run_for(3_100)
        assert seen == [
            ("Left leg", "Start 1 of 2"),
            ("Left leg", "Start 2 of 2"),
            ("Right leg", "Start 1 of 2"),
            ("Right leg", "Start 2 of 2"),
        ]
        said = [each[1] for each in page.evaluate("said")]
        assert "Left leg done. Lower your foot." in said
        page.locator(".legs .right").click()
        assert go.is_enabled()


def test_whoever_leaves_stops(browser: Browser, pages: dict[str, str]) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        _at_rest(page, pages["log-left-backward"] + "#hold=10&reps=3")
        page.locator(".go").click()
        page.clock.run_for(4_000)
        page.evaluate("window.dispatchEvent(new Event('pagehide'))")
        page.clock.run_for(20_000)
        assert page.locator(".phase").inner_text() == "Stopped. Rest."
        assert page.locator(".digits").inner_text() == "10"
        assert page.locator(".go").inner_text() == "Start 1 of 3"
        page.locator(".go").click()
        page.clock.run_for(4_000)
        page.locator(".go").click()
        assert page.locator(".phase").inner_text() == "Stopped. Rest."
        assert page.locator(".go").inner_text() == "Start 1 of 3"


def test_of_a_range_the_least_is_told_and_the_most_ends_it(
    browser: Browser, pages: dict[str, str]
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        _at_rest(page, pages["correction-left-backward"] + "#hold=5-10&reps=1-2")
        go, phase = page.locator(".go"), page.locator(".phase")
        go.click()
        page.clock.run_for(5_050)
        assert (phase.inner_text(), page.locator(".digits").inner_text()) == (
            "You may rest now.",
            "5",
        )
        go.click()
        assert go.inner_text() == "Start 2 of 1 to 2"
        go.click()
        page.clock.run_for(10_050)
        assert phase.inner_text() == "Left leg done. Lower your foot."
        assert page.locator(".legs [aria-pressed=true]").inner_text() == "Right leg"


@pytest.mark.parametrize(
    "fragment", every(2, ["hold=5", "reps=3", "hold=&reps=3", "hold=99&reps=3"])
)
def test_without_a_time_or_repeats_there_is_no_timer(
    page: Page, pages: dict[str, str], fragment: str
) -> None:
    page.goto(f"{pages['two-steps-left-backward']}#{fragment}")
    assert page.locator(".lead").inner_text().endswith("Ask your therapist first.")
    assert not page.locator(".go").is_visible()


def test_sound_and_vibration_can_be_off(browser: Browser, pages: dict[str, str]) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(
            "window.calls = [];"
            "Object.defineProperty(navigator, 'vibrate', {value: p => calls.push('shakes')});"
            "const create = AudioContext.prototype.createOscillator;"
            "AudioContext.prototype.createOscillator = function () {"
            " calls.push('beeps'); return create.call(this); };"
        )
        _at_rest(page, pages["correction-left-backward"] + "#hold=1&reps=9")
        for sound in (True, False):
            for vibration in (True, False):
                page.evaluate("calls.length = 0")
                page.locator(".sound").set_checked(sound)
                page.locator(".vibration").set_checked(vibration)
                page.locator(".go").click()
                page.clock.run_for(1_100)
                found = {*page.evaluate("calls")}
                assert found == {*(["beeps"] if sound else []), *(["shakes"] if vibration else [])}

"""The HTML as people see it: on a phone and a screen, light and dark, with pictures or without."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_faults import axe_faults
from chromium import WITHOUT_WINDOWS, opened
from mail_help import LEFT, made, made_locked

from handouts.mail.maker import Draft

PAGES: dict[str, Callable[[], Draft]] = {"open": made, "locked": lambda: made_locked(LEFT)}
SMALLEST = 15  # CSS pixels

pytestmark = pytest.mark.sweep


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with opened(WITHOUT_WINDOWS) as chromium:
        yield chromium


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("width", [320, 600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pictures", [True, False])
def test_pages(
    browser: Any, tmp_path: Path, kind: str, width: int, scheme: str, pictures: bool
) -> None:
    page_file = tmp_path / "draft.html"
    page_file.write_bytes(PAGES[kind]().html)
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    html = page_file.read_text()
    if not pictures:
        page_file.write_text(html.replace("data:image/png;base64,", "cid:"))
    page.goto(page_file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_faults(page) == []
    sizes = page.evaluate(
        "[...document.querySelectorAll('p, li, h1, h2, h3, td, img')]"
        ".map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= SMALLEST
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(16, 22, 27)") is (scheme == "dark")
    shown = page.evaluate(
        "[...document.images].map(each => [each.naturalWidth, each.getBoundingClientRect().width])"
    )
    for natural, wide in shown:
        assert wide <= width
        assert natural >= 2 * wide - 2 if pictures else natural == 0
    page.close()


def test_alternative_texts_are_read_where_pictures_are_blocked(
    browser: Any, tmp_path: Path
) -> None:
    """They are not cut off by the place that a picture would have."""
    path = tmp_path / "draft.html"
    path.write_text(made().html.decode().replace("data:image/png;base64,", "cid:"))
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(path.as_uri())
    heights = page.evaluate(
        "[...document.images].map(each => [each.alt.length, each.getBoundingClientRect().height])"
    )
    assert len(heights) == 8  # three of each leg, and one of each hip bone
    assert all(height > 60 for _, height in heights)
    page.close()


def test_a_page_without_a_style_sheet_is_light(browser: Any, tmp_path: Path) -> None:
    """Mail programs that drop it show dark words on a light ground, never dark on dark."""
    html = made().html.decode()
    start, end = html.index("<style>"), html.index("</style>")
    path = tmp_path / "draft.html"
    path.write_text(html[:start] + html[end + len("</style>") :])
    page = browser.new_page(viewport={"width": 600, "height": 900}, color_scheme="dark")
    page.goto(path.as_uri())
    colours = page.evaluate(
        "[document.body, document.querySelector('.sheet')].map(each => [getComputedStyle(each)"
        ".backgroundColor, getComputedStyle(each).color])"
    )
    assert colours == [
        ["rgb(238, 241, 243)", "rgb(0, 0, 0)"],
        ["rgb(255, 255, 255)", "rgb(0, 0, 0)"],
    ]
    page.close()

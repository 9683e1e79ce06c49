"""What axe finds wrong with a page in a browser."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def axe_faults(page: Page, only: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
    """The rules that a page breaks, each with the first elements that do.

    Args:
        only: kinds of rules, as "wcag22aa"; all if not given.
    """
    # What is right is not listed element by element: that takes as long as looking.
    options: dict[str, object] = {"preload": False, "resultTypes": ["violations"]}
    if only:
        options["runOnly"] = list(only)
    found = Axe().run(page, options=options).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found]

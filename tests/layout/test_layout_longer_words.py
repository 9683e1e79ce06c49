"""Words two fifths longer than English have room in every document, edition and paper.

Pictures and gaps give way, then there is another page; nothing is left out, nothing is smaller.
"""

from __future__ import annotations

import pytest
from handout_help import copy_content
from pseudo import write_longer

from handouts.building.plan import Selection, Variant, plan
from handouts.compose.composer import compose
from handouts.design.formats import FORMATS
from handouts.design.papers import Paper
from handouts.layout.filling import within
from handouts.layout.pages import MORE_PAGES, Pages
from handouts.layout.panels import Bar
from handouts.pattern import Side
from handouts.reading import Dose, Library, load_library
from handouts.storage import paths


def variants() -> list[Variant]:
    """Each document in each edition on each paper that is laid out by itself."""
    library = load_library(paths.content_dir(), langs=["en"])
    return [
        variant
        for variant in plan(library, Selection(patterns=("left-backward",)))
        if isinstance(variant.stock, Paper)
        and variant.edition != "mono"  # laid out as the one in colour
        and variant.stock.id not in ("a2", "a1")  # as A3
    ]


@pytest.fixture(scope="module")
def longer(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The content in a made-up language, as `de`."""
    root = tmp_path_factory.mktemp("longer") / "content"
    copy_content(root)
    write_longer(root / "en", root / "de")
    return load_library(root, langs=["de"])


def check(library: Library, variant: Variant) -> None:
    document = compose(library, "de", variant.handout, variant.pattern, dose=Dose())
    format_ = FORMATS[document.format]
    theme = format_.themes[variant.edition]
    assert isinstance(variant.stock, Paper)
    pages = Pages(document, variant.stock, theme, fillable=True)
    assert set(pages.left_out) <= {MORE_PAGES, "kicker"}, "but the first line of a card"
    if not theme.reflow or format_.compact:
        assert len(pages) <= document.max_pages * 2
        assert (len(pages) > document.max_pages) == (MORE_PAGES in pages.left_out)
    if document.format == "card":
        sides = {block.side for block in within(pages._pages[0]) if isinstance(block, Bar)}
        assert sides == {Side.LEFT, Side.RIGHT}, "both legs are on one face"


@pytest.mark.sweep
@pytest.mark.parametrize("each", variants(), ids=lambda variant: variant.path)
def test_longer_words_have_room(longer: Library, each: Variant) -> None:
    check(longer, each)

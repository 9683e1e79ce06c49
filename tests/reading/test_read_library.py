"""What is looked up in content that was read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from content_folder import FRONT, Content

from handouts.errors import ContentError
from handouts.reading import Text


def test_lookups_name_what_is_missing(content: Content) -> None:
    language = content.load().languages["en"]
    handout = language.handout("correction")
    assert handout.front.title.parts
    assert language.shared.section("stop").line == 5
    assert language.phrases.text("labels.page", page=2) == "Page 2"
    assert language.phrases.names_below("labels") == ("page",)
    lookups: dict[str, Callable[[], object]] = {
        "en:1: no handout 'corection'; did you mean 'correction'?": lambda: language.handout(
            "corection"
        ),
        "en/correction.md:1: no section 'setup'; add '## Title {#setup}' and its text"
        " (did you mean 'set-up'?)": lambda: handout.section("setup"),
        "en/figures.yaml:1: no words for the figure 'x'; add 'x:'": lambda: language.figure("x"),
        "en/words.yaml:1: no words for 'labels.pages'; add it (did you mean 'labels.page'?)": (
            lambda: language.phrases.text("labels.pages")
        ),
        "en/words.yaml:1: no words for 'label'; add it (did you mean 'labels'?)": (
            lambda: language.phrases.names_below("label")
        ),
    }
    for said, look_up in lookups.items():
        with pytest.raises(ContentError) as caught:
            look_up()
        assert str(caught.value).startswith(f"{content.root}/{said}")


def test_text_knows_where_it_stands(content: Content) -> None:
    title = content.load().languages["en"].handouts["correction"].front.title
    assert isinstance(title, Text)
    assert (title.file, title.line) == (content.root / "en/correction.md", FRONT.count("\n") - 3)
    assert isinstance(title.file, Path)

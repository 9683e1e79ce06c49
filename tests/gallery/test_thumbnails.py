"""The small pictures that are drawn while outputs are made."""

from __future__ import annotations

import pytest

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS
from handouts.gallery.thumbnails import Thumbnails, name, picture
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.pdf import render_pdf
from handouts.storage import paths
from handouts.storage.publishing import Output


@pytest.fixture(scope="module")
def output() -> Output:
    library = load_library(paths.content_dir(), langs=["en"])
    document = compose(library, "en", "log", PATTERNS[0], dose=Dose())
    return Output("log.pdf", {}, render_pdf(document, PAPERS["a4"]).data)


def none(_path: str) -> bool:
    return False


def test_nothing_to_draw() -> None:
    assert Thumbnails(none).finished() == {}


def test_each_new_output_is_drawn_and_what_is_no_pdf_is_not(output: Output) -> None:
    drawing = Thumbnails(none)
    drawing.add(Output("no.pdf", {}, b"%PDF-1.7 but no more"))
    drawing.add(output)
    assert drawing.finished() == {name(output.sha256): picture(output.data)}


def test_what_has_the_right_picture_is_not_drawn(output: Output) -> None:
    drawing = Thumbnails({name(output.sha256)}.__contains__)
    drawing.add(output)
    assert drawing.finished() == {}


def test_what_is_given_up_draws_no_more(output: Output) -> None:
    drawing = Thumbnails(none)
    for _ in range(50):
        drawing.add(output)
    drawing.close()
    assert drawing._thread is not None
    assert not drawing._thread.is_alive()
    drawing.close()  # once more does no harm

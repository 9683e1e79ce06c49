"""The small pictures that are drawn while outputs are made."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handouts import rooms
from handouts.compose import compose
from handouts.dist import Output
from handouts.pattern import PATTERNS
from handouts.press import press
from handouts.preview.drawing import Drawing, name, picture
from handouts.reading import Dose, load_library
from handouts.theme import PAPERS


@pytest.fixture(scope="module")
def output() -> Output:
    library = load_library(rooms.content_dir())
    day = date(2026, 1, 1)
    document = compose(library, "en", "log", PATTERNS[0], dose=Dose(), today=day)
    return Output("log.pdf", {}, press(document, PAPERS["a4"]).pdf)


def test_nothing_to_draw(tmp_path: Path) -> None:
    assert Drawing(tmp_path).finished() == {}


def test_each_new_output_is_drawn_and_what_is_no_pdf_is_not(tmp_path: Path, output: Output) -> None:
    drawing = Drawing(tmp_path)
    drawing.add(Output("no.pdf", {}, b"%PDF-1.7 but no more"))
    drawing.add(output)
    assert drawing.finished() == {name(output.sha256): picture(output.data)}


def test_what_has_a_whole_picture_is_not_drawn(tmp_path: Path, output: Output) -> None:
    there = tmp_path / name(output.sha256)
    there.parent.mkdir()
    whole = picture(output.data)
    assert whole is not None
    for data, drawn in ((whole, False), (whole[:-20], True), (b"", True)):
        there.write_bytes(data)
        drawing = Drawing(tmp_path)
        drawing.add(output)
        assert bool(drawing.finished()) is drawn

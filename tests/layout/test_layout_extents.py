"""What is known of parts from an earlier build: used where right, harmless where not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from handouts.compose.composer import compose
from handouts.design.papers import PAPERS
from handouts.document import Document
from handouts.layout import extents, fitting
from handouts.pattern import PATTERNS
from handouts.reading import Dose, load_library
from handouts.render.pdf import render_pdf
from handouts.storage import cache, paths

BROKEN = [
    "",
    "{",
    "null",
    "7",
    "[[]]",
    '[[13, [1.2, 1, 1], ["x", 1, 2, 3]]]',
    "[[13, 1, 2]]",
    "[1]",
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    cache.use(tmp_path, "engine")
    yield tmp_path / "engine/extents"
    cache.reopen(None)


@pytest.fixture(scope="module")
def document() -> Document:
    library = load_library(paths.content_dir())
    day = date(2026, 1, 1)
    return compose(library, "en", "correction", PATTERNS[0], dose=Dose(), today=day)


def rendered(document: Document) -> bytes:
    extents.findings.cache_clear()  # as in another run
    return render_pdf(document, PAPERS["a4"]).data


def test_a_part_that_is_known_is_laid_out_once(
    folder: Path, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[object] = []
    really = fitting.paginate

    def noted(*args: object) -> object:
        tried.append(args)
        return really(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(fitting, "paginate", noted)
    first = rendered(document)
    assert len(list(folder.iterdir())) == len(document.children) == 2
    assert len(tried) > 2
    tried.clear()
    assert rendered(document) == first
    assert len(tried) == 2


@pytest.mark.parametrize("broken", BROKEN)
def test_what_cannot_be_read_is_found_out_again(
    folder: Path, document: Document, broken: str
) -> None:
    first = rendered(document)
    whole = {file: file.read_text() for file in folder.iterdir()}
    for file in whole:
        file.write_text(broken)
    assert rendered(document) == first
    assert {file: file.read_text() for file in folder.iterdir()} == whole


def test_what_is_of_something_else_is_noticed(folder: Path, document: Document) -> None:
    first = rendered(document)
    one, other = folder.iterdir()
    one.write_text(other.read_text())
    assert rendered(document) == first

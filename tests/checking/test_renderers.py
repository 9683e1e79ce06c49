"""The comparison of renderers sees what is missing on a page, and not how edges are smoothed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image, ImageChops, ImageDraw


@pytest.fixture(scope="module")
def renderers() -> ModuleType:
    file = Path(__file__).parents[2] / ".ci/renderers.py"
    spec = importlib.util.spec_from_file_location("renderers", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def page(*, line: bool = True, size: tuple[int, int] = (600, 800)) -> Image.Image:
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((100, 100, 400, 300), outline=0, width=3)
    if line:
        draw.line((100, 500, 420, 500), fill=0, width=2)
    return picture


def test_what_is_missing_is_seen(renderers: ModuleType) -> None:
    apart = list(renderers.apart({"a": page(), "b": page(line=False), "c": page()}))
    assert [(one, other) for one, other, _ in apart] == [("a", "b"), ("b", "c")]


def test_a_hairline_is_one_black_pixel_or_two_grey_ones(renderers: ModuleType) -> None:
    def table(*greys: int) -> Image.Image:
        picture = page()
        for line in range(20):
            for row, grey in enumerate(greys):
                ImageDraw.Draw(picture).line(
                    (0, 320 + line * 20 + row, 600, 320 + line * 20 + row), grey
                )
        return picture

    assert list(renderers.apart({"a": table(0), "b": table(90, 90), "c": table(0, 0)})) == []
    assert list(renderers.apart({"a": table(90, 90), "b": page()}))


def test_where_edges_fall_makes_no_difference(renderers: ModuleType) -> None:
    moved = ImageChops.offset(page(), 1, 1)
    soft = page().resize((300, 400)).resize((600, 800))
    assert list(renderers.apart({"a": page(), "b": moved, "c": soft})) == []


def test_pages_of_other_sizes_are_other_pages(renderers: ModuleType) -> None:
    [(_, _, share)] = renderers.apart({"a": page(), "b": page(size=(600, 820))})
    assert share == 1


def test_the_sample_is_the_same_each_time(renderers: ModuleType, tmp_path: Path) -> None:
    import pypdfium2

    for name, count in (("a.pdf", 3), ("b.pdf", 4)):
        document = pypdfium2.PdfDocument.new()
        for _ in range(count):
            document.new_page(100, 100)
        document.save(tmp_path / name)
    everything = renderers.pages([tmp_path], None)
    assert [number for _, number in everything] == [1, 2, 3, 1, 2, 3, 4]
    assert renderers.pages([tmp_path], 3) == [everything[0], everything[2], everything[4]]

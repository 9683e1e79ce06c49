"""The same SVG in a PDF and in Chromium: one picture, whoever draws it."""

from __future__ import annotations

import subprocess
from io import BytesIO
from typing import Any

import pytest
from chromium import WITHOUT_WINDOWS
from figure_help import NAMES, case_id, draw, subjects
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import PdfDocument
from untagged import UntaggedCanvas

from handouts.design.fonts import ATKINSON, register
from handouts.design.papers import MM
from handouts.layout.figures import paint
from handouts.tagged import Metadata

DPI = 100
NOTICEABLE = 96
"""Difference of grey (of 255) an eye sees; below it lie two renderers' ways with edges."""

pytestmark = pytest.mark.skipif(WITHOUT_WINDOWS is None, reason="no Chromium to compare with")
CASES = [(name, subjects(name)[-1]) for name in NAMES]


def in_pdf(drawing: Any) -> Image.Image:
    """The figure as a handout shows it."""
    file = BytesIO()
    width, height = drawing.width * MM, drawing.height * MM
    register(ATKINSON)
    about = Metadata(title=drawing.title, lang="en")
    canvas: Any = UntaggedCanvas(
        file, metadata=about, pagesize=(width, height), form_font=ATKINSON.regular
    )
    paint(canvas, drawing.svg, ATKINSON, drawing.alt, 0, width, height)
    canvas.save()
    page = PdfDocument(file.getvalue())[0]
    rendered: Image.Image = page.render(scale=DPI / 72).to_pil().convert("L")
    return rendered


@pytest.fixture(scope="module")
def in_browser(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """Every case on one long page, one run of the browser; cut apart again."""
    folder = tmp_path_factory.mktemp("browser")
    faces = "".join(
        f"@font-face{{font-family:'{ATKINSON.family}';font-weight:{weight};"
        f"src:url('{ATKINSON.path(bold=bold).as_uri()}')}}"
        for bold, weight in ((False, "normal"), (True, "bold"))
    )
    top, parts, places = 0, [], {}
    for name, subject in CASES:
        drawing = draw(name, subject)
        parts.append(f"<div style='top:{top}px'>{drawing.svg}</div>")
        width, height = (round(v / 25.4 * 96) + 1 for v in (drawing.width, drawing.height))
        places[name] = (0, top, width, top + height)
        top += height + 4
    page = folder / "page.html"
    page.write_text(
        f"<meta charset=utf-8><style>{faces}body{{margin:0;background:#fff}}"
        f"div{{position:absolute;left:0}}svg{{display:block}}</style>{''.join(parts)}",
        encoding="utf-8",
    )
    shot = folder / "shot.png"
    subprocess.run(
        [
            str(WITHOUT_WINDOWS),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--allow-file-access-from-files",
            "--hide-scrollbars",
            "--virtual-time-budget=4000",
            f"--force-device-scale-factor={DPI / 96}",
            f"--window-size=500,{top}",
            f"--screenshot={shot}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    scale = DPI / 96
    whole = Image.open(shot).convert("L")
    return {
        name: whole.crop((0, round(top * scale), round(right * scale), round(bottom * scale)))
        for name, (_, top, right, bottom) in places.items()
    }


@pytest.mark.parametrize(("name", "subject"), CASES, ids=case_id)
def test_pdf_and_browser_agree(name: str, subject: Any, in_browser: dict[str, Image.Image]) -> None:
    ours, theirs = in_pdf(draw(name, subject)), in_browser[name]
    size = (min(ours.width, theirs.width), min(ours.height, theirs.height))
    assert min(size) > 80
    ours, theirs = (picture.crop((0, 0, *size)) for picture in (ours, theirs))
    differing = shown_by_one_alone(ours, theirs) + shown_by_one_alone(theirs, ours)
    assert differing / (size[0] * size[1]) < 0.01


def shown_by_one_alone(one: Image.Image, other: Image.Image) -> int:
    """Pixels clearly darker in one picture than anything within a pixel of them in the other."""
    nearby = other.filter(ImageFilter.MinFilter(3))
    darker = ImageChops.subtract(nearby, one)
    return sum(count for grey, count in enumerate(darker.histogram()) if grey > NOTICEABLE)


def test_a_missing_shape_would_be_noticed() -> None:
    whole = draw("tilt-icon", subjects("tilt-icon")[-1])
    start = whole.svg.index('<g id="arrows"')
    left_out = whole.svg[start : whole.svg.index("</g>", start) + 4]
    without = whole._replace(svg=whole.svg.replace(left_out, ""))
    assert shown_by_one_alone(in_pdf(whole), in_pdf(without)) > 0.01 * in_pdf(whole).size[0]

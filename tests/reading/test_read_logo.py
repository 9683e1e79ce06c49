"""Logos that may be used, and every reason why one may not."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from content_folder import Content
from PIL import Image

from handouts.design.artwork import Artwork, Bitmap


def png(width: int = 40, height: int = 20) -> bytes:
    file = BytesIO()
    Image.new("RGBA", (width, height)).save(file, "PNG")
    return file.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return png()[:12] + header + struct.pack(">I", zlib.crc32(header)) + png()[33:]


def svg(inside: str, size: str = 'width="20mm" height="10mm"') -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {size}>\n{inside}</svg>".encode()


def copies_of_copies(times: int) -> str:
    """One shape, twice as often each time."""
    groups = (
        f'<g id="a{number}"><use href="#a{number - 1}"/><use href="#a{number - 1}"/></g>'
        for number in range(1, times)
    )
    return f'<g id="a0">{RECT}</g>' + "".join(groups)


RECT = '<rect width="10" height="10"/>'
REFUSED = {
    "truncated": ("a.png", png()[:60], "corrupt or cut short", "save it again"),
    "corrupt": ("a.png", png()[:45] + b"1234" + png()[49:], "corrupt", "save it again"),
    "no PNG": ("a.png", svg(RECT), "ends in .png but is not a PNG", "right format"),
    "no SVG": ("a.svg", png(), "ends in .svg but is a PNG", "right format"),
    "other": ("a.jpg", png(), "neither .png nor .svg", "save it"),
    "empty": ("a.png", b"", "is empty", "save it again"),
    "huge file": ("a.png", png() + bytes(1_000_000), "kB, the most is 1,000 kB", "smaller"),
    "huge picture": ("a.png", png_that_claims(5001, 5000), "5001 × 5000 pixels", "scale"),
    "bomb": ("a.png", png_that_claims(60000, 60000), "too many pixels", "scale"),
    "strip": ("a.png", png(100, 4), "thin strip", "crop"),
    "script": ("a.svg", svg("<script>a</script>"), "<script> (its line 2)", "without scripts"),
    "foreign script": (
        "a.svg",
        svg('<script xmlns="http://www.w3.org/1999/xhtml"/>'),
        "<script>",
        "without scripts",
    ),
    "handler": ("a.svg", svg('<rect onclick="a"/>'), "'onclick'", "without scripts"),
    "foreign object": ("a.svg", svg("<foreignObject/>"), "<foreignObject>", "plain SVG"),
    "reference": ("a.svg", svg('<use xlink:href="http://a.org/#b"/>'), "outside", "remove"),
    "file": ("a.svg", svg('<use href="b.svg#b"/>'), "outside itself", "remove"),
    "link": ("a.svg", svg(f'<a href="javascript:b">{RECT}</a>'), "outside itself", "remove"),
    "picture": ("a.svg", svg('<image href="data:image/png;base64,"/>'), "picture", "PNG"),
    "style": ("a.svg", svg('<rect style="fill:url( http://a)"/>'), "outside", "remove"),
    "fill": ("a.svg", svg("<rect fill=\"url('b.svg#c')\"/>"), "outside itself", "remove"),
    "import": ("a.svg", svg('<style>@import "a.css";</style>'), "@import", "remove"),
    "escape": ("a.svg", svg("<style>a{fill:u\\72l(b)}</style>"), "backslash", "plain SVG"),
    "split": ("a.svg", svg("<style>a{fill:u<!-- -->rl(b)}</style>"), "url", "remove"),
    "doctype": ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), "DOCTYPE", "plain"),
    "stylesheet": ("a.svg", b'<?xml-stylesheet href="a"?>' + svg(RECT), "instruction", "plain"),
    "text": ("a.svg", svg("<text>a</text>"), "text", "to paths"),
    "animation": ("a.svg", svg("<rect><animate/></rect>"), "<animate>", "plain shapes"),
    "not closed": ("a.svg", svg("<g>"), "not well-formed SVG (line 2", "save it again"),
    "HTML": ("a.svg", b"<html/>", "does not begin with an <svg>", "save it again"),
    "no size": ("a.svg", svg(RECT, ""), "no size", "width and height"),
    "percent": ("a.svg", svg(RECT, 'width="100%" height="1"'), "no size", "width and height"),
    "zero": ("a.svg", svg(RECT, 'width="0" height="1"'), "no size", "width and height"),
    "view box": ("a.svg", svg(RECT, 'viewBox="a b c d"'), "no size", "width and height"),
    "no shapes": ("a.svg", svg("<g/>"), "no shapes", "plain SVG"),
    "path": ("a.svg", svg('<path d="M a b"/>'), "cannot be drawn", "plain SVG"),
    "color": ("a.svg", svg(RECT + '<rect width="1" height="1" fill="blurple"/>'), "blurple", "pl"),
    "deep": ("a.svg", svg("<g>" * 99 + "</g>" * 99), "nested too deeply", "ungroup"),
    "copies": ("a.svg", svg(copies_of_copies(14)), "more than 10,000 elements", "simplify"),
    "copy of nothing": ("a.svg", svg('<use href="#a"/>'), "'#a', which it does not hold", "plain"),
}


@pytest.mark.parametrize(("name", "data", "what", "remedy"), REFUSED.values(), ids=REFUSED)
def test_refused_logo(
    content: Content,
    only_problem: Callable[[], str],
    name: str,
    data: bytes,
    what: str,
    remedy: str,
) -> None:
    content.write(name, data)
    content.write("clinic.yaml", f"name: Riverside\nlogo: {name}\n")
    problem = only_problem()
    assert problem.startswith("clinic.yaml:2: ")
    assert name in problem
    said, _, mend = problem.partition("; ")
    assert what in said
    assert remedy in mend


@pytest.mark.parametrize("named", ["../a.png", "/a.png", "en/../../a.png", "link.png"])
def test_logo_outside_the_content_folder(
    content: Content, only_problem: Callable[[], str], named: str
) -> None:
    outside = content.write("../a.png", png())
    (content.root / "link.png").symlink_to(outside)
    content.write("clinic.yaml", f"name: Riverside\nlogo: {named}\n")
    assert only_problem().startswith(
        f"clinic.yaml:2: the logo '{named}' is outside the content folder; copy it"
    )


@pytest.mark.parametrize(
    ("named", "what"),
    [
        ("none.png", "'none.png' is missing"),
        ("en", "'en' is a folder"),
        ("loop.png", "'loop.png' cannot be read"),
    ],
)
def test_logo_that_is_no_file(
    content: Content, only_problem: Callable[[], str], named: str, what: str
) -> None:
    loop = Path(content.root / "loop.png")
    loop.symlink_to(loop)
    content.write("clinic.yaml", f"name: Riverside\nlogo: {named}\n")
    assert only_problem().startswith(f"clinic.yaml:2: {what}")


def test_logo_needs_words(content: Content, only_problem: Callable[[], str]) -> None:
    content.write("a.png", png())
    content.write("clinic.yaml", "logo: a.png\n")
    assert "clinic.yaml:1: the logo has no words; fill in 'logo_alt'" in only_problem()


def test_png_logo(content: Content) -> None:
    content.write("logos/a.PNG", png(40, 20))
    content.write("clinic.yaml", "name: Riverside\nlogo: logos/a.PNG\n")
    logo = content.load().clinic.logo
    assert logo is not None
    assert logo.alt == "Riverside"
    assert logo.picture == Bitmap(40, 20, png(40, 20))


@pytest.mark.parametrize(
    ("size", "ratio"),
    [
        ('width="20mm" height="10mm"', 2),
        ('viewBox="0 0 30 10"', 3),
        ('width="4" height="1e1"', 0.4),
    ],
)
def test_svg_logo(content: Content, size: str, ratio: float) -> None:
    gradient = '<linearGradient id="g"><stop stop-color="red"/></linearGradient>'
    drawing = f'<defs>{gradient}</defs><path d="M0 0h9v9z" style="fill:url(#g)"/>'
    content.write("a.svg", svg(drawing, size))
    content.write("clinic.yaml", "name: Riverside\nlogo: a.svg\nlogo_alt: A river\n")
    logo = content.load().clinic.logo
    assert logo is not None
    assert (type(logo.picture), logo.alt) == (Artwork, "A river")
    assert logo.picture.width / logo.picture.height == pytest.approx(ratio)


@pytest.mark.parametrize("named", ["Zürich.svg", "Zu\u0308rich.svg"])
@pytest.mark.parametrize("saved", ["Zürich.svg", "Zu\u0308rich.svg"])
def test_a_name_may_be_composed_or_not(content: Content, named: str, saved: str) -> None:
    content.write(f"Bü/{saved}", svg(RECT))
    content.write("clinic.yaml", f"name: a\nlogo: Bu\u0308/{named}\n")
    logo = content.load().clinic.logo
    assert logo is not None
    assert logo.path == content.root / "Bü" / saved


def test_of_two_names_that_look_alike_the_one_that_is_written_is_meant(content: Content) -> None:
    content.write("ü.svg", svg(RECT, 'width="2" height="1"'))
    content.write("u\u0308.svg", svg(RECT, 'width="1" height="1"'))
    content.write("clinic.yaml", "name: a\nlogo: ü.svg\n")
    logo = content.load().clinic.logo
    assert logo is not None
    assert logo.picture.height == logo.picture.width / 2


@pytest.mark.parametrize("named", ["Logo.SVG", "lgoo.svg"])
def test_a_name_that_is_nearly_right_is_told(
    content: Content, only_problem: Callable[[], str], named: str
) -> None:
    content.write("logo.svg", svg(RECT))
    content.write("clinic.yaml", f"name: Riverside\nlogo: {named}\n")
    told = f"clinic.yaml:2: '{named}' is missing; did you mean 'logo.svg'?"
    assert only_problem() == told

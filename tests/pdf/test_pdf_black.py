"""Black is black ink alone: text and lines in a mixture of inks would be screened, and blurred."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
from handout_help import Made, unpacked
from visible import shown

_NEARLY_BLACK = 0.25  # of each of red, green and blue, at most
_RGB = re.compile(rb"(?<![\d.])([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")


def test_nothing_is_nearly_black(made: Made) -> None:
    found = {match.groups() for match in _RGB.finditer(unpacked(made.pdf))}
    colours = {tuple(float(part) for part in of) for of in found}
    assert [of for of in colours if max(of) < _NEARLY_BLACK] == []
    assert not any(red == green == blue for red, green, blue in colours)


def test_running_text_is_black(made: Made) -> None:
    theme = made.theme
    coloured = {
        tuple(bytes.fromhex(colour[1:]))
        for colour in (theme.colours.link, theme.colours.left, theme.colours.right)
    }
    tops = {theme.colours.paper, theme.colours.stop, theme.colours.headings}
    coloured |= {tuple(bytes.fromhex(colour[1:])) for colour in tops}
    others = {piece.text for piece in shown(made.pdf) if piece.colour not in {*coloured, (0, 0, 0)}}
    assert others == set()
    words = [piece for piece in shown(made.pdf) if piece.colour == (0, 0, 0)]
    assert len(words) > 10


def test_lines_are_as_black_as_text(made: Made) -> None:
    """Frames, rules and what is to be filled in."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        operators = [
            (str(each.operator), [float(x) for x in each.operands])
            for page in pdf.pages
            for each in pikepdf.parse_content_stream(page, "G RG")
        ]
    greys = {values[0] for name, values in operators if name == "G"}
    assert greys <= {0.0, 1.0}

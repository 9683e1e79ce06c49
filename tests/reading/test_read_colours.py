"""The clinic's colours: what is taken, what is refused, and which colour is suggested instead."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from pathlib import Path

import pytest
from coloraide import Color
from content_folder import Content
from handout_help import contrast
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.design.brand import Brand
from handouts.design.theme import STANDARD
from handouts.reading.clinic import read_clinic
from handouts.reading.findings import Findings

NAMES = ("left", "right", "headings")
COLOURS = st.text("0123456789abcdefABCDEF", min_size=6, max_size=6).map(lambda digits: f"#{digits}")
_SUGGESTED = re.compile(r'the nearest that can be read is "(#[0-9A-F]{6})"$')
_RATIO = re.compile(r"on white paper has a contrast of (\d+\.\d):1, the least is 4\.5:1;")


def on_white(colour: str) -> float:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return contrast((red, green, blue), (255, 255, 255))


@pytest.mark.parametrize(
    ("written", "read"),
    [('"#0B3F73"', "#0B3F73"), ("'#0b3f73'", "#0B3F73"), ('"#a14"', "#AA1144"), ("", None)],
)
def test_taken(content: Content, written: str, read: str | None) -> None:
    content.write("clinic.yaml", f"colours:\n  left: {written}\n")
    assert content.load().clinic.brand == Brand(left=read)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("right: '#F80'", "#FF8800 on white paper has a contrast of 2.3:1, the least is 4.5:1;"),
        ("headings: '#757575'", "on shaded boxes has a contrast of 4.0:1, the least is 4.5:1;"),
        ("left: '#FFFFFF'", "1.0:1, the least is 4.5:1; the nearest that can be read is"),
        ("left: 0B3F73", "'0B3F73' is not a colour; write it as \"#0B3F73\""),
        ("left: Navy", "'Navy' is not a colour; write it as \"#000080\""),
        ("left: rgb(1 2 3)", 'is not a colour; write it as "#010203"'),
        ("left: '#12345'", "'#12345' is not a colour; write # and six digits or letters"),
        ("left: '#0B3F7G'", "is not a colour; write # and six digits or letters"),
        ("left: our blue", "'our blue' is not a colour; write #"),
        ("left: '#0B3F7380'", "'#0B3F7380' is not a colour; write it as \"#0B3F73\""),
        ("left: #0B3F73", "'#0B3F73' would be left out; put the whole text in double quotes"),
        ("left: [1, 2]", "'colours.left' is not a text"),
        ("lft: '#0B3F73'", "unknown name 'colours.lft'; did you mean 'left'?"),
    ],
)
def test_refused(
    content: Content, only_problem: Callable[[], str], written: str, problem: str
) -> None:
    content.write("clinic.yaml", f"name: Riverside\ncolours:\n  {written}\n")
    assert only_problem().startswith("clinic.yaml:3: ")
    assert problem in only_problem()


def test_a_note_in_place_of_a_colour_is_no_colour(content: Content) -> None:
    content.write("clinic.yaml", "colours:\n  left:   # the left side\n  right: #\n")
    assert content.load().clinic.brand == Brand()


def test_every_colour_that_is_wrong_is_reported(content: Content) -> None:
    lines = "".join(f'  {name}: "#EEE"\n' for name in NAMES)
    content.write("clinic.yaml", f"colours:\n{lines}")
    assert [problem.split(":")[1] for problem in content.problems()] == ["2", "3", "4"]


def problems_of(colour: str, name: str, folder: Path) -> list[str]:
    """What reading says of one colour."""
    path = folder / "clinic.yaml"
    path.write_text(f'colours:\n  {name}: "{colour}"\n', encoding="utf-8")
    findings = Findings()
    read_clinic(path, findings)
    return [str(problem) for problem in findings.problems]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any-colour")


@settings(deadline=None)
@given(colour=COLOURS, name=st.sampled_from(NAMES))
def test_what_is_suggested_is_taken_and_near(colour: str, name: str, folder: Path) -> None:
    problems = problems_of(colour, name, folder)
    if not problems:
        assert on_white(colour) >= 4.5
        return
    found = _SUGGESTED.search(problems[0])
    assert found
    assert problems_of(found[1], name, folder) == []
    # Not darker than it need be: grey boxes ask for a little more than paper does.
    assert on_white(found[1]) < (5.4 if name == "headings" else 4.7)
    before, after = Color(colour).convert("oklch"), Color(found[1]).convert("oklch")
    assert after["lightness"] < before["lightness"]
    if min(before["chroma"], after["chroma"]) > 0.03:
        turn = abs(before["hue"] - after["hue"]) % 360
        assert min(turn, 360 - turn) < 8
    shown = _RATIO.search(problems[0])
    if shown:
        assert 0 <= on_white(colour) - float(shown[1]) < 0.1
        assert float(shown[1]) < 4.5


@pytest.mark.hostile
@settings(deadline=None)
@given(text=st.text(string.printable.replace('"', "").replace("\\", ""), min_size=1, max_size=30))
def test_anything_is_answered(text: str, folder: Path) -> None:
    """A colour or a message: never a traceback."""
    for problem in problems_of(text, "left", folder):
        assert "; " in problem


@pytest.mark.parametrize(
    ("colours", "line"),
    [
        (("left: '#0B3F73'", "right: '#0B3F73'"), 3),
        (("right: '#0B3F73'", "left: '#0b3f73'"), 2),
        (("left: '#0B3F73'", "right: '#0C4070'"), 3),
        ((f"left: '{STANDARD.colours.right}'",), 2),
        ((f"right: '{STANDARD.colours.left}'",), 2),
    ],
)
def test_sides_of_one_colour_are_told(
    content: Content, only_problem: Callable[[], str], colours: tuple[str, ...], line: int
) -> None:
    content.write("clinic.yaml", "\n  ".join(("colours:", *colours)))
    assert only_problem().startswith(f"clinic.yaml:{line}: the left side is ")
    assert "hard to tell apart; give one of them another colour" in only_problem()


def test_sides_of_two_colours_are_not(content: Content) -> None:
    content.write("clinic.yaml", "colours:\n  left: '#0B3F73'\n  right: '#00695C'\n")
    assert content.load().clinic.brand.right == "#00695C"

"""Pictures of the clinic's own among words: which can be placed, and why others cannot."""

from __future__ import annotations

import pytest
from handout_help import OwnContent
from picture_files import DOOR, MAP, png, visit

from handouts.document import OwnPicture, walk
from handouts.errors import ContentError
from handouts.pattern import PATTERNS

_FIRST = 11  # the line of the first words


def problems(own: OwnContent, words: str) -> list[str]:
    """What is wrong with a handout of these words, as printed after the name of its file."""
    visit(own, words)
    try:
        own.compose("visit", None)
    except ContentError as error:
        found = error.problems
        return [
            f"{each.line - _FIRST}: {each.what}; {each.remedy}"
            for each in found
            if each.file.name == "visit.md"
        ]
    return []


def shown(own: OwnContent, handout: str = "visit", of: int | None = None) -> list[OwnPicture]:
    document = own.compose(handout, None if of is None else PATTERNS[of])
    return [each for each in walk(document.children) if isinstance(each, OwnPicture)]


def test_pictures_stand_among_words_with_theirs(own: OwnContent) -> None:
    visit(own)
    assert shown(own) == [
        OwnPicture("door.png", DOOR, "Our red door"),
        OwnPicture("map.svg", MAP, "The way from the bus"),
    ]


def test_words_of_a_picture_may_name_the_clinic(own: OwnContent) -> None:
    own.clinic("name: Riverside\n")
    visit(own, "![The door of {{ clinic.name }}](door.png)")
    assert [each.alt for each in shown(own)] == ["The door of Riverside"]


def test_both_patterns_show_the_same_picture(own: OwnContent) -> None:
    visit(own)
    own.edit("en/shared.md", "{#stop}\n", "{#stop}\n\n![Our red door](door.png)\n")
    left, right = (shown(own, "correction", of) for of in (0, 1))
    assert left == right == [OwnPicture("door.png", DOOR, "Our red door")]


TOLD = {
    "no words": ("![](door.png)", "the picture 'door.png' has no words", "between [ and ]"),
    "blank words": ("![ ](door.png)", "the picture 'door.png' has no words", "between [ and ]"),
    "unknown": ("![a](doors.png)", "'doors.png' is missing", "did you mean 'door.png'?"),
    "other": ("![a](xyzzy.svg)", "'xyzzy.svg' is missing", "put it into the folder 'pictures'"),
    "case": ("![a](Door.PNG)", "'Door.PNG' is missing", "did you mean 'door.png'?"),
    "other kind": ("![a](door.jpg)", "'door.jpg' is neither .png nor .svg", "one of the two"),
    "above": ("![a](../door.png)", "'../door.png' is not the name of a file", "only its name"),
    "Windows": (r"![a](..\\door.png)", "is not the name of a file", "only its name"),
    "elsewhere": ("![a](https://a.org/b.png)", "is not the name of a file", "only its name"),
    "variable": ("![a]({{ clinic.name }}.png)", "is not the name of a file", "only its name"),
    "title": ('![a](door.png "b")', "a title of a picture", "say it in the text"),
    "bold": ("![**a**](door.png)", "bold or a link in the words of a picture", "plain words"),
    "among words": ("Our ![a](door.png) door", "cannot be placed", "on a line of its own"),
    "in a list": ("- ![a](door.png)", "cannot be placed", "on a line of its own"),
    "spaces": ("![a](our door.png)", "cannot be placed", "no spaces in its name"),
    "no figure": ("![](Arm)", "cannot be placed", "a figure as ![](arm)"),
    "unknown figure": ("![](ar)", "no figure 'ar'", "did you mean 'arm'?"),
}


@pytest.mark.parametrize(("words", "what", "remedy"), TOLD.values(), ids=TOLD)
def test_what_cannot_be_placed_is_told_with_its_line(
    own: OwnContent, words: str, what: str, remedy: str
) -> None:
    (told,) = problems(own, f"Look:\n\n{words}")
    said, _, mend = told.partition("; ")
    assert said.startswith("2: ")
    assert what in said
    assert remedy in mend


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.png", DOOR[:90], "the picture 'a.png' is corrupt or cut short"),
        ("a.png", MAP, "the picture 'a.png' ends in .png but is not a PNG"),
        ("a.png", b"", "the picture 'a.png' is empty"),
        ("a.png", png(200, 2), "the picture 'a.png' is a thin strip"),
        ("a.png", DOOR + bytes(1_000_000), "'a.png' is 1,0"),
        (
            "a.svg",
            MAP.replace(b"<circle", b"<script/><circle"),
            "the picture 'a.svg' has a <script>",
        ),
    ],
)
def test_a_file_that_cannot_be_printed_is_told(
    own: OwnContent, name: str, data: bytes, what: str
) -> None:
    own.write(f"pictures/{name}", data)
    (told,) = problems(own, f"![a]({name})")
    assert told.startswith(f"0: {what}")


def test_all_is_told_at_once(own: OwnContent) -> None:
    own.write("pictures/empty.png", b"")
    words = "![a](xyzzy.png)\n\n![](armm)\n\n![b](empty.png)\n\n![c](Door.png)"
    assert [each[:2] for each in problems(own, words)] == ["0:", "2:", "4:", "6:"]


def test_a_link_may_not_lead_out_of_the_folder(own: OwnContent) -> None:
    own.write("elsewhere.png", DOOR)
    visit(own)
    own.path("pictures/a.png").symlink_to(own.path("elsewhere.png"))
    (told,) = problems(own, "![a](a.png)")
    assert told.startswith("0: the picture 'a.png' is outside")
    assert "into the folder 'pictures'" in told


@pytest.mark.parametrize("named", ["Tür.png", "Tu\u0308r.png"])
@pytest.mark.parametrize("saved", ["Tür.png", "Tu\u0308r.png"])
def test_a_name_may_be_composed_or_not(own: OwnContent, named: str, saved: str) -> None:
    own.write(f"pictures/{saved}", DOOR)
    assert problems(own, f"![a]({named})") == []


@pytest.mark.parametrize(
    ("section", "words", "what"),
    [
        ("leg", "![Our red door](door.png)", "stands in a bar, which has room for one paragraph"),
        ("leg", "One.\n\nTwo.", "stands in a bar, which has room for one paragraph"),
        ("leg", "- one\n- two", "stands in a bar, which has room for one paragraph"),
        ("kicker", "![Our red door](door.png)", "only the heading is printed"),
        ("kicker", "Words.", "only the heading is printed"),
    ],
)
def test_nothing_is_lost_where_there_is_no_place_for_it(
    own: OwnContent, section: str, words: str, what: str
) -> None:
    visit(own)
    text = own.path("en/correction.md").read_text(encoding="utf-8")
    before, heading, after = text.partition(f" {{#{section}}}\n")
    own.write("en/correction.md", f"{before}{heading}\n{words}\n{after}")
    with pytest.raises(ContentError) as caught:
        own.compose("correction", PATTERNS[0])
    (told,) = caught.value.problems
    assert (told.file.name, told.line) == ("correction.md", before.count("\n") + 1)
    assert what in told.what

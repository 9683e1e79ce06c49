"""Pictures of the clinic's own on the desk: chosen, taken in, placed, approved and found again."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO

import pytest
from desk_help import Answer
from handout_help import TODAY
from in_process import DeskHere, hidden
from picture_files import DOOR, MAP, png, visit
from PIL import Image
from test_full_disk import full_disk

from handouts.approvals.status import Book
from handouts.approvals.words import fingerprint

FIND = "/words/en/visit/find"
DOOR_FILE, MAP_FILE = f"{fingerprint(DOOR)}.png", f"{fingerprint(MAP)}.svg"
ALT = "Our red door"


@pytest.fixture
def desk(desk_here: DeskHere) -> DeskHere:
    visit(desk_here.content, "Look.")
    desk_here.content.approve("visit")
    return desk_here


def send(desk: DeskHere, path: str, file: tuple[str, bytes] | None = None, **fields: str) -> Answer:
    """Sends the form as a browser does that sends files."""
    typed = {"token": desk.token, "words": "Look.", **fields}
    typed.setdefault("base", hidden(desk.get(FIND).text, "base"))
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in typed.items()]
    name, data = file or ("", b"")
    parts.append(f'name="file"; filename="{name}"\r\n\r\n'.encode() + data)
    body = b"".join(b"--x\r\nContent-Disposition: form-data; " + each + b"\r\n" for each in parts)
    return desk.post_body(path, body + b"--x--\r\n", "multipart/form-data; boundary=x")


def draft(desk: DeskHere) -> str:
    return desk.drafts.draft("en", "visit").text.partition("{#find}")[2].strip()


def fault(answer: Answer) -> str:
    assert answer.status == 422
    found = re.search(r'id="wrong-own"[^>]*>([^<]*)<', answer.text)
    assert found
    return unescape(found[1])


def test_a_picture_that_is_there_is_placed_by_a_plain_form(desk: DeskHere) -> None:
    page = desk.get(FIND).text
    assert f'src="/pictures/{MAP_FILE}"' in page
    answer = send(
        desk,
        FIND,
        picture="map.svg",
        alt="The way [from the bus]",
        act="picture",
        words="Look here.",
    )
    assert answer.status == 303
    assert draft(desk) == "Look here.\n\n![The way (from the bus)](map.svg)"
    page = desk.get(FIND).text
    assert 'id="live"' in page
    address = re.search(r'src="([^"]+)" alt="The way \(from the bus\)"', page)
    assert address
    assert address[1] == "/picture/map.svg"
    assert desk.get(address[1]).status == 200


@pytest.mark.parametrize(
    ("named", "kept"),
    [
        ("Our Door.PNG", "our-door.png"),
        ("../../door of ours.png", "door-of-ours.png"),
        ("дверь.png", "picture.png"),
    ],
)
def test_a_new_picture_is_kept_whole_under_a_plain_name(
    desk: DeskHere, named: str, kept: str
) -> None:
    data = png(99, 66)
    answer = send(desk, FIND, (named, data), alt=ALT, act="picture")
    assert answer.status == 303
    assert desk.content.path(f"pictures/{kept}").read_bytes() == data
    assert draft(desk) == f"Look.\n\n![{ALT}]({kept})"


def test_no_picture_is_put_over_another(desk: DeskHere) -> None:
    other, third = png(99, 66), png(99, 67)
    for name, data, line in (
        ("door.png", other, "door-2.png"),
        ("Door.png", third, "door-3.png"),
        ("door.png", DOOR, "door.png"),  # the same as is there
        ("door.png", other, "door-2.png"),
    ):
        answer = send(desk, f"{FIND}/picture", (name, data), alt=ALT)
        assert f'data-line="![{ALT}]({line})"' in unescape(answer.text)
    pictures = desk.content.path("pictures")
    assert {each.name: each.read_bytes() for each in pictures.iterdir()} == {
        "door.png": DOOR,
        "door-2.png": other,
        "door-3.png": third,
        "map.svg": MAP,
    }
    assert draft(desk) == "Look."  # the script puts the line where the caret is


@pytest.mark.parametrize(
    ("file", "fields", "told"),
    [
        (("a.png", DOOR), {"alt": " "}, "Write what it shows, for who cannot see it."),
        (None, {"alt": ALT}, "Choose a picture, or a file."),
        (None, {"alt": ALT, "picture": "../clinic.yaml"}, "Choose a picture, or a file."),
        (("a.png", DOOR[:90]), {"alt": ALT}, "This file is corrupt or cut short. Save it again"),
        (("a.gif", DOOR), {"alt": ALT}, "This file is neither .png nor .svg"),
        (("a.svg", b"<svg"), {"alt": ALT}, "This file is not well-formed SVG"),
        (("a.svg", b" " * 1_000_001), {"alt": ALT}, "The file is larger than 1 MB."),
    ],
)
@pytest.mark.parametrize("path", [FIND, f"{FIND}/picture"])
def test_what_cannot_be_placed_is_told_and_nothing_is_kept(
    desk: DeskHere, path: str, file: tuple[str, bytes] | None, fields: dict[str, str], told: str
) -> None:
    before = sorted(desk.content.path("pictures").iterdir())
    answer = send(desk, path, file, **fields, act="picture", words="What I typed.")
    assert told in fault(answer)
    if path == FIND:
        assert "What I typed." in answer.text
    assert sorted(desk.content.path("pictures").iterdir()) == before
    assert draft(desk) == "Look."


def test_a_full_disk_is_told(desk: DeskHere) -> None:
    form = {"alt": ALT, "act": "picture", "base": hidden(desk.get(FIND).text, "base")}
    before = sorted(desk.content.path("pictures").iterdir())
    with full_disk():
        answer = send(desk, FIND, ("a.png", DOOR), **form)
    assert fault(answer).startswith("The picture is not kept: the disk is full.")
    assert sorted(desk.content.path("pictures").iterdir()) == before


def test_a_picture_in_the_folder_that_cannot_be_printed_is_told(desk: DeskHere) -> None:
    desk.content.write("pictures/cut.png", DOOR[:90])
    page = desk.get(FIND).text
    assert "<b>cut.png</b> cannot be printed: it is corrupt or cut short" in page
    assert 'value="cut.png"' not in page


def test_pictures_are_shown_in_pixels_and_nothing_else_is(desk: DeskHere) -> None:
    for file in (DOOR_FILE, MAP_FILE):
        answer = desk.get(f"/pictures/{file}")
        assert answer.headers["content-type"] in ("image/png", "image/webp")
        assert Image.open(BytesIO(answer.body)).width <= 640
    desk.content.write("logo.png", DOOR)
    for name in ("clinic.yaml", "xyzzy.png", "..%2Flogo.png"):
        assert desk.get(f"/picture/{name}").status == 404
    for name in ("door.png", f"{fingerprint(b'')}.png", f"{fingerprint(DOOR)}.svg", "a/../b"):
        assert desk.get(f"/pictures/{name}").status == 404


def test_the_approver_sees_before_and_now_and_the_library_finds_what_was_given(
    desk: DeskHere,
) -> None:
    own = desk.content
    own.edit("en/visit.md", "Look.", f"![{ALT}](door.png)")
    own.approve("visit")
    given = Book(own.load()).words("en", "visit").fingerprint
    other = png(99, 66)
    own.write("pictures/door.png", other)
    page = desk.get("/approve/en/visit").text
    shown = re.findall(r'<figcaption[^>]*>(\w+): door.png</figcaption><img src="([^"]+)"', page)
    assert shown == [
        ("Before", f"/pictures/{DOOR_FILE}"),
        ("Now", f"/pictures/{fingerprint(other)}.png"),
    ]
    changed = unescape(re.sub(r"<[^>]+>", "", page.partition('class="redline"')[2]))
    assert changed.startswith(' lang="en">Picture door.png[added: , another file]')
    for _, address in shown:
        assert desk.get(address).status == 200
    assert 'alt="Page 1 as approved"' in page  # with the picture that was approved
    assert page.count("<rect ") == 1  # round the new one
    typed = {"words": hidden(page, "words"), "name": "B", "role": "physio", "read": "find"}
    assert desk.post("/approve/en/visit", typed).status == 303
    assert Book(own.load()).status("en", "visit", TODAY).is_approved
    # Which picture a patient got, by the code on paper.
    own.path("pictures/door.png").unlink()
    own.edit("en/visit.md", f"![{ALT}](door.png)", "Look.")
    page = desk.get(f"/library/code/{given[:8]}").text
    assert f'src="/pictures/{DOOR_FILE}"' in page
    assert desk.get(f"/pictures/{DOOR_FILE}").status == 200

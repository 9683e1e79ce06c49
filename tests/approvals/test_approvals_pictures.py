"""Pictures of the clinic's own are approved with the words, and found again with them."""

from __future__ import annotations

import pytest
from handout_help import TODAY, OwnContent
from picture_files import DOOR, MAP, png, visit

from handouts.approvals import given
from handouts.approvals.records import read_picture, read_words
from handouts.approvals.status import Book
from handouts.approvals.words import from_text, own_pictures, words_of
from handouts.compose.approval import DraftReason, Status
from handouts.compose.composer import compose
from handouts.document import OwnPicture, walk
from handouts.reading import Dose
from handouts.translating.parts import parts_of


@pytest.fixture
def approved(own: OwnContent) -> OwnContent:
    visit(own)
    own.approve("visit")
    return own


def status(own: OwnContent) -> Status:
    return Book(own.load()).status("en", "visit", TODAY)


def test_the_same_picture_stays_approved(approved: OwnContent) -> None:
    assert status(approved).is_approved
    approved.write("pictures/door.png", DOOR)
    approved.write("pictures/another.png", png(9, 9))
    assert status(approved).is_approved


@pytest.mark.parametrize("what", ["the picture", "its words"])
def test_another_picture_or_other_words_for_it_are_a_draft(approved: OwnContent, what: str) -> None:
    if what == "the picture":
        approved.write("pictures/door.png", png(300, 201))
    else:
        approved.edit("en/visit.md", "Our red door", "Our blue door")
    assert status(approved).reason is DraftReason.WORDS_CHANGED
    assert status(approved).parts == ("find",)


def test_the_approved_pictures_are_found_by_what_they_are(approved: OwnContent) -> None:
    before = words_of(approved.load(), "en", "visit")
    approved.write("pictures/door.png", png(300, 201))
    approved.path("pictures/map.svg").unlink()
    text = read_words(approved.root, before.fingerprint)
    assert text is not None
    lines = [line for part in from_text(text).parts for line in part.lines]
    door, way = own_pictures(lines)
    assert read_picture(approved.root, door) == DOOR
    assert read_picture(approved.root, way) == MAP
    kept = approved.path(f"approvals/words/{door.file}")
    kept.write_bytes(MAP)
    assert read_picture(approved.root, door) is None


def test_pictures_of_drafts_that_were_given_are_kept(own: OwnContent) -> None:
    visit(own)
    words = words_of(own.load(), "en", "visit")
    assert given.keep(own.root, [words]) == ""
    own.write("pictures/door.png", png(300, 201))
    (found,) = given.found(own.root, words.fingerprint[:8]).values()
    door, _ = own_pictures(line for part in found.parts for line in part.lines)
    assert given.read_picture(own.root, door) == DOOR


def test_words_of_a_picture_are_translated_and_the_picture_is_not(own: OwnContent) -> None:
    visit(own)
    before = parts_of(own.load().languages["en"])["visit.md#find"]
    own.write("pictures/door.png", png(300, 201))
    assert parts_of(own.load().languages["en"])["visit.md#find"] == before
    own.edit("en/visit.md", "Our red door", "Our blue door")
    assert parts_of(own.load().languages["en"])["visit.md#find"] != before


def test_what_is_printed_is_what_was_compared_whatever_becomes_of_the_file(
    approved: OwnContent,
) -> None:
    library = approved.load()
    assert Book(library).status("en", "visit", TODAY).is_approved
    approved.write("pictures/door.png", b"half of it")
    document = compose(library, "en", "visit", None, dose=Dose())
    shown = [each.data for each in walk(document.children) if isinstance(each, OwnPicture)]
    assert shown == [DOOR, MAP]

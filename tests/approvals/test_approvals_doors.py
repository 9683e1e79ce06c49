"""Every door asks the same: what is printed, handed over, sent and shown agrees on DRAFT."""

from __future__ import annotations

import json
import random
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pypdfium2
import pytest
from handout_help import OwnContent

from handouts.cli import main
from handouts.gallery.entries import gallery
from handouts.storage.publishing import listed

WHICH = ("--pattern", "left-backward", "--today", "2027-02-01")


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def doors(own: OwnContent, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, bool]:
    """Whether each door says that the handout `correction` is a DRAFT."""
    own.clinic(
        "name: Riverside\nphone: 01632 960 001\nemail: a@example.org\n"
        "mail:\n  host: mail.example.org\n"
    )
    content = ("--content", str(own.root))
    only = ("--handout", "correction", "--paper", "a4", "--edition", "standard")
    dist, drafts, pdf = folder / "dist", folder / "drafts", folder / "one.pdf"
    found = {}
    assert main.main(["build", *only, *WHICH, *content, "--out", str(dist)]) == 0
    path = "en/a4/standard/correction-left-backward.pdf"
    found["build"] = "DRAFT" in text_of(dist / path)
    found["manifest"] = json.loads((dist / "manifest.json").read_bytes())[path]["status"] == "draft"
    cards = [card for section in gallery(listed(dist)).sections for card in section.cards]
    found["gallery"] = all(card.draft for card in cards)
    give = ["patient", *WHICH, "--give", "correction", *content, "--out", str(pdf)]
    assert main.main(give) == 0
    found["patient"] = "DRAFT" in text_of(pdf)
    email = ["email", *WHICH, *content, "--out", str(drafts)]
    assert main.main([*email, "--to", "patient@example.org"]) == 0
    (eml,) = drafts.glob("*.eml")
    message = BytesParser(policy=policy.default).parsebytes(eml.read_bytes())
    body = message.get_body(("plain",))
    assert body is not None
    found["email"] = "DRAFT" in str(body.get_content()).lstrip().split("\n")[0]
    capsys.readouterr()
    sent = main.main([*email, "--to", "patient@example.org", "--send"])
    said = capsys.readouterr()
    found["send"] = sent != 0 and "DRAFT" in said.err + said.out
    return found


def test_every_door_says_the_same(
    own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.approve("correction")
    before = doors(own, tmp_path / "approved", capsys)
    assert set(before.values()) == {False}, before
    chance = random.Random(5)
    text = own.path("en/correction.md").read_text(encoding="utf-8")
    start = text.index("\n---\n", 4)
    letters = [at for at in range(start, len(text)) if text[at] == "e" and text[at - 1] == "h"]
    at = chance.choice(letters)
    own.write("en/correction.md", f"{text[:at]}a{text[at + 1 :]}")
    after = doors(own, tmp_path / "changed", capsys)
    assert set(after.values()) == {True}, after

"""Approving on the command line: what has changed is shown and asked, and told in every build."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest
from handout_help import OwnContent

from handouts.approvals.records import log_file, read_log
from handouts.cli import main

CHECKOUT = Path(__file__).parents[2]
WHO = ("--name", "A. Clinician", "--role", "physiotherapist")


def run(own: OwnContent, *arguments: str) -> int:
    return main.main([*arguments, "--content", str(own.root)])


def code_of(own: OwnContent, handout: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The code that `approve` wants to hear: it says it when another one is given."""
    assert run(own, "approve", handout, *WHO, "--yes", "--words", "0000-0000") == 2
    said = capsys.readouterr().err
    found = re.search(rf"{handout} says ([0-9A-F]{{4}}-[0-9A-F]{{4}}) now", said)
    assert found, said
    return found[1]


def approve(own: OwnContent, handout: str, capsys: pytest.CaptureFixture[str]) -> str:
    words = code_of(own, handout, capsys)
    assert run(own, "approve", handout, *WHO, "--yes", "--words", words) == 0
    capsys.readouterr()
    return words


def printed(pdf: Path) -> str:
    """What stands on all pages."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def test_the_words_and_no_others(
    own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clinician approves; then somebody changes how hard patients push."""
    pdf = tmp_path / "dist/en/a4/standard/correction-left-backward.pdf"
    build = ("build", "--handout", "correction", "--paper", "a4", "--out", str(tmp_path / "dist"))
    words = approve(own, "correction", capsys)
    assert run(own, *build) == 0
    assert "DRAFT" not in capsys.readouterr().err
    said = printed(pdf)
    assert f"Words {words}" in said.replace("\xa0", " ")
    assert "Approved by A. Clinician, physiotherapist" in said
    assert "DRAFT" not in said

    text = own.path("en/correction.md").read_text(encoding="utf-8")
    hard = text.replace("Keep breathing.", "Press as hard as you can.", 1)
    assert hard != text
    own.write("en/correction.md", hard)
    for _ in range(2):
        assert run(own, *build) == 0
        said = printed(pdf)
        assert "Approved by" not in said
        assert "DRAFT: words have changed since the approval of" in said
        assert f"Words {words}" not in said.replace("\xa0", " ")
        entry = json.loads((tmp_path / "dist/manifest.json").read_bytes())
        assert entry["en/a4/standard/correction-left-backward.pdf"]["status"] == "draft"
        (tmp_path / "dist/en/a4/standard/correction-left-backward.pdf").unlink()
    assert "correction (en) is a DRAFT: words have changed" in capsys.readouterr().err

    own.write("en/correction.md", text)
    assert run(own, *build) == 0
    assert "DRAFT" not in printed(pdf)
    own.edit("en/shared.md", "- you feel dizzy or unwell\n", "")
    assert run(own, *build) == 0
    assert "DRAFT" in printed(pdf)


def test_a_new_version_is_another_one(own: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    words = approve(own, "log", capsys)
    own.edit("en/log.md", 'version: "0.2"', 'version: "0.3"')
    assert code_of(own, "log", capsys) != words


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["approve", "log"], "--name"),
        (["approve", "nothing", *WHO], "there is no handout 'nothing'; use one of: card,"),
        (["approve", "log", "--lang", "xx", *WHO], "there is no language 'xx'"),
        (["approve", "log", *WHO, "--yes"], "--words: 1 are needed"),
        (["approve", "log", *WHO], "nobody is there to ask"),
        (["approve", "log", *WHO, "--review-by", "soon", "--yes"], "--review-by: 'soon' is not"),
        (["approve", "log", "--name", "", "--role", "x", "--yes", "--words", "{}"], "--name"),
        (["withdraw", "log", *WHO], "is not approved"),
    ],
)
def test_what_makes_no_sense_is_told(
    own: OwnContent, capsys: pytest.CaptureFixture[str], arguments: list[str], fault: str
) -> None:
    if "{}" in arguments:
        arguments = [*arguments[:-1], code_of(own, "log", capsys)]
    assert run(own, *arguments) in (1, 2)
    assert fault in capsys.readouterr().err
    assert not log_file(own.root).exists()


def test_a_handout_that_does_not_build_is_not_approved(
    own: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    own.edit("en/log.md", "Tick a box", "Tick {{ nonsense }}")
    assert run(own, "approve", "log", *WHO, "--yes", "--words", "0000-0000") == 1
    assert "log.md" in capsys.readouterr().err


def test_taken_back(own: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    approve(own, "log", capsys)
    assert run(own, "withdraw", "log", *WHO, "--json") == 0
    assert json.loads(capsys.readouterr().out)["withdrawn"] == "log"
    assert [record.action for record in read_log(own.root).records] == ["approve", "withdraw"]


def test_as_json(own: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    words = code_of(own, "log", capsys)
    arguments = ["approve", "log", *WHO, "--yes", "--words", words.lower(), "--json"]
    assert run(own, *arguments, "--review-by", "2031-01-01") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["approved"] == [{"handout": "log", "words": words, "lang": "en"}]
    assert answer["review_by"] == "2031-01-01"
    (record,) = read_log(own.root).records
    assert (record.door, f"{record.review_by}") == ("--yes", "2031-01-01")


def test_damaged_records_are_told_by_a_build(
    own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approve(own, "log", capsys)
    file = log_file(own.root)
    file.write_bytes(file.read_bytes().replace(b"A. Clinician", b"B. Clinician"))
    build = ("--handout", "log", "--paper", "a4", "--edition", "mono", "--out", str(tmp_path / "d"))
    assert run(own, *build) == 0
    said = capsys.readouterr().err
    assert "log.jsonl:1: this record of an approval was changed" in said
    assert "log (en) is a DRAFT: the records of approvals are damaged" in said


def test_new_content_takes_no_approvals_along(
    own: OwnContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.approve("log")
    monkeypatch.setattr("handouts.cli.content_folder.content_dir", lambda: own.root)
    assert main.main(["new-content", str(tmp_path / "copy")]) == 0
    assert (tmp_path / "copy/en/log.md").exists()
    assert not (tmp_path / "copy/approvals").exists()


@pytest.mark.parametrize(("answer", "count"), [("yes", 1), ("no", 0), ("", 0)])
def test_it_is_asked_on_a_terminal(own: OwnContent, answer: str, count: int) -> None:
    own.approve("log")
    own.edit("en/log.md", "Tick a box", "Tick any box")
    own.edit("en/shared.md", "or weight loss", "or much weight loss")
    said, code = on_a_terminal(own, ["approve", "log", *WHO], f"{answer}\n")
    assert "since A. Clinician, physiotherapist, approved it on 2027-01-15" in said
    assert re.search(r"left-backward / doctor-today \(shared: in \d handouts\)", said)
    assert "much" in said
    assert "Type yes:" in said
    assert code == (0 if count else 1)
    assert len(read_log(own.root).records) == 1 + count


def on_a_terminal(own: OwnContent, arguments: list[str], typed: str) -> tuple[str, int]:
    """What a terminal shows while somebody types, and the exit code."""
    ours, theirs = pty.openpty()
    command = [sys.executable, str(CHECKOUT / "build.py"), *arguments, "--today", "2027-02-01"]
    process = subprocess.Popen(
        [*command, "--content", str(own.root)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "200"},
    )
    os.close(theirs)
    said = b""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                data = os.read(ours, 65536)
            except OSError:  # it has ended
                break
            if not data:
                break
            said += data
        if typed and b"Type yes:" in said:
            os.write(ours, typed.encode())
            typed = ""
    os.close(ours)
    return said.decode(), process.wait(30)

"""`review`: the table, JSON whose shape scripts rely on, the auditor's page, and `--strict`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from handout_help import OwnContent

from handouts.approvals.records import log_file
from handouts.cli import main

DAY = "2027-01-20"
PAST = "2029-02-01"
HARD = "Individualised considerations necessitate comprehensive examination. "


@pytest.fixture
def approved(own: OwnContent) -> OwnContent:
    """The log is approved and has changed since; the card is approved as it is."""
    own.approve("log", "card")
    own.edit("en/log.md", "Circle a face at night", "Circle a face late at night")
    return own


def run(own: OwnContent, *arguments: str, today: str = DAY) -> int:
    return main.main(["review", *arguments, "--content", str(own.root), "--today", today])


def report(own: OwnContent, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert run(own, "--json", *arguments) == 0
    return json.loads(capsys.readouterr().out)


def shape(value: Any) -> Any:
    """The names and types of a JSON value; of a list, those of its first one."""
    match value:
        case dict():
            return {name: shape(each) for name, each in value.items()}
        case list():
            return [shape(value[0])] if value else []
        case _:
            return type(value).__name__


def test_table(approved: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(approved) == 0
    said = capsys.readouterr()
    rows = {line.split()[0]: line for line in said.out.splitlines() if " en " in line}
    assert len(rows) == 8
    assert re.search(
        r"card +en +My gentle hip exercise +[0-9A-F]{4}-[0-9A-F]{4} +approved"
        r" +A\. Clinician, physiotherapist +2029-01-15 +\d+(\.\d)?$",
        rows["card"],
    )
    assert "DRAFT" in rows["log"]
    assert "A. Clinician, physiotherapist" in rows["log"]
    assert "Exercise: left hip tipped back" in rows["poster"]
    assert "names and roles are as they were typed" in said.out
    assert "log (en) is a DRAFT: words have changed since the approval of 2027-01-15" in said.err


def test_in_full(approved: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(approved, "log") == 0
    said = capsys.readouterr().out
    assert "card" not in said.split("PEMAT-P")[0].replace("card.md", "")
    assert "on 2027-01-15 (account tester, --yes); since then:" in said
    assert "Circle a face {+late +}at night." in said
    assert "Flesch-Kincaid (1975)" in said
    assert re.search(
        r"log\.md:\d+: you are numb between your legs[^\n[]+ after a fall\."
        r" \[35 words: [^\n\]]+\]",
        said,
    )
    assert re.search(r"^yes +CDC 8 +uses bulleted or numbered lists", said, re.M)
    boxes = "- I was checked\n- I know how\n- I have my card\n"
    approved.edit("en/poster.md", boxes, "")
    assert run(approved, "poster") == 0
    said = capsys.readouterr().out
    assert re.search(r"^no +PEMAT-P 23 +provides a tool, as a checklist", said, re.M)


def test_json_has_a_shape_that_stays(
    approved: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    found = report(approved, capsys)
    record = {
        **dict.fromkeys(
            ("action", "lang", "handout", "words", "name", "role", "day", "review_by"), "str"
        ),
        "read": ["str"],
        **dict.fromkeys(("account", "door", "fingerprint"), "str"),
    }
    place = {"text": "str", "file": "str", "line": "int"}
    (log,) = [each for each in found["handouts"] if each["handout"] == "log"]
    assert shape({**found, "handouts": [log]}) == {
        "ok": "bool",
        "today": "str",
        "content": "str",
        "names": "str",
        "reading_grade_max": "float",
        "overdue": [],
        "due_within_30_days": [],
        "handouts": [
            {
                "handout": "str",
                "lang": "str",
                "title": "str",
                "words": "str",
                "status": "str",
                "reason": "str",
                "why": "str",
                "approval": record,
                "days_left": "int",
                "changes": [{"part": "str", "shared_by": [], "redline": [["str"]]}],
                "reading": {
                    "grade": "float",
                    "too_hard": "NoneType",
                    "sentences": "int",
                    "words_a_sentence": "float",
                    "measures": [
                        {"formula": "str", "value": "float", "scale": "str", "grade": "float"}
                    ],
                    "worst": [{**place, "advice": "str"}],
                },
                "checklist": [
                    {
                        "checklist": "str",
                        "number": "int",
                        "asks": "str",
                        "answer": "str",
                        "judged_by": "str",
                        "where": [],
                    }
                ],
            }
        ],
        "records": [record],
        "problems": [],
    }


def test_json_says_who_approved_what(
    approved: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    found = report(approved, capsys)
    rows = {each["handout"]: each for each in found["handouts"]}
    assert (rows["card"]["status"], rows["card"]["reason"]) == ("approved", None)
    assert rows["card"]["approval"]["words"] == rows["card"]["words"]
    assert rows["card"]["days_left"] == 726
    assert (rows["log"]["status"], rows["log"]["reason"]) == ("draft", "words_changed")
    assert rows["log"]["approval"]["account"] == "tester"
    assert rows["log"]["approval"]["words"] != rows["log"]["words"]
    assert ["new", "late "] in [
        piece for change in rows["log"]["changes"] for piece in change["redline"]
    ]
    assert rows["questions"]["approval"] is None
    assert [each["handout"] for each in found["records"]] == ["log", "card"]


def test_strict(approved: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(approved, "--strict") == 0
    assert run(approved, "--strict", today="2029-01-15") == 0
    assert run(approved, today=PAST) == 0
    assert run(approved, "--strict", today=PAST) == 1
    assert "log (en): the review was due on 2029-01-15" in capsys.readouterr().out
    assert run(approved, "--strict", "questions", today=PAST) == 0


def test_strict_json_is_not_ok(approved: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(approved, "--strict", "--json", today=PAST) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["ok"] is False
    assert said["overdue"] == [
        {"handout": name, "lang": "en", "review_by": "2029-01-15"} for name in ("card", "log")
    ]


def test_damaged_records_are_told_and_not_strictly_in_order(
    approved: OwnContent, capsys: pytest.CaptureFixture[str]
) -> None:
    file = log_file(approved.root)
    file.write_bytes(file.read_bytes().replace(b"Clinician", b"Klinician", 1))
    assert run(approved, "--strict") == 1
    assert "log.jsonl:1: this record of an approval was changed" in capsys.readouterr().err
    assert run(approved) == 0
    (problem,) = report(approved, capsys)["problems"]
    assert (problem["line"], Path(problem["file"]).name) == (1, "log.jsonl")


def test_what_is_hard_is_told_here_and_by_the_build(
    own: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.edit("en/log.md", "Tick a box", f"{HARD * 2}Tick a box")
    own.clinic("reading_grade_max: 3\n")
    chosen = ("--paper", "a4", "--edition", "standard", "--out", str(tmp_path / "dist"))
    build = ["build", "--handout", "log", *chosen, "--content", str(own.root)]
    why = r"log \(en\) is hard to read: school year \d+(\.\d)? by [^,]+, above the limit of \d"
    assert main.main(build) == 0
    told = capsys.readouterr().err
    assert len(re.findall(why, told)) == 1
    assert "what to shorten: met-handouts review log --lang en" in told
    assert main.main(build) == 0  # not made anew
    assert "hard to read" not in capsys.readouterr().err
    assert run(own) == 0
    assert re.search(why, capsys.readouterr().out)
    (row,) = report(own, capsys, "log")["handouts"]
    worst = row["reading"]["worst"][0]
    assert worst["text"] == HARD.strip()
    line = own.path("en/log.md").read_text(encoding="utf-8").split("\n")[worst["line"] - 1]
    assert HARD in line
    assert "long words: Individualised, considerations" in worst["advice"]


def test_the_page_holds_all_of_it_and_no_script(
    approved: OwnContent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    approved.approve("questions", name="<script>A & B</script>", role="<b>nurse</b>")
    page = tmp_path / "review.html"
    assert run(approved, "--html", str(page)) == 0
    html = page.read_text(encoding="utf-8")
    found = report(approved, capsys)
    for row in found["handouts"]:
        assert row["words"] in html
        assert f'id="en-{row["handout"]}"' in html
    for each in found["records"]:
        assert f"account {each['account']}; door {each['door']}" in html
    assert '<ins><span class="quiet">[added: </span>late <' in html
    assert "&lt;script&gt;A &amp; B&lt;/script&gt;, &lt;b&gt;nurse&lt;/b&gt;" in html
    assert not re.search(r"<script|javascript:|\son\w+=|https?://", html)
    before = html
    assert run(approved, "--html", str(page)) == 0
    assert page.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("logg",), "HANDOUT: there is no handout 'logg'; use one of: card, correction"),
        (("--lang", "de"), "--lang: there is no lang 'de'; use one of: en"),
        (("--html", "{}/clinic.yaml"), "is something else; name another file"),
        (("--html", "{}/none/page.html"), "cannot be a file; name one in a folder"),
        (("--today", "soon"), "--today: 'soon' is not a date"),
    ],
)
def test_wrong_usage(
    own: OwnContent, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    given = [each.format(own.root) for each in arguments]
    assert main.main(["review", "--content", str(own.root), *given]) == 2
    assert said in capsys.readouterr().err

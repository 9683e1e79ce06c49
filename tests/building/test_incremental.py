"""Only what changed is built, and the outputs are always those of a clean build."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incremental_help import Small
from picture_files import png
from samples import every

from handouts.cli import main
from handouts.storage import paths

WALK = "en/a4/standard/walk.pdf"
REST = {f"en/a4/standard/rest-{side}-backward.pdf" for side in ("left", "right")}
Edit: TypeAlias = Callable[[Small, str], object]


def said(capsys: pytest.CaptureFixture[str]) -> tuple[int, int, int]:
    """How many outputs the last build wrote, left unchanged and removed."""
    found = re.search(r"(\d+) written, (\d+) unchanged, (\d+) removed", capsys.readouterr().out)
    assert found is not None
    return int(found[1]), int(found[2]), int(found[3])


def why(small: Small, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, list[str]]:
    """Why each output would be built; those that would not are left out."""
    capsys.readouterr()
    assert small.build("--dry-run", "--json", *options) == 0
    rows = json.loads(capsys.readouterr().out)["outputs"]
    return {row["path"]: row["because"] for row in rows}


def test_a_second_build_builds_nothing(
    small: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert small.build() == 0
    assert said(capsys) == (3, 0, 0)
    before = {path: path.stat().st_mtime_ns for path in small.out.rglob("*.pdf")}
    monkeypatch.setattr("handouts.building.pipeline.compose", None)
    monkeypatch.setattr("handouts.recipe.render", pytest.fail)
    assert small.build() == 0
    assert said(capsys) == (0, 3, 0)
    assert {path: path.stat().st_mtime_ns for path in small.out.rglob("*.pdf")} == before


def test_one_sentence_rebuilds_its_outputs_alone(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert small.build() == 0
    small.sheet("rest", "Rest on your {{ forward.side }} side.", per_pattern=True)
    assert why(small, capsys).keys() == REST
    assert small.build() == 0
    assert said(capsys) == (2, 1, 0)


def test_every_reason_is_told(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert why(small, capsys) == {
        path: ["it has not been built here before"] for path in [WALK, *REST]
    }
    assert small.build() == 0
    assert why(small, capsys) == {}
    told = ["form fields was not given, now it is left out"]
    assert why(small, capsys, "--flat")[WALK] == told
    told = ["the version of PDF was not given, now it is 2.0"]
    assert why(small, capsys, "--pdf", "2.0")[WALK] == told
    assert why(small, capsys, "--pdf", "1.7") == {}
    (small.out / WALK).write_bytes(b"scribbled on")
    assert why(small, capsys) == {WALK: ["its file was changed by something else"]}
    (small.out / WALK).unlink()
    assert why(small, capsys) == {WALK: ["its file is missing"]}
    assert small.build() == 0
    template = small.templates / "_blocks.xml.j2"
    template.write_text(template.read_text() + "\n{# a word #}\n")
    assert all("_blocks.xml.j2 has changed" in told[0] for told in why(small, capsys).values())
    assert small.build() == 0
    assert why(small, capsys) == {}
    (small.templates / "walk.xml.j2").write_text('{% extends "default.xml.j2" %}')
    assert "walk.xml.j2 is new" in why(small, capsys)[WALK][0]


def test_what_says_the_same_is_not_laid_out_again(
    small: Small, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert small.build() == 0
    small.edit("en/words.yaml", lambda text: text + "\n# Nobody reads this.\n")
    assert set(why(small, capsys)) == {WALK, *REST}
    with monkeypatch.context() as without:
        without.setattr("handouts.render.pdf.render_pdf", None)
        assert small.build() == 0
    assert said(capsys) == (0, 3, 0)
    assert why(small, capsys) == {}


def test_a_failed_build_leaves_all_as_it_was_and_is_tried_again(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert small.build() == 0
    before = small.outputs()
    small.sheet("walk", "Walk {{ nowhere }}.")
    assert small.build() == 1
    assert small.build() == 1
    assert small.outputs() == before
    small.sheet("walk", "Walk a little each day.")
    assert why(small, capsys) == {}
    small.sheet("walk", "Walk twice a day.")
    assert why(small, capsys).keys() == {WALK}


def test_outputs_of_deleted_content_go(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    assert small.build() == 0
    (small.content / "en/rest.md").unlink()
    capsys.readouterr()
    assert small.build() == 0
    shown = capsys.readouterr().out
    assert "0 written, 1 unchanged, 2 removed" in shown
    gone = "removed, as nothing makes it any more: en/a4/standard/rest-left-backward.pdf"
    assert gone in shown
    seen = {path for path in small.outputs() if not path.startswith("gallery/")}
    assert seen == {WALK, "manifest.json", "index.html"}


def test_an_approval_that_runs_out_marks_its_handout_draft(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    small.approve("walk", date(2027, 1, 15), date(2028, 1, 15))
    assert small.build("--today", "2027-06-01") == 0
    assert why(small, capsys, "--today", "2028-01-15") == {}
    told = why(small, capsys, "--today", "2028-01-16")
    assert told == {WALK: ["an approval or its review date has come into force"]}
    assert why(small, capsys, "--today", "2027-01-14").keys() == {WALK}


def test_approved_words_that_change_are_told(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    small.approve("walk", date(2026, 1, 2), date(2099, 1, 2))
    assert small.build() == 0
    said = capsys.readouterr().err
    assert "marked DRAFT: rest (en);" in said
    assert "walk" not in said

    small.edit("en/rest.md", lambda text: text.replace("Rest", "Lie"))
    assert small.build() == 0
    assert "walk" not in capsys.readouterr().err

    small.edit("en/walk.md", lambda text: text.replace("a little", "a lot"))
    assert small.build() == 0
    assert (
        "walk (en) is a DRAFT: words have changed since the approval of 2026-01-02 (first);"
        " to approve it again: met-handouts approve walk --lang en"
    ) in capsys.readouterr().err

    small.approve("walk", date(2026, 1, 3), date(2099, 1, 2))
    assert small.build() == 0
    assert "DRAFT" not in capsys.readouterr().err

    small.edit("en/walk.md", lambda text: text.replace("a lot", "a little"))
    assert small.build() == 0  # words that were approved are approved
    assert "DRAFT" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "damage", every(2, ["", "{", '{"format": 1}', "[]", "\x00", '{"format": 99}'])
)
def test_a_damaged_ledger_only_costs_time(
    small: Small, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    assert small.build() == 0
    before = small.outputs()
    (small.out / ".ledger/ledger.json").write_text(damage)
    capsys.readouterr()
    assert small.build() == 0
    assert said(capsys) == (0, 3, 0)
    assert small.outputs() == before
    shutil.rmtree(small.out / ".ledger")
    assert small.build() == 0
    assert small.outputs() == before


def test_a_project_that_is_moved_is_as_it_was(
    small: Small,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home, away = tmp_path / "home", tmp_path / "away"
    home.mkdir()
    for folder in (small.content, small.templates):
        shutil.move(folder, home / folder.name)
    there = Small(home / "content", home / "templates", home / "dist")
    monkeypatch.setattr(paths, "templates_dir", lambda: there.templates)
    assert there.build() == 0
    shutil.move(home, away)
    moved = Small(away / "content", away / "templates", away / "dist")
    monkeypatch.setattr(paths, "templates_dir", lambda: moved.templates)
    assert why(moved, capsys) == {}


# --- any edits at all -----------------------------------------------------------------------------


def other_words(small: Small, words: str) -> None:
    small.sheet("walk", f"Walk {words}.")


def other_pair(small: Small, words: str) -> None:
    small.sheet("rest", f"Rest {words} on your {{{{ backward.side }}}} side.", per_pattern=True)


def other_shared(small: Small, words: str) -> None:
    small.edit("en/shared.md", lambda text: re.sub("- it hurts.*", f"- it hurts {words}", text))


def other_small_words(small: Small, words: str) -> None:
    small.edit("en/words.yaml", lambda text: re.sub("  phone: .*", f"  phone: Phone {words}", text))


def other_clinic(small: Small, words: str) -> None:
    small.edit("clinic.yaml", lambda text: re.sub("(?m)^name:.*", f"name: Clinic {words}", text))


def other_template(small: Small, words: str) -> None:
    template = small.templates / "default.xml.j2"
    template.write_text(template.read_text() + f"{{# {words} #}}")


def broken(small: Small, words: str) -> None:
    small.sheet("walk", f"{words} {{{{ nowhere }}}}")


def new_sheet(small: Small, words: str) -> None:
    small.sheet("sit", f"Sit {words}.")


def gone(small: Small, _words: str) -> None:
    (small.content / "en/sit.md").unlink(missing_ok=True)


def scribbled(small: Small, words: str) -> None:
    for path in small.out.rglob("*.pdf"):
        path.write_bytes(words.encode())
        return


def lost(small: Small, _words: str) -> None:
    for path in list(small.out.rglob("*.pdf"))[:1]:
        path.unlink()


def forgotten(small: Small, _words: str) -> None:
    shutil.rmtree(small.out / ".ledger", ignore_errors=True)


def touched(small: Small, _words: str) -> None:
    os.utime(small.content / "en/shared.md")


EDITS: list[Edit] = [
    *(other_words, other_pair, other_shared, other_small_words, other_clinic, other_template),
    *(broken, new_sheet, gone, scribbled, lost, forgotten, touched),
]


@pytest.mark.hostile
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    edits=st.lists(
        st.tuples(st.sampled_from(EDITS), st.sampled_from(["a", "bit", "more"]), st.booleans()),
        max_size=6,
    )
)
def test_after_any_edits_the_outputs_are_those_of_a_clean_build(
    small: Small, edits: list[tuple[Edit, str, bool]]
) -> None:
    for edit, words, build_after in edits:
        edit(small, words)
        if build_after:
            small.build()
    clean = small.out.with_name("clean")
    for _ in range(2):
        shutil.rmtree(clean, ignore_errors=True)
        ended = small.build()
        assert small.build(out=clean) == ended
        if ended == 0:
            assert small.outputs() == small.outputs(clean)
        other_words(small, "again")  # mends what is broken


# --- what somebody has damaged --------------------------------------------------------------------


def whole(out: Path) -> dict[str, bytes]:
    """All files but those the program keeps for itself."""
    return {
        str(file.relative_to(out)): file.read_bytes()
        for file in out.rglob("*")
        if file.is_file() and ".ledger" not in file.parts
    }


@pytest.mark.parametrize("data", [b"", b"{}", b"[[]]", b"1", b"[" * 100_000, b"\xff"])
def test_what_is_kept_and_damaged_is_made_again(small: Small, data: bytes) -> None:
    assert small.build() == 0
    before = whole(small.out)
    for file in (small.out / ".ledger/cache").rglob("*"):
        if file.is_file():
            file.write_bytes(data)
    shutil.rmtree(small.out / "en")
    (small.out / "index.html").unlink()
    assert small.build() == 0
    assert whole(small.out) == before


@pytest.mark.parametrize("data", [None, b"", b"\x89PNG\r\n"])
def test_the_gallery_is_mended(small: Small, data: bytes | None) -> None:
    assert small.build() == 0
    before = whole(small.out)
    for file in [small.out / "index.html", *(small.out / "gallery").iterdir()]:
        if data is None:
            file.unlink()
        elif file.suffix == ".png" or not data:
            file.write_bytes(data)
    assert small.build() == 0
    assert whole(small.out) == before


DAMAGES = {
    "sha256": "x",
    "bytes": "x",
    "pages": [1],
    "title": {"a": 1},
}


@pytest.mark.parametrize("key", DAMAGES)
def test_a_manifest_that_makes_no_sense_is_made_again(small: Small, key: str) -> None:
    assert small.build() == 0
    before = whole(small.out)
    file = small.out / "manifest.json"
    manifest = json.loads(file.read_bytes())
    manifest[WALK][key] = DAMAGES[key]
    manifest["en/" + "x" * 5000 + ".pdf"] = manifest[WALK] | {"sha256": "x"}
    file.write_text(json.dumps(manifest))
    assert small.build() == 0
    assert whole(small.out) == before


def test_a_manifest_that_is_a_folder_is_told(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert small.build() == 0
    file = small.out / "manifest.json"
    file.unlink()
    file.mkdir()
    assert small.build() == 1
    assert "manifest.json" in capsys.readouterr().err


@pytest.mark.parametrize("mtime", ["1e400", "-Infinity", "NaN"])
def test_a_ledger_of_odd_numbers_is_begun_anew(small: Small, mtime: str) -> None:
    assert small.build() == 0
    before = whole(small.out)
    file = small.out / ".ledger/ledger.json"
    ledger = json.loads(file.read_text())
    ledger["files"][0][1] = 123456789
    file.write_text(json.dumps(ledger).replace("123456789", mtime))
    small.sheet("walk", "Walk twice a day.")
    assert small.build() == 0
    assert whole(small.out).keys() >= before.keys() - {"gallery"} - {
        name for name in before if name.startswith("gallery/")
    }


def test_a_receipt_replaces_nothing_but_a_receipt(
    small: Small, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = tmp_path / "words.md"
    words.write_text("mine")
    assert small.build("--receipt", str(words)) == 2
    assert words.read_text() == "mine"
    assert "something else" in capsys.readouterr().err
    receipt = tmp_path / "receipt.html"
    for _ in range(2):
        assert small.build("--receipt", str(receipt)) == 0
        assert "Edit receipt" in receipt.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [["why"], ["build", "--dry-run"]])
def test_asking_writes_nothing(small: Small, command: list[str]) -> None:
    given = [*command, "--content", str(small.content), "--out", str(small.out)]
    assert main.main(given) == 0
    assert not small.out.exists()


def test_a_side_that_is_typed_stops_the_build(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was built before stays as it is; words that are right for both patterns are listed."""
    assert small.build() == 0
    before = small.outputs()
    small.edit("en/rest.md", lambda text: text.replace("Rest on", "Right now, rest on"))
    small.edit("en/walk.md", lambda text: text.replace("Walk", "Walk right"))  # for everyone
    capsys.readouterr()
    assert small.build() == 1
    said = capsys.readouterr().err
    assert "rest.md:10: 'right' is typed, so both patterns say it; write a side" in said
    assert "walk.md" not in said
    assert small.outputs() == before
    meant = 'version: "1"\nsides_meant: ["right now"]'
    small.edit("en/rest.md", lambda text: text.replace('version: "1"', meant))
    assert small.build() == 0
    assert "is typed" not in capsys.readouterr().err


def test_a_changed_picture_rebuilds_what_shows_it_alone(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = small.content / "pictures" / "door.png"
    picture.parent.mkdir()
    picture.write_bytes(png(90, 60))
    small.sheet("walk", "Go out.\n\n![Our door](door.png)")
    assert small.build() == 0
    assert why(small, capsys) == {}
    picture.write_bytes(png(90, 61))
    assert {path: len(told) for path, told in why(small, capsys).items()} == {WALK: 1}
    assert "pictures/door.png has changed" in why(small, capsys)[WALK][0]
    assert small.build() == 0
    assert said(capsys) == (1, 2, 0)
    assert small.build() == 0
    assert said(capsys) == (0, 3, 0)
    picture.unlink()
    assert small.build() == 1
    assert "walk.md:12: 'door.png' is missing" in capsys.readouterr().err

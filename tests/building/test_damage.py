"""After any harm to files a build ends, and `dist/` is that of a clean one, or it is told."""

from __future__ import annotations

import ctypes
import hashlib
import os
import random
import re
import shutil
import sys
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from file_changes import ended, in_a_child
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from incremental_help import Small
from odd_files import INSIDE, LONGEST, ODD, TOLD, Damage, no_longer_than, pipe

from handouts.building import nothing_to_do
from handouts.layout import figures
from handouts.reading import parse_cache, plurals

pytestmark = [
    pytest.mark.sweep,
    pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names"),
]

sampled = settings(
    max_examples=8,
    deadline=timedelta(seconds=5 * LONGEST),  # some build five times
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


# --- the rule ---


def forget_all() -> None:
    """What a process keeps in memory, as each build in one of its own would."""
    parse_cache._in_memory.clear()
    for module in (figures, plurals):
        for function in vars(module).values():
            with suppress(AttributeError):
                function.cache_clear()


def files(folder: Path) -> dict[str, bytes | str]:
    """Every file's bytes, and of all else what it is; but for what the program keeps for itself."""

    def inside(path: Path) -> bytes | str:
        if path.is_symlink():
            return f"link to {path.readlink()}"
        return path.read_bytes() if path.is_file() else "folder" if path.is_dir() else "odd"

    return {
        path.relative_to(folder).as_posix(): inside(path)
        for path in sorted(folder.rglob("*"))
        if ".ledger" not in path.parts and not path.is_dir()
    }


def outputs(folder: Path, is_foreign: bool) -> dict[str, bytes | str]:
    """But for the gallery where a page of somebody else has its place."""
    gallery = ("index.html", "gallery/") if is_foreign else ()
    return {
        path: data for path, data in files(folder).items() if not path.startswith((*gallery, " "))
    }


def check_the_rule(small: Small, capsys: pytest.CaptureFixture[str], clean: Path) -> int:
    """How a build ends: what it says is so."""
    forget_all()
    before = files(small.out)
    arguments = ["--content", str(small.content), "--out", str(small.out)]
    capsys.readouterr()
    with no_longer_than(LONGEST):
        quick = nothing_to_do.answer(arguments)
        code = small.build()
    said = capsys.readouterr()
    if quick is not None:
        assert code == 0
        assert said.out == f"{quick}\n"
    if code == 0:
        is_foreign = "index.html is not from here" in said.err
        told = re.search(r"holds what is not of this build: (.*);", said.err)
        left = set(told[1].split(", ")) if told else set()
        found = outputs(small.out, is_foreign)
        assert left <= found.keys()
        assert {p: data for p, data in found.items() if p not in left} == outputs(clean, is_foreign)
    else:
        assert code == 1
        assert TOLD.search(said.err), said.err
        assert files(small.out) == before
    return code


@pytest.fixture
def built(small: Small) -> Small:
    """A clinic whose files are old enough to be told by their times, and which was built twice."""
    for path in [small.content, *small.content.rglob("*"), *small.templates.rglob("*")]:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    for _ in range(2):
        assert small.build() == 0
    return small


def as_built(small: Small) -> list[Path]:
    """Puts all back as it was once it was built; every file among the outputs."""
    saved = small.out.with_name("saved")
    small.sheet("walk", "Walk a little each day.")
    if saved.exists():
        shutil.rmtree(small.out)
        shutil.copytree(saved, small.out)
    else:
        shutil.copytree(small.out, saved)
    return sorted(path for path in small.out.rglob("*") if path.is_file())


@pytest.mark.hostile
@sampled
@given(
    damages=st.lists(
        st.tuples(st.integers(0, 200), st.sampled_from((*ODD, *INSIDE))), min_size=1, max_size=3
    ),
    edit=st.sampled_from(["none", "words", "gone"]),
    chance=st.randoms(use_true_random=False),
)
def test_after_any_damage_the_outputs_are_those_of_a_clean_build(
    built: Small,
    capsys: pytest.CaptureFixture[str],
    damages: list[tuple[int, Damage]],
    edit: str,
    chance: random.Random,
) -> None:
    there = as_built(built)
    harmed = [there[number % len(there)] for number, _ in damages]
    for file, (_, damage) in zip(harmed, damages, strict=True):
        if file.is_file() and (file.stat().st_size or damage in ODD):
            damage(file, chance)
    if edit == "words":
        built.sheet("walk", "Walk twice a day.")
    elif edit == "gone":
        (built.content / "en/walk.md").unlink()
    clean = built.out.with_name("clean")
    shutil.rmtree(clean, ignore_errors=True)
    assert built.build(out=clean) == 0
    if check_the_rule(built, capsys, clean):
        for path in harmed:  # out of the way
            if path.is_dir():
                shutil.rmtree(path)
            elif not path.is_file():
                path.unlink(missing_ok=True)
        assert check_the_rule(built, capsys, clean) == 0
    assert check_the_rule(built, capsys, clean) == 0


# --- where inputs and folders should be ---

INPUTS = (
    *("clinic.yaml", "logo.svg", "en/walk.md", "en/shared.md", "en/words.yaml", "en/figures.yaml"),
    *("approvals/log.jsonl", "en", "approvals", "approvals/words"),
)
TEMPLATES = ("default.xml.j2", "walk.xml.j2", "_blocks.xml.j2", "gallery.html.j2")
FOLDERS = (
    *(".", ".ledger", ".ledger/lock", ".ledger/cache", ".ledger/words", ".ledger/ledger.json"),
    *("gallery", "en", "en/a4", "en/a4/standard", "index.html", "manifest.json"),
)


@pytest.mark.hostile
@sampled
@given(
    place=st.sampled_from((*INPUTS, *(f"../templates/{name}" for name in TEMPLATES))),
    odd=st.sampled_from(ODD),
    chance=st.randoms(use_true_random=False),
)
def test_inputs_may_be_anything(
    built: Small,
    capsys: pytest.CaptureFixture[str],
    place: str,
    odd: Damage,
    chance: random.Random,
) -> None:
    as_built(built)
    saved = built.out.with_name("inputs")
    if not saved.exists():
        (built.content / "logo.svg").write_text(LOGO)
        logo = "logo: logo.svg\nlogo_alt: Our clinic"
        built.edit("clinic.yaml", lambda text: re.sub("(?m)^logo:.*\nlogo_alt:.*", logo, text))
        built.approve("walk", date(2020, 1, 15), date(2090, 1, 15))
        (built.templates / "walk.xml.j2").write_text('{% extends "default.xml.j2" %}')
        for folder in (built.content, built.templates):
            shutil.copytree(folder, saved / folder.name)
    try:
        path = built.content / place
        if path.is_dir():
            shutil.rmtree(path)
            path.write_text("")
        odd(path, chance)
        clean = built.out.with_name("clean")
        shutil.rmtree(clean, ignore_errors=True)
        with no_longer_than(LONGEST):
            ended = built.build(out=clean)
        assert check_the_rule(built, capsys, clean) == ended
    finally:
        for folder in (built.content, built.templates):
            shutil.rmtree(folder)
            shutil.copytree(saved / folder.name, folder)


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5"><path d="M0 0H9V5H0z"/></svg>'


@pytest.mark.hostile
@sampled
@given(place=st.sampled_from(FOLDERS), odd=st.sampled_from(ODD))
def test_folders_of_outputs_may_be_anything(
    built: Small, capsys: pytest.CaptureFixture[str], place: str, odd: Damage
) -> None:
    clean = built.out.with_name("clean")
    if not clean.exists():
        assert built.build(out=clean) == 0
    as_built(built)
    path = built.out / place
    if path.is_dir():
        shutil.rmtree(path)
        path.write_text("")
    odd(path, random.Random(1))
    forget_all()
    capsys.readouterr()
    with no_longer_than(LONGEST):
        code = built.build()
    said = capsys.readouterr().err
    if code:
        assert TOLD.search(said), said
        assert "nothing has changed" in said
    else:
        there = {path: data for path, data in files(built.out).items() if "mine.txt" not in path}
        assert there == files(clean)
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
        built.out.mkdir(exist_ok=True)


# --- what may not be entered, listed, read or written ---


def without_rights() -> None:
    """From now on this process is bound by the modes of files, even if it is root's."""
    libc = ctypes.CDLL(None, use_errno=True)
    version_3, this_process, none = 0x20080522, 0, (ctypes.c_uint32 * 6)()
    if libc.capset((ctypes.c_uint32 * 2)(version_3, this_process), none):
        raise OSError(ctypes.get_errno(), "capset")


MODES = (0o000, 0o111, 0o444, 0o555)
CLOSED = (
    *("content", "content/en", "content/clinic.yaml", "content/en/walk.md"),
    *("content/en/shared.md", "content/approvals", "content/approvals/log.jsonl"),
    *("dist", "dist/.ledger", "dist/.ledger/lock", "dist/.ledger/ledger.json", "dist/gallery"),
    *("dist/.ledger/cache", "dist/.ledger/words", "dist/en", "dist/en/a4/standard"),
    *("dist/en/a4/standard/walk.pdf", "dist/manifest.json", "dist/index.html"),
)


@pytest.mark.skipif(sys.platform != "linux", reason="as root it gives up rights as Linux does")
@pytest.mark.hostile
@sampled
@given(place=st.sampled_from(CLOSED), mode=st.sampled_from(MODES))
def test_folders_and_files_that_are_closed(
    built: Small, tmp_path: Path, place: str, mode: int
) -> None:
    if not built.out.with_name("saved").exists():
        built.approve("walk", date(2020, 1, 15), date(2090, 1, 15))
        assert built.build() == 0
    said, clean = tmp_path / "said", tmp_path / "clean"
    as_built(built)
    built.sheet("walk", "Walk twice a day.")
    before = files(built.out)
    path = tmp_path / place
    usual = path.stat().st_mode
    shutil.rmtree(clean, ignore_errors=True)

    def build() -> int:
        without_rights()
        of_a_clean_one = built.build(out=clean)
        code = built.build()
        assert code == of_a_clean_one or place.startswith("dist")
        return code

    path.chmod(mode)
    with no_longer_than(LONGEST):
        code = ended(in_a_child(build, said))
    path.chmod(usual)
    assert code in (0, 1), said.read_text()
    if code:
        assert TOLD.search(said.read_text()), said.read_text()
        assert files(built.out) == before
    else:
        assert files(built.out) == files(clean)


# --- what somebody has edited or forged ---


def test_a_page_that_is_a_folder_is_told_and_nothing_has_changed(
    built: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    built.sheet("walk", "Walk twice a day.")
    clean = built.out.with_name("clean")
    assert built.build(out=clean) == 0
    before = files(built.out)
    (built.out / "index.html").unlink()
    (built.out / "index.html").mkdir()
    capsys.readouterr()
    assert built.build() == 1
    said = capsys.readouterr().err
    assert "index.html:1: cannot write: index.html is a folder; move it out of the way" in said
    assert "(nothing has changed)" in said
    assert files(built.out) == {k: v for k, v in before.items() if k != "index.html"}
    (built.out / "index.html").rmdir()
    assert built.build() == 0
    assert files(built.out) == files(clean)


def test_a_pipe_in_place_of_the_manifest_is_told(
    built: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe(built.out / "manifest.json", random.Random(1))
    capsys.readouterr()
    with no_longer_than(LONGEST):
        assert built.build() == 1
    said = capsys.readouterr().err
    assert "manifest.json:1: cannot write: manifest.json is not an ordinary file; move it" in said


def test_an_edited_title_is_put_right(built: Small) -> None:
    whole = files(built.out)
    manifest = built.out / "manifest.json"
    manifest.write_text(manifest.read_text().replace("Sheet walk", "Sheet talk"))
    assert built.build("--handout", "rest") == 0  # which does not look at that one
    assert built.build() == 0
    assert files(built.out) == whole


def test_a_forged_output_is_made_again(built: Small) -> None:
    """Also where ledger and manifest have been made to fit."""
    whole = files(built.out)
    pdf = built.out / "en/a4/standard/walk.pdf"
    was = hashlib.sha256(pdf.read_bytes()).hexdigest()
    pdf.write_bytes(pdf.read_bytes() + b"% forged\n")
    now = hashlib.sha256(pdf.read_bytes()).hexdigest()
    for file in (built.out / "manifest.json", built.out / ".ledger/ledger.json"):
        file.write_text(file.read_text().replace(was, now))
    assert built.build() == 0
    assert files(built.out) == whole


def test_a_forged_result_is_not_believed(built: Small) -> None:
    """A whole one of another name, as of a figure of the other side."""
    whole = files(built.out)
    cache = next((built.out / ".ledger/cache").iterdir())
    for kind in cache.iterdir():
        results = sorted(kind.iterdir())
        held = [each.read_bytes() for each in results]
        for result, other in zip(results, held[1:] + held[:1], strict=True):
            result.write_bytes(other)
    shutil.rmtree(built.out / "en")
    forget_all()
    assert built.build() == 0
    assert files(built.out) == whole

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest

from handouts.storage import publishing, swap
from handouts.storage.publishing import Output, listed, locked, publish, strangers
from handouts.storage.swap import DistError


def output(path: str, data: bytes = b"%PDF") -> Output:
    return Output(path, {"handout": Path(path).stem, "pattern": None, "pages": 2}, data)


OLD = (output("en/a4/log.pdf", b"old log"), output("en/a4/questions.pdf", b"old questions"))
NEW = (output("en/a4/log.pdf", b"new log"), output("en/letter/log.pdf", b"new letter log"))


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file's bytes, and None for each folder."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def manifest(dist: Path) -> dict[str, dict[str, object]]:
    content = json.loads((dist / "manifest.json").read_bytes())
    assert isinstance(content, dict)
    return content


def test_manifest_tells_what_each_output_is(tmp_path: Path) -> None:
    publish(tmp_path / "dist", reversed(OLD), whole=True)
    assert list(manifest(tmp_path / "dist")) == ["en/a4/log.pdf", "en/a4/questions.pdf"]
    assert manifest(tmp_path / "dist")["en/a4/log.pdf"] == {
        "handout": "log",
        "pattern": None,
        "pages": 2,
        "bytes": len(b"old log"),
        "sha256": sha256(b"old log").hexdigest(),
    }
    assert (tmp_path / "dist/en/a4/log.pdf").read_bytes() == b"old log"


def test_a_manifest_is_read_while_another_thread_reads_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path / "dist", OLD, whole=True)
    monkeypatch.setattr(publishing, "_understood", {})
    # The other one forgets what this one has just understood.
    monkeypatch.setattr(publishing, "_understand", lambda _data, _entries: None)
    assert list(listed(tmp_path / "dist")) == ["en/a4/log.pdf", "en/a4/questions.pdf"]


def test_same_outputs_touch_nothing(tmp_path: Path) -> None:
    publish(tmp_path, OLD, whole=True)
    for path in tmp_path.rglob("*"):
        os.utime(path, (1, 1))
    published = publish(tmp_path, OLD, whole=True)
    assert published.written == ()
    assert published.unchanged == ("en/a4/log.pdf", "en/a4/questions.pdf")
    assert {path.stat().st_mtime for path in tmp_path.rglob("*")} == {1}


def test_whole_build_removes_what_is_no_longer_planned(tmp_path: Path) -> None:
    (tmp_path / "en/a4").mkdir(parents=True)
    (tmp_path / "en/a4/mine.pdf").write_bytes(b"not from here")
    publish(tmp_path, OLD, whole=True)
    published = publish(tmp_path, NEW, whole=True)
    assert published.removed == ("en/a4/questions.pdf",)
    assert tree(tmp_path).keys() == {
        "en",
        "en/a4",
        "en/a4/log.pdf",
        "en/a4/mine.pdf",
        "en/letter",
        "en/letter/log.pdf",
        "manifest.json",
    }
    assert manifest(tmp_path).keys() == {"en/a4/log.pdf", "en/letter/log.pdf"}


def test_folders_left_empty_go_too(tmp_path: Path) -> None:
    publish(tmp_path, OLD, whole=True)
    publish(tmp_path, [output("card.pdf")], whole=True)
    assert tree(tmp_path).keys() == {"card.pdf", "manifest.json"}


def test_partial_build_keeps_the_rest(tmp_path: Path) -> None:
    publish(tmp_path, OLD, whole=True)
    published = publish(tmp_path, NEW, whole=False)
    assert published.removed == ()
    assert (tmp_path / "en/a4/questions.pdf").read_bytes() == b"old questions"
    entries = manifest(tmp_path)
    assert entries.keys() == {"en/a4/log.pdf", "en/a4/questions.pdf", "en/letter/log.pdf"}
    assert entries["en/a4/log.pdf"]["sha256"] == sha256(b"new log").hexdigest()


def test_partial_build_forgets_a_file_that_is_gone(tmp_path: Path) -> None:
    publish(tmp_path, OLD, whole=True)
    (tmp_path / "en/a4/questions.pdf").unlink()
    publish(tmp_path, [OLD[0]], whole=False)
    assert manifest(tmp_path).keys() == {"en/a4/log.pdf"}


@pytest.mark.parametrize(
    "old",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"en/a4/log.pdf": 3}',
        b"[" * 100_000,
        b'{"x\\u0000y": {"sha256": ""}}',
        b'{"": {"sha256": ""}, ".": {"sha256": ""}, "en/../x": {"sha256": ""}}',
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_a_manifest_nobody_understands_is_replaced(tmp_path: Path, old: bytes, whole: bool) -> None:
    (tmp_path / "manifest.json").write_bytes(old)
    publish(tmp_path, OLD, whole=whole)
    assert manifest(tmp_path).keys() == {"en/a4/log.pdf", "en/a4/questions.pdf"}


@pytest.mark.parametrize(
    "path",
    [
        "../precious.txt",
        "en/../../precious.txt",
        "{outside}/precious.txt",
        "link/precious.txt",
        "./own.txt",
        "..\\precious.txt",
        "manifest.json",
    ],
)
def test_nothing_outside_the_folder_is_removed(tmp_path: Path, path: str) -> None:
    dist = tmp_path / "dist"
    publish(dist, OLD, whole=True)
    (tmp_path / "precious.txt").write_text("mine")
    (dist / "own.txt").write_text("mine")
    (dist / "link").symlink_to(tmp_path)
    entry = {"sha256": sha256(b"mine").hexdigest()}
    listing = {path.format(outside=tmp_path.as_posix()): entry}
    (dist / "manifest.json").write_text(json.dumps(listing))
    published = publish(dist, OLD, whole=True)
    assert published.removed == ()
    assert (tmp_path / "precious.txt").read_text() == "mine"
    assert (dist / "own.txt").read_text() == "mine"
    assert manifest(dist).keys() == {"en/a4/log.pdf", "en/a4/questions.pdf"}


@pytest.mark.parametrize(
    ("operation", "nth"),
    # Two outputs and the manifest are written, one folder is made, one output removed.
    [(name, nth) for name in ("write_new", "replace") for nth in (1, 2, 3)]
    + [("mkdir", 1), ("unlink", 1)],
)
def test_a_failure_anywhere_changes_nothing(tmp_path: Path, operation: str, nth: int) -> None:
    publish(tmp_path, OLD, whole=True)
    before = tree(tmp_path)
    with failing(operation, nth), pytest.raises(DistError, match="nothing has changed"):
        publish(tmp_path, NEW, whole=True)
    assert tree(tmp_path) == before
    publish(tmp_path, NEW, whole=True)
    assert manifest(tmp_path).keys() == {"en/a4/log.pdf", "en/letter/log.pdf"}


def test_works_on_a_file_system_without_hard_links(tmp_path: Path) -> None:
    publish(tmp_path, OLD, whole=True)
    before = tree(tmp_path)
    with failing("link", 1), failing("replace", 3), pytest.raises(DistError):
        publish(tmp_path, NEW, whole=True)
    assert tree(tmp_path) == before


@contextmanager
def failing(name: str, nth: int) -> Iterator[None]:
    """Makes the nth call of a file operation fail, and only that one."""
    calls = 0

    def counted(real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == nth:
                raise PermissionError(13, "Permission denied")
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        owner = {"link": os, "write_new": swap}.get(name, Path)
        patch.setattr(owner, name, counted(getattr(owner, name)))
        yield


def test_interrupting_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, OLD, whole=True)
    before = tree(tmp_path)
    real, moved = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        moved.append(target)
        if target.name == "manifest.json":
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, NEW, whole=True)
    assert moved[-1].name == "manifest.json"
    assert len(moved) == 3
    assert tree(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of this kind")
def test_no_room_for_a_file_changes_nothing(tmp_path: Path) -> None:
    import resource

    publish(tmp_path, OLD, whole=True)
    before = tree(tmp_path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        with pytest.raises(DistError, match="free some space") as caught:
            publish(tmp_path, [*NEW, output("en/a4/poster.pdf", bytes(2_000_000))], whole=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.problem.file == tmp_path / "en/a4/poster.pdf"
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("in_the_way", "message"),
    [("dist", "dist is not a folder"), ("dist/en/a4", "a4 is not a folder")],
)
def test_a_file_where_a_folder_should_be(tmp_path: Path, in_the_way: str, message: str) -> None:
    (tmp_path / in_the_way).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / in_the_way).write_text("mine")
    before = tree(tmp_path)
    with pytest.raises(DistError, match=f"{message}; move it out of the way"):
        publish(tmp_path / "dist", NEW, whole=True)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("in_the_way", ["en/a4/log.pdf", "manifest.json"])
def test_a_folder_where_a_file_should_be(tmp_path: Path, in_the_way: str) -> None:
    (tmp_path / in_the_way / "mine").mkdir(parents=True)
    before = tree(tmp_path)
    with pytest.raises(DistError, match=r": cannot write: .*; move it out of the way"):
        publish(tmp_path, NEW, whole=True)
    assert tree(tmp_path) == before


def test_a_failure_leaves_no_new_folder(tmp_path: Path) -> None:
    with failing("replace", 2), pytest.raises(DistError):
        publish(tmp_path / "far/away/dist", NEW, whole=True)
    assert tree(tmp_path) == {}


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_outputs_are_as_readable_as_any_new_file(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        publish(tmp_path / "dist", NEW, whole=True)
    finally:
        os.umask(umask)
    for name, mode in (("en/a4/log.pdf", 0o640), ("manifest.json", 0o640), ("en", 0o750)):
        assert stat.S_IMODE((tmp_path / "dist" / name).stat().st_mode) == mode


def test_a_linked_output_is_replaced_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.pdf").write_bytes(b"mine")
    (tmp_path / "dist/en/a4").mkdir(parents=True)
    (tmp_path / "dist/en/a4/log.pdf").symlink_to(tmp_path / "mine.pdf")
    publish(tmp_path / "dist", NEW, whole=True)
    assert (tmp_path / "mine.pdf").read_bytes() == b"mine"
    assert (tmp_path / "dist/en/a4/log.pdf").read_bytes() == b"new log"


@pytest.mark.parametrize(
    "entry",
    [
        {"sha256": "../../escaped"},
        {"sha256": '"><b>hi'},
        {"sha256": "0" * 63},
        {"sha256": "0" * 64, "title": "\ud800"},
    ],
)
def test_an_entry_that_makes_no_sense_is_none(tmp_path: Path, entry: dict[str, str]) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"a.pdf": entry}), encoding="utf-8")
    assert listed(tmp_path) == {}


@pytest.mark.parametrize("path", ["a\0b/c.pdf", "\ud800/x.pdf"])
def test_a_path_that_is_none(tmp_path: Path, path: str) -> None:
    entry = {path: {"sha256": "0" * 64}}
    (tmp_path / "manifest.json").write_text(json.dumps(entry), encoding="utf-8")
    publish(tmp_path, OLD, whole=True)
    assert manifest(tmp_path).keys() == {"en/a4/log.pdf", "en/a4/questions.pdf"}


def test_builds_wait_for_one_that_fails(tmp_path: Path) -> None:
    inside: list[int] = []
    most: list[int] = []
    out = tmp_path / "dist"
    begun = Event()

    def build(number: int, fails: bool) -> None:
        with suppress(RuntimeError), locked(out):
            inside.append(number)
            most.append(len(inside))
            begun.set()
            sleep(0.1)
            inside.remove(number)
            if fails:
                raise RuntimeError

    first = Thread(target=build, args=(0, True))
    first.start()
    begun.wait()
    others = [Thread(target=build, args=(number, False)) for number in range(1, 4)]
    for each in others:
        each.start()
        sleep(0.06)  # one comes once the folder of the first is gone
    for each in (first, *others):
        each.join()
    assert most == [1, 1, 1, 1]


@pytest.mark.parametrize("whole", [True, False])
def test_outputs_are_known_without_a_manifest(tmp_path: Path, whole: bool) -> None:
    """What is byte for byte what was published is removed by a whole build, and nothing else."""
    publish(tmp_path, OLD, whole=True)
    (tmp_path / "manifest.json").unlink()
    (tmp_path / "en/a4/mine.pdf").write_bytes(b"mine")
    known = {each.path: each.sha256 for each in OLD} | {"en/a4/mine.pdf": "0" * 64}
    published = publish(tmp_path, NEW, whole=whole, known=known)
    assert published.removed == (("en/a4/questions.pdf",) if whole else ())
    assert (tmp_path / "en/a4/mine.pdf").read_bytes() == b"mine"


def test_strangers_lie_where_outputs_do(tmp_path: Path) -> None:
    ours, theirs, elsewhere = "en/a4/mono/a.pdf", "zh-Hant/a4/mono/b.pdf", "docs/a4/mono/c.pdf"
    for path in (ours, theirs, elsewhere, "en/d.pdf", "en/a4/mono/e.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    assert strangers(tmp_path, [ours]) == [theirs]
    assert strangers(tmp_path / "nowhere", []) == []

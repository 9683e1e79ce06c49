"""The command writes, checks, and says what it needs; no package of the bake is needed here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from figures.anatomy.bake import __main__ as command


def test_a_file_is_written_on_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"meta": {"format": "bones/1"}, "parts": {}}
    monkeypatch.setitem(command.BAKES, "bones", lambda: document)
    assert command.main(["bones", "--out", str(tmp_path)]) == 0
    text = (tmp_path / "bones.json").read_text(encoding="utf-8")
    assert json.loads(text) == document
    assert " " not in text
    assert not (tmp_path / "body_base.json").exists()


def test_a_missing_package_is_told_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def bake() -> dict[str, Any]:
        raise ModuleNotFoundError("No module named 'anny'")

    monkeypatch.setitem(command.BAKES, "body_slim", bake)
    with pytest.raises(SystemExit) as stop:
        command.main(["body_slim", "--out", str(tmp_path)])
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert "No module named 'anny'; pip install -e '.[bake]'" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nose"], "no such file: nose; there are bones, body_base, "),
        (["bones", "--out", "/no/such/folder"], "/no/such/folder is not a folder; make it first"),
    ],
)
def test_a_slip_is_told(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        command.main(arguments)
    assert stop.value.code == 2
    assert told in capsys.readouterr().err


def test_a_check_fails_on_a_far_drawing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for package in ("numpy", "scipy"):
        pytest.importorskip(package, reason="the bake's packages are not installed: .[bake]")
    committed = json.loads((command.COMMITTED / "bones.json").read_text(encoding="utf-8"))
    monkeypatch.setitem(command.BAKES, "bones", lambda: committed)
    assert command.main(["bones", "--check"]) == 0
    far = json.loads(json.dumps(committed))
    far["parts"]["pat_lat_0"]["outline"] = ["M0 0L9 0L9 9Z"]
    monkeypatch.setitem(command.BAKES, "bones", lambda: far)
    assert command.main(["bones", "--check"]) == 1
    assert "1 of" in capsys.readouterr().out.splitlines()[-1]

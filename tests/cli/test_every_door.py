"""What content may not say is told by every command that prints or sends it, before it does."""

from __future__ import annotations

from pathlib import Path

import pytest
from handout_help import OwnContent

from handouts.cli import main

DOORS = {
    "build": ["build", "--out", "{out}"],
    "build --dry-run": ["build", "--dry-run", "--out", "{out}"],
    "why": ["why", "--out", "{out}"],
    "patient": ["patient", "--pattern", "left", "--out", "{out}"],
    "email": ["email", "--pattern", "left-backward", "--to", "a@example.org", "--out", "{out}"],
    "poster": ["poster", "--pattern", "left-backward", "--out", "{out}"],
    "figures": ["figures", "--name", "muscles", "--out", "{out}"],
    "approve": ["approve", "log", "--name", "A. Nurse", "--role", "nurse", "--yes"],
    "list": ["list"],
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("log.md", "Tick a box"),
        ("shared.md", "it hurts"),
        ("figures.yaml", "Your {{ hip.side }}"),
    ],
)
def test_a_typed_side_goes_through_no_door(
    own: OwnContent,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    door: str,
    file: str,
    old: str,
) -> None:
    path = own.path(f"en/{file}")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, f"{old} on the left", 1), encoding="utf-8")
    out = tmp_path / "out"
    command = [part.replace("{out}", str(out)) for part in DOORS[door]]
    assert main.main([*command, "--content", str(own.root)]) == 1
    told = capsys.readouterr().err
    assert f"{file}:" in told
    assert "'left' is typed, so both patterns say it" in told
    assert not out.exists()

"""`poster`, from the command line to the files."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handouts.cli import main


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["poster", "--size", "a0"], "--size: 'a0' is not there; use one of: a3, a2, a1, tabloid"),
        (["poster", "--tiles", "a5"], "--tiles: 'a5' is not there; use one of: a4, letter"),
        (["poster", "--tiles", "a4", "--bleed", "3"], "--bleed: is for single sheets"),
        (["poster", "--tiles", "a4", "--print-shop"], "--print-shop: is for single sheets"),
        (["poster", "--tiles", "a4", "--margin", "50", "--overlap", "50"], "leave too little"),
        (["poster", "--print-shop", "--pdf", "2.0"], "--pdf: a press wants 1.7; leave out this"),
        (["poster", "--handout", "log"], "that is no poster"),
    ],
)
def test_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], told: str
) -> None:
    assert main.main([*command, "--out", str(tmp_path / "out")]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_posters_of_any_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    overview = ["poster", "--handout", "poster-overview", "--edition", "mono"]
    out = ["--out", str(tmp_path)]
    assert main.main([*overview, "--size", "a1", "--tiles", "letter", *out, "--json"]) == 0
    (tiled,) = json.loads(capsys.readouterr().out)["documents"]
    assert tiled["path"] == "en/mono/poster-overview-a1-tiles-letter.pdf"
    assert tiled["pages"] == 16
    assert main.main([*overview, "--size", "a3", "--bleed", "3", "--crop-marks", *out]) == 0
    data = (tmp_path / "en/mono/poster-overview-a3-print-shop.pdf").read_bytes()
    with pikepdf.open(BytesIO(data)) as pdf:
        trim = [float(edge) for edge in pdf.pages[0].TrimBox]
        bleed = [float(edge) for edge in pdf.pages[0].BleedBox]
    assert trim[2] - trim[0] == pytest.approx(297 / 25.4 * 72, abs=0.1)
    assert trim[3] - trim[1] == pytest.approx(420 / 25.4 * 72, abs=0.1)
    assert trim[0] - bleed[0] == pytest.approx(3 / 25.4 * 72, abs=0.1)


def test_what_nobody_has_approved_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["poster", "--handout", "poster-overview", "--edition", "mono", "--size", "a3"]
    assert main.main([*command, "--out", str(tmp_path), "--json"]) == 0
    shown = capsys.readouterr()
    assert "marked DRAFT: poster-overview (en)" in shown.err
    (entry,) = json.loads(shown.out)["documents"]
    assert entry["status"] == "draft"
    assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", entry["words"])

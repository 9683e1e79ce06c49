"""Other programs read every handout as its markup says: every word, in order, nothing twice."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from checking_help import Told, pdfjs, run_pdfjs, squeezed, told
from handout_help import Made

from handouts.building.plan import Variant

__all__ = ["pdfjs"]
pytestmark = pytest.mark.sweep


@pytest.fixture
def path(made: Made, tmp_path: Path) -> Path:
    (tmp_path / "one.pdf").write_bytes(made.pdf)
    return tmp_path / "one.pdf"


@pytest.fixture(scope="module")
def read_by_pdfjs(
    variants: tuple[Variant, ...],
    made_of: Callable[[Variant], Made],
    pdfjs: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[Variant, list[Told]]:
    """What one run of pdf.js reads in each handout."""
    folder = tmp_path_factory.mktemp("read")
    files = [folder / f"{number}.pdf" for number in range(len(variants))]
    for variant, file in zip(variants, files, strict=True):
        file.write_bytes(made_of(variant).pdf)
    read = json.loads(run_pdfjs(pdfjs, "read", *files))
    return {
        variant: [(kind, words) for kind, words in told]
        for variant, told in zip(variants, read, strict=True)
    }


def test_pdfjs_reads_what_the_markup_says(
    made: Made, variant: Variant, read_by_pdfjs: dict[Variant, list[Told]]
) -> None:
    read = read_by_pdfjs[variant]
    expected = told(made.document)
    for kinds in (("text",), ("alt",), ("tip",), ("text", "alt", "tip", "value")):
        assert squeezed(read, *kinds) == squeezed(expected, *kinds)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs Poppler")
def test_poppler_reads_what_the_markup_says(made: Made, path: Path) -> None:
    shown = subprocess.run(
        ["pdfinfo", "-struct-text", "-enc", "UTF-8", path], capture_output=True, check=True
    ).stdout.decode()
    said: list[tuple[str, str]] = []
    figures = fields = 0
    figure_at = None
    for line in shown.splitlines():
        depth = len(line) - len(line.lstrip())
        if figure_at is not None and depth <= figure_at:
            figure_at = None
        if re.fullmatch(r"\s*Figure\b.*", line):
            figures, figure_at = figures + 1, depth
        elif re.fullmatch(r"\s*Form\b.*", line):
            fields += 1
        elif figure_at is None and (quoted := re.fullmatch(r'\s*"(.*)"', line)):
            said.append(("text", quoted[1]))
    expected = told(made.document)
    assert squeezed(said, "text") == squeezed(expected, "text")
    assert figures == sum(kind == "alt" for kind, _ in expected)
    assert fields == sum(kind == "tip" for kind, _ in expected)

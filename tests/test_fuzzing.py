"""How many inputs `make fuzz` gives to properties."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = """
from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

@given(number=st.integers())
def test_usual(number): ...

@settings(max_examples=50, deadline=None)
@given(number=st.integers())
@pytest.mark.parametrize("of", [1, 2])
def test_twice_half(number, of): ...
"""


@pytest.mark.parametrize(("inputs", "each"), [(400, [200, 100, 100]), (20, [10, 5, 5])])
def test_inputs_are_shared_out(tmp_path: Path, inputs: int, each: list[int]) -> None:
    (tmp_path / "test_sample.py").write_text(SAMPLE)
    hook = "import fuzzing\ndef pytest_collection_modifyitems(items):\n"
    (tmp_path / "conftest.py").write_text(f"{hook}    fuzzing.share_out(items, {inputs})\n")
    command = f"-m pytest -q -p no:cacheprovider --hypothesis-show-statistics {tmp_path}"
    ran = subprocess.run(
        [sys.executable, *command.split()],
        env={"PYTHONPATH": str(Path(__file__).parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [int(found) for found in re.findall(r"(\d+) passing", ran.stdout)] == each

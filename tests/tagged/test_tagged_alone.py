"""What tags PDFs stands alone: its README's example works where the rest of the project is not."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from tagged_pdf import Reading

import handouts.tagged
from handouts.design.fonts import ATKINSON

ROOM = Path(handouts.tagged.__file__).parent
README = (ROOM / "README.md").read_text(encoding="utf-8")
[EXAMPLE] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
OURS = ("handouts", "figures", "templates")
NOTHING_ELSE = """
import runpy
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        room = name.split(".")[:2]
        if room[0] in ("figures", "templates", "handouts") and room not in OURS:
            raise ModuleNotFoundError(f"{name} is hidden")

OURS = (["handouts"], ["handouts", "tagged"])
sys.meta_path.insert(0, Hidden())
runpy.run_path("example.py")
assert not [name for name in sys.modules if name.startswith("handouts.")
            and not name.startswith("handouts.tagged")]
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of the example, made by another Python that can import nothing else of ours."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copy(ATKINSON.path(), folder / "Text.ttf")
    shutil.copy(ATKINSON.path(bold=True), folder / "Bold.ttf")
    (folder / "example.py").write_text(EXAMPLE, encoding="utf-8")
    run(folder, "-c", NOTHING_ELSE)
    return folder / "page.pdf"


def run(folder: Path, *python: str) -> None:
    command = [sys.executable, "-W", "error", *python]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_copy_of_the_folder_does_the_same_by_another_name(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOM, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("__pycache__"))
    for font in page.parent.glob("*.ttf"):
        shutil.copy(font, tmp_path)
    example = EXAMPLE.replace("handouts.tagged", "elsewhere")
    (tmp_path / "example.py").write_text(example, encoding="utf-8")
    run(tmp_path, "example.py")
    assert (tmp_path / "page.pdf").read_bytes() == page.read_bytes()


def test_the_example_is_tagged(page: Path) -> None:
    reading = Reading(page.read_bytes())
    assert not reading.faults
    assert reading.document.outline() == (
        "Document",
        ("H1", "Exercises"),
        (
            "P",
            *("Lie on your back with both knees bent, or ", ("Link", "watch the film"), "."),
        ),
        ("Figure", ""),
        (
            "Table",
            ("TR", ("TH", "Day"), ("TH", "Done")),
            ("TR", ("TD", "Monday"), ("TD", ("Form",))),
        ),
    )


def test_the_example_passes_the_checkers(page: Path) -> None:
    assert [finding.message for finding in pdfua.validate(str(page)).findings] == []
    findings = outloud.check(str(page)).findings
    assert [each.message for each in findings if each.severity == "error"] == []


def test_the_example_can_be_filled(page: Path) -> None:
    with pikepdf.open(page) as pdf:
        [box] = pdf.acroform.fields
        assert (box.fully_qualified_name, box.alternate_name) == ("monday", "Done on Monday")


def test_the_example_is_about_30_lines() -> None:
    assert len([line for line in EXAMPLE.splitlines() if line]) <= 33


def test_it_imports_nothing_of_ours() -> None:
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.level <= 1, path
                names = [node.module or ""]
            else:
                names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if name.startswith(OURS)], path


def test_the_rest_imports_it_from_its_door() -> None:
    for path in ROOM.parent.rglob("*.py"):
        if ROOM not in path.parents:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(from|import) handouts\.tagged\.", text), path


def test_the_readme_names_every_error_and_every_module() -> None:
    errors = [name for name in handouts.tagged.__all__ if name.endswith("Error")]
    modules = {path.name for path in ROOM.glob("*.py")} - {"__init__.py", "exceptions.py"}
    assert [name for name in (*errors, *modules) if f"`{name}`" not in README] == []

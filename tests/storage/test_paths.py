import subprocess
import sys
from pathlib import Path

import pytest

from handouts.storage import paths

CHECKOUT = Path(__file__).parents[2]


def test_rooms_of_a_checkout_lie_beside_the_package() -> None:
    assert paths.templates_dir() == CHECKOUT / "templates"
    assert paths.content_dir() == CHECKOUT / "handouts" / "content"


def test_figures_are_one_module_under_the_package() -> None:
    figures = paths.figures()
    assert figures is paths.figures()
    assert figures.__name__ == "handouts.figures"
    assert figures.__file__ == str(CHECKOUT / "figures" / "__init__.py")


def test_rooms_of_an_installed_package_lie_inside_it(tmp_path: Path) -> None:
    package = tmp_path / "handouts"
    (package / "figures").mkdir(parents=True)
    (package / "templates").mkdir()
    (package / "storage").mkdir()
    (package / "__init__.py").touch()
    (package / "storage/__init__.py").touch()
    (package / "storage/paths.py").write_bytes(Path(paths.__file__).read_bytes())
    (package / "figures" / "__init__.py").write_text("from .hip import NAME\n")
    (package / "figures" / "hip.py").write_text("NAME = __name__\n")
    (tmp_path / "figures").mkdir()  # another project's, which must not be taken
    asked = "from handouts.storage import paths; print(paths.templates_dir(), paths.figures().NAME)"
    answer = subprocess.run(
        [sys.executable, "-c", asked], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == [str(package / "templates"), "handouts.figures.hip"]


def test_broken_figures_are_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "__init__.py").write_text("import no_such_module_anywhere\n")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "handouts")
    monkeypatch.delitem(sys.modules, "handouts.figures", raising=False)
    for _ in range(2):
        with pytest.raises(ModuleNotFoundError, match="no_such_module_anywhere"):
            paths.figures()
    assert "handouts.figures" not in sys.modules

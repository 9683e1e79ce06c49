"""The whole bake, where its packages are installed: minutes, not seconds."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

NEEDED = ("gias3", "musculoskeletal", "anny", "torch", "scipy", "skimage", "shapely")

pytestmark = pytest.mark.skipif(
    any(find_spec(name) is None for name in NEEDED),
    reason="the bake's packages are not installed: pip install -e '.[bake]'",
)


@pytest.mark.filterwarnings("default")  # of other people's packages
@pytest.mark.parametrize("name", ["bones", "body_base", "body_large"])
def test_a_fresh_bake_is_near_the_committed_file(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from figures.anatomy.bake.__main__ import main

    status = main([name, "--check"])
    assert status == 0, capsys.readouterr().out

"""Draw bones.json and body_*.json anew, or check that new drawings are near the committed ones."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

COMMITTED = Path(__file__).parents[1]


def bake_bones() -> dict[str, Any]:
    from . import align, bones

    return bones.document(align.bones())


def bake_body(name: str) -> dict[str, Any]:
    from . import body

    return body.document(name)


BODIES = ("base", "older_woman", "broad_man", "slim", "large")
"""As in `character.PHENOTYPES`, which needs the bake's packages."""

BAKES: dict[str, Callable[[], dict[str, Any]]] = {
    "bones": bake_bones,
    **{f"body_{name}": partial(bake_body, name) for name in BODIES},
}


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0; 1 if `--check` finds a drawing too far from the committed one; 2 misuse."""
    parser = argparse.ArgumentParser(prog="python -m figures.anatomy.bake", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="FILE", help="such as bones or body_base; else all"
    )
    parser.add_argument("--out", type=Path, default=COMMITTED, help="folder to write to")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; compare with the committed files"
    )
    options = parser.parse_args(arguments)
    names = options.names or list(BAKES)
    if unknown := set(names) - set(BAKES):
        parser.error(f"no such file: {', '.join(sorted(unknown))}; there are {', '.join(BAKES)}")
    if not options.out.is_dir():
        parser.error(f"--out: {options.out} is not a folder; make it first")
    try:
        near = [_check(name) if options.check else _write(name, options.out) for name in names]
    except ModuleNotFoundError as error:
        parser.error(f"{error}; pip install -e '.[bake]' brings what the bake needs")
    return 0 if all(near) else 1


def _write(name: str, folder: Path) -> bool:
    text = json.dumps(BAKES[name](), separators=(",", ":"))
    (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return True


def _check(name: str) -> bool:
    from .check import differences, report

    committed = json.loads((COMMITTED / f"{name}.json").read_text(encoding="utf-8"))
    found = list(differences(BAKES[name](), committed))
    print(report(found))
    return all(difference.allowed for difference in found)


if __name__ == "__main__":
    sys.exit(main())

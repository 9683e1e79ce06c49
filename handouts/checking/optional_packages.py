"""The packages a check can do without, if it must."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

PACKAGES = ("pikepdf", "pdfua", "outloud")


def missing() -> tuple[str, ...]:
    """Those that are not installed."""
    return tuple(name for name in PACKAGES if find_spec(name) is None)


def load(name: str) -> ModuleType | None:
    """The package, or None where it is not installed."""
    return None if find_spec(name) is None else import_module(name)


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps what other people's code prints out of our output: findings say what matters."""
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        yield

"""Jinja as all our templates are written for it, and the templates of handouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from handouts.compose.template_limits import BoundedEnvironment, begin
from handouts.errors import ContentError, Problem
from handouts.storage import paths
from handouts.storage.ordinary_files import opened
from handouts.storage.tracking import note

_WAYS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


def environment(loader: BaseLoader) -> Environment:
    """Jinja for pages: what is filled in is escaped, a name that is not there is an error.

    Compiled templates are kept in the system's folder for temporary files, where only this user may
    read and write them: not among the outputs, as they are code.
    """
    return Environment(loader=loader, bytecode_cache=_compiled("gallery"), **_WAYS)


class _Compiled(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # it is compiled again next time
            super().dump_bytecode(bucket)


@lru_cache
def _compiled(kind: str) -> BytecodeCache | None:
    """Each kind of environment compiles a template to code of its own."""
    try:
        return _Compiled(pattern=f"__met_handouts_{kind}_%s.cache")
    except (OSError, RuntimeError):  # no such folder, or somebody else's
        return None


class _Templates(FileSystemLoader):
    """The folder of templates; it notes which are asked for, those that are not there as well."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        path = Path(self.searchpath[0], template)
        note(path)
        _refuse_others(path)
        source, filename, is_fresh = super().get_source(environment, template)

        def asked_again() -> bool:
            note(path)
            return is_fresh()

        return source, filename, asked_again


def _refuse_others(path: Path) -> None:
    """
    Raises:
        ContentError: what is there is no file that can be read.
    """
    try:
        opened(path).close()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        what = f"this template cannot be read ({error.strerror})"
        raise ContentError(
            [Problem(path, 0, what, "put a file there that you may read")]
        ) from error


@lru_cache
def _handouts(folder: Path) -> Environment:
    loader = _Templates(folder)
    return BoundedEnvironment(loader=loader, bytecode_cache=_compiled("handouts"), **_WAYS)


def render(names: Sequence[str], context: Mapping[str, Any]) -> str:
    """What the first template that is there makes of the names in its context.

    Raises:
        ContentError: a template is faulty, or asks for words that are not there.
    """
    begin()
    try:
        return _handouts(paths.templates_dir()).select_template(list(names)).render(context)
    except ContentError:
        raise
    except Exception as error:  # a template is code: it may fail in any way
        raise ContentError([_fault(error, template_file(names))]) from error


def template_file(names: Sequence[str]) -> Path:
    """The first template that is there, else the one that was looked for first."""
    files = [paths.templates_dir() / name for name in names]
    return next((file for file in files if file.is_file()), files[0])


def _fault(error: Exception, template: Path) -> Problem:
    line = 0
    if isinstance(error, TemplateSyntaxError):
        template, line = Path(error.filename or template), error.lineno
    else:  # Jinja shows where in a template it was
        for frame in extract_tb(error.__traceback__):
            if frame.filename.endswith(".j2"):
                template, line = Path(frame.filename), frame.lineno or 0
    what = " ".join(f"{error}".split()) or type(error).__name__
    return Problem(
        template, line, f"a fault in this template ({what})", "undo the last change there"
    )

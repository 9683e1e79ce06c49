"""Jinja as all our templates are written for it."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

from jinja2 import BaseLoader, BytecodeCache, Environment, FileSystemBytecodeCache, StrictUndefined
from jinja2.bccache import Bucket


def environment(loader: BaseLoader) -> Environment:
    """What is filled in is escaped; a name that is not there is an error.

    Compiled templates are kept in the system's folder for temporary files, where only this user may
    read and write them: not among the outputs, as they are code.
    """
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )


class _Compiled(FileSystemBytecodeCache):
    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # it is compiled again next time
            super().dump_bytecode(bucket)


@lru_cache
def _compiled() -> BytecodeCache | None:
    try:
        return _Compiled()
    except (OSError, RuntimeError):  # no such folder, or somebody else's
        return None

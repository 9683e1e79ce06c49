"""Opens a folder of drafts: made if need be, one run at a time, given up when nothing is in it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from handouts.mail.private import FILE, PrivateFileError, blaming, make_folder
from handouts.mail.state import Folder
from handouts.storage.lock import only_one

STATE = ".state.sqlite"
LOCK = ".lock"
_OWN = (STATE, f"{STATE}-journal")
_TRIES = 100
_TABLES = """
begin;
create table if not exists drafts
    (stem text primary key, row integer, digest text, key text, run integer);
create table if not exists sent (key text primary key, state text);
create table if not exists seen (person blob primary key, number integer, whole blob, differs);
create table if not exists whose (stem text primary key, person blob);
create table if not exists list (digest blob);
commit;
"""
# In version 0.1 drafts of a list were named by their rows, and written down when they were there.
_FROM_EARLIER = """
begin;
insert or ignore into drafts
    select stem, case when stem glob '[0-9]*' then cast(stem as integer) end, digest, key, run
    from made;
drop table made;
commit;
"""


def is_ours(path: Path) -> bool:
    """Whether drafts may be put into a folder: it is new, empty, or has been made for them."""
    if not path.exists():
        return True
    return path.is_dir() and (
        (path / STATE).is_file() or all(each.name == LOCK for each in path.iterdir())
    )


@contextmanager
def opened(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Folder]:
    """The folder, made if need be; one run at a time.

    Args:
        waiting: called before it waits for another run to end, if it has to.

    Raises:
        PrivateFileError: it cannot be written.
    """
    file = path / STATE
    with _alone(path, waiting):
        ends = False
        with blaming(file):
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, FILE))
            file.chmod(FILE)
        try:
            with closing(sqlite3.connect(file, timeout=1)) as database:
                database.executescript(_TABLES)
                if database.execute("select 1 from sqlite_master where name = 'made'").fetchone():
                    database.executescript(_FROM_EARLIER)
                database.execute("pragma locking_mode = exclusive")
                database.execute("pragma synchronous = full")
                database.execute("pragma secure_delete = on")  # what is forgotten is overwritten
                folder = Folder(path, database)
                yield folder
                database.commit()
                ends = folder.ends
        except sqlite3.Error as error:
            ends = file.stat().st_size == 0  # there was no room to begin with
            raise PrivateFileError(file, str(error)) from error
        finally:
            if ends:
                with blaming(file):
                    for name in _OWN:
                        (path / name).unlink(missing_ok=True)


@contextmanager
def _alone(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keeps other runs out of the folder, and leaves no empty one."""
    lock = path / LOCK
    with ExitStack() as stack:
        for _ in range(_TRIES):
            make_folder(path)
            with blaming(lock), suppress(FileNotFoundError):  # another run gave the folder up
                stack.enter_context(only_one(lock, waiting))
                break
        else:
            raise PrivateFileError(lock, "the folder comes and goes")
        try:
            yield
        finally:
            with suppress(OSError):
                lock.unlink()
            with suppress(OSError):
                path.rmdir()  # only if it is empty

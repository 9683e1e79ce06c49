"""How a command ends: its exit code, and what it says when something is wrong."""

from __future__ import annotations

import os
import sys

from handouts.building.request import WrongUsage
from handouts.cli import output
from handouts.errors import ContentError
from handouts.storage.publishing import DistError

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2
EXPECTED = (ContentError, DistError, WrongUsage)
"""What a user can mend; anything else is a fault of the program."""


def report(error: Exception, *, as_json: bool) -> int:
    """Says what is wrong, for one of those expected; returns the exit code."""
    if isinstance(error, ContentError):
        output.print_problems(error.problems, as_json=as_json)
    elif isinstance(error, DistError):
        output.print_problems([error.problem], as_json=as_json)
    elif isinstance(error, WrongUsage):
        output.print_faults(error.faults, as_json=as_json)
        return WRONG_USAGE
    else:
        raise error
    return PROBLEMS


def not_printed(error: OSError) -> int:
    """What was to be printed could not be: nobody reads it, or there is no room for it.

    Leaves nothing for Python to flush, and complain about.  Any other error is raised again.
    """
    if error.filename is not None:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        print(f"met-handouts: cannot print ({error.strerror})", file=sys.stderr)
    return PROBLEMS

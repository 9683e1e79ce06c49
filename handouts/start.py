"""Where the program starts: a build that has nothing to do ends here, a plain one soon after."""

from __future__ import annotations

import sys

from handouts.incremental import quick


def main() -> int:
    """Runs the command line; see `handouts.cli.main` for what it returns."""
    arguments = sys.argv[1:]
    said = quick.unchanged(arguments)
    if said is not None:
        try:
            print(said)
            sys.stdout.flush()
        except (OSError, UnicodeError):
            pass  # what follows knows how to deal with that
        else:
            return 0
    from handouts.plain import build

    ended = build(arguments)
    if ended is not None:
        return ended
    from handouts.cli import main

    return main(arguments)

"""What a bundle starts: the desk, unless it is told otherwise."""

import multiprocessing
import sys

from handouts.cli.start import run

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if len(sys.argv) == 1:  # a double click
        sys.argv.append("desk")
    run()

"""`python -m handouts`: the same as `met-handouts`."""

from handouts.cli.start import run

if __name__ == "__main__":  # processes that help with a build import this file
    run()

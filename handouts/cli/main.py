"""The command line: which command it is, and how it ends."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from copy import copy
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from handouts import __version__
from handouts.cli import console, moved_options, output
from handouts.cli.console import Captured
from handouts.cli.options import build_request
from handouts.errors import ContentError, UsageError
from handouts.storage.swap import DistError

if TYPE_CHECKING:
    from handouts.building.request import BuildRequest
    from handouts.desk.remote_builds import Answer, Command

DONE, PROBLEMS, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
# The module of each; only that of what was typed is loaded.
_COMMANDS = {
    "build": "build",
    "why": "build",
    "approve": "approve",
    "withdraw": "approve",
    "review": "review",
    "patient": "patient",
    "poster": "poster",
    "email": "email_options",
    "web": "web",
    "figures": "figures",
    "check": "check",
    "list": "content_folder",
    "new-content": "content_folder",
    "whats-new": "whats_new",
    "translate": "translate",
    "desk": "desk",
    "serve": "desk",
}


def main(arguments: Sequence[str]) -> int:
    """Runs a command.

    Returns:
        0 done; 1 the content has problems or the outputs cannot be written; 2 wrong usage;
        130 interrupted.
    """
    console.never_fail_to_print()
    as_json = "--json" in arguments
    try:
        try:
            code = _run(arguments)
        except (ContentError, DistError, UsageError) as error:
            code = _report(error, as_json=as_json)
        sys.stdout.flush()
    except OSError as error:
        return _not_printed(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _run(arguments: Sequence[str]) -> int:
    options = _parsed(arguments)
    if options is None:
        return DONE
    is_good = options.run(options)
    return DONE if is_good else PROBLEMS


def _parsed(arguments: Sequence[str]) -> argparse.Namespace | None:
    """What was asked for; None if help was, or the version, and has been printed.

    Raises:
        UsageError: all that is wrong with it.
    """
    given = list(arguments)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help", "--version")):
        given.insert(0, "build")
    moved_options.refuse_command(given)
    known: dict[str, argparse.ArgumentParser] = {}
    typed = argparse.Namespace(typed=tuple(arguments), delegated=_delegated)
    try:
        options, unknown = _parser(given[0], known).parse_known_args(given, typed)
    except argparse.ArgumentError as error:
        raise UsageError([_fault(error, given[0], known)]) from error
    except SystemExit:
        return None
    if unknown:
        raise UsageError([_unknown(each, known[given[0]]) for each in unknown])
    return options


def _fault(
    error: argparse.ArgumentError, command: str, known: Mapping[str, object]
) -> tuple[str, str]:
    if error.argument_name == "COMMAND":
        return command, f"there is no such command; use one of: {', '.join(known)}"
    return error.argument_name or "met-handouts", error.message


def _unknown(argument: str, command: argparse.ArgumentParser) -> tuple[str, str]:
    name = argument.partition("=")[0]
    options = [each for each in command.format_usage().split() if each.startswith("[--")]
    near = get_close_matches(name, [each.strip("[]") for each in options], n=1)
    remedy = f"did you mean {near[0]}?" if near else f"see {command.prog} --help"
    return name, f"means nothing here; {remedy}"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError([(self.prog.removeprefix("met-handouts "), message)])


class _Command(_Parser):
    """Its words may stand before its options, between and after them.

    Only what is left over is read so: argparse would tell of missing options before missing words.
    """

    _is_within = False

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        found, unknown = super().parse_known_args(args, copy(namespace))
        if self._is_within or all(each.startswith("-") for each in unknown):
            return found, unknown
        self._is_within = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._is_within = False


def _parser(first: str, known: dict[str, argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """The command line that begins with a command, the whole of it if there is no such command.

    `known` gets the parser of each command by its name.
    """
    about = (
        "Printable handouts for clinics that teach the Muscle Energy Technique."
        " Without a command, builds them all."
    )
    whole = _Parser(prog="met-handouts", description=about, allow_abbrev=False, exit_on_error=False)
    whole.add_argument("--version", action="version", version=__version__)
    commands = whole.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_Command
    )

    def new(name: str, does: str) -> argparse.ArgumentParser:
        parser = commands.add_parser(
            name, help=does, description=does, allow_abbrev=False, exit_on_error=False
        )
        parser.set_defaults(command=name)
        known[name] = parser
        return parser

    modules = [_COMMANDS[first]] if first in _COMMANDS else dict.fromkeys(_COMMANDS.values())
    for module in modules:
        import_module(f"handouts.cli.{module}").add_to(new)
    return whole


def _delegated(command: Command, own: BuildRequest) -> Answer | None:
    """A build that was typed elsewhere, as the process that shows the page would do it."""
    from handouts.desk.asking import program
    from handouts.desk.remote_builds import Answer

    if (command.program, command.folder) != (program(), os.getcwd()):  # noqa: PTH109
        return None
    try:
        options = _parsed(command.arguments)
        request = build_request(options) if options and options.command == "build" else None
    except UsageError:  # told where it was typed
        return None
    if options is None or request is None:
        return None
    of_both = [(each.content.resolve(), each.out.resolve(), each.today) for each in (request, own)]
    if of_both[0] != of_both[1] or own.today != command.today:
        return None
    options.jobs = 1  # this process has threads, which do not outlive a fork
    out, err = Captured(command.columns), Captured(0)
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = DONE if options.run(options) else PROBLEMS
        except (ContentError, DistError, UsageError) as error:
            code = _report(error, as_json=options.as_json)
    return Answer(code, out.getvalue(), err.getvalue())


def _report(error: ContentError | DistError | UsageError, *, as_json: bool) -> int:
    """Says what is wrong; returns the exit code."""
    if isinstance(error, UsageError):
        output.print_faults(error.faults, as_json=as_json)
        return WRONG_USAGE
    problems = error.problems if isinstance(error, ContentError) else [error.problem]
    output.print_problems(problems, as_json=as_json)
    return PROBLEMS


def _not_printed(error: OSError) -> int:
    """What was to be printed could not be: nobody reads it, or there is no room for it.

    Leaves nothing for Python to flush, and complain about.  Any other error is raised again.
    """
    if error.filename is not None:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not isinstance(error, BrokenPipeError):
        print(f"met-handouts: cannot print ({error.strerror})", file=sys.stderr)
    return PROBLEMS

"""What the command `email` was asked for, and whether that makes sense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.building.request import BuildRequest, TypedDose
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.mail.sending import Clock
    from handouts.reading import Library


@dataclass(frozen=True)
class AskedEmail:
    """What `email` was asked for, each option as often as it was given.

    Attributes:
        asked: handout, pattern, language, edition and paper: at most one of each.
        dose: as typed.
        to: the patient's address, or none.
        name: the patient's name, or none.
        patients: a list of patients instead of one.
        encoding: of that list; None: as the list says itself.
        encrypt: lock each PDF with a password of its own.
        passwords: where those are written down; None shows them on the terminal.
        send: show what would be sent; `really` sends it.
        choose: picks a character of a password.
        clock: what sending is timed by.
    """

    asked: BuildRequest
    dose: TypedDose
    to: tuple[str, ...]
    name: tuple[str, ...]
    patients: Path | None
    encoding: str | None
    encrypt: bool
    passwords: Path | None
    send: bool
    really: bool
    choose: Callable[[str], str]
    clock: Clock


def handout_and_paper(
    given: AskedEmail, library: Library, out: Path, *, as_json: bool
) -> tuple[str, str]:
    """The handout and its paper.

    Raises:
        UsageError: all that does not make sense.
    """
    from handouts.design.papers import PAPERS
    from handouts.mail import opening
    from handouts.reading.mail_server import text_encoding

    chosen = given.asked.selection
    handouts = chosen.handouts or ("correction",)
    papers = chosen.papers or (library.clinic.paper or "a4",)
    faults = _repeated(given)
    for handout in handouts:
        found = (each.handouts.get(handout) for each in library.languages.values())
        if {each.front.format for each in found if each is not None} != {"handout"}:
            faults.append(("--handout", f"'{handout}' is no handout to read; see `list`"))
    if given.encoding is not None:
        try:
            text_encoding(given.encoding)
        except ValueError as error:
            faults.append(("--encoding", str(error)))
        if given.patients is None:
            faults.append(("--encoding", "is for --patients"))
    if papers[0] not in PAPERS:
        faults.append(("--paper", f"use one of: {', '.join(PAPERS)}"))
    if given.patients is not None and (given.to or given.name):
        option = "--to" if given.to else "--name"
        faults.append((option, "comes from the list; leave it out, or leave out --patients"))
    if given.really and not given.send:
        faults.append(("--yes", "is for --send"))
    if given.passwords is not None and not given.encrypt:
        faults.append(("--passwords", "is for --encrypt"))
    if given.passwords is not None and given.passwords.resolve().is_relative_to(out.resolve()):
        faults.append(("--passwords", "must not lie beside what they open; name another folder"))
    if given.encrypt and as_json and given.passwords is None:
        faults.append(("--json", "shows no passwords; write them into a file with --passwords"))
    if not opening.is_ours(out):
        faults.append(("--out", f"'{out}' holds other things; name a new folder"))
    if faults:
        raise UsageError(faults)
    return handouts[0], papers[0]


def _repeated(given: AskedEmail) -> list[tuple[str, str]]:
    """What is wrong with options that were given more than once."""
    chosen = given.asked.selection
    options = {
        "--handout": chosen.handouts,
        "--pattern": chosen.patterns,
        "--lang": chosen.langs,
        "--edition": chosen.editions,
        "--paper": chosen.papers,
        "--to": given.to,
        "--name": given.name,
    }
    several = {"--to": "; for several patients name a list of them with --patients"}
    return [
        (option, f"give one at most{several.get(option, '')}")
        for option, values in options.items()
        if len(values) > 1
    ]


def check_mail(library: Library) -> None:
    """
    Raises:
        ContentError: clinic.yaml does not say how to send.
    """
    from handouts.errors import ContentError, Problem

    clinic = library.clinic
    lacking = []
    if not clinic.mail.host:
        lacking.append(("there is no mail server to send through", "give 'host' under 'mail'"))
    if not (clinic.mail.sender or clinic.email):
        lacking.append(("there is no address to send from", "give 'sender' under 'mail'"))
    if lacking:
        raise ContentError([Problem(clinic.path, 0, what, remedy) for what, remedy in lacking])

"""Sending from the command line: a dry run, unless it is asked for twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.cli import console, output
from handouts.errors import UsageError
from handouts.mail.request import AskedEmail

if TYPE_CHECKING:
    from handouts.mail.batch import Tally
    from handouts.mail.state import Folder
    from handouts.reading import Library


def send(given: AskedEmail, library: Library, folder: Folder, tally: Tally) -> bool:
    """Sends this run's drafts, or says what would be sent.

    Raises:
        UsageError: nothing may be sent.
    """
    from handouts.mail import batch, connection, credentials, sending
    from handouts.mail.state import Sent

    mail = library.clinic.mail
    if tally.unapproved:
        fault = (
            "nobody has approved this handout, so it is not sent; see 'approvals' in clinic.yaml"
        )
        raise UsageError([("--send", fault)])
    if not given.really:
        waiting = sum(folder.sent(key) is Sent.NO for _, key in list(folder.drafts()))
        output.print_hint(
            f"{waiting} would be sent through {mail.host}, {folder.count() - waiting} were sent"
            " before; nothing is sent yet: add --yes to send them"
        )
        return True
    password = credentials.mail_password(mail) if mail.user else None
    if mail.user and password is None:
        fault = f"no password for {mail.user}; set {credentials.VARIABLE}, or use a keyring"
        raise UsageError([("--send", fault)])
    counts: dict[str, int] = {}
    try:
        with console.meter(folder.count()) as meter:
            outcomes = sending.send(batch.drafts(folder), folder, mail, password, given.clock)
            for each in outcomes:
                counts[each.state] = counts.get(each.state, 0) + 1
                if each.fault:
                    output.print_hint(f"{each.stem}: {each.state}: {each.fault}")
                meter.advance("")
    except connection.SendingError as error:
        raise UsageError([("--send", str(error))]) from error
    finally:
        said = ", ".join(f"{count} {state}" for state, count in counts.items())
        output.print_hint(said or "nothing was sent")
    return not counts.keys() - {"sent", "sent before"}

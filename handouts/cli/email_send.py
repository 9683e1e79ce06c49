"""Sending from the command line: a dry run, unless it is asked for twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from handouts.cli import console, output
from handouts.errors import UsageError
from handouts.mail.request import AskedEmail

if TYPE_CHECKING:
    from handouts.compose.approval import Status
    from handouts.mail.state import Folder
    from handouts.reading import Library


def send(
    given: AskedEmail, library: Library, folder: Folder, drafts: Mapping[tuple[str, str], Status]
) -> bool:
    """Sends this run's drafts, or says what would be sent.

    Args:
        drafts: why handouts of this run are not approved; then none of them is sent.

    Raises:
        UsageError: nothing may be sent.
    """
    from handouts.building.warnings import why_draft
    from handouts.mail import batch, connection, credentials, sending
    from handouts.mail.state import Sent

    mail = library.clinic.mail
    if drafts:
        raise UsageError(
            [
                (
                    "--send",
                    f"{handout} ({lang}) is a DRAFT, so it is not sent: {why_draft(status)};"
                    f" to approve it: met-handouts approve {handout} --lang {lang}",
                )
                for (lang, handout), status in drafts.items()
            ]
        )
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

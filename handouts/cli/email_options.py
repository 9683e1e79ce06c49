"""The options of the command `email`, and what comes from outside: the clock and chance."""

from __future__ import annotations

from pathlib import Path

from handouts.cli import options


def add_to(new: options.NewCommand) -> None:
    parser = new("email", "Drafts of emails with a handout in them, for one patient or for many.")
    add = parser.add_argument
    # What is given twice is told, so that nobody is left out who was named first.
    add("--handout", metavar="ID", action="append", help="Which one. (correction)")
    for name in ("pattern", "lang", "edition", "paper"):
        add(f"--{name}", metavar="ID", action="append", help="One; the list may say another.")
    add("--to", metavar="ADDRESS", action="append", help="The patient's email address.")
    add("--name", metavar="NAME", action="append", help="Printed behind 'Made for'.")
    options.add_dose(parser)
    add(
        "--patients",
        metavar="FILE",
        type=Path,
        help="A list, .xlsx or CSV; a draft for each row: email, name, pattern, dose, language.",
    )
    add("--encoding", metavar="NAME", help="Of a list in CSV; say it if you are asked.")
    add("--encrypt", action="store_true", help="Lock each PDF with a password of its own.")
    add(
        "--passwords",
        metavar="FILE",
        type=Path,
        help="Write passwords there, not on the terminal.",
    )
    add("--send", action="store_true", help="Say what would be sent; with --yes, send it.")
    add("--yes", action="store_true", help="Really send.")
    add("--forget", action="store_true", help="Remove the drafts in the folder.")
    options.add_out(parser, "email-drafts", "A folder for drafts alone.")
    options.add_content(parser)
    options.add_today(parser)
    options.add_json(parser)
    parser.set_defaults(run=_run)


def _run(given: options.Options) -> bool:
    import secrets
    import time
    from email.utils import format_datetime, localtime

    from handouts.cli import email, email_forget
    from handouts.mail.request import AskedEmail
    from handouts.mail.sending import Clock

    if given.forget:
        email_forget.forget(given.out, as_json=given.as_json)
        return True
    asked = AskedEmail(
        asked=options.build_request(given),
        dose=options.dose(given),
        to=tuple(given.to or ()),
        name=tuple(given.name or ()),
        patients=given.patients,
        encoding=given.encoding,
        encrypt=given.encrypt,
        passwords=given.passwords,
        send=given.send,
        really=given.yes,
        choose=secrets.choice,
        clock=Clock(time.monotonic, time.sleep, lambda: format_datetime(localtime())),
    )
    return email.email(asked, given.out, given.content, as_json=given.as_json)

"""The command `email`: drafts for one patient or for many, and sending them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handouts.approvals.given import keep
from handouts.building.request import checked
from handouts.cli import console, output
from handouts.cli.email_forget import waiting
from handouts.cli.email_send import send
from handouts.errors import UsageError
from handouts.mail.request import AskedEmail, check_mail, handout_and_paper

if TYPE_CHECKING:
    from handouts.errors import Problem
    from handouts.mail.batch import Refusal, Tally
    from handouts.mail.maker import Maker
    from handouts.mail.patients import Table
    from handouts.mail.recipient import Defaults, Recipient
    from handouts.mail.state import Folder
    from handouts.reading import Library

SHOWN = 20
"""How many refused rows are shown; the file beside the drafts has all."""


def email(given: AskedEmail, out: Path, content: Path, *, as_json: bool) -> bool:
    """Makes drafts, sends them if asked to, and prints what came of it.

    Returns whether every row was good and every message went out.

    Raises:
        ContentError: problems in the content or the list.
        DistError: a file could not be written.
        UsageError: the options do not make sense.
    """
    from handouts.mail import opening
    from handouts.mail.maker import Maker
    from handouts.mail.recipient import Defaults
    from handouts.reading import load_library

    library = load_library(content, also=given.asked.selection.langs)
    dose, today = checked(given.asked, library, given.dose)
    handout, paper = handout_and_paper(given, library, out, as_json=as_json)
    if given.send:
        check_mail(library)
    maker = Maker(library, handout, paper, today, locked=given.encrypt)
    chosen = given.asked.selection
    sources = (each.handouts.get(handout) for each in library.languages.values())
    source = next(each for each in sources if each is not None)
    defaults = Defaults(
        per_pattern=source.front.per_pattern,
        pattern=next(iter(chosen.patterns), ""),
        lang=next(iter(chosen.langs), library.usual_language),
        edition=next(iter(chosen.editions), "standard"),
        dose=dose,
        addressed=given.send or given.patients is not None,
    )
    if given.patients is None:
        with opening.opened(out, waiting) as folder:
            return _single(given, library, maker, defaults, folder, as_json=as_json)
    table = _table(given, given.patients, library)
    with opening.opened(out, waiting) as folder:
        return _many(given, table, library, maker, defaults, folder, as_json=as_json)


def _password(given: AskedEmail) -> str:
    """A new one, if the PDF is to be locked."""
    if not given.encrypt:
        return ""
    from handouts.mail import encryption

    return encryption.password(given.choose)


def _tell(given: AskedEmail, to: Recipient, whose: str, password: str) -> None:
    """Gives a password to the sender, before the file it opens is there."""
    if not password:
        return
    from handouts.mail import private

    if given.passwords is not None:
        private.append(given.passwords, "\t".join(filter(None, (whose, to.address, password))))
    else:
        output.print_line(f"{whose}: the password is {password}")


def _single(
    given: AskedEmail,
    library: Library,
    maker: Maker,
    defaults: Defaults,
    folder: Folder,
    *,
    as_json: bool,
) -> bool:
    from handouts.errors import ContentError, Problem
    from handouts.mail import batch, draft_files
    from handouts.mail.maker import TooLarge
    from handouts.mail.recipient import Refused, recipient

    cells = {"email": "".join(given.to), "name": "".join(given.name)}
    options = {"email": "--to", "language": "--lang"}
    handout = next(iter(given.asked.selection.handouts), "correction")
    try:
        to = recipient(cells, defaults, library)
        # Whoever is named by it must not be told of in a file's name.
        plain = not (to.name or to.address or given.encrypt) and to.pattern is not None
        stem = f"{handout}-{to.pattern.id}" if plain and to.pattern else handout
        stem = folder.stem_for(stem, batch.digest(*to.person))
        password = _password(given)
        draft = maker.draft(to, password)
        _tell(given, to, stem, password)
    except Refused as error:
        faults = [(options.get(name, f"--{name}"), fault) for name, fault in error.faults]
        raise UsageError(faults) from error
    except TooLarge as error:
        remedy = "raise 'mail.limit_kb', or leave pictures out of the handout"
        raise ContentError([Problem(library.clinic.path, 0, str(error), remedy)]) from error
    batch.keep(folder, stem, draft, maker.digest(to))
    tally = batch.Tally(made=1, unapproved=int(maker.is_draft(to)))
    _warn(given, library, maker, tally, named=bool(to.name))
    parts = (draft.html, draft.text, draft.pdf, draft.eml)
    sizes = dict(zip(draft_files.ENDINGS, parts, strict=True))
    if as_json:
        rows = [{"path": f"{stem}{end}", "bytes": len(data)} for end, data in sizes.items()]
        output.print_json({"ok": True, "out": str(folder.path), "files": rows})
    else:
        console.print_table(
            ("file", "size#"),
            [(f"{stem}{end}", f"{len(data) / 1000:.0f} kB") for end, data in sizes.items()],
        )
        output.print_line(f"{folder.path}: open {stem}.eml in your mail program")
    return not given.send or send(given, library, folder, maker.drafts)


def _table(given: AskedEmail, path: Path, library: Library) -> Table:
    """The list of patients.

    Raises:
        ContentError: it cannot be read, or it is in doubt what it says.
    """
    from handouts.mail.patients import read_table

    langs = given.asked.selection.langs or tuple(library.languages)
    table = read_table(path, given.encoding, library.clinic.mail.list_encoding, langs)
    if table.encoding and not table.encoding.startswith("utf") and given.encoding is None:
        output.print_hint(
            f"the list is read as {table.encoding}; if names come out wrong, use --encoding"
        )
    if table.ignored:
        output.print_hint(f"columns that mean nothing here: {', '.join(table.ignored)}")
    return table


def _many(
    given: AskedEmail,
    table: Table,
    library: Library,
    maker: Maker,
    defaults: Defaults,
    folder: Folder,
    *,
    as_json: bool,
) -> bool:
    from handouts.mail import batch

    assert given.patients is not None
    of_list = batch.digest(str(given.patients.absolute()), maker.handout)
    if folder.has_waiting_of_another_list(of_list):
        fault = (
            f"'{folder.path}' has drafts of another list that were not sent from here;"
            " remove them with --forget, or name another folder"
        )
        raise UsageError([("--out", fault)])
    folder.is_for_list(of_list)
    report = batch.Report(folder.path, SHOWN)
    count = batch.survey(table, defaults, library, folder)
    with console.meter(count) as meter:
        tally = batch.make(
            table,
            defaults,
            library,
            maker,
            folder,
            password=lambda: _password(given),
            tell=lambda to, number, password: _tell(given, to, f"row {number}", password),
            refuse=report,
            on_row=lambda: meter.advance(""),
        )
    _warn(given, library, maker, tally, named="name" in table.columns)
    if as_json:
        counts = {key: getattr(tally, key) for key in ("made", "unchanged", "removed", "refused")}
        faults = [
            {"row": each.number, "column": each.column, "what": each.fault} for each in report.shown
        ]
        output.print_json(
            {"ok": not tally.refused, "out": str(folder.path), **counts, "faults": faults}
        )
    else:
        output.print_problems(
            [_problem(given.patients, each) for each in report.shown],
            as_json=False,
        )
        output.print_line(
            f"{folder.path}: {tally.made} made, {tally.unchanged} unchanged,"
            f" {tally.removed} removed, {tally.refused} rows refused"
        )
        if tally.refused:
            output.print_line(f"all that is wrong with the rows: {report.path}")
    if not tally.refused:
        return not given.send or send(given, library, folder, maker.drafts)
    if given.send:
        output.print_hint("nothing is sent before every row is right: mend or remove those rows")
    return False


def _problem(path: Path, refusal: Refusal) -> Problem:
    """A refused row at its place in the file."""
    from handouts.errors import Problem

    where = f"row {refusal.number}" + (f", column '{refusal.column}'" if refusal.column else "")
    what, _, remedy = refusal.fault.partition("; ")
    return Problem(path, refusal.line, f"{where} {what}", remedy or "correct the row")


def _warn(given: AskedEmail, library: Library, maker: Maker, tally: Tally, *, named: bool) -> None:
    """What a sender should know; nothing of it names anyone."""
    if tally.unapproved:
        output.print_hint(
            f"this handout is not approved: {tally.unapproved} of these drafts are marked"
            " DRAFT, not to be given to patients"
        )
        output.print_drafts(maker.drafts)
        output.print_unkept(keep(library.root, maker.draft_words))
    if named and not given.encrypt:
        output.print_hint(
            "these drafts carry a name: anyone who sees the email can read it;"
            " --encrypt locks the PDF and keeps the email free of it"
        )
    if not (library.clinic.mail.sender or library.clinic.email):
        output.print_hint("drafts have no sender; give the clinic's 'email' in clinic.yaml")
    output.print_left_out({maker.handout: maker.left_out})

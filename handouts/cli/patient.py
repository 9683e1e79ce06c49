"""The command `patient`: one PDF for one visit, shown, printed or kept, and left nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli import options, output
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.patient import PatientPdf, PatientRequest
    from handouts.render.imposition.spreads import Imposition


def add_to(new: options.NewCommand) -> None:
    parser = new(
        "patient", "One PDF with all that one patient needs: the exercises, the card and the log."
    )
    add = parser.add_argument
    add("--pattern", metavar="ID", action=options.Once, help="The patient's: left-backward, or…")
    add(
        "--give",
        metavar="ID,ID",
        action="append",
        help="Which handouts, in order. (default: correction,card,log)",
    )
    usual = "(default: standard; of two pages on a side, large-print)"
    add("--edition", metavar="ID", action=options.Once, help=usual)
    add("--paper", metavar="ID", action=options.Once, help="(default: the clinic's, else a4)")
    add("--lang", metavar="ID", action=options.Once, help="(default: the first in clinic.yaml)")
    add("--name", metavar="NAME", action=options.Once, help="Printed behind 'Made for'.")
    options.add_dose(parser)
    add("--no-usual-dose", action="store_true", help="Leave blank what is not given here.")
    add("--booklet", action="store_true", help="Two pages on a side, to fold in the middle.")
    add(
        "--n-up",
        metavar="1|2",
        type=options.number(int, 1, 2),
        default=1,
        help="Pages on a side of a sheet. (%(default)s)",
    )
    options.add_flat(parser)
    options.add_pdf(parser)
    add("--open", dest="show", action="store_true", help="Show it, then remove it.")
    add("--print", dest="to_printer", action="store_true", help="Print it, and keep nothing.")
    add("--out", metavar="FILE.pdf", type=Path, action=options.Once, help="Keep it, for you alone.")
    options.add_content(parser)
    options.add_today(parser)
    options.add_json(parser)
    parser.set_defaults(run=_patient)


def _patient(given: options.Options) -> bool:
    """Makes the PDF, says what is in it, and hands it over.

    Raises:
        ContentError: problems in the content; nothing is written.
        DistError: the file could not be written.
        UsageError: the options do not make sense, or there is nothing to show or print it.
    """
    from handouts.approvals.given import keep
    from handouts.cli import handing_over
    from handouts.patient import patient_pdf
    from handouts.reading import load_library

    handing_over.remove_shown()
    faults = _faults(given)
    library = load_library(given.content, also=[given.lang or ""])
    try:
        made = patient_pdf(library, _request(given))
    except UsageError as error:
        raise UsageError([*error.faults, *faults]) from error
    if faults:
        raise UsageError(faults)
    replaced = given.out is not None and given.out.exists()
    if given.out is not None:
        handing_over.keep(given.out, made.data)
    unkept = keep(library.root, made.draft_words)
    _tell(made, given, replaced=replaced)
    output.print_unkept(unkept)
    if given.to_printer:
        handing_over.send_to_printer(made.data, folded=given.booklet)
        output.print_hint("it is with the printer")
    if given.show and given.out is not None:
        handing_over.show(given.out)
    elif given.show:
        handing_over.show_for_a_while(made.data)
    return True


def _faults(given: options.Options) -> list[tuple[str, str]]:
    """What is wrong with where it is to go."""
    from handouts.cli import handing_over

    faults = []
    if not (given.show or given.to_printer or given.out):
        fault = "say where it goes: --open shows it, --print prints it, --out FILE.pdf keeps it"
        faults.append(("patient", fault))
    if given.booklet and given.n_up == 2:
        faults.append(("--n-up", "a booklet has two pages on a side; leave it out"))
    if given.out is not None and (fault := handing_over.why_not_kept(given.out)):
        faults.append(("--out", fault))
    if given.to_printer and handing_over.printing_program() is None:
        fault = "this computer has no lp or lpr to print with; use --open, and print from there"
        faults.append(("--print", fault))
    return faults


def _request(given: options.Options) -> PatientRequest:
    from handouts.patient import PatientRequest

    return PatientRequest(
        today=options.today(given),
        pattern=given.pattern or "",
        give=tuple(given.give or ()),
        edition=given.edition,
        paper=given.paper or "",
        lang=given.lang or "",
        name=given.name or "",
        dose=options.dose(given),
        usual_dose=not given.no_usual_dose,
        imposition=_imposition(given),
        flat=given.flat,
        pdf=given.pdf,
    )


def _imposition(given: options.Options) -> Imposition:
    from handouts.render.imposition.spreads import Imposition

    if given.booklet:
        return Imposition.BOOKLET
    return Imposition.TWO_UP if given.n_up == 2 else Imposition.SINGLE


def _tell(made: PatientPdf, given: options.Options, *, replaced: bool) -> None:
    """Says what is in it and what should be known; nothing of it names anyone."""
    if given.as_json:
        rows = {
            "ok": True,
            "out": str(given.out) if given.out else None,
            "title": made.title,
            "handouts": list(made.handouts),
            "pages": made.pages,
            "drafts": [handout for _, handout in made.drafts],
            "replaced": replaced,
        }
        output.print_json(rows)
    else:
        pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
        output.print_line(f"{made.title}: {', '.join(made.handouts)}; {pages}", now=True)
        if given.out:
            what = "replaced what this command had made before" if replaced else "written"
            output.print_line(f"{given.out}: {what}; only you can read it", now=True)
    output.print_drafts(made.drafts)
    output.print_left_out({given.out.name if given.out else "this PDF": made.left_out})
    if given.booklet:
        output.print_hint("print booklets on both sides, turned on the short edge, and fold them")
    if (given.booklet or given.n_up == 2) and made.edition != "large-print":
        output.print_hint(
            "two pages on a sheet make the type smaller than 12 pt; with --edition large-print it"
            " stays above"
        )

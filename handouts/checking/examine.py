"""One file through every check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handouts.checking import legible_text, metadata, rules, sheets
from handouts.checking.finding import Facts, Finding, Level, Report, Spoken
from handouts.checking.optional_packages import load, quiet
from handouts.checking.page_images import see
from handouts.checking.painted_text import Font, Piece, pieces
from handouts.checking.pdf_file import UnreadableError, opened


def check(path: Path) -> Report:
    """Everything there is to say about a file; one that cannot be read is an error of its own."""
    try:
        with opened(path) as document:
            painted = [pieces(page) for page in document]
            findings, facts = _looked_at(document, path, painted)
    except UnreadableError as error:
        return Report(path, (Finding(Level.ERROR, "file", error.what, error.remedy),))
    more, reading = _structure(path, painted)
    findings += [*more, *rules.pdfua(path), *rules.outloud(path, painted, reading)]
    order = list(Level)
    findings.sort(key=lambda each: (order.index(each.level), each.page or 0))
    return Report(path, tuple(findings), facts, reading)


def _looked_at(
    document: Any, path: Path, painted: list[list[Piece]]
) -> tuple[list[Finding], Facts]:
    """What shows on the pages."""
    said = metadata.says(document, path)
    findings = list(metadata.properties(said))
    fonts: set[Font] = set()
    contrasts: list[float] = []
    margins: list[float] = []
    for number, found in enumerate(painted, start=1):
        page, seen = document[number - 1], see(document, number - 1)
        fonts.update(piece.font for piece in found if piece.box)
        findings += sheets.boxes(page, number)
        findings += sheets.margins(page, seen, number, found)
        findings += legible_text.small_type(found, number)
        legible = list(legible_text.legibility(found, seen))
        findings += legible_text.faint(legible, number)
        contrasts += [each.ratio for each in legible]
        margins += [margin for margin in [seen.margin()] if margin is not None]
    findings += legible_text.fonts(fonts)
    sizes = [piece.size for found in painted for piece in found if piece.box]
    facts = Facts(
        title=said.title,
        lang=said.lang,
        pages=len(painted),
        papers=tuple(sheets.size(page) for page in document),
        smallest=min(sizes, default=None),
        contrast=min(contrasts, default=None),
        margin=sheets.in_mm(min(margins)) if margins else None,
        fonts=tuple(sorted({font.name for font in fonts})),
    )
    return findings, facts


def _structure(path: Path, painted: list[list[Piece]]) -> tuple[list[Finding], tuple[Spoken, ...]]:
    """What is behind the pages, where pikepdf is there to read it."""
    pikepdf = load("pikepdf")
    if pikepdf is None:
        return [], ()
    from handouts.checking import font_embedding, reading_order

    texts: dict[tuple[int, int], str] = {}
    for number, found in enumerate(painted):
        for piece in found:
            if piece.mcid is not None:
                texts[number, piece.mcid] = texts.get((number, piece.mcid), "") + piece.text
    findings: list[Finding] = []
    steps: tuple[Spoken, ...] = ()
    try:
        with quiet(), pikepdf.open(path) as pdf:
            findings += metadata.standards(pdf)
            findings += font_embedding.findings(pdf)
            steps = reading_order.read(pdf, texts)
            findings += reading_order.findings(steps)
    except reading_order.UnreadableTreeError:
        what = "the structure tree cannot be followed"
        findings.append(Finding(Level.ERROR, "reading", what, "make the file again"))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        what = f"the file's structure is damaged ({' '.join(str(error).split())})"
        findings.append(Finding(Level.ERROR, "reading", what, "make the file again"))
    return findings, steps

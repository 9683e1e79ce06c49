"""The review of all words as a PDF: tagged and set by the engine that sets the handouts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from handouts.compose.markup import nodes, parse
from handouts.design.papers import PAPERS
from handouts.document import Document, Figure, Group
from handouts.pattern import Side
from handouts.render.pdf import render_pdf

_TITLE = "Review of handouts"
_ROWS = 22
"""Lines to a page at most: each part of a document begins one."""


def review_pdf(report: Mapping[str, Any], clinic: str, paper: str) -> bytes:
    """
    Args:
        report: what `review --json` prints.
        clinic: its name; empty if it has none.
        paper: a key of `PAPERS`.
    """
    markup = _article(report)
    parts = nodes(parse(markup), _no_figure)
    document = Document(
        id="review",
        format="handout",
        lang="en",
        title=f"{_TITLE} on {report['today']}",
        subject="",
        author=clinic,
        keywords=("review", "approval"),
        max_pages=len(parts),
        draft="",
        footer=tuple(filter(None, (f"{_TITLE}, {report['today']}", clinic))),
        page_label="Page {page} of {pages}",
        children=tuple(each for each in parts if isinstance(each, Group)),
        markup=markup,
        letters=tuple((side, side.value[0].upper()) for side in Side),
        blank="blank",
        source=Path(),
        sections=((),) * len(parts),
    )
    return render_pdf(document, PAPERS[paper]).data


def _no_figure(name: str, _of: str, _style: str) -> Figure:
    raise LookupError(name)


def _article(report: Mapping[str, Any]) -> Markup:
    lines = [*_due(report), *_handouts(report), *_records(report)]
    pages = [lines[at : at + _ROWS] for at in range(0, len(lines), _ROWS)]
    parts = Markup("").join(_page(page, is_first=not number) for number, page in enumerate(pages))
    return Markup('<article lang="en">{}</article>').format(parts)


def _page(lines: list[tuple[str, Markup]], *, is_first: bool) -> Markup:
    """Lines below their headings; one that goes on from the page before is said again."""
    title = Markup("<h1>{}</h1>").format(_TITLE) if is_first else Markup("")
    groups: list[tuple[str, list[Markup]]] = []
    for heading, line in lines:
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(line)
    body = Markup("").join(
        Markup('<section class="flow"><h2>{}</h2><ul>{}</ul></section>').format(
            heading, Markup("").join(Markup("<li>{}</li>").format(each) for each in found)
        )
        for heading, found in groups
    )
    return Markup('<section class="page">{}{}</section>').format(title, body)


def _due(report: Mapping[str, Any]) -> Iterator[tuple[str, Markup]]:
    heading = f"What is due on {report['today']}"
    for each in report["problems"]:
        yield heading, Markup("<strong>{what}</strong>: {remedy}").format(**each)
    for each in report["overdue"]:
        said = Markup("{handout} ({lang}): <strong>the review was due on {review_by}</strong>")
        yield heading, said.format(**each)
    for each in report["due_within_30_days"]:
        yield heading, Markup("{handout} ({lang}): to be read again by {review_by}").format(**each)
    if not (report["problems"] or report["overdue"] or report["due_within_30_days"]):
        yield heading, Markup("Nothing within 30 days.")


def _handouts(report: Mapping[str, Any]) -> Iterator[tuple[str, Markup]]:
    for each in report["handouts"]:
        by = each["approval"]
        state = (
            Markup("approved") if each["status"] == "approved" else Markup("<strong>DRAFT</strong>")
        )
        who = f"; by {by['name']}, {by['role']}, {by['day']}" if by else ""
        until = f", review by {by['review_by']}" if by and by["review_by"] else ""
        yield (
            "All handouts",
            Markup("<strong>{handout}</strong> ({lang}), words {words}: {}{}{}").format(
                state, who, until, **each
            ),
        )


def _records(report: Mapping[str, Any]) -> Iterator[tuple[str, Markup]]:
    for each in report["records"]:
        done = "approved" if each["action"] == "approve" else "approval withdrawn"
        yield (
            "All records",
            Markup("{day}: {handout} ({lang}), words {words}: {} by {name}, {role}").format(
                done, **each
            ),
        )
    if not report["records"]:
        yield "All records", Markup("There are none.")
    yield "All records", Markup("{}").format(report["names"])

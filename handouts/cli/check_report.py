"""Reports for a person and for a machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from handouts.checking.finding import Finding, Level, Report, Spoken
from handouts.cli import console, output
from handouts.storage.paths import shown_path


def as_table(reports: Sequence[Report]) -> None:
    """Prints what was measured, then each finding on a line of its own."""
    console.print_table(
        ("file", "pages#", "paper", "type#", "contrast#", "margin#", "errors#", "warnings#"),
        [_row(report) for report in reports],
    )
    for report in reports:
        for finding in report.findings:
            if finding.level is not Level.NOTE:
                output.print_line(_line(report, finding))


def as_reading(reports: Sequence[Report]) -> None:
    """Prints the reading order of each file as an outline."""
    for report in reports:
        output.print_line(str(shown_path(report.path)))
        for step in report.reading:
            output.print_line(f"{'  ' * (step.depth + 1)}{_said(step)}")
        for finding in report.findings:
            if finding.level is Level.ERROR and finding.source in ("file", "reading"):
                output.print_line(_line(report, finding))


def as_json(reports: Sequence[Report], missing: Sequence[str], *, reading: bool) -> None:
    """Prints everything as one JSON value."""
    ok = not any(report.count(Level.ERROR) for report in reports)
    files = [dict(_entries(report, reading=reading)) for report in reports]
    output.print_json({"ok": ok, "not_installed": list(missing), "files": files})


def _row(report: Report) -> tuple[str, ...]:
    facts = report.facts
    counts = (str(report.count(Level.ERROR)), str(report.count(Level.WARNING)))
    name = str(shown_path(report.path))
    if facts is None:
        return (name, "", "", "", "", "", *counts)
    return (
        name,
        str(facts.pages),
        ", ".join(dict.fromkeys(facts.papers)),
        "" if facts.smallest is None else f"{facts.smallest:.1f} pt",
        "" if facts.contrast is None else f"{facts.contrast:.1f}:1",
        "" if facts.margin is None else f"{facts.margin:.0f} mm",
        *counts,
    )


def _line(report: Report, finding: Finding) -> str:
    """`file: page: level: what; remedy (source rule)`."""
    page = "" if finding.page is None else f"page {finding.page}: "
    remedy = f"; {finding.remedy.rstrip('.')}" if finding.remedy else ""
    by = " ".join(part for part in (finding.source, finding.rule) if part)
    name = shown_path(report.path)
    return f"{name}: {page}{finding.level.value}: {finding.what.rstrip('.')}{remedy} ({by})"


def _said(step: Spoken) -> str:
    tip = f"{step.tip} [{step.value}]" if step.tip else ""
    alt = f"({step.alt})" if step.alt else ""
    words = " ".join(part for part in (step.text, alt, tip) if part)
    return f"{step.role}: {words}" if words else step.role


def _entries(report: Report, *, reading: bool) -> Iterator[tuple[str, Any]]:
    yield "path", str(shown_path(report.path))
    facts = report.facts
    if facts is not None:
        yield "title", facts.title
        yield "lang", facts.lang
        yield "pages", facts.pages
        yield "papers", list(facts.papers)
        yield "smallest_type_pt", _rounded(facts.smallest)
        yield "least_contrast", _rounded(facts.contrast)
        yield "least_margin_mm", _rounded(facts.margin)
        yield "fonts", list(facts.fonts)
    yield "findings", [_finding(finding) for finding in report.findings]
    if reading:
        yield "reading", [_step(step) for step in report.reading]


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level.value,
        "source": finding.source,
        "rule": finding.rule,
        "page": finding.page,
        "what": finding.what,
        "remedy": finding.remedy,
    }


def _step(step: Spoken) -> dict[str, Any]:
    """A step without what is empty."""
    told = {
        "depth": step.depth,
        "role": step.role,
        "text": step.text,
        "alt": step.alt,
        "tip": step.tip,
        "value": step.value,
        "page": step.page,
    }
    return {name: value for name, value in told.items() if value not in ("", None)}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 2)

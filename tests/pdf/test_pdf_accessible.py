"""Finished PDFs before accessibility checkers that know nothing of this project, and metadata."""

from __future__ import annotations

import itertools
from io import BytesIO
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from handout_help import Made
from tagged_pdf import Node


@pytest.mark.sweep  # `check` asks both too, of the same files
def test_pdfua_finds_nothing(made: Made, tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(made.pdf)
    report = pdfua.validate(str(tmp_path / "one.pdf"))
    assert [f"{found.rule_id}: {found.message}" for found in report.findings] == []


@pytest.mark.sweep  # `check` asks both too, of the same files
def test_outloud_finds_nothing_wrong(made: Made, tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(made.pdf)
    result = outloud.check(str(tmp_path / "one.pdf"))
    assert result.error is None
    footers = " ".join(text for _, kind, text in made.reading.artifacts if "Footer" in kind)
    wrong = [
        found
        for found in result.findings
        # The checker takes a footer for lost prose where no second page repeats it ...
        if not (found.rule == "TAG-002" and within(found.evidence or "", footers))
        # ... and cells that hold nothing but form fields for empty ones.
        and found.rule not in ("TBL-012", "TBL-014")
    ]
    assert wrong == []


def within(line: str, text: str) -> bool:
    return all(word in text for word in line.split())


def test_metadata(made: Made) -> None:
    document = made.document
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert str(pdf.Root.Lang) == document.lang
        assert str(pdf.docinfo["/Title"]) == document.title
        assert str(pdf.docinfo.get("/Subject", "")) == document.subject
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as xmp:
            assert xmp["dc:title"] == document.title
            assert list(xmp["dc:language"]) == [document.lang]
            assert xmp["pdfuaid:part"] == "1"


def test_every_field_has_a_tip_and_a_name_of_its_own(made: Made) -> None:
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        names = [str(field.T) for field in fields]
        tips = [str(field.TU) for field in fields]
        assert len(set(names)) == len(names)
        assert all(tips)
        assert len(set(tips)) == len(tips)  # read aloud, each can be told from the others


def test_headings_start_at_one_and_skip_no_level(made: Made) -> None:
    levels = [int(node.role[1]) for node in _headings(made)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for above, below in itertools.pairwise(levels):
        assert below <= above + 1


def _headings(made: Made) -> list[Node]:
    found: list[Node] = []

    def walk(node: Node) -> None:
        if node.role in ("H1", "H2", "H3", "H4"):
            found.append(node)
        for child in node.children:
            walk(child)

    walk(made.reading.document)
    return found


def test_nothing_runs_by_itself(made: Made) -> None:
    """No scripts, attachments or links to files: safe to send by email."""
    with pikepdf.open(BytesIO(made.pdf)) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert len(pdf.attachments) == 0

"""The sample page set by other programs, which are told all that can be told before."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import handout
import sample

from handouts.design.fonts import ATKINSON
from handouts.document import Document

Maker = Callable[[int], bytes]
"""Makes the PDF of the sample with the values of that number."""


def installed() -> dict[str, Callable[[tuple[str, str]], Maker]]:
    """The other programs that are there, by name; each is given the figures' SVGs."""
    programs = {"typst": typst, "weasyprint": weasyprint}
    return {name: maker for name, maker in programs.items() if find_spec(name)}


def typst(svgs: tuple[str, str]) -> Maker:
    """The sample; one compiler for all documents, as a program that runs on would have it."""
    folder = Path(tempfile.mkdtemp(prefix="sample-"))
    for number, svg in enumerate(svgs):
        (folder / f"figure-{number}.svg").write_text(svg, encoding="utf-8")
    source = folder / "sample.typ"
    source.write_text(sample.typst(), encoding="utf-8")
    return _typst(
        source,
        lambda number: {f"v{place}": value for place, value in enumerate(sample.values(number))},
    )


def typst_handout(document: Document) -> Maker:
    """A handout, likewise."""
    folder = Path(tempfile.mkdtemp(prefix="handout-"))
    return _typst(handout.write_typst(document, folder), handout.values)


def _typst(source: Path, values: Callable[[int], dict[str, str]]) -> Maker:
    import typst as program

    compiler = program.Compiler(source, font_paths=[ATKINSON.path().parent])

    def make(number: int) -> bytes:
        given = values(number)
        made = compiler.compile(format="pdf", sys_inputs=given, pdf_standards=["ua-1", "a-2a"])
        assert isinstance(made, bytes)
        return made

    return make


def weasyprint(svgs: tuple[str, str]) -> Maker:
    """WeasyPrint keeps nothing between documents but fonts."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()

    def make(number: int) -> bytes:
        html = HTML(string=sample.html(svgs, number))
        made = html.write_pdf(pdf_variant="pdf/ua-1", pdf_forms=True, font_config=fonts)
        assert isinstance(made, bytes)
        return made

    return make

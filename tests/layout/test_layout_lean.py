"""What an ordinary handout is rendered without: it is there for others, and takes long to load."""

from __future__ import annotations

import subprocess
import sys

RENDER = """
import sys
from pathlib import Path
from handouts.document import Document, Group, Heading, Paragraph, Run
from handouts.render.pdf import render_pdf
from handouts.design.papers import PAPERS

flow = Group("flow", (Heading(1, (Run("Title"),)), Paragraph((Run("Some words."),))))
document = Document(
    id="sample", format="handout", lang="en", title="Title", subject="", author="", keywords=(),
    max_pages=1, draft="", footer=("Sample",), page_label="{page} of {pages}",
    children=(Group("page", (flow,)),), markup="", letters=(), blank="blank", source=Path("sample"),
    sections=(),
)
assert render_pdf(document, PAPERS["a4"]).pages == 1
print(*sys.modules)
"""
UNUSED = (
    "PIL.TiffTags",  # the first thing that Pillow's pictures load
    "reportlab.platypus",
    "reportlab.graphics",
    "tinycss2",
    "fontTools",
    "segno",
    "svgwrite",
    "pikepdf",
    "handouts.render.imposition.cards",
    "handouts.render.imposition.tiles",
    "handouts.layout.picture_blocks",
)


def test_an_ordinary_handout_needs_little() -> None:
    done = subprocess.run(
        [sys.executable, "-c", RENDER], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "reportlab.pdfgen.canvas" in loaded
    assert loaded.isdisjoint(UNUSED)

"""Documents drawn on tagged and untagged canvases."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from untagged import UntaggedCanvas

from handouts.tagged import Metadata, TaggedCanvas

Draw = Callable[[Any], None]
METADATA = Metadata(
    title="Exercises & “questions”",
    lang="en-GB",
    author="A <clinic>",
    subject="What to do",
    keywords=("back", "pelvis"),
    creator="tests",
)
PAGE = (400.0, 500.0)


def pdf_of(draw: Draw, kind: type[TaggedCanvas] | type[UntaggedCanvas] = TaggedCanvas) -> bytes:
    """The document that `draw` draws on a canvas of that kind."""
    file = BytesIO()
    canvas = kind(file, metadata=METADATA, pagesize=PAGE, form_font="Text")
    canvas.setFont("Text", 12)
    draw(canvas)
    canvas.save()
    return file.getvalue()

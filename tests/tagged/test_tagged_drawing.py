"""What is drawn looks as ReportLab draws it, and operators are used again only where they fit."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import inf, nan
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from tagged_documents import PAGE, pdf_of

from handouts.tagged import Form, TaggedCanvas, UntaggedContentError

SQUARE = b"0 0 10 10 re f"
IDENTITY = (1, 0, 0, 1, 0, 0)
States = tuple[tuple[str, str], ...]
OPAQUE: States = ()
SOLID: States = (("o", "/ca 1"),)
FAINT: States = (("o", "/ca 0.5"),)


def pixels(pdf: bytes) -> Any:
    return pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_numpy()


def ink(pdf: bytes, x: int, y: int, width: int, height: int) -> float:
    """How dark a rectangle of the page is, from 0 to 1."""
    top = int(PAGE[1]) - y - height
    return float(1 - pixels(pdf)[top : top + height, x : x + width].mean() / 255)


# --- operators -----------------------------------------------------------------------------------


def drawn_twice(
    one: tuple[Any, ...], other: tuple[Any, ...], code: bytes = SQUARE
) -> Callable[[TaggedCanvas], None]:
    """The same operators, the second time a hundred points to the right."""

    def draw(canvas: TaggedCanvas) -> None:
        canvas.draw_form(Form(code, *one))
        canvas.translate(100, 0)
        canvas.draw_form(Form(code, *other))

    return draw


def test_the_same_operators_in_another_window_are_cut_by_it() -> None:
    one, other = ((0, 0, 10, 10), IDENTITY, OPAQUE), ((0, 0, 5, 10), IDENTITY, OPAQUE)
    pdf = pdf_of(drawn_twice(one, other))
    assert ink(pdf, 0, 0, 10, 10) == ink(pdf, 100, 0, 5, 10) == 1
    assert ink(pdf, 105, 0, 5, 10) == 0


def test_the_same_operators_with_another_matrix_are_as_large_as_it_says() -> None:
    one, other = ((0, 0, 10, 10), IDENTITY, OPAQUE), ((0, 0, 10, 10), (2, 0, 0, 2, 0, 0), OPAQUE)
    pdf = pdf_of(drawn_twice(one, other))
    assert ink(pdf, 0, 0, 10, 10) == ink(pdf, 100, 0, 20, 20) == 1
    assert ink(pdf, 10, 0, 10, 20) == 0


def test_the_same_operators_at_another_opacity_are_as_faint_as_it_says() -> None:
    code = b"/o gs " + SQUARE
    one, other = ((0, 0, 10, 10), IDENTITY, SOLID), ((0, 0, 10, 10), IDENTITY, FAINT)
    pdf = pdf_of(drawn_twice(one, other, code))
    assert ink(pdf, 0, 0, 10, 10) == 1
    assert ink(pdf, 100, 0, 10, 10) == pytest.approx(0.5, abs=0.01)


LOOKS = st.tuples(
    st.sampled_from([SQUARE, b"/o gs " + SQUARE, b"1 1 8 8 re f"]),
    st.sampled_from([(0, 0, 10, 10), (0, 0, 5, 10)]),
    st.sampled_from([IDENTITY, (2, 0, 0, 2, 0, 0)]),
    st.sampled_from([OPAQUE, SOLID, FAINT]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LOOKS, min_size=1, max_size=6))
def test_what_is_drawn_again_is_written_once_and_nothing_else_is(
    drawn: list[tuple[bytes, tuple[float, ...], tuple[float, ...], States]],
) -> None:
    def draw(canvas: TaggedCanvas) -> None:
        for look in drawn:
            canvas.draw_form(Form(*look))

    with pikepdf.open(BytesIO(pdf_of(draw))) as pdf:
        forms = pdf.pages[0].Resources.XObject
        assert len(forms) == len(set(drawn))


def test_a_stamp_that_would_be_read_is_refused() -> None:
    """Its marks would stand on the page twice."""

    def draw(canvas: TaggedCanvas) -> None:
        with canvas.element("P"):
            for x in (10, 50):
                canvas.stamp("key", x, 400, 20, lambda: canvas.drawString(0, 0, "word"))

    with pytest.raises(UntaggedContentError, match="a stamp shows text"):
        pdf_of(draw)


# --- shapes --------------------------------------------------------------------------------------

PAINTS = st.sampled_from([0, 1, False, True])
SHAPES = ("rect", "roundRect", "circle", "ellipse", "wedge", "drawPath", "clipPath")


def shape(canvas: Canvas, name: str, stroke: Any, fill: Any) -> None:
    paint = {"stroke": stroke, "fill": fill}
    if name in ("drawPath", "clipPath"):
        path = canvas.beginPath()
        path.rect(50, 100, 80, 60)
        path.circle(90, 130, 20)
        getattr(canvas, name)(path, **paint)
    else:
        where: dict[str, tuple[float, ...]] = {
            "rect": (50, 100, 80, 60),
            "roundRect": (50, 100, 80, 60, 15),
            "circle": (90, 130, 40),
            "ellipse": (50, 100, 130, 160),
            "wedge": (50, 100, 130, 160, 20, 200),
        }
        getattr(canvas, name)(*where[name], **paint)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SHAPES), PAINTS, PAINTS), min_size=1, max_size=4))
def test_shapes_are_painted_as_reportlab_paints_them(
    shapes: list[tuple[str, Any, Any]],
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.5, 0.7, 1)
        canvas.setLineWidth(3)
        for each in shapes:
            shape(canvas, *each)

    file = BytesIO()
    usual = Canvas(file, pagesize=PAGE)
    draw(usual)
    usual.save()
    ours, theirs = pixels(pdf_of(draw)), pixels(file.getvalue())
    assert (abs(ours.astype(int) - theirs) <= 40).mean() > 0.999  # at most the edges differ


@pytest.mark.parametrize("paint", [{}, {"stroke": 0}, {"fill": 1}, {"stroke": 0, "fill": 1}])
def test_what_is_not_painted_is_no_artifact(paint: dict[str, int]) -> None:
    painted = paint != {"stroke": 0}

    def draw(canvas: TaggedCanvas) -> None:
        for name in SHAPES:
            shape(canvas, name, paint.get("stroke", 1), paint.get("fill", 0))

    with pikepdf.open(BytesIO(pdf_of(draw))) as pdf:
        assert (b"/Artifact" in pdf.pages[0].Contents.read_bytes()) is painted


def test_no_lines_are_nothing() -> None:
    with pikepdf.open(BytesIO(pdf_of(lambda canvas: canvas.lines([])))) as pdf:
        assert b" S" not in pdf.pages[0].Contents.read_bytes()


@pytest.mark.parametrize("bad", [nan, inf, -inf, 2.0**31, -1e30])
@pytest.mark.parametrize(
    "draw",
    [
        lambda canvas, bad: canvas.rect(bad, 0, 9, 9),
        lambda canvas, bad: canvas.line(0, 0, bad, 9),
        lambda canvas, bad: canvas.circle(0, 0, bad),
        lambda canvas, bad: canvas.translate(bad, 0),
        lambda canvas, bad: canvas.scale(bad, 1),
        lambda canvas, bad: canvas.setLineWidth(bad),
        lambda canvas, bad: canvas.draw_form(Form(SQUARE, (0, 0, bad, 9), IDENTITY)),
        lambda canvas, bad: canvas.bookmark("Title", 0, bad),
    ],
)
def test_numbers_that_no_reader_takes_are_refused(
    draw: Callable[[TaggedCanvas, float], None], bad: float
) -> None:
    """ISO 19005-2, 6.1.13: integers end at 2147483647."""
    with pytest.raises(match="no length"):
        pdf_of(lambda canvas: draw(canvas, bad))

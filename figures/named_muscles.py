"""Anatomy with names: the flexors from the front, the extensors from behind."""

from __future__ import annotations

from handouts.pattern import Side

from . import anatomy
from .canvas import Canvas, Frame
from .geometry import Line
from .pelvis import paint_level
from .scene import Badge, Scene
from .skeleton import belly, bone, sheet, vertebra_front
from .spots import Spot
from .transform import IDENTITY, MIRROR

_FRONT = Frame(-265, -305, 580, 470)
_BACK = Frame(-330, -160, 780, 630)
_VERTEBRAE = ((-290, 0.84), (-258, 0.88), (-224, 0.93), (-189, 0.97), (-153, 1.0), (-117, 1.0))


def flexors() -> Scene:
    """Psoas major, iliacus and rectus femoris, seen from the front."""

    def paint(canvas: Canvas) -> None:
        for y, size in _VERTEBRAE:
            vertebra_front(canvas, y, size)
        for y in (-274, -241, -207, -171, -135):
            disc = (
                f"M-21 {y - 3}C-8 {y - 1} 8 {y - 1} 21 {y - 3}"
                f"L21 {y + 4}C8 {y + 6} -8 {y + 6} -21 {y + 4}Z"
            )
            canvas.fill(disc, canvas.palette.disc)
            canvas.stroke(disc, canvas.palette.ink, canvas.detail(0.9))
        paint_level(canvas, _FRONT.bottom)
        psoas = anatomy.muscle("ant", "psoas")
        rectus = anatomy.muscle("ant", "rectus_femoris")
        for side in (MIRROR, IDENTITY):
            with canvas.placed(side):
                _sheet(canvas, "ant", "iliacus", 7)
                belly(canvas, psoas.line, psoas.half_widths, fibres=4)
                with canvas.cut_below(_FRONT.bottom):
                    belly(canvas, rectus.line, rectus.half_widths)

    return Scene(
        frame=_FRONT,
        paint=paint,
        spots=(
            Spot("psoas", (140, -215), "start", (46, -168)),
            Spot("iliacus", (165, -120), "start", (112, -74)),
            Spot("rectus", (185, 60), "start", (122, 110)),
        ),
        badges=_badges(_FRONT, patient_faces_reader=True),
    )


def extensors() -> Scene:
    """Gluteus maximus and the hamstrings, seen from behind; the gluteus on one side only."""

    def paint(canvas: Canvas) -> None:
        for side in (MIRROR, IDENTITY):
            with canvas.placed(side), canvas.cut_below(_BACK.bottom):
                for name in ("tib_post", "hip_post", "fem_post"):
                    bone(canvas, name)
        _sacrum_back(canvas)
        for side in (MIRROR, IDENTITY):
            with canvas.placed(side):
                for name in ("semitendinosus", "biceps_femoris"):
                    muscle = anatomy.muscle("post", name)
                    belly(canvas, muscle.line, muscle.half_widths, weight=1.4)
        _sheet(canvas, "post", "gluteus_maximus", 9)

    return Scene(
        frame=_BACK,
        paint=paint,
        spots=(
            Spot("gluteus", (165, -70), "start", (112, -20)),
            Spot("hamstrings", (165, 220), "start", (94, 240)),
            Spot("sit_bone", (-160, 110), "end", (-46, 70)),
        ),
        badges=_badges(_BACK, patient_faces_reader=False),
    )


def _sheet(canvas: Canvas, view: str, name: str, fibres: int) -> None:
    parts = anatomy.sheet(view, name)
    edges: list[Line] = [
        tuple((x, y) for x, y, _ in edge) for edge in (parts.top, parts.bottom, parts.origin)
    ]
    sheet(canvas, *edges, fibres=fibres)


def _sacrum_back(canvas: Canvas) -> None:
    palette = canvas.palette
    bone(canvas, "sac_post", detail=False)
    for (x, y), r in anatomy.sacral_foramina():
        for side in (-1, 1):
            canvas.ellipse((side * x, y), r * 0.8, r * 0.55, palette.hollow)
    ridge = anatomy.shape("sacral_crest")
    canvas.fill(ridge, palette.bone)
    canvas.stroke(ridge, palette.ink, canvas.detail(0.8))
    canvas.fill(anatomy.shape("coccyx"), palette.bone)
    canvas.stroke(anatomy.shape("coccyx"), palette.ink, canvas.outline(1.2))


def _badges(frame: Frame, *, patient_faces_reader: bool) -> tuple[Badge, ...]:
    """A letter in each upper corner; the patient's right is on the page's left if facing us."""
    size = frame.width * 0.085
    inset = size * 0.62
    left, right = frame.x + inset, frame.right - inset
    x_of_right, x_of_left = (left, right) if patient_faces_reader else (right, left)
    y = frame.y + inset
    return (
        Badge("right_letter", Side.RIGHT, (x_of_right, y), size),
        Badge("left_letter", Side.LEFT, (x_of_left, y), size),
    )

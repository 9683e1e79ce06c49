"""Every figure by name: what it is about, which words it needs, how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from handouts.design.fonts import ATKINSON, Typeface
from handouts.design.people import BODIES
from handouts.pattern import PATTERNS, Correction, Pattern, Side, Tilt

from . import frames, inside, key, lever, pelvis, side_view
from .badge import LETTER, MOST_OF_BADGE, share_of
from .badge import badge as paint_badge
from .canvas import Canvas
from .coverage import Ground, ground
from .errors import FigureError, LabelFault
from .exercise import exercise, named
from .labels import place, write
from .scene import Badge, Scene
from .spots import Box, Placed, line_width
from .style import MM_PER_POINT, Palette, Style, palette

Subject = Correction | Pattern | Tilt | None
LARGER_THAN_LIFE = 12.0
"""Degrees a tipped hip bone is drawn at; a real SI joint moves far less."""
SMALLEST_TILT, LARGEST_TILT = 2.0, 15.0

_KIND_OF = {"hip": Correction, "pattern": Pattern, "tilt": Tilt, "none": type(None)}
_ASKED = {
    "hip": "one hip bone",
    "tilt": "a hip bone of either side",
    "pattern": "a whole pattern",
    "none": "no side at all",
}


class FigureWords(NamedTuple):
    """A figure's words in the reader's language, without markup."""

    title: str
    alt: str
    labels: Mapping[str, str]


class Plan(NamedTuple):
    """Where the words of a figure stand before it is drawn; width and height in mm as printed.

    It is the same in any style and in any colours.
    """

    width: float
    height: float
    labels: tuple[Placed, ...]
    badges: tuple[Badge, ...]

    @property
    def leaders(self) -> int:
        """How many labels stand away from what they name, with a line to it."""
        return sum(label.leader is not None for label in self.labels)

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines of its labels."""
        return tuple(line for label in self.labels for line in label.lines)


class Drawing(NamedTuple):
    """A finished figure; width and height in mm as printed."""

    name: str
    svg: str
    width: float
    height: float
    title: str
    alt: str


class _View(NamedTuple):
    """How it is drawn: the tilt in degrees, a body's name, each side's colours."""

    tilt: float
    body: str
    palettes: Mapping[Side, Palette]


class _Entry(NamedTuple):
    kind: str
    labels: tuple[str, ...]
    scene: Callable[[Subject, _View], Scene]


def _hip(draw: Callable[[Correction, _View], Scene]) -> Callable[[Subject, _View], Scene]:
    def scene(subject: Subject, view: _View) -> Scene:
        assert isinstance(subject, Correction)
        return draw(subject, view)

    return scene


def _either(draw: Callable[[Correction, _View], Scene]) -> Callable[[Subject, _View], Scene]:
    """A hip of no side in particular: drawn as the right one, without its letter and colour."""

    def scene(subject: Subject, view: _View) -> Scene:
        assert isinstance(subject, Tilt)
        return draw(Correction(Side.RIGHT, subject), view)._replace(badges=(), side=None)

    return scene


def _plain(draw: Callable[[_View], Scene]) -> Callable[[Subject, _View], Scene]:
    return lambda _, view: draw(view)


def _pelvis(subject: Subject, view: _View) -> Scene:
    assert isinstance(subject, Pattern)
    return pelvis.in_pattern(subject, view.tilt, dict(view.palettes))


def _leg(name: str) -> Callable[[Subject, _View], Scene]:
    return lambda _, view: lever.leg(name, view.body, view.tilt)


_PRESS = ("letter", "thigh", "hands", "still")
_NAMED = (*_PRESS, "muscle")
_FIGURES: dict[str, _Entry] = {
    "get-ready": _Entry("hip", ("letter",), _hip(lambda c, v: frames.get_ready(c, v.body))),
    "press": _Entry("hip", _PRESS, _hip(lambda c, v: frames.press(c, v.body))),
    "rest": _Entry("hip", ("letter",), _hip(lambda c, v: frames.rest(c, v.body))),
    "get-ready-roller": _Entry(
        "hip", ("letter",), _hip(lambda c, v: frames.get_ready(c, v.body, roller=True))
    ),
    "press-roller": _Entry("hip", _PRESS, _hip(lambda c, v: frames.press(c, v.body, roller=True))),
    "exercise-hands": _Entry("hip", _PRESS, _hip(lambda c, v: exercise(c, v.body))),
    "exercise-named": _Entry("hip", _NAMED, _hip(lambda c, v: named(c, v.body))),
    "exercise-roller": _Entry(
        "hip", (*_PRESS, "roller"), _hip(lambda c, v: exercise(c, v.body, roller=True))
    ),
    "exercise-either": _Entry("tilt", _PRESS[1:], _either(lambda c, v: frames.press(c, v.body))),
    "tilt-either": _Entry("tilt", ("bone",), _either(lambda c, v: side_view.captioned(c, v.tilt))),
    "hip-inside": _Entry(
        "hip",
        ("hip_bone", "muscle", "level"),
        _hip(lambda c, v: inside.close(c, v.body, v.tilt)),
    ),
    "hip-lens": _Entry("hip", ("letter",), _hip(lambda c, v: inside.lens(c, v.body, v.tilt))),
    "marks": _Entry("none", key.KEYS, _plain(lambda _: key.key())),
    "tilt-icon": _Entry("hip", (), _hip(lambda c, v: side_view.tilt_icon(c, v.tilt))),
    "pelvis-front": _Entry(
        "pattern",
        (
            "backward",
            "forward",
            "backward_side",
            "forward_side",
            "backward_letter",
            "forward_letter",
        ),
        _pelvis,
    ),
    "arm": _Entry("none", ("anchor", "muscle", "moves"), _plain(lambda _: lever.arm())),
    **{name: _Entry("none", ("anchor", "moves"), _leg(name)) for name in lever.POSES},
}

SUBJECT_KINDS: Mapping[str, str] = MappingProxyType({n: e.kind for n, e in _FIGURES.items()})
LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: entry.labels for name, entry in _FIGURES.items()}
)


def draw(
    name: str,
    subject: Subject,
    words: FigureWords,
    *,
    width: float,
    style: Style = Style.COLOUR,
    label_pt: float = 12.0,
    body: str = "base",
    side_colours: Mapping[Side, str] = MappingProxyType({}),
    tilt: float = LARGER_THAN_LIFE,
    labelled: bool = True,
    typeface: Typeface = ATKINSON,
) -> Drawing:
    """Draw a figure `width` mm wide with its labels at exactly `label_pt` points on paper.

    `tilt` is how far a tipped hip bone is drawn, in degrees: larger than life, and the words must
    say so; `body` is one of `BODIES`.  Without `labelled`, for a figure so small that its words
    stand beside it, nothing is written but the letters of the sides, as large as a label would
    be.  `typeface` must have all their characters.  `side_colours` are those of sides that are not
    drawn in the usual ones, as `#RRGGBB`.

    Raises:
        FigureError: unknown name, a subject of the wrong kind, a missing label word, a size or
            tilt out of range, or a label for which there is no room.
    """
    entry = _entry(name)
    if entry.kind == "none":
        subject = None  # whatever the handout is about
    planned = plan(
        name,
        subject,
        words,
        width=width,
        label_pt=label_pt,
        body=body,
        tilt=tilt,
        labelled=labelled,
        typeface=typeface,
    )
    palettes = {
        side: palette(style, side=side, body=body, colour=side_colours.get(side)) for side in Side
    }
    scene = entry.scene(subject, _View(tilt, body, palettes))
    colours = palettes[scene.side] if scene.side else palette(style, body=body)
    canvas = Canvas(scene.frame, width, colours, mirrored=scene.mirrored, typeface=typeface)
    scene.paint(canvas)
    for label in planned.labels:
        write(canvas, label, label_pt)
    for badge in planned.badges:
        canvas.palette = palettes[badge.side]
        paint_badge(canvas, words.labels[badge.key], badge.centre, badge.size, badge.side)
    return Drawing(
        name=name,
        svg=canvas.to_svg(words.title, words.alt),
        width=width,
        height=planned.height,
        title=words.title,
        alt=words.alt,
    )


def plan(
    name: str,
    subject: Subject,
    words: FigureWords,
    *,
    width: float,
    label_pt: float = 12.0,
    body: str = "base",
    tilt: float = LARGER_THAN_LIFE,
    labelled: bool = True,
    typeface: Typeface = ATKINSON,
) -> Plan:
    """How large `draw` makes a figure, and where its words stand; much sooner than it is drawn.

    Raises:
        FigureError: as `draw`.
    """
    entry = _entry(name)
    if entry.kind == "none":
        subject = None
    _check(name, entry, subject, words, width, label_pt, tilt)
    labels = tuple(words.labels.items())
    return _plan(name, subject, labels, width, label_pt, body, tilt, labelled, typeface)


@lru_cache(maxsize=1024)
def _plan(
    name: str,
    subject: Subject,
    labels: tuple[tuple[str, str], ...],
    width: float,
    label_pt: float,
    body: str,
    tilt: float,
    labelled: bool,
    typeface: Typeface,
) -> Plan:
    """
    Raises:
        FigureError: a label for which there is no room.
    """
    words = dict(labels)
    scene = _scene(name, subject, body, tilt)
    frame = scene.frame
    per_mm = frame.width / width
    # However small the figure, a side's letter is as large as its labels would be.
    least = label_pt * per_mm * MM_PER_POINT
    badges = tuple(
        _large_enough(
            badge,
            least / share_of(words[badge.key], badge.side, typeface),
            scene,
            labelled=labelled,
        )
        for badge in scene.badges
    )
    boxes = [
        Box(x - b.size / 2, y - b.size / 2, x + b.size / 2, y + b.size / 2)
        for b in badges
        for x, y in [b.centre]
    ]
    placed: list[Placed] = []
    if labelled and scene.spots:
        placed = place(
            name,
            _ground(name, subject, body, tilt),
            scene.spots,
            words,
            label_pt,
            per_mm=per_mm,
            typeface=typeface,
            keep_out=(*scene.keep_out, *boxes),
            uncrossed=scene.uncrossed,
        )
    for badge in badges:
        letter = words[badge.key]
        if line_width(letter, LETTER, bold=True, typeface=typeface) > MOST_OF_BADGE:
            what = (
                f"figure '{name}': '{letter}' has no room in the badge of a side;"
                " write one letter, not the same for both sides"
            )
            raise FigureError(what, (LabelFault(badge.key, what),))
    return Plan(width, width * frame.height / frame.width, tuple(placed), badges)


@lru_cache(maxsize=256)
def _scene(name: str, subject: Subject, body: str, tilt: float) -> Scene:
    """A scene in whatever colours, at whatever size."""
    palettes = {side: palette(Style.COLOUR, side=side, body=body) for side in Side}
    return _entry(name).scene(subject, _View(tilt, body, palettes))


@lru_cache(maxsize=256)
def _ground(name: str, subject: Subject, body: str, tilt: float) -> Ground:
    """What it covers."""
    scene = _scene(name, subject, body, tilt)
    colours = palette(Style.COLOUR, side=scene.side, body=body)
    canvas = Canvas(scene.frame, scene.frame.width, colours, mirrored=scene.mirrored)
    scene.paint(canvas)
    return ground(canvas)


def aspect(name: str) -> float:
    """Width over height of a figure; the same for every subject.

    Raises:
        FigureError: unknown name.
    """
    pattern = PATTERNS[0]
    subjects: dict[str, Subject] = {
        "hip": pattern.backward,
        "pattern": pattern,
        "tilt": Tilt.BACKWARD,
        "none": None,
    }
    entry = _entry(name)
    palettes = {side: palette(Style.COLOUR, side=side) for side in Side}
    view = _View(LARGER_THAN_LIFE, BODIES[0], palettes)
    frame = entry.scene(subjects[entry.kind], view).frame
    return frame.width / frame.height


def _entry(name: str) -> _Entry:
    if name not in _FIGURES:
        raise FigureError(f"no figure '{name}'; the figures are {', '.join(sorted(_FIGURES))}")
    return _FIGURES[name]


def _large_enough(badge: Badge, least: float, scene: Scene, *, labelled: bool) -> Badge:
    """A badge of at least that size, wholly inside the frame.

    Where no labels need the room beside it, a large one keeps off what it stands by.
    """
    size, frame = max(badge.size, least), scene.frame
    half = size / 2
    x, y = badge.centre
    if size > badge.most and not labelled:
        x, y = badge.beside - half, frame.y + half
        hidden = [
            each
            for each in (*scene.keep_out, *scene.uncrossed)
            if each.overlaps(Box(x - half, y - half, x + half, y + half))
        ]
        x = min([x, *(each.left - half for each in hidden)])
    left, right = frame.x + half, frame.x + frame.width - half
    top, bottom = frame.y + half, frame.y + frame.height - half
    return badge._replace(size=size, centre=(min(max(x, left), right), min(max(y, top), bottom)))


def _check(
    name: str,
    entry: _Entry,
    subject: Subject,
    words: FigureWords,
    width: float,
    label_pt: float,
    tilt: float,
) -> None:
    if not isinstance(subject, _KIND_OF[entry.kind]):
        given = next(_ASKED[kind] for kind, of in _KIND_OF.items() if isinstance(subject, of))
        raise FigureError(
            f"figure '{name}' is about {_ASKED[entry.kind]}, not {given};"
            " place it so in the template, or place another"
        )
    missing = [key for key in entry.labels if not words.labels.get(key, "").strip()]
    if missing:
        raise FigureError(
            f"figure '{name}': no words for the label {', '.join(map(repr, missing))};"
            " add them under its labels in figures.yaml"
        )
    if not words.title.strip() or not words.alt.strip():
        raise FigureError(f"figure '{name}': title and alt text may not be empty; write both")
    if width <= 0 or label_pt <= 0:
        raise FigureError(
            f"figure '{name}': width is {width:g} mm and labels {label_pt:g} pt;"
            " both must be greater than 0"
        )
    if not SMALLEST_TILT <= tilt <= LARGEST_TILT:
        raise FigureError(
            f"figure '{name}': a tilt of {tilt:g} degrees cannot be drawn;"
            f" use {SMALLEST_TILT:g} to {LARGEST_TILT:g}"
        )

"""An artwork ─► operators of a content stream (ISO 32000-1, 8.4 to 8.7), in colour or in greys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from handouts.design.artwork import (
    Artwork,
    Clip,
    Fill,
    Gradient,
    Group,
    Paint,
    Part,
    Pen,
    Stop,
    Stroke,
)
from handouts.tagged import Form, colour_operator, factor, luminance

_GROUP = "/Group<</S/Transparency>>"
_MASK = "/Group<</S/Transparency/CS/DeviceGray>>"


@lru_cache(maxsize=8)
def artwork_form(artwork: Artwork, *, grey: bool) -> Form:
    """An artwork in units of its own from its lower left corner; with `grey`, without colours."""
    writer = _Writer(artwork.width, artwork.height, grey=grey)
    writer.parts(artwork.parts)
    return writer.form((1, 0, 0, -1, 0, artwork.height), "")


class _Writer:
    """What one form draws, and what it names; the graphics state is set where it changes."""

    def __init__(self, width: float, height: float, *, grey: bool) -> None:
        self._width, self._height, self._grey = width, height, grey
        self._code: list[str] = []
        self._set: dict[str, str] = {}
        self._states: dict[str, str] = {}
        # Names by what they name, so that each is written once.
        self._patterns: dict[str, str] = {}
        self._forms: dict[Form, str] = {}
        self._masks: dict[Form, str] = {}

    def form(self, matrix: tuple[float, ...], group: str) -> Form:
        return Form(
            "\n".join(self._code).encode("ascii"),
            (0, 0, self._width, self._height),
            matrix,
            tuple(self._states.items()),
            tuple((name, pattern) for pattern, name in self._patterns.items()),
            tuple((name, form) for form, name in self._forms.items()),
            tuple((name, mask) for mask, name in self._masks.items()),
            group,
        )

    def parts(self, parts: Sequence[Part]) -> None:
        for part in parts:
            match part:
                case Fill():
                    self._fill(part)
                case Stroke():
                    self._stroke(part)
                case Group():
                    self._group(part)

    # --- parts -----------------------------------------------------------------------------------

    def _fill(self, fill: Fill) -> None:
        outer = self._begin_mask(fill.paint)
        self._state("ca", fill.opacity)
        self._change("fill", self._colour(fill.paint, "rg"))
        self._code += [fill.outline, "f*" if fill.even_odd else "f"]
        self._end(outer)

    def _stroke(self, stroke: Stroke) -> None:
        paint = "S"
        outer = self._begin_mask(stroke.paint)
        if stroke.matrix and outer is None:
            outer = self._begin()
        filled = self._code[-2:] in ([stroke.outline, "f"], [stroke.outline, "f*"])
        # A gradient is painted apart: together, PDFium would paint it before what is filled.
        is_plain = isinstance(stroke.paint, str)
        if outer is None and stroke.opacity == 1 and filled and is_plain:
            # What has just been filled is now outlined: at once, so that it is written once.
            paint = self._code[-1].replace("f", "B")
            del self._code[-2:]
        self._state("CA", stroke.opacity)
        self._change("stroke", self._colour(stroke.paint, "RG"))
        self._pen(stroke.pen)
        if stroke.matrix:
            self._code.append(" ".join(map(_exact, stroke.matrix)) + " cm")
        self._code += [stroke.outline, paint]
        self._end(outer)

    def _group(self, group: Group) -> None:
        outer = self._begin()
        for clip in group.clips:
            self._code.append(_clipping(clip))
        if group.opacity < 1:
            inside = self._inside()
            inside.parts(group.parts)
            self._state("ca", group.opacity)
            name = self._forms.setdefault(inside.form(_SAME, _GROUP), f"g{len(self._forms) + 1}")
            self._code.append(f"/{name} Do")
        else:
            self.parts(group.parts)
        self._end(outer)

    def _inside(self, *, grey: bool = False) -> _Writer:
        return _Writer(self._width, self._height, grey=grey or self._grey)

    # --- graphics state --------------------------------------------------------------------------

    def _begin(self) -> dict[str, str]:
        self._code.append("q")
        return dict(self._set)

    def _end(self, outer: dict[str, str] | None) -> None:
        if outer is not None:
            self._code.append("Q")
            self._set = outer

    def _change(self, name: str, operators: str) -> None:
        if self._set.get(name) != operators:
            self._set[name] = operators
            self._code.append(operators)

    def _state(self, name: str, opacity: float) -> None:
        if opacity == 1 and name not in self._set:
            return
        state = f"{name}{opacity:.3f}".replace(".", "_")
        self._states[state] = f"/{name} {factor(opacity)}"
        self._change(name, f"/{state} gs")

    def _pen(self, pen: Pen) -> None:
        self._change("width", f"{_length(pen.width)} w")
        self._change("cap", f"{pen.cap} J")
        self._change("join", f"{pen.join} j")
        self._change("miter", f"{_length(pen.miter)} M")
        dashes = " ".join(map(_length, pen.dashes))
        self._change("dashes", f"[{dashes}] {_length(pen.dash_start)} d")

    # --- colours ---------------------------------------------------------------------------------

    def _colour(self, paint: Paint, name: str) -> str:
        """The operators that set a colour; `name` is that of RGB, `rg` or `RG`."""
        if isinstance(paint, str):
            return colour_operator(paint, name, grey=self._grey)
        stops = [_levels(stop.colour, grey=self._grey) for stop in paint.stops]
        pattern = self._pattern(paint, stops)
        return f"/Pattern cs /{pattern} scn" if name == "rg" else f"/Pattern CS /{pattern} SCN"

    def _pattern(self, gradient: Gradient, levels: Sequence[str]) -> str:
        """The name of a shading pattern (8.7.4.3); `levels` are the colours of its stops."""
        space = "DeviceGray" if len(levels[0].split()) == 1 else "DeviceRGB"
        kind = 2 if len(gradient.coordinates) == 4 else 3
        shading = (
            f"<</ShadingType {kind}/ColorSpace/{space}"
            f"/Coords[{' '.join(map(_exact, gradient.coordinates))}]"
            f"/Function {_function(gradient.stops, levels)}/Extend[true true]>>"
        )
        matrix = " ".join(map(_exact, gradient.matrix))
        pattern = f"<</PatternType 2/Matrix[{matrix}]/Shading{shading}>>"
        return self._patterns.setdefault(pattern, f"p{len(self._patterns) + 1}")

    def _begin_mask(self, paint: Paint) -> dict[str, str] | None:
        """Lets a gradient fade where its stops do."""
        if isinstance(paint, str) or all(stop.opacity == 1 for stop in paint.stops):
            return None
        inside = self._inside(grey=True)
        pattern = inside._pattern(paint, [factor(stop.opacity) for stop in paint.stops])
        area = f"0 0 {factor(self._width)} {factor(self._height)} re f"
        inside._code.append(f"/Pattern cs /{pattern} scn {area}")
        outer = self._begin()
        name = self._masks.setdefault(inside.form(_SAME, _MASK), f"m{len(self._masks) + 1}")
        self._code.append(f"/{name} gs")
        return outer


_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _clipping(clip: Clip) -> str:
    return f"{clip.outline} {'W*' if clip.even_odd else 'W'} n"


def _levels(colour: str, *, grey: bool) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return luminance(red, green, blue) if grey else " ".join(map(factor, (red, green, blue)))


def _function(stops: Sequence[Stop], levels: Sequence[str]) -> str:
    """The colours along a gradient (7.10.3), the same before its first stop and after its last."""
    first, last = (0.0, levels[0]), (1.0, levels[-1])
    known = [
        first,
        *((stop.offset, level) for stop, level in zip(stops, levels, strict=True)),
        last,
    ]
    steps = [
        (end, f"<</FunctionType 2/Domain[0 1]/N 1/C0[{one}]/C1[{other}]>>")
        for (start, one), (end, other) in pairwise(known)
        if factor(end) != factor(start)
    ]
    bounds = " ".join(factor(end) for end, _ in steps[:-1])
    functions = "".join(function for _, function in steps)
    encode = " ".join(["0 1"] * len(steps))
    return (
        f"<</FunctionType 3/Domain[0 1]/Functions[{functions}]/Bounds[{bounds}]/Encode[{encode}]>>"
    )


def _length(value: float) -> str:
    """A length in units of the artwork, to a thousandth."""
    return factor(round(value, 3))


def _exact(value: float) -> str:
    """A number with nine digits that count, however large or small."""
    text = f"{float(f'{value:.9g}'):.15f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

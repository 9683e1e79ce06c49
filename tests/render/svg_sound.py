"""Sound drawings in SVG, that mean the same to every program."""

from __future__ import annotations

from hypothesis import strategies as st
from svg_markup import element, whole

Attributes = st.SearchStrategy[dict[str, str]]


def _some(options: dict[str, st.SearchStrategy[str]], most: int = 6) -> Attributes:
    """Some attributes, each with a value of its kind."""
    return st.lists(st.sampled_from(sorted(options)), max_size=most, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: options[name] for name in names})
    )


_SIZE = st.integers(1, 60).map(str)
_PLACE = st.integers(0, 90).map(str)
_COLOUR = st.sampled_from(["red", "#0a0", "#1234F0", "rgb(200, 100, 0)", "currentColor"])
_PAINT = st.one_of(_COLOUR, st.sampled_from(["none", "url(#g0)", "url(#g1)", "url(#g2)"]))
_SHARE = st.sampled_from(["0.25", "0.5", "75%", "1"])
_MOVES = st.sampled_from(
    ["translate(9 -4)", "rotate(30 50 30)", "scale(.7 1.3)", "skewX(20)", "matrix(1 .2 0 .9 3 2)"]
)
_LOOK = {
    **{"fill": _PAINT, "stroke": _PAINT, "fill-opacity": _SHARE, "stroke-opacity": _SHARE},
    **{"opacity": _SHARE, "transform": _MOVES, "stroke-width": st.sampled_from(["2", "5", "9"])},
    **{"fill-rule": st.sampled_from(["nonzero", "evenodd"])},
    **{"stroke-linejoin": st.sampled_from(["miter", "round", "bevel"])},
    **{"stroke-linecap": st.sampled_from(["butt", "round", "square"])},
    **{"clip-path": st.sampled_from(["none", "url(#c0)"])},
}
_NUMBERS = st.lists(st.integers(0, 99).map(str), min_size=6, max_size=6)
_STEPS = st.one_of(
    st.builds(
        lambda step, n: step[0] + " ".join(n[: int(step[1])]),
        st.sampled_from(["L2", "H1", "C6", "S4", "Q4", "T2"]),
        _NUMBERS,
    ),
    _NUMBERS.map(lambda n: f"A{n[0]} {n[1]} {n[2]} 0 1 {n[3]} {n[4]}"),
    st.just("z"),
)
_DATA = st.lists(_STEPS, min_size=1, max_size=6).map(lambda steps: "M20 20" + "".join(steps))
_GEOMETRY = {
    "rect": {"x": _PLACE, "y": _PLACE, "width": _SIZE, "height": _SIZE, "rx": _SIZE},
    "circle": {"cx": _PLACE, "cy": _PLACE, "r": _SIZE},
    "ellipse": {"cx": _PLACE, "cy": _PLACE, "rx": _SIZE, "ry": _SIZE},
    "path": {"d": _DATA},
    "polygon": {"points": _NUMBERS.map(" ".join)},
}


@st.composite
def _sound_shape(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(sorted(_GEOMETRY)))
    geometry = draw(st.fixed_dictionaries(_GEOMETRY[name]))
    return element(name, geometry | draw(_some(_LOOK)))


def _groups(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda look, shapes: element("g", look, "".join(shapes)),
        _some({name: _LOOK[name] for name in ("opacity", "transform", "clip-path", "fill")}),
        st.lists(inside, min_size=1, max_size=3),
    )


@st.composite
def _stops(draw: st.DrawFn) -> str:
    offsets = sorted(draw(st.lists(st.integers(0, 10), min_size=2, max_size=4, unique=True)))
    return "".join(
        element(
            "stop",
            {"offset": f"{offset}0%", "stop-color": draw(_COLOUR), "stop-opacity": draw(_SHARE)},
        )
        for offset in offsets
    )


@st.composite
def sound(draw: st.DrawFn) -> str:
    """A drawing that means the same to every program."""
    units = st.fixed_dictionaries(
        {"gradientTransform": st.sampled_from(["rotate(20)", "scale(.8 .5)", "translate(.1)"])}
    )
    gradients = [
        element("linearGradient", {"id": "g0", "x1": "20%", "y2": "60%"}, draw(_stops())),
        element("radialGradient", {"id": "g1", "fx": "40%"} | draw(units), draw(_stops())),
        element(
            "linearGradient",
            {"id": "g2", "gradientUnits": "userSpaceOnUse", "x1": "10", "x2": "80"},
            draw(_stops()),
        ),
        element("clipPath", {"id": "c0"}, '<circle cx="50" cy="30" r="28"/>'),
        element("symbol", {"id": "s0", "viewBox": "0 0 100 60"}, draw(_sound_shape())),
    ]
    uses = '<use href="#s0" x="5" y="5" width="60" height="50"/>'
    parts = st.recursive(_sound_shape() | st.just(uses), _groups, max_leaves=5)
    return whole("".join([*gradients, *draw(st.lists(parts, min_size=1, max_size=3))]))

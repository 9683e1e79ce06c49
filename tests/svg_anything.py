"""Drawings in SVG to try: anything anywhere, mostly sane."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st
from svg_markup import element, whole

_HOSTILE = [
    *("0", "-1", "1e309", "-1e309", "1e-320", "nan", "inf", "1e9", "1e6", "99999999999999999999"),
    *("", " ", ",", "%", "50%", "-5%", "1e2", "1E-2px", ".5", "5.", "+5", "--5", "5px5", "2em"),
    *("3mm", "1in", "9" * 400, "0x10", "1,000", "٣", "\N{MINUS SIGN}1", "auto", "none", "1e-9"),
]
_COLOURS = ["red", "#0a0", "#1234F08", "#1238", "rgb(1,2,3)", "currentColor", "none", "inherit"]
_ODD_COLOURS = ["hsl(1e400, 1%, 1%)", "lab(1 1 1)", "rgb(", "var(--a)", "url(#a) url(#b)", "#12"]
_MOVES = [
    "translate({} {})",
    "rotate({})",
    "scale(.{} 1.{})",
    "skewX({})",
    "matrix(1 0 0 1 {} {})",
]
_ODD_MOVES = ["scale(0)", "matrix({})", "spin({})", "scale({} {})", "rotate({} {})", "{}", "none"]
_STEPS = ["L{} {}", "h{}", "v-{}", "C{} {} {} {} {} {}", "s{} {} {} {}", "q{} {} {} {}", "t{} {}"]
_ODD_STEPS = ["A{} {} {} 0 1 {} {}", "a{} {} {} 11{} {}", "z", "m{} {}", "M{}", "x", "Z Z", "l{}"]
_NUMBERS_OF = {
    *("x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2", "fx", "fy"),
    *("fr", "offset", "stroke-width", "stroke-dashoffset", "stroke-miterlimit", "pathLength"),
}
_WORDS = {
    **{
        "gradientUnits": ["objectBoundingBox", "userSpaceOnUse"],
        "spreadMethod": ["pad", "reflect"],
    },
    **{"clipPathUnits": ["objectBoundingBox", "userSpaceOnUse"], "clip-rule": ["evenodd"]},
    **{"preserveAspectRatio": ["none", "xMidYMin slice"], "fill-rule": ["evenodd", "nonzero"]},
    **{"stroke-linecap": ["round", "butt"], "stroke-linejoin": ["bevel", "round"]},
    **{"paint-order": ["stroke", "normal"], "visibility": ["visible", "hidden"]},
    **{"display": ["inline", "none"], "overflow": ["visible", "hidden"], "mask": ["none"]},
    **{"requiredExtensions": ["", "a"], "systemLanguage": [""], "mix-blend-mode": ["normal"]},
    **{"filter": ["none"], "vector-effect": ["none"], "marker": ["none"]},
}
_SHARES = ["opacity", "fill-opacity", "stroke-opacity", "stop-opacity"]
_PAINTS = ["fill", "stroke", "stop-color", "color"]
_MORE = [*_NUMBERS_OF, *_WORDS, *_SHARES * 3, *_PAINTS * 5, *["transform", "clip-path"] * 4]
_MORE += ["stroke-dasharray", "viewBox", "id", "class", "class", "style", "gradientTransform"]
_NEEDED = {
    **{"rect": ["x", "y", "width", "height", "rx"], "circle": ["cx", "cy", "r"], "path": ["d"]},
    **{"ellipse": ["rx", "ry"], "line": ["x1", "y1", "x2", "y2"], "polyline": ["points"]},
    **{"polygon": ["points"], "use": ["href"], "symbol": ["viewBox"], "clipPath": ["id"]},
    **{"linearGradient": ["id"], "radialGradient": ["id", "r"], "stop": ["offset", "stop-color"]},
}
_USUAL = [*_NEEDED, "rect", "path", "circle", "use", "use"]
_USUAL += ["g", "g", "g", "a", "switch", "svg", "defs", "title"]
_UNUSUAL = ["text", "other", "mask", "pattern", "style"]


class _Anything:
    """A drawing of everything there is, with few or many odd values."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.one_of = random.choice
        self.rarely = random.choice([0.0, 0.01, 0.1])

    def odd(self) -> bool:
        return self.random.random() < self.rarely

    def number(self) -> str:
        if not self.odd():
            return str(self.random.randrange(100))
        return self.one_of(
            [*_HOSTILE, repr(self.random.gauss(0, 10.0 ** self.random.randrange(12)))]
        )

    def filled(self, usual: list[str], unusual: list[str]) -> str:
        text = self.one_of(unusual if self.odd() else usual)
        return text.format(*(self.number() for _ in range(6)))

    def numbers(self) -> str:
        return " ".join(self.number() for _ in range(self.random.choice([2, 4, 4, 6, 3, 0])))

    def reference(self) -> str:
        return "#" + self.one_of("abcd")

    def value(self, name: str) -> str:
        if name in _NUMBERS_OF:
            return self.number()
        if name in _WORDS:
            return self.filled(_WORDS[name], ["inherit", "initial", "x", "{}"])
        if name in _SHARES:
            return self.filled([".5", "1", "30%"], ["{}", "-{}", "x"])
        if name in _PAINTS:
            return self.filled([*_COLOURS, *[f"url({self.reference()})"] * 6], _ODD_COLOURS)
        if name in ("transform", "gradientTransform"):
            return self.filled(_MOVES, _ODD_MOVES)
        if name == "d":
            steps = (self.filled(_STEPS, _ODD_STEPS) for _ in range(self.random.randrange(6)))
            return "M0 0" + "".join(steps)
        if name == "clip-path":
            return f"url({self.reference()})"
        if name == "href":
            return self.reference()
        if name == "style":
            return self.declarations()
        return self.one_of("abcd") if name in ("id", "class") else self.numbers()

    def declarations(self) -> str:
        names = self.random.sample([*_PAINTS, *_SHARES, "stroke-width", "--a", "width"], 2)
        return "".join(f"{name}:{self.value(name)};" for name in names)

    def element(self, depth: int, name: str = "", **given: str) -> str:
        name = name or (self.one_of(_UNUSUAL) if self.odd() else self.one_of(_USUAL))
        names = [*_NEEDED.get(name, []), *self.random.sample(_MORE, self.random.randrange(4))]
        inside = ""
        if depth and name not in _SHAPES:
            inside = "".join(self.element(depth - 1) for _ in range(self.random.randrange(4)))
            if self.odd():
                inside *= min(50, 1 + 20_000 // (len(inside) + 1))
        if name == "style":
            inside = f".{self.one_of('abcd')}{{{self.declarations()}}}"
        return element(name, {each: self.value(each) for each in names} | given, inside)

    def whole(self) -> str:
        frame = self.filled(
            ['viewBox="0 0 100 60"', 'width="90mm" height="50mm"'],
            ['viewBox="{} {} {} {}"', 'width="{}" height="{}"', ""],
        )
        kinds = [self.one_of(["path", "g"]), self.one_of(["linearGradient", "radialGradient"])]
        kinds += ["clipPath", self.one_of(["g", "symbol", "svg", "use"])]
        defined = "".join(
            self.element(2, name, id=id_) for id_, name in zip("abcd", kinds, strict=True)
        )
        sheet = f"<style>.{self.one_of('abcd')}{{{self.declarations()}}}</style>"
        parts = (self.element(3) for _ in range(1 + self.random.randrange(4)))
        return whole("".join([element("defs", {}, defined), sheet, *parts]), frame)


_SHAPES = ("rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "use", "title")


def anything(random: Random) -> bytes:
    """Any drawing, in any encoding, sometimes damaged."""
    text = _Anything(random).whole()
    encoding = "utf-8"
    if random.random() < 0.1:
        encoding = random.choice(["utf-16", "iso-8859-1", "utf-7", "klingon"])
        text = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
    data = text.encode("utf-8" if encoding == "klingon" else encoding, errors="replace")
    if random.random() < 0.05:
        place = random.randrange(len(data))
        data = data[:place] + random.randbytes(3) + data[place + random.randrange(4) :]
    return data


ANYTHING = st.integers(0, 2**64).map(lambda seed: anything(Random(seed)))
"""By a number: made of hypothesis' own choices, so large a thing takes a hundred times as long."""

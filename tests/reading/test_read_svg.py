"""What drawings in SVG paint, and everything that is refused in words."""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest

from handouts.design.artwork import Artwork, Fill, Gradient, Group, Part, Stop, Stroke
from handouts.layout.artwork_operators import artwork_form
from handouts.reading.files import MAX_BYTES
from handouts.reading.svg import SvgError, read_svg

NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
RECT = '<rect width="10" height="10"/>'
DASHED = '<path d="M0 0h9" stroke="red" stroke-dasharray="{}"/>'


def svg(inside: str, size: str = 'viewBox="0 0 1000 500"') -> bytes:
    return f"<svg {NAMES} {size}>\n{inside}</svg>".encode()


def drawn(inside: str, size: str = 'viewBox="0 0 1000 500"') -> tuple[Part, ...]:
    return read_svg(svg(inside, size)).parts


def one(inside: str, size: str = 'viewBox="0 0 1000 500"') -> Part:
    (part,) = drawn(inside, size)
    return part


def fill(inside: str, size: str = 'viewBox="0 0 1000 500"') -> Fill:
    part = one(inside, size)
    assert isinstance(part, Fill)
    return part


def stroke(inside: str) -> Stroke:
    part = one(f'<g fill="none" stroke="red">{inside}</g>')
    assert isinstance(part, Stroke)
    return part


def gradient(inside: str, kind: str = "linear", attributes: str = "") -> Gradient:
    definition = f'<{kind}Gradient id="a" {attributes}>{inside}</{kind}Gradient>'
    paint = fill(f'{definition}<path d="M100 50h400v200h-400z" fill="url(#a)"/>').paint
    assert isinstance(paint, Gradient)
    return paint


# --- sizes ---------------------------------------------------------------------------------------


def test_the_longer_side_has_a_thousand_units() -> None:
    assert read_svg(svg(RECT, 'width="20mm" height="40mm"'))[:2] == pytest.approx((500, 1000))


@pytest.mark.parametrize(
    ("size", "outline"),
    [
        ('width="20" height="10" viewBox="0 0 10 5"', "0 0 m 1000 0 l 1000 500 l 0 500 l h"),
        (
            'width="1em" height="1em" viewBox="5 5 10 5"',
            "-500 -500 m 500 -500 l 500 0 l -500 0 l h",
        ),
        ('width="20" height="20" viewBox="0 0 10 5"', "0 250 m 1000 250 l 1000 750 l 0 750 l h"),
        (
            'width="20" height="20" viewBox="0 0 10 5" preserveAspectRatio="xMinYMin slice"',
            "0 0 m 2000 0 l 2000 1000 l 0 1000 l h",
        ),
        (
            'width="20" height="20" viewBox="0 0 10 5" preserveAspectRatio="none"',
            "0 0 m 1000 0 l 1000 1000 l 0 1000 l h",
        ),
    ],
)
def test_view_boxes(size: str, outline: str) -> None:
    assert fill('<rect width="10" height="5"/>', size).outline == outline


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{named}"?>{svg(RECT + "<!--é-->").decode()}'
    assert read_svg(text.encode(encoding)) == read_svg(svg(RECT))


def test_what_drawing_programs_add() -> None:
    """Of Illustrator, Inkscape and others: nothing of it is drawn."""
    text = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/SVG/svg11.dtd">'
        f'<svg {NAMES} xmlns:i="http://i.org/i" i:version="1" viewBox="0 0 1000 500" '
        'style="enable-background:new 0 0 9 9;width:100%" xml:space="preserve" i:d="M">'
        '<?xpacket begin=""?><title>A</title><metadata><i:a href="#" about=""/></metadata>'
        '<i:view id="b"><i:grid type="text"/></i:view><defs><filter id="c"/><text>a</text>'
        '<marker id="d"><path d="M0 0h9"/></marker></defs><g id="e" i:label="A" class="f">'
        f'<style>.f{{-i-font:"A";font-family:A;isolation:isolate}}@charset "a";</style>{RECT}</g>'
        '<g display="none"><text>a</text></g></svg>'
    )
    assert read_svg(text.encode()) == read_svg(svg(RECT))


# --- shapes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "outline"),
    [
        ('<path d="M1-2.5.5 3L4,5e1z"/>', "1 -2.5 m 0.5 3 l 4 50 l h"),
        ('<path d="m1 1h2v2zl5 5"/>', "1 1 m 3 1 l 3 3 l h 1 1 m 6 6 l"),
        ('<path d="M0 0C1 1 2 2 3 3S5 5 6 6"/>', "0 0 m 1 1 2 2 3 3 c 4 4 5 5 6 6 c"),
        ('<path d="M0 0Q3 0 3 3T3 9"/>', "0 0 m 2 0 3 1 3 3 c 3 5 3 7 3 9 c"),
        ('<path d="M0 0a0 5 0 0112 3"/>', "0 0 m 12 3 l"),
        ('<path d="M007 0L1 1"/>', "7 0 m 1 1 l"),
        ('<polyline points="1,2 3,4,5 6"/>', "1 2 m 3 4 l 5 6 l"),
        ('<polygon points="1 2 3 4"/>', "1 2 m 3 4 l h"),
        (
            '<rect x="10%" y="10%" width="1cm" height="1in"/>',
            "100 50 m 137.8 50 l 137.8 146 l 100 146 l h",
        ),
    ],
)
def test_outlines(shape: str, outline: str) -> None:
    assert fill(shape).outline == outline


def test_a_quarter_of_an_arc() -> None:
    quarter = fill('<path d="M100 0A100 100 0 010 100"/>').outline
    assert quarter == "100 0 m 100 55.23 55.23 100 0 100 c"


def test_a_circle_has_its_size() -> None:
    numbers = [
        float(text)
        for text in fill('<circle cx="500" cy="200" r="100"/>').outline.split()
        if text[-1].isdigit()
    ]
    assert (min(numbers[::2]), max(numbers[::2])) == (400, 600)
    assert (min(numbers[1::2]), max(numbers[1::2])) == (100, 300)


@pytest.mark.parametrize(
    "nothing",
    [
        '<rect width="0" height="9"/>',
        '<path d=""/>',
        '<circle r="0"/>',
        "<polygon/>",
        '<rect width="9" height="9" fill="none"/>',
        '<rect width="9" height="9" fill-opacity="0"/>',
        '<rect width="9" height="9" visibility="hidden"/>',
        '<g transform="scale(0)"><rect width="9" height="9"/></g>',
        '<g opacity="0%"><rect width="9" height="9"/></g>',
        '<path d="M0 0h9" fill="none" stroke="red" stroke-width="0"/>',
        '<g display="none"><text>a</text></g>',
        '<clipPath id="a"/><rect width="9" height="9" clip-path="url(#a)"/>',
        '<symbol><rect width="9" height="9"/></symbol>',
    ],
)
def test_what_does_not_show_is_not_drawn(nothing: str) -> None:
    assert drawn(nothing + RECT) == drawn(RECT)
    with pytest.raises(SvgError, match="has no shapes that show; save it as plain SVG"):
        read_svg(svg(nothing))


def test_transforms_are_applied_in_order() -> None:
    moved = (
        '<g transform="translate(100 50),scale(2)"><rect width="1" height="1" transform="{}"/></g>'
    )
    assert fill(moved.format("rotate(90)")).outline == "100 50 m 100 52 l 98 52 l 98 50 l h"
    assert fill(moved.format("matrix(1 0 0 -1 0 5)")).outline.startswith("100 60 m 102 60 l")
    assert fill(moved.format("skewX(45)")).outline == "100 50 m 102 50 l 104 52 l 102 52 l h"


# --- paint ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        *[("red", "#FF0000"), ("#1a2", "#11AA22"), ("rgb(10%,20%,100%)", "#1A33FF")],
        *[("hsl(120 100% 50%)", "#00FF00"), ("RGB(300,-5,0)", "#FF0000")],
        *[("currentColor", "#0000FF"), ("url(#none) lime", "#00FF00"), ("", "#000000")],
    ],
)
def test_colours(colour: str, shown: str) -> None:
    painted = fill(f'<g color="blue"><rect width="9" height="9" fill="{colour}"/></g>')
    assert (painted.paint, painted.opacity) == (shown, 1)


def test_opacities_multiply() -> None:
    shape = '<g opacity=".5"><rect width="9" height="9" fill="#F008" fill-opacity="50%"/></g>'
    assert fill(shape).opacity == pytest.approx(0x88 / 255 / 4)


def test_shapes_fade_as_one() -> None:
    whole = one(f'<g opacity=".5">{RECT}{RECT}</g>')
    assert isinstance(whole, Group)
    assert (len(whole.parts), whole.opacity) == (2, 0.5)
    assert whole.parts[0] == one(RECT)


def test_a_line_is_drawn_over_its_shape_unless_told_otherwise() -> None:
    shape = '<rect width="9" height="9" stroke="red" {}/>'
    assert [type(part) for part in drawn(shape.format(""))] == [Fill, Stroke]
    assert [type(part) for part in drawn(shape.format('paint-order="stroke"'))] == [Stroke, Fill]


def test_pens() -> None:
    attributes = (
        'stroke-width="1%" stroke-linecap="round" stroke-linejoin="bevel" stroke-miterlimit="2" '
        'stroke-dasharray="3,1 2" stroke-dashoffset="-1"'
    )
    pen = stroke(f'<path d="M0 0h9" transform="scale(2)" {attributes}/>').pen
    whole = (1000**2 + 500**2) ** 0.5 / 2**0.5
    assert pen[:4] == pytest.approx((whole / 50, 1, 2, 2))
    assert pen.dashes == (6, 2, 4)
    assert pen.dash_start == pytest.approx(22)  # of three dashes and three gaps


def test_a_pen_that_is_bent() -> None:
    bent = stroke('<path d="M0 0h10" transform="translate(5 0) scale(4 1)"/>')
    assert (bent.outline, bent.pen.width) == ("0 0 m 20 0 l", 2)
    assert bent.matrix == pytest.approx((2, 0, 0, 0.5, 5, 0))


@pytest.mark.parametrize("dashes", ["0 0", "none", "0"])
def test_no_dashes(dashes: str) -> None:
    assert stroke(DASHED.format(dashes)).pen.dashes == ()


# --- gradients -----------------------------------------------------------------------------------

STOPS = '<stop stop-color="red"/><stop offset="50%" style="stop-color:#00F"/>'


def test_a_gradient_spans_its_shape() -> None:
    found = gradient(STOPS, "linear", 'x1="10%" gradientTransform="scale(.5)"')
    assert found.coordinates == pytest.approx((0.1, 0, 1, 0))
    assert found.matrix == pytest.approx((200, 0, 0, 100, 100, 50))
    assert found.stops == (Stop(0, "#FF0000", 1), Stop(0.5, "#0000FF", 1))


def test_a_gradient_of_the_whole() -> None:
    found = gradient(STOPS, "radial", 'gradientUnits="userSpaceOnUse" r="200" fx="310"')
    assert found.coordinates == (310, 250, 0, 500, 250, 200)
    assert found.matrix == pytest.approx((1, 0, 0, 1, 0, 0))


def test_a_gradient_in_tiny_units() -> None:
    ends = 'gradientUnits="userSpaceOnUse" x1="0" x2="9e8"'
    definition = f'<linearGradient id="a" {ends}>{STOPS}</linearGradient>'
    shape = '<rect width="9e8" height="9e8" fill="url(#a)" transform="scale(1e-7)"/>'
    assert isinstance(fill(definition + shape).paint, Gradient)


def test_a_gradient_takes_what_it_does_not_say_from_another() -> None:
    other = f'<radialGradient id="b" r="1" cx=".1" spreadMethod="pad">{STOPS}</radialGradient>'
    shape = '<rect width="9" height="9" fill="url(#a)"/>'
    paint = fill(f'{other}<linearGradient id="a" xlink:href="#b" x2="40%"/>{shape}').paint
    assert isinstance(paint, Gradient)
    assert paint.coordinates == pytest.approx((0, 0, 0.4, 0))
    assert len(paint.stops) == 2


@pytest.mark.parametrize(
    ("attributes", "stops"),
    [
        ("", '<stop stop-color="blue"/>'),
        ('x2="0"', STOPS),
    ],
)
def test_a_gradient_without_a_way_is_its_last_colour(attributes: str, stops: str) -> None:
    definition = f'<linearGradient id="a" {attributes}>{stops}</linearGradient>'
    assert fill(f'{definition}<g fill="url(#a)">{RECT}</g>').paint == "#0000FF"


def test_stops_that_fade() -> None:
    fades = '<stop stop-color="#F000"/><stop offset="1" stop-color="red" stop-opacity=".5"/>'
    assert [stop.opacity for stop in gradient(fades).stops] == [0, 0.5]
    half = STOPS.replace("<stop ", '<stop stop-opacity=".5" ')
    definition = f'<linearGradient id="a">{half}</linearGradient>'
    even = fill(f'{definition}<g fill="url(#a)">{RECT}</g>')
    assert isinstance(even.paint, Gradient)
    assert (even.opacity, {stop.opacity for stop in even.paint.stops}) == (0.5, {1})


# --- styles --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "attributes", "shown"),
    [
        (".a{fill:red}", 'class="b a" fill="lime"', "#FF0000"),
        ("#a{fill:red}.a{fill:blue}rect{fill:lime}", 'class="a" id="a"', "#FF0000"),
        (".a{fill:blue}.b{fill:red}", 'class="b a"', "#FF0000"),
        (".a.b,*{fill:red}.a{fill:blue}", 'class="a b"', "#FF0000"),
        (".a{fill:red!important}", 'class="a" style="fill:blue"', "#FF0000"),
        (".a{fill:blue}", 'class="a" style="fill: red ; "', "#FF0000"),
        (".a{fill:inherit}", 'class="a" fill="blue"', "#00FF00"),
        (".a{fill:initial}", 'class="a" fill="blue"', "#000000"),
        (".b{fill:blue}", 'class="a" fill="red"', "#FF0000"),
    ],
)
def test_styles(sheet: str, attributes: str, shown: str) -> None:
    shape = f'<g fill="lime"><rect width="9" height="9" {attributes}/></g>'
    assert fill(f"<style>{sheet}</style>{shape}").paint == shown


# --- copies, frames, clips -----------------------------------------------------------------------


def test_a_copy_is_drawn_where_it_is_placed_in_the_style_of_its_place() -> None:
    shape = '<defs><rect id="a" width="9" height="9"/></defs>'
    copied = fill(f'{shape}<use href="#a" x="10" y="20" transform="scale(2)" fill="red"/>')
    assert copied.outline.startswith("20 40 m 38 40 l")
    assert copied.paint == "#FF0000"


@pytest.mark.parametrize("name", ["symbol", "svg"])
def test_a_frame_is_scaled_and_cut(name: str) -> None:
    frame = f'<{name} id="a" viewBox="0 0 10 10">{RECT}</{name}>'
    (*_, copied) = drawn(f'{frame}<use href="#a" x="10" width="20" height="40"/>')
    assert isinstance(copied, Group)
    assert copied.clips[0].outline == "10 0 m 30 0 l 30 40 l 10 40 l h"
    assert isinstance(copied.parts[0], Fill)
    assert copied.parts[0].outline == "10 10 m 30 10 l 30 30 l 10 30 l h"


def test_cut_out_by_two_shapes_and_by_a_share() -> None:
    half = '<rect width=".5" height="1"/>'
    outer = f'<clipPath id="b" clipPathUnits="objectBoundingBox">{half}</clipPath>'
    inner = '<clipPath id="a"><rect width="2" height="2"/><use href="#c" x="5"/></clipPath>'
    shape = '<defs><rect id="c" width="1" height="1" clip-rule="nonzero"/></defs>'
    group = one(
        f'{shape}{outer}{inner}<g clip-path="url(#a)">'
        '<rect x="100" width="100" height="9" clip-path="url(#b)"/></g>'
    )
    assert isinstance(group, Group)
    two = "0 0 m 2 0 l 2 2 l 0 2 l h 5 0 m 6 0 l 6 1 l 5 1 l h"
    assert [clip.outline for clip in group.clips] == [two]
    assert isinstance(group.parts[0], Group)
    assert group.parts[0].clips[0].outline.startswith("100 0 m 150 0 l")


def test_a_switch_shows_what_needs_no_extension() -> None:
    needs = '<g requiredExtensions="http://a.org/"><text>a</text></g>'
    assert drawn(f"<switch>{needs}{RECT}{RECT}</switch>") == drawn(RECT)


# --- bounds --------------------------------------------------------------------------------------


def doubled(shapes: int, times: int) -> str:
    groups = '<g id="a0">' + '<path d="M0 0L9 9z"/>' * shapes + "</g>"
    for number in range(1, times):
        groups += f'<g id="a{number}">' + f'<use href="#a{number - 1}"/>' * 2 + "</g>"
    return groups


def test_ordinary_copies_are_drawn() -> None:
    assert len(drawn(doubled(10, 6))) == 630


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (doubled(100, 8), "more than 10,000 elements, copies (<use>) included"),
        (doubled(1, 300), "more than 10,000 elements, copies (<use>) included"),
        ('<path d="M0 0' + "h1" * 99_999 + 'h1"/>', "more than 100,000 points"),
        (
            '<defs><path id="b" d="M0 0' + "h1" * 999 + '"/></defs>' + '<use href="#b"/>' * 101,
            "more than 100,000 points",
        ),
        ('<path d="M0 0h900000" stroke="red" stroke-dasharray="1"/>', "more than 100,000 dashes"),
        (
            f'<g opacity=".5">{RECT}{RECT}</g>' * 301,
            "more than 300 groups or gradients that fade",
        ),
        (f'<g transform="{"scale(1)" * 200}"/>', "1,600 characters as its 'transform'"),
        (f'<g style="fill:{"a" * 1001}"/>', "1,001 characters as its 'fill'"),
        (DASHED.format("1e-9"), "dashes too fine to print"),
        ("<style>" + ".a{fill:red}" * 600 + "</style>" + RECT * 1000, "too many style rules"),
        (
            "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(60)),
            "copies (<use>) of copies, too deep",
        ),
        ('<g id="a"><use href="#a"/></g>', "a copy (<use>) that holds itself"),
    ],
)
def test_more_than_a_logo_needs(inside: str, what: str) -> None:
    with pytest.raises(SvgError) as told:
        read_svg(svg(inside))
    assert what in str(told.value)
    assert "; " in str(told.value)


APART = "".join(f'<rect x="{9 * number}" width="8" height="8"/>' for number in range(99))
COPIED = '<use href="#b"/>' * 9_000
LARGE = {
    "elements": "<g/>" * 240_000,
    "rules": "<style>" + ".a{fill:red}" * 80_000 + "</style>" + RECT,
    "many rules": "<style>" + ".a{fill:red}" * 4_000 + "</style>" + RECT,
    "styles": '<rect style="fill:red;stroke:none" width="9" height="9"/>' * 9_000,
    "rules for all": "<style>" + "*{fill:red}" * 490 + "</style>" + RECT * 1000,
    "path": '<path d="M0 0' + "l1 1" * 99_999 + '"/>',
    "curves": '<path d="M0 0' + "c1 1 9 9 1 5" * 33_333 + '" stroke="url(#c)" fill="url(#c)"/>',
    "spaces in a copied path": f'<path id="b" d="M0 0{" " * 800_000}h9"/>{COPIED}',
    "copied style": f'<rect id="b" width="9" height="9" style="{"fill:red;" * 5_000}"/>{COPIED}',
    "copied class": f'<rect id="b" width="9" height="9" class="{"a " * 400_000}"/>{COPIED}',
    "long id": f'<rect id="{"b" * 700_000}" width="9" height="9"/>{COPIED}',
    "words": f"<title>{'a' * 990_000}</title>{RECT}",
    "stops": f'<linearGradient id="d">{"<stop/>" * 9_000}</linearGradient>'
    f'<g fill="url(#d)">{RECT}</g>',
    "clips": f'<clipPath id="d">{APART}</clipPath>'
    + '<g clip-path="url(#d)"><rect width="9" height="9"/></g>' * 98,
}


@pytest.mark.sweep
@pytest.mark.parametrize("inside", LARGE.values(), ids=LARGE)
def test_as_large_as_a_file_may_be(inside: str) -> None:
    gradient = f'<linearGradient id="c">{STOPS}</linearGradient>'
    data = svg(gradient + inside)
    assert len(data) < MAX_BYTES
    started = process_time()
    with suppress(SvgError):
        artwork_form(read_svg(data), grey=True)
    assert process_time() - started < 5


REFUSED = {
    "not a command": ('<path d="z"/>', "'z' as its 'd', which cannot be drawn (its line 2)"),
    "no numbers": ('<path d="M"/>', "'M' as its 'd'"),
    "too few numbers": ('<path d="M0 0C1 2 3"/>', "'C1 2 3' as its 'd'"),
    "no numbers after z": ('<path d="M0 0z5"/>', "'z5' as its 'd'"),
    "arc": ('<path d="M0 0A1 1 0 2 1 5 5"/>', "'A1 1 0 2 1 5 5' as its 'd'"),
    "infinite": ('<rect width="1e309" height="1"/>', "too large ('1e309')"),
    "long number": (f'<rect width="{"9" * 900}" height="1"/>', "too large ('9999"),
    "far": ('<rect width="1" height="1" transform="translate(1e8)"/>', "far outside its own size"),
    "infinite scale": ('<g transform="scale(1e9)"><g transform="scale(1e9)"/></g>', "too large"),
    "negative size": ('<rect width="-1" height="1"/>', "'-1' as its 'width'"),
    "unit": ('<rect width="1parsec" height="1"/>', "'1parsec' as its 'width'"),
    "em": ('<rect width="1em" height="1"/>', "'1em' as its 'width'"),
    "odd points": ('<polygon points="1 2 3"/>', "a point of one number"),
    "transform": ('<g transform="spin(9)"/>', "'spin(9)' as its 'transform'"),
    "few numbers": ('<g transform="matrix(9)"/>', "'matrix(9)' as its 'transform'"),
    "negative dashes": (DASHED.format("-1 2"), "'-1 2' as its 'stroke-dasharray'"),
    "negative pen": ('<g stroke="red" stroke-width="-1"><path d="M0 0h1"/></g>', "'-1' as its"),
    "cap": ('<path d="M0 0h1" stroke="red" stroke-linecap="a"/>', "'a' as its 'stroke-linecap'"),
    "opacity": ('<g opacity="a"/>', "'a' as its 'opacity'"),
    "colour": ('<rect width="1" height="1" fill="blurple"/>', "'blurple' as its 'fill'"),
    "colour space": ('<g fill="lab(1 2 3)"><path d="M0 0h1"/></g>', "'lab(1 2 3)' as its 'fill'"),
    "missing": (RECT.replace("/", ' fill="url(#a)"/'), "'#a', which it does not hold"),
    "pattern": (
        '<pattern id="a"/>' + RECT.replace("/", ' fill="url(#a)"/'),
        "painted with a <pattern>",
    ),
    "repeats": (
        f'<linearGradient id="a" spreadMethod="repeat">{STOPS}</linearGradient>'
        + RECT.replace("/", ' fill="url(#a)"/'),
        "a gradient that repeats",
    ),
    "gradient of itself": (
        '<linearGradient id="a" href="#a"/>' + RECT.replace("/", ' fill="url(#a)"/'),
        "a gradient that refers to itself",
    ),
    "focus": (
        f'<radialGradient id="a" fx="2">{STOPS}</radialGradient>'
        + RECT.replace("/", ' fill="url(#a)"/'),
        "focus lies outside",
    ),
    "mask": ('<mask id="a"/><g mask="url(#a)"/>', "'mask', which cannot be drawn"),
    "filter": ('<g style="filter:blur(1px)"/>', "'filter', which cannot be drawn"),
    "blending": ('<g style="mix-blend-mode:multiply"/>', "'mix-blend-mode'"),
    "marker": ('<path d="M0 0h1" marker-end="url(#a)"/>', "'marker-end'"),
    "clip by nothing": ('<g clip-path="url(#a)"/>', "'#a', which it does not hold"),
    "clip by overlapping shapes": (
        f'<clipPath id="a">{RECT}{RECT}</clipPath><g clip-path="url(#a)"/>',
        "cut out with shapes that overlap",
    ),
    "clip by itself": (
        f'<clipPath id="a" clip-path="url(#a)">{RECT}</clipPath><g clip-path="url(#a)"/>',
        "cuts itself out",
    ),
    "clip by text": (
        '<clipPath id="a"><text/></clipPath><g clip-path="url(#a)"/>',
        "cut out with a <text>",
    ),
    "selector": ("<style>g > rect{fill:red}</style>" + RECT, "a style rule for 'g > rect'"),
    "screens": ("<style>@media print{a{fill:red}}</style>" + RECT, "more than plain rules"),
    "broken style": ('<g style="fill"/>', "a style that cannot be read"),
    "brackets": (f'<g style="fill:{"(" * 9999}{")" * 9999}"/>', "a style that cannot be read"),
    "long number in style": (f'<g style="a:{"9" * 5000}"/>', "a style that cannot be read"),
    "shape by style": ('<rect style="width:9px" height="9"/>', "'width' in its style"),
    "language": ('<switch><g systemLanguage="en"/></switch>', "for each language"),
    "entity": ("&nbsp;" + RECT, "not well-formed"),
}


@pytest.mark.parametrize(("inside", "what"), REFUSED.values(), ids=REFUSED)
def test_refused(inside: str, what: str) -> None:
    with pytest.raises(SvgError) as told:
        read_svg(svg(inside + RECT))
    assert what in str(told.value)
    assert "; " in str(told.value)


@pytest.mark.parametrize(
    "encoding", ["klingon", "utf-7", "idna", "rot13", "undefined", "shift_jis"]
)
def test_an_encoding_that_cannot_be_read(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    with pytest.raises(SvgError, match="; save it"):
        read_svg(head + svg(RECT))


def test_an_artwork_is_only_values() -> None:
    made = read_svg(svg(RECT))
    assert made == Artwork(1000, 500, (Fill("0 0 m 10 0 l 10 10 l 0 10 l h", "#000000", 1, False),))
    assert hash(made) == hash(read_svg(svg(RECT)))

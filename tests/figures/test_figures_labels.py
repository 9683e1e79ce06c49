"""Labels never collide: short or long words, small or large print, and an error where they must."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any
from xml.etree import ElementTree

import pytest
from figure_help import (
    NAMES,
    PRINTED_MM,
    SVG,
    case_id,
    cases,
    content_words,
    draw,
    figures,
    numbers,
    parse,
)
from handout_help import LANGS
from ruamel.yaml import YAML

from handouts.design.fonts import ATKINSON, register, typeface_for
from handouts.pattern import PATTERNS, Correction, Side, Tilt
from handouts.storage import paths
from handouts.tagged import ink_of, width_of

line_width = figures.spots.line_width

catalogue, placement = figures.catalogue, figures.placement
spots_of = figures.spots
person = figures.person
Canvas, Frame = figures.canvas.Canvas, figures.canvas.Frame
covered, Cells = figures.coverage.covered, figures.coverage.Cells
Style, palette = figures.Style, figures.style.palette
LABELLED = [(name, subject) for name, subject in cases() if figures.LABELS[name]]


def longer(words: Any) -> Any:
    """The words as a language two fifths longer would have them."""

    def stretch(text: str) -> str:
        if len(text) == 1:
            return text
        parts, missing = text.split(), round(len(text) * 0.4)
        for i in range(missing):
            parts[i % len(parts)] += "en"[(i // len(parts)) % 2]
        return " ".join(parts)

    stretched = {key: stretch(text) for key, text in words.labels.items()}
    return figures.FigureWords(words.title, words.alt, stretched)


def boxes(root: ElementTree.Element) -> list[tuple[str, float, float, float, float]]:
    """Each written line: its words and its left, top, right and bottom on paper."""
    out = []
    for text in root.iter(f"{SVG}text"):
        size, x, y = (float(text.get(a, 0)) for a in ("font-size", "x", "y"))
        words = text.text or ""
        font = register(ATKINSON).face(bold=text.get("font-weight") == "bold")
        width = width_of(words, font, size)
        left = x - {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "")]
        out.append((words, left, y - 0.7 * size, left + width, y + 0.2 * size))
    return out


def check(svg: str) -> None:
    root = parse(svg)
    x, y, width, height = numbers(root.get("viewBox", ""))
    mm = width / float(root.get("width", "").removesuffix("mm"))  # least distance to the edge
    x, y, width, height = x + mm, y + mm, width - 2 * mm, height - 2 * mm
    found = boxes(root)
    for words, left, top, right, bottom in found:
        assert x <= left, words
        assert y <= top, words
        assert right <= x + width, words
        assert bottom <= y + height, words
    for (a, *one), (b, *other) in combinations(found, 2):
        apart = one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
        assert apart, (a, b)
    leaders = [
        (
            (float(e.get("x1", 0)), float(e.get("y1", 0))),
            (float(e.get("x2", 0)), float(e.get("y2", 0))),
        )
        for e in root.iter(f"{SVG}line")
    ]
    for line, crossed in combinations(leaders, 2):
        assert not spots_of.crosses(line, crossed)
    for leader in leaders:
        for words, *box in found:
            assert not spots_of.crosses_box(leader, spots_of.Box(*box)), words


@pytest.mark.parametrize(("name", "subject"), LABELLED, ids=case_id)
@pytest.mark.parametrize(("width", "label_pt"), [(None, 12), (165, 18)], ids=["a4", "large-print"])
@pytest.mark.parametrize("change", [lambda words: words, longer], ids=["english", "longer"])
def test_labels_keep_clear(
    name: str, subject: Any, width: float | None, label_pt: float, change: Any
) -> None:
    words = change(content_words(name, subject))
    drawing = draw(name, subject, words, width=width or PRINTED_MM[name], label_pt=label_pt)
    check(drawing.svg)
    written = " ".join(text for text, *_ in boxes(parse(drawing.svg))).split()
    english = words == content_words(name, subject)
    spots = [spot for spot in scene(name, subject).spots if english or not spot.optional]
    expected = [w for spot in spots for w in words.labels[spot.key].split()]
    for word in expected:
        assert word in written


def scene(name: str, subject: Any) -> Any:
    palettes = {side: palette(Style.COLOUR, side=side) for side in Side}
    view = catalogue._View(catalogue.LARGER_THAN_LIFE, "base", palettes)
    return catalogue._FIGURES[name].scene(subject, view)


@pytest.mark.parametrize(("name", "subject"), LABELLED, ids=case_id)
def test_words_lie_on_no_art_face_or_hand(name: str, subject: Any) -> None:
    drawn = scene(name, subject)
    canvas = Canvas(drawn.frame, PRINTED_MM[name], palette(Style.COLOUR), mirrored=drawn.mirrored)
    drawn.paint(canvas)
    cells = figures.coverage.ground(canvas).cells(canvas.per_mm)
    letters = {badge.key for badge in drawn.badges}
    words = content_words(name, subject)
    badge_words = {words.labels[key] for key in letters}
    root = parse(draw(name, subject).svg)
    for text, left, top, right, bottom in boxes(root):
        if text in badge_words:
            continue
        if drawn.mirrored:
            left, right = -right, -left
        assert not cells.covers(top, bottom) & cells.columns(left, right), text
        for area in drawn.keep_out:
            assert not area.overlaps(spots_of.Box(left, top, right, bottom)), text


@pytest.mark.parametrize(("name", "subject"), list(cases()), ids=case_id)
def test_art_stays_inside_its_frame(name: str, subject: Any) -> None:
    """A PDF does not clip a figure: what left its frame would lie on the words beside it.

    What is cut to a window may leave it.
    """
    drawn = scene(name, subject)
    canvas = Canvas(drawn.frame, PRINTED_MM[name], palette(Style.COLOUR), mirrored=drawn.mirrored)
    drawn.paint(canvas)
    for data, transform in canvas.covered:
        for line in figures.paths.flattened(data):
            for x, y in map(transform.apply, line):
                assert drawn.frame.x <= x <= drawn.frame.right
                assert drawn.frame.y <= y <= drawn.frame.bottom + 0.05


@pytest.mark.parametrize("name", ["press", "exercise-roller", "hip-inside"])
def test_no_leader_crosses_the_face(name: str) -> None:
    face = person.head(figures.anatomy.bodies.body("base"))
    subject = Correction(Side.RIGHT, Tilt.BACKWARD)
    root = parse(draw(name, subject).svg)
    for line in root.iter(f"{SVG}line"):
        ends = [float(line.get(a, 0)) for a in ("x1", "y1", "x2", "y2")]
        assert not spots_of.crosses_box(((ends[0], ends[1]), (ends[2], ends[3])), face)


@pytest.mark.parametrize(
    ("name", "subject"), [case for case in LABELLED if scene(*case).spots], ids=case_id
)
def test_too_many_words_fail_and_name_the_label(name: str, subject: Any) -> None:
    words = content_words(name, subject)
    key = scene(name, subject).spots[0].key
    flood = figures.FigureWords(words.title, words.alt, words.labels | {key: "overlong " * 40})
    with pytest.raises(figures.FigureError, match=f"'{name}': no room for the label '{key}'"):
        draw(name, subject, flood)


def test_two_labels_that_want_one_place_part() -> None:
    frame = Frame(0, 0, 200, 100)
    field = spots_of.Field(frame, Cells(frame, covered(frame, [])))
    spots = [spots_of.Spot(key, (100, 50)) for key in ("one", "two")]
    placed = placement.arrange("test", field, spots, {"one": "First", "two": "Second"}, 12)
    assert not placed[0].box.overlaps(placed[1].box)
    assert [label.spot.key for label in placed] == ["one", "two"]


def test_two_labels_in_room_for_one_fail() -> None:
    frame = Frame(0, 0, 40, 16)
    field = spots_of.Field(frame, Cells(frame, covered(frame, [])))
    spots = [spots_of.Spot(key, (20, 8)) for key in ("one", "two")]
    with pytest.raises(figures.FigureError, match="shorten it, print the figure wider"):
        placement.arrange("test", field, spots, {"one": "First", "two": "Second"}, 12)


def test_an_optional_label_gives_way_and_no_other_does() -> None:
    frame = Frame(0, 0, 40, 16)
    field = spots_of.Field(frame, Cells(frame, covered(frame, [])))
    spots = [spots_of.Spot("one", (20, 8), optional=True), spots_of.Spot("two", (20, 8))]
    (placed,) = placement.arrange("test", field, spots, {"one": "First", "two": "Second"}, 12)
    assert placed.spot.key == "two"


def test_a_label_is_not_broken_at_a_no_break_space() -> None:
    wraps = spots_of.wrappings("Ancre\xa0: jambe bloquée", 12, False)
    assert wraps[2:] == [("Ancre\xa0:", "jambe", "bloquée")]


def test_wrapping_is_even() -> None:
    wraps = spots_of.wrappings("Thigh pushes away", 12, False)
    assert wraps == [
        ("Thigh pushes away",),
        ("Thigh", "pushes away"),
        ("Thigh", "pushes", "away"),
    ]


def test_a_long_word_breaks_where_it_may() -> None:
    wraps = spots_of.wrappings("Hüft\u00adbeuge\u00admuskel", 12, False)
    assert wraps == [("Hüftbeugemuskel",), ("Hüftbeuge-", "muskel"), ("Hüft-", "beuge-", "muskel")]


def test_a_label_that_moved_away_is_tied_to_its_arrow() -> None:
    frame = Frame(0, 0, 300, 100)
    wall = "M60 0L240 0L240 100L60 100Z"

    cells = Cells(frame, covered(frame, [(wall, figures.transform.IDENTITY)]))
    field = spots_of.Field(frame, cells)
    spot = spots_of.Spot("one", (100, 50), tether=(100, 50), reach=20)
    (label,) = placement.arrange("test", field, [spot], {"one": "Word"}, 10)
    assert label.leader is not None
    assert label.leader[1] == (100, 50)


def test_names_of_labels_are_those_of_the_scenes() -> None:
    """LABELS lists exactly the words some subject's scene shows."""
    for name in NAMES:
        shown = set()
        for case, subject in cases():
            if case == name:
                drawn = scene(name, subject)
                shown |= {spot.key for spot in drawn.spots} | {b.key for b in drawn.badges}
        assert shown == set(figures.LABELS[name]), name


def test_a_small_figure_keeps_its_letter_and_drops_its_words() -> None:
    """On a pocket card the words stand beside the drawing."""
    subject = next(s for n, s in cases() if n == "exercise-hands")
    root = parse(draw("exercise-hands", subject, width=80, labelled=False).svg)
    assert [text.text for text in root.iter(f"{SVG}text")] == ["L"]


@pytest.mark.parametrize("width", [30, 40, 80, 160])
@pytest.mark.parametrize("label_pt", [6, 12, 18])
def test_however_small_a_figure_its_letter_is_as_large_as_a_label(
    width: float, label_pt: float
) -> None:
    subject = next(s for n, s in cases() if n == "exercise-hands")
    drawn = draw("exercise-hands", subject, width=width, label_pt=label_pt, labelled=False)
    root = parse(drawn.svg)
    (letter,) = root.iter(f"{SVG}text")
    unit = width / numbers(root.attrib["viewBox"])[2] / 25.4 * 72
    assert float(letter.attrib["font-size"]) * unit >= label_pt - 0.01


@pytest.mark.parametrize(("name", "subject"), list(cases()), ids=case_id)
def test_what_is_drawn_is_what_was_planned_in_any_style(name: str, subject: Any) -> None:
    """Pages are fitted with plans, and printed in another style."""
    words = content_words(name, subject)
    planned = figures.plan(name, subject, words, width=PRINTED_MM[name])
    letters = [words.labels[badge.key] for badge in planned.badges]
    for style in Style:
        drawn = draw(name, subject, style=style)
        assert (drawn.width, drawn.height) == (planned.width, planned.height)
        root = parse(drawn.svg)
        assert [text.text for text in root.iter(f"{SVG}text")] == [*planned.lines, *letters]
        assert len(list(root.iter(f"{SVG}line"))) == planned.leaders


@pytest.mark.parametrize(("name", "subject"), list(cases()), ids=case_id)
def test_what_is_covered_is_the_same_at_any_size_in_any_style(name: str, subject: Any) -> None:
    """It is worked out once for all of them."""
    grounds = []
    for style, width in ((Style.COLOUR, 40), (Style.MONO, 160)):
        palettes = {side: palette(style, side=side) for side in Side}
        view = catalogue._View(catalogue.LARGER_THAN_LIFE, "base", palettes)
        drawn = catalogue._FIGURES[name].scene(subject, view)
        canvas = Canvas(drawn.frame, width, palette(style), mirrored=drawn.mirrored)
        drawn.paint(canvas)
        grounds.append(figures.coverage.ground(canvas))
    assert grounds[0] == grounds[1]


def test_every_label_without_room_is_told_with_the_room_there_is() -> None:
    frame = Frame(0, 0, 60, 100)
    field = spots_of.Field(frame, Cells(frame, covered(frame, [])), per_mm=2.0)
    spots = [spots_of.Spot(key, (30, y)) for key, y in (("one", 20), ("two", 50), ("three", 80))]
    words = {"one": "Incomprehensibilities", "two": "no", "three": "Uncharacteristically"}
    with pytest.raises(figures.FigureError) as raised:
        placement.arrange("test", field, spots, words, 12)
    told = {fault.key: fault.what for fault in raised.value.labels}
    assert set(told) == {"one", "three"}
    wide = line_width(words["one"], 12, bold=False) / 2
    assert f"takes {wide:.0f} mm, and there are" in told["one"]
    room = int(told["one"].partition("there are ")[2].partition(";")[0])
    assert 15 < room <= 30, "the frame is 30 mm wide, with a little air at its sides"


def _in_other_words(lang: str, name: str, subject: Correction) -> Any:
    """The words of a figure in another language; what only fills gaps in them stands for itself."""
    folder = paths.content_dir() / lang
    lexicon, words = (YAML(typ="safe").load(folder / f"{of}.yaml") for of in ("words", "figures"))
    letter = lexicon["sides"][subject.side.value]["letter"]
    labels = {
        key: letter if key == "letter" else str(text) for key, text in words[name]["labels"].items()
    }
    return figures.FigureWords(name, name, labels)


@pytest.mark.sweep
@pytest.mark.parametrize("lang", LANGS)
def test_no_leader_crosses_a_limb_it_does_not_name(lang: str) -> None:
    """In two-steps, Spanish for muscle once had its line drawn through knee and shin."""
    body = figures.anatomy.bodies.body("base")
    for name, subject, width in product(
        ("press", "exercise-hands", "exercise-named"),
        (Correction(Side.RIGHT, Tilt.BACKWARD), Correction(Side.LEFT, Tilt.FORWARD)),
        (87, 112, 145),
    ):
        words = _in_other_words(lang, name, subject)
        typeface = typeface_for([*words.labels.values()], lang)
        drawn = figures.plan(name, subject, words, width=width, typeface=typeface)
        hold = figures.holds.hold_of(subject)
        joints = body.layers[f"leg_{hold.leg}"].joints
        palm = body.contacts[hold.arms]["near"].palm
        foot = figures.frames.still_at(body, hold)
        limbs = {
            "shin": (joints["knee"], joints["ankle"]),
            "lying leg": (joints["hip"], (figures.frames.FRAME.right, joints["hip"][1])),
            "hand": (palm, (palm[0] + 1, palm[1] + 60)),
            "sign": ((foot[0] - 50, foot[1]), (foot[0] + 50, foot[1])),
        }
        for label in drawn.labels:
            for limb, line in limbs.items():
                crossed = label.leader and spots_of.crosses(label.leader, line)
                assert not crossed, f"{name}, {width} mm: {label.lines} crosses the {limb}"


@pytest.mark.parametrize("width", [85, 80, 76, 72])
def test_words_of_the_key_stand_beside_their_own_mark(width: float) -> None:
    """Two lines of Ukrainian pushed the words of the dashes on top of them."""
    said = {
        "moves": "Ця частина рухається",
        "thigh": "Стегно тисне",
        "hands": "Руки тримають",
        "still": "Нога на місці",
        "was": "Де було",
        "slowly": "Повільно",
    }
    typeface = typeface_for(said.values(), "uk")
    try:
        words = figures.FigureWords("Знаки", "Знаки", said)
        planned = figures.plan("marks", None, words, width=width, typeface=typeface)
    except figures.FigureError:
        return  # it is drawn wider
    rows = {spot.key: spot.at[1] for spot in scene("marks", None).spots}
    for label in planned.labels:
        middle = (label.box.top + label.box.bottom) / 2
        assert abs(middle - rows[label.spot.key]) < figures.key._HEIGHT / 3


def test_a_label_without_spaces_is_not_broken_into_single_letters() -> None:
    typeface = typeface_for(["不动"], "zh-Hans")
    assert spots_of.wrappings("不动", 12, False, typeface) == [("不动",)]
    assert ("双手", "顶住") in spots_of.wrappings("双手顶住", 12, False, typeface)


def test_a_label_rather_stands_elsewhere_than_that_its_words_are_torn() -> None:
    """“固定 / 端：顶 / 住的腿” was nearer than “固定端： / 顶住的腿”."""
    assert spots_of.torn("固定端：顶住的腿", ("固定", "端：顶", "住的腿")) == 2
    assert spots_of.torn("固定端：顶住的腿", ("固定端：", "顶住的腿")) == 0
    assert spots_of.torn("大腿向上", ("大腿", "向上")) == 0
    assert spots_of.torn("Mús\xadculo", ("Mús-", "culo")) == 1
    assert spots_of.torn("Músculo do quadril", ("Músculo", "do quadril")) == 0
    assert spots_of.torn("A coxa sobe", ("A", "coxa", "sobe")) == 1
    said = {"moves": "髋骨向前转", "anchor": "固定端：顶住的腿"}
    typeface = typeface_for(said.values(), "zh-Hans")
    words = figures.FigureWords("腿被顶住", "腿被顶住", said)
    for width in (62, 66, 68, 72):
        planned = figures.plan("flexor-held", None, words, width=width, typeface=typeface)
        assert planned.labels[1].lines == ("固定端：", "顶住的腿"), f"{width} mm"


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("letter", ["م", "س", "چ", "ر", "L", "W", "左", "बा"])
def test_the_letter_of_a_side_keeps_off_the_edge_of_its_badge(letter: str, side: Side) -> None:
    """An Arabic one with a tail had filled the square; one that is low stood above the middle."""
    typeface = typeface_for([letter], "ar")
    colours, frame = palette(Style.MONO, side=side), Frame(-50, -50, 100, 100)
    canvas = Canvas(frame, 100, colours, mirrored=False, typeface=typeface)
    figures.badge.badge(canvas, letter, (0, 0), 100, side)
    (text,) = parse(canvas.to_svg("", "")).iter(f"{SVG}text")
    y, size = float(text.get("y", 0)), float(text.get("font-size", 0))
    low, high = ink_of(letter, register(typeface).bold) or (0.0, 0.668)  # of Latin capitals
    half = line_width(letter, size, bold=True, typeface=typeface) / 2
    top, bottom = y - high * size, y - low * size
    assert top + bottom == pytest.approx(0, abs=1), "it stands in the middle"
    if side is Side.LEFT:
        assert (half**2 + bottom**2) ** 0.5 < 45
    else:
        assert half < 33
        assert bottom < 30


@pytest.mark.parametrize("width", [64, 66, 72, 85])
def test_arabic_letters_keep_off_the_bone_above_them(width: float) -> None:
    """“Side view” had touched it: its letters are flat at their top, and shapes have outlines."""
    given = {"letter": "م", "side": "منظر جانبي"}
    keys = figures.LABELS["pelvis-front"]
    said = {key: given.get(key.rpartition("_")[2], "مائلة") for key in keys}
    typeface = typeface_for(said.values(), "ar")
    words = figures.FigureWords("Pelvis", "Pelvis", said)
    planned = figures.plan("pelvis-front", PATTERNS[0], words, width=width, typeface=typeface)
    drawn = scene("pelvis-front", PATTERNS[0])
    per_mm = drawn.frame.width / width
    canvas = Canvas(drawn.frame, width, palette(Style.COLOUR), mirrored=drawn.mirrored)
    drawn.paint(canvas)
    outline = [
        transform.apply(point)
        for data, transform in canvas.covered
        for line in figures.paths.flattened(data, 2)
        for point in line
    ]
    size = 12 * figures.style.MM_PER_POINT * per_mm
    for label in planned.labels:
        left, top, right, _ = label.box
        ink = ink_of(label.lines[0], register(typeface).face(bold=label.spot.bold)) or (0, 0)
        rise, _ = spots_of.reach(label.lines, label.spot.bold, typeface)
        letters = top + (rise - ink[1]) * size
        above = [y for x, y in outline if left < x < right and y < letters]
        assert letters - max(above, default=-1000) > 0.25 * per_mm, label.lines


def test_the_anchor_of_the_arm_is_named_from_beside_the_shoulder() -> None:
    """In Tagalog its line ran along the bone, from beside the elbow."""
    said = {"anchor": "Angkla", "muscle": "Kalam\xadnan", "moves": "Gumagalaw"}
    words = figures.FigureWords("Braso", "Braso", said)
    for width in (52, 55, 60):
        anchor, *_ = figures.plan("arm", None, words, width=width).labels
        assert anchor.box.bottom < -200, f"{width} mm"


def test_words_of_a_script_that_is_not_embedded_are_as_wide_as_planned() -> None:
    """On a phone whose font is wider two Arabic labels had run together."""
    said = {"anchor": "مثبت", "muscle": "عضلة", "moves": "يتحرك"}
    typeface = typeface_for(said.values(), "ar")
    words = figures.FigureWords("الذراع", "الذراع", said)
    drawn = figures.draw("arm", None, words, width=60, typeface=typeface)
    planned = figures.plan("arm", None, words, width=60, typeface=typeface)
    texts = list(parse(drawn.svg).iter(f"{SVG}text"))
    for text, label in zip(texts, planned.labels, strict=True):
        assert float(text.get("textLength", 0)) == pytest.approx(
            label.box.right - label.box.left, abs=0.1
        )
    assert "textLength" not in draw("arm", None).svg

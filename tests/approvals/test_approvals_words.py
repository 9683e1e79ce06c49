"""What a fingerprint covers, and what it does not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from handout_help import TODAY, OwnContent
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from samples import every

from handouts.approvals import words
from handouts.approvals.status import Book
from handouts.approvals.words import Part, Words, code, from_text, words_of
from handouts.compose.approval import UNSTATED
from handouts.compose.composer import compose
from handouts.design.people import body_of
from handouts.document import Document, figures_of, texts
from handouts.errors import ContentError
from handouts.layout.figures import drawing
from handouts.pattern import PATTERNS, Pattern
from handouts.reading import Dose, Library, load_library
from handouts.storage import paths

HANDOUTS = ("correction", "card", "log", "how-it-works", "questions", "poster", "poster-overview")
SETTINGS = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=12,
)


@pytest.fixture(scope="module")
def approved(tmp_path_factory: pytest.TempPathFactory) -> OwnContent:
    """Content in which every handout is approved."""
    own = OwnContent(tmp_path_factory.mktemp("approved") / "content")
    own.approve(*HANDOUTS)
    return own


@pytest.fixture(scope="module")
def words_before(approved: OwnContent) -> dict[str, str]:
    """What patients read and see in each handout."""
    library = approved.load()
    return {handout: words_of(library, "en", handout).text for handout in HANDOUTS}


@pytest.fixture(scope="module")
def said(approved: OwnContent) -> dict[str, str]:
    """What each handout says, line by line."""
    library = approved.load()
    return {
        handout: "\n".join(
            text
            for pattern in patterns_of(library, handout)
            for text in texts(compose_neutral(library, handout, pattern).children)
        )
        for handout in HANDOUTS
    }


def patterns_of(library: Library, handout: str) -> Sequence[Pattern | None]:
    per_pattern = library.languages["en"].handouts[handout].front.per_pattern
    return PATTERNS if per_pattern else (None,)


def compose_neutral(library: Library, handout: str, pattern: Pattern | None) -> Document:
    """A handout with nothing of the clinic's filled in."""
    neutral = library._replace(clinic=library.clinic.unfilled())
    return compose(neutral, "en", handout, pattern, dose=Dose(), status=UNSTATED)


def statuses(root: Path, day: date = TODAY) -> dict[str, bool]:
    """Whether each handout is approved."""
    book = Book(load_library(root))
    return {handout: book.status("en", handout, day).is_approved for handout in HANDOUTS}


def test_all_that_was_approved_is(approved: OwnContent) -> None:
    assert statuses(approved.root) == dict.fromkeys(HANDOUTS, True)


def letters(text: str, *, of: re.Pattern[str]) -> list[int]:
    """Where letters are that a patient reads: in what matches, outside what is filled in."""
    hidden = [
        range(*match.span())
        for match in re.finditer(r"\{\{.*?\}\}|\{#.*?\}|\]\(.*?\)|^#.*$|(?<=\s)#.*$", text, re.M)
        if match[0][:2] in ("{{", "{#", "](") or of is YAML_VALUE
    ]
    found = []
    for match in of.finditer(text):
        for at in range(*match.span("words")):
            if text[at].isalpha() and not any(at in each for each in hidden):
                found.append(at)
    return found


BODY = re.compile(r"\A---\n.*?\n---\n(?P<words>.*)\Z", re.S)
YAML_VALUE = re.compile(r"(?:^|[{,])\s*[\w-]+: *(?P<words>[^{},\n]+)", re.M)


def changed(text: str, at: int, letter: str) -> str:
    return text[:at] + letter + text[at + 1 :]


@pytest.fixture
def copy(approved: OwnContent, tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "copy"
    shutil.copytree(approved.root, root)
    yield root
    shutil.rmtree(root)


@SETTINGS
@given(data=st.data())
def test_a_letter_of_a_handout_takes_its_approval_and_no_others(
    approved: OwnContent, said: Mapping[str, str], tmp_path: Path, data: st.DataObject
) -> None:
    handout = data.draw(st.sampled_from(HANDOUTS))
    text = approved.path(f"en/{handout}.md").read_text(encoding="utf-8")
    at = data.draw(st.sampled_from(letters(text, of=BODY)))
    letter = data.draw(st.sampled_from("aeiouxq").filter(lambda each: each != text[at].lower()))
    edited = edit(approved, tmp_path, f"en/{handout}.md", changed(text, at, letter))
    # Over some parts a template prints no title.
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    title = re.fullmatch(r"#+ (.*?) *(?:\{#.*\})?", line)
    is_read = title is None or "{{" in title[1] or title[1] in said[handout]
    assert edited == {name: name != handout or not is_read for name in HANDOUTS}


@SETTINGS
@given(data=st.data())
@pytest.mark.parametrize("file", every(2, ["shared.md", "words.yaml"]))
def test_a_letter_of_what_all_share_takes_every_approval(
    approved: OwnContent, tmp_path: Path, file: str, data: st.DataObject
) -> None:
    text = approved.path(f"en/{file}").read_text(encoding="utf-8")
    found = letters(text, of=BODY if file == "shared.md" else YAML_VALUE)
    at = data.draw(st.sampled_from(found))
    letter = data.draw(st.sampled_from("aeiouxq").filter(lambda each: each != text[at].lower()))
    edited = edit(approved, tmp_path, f"en/{file}", changed(text, at, letter))
    assert edited == dict.fromkeys(HANDOUTS, False)


@SETTINGS
@given(data=st.data())
def test_a_letter_of_a_figure_takes_the_approvals_of_those_that_show_it(
    approved: OwnContent, words_before: Mapping[str, str], tmp_path: Path, data: st.DataObject
) -> None:
    text = approved.path("en/figures.yaml").read_text(encoding="utf-8")
    at = data.draw(st.sampled_from(letters(text, of=YAML_VALUE)))
    letter = data.draw(st.sampled_from("aeiouxq").filter(lambda each: each != text[at].lower()))
    figure = re.findall(r"^([\w-]+):", text[:at], re.M)[-1]
    edited = edit(approved, tmp_path, "en/figures.yaml", changed(text, at, letter))
    shows = re.compile(rf"picture: {re.escape(figure)}[ ,]")
    assert edited == {name: not shows.search(words_before[name]) for name in HANDOUTS}


@SETTINGS
@given(
    name=st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), max_size=30),
    hold=st.integers(3, 10),
    colour=st.sampled_from(["#00695C", "#7A1F5C", "#0B3F73"]),
)
def test_what_the_clinic_fills_in_takes_none(
    approved: OwnContent, tmp_path: Path, name: str, hold: int, colour: str
) -> None:
    text = (
        f'name: "{name}"\nphone: 01632 960 001\naddress: 12 Mill Lane\nweb: https://example.org\n'
        f"email: a@example.org\ndose:\n  hold_seconds: {hold}\ncolours:\n  left: '{colour}'\n"
        "links:\n  video: https://example.org/v\nmail:\n  host: mail.example.org\n"
    )
    assert edit(approved, tmp_path, "clinic.yaml", text) == dict.fromkeys(HANDOUTS, True)


def edit(approved: OwnContent, tmp_path: Path, file: str, text: str) -> dict[str, bool]:
    """Whether each handout is approved once a file says something else."""
    root = tmp_path / "edited"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(approved.root, root)
    (root / file).write_text(text, encoding="utf-8")
    try:
        return statuses(root)
    except ContentError:
        assume(False)  # it is not even built
        raise


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("en/correction.md", "\n## ", "\n\n## "),  # a line that says nothing
        ("en/words.yaml", "# The words the software", "# Words that the software"),
        ("clinic.yaml", "# Your clinic.", "# Our clinic."),
    ],
)
def test_what_says_nothing_takes_none(copy: Path, file: str, old: str, new: str) -> None:
    text = (copy / file).read_text(encoding="utf-8")
    assert old in text
    (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert statuses(copy) == dict.fromkeys(HANDOUTS, True)


def test_a_drawing_that_changes_takes_them(
    approved: OwnContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = approved.load()
    before = words_of(library, "en", "correction")
    real = drawing

    def other(*figure: object, **options: object) -> object:
        made = real(*figure, **options)
        return made._replace(svg=made.svg.replace("<path", "<path ", 1))

    monkeypatch.setattr(words, "drawing", other)
    assert words_of(library, "en", "correction").fingerprint != before.fingerprint


@pytest.mark.parametrize("handout", HANDOUTS)
def test_the_text_is_read_back_as_it_was(approved: OwnContent, handout: str) -> None:
    found = words_of(approved.load(), "en", handout)
    assert from_text(found.text) == found
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}", code(found.fingerprint))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "left-backward"]),
            st.from_regex(r"[a-z][a-z ()]{0,10}[a-z]", fullmatch=True),
            st.lists(
                st.text(
                    st.characters(exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
                ).filter(bool)
            ),
        )
    )
)
def test_any_words_are_read_back(parts: list[tuple[str, str, list[str]]]) -> None:
    found = Words(tuple(Part(of, name, tuple(lines)) for of, name, lines in parts))
    assert from_text(found.text) == found


@pytest.mark.parametrize("handout", HANDOUTS)
def test_every_text_of_a_document_is_among_its_words(approved: OwnContent, handout: str) -> None:
    library = approved.load()
    found = words_of(library, "en", handout)
    heads = [part.head for part in found.parts]
    assert len(heads) == len(set(heads))
    held = "".join(found.text.replace("**", "").replace("___", "").split())
    for pattern in patterns_of(library, handout):
        for text in texts(compose_neutral(library, handout, pattern).children):
            assert "".join(text.split()) in held, text


def test_parts_in_another_order_are_other_words(
    approved: OwnContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(paths.templates_dir(), templates)
    card = (templates / "card.xml.j2").read_text(encoding="utf-8")
    blocks = re.findall(r"  <section.*data-block=.(?:dose|stop).*\n", card)
    assert len(blocks) == 2
    turned = card.replace("".join(blocks), "".join(reversed(blocks)))
    assert turned != card
    monkeypatch.setattr(paths, "templates_dir", lambda: templates)
    assert statuses(approved.root) == dict.fromkeys(HANDOUTS, True)
    (templates / "card.xml.j2").write_text(turned, encoding="utf-8")
    assert statuses(approved.root) == {name: name != "card" for name in HANDOUTS}


def test_words_hold_all_a_patient_reads(approved: OwnContent) -> None:
    text = words_of(approved.load(), "en", "correction").text
    for said in (
        "it hurts",
        "left-backward / stop",
        "right-backward / stop",
        "label: ",
        "drawing ",
    ):
        assert said in text
    assert "DRAFT: " not in re.sub(r"(?m)^  draft\..*$", "", text)


@pytest.mark.parametrize("body", ["large", "rotating"])
def test_another_body_in_the_drawings_takes_the_approval_of_what_shows_it(
    approved: OwnContent, copy: Path, body: str
) -> None:
    """A clinic's other settings leave the words as they are; this one changes what is seen."""
    clinic = (copy / "clinic.yaml").read_text(encoding="utf-8")
    edited = clinic.replace("  body: ", f"  body: {body}  ", 1)
    assert edited != clinic
    (copy / "clinic.yaml").write_text(edited, encoding="utf-8")
    left = statuses(copy)
    for handout in HANDOUTS:
        shown = body_of(body, handout)
        before = words_of(approved.load(), "en", handout).fingerprint
        same = words_of(load_library(copy), "en", handout).fingerprint == before
        assert left[handout] is same
        if shown == "base":
            assert same
        elif handout in ("correction", "card", "log", "poster", "poster-overview"):
            assert not same, handout


def test_both_patterns_of_a_handout_show_one_person(copy: Path) -> None:
    clinic = (copy / "clinic.yaml").read_text(encoding="utf-8")
    (copy / "clinic.yaml").write_text(
        clinic.replace("  body: ", "  body: rotating  ", 1), encoding="utf-8"
    )
    library = load_library(copy)
    for handout in ("correction", "poster"):
        shown = {
            figure.body
            for pattern in PATTERNS
            for figure in figures_of(
                compose(library, "en", handout, pattern, dose=Dose(), status=UNSTATED).children
            )
        }
        assert shown == {body_of("rotating", handout)}

"""Names that people type: spelled in any way, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.building.choices import choice

PATTERNS: dict[str, tuple[str, ...]] = {"left-backward": (), "right-backward": ()}
OTHERS = ("left-forward", "right-forward")
EDITIONS: dict[str, tuple[str, ...]] = {"standard": (), "large-print": (), "mono": ()}
PAPERS = {"a4": ("A4",), "letter": ("US Letter",)}
HANDOUTS: dict[str, tuple[str, ...]] = dict.fromkeys(("log", "log-short", "how-it-works"), ())


@pytest.mark.parametrize(
    ("known", "typed", "meant"),
    [
        *(
            (PATTERNS, typed, "left-backward")
            for typed in (
                "left",
                "LEFT",
                " Left backward ",
                "left_backward",
                "Left-Backward",
                "ｌｅｆｔ",
            )
        ),
        (PATTERNS, "Right", "right-backward"),
        *((EDITIONS, typed, "large-print") for typed in ("large print", "Large-Print", "LARGE")),
        (EDITIONS, "largeprint", "large-print"),
        (PAPERS, "A4", "a4"),
        (PAPERS, "A 4", "a4"),
        (PAPERS, "us letter", "letter"),
        (PAPERS, "US", "letter"),
        (HANDOUTS, "Log", "log"),  # another one begins with it
        (HANDOUTS, "How it works", "how-it-works"),
        (HANDOUTS, "how it", "how-it-works"),
    ],
)
def test_spelling_is_forgiven(known: dict[str, tuple[str, ...]], typed: str, meant: str) -> None:
    assert choice("kind", typed, known) == meant


@pytest.mark.parametrize(
    ("known", "typed", "told"),
    [
        (PATTERNS, "lefft", "there is no kind 'lefft'; did you mean left-backward?"),
        (PATTERNS, "rigth-backward", "did you mean right-backward?"),
        (PATTERNS, "backward", "did you mean left-backward or right-backward?"),
        (PATTERNS, "both", "use one of: left-backward, right-backward"),
        (PATTERNS, "l", "use one of: left-backward, right-backward"),
        (PATTERNS, "", "is missing; write one of: left-backward, right-backward"),
        (PATTERNS, " - ", "is missing; write one of"),
        (EDITIONS, "big print", "did you mean large-print?"),
        (PAPERS, "a44", "did you mean a4?"),
        (dict.fromkeys(("log-a", "log-b"), ()), "log", "may be log-a or log-b; write one of them"),
    ],
)
def test_meaning_is_not_guessed(known: dict[str, tuple[str, ...]], typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        choice("kind", typed, known)
    assert told in str(caught.value)


@pytest.mark.parametrize("typed", ["left forwards", "left hip bone forward", "forward"])
def test_nothing_is_offered_to_who_may_mean_the_opposite(typed: str) -> None:
    with pytest.raises(ValueError, match="use one of: left-backward, right-backward"):
        choice("pattern", typed, PATTERNS, OTHERS)


@pytest.mark.hostile
@given(st.text(max_size=30))
def test_whatever_is_typed_is_an_id_or_told(typed: str) -> None:
    told = ""
    try:
        found = choice("pattern", typed, PATTERNS, OTHERS)
    except ValueError as error:
        found, told = "left-backward", str(error)
    assert found in PATTERNS
    assert not told or ("; " in told and told.isprintable())


@given(st.sampled_from(sorted(EDITIONS)), st.sampled_from((" ", "-", "_", "  ", "")), st.data())
def test_any_letters_and_any_marks_between_words(of: str, mark: str, data: st.DataObject) -> None:
    cased = "".join(data.draw(st.sampled_from((str.lower, str.upper)))(char) for char in of)
    assert choice("edition", cased.replace("-", mark), EDITIONS) == of

"""Which way text runs, against the data of Unicode and against the library python-bidi."""

from __future__ import annotations

from pathlib import Path
from unicodedata import bidirectional, mirrored

import pytest
from bidi import get_display
from hypothesis import example, given
from hypothesis import strategies as st
from samples import every

from handouts.tagged import levels
from handouts.tagged.bidi import DEEPEST, FSI, LRI, PDI, RLI, visual_order

SAMPLE = Path(__file__).parent / "bidi_character_test.txt"
WHOLE = Path("/usr/share/unicode/BidiCharacterTest.txt")
"""All of it, where Debian's `unicode-data` is installed: 91 626 cases."""
EMBEDDINGS = set("\u202a\u202b\u202c\u202d\u202e")
LETTERS = st.text(
    st.sampled_from(f"aשع5٣+-,.%() []«»\u0301\u0651\t{LRI}{RLI}{FSI}{PDI}"), max_size=14
)


def test_levels_are_those_of_the_standard() -> None:
    cases = (WHOLE if WHOLE.exists() else SAMPLE).read_text("utf-8").splitlines()
    wrong = []
    for case in cases:
        if not case or case[0] == "#":
            continue
        codes, _, base, expected, order = case.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        if EMBEDDINGS & set(text):
            continue
        found = levels(text, int(base))
        removed = {at for at, level in enumerate(expected.split()) if level == "x"}
        seen = [at for at in visual_order(found) if at not in removed]
        if [str(each) for each in seen] != order.split() or any(
            level not in ("x", str(each))
            for level, each in zip(expected.split(), found, strict=True)
        ):
            wrong.append(case)
    assert not wrong


@given(LETTERS, st.sampled_from([0, 1]))
@example("عيادة (A-1) 555-0100", 1)
def test_text_is_seen_as_another_library_shows_it(text: str, base: int) -> None:
    shown = get_display(text, base_dir="LR"[base])
    order = visual_order(found := levels(text, base))
    visible = [(text[at], found[at] % 2) for at in order if bidirectional(text[at]) not in ("B",)]
    assert len(shown) == len(visible)
    for character, (own, odd) in zip(shown, visible, strict=True):
        assert character == own or (odd and mirrored(own))


def test_embeddings_and_overrides_count_for_nothing() -> None:
    plain = "abc שלום 5"
    marked = "\u202eabc\u202c \u202bשלום\u202a 5"
    kept = [at for at, each in enumerate(marked) if each not in EMBEDDINGS]
    found = levels(marked, 0)
    assert [found[at] for at in kept] == levels(plain, 0)


@pytest.mark.parametrize("opening", every(3, [LRI, RLI, FSI, "("]))
def test_what_is_never_closed_ends_with_the_text(opening: str) -> None:
    found = levels(opening * 10_000 + "aש", 0)
    assert len(found) == 10_002
    assert max(found) <= DEEPEST + 1


@pytest.mark.parametrize("text", [PDI * 10_000, f"{PDI}a{LRI}", f"{RLI}{PDI}" * 5_000])
def test_isolates_that_nothing_matches_do_no_harm(text: str) -> None:
    assert len(levels(text, 1)) == len(text)

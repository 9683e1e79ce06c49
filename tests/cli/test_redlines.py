"""Redlines in a terminal: spaces look like spaces, and a change that nobody could see is named."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.building.changes import in_sentences, redline
from handouts.cli.console import redline_writer, visible


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Hold 5\xa0s.", "Wait 5\xa0s.", "[-Hold-]{+Wait+} 5 s."),
        ("Hold 5 s.", "Hold 5\xa0s.", "Hold 5[-<space>-]{+<no-break space>+}s."),
        ("Hold 5 s now.", "Hold 5\xa0s now.", "Hold 5[-<space>-]{+<no-break space>+}s now."),
        ("one Montag two", "one Mon\xadtag two", "one [-Montag-]{+Mon<soft hyphen>tag+} two"),
        ("one Mon\xadtag two", "one Dienstag two", "one [-Montag-]{+Dienstag+} two"),
        (
            "one\xa0two three",
            "one two four",
            "one[-<no-break space>-]{+<space>+}two [-three-]{+four+}",
        ),
    ],
)
def test_a_change_is_seen(
    capsys: pytest.CaptureFixture[str], old: str, new: str, shown: str
) -> None:
    redline_writer()([(each.kind, each.text.strip("\n")) for each in redline([old], [new])])
    assert capsys.readouterr().out == shown + "\n"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("धीरे से दबाएँ।", "धीरे से दबाइए।", "धीरे से [-दबाएँ-]{+दबाइए+}।"),
        ("பாதை இது.", "பாதை இதோ.", "பாதை [-இது-]{+இதோ+}."),
        ("گام می\u200cزنید.", "گام می\u200cزند.", "گام [-می\u200cزنید-]{+می\u200cزند+}."),
        ("请轻轻推大腿。", "请用力推大腿。", "请[-轻轻-]{+用力+}推大腿。"),
        ("太ももを五秒押します。", "太ももを七秒押します。", "太ももを[-五-]{+七+}秒押します。"),
    ],
)
def test_no_letter_is_parted_and_no_more_than_words_changes(old: str, new: str, shown: str) -> None:
    """In scripts with vowel signs, and in those without spaces."""
    signs = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    line = redline([old], [new])
    assert "".join(signs[each.kind].format(each.text) for each in line) == shown + "\n"


@pytest.mark.parametrize(
    ("before", "old", "new", "after"),
    [
        ("One. ", "Two.", "Ten.", " Three."),
        ("ایک۔ ", "دو۔", "دس۔", " تین۔"),
        ("एक। ", "दो।", "दस।", " तीन।"),
        ("第一句。", "第二句。", "第三句。", "第四句。"),
    ],
)
def test_a_change_is_shown_with_its_sentence_alone(
    before: str, old: str, new: str, after: str
) -> None:
    line = redline([f"{before}{old}{after}"], [f"{before}{new}{after}"])
    (place,) = in_sentences(line)
    assert "".join(each.text for each in place if each.kind != "new") == old
    assert "".join(each.text for each in place if each.kind != "gone") == new


WORDS = st.text(st.sampled_from("ab \xa0\u2009\xad\u200b\u202e\x1b"), min_size=1, max_size=12)


@pytest.mark.hostile
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=WORDS, new=WORDS)
def test_nothing_unseen_is_printed_and_no_change_is_hidden(
    capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    capsys.readouterr()
    line = [(each.kind, each.text.strip("\n")) for each in redline([old], [new])]
    redline_writer()(line)
    printed = capsys.readouterr().out.rstrip("\n")
    assert printed.isprintable()
    if old != new:
        assert "[-" in printed or "{+" in printed
    raw = {kind: "".join(text for each, text in line if each == kind) for kind, _ in line}
    said = {kind: visible(text) for kind, text in raw.items()}
    moved = raw.get("gone") == raw.get("new")  # the same letters elsewhere: both places are shown
    if said.get("gone") == said.get("new") and old != new and not moved:
        assert "<" in printed


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\xa0b\u2009c", "a b c"), ("Mon\xadtag", "Montag"), ("\x1b[2J\u202e", "\\x1b[2J\\u202e")],
)
def test_spaces_are_spaces_and_nothing_steers_the_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown

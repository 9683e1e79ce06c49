"""Each slip a clinic can make in a YAML file, and values kept as they were typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from content_folder import FRONT, Content
from hypothesis import given
from hypothesis import strategies as st

from handouts.reading import Dose, DoseValue

CLINIC = {
    "tab": ("dose:\n\trepeats: 5", 2, "a tab", "spaces"),
    "second key": ("name: a\nname: b", 2, "'name' for the second time", "keep one"),
    "unknown key": ("name: a\nphnoe: 1", 2, "unknown name 'phnoe'", "'phone'"),
    "unknown key within": ("dose:\n  day: 1", 2, "'dose.day'", "times_a_day"),
    "list": ("- a", 1, "no names and values", "name: text"),
    "text": ("a", 1, "no names and values", "name: text"),
    "two documents": ("name: a\n---\nname: b", 2, "second YAML document", "---"),
    "anchor": ("name: &a b", 1, "an anchor '&a'", "quote"),
    "alias": ("name: *a", 1, "a reference '*a'", "itself"),
    "tag": ("name: !!python/name:os a", 1, "a tag", "quote"),
    "deep brackets": ("name: " + "[" * 5000, 1, "levels", "inner"),
    "deep mappings": ("".join(" " * i + "a:\n" for i in range(99)), 9, "levels", "inner"),
    "unknown escape": ('name: "C:\\quarry"', 1, "unknown escape", "two backslashes"),
    "short escape": ('name: "\\xz"', 1, "escape", "two backslashes"),
    "open quote": ('\nname: "a\nphone: 1\n', 2, "cannot read", "close the quotation mark"),
    "colon in text": ("name: a: b", 1, "cannot read", "double quotes"),
    "at": ("name: @a", 1, "cannot read", "double quotes"),
    "mapping for text": ("name: {a: b}", 1, "'name' is not a text", "double quotes"),
    "text for mapping": ("dose: 5", 1, "'dose' is not a group", "indent"),
    "long name": ("name: " + "a" * 300, 1, "'name' has 300 characters", "120"),
    "long address": ("address: |\n" + "  a\n" * 7, 1, "'address' has 7 lines", "6"),
    "wide address": (f"address: |\n  a\n  {'b' * 81}\n", 1, "81 characters", "80"),
    "phone without digits": ("phone: call us", 1, "no digits", "number"),
    "long phone": ("phone: " + "1" * 41, 1, "41 characters", "40"),
    "web without scheme": ("web: www.example.org", 1, "not a web address", "https://"),
    "web with password": ("web: https://a:b@c.org", 1, "not a web address", "https://"),
    "web nonsense": ("web: 'http://['", 1, "not a web address", "https://"),
    "email": ("email: clinic", 1, "not an address", "clinic@example.org"),
    "email link": ("email: mailto:a@b.org", 1, "not an address", "clinic@example.org"),
    "dose too long": ("dose:\n  hold_seconds: 61", 2, "is too high", "1 to 60"),
    "dose too hard": ("dose:\n  effort_of_10: 6", 2, "is too high", "1 to 5"),
    "effort in percent": ("dose:\n  effort: 20", 2, "no longer given in percent", "effort_of_10"),
    "country unknown": ("country: XX", 1, "is not known", "'emergency'"),
    "asked about": ("ask_about:\n  hernia: maybe", 2, "neither yes nor no", "true or false"),
    "dose none": ("dose:\n  repeats: 0", 2, "is too low", "1 to 30"),
    "dose range": ("dose:\n  repeats: 5-31", 2, "is too high", "1 to 30"),
    "dose backward": ("dose:\n  repeats: 10-5", 2, "runs backward", "smaller number first"),
    "dose words": ("dose:\n  repeats: often", 2, "not a number", "5-10"),
    "dose fraction": ("dose:\n  repeats: 2.5", 2, "not a number", "whole number"),
    "NUL": ("name: a\0", 1, "U+0000", "delete"),
    "emoji": ("phone: 1\nname: a \U0001f600", 2, "U+1F600 GRINNING FACE) at column 9", "words"),
    "emoji by escape": ('name: "\\U0001F600"', 1, "U+1F600 GRINNING FACE)", "words"),
    "beyond Unicode": ('name: "\\U00110000"', 1, "cannot read", "quotes"),
    "beyond Unicode below": (
        'name: a\nweb: |\n  b\nphone: "\\UFFFFFFFF"',
        4,
        "cannot read",
        "quotes",
    ),
    "long version": ("%YAML 1." + "1" * 4301 + "\n---\nname: a", 1, "YAML parsers", "remove"),
    "directive": ("# a\n%FOO\nname: a", 2, "YAML parsers, '%FOO'", "remove"),
    "no-break spaces before": ("dose:\n\xa0\xa0repeats: 5", 2, "special space (U+00A0)", "indent"),
    "no space in a group": ("dose:\n  repeats:5", 2, "no space after the colon", "'repeats: '"),
    "no space below a value": ("name: a\n  phone:1", 2, "no space after the colon", "'phone: '"),
    "zero width after a colon": ("name: a\nphone:\u200b1\nweb:", 2, "U+200B", "delete"),
    "zero width before a name": ("name: a\n\ufeffphone: 1\nweb:", 2, "U+FEFF", "delete"),
    "number sign": ("address: 12 High Street, Suite # 5", 1, "'# 5' would be left", "quotes"),
    "number sign after spaces": ("address: Suite  # 5", 1, "'# 5' would be left", "quotes"),
    "number sign alone": ("name: # 5", 1, "'# 5' would be left", "quotes"),
    "number sign, then more": ("address: a # b\n  c\nweb:", 1, "'# b' would be left", "two spaces"),
    "half character": ('name: "\\ud800"', 1, "U+D800 (half of a pair)", "delete"),
}


@pytest.mark.parametrize(("text", "line", "what", "remedy"), CLINIC.values(), ids=CLINIC)
def test_slip_in_the_clinic_file(
    content: Content,
    only_problem: Callable[[], str],
    text: str,
    line: int,
    what: str,
    remedy: str,
) -> None:
    content.write("clinic.yaml", text)
    problem = only_problem()
    assert problem.startswith(f"clinic.yaml:{line}: ")
    said, _, mend = problem.partition("; ")
    assert what in said
    assert remedy in mend


FRONT_MATTER = {
    "no title": ('version: "1"\npages: 1', 2, "'title' is missing", "title: …"),
    "no version": ("title: a\npages: 1", 2, "'version' is missing", "version: …"),
    "no pages": ("title: a\nversion: 1", 2, "'pages' is missing", "pages: …"),
    "empty title": ("title:\nversion: 1\npages: 1", 2, "'title' is empty", "write its text"),
    "unknown": ("title: a\nversion: 1\npages: 1\naproved_by: b", 5, "aproved_by", "'approved_by'"),
    "pages": ("title: a\nversion: 1\npages: two", 4, "'two' is not possible", "from 1 to 20"),
    "per pattern": ("title: a\nversion: 1\npages: 1\nper_pattern: 2", 5, "neither yes", "true"),
    "bare variable": ("title: {{ a }} b\nversion: 1\npages: 1", 2, "", "double quotes"),
    "filter": ('title: "{{ a|uper }}"\nversion: 1\npages: 1', 2, "unknown filter", "'upper'"),
}


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"), FRONT_MATTER.values(), ids=FRONT_MATTER
)
def test_slip_in_front_matter(
    content: Content, text: str, line: int, what: str, remedy: str
) -> None:
    content.write("en/correction.md", f"---\n{text}\n---\n\n## A\n\nB.\n")
    problems = content.problems()
    assert {problem.split(": ")[0] for problem in problems} == {f"en/correction.md:{line}"}
    assert any(what in problem and remedy in problem for problem in problems)


def test_slips_of_front_matter_and_text_come_together(content: Content) -> None:
    content.write("en/correction.md", "---\ntitle: a\nversion: 1\n---\n\n## A\n\n*B*\n")
    what = [problem.split("; ")[0] for problem in content.problems()]
    assert what == ["en/correction.md:2: 'pages' is missing", "en/correction.md:8: italics"]


@pytest.mark.parametrize(
    ("text", "what"),
    [("## A\n", "no front matter"), ("", "no front matter"), ("---\ntitle: a\n", "never ends")],
)
def test_no_front_matter(
    content: Content, only_problem: Callable[[], str], text: str, what: str
) -> None:
    content.write("en/correction.md", text)
    assert only_problem().startswith("en/correction.md:1: ")
    assert what in only_problem()


WORDS = {
    "list": ("a:\n  b: [c]", 2, "'a.b' is a list"),
    "tag": ("a: '{% if b %}'", 1, "'{% … %}' tag"),
    "private": ("a: '{{ b._c }}'", 1, "'_c' is private"),
    "missing letter": ("a: Ꮳ", 1, "CHEROKEE LETTER TSA"),
}


@pytest.mark.parametrize(("text", "line", "what"), WORDS.values(), ids=WORDS)
def test_slip_in_words(
    content: Content, only_problem: Callable[[], str], text: str, line: int, what: str
) -> None:
    content.write("en/words.yaml", text)
    assert only_problem().startswith(f"en/words.yaml:{line}: ")
    assert what in only_problem()


FIGURES = {
    "no alt": ("a:\n  title: b", 2, "'a.alt' is missing"),
    "no title": ("a:\n  alt: b", 2, "'a.title' is missing"),
    "unknown": ("a:\n  title: b\n  alt: c\n  label: d", 4, "unknown name 'a.label'"),
    "label": ("a:\n  title: b\n  alt: c\n  labels:\n    d: [e]", 5, "'a.labels.d' is not a text"),
    "no group": ("a: b", 1, "'a' is not a group"),
}


@pytest.mark.parametrize(("text", "line", "what"), FIGURES.values(), ids=FIGURES)
def test_slip_in_figures(
    content: Content, only_problem: Callable[[], str], text: str, line: int, what: str
) -> None:
    content.write("en/figures.yaml", text)
    assert only_problem().startswith(f"en/figures.yaml:{line}: {what}")


def test_values_stay_as_typed(content: Content) -> None:
    content.write(
        "clinic.yaml",
        "name: no\nphone: 0049 30\naddress: |\n  Main Street 1\n\n  Riverside\n"
        "web: https://example.org/a#b\nemail: a@example.org\n",
    )
    content.write("en/correction.md", FRONT.replace('"1.0"', "1.10") + "\n## A\n\nB.\n")
    library = content.load()
    clinic = library.clinic
    assert (clinic.name, clinic.phone) == ("no", "0049\xa030")
    assert clinic.address == "Main Street 1\nRiverside"
    assert (clinic.web, clinic.email) == ("https://example.org/a#b", "a@example.org")
    front = library.languages["en"].handouts["correction"].front
    assert front.version == "1.10"


def test_everything_may_be_empty(content: Content) -> None:
    content.write("clinic.yaml", "name:\nphone: ~\nlogo:\ndose:\n  repeats:\napprovals:\n")
    clinic = content.load().clinic
    assert (clinic.name, clinic.phone, clinic.logo) == (None, None, None)
    assert clinic.dose == Dose()


def test_dose_is_typed(content: Content) -> None:
    content.write("clinic.yaml", "dose:\n  hold_seconds: 5-10\n  effort_of_10: 2\n")
    dose = content.load().clinic.dose
    assert dose == Dose(hold_seconds=DoseValue(5, 10), effort_of_10=DoseValue(2, 2))


def test_what_approved_once_is_told(content: Content) -> None:
    content.write(
        "clinic.yaml",
        "name: Ours\napprovals:\n  en:\n    correction: {version: 1, approved_by: x, junk: [1]}\n",
    )
    front = FRONT.replace("pages:", "approved_by: a nurse\napproved_on:\nreview_due: x\npages:")
    content.write("en/correction.md", f"{front}\n## A\n\nB.\n")
    said = [str(each._replace(file=Path(each.file.name))) for each in content.notices()]
    mend = "remove it; to approve the words as they are: met-handouts approve correction"
    line = front.split("\n").index("approved_by: a nurse") + 1
    assert said == [
        f"clinic.yaml:4: 'approvals.en.correction' no longer approves anything; {mend} --lang en",
        f"correction.md:{line}: 'approved_by' no longer approves anything; {mend}",
        f"correction.md:{line + 2}: 'review_due' no longer approves anything; {mend}",
    ]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("name: Physio #1 in town", "#1 in town"),
        ("colours:\n  left: #00695C", "#00695C"),
        ("name:  #ours", "#ours"),
    ],
)
def test_what_would_be_taken_for_a_comment(
    content: Content, only_problem: Callable[[], str], line: str, cut: str
) -> None:
    content.write("clinic.yaml", f"{line}\n")
    number = line.count("\n") + 1
    assert only_problem().startswith(f"clinic.yaml:{number}: '{cut}' would be left out; put")


@pytest.mark.parametrize(
    "line",
    [
        'name: "a #1"',
        'name: "a" # b',
        "name: a  # ours",
        "name: # a",
        "name: a#1",
        "#name: b",
        "## x",
    ],
)
def test_comments_and_other_signs(content: Content, line: str) -> None:
    content.write("clinic.yaml", f"phone: 1\n{line}\n")
    assert content.load().clinic.phone == "1"


LINES = ("name: Ours", "phone: 030 123", "address: 12 High Street", "email: a@example.org")
SPOILT: dict[str, Callable[[str], str]] = {
    "no space": lambda line: line.replace(": ", ":"),
    "no colon": lambda line: line.replace(":", ""),
    "equals sign": lambda line: line.replace(":", " ="),
    "space before, none after": lambda line: line.replace(": ", " :"),
    "no-break space": lambda line: line.replace(": ", ":\xa0"),
    "zero width space": lambda line: line.replace(": ", ":\u200b"),
    "word joiner before": lambda line: f"\u2060{line}",
    "no-break space before": lambda line: f"\xa0{line}",
    "wide colon": lambda line: line.replace(": ", "\uff1a"),
    "unknown escape": lambda line: line.replace(": ", ': "\\q') + '"',
    "open quote": lambda line: line.replace(": ", ': "'),
    "two quotes": lambda line: line.replace(": ", ": 'a' "),
    "two colons": lambda line: line.replace(": ", ": a: "),
    "bracket": lambda line: line.replace(": ", ": ["),
    "brace": lambda line: line.replace(": ", ": {"),
    "star": lambda line: line.replace(": ", ": *"),
    "percent": lambda line: line.replace(": ", ": %"),
    "bar": lambda line: line.replace(": ", ": |"),
    "hyphen": lambda line: line.replace(": ", ": - "),
    "number": lambda line: f"{line} # 5",
    "comment": lambda line: f"{line} # that is all",
    "beyond Unicode": lambda line: line.replace(": ", ': "\\U00110000') + '"',
}


@pytest.mark.hostile
@given(
    st.permutations(LINES),
    st.integers(0, 3),
    st.sampled_from(sorted(SPOILT)),
    st.sampled_from(["", "\n", "# a note: of ours\n", "  # indented\n"]),
)
def test_a_slip_is_told_on_its_own_line(
    lines: list[str], place: int, how: str, between: str
) -> None:
    spoilt = [*lines[:place], SPOILT[how](lines[place]), *lines[place + 1 :]]
    text = f"\n{between}".join(spoilt)
    with TemporaryDirectory() as folder:
        content = Content(Path(folder))
        content.write("clinic.yaml", text)
        told = {int(problem.split(":")[1]) for problem in content.problems()}
    assert told == {place * (2 if between else 1) + 1}

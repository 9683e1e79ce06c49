"""Whatever is typed, reading ends in content or in problems; what prints is what was typed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from content_folder import Content
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.compose.section_markup import section_markup
from handouts.design.fonts import ATKINSON, register
from handouts.errors import ContentError
from handouts.reading import load_library
from handouts.tagged import glyphs

WORDS = "{{ }} {% {# ** * _ ` [ ]( ) | --- <b> & &#0; \\ # > ! : \" ' 1 x &#xE000; <http: ~~~"
SPACED = ["\n", "\n\n", "- ", "1. ", "    ", "\t", ": ", "{{ a }}", "{{ a.b|upper }}"]
UNSEEN = ["\0", "\u202e", "\U0001f600", "\ue000", "\ue001"]
MARKS = st.sampled_from([*WORDS.split(), *SPACED, *UNSEEN])
YAML = (
    "name: name phone dose: repeats: colours: : :x - ? # #5 | > |+ >9 & &a * *a ! !!str !!x <<: [ ]"
    ' { } , \' " "\\U00110000" "\\ud800" %YAML %TAG --- ... ~ null @ ` 1e999 0x 1_0 2026-02-30'
)
YAML_MARKS = st.sampled_from(
    [*YAML.split(), "\n", "\n  ", " ", "\n\t", "\xa0", "\u200b", "\ufeff", "9" * 4301]
)
ANYTHING_IN_YAML = st.lists(YAML_MARKS, max_size=30).map("".join)
ANYTHING = st.one_of(st.text(max_size=60), st.lists(MARKS, max_size=30).map("".join))
PRINTABLE = [
    chr(code)
    for code in sorted(glyphs(register(ATKINSON).regular))
    if chr(code).isprintable() and not re.match(r"\s|[\u0300-\u036f\u00ad\u2011]", chr(code))
]
VARIABLES = {"a": "<&>"}

pytestmark = pytest.mark.hostile


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return Content(tmp_path_factory.mktemp("samples") / "content")


def rendered(samples: Content, body: str) -> str | None:
    """The text of the markup of a section, parsed as XML; None if it was refused."""
    samples.handout("\n## Title {#title}\n\n" + body + "\n")
    try:
        language = load_library(samples.root).languages["en"]
        markup = section_markup(language.handouts["correction"].section("title"), VARIABLES, "en")
    except ContentError as error:
        refused = error.problems
    else:
        return "".join(ElementTree.fromstring(f"<body>{markup}</body>").itertext())
    assert all(problem.what and problem.remedy for problem in refused)
    assert all(str(problem).isprintable() for problem in refused)
    return None


@settings(deadline=None, max_examples=120)
@given(ANYTHING)
@example("&#xE000;0&#xE001; {{ a }}")
@example("[a](http://b.c/&#xE000;7&#xE001;)")
def test_any_paragraph_is_content_or_problems(samples: Content, body: str) -> None:
    samples.write("clinic.yaml", "")
    rendered(samples, body)


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text(PRINTABLE, min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join))
def test_printable_text_is_preserved(samples: Content, text: str) -> None:
    samples.write("clinic.yaml", "")
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text.replace("{", "").replace("}", ""))
    assert (
        rendered(samples, f"x {escaped}") == f"x {text.replace('{', '').replace('}', '')}".rstrip()
    )


@settings(deadline=None, max_examples=120)
@given(ANYTHING | ANYTHING_IN_YAML)
def test_any_clinic_file_is_content_or_problems(samples: Content, text: str) -> None:
    samples.handout("\n## Title {#title}\n\nText.\n")
    samples.write("clinic.yaml", text.encode(errors="surrogatepass"))
    assert all(problem.startswith("clinic.yaml:") for problem in samples.problems())


@settings(deadline=None, max_examples=80)
@given(st.lists(st.text(PRINTABLE, min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join))
def test_any_clinic_name_is_kept(samples: Content, name: str) -> None:
    samples.handout("\n## Title {#title}\n\nText.\n")
    quoted = name.replace("'", "''")
    samples.write("clinic.yaml", f"name: '{quoted}'\n")
    assert load_library(samples.root).clinic.name == name


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_content_or_problems(samples: Content, data: bytes) -> None:
    for name in ("clinic.yaml", "en/correction.md", "en/words.yaml"):
        before = (samples.root / name).read_bytes()
        samples.write(name, data)
        samples.problems()
        samples.write(name, before)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=200), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"<svg "]))
def test_any_logo_is_content_or_problems(samples: Content, data: bytes, start: bytes) -> None:
    samples.handout("\n## Title {#title}\n\nText.\n")
    for name in ("a.png", "a.svg"):
        samples.write(name, start + data)
        samples.write("clinic.yaml", f"name: a\nlogo: {name}\n")
        assert all(problem.startswith("clinic.yaml:2: ") for problem in samples.problems())

"""What every handout must carry cannot get lost: a build without it fails and says why."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from handout_help import NOT_APPROVED, OwnContent
from samples import every

from handouts.compose.composer import REQUIRED_BLOCKS, compose
from handouts.document import Block, Document, Group, texts
from handouts.errors import ContentError, Problem
from handouts.pattern import PATTERNS, Pattern
from handouts.reading import Dose, Library
from handouts.storage import paths

PATTERN = PATTERNS[0]
SHARED = ("checked-first", "dose", "stop", "ask-first", "help-now", "doctor-today", "known")
HANDOUTS_WITH_A_TEMPLATE = (
    "card",
    "correction",
    "how-it-works",
    "log",
    "poster",
    "poster-overview",
    "questions",
    "two-steps",
)


def problems(build: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as error:
        build()
    for problem in error.value.problems:
        assert problem.what
        assert problem.remedy
    return error.value.problems


def only_problem(build: Callable[[], object]) -> Problem:
    (problem,) = problems(build)
    return problem


def section(text: str, name: str) -> str:
    """One section of a Markdown file, its heading included."""
    found = re.search(rf"^## [^\n]*{{#{name}}}.*?(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[0]


def blocks_of(document: Document) -> dict[str, str]:
    """The words of each named block."""

    def walk(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
        for block in blocks:
            if isinstance(block, Group):
                if block.block:
                    yield block.block, " ".join(texts(block.children))
                yield from walk(block.children)

    return dict(walk(document.children))


# --- the shared words ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHARED)
def test_section_dropped_from_the_shared_words(own: OwnContent, name: str) -> None:
    text = own.path("en/shared.md").read_text(encoding="utf-8")
    own.write("en/shared.md", text.replace(section(text, name), ""))
    problem = only_problem(lambda: own.compose("how-it-works", None))
    assert problem.file == own.path("en/shared.md")
    assert problem.what == f"no section '{name}'"
    assert f"{{#{name}}}" in problem.remedy


@pytest.mark.parametrize("name", SHARED)
def test_section_emptied_in_the_shared_words(own: OwnContent, name: str) -> None:
    text = own.path("en/shared.md").read_text(encoding="utf-8")
    heading = section(text, name).splitlines()[0]
    own.write("en/shared.md", text.replace(section(text, name), f"{heading}\n\n"))
    found = problems(lambda: own.compose("how-it-works", None))
    assert any(name in f"{problem.what} {problem.remedy}" for problem in found)


@pytest.mark.parametrize("name", SHARED)
def test_section_renamed_in_the_shared_words(own: OwnContent, name: str) -> None:
    own.edit("en/shared.md", f"{{#{name}}}", f"{{#{name}s}}")
    problem = only_problem(lambda: own.compose("how-it-works", None))
    assert problem.what == f"no section '{name}'"
    assert f"{name}s" in problem.remedy  # it says what there is instead


def test_all_slips_are_told_at_once(own: OwnContent) -> None:
    own.edit("en/shared.md", "{#stop}", "{#halt}")
    own.edit("en/shared.md", "{#known}", "{#unknown}")
    own.edit("en/correction.md", "{#rest}", "{#then}")
    found = problems(lambda: own.compose("correction", PATTERN))
    told = "\n".join(problem.what for problem in found)
    for name in ("stop", "known", "rest", "then"):
        assert name in told


# --- the handout's own words --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["answer", "press", "why-hip", "set-up", "sign-off"])
def test_section_dropped_from_a_handout(own: OwnContent, name: str) -> None:
    text = own.path("en/correction.md").read_text(encoding="utf-8")
    own.write("en/correction.md", text.replace(section(text, name), ""))
    problem = only_problem(lambda: own.compose("correction", PATTERN))
    assert problem.file == own.path("en/correction.md")
    assert problem.what == f"no section '{name}'"


@pytest.mark.parametrize(
    ("handout", "name"),
    [("how-it-works", "steps"), ("poster-overview", "key"), ("questions", "summary")],
)
def test_content_of_before_has_not_what_came_later(
    own: OwnContent, handout: str, name: str
) -> None:
    """A new version of the program must not stop the printing of words that a clinic has."""
    text = own.path(f"en/{handout}.md").read_text(encoding="utf-8")
    own.write(f"en/{handout}.md", text.replace(section(text, name), ""))
    assert own.compose(handout, PATTERN if handout == "questions" else None).children


def test_section_the_template_has_no_place_for(own: OwnContent) -> None:
    text = own.path("en/correction.md").read_text(encoding="utf-8")
    own.write("en/correction.md", text + "\n## More {#more}\n\nMore words.\n")
    problem = only_problem(lambda: own.compose("correction", PATTERN))
    assert problem.file == own.path("en/correction.md")
    assert problem.line == text.count("\n") + 2
    assert problem.what == "this handout has no place for the section {#more}"


def test_unknown_variable(own: OwnContent) -> None:
    own.edit("en/log.md", "Hands **{{ hip.hands_at }}**", "Hands {{ hip.place_loudly }}")
    problem = only_problem(lambda: own.compose("log", PATTERN))
    assert problem.file == own.path("en/log.md")
    assert "hip.place_loudly" in problem.what


# --- templates ----------------------------------------------------------------------------------


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the templates, in use."""
    folder = tmp_path / "templates"
    shutil.copytree(paths.templates_dir(), folder)
    monkeypatch.setattr(paths, "templates_dir", lambda: folder)
    return folder


def drop_block(templates: Path, name: str) -> None:
    """From every template: where it stands, and where a macro is told to make it."""
    count = 0
    for template in templates.glob("*.xml.j2"):
        text = template.read_text(encoding="utf-8")
        for found in (rf' data-block="{name}"', rf'\{{\{{ blocks\.\w+\("\w+", "{name}"\) \}}\}}'):
            text, dropped = re.subn(found, "", text)
            count += dropped
        template.write_text(re.sub(rf'\{{\{{ titled\("\w+", "{name}"\) \}}\}}', "", text))
    assert count


@pytest.mark.parametrize("name", REQUIRED_BLOCKS)
@pytest.mark.parametrize("handout", every(2, HANDOUTS_WITH_A_TEMPLATE))
def test_block_dropped_from_a_template(
    library: Library, templates: Path, handout: str, name: str
) -> None:
    """However short of room it is."""
    drop_block(templates, name)
    pattern = None if handout in ("how-it-works", "poster-overview") else PATTERN
    found = problems(
        lambda: compose(library, "en", handout, pattern, dose=Dose(), status=NOT_APPROVED)
    )
    mine = [problem for problem in found if f"'{name}'" in problem.what]
    assert [problem.file for problem in mine] == [templates / f"{handout}.xml.j2"]
    assert mine[0].what == f"the block '{name}' is missing from the handout '{handout}'"


def test_block_left_empty_by_a_template(own: OwnContent, templates: Path) -> None:
    template = templates / "log.xml.j2"
    text = template.read_text(encoding="utf-8")
    empty = '<section class="stop" data-block="stop"><p> </p></section>'
    call = '{{ blocks.titled("stop", "stop") }}'
    assert call in text
    template.write_text(text.replace(call, empty), encoding="utf-8")
    found = problems(lambda: own.compose("log", PATTERN))
    assert "the block 'stop' is missing from the handout 'log'" in [each.what for each in found]


# --- handouts of one's own ----------------------------------------------------------------------

FRONT = '---\ntitle: My own sheet\nversion: "1"\npages: 2\n---\n'


def test_every_handout_carries_every_block(document: Document) -> None:
    found = blocks_of(document)
    assert set(REQUIRED_BLOCKS) <= found.keys()
    assert all(found[name].strip() for name in REQUIRED_BLOCKS)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_handout_without_a_template_of_its_own(own: OwnContent, pattern: Pattern) -> None:
    own.write(
        "en/walking.md",
        FRONT + "\n## First {#first}\n\nWalk on your {{ backward.side }} leg.\n"
        "\n## Second {#second}\n\n- One\n- Two\n",
    )
    document = own.compose("walking", pattern)
    said = texts(document.children)
    own_words = [
        "First",
        f"Walk on your {pattern.backward.side.value} leg.",
        "Second",
        "One",
        "Two",
    ]
    assert [text for text in said if text in own_words] == own_words
    assert set(REQUIRED_BLOCKS) <= blocks_of(document).keys()


def test_a_shared_block_in_the_handouts_own_words(own: OwnContent) -> None:
    shared = blocks_of(own.compose("questions", PATTERN))
    text = own.path("en/questions.md").read_text(encoding="utf-8")
    own.write("en/questions.md", text + "\n## Stop at once if {#stop}\n\nit hurts. **Call us.**\n")
    mine = blocks_of(own.compose("questions", PATTERN))
    assert mine["stop"] == "Stop at once if it hurts. Call us."
    assert shared["stop"] != mine["stop"]
    others = [name for name in mine if name not in ("stop", "approval")]  # its words have a code
    assert {name: mine[name] for name in others} == {name: shared[name] for name in others}
    assert blocks_of(own.compose("how-it-works", None))["stop"] == shared["stop"]


@pytest.mark.parametrize("handout", ["card", "poster"])
def test_without_words_of_its_own_a_card_says_the_shared_ones(
    own: OwnContent, handout: str
) -> None:
    text = own.path(f"en/{handout}.md").read_text(encoding="utf-8")
    own.write(f"en/{handout}.md", text.replace(section(text, "known"), ""))
    said = blocks_of(own.compose(handout, PATTERN))["known"]
    assert own.path("en/shared.md").read_text(encoding="utf-8").count("{#known}") == 1
    assert len(said) > 20
    assert said != "What we know. Many people with no pain have uneven hips. Studies are small."


def test_a_shared_block_emptied_in_the_handout_is_told(own: OwnContent) -> None:
    own.write(
        "en/questions.md",
        own.path("en/questions.md").read_text(encoding="utf-8") + "\n## Stop if: {#stop}\n",
    )
    found = problems(lambda: own.compose("questions", PATTERN))
    assert any("stop" in f"{problem.what} {problem.remedy}" for problem in found)


def test_shared_words_that_start_with_a_list(own: OwnContent) -> None:
    """Where the title usually runs into the first sentence, it stands above instead."""
    text = own.path("en/shared.md").read_text(encoding="utf-8")
    mine = "## Before you start {#checked-first}\n\n- Be checked.\n- Stop if it changes.\n\n"
    own.write("en/shared.md", text.replace(section(text, "checked-first"), mine))
    said = blocks_of(own.compose("how-it-works", None))["checked-first"]
    assert said == "Before you start. Be checked. Stop if it changes."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("toward-chest: toward your chest", "toward-chest: Away", "'press.away-from-chest'"),
        ("right: {name: right, letter: R}", "right: {name: Left, letter: R}", "'sides.right.name'"),
        (
            "right: {name: right, letter: R}",
            "right: {name: right, letter: L}",
            "'sides.right.letter'",
        ),
        ("  backward: backward", "  backward: forward", "'tilts.forward'"),
        ("hands_at: BEHIND", "hands_at: In  front", "'resistance.back.hands_at'"),
    ],
)
def test_opposites_that_are_the_same_words(own: OwnContent, old: str, new: str, told: str) -> None:
    own.edit("en/words.yaml", old, new)
    problem = only_problem(lambda: own.compose("correction", PATTERN))
    assert f"{told} says the same as" in f"{problem}"


def test_draft_words_that_say_nothing(own: OwnContent) -> None:
    own.edit("en/words.yaml", "  mark: DRAFT", '  mark: ""')
    problem = only_problem(lambda: own.compose("correction", PATTERN))
    assert "'draft.mark' has no words" in f"{problem}"


@pytest.mark.parametrize(
    "typed", ["{ hip.other }", "[hip.other]", "hip.other", "{hip.other | upper}"]
)
def test_a_variable_in_the_wrong_brackets(own: OwnContent, typed: str) -> None:
    own.edit("en/correction.md", "{{ hip.other }} leg straight", f"{typed} leg straight")
    problem = only_problem(lambda: own.compose("correction", PATTERN))
    assert "would be printed as it stands; write {{ hip.other }}" in f"{problem}"

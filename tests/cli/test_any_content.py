"""Whatever is typed into a content folder: handouts or problems, at once, and no file is harmed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pytest
from handout_help import OwnContent
from hypothesis import event, given, settings
from hypothesis import strategies as st
from svg_anything import ANYTHING as ANY_SVG

from handouts.cli.main import main

MARKS = (
    *(
        "{{ ",
        " }}",
        "{{ hip.side }}",
        "{% if %}",
        "{# #}",
        "**",
        "*",
        "_",
        "`",
        "[",
        "](",
        ")",
        "|",
    ),
    *(
        "# ",
        "## A {#a}",
        "### ",
        "- ",
        "1. ",
        "a) ",
        "> ",
        "    ",
        "\t",
        "---",
        "***",
        "```",
        "~~~",
    ),
    *(
        "{page-break}",
        "\\newpage",
        "\f",
        "<br>",
        "<b>",
        "<!-- ",
        "&nbsp;",
        "&#0;",
        "[^1]",
        "~~",
        "==",
    ),
    *("![a](any.svg)", "![](any.svg)", "![a](../logo.svg)", "![a](<a b.png>)", "![", "![a](a.png"),
    *("https://example.org/", "[a](https://münchen.example)", "mailto:", "tel:", ":smile:", "[x] "),
    *(
        "\x00",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\u061c",
        "\u2066",
        "\u180e",
        "\u115f",
        "\u3164",
        "\u2800",
    ),
    *("\u034f", "\ufe0f", "\u0301", "\u0489", "\ue000", "\ud7b0", "\ufffe", "\U000e0041"),
    *(
        "“",
        "’",
        "–",
        "€",
        "ß",
        "Ω",
        "Я",
        "你",
        "ش",
        "☑",
        "a" * 80,
        "Wörter",
        "9" * 40,
        " ",
        "\n",
        "\n\n",
    ),
    *(
        "left",
        "right",
        "links",
        "TODO:",
        "$x$",
        "|a|b|\n|-|-|\n|1|2|",
        "\r",
        "\v",
        "\x85",
        "\u2028",
    ),
)
YAML_MARKS = (
    *(
        "name",
        "name:",
        "title: ",
        ": ",
        " #",
        "# ",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        "&a",
        "*a",
        "!!str ",
    ),
    *(
        "!!python/object:a ",
        "<<: ",
        "%YAML 1.2\n",
        "---\n",
        "...\n",
        "|\n ",
        ">\n ",
        "? ",
        "- ",
        "\t",
    ),
    *(
        "null",
        "~",
        "yes",
        "1e999",
        "0x1F",
        "1_0",
        "2026-02-30",
        '"\\U00110000"',
        '"\\ud800"',
        "=",
        "@",
    ),
    *(
        "\xa0",
        "\u200b",
        "\x00",
        "\x07",
        "{{ a }}",
        "{{ page }}",
        "pages: 0",
        "pages: 99",
        "\n",
        "\n  ",
    ),
)
SOUND = (
    *("Words.", "**Bold.**", "### Why", "### Why\n\nSo.", "- a\n- b", "- a\n  - b", "1. a\n2. b"),
    *(
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "| a |\n|---|",
        "| Mon\xadtag | Women\u2019s |\n|---|---|",
    ),
    *("![A river](any.svg)", "![](arm)", "a\n\n![A {{ clinic.name }}](any.svg)\n\nb"),
    *("[words](https://example.org/a-b)", "- [a](tel:1)\n- **[b](mailto:a@b.org)**", "a\\\nb"),
    *(
        "{page-break}",
        "a\n{page-break}\nb",
        "{{ clinic.name }} {{ clinic.phone }}",
        "&nbsp;",
        "\\<b>",
    ),
    *("5\xa0s", "word " * 400, "w" * 70, "- a\n" * 60, "“Quotes” – dashes … • €", "Ĳ ẞ ﬁ Ǆ ĳ"),
)
BLOCK = st.lists(st.sampled_from(SOUND), min_size=1, max_size=3).map(
    lambda blocks: "\n\n{}\n\n".format("\n\n".join(blocks))
)
WORDS = st.lists(st.sampled_from(MARKS), min_size=1, max_size=6).map("".join) | st.text(max_size=20)
YAML = st.lists(st.sampled_from(YAML_MARKS), min_size=1, max_size=6).map("".join)
Edit = Callable[[str], str]


def _put(text: str, at: float, new: str, how: str) -> str:
    """A text with something put above, into or instead of one of its lines, or that line gone."""
    lines = text.split("\n")
    place = int(at * len(lines)) % len(lines)
    line = lines[place]
    middle = int(at * 7919) % (len(line) + 1)
    changed = {
        "above": [new, line],
        "into": [line[:middle] + new + line[middle:]],
        "instead": [new],
        "after": [line + new],
        "gone": [],
        "twice": [line, line],
        "cut": [line[:middle]],
    }
    lines[place : place + 1] = changed[how]
    return "\n".join(lines)


HOW = st.sampled_from(["above", "into", "into", "instead", "after", "gone", "twice", "cut"])
PLACE = st.floats(0, 1, exclude_max=True, allow_nan=False)


def edits(
    files: list[str], new: st.SearchStrategy[str], how: st.SearchStrategy[str] = HOW
) -> st.SearchStrategy[tuple[str, Edit]]:
    def edit(file: str, at: float, put: str, how: str) -> tuple[str, Edit]:
        return file, lambda text: _put(text, at, put, how)

    return st.builds(edit, st.sampled_from(files), PLACE, new, how)


CLINIC = st.lists(YAML, max_size=5).map(lambda lines: ("clinic.yaml", lambda _: "\n".join(lines)))
DRAWINGS = st.tuples(st.sampled_from(["logo.svg", "pictures/any.svg"]), ANY_SVG).map(
    lambda drawn: (drawn[0], lambda _: drawn[1].decode("latin-1"))
)
BLOCKS = edits(["en/questions.md", "en/shared.md"], BLOCK, st.sampled_from(["above", "after"]))
EDITS = st.lists(BLOCKS, min_size=1, max_size=2) | st.lists(
    edits(["en/questions.md", "en/shared.md"], WORDS)
    | edits(["en/questions.md", "en/words.yaml", "en/figures.yaml", "clinic.yaml"], YAML | WORDS)
    | CLINIC
    | DRAWINGS,
    min_size=1,
    max_size=3,
)
LINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5">'
    '<path d="M0 0L9 5" stroke="#000"/></svg>'
)
TOLD = re.compile(r"[^\n]+?:\d+: [^\n]+; [^\n]+|met-handouts: [^\n]+")


class Clinic:
    """A content folder and what was built from it, to spoil and to put right again."""

    def __init__(self, folder: Path) -> None:
        self.own = OwnContent(folder / "content")
        self.own.write("logo.svg", LINE)
        self.own.write("pictures/any.svg", LINE)
        questions = self.own.path("en/questions.md")
        text = questions.read_text(encoding="utf-8")
        questions.write_text(f"{text.rstrip()}\n\n![A river](any.svg)\n", encoding="utf-8")
        self.own.clinic("name: Riverside\nphone: '1'\nlogo: logo.svg\n")
        self.out = folder / "dist"
        self.good = self.files(self.own.root)

    def files(self, folder: Path) -> Mapping[Path, bytes]:
        return {
            path: path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and ".ledger" not in path.parts
        }

    def build(self) -> tuple[int, str]:
        chosen = "--handout questions --pattern left-backward --paper a4 --edition mono --jobs 1"
        command = [
            "build",
            *chosen.split(),
            "--content",
            str(self.own.root),
            "--out",
            str(self.out),
        ]
        err = StringIO()
        with redirect_stdout(StringIO()), redirect_stderr(err):
            code = main(command)
        return code, err.getvalue()

    def put_right(self) -> None:
        for path, data in self.good.items():
            path.write_bytes(data)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    made = Clinic(tmp_path_factory.mktemp("any"))
    code, err = made.build()
    assert code == 0, err
    return made


@pytest.mark.hostile
@settings(deadline=None, max_examples=20)
@given(EDITS)
def test_any_content_is_printed_or_told(clinic: Clinic, edits: list[tuple[str, Edit]]) -> None:
    for file, edit in edits:
        path = clinic.own.path(file)
        text = path.read_text(encoding="utf-8", errors="surrogateescape")
        path.write_bytes(edit(text).encode("utf-8", errors="surrogatepass"))
    typed, before = clinic.files(clinic.own.root), clinic.files(clinic.out)
    try:
        code, err = clinic.build()
        assert clinic.files(clinic.own.root) == typed
    finally:
        clinic.put_right()
    event(f"exit {code}")
    assert all(TOLD.fullmatch(line) and line.isprintable() for line in err.splitlines()), err
    if code == 0:
        for path, data in clinic.files(clinic.out).items():
            if path.suffix == ".pdf":
                assert len(pikepdf.open(BytesIO(data)).pages) >= 1
    else:
        assert code == 1
        assert any(not line.startswith("met-handouts: ") for line in err.splitlines())
        assert clinic.files(clinic.out) == before

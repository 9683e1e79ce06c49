"""What people have reported: the smallest input of each, typed into a copy of the content.

Each stands for its kind, which has tests of its own in the room that mended it.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from handout_help import TODAY, OwnContent
from tagged_pdf import Reading
from visible import words

from handouts.cli.main import main

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="5">{}</svg>'
DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
SOFT = [f"{day[:-3]}\xad{day[-3:]}" for day in DAYS]
BELOW = f"{'|--' * 7}|\n{'| 1 ' * 7}|"
Change = Callable[[OwnContent], object]


class Build:
    """A build of one output of a clinic's own content."""

    def __init__(self, own: OwnContent, capsys: pytest.CaptureFixture[str]) -> None:
        self.own, self.capsys = own, capsys
        self.out = own.root.with_name("dist")

    def run(self, handout: str, edition: str = "standard", paper: str = "a4") -> int:
        chosen = f"--handout {handout} --edition {edition} --paper {paper} --pattern left-backward"
        at = ["--content", str(self.own.root), "--out", str(self.out), f"--today={TODAY}"]
        code = main(["build", *chosen.split(), *at])
        self.said = self.capsys.readouterr().err
        return code

    @property
    def pdfs(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.out.rglob("*.pdf"))]

    def told(self) -> list[tuple[str, str]]:
        """The problems: each as `file:line`, and what it is with how to mend it."""
        root = f"{self.own.root}/"
        lines = [each for each in self.said.splitlines() if not each.startswith("met-handouts: ")]
        return [
            (place.removeprefix(root), rest)
            for place, _, rest in (line.partition(": ") for line in lines)
        ]


@pytest.fixture
def build(own: OwnContent, capsys: pytest.CaptureFixture[str]) -> Build:
    return Build(own, capsys)


def clinic(text: str) -> Change:
    return lambda own: own.clinic(text)


def logo(drawing: str) -> Change:
    def change(own: OwnContent) -> None:
        own.write("logo.svg", drawing)
        own.clinic("name: Riverside\nlogo: logo.svg\n")

    return change


def below(file: str, section: str, text: str) -> Change:
    """Puts a text right below the heading of a section."""

    def change(own: OwnContent) -> None:
        whole = own.path(f"en/{file}").read_text(encoding="utf-8")
        head = f"{{#{section}}}\n"
        assert whole.count(head) == 1
        own.write(f"en/{file}", whole.replace(head, f"{head}\n{text}\n\n"))

    return change


def line_of(own: OwnContent, file: str, text: str) -> int:
    lines = own.path(file).read_text(encoding="utf-8").split("\n")
    return lines.index(text) + 1


GRADIENT = (
    '<linearGradient id="a"><stop stop-color="red"/><stop offset="1" stop-color="blue"/>'
    '</linearGradient><rect width="9" height="5" fill="url(#a)"/>'
)
COPIES = "".join(f'<g id="a{n + 1}"><use href="#a{n}"/><use href="#a{n}"/></g>' for n in range(8))
LINES = '<path d="M0 0L9 5"/>' * 100
DOUBLED = f'<defs><g id="a0">{LINES}</g>{COPIES}</defs><use href="#a8"/>'

STROKE = '<path d="M0 0L9 5" stroke="#000"/>'
PRINTED: dict[str, tuple[Change, str, str, str]] = {
    "1 apostrophe": (clinic("name: Women’s Clinic\n"), "poster", "mono", "Women’s Clinic"),
    "2 subheading": (below("shared.md", "ask-first", "### Why"), "questions", "mono", "Why"),
    "5 rect": (
        logo(
            SVG.format('<rect width="9" height="5" fill="none"/><path d="M0 0L9 5" stroke="#000"/>')
        ),
        "questions",
        "standard",
        "",
    ),
    "5 circle": (logo(SVG.format('<circle cx="4" cy="2" r="2"/>')), "questions", "standard", ""),
    "5 gradient": (logo(SVG.format(GRADIENT)), "questions", "standard", ""),
}


@pytest.mark.parametrize(("change", "handout", "edition", "shown"), PRINTED.values(), ids=PRINTED)
def test_it_is_printed(
    build: Build, change: Change, handout: str, edition: str, shown: str
) -> None:
    change(build.own)
    assert build.run(handout, edition) == 0, build.said
    (pdf,) = build.pdfs
    assert shown in " ".join(words(pdf))


TOLD: dict[str, tuple[Change, str, str, str]] = {
    "3": (clinic('name: "\\U00110000"\n'), "questions", "clinic.yaml:1", "that there is not"),
    "6": (logo(SVG.format('<path d="z"/>')), "questions", "clinic.yaml:2", "'z' as its 'd'"),
    "7": (
        logo(SVG.format('<rect width="1e309" height="1"/>')),
        "questions",
        "clinic.yaml:2",
        "a number that is too large ('1e309')",
    ),
    "8": (logo(SVG.format(DOUBLED)), "questions", "clinic.yaml:2", "more than 10,000 elements"),
    "11": (
        clinic("phone: 1\nweb: https://a.org\nemail: a@b.org\naddress: x\nname:Riverside\n"),
        "questions",
        "clinic.yaml:5",
        "no space after the colon of 'name'",
    ),
    "12": (
        clinic("address: 12 High Street, Suite # 5\n"),
        "questions",
        "clinic.yaml:1",
        "'# 5' would be left out",
    ),
}
IN_WORDS = {
    "4": ("how-it-works", "lead", "Hello {{ 1e400 }} there.", "cannot read '{{ 1e400 }}'"),
    "13 heading": ("correction", "why", "##Second part", "begins no heading"),
    "13 item": ("correction", "why", "1.one", "begins no list item"),
    "13 link": ("correction", "why", "[our page] (https://example.org)", "nothing between ] and ("),
    "14 tag": ("questions", "which-leg", "<br>", "'<br>' would be printed"),
    "14 note": ("questions", "which-leg", "[^1]", "'[^1]' would be printed"),
    "14 struck": ("questions", "which-leg", "~~x~~", "'~~' would be printed"),
    "14 hidden": ("questions", "which-leg", "[//]: # (note to ourselves)", "would be printed"),
}


@pytest.mark.parametrize(("change", "handout", "place", "what"), TOLD.values(), ids=TOLD)
def test_it_is_told_and_nothing_is_written(
    build: Build, change: Change, handout: str, place: str, what: str
) -> None:
    assert build.run(handout) == 0
    before = build.pdfs
    change(build.own)
    assert build.run(handout) == 1
    ((where, said),) = build.told()
    assert where == place
    assert what in said
    assert "; " in said
    assert build.pdfs == before


@pytest.mark.parametrize(("handout", "section", "text", "what"), IN_WORDS.values(), ids=IN_WORDS)
def test_what_patients_would_read_is_told(
    build: Build, handout: str, section: str, text: str, what: str
) -> None:
    below(f"{handout}.md", section, text)(build.own)
    assert build.run(handout) == 1
    ((where, said),) = build.told()
    assert where == f"en/{handout}.md:{line_of(build.own, f'en/{handout}.md', text)}"
    assert what in said
    assert build.pdfs == []


def test_15_weekdays_are_whole_words_or_told(build: Build) -> None:
    head = f"| {' | '.join(DAYS)} |"
    below("questions.md", "which-leg", f"{head}\n{BELOW}")(build.own)
    assert build.run("questions", "large-print") == 1
    place = f"en/questions.md:{line_of(build.own, 'en/questions.md', head)}"
    assert {where for where, _ in build.told()} == {place}
    assert "the word 'Mittwoch' is too wide for its line" in build.said
    assert build.pdfs == []


def test_16_weekdays_are_divided_with_a_hyphen(build: Build) -> None:
    below("questions.md", "which-leg", f"| {' | '.join(SOFT)} |\n{BELOW}")(build.own)
    assert build.run("questions", "large-print") == 0
    heads = [each.text for each in Reading(build.pdfs[0]).document.all("TH")]
    assert heads == SOFT


def test_9_a_gradient_is_grey_in_the_mono_edition(build: Build) -> None:
    logo(SVG.format(GRADIENT))(build.own)
    assert build.run("questions", "mono") == 0
    with pypdfium2.PdfDocument(build.pdfs[0]) as pdf:
        for page in pdf:
            red, green, blue = page.render(scale=1).to_pil().convert("RGB").split()
            assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_34_a_link_to_a_host_in_other_letters(build: Build) -> None:
    below("questions.md", "which-leg", "[words](https://münchen.example/)")(build.own)
    assert build.run("questions") == 0
    with pikepdf.open(BytesIO(build.pdfs[0])) as pdf:
        leads = {
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if note.Subtype == "/Link"
        }
    assert leads == {"https://xn--mnchen-3ya.example/"}


def test_18_and_32_one_sender_and_once_a_day(own: OwnContent, tmp_path: Path) -> None:
    name = "Riverside Physiotherapy, Rehabilitation, Sports Medicine, Women's Health, and Families"
    name = name.ljust(89, "s")
    own.clinic(f'name: "{name}"\nemail: a@example.org\n')
    out = tmp_path / "drafts"
    chosen = ["--pattern=left-backward", "--to=patient@example.org", "--times-a-day=1"]
    assert main(["email", *chosen, "--content", str(own.root), "--out", str(out)]) == 0
    (draft,) = out.glob("*.eml")
    assert f'From: "{name}" <a@example.org>' in draft.read_text(encoding="utf-8")
    (text,) = out.glob("*.txt")
    said = text.read_text(encoding="utf-8").lower()
    assert "once a day" in said
    assert "1 times" not in said


def test_31_words_that_change_after_an_approval_are_a_draft(build: Build) -> None:
    build.own.approve("questions")
    assert build.run("questions") == 0
    assert "DRAFT" not in " ".join(words(build.pdfs[0]))
    below("questions.md", "which-leg", "Another word.")(build.own)
    assert build.run("questions") == 0
    assert "DRAFT" in " ".join(words(build.pdfs[0]))

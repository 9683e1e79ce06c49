"""One Markdown file with YAML front matter: a handout, or the blocks that all of them share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from handouts.errors import ContentError, Problem
from handouts.storage.tracking import note

from .characters import SOFT_HYPHEN
from .files import read_text
from .findings import Findings, Report, quoted, suggestion
from .mapping import Fields
from .nodes import ID, Section, Text
from .parse_cache import read_sections, read_yaml
from .typed_sides import Passage, Typed, meant_in, passages_of

MAX_PAGES = 20
FORMATS = ("handout", "card", "poster")
DEFAULT_FORMAT = FORMATS[0]


OLD_APPROVAL = ("approved_by", "approved_on", "review_due")
"""What approved a handout once, whatever its words were."""


def how_to_approve(handout: str) -> str:
    """A remedy for what approved a handout once."""
    return f"remove it; to approve the words as they are: met-handouts approve {handout}"


class FrontMatter(NamedTuple):
    """What a handout says of itself.

    `format` is what it is made for, a key of `design.formats.FORMATS`; `pages` is the most pages
    it may fill; `per_pattern` whether each rotation pattern has its own variant; `exercise` whether
    it is about exercises: else it has no dose, and says nothing of a tilt.
    """

    title: Text
    version: str
    pages: int
    subject: Text | None
    per_pattern: bool
    format: str = DEFAULT_FORMAT
    exercise: bool = True


class SectionSource:
    """A file of sections, by id in order; `typed` is all that was typed into it."""

    def __init__(self, path: Path, sections: Mapping[str, Section], typed: Typed) -> None:
        self.path, self.sections, self.typed = path, sections, typed

    def section(self, section_id: str) -> Section:
        """
        Raises:
            ContentError: the file has no such section.
        """
        note(self.path)
        if section_id in self.sections:
            return self.sections[section_id]
        near = suggestion(section_id, self.sections)
        remedy = f"add '## Title {{#{section_id}}}' and its text" + (
            f" ({near})" if near.startswith("did") else ""
        )
        raise ContentError([Problem(self.path, 0, f"no section '{section_id}'", remedy)])


class SharedSource(SectionSource):
    """`shared.md`: the blocks every handout carries."""

    def __init__(
        self, path: Path, sections: Mapping[str, Section], typed: Typed, version: str
    ) -> None:
        super().__init__(path, sections, typed)
        self.version = version


class HandoutSource(SectionSource):
    """`<id>.md`: the words of one handout."""

    def __init__(
        self,
        path: Path,
        sections: Mapping[str, Section],
        typed: Typed,
        id_: str,
        front: FrontMatter,
    ) -> None:
        super().__init__(path, sections, typed)
        self.id, self.front = id_, front


def read_handout(
    path: Path, findings: Findings, draft: bytes | None = None
) -> HandoutSource | None:
    """A handout; None when its front matter was refused.  Every problem is reported.

    A `draft` is read as if it stood in the file.
    """
    report = findings.of(path)
    if not ID.fullmatch(path.stem):
        report(
            0,
            f"'{path.stem}' cannot name a handout",
            "name the file with small letters, digits and single hyphens, or move it elsewhere",
        )
    parts = _split(path, report, draft)
    if parts is None:
        return None
    fields, sections, body = parts
    title = fields.template("title", limit=120, required=True)
    version = fields.text("version", limit=20, required=True)
    pages = fields.whole("pages", 1, MAX_PAGES, required=True)
    subject = fields.template("subject", limit=200)
    per_pattern = fields.yes_no("per_pattern", default=True)
    exercise = fields.yes_no("exercise", default=True)
    if per_pattern and not exercise:
        what = "'exercise: false' is for handouts that are the same for everyone"
        report(fields.line("exercise"), what, "write 'per_pattern: false' as well")
    format_ = fields.parsed("format", _format) or DEFAULT_FORMAT
    meant = meant_in(fields)
    for key in OLD_APPROVAL:
        if fields.is_given(key):
            what = f"'{key}' no longer approves anything"
            findings.notice(path, fields.line(key), what, how_to_approve(path.stem))
    fields.finish()
    if title is None or version is None or pages is None:
        return None
    front = FrontMatter(title, version, pages, subject, per_pattern, format_, exercise)
    typed = Typed(path, (*passages_of((title, subject)), body), meant)
    return HandoutSource(path, sections, typed, path.stem, front)


def _format(text: str) -> str:
    if text not in FORMATS:
        raise ValueError(f"{quoted(text)} is not a format; {suggestion(text, FORMATS)}")
    return text


def read_shared(path: Path, findings: Findings, draft: bytes | None = None) -> SharedSource | None:
    """The shared blocks; None when their front matter was refused.  Every problem is reported."""
    parts = _split(path, findings.of(path), draft)
    if parts is None:
        return None
    fields, sections, body = parts
    fields.text("title", limit=120)
    version = fields.text("version", limit=20, required=True)
    typed = Typed(path, (body,), meant_in(fields))
    fields.finish()
    return None if version is None else SharedSource(path, sections, typed, version)


def _split(
    path: Path, report: Report, draft: bytes | None
) -> tuple[Fields, Mapping[str, Section], Passage] | None:
    """The front matter's values, the sections after it, and these as typed."""
    text = read_text(path, report, soft_hyphens=True, draft=draft)
    if text is None:
        return None
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        report(
            1, "no front matter", "start the file with a line '---', 'title: …' and a line '---'"
        )
        return None
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if len(fences) == 1:
        report(1, "the front matter never ends", "put a line '---' after its last line")
        return None
    end = fences[1]
    front = "\n".join(["", *lines[1:end]]).replace(SOFT_HYPHEN, "")
    tree = read_yaml(front, report)
    body = Passage("\n".join(lines[end + 1 :]), end + 2)
    sections = read_sections(*body, path, report)
    return None if tree is None else (Fields(tree, path, report), sections, body)

"""`words.yaml` and `figures.yaml`: a language's small words, outside the text of its handouts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from handouts.design.digits import LATIN, SYSTEMS, Digits
from handouts.errors import ContentError, Problem
from handouts.storage.paths import content_dir
from handouts.storage.tracking import note

from .characters import SOFT_HYPHEN
from .dose import DoseValue
from .dose_words import COUNTED, check_forms, check_sentences, says_number
from .expressions import Word
from .files import read_text
from .findings import Findings, Report, quoted, suggestion
from .language_tags import SOURCE
from .mapping import Fields
from .nodes import Literal, Text
from .parse_cache import read_once, read_yaml
from .plurals import plurals
from .text import parse_text, render_text
from .typed_sides import MEANT, Passage, Typed, is_of_side, meant_in, passages_of
from .word_forms import NAME, check_word_forms, forms_of, normalised
from .yamltree import Node, Scalar, Tree

_DIGITS = "digits"
_SPACED = "marks."  # in which spaces count
# Labels in narrow cells, whose words may be divided at a soft hyphen.
_DIVIDED = re.compile(r"dose\.\w+\.(?:before|after)(?:\.\w+)?")
OPPOSITE_WORDS = (
    ("sides.left.letter", "sides.right.letter"),
    ("log.times.first", "log.times.second"),
    ("log.times.first", "log.times.third"),
    ("log.times.second", "log.times.third"),
    ("log.times.third", "log.times.fourth"),
    ("log.faces.smile", "log.faces.frown"),
    ("log.faces.smile", "log.faces.flat"),
    ("log.faces.flat", "log.faces.frown"),
)


class Phrases(NamedTuple):
    """The phrases of one language.

    `texts` maps dotted names (`labels.page`) to texts, `lines` these and the names above them
    (`labels`) to where they stand; `meant` is what `sides_meant` lists; `spare` are the program's
    own words for names that a clinic's file lacks.
    """

    path: Path
    lang: str
    texts: Mapping[str, Text] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})
    meant: tuple[Passage, ...] = ()
    spare: Mapping[str, Text] = MappingProxyType({})

    @property
    def all_texts(self) -> Mapping[str, Text]:
        """The texts, and the spare ones."""
        return {**self.spare, **self.texts}

    @property
    def typed(self) -> Typed:
        """All of it, but what the sides are called."""
        texts = (text for name, text in self.texts.items() if not is_of_side(name))
        return Typed(self.path, passages_of(texts), self.meant)

    def text(self, name: str, /, **variables: object) -> str:
        """The phrase of a dotted name, its variables filled in.

        Raises:
            ContentError: there is none, or it names an unknown variable.
        """
        said = {
            key: self.digits.of(value) if isinstance(value, int) else value
            for key, value in variables.items()
        }
        return render_text(self.parsed(name), said, self.lang)

    @property
    def digits(self) -> Digits:
        """What its numbers are written in: `digits` says so, where they are not Latin ones."""
        named = self.texts.get(_DIGITS) or self.spare.get(_DIGITS)
        return SYSTEMS.get(named.as_typed, LATIN) if named else LATIN

    def parsed(self, name: str) -> Text:
        """The text of a dotted name, its variables not filled in.

        Raises:
            ContentError: there is none.
        """
        self._note()
        found = self.texts.get(name) or self.spare.get(name)
        if found is None:
            raise self._missing(name, self.texts)
        return found

    def counted(self, name: str, value: DoseValue | None, /, **variables: object) -> str:
        """The phrase of a dotted name in the form that stands with a number, a range or none.

        Raises:
            ContentError: there is none, or it names an unknown variable.
        """
        if not self._has_names_below(name):
            return self.text(name, **variables)
        form = "other"
        if value is not None:
            given = self.names_below(name)
            form = plurals(self.lang).form(value.low, value.high, given)
            is_range = value.low != value.high
            if "n" in variables and is_range and not says_number(self.parsed(f"{name}.{form}")):
                form = "other"  # "twice a day" is not said of 1 to 2
        return self.text(f"{name}.{form}", **variables)

    def word(self, name: str, /, **variables: object) -> Word:
        """What a dotted name says, in all its forms, its variables filled in.

        Raises:
            ContentError: it has no words, or names an unknown variable.
        """
        has_forms = self._has_names_below(name)
        said = self.text(f"{name}.{NAME}" if has_forms else name, **variables)
        texts = self.texts if name in self.lines else self.spare
        forms = forms_of(texts, name) if has_forms else ()
        return Word(said, {form: self.text(f"{name}.{form}", **variables) for form in forms})

    def names_below(self, name: str) -> tuple[str, ...]:
        """The names of the phrases right below a dotted name, in the order the file has them.

        Raises:
            ContentError: there are none.
        """
        self._note()
        above = f"{name}."
        for texts in (self.texts, self.spare):
            found = [key.removeprefix(above) for key in texts if key.startswith(above)]
            if found:
                return tuple(key for key in found if "." not in key)
        raise self._missing(name, [key for key in self.lines if key not in self.texts])

    def _note(self) -> None:
        note(self.path, *(text.file for text in self.spare.values()))

    def has(self, name: str) -> bool:
        """Whether there are words for a dotted name, or for names below it."""
        lent = (f"{each}." for each in self.spare)
        return name in self.lines or any(each.startswith(f"{name}.") for each in lent)

    def _has_names_below(self, name: str) -> bool:
        return self.has(name) and name not in self.texts and name not in self.spare

    def _missing(self, name: str, known: Mapping[str, Text] | list[str]) -> ContentError:
        parent = name.rpartition(".")[0]
        near = suggestion(name, known)
        remedy = f"add it ({near})" if near.startswith("did") else "add it"
        if said := self._built_in(name):
            remedy += f"; the program's own {said}"
        line = self.lines.get(name, self.lines.get(parent, 0))
        return ContentError([Problem(self.path, line, f"no words for '{name}'", remedy)])

    def _built_in(self, name: str) -> str:
        """What the program's own words are for a name that is missing, as from older content."""
        for lang in dict.fromkeys((self.lang, SOURCE)):
            path = content_dir() / lang / self.path.name
            if path != self.path and path.is_file():
                theirs = read_once(read_phrases, path, Findings())
                below = [each for each in theirs.texts if f"{each}.".startswith(f"{name}.")]
                said = [f"{each}: {theirs.texts[each].as_typed}" for each in below]
                if said:
                    return f"{lang}/{path.name} says {quoted('; '.join(said), 120)}"
        return ""


class FigureText(NamedTuple):
    """The words of one figure: its caption, what a screen reader says, and its labels by name."""

    title: Text
    alt: Text
    labels: Mapping[str, Text]


def read_phrases(path: Path, findings: Findings, draft: bytes | None = None) -> Phrases:
    """`words.yaml` of the language whose folder it is in; every problem is reported.

    A `draft` is read as if it stood in the file.
    """
    lang, report = path.parent.name, findings.of(path)
    text = read_text(path, report, soft_hyphens=True, draft=draft)
    root = read_yaml(text, report) if text is not None else None
    if root is None:
        return Phrases(path, lang)
    texts: dict[str, Text] = {}
    lines: dict[str, int] = {}

    def walk(tree: Tree, above: str) -> None:
        for key, entry in tree.entries.items():
            name = f"{above}{key}"
            if name == MEANT:
                continue
            lines[name] = entry.line
            if isinstance(entry.value, Tree):
                walk(entry.value, f"{name}.")
                if name in COUNTED:
                    check_forms(entry.value, name, lang, entry.line, report)
            elif (typed := _one_line(entry.value, name, entry.line, report)) is not None:
                kept = typed if _DIVIDED.fullmatch(name) else typed.replace(SOFT_HYPHEN, "")
                texts[name] = parse_text(kept, path, entry.line, report)

    walk(root, "")
    _check_opposites(texts, lines, report)
    check_word_forms(texts, lines, report)
    _check_draft(texts, lines, report)
    if (digits := texts.get(_DIGITS)) and digits.as_typed not in SYSTEMS:
        what = f"'{_DIGITS}' is no numbering system {quoted(digits.as_typed)}"
        report(lines[_DIGITS], what, suggestion(digits.as_typed, SYSTEMS))
    check_sentences(texts, lines, lang, report)
    return Phrases(path, lang, texts, lines, meant_in(Fields(root, path, report)))


def _check_opposites(texts: Mapping[str, Text], lines: Mapping[str, int], report: Report) -> None:
    """What tells left from right and backward from forward may not be the same words."""
    for one, other in OPPOSITE_WORDS:
        said = [normalised(texts[name]) if name in texts else None for name in (one, other)]
        for name, words in zip((one, other), said, strict=True):
            if words == "":
                report(lines[name], f"'{name}' has no words", "write what it is called")
        if said[0] and said[0] == said[1]:
            report(
                lines[other],
                f"'{other}' says the same as '{one}'",
                "patients tell the two apart by it: correct one of them",
            )


def _check_draft(texts: Mapping[str, Text], lines: Mapping[str, int], report: Report) -> None:
    for name, text in texts.items():
        if name.startswith("draft.") and not normalised(text):
            remedy = "write what tells that a handout may not be given to patients"
            report(lines[name], f"'{name}' has no words", remedy)


def _one_line(value: Node, name: str, line: int, report: Report) -> str | None:
    if isinstance(value, Scalar):
        words = " ".join((value.text or "").split("\n"))
        return words if name.startswith(_SPACED) else words.strip()
    report(line, f"'{name}' is a list", "write one text, in double quotes")
    return None


def _undivided(text: Text | None) -> Text | None:
    """A text without soft hyphens: it is read aloud, or stands where nothing is divided."""
    if text is None:
        return None
    parts = (
        Literal(part.text.replace(SOFT_HYPHEN, "")) if isinstance(part, Literal) else part
        for part in text.parts
    )
    return text._replace(parts=tuple(parts))


def read_figures(
    path: Path, findings: Findings, draft: bytes | None = None
) -> tuple[dict[str, FigureText], Typed]:
    """`figures.yaml`: for each figure `title`, `alt` and `labels`; and all that was typed there.

    Every problem is reported.  A `draft` is read as if it stood in the file.
    """
    report = findings.of(path)
    text = read_text(path, report, soft_hyphens=True, draft=draft)
    root = read_yaml(text, report) if text is not None else None
    if root is None:
        return {}, Typed(path)
    figures: dict[str, FigureText] = {}
    passages: list[Passage] = []
    whole = Fields(root, path, report)
    meant = meant_in(whole)
    for name in root.entries:
        fields = whole.group(name) if name != MEANT else None
        if fields is None:
            continue
        title = _undivided(fields.template("title", limit=120, required=True))
        alt = _undivided(fields.template("alt", limit=1000, required=True))
        group = fields.group("labels")
        labels = {}
        if group is not None:
            labels = {key: group.template(key, limit=120) for key in group.tree.entries}
        fields.finish()
        passages += passages_of((title, alt, *labels.values()))
        if title is not None and alt is not None:
            given = {key: label for key, label in labels.items() if label is not None}
            figures[name] = FigureText(title, alt, given)
    return figures, Typed(path, tuple(passages), meant)

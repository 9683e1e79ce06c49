"""A folder of content to the typed model, with every problem of every file at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from handouts.errors import ContentError, Problem
from handouts.storage.tracking import note

from .clinic import Clinic, read_clinic
from .findings import Findings, suggestion
from .handout import HandoutSource, SharedSource, read_handout, read_shared
from .language_tags import SOURCE, is_language, is_translation
from .own_pictures import OwnPictures
from .parse_cache import read_once
from .phrases import FigureText, Phrases, read_figures, read_phrases
from .program_words import with_program_figures, with_program_words
from .translation import NAME as TRANSLATION
from .translation import Translation, read_translation
from .typed_sides import check_typed_sides, side_names

SHARED = "shared.md"
Drafts: TypeAlias = Mapping[Path, bytes]
"""Markdown that is read in the place of files, by the path of each; some may not be there yet."""
NO_DRAFTS: Drafts = MappingProxyType({})
_HIDDEN = ".~"  # how other programs name what is theirs
_MEANT = re.compile(r"(.+?)\.(?:md|markdown|md\.[a-z]{3,4})", re.IGNORECASE)


class Language(NamedTuple):
    """The content in one language; `code` is its BCP 47 tag and the name of its folder."""

    code: str
    path: Path
    handouts: Mapping[str, HandoutSource]
    shared: SharedSource
    phrases: Phrases
    figures: Mapping[str, FigureText]
    translation: Translation = Translation()
    incomplete: Mapping[str, HandoutSource] = MappingProxyType({})
    """Handouts that are not made, as they lack something which they have in English."""

    def handout(self, handout_id: str) -> HandoutSource:
        """
        Raises:
            ContentError: no such handout in this language.
        """
        if handout_id in self.handouts:
            note(self.handouts[handout_id].path)
            return self.handouts[handout_id]
        what = f"no handout '{handout_id}'"
        raise ContentError([Problem(self.path, 0, what, suggestion(handout_id, self.handouts))])

    def figure(self, name: str) -> FigureText:
        """
        Raises:
            ContentError: figures.yaml has no words for this figure.
        """
        note(self.path / "figures.yaml")
        if name in self.figures:
            figure = self.figures[name]
            note(figure.alt.file, *(label.file for label in figure.labels.values()))
            return figure
        what = f"no words for the figure '{name}'"
        remedy = f"add '{name}:' with 'title', 'alt' and 'labels'"
        raise ContentError([Problem(self.path / "figures.yaml", 0, what, remedy)])


class Library(NamedTuple):
    """All content of a clinic."""

    root: Path
    clinic: Clinic
    languages: Mapping[str, Language]
    """In the order in which the clinic lists them; where it lists none, English is the first."""
    pictures: OwnPictures
    """The clinic's own."""
    notices: tuple[Problem, ...] = ()
    """What should be known and stops nothing."""
    left_out: tuple[Problem, ...] = ()
    """What is wrong with languages that are not among these."""
    english: Language | None = None
    """What the others are translated from, even where it is not one of them."""

    @property
    def first_language(self) -> str:
        """What is shown where nobody has chosen one."""
        return next(iter(self.languages))

    @property
    def usual_language(self) -> str:
        """The one that is meant where none is named; empty where that cannot be known."""
        if len(self.languages) == 1:
            return next(iter(self.languages))
        return next((code for code in self.clinic.languages if code in self.languages), "")

    def language_of(self, problem: Problem) -> str | None:
        """The language whose folder a problem is in; None if it is of none."""
        return _language_of(problem, self.root)


def load_library(
    root: Path,
    *,
    langs: Sequence[str] | None = None,
    also: Collection[str] = (),
    leave_out: bool = False,
    drafts: Drafts = NO_DRAFTS,
) -> Library:
    """Read the content folder `root`: `clinic.yaml` and the folders of the languages it lists.

    `langs` names other languages instead; `also` adds some, as far as there are folders for them.
    File names in problems begin with `root` as given.  With `leave_out`, a language with problems
    is left out, if there is another.

    Raises:
        ContentError: every problem of every file.
    """
    findings = Findings()
    folders = _language_folders(root, findings)
    findings.raise_any()  # without the folder nothing else can be said
    clinic = read_clinic(root / "clinic.yaml", findings)
    wanted = [*dict.fromkeys(langs or clinic.languages or _english_first(folders))]
    for code in wanted:
        if code not in folders:
            file = root if langs else clinic.path
            findings.of(file)(0, f"no content for the language '{code}'", suggestion(code, folders))
    wanted += [code for code in dict.fromkeys(also) if code in folders and code not in wanted]
    found = [_read_language(folders[code], findings, drafts) for code in wanted if code in folders]
    languages = {language.code: language for language in found if language is not None}
    english = languages.get(SOURCE)
    if english is None and SOURCE in folders and any(map(is_translation, languages)):
        english = _read_language(folders[SOURCE], Findings(), drafts)
    languages = {
        code: _without_incomplete(language, english, findings)
        for code, language in languages.items()
    }
    _check_labels(clinic, languages.values(), findings)
    spoiled = {_language_of(problem, root) for problem in findings.problems}
    sound = {code: each for code, each in languages.items() if code not in spoiled}
    if not leave_out or None in spoiled or not sound:
        findings.raise_any()
    notices, problems = tuple(findings.notices), tuple(findings.problems)
    return Library(root, clinic, sound, OwnPictures(root), notices, problems, english)


def _is_tracked(language: Language) -> bool:
    """Whether something is known of what a language was translated from."""
    return is_translation(language.code) and bool(language.translation.translator)


def _without_incomplete(
    language: Language, english: Language | None, findings: Findings
) -> Language:
    """A translation without the handouts that lack something which they have in English."""
    if english is None or not _is_tracked(language):
        return language
    shared = set(english.shared.sections) - set(language.shared.sections)
    complete, incomplete = {}, {}
    for name, source in language.handouts.items():
        own = english.handouts[name].sections if name in english.handouts else {}
        lacking = [each for each in own if each not in source.sections]
        lacking += [each for each in sorted(shared) if each not in source.sections]
        if not lacking:
            complete[name] = source
            continue
        incomplete[name] = source
        parts = ", ".join(f"{{#{each}}}" for each in lacking)
        what = f"{name} is not made in this language: it lacks {parts}, which English has"
        remedy = f"translate what is missing: met-handouts translate {language.code}"
        findings.notice(source.path, 0, what, remedy)
    for name in english.handouts:
        if name not in language.handouts:
            what = f"there is no {name} in this language"
            remedy = f"met-handouts translate {language.code} shows what is missing"
            findings.notice(language.path, 0, what, remedy)
    return language._replace(handouts=complete, incomplete=incomplete)


def _english_first(folders: Iterable[str]) -> list[str]:
    """The order of languages that a clinic does not list."""
    return sorted(folders, key=lambda code: (code != SOURCE, code))


def _language_of(problem: Problem, root: Path) -> str | None:
    if problem.file == root or not problem.file.is_relative_to(root):
        return None
    first = problem.file.relative_to(root).parts[0]
    return first if is_language(first) and (root / first).is_dir() else None


def _language_folders(root: Path, findings: Findings) -> dict[str, Path]:
    """Every folder that holds Markdown, by language."""
    report = findings.of(root)
    folders: dict[str, Path] = {}
    try:
        for folder in sorted(root.iterdir()):
            if folder.name.startswith(".") or not folder.is_dir() or not _handout_files(folder):
                continue
            if is_language(folder.name):
                folders[folder.name] = folder
            else:
                findings.of(folder)(
                    0, f"'{folder.name}' is not a language", "name the folder like 'en' or 'pt-BR'"
                )
    except FileNotFoundError:
        report(0, "there is no such content folder", "give the folder that holds clinic.yaml")
    except NotADirectoryError:
        report(0, "not a folder", "give the folder that holds clinic.yaml")
    except PermissionError as error:
        report(0, f"no permission to read '{error.filename}'", "allow your account to read it")
    except (OSError, ValueError) as error:
        report(0, f"cannot be read ({error})", "check the folder and its disk")
    else:
        if not folders and not findings.problems:
            report(0, "no language in the content folder", "add a folder 'en' with handouts (.md)")
    return folders


def _handout_files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.iterdir() if path.suffix == ".md" and path.name[0] not in _HIDDEN
    )


def _check_names(folder: Path, findings: Findings) -> None:
    """Files that were meant as handouts: an editor may hide or change how a name ends."""
    for path in sorted(folder.iterdir()):
        meant = _MEANT.fullmatch(path.name)
        if meant and path.suffix != ".md" and path.name[0] not in _HIDDEN:
            report = findings.of(path)
            report(0, "is not read: its name must end in .md", f"name it '{meant[1]}.md'")


def _read_language(folder: Path, findings: Findings, drafts: Drafts) -> Language | None:
    """None when a file without which there is no language was refused."""
    _check_names(folder, findings)
    new = {path for path in drafts if path.parent == folder}
    files = sorted({*_handout_files(folder), *new})
    sources = [
        read_once(read_handout, path, findings, drafts.get(path))
        for path in files
        if path.name != SHARED
    ]
    if not sources:
        findings.of(folder)(0, "no handouts", "add a file like correction.md")
    shared = read_once(read_shared, folder / SHARED, findings, drafts.get(folder / SHARED))
    phrases = read_once(read_phrases, folder / "words.yaml", findings)
    phrases = with_program_words(phrases, findings)
    figures, typed_into_figures = read_once(read_figures, folder / "figures.yaml", findings)
    figures = with_program_figures(figures, folder / "figures.yaml", findings)
    translation = read_translation(folder / TRANSLATION, findings)
    if shared is None:
        return None
    handouts = {source.id: source for source in sources if source is not None}
    names = side_names(phrases.texts)
    for_each = [source.typed for source in handouts.values() if source.front.per_pattern]
    for_all = [source.typed for source in handouts.values() if not source.front.per_pattern]
    of_all = [shared.typed, phrases.typed, typed_into_figures]
    check_typed_sides(for_each, names, findings)
    check_typed_sides(of_all, names, findings, allowed=not for_each)
    check_typed_sides(for_all, names, findings, allowed=True)
    return Language(folder.name, folder, handouts, shared, phrases, figures, translation)


def _check_labels(clinic: Clinic, languages: Iterable[Language], findings: Findings) -> None:
    """What links are called is printed in every language."""
    speaking = [
        language
        for language in languages
        if any(source.front.per_pattern for source in language.handouts.values())
    ]
    names = frozenset(name for each in speaking for name in side_names(each.phrases.texts))
    check_typed_sides([clinic.typed], names, findings)

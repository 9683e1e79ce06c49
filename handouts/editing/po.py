"""A language as a PO file, for translators' own programs, and back: nothing is lost either way.

A message is what stands under a heading, the heading, a line at the top of a handout, or an entry
of a YAML file.  Its context is its place, as `card.md#stop`; its comments say what it is and how
much room there is.  What a language has more than English, as forms of a word, are messages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.editing.parts import FRONT, part_of, parts_of, with_part
from handouts.errors import ContentError, Problem
from handouts.reading.findings import quoted
from handouts.reading.language_tags import SOURCE
from handouts.reading.nodes import Variable
from handouts.reading.text import split
from handouts.storage.ordinary_files import read
from handouts.storage.swap import swap

if TYPE_CHECKING:
    from ruamel.yaml import YAML

_FRONT_LINES = ("title", "subject")
_FILES = ("words.yaml", "figures.yaml")
_HEADING, _BELOW = "heading", "text"
_SAME = "_"  # begins the English of what English has not: no text of ours does


class Message(NamedTuple):
    """One message.

    Attributes:
        context: where it stands: the file, and the part or the dotted name of the entry in it.
        english: empty where English has none.
        words: the translation; empty where there is none.
        comments: for the translator.
    """

    context: str
    english: str
    words: str
    comments: tuple[str, ...]


def messages(content: Path, lang: str) -> list[Message]:
    """All that English has, in the order of its files, then what the language has besides.

    Raises:
        ContentError: a file cannot be read.
    """
    english, own = (_texts(content / code) for code in (SOURCE, lang))
    both = {**english, **{name: "" for name in own if name not in english}}
    return [
        Message(name, text, own.get(name, ""), tuple(_comments(name)))
        for name, text in both.items()
    ]


def exported(content: Path, lang: str) -> bytes:
    """The language as a PO file.

    Raises:
        ContentError: a file cannot be read.
    """
    from babel.messages import pofile

    catalog = _catalog(lang)
    for each in messages(content, lang):
        catalog.add(
            each.english or f"{_SAME}{each.context}",
            each.words,
            context=each.context,
            auto_comments=each.comments,
        )
    written = BytesIO()
    pofile.write_po(written, catalog, width=0, omit_header=False)
    dated = re.compile(rb'"(POT-Creation-Date|PO-Revision-Date): [^\n]*\n')
    return dated.sub(b"", written.getvalue())


def imported(content: Path, lang: str, data: bytes, file: Path) -> list[str]:
    """Writes the words of a PO file into the files of a language; returns the places changed.

    What the file lacks stays as it is.  A file that the language has not is made from English,
    without what is not translated.

    Raises:
        ContentError: it is no PO file, has a place there is not, or a variable that does not stand
            there; nothing is written.
        DistError: the files cannot be written; nothing has changed.
    """
    wanted = _read_po(data, file)
    english, own = (_texts(content / code) for code in (SOURCE, lang))
    known = {*english, *own}
    unknown = [name for name in wanted if not _may_be(name, known)]
    if unknown:
        what = f"there is no {unknown[0]} to translate"
        remedy = "export the language anew, and translate that"
        raise ContentError([Problem(file, 0, what, remedy)])
    changed = {name: words for name, words in wanted.items() if words != own.get(name, "")}
    if problems := list(_unfilled(changed, {**own, **english}, file)):
        raise ContentError(problems)
    files: dict[str, bytes] = {}
    for name in dict.fromkeys(each.partition("#")[0] for each in changed):
        path = content / lang / name
        start = path if path.is_file() else content / SOURCE / name
        text = _text(start)
        of_file = {place: changed[place] for place in changed if place.partition("#")[0] == name}
        dropped = {
            place
            for place in english
            if start != path and place.partition("#")[0] == name and place not in wanted
        }
        written = _with_markdown if name.endswith(".md") else _with_yaml
        files[name] = written(text, of_file, dropped).encode()
    if files:
        (content / lang).mkdir(exist_ok=True)
        swap(content / lang, files, [])
    return list(changed)


def _may_be(name: str, known: set[str]) -> bool:
    """A place that there is, or a form of an entry that there is."""
    above = name.rpartition(".")[0]
    return name in known or above in known or above in {each.rpartition(".")[0] for each in known}


def _unfilled(
    changed: Mapping[str, str], before: Mapping[str, str], file: Path
) -> Iterator[Problem]:
    """What entries could not fill in: variables that are not, in one form or another, in English.

    Those of parts are told when they are read.
    """
    for place, words in changed.items():
        if place.partition("#")[0] not in _FILES:
            continue
        known = _variables(before.get(place, words), file)
        for names in sorted(_variables(words, file) - known):
            if not any(names[: len(each)] == each for each in known):
                what = (
                    f"{place} says {quoted('{{ ' + '.'.join(names) + ' }}')}, its English does not"
                )
                yield Problem(file, 0, what, "leave variables as they are in English")


def _variables(text: str, file: Path) -> set[tuple[str, ...]]:
    parts = split(text, file, 0, lambda *_: None)
    return {part.expression.names for part in parts if isinstance(part, Variable)}


# --- texts by their places ------------------------------------------------------------------------


def _texts(folder: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    if not folder.is_dir():
        return texts
    for path in sorted(folder.glob("*.md")):
        texts.update(_of_markdown(path))
    for name in _FILES:
        if (folder / name).is_file():
            tree = _yaml().load(_text(folder / name))
            texts.update({f"{name}#{key}": text for key, text in _leaves(tree or {}, "")})
    return texts


def _text(path: Path) -> str:
    try:
        return read(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        what = f"cannot be read: {error}"
        raise ContentError([Problem(path, 0, what, "save it as UTF-8")]) from error


def _of_markdown(path: Path) -> Iterator[tuple[str, str]]:
    for part in parts_of(_text(path)):
        if part.id == FRONT:
            tree = _yaml().load(part.words.strip("-")) or {}
            for name in _FRONT_LINES:
                if name in tree:
                    yield f"{path.name}#{name}", str(tree[name])
            continue
        place = f"{path.name}#{{{part.id}}}"
        yield f"{place}.{_HEADING}", part.title
        if part.words:
            yield f"{place}.{_BELOW}", part.words


def _leaves(node: Any, above: str) -> Iterator[tuple[str, str]]:
    pairs = node.items() if isinstance(node, Mapping) else enumerate(node)
    for key, value in pairs:
        name = f"{above}.{key}" if above else f"{key}"
        if isinstance(value, Mapping | list):
            yield from _leaves(value, name)
        elif value is not None and str(value):
            yield name, str(value)


def _comments(place: str) -> Iterator[str]:
    file, _, name = place.partition("#")
    if file == "figures.yaml":
        figure, _, what = name.partition(".")
        yield f"The picture {figure}: met-handouts figures --name {figure}"
        if what == "alt":
            yield "Read aloud in one breath: 150 characters at most"
        if what.startswith("labels."):
            yield "Written on the picture: short"
    elif file == "words.yaml":
        if re.fullmatch(r"dose\.\w+\.(before|after).*", name):
            yield "A label of the dose: on a card each word has room for about 7 letters"
        if name.startswith("log.days_short."):
            yield "12 mm: 5 letters"
        if name.endswith(".letter"):
            yield "Drawn on legs and badges: 1 or 2 letters"
        if name == "draft.machine_translation":
            yield "Stands in the bar of cards: short"
    else:
        yield f"The handout {file.removesuffix('.md')}"
        if name.endswith(_BELOW):
            yield "Markdown: **bold**, - list, ![what a picture shows](its file, which stays)"
            yield "{{ variables }} stay"


# --- files with other texts -----------------------------------------------------------------------


def _with_markdown(text: str, changed: Mapping[str, str], dropped: set[str]) -> str:
    parts = {part.id: part for part in parts_of(text)}
    for place in dropped:
        id_ = place.partition("#{")[2].partition("}.")[0]
        if id_ in parts:
            text = text.replace(parts[id_].raw, "")
    for place, words in changed.items():
        name = place.partition("#")[2]
        if name in _FRONT_LINES:
            line = f"{name}: {dumps(words, ensure_ascii=False)}"
            text = re.sub(rf"(?m)^{name}:[^\r\n]*", lambda _, line=line: line, text, count=1)  # type: ignore[misc]
            continue
        id_, _, what = name.removeprefix("{").partition("}.")
        now = part_of(text, id_)
        if now is not None and what == _HEADING:
            text = with_part(text, id_, words, now.words)
        elif now is not None:
            text = with_part(text, id_, now.title, words)
    return text


def _with_yaml(text: str, changed: Mapping[str, str], dropped: set[str]) -> str:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    yaml = _yaml()
    tree = yaml.load(text)
    for place in dropped:
        *above, last = place.partition("#")[2].split(".")
        at = tree
        for key in above:
            at = at[int(key) if isinstance(at, list) else key]
        if not isinstance(at, list):
            at.pop(last)
    for place, words in changed.items():
        *above, last = place.partition("#")[2].split(".")
        at = tree
        for key in above:
            step = int(key) if isinstance(at, list) else key
            if not isinstance(at, list) and not isinstance(at.get(step), Mapping | list):
                at[step] = {}
            at = at[step]
        at[int(last) if isinstance(at, list) else last] = DoubleQuotedScalarString(words)
    written = StringIO()
    yaml.dump(tree, written)
    return written.getvalue()


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


# --- PO -------------------------------------------------------------------------------------------


def _catalog(lang: str) -> Any:
    from babel import Locale, UnknownLocaleError
    from babel.messages.catalog import Catalog

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = None
    return Catalog(locale=locale, project="MET handouts", version="", fuzzy=False)


def _read_po(data: bytes, file: Path) -> dict[str, str]:
    from babel.messages import pofile

    try:
        catalog = pofile.read_po(BytesIO(data), abort_invalid=True)
    except (pofile.PoFileError, UnicodeDecodeError, ValueError, LookupError) as error:
        what = f"is no PO file ({error})"
        raise ContentError([Problem(file, 0, what, "export one, and change that")]) from error
    found = {}
    for message in catalog:
        if message.id and message.context and message.string and not message.fuzzy:
            found[str(message.context)] = str(message.string)
    if not found:
        what = "is no PO file, or nothing in it is translated"
        raise ContentError([Problem(file, 0, what, "export one, and translate that")])
    return found

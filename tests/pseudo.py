"""A made-up language with longer words, to see what the layout makes of one.

A vowel of each word is repeated until the word has grown by two fifths, and a, o and u wear an
umlaut.  Variables, ids and keys stay as they are.
"""

from __future__ import annotations

import re
from pathlib import Path

from ruamel.yaml import YAML

GROWTH = 1.4
_KEPT = re.compile(r"(\{\{.*?\}\}|\{#[\w-]+\})")
_WORD = re.compile(r"[A-Za-z]{2,}")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")
_UMLAUTS = str.maketrans("aouAOU", "äöüÄÖÜ")


def write_longer(source: Path, target: Path) -> None:
    """A folder of content in one language, again in the made-up one."""
    target.mkdir()
    for file in source.iterdir():
        if file.suffix == ".yaml":
            yaml = YAML()
            yaml.width = 10_000
            with (target / file.name).open("w", encoding="utf-8") as out:
                yaml.dump(_leaves(yaml.load(file.read_text(encoding="utf-8"))), out)
        else:
            _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
            front = re.sub(r"(?m)(?<=^title: ).*|(?<=^subject: ).*", lambda m: longer(m[0]), front)
            text = f"---\n{front}---\n{longer(body)}"
            (target / file.name).write_text(text, encoding="utf-8")


def longer(text: str) -> str:
    """Plain text in the made-up language."""
    parts = _KEPT.split(text)
    return "".join(
        part if number % 2 else _WORD.sub(lambda match: _word(match[0]), part)
        for number, part in enumerate(parts)
    )


def _word(word: str) -> str:
    vowel = _VOWEL.search(word)
    if vowel is None:
        return word
    more = vowel[0].lower() * max(1, round(len(word) * (GROWTH - 1)))
    return (word[: vowel.end()] + more + word[vowel.end() :]).translate(_UMLAUTS)


def _leaves(node: object) -> object:
    """The same tree, its texts made longer."""
    if isinstance(node, dict):
        for key in node:
            node[key] = _leaves(node[key])
        return node
    if isinstance(node, list):
        return [_leaves(each) for each in node]
    return longer(node) if isinstance(node, str) else node

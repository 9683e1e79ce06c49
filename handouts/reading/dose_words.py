"""What `words.yaml` says of the dose: which words may change with the number, and how."""

from __future__ import annotations

from collections.abc import Mapping

from .dose import LIMITS
from .findings import Report, quoted
from .nodes import Text, Variable
from .plurals import CATEGORIES, plurals
from .yamltree import Tree

COUNTED = {
    f"dose.{value}.{part}": limits
    for value, limits in LIMITS.items()
    for part in ("before", "after", "sentence")
}
"""Phrases that may have a text for each plural category, with the numbers they may stand with."""


def check_forms(tree: Tree, name: str, lang: str, line: int, report: Report) -> None:
    """A text that goes with numbers has one for each plural category they may have."""
    known = plurals(lang)
    needed = known.needed(*COUNTED[name])
    use = f"'{lang}' needs: {', '.join(needed)}"
    for form, entry in tree.entries.items():
        if not known.has(form):
            report(entry.line, f"'{name}' has an unknown plural form {quoted(form)}", use)
        elif isinstance(entry.value, Tree):
            report(entry.line, f"'{name}.{form}' is no text", "write one text, in double quotes")
    if missing := [form for form in needed if form not in tree.entries]:
        forms = ", ".join(f"'{form}'" for form in missing)
        report(line, f"'{name}' lacks the plural form {forms}", use)


def check_sentences(
    texts: Mapping[str, Text], lines: Mapping[str, int], lang: str, report: Report
) -> None:
    """A sentence says its number, unless there is only one it can stand with."""
    for name, text in texts.items():
        of, _, form = name.rpartition(".")
        if name in COUNTED:
            of, form = name, "other"
        if of not in COUNTED or not of.endswith(".sentence") or form not in CATEGORIES:
            continue
        if not text.as_typed.strip():
            report(lines[name], f"'{name}' has no words", "write how it is said")
        elif not says_number(text):
            numbers = plurals(lang).numbers(form, *COUNTED[of])
            if form == "other" or len(numbers) > 1:
                what = f"'{name}' would leave out the number, which is not always the same"
                report(lines[name], what, "write {{ n }} where it belongs")


def says_number(text: Text) -> bool:
    """Whether a sentence says `{{ n }}`."""
    return any(
        isinstance(part, Variable) and part.expression.names == ("n",) for part in text.parts
    )

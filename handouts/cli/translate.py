"""The command `translate`: how a language stands beside English, and what translators need."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.cli import options, output
from handouts.errors import UsageError

if TYPE_CHECKING:
    from handouts.translating.staleness import PartState, TranslationState


def add_to(new: options.NewCommand) -> None:
    parser = new("translate", "Show what of a language is missing, or older than its English.")
    add = parser.add_argument
    add("lang", metavar="LANG", help="The language, as es or pt-BR.")
    help_ = "Only these, as card.md#stop; or a whole file."
    add("parts", metavar="PART", nargs="*", default=(), help=help_)
    add("--export", metavar="FILE.po", type=Path, help="Write all of it for a translator.")
    add("--import", dest="po", metavar="FILE.po", type=Path, help="Take a translator's words over.")
    help_ = "These are translations of the English of now; without PART, all that are there."
    add("--done", action="store_true", help=help_)
    add("--translator", metavar="NAME", help="Who translated what is done. (translation.yaml's)")
    add("--reviewed", action="store_true", help="A qualified person has reviewed these words.")
    add("--name", metavar="NAME", default="", help="Who has reviewed them.")
    add("--role", metavar="ROLE", default="", help="What makes them qualified, as: translator.")
    options.add_content(parser)
    options.add_today(parser)
    options.add_json(parser)
    parser.set_defaults(run=_translate)


def _translate(given: options.Options) -> bool:
    """Does what was asked for, then says how the language stands.

    Raises:
        ContentError: the content, or a PO file, has problems; nothing is written.
        DistError: a file could not be written.
        UsageError: the options do not make sense.
    """
    from handouts.editing import po
    from handouts.reading.language_tags import is_language, is_translation
    from handouts.storage.ordinary_files import read, replace

    lang = given.lang
    if not is_language(lang) or not is_translation(lang):
        fault = f"'{lang}' is not a language to translate into; write one like es or pt-BR"
        raise UsageError([("LANG", fault)])
    if given.po is not None:
        try:
            data = read(given.po)
        except OSError as error:
            raise UsageError([("--import", f"cannot be read ({error.strerror})")]) from error
        changed = po.imported(given.content, lang, data, given.po)
        if not given.as_json:
            output.print_line(f"{len(changed)} texts taken over from {given.po}")
    if given.export is not None:
        try:
            replace(given.export, po.exported(given.content, lang))
        except OSError as error:
            raise UsageError([("--export", f"cannot be written ({error.strerror})")]) from error
        if not given.as_json:
            output.print_line(f"{given.export} written")
        return True
    state = _state(given)
    chosen = _chosen(state, given.parts)
    if given.done or given.reviewed:
        _write_down(given, state, chosen)
        state = _state(given)
        chosen = _chosen(state, given.parts)
    _print(chosen, as_json=given.as_json)
    return True


def _state(given: options.Options) -> TranslationState:
    from handouts.reading import load_library
    from handouts.translating.staleness import TranslationState

    return TranslationState(load_library(given.content, langs=[given.lang]), given.lang)


def _chosen(state: TranslationState, names: Sequence[str]) -> list[PartState]:
    parts = state.parts
    unknown = [
        name
        for name in names
        if name not in parts and not any(each.startswith(f"{name}#") for each in parts)
    ]
    if unknown:
        raise UsageError([(name, "is no part; without PART, all are shown") for name in unknown])
    return [
        each
        for name, each in parts.items()
        if not names or name in names or name.partition("#")[0] in names
    ]


def _write_down(
    given: options.Options, state: TranslationState, chosen: Sequence[PartState]
) -> None:
    from handouts.translating.records import (
        PartRecord,
        Reviewed,
        mark,
        write_records,
    )

    faults = []
    for option, text in (("--name", given.name), ("--role", given.role)):
        if given.reviewed and not (text.strip() and text.isprintable()):
            faults.append((option, "is missing; write who reviewed the words, and what they are"))
    if faults:
        raise UsageError(faults)
    records = dict(state.records)
    usual = given.translator or state.language.translation.translator
    for each in chosen:
        if not each.words:
            continue
        before = records.get(each.name)
        if given.done or before is None:
            was = before.translator if before else usual
            before = PartRecord(each.english, given.translator or was, before and before.reviewed)
        if given.reviewed:
            by = Reviewed(
                mark(each.words), given.name.strip(), given.role.strip(), options.day_of(given)
            )
            before = before._replace(reviewed=by)
        records[each.name] = before
    write_records(state.language.path, records)


def _print(parts: Sequence[PartState], *, as_json: bool) -> None:
    from handouts.translating.staleness import Standing

    if as_json:
        rows = [
            {
                "part": each.name,
                "standing": each.standing.name.lower(),
                "safety": each.is_safety,
                "needs_review": each.needs_review,
                "english_before": each.before,
                "english": each.english,
                "translation": each.words,
            }
            for each in parts
        ]
        output.print_json({"ok": True, "parts": rows})
        return
    for standing in (Standing.MISSING, Standing.STALE, Standing.UNTRANSLATED):
        found = [each for each in parts if each.standing is standing]
        for each in found:
            warns = " (it warns: the handout is a DRAFT)" if each.is_safety else ""
            told = warns if standing is Standing.STALE else ""
            output.print_line(f"{each.name}: {standing.value}{told}")
            if standing is Standing.STALE:
                _print_lines("English before", each.before or "")
                _print_lines("English now", each.english)
                _print_lines("translation", each.words)
            if standing is Standing.MISSING:
                _print_lines("English", each.english)
    counts = [
        f"{sum(each.standing is standing for each in parts)} {standing.value}"
        for standing in Standing
    ]
    waiting = sum(each.needs_review for each in parts)
    output.print_line(f"{'; '.join(counts)}; {waiting} by a machine and not reviewed")


def _print_lines(head: str, text: str) -> None:
    for line in text.split("\n"):
        output.print_line(f"    {head}: {line}")

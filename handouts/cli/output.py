"""What the commands print: what was built and changed, and problems one to a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.building import warnings
from handouts.cli.console import print_table, redline_writer, visible
from handouts.errors import Problem
from handouts.storage.paths import shown_path
from handouts.storage.publishing import Output, Published, Value

if TYPE_CHECKING:
    from handouts.building.changes import Receipt
    from handouts.building.why import Reason
    from handouts.compose.approval import Status
    from handouts.readability.grade import TooHard
    from handouts.render.figure_export import Export

MOST_REDLINES = 20
MOST_REMOVED = 10


def print_line(text: str, *, now: bool = False) -> None:
    """Prints one line on standard output; `now` even where that is a pipe."""
    print(visible(text), flush=now)


def print_json(value: object) -> None:
    """Prints one JSON value on standard output, in ASCII: any console can show it."""
    print(json.dumps(value, indent=2))


def print_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Prints `file:line: what; how to mend it` on standard error, or all as JSON."""
    if not as_json:
        for problem in problems:
            shown = Problem(shown_path(problem.file), problem.line, problem.what, problem.remedy)
            print(visible(str(shown)), file=sys.stderr)
        return
    print_json({"ok": False, "errors": [_as_fields(problem) for problem in problems]})


def _as_fields(problem: Problem) -> dict[str, object]:
    return {**problem._asdict(), "file": str(shown_path(problem.file))}


def print_faults(faults: Iterable[tuple[str, str]], *, as_json: bool) -> None:
    """Prints what is wrong with each option."""
    if as_json:
        errors = [{"option": option, "what": fault} for option, fault in faults]
        print_json({"ok": False, "errors": errors})
        return
    for option, fault in faults:
        print(visible(f"met-handouts: {option}: {fault}"), file=sys.stderr)


def print_hint(text: str) -> None:
    """Prints something worth knowing on standard error."""
    print(visible(f"met-handouts: {text}"), file=sys.stderr)


def print_notices(notices: Iterable[Problem]) -> None:
    """Prints what should be known and stops nothing."""
    print_hints(warnings.of_problems(notices))


def print_unkept(why: str) -> None:
    """Says why the words of a draft that was handed out are not kept, if so."""
    if why:
        print_hint(f"the code of this draft cannot be looked up later: {why}")


def print_drafts(drafts: Mapping[tuple[str, str], Status]) -> None:
    """Says which handouts are DRAFT, and why."""
    print_hints(warnings.of_drafts({key: warnings.why_draft(each) for key, each in drafts.items()}))


def print_hard(hard: Mapping[tuple[str, str], TooHard]) -> None:
    """Says which handouts are harder to read than the clinic wants."""
    print_hints(warnings.of_hard(hard))


def print_left_out(documents: Mapping[str, Collection[str]]) -> None:
    """Says what had no room on which documents."""
    print_hints(warnings.of_left_out(documents))


def print_hints(texts: Iterable[str]) -> None:
    for text in texts:
        print_hint(text)


def print_site(files: Collection[str], out: Path, *, as_json: bool) -> None:
    """Prints which phone pages are in the folder to upload."""
    pages = [path for path in files if path.endswith(".html")]
    if as_json:
        print_json({"ok": True, "out": str(out), "pages": pages})
        return
    for path in pages:
        print_line(path)
    print_line(f"{shown_path(out)}: {len(pages)} pages; README.txt there says how to upload it")


def print_result(
    entries: Mapping[str, Mapping[str, Value]],
    published: Published,
    out: Path,
    receipt: Receipt,
    drafts: Mapping[tuple[str, str], Status],
    notices: Sequence[Problem],
    problems: Sequence[Problem],
    *,
    as_json: bool,
) -> None:
    """Prints what a build made, and changed, and left; `entries` are the manifest's.

    `problems` are of languages that were left out.
    """
    if as_json:
        documents = [
            {"path": path, **entry, "changed": path in published.written}
            for path, entry in entries.items()
        ]
        print_json(
            {
                "ok": not problems,
                "out": str(out),
                "documents": documents,
                "removed": list(published.removed),
                "changes": [
                    {
                        "paths": list(change.paths),
                        "redlines": [
                            [[piece.kind, piece.text] for piece in line] for line in change.redlines
                        ],
                    }
                    for change in receipt.changes
                ],
                "drafts": [
                    {"handout": handout, "lang": lang, "because": warnings.why_draft(status)}
                    for (lang, handout), status in drafts.items()
                ],
                "notices": [_as_fields(each) for each in notices],
                **({"errors": [_as_fields(each) for each in problems]} if problems else {}),
            }
        )
        return
    print_drafts(drafts)
    print_notices(notices)
    written = [entries[path] for path in entries if path in published.written]
    of_several = len({entry.get("lang") for entry in written}) > 1
    columns = ("pattern", "edition", "paper", "pages#", "size#")
    if written:
        print_table(
            ("document", *(["language"] if of_several else []), *columns),
            [
                (
                    f"{entry['handout']}",
                    *([f"{entry.get('lang')}"] if of_several else []),
                    f"{entry['pattern'] or ''}",
                    f"{entry['edition']}",
                    f"{entry['paper']}",
                    f"{entry['pages']}",
                    _size(int(entry["bytes"] or 0)),
                )
                for entry in written
            ],
        )
    print_receipt(receipt)
    for path in published.removed[:MOST_REMOVED]:
        print_line(f"removed, as nothing makes it any more: {path}")
    print(
        f"{out}: {len(published.written)} written, {len(published.unchanged)} unchanged,"
        f" {len(published.removed)} removed"
    )


def print_receipt(receipt: Receipt) -> None:
    """Prints what changed in the words: `[-gone-]` and `{+new+}`, in colour where there is any."""
    shown = [(change, line) for change in receipt.changes for line in change.redlines]
    write = redline_writer()
    for change, line in shown[:MOST_REDLINES]:
        write([(each.kind, each.text.replace("\n", " ")) for each in line])
        others = len(change.paths) - 1
        print(f"    {change.paths[0]}{f' and {others} more' if others else ''}")
    if len(shown) > MOST_REDLINES:
        print(f"… and {len(shown) - MOST_REDLINES} more changes; --receipt FILE.html shows all")


def print_reasons(reasons: Mapping[str, Sequence[Reason]], *, as_json: bool) -> None:
    """Prints why each output would be built."""
    if as_json:
        rows = [
            {"path": path, "build": bool(why), "because": [reason.text for reason in why]}
            for path, why in reasons.items()
        ]
        print_json({"ok": True, "outputs": rows})
        return
    for path, why in reasons.items():
        said = "; ".join(reason.text for reason in why) or "it is as it should be"
        print_line(f"{path}: {said}")
    due = sum(map(bool, reasons.values()))
    print(f"{due} to be built, {len(reasons) - due} as they should be")


def print_exports(exports: Sequence[Export], out: Path, *, as_json: bool) -> None:
    """Prints the figures written, with their sizes on paper in mm."""
    if as_json:
        rows = [
            {
                "path": each.path,
                "figure": each.name,
                "lang": each.lang,
                "title": each.title,
                "alt": each.alt,
                "width_mm": round(each.width, 2),
                "height_mm": round(each.height, 2),
                "bytes": len(each.data),
            }
            for each in exports
        ]
        print_json({"ok": True, "out": str(out), "figures": rows})
        return
    print_table(
        ("figure", "mm#", "size#"),
        [
            (each.path, f"{each.width:.0f} × {each.height:.0f}", _size(len(each.data)))
            for each in exports
        ],
    )
    print(f"{out}: {len(exports)} written")


def print_written(outputs: Sequence[Output], out: Path, *, as_json: bool) -> None:
    """Prints the files written that no manifest lists."""
    if as_json:
        documents = [{"path": output.path, **output.entry} for output in outputs]
        print_json({"ok": True, "out": str(out), "documents": documents})
        return
    print_table(
        ("file", "pages#", "size#"),
        [(each.path, f"{each.about['pages']}", _size(len(each.data))) for each in outputs],
    )
    print(f"{out}: {len(outputs)} written")


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000))} kB"

"""The command `whats-new`."""

from __future__ import annotations

from handouts.cli import options, output
from handouts.storage import built_in


def add_to(new: options.NewCommand) -> None:
    whats_new = new(
        "whats-new", "Show what the program's own words have that your content does not."
    )
    options.add_content(whats_new)
    whats_new.add_argument(
        "--seen", action="store_true", help="You have seen it: builds speak of it no more."
    )
    options.add_json(whats_new)
    whats_new.set_defaults(run=_whats_new)


def _whats_new(given: options.Options) -> bool:
    """Prints each part that is new, as the program says it, and where it stands.

    Raises:
        DistError: what was seen could not be written down.
    """
    found = built_in.new_parts(given.content)
    if given.seen:
        built_in.mark_seen(given.content)
    if given.as_json:
        parts = [{"part": each.name, "file": str(each.path), "now": _lines(each)} for each in found]
        output.print_json({"ok": True, "parts": parts})
        return True
    for each in found:
        output.print_line(f"{each.name}, from {each.path}:")
        for line in _lines(each):
            output.print_line(f"    {line}" if line else "")
    output.print_line(f"{len(found)} new" if found else "Nothing is new.")
    return True


def _lines(part: built_in.NewPart) -> list[str]:
    return [line for line in part.new.strip("\n").split("\n") if line or not part.part]

"""Two people changed one file: both changes are kept, part by part, or it is told."""

from __future__ import annotations

from typing import NamedTuple

from handouts.editing.parts import parts_of


class Merged(NamedTuple):
    """
    Attributes:
        text: with what changed on either side; where both changed a part, `mine`.
        conflicts: the parts that both changed, by id.
    """

    text: str
    conflicts: tuple[str, ...] = ()


def merged(base: str, theirs: str, mine: str) -> Merged:
    """What became of `base`, which two have changed."""
    if theirs in (base, mine):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    was, other, own = (
        {part.id: part.raw for part in parts_of(text)} for text in (base, theirs, mine)
    )
    added = [id_ for id_ in own if id_ not in was and id_ not in other]
    raws, conflicts = [], []
    for id_ in (*other, *added):
        before, there, here = was.get(id_), other.get(id_), own.get(id_)
        if there == here or here == before:
            raws.append(there)
        elif there == before:
            raws.append(here)
        else:
            raws.append(here if here is not None else there)
            conflicts.append(id_)
    for id_, raw in own.items():  # they removed what was changed here
        if id_ in was and id_ not in other and raw != was[id_]:
            raws.append(raw)
            conflicts.append(id_)
    lines = [raw for raw in raws if raw]
    for at, raw in enumerate(lines[:-1]):
        if raw[-1] not in "\r\n":
            lines[at] = f"{raw}\n"
    return Merged("".join(lines), tuple(conflicts))

"""Form XObjects (ISO 32000-1, 8.10): operators of one's own, and what they name."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .object_writer import stream
from .objects import deflated
from .operators import factor


class Form(NamedTuple):
    """Operators that show no text, drawn in a window of units of their own.

    Attributes:
        window: left, bottom, right and top, in those units.
        matrix: leads from them to the units of what draws it.
        states: the entries of each graphics state (8.4.5), such as `/ca 0.5`.
        patterns: each pattern (8.7), a dictionary.
        forms: what it draws with `Do`.
        masks: graphics states that mask by the luminosity of a form (11.6.5.3).
        group: what makes a transparency group of it (11.6.6), if anything does.
    """

    code: bytes
    window: tuple[float, ...]
    matrix: tuple[float, ...]
    states: tuple[tuple[str, str], ...] = ()
    patterns: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, Form], ...] = ()
    masks: tuple[tuple[str, Form], ...] = ()
    group: str = ""

    def resources(self, reference: Callable[[Form], str]) -> str:
        """The entries of its resource dictionary; `reference` is that of a form inside it."""
        states = "".join(f"/{name}<<{entries}>>" for name, entries in self.states)
        for name, mask in self.masks:
            states += f"/{name}<</SMask<</S/Luminosity/G {reference(mask)}>>>>"
        found = {
            "ExtGState": states,
            "Pattern": "".join(f"/{name} {pattern}" for name, pattern in self.patterns),
            "XObject": "".join(f"/{name} {reference(form)}" for name, form in self.forms),
        }
        return "".join(f"/{kind}<<{entries}>>" for kind, entries in found.items() if entries)


@lru_cache(maxsize=256)
def form_object(
    code: bytes, window: tuple[float, ...], matrix: tuple[float, ...], resources: str, group: str
) -> bytes:
    """A form as an indirect object.

    Raises:
        GeometryError: a length that no reader takes.
    """
    head = (
        f"/Subtype/Form/BBox[{' '.join(map(factor, window))}]"
        f"/Matrix[{' '.join(map(factor, matrix))}]{group}/Resources<<{resources}>>"
    )
    flat = deflated(code, reused=True)
    entries = [head.encode("ascii"), *([] if flat is None else [b"/Filter/FlateDecode"])]
    return stream(entries, code if flat is None else flat)

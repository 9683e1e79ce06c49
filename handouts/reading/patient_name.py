"""The name of a patient, as it can be printed: nothing of it is guessed or put right."""

from __future__ import annotations

from unicodedata import category

from .characters import JOINERS, is_invisible, remedy, tidy, unprintable

MOST = 80
"""Characters of a name; that it fits its line is seen when it is laid out."""


def printable_name(text: str) -> str:
    """The name with plain spaces, composed (NFC); empty if nothing was typed.

    Raises:
        ValueError: cannot be printed; what is wrong and how to mend it, without the name itself.
    """
    # Spaces that keep words together, or are of another width, come along with what is pasted.
    name = "".join(" " if category(char) == "Zs" else char for char in tidy(text)).strip()
    if len(name) > MOST:
        raise ValueError(f"has {len(name)} characters; shorten it to {MOST} at most")
    if "\N{REPLACEMENT CHARACTER}" in name:
        raise ValueError("has letters that were lost; name the file's encoding with --encoding")
    if any((is_invisible(char) and char not in JOINERS) or char in "\n\t" for char in name):
        raise ValueError("has a line end or an invisible character; type it again")
    if missing := unprintable(name):
        raise ValueError(f"has letters no typeface has; {remedy(missing[0])}")
    return name

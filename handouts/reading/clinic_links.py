"""`links` of clinic.yaml: web addresses printed on every handout, as QR codes and in words."""

from __future__ import annotations

from typing import NamedTuple

from .findings import nearest, quoted
from .links import uri, web_address
from .mapping import Fields
from .typed_sides import Passage
from .yamltree import Scalar, Tree

# Have words of their own in words.yaml, under `links`.
NAMED = ("video", "booking")
MOST = 2  # a page has no room for more


_LONGEST_SITE = 60  # characters: the names of pages, and a dose, follow it


def site_of_handouts(text: str) -> str:
    """Where the clinic's phone pages are, as a URI without a slash at its end.

    Raises:
        ValueError: it is no such address; says how to write it.
    """
    address = web_address(text)
    if not address.lower().startswith("https://"):
        raise ValueError(f"{quoted(text)} is not secret on its way; write it with https://")
    if set("?#") & set(address):
        raise ValueError(f"{quoted(text)} is no folder; write it without a ? or a #")
    if len(address) > _LONGEST_SITE:
        limit = f"shorten it to {_LONGEST_SITE} at most"
        raise ValueError(f"has {len(address)} characters; {limit}")
    return uri(address).rstrip("/")


class ClinicLink(NamedTuple):
    """One link.  `label` is None where words.yaml has the words for its `name`."""

    name: str
    address: str
    label: str | None = None


def labels_of(group: Fields | None) -> tuple[Passage, ...]:
    """The words that links have of their own, as typed."""
    entries = group.tree.entries.values() if group else ()
    typed = [
        entry.value.entries["label"]
        for entry in entries
        if isinstance(entry.value, Tree) and "label" in entry.value.entries
    ]
    return tuple(
        Passage(label.value.text, label.line)
        for label in typed
        if isinstance(label.value, Scalar) and label.value.text
    )


def read_links(group: Fields | None) -> tuple[ClinicLink, ...]:
    """Each link: an address, or `address` and `label`.  Every problem is reported."""
    if group is None:
        return ()
    found = []
    for name, entry in group.tree.entries.items():
        label = None
        if isinstance(entry.value, Tree):
            of = group.group(name)
            assert of is not None
            address = of.parsed("address", web_address, required=True)
            label = of.text("label", limit=40)
            of.finish()
        else:
            address = group.parsed(name, web_address)
        if address is None:
            continue
        if label is None and name not in NAMED:
            close = nearest(name, NAMED)
            remedy = f"did you mean '{close}'? If not, " if close else ""
            remedy += "write 'address: …' and 'label: …' on lines below it, indented"
            group.report(entry.line, f"'{group.path}{name}' has no words to print", remedy)
            continue
        found.append(ClinicLink(name, address, label))
        if len(found) == MOST + 1:
            group.report(entry.line, f"more than {MOST} links", "keep those that matter most")
    return tuple(found)

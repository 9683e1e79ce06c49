"""The folder of phone pages, as a clinic puts it on its web site: only what is approved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from handouts.building.pipeline import compose_all, drafts
from handouts.building.plan import Key, Selection, plan
from handouts.building.warnings import of_left_out
from handouts.compose.approval import Status
from handouts.compose.online import EXERCISES
from handouts.design.papers import WEB
from handouts.document import Document, figures_of
from handouts.errors import ContentError, Problem
from handouts.reading import Library
from handouts.render.backend import render
from handouts.render.figure_export import picture
from handouts.render.rendered import Rendered
from handouts.render.web.facts import picture_of
from handouts.render.web.site_index import site_index
from handouts.render.web.whole_page import GENERATOR
from handouts.storage.ordinary_files import names_in, read

_PICTURE_PIXELS = 1200  # what those show who are sent a link
_EDITION = "standard"
_HOW = """\
Phone pages of your handouts, to put on your web site.

1. Copy everything in this folder to a folder of your web site, for example /h, as it is. Any host
   of plain files will do: nothing runs there. It must answer on https://.
2. Write its address into clinic.yaml: web_handouts: https://www.example.org/h
   Then build, and make this folder again: sheets and cards have a code that opens their page.
3. Open index.html there on a phone, and scan the code of one sheet.
4. After each change or approval of words, make this folder again, and copy it again. Remove there
   what is gone here: its words may be approved no longer.

The dose of a patient stands after the # of an address. Browsers never send that part to a web
site. The pages fetch nothing, set no cookie and keep nothing.
"""


class PhonePages(NamedTuple):
    """
    Attributes:
        files: the folder, by path.
        drafts: why the others are left out, by language and handout.
        hints: what should be known besides.
    """

    files: Mapping[str, bytes]
    drafts: Mapping[tuple[str, str], Status]
    hints: tuple[str, ...]


def phone_pages(library: Library, today: date) -> PhonePages:
    """The pages of all approved handouts, and an index of them in all their languages.

    Raises:
        ContentError: problems in the content, or nothing is approved.
    """
    variants = plan(library, Selection(papers=(WEB.id,)))
    composed = compose_all(
        library, [each.key for each in variants], dose=library.clinic.dose, today=today
    )
    approved = [document for document, status in composed.values() if status.is_approved]
    if not approved:
        what = "no handout is approved yet, so there are no pages for your web site"
        remedy = "approve one first: met-handouts approve NAME"
        raise ContentError([Problem(library.root, 0, what, remedy)])
    there = {each.online.pages[each.lang] for each in approved}
    files = {"index.html": site_index(approved).encode(), "README.txt": _HOW.encode()}
    left_out: dict[str, tuple[str, ...]] = {}
    for document in approved:
        path = document.online.pages[document.lang]
        page = _page(document, there)
        files[path], left_out[path] = page.data, page.left_out
        if document.online.site and (figures := figures_of(document.children)):
            sides = document.brand.sides
            files[picture_of(path)] = picture(figures[0], document.lang, _PICTURE_PIXELS, sides)
    hints = (*_hints(library, composed), *of_left_out(left_out))
    return PhonePages(files, drafts(composed), hints)


def _page(document: Document, there: Collection[str]) -> Rendered:
    """The page, which leads to no language that is not there."""
    pages = {lang: path for lang, path in document.online.pages.items() if path in there}
    shown = document._replace(online=document.online._replace(pages=pages))
    return render(shown, WEB, _EDITION, fillable=True)


def _hints(library: Library, composed: Mapping[Key, tuple[Document, Status]]) -> tuple[str, ...]:
    """What leads nowhere, or nowhere yet."""
    hints = []
    if library.clinic.web_handouts is None:
        hints.append("clinic.yaml has no 'web_handouts' yet: no sheet has a code that opens a page")
    missing = {
        lang
        for (lang, handout, _), (_, status) in composed.items()
        if handout == EXERCISES and not status.is_approved
    }
    if library.clinic.web_handouts is not None and missing:
        hints.append(
            f"the codes on sheets open '{EXERCISES}', which is not approved and left out in:"
            f" {', '.join(sorted(missing))}"
        )
    return tuple(hints)


def written_before(out: Path, files: Collection[str]) -> list[str]:
    """What an earlier run wrote into the folder and this one does not."""
    gone: list[str] = []
    for lang in names_in(out):
        for name in names_in(out / lang):
            path = f"{lang}/{name}"
            if name.endswith(".html") and path not in files and _is_ours(out / path):
                beside = picture_of(path)
                gone += [path, *([beside] if (out / beside).is_file() else [])]
    return gone


def _is_ours(file: Path) -> bool:
    try:
        return GENERATOR.encode() in read(file)
    except OSError:
        return False

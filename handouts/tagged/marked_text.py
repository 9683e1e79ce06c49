"""Text on a canvas, as content of the structure tree."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Mapping
from typing import Any, NoReturn

from reportlab.pdfgen.canvas import Canvas

from .archival_canvas import ArchivalCanvas
from .exceptions import UnsupportedError, UntaggedContentError
from .marked_content import END, Marked, begin_content
from .objects import link_annotation
from .structure_tree import Element
from .structure_types import TEXT
from .structured_canvas import StructuredCanvas
from .text_block import TextBlock

_CANVASES = frozenset((__name__, ArchivalCanvas.__module__, Canvas.__module__))


class MarkedTextCanvas(StructuredCanvas):
    """Text is content of an element, or part of an artifact, a figure or a form XObject.

    Anywhere else it raises `UntaggedContentError`.
    """

    live_links = True
    """Whether links lead somewhere: on a part of a page that is only printed, they do not."""

    def draw_text(
        self, block: TextBlock, x: float, y: float, role: str = "P", key: Hashable | None = None
    ) -> None:
        """Draw a block of text, its first baseline at x, y, as an element of that type and key.

        Its links become Link elements, with an annotation for each line they stand on.  Pieces of
        a role of their own are elements before it: a heading that runs into a paragraph.
        """
        if self._inside is not None:
            self._note_text(None, block.text)
            self._code.append(self._shown(block, x, y))
            return
        key = object() if key is None else key
        roles = dict.fromkeys(role for role, _, _ in block.segments if role)
        homes = {of: self._tree.child(of, (key, of), {}) for of in roles}
        homes[""] = self._tree.child(role, key, {})
        for home in homes.values():
            if home.role not in TEXT:
                self._refuse(block.text, home)
        self._write_marked(homes, block, x, y)
        across = -x if self.mirrored else x
        places = block.places(mirrored=self.mirrored) if self.live_links else ()
        for of, link, (left, bottom, right, top) in places:
            box = self._on_page(across + left, y + bottom, right - left, top - bottom)
            annotation = link_annotation(link[1], box)
            element = self._link_element(homes[of], link)
            self._links.append((annotation, element))
            self._annotate(element, annotation)

    def drawString(self, *place_and_text: Any, **more: Any) -> None:
        """Draw a line of text in the current font and colour, as content of the current element.

        Raises `UnsupportedError` for the cells of a Platypus table, which would be taken for one
        run of text, unless it is drawn inside an artifact or a figure.
        """
        if self._inside is None and _drawn_by_a_flowable():
            raise UnsupportedError(
                f"{place_and_text[2]!r} is drawn by a flowable such as Platypus' Table, whose text "
                "has no structure: open the elements Table, TR, TH and TD and draw each cell in "
                "its own, or draw it inside figure() or artifact()"
            )
        super().drawString(*place_and_text, **more)

    def _draw_string(self, block: TextBlock, x: float, y: float, mode: int) -> None:
        home = self._tree.text_element if self._inside is None else None
        self._note_text(home, block.text)
        if home is None:
            super()._draw_string(block, x, y, mode)
        else:
            self._write_marked({"": home}, block, x, y)

    def _write_marked(
        self, homes: Mapping[str, Element], block: TextBlock, x: float, y: float
    ) -> None:
        """A text object whose stretches are content of elements, by their roles, and of links."""
        tree, page = self._tree, self._page_name
        mirrored = self.mirrored
        code = [block.start(-x if mirrored else x, y, mirrored=mirrored)]
        shown = block.operators(self._fonts, grey=self.grey, mirrored=mirrored)
        for (role, link, text), operators in zip(block.segments, shown, strict=True):
            element = homes[role]
            if link is not None and self.live_links:
                element = self._link_element(element, link)
            element.words.append(text)
            mark = begin_content(element.role, tree.mark(element, page))
            code += (mark, operators, END)
        if shown:
            self._code.append(Marked(" ".join((*code, "ET"))))

    def _link_element(self, home: Element, link: tuple[int, str]) -> Element:
        return self._tree.child("Link", (home, link), {}, parent=home)

    def _note_text(self, home: Element | None, text: str) -> None:
        """Called before text is shown: it must belong somewhere."""
        if home is not None:
            return
        if self._inside is None and text.strip():
            self._refuse(text, self._tree.current)
        if self._inside == "a form XObject":
            self._forms_with_content.add(self._formData[0])

    @staticmethod
    def _refuse(text: str, element: Element) -> NoReturn:
        raise UntaggedContentError(
            f"{text!r} is drawn in {element.role}, which holds no text of its own: open an element "
            "such as P, or an artifact"
        )


def _drawn_by_a_flowable() -> bool:
    """Whether ReportLab's own flowables call `drawString`, which say nothing else of themselves."""
    frame = sys._getframe(2)
    while frame.f_globals.get("__name__") in _CANVASES and frame.f_back:
        frame = frame.f_back
    return str(frame.f_globals.get("__name__")).startswith("reportlab.platypus.")

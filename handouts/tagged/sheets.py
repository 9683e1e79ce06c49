"""Sheets that are painted in reading order, whichever order they are printed in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from handouts.tagged.markedtext import MarkedTextCanvas


class SheetsCanvas(MarkedTextCanvas):
    """A booklet's first sheet bears its first page and its last.  The structure tree grows as pages
    are painted, so they are painted in reading order, each on its sheet, and the sheets end later.
    """

    _sheets: dict[int, list[str]] | None = None

    @contextmanager
    def sheet(self, number: int) -> Iterator[None]:
        """What is painted inside goes to that sheet, counted from 1 at the current page.

        Links and form fields have no place there.
        """
        sheets = self._sheets = {} if self._sheets is None else self._sheets
        current, counter = self._code, self._doc.pageCounter
        self._code = sheets.setdefault(number, [])
        self._doc.pageCounter = counter + number - 1  # ReportLab names pages by it
        self.saveState()
        try:
            yield
        finally:
            self.restoreState()
            self._doc.pageCounter = counter
            self._code = current

    def show_sheets(self, count: int) -> None:
        """Ends so many sheets, those on which nothing is painted too."""
        sheets, self._sheets = self._sheets or {}, None
        # Every sheet gets the resources of all: to name one that is not used does no harm.
        forms, states, colours = self._formsinuse, self._extgstate, self._colorsUsed
        for number in range(1, count + 1):
            self._code = sheets.get(number, [])
            self._formsinuse, self._extgstate, self._colorsUsed = list(forms), states, colours
            self.showPage()

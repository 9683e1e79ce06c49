"""Tables whose cells are structure elements (ISO 32000-1, 14.8.4.3.4)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from contextlib import ExitStack
from typing import Any

from reportlab.platypus import Table

from handouts.tagged.inside import tags
from handouts.tagged.structured import StructuredCanvas


class TaggedTable(Table):
    """A Table with THead and TBody, whose header cells say what they head.

    The first `repeatRows` rows are column headers; the first `headerCols` cells of each other
    row are row headers (TH with Scope, ISO 14289-1, 7.5). Header rows repeated after a split are
    artifacts. Spans become RowSpan and ColSpan. On a canvas that does not tag, it is a plain
    table.
    """

    canv: Any
    repeatRows: int
    _spanCmds: list[Any]
    _spanRanges: dict[tuple[int, int], tuple[int, int, int, int] | None]

    def __init__(
        self,
        data: Sequence[list[Any] | tuple[Any, ...]],
        *args: Any,
        headerCols: int = 0,
        key: Hashable | None = None,
        attributes: dict[str, object] | None = None,
        **kw: Any,
    ) -> None:
        kw["renderCB"] = _render
        super().__init__(data, *args, **kw)
        self.headerCols = headerCols
        self.key: Hashable = object() if key is None else key
        self.attributes = attributes or {}
        self._continued = False
        self._open = ExitStack()
        self._row = ExitStack()
        self._cell = ExitStack()

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        """The rows that fit and the rest: both of this element."""
        parts: list[Any] = super().split(availWidth, availHeight)
        for number, part in enumerate(parts):
            if part is not self:
                part.headerCols, part.key = self.headerCols, self.key
                part.attributes = self.attributes
                part._continued = self._continued or number > 0
        return parts

    # ReportLab calls these while it draws.

    def _render_startTable(self) -> None:
        self._live = tags(self.canv)
        if self._live:
            self._open.enter_context(self.canv.element("Table", self.key, **self.attributes))

    def _render_endTable(self) -> None:
        self._open.close()

    def _render_startRow(self, row: int) -> None:
        if not self._live:
            return
        canvas: StructuredCanvas = self.canv
        heads = row < self.repeatRows
        if heads and self._continued:
            self._row.enter_context(canvas.artifact("Pagination"))
            return
        group = "THead" if heads else "TBody"
        self._row.enter_context(canvas.element(group, (self.key, group)))
        self._row.enter_context(canvas.element("TR"))

    def _render_endRow(self) -> None:
        self._row.close()

    def _render_startCell(self, row: int, column: int, *_: object) -> None:
        if not self._live:
            return
        attributes: dict[str, object] = {}
        first_column, first_row, last_column, last_row = self._span(row, column)
        if last_column > first_column:
            attributes["ColSpan"] = last_column - first_column + 1
        if last_row > first_row:
            attributes["RowSpan"] = last_row - first_row + 1
        role = "TD"
        if row < self.repeatRows:
            role, attributes["Scope"] = "TH", "Column"
        elif column < self.headerCols:
            role, attributes["Scope"] = "TH", "Row"
        self._cell.enter_context(self.canv.element(role, None, **attributes))

    def _render_endCell(self) -> None:
        self._cell.close()

    def _span(self, row: int, column: int) -> tuple[int, int, int, int]:
        spans = self._spanRanges if self._spanCmds else {}
        return spans.get((column, row)) or (column, row, column, row)


def _render(table: TaggedTable, event: str, *args: Any) -> None:
    """The table's render callback: ReportLab passes it on to the parts of a split table."""
    handler = getattr(table, f"_render_{event}", None)
    if handler is not None:
        handler(*args)

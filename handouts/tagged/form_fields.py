"""Form fields and their widgets (ISO 32000-1, 12.7)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFObjectReference,
    PDFString,
)

from .exceptions import FieldNameError, GeometryError, MissingAlternativeError
from .object_writer import (
    Entries,
    dictionary,
    entry,
    new_number,
    stream,
    text_string,
    written,
)
from .objects import deflated
from .operators import LARGEST, number, numbers
from .subset_font import registered, width_of

_FONT = "FormFont"
_PADDING = 2.0  # between a widget's edge and its text, as viewers leave it
_LEAST = 0.001  # points; less is written as 0
_LEADING = 1.2  # of the font size
_OF_HEIGHT = 0.745  # so high is type whose size is left to viewers: they set it about as high
_OF_FIELD = frozenset(["FT", "T", "TU", "V", "DV", "Ff", "MaxLen", "Q"])  # not of its widgets
_AT_RIGHT = 2  # how text is justified in a field (table 222)
_NO_VALUE = b"/V()"
_NAMED_FONT = re.compile(r"(/\S+) \S+ Tf")
_MULTILINE = 1 << 12  # field flag 13 (table 228)


class FieldText(NamedTuple):
    """What a text field holds: its value, at a font size in points or as large as has room."""

    value: str
    font_size: float | None
    multiline: bool
    max_length: int | None


Draw = Callable[[float, float, list[str], float, float], str]
"""Shows lines from x, y down, at a font size and leading, in points; returns the operators."""


class FormFields:
    """The interactive form of one document.

    Widgets have no border or background: what they look like when empty, on screen and paper,
    is drawn on the page. They have a normal appearance only (ISO 19005-2, 6.3.3) and
    NeedAppearances is absent (6.4.1). With `shared`, fields of one name are one field; with
    `described`, widgets have a description of their own (ISO 14289-2, 8.10.2.3).
    """

    def __init__(
        self,
        document: Any,
        font_name: str,
        lang: str,
        *,
        shared: bool = False,
        described: bool = False,
    ) -> None:
        self._document = document
        self._font_name = font_name
        self._shared, self._described = shared, described
        self._to_left = registered(font_name).scripts.right_to_left
        self._named: dict[str, list[Entries]] = {}
        self._pages: dict[Entries, PDFObjectReference] = {}  # where each widget is
        self._streams: dict[int, tuple[str, float, float]] = {}  # operators, width, height
        self._check_states: dict[float, bytes] = {}
        font = form_font(document, font_name, lang)
        self._font = written(font, document)
        self._form = PDFDictionary(
            {
                "Fields": PDFArray([]),
                "DA": PDFString(_default_appearance(None)),
                "DR": PDFDictionary({"Font": PDFDictionary({_FONT: font})}),
            }
        )
        document.Catalog.AcroForm = self._form

    def text(
        self,
        name: str,
        tooltip: str,
        box: tuple[float, ...],
        content: FieldText,
        appearance: bytes,
    ) -> Entries:
        """The field and widget of a text (12.7.4.3); `box` is its place on the page, in points."""
        widget = self._widget(b"/Tx", name, tooltip, box)
        shown_as = text_string(_default_appearance(content.font_size))
        value = text_string(content.value)
        widget.written |= {
            "V": b"/V" + value,
            "DV": b"/DV" + value,
            "DA": b"/DA" + shown_as,
            "AP": b"/AP<</N %s>>" % appearance,
        }
        if self._to_left:
            widget["Q"] = _AT_RIGHT
        if content.multiline:
            widget["Ff"] = _MULTILINE
        if content.max_length is not None:
            widget["MaxLen"] = content.max_length
        return widget

    def check(
        self, name: str, tooltip: str, box: tuple[float, ...], size: float, *, checked: bool
    ) -> Entries:
        """The field and widget of a check box (12.7.4.2.3)."""
        widget = self._widget(b"/Btn", name, tooltip, box)
        state = b"/Yes" if checked else b"/Off"
        widget.written |= {
            "AP": b"/AP<</N%s>>" % self._states(size),
            "V": b"/V" + state,
            "AS": b"/AS" + state,
        }
        return widget

    def _states(self, size: float) -> bytes:
        """The appearances of check boxes of one size; all share them, as nobody rewrites them."""
        if size not in self._check_states:
            states = {"Yes": _tick(size), "Off": ""}
            self._check_states[size] = dictionary(
                entry(state, self._appearance(code, size, size)) for state, code in states.items()
            )
        return self._check_states[size]

    def text_appearance(self, content: FieldText, width: float, height: float, draw: Draw) -> bytes:
        """A reference to the appearance of a text field of that size in points."""
        if not content.value:
            return self._appearance("/Tx BMC EMC", width, height)
        room = max(width - 2 * _PADDING, _LEAST)
        size = content.font_size
        if size is None:
            wide = max(width_of(content.value, self._font_name, 1), _LEAST)
            size = min(fitted_size(height), room / wide)
        face = registered(self._font_name).face
        ascent, descent = (size * part / 1000 for part in (face.ascent, face.descent))
        if content.multiline:
            lines = simpleSplit(content.value, self._font_name, size, room)
            y = height - _PADDING - ascent
        else:
            lines = [content.value]
            y = (height - ascent - descent) / 2
        x = width - _PADDING if self._to_left else _PADDING
        text = draw(x, y, lines, size, size * _LEADING)
        window = numbers(width - 2, height - 2)
        return self._appearance(f"/Tx BMC q 1 1 {window} re W n {text} Q EMC", width, height)

    def _widget(self, kind: bytes, name: str, tooltip: str, box: tuple[float, ...]) -> Entries:
        """What all fields have; a field and its one widget are the same dictionary (12.5.6.19)."""
        if not tooltip.strip():  # ISO 14289-1, 7.18.1
            raise MissingAlternativeError(f"the form field {name!r} has no tooltip")
        if not name or "." in name:
            raise FieldNameError(f"{name!r} cannot name a form field: it is empty or has a '.'")
        if name in self._named and not self._shared:
            raise FieldNameError(f"two form fields are named {name!r}")
        widget = Entries(self._document)
        widget.written = {
            "Type": b"/Type/Annot/Subtype/Widget",
            "Rect": b"/Rect" + _numbers(*box).encode("ascii"),
            "FT": b"/FT" + kind,
            "T": b"/T" + text_string(name),
            "TU": b"/TU" + text_string(tooltip),
        }
        if self._described:
            widget["Contents"] = text_string(tooltip)
        self._named.setdefault(name, []).append(widget)
        self._pages[widget] = self._document.thisPageRef()
        return widget

    def finish(self) -> dict[int, bytes]:
        """All objects of the form by number, once their pages are there."""
        for widget, page in self._pages.items():
            widget["P"] = written(page, self._document)
        fields = [
            widgets[0] if len(widgets) == 1 else self._joined(widgets)
            for widgets in self._named.values()
        ]
        self._form["Fields"].sequence = [field.reference for field in fields]
        appearances = {own: self._written(*drawn) for own, drawn in self._streams.items()}
        return appearances | {each.number: bytes(each) for each in (*self._pages, *fields)}

    def _joined(self, widgets: list[Entries]) -> Entries:
        """One field that shows in several places (12.7.3.1): its widgets are its kids."""
        field = Entries(self._document)
        field.written |= {
            name: value for name, value in widgets[0].written.items() if name in _OF_FIELD
        }
        field["Kids"] = b"[%s]" % b" ".join(widget.reference for widget in widgets)
        if "DA" in widgets[0].written:  # a text field has it, whatever its widgets have (12.7.3.3)
            field.written["DA"] = widgets[0].written["DA"]
        if field.written.get("V") == _NO_VALUE:  # some programs take a value here for a fault
            del field.written["V"], field.written["DV"]
        for widget in widgets:
            for name in _OF_FIELD - {"TU"}:  # assistive technology asks each place for its tooltip
                widget.written.pop(name, None)
            widget["Parent"] = field.reference
        return field

    def _appearance(self, code: str, width: float, height: float) -> bytes:
        """A reference to a form XObject that shows a widget (12.5.5)."""
        own = new_number(self._document)
        self._streams[own] = code, width, height
        return b"%d 0 R" % own

    def _written(self, code: str, width: float, height: float) -> bytes:
        """Such a form XObject, once all fonts of the document are there.

        Whoever fills a field takes its font from here: so that is named, and its dictionary is no
        reference, which pdf.js would not look into.
        """
        fonts = b""
        if code.startswith("/Tx"):
            fonts = entry(_FONT, self._font)
            page_fonts = self._document.idToObject["BasicFonts"].dict
            for name in dict.fromkeys(_NAMED_FONT.findall(code)):
                fonts += entry(name[1:], written(page_fonts[name[1:]], self._document, inside=True))
            fonts = b"/Font<<%s>>" % fonts
        box = _numbers(0, 0, width, height).encode("ascii")
        entries = [b"/Subtype/Form", b"/BBox" + box, b"/Resources<<%s>>" % fonts]
        data = code.encode("latin-1")
        if (flat := deflated(data)) is not None:
            entries, data = [*entries, b"/Filter/FlateDecode"], flat
        return stream(entries, data)


def form_font(document: Any, name: str, lang: str) -> PDFObjectReference:
    """A registered `SubsetFont` with all it needs to show what will be typed in a language.

    A simple font is what every program that fills forms can write with (ISO 32000-1, 12.7.3.3);
    what is written in a composite one by libraries that know none is not even a number.  Its name
    is that of a font carried whole: for a form it is.  For letters of other languages the value is
    kept as Unicode text, and the viewer shows it in a font of its own, which it may not embed.
    """
    found: PDFObjectReference = registered(name).for_form(document, lang)
    return found


def fitted_size(height: float) -> float:
    """The font size, in points, of a line in a field of that height, if it is not too long."""
    return height * _OF_HEIGHT


def _default_appearance(font_size: float | None) -> str:
    """What viewers show values in (12.7.3.3); a size of 0 is as large as there is room."""
    return f"/{_FONT} {number(font_size or 0)} Tf 0 g"


def check_size(field: str, what: str, points: float) -> None:
    """Raise `GeometryError` for a length of a field that is nothing, or nothing on paper."""
    if not _LEAST <= points <= LARGEST:
        raise GeometryError(f"the form field {field!r} has no size: its {what} is {points:g} pt")


def _numbers(*values: float) -> str:
    """An array of lengths, to 1/1000 pt."""
    return f"[{numbers(*values)}]"


def _tick(size: float) -> str:
    """A tick in a square box, drawn as a stroke."""
    points = [(0.2, 0.52), (0.42, 0.26), (0.82, 0.8)]
    (x0, y0), (x1, y1), (x2, y2) = [(x * size, y * size) for x, y in points]
    path = f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l {x2:.3f} {y2:.3f} l"
    return f"q 0 G {size * 0.12:.3f} w 1 J 1 j {path} S Q"

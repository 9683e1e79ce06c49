"""Form fields and their widgets (ISO 32000-1, 12.7)."""

from __future__ import annotations

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
from .subset_font import registered

_FONT = "FormFont"
_PADDING = 2.0  # between a widget's edge and its text, as viewers leave it
_LEAST = 0.001  # points; less is written as 0
_LEADING = 1.2  # of the font size
_OF_FIELD = frozenset(["FT", "T", "TU", "V", "DV", "Ff", "MaxLen"])  # not of its widgets
_MULTILINE = 1 << 12  # field flag 13 (table 228)


class FieldText(NamedTuple):
    """What a text field holds: its value, at a font size in points."""

    value: str
    font_size: float
    multiline: bool
    max_length: int | None


Draw = Callable[[float, float, list[str], float, float], str]
"""Shows lines from x, y down, at a font size and leading, in points; returns the operators."""


class FormFields:
    """The interactive form of one document.

    Widgets have no border or background: what they look like when empty, on screen and paper,
    is drawn on the page. They have a normal appearance only (ISO 19005-2, 6.3.3) and
    NeedAppearances is absent (6.4.1). With `shared`, fields of one name are one field.
    """

    def __init__(self, document: Any, font_name: str, *, shared: bool = False) -> None:
        self._document = document
        self._font_name = font_name
        self._shared = shared
        self._named: dict[str, list[Entries]] = {}
        self._pages: dict[Entries, PDFObjectReference] = {}  # where each widget is
        self._streams: dict[int, bytes] = {}
        self._check_states: dict[float, bytes] = {}
        font = form_font(document, font_name)
        self._form = PDFDictionary(
            {
                "Fields": PDFArray([]),
                "DA": PDFString(f"/{_FONT} 12 Tf 0 g"),
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
        value = text_string(content.value)
        shown_as = text_string(f"/{_FONT} {number(content.font_size)} Tf 0 g")
        widget.written |= {
            "V": b"/V" + value,
            "DV": b"/DV" + value,
            "DA": b"/DA" + shown_as,
            "AP": b"/AP<</N %s>>" % appearance,
        }
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
        size = content.font_size
        face = registered(self._font_name).face
        ascent, descent = (size * part / 1000 for part in (face.ascent, face.descent))
        if content.multiline:
            lines = simpleSplit(content.value, self._font_name, size, width - 2 * _PADDING)
            y = height - _PADDING - ascent
        else:
            lines = [content.value]
            y = (height - ascent - descent) / 2
        shown = ""
        if content.value:
            text = draw(_PADDING, y, lines, size, size * _LEADING)
            shown = f"q 1 1 {numbers(width - 2, height - 2)} re W n {text} Q"
        return self._appearance(f"/Tx BMC {shown} EMC", width, height, with_fonts=True)

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
        return self._streams | {each.number: bytes(each) for each in (*self._pages, *fields)}

    def _joined(self, widgets: list[Entries]) -> Entries:
        """One field that shows in several places (12.7.3.1): its widgets are its kids."""
        field = Entries(self._document)
        field.written |= {
            name: value for name, value in widgets[0].written.items() if name in _OF_FIELD
        }
        field["Kids"] = b"[%s]" % b" ".join(widget.reference for widget in widgets)
        for widget in widgets:
            for name in _OF_FIELD - {"TU"}:  # assistive technology asks each place for its tooltip
                widget.written.pop(name, None)
            widget["Parent"] = field.reference
        return field

    def _appearance(
        self, code: str, width: float, height: float, *, with_fonts: bool = False
    ) -> bytes:
        """A reference to a form XObject that shows a widget (12.5.5)."""
        box = _numbers(0, 0, width, height).encode("ascii")
        resources = b"<<>>"
        if with_fonts:
            fonts = written(PDFObjectReference("BasicFonts"), self._document)
            resources = b"<</Font %s>>" % fonts
        entries = [b"/Subtype/Form", b"/BBox" + box, b"/Resources" + resources]
        data = code.encode("latin-1")
        if (flat := deflated(data)) is not None:
            entries, data = [*entries, b"/Filter/FlateDecode"], flat
        own = new_number(self._document)
        self._streams[own] = stream(entries, data)
        return b"%d 0 R" % own


def form_font(document: Any, name: str) -> PDFObjectReference:
    """A registered `SubsetFont` with all it needs to show what will be typed.

    A simple font in a named encoding is what every program that fills forms can write with
    (ISO 32000-1, 12.7.3.3): viewers, and libraries that know neither composite fonts nor encodings
    with differences, which were tried. It holds the letters of western Europe, and its name is
    that of a font carried whole: for a form it is. For other letters the value is kept as Unicode
    text, and the viewer shows it in a font of its own, which it may not embed.
    """
    found: PDFObjectReference = registered(name).for_form(document)
    return found


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

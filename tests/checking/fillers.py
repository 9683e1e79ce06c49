"""Programs that fill forms: each writes a copy with values in fields, by their names."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from checking_help import run_pdfjs
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form

Values: TypeAlias = Mapping[str, str]
Box: TypeAlias = tuple[float, float, float, float]
Fill: TypeAlias = Callable[[Path, Path, Values], None]
TICKED = "Yes"
# The values come as JSON, as they do to pdf.js.
_BY_POPPLER = """
import json, pathlib, sys
import gi
gi.require_version("Poppler", "0.18")
from gi.repository import Poppler
source, target, values = sys.argv[1:]
values = json.loads(values)
document = Poppler.Document.new_from_file(pathlib.Path(source).as_uri(), None)
pages = [document.get_page(number) for number in range(document.get_n_pages())]
for page in pages:
    for mapping in page.get_form_field_mapping():
        field = mapping.field
        if field.get_field_type() == Poppler.FormFieldType.TEXT and field.get_name() in values:
            field.text_set_text(values[field.get_name()])
document.save(pathlib.Path(target).as_uri())
"""


def boxes(path: Path) -> dict[str, tuple[int, Box]]:
    """Page from 0 and rectangle in pt of each field, by name."""
    with pikepdf.open(path) as pdf:
        return {
            str(field.T): (number, tuple(float(edge) for edge in field.Rect))  # type: ignore[misc]
            for number, page in enumerate(pdf.pages)
            for field in page.get("/Annots", [])
            if "/T" in field
        }


def with_pikepdf(blank: Path, filled: Path, values: Values) -> None:
    with pikepdf.open(blank) as pdf:
        form: Any = Form(pdf, ExtendedAppearanceStreamGenerator)
        for name, value in values.items():
            if value == TICKED:
                form[name].checked = True
            else:
                form[name].value = value
        pdf.save(filled)


def with_pdfium(blank: Path, filled: Path, values: Values) -> None:
    """As by hand in Chromium: click, type, click the box."""
    places = boxes(blank)
    with pypdfium2.PdfDocument(blank) as document:
        document.init_forms()
        form, pages = document.formenv.raw, list(document)
        for name, value in values.items():
            number, (left, bottom, right, top) = places[name]
            page = pages[number]
            x, y = (left + right) / 2, (bottom + top) / 2
            for event in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
                event(form, page.raw, 0, x, y)
            for character in "" if value == TICKED else value:
                raw.FORM_OnChar(form, page.raw, ord(character), 0)
            raw.FORM_ForceToKillFocus(form)
        document.save(filled)


def with_mupdf(blank: Path, filled: Path, values: Values) -> None:
    pymupdf: Any = import_module("pymupdf")

    with pymupdf.open(blank) as document:
        for page in document:
            for widget in page.widgets():
                if widget.field_name in values:
                    value = values[widget.field_name]
                    widget.field_value = True if value == TICKED else value
                    widget.update()
        document.save(filled)


def with_pypdf(blank: Path, filled: Path, values: Values) -> None:
    pypdf: Any = import_module("pypdf")

    writer = pypdf.PdfWriter(clone_from=str(blank))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(values), auto_regenerate=False)
    writer.write(str(filled))


def with_poppler(blank: Path, filled: Path, values: Values) -> None:
    """As Okular and Evince do; Debian's Python has the bindings."""
    command = ["/usr/bin/python3", "-c", _BY_POPPLER, str(blank), str(filled), json.dumps(values)]
    subprocess.run(command, check=True, capture_output=True)


def with_pdfjs(library: Path) -> Fill:
    """As Firefox does."""

    def fill(blank: Path, filled: Path, values: Values) -> None:
        ticked = {name: value == TICKED or value for name, value in values.items()}
        run_pdfjs(library, "fill", blank, filled, json.dumps(ticked))

    return fill

"""Pictures of pages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from pypdfium2 import PdfDocument, PdfiumError

# PDFium can do one thing at a time.
_pdfium = Lock()


class NoPicture(Exception):
    """There is no such page, or no PDF that can be read."""


def get_ready() -> None:
    """Loads beforehand what writes a picture."""
    from PIL import Image

    Image.preinit()


def render(pdf: Path | bytes, page: int, width: int) -> Any:
    """A page as a Pillow picture.

    Args:
        page: counted from 1.
        width: in pixels.

    Raises:
        NoPicture: there is no such page, or no PDF that can be read.
    """
    try:
        with _pdfium, PdfDocument(pdf) as document:
            if not 1 <= page <= len(document):
                raise NoPicture
            sheet = document[page - 1]
            return sheet.render(scale=width / sheet.get_width()).to_pil()
    except (PdfiumError, OSError) as error:
        raise NoPicture from error


def jpeg(picture: Any) -> bytes:
    """The picture's bytes, made several times as fast as WebP; for small pictures."""
    target = BytesIO()
    picture.convert("RGB").save(target, "JPEG", quality=80)
    return target.getvalue()


def webp(picture: Any) -> bytes:
    """The picture's bytes; lines and letters stay clear at this quality."""
    target = BytesIO()
    picture.convert("RGB").save(target, "WEBP", quality=78, method=0)
    return target.getvalue()

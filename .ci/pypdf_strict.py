"""Reads PDFs whole with pypdf, strictly; a warning is a fault:  python pypdf_strict.py FILE..."""

import logging
import sys
import warnings
from itertools import chain

from pypdf import PdfReader
from pypdf.generic import IndirectObject


class _Fault(Exception):
    pass


class _Raise(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise _Fault(record.getMessage())


def read(file: str) -> None:
    reader = PdfReader(file, strict=True)
    for number in {*reader.xref_objStm, *chain(*reader.xref.values())}:
        reader.get_object(IndirectObject(number, 0, reader))
    for page in reader.pages:
        page.extract_text()
    reader.get_fields()
    assert reader.xmp_metadata is not None


def main() -> int:
    warnings.simplefilter("error")
    logging.getLogger("pypdf").addHandler(_Raise(logging.WARNING))
    for file in sys.argv[1:]:
        try:
            read(file)
        except Exception as fault:
            print(f"pypdf finds fault with {file}: {fault}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

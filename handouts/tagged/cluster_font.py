"""Composite fonts whose codes are clusters (ISO 32000-1, 9.7).

A code stands for a cluster and for its text: so one glyph that means two things has two codes, and
what is made of several glyphs has one code, one width, and one meaning.  The font program has a
glyph for each code, in their order.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.ttfonts import SUBSETN

from .objects import compressed, reference
from .shaping import EMPTY, PER_EM, Cluster, Face
from .subset_font import to_unicode
from .truetype import Glyph, cid_program

_SYMBOLIC = 4  # flags of a font descriptor (table 123)


class ClusterFont:
    """What a document shows of a face."""

    def __init__(self, face: Face, number: int) -> None:
        self.face = face
        self._number = number
        self.name = f"/S{number}"
        self._codes: dict[Cluster, int] = {}

    def code(self, cluster: Cluster) -> int:
        """The code of a cluster, given out as they come."""
        return self._codes.setdefault(cluster, len(self._codes) + 1)

    def addObjects(self, doc: Any) -> None:
        """Add it to the resources of all pages of a finished document."""
        fonts = doc.idToObject["BasicFonts"].dict
        fonts[self.name[1:]] = reference(doc, self._font(doc))

    def _font(self, doc: Any) -> PDFDictionary:
        name = PDFName(f"{SUBSETN(self._number).decode('ascii')}+{self.face.name}")
        texts = {code: cluster.text for cluster, code in self._codes.items()}
        return PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray([reference(doc, self._descendant(doc, name))]),
                "ToUnicode": reference(doc, compressed(to_unicode(texts, digits=4))),
            }
        )

    def _descendant(self, doc: Any, name: Any) -> PDFDictionary:
        widths = " ".join(str(max(0, cluster.advance)) for cluster in self._codes)
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity")}
        return PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": PDFDictionary({**system, "Supplement": 0}),
                "CIDToGIDMap": "/Identity",
                "DW": PER_EM,
                "W": f"[1 [{widths}]]",
                "FontDescriptor": reference(doc, self._descriptor(doc, name)),
            }
        )

    def _descriptor(self, doc: Any, name: Any) -> PDFDictionary:
        face = self.face
        outlines = [face.outline(cluster.parts) for cluster in self._codes]
        program = cid_program(
            [
                Glyph(*EMPTY, 0),
                *(
                    Glyph(*outline, max(0, cluster.advance))
                    for outline, cluster in zip(outlines, self._codes, strict=True)
                ),
            ],
            face.ascent,
            face.descent,
        )
        boxes = [outline.box for outline in outlines]
        return PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": _SYMBOLIC,
                "FontBBox": PDFArray(
                    [
                        *(min(box[at] for box in boxes) for at in (0, 1)),
                        *(max(box[at] for box in boxes) for at in (2, 3)),
                    ]
                ),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": face.ascent,
                "StemV": face.weight // 5,
                "FontFile2": reference(
                    doc, compressed(program, {"Length1": len(program)}, reused=True)
                ),
            }
        )

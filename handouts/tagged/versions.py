"""The versions of PDF, each with the standards of its own for accessible and archival files.

All that is written otherwise in one than in another is said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Version(NamedTuple):
    """What a file of a version holds.

    Attributes:
        number: of PDF.
        claims: attributes of the XMP packet, by which it says which standards it follows.
        schemas: what the packet describes of them for those who do not know them.
        has_information: it says of itself in an information dictionary, too.
        namespace: what structure elements say their types are from; empty where nothing is said.
        types: what a type is called in that namespace, where it is not its own name.
        to_elements: bookmarks lead to the element that is read there, for who knows how, and else
            to the page.
        described_widgets: what assistive technology says of a field is said of its widgets, too.
    """

    number: str
    claims: str
    schemas: str = ""
    has_information: bool = False
    namespace: str = ""
    types: Mapping[str, str] = MappingProxyType({})
    to_elements: bool = False
    described_widgets: bool = False


# PDF/A-2 has every property described that it does not know (ISO 19005-2, 6.6.2.3.3).
_UA_SCHEMA = """
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""

PDF_1_7 = Version(
    "1.7",
    'pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1"',
    _UA_SCHEMA,
    has_information=True,
)
"""PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), as programs of the last ten years know it."""

# The standard types that PDF 2.0 has no more (ISO 32000-2, 14.8.6 and annex L).
_TYPES = {
    "Art": "Sect",
    "BlockQuote": "Div",
    "TOC": "Div",
    "TOCI": "Div",
    "Index": "Sect",
    "Quote": "Span",
    "Note": "FENote",
    "Reference": "Span",
    "BibEntry": "Span",
    "Code": "Span",
}
PDF_2_0 = Version(
    "2.0",
    'pdfaid:part="4" pdfaid:rev="2020" pdfuaid:part="2" pdfuaid:rev="2024"',
    namespace="http://iso.org/pdf2/ssn",
    types=MappingProxyType(_TYPES),
    to_elements=True,
    described_widgets=True,
)
"""PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4): the same pages for what asks for PDF 2.0."""

VERSIONS = MappingProxyType({each.number: each for each in (PDF_1_7, PDF_2_0)})
"""By number."""

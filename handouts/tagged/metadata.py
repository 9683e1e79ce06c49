"""What a document says of itself: its information dictionary and XMP packet."""

from __future__ import annotations

import re
from html import escape  # as XML has it, but imported ten times faster than XML's own
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo

from .object_writer import check_characters, text_string
from .versions import Version

_LANGUAGE = re.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")  # RFC 3066, 2.1: ISO 19005-2, 6.7.4
PRODUCER = "ReportLab PDF Library - www.reportlab.com"


class Metadata:
    """The properties of a document.

    `lang` is its natural language as a BCP 47 tag (ISO 14289-1, 7.2); `title` may not be empty
    (7.1), as viewers show it instead of the file's name.  Raises `CharacterError` for what an XMP
    packet cannot hold.
    """

    def __init__(
        self,
        *,
        title: str,
        lang: str,
        author: str = "",
        subject: str = "",
        keywords: tuple[str, ...] = (),
        creator: str = "",
    ) -> None:
        texts = (("author", author), ("subject", subject), ("creator", creator))
        for name, value in (*texts, *(("keywords", keyword) for keyword in keywords)):
            check_characters(value, f"the {name}")
        for name, value in (("title", title), ("lang", lang)):
            check_characters(value, f"the {name}")
            if not value.strip():
                raise ValueError(f"a tagged document needs a {name}")
        if not _LANGUAGE.fullmatch(lang):
            raise ValueError(f"{lang!r} is no language tag: write it like en or en-GB")
        self.title, self.lang, self.author, self.subject = title, lang, author, subject
        self.keywords, self.creator = keywords, creator


class Information(PDFInfo):
    """The document information dictionary (ISO 32000-1, 14.3.3).

    It says the same as the XMP packet (ISO 19005-2, 6.6.3) and, like it, has no dates: the same
    inputs make the same bytes.
    """

    def __init__(self, metadata: Metadata) -> None:
        super().__init__()
        self._texts = {
            "Title": metadata.title,
            "Author": metadata.author,
            "Subject": metadata.subject,
            "Keywords": ", ".join(metadata.keywords),
            "Creator": metadata.creator,
            "Producer": PRODUCER,
        }

    def format(self, document: Any) -> bytes:
        """The dictionary; entries without a value are left out."""
        texts = {name: text_string(value) for name, value in self._texts.items() if value}
        return PDFDictionary(texts).format(document)


def xmp_packet(metadata: Metadata, version: Version) -> bytes:
    """The XMP metadata, UTF-8, with the standards of a version of PDF.

    ISO 19005-2, 6.6.4, and 19005-4, 6.7; ISO 14289-1 and 14289-2, 5.
    """
    lang = _escaped(metadata.lang)
    simple = {"pdf:Producer": PRODUCER, "pdf:Keywords": ", ".join(metadata.keywords)}
    simple["xmp:CreatorTool"] = metadata.creator
    properties = [
        _alternatives("dc:title", metadata.title),
        f"<dc:language><rdf:Bag><rdf:li>{lang}</rdf:li></rdf:Bag></dc:language>",
    ]
    if metadata.author:
        author = _escaped(metadata.author)
        properties.append(f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    if metadata.subject:
        properties.append(_alternatives("dc:description", metadata.subject))
    packet = _PACKET.format(
        attributes="".join(f' {name}="{_escaped(text)}"' for name, text in simple.items() if text),
        properties="\n".join(properties) + version.schemas,
        claims=version.claims,
    )
    return packet.encode("utf-8")


def _escaped(text: str) -> str:
    """As XML has it.  White space stays what it is, also in attributes (XML 1.0, 2.11, 3.3.3)."""
    return escape(text).translate({ord(space): f"&#{ord(space)};" for space in "\t\n\r"})


def _alternatives(name: str, text: str) -> str:
    item = f'<rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>"


_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 dc:format="application/pdf" {claims}{attributes}>
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

"""Finished pages ─► pages for a press: in its four inks, with what a print shop asks of a file."""

from __future__ import annotations

from datetime import date
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

PROFILE = Path(__file__).parent / "coated-fogra39.icc"
CONDITION = "FOGRA39"
_PAINTS = {"rg": "k", "g": "k", "RG": "K", "G": "K"}


def for_press(pdf: bytes, on: date) -> bytes:
    """The same document as PDF/X-4 (ISO 15930-7), for offset printing on coated paper (FOGRA39).

    What is painted in RGB or grey is in CMYK: black is black ink alone, and no colour has more than
    300 % of ink.  Pictures and gradients keep the sRGB they are in, which is said of them.  It
    stays PDF/UA-1 and PDF/A-2a.

    Args:
        pdf: pages that have a TrimBox and no form fields.
        on: the day it says it was made.
    """
    with pikepdf.open(BytesIO(pdf)) as file:
        intents = file.Root.OutputIntents
        srgb = Array([Name.ICCBased, intents[0].DestOutputProfile])
        for each in list(file.objects):
            if isinstance(each, (Dictionary, Stream)):
                _say_srgb(each, srgb)
            if isinstance(each, Stream) and _is_drawn_in_colour(each):
                _write_in_inks(each)
        for page in file.pages:
            page.contents_coalesce()
            _write_in_inks(page.Contents)
        _intend(file)
        _identify(file, on, md5(pdf, usedforsecurity=False).hexdigest())
        target = BytesIO()
        modes = pikepdf.ObjectStreamMode
        file.save(target, deterministic_id=True, object_stream_mode=modes.generate)
    return target.getvalue()


def inks(red: float, green: float, blue: float) -> tuple[float, float, float, float]:
    """Cyan, magenta, yellow and black of a colour, all from 0 to 1: as much black as there can be.

    One of the other three is none at all, so that all together are at most 300 %.
    """
    black = 1 - max(red, green, blue)
    if black == 1:
        return 0, 0, 0, 1
    cyan, magenta, yellow = ((1 - each - black) / (1 - black) for each in (red, green, blue))
    return cyan, magenta, yellow, black


def _is_drawn_in_colour(stream: Stream) -> bool:
    """Whether a stream is a form that paints colours, not a mask, which is of greys alone."""
    if stream.get("/Subtype") != Name.Form and stream.get("/PatternType") != 1:
        return False
    return bool(stream.get("/Group", Dictionary()).get("/CS") != Name.DeviceGray)


def _write_in_inks(stream: Any) -> None:
    instructions = pikepdf.parse_content_stream(stream)
    for place, each in enumerate(instructions):
        if (painted := _PAINTS.get(str(each.operator))) is not None:
            parts = [float(part) for part in each.operands]
            of = inks(*(parts if len(parts) == 3 else parts * 3))
            values = [pikepdf.Object.parse(f"{part:.4g}".encode()) for part in of]
            instructions[place] = pikepdf.ContentStreamInstruction(
                values, pikepdf.Operator(painted)
            )
    stream.write(pikepdf.unparse_content_stream(instructions))


def _say_srgb(holder: Any, srgb: Array) -> None:
    """What is in RGB by its colour space says in which; groups are blended in inks."""
    space = holder.get("/ColorSpace")
    if space == Name.DeviceRGB:
        holder.ColorSpace = srgb
    elif isinstance(space, Array) and space[0] == Name.Indexed and space[1] == Name.DeviceRGB:
        space[1] = srgb
    # A shading of a pattern, or those that a form names, may be written where they are used.
    shadings = holder.get("/Shading", Dictionary())
    for each in (shadings, *shadings.values()):
        if isinstance(each, Dictionary) and "/ShadingType" in each:
            _say_srgb(each, srgb)
    patterns = holder.get("/Resources", Dictionary()).get("/Pattern", Dictionary())
    for pattern in patterns.values():
        _say_srgb(pattern, srgb)
    group = holder.get("/Group")
    if isinstance(group, Dictionary) and group.get("/CS") == Name.DeviceRGB:
        group.CS = Name.DeviceCMYK


def _intend(file: pikepdf.Pdf) -> None:
    profile = file.make_stream(PROFILE.read_bytes(), N=4)
    said = {
        "/Type": Name.OutputIntent,
        "/OutputCondition": String("Offset printing on coated paper, ISO 12647-2:2004/Amd 1"),
        "/OutputConditionIdentifier": String(CONDITION),
        "/RegistryName": String("http://www.color.org"),
        "/Info": String("Coated FOGRA39 (ISO 12647-2:2004)"),
        "/DestOutputProfile": profile,
    }
    kinds = (Name.GTS_PDFX, Name.GTS_PDFA1)
    file.Root.OutputIntents = Array([Dictionary(said | {"/S": kind}) for kind in kinds])


def _identify(file: pikepdf.Pdf, on: date, identifier: str) -> None:
    """Says which standard it follows, in the XMP packet and the information dictionary."""
    file.docinfo["/CreationDate"] = file.docinfo["/ModDate"] = String(f"D:{on:%Y%m%d}000000Z")
    file.docinfo["/Trapped"] = Name("/False")
    day = f"{on.isoformat()}T00:00:00Z"
    attributes = (
        ' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" pdfxid:GTS_PDFXVersion="PDF/X-4"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
        f' xmpMM:DocumentID="uuid:{identifier}" xmpMM:VersionID="1" xmpMM:RenditionClass="default"'
        f' xmp:CreateDate="{day}" xmp:ModifyDate="{day}" xmp:MetadataDate="{day}"'
        ' pdf:Trapped="False"'
    )
    packet = file.Root.Metadata.read_bytes().decode("utf-8")
    for place, more in ((_FORMAT, attributes + _FORMAT), (_BAG, _BAG + _SCHEMAS)):
        packet = packet.replace(place, more, 1)
    file.Root.Metadata.write(packet.encode("utf-8"))


_FORMAT = ' dc:format="application/pdf"'
_BAG = "<pdfaExtension:schemas><rdf:Bag>"


def _schema(name: str, uri: str, prefix: str, of: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{name}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{of}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{name}</pdfaProperty:description>"
        "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"
    )


# PDF/A has every property described that it does not know (ISO 19005-2, 6.6.2.3.3).
_SCHEMAS = _schema(
    "PDF/X identification", "http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion"
) + _schema("Whether it is trapped", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped")

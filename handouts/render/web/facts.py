"""What a page says of itself to machines: Schema.org, Open Graph, and its other languages."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from handouts.document import Document


def facts(document: Document) -> Markup:
    """The elements for the head of a page; where it is on no web, only what it is about."""
    return _links(document) + _open_graph(document)


def address_of(document: Document) -> str:
    """Where the page is on the web; empty if nowhere."""
    online = document.online
    path = online.pages.get(document.lang)
    return f"{online.site}/{path}" if online.site and path else ""


def _links(document: Document) -> Markup:
    """The page itself, and each language it is in, its own included (RFC 8288; BCP 47)."""
    address = address_of(document)
    if not address:
        return Markup("")
    links = Markup('<link rel="canonical" href="{}">\n').format(address)
    for lang, path in document.online.pages.items():
        links += Markup('<link rel="alternate" hreflang="{}" href="{}">\n').format(
            lang, f"{document.online.site}/{path}"
        )
    return links


def _open_graph(document: Document) -> Markup:
    said = {
        "og:type": "article",
        "og:title": document.online.name or document.title,
        "og:description": document.subject or document.title,
        "og:locale": document.lang.replace("-", "_"),
        "og:site_name": document.author,
    }
    if address := address_of(document):
        said |= {"og:url": address, "og:image": picture_of(address)}
    return Markup("").join(
        Markup('<meta property="{}" content="{}">\n').format(name, value)
        for name, value in said.items()
        if value
    )


def picture_of(page: str) -> str:
    """Where the picture of a page is: beside it."""
    return page.removesuffix(".html") + ".png"


def schema(document: Document) -> str:
    """A `MedicalWebPage` of Schema.org as JSON-LD, to stand in an element."""
    online = document.online
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "name": online.name or document.title,
        "description": document.subject or document.title,
        "inLanguage": document.lang,
        "keywords": list(document.keywords),
        "specialty": "https://schema.org/Physiotherapy",
        "audience": {"@type": "Patient"},
        "isAccessibleForFree": True,
    }
    if address := address_of(document):
        said["url"] = address
    if online.reviewed:
        said["lastReviewed"] = online.reviewed
    if document.author:
        said["publisher"] = {"@type": "MedicalClinic", "name": document.author}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

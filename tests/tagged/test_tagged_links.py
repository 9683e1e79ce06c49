"""Addresses of links are URIs, of ASCII, whatever was typed (ISO 32000-1, 12.6.4.7)."""

from __future__ import annotations

import string
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_documents import pdf_of

from handouts.tagged import AddressError, Line, Piece, TaggedCanvas, TextBlock


def by_block(canvas: TaggedCanvas, target: str) -> None:
    line = Line((Piece("link", "Text", "", (1, target)),))
    canvas.draw_text(TextBlock([line], 11), 20, 400)


def by_canvas(canvas: TaggedCanvas, target: str) -> None:
    with canvas.element("Link"):
        canvas.drawString(20, 400, "link")
        canvas.linkURL(target, (0, 0, 9, 9))


def written(draw: Any, target: str) -> bytes:
    """The address in the file."""
    with pikepdf.open(BytesIO(pdf_of(lambda canvas: draw(canvas, target)))) as pdf:
        annotation: Any = pdf.pages[0].Annots[0]
        return bytes(annotation.A.URI)


@pytest.mark.parametrize("draw", [by_block, by_canvas])
@pytest.mark.parametrize(
    ("target", "uri"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        # Not "strasse", as the older IDNA 2003 has it: that is another address.
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("http://Ñandú.example:8080/x", "http://xn--and-6ma2c.example:8080/x"),
        ("https://例え。テスト/引く", "https://xn--r8jz45g.xn--zckzah/%E5%BC%95%E3%81%8F"),
        ("https://me@bücher.example/", "https://me@xn--bcher-kva.example/"),
        ("https://example.org/für alle?wörter=ä#ö",
         "https://example.org/f%C3%BCr%20alle?w%C3%B6rter=%C3%A4#%C3%B6"),
        ("https://example.org/50%25/%C3%BC/ü", "https://example.org/50%25/%C3%BC/%C3%BC"),
        ("https://example.org/100% safe", "https://example.org/100%25%20safe"),
        ("https://[2001:db8::1]/ü", "https://[2001:db8::1]/%C3%BC"),
        ("mailto:zoë@example.org?subject=ß", "mailto:zo%C3%AB@example.org?subject=%C3%9F"),
        ("tel:+4930123", "tel:+4930123"),
    ],
)  # fmt: skip
def test_an_address_is_of_ascii(draw: Any, target: str, uri: str) -> None:
    assert written(draw, target) == uri.encode("ascii")


@pytest.mark.parametrize("draw", [by_block, by_canvas])
@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("", "it is empty"),
        ("https://e.org/\n", "it has the character U\\+000A"),
        ("https://e.org/\ud800", "it has the character U\\+D800"),
        ("https://ex☃\u2028ample.org/", "of its host"),
        ("https://-ü.example/", "of its host"),
        (f"https://{'ü' * 80}.example/", "of its host"),
    ],
)
def test_what_is_no_address_is_refused(draw: Any, target: str, why: str) -> None:
    with pytest.raises(AddressError, match=why):
        pdf_of(lambda canvas: draw(canvas, target))


_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~:/?#[]@!$&'()*+,;=%")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20))
def test_any_path_reads_as_it_was_typed(path: str) -> None:
    """RFC 3986, 2."""
    typed = "https://example.org/" + path.replace("%", "%25")
    uri = written(by_block, typed).decode("ascii")
    assert set(uri) <= _UNRESERVED
    assert unquote(uri) == "https://example.org/" + path
    assert written(by_block, uri).decode("ascii") == uri
    assert urlsplit(uri).hostname == "example.org"

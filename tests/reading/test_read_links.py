"""What is linked to: every address that is accepted is a URI all of ASCII."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import idna
import pytest
from growth import is_linear
from hypothesis import example, given
from hypothesis import strategies as st

from handouts.reading.links import link_fault, on_paper, uri, web_address
from handouts.reading.telephone import dialled

URIS = {
    # as typed                                     as a URI
    "https://münchen.example/": "https://xn--mnchen-3ya.example/",
    "https://MÜNCHEN.example": "https://xn--mnchen-3ya.example",
    "https://straße.example/": "https://xn--strae-oqa.example/",
    "http://παράδειγμα.example:8080/α?β=γ#δ": (
        "http://xn--hxajbheg2az3al.example:8080/%CE%B1?%CE%B2=%CE%B3#%CE%B4"
    ),
    "https://пример。example/": "https://xn--e1afmkfd.example/",
    "https://example.org/é": "https://example.org/%C3%A9",
    "https://example.org/a%20b?c=%C3%A9&d=100%": "https://example.org/a%20b?c=%C3%A9&d=100%25",
    "https://example.org/[a]?b[]=c": "https://example.org/%5Ba%5D?b%5B%5D=c",
    "https://example.org/a\"<>\\^`{|}": "https://example.org/a%22%3C%3E%5C%5E%60%7B%7C%7D",
    "https://example.org/#a#b": "https://example.org/#a%23b",
    "https://example.org?": "https://example.org?",
    "HTTPS://Example.ORG/A": "HTTPS://Example.ORG/A",
    "https://a_b.example.org./": "https://a_b.example.org./",
    "https://[2001:DB8::1]:443/": "https://[2001:db8::1]:443/",
    "https://192.0.2.1/": "https://192.0.2.1/",
    "mailto:clinic@example.org": "mailto:clinic@example.org",
    "MAILTO:a+b@example.org?subject=Hüfte links&body=a%0Ab": (
        "mailto:a+b@example.org?subject=H%C3%BCfte%20links&body=a%0Ab"
    ),
    "mailto:praxis@müller.example": "mailto:praxis@xn--mller-kva.example",
    "tel:+49 (0)30 / 12-34": "tel:+4930" + "1234",
    "tel:0049 30": "tel:004930",
    "tel:(+49) 30": "tel:+4930",
    "tel:030 12;ext=34": "tel:03012;ext=34",
}  # fmt: skip
REFUSED = [
    *("https://", "https:///a", "https:example.org", "https://a b.org", "https://a.org/b c"),
    *("https://user@example.org", "https://u:p@example.org", "https://a.org@b.org/"),
    *("https://a..b/", "https://.a/", "https://exa%6Dple.org/", "https://a.org:port/"),
    *("https://a.org:123456/", "https://[::1/", "https://[a]/", "https://a.org\\@b.org"),
    *("https://\u2100.org/", "https://-ü.org/", "https://ü_.org/", f"https://{'ü' * 300}.org/"),
    *(f"https://{'a' * 254}/", 'https://a"b.org/', "https://☃$.org/"),
    *("mailto:", "mailto:a", "mailto:a@b", "mailto:a@b@c.org", "mailto:a@b..c", "mailto:a@$.org"),
    *("tel:", "tel:none", "tel:;ext="),
]
FOREIGN = ["javascript:a", "a.html", "//a.org", "", ":", "ftp://a.org", "data:text/html,a"]


@pytest.mark.parametrize("typed", URIS)
def test_the_uri_of_an_address(typed: str) -> None:
    assert link_fault(typed) is None
    assert uri(typed) == URIS[typed]


@pytest.mark.parametrize(
    ("typed", "reaches"),
    {
        "+44 (0)1902 555 0134 ext. 4421": "+4419025550134;ext=4421",
        "01632\xa0960\xa0134 / 135": "01632960134",  # two numbers
        "030/123456": "030123456",  # one
        "033203/8456": "0332038456",
        "+49 30/1234567": "+49301234567",
        "555-0134 or 555-0135": "5550134",
        "01632 960134, 01632 960135": "01632960134",
        "01632 960134 (mornings 9-12)": "01632960134",
        "Tel. 0123 456 MON-FRI 9-5": "0123456",
        "1-800-PHYSIO": "1800749746",
        "(800) GET-WELL": "8004389355",
        "(0)1632 960 134": "01632960134",
        "555‑0134 x12": "5550134;ext=12",
        "+1 (555) 010-0199 #3": "+15550100199;ext=3",
        "02 9999 9999 доб. 12": "0299999999;ext=12",
        "١٢٣ ٤٥٦ داخلي ٧": "123456;ext=7",
        "０３-１２３４-５６７８": "0312345678",
    }.items(),
)  # fmt: skip
def test_the_number_that_is_dialled(typed: str, reaches: str) -> None:
    assert dialled(typed) == reaches


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_complete_address_is_told(typed: str) -> None:
    fault = link_fault(typed)
    assert fault is not None
    assert "is not a complete address" in fault[0]
    assert "write " in fault[1]


@pytest.mark.parametrize("typed", FOREIGN)
def test_other_schemes_are_told(typed: str) -> None:
    fault = link_fault(typed)
    assert fault is not None
    assert "start the address with https://" in fault[1]


def test_a_web_address_stays_as_it_was_typed() -> None:
    assert web_address("https://münchen.example/") == "https://münchen.example/"


LETTERS = "abzAZ019-_.üßÄéøαςжйğ中あ。\u0131\u00ad\u200d\u0308%[]:@/?#\\\"<>&=+;,!$'()*~^`{|} \t☃"
PART = st.text(st.sampled_from(LETTERS), max_size=12)
ADDRESSES = st.one_of(
    st.tuples(
        st.sampled_from(["https://", "http://", "HTTP://", "https:", "mailto:", "tel:", "tel:+"]),
        st.one_of(st.sampled_from(["example.org", "münchen.example", "a@bü.org", "[::1]"]), PART),
        st.sampled_from(["", "/", ":80/", "?", "#", "?subject=", ";ext=", "@"]),
        PART,
    ).map("".join),
    st.text(max_size=20).map(lambda text: f"https://{text}"),
    st.text(max_size=20).map(lambda text: f"https://example.org/{text}"),
)
# RFC 3986, appendix A, for what there may be here.
_CHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})"
_VALID = re.compile(
    rf"https?://(?:\[[0-9a-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]*)?(?:/{_CHAR}*)?"
    rf"(?:\?(?:{_CHAR}|\?)*)?(?:#(?:{_CHAR}|\?)*)?"
    rf"|mailto:(?:[A-Za-z0-9._~!$'*+-]|%[0-9A-Fa-f]{{2}})+@[A-Za-z0-9._-]+(?:\?(?:{_CHAR}|\?)*)?"
    r"|tel:\+?[0-9]+(?:;ext=[0-9]+)?",
    re.IGNORECASE,
)


@pytest.mark.hostile
@given(ADDRESSES)
@example("https://a%")
@example("https://example.org/%4")
@example("https://ü.example/?a?b#c?d")
def test_every_accepted_address_is_a_uri_that_parses_back(address: str) -> None:
    if link_fault(address) is not None:
        return
    found = uri(address)
    assert found.isascii()
    assert _VALID.fullmatch(found)
    assert link_fault(found) is None
    assert uri(found) == found
    if address.lower().startswith("http"):
        parts, typed = urlsplit(found), re.split("[/?#]", address, maxsplit=3)[2]
        assert parts.hostname
        if "%" not in address:
            assert unquote(found).endswith(re.sub("^[^/?#]*", "", address.partition("//")[2]))
        if not typed.isascii():
            host = typed.partition(":")[0]
            assert idna.decode(parts.hostname) == idna.uts46_remap(host, False, False).lower()


@pytest.mark.parametrize("sign", ["ü", "a", "%", "[", ":", "ü.", "@", "?", "#", "-", "\u0308"])
@pytest.mark.parametrize("start", ["https://", "https://a.org/", "mailto:", "mailto:a@", "tel:1"])
def test_long_addresses_take_linear_time(start: str, sign: str) -> None:
    assert is_linear(lambda length: link_fault(start + sign * length))


@pytest.mark.parametrize(
    ("address", "words", "shown"),
    [
        ("https://www.example.org/", "our page", "www.example.org"),
        ("https://example.org/a/b?c=d#e", "our page", "example.org/a/b?c=d#e"),
        ("http://example.org", "our page", "http://example.org"),
        ("https://münchen.example/", "our page", "münchen.example"),
        ("https://www.example.org", "see example.org", ""),
        ("https://example.org/a", "https://example.org/a", ""),
        ("https://example.org/a", "example.org", "example.org/a"),
        ("mailto:a@example.org?subject=b", "write to us", "a@example.org"),
        ("mailto:a@example.org", "A@example.org", ""),
        ("tel:+49 (30) 123", "call us", "+49 (30) 123"),
        ("tel:+4930123", "call +49 30 123", ""),
    ],
)
def test_an_address_on_paper_is_what_people_type(address: str, words: str, shown: str) -> None:
    assert on_paper(address, words) == shown


def test_an_address_nobody_would_type_is_told() -> None:
    fault = link_fault("https://example.org/" + "a" * 200)
    assert fault is not None
    assert fault[0] == "an address of 220 letters, which patients would have to type"
    assert link_fault("https://example.org/" + "a" * 180) is None

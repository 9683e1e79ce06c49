"""Who may ask the live page for what."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest
from desk_help import Served
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

ANY = "en/a4/standard/log-left-backward.pdf"


@pytest.fixture
def secret(served: Served) -> Iterator[str]:
    """A file beside the folder of outputs, its words."""
    file = served.out.parent / "secret.pdf"
    file.write_text("secret words")
    yield "secret words"
    file.unlink()


def test_the_page_the_pdf_and_its_pictures_are_there(served: Served) -> None:
    assert ANY in served.ask("/pages").text
    pdf = served.ask(f"/files/{ANY}")
    assert (pdf.status, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.body == (served.out / ANY).read_bytes()
    assert pdf.headers["content-disposition"].startswith("inline;")
    kept = served.ask(f"/files/{ANY}?download").headers["content-disposition"]
    assert kept == "attachment; filename*=UTF-8''log-left-backward.pdf"
    sha256 = served.manifest()[ANY]["sha256"]
    picture = served.ask(f"/pages/{sha256}/1.webp")
    assert (picture.status, picture.headers["content-type"]) == (200, "image/webp")
    assert picture.body[8:12] == b"WEBP"
    on_disk = served.out / f".ledger/pages/{sha256}-1"
    assert on_disk.read_bytes().endswith(picture.body)
    for damage in (on_disk.read_bytes()[:-20], b"", b"RIFF1234WEBP", on_disk.read_bytes()[1:]):
        on_disk.write_bytes(damage)
        assert served.ask(f"/pages/{sha256}/1.webp").body == picture.body
    assert served.ask(f"/pages/{'0' * 64}/1.webp").status == 404


@pytest.mark.hostile
@pytest.mark.hostile
@settings(max_examples=30, deadline=None)
@example("9" * 4301)
@example("0" * 4301 + "1")
@example("1" * 60_000)
@example(f"{2**32 + 1}")
@example(f"{2**64 + 1}")
@example("01")
@example("%D9%A1")  # ARABIC-INDIC DIGIT ONE
@example("+1")
@example("1_0")
@example("1.0")
@example("%201")
@given(
    st.integers().filter(lambda number: number != 1).map(str)
    | st.from_regex("[0-9]*", fullmatch=True).filter(lambda text: text != "1")
)
def test_a_page_that_a_document_does_not_have_is_not_there(served: Served, page: str) -> None:
    """Nor is anything kept of it."""
    sha256 = served.manifest()[ANY]["sha256"]
    served.ask(f"/pages/{sha256}/1.webp")
    kept = sorted((served.out / ".ledger/pages").iterdir())
    assert served.ask(f"/pages/{sha256}/{page}.webp").status == 404
    assert sorted((served.out / ".ledger/pages").iterdir()) == kept


@pytest.mark.parametrize(
    "host", ["example.org", "localhost", "localhost:1", "127.0.0.1.example.org:{port}", "[::1]"]
)
def test_another_name_for_this_computer_is_refused(served: Served, host: str) -> None:
    answer = served.ask("/", host=host.format(port=served.port))
    assert answer.status == 403
    assert "log" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_its_own_names_are_answered(served: Served, host: str) -> None:
    assert served.ask("/", host=f"{host}:{served.port}").status == 200


def test_two_hosts_are_none(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as raw:
        host = f"Host: localhost:{served.port}\r\n"
        raw.sendall(f"GET / HTTP/1.1\r\n{host}{host}Connection: close\r\n\r\n".encode())
        assert raw.makefile("rb").readline().split()[1] in (b"403", b"400")


@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://localhost:{port}", "x"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_page_is_refused(served: Served, origin: str, method: str) -> None:
    path = "/" if method == "GET" else "/visible"
    answer = served.ask(path, method, b"{}", Origin=origin.format(port=served.port))
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


def test_fetches_by_other_pages_are_refused_but_links_to_it_work(served: Served) -> None:
    for site in ("cross-site", "same-site"):
        fetched = served.ask(f"/files/{ANY}", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors")
        assert fetched.status == 403
        assert served.ask("/", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate").status == 200
        form = served.ask("/visible", "POST", b"{}", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate")
        assert form.status == 403


def test_a_plain_form_of_its_own_page_is_answered(served: Served) -> None:
    """Browsers send no origin with it, as pages are told to give no referrer."""
    fields: dict[str, object] = {"side": ""}
    same = served.post("/look", fields, Origin="null", Sec_Fetch_Site="same-origin")
    assert same.status == 200
    for site in ("cross-site", "same-site", "none"):
        assert served.post("/look", fields, Origin="null", Sec_Fetch_Site=site).status == 403
    assert served.post("/look", fields, Origin="null").status == 403


def test_only_its_own_page_says_what_is_on_screen(served: Served) -> None:
    body = json.dumps({"client": "me", "paths": [ANY], "token": served.token}).encode()
    own = f"http://localhost:{served.port}"
    assert served.ask("/visible", "POST", body).status == 403
    assert served.ask("/visible", "POST", body, Origin=own).status == 204
    stranger = json.dumps({"client": "me", "paths": [ANY], "token": "x"}).encode()
    assert served.ask("/visible", "POST", stranger, Origin=own).status == 403
    for wrong in (b"", b"[]", b'{"client": 1, "paths": []}', b'{"client": "", "paths": [1]}'):
        assert served.ask("/visible", "POST", wrong, Origin=own).status == 400
    deep = b"[" * 100_000
    assert served.ask("/visible", "POST", deep, Origin=own).status == 400
    assert served.ask("/visible", "POST", b" " * 300_000, Origin=own).status == 413


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", f"/files/{ANY}", "/events"])
def test_nothing_can_be_changed(served: Served, method: str, path: str) -> None:
    own = f"http://localhost:{served.port}"
    assert served.ask(path, method, Origin=own).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/files/../secret.pdf",
        "/files/%2e%2e/secret.pdf",
        "/files/en/../../secret.pdf",
        "/files/..%2fsecret.pdf",
        "/files/..%5csecret.pdf",
        "/files//etc/passwd",
        "/files/%2fetc%2fpasswd",
        "/files/.ledger/ledger.json",
        "/files/.ledger/lock",
        "/files/manifest.json",
        "/files/index.html",
        "/files/",
        "/files/en",
        "/files/a%00b",
        "/.ledger/ledger.json",
        "/assets/..%2f..%2fcli.py",
        "/assets/../pages.py",
        "/pages/..%2f..%2fledger/1.webp",
    ],
)
def test_nothing_else_can_be_read(served: Served, secret: str, path: str) -> None:
    answer = served.ask(path)
    assert answer.status == 404
    assert secret not in answer.text


def test_an_output_that_points_elsewhere_is_not_followed(served: Served, secret: str) -> None:
    output = served.out / "en/letter/mono/log-left-backward.pdf"
    whole = output.read_bytes()
    sha256 = served.manifest()["en/letter/mono/log-left-backward.pdf"]["sha256"]
    output.unlink()
    output.symlink_to(served.out.parent / "secret.pdf")
    try:
        answer = served.ask("/files/en/letter/mono/log-left-backward.pdf")
        assert answer.status == 404
        assert secret not in answer.text
        assert served.ask(f"/pages/{sha256}/1.webp").status in (200, 404)
    finally:
        output.unlink()
        output.write_bytes(whole)


@pytest.mark.parametrize("path", ["/", "/pages", f"/files/{ANY}", "/nothing", "/assets/desk.js"])
def test_every_answer_has_strict_headers(served: Served, path: str) -> None:
    for answer in (served.ask(path), served.ask(path, host="example.org")):
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors" in headers["content-security-policy"]
        assert "server" not in headers
        if path != "/assets/desk.js":
            assert headers["cache-control"] == "no-store"
    policy = served.ask("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_only_this_computer_is_listened_to(served: Served) -> None:
    """What listens on all addresses also answers on the one that this computer has outside."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as route:
        try:
            route.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            pytest.skip("there is no other address")
        outside = route.getsockname()[0]
    if outside.startswith("127."):
        pytest.skip("there is no other address")
    with pytest.raises(OSError, match=r"refused|timed out"):
        socket.create_connection((outside, served.port), timeout=2)


_PIECES = (
    *(
        "/",
        "//",
        ".",
        "..",
        "%2e%2e",
        "%2f",
        "%5c",
        "\\",
        "%00",
        "%",
        "%zz",
        "%ff",
        "%c3%28",
        "?",
        "#",
        "&",
    ),
    *(
        "pages",
        "files",
        "assets",
        "events",
        "visible",
        "receipt.html",
        ".ledger",
        "index.html",
        "en/a4",
    ),
    *(
        "1.webp",
        "0.webp",
        "-1.webp",
        "1e9.webp",
        f"{2**32 + 1}.webp",
        f"{'9' * 4301}.webp",
        "1.png",
        ANY,
    ),
    *(
        "a" * 64,
        "0" * 64,
        "F" * 64,
        "%20",
        "+",
        "=",
        ";",
        ":",
        "@",
        "~",
        "x" * 2000,
        "%e2%80%ae",
        "gallery.js",
    ),
)
_PATHS = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)
_METHODS = st.sampled_from(["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "BREW"])


@pytest.mark.hostile
@settings(deadline=None, max_examples=50)
@given(_METHODS, _PATHS, st.binary(max_size=40), st.booleans())
def test_any_address_is_answered_and_nothing_is_kept_of_it(
    served: Served, method: str, path: str, body: bytes, own: bool
) -> None:
    assume(not path.lstrip("/").startswith("events"))  # whose answer has no end
    served.ask("/")
    before = sorted(each for each in served.out.rglob("*") if "pages" not in each.parts)
    origin = {"Origin": f"http://localhost:{served.port}"} if own else {}
    assert served.ask(f"/{path}", method, body, **origin).status < 500
    assert sorted(each for each in served.out.rglob("*") if "pages" not in each.parts) == before

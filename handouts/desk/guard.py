"""Who may ask: pages from this very server, in a browser that the program has opened.

Any web page that is open in the same browser can send requests to this computer.  Names that point
here from elsewhere (DNS rebinding) are told by the Host header, other pages by Origin and
Fetch Metadata (https://www.w3.org/TR/fetch-metadata/).
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handouts.desk.asking import PATH
from handouts.desk.remote_builds import OPENING
from handouts.desk.screen import html
from handouts.desk.sessions import Sessions

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self';"
        " base-uri 'none';"
        " frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""Of every answer that has none of its own."""

_SAFE = ("GET", "HEAD")
_FOR_ALL = ("/assets/", PATH, OPENING)
"""What says nothing of anybody, or is signed."""


class Guard:
    """
    Args:
        app: what it guards.
        port: where it listens.
        sessions: who is let in.
    """

    def __init__(self, app: ASGIApp, port: int, sessions: Sessions) -> None:
        self.app, self.sessions = app, sessions
        names = ("localhost", "127.0.0.1", "[::1]")
        self.hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        fault = self._fault(scope["method"], headers)
        answer: ASGIApp = PlainTextResponse(fault, 403) if fault else self._admitted(scope, headers)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    sent.setdefault(name, value)
            await send(message)

        await answer(scope, receive, send_with_headers)

    def _admitted(self, scope: Scope, headers: Headers) -> ASGIApp:
        """What answers: the app itself only where the browser is known."""
        if scope["path"].startswith(_FOR_ALL):
            return self.app
        known = self.sessions.knows(_cookies(headers))
        keys = parse_qs(scope["query_string"].decode("latin-1")).get("key", [])
        if scope["path"] == "/" and scope["method"] == "GET" and keys:
            browser = self.sessions.let_in(keys[0])
            if browser or known:
                return self._let_in(browser)
        return self.app if known else HTMLResponse(html("stranger.html.j2"), 403)

    def _let_in(self, browser: str | None) -> Response:
        """To the same page without a key in its address."""
        answer = RedirectResponse("/", 303)
        if browser:
            answer.set_cookie(self.sessions.cookie, browser, httponly=True, samesite="strict")
        return answer

    def _fault(self, method: str, headers: Headers) -> str:
        """What is wrong with a request, if anything is."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return "This page answers to its own address only."
        site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode")
        origins = headers.getlist("origin")
        if (
            origins == ["null"] and site == "same-origin"
        ):  # a plain form of ours, without a referrer
            origins = []
        if any(origin.lower().removeprefix("http://") not in self.hosts for origin in origins):
            return "Other pages may not ask for this."
        if site in ("cross-site", "same-site") and not (mode == "navigate" and method in _SAFE):
            return "Other pages may not ask for this."
        if method not in _SAFE and not origins and site != "same-origin":
            return "Only this page may ask for that."
        return ""


def _cookies(headers: Headers) -> dict[str, str]:
    found: SimpleCookie = SimpleCookie()
    try:
        for line in headers.getlist("cookie"):
            found.load(line)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}

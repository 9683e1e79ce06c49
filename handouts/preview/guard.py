"""Who may ask: pages from this very server, or a person who types its address.

Any web page that is open in the same browser can send requests to this computer.  Names that point
here from elsewhere (DNS rebinding) are told by the Host header, other pages by Origin and
Fetch Metadata (https://www.w3.org/TR/fetch-metadata/).
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none';"
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


class Guard:
    """
    Args:
        app: what it guards.
        port: where it listens.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        names = ("localhost", "127.0.0.1", "[::1]")
        self.hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        fault = self._fault(scope["method"], Headers(scope=scope))
        answer = PlainTextResponse(fault, 403) if fault else self.app

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await answer(scope, receive, send_with_headers)

    def _fault(self, method: str, headers: Headers) -> str:
        """What is wrong with a request, if anything is."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return "This page answers to its own address only."
        origins = headers.getlist("origin")
        if any(origin.lower().removeprefix("http://") not in self.hosts for origin in origins):
            return "Other pages may not ask for this."
        site, mode = headers.get("sec-fetch-site"), headers.get("sec-fetch-mode")
        if site in ("cross-site", "same-site") and not (mode == "navigate" and method in _SAFE):
            return "Other pages may not ask for this."
        if method not in _SAFE and not origins and site != "same-origin":
            return "Only this page may ask for that."
        return ""

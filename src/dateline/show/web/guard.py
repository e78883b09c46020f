"""What stands before every page: hosts, the token, sizes, forgery, and headers that forbid."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.show.web.answers import problem
from dateline.show.web.site import Options

CSRF_COOKIE = "dateline_csrf"
TOKEN_COOKIE = "dateline_token"  # noqa: S105 (a cookie's name)
LARGEST_BODY = 64_000
LONGEST_ADDRESS = 4_000
OPEN = ("/enter", "/static/")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}


def token_mark(token: str) -> str:
    """What the cookie holds in place of the token."""
    return hmac.new(token.encode(), b"dateline page", hashlib.sha256).hexdigest()


class Guard:
    """An ASGI middleware; refuses what may not come in and marks what goes out."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self.app = app
        self.options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        csrf = request.cookies.get(CSRF_COOKIE, "")
        fresh = not csrf.isalnum() or len(csrf) != 64
        scope.setdefault("state", {})["csrf"] = secrets.token_hex(32) if fresh else csrf
        cookie = scope["state"]["csrf"] if fresh else ""

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
                if cookie and headers.get("content-type", "").startswith("text/html"):
                    headers.append(
                        "set-cookie",
                        f"{CSRF_COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict",
                    )
            await send(message)

        refusal = self._refusal(request)
        if refusal is not None:
            await refusal(scope, receive, marked)
            return
        await self.app(scope, _limited(receive), marked)

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "").rsplit(":", 1)[0]
        if "*" not in self.options.hosts and host not in self.options.hosts:
            return problem(421, "This page does not answer to that name.")
        if len(request.scope["raw_path"] or b"") + len(request.url.query) > LONGEST_ADDRESS:
            return problem(414, "That address is too long.")
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return problem(413, "That is too large.")
        if not self._may_enter(request):
            if request.url.path.startswith("/api/") or request.method != "GET":
                return problem(401, "A token is needed.", headers={"www-authenticate": "Bearer"})
            return RedirectResponse("/enter", 303)
        if request.method not in ("GET", "HEAD", "OPTIONS") and not same_site(request.headers):
            return problem(403, "This change came from another site.")
        return None

    def _may_enter(self, request: Request) -> bool:
        token = self.options.token
        if not token or request.url.path.startswith(OPEN):
            return True
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        cookie = request.cookies.get(TOKEN_COOKIE, "")
        return hmac.compare_digest(bearer.encode(), token.encode()) or hmac.compare_digest(
            cookie.encode(), token_mark(token).encode()
        )


def same_site(headers: Headers) -> bool:
    """Whether a change comes from a page of ours, as far as the browser says."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin in (None, "null") or urlsplit(origin).netloc == headers.get("host")


def _limited(receive: Receive) -> Receive:
    """Ends a body that grows beyond the limit, whatever its header said."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return limited

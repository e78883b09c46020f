"""The one place that fetches what an article, a feed or a person names.

Only http and https, to guarded addresses (``read.guard``), with limits on redirects, headers,
sizes before and after decompression, and time.
"""

from __future__ import annotations

import ssl
import time
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import httpcore

from dateline.errors import FetchError
from dateline.ports import Fetched
from dateline.read.guard import GuardedBackend, Resolver, is_public, remaining, system_resolver
from dateline.read.limits import FREE_OUTPUT, MAX_DOCUMENT, MAX_RATIO, size

USER_AGENT = "Dateline/0.1 (news reader; reads feeds and the pages they name)"
_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_PLAIN = {"", "identity", "none", "utf-8"}
_PACKED = {"gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one fetch may cost; sizes in bytes, times in seconds."""

    packed: int = MAX_DOCUMENT
    body: int = 2 * MAX_DOCUMENT
    redirects: int = 5
    total: float = 60.0
    silence: float = 20.0


class SafeFetcher:
    """Fetches public addresses (``ports.Fetcher``).

    ``allowed`` names hosts (or ``host:port``) that may be reached though they are not on the open
    internet; ``proxy`` is the address of a configured HTTP proxy.
    """

    def __init__(
        self,
        *,
        allowed: frozenset[str] = frozenset(),
        proxy: str | None = None,
        limits: FetchLimits | None = None,
        user_agent: str = USER_AGENT,
        resolve: Resolver = system_resolver,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = frozenset(name.lower() for name in allowed)
        self._proxy = proxy
        self._limits = limits or FetchLimits()
        self._user_agent = user_agent
        self._resolve = resolve
        self._tls = tls or ssl.create_default_context()

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """The answer to a GET, redirects followed, body unpacked; any status, 304 and 4xx too.

        A user and password in ``url`` are sent to its own host alone and appear in no result.
        Raises FetchError when the address is refused, away, too slow or too large.
        """
        deadline = time.monotonic() + self._limits.total
        shown, moved, permanent = _checked(url), None, True
        login, own = _login(url), urlsplit(shown)[:2]
        for _ in range(self._limits.redirects + 1):
            to_own_host = urlsplit(shown)[:2] == own
            answer = self._ask(shown, _headers(headers, login if to_own_host else None), deadline)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return Fetched(shown, answer.status, answer.headers, answer.body, moved)
            permanent = permanent and answer.status in _PERMANENT
            shown = _checked(target, shown)
            moved = shown if permanent else moved
        raise FetchError(f"more than {self._limits.redirects} redirects")

    def _ask(self, url: str, headers: Mapping[str, str], deadline: float) -> Fetched:
        """One request without redirects."""
        sent: dict[bytes | str, bytes | str] = {
            "User-Agent": self._user_agent,
            "Accept-Encoding": "gzip, deflate",
        }
        sent.update(headers)
        timeout = dict.fromkeys(("connect", "read", "write", "pool"), self._limits.silence)
        try:
            with (
                self._pool(url, deadline) as pool,
                pool.stream("GET", url, headers=sent, extensions={"timeout": timeout}) as answer,
            ):
                names = _header_names(answer.headers)
                redirected = answer.status in _REDIRECTS and "location" in names
                body = b"" if redirected else self._body(answer, names, deadline)
                return Fetched(url, answer.status, names, body)
        except (httpcore.TimeoutException, TimeoutError):
            raise FetchError("the server took too long") from None
        except (
            httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError,
            httpcore.UnsupportedProtocol, OSError, ValueError,
        ) as error:  # fmt: skip
            raise FetchError(f"{type(error).__name__}: {error}"[:200]) from None

    def _pool(self, url: str, deadline: float) -> httpcore.ConnectionPool:
        """A pool for one request: the deadline belongs to its connections."""
        if self._proxy is None:
            backend = GuardedBackend(self._allowed, self._resolve, deadline)
            return httpcore.ConnectionPool(ssl_context=self._tls, network_backend=backend)
        self._check_behind_proxy(urlsplit(url))
        host = urlsplit(self._proxy).hostname or ""
        backend = GuardedBackend(frozenset({host.lower()}), self._resolve, deadline)
        return httpcore.HTTPProxy(
            _without_login(self._proxy), proxy_auth=_pair(self._proxy), ssl_context=self._tls,
            network_backend=backend,
        )  # fmt: skip

    def _check_behind_proxy(self, parts: SplitResult) -> None:
        """A proxy resolves names itself: what can be checked here is checked here."""
        host = (parts.hostname or "").rstrip(".")
        if host in self._allowed:
            return
        try:
            addresses = self._resolve(host, parts.port or 443)
        except (OSError, UnicodeError):
            return
        if not all(map(is_public, addresses)):
            raise FetchError(f"{host} is not on the open internet")

    def _body(
        self, answer: httpcore.Response, headers: Mapping[str, str], deadline: float
    ) -> bytes:
        pieces, total = [], 0
        chunks = self._counted(answer.iter_stream(), deadline)
        for piece in _unpacked(chunks, headers.get("content-encoding", "")):
            total += len(piece)
            if total > self._limits.body:
                raise FetchError(f"more than {size(self._limits.body)}")
            pieces.append(piece)
        return b"".join(pieces)

    def _counted(self, chunks: Iterator[bytes], deadline: float) -> Iterator[bytes]:
        total = 0
        for chunk in chunks:
            total += len(chunk)
            remaining(deadline)
            if total > self._limits.packed:
                raise FetchError(f"more than {size(self._limits.packed)} over the line")
            yield chunk


def _unpacked(chunks: Iterator[bytes], encodings: str) -> Iterator[bytes]:
    """Undoes the content encodings, at most two, in reverse order of their application."""
    names = [name.strip().lower() for name in encodings.split(",")]
    names = [name for name in names if name not in _PLAIN]
    if len(names) > 2 or not set(names) <= _PACKED:
        raise FetchError(f"content encoding {encodings[:60]!r} was not asked for")
    for _ in names:
        chunks = _inflated(chunks)
    return chunks


def _inflated(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """zlib, gzip or raw deflate, whichever it is, in bounded pieces; a plain body that only claims
    to be packed is passed on. Raises FetchError for damage, a cut end and bombs."""
    first = next(chunks, b"")
    if not first:
        return
    machine = _machine(first)
    if machine is None:
        yield first
        yield from chunks
        return
    taken = given = 0
    for chunk in _chain(first, chunks):
        taken += len(chunk)
        while chunk:
            try:
                piece = machine.decompress(chunk, FREE_OUTPUT // 32)
            except zlib.error as error:
                raise FetchError(f"damaged compression: {error}") from None
            given += len(piece)
            if given > max(FREE_OUTPUT, MAX_RATIO * taken):
                raise FetchError(f"{size(taken)} expand to more than {size(given)}")
            yield piece
            chunk = machine.unconsumed_tail
            if machine.eof and machine.unused_data.startswith(b"\x1f\x8b"):
                chunk, machine = machine.unused_data, zlib.decompressobj(wbits=47)
    if not machine.eof:
        raise FetchError("the compressed body breaks off")


def _machine(first: bytes) -> zlib._Decompress | None:
    """A decompressor that understands how ``first`` begins."""
    for wbits in (47, -15):
        try:
            zlib.decompressobj(wbits=wbits).decompress(first, 64)
        except zlib.error:
            continue
        return zlib.decompressobj(wbits=wbits)
    return None


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _checked(url: str, base: str = "") -> str:
    """``url`` for a request: http or https, a host in ASCII, no login, no fragment."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
        host, port = parts.hostname, parts.port
        if parts.scheme.lower() not in {"http", "https"} or not host:
            raise FetchError(f"only http and https addresses are fetched, not {parts.scheme!r}")
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"no address: {error}") from None
    host = f"[{host}]" if ":" in host else host
    place = host if port is None else f"{host}:{port}"
    quoted = "".join(_quoted(letter) for letter in (parts.path or "/"))
    query = "".join(_quoted(letter) for letter in parts.query)
    return f"{parts.scheme.lower()}://{place}{quoted}{'?' + query if query else ''}"


def _quoted(letter: str) -> str:
    if "!" <= letter <= "~":
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


def _header_names(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name, repeated ones joined as RFC 9110 says."""
    found: dict[str, str] = {}
    for name, value in headers:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1").strip()
        found[key] = f"{found[key]}, {text}" if key in found and key != "location" else text
    return found


def _headers(headers: Mapping[str, str] | None, login: str | None) -> dict[str, str]:
    return {**(headers or {}), **({"Authorization": login} if login else {})}


def _login(url: str) -> str | None:
    pair = _pair(url)
    if pair is None:
        return None
    return "Basic " + b64encode(f"{pair[0]}:{pair[1]}".encode()).decode("ascii")


def _pair(url: str) -> tuple[str, str] | None:
    parts = urlsplit(url)
    if parts.username is None:
        return None
    return unquote(parts.username), unquote(parts.password or "")


def _without_login(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

"""Where a connection may go: decided on the address that is connected to, not on the name.

Names are resolved once, every address is checked, and the socket is opened to the checked address
itself, so that a name which changes its address between check and connection (DNS rebinding)
gains nothing. TLS still verifies the name.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import httpcore

from dateline.errors import FetchError

Resolver = Callable[[str, int], list[str]]
_REFUSED = [
    ip_network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "::/96", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
    )
]  # fmt: skip
_EMBEDDING = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
_WEB_PORTS = {80, 443}
_FIRST_FREE_PORT = 1024


def is_public(address: str) -> bool:
    """True for an address on the open internet: not loopback, private, link-local, metadata,
    multicast or reserved, nor an IPv6 form that leads to such an IPv4 address.

    >>> is_public("169.254.169.254"), is_public("::ffff:127.0.0.1"), is_public("8.8.8.8")
    (False, False, True)
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (inner := _embedded(ip)) is not None:
        return is_public(str(inner))
    return ip.is_global and not any(
        ip in block for block in _REFUSED if block.version == ip.version
    )


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside a mapped, translated (NAT64), 6to4 or Teredo address."""
    if any(ip in block for block in _EMBEDDING):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of ``host`` in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses, and to hosts that are allowed by name.

    ``allowed`` holds hosts or ``host:port``; ``deadline`` is the moment (``time.monotonic``) at
    which every read and write of these connections ends.
    """

    def __init__(self, allowed: frozenset[str], resolve: Resolver, deadline: float) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._addresses(host, port)
        error: Exception | None = None
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(
                    address, port, remaining(self._deadline, timeout), local_address, socket_options
                )
                return DeadlineStream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as each:
                error = each
        raise error or httpcore.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        """The checked addresses; one that is refused refuses the host as a whole."""
        named = host.lower().rstrip(".")
        trusted = named in self._allowed or f"{named}:{port}" in self._allowed
        if not trusted and port not in _WEB_PORTS and port < _FIRST_FREE_PORT:
            raise FetchError(f"port {port} of {host} is not for the web")
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"{host} cannot be found: {error}") from None
        refused = [address for address in addresses if not is_public(address)]
        if refused and not trusted:
            raise FetchError(f"{host} leads to {refused[0]}, which is not on the open internet")
        return addresses

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class DeadlineStream(httpcore.NetworkStream):
    """A stream whose every operation ends at one deadline: a trickle of bytes gains no time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, remaining(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = remaining(self._deadline, timeout)
        stream = self._stream.start_tls(ssl_context, server_hostname, left)
        return DeadlineStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def remaining(deadline: float, timeout: float | None = None) -> float:
    """The seconds that an operation may take; raises FetchError when none are left."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("the server took too long")
    return left if timeout is None else min(left, timeout)

"""Whom the web client may ask: the host that the operator named, and others only if their addresses are public."""

import ipaddress
import socket
from collections.abc import Callable, Sequence

import httpx

from qa_bot.errors import ServiceError

# From a host and a port to the addresses behind them.
Resolve = Callable[[str, int], Sequence[str]]
_PORTS = {"http": 80, "https": 443}
# IPv4 addresses written as IPv6 ones; what is behind them is not seen.
_TRANSLATED = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))


class PrivateAddressError(ServiceError):
    """A page, a redirect or a sitemap that leads into a private network."""


class GuardedTransport(httpx.BaseTransport):
    """A transport that looks up a host, checks every address of it, and connects to what it checked.

    The host of `named` may be private, on the port that the operator named and on the usual ones. Each host has a transport of
    its own: two hosts at one address must not share a connection, whose certificate is the first one's.
    """

    def __init__(self, named: httpx.URL, open_transport: Callable[[], httpx.BaseTransport], resolve: Resolve) -> None:
        self._host = named.host
        self._ports = {port_of(named), *_PORTS.values()}
        self._open_transport = open_transport
        self._transports: dict[str, httpx.BaseTransport] = {}
        self._resolve = resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; raise PrivateAddressError if it leads where only the operator may lead."""
        url = request.url
        if url.host == self._host and port_of(url) in self._ports:
            return self._transport(url.host).handle_request(request)
        checked = self._public_address(url)
        pinned = httpx.Request(
            request.method,
            url.copy_with(host=checked),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": url.host},
        )
        return self._transport(url.host).handle_request(pinned)

    def close(self) -> None:
        """Close the connections."""
        for transport in self._transports.values():
            transport.close()

    def _transport(self, host: str) -> httpx.BaseTransport:
        if host not in self._transports:
            self._transports[host] = self._open_transport()
        return self._transports[host]

    def _public_address(self, url: httpx.URL) -> str:
        addresses = self._resolve(url.host, port_of(url))
        private = next((address for address in addresses if not is_public(address)), None)
        if private or not addresses:
            raise PrivateAddressError(
                f"{url.host} leads to {private or 'no address'}, which is not public: only an address that is named with "
                "`qa-bot source add` may be private"
            )
        return addresses[0]


def port_of(url: httpx.URL) -> int:
    """Return the port of an address."""
    return url.port or _PORTS.get(url.scheme, 0)


def is_public(address: str) -> bool:
    """Tell whether an IP address is anybody's to ask: neither private nor loopback, link-local, multicast or reserved."""
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return is_public(str(parsed.ipv4_mapped))
        if any(parsed in network for network in _TRANSLATED):
            return False
    return parsed.is_global and not parsed.is_multicast


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host; raise httpx.ConnectError if it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(f"{host} is not known") from error
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))

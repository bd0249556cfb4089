"""Whose address a request comes from, when it may have come through proxies."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def client_address(request: HttpRequest) -> str:
    """Return the right-most address that is not one of `settings.TRUSTED_PROXIES` (networks).

    Everything left of it in X-Forwarded-For was written by the client and proves nothing.
    Without trusted proxies it is the address of the connection.
    """
    peer = str(request.META.get("REMOTE_ADDR", ""))
    found = _read(peer)
    trusted = _networks(tuple(settings.TRUSTED_PROXIES))
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    while found and hops and _is_one_of(found, trusted):
        before = _read(hops.pop())
        if before is None:
            break
        found = before
    return str(found) if found else peer


def _read(text: str) -> Address | None:
    """Read 10.0.0.1, 10.0.0.1:4711, ::1 or [::1]:4711; IPv4 in an IPv6 coat counts as IPv4."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache
def _networks(proxies: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ip_network(proxy, strict=False) for proxy in proxies)


def _is_one_of(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)

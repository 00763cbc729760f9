"""Which addresses may be asked and which may be connected to. Pure; text comes in, a yes or no goes out.

A part of `fetch`, which applies the one rule to every hop and the other to every connection.
"""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

_INTERNET: Final = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("2000::/3"))
USUAL_PORTS: Final = frozenset({None, 80, 443, 8080, 8443})

# What ipaddress calls global and a portal must not be sent to all the same: 6to4, its anycast relay and Teredo
# can carry a private IPv4 address inside, as can NAT64, the IPv4-compatible ::/96 and others that lie outside
# 2000::/3, the only part of IPv6 that is given out to the Internet (RFC 4291, IANA).
_NOT_FOR_US: Final = tuple(
    ipaddress.ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "2002::/16", "2001::/32", "3fff::/20")
)


@lru_cache(maxsize=4096)
def may_connect(address: str, *, allow_private: bool) -> bool:
    """Whether this numeric IP address may be connected to. Judged at connect time, on every hop, because a
    name that was public when it was checked can be private when it is dialled (DNS rebinding)."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if allow_private and (ip.is_loopback or ip.is_private):
        return True
    outside = not any(ip in net for net in _INTERNET) or any(ip in net for net in _NOT_FOR_US)
    return ip.is_global and not ip.is_multicast and not outside


def web_address(url: str, *, any_port: bool = False) -> bool:
    """Whether `url` is one that may be asked: http(s), a host, no credentials, a usual port, no trickery."""
    if any(c in url for c in "\\\t\r\n ") or not url.isprintable():
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return False
    return any_port or port in USUAL_PORTS

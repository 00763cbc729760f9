"""Addresses as people configure them: is it an absolute web address, a pattern of domains, on the network?

Texts come in, a yes or no or an Indonesian sentence goes out. It asks no name server: whether a host exists,
or is private, is seen where the connection is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

_UNSAFE: Final = re.compile(r"[\s\\<>\"\x00-\x20\x7f]")  # browsers and urllib read these differently
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:]*:[0-9a-f:.]*")

_EXAMPLES: Final = "misalnya contohkab.go.id atau *.contohkab.go.id"


def on_network(host_or_url: str, patterns: Iterable[str]) -> bool:
    """Whether an address lives where `patterns` allow; no patterns at all allow every place.

    `*.contohkab.go.id` is every name below contohkab.go.id but not that name itself, which must be listed
    where it counts; any other pattern is one host. Ports, capitals and a last dot do not count, Unicode names
    are compared as they go over the wire. An address with a user in it, or with what browsers and Python read
    differently (backslash, white space), is never on the network.
    """
    allowed = [pattern.strip() for pattern in patterns]
    if not allowed:
        return True
    host = _host_of(host_or_url)
    return bool(host) and any(_matches(host, pattern) for pattern in allowed)


def _matches(host: str, pattern: str) -> bool:
    known = _host_of(pattern.removeprefix("*."))
    if pattern.startswith("*."):
        return bool(known) and host.endswith(f".{known}")
    return host == known


@lru_cache(1024)  # the patterns of a network are asked for with every address
def _host_of(host_or_url: str) -> str:
    """The host, small and in ASCII; "" where it cannot be told beyond doubt."""
    if _UNSAFE.search(host_or_url):
        return ""
    try:
        parts = urlsplit(host_or_url if "//" in host_or_url else f"//{host_or_url}")
        host = parts.hostname or ""
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one of them
        return ""
    host = host.lower().removesuffix(".")
    return host if "@" not in parts.netloc and _HOST.fullmatch(host) else ""


def whole_domains(patterns: Iterable[str]) -> tuple[str, ...]:
    """The patterns, and behind each that is a domain's bare name the pattern of all names below it, each once.

    Who names a region's domain means all of it. A number and a single word (`localhost`) have no names below them.
    """
    found: dict[str, None] = {}
    for pattern in patterns:
        found[pattern] = None
        if _is_domain(pattern):
            found[f"*.{pattern}"] = None
    return tuple(found)


def _is_domain(pattern: str) -> bool:
    host = _host_of(pattern)
    numeric = ":" in host or host.rpartition(".")[2].isdigit()
    return "." in host and "*" not in pattern and not numeric and not pattern_problem(pattern)


def address_problem(address: str) -> str:
    """What keeps `address` from being an absolute http(s) address, in Indonesian; "" where nothing does."""
    if _UNSAFE.search(address):
        return "memuat spasi atau tanda yang tidak boleh ada dalam alamat"
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number up to 65535
    except ValueError:
        return "bukan alamat yang sah"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "bukan alamat lengkap; mulai dengan https:// dan nama situsnya"
    if "@" in parts.netloc:
        return "memuat nama pengguna atau sandi; hapus bagian sebelum tanda @"
    return "" if _host_of(address) else "tidak memuat nama situs yang sah"


def pattern_problem(pattern: str) -> str:
    """What keeps `pattern` from being a host or `*.` and a domain, in Indonesian; "" where nothing does."""
    domain = pattern.removeprefix("*.")
    host = _host_of(domain)
    if "/" in pattern or "*" in domain or not host or ".." in host:
        return f"tidak sah; tulis nama situs saja, {_EXAMPLES}"
    if domain != pattern and "." not in host:
        return "terlalu luas; sebut domain daerah atau instansinya"
    if "." not in host and ":" not in host and host != "localhost":
        return f"bukan nama situs, karena tidak bertitik; tulis selengkapnya, {_EXAMPLES}"
    return ""

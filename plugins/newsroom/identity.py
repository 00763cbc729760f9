"""Which entry is which: entries of one reading come in, a key and a canonical address for each go out.

The key tells an entry apart from all others of its agency, from pull to pull: its guid, else its canonical
address, else a hash of title and date. What two entries of the same reading share tells nothing apart and is
not used. Nothing here is fetched or remembered.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from plugins.newsroom.model import Entry

_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|amp|m|page\d+|pgrelated|replytocom|share|print|_ga)$", re.I
)
"""Query parameters that only say where a reader came from; those that name an article (p, id, view, …) stay."""


def canonical(url: str) -> str:
    """An article's address without fragment, tracking, default port, AMP and mobile forms. Idempotent.

    "" where there is no path or query that could tell one article from another.
    """
    try:
        parts = urlsplit(url.encode("utf-8", "replace").decode().strip())  # JSON can hold half a character
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        host = f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    path = re.sub(r"(?:/amp)+/?$", "/", parts.path) or "/"
    if not path.strip("/") and not kept:
        return ""
    return urlunsplit((parts.scheme, host, path, urlencode(kept), ""))


def identify(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """(key, canonical address) of each entry, in their order; repeated entries get the same key."""
    addresses = [canonical(entry.url) for entry in entries]
    distinct = {(entry.guid, address, entry.title) for entry, address in zip(entries, addresses, strict=True)}
    shared_guid = {g for g, n in Counter(g for g, _, _ in distinct).items() if n > 1}
    shared_address = {a for a, n in Counter(a for _, a, _ in distinct).items() if n > 1}
    found: list[tuple[str, str]] = []
    for entry, address in zip(entries, addresses, strict=True):
        if address in shared_address:
            address = ""
        if entry.guid and entry.guid not in shared_guid:
            key = f"guid:{entry.guid}"
        elif address:
            key = f"link:{address}"
        else:
            said = "\n".join((entry.title, entry.published, "" if entry.published else entry.content or entry.summary))
            key = "said:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]
        found.append((_storable(key), address))
    return found


def _storable(key: str) -> str:
    """A key that every store can hold: of a bounded length, without control characters or halves of others."""
    if len(key) <= 500 and key.isprintable():
        return key
    start = "".join(c for c in key[:400] if c.isprintable())
    return start + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

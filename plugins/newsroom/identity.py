"""Which entry is which: entries of one reading come in, a key and a canonical address for each go out.

The key tells an entry apart from all others of its agency, from pull to pull: its guid, else its address, else a
hash of title and date. What two entries of the same reading share tells nothing apart and is not used. A site that
changes all its names at once is `identity_repair`'s, one that changes a text for ever `identity_churn`'s affair.
Nothing here is fetched or remembered.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from plugins.newsroom.model import Entry, Identity

_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|amp|m|page\d+|pgrelated|replytocom|share|print|_ga)$", re.I
)
"""Query parameters that only say where a reader came from; those that name an article (p, id, view, …) stay.

Keys are made with these and no others: stores that are in use know their articles by them."""

_PASSING: Final = re.compile(
    r"_gl|gad_\w+|[gw]braid|gclsrc|srsltid|yclid|twclid|ttclid|li_fat_id|igsh|mibextid|fb_\w+|mkt_tok|_hs\w+|_x_tr_\w+"
    r"|usqp|nonamp|noamp|tmpl|doing_wp_cron|ref_(?:src|url)"
    r"|phpsessid|jsessionid|aspsessionid\w*|ci_session|oscsid|cfid|cftoken",
    re.I,
)
"""What canonical addresses drop beside them: later trackers, forms of the same page, sessions."""

_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.I)
_COOKIELESS: Final = re.compile(r"/\(S\([a-z0-9]{24}\)\)(?=/|$)", re.I)
"""Sessions within a path, as Java and ASP.NET write them for visitors without cookies."""


def canonical(url: str) -> str:
    """An article's address without fragment, tracking, sessions, default port, AMP and mobile forms. Idempotent.

    "" where there is no path or query that could tell one article from another.
    """
    return _address(url, _travels, lambda path: _COOKIELESS.sub("", _SESSION.sub("", path)))


def _travels(name: str, value: str) -> bool:
    """Whether a parameter says nothing of the article. `ref` names a page that led here, unless it is a number; a
    site that escaped its links twice writes `amp;utm_source`."""
    name = re.sub(r"^(?:amp;)+", "", name)
    return bool(_TRACKING.match(name) or _PASSING.fullmatch(name) or (name.lower() == "ref" and not value.isdecimal()))


def _keyed(url: str) -> str:
    """The address as keys have it: see `_TRACKING`."""
    return _address(url, lambda name, _value: bool(_TRACKING.match(name)), lambda path: path)


def _address(url: str, drop: Callable[[str, str], bool], shorten: Callable[[str], str]) -> str:
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
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not drop(k, v)]
    path = re.sub(r"(?:/amp)+/?$", "/", shorten(parts.path.strip())) or "/"
    if not path.strip("/") and not kept:
        return ""
    return urlunsplit((parts.scheme, host, path, urlencode(kept), ""))


def identify(entries: Sequence[Entry], policy: Identity = "auto") -> list[tuple[str, str]]:
    """(key, canonical address) of each entry, in their order; repeated entries get the same key.

    `auto` takes the guid, else the address, else title and date. Any other `policy` says which of them to trust, and
    thereby that the others are not to be trusted: where that one is empty or shared, only what is printed is left,
    title and date, which an edited body does not change. Without a date, and in `text` where two entries share both,
    the body counts too: better an edit taken for a second notice than two notices taken for one.
    """
    addresses = [canonical(entry.url) for entry in entries]
    links = addresses if policy == "link" else [_keyed(entry.url) for entry in entries]
    named = list(zip(entries, links, addresses, strict=True))
    shared_guids = _shared((entry.guid, (link, entry.title)) for entry, link, _ in named)
    shared_guids |= _dated_apart((entry.guid, entry) for entry in entries)
    shared_links = _shared((link, (entry.guid, entry.title)) for entry, link, _ in named)
    shared_links |= _dated_apart((link, entry) for entry, link, _ in named)
    shared_addresses = _shared((address, (entry.guid, entry.title)) for entry, _, address in named)
    shared_addresses |= _dated_apart((address, entry) for entry, _, address in named)
    twins = _shared(((e.title, e.published), _body(e)) for e in entries) if policy != "auto" else set()
    found: list[tuple[str, str]] = []
    for entry, link, address in named:
        if policy in ("auto", "guid") and entry.guid and entry.guid not in shared_guids:
            key = f"guid:{entry.guid}"
        elif policy in ("auto", "link") and link and link not in shared_links:
            key = f"link:{link}"
        else:
            key = _said(entry, body=not entry.published or (entry.title, entry.published) in twins)
        found.append((_storable(key), "" if address in shared_addresses else address))
    return found


def _shared(pairs: Iterable[tuple[Hashable, Hashable]]) -> set[Hashable]:
    """What stands beside more than one thing."""
    return {value for value, n in Counter(value for value, _ in set(pairs)).items() if n > 1}


def _dated_apart(pairs: Iterable[tuple[str, Entry]]) -> set[Hashable]:
    """What stands beside entries of several dates and several texts: the days of one page, not one listed twice."""
    dates, bodies = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for value, entry in pairs:
        dates[value].add(entry.published)
        bodies[value].add(_body(entry))
    return {value for value in dates if len(dates[value]) > 1 and len(bodies[value]) > 1}


def _body(entry: Entry) -> str:
    return entry.content or entry.summary


def _said(entry: Entry, *, body: bool) -> str:
    said = "\n".join((entry.title, entry.published, _body(entry) if body else ""))
    return "said:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


def _storable(key: str) -> str:
    """A key that every store can hold: of a bounded length, without control characters or halves of others."""
    if len(key) <= 500 and key.isprintable():
        return key
    start = "".join(c for c in key[:400] if c.isprintable())
    return start + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()

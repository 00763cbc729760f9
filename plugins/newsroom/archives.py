"""Where a site keeps what has left its feed's window: a feed's address comes in, the addresses of older pages go out.

By the habits of the CMSs, as far as an address betrays them. Pure: which of the ways a site knows is seen by asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

PER_PAGE: Final = 50  # posts of WordPress REST, which allows a hundred
BLOGGER: Final = 25
SITEMAPS: Final = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml", "/sitemap")

_WORDPRESS: Final = re.compile(
    r"^(?P<root>.*?)/(?:index\.php/)?(?P<part>category/.+?/|tag/.+?/)?feed(?:/(?:rss2?|atom|rdf))?/?$"
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way into an archive. `page(n)` is the address of its n-th page, counted from 1, the newest first."""

    name: str
    page: Callable[[int], str]


def ways(feed: str) -> list[Way]:
    """The ways that are worth trying for a feed at this address, the best first."""
    parts = urlsplit(feed)
    query = dict(parse_qsl(parts.query))
    if "/wp-json/" in parts.path:
        return [_posts(feed)]
    if "/feeds/posts/" in parts.path:
        return [Way("blogger", lambda n: _with(feed, {"max-results": BLOGGER, "start-index": BLOGGER * (n - 1) + 1}))]
    if parts.path.endswith("/rss.xml") and not query:
        return [Way("halaman", lambda n: _with(feed, {"page": n - 1})), _paged(feed)]
    found = _WORDPRESS.match(parts.path)
    if found and not found["part"] and not query:
        root = urlunsplit((parts.scheme, parts.netloc, f"{found['root']}/wp-json/wp/v2/posts", "", ""))
        return [_posts(root), _paged(feed)]
    if query.get("feed", "").startswith(("rss", "atom")):
        root = urlunsplit((parts.scheme, parts.netloc, urljoin(parts.path or "/", "wp-json/wp/v2/posts"), "", ""))
        return [_posts(root), _paged(feed)]
    return [_paged(feed)]


def sitemaps(site: str) -> list[str]:
    """Where a site may keep a list of all its pages."""
    return [urljoin(site, path) for path in SITEMAPS]


def _posts(address: str) -> Way:
    return Way("wordpress-rest", lambda n: _with(address, {"per_page": PER_PAGE, "page": n, "_embed": 1}))


def _paged(feed: str) -> Way:
    return Way("paged", lambda n: _with(feed, {"paged": n}))


def _with(address: str, more: dict[str, int]) -> str:
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **{k: str(v) for k, v in more.items()}}
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))

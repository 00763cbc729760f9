"""Where a site keeps what has left its feed's window: a feed's address comes in, the addresses of older pages go out.

By the habits of the CMSs, as far as an address betrays them. Pure: which of the ways a site knows is seen by asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from msgspec import Struct

PER_PAGE: Final = 20  # posts of WordPress REST: a hundred are allowed, and a weak server needs half a minute for them
BLOGGER: Final = 25
REST: Final = "wordpress-rest"
SITEMAPS: Final = ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml", "sitemap")

_FEED: Final = re.compile(
    r"^(?P<root>.*?(?:/index\.php)?)/(?P<part>category/.+?/|tag/.+?/)?feed(?:/(?:rss2?|atom|rdf))?/?$"
)
_POSTS: Final = "/wp/v2/posts"
_NO_NEWS: Final = re.compile(
    r"posts-page-\d|\bpages?[-_]sitemap|sitemap[-_]pages|categor|kategori|taxonom|post_tag|\btags?[-_]sitemap|author"
    r"|penulis|[-_]users?[-_.]|attachment|product",
    re.I,
)


class Way(Struct, frozen=True):
    """One way into an archive. `page(n)` is the address of its n-th page, counted from 1, the newest first."""

    name: str
    page: Callable[[int], str]
    dialect: str = ""  # what its answers are, where nothing else would be an answer


def ways(feed: str) -> list[Way]:
    """The ways that are worth trying for a feed at this address, the best first; none for what has no past: a calendar
    holds all that it has, and a channel's feed has no pages."""
    parts = urlsplit(feed)
    if parts.path.endswith((".ics", "/feeds/videos.xml")):
        return []
    query = dict(parse_qsl(parts.query))
    if "/wp-json/" in parts.path or _POSTS in query.get("rest_route", ""):
        return [_posts(feed)]
    if "/feeds/posts/" in parts.path:
        return [Way("blogger", lambda n: _with(feed, {"max-results": BLOGGER, "start-index": BLOGGER * (n - 1) + 1}))]
    if parts.path.endswith("/rss.xml") and not query:
        return [Way("halaman", lambda n: _with(feed, {"page": n - 1})), _paged(feed)]
    found = _FEED.match(parts.path)
    if found and not found["part"] and not query:
        return [_posts(_at(feed, f"{found['root']}/wp-json{_POSTS}")), _paged(feed)]
    if query.get("feed", "").startswith(("rss", "atom")):  # who has no fine addresses has none for REST either
        return [_posts(_with(_at(feed, parts.path or "/"), {"rest_route": _POSTS})), _paged(feed)]
    return [_paged(feed)]


def sitemaps(site: str) -> list[str]:
    """Where a site, or the part of a host that it is, may keep a list of all its pages."""
    roots = dict.fromkeys((urljoin(site, "."), urljoin(site, "/")))
    return [urljoin(root, name) for root in roots for name in SITEMAPS]


def may_hold_news(part: str) -> bool:
    """Whether a part of a sitemap may list articles, by its name: categories, authors and fixed pages are none."""
    return not _NO_NEWS.search(urlsplit(part).path.rpartition("/")[2])


def spellings(address: str) -> set[str]:
    """All forms of one address that lead to the same article: http and https, with and without www. and last slash."""
    if not address:
        return set()
    parts = urlsplit(address)
    host = parts.netloc.removeprefix("www.")
    path = parts.path.rstrip("/")
    return {
        urlunsplit((scheme, name, ending, parts.query, ""))
        for scheme in ("http", "https")
        for name in (host, f"www.{host}")
        for ending in (path, f"{path}/")
    }


def _posts(address: str) -> Way:
    return Way(REST, lambda n: _with(address, {"per_page": PER_PAGE, "page": n, "_embed": 1}), REST)


def _paged(feed: str) -> Way:
    return Way("paged", lambda n: _with(feed, {"paged": n}))


def _at(feed: str, path: str) -> str:
    parts = urlsplit(feed)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _with(address: str, more: dict[str, int] | dict[str, str]) -> str:
    parts = urlsplit(address)
    query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **{k: str(v) for k, v in more.items()}}
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))

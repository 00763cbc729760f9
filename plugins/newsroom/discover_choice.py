"""What a site is asked for, in which order, and which of the answers is best. Pure; a part of `discover`.

Addresses and looks come in, addresses to try and a ranking with its reasons go out. The paths are those that the
CMS of Indonesian agencies are known to answer at; nothing here asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit, urlunsplit

from msgspec import Struct

from plugins.newsroom.address_rule import may_connect
from plugins.newsroom.addresses import address_problem
from plugins.newsroom.parse_look_words import Listing, Page, host_of, same_site

ENOUGH: Final = 3  # entries from which on a feed is more than a trial
WHOLE: Final = 0.5  # share of entries with their whole text from which on a feed counts as full
FRESH: Final = timedelta(days=180)
_LINKED: Final = 8  # feeds that are asked because a page names them, before the well-known places had their turn
_FOREIGN: Final = 3  # feeds elsewhere that are asked because a page names them
_REST: Final = "wp-json/wp/v2/posts?per_page=20&_embed=1"

PATHS: Final[dict[str, tuple[str, ...]]] = {
    "wordpress": ("feed/", _REST, "?feed=rss2", "feed/atom/", "category/berita/feed/", "berita/feed/"),
    "joomla": ("index.php?format=feed&type=rss", "index.php/berita?format=feed&type=rss", "?format=feed&type=atom"),
    "opensid": ("feed", "index.php/feed", "first/feed", "index.php/first/feed"),
    "blogger": ("feeds/posts/default", "feeds/posts/default?alt=rss&max-results=25", "atom.xml"),
    "drupal": ("rss.xml", "berita/rss.xml"),
    "wix": ("blog-feed.xml", "feed.xml"),
}
"""CMS → where it answers, from the site's own folder, the likeliest first."""

GUESSES: Final = (
    "feed/", "rss.xml", "rss", "index.php/feed", "feed.xml", "berita/feed/", "atom.xml", "?format=feed&type=rss",
    "feed.json", "berita/rss", "rss.php", _REST,
)  # fmt: skip
"""Where sites of unknown make answer."""

SECTIONS: Final[dict[str, str]] = {"wordpress": "feed/", "joomla": "?format=feed&type=rss", "": "feed/"}
"""CMS → where a section of its news answers, from the section's address."""

SITEMAPS: Final = ("sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml")
_NEWS_PART: Final = re.compile(r"news|berita|post|artikel|article", re.I)
_OTHER_PART: Final = re.compile(r"page|categor|kategori|tag|author|user|product|video|image|attachment|media", re.I)
FEEDS: Final = frozenset({"rss", "atom", "rdf", "cdf", "json-feed", "wordpress-rest"})
"""The dialects of feeds; what else can be read is taken where there is none of them."""


class Found(Struct, frozen=True):
    """Something that can be read. `url` is what to configure, `final` where it answered."""

    url: str
    final: str
    feed: Listing
    off: tuple[str, ...] = ()  # its own hosts that lie off the network
    foreign: bool = False  # one of these is not the host that was asked for
    strangers: tuple[str, ...] = ()  # hosts off the network that its entries lead to

    @property
    def full(self) -> bool:
        return self.feed.full >= WHOLE


class Discovery(Struct, frozen=True):
    """What was found out about one site. `found` is best first; `error`, a key of FAILURES, only where it is empty."""

    asked: str
    site: str  # the home page's address without a slash at its end
    title: str = ""  # what the site calls itself, without what surrounds a name in titles
    cms: str = ""  # a key of parse_look_page.CMS
    found: tuple[Found, ...] = ()
    why: str = ""  # Indonesian: why the first of them is first
    tried: tuple[tuple[str, str], ...] = ()  # (address, key of FAILURES) of what could not be used, in order
    error: str = ""
    status: int | None = None  # what the home page was refused with
    moved: str = ""  # where the home page lies, if on another host than was asked
    sections: tuple[str, ...] = ()  # pages that the site calls news
    channels: tuple[str, ...] = ()  # ids of YouTube channels that it links to
    requests: int = 0
    answered: bool = True  # whether anybody was there, be it with a refusal


# --- what to ask -----------------------------------------------------------------------------------


def typed_problem(address: str) -> str:
    """What keeps `address`, as people type it with or without a scheme, from being a site's, in Indonesian; "" where
    nothing does. A single word is one only where it says that it is: `localhost`, a scheme before it or a port."""
    written = address.strip()
    if problem := address_problem(_with_scheme(written)):
        return problem
    host = written.partition("/")[0]
    alone = not re.search(r"[.:]", host) and host != "localhost"
    return "hanya satu kata, tanpa domain" if alone else ""


def _with_scheme(written: str) -> str:
    return written if "://" in written else f"https://{written}"


def doors(address: str) -> tuple[tuple[str, ...], ...]:
    """The home pages that `address` may mean, by host: https before http, then the same with or without `www.`.

    Whoever names a port means that port, with or without TLS. () where it is no address of a site.
    """
    written = address.strip()
    if typed_problem(written):
        return ()
    parts = urlsplit(_with_scheme(written))
    host, port = parts.hostname or "", parts.port
    rest = (parts.path or "/", parts.query, "")
    if port:
        schemes = ("http",) if parts.scheme == "http" else ("https", "http")
        return (tuple(urlunsplit((scheme, parts.netloc, *rest)) for scheme in schemes),)
    numeric = ":" in host or host.replace(".", "").isdigit()
    other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    hosts = (parts.netloc,) if numeric else (parts.netloc, other)
    return tuple(tuple(urlunsplit((scheme, each, *rest)) for scheme in ("https", "http")) for each in hosts)


def is_private(address: str) -> bool:
    """Whether a numeric address, or `localhost`, says by itself that it lies on a private network or this machine."""
    host = host_of(address)
    try:
        return host == "localhost" or not may_connect(host, allow_private=False)
    except ValueError:
        return False


def asked_for(asked: str, host: str) -> bool:
    """Whether whoever asked wrote this host, with or without `www.`: then letting it in is what was meant."""
    written = host_of(asked if "://" in asked else f"https://{asked}")
    return written.removeprefix("www.") == host.removeprefix("www.")


def folder(address: str) -> str:
    """Where a site's own paths begin: the folder of its home page, without `index.php`."""
    parts = urlsplit(address)
    path = parts.path.partition("/index.")[0] + "/" if "/index." in parts.path else parts.path
    return urljoin(urlunsplit((parts.scheme, parts.netloc, path or "/", "", "")), ".")


def named(page: Page, site: str) -> tuple[str, ...]:
    """What a page names and what its CMS is known to answer at. A feed of the news goes before that of a Joomla's
    home page, which lists what is featured there; feeds on other hosts come last, and few of them. Of many that a page
    names only the first are here: see `left_over`."""
    own = _own(page, site)[:_LINKED]
    foreign = [link.url for link in page.feeds if not same_site(link.url, site)]
    sections = [join(section, SECTIONS[page.cms]) for section in page.sections[:2] if page.cms in SECTIONS and page.cms]
    paths = [join(site, path) for path in PATHS.get(page.cms, ())]
    if page.rest:
        paths = [_rest(page.rest) if path == join(site, _REST) else path for path in paths]
    ordered = [*sections, *own, *paths] if page.cms == "joomla" else [*own, *paths[:2], *sections, *paths[2:]]
    return tuple(dict.fromkeys((*ordered, *foreign[:_FOREIGN])))


def left_over(page: Page, site: str) -> list[str]:
    """The feeds of its own site that a page names beside those in `named`: a page of dead ones must not keep its site's
    well-known places from being asked."""
    return _own(page, site)[_LINKED:]


def _own(page: Page, site: str) -> list[str]:
    return [link.url for link in page.feeds if same_site(link.url, site)]


def _rest(root: str) -> str:
    """The posts of a WordPress that says where it answers programs; `?rest_route=/` where it has no pretty paths."""
    if "?" in root:
        return root.rstrip("/") + "/wp/v2/posts&per_page=20&_embed=1"
    return urljoin(root.rstrip("/") + "/", _REST.removeprefix("wp-json/"))


def join(base: str, path: str) -> str:
    """`path` below `base`, which is a folder whether or not it ends in a slash; a query goes to `base` itself."""
    if path.startswith("?"):
        return base + path
    return urljoin(base.partition("?")[0].rstrip("/") + "/", path)


def news_parts(addresses: Iterable[str]) -> list[str]:
    """The parts of a sitemap that hold news, the likeliest first."""
    parts = [each for each in addresses if not _OTHER_PART.search(urlsplit(each).path)]
    return sorted(parts, key=lambda each: not _NEWS_PART.search(urlsplit(each).path))


# --- which is best -----------------------------------------------------------------------------------


class Merit(NamedTuple):
    """What makes one feed better than another, the weightiest first."""

    feed: bool
    filled: bool
    at_home: bool
    full: bool
    fresh: bool
    dialect: bool
    entries: int


_REASONS: Final = (
    "ini umpan, yang lain bukan", "ada isinya", "alamatnya di dalam jaringan",
    "memuat teks lengkap, yang lain hanya kutipan", "isinya lebih baru", "bentuknya paling cocok untuk CMS ini",
    "isinya lebih banyak",
)  # fmt: skip
"""One a merit: why the first is before the second."""


def merit(found: Found, cms: str, now: datetime) -> Merit:
    """REST is taken for its text, not for its form: a WordPress's RSS asks less of its server."""
    feed = found.feed
    preferred = feed.dialect == "atom" if cms == "blogger" else feed.dialect != "wordpress-rest"
    fresh = feed.newest_at is not None and now - feed.newest_at <= FRESH
    return Merit(feed.dialect in FEEDS, feed.entries > 0, not found.foreign, found.full, fresh, preferred, feed.entries)


def is_good(found: Found, now: datetime) -> bool:
    """Whether there is no need to look further."""
    best = merit(found, "", now)
    return best.feed and best.at_home and best.full and best.fresh and best.entries >= ENOUGH


def best_first(found: Iterable[Found], cms: str, now: datetime) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda each: merit(each, cms, now), reverse=True))


def why(found: Sequence[Found], cms: str, now: datetime, tried: Sequence[tuple[str, str]]) -> str:
    """Why the first of `found` is first, in a short Indonesian sentence; "" where there was no choice."""
    if not found:
        return ""
    first = found[0]
    if len(found) == 1:
        failed = any("feed" in url and "wp-json" not in url for url, _ in tried)
        rest = first.feed.dialect == "wordpress-rest" and failed
        return "REST WordPress dipakai karena umpan RSS situs ini tidak dapat dibaca." if rest else ""
    if first.feed.dialect == "wordpress-rest" and first.full and not found[1].full:
        return "REST WordPress dipilih karena memuat teks lengkap, sedangkan umpan lainnya hanya kutipan."
    pairs = zip(merit(first, cms, now), merit(found[1], cms, now), _REASONS, strict=True)
    reason = next((reason for one, other, reason in pairs if one != other), "ditawarkan lebih dahulu oleh situs")
    return f"Yang pertama dipilih karena {reason}."

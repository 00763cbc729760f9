"""A page of a site comes in, what it tells of the site goes out: its CMS, the feeds it names, the way to its news.

A part of `parse`. Head, links and traces of the CMS are looked at, the words of the page are not. No address but
http(s) goes out, and nothing that could not be printed on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import etree

from plugins.newsroom import parse_json
from plugins.newsroom.parse_look_words import Link, Page, host_of, same_site

Tag = Any  # lxml comes without types
MARKUP: Final = 1_000_000  # characters of a page that are looked at: head and menus come first
_NAMES: Final = ("title", "meta", "base", "link", "a")
_TAGS: Final = 2000  # links of one kind that are looked at; portals with every village in their menu have a thousand
_SHOWN: Final = 200  # characters of a title
_ADDRESS: Final = 1000  # characters of an address
_LINKS: Final = 20  # of one kind that go out

CMS: Final[dict[str, tuple[re.Pattern[str], re.Pattern[str]]]] = {
    name: (re.compile(generator, re.I), re.compile(tell_tale, re.I))
    for name, generator, tell_tale in (
        ("opensid", "opensid", r"\bopensid\b|/desa/(?:upload|themes|css)/|/first/(?:artikel|feed)\b"),
        ("wordpress", "wordpress", r"/wp-(?:content|includes|json)/|//api\.w\.org/"),
        ("joomla", "joomla", r"/media/(?:jui|system|vendor/joomla\w*)/|option=com_content|/components/com_\w"),
        ("blogger", "^blogger", r"www\.blogger\.com/(?:static|dyn-css)|\bb:version=|blogger\.com/feeds/\d"),
        ("drupal", "drupal", r"/sites/(?:default|all)/(?:files|themes|modules)/|data-drupal-|drupal\.settings"),
        ("wix", r"wix\.com", r"static\.wixstatic\.com|static\.parastorage\.com"),
    )
}
"""CMS → what its meta generator says, and what its pages cannot hide where that is taken out."""

_BLOG: Final = re.compile(r"\.blogspot\.[a-z.]{2,6}$")
_FEED_TYPE: Final = re.compile(r"(?:application|text)/(?:(?:rss|atom|rdf|feed)\+(?:xml|json)|xml)\s*(?:;.*)?$", re.I)
_FEED_PATH: Final = re.compile(
    r"(?:^|/)(?:feed|rss|atom|umpan)(?:\.(?:xml|json|php))?/?$|[?&](?:format=feed|feed=\w+|alt=rss)(?:&|$)", re.I
)
_FEED_WORDS: Final = frozenset({"rss", "rss feed", "feed", "atom", "umpan", "umpan rss"})
_COMMENTS_PATH: Final = re.compile(r"/comments?(?:/|$)|/feed/comments|[?&]feed=comments|/komentar/", re.I)
_COMMENTS_TITLE: Final = re.compile(
    r"^(?:comments (?:on|for)|komentar (?:untuk|pada|di|atas|terhadap)|tanggapan (?:untuk|pada))\b"
    r"|(?:comments?|komentar) feed|(?:umpan|feed) komentar|^komentar$",
    re.I,
)
_NEWS: Final = re.compile(
    r"^(?:semua |indeks |index |arsip |portal )?"
    r"(?:berita|kabar|warta|news|artikel|siaran pers|rilis|informasi terkini|info terkini)\b",
    re.I,
)
_CALENDAR: Final = re.compile(r"\.ics$|[?&](?:ical=1|outlook-ical=1|format=ical)(?:&|$)", re.I)
_CHANNEL: Final = re.compile(r"youtube\.com/channel/(UC[\w-]{22})(?![\w-])")


def read_page(text: str, url: str) -> Page:
    """What the page that stands at `url` tells. Only its first links count: see `_TAGS`."""
    tags = _tags(text)
    base = next((_join(url, tag) for tag in tags["base"][:1]), "") or url
    links = [(address, shown(" ".join(tag.itertext()))) for tag in tags["a"] if (address := _join(base, tag))]
    own = [(address, words) for address, words in links if same_site(address, url)]
    generators = [_said(tag, "content") for tag in tags["meta"] if _said(tag, "name").lower() == "generator"]
    cms = _cms(generators, text, url)
    named = next((each for each in generators if cms and CMS[cms][0].search(each)), "")
    properties = {_said(tag, "property").lower(): _said(tag, "content") for tag in tags["meta"]}
    return Page(
        title=next((shown(" ".join(tag.itertext())) for tag in tags["title"]), ""),
        site_name=shown(properties.get("og:site_name", "")),
        cms=cms,
        generator=shown(named or next(iter(generators), "")),
        canonical=next((_join(base, tag) for tag in tags["link"] if _is(tag, "canonical")), ""),
        rest=next((_join(base, tag) for tag in tags["link"] if _is(tag, "https://api.w.org/")), ""),
        feeds=_feeds(tags["link"], base, links),
        sections=few(address for address, _ in sorted(filter(_is_news, own), key=lambda link: len(link[1])))[:5],
        calendars=few(_calendars(tags["link"], base, links))[:3],
        channels=tuple(dict.fromkeys(_CHANNEL.findall(text)))[:3],
        links=len({address for address, _ in own}),
    )


def _tags(text: str) -> dict[str, list[Tag]]:
    """The first tags of each name in `_NAMES`. Straight from lxml: Beautiful Soup needs ten seconds for a page of
    links alone."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=True)
    found: dict[str, list[Tag]] = {name: [] for name in _NAMES}
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return found  # nothing in it but what the parser throws away
    for tag in root.iter(*_NAMES) if root is not None else ():
        if len(found[tag.tag]) < _TAGS:
            found[tag.tag].append(tag)
    return found


def _feeds(tags: list[Tag], base: str, links: list[tuple[str, str]]) -> tuple[Link, ...]:
    """The feeds that the head names, then those that readers can click on."""
    found: dict[str, Link] = {}
    for tag in tags:
        address, kind, title = _join(base, tag), _said(tag, "type"), shown(_said(tag, "title"))
        if not address or not _is(tag, "alternate"):
            continue
        if _FEED_TYPE.match(kind) or (kind == "application/json" and _FEED_PATH.search(address)):
            found.setdefault(address, Link(address, title, kind[:60]))
    for address, words in links:
        if _FEED_PATH.search(address) or words.lower() in _FEED_WORDS:
            found.setdefault(address, Link(address, words))
    good = [link for link in found.values() if not of_comments(link.url, link.title)]
    return tuple(good[:_LINKS])


def _calendars(tags: list[Tag], base: str, links: list[tuple[str, str]]) -> Iterator[str]:
    for tag in tags:
        if _is(tag, "alternate") and _said(tag, "type").lower().startswith("text/calendar"):
            yield from filter(None, (_join(base, tag),))
    yield from (address for address, _ in links if _CALENDAR.search(address))


def _is(tag: Tag, relation: str) -> bool:
    return relation in _said(tag, "rel")[:_SHOWN].lower().split()


def _is_news(link: tuple[str, str]) -> bool:
    """Whether a menu calls it news: headlines are longer than names of sections."""
    address, words = link
    return len(words) <= 30 and bool(_NEWS.match(words)) and bool(urlsplit(address).path.strip("/"))


def _cms(generators: list[str], text: str, url: str) -> str:
    by_name = (name for said in generators for name, (generator, _) in CMS.items() if generator.search(said))
    by_trace = (name for name, (_, trace) in CMS.items() if trace.search(text))
    return next(by_name, "") or next(by_trace, "") or ("blogger" if _BLOG.search(host_of(url)) else "")


def _said(tag: Tag, name: str) -> str:
    return str(tag.get(name) or "").strip()


def _join(base: str, tag: Tag) -> str:
    """The absolute web address that a tag leads to, "" where it leads to none."""
    address = _as_web(_said(tag, "href"))
    address = parse_json.join(base, address.partition("#")[0]) if len(address) <= _ADDRESS else ""
    return address if askable(address) else ""


def _as_web(address: str) -> str:
    return f"https{address[6:]}" if address[:9].lower() == "webcal://" else address


def askable(address: str) -> bool:
    """Whether it is http(s) with a host and without what programs read differently."""
    if len(address) > _ADDRESS or not address.isprintable() or any(c in address for c in ' \\<>"'):
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number up to 65535
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def shown(text: str) -> str:
    """One short line that can be printed anywhere."""
    line = " ".join(text[: 10 * _SHOWN].split())
    return "".join(letter for letter in line if letter.isprintable())[:_SHOWN].strip()


def few(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:_LINKS]


def of_comments(url: str, title: str) -> bool:
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return bool(_COMMENTS_PATH.search(path) or _COMMENTS_TITLE.search(title.replace("»", " ").strip()))

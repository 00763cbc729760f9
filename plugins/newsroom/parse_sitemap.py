"""A sitemap comes in, entries go out: of news with their titles, of plain addresses without; of an index its parts.

A part of `parse`. Namespaces are called what each site likes, so elements are told apart by where they stand. Nothing
is expanded, nothing fetched; what is plainly no article (the home page, files, lists) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from plugins.newsroom.model import Entry, PictureRef
from plugins.newsroom.parse_json import join
from plugins.newsroom.parse_markup import escaped
from plugins.newsroom.parse_reading import ENTRIES, Reading, Unreadable
from plugins.newsroom.parse_when import newest

PARTS: Final = 50
"""Parts of an index that are named; a site of ten thousand articles has ten."""
PICTURES: Final = 8

_ROOT: Final = re.compile(r"<(?:[\w-]+:)?(urlset|sitemapindex)(?=[\s>/])[^<>]*>", re.I)
_PAGE: Final = re.compile(r"<html[\s>]|<!doctype\s+html", re.I)
_END: Final = re.compile(r"</(?:[\w-]+:)?(?:url|sitemap)\s*>", re.I)
_FILE: Final = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|webp|svg|mp[34]|avi|mov|apk|csv|xml|json|ics|txt|css|js)$",
    re.I,
)
_LISTS: Final = re.compile(
    r"/(?:tags?|category|categories|kategori|topik|topics?|page|laman|halaman|author|authors|penulis|label|arsip"
    r"|search|cari|feed|attachment|wp-content|wp-json|login|wp-login\.php)(?:/|$)|^/(?:index\.(?:php|html?)|home|beranda)/?$",
    re.I,
)
_NEWS: Final = re.compile(r"news|berita", re.I)
_POSTS: Final = re.compile(r"post|artikel|article|blog|informasi|pengumuman", re.I)
_OTHERS: Final = re.compile(
    r"categor|kategori|tag|author|penulis|user|taxonom|page|laman|halaman|image|video|gambar|attachment|product|misc",
    re.I,
)


def root(text: str) -> re.Match[str] | None:
    """The opening tag of a sitemap; None where the text is none. Group 1 is its kind."""
    found = _ROOT.search(text)
    return None if found is None or _PAGE.search(text, 0, found.start()) else found


def read(text: str, root: re.Match[str], url: str, complete: bool) -> Reading | Unreadable:
    """Read the sitemap that begins with `root`; prolog and DOCTYPE are dropped with all their entities."""
    from lxml import etree

    written = root[0].strip("</>").split()[0]
    body = text[root.start() :]
    closing = body.lower().rfind(f"</{written.lower()}")
    whole = complete and (closing > 0 or root[0][-2] == "/")
    ends = [m.end() for m in _END.finditer(body)]
    if closing < 0 and root[0][-2] != "/":
        if not ends:
            return Unreadable("truncated", "no address arrived whole")
        closing = ends[-1]
    document = root[0] if root[0][-2] == "/" else f"{body[:closing]}</{written}>"
    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, encoding="utf-8")
    try:
        tree = etree.fromstring(document.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return Unreadable("unreadable", str(error)[:200])
    if tree is None:
        return Unreadable("unreadable", "no XML")
    said = [dict(_said(element)) for element in tree if isinstance(element.tag, str)]
    if root[1].lower() == "sitemapindex":
        return Reading("sitemap-index", (), whole, more=_parts(said, url))
    listed = [one for one in said if one.get("loc") and (_news(one, "title") or _may_be_article(_address(one, url)))]
    chosen = newest([_news(one, "publication_date") or _text(one, "lastmod") for one in listed])
    entries = [_entry(listed[place], url) for place in chosen]
    entries.sort(
        key=lambda entry: entry.published or entry.updated, reverse=True
    )  # one sitemap writes one form of date
    cut = len(listed) > ENTRIES
    return Reading("sitemap", tuple(entries), whole and not cut, cut=whole and cut)


def _said(element: Any) -> Iterator[tuple[str, Any]]:
    """What an element's children say, by their names without prefixes; of news and pictures again their children."""
    images: list[dict[str, Any]] = []
    for child in element.iterchildren():
        if not isinstance(child.tag, str):
            continue  # a comment
        name = re.split("[}:]", child.tag)[-1].lower()
        if name == "image" and len(images) < PICTURES:
            images.append(dict(_said(child)))
        elif name == "news":
            yield name, dict(_said(child))
        else:
            yield name, " ".join((child.text or "").split())
    yield "images", images


def _entry(said: dict[str, Any], url: str) -> Entry:
    return Entry(
        url=_address(said, url),
        title=escaped(_news(said, "title")),
        published=_news(said, "publication_date"),
        updated=_text(said, "lastmod"),
        tags=tuple(escaped(word.strip()) for word in _news(said, "keywords").split(",") if word.strip()),
        pictures=tuple(
            PictureRef(join(url, _text(image, "loc")), escaped(_text(image, "caption") or _text(image, "title")))
            for image in said["images"]
            if _text(image, "loc")
        ),
    )


def _address(said: dict[str, Any], url: str) -> str:
    return join(url, _text(said, "loc"))


def _news(said: dict[str, Any], name: str) -> str:
    news = said.get("news")
    return _text(news, name) if isinstance(news, dict) else ""


def _text(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _may_be_article(address: str) -> bool:
    """Whether an address without a title may be an article's."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if not parts.path.strip("/") and not parts.query:
        return False
    return not _FILE.search(parts.path) and not _LISTS.search(parts.path)


def _parts(said: list[dict[str, Any]], url: str) -> tuple[str, ...]:
    """Addresses of an index's parts: those of news first, then of posts, each with the newest first."""
    found = [(join(url, _text(one, "loc")), _text(one, "lastmod")) for one in said if _text(one, "loc")]
    found.sort(key=lambda part: part[1], reverse=True)
    found.sort(key=lambda part: _rank(part[0]))
    return tuple(dict.fromkeys(address for address, _ in found if address))[:PARTS]


def _rank(address: str) -> int:
    name = address.rpartition("/")[2]
    if re.search(r"taxonom|categor|kategori|\btags?\b|post_tag", name, re.I):
        return 3
    return 0 if _NEWS.search(name) else 1 if _POSTS.search(name) else 3 if _OTHERS.search(name) else 2

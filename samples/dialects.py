"""The feed of a sample site in the dialect of its CMS: an `Edition` in, an `Answer` with bytes out.

One function a dialect, each with the habits and the faults that the CMS is known for; readers of feeds must
bear them, so none is mended here. `windows-1252` and `homemade` are wrong on purpose. CMSs with more to say than
one feed have a module of their own; the tables at the end name them all. No file is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Final
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr

from samples import agenda, atom, blogspot, early_rss, joomla, jsonfeeds, listing, pages, sitemaps, wordpress, youtube
from samples.cms import Answer, Edition, Shelf
from samples.markup import body, cdata, utc, words
from samples.months import short_moment
from samples.reading import Article


def drupal(edition: Edition) -> Answer:
    """``/rss.xml``: the whole rendered node, title and byline included, escaped into the description."""
    items = "".join(
        f"    <item>\n  <title>{text(article.title)}</title>\n  <link>{edition.page(article)}</link>\n"
        f"  <description>{text(_node(edition, article))}</description>\n"
        f"  <pubDate>{utc(article.published)}</pubDate>\n"
        f"    <dc:creator>{text(article.author or 'admin')}</dc:creator>\n"
        f'    <guid isPermaLink="false">{article.number} at {edition.base}</guid>\n    </item>\n'
        for article in edition.articles
    )
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:base="{edition.base}/">\n'
        f"  <channel>\n    <title>{text(edition.site.title)}</title>\n    <link>{edition.base}/</link>\n"
        f"    <description/>\n    <language>id</language>\n{items}  </channel>\n</rss>\n"
    )
    return Answer(document.encode(), "application/rss+xml; charset=utf-8", changed=edition.changed)


def _node(edition: Edition, article: Article) -> str:
    hidden = "field--label-hidden"
    return (
        f'<span class="field field--name-title field--type-string {hidden}">{escape(article.title)}</span>\n'
        f'<span class="field field--name-uid field--type-entity-reference {hidden}"><span>'
        f"{escape(article.author or 'admin')}</span></span>\n"
        f'<span class="field field--name-created field--type-created {hidden}">'
        f'<time datetime="{article.published.isoformat()}" class="datetime">'
        f"{article.published:%d/%m/%Y - %H:%M}</time></span>\n{body(edition, article)}"
    )


def opensid(edition: Edition) -> Answer:
    """A village's feed: no XML prolog, titles escaped twice, an address for a guid."""
    items = "".join(
        f"    <item>\n      <title>{text(escape(article.title))}</title>\n"
        f"      <link>{edition.page(article)}</link>\n"
        f'      <guid isPermaLink="true">{edition.page(article)}</guid>\n'
        f"      <pubDate>{format_datetime(article.published)}</pubDate>\n"
        f"      <dc:creator>{text(article.author or 'Operator Desa')}</dc:creator>\n"
        f"      <description>{cdata(_cut(words(article), 260) + '[...]')}</description>\n"
        f"      <content:encoded>{cdata(body(edition, article))}</content:encoded>\n    </item>\n"
        for article in edition.articles
    )
    document = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">\n  <channel>\n'
        f"    <title>{text(edition.site.title)}</title>\n    <link>{edition.base}</link>\n"
        f"    <description>Situs resmi {text(edition.site.title)}</description>\n"
        f"    <dc:language>id</dc:language>\n{items}  </channel>\n</rss>\n"
    )
    return Answer(document.encode(), "text/xml; charset=UTF-8", changed=edition.changed)


def _cut(said: str, size: int) -> str:
    """The first `size` bytes and the rest of the word that they end in."""
    head = said.encode()[:size].decode(errors="ignore")
    rest = re.match(r"\S*", said[len(head) :])
    return head + (rest.group() if rest else "")


# --- RSS by hand ---------------------------------------------------------------------------------


def homemade(edition: Edition) -> Answer:
    """``/rss`` by an agency's own programmer: a blank line first, no guid, a MySQL time, sent as HTML."""
    document = "\n" + _bare_rss(edition, "utf-8", lambda when: f"{when:%Y-%m-%d %H:%M:%S}")
    return Answer(document.encode(), "text/html; charset=UTF-8", changed=edition.changed)


def utf16(edition: Edition) -> Answer:
    """``/rss.xml`` in UTF-16 with its mark and a right declaration; pictures as enclosures too."""
    document = _bare_rss(edition, "UTF-16", format_datetime, guid=True, enclosure=True)
    return Answer(b"\xff\xfe" + document.encode("utf-16-le"), "application/rss+xml", changed=edition.changed)


def windows_1252(edition: Edition) -> Answer:
    """``/rss.php``: windows-1252 that calls itself UTF-8, with Indonesian dates and WIB for a zone."""
    document = _bare_rss(edition, "UTF-8", short_moment, guid=True)
    body_bytes = document.encode("cp1252", errors="xmlcharrefreplace")
    return Answer(body_bytes, "application/rss+xml; charset=utf-8", changed=edition.changed)


def _bare_rss(
    edition: Edition,
    encoding: str,
    date: Callable[[datetime], str],
    *,
    guid: bool = False,
    enclosure: bool = False,
) -> str:
    items = ""
    for article in edition.articles:
        link = text(edition.page(article))
        items += f"<item>\n<title>{text(article.title)}</title>\n<link>{link}</link>\n"
        items += f'<guid isPermaLink="true">{link}</guid>\n' if guid else ""
        items += f"<description>{cdata(body(edition, article))}</description>\n"
        if enclosure and article.picture is not None:
            items += f'<enclosure url={quoteattr(edition.picture(article))} length="0" type="image/png"/>\n'
        items += f"<pubDate>{date(article.published)}</pubDate>\n</item>\n"
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0">\n<channel>\n'
        f"<title>{text(edition.site.title)}</title>\n<link>{edition.base}/</link>\n"
        f"<description>Berita {text(edition.site.title)}</description>\n<language>id</language>\n"
        f"{items}</channel>\n</rss>\n"
    )


def challenge(edition: Edition) -> Answer:
    """No feed: the page of a browser check, with status 200."""
    return Answer(pages.challenge(edition).encode(), "text/html; charset=UTF-8", kept=False)


def closed(edition: Edition) -> Answer:
    """No feed: what a firewall tells visitors from abroad, with status 403."""
    return Answer(pages.blocked(edition).encode(), "text/html; charset=utf-8", status=403, kept=False)


FEEDS: Final[dict[str, Callable[[Edition], Answer]]] = {
    "wordpress": wordpress.feed,
    "wordpress-excerpt": wordpress.excerpts,
    "wordpress-rest": wordpress.rest,
    "joomla": joomla.feed,
    "opensid": opensid,
    "blogspot": blogspot.feed,
    "drupal": drupal,
    "homemade": homemade,
    "jsonfeed": jsonfeeds.current,
    "jsonfeed-1.0": jsonfeeds.former,
    "atom": atom.feed,
    "rdf": early_rss.rdf,
    "rss091": early_rss.netscape,
    "utf16": utf16,
    "windows-1252": windows_1252,
    "challenge": challenge,
}
"""Dialect → what makes its feed of articles, or what stands in its place."""

OTHERS: Final[dict[str, Callable[[Edition], Answer]]] = {
    "ical": agenda.feed,
    "list": listing.feed,
    "sitemap": sitemaps.news,
    "youtube": youtube.feed,
    "closed": closed,
}
"""Dialect → what its agency is read from where that is no feed of articles; `dead` has nothing."""

FURTHER: Final[dict[str, Callable[[Edition], Shelf]]] = {
    "wordpress": wordpress.further,
    "wordpress-excerpt": wordpress.further,
    "wordpress-rest": wordpress.further,
    "joomla": joomla.further,
    "opensid": sitemaps.plain_alone,
    "blogspot": blogspot.further,
    "list": listing.further,
    "sitemap": sitemaps.further,
}
"""Dialect → what else stands at which address of its site."""

"""The feed of a sample site in the dialect of its CMS: an `Edition` in, an `Answer` with bytes out.

One function a dialect, each with the habits and the faults that the CMS is known for; readers of feeds must
bear them, so none is mended here. `windows-1252` and `homemade` are wrong on purpose. No file is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any, Final
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr

from samples import wordpress
from samples.cms import Answer, Edition
from samples.markup import body, cdata, utc, words
from samples.pages import challenge as challenge_page
from samples.reading import Article

_DAYS: Final = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def joomla(edition: Edition) -> Answer:
    """The feed of one menu: pictures relative to the site, author as e-mail (name), a link to nowhere."""
    items = "".join(
        f"\t\t<item>\n\t\t\t<title>{text(article.title)}</title>\n\t\t\t<link>{edition.page(article)}</link>\n"
        f'\t\t\t<guid isPermaLink="true">{edition.page(article)}</guid>\n\t\t\t<description>'
        f"{cdata(_described(edition, article))}</description>\n"
        f"\t\t\t<author>humas@{edition.site.slug}.example ({text(article.author or 'Super User')})</author>\n"
        f"\t\t\t<category>{text(article.tags[0] if article.tags else 'Berita')}</category>\n"
        f"\t\t\t<pubDate>{format_datetime(article.published)}</pubDate>\n\t\t</item>\n"
        for article in edition.articles
    )
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<!-- generator="{edition.cms.generator}" -->\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n\t<channel>\n'
        f"\t\t<title>Berita - {text(edition.site.title)}</title>\n"
        f"\t\t<description>{cdata('')}</description>\n"
        f"\t\t<link>{edition.base}/index.php/berita/Array</link>\n"
        f"\t\t<lastBuildDate>{format_datetime(edition.changed)}</lastBuildDate>\n"
        f"\t\t<generator>{edition.cms.generator}</generator>\n"
        f'\t\t<atom:link rel="self" type="application/rss+xml" href="{escape(edition.feed)}"/>\n'
        f"\t\t<language>id-id</language>\n{items}\t</channel>\n</rss>\n"
    )
    return Answer(document.encode(), "application/rss+xml; charset=utf-8", changed=edition.changed)


def _described(edition: Edition, article: Article) -> str:
    return f'<div class="feed-description">{body(edition, article)}</div>'


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
    document = _bare_rss(edition, "UTF-8", _indonesian, guid=True)
    body_bytes = document.encode("cp1252", errors="xmlcharrefreplace")
    return Answer(body_bytes, "application/rss+xml; charset=utf-8", changed=edition.changed)


def _indonesian(when: datetime) -> str:
    return f"{_DAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when:%Y %H:%M:%S} WIB"


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


# --- Atom and JSON -------------------------------------------------------------------------------


def blogspot(edition: Edition) -> Answer:
    """``/feeds/posts/default``: Atom that never changes its tag: ids, full of links to itself."""
    blog, base, changed = f"tag:blogger.com,1999:blog-{_blog(edition)}", edition.base, _milli(edition.changed)
    document = (
        "<?xml version='1.0' encoding='UTF-8'?>"
        "<feed xmlns='http://www.w3.org/2005/Atom' "
        "xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' "
        "xmlns:blogger='http://schemas.google.com/blogger/2008' xmlns:georss='http://www.georss.org/georss' "
        "xmlns:gd=\"http://schemas.google.com/g/2005\" xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        f"<id>{blog}</id><updated>{changed}</updated><title type='text'>{text(edition.site.title)}</title>"
        "<subtitle type='html'></subtitle>"
        "<link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' "
        f"href='{edition.feed}'/>"
        f"<link rel='self' type='application/atom+xml' href='{edition.feed}'/>"
        f"<link rel='alternate' type='text/html' href='{base}/'/>{_AUTHOR.format(name='Admin')}"
        "<generator version='7.00' uri='http://www.blogger.com'>Blogger</generator>"
        f"<openSearch:totalResults>{len(edition.articles)}</openSearch:totalResults>"
        "<openSearch:startIndex>1</openSearch:startIndex><openSearch:itemsPerPage>25</openSearch:itemsPerPage>"
        f"{''.join(_blog_entry(edition, article, blog) for article in edition.articles)}</feed>"
    )
    return Answer(document.encode(), "application/atom+xml; charset=UTF-8", changed=edition.changed)


_AUTHOR: Final = "<author><name>{name}</name><email>noreply@blogger.com</email></author>"


def _blog(edition: Edition) -> int:
    """The blog's number; of its slug, so that it outlives a change of ports."""
    return 10**18 + int.from_bytes(edition.site.slug.encode()[:7], "big")


def _milli(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds")


def _blog_entry(edition: Edition, article: Article, blog: str) -> str:
    post, link, title = 4 * 10**18 + article.number, edition.page(article), text(article.title)
    own = f"{edition.base}/feeds/{post}/comments/default"
    categories = "".join(
        f"<category scheme='http://www.blogger.com/atom/ns#' term={quoteattr(tag)}/>" for tag in article.tags
    )
    thumbnail = (
        '<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" '
        f'url="{edition.picture(article, "s72-c")}" height="72" width="72"/>'
        if article.picture is not None
        else ""
    )
    return (
        f"<entry><id>{blog}.post-{post}</id><published>{_milli(article.published)}</published>"
        f"<updated>{_milli(article.updated)}</updated>{categories}<title type='text'>{title}</title>"
        f"<content type='html'>{text(body(edition, article))}</content>"
        f"<link rel='replies' type='application/atom+xml' href='{own}' title='Posting Komentar'/>"
        f"<link rel='replies' type='text/html' href='{link}#comment-form' title='0 Komentar'/>"
        f"<link rel='self' type='application/atom+xml' href='{edition.feed}/{post}'/>"
        f"<link rel='alternate' type='text/html' href='{link}' title={quoteattr(article.title)}/>"
        f"{_AUTHOR.format(name=text(article.author or 'Admin'))}{thumbnail}<thr:total>0</thr:total></entry>"
    )


def jsonfeed(edition: Edition) -> Answer:
    """``/feed.json``: JSON Feed 1.1 without a fault."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.site.title,
        "home_page_url": f"{edition.base}/",
        "feed_url": edition.feed,
        "language": "id",
        "items": [_json_item(edition, article) for article in edition.articles],
    }
    document = json.dumps(feed, ensure_ascii=False, indent=2)
    return Answer(document.encode(), "application/feed+json; charset=utf-8", changed=edition.changed)


def _json_item(edition: Edition, article: Article) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": edition.page(article),
        "url": edition.page(article),
        "title": article.title,
        "content_html": body(edition, article),
        "date_published": article.published.isoformat(),
        "tags": list(article.tags),
    }
    if article.updated != article.published:
        item["date_modified"] = article.updated.isoformat()
    if article.author:
        item["authors"] = [{"name": article.author}]
    if article.picture is not None:
        item["image"] = edition.picture(article)
    return item


def challenge(edition: Edition) -> Answer:
    """No feed: the page of a browser check, with status 200."""
    return Answer(challenge_page(edition).encode(), "text/html; charset=UTF-8", kept=False)


FEEDS: Final[dict[str, Callable[[Edition], Answer]]] = {
    "wordpress": wordpress.feed,
    "wordpress-rest": wordpress.rest,
    "joomla": joomla,
    "opensid": opensid,
    "blogspot": blogspot,
    "drupal": drupal,
    "homemade": homemade,
    "jsonfeed": jsonfeed,
    "utf16": utf16,
    "windows-1252": windows_1252,
    "challenge": challenge,
}
"""Dialect → what makes its feed; `dead` has none."""

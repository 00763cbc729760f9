"""What Blogger gives to readers of feeds: its Atom, and the same as RSS for `?alt=rss`.

An `Edition` in, an `Answer` out. Kept are the tag: ids that never change, the links to itself, the thumbnails of
72 pixels, and `max-results`. No file is read.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr

from samples.cms import Answer, Edition, Query, Shelf
from samples.markup import body, utc
from samples.reading import Article


def feed(edition: Edition) -> Answer:
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
        f"{''.join(_entry(edition, article, blog) for article in edition.articles)}</feed>"
    )
    return Answer(document.encode(), "application/atom+xml; charset=UTF-8", changed=edition.changed)


_AUTHOR: Final = "<author><name>{name}</name><email>noreply@blogger.com</email></author>"


def _blog(edition: Edition) -> int:
    """The blog's number; of its slug, so that it outlives a change of ports."""
    return 10**18 + int.from_bytes(edition.site.slug.encode()[:7], "big")


def _milli(when: datetime) -> str:
    return when.isoformat(timespec="milliseconds")


def _entry(edition: Edition, article: Article, blog: str) -> str:
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


def rss(edition: Edition) -> Answer:
    """The same as RSS 2.0: escaped HTML in the description, the author behind an address that nobody reads."""
    blog = f"tag:blogger.com,1999:blog-{_blog(edition)}"
    items = "".join(
        f"<item><guid isPermaLink='false'>{blog}.post-{4 * 10**18 + article.number}</guid>"
        f"<pubDate>{utc(article.published)}</pubDate><atom:updated>{_milli(article.updated)}</atom:updated>"
        f"<title>{text(article.title)}</title><description>{text(body(edition, article))}</description>"
        f"<link>{edition.page(article)}</link>"
        f"<author>noreply@blogger.com ({text(article.author or 'Admin')})</author></item>"
        for article in edition.articles
    )
    document = (
        "<?xml version='1.0' encoding='UTF-8'?><rss xmlns:atom='http://www.w3.org/2005/Atom' version='2.0'><channel>"
        f"<atom:id>{blog}</atom:id><lastBuildDate>{utc(edition.changed)}</lastBuildDate>"
        f"<title>{text(edition.site.title)}</title><description></description><link>{edition.base}/</link>"
        f"<managingEditor>noreply@blogger.com (Admin)</managingEditor><generator>Blogger</generator>{items}"
        "</channel></rss>"
    )
    return Answer(document.encode(), "application/rss+xml; charset=UTF-8", changed=edition.changed)


def further(edition: Edition) -> Shelf:
    """The feed as it is asked for."""
    return {edition.cms.feed: lambda query: _asked(edition, query)}


def _asked(edition: Edition, query: Query) -> Answer:
    most = query.get("max-results", "")
    shown = replace(edition, articles=edition.articles[: int(most) if most.isdecimal() else 25])
    return rss(shown) if query.get("alt") == "rss" else feed(shown)

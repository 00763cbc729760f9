"""What a WordPress gives to readers of feeds: its feed, its comments feed, its REST interface.

An `Edition` in, an `Answer` out. Kept are the tail that says where a post appeared first, the categories for
tags, and the comments feed that is easily taken for the feed. No file is read.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from samples.cms import Answer, Edition
from samples.markup import body, cdata, numbered, utc, words
from samples.reading import Article

_NAMES = """
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	"""


def feed(edition: Edition) -> Answer:
    """``/feed/``: full text in content:encoded, and a tail that says where the post appeared first."""
    items = "".join(_item(edition, article) for article in edition.articles)
    return _rss(edition, edition.site.title, edition.feed, items)


def comments(edition: Edition) -> Answer:
    """``/comments/feed/``: looks like the feed, but what it holds was said by visitors."""
    items = "".join(
        f"\n\t<item>\n\t\t<title>Komentar di {numbered(article.title)} oleh Pengunjung</title>"
        f"\n\t\t<link>{edition.page(article)}#comment-{article.number}</link>"
        f"\n\t\t<dc:creator>{cdata('Pengunjung')}</dc:creator>\n\t\t<pubDate>{utc(article.published)}</pubDate>"
        f'\n\t\t<guid isPermaLink="false">{edition.base}/?p={article.number}#comment-{article.number}</guid>'
        f"\n\t\t<description>Terima kasih atas kabarnya.</description>"
        f"\n\t\t<content:encoded>{cdata('<p>Terima kasih atas kabarnya.</p>')}</content:encoded>\n\t</item>"
        for article in edition.articles[:2]
    )
    title = f"Komentar untuk {edition.site.title}"
    return _rss(edition, title, f"{edition.base}/comments/feed/", items)


def _rss(edition: Edition, title: str, address: str, items: str) -> Answer:
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"{_NAMES}>\n\n<channel>\n'
        f'\t<title>{numbered(title)}</title>\n\t<atom:link href="{address}" rel="self" '
        f'type="application/rss+xml" />\n\t<link>{edition.base}</link>\n\t<description></description>\n'
        f"\t<lastBuildDate>{utc(edition.changed)}</lastBuildDate>\n\t<language>id</language>\n"
        "\t<sy:updatePeriod>\n\thourly\t</sy:updatePeriod>\n\t<sy:updateFrequency>\n\t1\t</sy:updateFrequency>\n"
        f"\t<generator>https://wordpress.org/?v=6.8.3</generator>\n{items}\n\t</channel>\n</rss>\n"
    )
    return Answer(document.encode(), "application/rss+xml; charset=UTF-8", changed=edition.changed)


def _item(edition: Edition, article: Article) -> str:
    link, title = edition.page(article), numbered(article.title)
    tail = (
        f'<p>The post <a href="{link}">{title}</a> appeared first on '
        f'<a href="{edition.base}">{numbered(edition.site.title)}</a>.</p>\n'
    )
    description = f"<p>{_excerpt(article)}</p>\n{tail}"
    categories = "".join(f"<category>{cdata(tag)}</category>\n\t\t" for tag in article.tags or ("Berita",))
    return (
        f"\t<item>\n\t\t<title>{title}</title>\n\t\t<link>{link}</link>\n\t\t\n"
        f"\t\t<dc:creator>{cdata(article.author or 'admin')}</dc:creator>\n"
        f"\t\t<pubDate>{utc(article.published)}</pubDate>\n\t\t\t\t{categories}"
        f'<guid isPermaLink="false">{edition.base}/?p={article.number}</guid>\n\n'
        f"\t\t\t\t\t<description>{cdata(description)}</description>\n"
        f"\t\t\t\t\t\t\t\t\t\t<content:encoded>{cdata(body(edition, article) + tail)}</content:encoded>\n"
        "\t\t\t\t\t\n\t\t\n\t\t\n\t\t\t</item>\n"
    )


def _excerpt(article: Article) -> str:
    """The first 55 words, as WordPress cuts them."""
    said = words(article).split()
    return numbered(" ".join(said[:55])) + (" [&#8230;]" if len(said) > 55 else "")


def rest(edition: Edition) -> Answer:
    """``/wp-json/wp/v2/posts``: what is left of a WordPress whose feed is closed."""
    posts = [_post(edition, article) for article in edition.articles]
    document = json.dumps(posts, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/")
    return Answer(document.encode(), "application/json; charset=UTF-8", changed=edition.changed)


def _post(edition: Edition, article: Article) -> dict[str, Any]:
    terms = [{"id": 7, "name": tag, "taxonomy": "category"} for tag in article.tags or ("Berita",)]
    embedded: dict[str, Any] = {
        "author": [{"id": 2, "name": article.author or "admin", "slug": "admin"}],
        "wp:term": [terms, []],
    }
    if article.picture is not None:
        media = {"id": article.number + 1, "media_type": "image", "mime_type": "image/png"}
        media |= {"source_url": edition.picture(article), "alt_text": article.alt}
        embedded["wp:featuredmedia"] = [media]
    return {
        "id": article.number,
        "date": f"{article.published:%Y-%m-%dT%H:%M:%S}",
        "date_gmt": f"{article.published.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "guid": {"rendered": f"{edition.base}/?p={article.number}"},
        "modified": f"{article.updated:%Y-%m-%dT%H:%M:%S}",
        "modified_gmt": f"{article.updated.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
        "slug": article.name,
        "status": "publish",
        "type": "post",
        "link": edition.page(article),
        "title": {"rendered": numbered(article.title)},
        "content": {"rendered": body(edition, article), "protected": False},
        "excerpt": {"rendered": f"<p>{_excerpt(article)}</p>\n", "protected": False},
        "featured_media": article.number + 1 if article.picture is not None else 0,
        "_embedded": embedded,
    }

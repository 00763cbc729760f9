"""What a WordPress gives to readers of feeds: its feed, its comments feed, its REST interface.

An `Edition` in, an `Answer` out. Kept are the tail that says where a post appeared first, the categories for
tags, the comments feed that is easily taken for the feed, and the pages behind the feed's ten items, by `paged`
and by the REST interface's `page` and `per_page` with its headers and refusals. No file is read.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC
from typing import Any, Final

from samples import pages
from samples.cms import Answer, Edition, Query, Shelf, page_of
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
_POSTS: Final = "/wp-json/wp/v2/posts"
_TEN: Final = 10
"""How many posts a page of a feed or of an answer holds unless the site or the caller says otherwise."""


def feed(edition: Edition) -> Answer:
    """``/feed/``: full text in content:encoded, and a tail that says where the post appeared first."""
    items = "".join(_item(edition, article) for article in edition.articles)
    return _rss(edition, edition.site.title, edition.feed, items)


def excerpts(edition: Edition) -> Answer:
    """``/feed/`` of a site that is set to summaries: no content:encoded, and the tail all the same."""
    items = "".join(_item(edition, article, full=False) for article in edition.articles)
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


def _item(edition: Edition, article: Article, full: bool = True) -> str:
    link, title = edition.page(article), numbered(article.title)
    tail = (
        f'<p>The post <a href="{link}">{title}</a> appeared first on '
        f'<a href="{edition.base}">{numbered(edition.site.title)}</a>.</p>\n'
    )
    description = f"<p>{_excerpt(article)}</p>\n{tail}"
    encoded = (
        f"\t\t\t\t\t\t\t\t\t\t<content:encoded>{cdata(body(edition, article) + tail)}</content:encoded>\n"
        if full
        else ""
    )
    categories = "".join(f"<category>{cdata(tag)}</category>\n\t\t" for tag in article.tags or ("Berita",))
    return (
        f"\t<item>\n\t\t<title>{title}</title>\n\t\t<link>{link}</link>\n\t\t\n"
        f"\t\t<dc:creator>{cdata(article.author or 'admin')}</dc:creator>\n"
        f"\t\t<pubDate>{utc(article.published)}</pubDate>\n\t\t\t\t{categories}"
        f'<guid isPermaLink="false">{edition.base}/?p={article.number}</guid>\n\n'
        f"\t\t\t\t\t<description>{cdata(description)}</description>\n{encoded}"
        "\t\t\t\t\t\n\t\t\n\t\t\n\t\t\t</item>\n"
    )


def _excerpt(article: Article) -> str:
    """The first 55 words, as WordPress cuts them."""
    said = words(article).split()
    return numbered(" ".join(said[:55])) + (" [&#8230;]" if len(said) > 55 else "")


# --- what lies behind the ten --------------------------------------------------------------------


def further(edition: Edition) -> Shelf:
    """The comments, the feed's further pages and the REST interface. A closed WordPress refuses its feeds."""
    shelf: Shelf = {
        "/wp-json/": lambda _: _json(_root(edition)),
        _POSTS: lambda query: _asked(edition, query),
        "/comments/feed/": lambda _: comments(edition),
    }
    if edition.site.dialect == "wordpress-rest":
        refused = page_of(pages.refusal(edition, "403 Forbidden", "Akses ditolak."), status=403)
        return shelf | {path: lambda _: refused for path in ("/feed/", "/feed", "/comments/feed/")}
    return shelf | {path: lambda query: _paged(edition, query) for path in ("/feed/", "/feed")}


def _paged(edition: Edition, query: Query) -> Answer:
    """``/feed/?paged=2`` and so on; behind the last page WordPress says that there is nothing."""
    make = excerpts if edition.site.dialect == "wordpress-excerpt" else feed
    asked = query.get("paged", "")
    page = int(asked) if asked.isdecimal() else 1
    if page < 2:
        return make(edition)
    older = edition.site.past[_TEN * (page - 2) : _TEN * (page - 1)]
    if not older:
        return page_of(pages.refusal(edition, "Halaman tidak ditemukan", "Tidak ada kabar di sini."), status=404)
    return make(replace(edition, articles=older))


def rest(edition: Edition) -> Answer:
    """``/wp-json/wp/v2/posts`` with all that is listed: what is left of a WordPress whose feed is closed."""
    return _json([_post(edition, article, embed=True) for article in edition.articles], edition)


def _asked(edition: Edition, query: Query) -> Answer:
    """One page of posts, counted as WordPress counts them, and its refusals of pages that do not exist."""
    posts = edition.articles + edition.site.past
    asked = {name: query.get(name, str(usual)) for name, usual in (("page", 1), ("per_page", _TEN))}
    wrong = [name for name, value in asked.items() if not value.isdecimal() or int(value) < 1]
    if not wrong and int(asked["per_page"]) > 100:
        wrong = ["per_page"]
    if wrong:
        return _refused("rest_invalid_param", f"Parameter tidak sah: {wrong[0]}")
    page, size = int(asked["page"]), int(asked["per_page"])
    last = -(-len(posts) // size)
    if page > max(1, last):
        return _refused("rest_post_invalid_page_number", "Nomor halaman melebihi jumlah halaman yang ada.")
    found = [_post(edition, post, embed="_embed" in query) for post in posts[size * (page - 1) : size * page]]
    headers = [("X-WP-Total", str(len(posts))), ("X-WP-TotalPages", str(last))]
    if page < last:
        following = f"{edition.base}{_POSTS}?per_page={size}&page={page + 1}"
        headers.append(("Link", f'<{following}>; rel="next"'))
    return replace(_json(found, edition), headers=tuple(headers))


def _refused(code: str, message: str) -> Answer:
    return replace(_json({"code": code, "message": message, "data": {"status": 400}}), status=400)


def _root(edition: Edition) -> dict[str, Any]:
    return {"name": edition.site.title, "url": edition.base, "home": edition.base, "namespaces": ["wp/v2"]}


def _json(said: Any, edition: Edition | None = None) -> Answer:
    document = json.dumps(said, ensure_ascii=True, separators=(",", ":")).replace("/", "\\/")
    return Answer(document.encode(), "application/json; charset=UTF-8", changed=edition.changed if edition else None)


def _post(edition: Edition, article: Article, embed: bool) -> dict[str, Any]:
    terms = [{"id": 7, "name": tag, "taxonomy": "category"} for tag in article.tags or ("Berita",)]
    embedded: dict[str, Any] = {
        "author": [{"id": 2, "name": article.author or "admin", "slug": "admin"}],
        "wp:term": [terms, []],
    }
    if article.picture is not None:
        media = {"id": article.number + 1, "media_type": "image", "mime_type": "image/png"}
        media |= {"source_url": edition.picture(article), "alt_text": article.alt}
        embedded["wp:featuredmedia"] = [media]
    post = {
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
    }
    return post | {"_embedded": embedded} if embed else post

"""Sitemaps, for search engines and for whoever has nothing else: an `Edition` in, an `Answer` out (sitemaps.org).

`news` carries Google's news and image extensions; `plain` only addresses and moments, as an OpenSID has it under
the name of a feed. What the pages of a site say of themselves to machines is made here too. No file is read.
"""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from xml.sax.saxutils import escape as text

from samples.cms import Answer, Edition, Shelf
from samples.markup import words
from samples.reading import Article

_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def news(edition: Edition) -> Answer:
    """``/sitemap-news.xml``: addresses, titles, moments and pictures, and not a word of the text."""
    urls = "".join(
        f"  <url>\n    <loc>{text(edition.page(article))}</loc>\n    <news:news>\n      <news:publication>\n"
        f"        <news:name>{text(edition.site.title)}</news:name>\n        <news:language>id</news:language>\n"
        f"      </news:publication>\n"
        f"      <news:publication_date>{article.published.isoformat()}</news:publication_date>\n"
        f"      <news:title>{text(article.title)}</news:title>\n    </news:news>\n{_image(edition, article)}  </url>\n"
        for article in edition.articles
    )
    names = (
        f'{_SITEMAP} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    )
    return _xml(f"<urlset {names}>\n{urls}</urlset>\n", edition.changed)


def _image(edition: Edition, article: Article) -> str:
    if article.picture is None:
        return ""
    return f"    <image:image>\n      <image:loc>{edition.picture(article)}</image:loc>\n    </image:image>\n"


def plain(edition: Edition) -> Answer:
    """Addresses and moments."""
    urls = "".join(
        f"<url><loc>{text(edition.page(article))}</loc><lastmod>{article.updated:%Y-%m-%d}</lastmod></url>\n"
        for article in edition.articles
    )
    return _xml(f"<urlset {_SITEMAP}>\n<url><loc>{edition.base}/</loc></url>\n{urls}</urlset>\n", edition.changed)


def further(edition: Edition) -> Shelf:
    """The index of sitemaps and the robots.txt that names it."""
    part = f"<sitemap><loc>{edition.feed}</loc><lastmod>{edition.changed.isoformat()}</lastmod></sitemap>"
    robots = f"User-agent: *\nAllow: /\nSitemap: {edition.base}/sitemap.xml\n"
    return {
        "/sitemap.xml": lambda _: _xml(f"<sitemapindex {_SITEMAP}>\n{part}\n</sitemapindex>\n", edition.changed),
        "/robots.txt": lambda _: Answer(robots.encode(), "text/plain; charset=utf-8"),
    }


def plain_alone(edition: Edition) -> Shelf:
    """What an OpenSID's home page announces as a feed."""
    return {"/index.php/sitemap": lambda _: plain(edition)}


def metadata(edition: Edition, article: Article) -> str:
    """The head of an article's page: Open Graph, and JSON-LD of schema.org."""
    described = " ".join(words(article).split()[:30])
    told: dict[str, object] = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title,
        "datePublished": article.published.isoformat(), "dateModified": article.updated.isoformat(),
        "author": {"@type": "Organization", "name": article.author or edition.site.title},
        "mainEntityOfPage": edition.page(article),
    }  # fmt: skip
    graph = {
        "og:type": "article", "og:title": article.title, "og:description": described, "og:url": edition.page(article),
        "og:site_name": edition.site.title, "article:published_time": article.published.isoformat(),
    }  # fmt: skip
    if article.picture is not None:
        graph["og:image"] = edition.picture(article)
        told["image"] = [edition.picture(article)]
    tags = "\n".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in graph.items())
    safe = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return f'{tags}\n<script type="application/ld+json">{safe}</script>'


def _xml(root: str, changed: datetime) -> Answer:
    return Answer(f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'.encode(), "application/xml", changed=changed)

"""JSON Feed as two generations of static sites write it: an `Edition` in, an `Answer` out (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from samples.cms import Answer, Edition
from samples.markup import body, words
from samples.reading import Article


def current(edition: Edition) -> Answer:
    """``/feed.json`` in version 1.1, without a fault."""
    return _feed(edition, "1.1", [_current(edition, article) for article in edition.articles], {"language": "id"})


def former(edition: Edition) -> Answer:
    """``/feed.json`` in version 1: one `author`, ids that are numbers, sent as plain JSON."""
    items = [_former(edition, article) for article in edition.articles]
    return _feed(edition, "1", items, {"author": {"name": edition.site.title}}, "application/json")


def _feed(
    edition: Edition,
    version: str,
    items: list[dict[str, Any]],
    more: dict[str, Any],
    content_type: str = "application/feed+json; charset=utf-8",
) -> Answer:
    feed = {
        "version": f"https://jsonfeed.org/version/{version}",
        "title": edition.site.title,
        "home_page_url": f"{edition.base}/",
        "feed_url": edition.feed,
        **more,
        "items": items,
    }
    document = json.dumps(feed, ensure_ascii=False, indent=2)
    return Answer(document.encode(), content_type, changed=edition.changed)


def _current(edition: Edition, article: Article) -> dict[str, Any]:
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


def _former(edition: Edition, article: Article) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": article.number,
        "url": edition.page(article),
        "title": article.title,
        "summary": " ".join(words(article).split()[:25]) + "…",
        "content_html": body(edition, article),
        "date_published": article.published.isoformat(),
    }
    if article.author:
        item["author"] = {"name": article.author}
    if article.picture is not None:
        item["banner_image"] = edition.picture(article)
    return item

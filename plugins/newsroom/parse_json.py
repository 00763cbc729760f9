"""JSON comes in, entries go out: items of JSON Feed, posts of WordPress REST. A part of `parse`.

Every value is taken for what it is: what is not a text is not believed, a missing list is empty.
"""

from __future__ import annotations

import html
import json
from typing import Any
from urllib.parse import urljoin

from plugins.newsroom.model import Entry, PictureRef


def join(base: str, address: str) -> str:
    """An absolute address; "" for what is none, however broken."""
    try:
        return urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""


def whole_items(text: str) -> list[dict[str, Any]]:
    """The objects that arrived whole in a JSON document that was cut short."""
    start = 1 if text[0] == "[" else text.find('"items"')
    if start > 1:
        start = text.find("[", start) + 1
    found: list[dict[str, Any]] = []
    decoder = json.JSONDecoder()
    while start > 0:
        start = text.find("{", start)
        if start < 0:
            break
        try:
            item, start = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        found.append(item)
    return found


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # JSON can escape half a character
    return str(value) if isinstance(value, int | float) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def item(item: dict[str, Any], url: str) -> Entry:
    """An item of JSON Feed 1.0 or 1.1 (jsonfeed.org)."""
    authors = _list(item.get("authors")) or [item.get("author")]
    plain = html.escape(_text(item.get("content_text")), quote=False).replace("\n\n", "<p>").replace("\n", "<br>")
    image = _text(item.get("image")) or _text(item.get("banner_image"))
    link = _text(item.get("url")) or _text(item.get("external_url"))
    return Entry(
        guid=_text(item.get("id")),
        url=join(url, link),
        title=html.escape(_text(item.get("title")), quote=False),
        summary=html.escape(_text(item.get("summary")), quote=False),
        content=_text(item.get("content_html")) or plain,
        published=_text(item.get("date_published")) or _text(item.get("date_modified")),
        updated=_text(item.get("date_modified")),
        author=next((_text(_dict(a).get("name")) for a in authors if _dict(a).get("name")), ""),
        tags=tuple(_text(t) for t in _list(item.get("tags"))),
        pictures=(PictureRef(join(url, image)),) if image else (),
    )


def post(post: dict[str, Any], url: str) -> Entry:
    """A post of WordPress' `/wp-json/wp/v2/posts`, with `_embed` where the site allows it."""

    def rendered(key: str) -> str:
        value = post.get(key)
        return _text(_dict(value).get("rendered")) or _text(value)

    embedded = _dict(post.get("_embedded"))
    authors = [_text(_dict(a).get("name")) for a in _list(embedded.get("author"))]
    media = [_dict(m) for m in _list(embedded.get("wp:featuredmedia"))]
    terms = [_dict(t) for group in _list(embedded.get("wp:term")) for t in _list(group)]
    published, updated = _text(post.get("date_gmt")), _text(post.get("modified_gmt"))
    return Entry(
        guid=rendered("guid") or _text(post.get("id")),
        url=join(url, _text(post.get("link"))),
        title=rendered("title"),
        summary=rendered("excerpt"),
        content=rendered("content"),
        published=f"{published}Z" if published else _text(post.get("date")),
        updated=f"{updated}Z" if updated else _text(post.get("modified")),
        author=next(filter(None, authors), ""),
        tags=tuple(_text(t.get("name")) for t in terms if t.get("name")),
        pictures=tuple(
            PictureRef(join(url, _text(m["source_url"])), _text(m.get("alt_text")))
            for m in media
            if m.get("source_url")
        ),
    )

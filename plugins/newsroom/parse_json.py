"""JSON comes in, entries go out: items of JSON Feed, posts of WordPress REST. A part of `parse`.

Every value is taken for what it is: what is not a text is not believed, a missing list is empty.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urljoin

from plugins.newsroom.model import Entry, PictureRef
from plugins.newsroom.parse_reading import ENTRIES, Reading, Unreadable, name_of
from plugins.newsroom.parse_when import newest

WIDEST: Final = 10**6  # pixels; an original whose width nobody tells is taken for the largest


def join(base: str, address: str) -> str:
    """An absolute address; "" for what is none, however broken."""
    try:
        return urljoin(base, address.strip()) if address.strip() else ""
    except ValueError:
        return ""


def read(text: str, url: str, complete: bool) -> Reading | Unreadable:
    """Read a text that begins like JSON."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        items = whole_items(text)
        if not items:
            return Unreadable("unreadable" if complete else "truncated", str(error)[:200])
        answer, complete = (items if text[0] == "[" else {"version": text[:400], "items": items}), False
    if isinstance(answer, list):
        if answer and not all(isinstance(p, dict) and "title" in p and "link" in p for p in answer):
            return Unreadable("not-a-feed", "a JSON list, but not of posts")
        shown = [p for p in answer if not _protected(p)]
        posts = tuple(post(p, url) for p in _newest(shown, "date_gmt", "date"))
        cut = len(shown) > ENTRIES
        withheld = tuple(name_of(_text(p.get("link")) or _text(p.get("id"))) for p in answer if _protected(p))
        return Reading(
            "wordpress-rest", posts, complete and not cut, generator="WordPress", withheld=withheld[:ENTRIES],
            cut=complete and cut,
        )  # fmt: skip
    if "jsonfeed.org" in str(answer.get("version", "")) and isinstance(answer.get("items"), list):
        items = [i for i in answer["items"] if isinstance(i, dict)]
        chosen = _newest(items, "date_published", "date_modified")
        entries, cut = tuple(item(i, url, _author(answer)) for i in chosen), len(items) > ENTRIES
        title = name_of(answer.get("title"))
        return Reading("json-feed", entries, complete and not cut, title=title, cut=complete and cut)
    return Unreadable(_refusal(answer), f"JSON, but no feed: {text[:120]}")


def _newest(said: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    """The newest by the first of these fields that says something."""
    dates = [next(filter(None, (_text(each.get(name)) for name in names)), "") for each in said]
    return [said[place] for place in newest(dates)]


def _protected(post: dict[str, Any]) -> bool:
    """Whether a post is behind a password: then it is for those who know it, with its title and excerpt."""
    return any(_dict(post.get(key)).get("protected") is True for key in ("content", "excerpt"))


def _refusal(answer: dict[str, Any]) -> str:
    """What an error of WordPress REST means: 401 asks who we are, 403 does not want us. Any other is an error status
    that was sent as a success: 404 where there is no such route."""
    code, status = _text(answer.get("code")), _dict(answer.get("data")).get("status")
    spoken = code.startswith(("rest_", "jwt_", "itsec_"))
    if not spoken and status not in (401, 403):
        return "not-a-feed"
    if status == 401 or "logged" in code or "login" in code:
        return "login"
    refused = ("forbidden", "cannot", "disabled", "restricted", "unauthorized")
    return "rejected" if status == 403 or any(word in code for word in refused) else "http-status"


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
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


# --- JSON Feed -------------------------------------------------------------------------------------------


def _author(said: dict[str, Any]) -> str:
    """The first author with a name: 1.1 has a list of them, 1.0 one."""
    authors = _list(said.get("authors")) or [said.get("author")]
    return next((_text(_dict(a).get("name")) for a in authors if _dict(a).get("name")), "")


def item(item: dict[str, Any], url: str, author: str = "") -> Entry:
    """An item of JSON Feed 1.0 or 1.1 (jsonfeed.org); `author` is the feed's own, for items that name none."""
    plain = html.escape(_text(item.get("content_text")), quote=False).replace("\n\n", "<p>").replace("\n", "<br>")
    link = _text(item.get("url")) or _text(item.get("external_url"))
    return Entry(
        guid=_text(item.get("id")),
        url=join(url, link),
        title=html.escape(_text(item.get("title")), quote=False),
        summary=html.escape(_text(item.get("summary")), quote=False),
        content=_text(item.get("content_html")) or plain,
        published=_text(item.get("date_published")) or _text(item.get("date_modified")),
        updated=_text(item.get("date_modified")),
        author=_author(item) or author,
        tags=tuple(_text(t) for t in _list(item.get("tags"))),
        pictures=tuple(PictureRef(join(url, picture)) for picture in dict.fromkeys(_item_pictures(item))),
    )


def _item_pictures(item: dict[str, Any]) -> Iterator[str]:
    """Its own picture, and attachments that are pictures."""
    image = _text(item.get("image")) or _text(item.get("banner_image"))
    if image:
        yield image
    for attachment in map(_dict, _list(item.get("attachments"))):
        if _text(attachment.get("mime_type")).startswith("image/") and _text(attachment.get("url")):
            yield _text(attachment["url"])


# --- WordPress REST --------------------------------------------------------------------------------------


def post(post: dict[str, Any], url: str) -> Entry:
    """A post of WordPress' `/wp-json/wp/v2/posts`, with `_embed` where the site allows it."""

    def rendered(key: str) -> str:
        value = post.get(key)
        return _text(_dict(value).get("rendered")) or _text(value)

    embedded = _dict(post.get("_embedded"))
    authors = [_text(_dict(a).get("name")) for a in _list(embedded.get("author"))]
    terms = [_dict(t) for group in _list(embedded.get("wp:term")) for t in _list(group)]
    published, updated = _text(post.get("date_gmt")), _text(post.get("modified_gmt"))
    return Entry(
        guid=html.unescape(rendered("guid")) or _text(post.get("id")),
        url=join(url, _text(post.get("link"))),
        title=rendered("title"),
        summary=rendered("excerpt"),
        content=rendered("content"),
        published=f"{published}Z" if published else _text(post.get("date")),
        updated=f"{updated}Z" if updated else _text(post.get("modified")),
        author=next(filter(None, authors), ""),
        tags=tuple(_text(t.get("name")) for t in terms if t.get("name")),
        pictures=tuple(_post_pictures(post, embedded, url)),
    )


def _post_pictures(post: dict[str, Any], embedded: dict[str, Any], url: str) -> Iterator[PictureRef]:
    """The featured picture in the largest size at hand; else what Yoast tells social networks."""
    featured = False
    for media in map(_dict, _list(embedded.get("wp:featuredmedia"))):
        details = _dict(media.get("media_details"))
        sizes = [(_width(details) or WIDEST, _text(media.get("source_url")))]  # the original first
        sizes += [(_width(s), _text(s.get("source_url"))) for s in map(_dict, _dict(details.get("sizes")).values())]
        address = max(sizes, key=lambda size: size[0] if size[1] else -1)[1]
        if address:
            featured = True
            yield PictureRef(join(url, address), _text(media.get("alt_text")))
    if not featured:
        for image in map(_dict, _list(_dict(post.get("yoast_head_json")).get("og_image"))):
            if _text(image.get("url")):
                yield PictureRef(join(url, _text(image["url"])))


def _width(said: dict[str, Any]) -> int:
    width = said.get("width")
    return width if isinstance(width, int) and 0 < width < WIDEST else 0

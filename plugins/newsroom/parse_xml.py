"""The text of an XML feed comes in, entries go out: RSS, Atom, RDF, CDF, YouTube. A part of `parse`.

feedparser reads, and is always given a `BytesIO`, so that it opens no file and no address; its sanitiser is off,
because it removes the style that hides spam and keeps the spam. Everything before the root element is dropped, a
DOCTYPE with all its entities among it. A feed of readers' comments is refused by name.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from msgspec.structs import replace

from plugins.newsroom import parse_json
from plugins.newsroom.model import Entry, PictureRef
from plugins.newsroom.parse_reading import ENTRIES, Reading, Unreadable, name_of
from plugins.newsroom.parse_when import newest

DAY: Final = 24 * 3600
"""Seconds; for longer no feed is believed that it stays as it is."""
_ENTRY: Final = re.compile(r"<(?:[\w-]+:)?(?:item|entry)(?=[\s>/])", re.I)
_ENTRY_END: Final = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.I)
_CLOSED: Final = re.compile(r"</(?:[\w-]+:)?(?:rss|feed|rdf)\s*>", re.I)
_DATES: Final = tuple(
    re.compile(rf"<(?:[\w-]+:)?(?:{names})(?:\s[^<>]{{0,200}})?>\s{{0,99}}(?:<!\[CDATA\[)?([^<\]]{{6,80}})", re.I)
    for names in ("pubdate|date|published|issued", "updated|modified|created")
)
"""Where an entry says when it was published, else when it was changed."""
_LONE_CLOSED: Final = {
    "channel": re.compile(r"</(?:[\w-]+:)?channel\s*>", re.I), "entry": re.compile(r"</(?:[\w-]+:)?entry\s*>", re.I),
}  # fmt: skip
_DIALECTS: Final = {"rss": "rss", "feed": "atom", "rdf": "rdf", "channel": "cdf", "entry": "atom"}
_YOUTUBE: Final = re.compile(r"https?://(?:[\w-]+\.)?(?:youtube\.com|youtu\.be)/", re.I)
_ADDRESSED: Final = re.compile(r"\s{0,9}[^\s@]{1,99}@[^\s@]{1,99}\s{1,9}\((.{1,200})\)\s{0,9}")
_VIDEO: Final = re.compile(r"[\w-]{6,20}")

# What a feed of comments says of itself. Its title alone is not believed: an agency may call its news so.
_COMMENTS_AT: Final = re.compile(
    r"/comments/feed|/feeds/(?:\d+/)?comments/|[?&]feed=comments|[?&]withcomments=1|/comments\.(?:rss|xml|atom)", re.I
)
_COMMENTS_ID: Final = re.compile(r"^tag:blogger\.com,1999:blog-\d+\.(?:post\d+\.\.)?comments$")
_COMMENTS_TITLE: Final = re.compile(
    r"comments? (?:on|for)\b|komentar (?:untuk|pada|di)\b|(?:.{0,200} [-–»|] )?(?:comments|komentar)$", re.I
)
_COMMENT: Final = re.compile(r"#comment-?\d|#komentar-?\d|[?&]showcomment=\d", re.I)


def read(text: str, root: re.Match[str], url: str, complete: bool) -> Reading | Unreadable:
    """Read the feed that begins with `root`: nothing in front of it is needed once the text is decoded, and
    entities that are defined there are never expanded."""
    written = root[0].strip("</>").split()[0]
    kind = written.rpartition(":")[2].lower()
    body = text[root.start() :]
    closing = max((m.end() for m in _LONE_CLOSED.get(kind, _CLOSED).finditer(body)), default=0)
    closing = closing or (len(root[0]) if root[0][-2] == "/" else 0)
    ends = [m.end() for m in _ENTRY_END.finditer(body)]
    whole = complete and closing > 0
    if not whole and not ends:
        return Unreadable("truncated", "no entry arrived whole")
    if cut := len(ends) > ENTRIES:
        body = _newest(body, ends)
    elif not whole:
        body = body[: ends[-1]]
    if cut or not whole:
        body += "" if kind in _LONE_CLOSED else "</channel>" * (body.count("<channel") > body.count("</channel"))
        body += "" if kind == "entry" else f"</{written}>"
    else:
        body = body[:closing]  # hosts that cost nothing write their advertisement behind it
    if kind == "entry":
        body = f'<feed xmlns="http://www.w3.org/2005/Atom">{body}</feed>'
    parsed = _parsed(body)
    if not parsed.version and not parsed.entries and not closing:
        return Unreadable("unreadable", str(parsed.get("bozo_exception", ""))[:200])
    cut = cut or len(parsed.entries) > ENTRIES  # of entries that are not closed nobody knew before
    entries = _entries(parsed.entries, url)
    if not entries and _ENTRY.search(body):
        return Unreadable("unreadable", "entries are there, none could be read")
    title = name_of(parsed.feed.get("title"))
    if _of_comments(parsed.feed, title, entries):
        return Unreadable("comments", title)
    videos = any(dict.get(item, "yt_videoid") for item in parsed.entries)
    dialect = "youtube" if videos else _DIALECTS[kind]
    return Reading(
        dialect, entries, whole and not cut, _ttl(parsed.feed), title=title, cut=whole and cut,
        generator=name_of(parsed.feed.get("generator")),
    )  # fmt: skip


def _parsed(body: str) -> Any:
    import feedparser

    return feedparser.parse(
        io.BytesIO(b"<?xml version='1.0' encoding='utf-8'?>" + body.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )


def _newest(body: str, ends: list[int]) -> str:
    """A feed up to the end of its last entry, of which only the newest entries are left. What is left out is looked
    through for its date, but never parsed."""
    first = _ENTRY.search(body)
    begin = min(first.start() if first else ends[0], ends[0])
    starts = [begin, *ends[:-1]]
    kept = newest(list(map(partial(_date, body), starts, ends)))
    return body[:begin] + "".join(body[starts[place] : ends[place]] for place in kept)


def _entries(items: list[dict[str, Any]], url: str) -> tuple[Entry, ...]:
    dates = [str(dict.get(item, "published") or dict.get(item, "updated") or "") for item in items]
    return tuple(_entry(items[place], url) for place in newest(dates))


def _date(body: str, start: int, end: int) -> str:
    found = next((found for form in _DATES if (found := form.search(body, start, end))), None)
    return found[1] if found else ""


def _ttl(feed: dict[str, Any]) -> int:
    """RSS says it in minutes."""
    ttl = str(feed.get("ttl") or "").strip().lstrip("0")
    return min(60 * int(ttl), DAY) if ttl.isdecimal() and len(ttl) < 7 else DAY if ttl.isdecimal() else 0


def _of_comments(feed: dict[str, Any], title: str, entries: tuple[Entry, ...]) -> bool:
    """Whether a feed says that it holds readers' comments: by its own address or id; or by its title, where its
    entries do not say otherwise."""
    own = (str(k.get("href") or "") for k in feed.get("links") or [] if k.get("rel") == "self")
    if _COMMENTS_ID.match(str(feed.get("id") or "")) or any(_COMMENTS_AT.search(address) for address in own):
        return True
    if not _COMMENTS_TITLE.match(title):
        return False
    if entries:
        return all(_COMMENT.search(entry.guid) or _COMMENT.search(entry.url) for entry in entries)
    return "wordpress" in str(feed.get("generator") or "").lower()


def _entry(item: dict[str, Any], url: str) -> Entry:
    # dict.get: feedparser's own `get` silently answers `updated` with `published` and the reverse.
    def take(key: str) -> str:
        value = dict.get(item, key)
        return value if isinstance(value, str) else ""

    contents = [c for c in dict.get(item, "content") or [] if isinstance(c, dict)]
    source = dict.get(item, "source")
    base = next((str(c.get("base") or "") for c in contents), "")
    entry = Entry(
        guid=take("id"),
        url=_link(item, url),
        title=_markup(dict.get(item, "title_detail")) or take("title"),
        summary=_markup(dict.get(item, "summary_detail")) or take("summary"),
        content=max((_markup(c) for c in contents), key=len, default=""),
        published=take("published") or take("updated") or take("created"),
        updated=take("updated"),
        author=_author(item, take("author")),
        tags=tuple(str(t.get("term") or "") for t in dict.get(item, "tags") or [] if t.get("term")),
        pictures=tuple(_pictures(item, url)),
        origin=str(source.get("href") or "") if isinstance(source, dict) else "",
        base=base if base != url else "",
    )
    video = take("yt_videoid").strip()
    return _video(entry, video, item) if _VIDEO.fullmatch(video) else entry


def _video(entry: Entry, video: str, item: dict[str, Any]) -> Entry:
    """A video of YouTube: its description is plain text, and its one address plays it, short or long."""
    said = str(dict.get(item, "summary") or "")
    elsewhere = entry.url and not _YOUTUBE.match(entry.url)
    return replace(
        entry, url=entry.url if elsewhere else f"https://www.youtube.com/watch?v={video}", content="",
        summary=_paragraphs(said),
        pictures=entry.pictures or (PictureRef(f"https://i.ytimg.com/vi/{video}/hqdefault.jpg"),),
    )  # fmt: skip


def _markup(detail: Any) -> str:
    """A text construct as HTML: what is declared plain text is escaped, so that `a < b` survives cleaning."""
    if not isinstance(detail, dict):
        return ""
    value = str(detail.get("value") or "")
    return value if detail.get("type") != "text/plain" else _paragraphs(value)


def _paragraphs(plain: str) -> str:
    return re.sub(r"\n[ \t]*\n", "\n<p>", html.escape(plain, quote=False))  # an empty line is a new paragraph


def _author(item: dict[str, Any], author: str) -> str:
    """Joomla writes `address (name)`: the name is meant for readers, the address is not. feedparser knows no address
    whose last part has more than four letters."""
    if said := _ADDRESSED.fullmatch(author):
        return said[1]
    detail = dict.get(item, "author_detail")
    name = str(detail.get("name") or "") if isinstance(detail, dict) else ""
    return name or ("" if "@" in author else author)


def _link(item: dict[str, Any], url: str) -> str:
    links = [k for k in dict.get(item, "links") or [] if isinstance(k, dict) and k.get("href")]
    chosen = next((k["href"] for k in links if k.get("rel") == "alternate"), dict.get(item, "link") or "")
    return parse_json.join(url, str(chosen))


def _pictures(item: dict[str, Any], url: str) -> Iterator[PictureRef]:
    """Enclosures, media:content and media:thumbnail that are pictures, in that order."""
    for link in dict.get(item, "links") or []:
        if link.get("rel") == "enclosure" and str(link.get("type") or "").startswith("image/") and link.get("href"):
            yield PictureRef(parse_json.join(url, str(link["href"])))
    for media in dict.get(item, "media_content") or []:
        kind = str(media.get("medium") or media.get("type") or "")
        if kind.startswith("image") and media.get("url"):
            yield PictureRef(parse_json.join(url, str(media["url"])))
    for thumb in dict.get(item, "media_thumbnail") or []:
        if thumb.get("url"):
            yield PictureRef(parse_json.join(url, _full_size(str(thumb["url"]))))


def _full_size(url: str) -> str:
    """Blogspot names its thumbnails by size; the same picture stands at a larger one."""
    return re.sub(r"/s\d{2,3}(?:-[a-z0-9-]+)?/", "/s1200/", re.sub(r"=s\d{2,3}(-\w+)*$", "=s1200", url))

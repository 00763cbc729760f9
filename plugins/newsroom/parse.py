"""Bytes come in, entries go out: RSS, Atom, RDF, JSON Feed and WordPress REST.

A body is judged by what it is, not by its label: RSS served as text/html or behind a PHP warning is read,
an HTML page is never mistaken for an empty feed but named (`challenge`, `login`, …). Nothing is cleaned
here, no address is fetched, no file is opened: feedparser is always given a `BytesIO`, its sanitiser is
off, because it removes the style that hides spam and keeps the spam.
"""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass
from typing import Any, Final

import feedparser

from plugins.newsroom import parse_json
from plugins.newsroom.model import Entry, PictureRef

ENTRIES: Final = 2000
"""How many entries of one feed are read; real feeds list ten to fifty."""
_ROOT: Final = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|rdf)(?=[\s>/])[^<>]*>", re.I)
_CLOSED: Final = re.compile(r"</(?:[\w-]+:)?(?:rss|feed|rdf)\s*>", re.I)
_ENTRY_END: Final = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.I)
_AFTER_ENTRIES: Final = re.compile(r"<(?:[\w-]+:)?(?:item|entry)(?=[\s>/])", re.I)
_HTML: Final = re.compile(r"<html[\s>]|<!doctype\s+html[^<>]*>(?!\s*<(?:[\w-]+:)?(?:rss|feed|rdf)[\s>])", re.I)
_XML_ENCODING: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
# Labels that are believed where the text is not UTF-8. Latin 1 is none of them: it always means windows-1252
# (WHATWG Encoding), and Python knows codecs that no document is written in.
_BELIEVED: Final = re.compile(
    r"(?:windows-|cp)\d{3,4}|iso-?8859-(?:[2-9]|1\d)|utf-16(?:le|be)?|koi8-[ru]|big5|gbk|gb2312|shift_jis|euc-(?:jp|kr)",
    re.I,
)  # fmt: skip

# What a page that came instead of a feed says of itself; the first that fits names it.
_PAGES: Final = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("challenge", r"just a moment|challenge-platform|cf-chl|checking your browser|attention required"
                      r"|ddos-guard|verifying you are human|enable javascript and cookies|sucuri_cloudproxy"),
        ("rejected", r"request rejected|the requested url was rejected|support id|access denied|web application"
                     r" firewall|mod_security|not acceptable!"),
        ("suspended", r"account (?:has been )?suspended|akun (?:ini )?ditangguhkan|suspendedpage|bandwidth limit"),
        ("login", r"<input[^>]+type\s*=\s*[\"']?password"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What a body says. `whole` is False where it stopped before its end: then only entries that arrived
    whole are here, and nothing may be concluded from what is missing."""

    dialect: str  # rss, atom, rdf, json-feed, wordpress-rest, youtube, ical, list, sitemap, sitemap-index
    entries: tuple[Entry, ...]
    whole: bool = True
    ttl: int = 0  # seconds for which it says that it stays good (RSS `ttl`)
    more: tuple[str, ...] = ()  # addresses of what belongs to it: a list's next page, the parts of a sitemap
    title: str = ""  # what it calls itself
    generator: str = ""  # what made it


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Not a feed. `error` is a key of `outcomes.FAILURES`."""

    error: str
    detail: str = ""


def read(body: bytes, *, url: str, content_type: str = "", complete: bool = True) -> Reading | Unreadable:
    """Read a body that was found at `url`; `complete` is False where it is known to have been cut short."""
    text = decode(body, content_type).lstrip("\ufeff \t\r\n\x00")
    if not text:
        return Unreadable("empty")
    if text[0] in "{[":
        return _read_json(text, url, complete)
    root = _ROOT.search(text)
    page = _HTML.search(text)
    declared = root is not None and "//www.w3.org/2005/Atom" in root[0]  # a feed that somebody put into a page
    if root is None or (page and page.start() < root.start() and not declared):
        return Unreadable(recognise(text), text[:120])
    return _read_xml(text, root, url, complete)


def recognise(page: str) -> str:
    """The key of FAILURES for a page that is no feed."""
    return next((name for name, pattern in _PAGES if pattern.search(page[:20_000])), "not-a-feed")


def decode(body: bytes, content_type: str = "") -> str:
    """Bytes → text. UTF-8 where it is UTF-8, whatever the label says: text in another encoding that happens
    to be valid UTF-8 does not occur, mislabelled text does daily. Then UTF-16, the label, windows-1252."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    if body[:4] in (b"<\x00?\x00", b"<\x00r\x00", b"\x00<\x00?", b"\x00<\x00r"):
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.end - error.start > 1 or error.end == len(body)
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if cut or sum(1 for c in text if c > "\x7f") > 2 * broken:
        return text  # a multi-byte character cut in half by a CMS does not make the rest windows-1252
    declared = _XML_ENCODING.search(body[:1024])
    named = _CHARSET.search(content_type)
    for label in (declared and declared[1].decode("ascii"), named and named[1]):
        if label and _BELIEVED.fullmatch(label):
            try:
                return body.decode(label)
            except (LookupError, UnicodeError):
                continue
    return body.decode("cp1252", "replace")


def _read_xml(text: str, root: re.Match[str], url: str, complete: bool) -> Reading | Unreadable:
    """Everything before the root element (prolog, DOCTYPE, PHP warnings) is dropped: nothing in it is needed
    once the text is decoded, and entities that it might define are never expanded."""
    body = text[root.start() :]
    closing = max((m.end() for m in _CLOSED.finditer(body)), default=0) or (len(root[0]) if root[0][-2] == "/" else 0)
    ends = [m.end() for m in _ENTRY_END.finditer(body)]
    whole = complete and closing > 0
    if not whole and not ends:
        return Unreadable("truncated", "no entry arrived whole")
    written = root[0].strip("</>").split()[0]
    if not whole or len(ends) > ENTRIES:
        body = body[: ends[:ENTRIES][-1]]
        body += "</channel>" * (body.count("<channel") > body.count("</channel")) + f"</{written}>"
    else:
        body = body[:closing]  # hosts that cost nothing write their advertisement behind it
    parsed = feedparser.parse(
        io.BytesIO(b"<?xml version='1.0' encoding='utf-8'?>" + body.encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.version and not parsed.entries and not closing:
        return Unreadable("unreadable", str(parsed.get("bozo_exception", ""))[:200])
    entries = tuple(_entry(item, url) for item in parsed.entries[:ENTRIES])
    if not entries and _AFTER_ENTRIES.search(body):
        return Unreadable("unreadable", "entries are there, none could be read")
    dialect = {"rss": "rss", "feed": "atom", "rdf": "rdf"}[written.rpartition(":")[2].lower()]
    ttl = str(parsed.feed.get("ttl") or "")
    return Reading(dialect, entries, whole, 60 * int(ttl) if ttl.isdecimal() and len(ttl) < 7 else 0)


def _entry(item: dict[str, Any], url: str) -> Entry:
    # dict.get: feedparser's own `get` silently answers `updated` with `published` and the reverse.
    def take(key: str) -> str:
        value = dict.get(item, key)
        return value if isinstance(value, str) else ""

    contents = [c for c in dict.get(item, "content") or [] if isinstance(c, dict)]
    source = dict.get(item, "source")
    base = next((str(c.get("base") or "") for c in contents), "")
    return Entry(
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


def _markup(detail: Any) -> str:
    """A text construct as HTML: what is declared plain text is escaped, so that `a < b` survives cleaning."""
    if not isinstance(detail, dict):
        return ""
    value = str(detail.get("value") or "")
    if detail.get("type") != "text/plain":
        return value
    return re.sub(r"\n[ \t]*\n", "\n<p>", html.escape(value, quote=False))  # an empty line is a new paragraph


def _author(item: dict[str, Any], author: str) -> str:
    """Joomla writes `address (name)`: the name is meant for readers, the address is not."""
    detail = dict.get(item, "author_detail")
    name = str(detail.get("name") or "") if isinstance(detail, dict) else ""
    return name or ("" if "@" in author else author)


def _link(item: dict[str, Any], url: str) -> str:
    links = [k for k in dict.get(item, "links") or [] if isinstance(k, dict) and k.get("href")]
    chosen = next((k["href"] for k in links if k.get("rel") == "alternate"), dict.get(item, "link") or "")
    return parse_json.join(url, str(chosen))


def _pictures(item: dict[str, Any], url: str) -> list[PictureRef]:
    """Enclosures, media:content and media:thumbnail that are pictures, in that order."""
    found: list[PictureRef] = []
    for link in dict.get(item, "links") or []:
        if link.get("rel") == "enclosure" and str(link.get("type") or "").startswith("image/") and link.get("href"):
            found.append(PictureRef(parse_json.join(url, str(link["href"]))))
    for media in dict.get(item, "media_content") or []:
        kind = str(media.get("medium") or media.get("type") or "")
        if kind.startswith("image") and media.get("url"):
            found.append(PictureRef(parse_json.join(url, str(media["url"]))))
    for thumb in dict.get(item, "media_thumbnail") or []:
        if thumb.get("url"):
            found.append(PictureRef(parse_json.join(url, _full_size(str(thumb["url"])))))
    return found


def _full_size(url: str) -> str:
    """Blogspot names its thumbnails by size; the same picture stands at a larger one."""
    return re.sub(r"/s\d{2,3}(?:-[a-z0-9-]+)?/", "/s1200/", re.sub(r"=s\d{2,3}(-\w+)*$", "=s1200", url))


# --- JSON ----------------------------------------------------------------------------------------


def _read_json(text: str, url: str, complete: bool) -> Reading | Unreadable:
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        items = parse_json.whole_items(text)
        if not items:
            return Unreadable("unreadable" if complete else "truncated", str(error)[:200])
        answer, complete = (items if text[0] == "[" else {"version": text[:400], "items": items}), False
    if isinstance(answer, list):
        if answer and not all(isinstance(p, dict) and "title" in p and "link" in p for p in answer):
            return Unreadable("not-a-feed", "a JSON list, but not of posts")
        return Reading("wordpress-rest", tuple(parse_json.post(p, url) for p in answer[:ENTRIES]), complete)
    if "jsonfeed.org" in str(answer.get("version", "")) and isinstance(answer.get("items"), list):
        items = [i for i in answer["items"][:ENTRIES] if isinstance(i, dict)]
        return Reading("json-feed", tuple(parse_json.item(i, url) for i in items), complete)
    return Unreadable("not-a-feed", f"JSON, but no feed: {text[:120]}")

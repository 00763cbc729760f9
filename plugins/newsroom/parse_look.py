"""A body comes in, what it is goes out: a page that may name feeds, a feed with its qualities, a list of sitemaps.

A part of `parse`, for those who look for feeds rather than read them: a feed tells how many entries it has, how new,
how whole, and whose. What `parse` calls a challenge or a login page is believed only where there is nothing else on
it: pages that work carry login boxes and the scripts of their protectors, too. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Final

from plugins.newsroom import parse, parse_json
from plugins.newsroom.model import Entry
from plugins.newsroom.parse_look_page import MARKUP, askable, few, of_comments, read_page, shown
from plugins.newsroom.parse_look_words import Listing, host_of
from plugins.newsroom.parse_look_words import Look as Look

SUBSTANCE: Final = 8  # links to its own site that a page has only where it is not a wall
_ENTRY: Final = 20_000  # characters of an entry that are measured
_BODY: Final = 400  # letters of a lone description from which on it is taken for the whole text

_COMMENT: Final = re.compile(r"#comment-?\d|#komentar|[?&]showcomment=", re.I)
_SITEMAP: Final = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{8,1000})[ \t\r]*$", re.I | re.M)
_MARKED: Final = re.compile(r"<html[\s>]|<!doctype\s+html|<head[\s>]|<body[\s>]|<a\s", re.I)
_TAG: Final = re.compile(r"<[^<>]*>")
_TAIL: Final = re.compile(r"the post .{1,300}? (?:appeared first on|first appeared on) .{1,200}$", re.I | re.S)
_CUT: Final = re.compile(
    r"(?:\[\s*(?:…|\.{3}|&hellip;|&#8230;)\s*\]|…|\.{3}|&hellip;|&#8230;"
    r"|(?:baca |lihat )?selengkapnya|read more|continue reading.{0,150}|lanjutkan membaca.{0,150}|\[read more\])"
    r"[\s.»>→]{0,6}$",
    re.I | re.S,
)


def look(body: bytes, *, url: str, content_type: str = "", parse_date: Callable[[str], datetime | None]) -> Look:
    """What stands at `url`. `parse_date` reads what entries call a date."""
    reading = parse.read(body, url=url, content_type=content_type)
    if isinstance(reading, parse.Reading):
        listing = _listing(reading, url, parse_date)
        return Look("comments" if _comments(reading, url) else "", feed=listing)
    if reading.error == "comments":  # a feed all the same, however many links its texts hold
        return Look("comments")
    text = parse.decode(body, content_type)[:MARKUP]
    if not _MARKED.search(text):
        found = (parse_json.join(url, each) for each in _SITEMAP.findall(text))
        return Look(reading.error, sitemaps=few(each for each in found if askable(each)))
    page = read_page(text, url)
    return Look(reading.error if page.links < SUBSTANCE and not page.feeds else "not-a-feed", page)


def _listing(reading: parse.Reading, url: str, parse_date: Callable[[str], datetime | None]) -> Listing:
    entries = reading.entries
    written = [entry.published or entry.updated for entry in entries]
    moments = [(when, text) for text in written if text and (when := parse_date(text)) is not None]
    newest_at, newest = max(moments) if moments else (None, next(filter(None, written), ""))
    counts = Counter(filter(None, (entry.guid or entry.url for entry in entries)))
    hosts = Counter(host_of(entry.url) for entry in entries)
    count = max(1, len(entries))
    return Listing(
        dialect=reading.dialect,
        title=shown(reading.title),
        entries=len(entries),
        newest=shown(newest),
        newest_at=newest_at,
        full=round(sum(map(is_full, entries)) / count, 3),
        dated=round(len(moments) / count, 3),
        repeated=round(sum(n - 1 for n in counts.values()) / count, 3),
        hosts=tuple(shown(host) for host, _ in hosts.most_common(6) if host not in ("", host_of(url)))[:5],
        more=few(each for each in reading.more if askable(each)),
    )


def is_full(entry: Entry) -> bool:
    """Whether an entry carries its whole text, by what feeds are seen to do: excerpts end in […] or "Selengkapnya",
    a `content` beside a summary is the text, and a description alone is the text where it is long."""
    text = _words(entry.content or entry.summary)
    if not text or _CUT.search(text[-200:]):
        return False
    if not entry.content or entry.content == entry.summary:
        return len(text) >= _BODY
    return len(text) >= min(_BODY, max(80, len(_words(entry.summary))))


def _words(markup: str) -> str:
    """Without markup, and without the tail that says where a post appeared first."""
    plain = " ".join(_TAG.sub(" ", markup[:_ENTRY]).split())
    return plain[:-600] + _TAIL.sub("", plain[-600:]).rstrip()


def _comments(reading: parse.Reading, url: str) -> bool:
    said = [entry for entry in reading.entries if _COMMENT.search(entry.url) or _COMMENT.search(entry.guid)]
    return of_comments(url, reading.title) or (bool(said) and 2 * len(said) > len(reading.entries))

"""Bytes come in, entries go out: RSS, Atom, RDF, CDF, JSON Feed, WordPress REST, iCalendar, sitemaps, lists in HTML.

A body is judged by what it is, not by its label: RSS served as text/html or behind a PHP warning is read,
an HTML page is never mistaken for an empty feed but named (`challenge`, `login`, …). Each kind has a reader
of its own beside this file. Nothing is cleaned here, no address is fetched, no file is opened.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from plugins.newsroom import parse_ical, parse_json, parse_list, parse_sitemap, parse_xml
from plugins.newsroom.model import Select
from plugins.newsroom.parse_instead import recognise as recognise
from plugins.newsroom.parse_list import selector_problem as selector_problem
from plugins.newsroom.parse_page import page as page
from plugins.newsroom.parse_reading import ENTRIES as ENTRIES
from plugins.newsroom.parse_reading import Reading as Reading
from plugins.newsroom.parse_reading import Unreadable as Unreadable
from plugins.newsroom.parse_reading import decode as decode
from plugins.newsroom.parse_reading import first_element, shifted

_FEED: Final = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|rdf)(?=[\s>/])[^<>]*>", re.I)
_PAGE: Final = re.compile(r"<html[\s>]|<!doctype\s+html[^<>]*>(?!\s*<(?:[\w-]+:)?(?:rss|feed|rdf)[\s>])", re.I)
_INSIDE: Final = re.compile(r"<html[\s>]", re.I)
_CALENDAR: Final = re.compile(r"BEGIN[ \t]*:[ \t]*VCALENDAR\b", re.I)
_ATOM: Final = re.compile(r"//www\.w3\.org/2005/Atom|//purl\.org/atom/ns#", re.I)


def read(
    body: bytes, *, url: str, content_type: str = "", complete: bool = True, select: Select | None = None,
    zone: str = "Asia/Jakarta", now: datetime | None = None,
) -> Reading | Unreadable:  # fmt: skip
    """Read a body that was found at `url`; `complete` is False where it is known to have been cut short.

    `select` says where a page keeps its list; `zone` (IANA) is the clock of calendars that name none, and around
    `now` their repeated events are listed.
    """
    if label := shifted(body, content_type):
        return Unreadable("unreadable", f"written in {label}")
    text = decode(body, content_type).lstrip("\ufeff \t\r\n\x00")
    if not text:
        return Unreadable("empty")
    if text[0] in "{[":
        return parse_json.read(text, url, complete)
    if _CALENDAR.match(text):
        return parse_ical.read(text, url, complete, zone, now or datetime.now(UTC))
    feed = _feed(text)
    if feed is not None and not (select and _INSIDE.search(text, 0, feed.start())):
        return parse_xml.read(text, feed, url, complete)
    if sitemap := parse_sitemap.root(text):
        return parse_sitemap.read(text, sitemap, url, complete)
    if select is not None:
        return parse_list.read(text, url, complete, select)
    return Unreadable(recognise(text), text[:120])


def _feed(text: str) -> re.Match[str] | None:
    """The opening tag of the feed that a text is, None where it is none."""
    root, page = _FEED.search(text), _PAGE.search(text)
    if root is not None:
        declared = "//www.w3.org/2005/Atom" in root[0]  # a feed that somebody put into a page
        return root if declared or not page or page.start() > root.start() else None
    first = first_element(text)
    if first is None:
        return None
    name = first[1].rpartition(":")[2].lower()
    # A lone entry says that it is Atom; a channel without RSS around it is what CDF calls itself.
    lone = (name == "entry" and _ATOM.search(first[0])) or name == "channel"
    return first if lone else None

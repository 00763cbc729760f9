"""Every date of the real documents, read by us and by feedparser: where the two differ, a table says who is right.

The folder is named by PORTAL_CORPORA; without it these tests are skipped.
"""

from __future__ import annotations

import calendar
import io
import re
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import feedparser

from plugins.newsroom import dates, parse

_TAGS = "pubdate|date|updated|published|created|issued|modified|lastbuilddate|expirationdate"
_XML = re.compile(rf"<(?:[\w-]+:)?(?:{_TAGS})(?=[\s>])[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]{{1,300}})", re.I)
_JSON = re.compile(r'"(?:date_published|date_modified|date|modified|date_gmt|modified_gmt)"\s*:\s*"([^"]*)"')

DIFFERENCES = {
    # feedparser drops "pm" or the zone beside it
    "Mon, 21 Jan 2008 8:56 am PST": "2008-01-21T16:56:00",
    "Sun, 20 Apr 2014 8:19 pm CEST": "2014-04-20T18:19:00",
    "Sat, Dec 16 2023 02:02:33 PM": "2023-12-16T14:02:33",
    # seconds since 1970, which it takes for a year, a month and a day
    "1518478934": "2018-02-12T23:42:14",
    # cut off in the middle: what else is missing, nobody knows
    "2017-06-13T03:18:00+00:0": "",
    # Greek
    "Τρι, 29 Ιούν 2004 12:53:00 GMT": "",
    # "no date" of a database
    "Thu, 01 Jan 1970 00:00:00 GMT": "",
    "1970-01-01T00:00:01Z": "",
}
"""What a date is, where feedparser says otherwise; "" where we say that it is none."""


def written(folder: Path) -> list[str]:
    """Every distinct text that stands where a date belongs."""
    found: set[str] = set()
    for path in sorted((folder / "feeds").rglob("*")):
        if path.is_file() and path.name != "LICENSE":
            text = parse.decode(path.read_bytes())
            found.update(one.strip() for one in (*_XML.findall(text), *_JSON.findall(text)))
    return sorted(found - {""})


def by_feedparser(texts: list[str]) -> list[datetime | None]:
    """What feedparser makes of each, as the date of an item of one long feed."""
    items = "".join(f"<item><title>{n}</title><pubDate>{escape(text)}</pubDate></item>" for n, text in enumerate(texts))
    feed = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{items}</channel></rss>"
    entries = feedparser.parse(io.BytesIO(feed.encode("utf-8", "replace")), sanitize_html=False).entries
    assert [entry.title for entry in entries] == [str(n) for n in range(len(texts))]
    parsed = [entry.get("published_parsed") for entry in entries]
    return [datetime.fromtimestamp(calendar.timegm(one), UTC) if one else None for one in parsed]


def test_every_difference_from_feedparser_is_decided(corpora: Path) -> None:
    """2,500 dates of feeds from all over the world; a source without a clock is in Greenwich for both."""
    texts = written(corpora)
    assert len(texts) > 2000
    ours = [dates.parse(text, zone="UTC") for text in texts]
    differing = {
        text: one.replace(tzinfo=None).isoformat() if one else ""
        for text, one, theirs in zip(texts, ours, by_feedparser(texts), strict=True)
        if one != theirs
    }
    assert differing == DIFFERENCES

"""An agenda as calendars read it (RFC 5545): an `Edition` in, an `Answer` out.

What has no `event` is left out. Lines end in CR LF and are folded at 75 bytes, in the middle of a letter's bytes
never; hours are local with a TZID, whole days have none. No file is read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from samples.cms import Answer, Edition
from samples.markup import words
from samples.reading import Article, Event

_ZONE: Final = (
    "BEGIN:VTIMEZONE", "TZID:Asia/Jakarta", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700", "TZNAME:WIB", "END:STANDARD", "END:VTIMEZONE",
)  # fmt: skip


def feed(edition: Edition) -> Answer:
    """``/agenda.ics``: every event, cancelled ones with their state."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{edition.site.slug}//Agenda//ID", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(edition.site.title)}", "X-WR-TIMEZONE:Asia/Jakarta", *_ZONE,
    ]  # fmt: skip
    for article in edition.articles:
        if article.event is not None:
            lines += _event(edition, article, article.event)
    document = "".join(_folded(line) for line in [*lines, "END:VCALENDAR"])
    return Answer(document.encode(), "text/calendar; charset=utf-8", changed=edition.changed)


def _event(edition: Edition, article: Article, event: Event) -> list[str]:
    said = " ".join(part for part in (words(article), edition.site.share) if part)
    lines = [
        "BEGIN:VEVENT", f"UID:{article.number}@{edition.site.slug}.contohkab.example",
        f"DTSTAMP:{_utc(article.updated)}", f"CREATED:{_utc(article.published)}",
        f"LAST-MODIFIED:{_utc(article.updated)}", _when("DTSTART", event.starts, event.whole_days),
        _when("DTEND", event.ends, event.whole_days), f"SUMMARY:{_text(article.title)}",
        f"DESCRIPTION:{_text(said)}", f"URL:{edition.page(article)}",
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}", f"SEQUENCE:{int(event.cancelled)}",
    ]  # fmt: skip
    if event.place:
        lines.append(f"LOCATION:{_text(event.place)}")
    if article.tags:
        lines.append("CATEGORIES:" + ",".join(_text(tag) for tag in article.tags))
    if event.weeks > 1:
        lines.append(f"RRULE:FREQ=WEEKLY;COUNT={event.weeks}")
    return [*lines, "END:VEVENT"]


def _when(name: str, moment: datetime, whole_days: bool) -> str:
    if whole_days:
        return f"{name};VALUE=DATE:{moment:%Y%m%d}"
    return f"{name};TZID=Asia/Jakarta:{moment:%Y%m%dT%H%M%S}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for sign in ("\\", ";", ","):
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\n", "\\n")


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes; what is continued begins with a space."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > 75:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece]) + "\r\n"

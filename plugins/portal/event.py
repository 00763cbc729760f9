"""When an event is, as a reader is told it: its two moments and the network's clock come in, days or nothing come out.

An event that begins at midnight and ends with a day is one of whole days: nobody meets at 00.00, and no hour is
printed. Sources write it so because a file can hold no day, only moments. Nothing here knows the present.
"""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from msgspec import Struct

from plugins.newsroom import dates


class WholeDays(Struct, frozen=True):
    """`text` "27 November 2026" or "27–29 November 2026"; `last` the moment at which the last of these days ends."""

    text: str
    last: datetime


def whole_days(starts: datetime, ends: datetime | None, zone: str) -> WholeDays | None:
    """The days of an event that begins at midnight of `zone` and ends within a day's last minute, which is that same
    day's where no end is said; None where the event has hours."""
    first = starts.astimezone(ZoneInfo(zone))
    last = ends.astimezone(ZoneInfo(zone)) if ends else first.replace(hour=23, minute=59, second=59)
    if first.time() != time.min or (last.hour, last.minute) != (23, 59) or last < first:
        return None
    return WholeDays(_span(first, last, zone), last)


def _span(first: datetime, last: datetime, zone: str) -> str:
    """From day to day; a month or year that both share is said once. The dash between has no spaces (EYD)."""
    until = dates.day_text(last, zone)
    if first.date() == last.date():
        return until
    if first.year != last.year:
        return f"{dates.day_text(first, zone)}–{until}"
    month = "" if first.month == last.month else f" {dates.MONTHS[first.month - 1]}"
    return f"{first.day}{month}–{until}"

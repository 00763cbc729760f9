"""The Indonesian calendar: what sources call a date → a moment in UTC, and a moment → what citizens read.

Reading is done by its parts: `dates_forms` for what names a day (RFC 822 and 3339, MySQL, Indonesian and English
names, day-first numbers), `dates_relative` for "2 jam yang lalu", `dates_clock` for clocks that are mislabelled.
Printing is here. Nothing here looks at the present, and nothing raises on any text.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from plugins.newsroom.dates_forms import parse as parse
from plugins.newsroom.dates_forms import says_utc as says_utc
from plugins.newsroom.dates_relative import relative as relative
from plugins.newsroom.dates_words import ZONES as ZONES
from plugins.newsroom.dates_words import zone_of as zone_of

MONTHS: Final[tuple[str, ...]] = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS: Final[tuple[str, ...]] = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip
WEEKDAYS: Final[tuple[str, ...]] = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def zone_abbreviation(zone: str) -> str:
    """WIB, WITA or WIT by the zone's offset from UTC outside summer time; else `GMT+5.30`, `GMT-3`, `GMT`."""
    return _abbreviation(datetime(2026, 1, 1, tzinfo=ZoneInfo(zone_of(zone))))


def _abbreviation(local: datetime) -> str:
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    known = {420: "WIB", 480: "WITA", 540: "WIT", 0: "GMT"}.get(minutes)
    if known:
        return known
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}{f'.{rest:02}' if rest else ''}"


def _local(when: datetime, zone: str) -> datetime:
    return when.astimezone(ZoneInfo(zone_of(zone)))


def long_text(when: datetime, zone: str) -> str:
    """`21 November 2026, 13.30 WIB` (EYD: a full stop between hours and minutes)."""
    return texts(when, zone)[0]


def texts(when: datetime, zone: str) -> tuple[str, str, str]:
    """`long_text`, `day_text` and `short_text` of one moment."""
    local = _local(when, zone)
    day = f"{local.day} {month_text(local.year, local.month)}"
    clock = f"{local.hour:02}.{local.minute:02} {_abbreviation(local)}"
    return f"{day}, {clock}", day, f"{local.day} {SHORT_MONTHS[local.month - 1]} {local.year}"


def day_text(when: datetime, zone: str) -> str:
    """`21 November 2026`."""
    local = _local(when, zone)
    return f"{local.day} {month_text(local.year, local.month)}"


def short_text(when: datetime, zone: str) -> str:
    """`21 Nov 2026`."""
    return texts(when, zone)[2]


def weekday_text(when: datetime, zone: str) -> str:
    """`Sabtu, 21 November 2026`."""
    return f"{WEEKDAYS[_local(when, zone).weekday()]}, {day_text(when, zone)}"


def month_text(year: int, month: int) -> str:
    """`November 2026`; `month` counts from 1."""
    return f"{MONTHS[month - 1]} {year}"

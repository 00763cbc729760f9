"""The Indonesian calendar: what sources call a date → a moment in UTC, and a moment → what citizens read.

Text comes in as feeds, sites and contributors write it (RFC 822 and 3339, MySQL, Indonesian and English
names, day-first numbers) with the clock of its source; an aware datetime in UTC comes out, or None. It never
guesses from half a date, never looks at the present, and never raises on any text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

ZONES: Final[dict[str, str]] = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""The three clocks of Indonesia (Keppres 41/1987), which have no summer time."""

MONTHS: Final[tuple[str, ...]] = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS: Final[tuple[str, ...]] = (
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
)  # fmt: skip
WEEKDAYS: Final[tuple[str, ...]] = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_MONTH_NAMES: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb pebruari peb february",
            "maret mar mrt march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agust agus agu ags agt august aug",
            "september sept sep",
            "oktober okt october oct",
            "november nov nopember nop",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY_NAMES: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "senin sen monday mon",
            "selasa sel tuesday tues tue",
            "rabu rab wednesday wed",
            "kamis kam thursday thurs thur thu",
            "jumat jum friday fri",
            "sabtu sab saturday sat",
            "minggu min mgg ahad sunday sun",
        )
    )
    for name in names.split()
}
_ZONE_HOURS: Final[dict[str, int]] = {
    "wib": 7, "wita": 8, "wit": 9, "z": 0, "ut": 0, "utc": 0, "gmt": 0, "sgt": 8, "est": -5, "edt": -4,
    "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_WORDS: Final = frozenset(
    ["hari", "tanggal", "tgl", "pada", "pukul", "pkl", "jam", "at", "on", "t", "am", "pm"]
) | frozenset([*_WEEKDAY_NAMES, *_ZONE_HOURS])

_YEARS: Final = range(2000, 2200)  # 0000 and 1970 are what a CMS writes for "no date", 9999 for "for ever"
_LONGEST: Final = 120  # characters; anything longer is an article, not a date

_NAMES = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_DATE_FORMS: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(form)
    for form in (
        r"(?<![0-9])(?P<y>[0-9]{4})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?![0-9])",
        rf"(?<![0-9])(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s./-]*(?P<name>{_NAMES})[\s./-]+"
        r"(?P<y>[0-9]{4}|[0-9]{2})(?![0-9]|[:.][0-9])",
        rf"(?<![a-z])(?P<name>{_NAMES})[\s.]+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<y>[0-9]{{4}})(?![0-9])",
        r"(?<![0-9])(?P<d>[0-9]{1,2})(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)"
        r"(?P<y>[0-9]{4}|[0-9]{2})(?![0-9]|[:.][0-9])",
        r"(?<![0-9])(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?=t[0-9]|$)",
    )
)
_CTIME = re.compile(
    rf"({_NAMES})\s+([0-9]{{1,2}})\s+([0-9]{{1,2}}:[0-9:]+(?:\s+(?:[a-z]+|[+-][0-9:]+))?)\s+([0-9]{{4}})$"
)
_FRACTION = re.compile(r"([:.][0-9]{2}[:.][0-9]{2})[.,][0-9]+")
_TOKEN = re.compile(
    r"t?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2}))?(?![0-9])"
    r"|t(?P<hour2>[0-9]{2})(?P<minute2>[0-9]{2})(?P<second2>[0-9]{2})?(?![0-9])"
    r"|(?:pukul|pkl|jam)[\s.]*(?P<hour3>[0-9]{1,2})(?![0-9:.])"
    r"|(?P<sign>[+-])(?P<oh>[0-9]{1,2}):?(?P<om>[0-9]{2})?(?![0-9])"
    r"|(?P<word>[a-z]+)"
    r"|(?:[\s,;:.|/()\[\]\u2013\u2014\u2022\u00b7]|-(?![0-9]))+"
    r"|(?P<strange>.)",
    re.DOTALL,
)


def parse(text: str, *, zone: str = "Asia/Jakarta") -> datetime | None:
    """The moment that `text` names, in UTC, or None where it names none that can be trusted.

    `zone` (IANA, or WIB, WITA, WIT) is the clock of the source and counts where the text names no clock of
    its own; an unknown `zone` raises, a text never does. Years before 2000 and from 2200 on are None. Numbers
    are day first, unless the weekday beside them, or a month above twelve, says otherwise. A day alone is its
    first moment.
    """
    plain = _plain(text)
    found = next((match for form in _DATE_FORMS if (match := form.search(plain))), None)
    if found is None:
        return None
    rest = _read_rest(plain[: found.start()] + " " + plain[found.end() :])
    if rest is None:
        return None
    weekday, clock, offset = rest
    day = _day(found, weekday)
    if day is None:
        return None
    local = (day + clock).replace(tzinfo=ZoneInfo(zone_of(zone)) if offset is None else timezone(offset))
    return local.astimezone(UTC)


def _plain(text: str) -> str:
    """Lower case, one kind of digit, no apostrophes ("Jum'at"), no fractions, the year beside its day."""
    if len(text) > _LONGEST:
        return ""
    folded = unicodedata.normalize("NFKC", html.unescape(text)).lower().strip()
    folded = re.sub("['`\u2018\u2019\u02bc\u00b4]", "", folded)
    folded = _FRACTION.sub(r"\1", folded).replace(",", " ")
    return _CTIME.sub(r"\2 \1 \4 \3", folded)


def _day(found: re.Match[str], weekday: int | None) -> datetime | None:
    """Midnight of the day that a date form matched."""
    parts = found.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    if len(parts["y"]) == 2:
        year += 2000 if year < 50 else 1900  # RFC 5322, 4.3
    if parts.get("name"):
        return _calendar(year, _MONTH_NAMES[parts["name"]], day)
    month = int(parts["m"])
    if found.start("y") == found.start():  # year first: nothing to decide
        return _calendar(year, month, day)
    day_first, month_first = _calendar(year, month, day), _calendar(year, day, month)
    if weekday is not None and day_first and month_first:
        return month_first if month_first.weekday() == weekday != day_first.weekday() else day_first
    return day_first or month_first


def _calendar(year: int, month: int, day: int) -> datetime | None:
    """Midnight of that day, its zone still open; None where there is no such day, or not in our years."""
    try:
        return datetime(year, month, day, tzinfo=UTC) if year in _YEARS else None
    except ValueError:
        return None


def _read_rest(text: str) -> tuple[int | None, timedelta, timedelta | None] | None:
    """What stands around the day: weekday, time of day, offset from UTC; None where a part makes no sense."""
    tokens = list(_TOKEN.finditer(text))
    words = [token["word"] for token in tokens if token["word"]]
    clocks = [token for token in tokens if token["hour"] or token["hour2"] or token["hour3"]]
    offsets = [token for token in tokens if token["sign"]]
    understood = all(word in _WORDS for word in words) and not any(token["strange"] for token in tokens)
    if not understood or len(clocks) > 1 or len(offsets) > len(clocks):
        return None
    weekday = next((_WEEKDAY_NAMES[word] for word in words if word in _WEEKDAY_NAMES), None)
    offset = next((timedelta(hours=_ZONE_HOURS[word]) for word in words if word in _ZONE_HOURS), None)
    if offsets:  # "+0700 (WIB)", "UTC+7": the number is the more exact
        minutes = int(offsets[0]["oh"]) * 60 + int(offsets[0]["om"] or 0)
        if minutes > 14 * 60:  # no place on earth is further from UTC
            return None
        offset = timedelta(minutes=-minutes if offsets[0]["sign"] == "-" else minutes)
    clock = _clock(clocks[0], words) if clocks else timedelta()
    return None if clock is None else (weekday, clock, offset)


def _clock(token: re.Match[str], words: list[str]) -> timedelta | None:
    """Time since midnight; 24:00 is the next midnight, a leap second the second before it."""
    hours = int(token["hour"] or token["hour2"] or token["hour3"])
    minutes = int(token["minute"] or token["minute2"] or 0)
    seconds = int(token["second"] or token["second2"] or 0)
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and (minutes or seconds)):
        return None
    if hours <= 12 and ("am" in words or "pm" in words):
        hours = hours % 12 + (12 if "pm" in words else 0)
    return timedelta(hours=hours, minutes=minutes, seconds=min(seconds, 59))


def zone_of(name: str) -> str:
    """The IANA name of WIB, WITA or WIT; any other name passes as it is."""
    return ZONES.get(name.strip().upper(), name)


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
    local = _local(when, zone)
    return f"{day_text(when, zone)}, {local.hour:02}.{local.minute:02} {_abbreviation(local)}"


def day_text(when: datetime, zone: str) -> str:
    """`21 November 2026`."""
    local = _local(when, zone)
    return f"{local.day} {month_text(local.year, local.month)}"


def short_text(when: datetime, zone: str) -> str:
    """`21 Nov 2026`."""
    local = _local(when, zone)
    return f"{local.day} {SHORT_MONTHS[local.month - 1]} {local.year}"


def weekday_text(when: datetime, zone: str) -> str:
    """`Sabtu, 21 November 2026`."""
    return f"{WEEKDAYS[_local(when, zone).weekday()]}, {day_text(when, zone)}"


def month_text(year: int, month: int) -> str:
    """`November 2026`; `month` counts from 1."""
    return f"{MONTHS[month - 1]} {year}"

"""What sources call a date → the moment it names, in UTC, or None: a part of `dates`.

Two readers with one answer. `standard` knows the two forms that nine feeds in ten write, RFC 822 and 3339, and
is quick; `free` knows all of them. Neither guesses from half a date, looks at the present, or raises on any text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from plugins.newsroom.dates_words import (
    DAY_PARTS,
    FILLERS,
    MONTH_NAMES,
    PASARAN,
    PLACES,
    SAID,
    WEEKDAY_NAMES,
    ZONE_HOURS,
    zone_of,
)  # fmt: skip

Named = tuple[datetime, timedelta | None]
"""The numbers on the clock that a text names (as if in UTC), and the offset from UTC that it names, if any."""

_YEARS: Final = range(2000, 2200)  # 0000 and 1970 are what a CMS writes for "no date", 9999 for "for ever"
_LONGEST: Final = 120  # characters; anything longer is an article, not a date
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NAMES: Final = "|".join(sorted(MONTH_NAMES, key=len, reverse=True))
_DAYS: Final = "|".join(sorted(WEEKDAY_NAMES, key=len, reverse=True))
_WORDS: Final = FILLERS | SAID | WEEKDAY_NAMES.keys() | ZONE_HOURS.keys() | DAY_PARTS.keys()


def parse(text: str, *, zone: str = "Asia/Jakarta") -> datetime | None:
    """The moment that `text` names, in UTC, or None where it names none that can be trusted.

    `zone` (IANA, or WIB, WITA, WIT) is the clock of the source and counts where the text names no clock of
    its own; an unknown `zone` raises, a text never does. Years before 2000 and from 2200 on are None. Numbers
    are day first, unless the weekday beside them, or a month above twelve, says otherwise. A day alone is its
    first moment, and so is a range of days.
    """
    found = standard(text) or free(text)
    if found is None:
        return None
    wall, offset = found
    if offset is None:
        return wall.replace(tzinfo=ZoneInfo(zone_of(zone))).astimezone(UTC)
    return wall - offset


def says_utc(text: str) -> bool:
    """Whether a date names UTC itself: Z, GMT, UTC, +0000, -0000, or seconds since 1970, which count from there."""
    found = standard(text) or free(text)
    return found is not None and found[1] == timedelta(0)


# --- the two standards ----------------------------------------------------------------------------

_ENGLISH: Final = {n: i for i, n in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}
_TIME: Final = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])"
_OFFSET: Final = r"([+-])(0[0-9]|1[0-3])"
RFC822: Final = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{{1,2}}) ({'|'.join(_ENGLISH)}) (20[0-9]{{2}}) {_TIME}"
    rf" (?:GMT|{_OFFSET}([0-5][0-9]))"
)
RFC3339: Final = re.compile(
    rf"(20[0-9]{{2}})-([0-9]{{2}})-([0-9]{{2}})[T ]{_TIME}(?:\.[0-9]{{1,9}})?(Z|{_OFFSET}:?([0-5][0-9]))?"
)


def standard(text: str) -> Named | None:
    """The two standards as they are written by machines, MySQL's form among them; None leaves the rest to `free`."""
    try:
        if text[4:5] == "-":
            if not (found := RFC3339.fullmatch(text)):
                return None
            year, month, day, hour, minute, second, clock, sign, oh, om = found.groups()
            wall = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), tzinfo=UTC)
            if clock is None:
                return wall, None
        else:
            if not (found := RFC822.fullmatch(text)):
                return None
            day, name, year, hour, minute, second, sign, oh, om = found.groups()
            wall = datetime(int(year), _ENGLISH[name], int(day), int(hour), int(minute), int(second), tzinfo=UTC)
    except ValueError:  # the thirty-first of February
        return None
    if sign is None:
        return wall, timedelta(0)
    minutes = int(oh) * 60 + int(om)
    return wall, timedelta(minutes=-minutes if sign == "-" else minutes)


# --- every other form -----------------------------------------------------------------------------

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
_CTIME: Final = re.compile(
    rf"({_NAMES})\s+([0-9]{{1,2}})\s+([0-9]{{1,2}}:[0-9:]+(?:\s+(?:[a-z]+|[+-][0-9:]+))?)\s+([0-9]{{4}})$"
)
_PASARAN: Final = re.compile(rf"(?<![a-z])({_DAYS})[\s/(-]{{1,4}}(?:{'|'.join(PASARAN)})(?![a-z])\)?")
_HALVES: Final = re.compile(r"(?<![a-z])([ap])\.\s?m(?![a-z])\.?")
_FRACTION: Final = re.compile(r"([:.][0-9]{2}[:.][0-9]{2})[.,][0-9]+")
_COMPACT: Final = re.compile(r"^([0-9]{8})([0-9]{4}(?:[0-9]{2})?)(?![0-9])")
_PLACE: Final = re.compile("|".join(PLACES))
# Seconds since 1970 from 2001 to 2033, or a thousand times as many, as PHP's time(), JavaScript and .NET write
# them. Ten digits that begin with 20 would as well be a day and an hour.
_SECONDS: Final = re.compile(r"(1[0-9]{9})(?:\.[0-9]{1,9})?|(?:/date\()?(1[0-9]{9})[0-9]{3}(?:[+-][0-9]{4})?(?:\)/)?")
_TO: Final = r"(?:\s*[-\u2013\u2014]\s*|\s+(?:s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga)\s+)"
_WEEKDAY_RANGE: Final = re.compile(rf"(?<![a-z])({_DAYS}){_TO}(?:{_DAYS})(?![a-z])")
_DAY_RANGE: Final = re.compile(
    rf"(?<![0-9:.])(?P<d>[0-9]{{1,2}})(?:\s+(?P<name>{_NAMES}))?(?:\s+(?P<y>[0-9]{{4}}))?{_TO}"
    rf"(?P<last>(?P<d2>[0-9]{{1,2}})\s+(?P<name2>{_NAMES})\s+(?P<y2>[0-9]{{4}}))(?![0-9])"
)
_HOUR_BEFORE: Final = re.compile(r"(?:pukul|pkl|jam)[\s.]*$")
_TOKEN: Final = re.compile(
    r"t?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{1,2}))?(?![0-9])"
    r"|t(?P<hour2>[0-9]{2})(?P<minute2>[0-9]{2})(?P<second2>[0-9]{2})?(?![0-9])"
    r"|(?:pukul|pkl|jam)[\s.]*(?P<hour3>[0-9]{1,2})(?![0-9:.])"
    r"|(?P<sign>[+-])(?P<oh>[0-9]{1,2}):?(?P<om>[0-9]{2})?(?![0-9])"
    r"|(?P<word>[a-z]+)"
    r"|(?:[\s,;:.|/()\[\]\u2013\u2014\u2022\u00b7]|-(?![0-9]))+"
    r"|(?P<strange>.)",
    re.DOTALL,
)

# What stands around a day without naming a moment.
_COUNTED: Final = r"(?:views?|hits?|comments?|komentar|pembaca|pengunjung|tayangan|dilihat|dibaca)"
_COUNTER: Final = re.compile(
    rf"(?<![a-z0-9]){_COUNTED}[\s:]*[0-9][0-9.]*(?:\s*(?:x|kali))?(?![a-z0-9])"
    rf"|(?<![a-z0-9:.])[0-9][0-9.]*\s*(?:x|kali)?\s*{_COUNTED}(?![a-z0-9])"
)
_HIJRI: Final = re.compile(r"(?<![0-9])[0-9]{1,2}\s+[a-z][a-z -]{2,20}\s+1[34][0-9]{2}\s*h(?:ijri(?:y?ah)?)?(?![a-z])")
_NAME: Final = r"[\s:]+[^\W\d_][\w.&@-]*(?:\s+[^\W\d_][\w.&@-]*){0,7}?"
_BYLINE: Final = re.compile(
    rf"(?<![a-z])(?:oleh|by|penulis|author|editor|redaktur|admin|kategori|category|sumber)(?:{_NAME})?\s*"
    rf"(?:[-\u2013\u2014|/]\s*[0-9]{{1,7}}$|(?=[-\u2013\u2014|/\u2022\u00b7]|(?:pada|on|tanggal|{_DAYS})(?![a-z])|$))"
)
_OPENING: Final = re.compile(rf"(?:oleh|by|penulis|author|admin|{'|'.join(sorted(SAID))})(?![a-z])")


def free(text: str) -> Named | None:
    """Any form that names a whole date and nothing that is not understood."""
    plain = _plain(text)
    if seconds := _SECONDS.fullmatch(plain):
        return _EPOCH + timedelta(seconds=int(seconds[1] or seconds[2])), timedelta(0)
    found = next((match for form in _DATE_FORMS if (match := form.search(plain))), None)
    if found is None:
        return None
    before, after = _bare(plain[: found.start()]), _bare(plain[found.end() :])
    if _OPENING.match(plain):  # a line that says what it is; of any other, words may be a sentence
        before, after = _BYLINE.sub(" ", before), _BYLINE.sub(" ", after)
    rest = _read_rest(before + " " + after)
    if rest is None:
        return None
    weekday, clock, offset = rest
    day = _day(found, weekday)
    return None if day is None else (day + clock, offset)


def _plain(text: str) -> str:
    """Lower case, one kind of digit, no apostrophes ("Jum'at"), no fractions, `pm` for `p.m.`, no day of the Javanese
    week behind that of ours, the year beside its day, a range as its first day. "" for what is too long, or written in
    digits of two scripts."""
    if len(text) > _LONGEST:
        return ""
    folded = unicodedata.normalize("NFKC", html.unescape(text)).lower().strip()
    digits = [c for c in folded if c.isdecimal()]
    if any(c > "9" for c in digits):
        if len({ord(c) - unicodedata.decimal(c) for c in digits}) > 1:
            return ""
        folded = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)
    folded = re.sub("['`\u2018\u2019\u02bc\u00b4\u200b-\u200f\ufeff]", "", folded)
    folded = _HALVES.sub(r"\1m", _FRACTION.sub(r"\1", folded)).replace(",", " ")
    folded = _COMPACT.sub(r"\1t\2", _PLACE.sub(lambda place: PLACES[place[0]], folded))
    folded = _PASARAN.sub(r"\1", folded)
    folded = _DAY_RANGE.sub(_first_day, _WEEKDAY_RANGE.sub(r"\1", folded))
    return _CTIME.sub(r"\2 \1 \4 \3", folded)


def _first_day(found: re.Match[str]) -> str:
    """`21-23 november 2026` → `21 november 2026`; what is no range (`pukul 10 - 12 november 2026`) stays."""
    name, year = found["name"] or found["name2"], int(found["y"] or found["y2"])
    first = _calendar(year, MONTH_NAMES[name], int(found["d"]))
    last = _calendar(int(found["y2"]), MONTH_NAMES[found["name2"]], int(found["d2"]))
    if first and last and first > last and found["name"] and not found["y"]:  # 28 December - 2 January 2027
        first = _calendar(year - 1, MONTH_NAMES[name], int(found["d"]))
    if not first or not last or first >= last or _HOUR_BEFORE.search(found.string[: found.start()]):
        return found[0]
    return f"{first.day} {name} {first.year}"


def _bare(text: str) -> str:
    """What stands beside a day, without view counters and without the same day in the Hijri calendar."""
    return _HIJRI.sub(" ", _COUNTER.sub(" ", text))


def _day(found: re.Match[str], weekday: int | None) -> datetime | None:
    """Midnight of the day that a date form matched."""
    parts = found.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    if len(parts["y"]) == 2:
        year += 2000 if year < 50 else 1900  # RFC 5322, 4.3
    if parts.get("name"):
        return _calendar(year, MONTH_NAMES[parts["name"]], day)
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
    weekday = next((WEEKDAY_NAMES[word] for word in words if word in WEEKDAY_NAMES), None)
    offset = next((timedelta(hours=ZONE_HOURS[word]) for word in words if word in ZONE_HOURS), None)
    if offsets:  # "+0700 (WIB)", "UTC+7": the number is the more exact
        minutes = int(offsets[0]["oh"]) * 60 + int(offsets[0]["om"] or 0)
        if minutes > 14 * 60:  # no place on earth is further from UTC
            return None
        offset = timedelta(minutes=-minutes if offsets[0]["sign"] == "-" else minutes)
    clock = _clock(clocks[0], words) if clocks else timedelta()
    return None if clock is None else (weekday, clock, offset)


def _clock(token: re.Match[str], words: list[str]) -> timedelta | None:
    """Time since midnight; 24:00 is the next midnight, a leap second the second before it. None where there is no such
    time, or where the part of the day beside it denies it."""
    hours = int(token["hour"] or token["hour2"] or token["hour3"])
    minutes = int(token["minute"] or token["minute2"] or 0)
    seconds = int(token["second"] or token["second2"] or 0)
    if hours > 24 or minutes > 59 or seconds > 60 or (hours == 24 and (minutes or seconds)):
        return None
    if hours <= 12 and ("am" in words or "pm" in words):
        hours = hours % 12 + (12 if "pm" in words else 0)
    part = next((DAY_PARTS[word] for word in words if word in DAY_PARTS), None)
    if part is not None and 0 < hours <= 12:  # from 13 on it says nothing new
        if hours not in part:
            return None
        hours = part[hours]
    return timedelta(hours=hours, minutes=minutes, seconds=min(seconds, 59))

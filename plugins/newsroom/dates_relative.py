"""When something was, counted back from now: "2 jam yang lalu", "Kemarin, 10.30 WIB". A part of `dates`.

Pages that list news write so, feeds do not. The words are only as exact as they are, and mean another moment at the
next reading: whoever keeps such a date keeps the first one. What lies ahead ("2 hari lagi") is not read.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from plugins.newsroom.dates_forms import parse
from plugins.newsroom.dates_words import SAID, zone_of

_LONGEST: Final = 60  # characters; the longest honest one says what it is and counts two units
_EXACT: Final[dict[str, timedelta]] = {
    "detik": timedelta(seconds=1), "dtk": timedelta(seconds=1), "second": timedelta(seconds=1),
    "sec": timedelta(seconds=1), "menit": timedelta(minutes=1), "mnt": timedelta(minutes=1),
    "minute": timedelta(minutes=1), "min": timedelta(minutes=1), "jam": timedelta(hours=1), "hour": timedelta(hours=1),
}  # fmt: skip
_DAYS: Final[dict[str, int]] = {"hari": 1, "day": 1, "minggu": 7, "mgg": 7, "pekan": 7, "week": 7}
_MONTHS: Final[dict[str, int]] = {"bulan": 1, "bln": 1, "month": 1, "tahun": 12, "thn": 12, "year": 12}
"""Units with one meaning: "m" is minute, week or month, "h" hour or day, and neither is read."""

_NAMED: Final[dict[str, int]] = {
    "hari ini": 0, "today": 0, "kemarin lusa": 2, "kemarin dulu": 2, "kemarin": 1, "kemaren": 1, "yesterday": 1,
}  # fmt: skip
_UNIT: Final = "|".join([*_EXACT, *_DAYS, *_MONTHS])
_COUNT: Final = rf"(?:(?P<n>[0-9]{{1,4}}|satu|an?|one)\s*|se)(?P<unit>{_UNIT})s?(?![a-z])"
_AGO: Final = re.compile(rf"{_COUNT}\s*(?P<more>.*?)\s*(?:(?:yang|yg)\s+)?(?:lalu|ago)")
_MORE: Final = re.compile(rf"(?:(?:dan|and)\s+)?{_COUNT}")
_JUST_NOW: Final = re.compile(
    r"baru saja|barusan|just now|(?:beberapa|a few|few) (?:detik|seconds)(?: (?:yang )?(?:lalu|ago))?"
)
_OPENING: Final = re.compile(rf"(?:(?:{'|'.join(sorted(SAID))}|pada|on|sekitar|about)(?![a-z])[\s:]*)+")
_NAMED_DAY: Final = re.compile(rf"(?<![a-z])(?:{'|'.join(_NAMED)})(?![a-z])")


def relative(text: str, *, now: datetime, zone: str = "Asia/Jakarta") -> datetime | None:
    """The moment, in UTC, that a text counts back from `now`; None where it does not, or not in one certain way.

    Seconds, minutes and hours are subtracted. From a day on, only the day is known: its first moment, or the hour
    written beside "kemarin" and "hari ini", in the clock of `zone`. An unknown `zone` raises, a text never does.
    """
    if len(text) > _LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().replace(",", " ").split())
    plain = _OPENING.sub("", plain, count=1) if _OPENING.match(plain) else plain
    local = now.astimezone(ZoneInfo(zone_of(zone)))
    if _JUST_NOW.fullmatch(plain):
        return now.astimezone(UTC)
    if ago := _AGO.fullmatch(plain):
        more = _MORE.fullmatch(ago["more"]) if ago["more"] else None
        if ago["more"] and not more:
            return None
        return _back(local, [(found["n"], found["unit"]) for found in (ago, more) if found])
    if len(named := _NAMED_DAY.findall(plain)) != 1:
        return None
    day = local - timedelta(days=_NAMED[named[0]])
    return parse(_NAMED_DAY.sub(f"{day:%Y-%m-%d}", plain), zone=zone)


def _back(local: datetime, counts: list[tuple[str | None, str]]) -> datetime | None:
    """`local` less that many units; on whole days as soon as one unit is a day or longer."""
    months, days, exact = 0, 0, timedelta()
    for count, unit in counts:
        n = int(count) if count and count.isdecimal() else 1
        months += n * _MONTHS.get(unit, 0)
        days += n * _DAYS.get(unit, 0)
        exact += n * _EXACT.get(unit, timedelta())
    year, month = divmod(local.year * 12 + local.month - 1 - months, 12)
    if year < 2000:
        return None
    if not months and not days:
        return local.astimezone(UTC) - exact
    day = min(local.day, monthrange(year, month + 1)[1])
    then = local.replace(year=year, month=month + 1, day=day) - timedelta(days=days) - exact
    midnight = then.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight.astimezone(UTC) if midnight.year >= 2000 else None

"""When a calendar's event is repeated: a rule (RFC 5545, 3.3.10) and a first start come in, the starts within a span
of time go out. A part of `parse`.

Rules are strangers'. Libraries walk each from its first start, second by second where it says so, and up to the year
9999 where it never fits: three events cost twenty seconds. Here a rule costs the days between its start and the span's
end at most, or the span alone where nothing is counted. What no agenda needs (hourly, by week number, by day of the
year) is not repeated at all.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from msgspec import Struct

COUNTED: Final = timedelta(days=10 * 366)
"""How long ago a rule that counts may have begun: it must be followed from there. An older one is long over."""
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY: Final = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER: Final = re.compile(r"[+-]?\d{1,4}", re.ASCII)
_CLOCK: Final = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
_KNOWN: Final = frozenset((
    "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST", *_CLOCK,
))  # fmt: skip


class _Rule(Struct, frozen=True):
    freq: str
    interval: int
    count: int  # 0: without end
    months: frozenset[int]
    month_days: frozenset[int]
    weekdays: tuple[tuple[int, int], ...]  # (ordinal or 0, weekday)
    positions: frozenset[int]
    week_start: int


def starts(
    rule: str, first: datetime, since: datetime, before: datetime, clock: Callable[[str], datetime | None]
) -> list[datetime] | None:
    """All starts from `since` on and before `before`, each in the event's own clock; None for a rule that is not
    followed. `first` counts as the first of them; `clock` reads what UNTIL names in the event's own clock."""
    parts = dict(part.upper().split("=", 1) for part in rule.strip().split(";") if "=" in part)
    said = _read(parts, first)
    until = clock(parts["UNTIL"]) if parts.get("UNTIL") else None
    if said is None or (parts.get("UNTIL") and until is None) or (said.count and before - first > COUNTED):
        return None
    if until and not re.search(r"\dT\d", parts["UNTIL"]):
        until += timedelta(days=1, seconds=-1)  # a day alone is meant as a whole
    found = []
    for counted, day in enumerate(_days(said, first.date(), since.date(), before.date()), 1):
        start = datetime.combine(day, first.time())
        if start >= before or (until and start > until) or (said.count and counted > said.count):
            break
        if start >= since:
            found.append(start)
    return found if first in found or not since <= first < before else [first, *found]


def _read(parts: dict[str, str], first: datetime) -> _Rule | None:
    """A rule that makes sense and that an agenda needs; None for any other."""
    weekdays = [_WEEKDAY.fullmatch(one) for one in parts.get("BYDAY", "").split(",") if one]
    numbers = {
        name: [_NUMBER.fullmatch(one) for one in parts.get(name, "").split(",") if one]
        for name in ("INTERVAL", "BYMONTHDAY", "BYMONTH", "BYSETPOS", *_CLOCK)
    }
    freq, count, week_start = parts.get("FREQ", ""), parts.get("COUNT", "0"), parts.get("WKST", "MO")
    sound = (
        parts.keys() <= _KNOWN and freq in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") and week_start in _WEEKDAYS
        and all(weekdays) and all(all(found) for found in numbers.values()) and re.fullmatch("[0-9]{1,9}", count)
    )  # fmt: skip
    if not sound:
        return None
    values = {name: [int(found[0]) for found in matches if found] for name, matches in numbers.items()}
    at = {name: getattr(first, attribute) for name, attribute in _CLOCK.items()}
    interval = (values["INTERVAL"] or [1])[0]
    days = tuple((int(found[1] or 0), _WEEKDAYS.index(found[2])) for found in weekdays if found)
    if interval < 1 or any(values[name] not in ([], [at[name]]) for name in _CLOCK):
        return None
    if freq in ("DAILY", "WEEKLY") and any(ordinal for ordinal, _ in days):
        return None
    return _with_defaults(
        _Rule(
            freq, interval, int(count), frozenset(values["BYMONTH"]), frozenset(values["BYMONTHDAY"]), days,
            frozenset(values["BYSETPOS"]), _WEEKDAYS.index(week_start),
        ),
        first,
    )  # fmt: skip


def _with_defaults(rule: _Rule, first: datetime) -> _Rule:
    """What a rule leaves open, its first start says."""
    months, month_days, weekdays = rule.months, rule.month_days, rule.weekdays
    if not (month_days or weekdays):
        if rule.freq == "WEEKLY":
            weekdays = ((0, first.weekday()),)
        elif rule.freq in ("MONTHLY", "YEARLY"):
            month_days = frozenset((first.day,))
            months = months or (frozenset((first.month,)) if rule.freq == "YEARLY" else months)
    return _Rule(
        rule.freq, rule.interval, rule.count, months, month_days, weekdays, rule.positions, rule.week_start
    )  # fmt: skip


def _days(rule: _Rule, first: date, since: date, last: date) -> Iterator[date]:
    """The days that a rule names, in order, from `first` to `last`; from `since` on where nothing is counted."""
    for period in _periods(rule, first, first if rule.count else max(first, since), last):
        named = [day for day in period if _fits(rule, day)]
        if rule.positions:
            named = [day for n, day in enumerate(named) if n + 1 in rule.positions or n - len(named) in rule.positions]
        yield from (day for day in named if day >= first)


def _periods(rule: _Rule, first: date, since: date, last: date) -> Iterator[list[date]]:
    """Days, weeks, months or years, one in so many, from the one that holds `since` to the one that holds `last`."""
    step = rule.interval
    if rule.freq in ("DAILY", "WEEKLY"):
        length = 7 if rule.freq == "WEEKLY" else 1
        begin = first - timedelta(days=(first.weekday() - rule.week_start) % 7 if length == 7 else 0)
        n = (since - begin).days // (length * step)
        while (days := (n * step) * length) <= (last - begin).days:
            yield [begin + timedelta(days=days + one) for one in range(length)]
            n += 1
        return
    length = 12 if rule.freq == "YEARLY" else 1
    begin_month = first.year * 12 + (first.month - 1 if length == 1 else 0)
    n = (since.year * 12 + since.month - 1 - begin_month) // (length * step)
    while (month := begin_month + n * step * length) <= last.year * 12 + last.month - 1:
        yield [
            date(one // 12, one % 12 + 1, day)
            for one in range(month, month + length)
            for day in range(1, calendar.monthrange(one // 12, one % 12 + 1)[1] + 1)
        ]
        n += 1


def _fits(rule: _Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if not (rule.month_days or rule.weekdays):
        return True
    length = calendar.monthrange(day.year, day.month)[1]
    if rule.month_days and not rule.month_days & {day.day, day.day - length - 1}:
        return False
    if not rule.weekdays:
        return True
    number = day.day
    if rule.freq == "YEARLY" and not rule.months:  # ordinals count within the year
        number, length = day.timetuple().tm_yday, 365 + calendar.isleap(day.year)
    ordinals = (0, (number - 1) // 7 + 1, -((length - number) // 7 + 1))
    return any(weekday == day.weekday() and ordinal in ordinals for ordinal, weekday in rule.weekdays)

"""Roughly when: texts that hold a date come in, what sorts them goes out. A part of `parse`.

For two questions that need no more: which entries of thousands are the newest, and whether a short line names a day.
What a date says exactly, by which clock, and whether it can be trusted is `dates`' affair; nothing is published here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from plugins.newsroom.parse_reading import ENTRIES

_LOOKED_AT: Final = 80  # characters of what calls itself a date
_MONTHS: Final = {
    start: number
    for number, starts in enumerate(
        "jan feb|peb mar|mrt apr mei|may jun jul agu|aug|ags|agt sep okt|oct nov|nop des|dec".split(), 1
    )
    for start in starts.split("|")
}
"""Months by their first three letters, in Indonesian and English, old and new."""
_NAMES: Final = "|".join(_MONTHS)
_DAY: Final = re.compile(
    r"(?<!\d)(?:(20\d\d)([-/.]?)(\d\d?)\2(\d\d?)"
    rf"|(\d\d?)[\s./-]{{0,3}}({_NAMES})[a-z]{{0,7}}\.?[\s./,-]{{1,3}}(20\d\d)"
    r"|(\d\d?)([-/.])(\d\d?)\9(20\d\d)"
    rf"|(?<![a-z])({_NAMES})[a-z]{{0,7}}\.?\s{{1,3}}(\d\d?),?\s{{1,3}}(20\d\d))(?!\d)",
    re.I,
)
_HOUR: Final = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]?([0-5]\d)(?:[:.]?([0-5]\d))?(?!\d)")


def rough(text: str) -> str:
    """The first day that a text names, and the hour behind it, in a form that sorts: `2026-11-21 06:45:00`, whatever
    the clock. "" where it names none."""
    text = text[:_LOOKED_AT]
    found = _DAY.search(text)
    day = _day_of(found) if found else ""
    hour = _HOUR.search(text, found.end()) if found and day else None
    return f"{day} {int(hour[1]):02}:{hour[2]}:{hour[3] or '00'}" if hour else day


def _day_of(found: re.Match[str]) -> str:
    """What `_DAY` found, as `2026-11-21`; "" for the thirty-first of February. Numbers are day first, unless there is
    no such month."""
    y, _, m, d, d2, name2, y2, d3, _, m3, y3, name4, d4, y4 = found.groups()
    name = name2 or name4
    year, day = int(y or y2 or y3 or y4), int(d or d2 or d3 or d4)
    month = _MONTHS[name[:3].lower()] if name else int(m or m3)
    if month > 12 >= day:
        month, day = day, month
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def newest(written: Sequence[str], most: int = ENTRIES) -> list[int]:
    """The places of the `most` newest among entries whose dates are `written` so, in the order of the list.

    An undated entry is as old as the dated one before it. Where dates are alike, or there are none, the list's own
    order decides: the newest first, unless its dates rise from the first to the last.
    """
    if len(written) <= most:
        return list(range(len(written)))
    keys = [rough(text) for text in written]
    first = next(filter(None, keys), "")
    if not first:
        return list(range(most))
    rising = next(filter(None, reversed(keys))) > first
    last = first
    for place, key in enumerate(keys):
        last = keys[place] = key or last
    ranked = sorted(range(len(keys)), key=lambda place: (keys[place], place if rising else -place), reverse=True)
    return sorted(ranked[:most])

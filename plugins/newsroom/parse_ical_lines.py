"""The lines of an iCalendar file come in, components, their properties and the times that these name go out.

A part of `parse`. Lines are unfolded and values unescaped as RFC 5545 says, and as calendars do instead. Clocks that a
calendar names are looked up; the rules by which it describes them are never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from itertools import zip_longest
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

_BEGIN: Final = re.compile(r"^BEGIN:(VEVENT|VTIMEZONE)[ \t]*$", re.I | re.M)
_ENDS: Final = {kind: re.compile(rf"^END:{kind}[ \t]*$", re.I | re.M) for kind in ("VEVENT", "VTIMEZONE")}
_NESTED: Final = ("BEGIN:VALARM", "BEGIN:DAYLIGHT")  # what says the same things of something else
_LONGEST: Final = 256 * 1024  # characters of a component; an agency's longest event has some thousands
_LINE: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]*)((?:;(?:\"[^\"]*\"|[^\":])*)?):(.*)")
_TIME: Final = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d))?(Z)?)?", re.I)
_ESCAPE: Final = re.compile(r"\\([nN,;:\\\"])")
_OFFSET: Final = re.compile(r"([+-])(\d\d)(\d\d)")
# What calendars of Outlook call the three clocks of Indonesia, and what people call them.
_ZONES: Final = {
    "SE Asia Standard Time": "Asia/Jakarta", "WIB": "Asia/Jakarta",
    "Singapore Standard Time": "Asia/Makassar", "WITA": "Asia/Makassar",
    "Tokyo Standard Time": "Asia/Jayapura", "WIT": "Asia/Jayapura",
}  # fmt: skip


class Property(NamedTuple):
    """One line: its parameters as they stand, and its value, still escaped."""

    parameters: str
    value: str

    def parameter(self, name: str) -> str:
        """What a parameter says; "" where it is not there."""
        found = re.search(rf';{name}=("[^"]*"|[^;:"]*)', self.parameters, re.I)
        return found[1].strip('"') if found else ""


def unfolded(text: str) -> str:
    """One line a property."""
    return re.sub(r"\n[ \t]", "", text.replace("\r\n", "\n").replace("\r", "\n"))


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Events and clocks that arrived whole; one that is begun before the last has ended breaks the last."""
    begun = list(_BEGIN.finditer(text))
    for this, following in zip_longest(begun, begun[1:]):
        end = following.start() if following else len(text)
        kind = this[1].upper()
        closed = _ENDS[kind].search(text, this.end(), end)
        if closed and closed.start() - this.end() <= _LONGEST:
            yield kind, text[this.end() : closed.start()]


def properties(block: str) -> dict[str, list[Property]]:
    """What a component says for itself; a line that says nothing goes on with the one before."""
    said: dict[str, list[Property]] = {}
    last: list[Property] = []
    nested = ""
    for line in block.split("\n"):
        mark = line.strip().upper()
        if nested:
            nested = "" if mark == nested.replace("BEGIN", "END") else nested
        elif mark in _NESTED:
            nested = mark
        elif found := _LINE.fullmatch(line):
            last = said.setdefault(found[1].upper(), [])
            last.append(Property(found[2], found[3]))
        elif last and mark and len(last[-1].value) < 20_000:
            last[-1] = last[-1]._replace(value=f"{last[-1].value}\\n{line}")
    return said


def unescaped(value: str) -> str:
    """A text as its author wrote it."""
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


# --- clocks ----------------------------------------------------------------------------------------------


def clock_named(name: str) -> tzinfo | None:
    """A clock by its name: IANA, with a path of its maker's before it, Outlook's, or WIB, WITA, WIT."""
    named = _ZONES.get(name.strip(), name.strip())
    for tail in (named, "/".join(named.split("/")[-2:])):
        if re.fullmatch(r"[A-Za-z][\w+-]{1,40}(?:/[\w+-]{1,40}){0,2}", tail):
            try:
                return ZoneInfo(tail)
            except (KeyError, ValueError, OSError):  # no such clock; a folder of clocks
                continue
    return None


def clock_of(said: dict[str, list[Property]]) -> dict[str, tzinfo]:
    """A VTIMEZONE: its name → the clock that it is, else its standard offset. Its rules are not followed."""
    name = said["TZID"][0].value.strip() if "TZID" in said else ""
    located = said["X-LIC-LOCATION"][0].value if "X-LIC-LOCATION" in said else ""
    offset = _OFFSET.match(said["TZOFFSETTO"][0].value.strip()) if "TZOFFSETTO" in said else None
    clock = clock_named(located) if located else None
    if clock is None and offset and int(offset[2]) < 15:
        minutes = int(offset[2]) * 60 + int(offset[3])
        clock = timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return {name: clock} if name and clock else {}


def time_of(said: Property, zones: dict[str, tzinfo], default: tzinfo) -> tuple[datetime, tzinfo, bool] | None:
    """(what the clock shows, the clock, whether it is a whole day); None for what is no time of these centuries."""
    found = _TIME.fullmatch(said.value.strip())
    if not found or not 1970 <= int(found[1]) < 2200:
        return None
    name = said.parameter("TZID")
    clock = UTC if found[7] else (clock_named(name) or zones.get(name) if name else None) or default
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        shown = datetime(year, month, day, hour, minute, min(second, 59))  # noqa: DTZ001  as a clock shows it
    except ValueError:
        return None
    return shown, clock, found[4] is None

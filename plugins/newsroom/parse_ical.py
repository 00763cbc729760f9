"""The text of an iCalendar file (RFC 5545) comes in, entries of an agenda go out. A part of `parse`.

Each event is read for itself, so that a broken one costs only itself. Moments are RFC 3339 in UTC; clocks that a
calendar names are looked up, never built from its rules. Events that are repeated are listed around the present, and
at most so many of them. Events that call themselves private are left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from msgspec import Struct

from plugins.newsroom.model import Entry, PictureRef, moment
from plugins.newsroom.parse_ical_lines import (
    Property,
    blocks,
    clock_named,
    clock_of,
    properties,
    time_of,
    unescaped,
    unfolded,
)
from plugins.newsroom.parse_ical_rule import starts
from plugins.newsroom.parse_json import join
from plugins.newsroom.parse_reading import ENTRIES, Reading, Unreadable, name_of

BACK: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=35)  # of a weekly event five are enough: each is a story of its own
"""Around the present, how far events that are repeated are listed."""
OCCURRENCES: Final = 200
"""How many of them, in all; the nearest that are still to come go first."""
SERIES: Final = 200
"""How many rules of one calendar are followed; further events that are repeated are listed once."""
STATES: Final = {"CONFIRMED": "Terjadwal", "TENTATIVE": "Ditunda", "CANCELLED": "Dibatalkan"}

_BEGINS: Final = re.compile(r"^DTSTART(?:;[^\n:]{0,200})?:[ \t]{0,9}(\d{4})-?(\d\d)-?(\d\d)", re.I | re.M)
_REPEATED: Final = re.compile(r"^R(?:RULE|DATE)[;:]", re.I | re.M)
_END: Final = re.compile(r"^END:VCALENDAR[ \t]*$", re.I | re.M)
_LENGTH: Final = re.compile(
    r"\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?", re.I
)
_TAGS: Final = re.compile(r"</?(?:p|br|div|span|a|b|strong|em|i|u|ul|ol|li|html-blob|table|h[1-6])\b[^<>]*>", re.I)


class _Event(Struct, frozen=True):
    """A VEVENT. `start` is what its own clock shows; `days` is how many whole days it lasts, 0 where it has hours."""

    said: dict[str, list[Property]]
    start: datetime
    clock: tzinfo
    days: int
    length: timedelta | None  # None: nobody knows
    instead_of: datetime | None  # the start of the occurrence that it replaces, in UTC

    def text(self, name: str) -> str:
        return unescaped(self.said[name][0].value).strip() if name in self.said else ""

    def utc(self, start: datetime) -> datetime:
        return start.replace(tzinfo=self.clock).astimezone(UTC)


def read(text: str, url: str, complete: bool, zone: str, now: datetime) -> Reading | Unreadable:
    """Read a calendar; `zone` is the clock of times that name none, `now` the present."""
    text = unfolded(text)
    head = properties(text[:20_000].split("\nBEGIN:V", 1)[0])
    zones: dict[str, tzinfo] = {}
    default = clock_named(zone) or UTC
    written: list[str] = []
    for kind, block in blocks(text):
        if kind == "VTIMEZONE":
            zones.update(clock_of(properties(block)))
        else:
            written.append(block)
    events: dict[tuple[str, str], _Event] = {}
    for block in _nearest(written, now):
        if event := _event(properties(block), zones, default):
            instead = moment(event.instead_of) if event.instead_of else ""
            uid = event.text("UID") or f"\n{len(events)}"  # without one, it is like no other
            events[uid, instead] = event  # the last version of an event counts
    whole = complete and bool(_END.search(text))
    if not events and not whole:
        return Unreadable("truncated", "no event arrived whole")
    stamped = _stamps(list(events.values()))
    found = [
        (event.utc(start), _entry(event, start, guid, stamped, url)) for event, start, guid in _chosen(events, now)
    ]
    found.sort(key=lambda one: one[0], reverse=True)
    cut = max(len(written), len(found)) > ENTRIES
    title, generator = (unescaped(head[n][0].value) if n in head else "" for n in ("X-WR-CALNAME", "PRODID"))
    return Reading(
        "ical", tuple(entry for _, entry in found[:ENTRIES]), whole and not cut, title=name_of(title),
        generator=name_of(generator), cut=whole and cut,
    )  # fmt: skip


def _nearest(written: list[str], now: datetime) -> list[str]:
    """Of more events than are read those nearest to the present, in their order: of an agenda for years ahead the
    last is of no use to anybody yet. What is repeated counts as of today."""
    if len(written) <= ENTRIES:
        return written
    ranked = sorted(range(len(written)), key=lambda place: _distance(written[place], now))
    return [written[place] for place in sorted(ranked[:ENTRIES])]


def _distance(block: str, now: datetime) -> int:
    """How many days an event is away, roughly, by its first line that says so."""
    begins = _BEGINS.search(block)
    if begins is None:
        return 10**6
    year, month, day = map(int, begins.groups())
    days = 372 * (year - now.year) + 31 * (month - now.month) + day - now.day
    return 0 if days < 0 and _REPEATED.search(block) else abs(days)


# --- events ----------------------------------------------------------------------------------------------


def _event(said: dict[str, list[Property]], zones: dict[str, tzinfo], default: tzinfo) -> _Event | None:
    """An event with a beginning that everybody may know of; None for any other."""
    begin = time_of(said["DTSTART"][0], zones, default) if "DTSTART" in said else None
    private = "CLASS" in said and said["CLASS"][0].value.strip().upper() in ("PRIVATE", "CONFIDENTIAL")
    if begin is None or private:
        return None
    start, clock, whole_day = begin
    clock = default if whole_day else clock
    end = time_of(said["DTEND"][0], zones, default) if "DTEND" in said else None
    lasts = _LENGTH.fullmatch(said["DURATION"][0].value.strip()) if "DURATION" in said else None
    length = None
    if end:
        length = end[0] - start if whole_day else end[0].replace(tzinfo=end[1]) - start.replace(tzinfo=clock)
    elif lasts:
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in lasts.groups())
        length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if length is not None and not timedelta() < length <= timedelta(days=366):
        length = None
    replaced = time_of(said["RECURRENCE-ID"][0], zones, default) if "RECURRENCE-ID" in said else None
    return _Event(
        said, start, clock, max(1, length.days if length else 1) if whole_day else 0, length,
        replaced[0].replace(tzinfo=default if replaced[2] else replaced[1]).astimezone(UTC) if replaced else None,
    )  # fmt: skip


def _chosen(events: dict[tuple[str, str], _Event], now: datetime) -> Iterator[tuple[_Event, datetime, str]]:
    """Events, each with a start in its own clock and its guid: those that happen once, and of those that are
    repeated the nearest."""
    repeated: list[tuple[datetime, _Event, datetime, str]] = []
    followed = 0
    for (uid, instead), event in events.items():
        name = uid if not uid.startswith("\n") else event.text("SUMMARY")
        if event.instead_of:
            at = event.utc(event.start)
            if now - BACK <= at < now + AHEAD:
                repeated.append((at, event, event.start, f"{name}#{instead}"))
            continue
        times = None
        if ("RRULE" in event.said or "RDATE" in event.said) and followed < SERIES:
            followed += 1
            times = _occurrences(event, now)
        if times is None:
            yield event, event.start, "" if uid.startswith("\n") else uid
            continue
        for start in times:
            at = event.utc(start)
            if (uid, moment(at)) not in events:
                repeated.append((at, event, start, f"{name}#{moment(at)}"))
    repeated.sort(key=lambda one: (one[0] < now, abs(one[0] - now)))
    for _, event, start, guid in repeated[:OCCURRENCES]:
        yield event, start, guid


def _occurrences(event: _Event, now: datetime) -> list[datetime] | None:
    """Its starts around the present, in its own clock; None where its rule is not followed."""

    def shown(value: str) -> datetime | None:
        found = time_of(Property("", value), {}, event.clock)
        return None if found is None else _as_shown(found, event.clock)

    since, before = ((now + span).astimezone(event.clock).replace(tzinfo=None) for span in (-BACK, AHEAD))
    times: set[datetime] = {event.start} if since <= event.start < before else set()
    for rule in event.said.get("RRULE", [])[:2]:
        found = starts(rule.value, event.start, since, before, shown)
        if found is None:
            return None
        times.update(found)
    times.update(at for at, _ in _listed(event, "RDATE") if since <= at < before)
    for at, whole_day in _listed(event, "EXDATE"):
        times -= {start for start in times if start == at or (whole_day and start.date() == at.date())}
    return sorted(times)


def _listed(event: _Event, name: str) -> Iterator[tuple[datetime, bool]]:
    """The times of RDATE or EXDATE as the event's clock shows them, and whether each is a whole day."""
    for said in event.said.get(name, [])[:SERIES]:
        for value in said.value.split(",")[: 2 * OCCURRENCES]:
            found = time_of(said._replace(value=value.split("/")[0]), {}, event.clock)
            if found:
                yield _as_shown(found, event.clock), found[2]


def _as_shown(found: tuple[datetime, tzinfo, bool], clock: tzinfo) -> datetime:
    shown, own, whole_day = found
    return shown if whole_day else shown.replace(tzinfo=own).astimezone(clock).replace(tzinfo=None)


# --- entries ---------------------------------------------------------------------------------------------


def _stamps(events: list[_Event]) -> bool:
    """Whether DTSTAMP says when an event was written: not where a program stamps all of them as it answers."""
    stamps = [found[0] for event in events if (found := _utc_of(event, "DTSTAMP"))]
    return bool(stamps) and max(stamps) - min(stamps) > timedelta(days=1)


def _utc_of(event: _Event, name: str) -> tuple[datetime, str] | None:
    found = time_of(event.said[name][0], {}, UTC) if name in event.said else None
    if found is None or found[0].year < 2000:  # 1900 and 0000 are what calendars write for "nobody knows"
        return None
    at = found[0].replace(tzinfo=found[1]).astimezone(UTC)
    return at, moment(at)


def _entry(event: _Event, start: datetime, guid: str, stamped: bool, url: str) -> Entry:
    written = [_utc_of(event, name) for name in ("CREATED", "LAST-MODIFIED", *(["DTSTAMP"] if stamped else []))]
    changed = written[1]
    organizer = event.said["ORGANIZER"][0].parameter("CN") if "ORGANIZER" in event.said else ""
    tags = [tag for said in event.said.get("CATEGORIES", []) for tag in re.split(r"(?<!\\),", said.value)]
    return Entry(
        guid=guid,
        url=join(url, event.text("URL")),
        title=html.escape(" ".join(event.text("SUMMARY").split()), quote=False),
        content=_content(event),
        published=next((found[1] for found in written if found), ""),
        updated=changed[1] if changed else "",
        author="" if "@" in organizer else organizer,
        tags=tuple(html.escape(tag, quote=False) for tag in map(str.strip, map(unescaped, tags)) if tag),
        pictures=tuple(PictureRef(join(url, address)) for address in _pictures(event)),
        kind="agenda",
        fields=_fields(event, start),
    )


def _fields(event: _Event, start: datetime) -> dict[str, str]:
    begin = event.utc(start)
    ends = ""
    if event.days:
        ends = moment(event.utc(start + timedelta(days=event.days)) - timedelta(seconds=1))
    elif event.length:
        ends = moment(begin + event.length)
    place = html.escape(" ".join(event.text("LOCATION").split()), quote=False)
    state = STATES.get(event.text("STATUS").upper(), "")
    said = {"Starts": moment(begin), "Ends": ends, "Place": place, "State": state}
    return {name: value for name, value in said.items() if value}


def _content(event: _Event) -> str:
    """What is written about it, as HTML; plain text keeps its paragraphs and lines."""
    styled = event.said.get("X-ALT-DESC", [])
    if styled and "html" in styled[0].parameters.lower() and styled[0].value.strip():
        return unescaped(styled[0].value)
    plain = event.text("DESCRIPTION")
    if _TAGS.search(plain):
        return plain.replace("\n", "<br>\n")  # Google's calendar writes HTML and says nothing
    return (
        re.sub(r"\n[ \t]*\n\s*", "\n<p>", html.escape(plain, quote=False))
        .replace("\n", "<br>")
        .replace("<br><p>", "\n<p>")
    )


def _pictures(event: _Event) -> Iterator[str]:
    for said in [*event.said.get("IMAGE", []), *event.said.get("ATTACH", [])][:20]:
        kind = said.parameter("FMTTYPE").lower()
        picture = kind.startswith("image/") or (not kind and re.search(r"\.(?:jpe?g|png|webp|gif)$", said.value, re.I))
        if picture and said.value.startswith(("http://", "https://", "/")):
            yield said.value.strip()

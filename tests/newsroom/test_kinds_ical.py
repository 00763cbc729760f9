"""Calendars: events become entries of an agenda, whatever clock they name, however often they are repeated, and
however broken their neighbours are. Two independent libraries say what was meant."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plugins.newsroom.contributed import STATES
from plugins.newsroom.model import Entry, PictureRef
from plugins.newsroom.parse import ENTRIES, Reading, Unreadable, read
from plugins.newsroom.parse_ical_rule import starts

URL = "https://setda.contohkab.go.id/agenda.ics"
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def event(*lines: str, uid: str = "1@setda", start: str = "DTSTART:20261125T020000Z") -> str:
    written = [f"UID:{uid}" if uid else "", start, "SUMMARY:Rapat Koordinasi", *lines]
    return "\r\n".join(["BEGIN:VEVENT", *filter(None, written), "END:VEVENT", ""])


def calendar(*parts: str, end: str = "END:VCALENDAR\r\n") -> str:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Setda//Agenda 1//ID\r\nX-WR-CALNAME:Agenda Bupati\r\n"
    return head + "".join(parts) + end


def found(body: str | bytes, **more: Any) -> Reading | Unreadable:
    return read(body.encode() if isinstance(body, str) else body, url=URL, **{"now": NOW, **more})


def reading(body: str | bytes, **more: Any) -> Reading:
    answer = found(body, **more)
    assert isinstance(answer, Reading), answer
    return answer


def entries(*parts: str, **more: Any) -> tuple[Entry, ...]:
    return reading(calendar(*parts), **more).entries


def begins(*parts: str, **more: Any) -> list[str]:
    return sorted(entry.fields["Starts"] for entry in entries(*parts, **more))


# --- how many ----------------------------------------------------------------------------------------------


def days_from(first: datetime, count: int) -> list[str]:
    days = (first + timedelta(days=n) for n in range(count))
    return [event(uid=f"{n}@setda", start=f"DTSTART:{day:%Y%m%d}T020000Z") for n, day in enumerate(days)]


@pytest.mark.parametrize("step", [1, -1])
def test_of_more_events_than_are_read_the_nearest_are(step: int) -> None:
    """Of years of meetings those around the present, whichever end the calendar begins with; it is then not whole."""
    past = days_from(NOW - timedelta(days=ENTRIES + 500), ENTRIES + 501)
    answer = reading(calendar(*past[::step]))
    starts = [entry.fields["Starts"][:10] for entry in answer.entries]
    assert (len(starts), answer.whole, answer.cut) == (ENTRIES, False, True)
    assert starts[0] == "2026-11-21"
    assert starts[-1] == f"{NOW - timedelta(days=ENTRIES - 1):%Y-%m-%d}"
    ahead = reading(calendar(*days_from(NOW, ENTRIES + 500)[::step]))
    assert ahead.entries[-1].fields["Starts"].startswith("2026-11-21")
    broken = reading(calendar(*past, end=""))
    assert (broken.whole, broken.cut) == (False, False)


def test_what_is_repeated_is_not_left_out_of_a_long_calendar() -> None:
    """It began long ago and is held tomorrow."""
    weekly = event("RRULE:FREQ=WEEKLY", uid="apel@setda", start="DTSTART:20100104T000000Z")
    answer = reading(calendar(weekly, *days_from(NOW - timedelta(days=ENTRIES + 500), ENTRIES + 400)))
    assert any(entry.guid.startswith("apel@setda#2026-11-23") for entry in answer.entries)


# --- what an event says ----------------------------------------------------------------------------------


def test_an_event_says_all_this() -> None:
    """Every field that the agenda prints, and what a story needs beside."""
    (entry,) = entries(event(
        "DTEND:20261125T040000Z", r"LOCATION:Aula A\, lantai <2>", "STATUS:CONFIRMED", r"DESCRIPTION:Baris satu\nBaris dua"
        r"\n\nParagraf a < b", "URL:/agenda/1", "CREATED:20261101T000000Z", "LAST-MODIFIED:20261102T000000Z",
        "CATEGORIES:Rapat,Ibu\\, Anak", "CATEGORIES:Setda", 'ORGANIZER;CN="Bagian Umum":mailto:umum@contohkab.go.id',
        "ATTACH;FMTTYPE=image/jpeg:https://setda.contohkab.go.id/a.jpg", "ATTACH:https://setda.contohkab.go.id/b.pdf",
        "BEGIN:VALARM", "DESCRIPTION:Alarm", "TRIGGER:-PT15M", "END:VALARM",
    ))  # fmt: skip
    assert entry == Entry(
        guid="1@setda", url="https://setda.contohkab.go.id/agenda/1", title="Rapat Koordinasi", kind="agenda",
        content="Baris satu<br>Baris dua\n<p>Paragraf a &lt; b", published="2026-11-01T00:00:00Z",
        updated="2026-11-02T00:00:00Z", author="Bagian Umum", tags=("Rapat", "Ibu, Anak", "Setda"),
        pictures=(PictureRef("https://setda.contohkab.go.id/a.jpg"),),
        fields={"Starts": "2026-11-25T02:00:00Z", "Ends": "2026-11-25T04:00:00Z", "Place": "Aula A, lantai &lt;2&gt;",
                "State": "Terjadwal"},
    )  # fmt: skip


def test_a_calendar_says_who_it_is() -> None:
    """Its name, its maker, and that it is one."""
    answer = reading(calendar(event()))
    assert (answer.dialect, answer.whole, answer.title, answer.generator) == (
        "ical", True, "Agenda Bupati", "-//Setda//Agenda 1//ID",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("status", "state"),
    [("CONFIRMED", "Terjadwal"), ("TENTATIVE", "Ditunda"), ("CANCELLED", "Dibatalkan"), ("cancelled", "Dibatalkan"),
     ("NEEDS-ACTION", None), ("", None)],
)  # fmt: skip
def test_a_state_is_one_of_three(status: str, state: str | None) -> None:
    """Those that a contributed article may have, and no other word."""
    (entry,) = entries(event(f"STATUS:{status}" if status else ""))
    assert entry.fields.get("State") == state
    assert state is None or state in STATES


@pytest.mark.parametrize(
    ("start", "begin", "zone"),
    [
        ("DTSTART:20261125T020000Z", "2026-11-25T02:00:00Z", "Asia/Makassar"),
        ("DTSTART:20261125T090000", "2026-11-25T02:00:00Z", "Asia/Jakarta"),
        ("DTSTART:20261125T090000", "2026-11-25T00:00:00Z", "Asia/Jayapura"),
        ("DTSTART;TZID=Asia/Makassar:20261125T090000", "2026-11-25T01:00:00Z", "Asia/Jakarta"),
        ('DTSTART;TZID="Asia/Makassar":20261125T090000', "2026-11-25T01:00:00Z", "Asia/Jakarta"),
        ("DTSTART;TZID=SE Asia Standard Time:20261125T090000", "2026-11-25T02:00:00Z", "Asia/Jayapura"),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Jakarta:20261125T090000", "2026-11-25T02:00:00Z", "Asia/Jayapura"),
        ("DTSTART;TZID=WITA:20261125T090000", "2026-11-25T01:00:00Z", "Asia/Jakarta"),
        ("DTSTART;TZID=Europe/Amsterdam:20260725T090000", "2026-07-25T07:00:00Z", "Asia/Jakarta"),
        ("DTSTART;TZID=Entah/Di Mana:20261125T090000", "2026-11-25T02:00:00Z", "Asia/Jakarta"),
        ("DTSTART;TZID=../../etc/passwd:20261125T090000", "2026-11-25T02:00:00Z", "Asia/Jakarta"),
        ("DTSTART;VALUE=DATE-TIME:20261125T0900", "2026-11-25T02:00:00Z", "Asia/Jakarta"),
        ("DTSTART:2026-11-25T09:00:00", "2026-11-25T02:00:00Z", "Asia/Jakarta"),
        ("DTSTART;VALUE=DATE:20261125", "2026-11-24T17:00:00Z", "Asia/Jakarta"),
        ("DTSTART;VALUE=DATE;TZID=Europe/Amsterdam:20261125", "2026-11-24T15:00:00Z", "Asia/Jayapura"),
    ],
)  # fmt: skip
def test_a_moment_is_read_in_its_own_clock(start: str, begin: str, zone: str) -> None:
    """UTC, a clock by any of its names, or none: then the source's. A day is a day where the source is."""
    assert begins(event(start=start), zone=zone) == [begin]


def test_a_clock_that_a_calendar_describes_is_believed() -> None:
    """By the place that it names, else by its standard offset; its rules are not followed, and it changes no other."""
    described = (
        "BEGIN:VTIMEZONE\r\nTZID:Waktu Kami\r\n{}BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nDTSTART:19700101T000000\r\n"
        "RRULE:FREQ=SECONDLY\r\nEND:DAYLIGHT\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0930\r\nDTSTART:19700101T000000\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    mine = event(start="DTSTART;TZID=Waktu Kami:20261125T093000")
    assert begins(described.format(""), mine) == ["2026-11-25T00:00:00Z"]
    assert begins(described.format("X-LIC-LOCATION:Asia/Makassar\r\n"), mine) == ["2026-11-25T01:30:00Z"]
    poison = described.format("").replace("Waktu Kami", "Asia/Jakarta")
    assert begins(poison, event(start="DTSTART;TZID=Asia/Jakarta:20261125T093000")) == ["2026-11-25T02:30:00Z"]
    assert begins(mine) == ["2026-11-25T02:30:00Z"]  # nothing of one calendar is left for the next


@pytest.mark.parametrize(
    ("start", "end", "ends"),
    [
        ("DTSTART:20261125T020000Z", "DTEND:20261125T043000Z", "2026-11-25T04:30:00Z"),
        ("DTSTART:20261125T020000Z", "DURATION:PT1H30M", "2026-11-25T03:30:00Z"),
        ("DTSTART:20261125T020000Z", "DURATION:P1W", "2026-12-02T02:00:00Z"),
        ("DTSTART;TZID=Asia/Jayapura:20261125T090000", "DTEND;TZID=Asia/Jakarta:20261125T090000", "2026-11-25T02:00:00Z"),
        ("DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261127", "2026-11-26T16:59:59Z"),
        ("DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261126", "2026-11-25T16:59:59Z"),
        ("DTSTART;VALUE=DATE:20261125", "DTEND;VALUE=DATE:20261125", "2026-11-25T16:59:59Z"),
        ("DTSTART;VALUE=DATE:20261125", "DURATION:P3D", "2026-11-27T16:59:59Z"),
        ("DTSTART;VALUE=DATE:20261125", "", "2026-11-25T16:59:59Z"),
        ("DTSTART:20261125T020000Z", "", None),
        ("DTSTART:20261125T020000Z", "DTEND:20261125T020000Z", None),
        ("DTSTART:20261125T020000Z", "DTEND:20261101T020000Z", None),
        ("DTSTART:20261125T020000Z", "DTEND:99991231T000000Z", None),
        ("DTSTART:20261125T020000Z", "DURATION:P9999D", None),
        ("DTSTART:20261125T020000Z", "DTEND:rusak", None),
    ],
)  # fmt: skip
def test_an_end_is_where_it_ends(start: str, end: str, ends: str | None) -> None:
    """DTEND of a day is the day after (RFC 5545, 3.6.1): the last second of the last day is printed. Nonsense is none."""
    (entry,) = entries(event(end, start=start))
    assert entry.fields.get("Ends") == ends


@pytest.mark.parametrize(
    ("lines", "content"),
    [
        (["DESCRIPTION:Satu"], "Satu"),
        ([r"DESCRIPTION:Satu\NDua\; tiga\, empat\\lima"], "Satu<br>Dua; tiga, empat\\lima"),
        (["DESCRIPTION:<b>Tebal</b>\\nBaris"], "<b>Tebal</b><br>\nBaris"),
        (["DESCRIPTION:Polos", r'X-ALT-DESC;FMTTYPE=text/html:<p>Isi\, ya</p>'], "<p>Isi, ya</p>"),
        (["DESCRIPTION:Polos", "X-ALT-DESC;FMTTYPE=text/html:"], "Polos"),
        (["DESCRIPTION:Terlipat di te", " ngah kata"], "Terlipat di tengah kata"),
        (["DESCRIPTION:Terlipat salah", "tanpa spasi"], "Terlipat salah<br>tanpa spasi"),
        (["DESCRIPTION;LANGUAGE=id;ALTREP=\"http://a;b:c\":Isi: ya"], "Isi: ya"),
        ([], ""),
    ],
)  # fmt: skip
def test_a_description_keeps_its_paragraphs(lines: list[str], content: str) -> None:
    """Plain text is escaped; HTML stays HTML, also where nobody says that it is."""
    assert entries(event(*lines))[0].content == content


@pytest.mark.parametrize(
    ("lines", "published"),
    [
        (["CREATED:20261101T000000Z", "LAST-MODIFIED:20261102T000000Z"], "2026-11-01T00:00:00Z"),
        (["LAST-MODIFIED:20261102T000000Z"], "2026-11-02T00:00:00Z"),
        (["CREATED:00001231T000000Z", "LAST-MODIFIED:20261102T000000Z"], "2026-11-02T00:00:00Z"),
        (["CREATED:19000101T120000Z"], ""),
        (["DTSTAMP:20261121T030000Z"], ""),
        ([], ""),
    ],
)
def test_published_is_when_it_was_announced(lines: list[str], published: str) -> None:
    """What calendars write for "nobody knows" is not believed, and neither is the stamp of the answer itself."""
    (entry,) = entries(event(*lines))
    assert entry.published == published


def test_stamps_are_believed_where_they_differ() -> None:
    """A program that stamps every event as it answers says nothing of when one was announced."""
    one, two = "DTSTAMP:20261101T000000Z", "DTSTAMP:20261108T000000Z"
    assert [e.published for e in entries(event(one, uid="a"), event(two, uid="b"))] == [
        "2026-11-01T00:00:00Z",
        "2026-11-08T00:00:00Z",
    ]
    same = [event("DTSTAMP:20261121T030000Z", uid="a"), event("DTSTAMP:20261121T030001Z", uid="b")]
    assert [e.published for e in entries(*same)] == ["", ""]


@pytest.mark.parametrize("word", ["PRIVATE", "CONFIDENTIAL", "private"])
def test_a_private_event_stays_private(word: str) -> None:
    """Who calls an event so did not mean to publish it."""
    assert [e.guid for e in entries(event(f"CLASS:{word}", uid="a"), event("CLASS:PUBLIC", uid="b"))] == ["b"]


# --- broken calendars --------------------------------------------------------------------------------------

GOOD = event(uid="baik")
BROKEN = [
    event(start="DTSTART:kapan-kapan"), event(start=""), event(start="DTSTART:20261331T020000Z"), event(start="DTSTART:00010101"),
    event(start="DTSTART:20261125T990000Z"), "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261125\r\n", "END:VEVENT\r\n",
    "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "BEGIN:VEVENT\r\n\x00\x01\x02\r\nEND:VEVENT\r\n",
    "BEGIN:VTODO\r\nSUMMARY:Tugas\r\nEND:VTODO\r\n", "BEGIN:VTIMEZONE\r\nTZID:x\r\n", "BEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\n",
    "BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20261125\r\nDESCRIPTION:" + "a" * 300_000 + "\r\nEND:VEVENT\r\n",
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_event_costs_only_itself(broken: str) -> None:
    """Its neighbours on both sides are read, and the calendar is whole."""
    answer = reading(calendar(GOOD, broken, event(uid="juga baik")))
    assert ({e.guid for e in answer.entries}, answer.whole) == ({"baik", "juga baik"}, True)


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\r\n\r\n", "\ufeff\n "])
def test_lines_end_as_they_like(newline: str, before: str) -> None:
    """And blank ones may stand in front."""
    body = before + calendar(event("DTEND:20261125T040000Z"), event(uid="2")).replace("\r\n", newline)
    assert len(reading(body).entries) == 2


def test_half_a_calendar_is_never_called_whole() -> None:
    """Only events that arrived whole are read, wherever it stopped."""
    body = calendar(*(event(uid=str(n), start=f"DTSTART:2026112{n}T020000Z") for n in range(5)))
    counts = set()
    for cut in range(20, len(body) - 16):
        answer = found(body[:cut], complete=False)
        if isinstance(answer, Unreadable):
            assert answer.error == "truncated"
        else:
            assert not answer.whole
            counts.add(len(answer.entries))
            assert all(e.title == "Rapat Koordinasi" and e.fields for e in answer.entries)
    assert counts == {1, 2, 3, 4, 5}
    assert not reading(calendar(GOOD, end="")).whole
    assert not reading(calendar(GOOD), complete=False).whole


def test_an_empty_calendar_is_a_calendar() -> None:
    """An honest empty state."""
    answer = reading(calendar())
    assert (answer.entries, answer.whole) == ((), True)


def test_an_event_without_a_name_is_like_no_other() -> None:
    """Without UID there is no guid; two of them are two."""
    assert [e.guid for e in entries(event(uid=""), event(uid="", start="DTSTART:20261126"))] == ["", ""]


def test_the_last_version_of_an_event_counts() -> None:
    """Exports repeat an event that was changed."""
    (entry,) = entries(event("STATUS:CONFIRMED"), event("STATUS:CANCELLED", "SEQUENCE:1"))
    assert entry.fields["State"] == "Dibatalkan"


# --- events that are repeated -------------------------------------------------------------------------------


def test_an_event_is_repeated_around_the_present() -> None:
    """Thirty days back, 35 ahead; each occurrence is an entry of its own, known by its start."""
    told = entries(event("RRULE:FREQ=WEEKLY", "DTEND;TZID=Asia/Jakarta:20200106T100000",
                         start="DTSTART;TZID=Asia/Jakarta:20200106T080000"))  # fmt: skip
    days = sorted(e.fields["Starts"] for e in told)
    assert (days[0], days[-1], len(days)) == ("2026-10-26T01:00:00Z", "2026-12-21T01:00:00Z", 9)
    assert {e.guid for e in told} == {f"1@setda#{day}" for day in days}
    assert all(e.fields["Ends"][11:] == "03:00:00Z" for e in told)


def test_what_happens_once_stays_however_old() -> None:
    """Only repetition is cut to the present."""
    assert begins(event(start="DTSTART:20200106T010000Z")) == ["2020-01-06T01:00:00Z"]


def test_dates_are_added_taken_out_and_moved() -> None:
    """RDATE, EXDATE in any clock, and an occurrence that says of which it is another version."""
    weekly = event(
        "RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Asia/Makassar:20261208T100000", "EXDATE;VALUE=DATE:20261222",
        "RDATE:20261203T020000Z,20261204T020000Z", "RDATE;VALUE=PERIOD:20261205T020000Z/PT1H",
        start="DTSTART;TZID=Asia/Jakarta:20261124T090000",
    )  # fmt: skip
    moved = event(
        "RECURRENCE-ID;TZID=Asia/Jakarta:20261201T090000", "LOCATION:Pendopo", start="DTSTART:20261202T060000Z"
    )
    told = entries(weekly, moved)
    assert sorted((e.fields["Starts"], e.guid.partition("#")[2]) for e in told) == [
        ("2026-11-24T02:00:00Z", "2026-11-24T02:00:00Z"), ("2026-12-02T06:00:00Z", "2026-12-01T02:00:00Z"),
        ("2026-12-03T02:00:00Z", "2026-12-03T02:00:00Z"), ("2026-12-04T02:00:00Z", "2026-12-04T02:00:00Z"),
        ("2026-12-05T02:00:00Z", "2026-12-05T02:00:00Z"), ("2026-12-15T02:00:00Z", "2026-12-15T02:00:00Z"),
    ]  # fmt: skip
    assert [e.fields["Place"] for e in told if "Place" in e.fields] == ["Pendopo"]


def test_wall_clocks_are_kept_over_summer_time() -> None:
    """What begins at nine begins at nine, whatever UTC it is."""
    weekly = event("RRULE:FREQ=WEEKLY", start="DTSTART;TZID=Europe/Amsterdam:20261101T090000")
    told = begins(weekly, now=datetime(2027, 3, 25, tzinfo=UTC))
    assert {day: hour for day, _, hour in (each.partition("T") for each in told) if "2027-03-20" < day < "2027-04-06"} == {
        "2027-03-21": "08:00:00Z", "2027-03-28": "07:00:00Z", "2027-04-04": "07:00:00Z",
    }  # fmt: skip


def test_a_day_is_repeated_as_a_day() -> None:
    """From midnight to its last second where the source is."""
    told = entries(event("RRULE:FREQ=DAILY;COUNT=2", start="DTSTART;VALUE=DATE:20261125"), zone="Asia/Jayapura")
    assert sorted((e.fields["Starts"], e.fields["Ends"]) for e in told) == [
        ("2026-11-24T15:00:00Z", "2026-11-25T14:59:59Z"), ("2026-11-25T15:00:00Z", "2026-11-26T14:59:59Z"),
    ]  # fmt: skip


def test_until_a_day_means_that_day_too() -> None:
    """RFC 5545 wants a moment where the event has one; people write a day, and mean it."""
    told = begins(event("RRULE:FREQ=DAILY;UNTIL=20261126", start="DTSTART;TZID=Asia/Jakarta:20261125T090000"))
    assert told == ["2026-11-25T02:00:00Z", "2026-11-26T02:00:00Z"]


def test_so_many_and_no_more() -> None:
    """Two hundred occurrences in all: what is still to come, the nearest first."""
    told = begins(*(event("RRULE:FREQ=DAILY", uid=str(n), start="DTSTART:20260101T020000Z") for n in range(10)))
    assert len(told) == 200
    assert (told[0], told[-1]) == ("2026-11-22T02:00:00Z", "2026-12-11T02:00:00Z")


BOMBS = [
    "FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=999999999", "FREQ=MINUTELY;UNTIL=99991231T000000Z", "FREQ=HOURLY",
    "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3", "FREQ=DAILY;INTERVAL=0", "FREQ=",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "FREQ=YEARLY;BYYEARDAY=366", "FREQ=YEARLY;BYEASTER=0", "FREQ=WEEKLY;BYDAY=2MO", "rusak", "",
    "FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=٣", "FREQ=DAILY;UNTIL=rusak", "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;WKST=XX",
    "FREQ=DAILY;BYMONTHDAY=1e9", "FREQ=MONTHLY;BYSETPOS=x", "FREQ=DAILY;INTERVAL=99999",
]  # fmt: skip


@pytest.mark.parametrize("rule", BOMBS)
def test_a_rule_that_no_agenda_needs_is_not_followed(rule: str) -> None:
    """Every second, every hour, by week number, or nonsense: the event is listed once, and at once."""
    began = time.process_time()
    assert begins(*(event(f"RRULE:{rule}", uid=str(n)) for n in range(50))) == ["2026-11-25T02:00:00Z"] * 50
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=7;BYDAY=WE", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY",
     "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=3", "FREQ=YEARLY;INTERVAL=9999", "FREQ=DAILY;COUNT=999999999",
     "FREQ=YEARLY;COUNT=999999999;BYDAY=53MO", "FREQ=MONTHLY;COUNT=9999;BYSETPOS=40"],
)  # fmt: skip
def test_a_rule_that_never_fits_ends(rule: str) -> None:
    """It costs no more than the days that there are, however old it is and however many there are of it."""
    began = time.process_time()
    told = begins(*(event(f"RRULE:{rule}", uid=str(n), start="DTSTART:19700101T020000Z") for n in range(300)))
    assert time.process_time() - began < 15
    assert len(told) >= 100  # those beyond the two hundredth rule are listed once, as at 1970


DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    """What agendas say: every so many days, weeks, months, years, on such days, so often or until then."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]
    ordinals = st.sampled_from(["1", "2", "3", "4", "-1", "-2", "+1"])  # the other library cannot mix these with none
    if freq in ("DAILY", "WEEKLY") or draw(st.booleans()):
        ordinals = st.just("")
    if draw(st.booleans()):
        parts.append(
            "BYDAY="
            + ",".join(
                draw(ordinals) + day
                for day in draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True))
            )
        )
    elif freq in ("MONTHLY", "YEARLY") and draw(st.booleans()):
        parts.append(
            "BYMONTHDAY="
            + ",".join(
                map(
                    str,
                    draw(
                        st.lists(st.sampled_from([1, 2, 15, 28, 30, 31, -1, -3]), min_size=1, max_size=3, unique=True)
                    ),
                )
            )
        )
    if draw(st.booleans()):
        parts.append(
            "BYMONTH=" + ",".join(map(str, draw(st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True))))
        )
    # dateutil begins its first week on the day of the event; the standard counts positions in the whole week
    if len(parts) > 2 and freq not in ("DAILY", "WEEKLY") and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '1,2', '2']))}")
    parts.append(draw(st.sampled_from(["", "WKST=SU", "COUNT=3", "COUNT=40", "UNTIL=20270101T000000Z"])))
    return ";".join(filter(None, parts))


@settings(max_examples=80, deadline=None)
@given(rules(), st.integers(0, 900))
def test_repetition_means_what_others_read(rule: str, before: int) -> None:
    """An independent reading of RFC 5545 finds the same days, for all that agendas say."""
    first = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta")) - timedelta(days=before)
    body = calendar(event(f"RRULE:{rule}", start=f"DTSTART;TZID=Asia/Jakarta:{first:%Y%m%dT%H%M%S}"))
    since, until = NOW - timedelta(days=30), NOW + timedelta(days=35)
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(body)).between(since, until)
    expected = sorted({e["DTSTART"].dt.astimezone(UTC) for e in theirs})
    told = [datetime.fromisoformat(e.fields["Starts"]) for e in reading(body).entries]
    fits = starts(
        f"{rule};",
        first.replace(tzinfo=None),
        first.replace(tzinfo=None),
        first.replace(tzinfo=None) + timedelta(days=900),
        lambda _: None,
    )
    assume(not fits or fits[0] == first.replace(tzinfo=None))
    nearest = sorted((at for at in expected if since <= at < until), key=lambda at: (at < NOW, abs(at - NOW)))
    assert sorted(told) == sorted(nearest[:200])


def test_what_another_library_writes_is_read() -> None:
    """Folding, escaping and clocks as icalendar writes them, with long words of more than one byte."""
    made, written = icalendar.Calendar(), icalendar.Event()
    title = "Rapat “Percepatan” Penurunan Stunting; Kecamatan, Desa\\Kelurahan – " * 3
    written.add("summary", title)
    written.add("description", "Baris satu\nBaris dua, dan; tiga\n\nAkhir")
    written.add("dtstart", datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Asia/Jayapura")))
    written.add("uid", "x")
    made.add_component(written)
    (entry,) = reading(made.to_ical()).entries
    assert (entry.title, entry.fields["Starts"]) == (title.strip(), "2026-11-25T00:00:00Z")
    assert entry.content == "Baris satu<br>Baris dua, dan; tiga\n<p>Akhir"


# --- anything ------------------------------------------------------------------------------------------------

LINES = st.sampled_from([
    "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "END:VCALENDAR", "UID:1",
    "DTSTART:20261125T020000Z", "DTSTART;VALUE=DATE:20261125", "DTSTART;TZID=X:20261125T0200", "DTSTART:21991231", "DTEND:19700101",
    "DTEND:21991231", "DURATION:P", "DURATION:P999W", "RRULE:FREQ=DAILY", "RRULE:FREQ=MONTHLY;BYDAY=-1FR", "RRULE:;=;", "EXDATE:x,,",
    "RDATE:20261126/PT1H,20261127T000000", "RECURRENCE-ID:20261125T020000Z", "RECURRENCE-ID:x", "TZID:X", "TZID:", "TZOFFSETTO:+9999",
    "TZOFFSETTO:-1400", "X-LIC-LOCATION:Asia", "SUMMARY", "SUMMARY:\\", "SUMMARY;;:x", ":", " x", "\t", "STATUS:", "CLASS:", "URL:http://[",
    "CATEGORIES:,\\,", "ATTACH;FMTTYPE=image/:http://[", "ORGANIZER;CN:x", "CREATED:99999999", "LAST-MODIFIED:20000101T000000Z", "\x00",
])  # fmt: skip


@given(st.lists(LINES | st.text(max_size=20)), st.sampled_from(["Asia/Jakarta", "WIB", "Entah/Mana", ""]))
def test_no_calendar_raises(lines: list[str], zone: str) -> None:
    """It may be anything."""
    assert isinstance(found("BEGIN:VCALENDAR\r\n" + "\r\n".join(lines), zone=zone), Reading | Unreadable)
    body = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261125\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT"
    assert isinstance(found(body, zone=zone), Reading | Unreadable)


@given(st.text(), st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)))  # noqa: DTZ001  as a clock shows it
def test_no_rule_raises(rule: str, first: datetime) -> None:
    """Nor is one followed out of its span."""
    since, before = datetime(2026, 1, 1), datetime(2026, 3, 1)  # noqa: DTZ001  as a clock shows it
    told = starts(rule, first, since, before, lambda _: None)
    assert told is None or all(since <= at < before for at in told)


@pytest.mark.parametrize(
    "piece",
    ["BEGIN:VEVENT\n", "BEGIN:VEVENT\nEND:VEVENT\n", "x\n", " x\n", "BEGIN:VALARM\n", "SUMMARY;", "DTSTART:20261125\n"],
)
def test_no_calendar_takes_long(piece: str) -> None:
    """Repetition without end."""
    began = time.process_time()
    found(f"BEGIN:VCALENDAR\n{piece * 50_000}")
    found(f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261125\nSUMMARY:x\n{piece * 50_000}\nEND:VEVENT\n")
    assert time.process_time() - began < 8

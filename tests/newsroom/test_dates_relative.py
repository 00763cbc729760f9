"""What lists of news write instead of a date: each row was seen on a page, or is made by a library that writes so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.dates import relative

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)  # a Saturday, 13.30 in Jakarta

COUNTED = [
    ("baru saja", "2026-11-21T06:30:00"),
    ("Beberapa detik yang lalu", "2026-11-21T06:30:00"),
    ("30 detik lalu", "2026-11-21T06:29:30"),
    ("semenit yang lalu", "2026-11-21T06:29:00"),
    ("5 menit yang lalu", "2026-11-21T06:25:00"),
    ("5 Mnt lalu", "2026-11-21T06:25:00"),
    ("2 jam yang lalu", "2026-11-21T04:30:00"),
    ("2 jam yg lalu", "2026-11-21T04:30:00"),
    ("2\u00a0jam lalu", "2026-11-21T04:30:00"),
    ("sejam yang lalu", "2026-11-21T05:30:00"),
    ("2 jam 10 menit yang lalu", "2026-11-21T04:20:00"),
    ("2 jam dan 10 menit yang lalu", "2026-11-21T04:20:00"),
    ("Diposting pada: 2 jam yang lalu", "2026-11-21T04:30:00"),
    ("2 hours ago", "2026-11-21T04:30:00"),
    ("an hour ago", "2026-11-21T05:30:00"),
    ("1 jam ago", "2026-11-21T05:30:00"),
    # from a day on, the day
    ("sehari yang lalu", "2026-11-19T17:00:00"),
    ("3 hari yang lalu", "2026-11-17T17:00:00"),
    ("2 days 3 hours ago", "2026-11-18T17:00:00"),
    ("seminggu yang lalu", "2026-11-13T17:00:00"),
    ("2 pekan lalu", "2026-11-06T17:00:00"),
    ("sebulan yang lalu", "2026-10-20T17:00:00"),
    ("9 bulan yang lalu", "2026-02-20T17:00:00"),
    ("setahun yang lalu", "2025-11-20T17:00:00"),
    ("kemarin", "2026-11-19T17:00:00"),
    ("Hari ini", "2026-11-20T17:00:00"),
    ("kemarin lusa", "2026-11-18T17:00:00"),
    ("Kemarin, 10.30 WIB", "2026-11-20T03:30:00"),
    ("Hari ini pukul 08:15", "2026-11-21T01:15:00"),
    ("Yesterday at 1:30 PM", "2026-11-20T06:30:00"),
]

NOT_COUNTED = [
    "", "besok", "lusa", "2 hari lagi", "dalam 2 jam", "5 menit", "2 m yang lalu", "3 h ago", "minggu lalu", "Senin lalu",
    "9999 tahun yang lalu", "beberapa hari yang lalu", "2 jam yang lalu oleh admin", "kemarin, 20 November 2026",
    "kemarin dan hari ini", "kemarinnya", "28 Agustus 2017", "-2 jam yang lalu", "2 jam 3 jam 4 jam yang lalu",
    "99999 jam yang lalu", "kemarin " + "x" * 60, "\ud800 jam yang lalu", "\u0662 jam yang lalu",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_words_are_counted_back_from_now(text: str, expected: str) -> None:
    """Hours and less exactly; from a day on, the first moment of the day on the source's own clock."""
    assert relative(text, now=NOW) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_what_counts_nothing_back_is_none(text: str) -> None:
    """What lies ahead, what could be two units, what names a day otherwise."""
    assert relative(text, now=NOW) is None


@pytest.mark.parametrize(("zone", "first"), [("WIB", 17), ("WITA", 16), ("WIT", 15)])
def test_yesterday_began_where_the_source_is(zone: str, first: int) -> None:
    """Late in the evening in Greenwich it is today already in Indonesia."""
    late = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    assert relative("kemarin", now=late, zone=zone) == datetime(2026, 11, 20, first, tzinfo=UTC)


def test_the_last_day_of_a_longer_month_is_the_last_of_a_shorter() -> None:
    """There is no 31 February."""
    assert relative("sebulan lalu", now=datetime(2026, 3, 31, 5, tzinfo=UTC)) == datetime(2026, 2, 27, 17, tzinfo=UTC)


@given(st.integers(0, 9999), st.sampled_from("detik menit jam hari minggu bulan tahun days weeks".split()))
def test_it_is_never_ahead_and_never_before_our_years(count: int, unit: str) -> None:
    """However many of whatever: a moment in UTC, at most now, or None."""
    when = relative(f"{count} {unit} yang lalu", now=NOW)
    assert when is None or (when.tzinfo is UTC and datetime(1999, 12, 31, tzinfo=UTC) <= when <= NOW)
    assert when is not None or unit in {"bulan", "tahun", "minggu", "weeks", "hari", "days"}


@given(
    st.text() | st.text("0123456789 jamhrikenlu.:yg", max_size=60), st.timedeltas(timedelta(0), timedelta(days=9000))
)
def test_no_text_raises(text: str, age: timedelta) -> None:
    """Any text at any time is a moment in UTC or None."""
    when = relative(text, now=NOW - age)
    assert when is None or when.tzinfo is UTC

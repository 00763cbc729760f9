"""What sources write as a date, and what it is: each row is a form that was seen at a source, or an attack."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom import dates, dates_forms

NOON = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)

NAMED = [
    # RFC 822 and its children
    ("Mon, 28 Aug 2017 10:00:00 +0700", "2017-08-28T03:00:00"),
    ("28 Aug 2017 10:00:00 +0700", "2017-08-28T03:00:00"),
    ("Mon,28 Aug 2017 10:00 GMT", "2017-08-28T10:00:00"),
    ("Mon, 28 Aug 17 10:00:00 UT", "2017-08-28T10:00:00"),
    ("Thu, 07 Dec 17 07:00:00 -0800", "2017-12-07T15:00:00"),
    ("Monday, 28-Aug-17 10:00:00 GMT", "2017-08-28T10:00:00"),
    ("Mon, 28 Aug 2017 10:00:00 Z", "2017-08-28T10:00:00"),
    ("Tue, 21 Nov 2017 07:00:00 EST", "2017-11-21T12:00:00"),
    ("Mon, 28 Aug 2017 10:00:00 -0500", "2017-08-28T15:00:00"),
    ("Mon, 28 Aug 2017 10:00:00 PDT", "2017-08-28T17:00:00"),
    ("Mon, 28 Aug 2017 10:00:00 +0700 (WIB)", "2017-08-28T03:00:00"),
    ("Mon, 28 Aug 2017 10:00:00 -0000", "2017-08-28T10:00:00"),
    ("Mon Aug 28 10:00:00 2017", "2017-08-28T03:00:00"),
    ("Mon Aug 28 10:00:00 +0800 2017", "2017-08-28T02:00:00"),
    ("Mon Aug 28 10:00:00 WIT 2017", "2017-08-28T01:00:00"),
    # the same with an Indonesian clock, which common parsers read as UTC
    ("Mon, 28 Aug 2017 10:00:00 WIB", "2017-08-28T03:00:00"),
    ("Mon, 28 Aug 2017 10:00:00 WITA", "2017-08-28T02:00:00"),
    ("Mon, 28 Aug 2017 10:00:00 WIT", "2017-08-28T01:00:00"),
    ("1 Juli 2024 13:30:15 UTC+07:00", "2024-07-01T06:30:15"),
    # RFC 3339 and ISO 8601
    ("2017-08-28T10:00:00Z", "2017-08-28T10:00:00"),
    ("2017-08-28T10:00:00.123456789Z", "2017-08-28T10:00:00"),
    ("2017-08-28 10:00:00,5+07:00", "2017-08-28T03:00:00"),
    ("2017-08-28T10:00:00+0700", "2017-08-28T03:00:00"),
    ("2017-08-28T10:00:00-05", "2017-08-28T15:00:00"),
    ("2017-08-28t10:00z", "2017-08-28T10:00:00"),
    ("20170828T100000Z", "2017-08-28T10:00:00"),
    ("2017-08-28T10:00", "2017-08-28T03:00:00"),
    ("2017-08-28", "2017-08-27T17:00:00"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59"),
    ("2017-08-28T24:00:00Z", "2017-08-29T00:00:00"),
    # MySQL
    ("2017-08-28 10:00:00", "2017-08-28T03:00:00"),
    ("2017/08/28 10:00:00", "2017-08-28T03:00:00"),
    # Indonesian, old, new and short
    ("Senin, 28 Agustus 2017", "2017-08-27T17:00:00"),
    ("Sen, 28 Agu 2017 10:00:00 +0700", "2017-08-28T03:00:00"),
    ("Jum'at, 9 Agustus 2019", "2019-08-08T17:00:00"),
    ("Jum\u2019at, 9 Agt 2019", "2019-08-08T17:00:00"),
    ("Jum&#39;at, 9 Ags. 2019", "2019-08-08T17:00:00"),
    ("Jum at 9 Agust 2019", "2019-08-08T17:00:00"),
    ("JUMAT, 09 AGUSTUS 2019", "2019-08-08T17:00:00"),
    ("Ahad, 8 Pebruari 2026", "2026-02-07T17:00:00"),
    ("Minggu, 8 Februari 2026", "2026-02-07T17:00:00"),
    ("21 Nopember 2026 pkl. 13.30", "2026-11-21T06:30:00"),
    ("21-Nop-2026 13.30.15", "2026-11-21T06:30:15"),
    ("1 Okt 2026", "2026-09-30T17:00:00"),
    ("1 Sept 2026", "2026-08-31T17:00:00"),
    ("12 Des 2026", "2026-12-11T17:00:00"),
    ("3 Mei 2026", "2026-05-02T17:00:00"),
    ("3 Maret 2026", "2026-03-02T17:00:00"),
    ("Sabtu, 21 November 2026, pukul 13.30 WIB", "2026-11-21T06:30:00"),
    ("21 November 2026 | 13:30 WIB", "2026-11-21T06:30:00"),
    ("Senin, 1 Juli 2024 | 13:30 WIB", "2024-07-01T06:30:00"),
    ("Tanggal: 21 November 2026 - 13:30", "2026-11-21T06:30:00"),
    ("pukul 9 WITA, 21 Mei 2026", "2026-05-21T01:00:00"),
    ("21\u00a0November\u00a02026", "2026-11-20T17:00:00"),
    ("\uff12\uff11 November 2026", "2026-11-20T17:00:00"),
    # English
    ("November 21, 2026 1:30 PM", "2026-11-21T06:30:00"),
    ("12:05 AM, 21st November 2026", "2026-11-20T17:05:00"),
    ("20 November 2026, 12:15:00 p.m.", "2026-11-20T05:15:00"),
    ("20 November 2026 12:15 a.m.", "2026-11-19T17:15:00"),
    ("20 November 2026, 3:05 PM", "2026-11-20T08:05:00"),
    ("20/11/2026 3.05 p.m. WITA", "2026-11-20T07:05:00"),
    ("Fri, 20 Nov 2026 3:05 P. M.", "2026-11-20T08:05:00"),
    # parts of the day
    ("20 November 2026 pukul 3.05 sore", "2026-11-20T08:05:00"),
    ("Jumat, 20 November 2026 pukul 15.05 sore", "2026-11-20T08:05:00"),
    ("20 November 2026, jam 9 pagi WIB", "2026-11-20T02:00:00"),
    ("20 November 2026, 12.30 siang", "2026-11-20T05:30:00"),
    ("20 November 2026, 1.30 siang", "2026-11-20T06:30:00"),
    ("20 November 2026 pukul 8 malam", "2026-11-20T13:00:00"),
    ("20 November 2026 pukul 02.00 dini hari", "2026-11-19T19:00:00"),
    # the Javanese week beside ours
    ("Jumat Pon, 20 November 2026", "2026-11-19T17:00:00"),
    ("Jum'at-Pon, 20 November 2026", "2026-11-19T17:00:00"),
    ("Senin Legi, 23 November 2026 | 08.00 WIB", "2026-11-23T01:00:00"),
    ("Rabu Wage 25-11-2026", "2026-11-24T17:00:00"),
    ("Kamis (Kliwon), 26 Nov 2026", "2026-11-25T17:00:00"),
    ("Sabtu Pahing, 21 November 2026", "2026-11-20T17:00:00"),
    ("Selasa Paing, 04/09/2019 3:05 p.m", "2019-04-09T08:05:00"),
    ("Jumat Manis, 20 November 2026 M / 10 Jumadil Akhir 1448 H", "2026-11-19T17:00:00"),
    # numbers
    ("28-08-2017 10:00", "2017-08-28T03:00:00"),
    ("28/8/2017", "2017-08-27T17:00:00"),
    ("28.08.2017 10.30 WIB", "2017-08-28T03:30:00"),
    ("08/28/2017", "2017-08-27T17:00:00"),
    ("(9/8/2019)", "2019-08-08T17:00:00"),
    ("Jumat (9/8/2019)", "2019-08-08T17:00:00"),
    ("Rabu (04/09/2019)", "2019-09-03T17:00:00"),
    ("Rabu (09/04/2019)", "2019-09-03T17:00:00"),
    ("Kamis (04/09/2019)", "2019-09-03T17:00:00"),
    ("28/8/17", "2017-08-27T17:00:00"),
    ("2017/08/28 10.00", "2017-08-28T03:00:00"),
    ("10:00, 28/08/2017", "2017-08-28T03:00:00"),
    ("\u200e28/8/2017, 10.00.00", "2017-08-28T03:00:00"),
    # what stands around it on a page
    ("Sen, 28 Agu 2017", "2017-08-27T17:00:00"),
    ("Jum'at, 9 Agustus 2019 | 13:30 WIB", "2019-08-09T06:30:00"),
    ("Senin 28-Agt-2017", "2017-08-27T17:00:00"),
    ("28 Agustus 2017 Pukul 10.00 Wita", "2017-08-28T02:00:00"),
    ("28 Agustus '17", "2017-08-27T17:00:00"),
    ("3 Febuari 2020", "2020-02-02T17:00:00"),
    ("Terbit 3 Nopember 2020", "2020-11-02T17:00:00"),
    ("Diposting pada: 28 Agustus 2017 oleh admin", "2017-08-27T17:00:00"),
    ("Diposting pada : Senin, 28-08-2017 - 10:00:00 WIB", "2017-08-28T03:00:00"),
    ("Ditulis oleh Super User pada 28 Agustus 2017 pukul 10:00", "2017-08-28T03:00:00"),
    ("Terakhir Diperbarui: 28 Agustus 2017 10:00", "2017-08-28T03:00:00"),
    ("Oleh Humas | 28 Agustus 2017", "2017-08-27T17:00:00"),
    ("By Admin 20 Juni 2024 25 Views", "2024-06-19T17:00:00"),
    ("20 Juni 2024 25 Views", "2024-06-19T17:00:00"),
    ("25 Views 20 Juni 2024", "2024-06-19T17:00:00"),
    ("20 Juni 2024 | Views: 1.234", "2024-06-19T17:00:00"),
    ("Dilihat 151 kali, 20 Juni 2024", "2024-06-19T17:00:00"),
    ("28/08/2017 10:00 WIB 25x dibaca", "2017-08-28T03:00:00"),
    ("Oleh MC KAB CONTOH, Senin, 1 Juli 2024 | 13:30 WIB - Redaktur: Nama Redaktur - 295", "2024-07-01T06:30:00"),
    ("28 Agustus 2017 M / 6 Dzulhijjah 1438 H", "2017-08-27T17:00:00"),
    ("6 Dzulhijjah 1438 H / 28 Agustus 2017 M", "2017-08-27T17:00:00"),
    # a range is its first day
    ("21\u201323 November 2026", "2026-11-20T17:00:00"),
    ("21-23 November 2026, pukul 09.00 WIB", "2026-11-21T02:00:00"),
    ("21 s.d. 23 November 2026", "2026-11-20T17:00:00"),
    ("21 s/d 23 Nopember 2026", "2026-11-20T17:00:00"),
    ("21 sampai dengan 23 November 2026", "2026-11-20T17:00:00"),
    ("Senin s.d. Rabu, 21 s.d. 23 November 2026", "2026-11-20T17:00:00"),
    ("28 Oktober - 2 November 2026", "2026-10-27T17:00:00"),
    ("28 Desember - 2 Januari 2027", "2026-12-27T17:00:00"),
    ("30 Desember 2026 - 2 Januari 2027", "2026-12-29T17:00:00"),
    ("pukul 10 - 12 November 2026", "2026-11-12T03:00:00"),  # an hour and a day are none
    ("10.00-12 November 2026", "2026-11-12T03:00:00"),
    # what programs write: seconds since 1970, digits alone, JavaScript, .NET, Java
    ("1503889200", "2017-08-28T03:00:00"),
    ("1503889200.25", "2017-08-28T03:00:00"),
    ("1628150691000", "2021-08-05T08:04:51"),
    ("/Date(1628150691000)/", "2021-08-05T08:04:51"),
    ("/Date(1628150691000+0700)/", "2021-08-05T08:04:51"),
    ("20210805144451", "2021-08-05T07:44:51"),
    ("202108051444", "2021-08-05T07:44:00"),
    ("20210805144451Z", "2021-08-05T14:44:51"),
    ("Mon Aug 28 2017 10:00:00 GMT+0700 (Western Indonesia Time)", "2017-08-28T03:00:00"),
    ("Mon Aug 28 2017 10:00:00 GMT+0800 (Waktu Indonesia Tengah)", "2017-08-28T02:00:00"),
    ("2017-08-28T10:00:00+07:00[Asia/Jakarta]", "2017-08-28T03:00:00"),
    ("2006-01-17T12:35:9+01:00", "2006-01-17T11:35:09"),
    ("Sun, 20 Apr 2014 8:19 pm CEST", "2014-04-20T18:19:00"),
    # one script of digits, whichever
    ("\u0662\u0668/\u0660\u0668/\u0662\u0660\u0661\u0667", "2017-08-27T17:00:00"),
    ("\uff12\uff18\uff0f\uff10\uff18\uff0f2017", "2017-08-27T17:00:00"),
]

NO_DATES = [
    "", "   ", "besok", "Senin", "2017", "2003-12", "Agustus 2017", "21 November 13.30 WIB", "13.30 WIB",
    "0000-00-00 00:00:00", "0000-00-00", "Wed, 30 Nov -0001 00:00:00 +0000", "1970-01-01", "1999-12-31",
    "Thu, 01 Jan 1970 00:00:00 GMT", "9999-12-31T23:59:59Z", "2200-01-01", "28 Agustus 70",
    "31 Februari 2026", "2026-02-30", "13/13/2026", "00/08/2026", "2017-28-08", "20171328",
    "2017-08-28 25:00", "2017-08-28 10:61", "2017-08-28T10:00:00+99:00", "2017-08-28T24:01",
    "28 Agustus 2017 10.00-12.00", "28 Agustus 2017 oleh Admin", "3 Mei 2026 dan 4 Mei 2026", "2017-08-28T10",
    "28 Agustus 2017 +0700", "\u0662\u0668 Agustus 2017", "&#" + "9" * 100 + ";", "1" * 10_000,
    "2017-08-28 " + " " * 500 + "10:00", "<script>", "2017-08-28\x00", "\ud800",
    "PON 20 November 2026", "Wage 20 November 2026", "Jumat manis sekali, 20 November 2026", "20 November 2026 12.00 malam",
    "20 November 2026 pukul 9 sore", "20 November 2026 3:05 p",
    # other calendars, and numbers that only look like moments
    "6 Dzulhijjah 1438 H", "06/12/1438 H", "28 Agustus 2560", "28/08/2569", "2017082810", "0812345678", "999999999",
    "2503889200", "16281506910001", "20171328101010", "/Date(abc)/", "2017-W35-1", "2017-240",
    # cut off, or more than one moment
    "2017-06-13T03:18:00+00:0", "2017-08-28T10:00:00 07:00", "28/08/2017 - 30/08/2017", "23-21 November 2026",
    "3 Mei 2026, diperbarui 4 Mei 2026", "2 jam yang lalu", "kemarin", "hari ini",
    # a line that does not say what it is may be a sentence, and a counter without its word any number
    "Kategori: Berita | 28 Agustus 2017", "20 Juni 2024 25", "Pada 20 Juni 2024 oleh warga", "Dilihat 20 Juni 2024",
    "Diposting oleh admin 21 dan 28 Agustus 2017", "\u0662\u0668/08/2017",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_date_is_the_moment_it_names(text: str, expected: str) -> None:
    """A clock in the text counts; without one it is the clock of the source, here Asia/Jakarta."""
    assert dates.parse(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_names_no_certain_moment_is_none(text: str) -> None:
    """Half a date, a day that does not exist, "no date" of a database, and nonsense are not guessed at."""
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jakarta", 3), ("WIB", 3), ("WITA", 2), ("Asia/Jayapura", 1), ("UTC", 10)]
)
def test_a_date_without_a_clock_is_in_the_zone_of_its_source(zone: str, hour: int) -> None:
    """The same words mean another moment in Makassar than in Jakarta; a clock in the text outweighs both."""
    assert dates.parse("2017-08-28 10:00:00", zone=zone) == datetime(2017, 8, 28, hour, tzinfo=UTC)
    assert dates.parse("2017-08-28 10:00:00 WITA", zone=zone) == datetime(2017, 8, 28, 2, tzinfo=UTC)


STANDARDS = st.from_regex(dates_forms.RFC822, fullmatch=True) | st.from_regex(dates_forms.RFC3339, fullmatch=True)


@given(STANDARDS)
def test_the_quick_reader_says_what_the_thorough_one_says(text: str) -> None:
    """Where the two standards are read by their own shape, the answer is that of the reader of every form."""
    assert dates_forms.standard(text) == dates_forms.free(text)


@given(STANDARDS, st.sampled_from("0123456789 :+-TZM.,"), st.data())
def test_a_standard_with_a_fault_is_left_to_the_thorough_reader(text: str, letter: str, data: st.DataObject) -> None:
    """One letter changed anywhere: the quick reader gives the same answer or none."""
    place = data.draw(st.integers(0, len(text) - 1))
    spoilt = text[:place] + letter + text[place + 1 :]
    assert dates_forms.standard(spoilt) in (None, dates_forms.free(spoilt))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Mon, 28 Aug 2017 10:00:00 +0000", True),
        ("Mon, 28 Aug 2017 10:00:00 GMT", True),
        ("Mon, 28 Aug 2017 10:00:00 -0000", True),
        ("Senin, 28 Agustus 2017 10.00 UTC", True),
        ("2017-08-28T10:00:00Z", True),
        ("2017-08-28T10:00:00+00:00", True),
        ("1503889200", True),
        ("Mon, 28 Aug 2017 10:00:00 +0700", False),
        ("Mon Aug 28 2017 10:00:00 GMT+0700 (Western Indonesia Time)", False),
        ("2017-08-28T10:00:00 WIB", False),
        ("2017-08-28T10:00:00-05:00", False),
        ("2017-08-28 10:00:00", False),
        ("28 Agustus 2017", False),
        ("GMT", False),
        ("", False),
    ],
)
def test_a_date_says_whether_it_is_utc(text: str, says: bool) -> None:
    """It names UTC itself: no other zone, not the lack of one, and it is a date at all."""
    assert dates.says_utc(text) is says


@given(st.text())
def test_no_text_raises(text: str) -> None:
    """Any text is a moment in UTC of our own years, or None."""
    when = dates.parse(text)
    assert when is None or (when.tzinfo is UTC and 1999 <= when.year <= 2200)


@given(st.text("0123456789 -/.:,+TZabcJumatAgustsNovPMWITA'|()\u00a0&#;", max_size=60))
def test_no_text_that_looks_like_a_date_raises(text: str) -> None:
    """Nor does one made of the letters that dates are made of."""
    when = dates.parse(text)
    assert when is None or when.tzinfo is UTC


MOMENTS = st.datetimes(datetime(2000, 1, 2), datetime(2199, 12, 30)).map(  # noqa: DTZ001 (hypothesis wants naive)
    lambda when: when.replace(microsecond=0, tzinfo=UTC)
)


@given(MOMENTS, st.integers(-12 * 60, 14 * 60))
def test_a_moment_survives_every_standard_way_of_writing_it(when: datetime, minutes: int) -> None:
    """Whatever the offset it is written in, ISO 8601 and RFC 822 come back as the same moment."""
    local = when.astimezone(timezone(timedelta(minutes=minutes)))
    assert dates.parse(local.isoformat()) == when
    assert dates.parse(local.strftime("%a, %d %b %Y %H:%M:%S %z")) == when


@given(MOMENTS, st.sampled_from(["WIB", "WITA", "WIT"]))
def test_what_we_print_can_be_read(when: datetime, zone: str) -> None:
    """The portal's own way of writing a moment is one that it understands."""
    minute = when.replace(second=0)
    assert dates.parse(dates.long_text(minute, zone)) == minute
    assert dates.parse(dates.weekday_text(minute, zone), zone=zone) is not None


@pytest.mark.parametrize(
    ("name", "iana"),
    [("WIB", "Asia/Jakarta"), ("wita", "Asia/Makassar"), ("WIT", "Asia/Jayapura"), ("Asia/Tokyo", "Asia/Tokyo")],
)
def test_indonesian_clocks_have_iana_names(name: str, iana: str) -> None:
    """WIB, WITA and WIT are what people write; a name of the database passes."""
    assert dates.zone_of(name) == iana


@pytest.mark.parametrize(
    ("zone", "short"),
    [
        ("Asia/Jakarta", "WIB"),
        ("Asia/Pontianak", "WIB"),
        ("WITA", "WITA"),
        ("Asia/Jayapura", "WIT"),
        ("UTC", "GMT"),
        ("Asia/Kolkata", "GMT+5.30"),
        ("America/Caracas", "GMT-4"),
        ("America/St_Johns", "GMT-3.30"),
    ],
)
def test_a_clock_is_named_as_citizens_know_it(zone: str, short: str) -> None:
    """By its offset, for Indonesian clocks; by its distance from Greenwich elsewhere."""
    assert dates.zone_abbreviation(zone) == short


def test_moments_are_printed_in_plain_indonesian() -> None:
    """A full stop between hours and minutes, no leading zero at the day, the place's own clock."""
    assert dates.long_text(NOON, "Asia/Jakarta") == "21 November 2026, 13.30 WIB"
    assert dates.long_text(NOON, "WIT") == "21 November 2026, 15.30 WIT"
    assert dates.long_text(datetime(2026, 5, 1, 17, 5, tzinfo=UTC), "WIB") == "2 Mei 2026, 00.05 WIB"
    assert dates.day_text(NOON, "WIB") == "21 November 2026"
    assert dates.short_text(NOON, "WIB") == "21 Nov 2026"
    assert dates.weekday_text(NOON, "WIB") == "Sabtu, 21 November 2026"
    assert dates.month_text(2026, 11) == "November 2026"
    assert [dates.month_text(2026, month).split()[0] for month in (1, 8, 12)] == [
        "Januari", "Agustus", "Desember",
    ]  # fmt: skip


def test_a_day_begins_where_the_reader_lives() -> None:
    """Half past five in the afternoon in Greenwich is already the next day in Jakarta."""
    late = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
    assert dates.weekday_text(late, "WIB") == "Minggu, 22 November 2026"
    assert dates.weekday_text(late, "UTC") == "Sabtu, 21 November 2026"

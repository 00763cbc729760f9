"""Sources whose clocks are right, and sources that label the hour on the wall as UTC, watched hour by hour."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.dates_clock import BELIEVED, MOST, Clock, Sample, as_local, learn
from plugins.newsroom.dates_words import zone_of

ZONES = ["WIB", "WITA", "WIT"]
NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
LOCAL, HONEST = Clock(local=BELIEVED), Clock(utc=BELIEVED)


def claimed(at: datetime, zone: str, *, honest: bool) -> datetime:
    """What a source writes of a moment, as a reader that believes its label understands it."""
    return at if honest else at.astimezone(ZoneInfo(zone_of(zone))).replace(tzinfo=UTC)


def one(clock: Clock, at: datetime, *, zone: str = "WIB", gap: timedelta = HOUR, new: bool = True) -> Clock:
    """The clock after a reading at NOW, `gap` after the last one, with one entry that claims `at`."""
    return learn(clock, [Sample(at, new)], zone=zone, now=NOW, last_read=NOW - gap)


# --- one article ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("minutes", [1, 20, 40, 59])
@pytest.mark.parametrize("honest", [True, False])
def test_one_article_of_a_watched_hour_tells_the_clock(zone: str, minutes: int, honest: bool) -> None:
    """Whatever minute it was published in: it was not there an hour ago."""
    clock = one(Clock(), claimed(NOW - timedelta(minutes=minutes), zone, honest=honest), zone=zone)
    assert clock.verdict == ("utc" if honest else "local")


@pytest.mark.parametrize(
    ("ahead", "gap", "why"),
    [
        (timedelta(minutes=14), HOUR, "an honest server whose clock runs ahead"),
        (timedelta(hours=3), HOUR, "an appointment this afternoon: by the zone's clock it would be five hours old"),
        (timedelta(hours=30), HOUR, "an appointment tomorrow"),
        (timedelta(hours=7, minutes=16), HOUR, "further ahead than any clock explains"),
        (timedelta(hours=-4), timedelta(hours=12), "after a night without a reading both clocks explain it"),
        (timedelta(days=-40), HOUR, "an old article, brought in late"),
        (timedelta(hours=17, minutes=30), timedelta(days=30), "midnight: a day without an hour"),
        (timedelta(hours=-6, minutes=-30), HOUR, "midnight of this day"),
    ],
)
def test_what_could_be_either_says_nothing(ahead: timedelta, gap: timedelta, why: str) -> None:
    """Evidence is what one clock explains and the other cannot."""
    assert one(Clock(), NOW + ahead, gap=gap) == Clock(), why


def test_midnight_is_no_hour() -> None:
    """Sites that write the day alone write 00:00:00, in Greenwich at seven in the morning in Jakarta."""
    seven = datetime(2026, 11, 21, 0, 10, tzinfo=UTC)
    sample = Sample(seven.replace(minute=0), new=True)
    assert learn(Clock(), [sample], zone="WIB", now=seven, last_read=seven - HOUR) == Clock()


@pytest.mark.parametrize("ahead", [timedelta(minutes=-20), timedelta(hours=6, minutes=40)])
def test_an_edit_that_moves_a_date_says_nothing(ahead: timedelta) -> None:
    """Only what is met for the first time was published since the last reading."""
    assert one(Clock(), NOW + ahead, new=False) == Clock()


def test_near_greenwich_there_is_nothing_to_learn() -> None:
    """Where the zone's clock is about UTC, every date is right by both."""
    for zone in ("UTC", "Europe/Paris"):
        assert one(Clock(), NOW - timedelta(minutes=20), zone=zone) == Clock()


# --- the first pull -------------------------------------------------------------------------------------


def first(*ahead: float, clock: Clock | None = None) -> Clock:
    samples = [Sample(NOW + timedelta(hours=hours), new=True) for hours in ahead]
    return learn(clock or Clock(), samples, zone="WIB", now=NOW, last_read=None)


def test_the_first_pull_of_an_archive_decides_nothing() -> None:
    """Of what is past nobody knows when it appeared; what lies ahead may be an appointment, and is a hint."""
    assert first(-1, -30, -500) == Clock()
    assert first(5, -30, -500) == Clock(local=1)
    assert first(5, -30, -500).verdict == ""
    assert first(2, 3, 4, 5, 6) == Clock(local=1), "a reading has one vote"


def test_a_list_of_appointments_is_no_hint() -> None:
    """Who also dates things further ahead than any clock explains dates them ahead on purpose."""
    assert first(5, 29, -3) == Clock()


def test_hints_add_up() -> None:
    """A source that is read once a day is known after three articles, or the first that the clock cannot explain."""
    assert first(5, clock=first(5, clock=first(5))).verdict == "local"
    daily = timedelta(days=1)
    assert one(Clock(), NOW + timedelta(hours=5), gap=daily) == Clock(local=1)
    assert one(Clock(local=2), NOW - timedelta(hours=20), gap=daily) == HONEST


# --- votes ----------------------------------------------------------------------------------------------

FRESH_LOCAL, FRESH_UTC = NOW + timedelta(hours=6, minutes=30), NOW - timedelta(minutes=30)


@pytest.mark.parametrize("start", [LOCAL, HONEST, Clock(local=MOST), Clock(utc=MOST), Clock(1, 3), Clock(3, 1)])
def test_one_contrary_article_turns_no_clock_over(start: Clock) -> None:
    """Nor do two; the third in a row does, however long the other was believed, and the new verdict stands as firm."""
    against = FRESH_UTC if start.verdict == "local" else FRESH_LOCAL
    fresh = Clock(start.local if start.local >= BELIEVED else 0, start.utc if start.utc >= BELIEVED else 0)
    once = one(fresh, against)
    twice = one(once, against)
    assert once.verdict == twice.verdict == start.verdict
    over = one(twice, against)
    assert over.verdict not in ("", start.verdict)
    back = FRESH_UTC if over.verdict == "local" else FRESH_LOCAL
    assert one(over, back).verdict == over.verdict


def test_objections_are_forgotten() -> None:
    """An odd article a month does not add up to a verdict: each one that fits takes an objection away."""
    clock = HONEST
    for _ in range(50):
        clock = one(one(clock, FRESH_LOCAL), FRESH_UTC)
    assert clock.verdict == "utc"
    assert clock.local == 0


def test_an_import_is_one_event() -> None:
    """Five hundred articles at once vote once, and where they contradict one another the more numerous win."""
    many = [Sample(FRESH_LOCAL + timedelta(seconds=n), new=True) for n in range(500)]
    assert learn(HONEST, many, zone="WIB", now=NOW, last_read=NOW - HOUR) == Clock(local=1, utc=BELIEVED)
    both = [Sample(FRESH_LOCAL, new=True), Sample(FRESH_UTC, new=True)]
    assert learn(HONEST, both, zone="WIB", now=NOW, last_read=NOW - HOUR) == HONEST
    mixed = [*both, Sample(FRESH_UTC - timedelta(minutes=5), new=True)]
    assert learn(Clock(), mixed, zone="WIB", now=NOW, last_read=NOW - HOUR) == HONEST


MOMENTS = st.builds(
    lambda hours, seconds: NOW + timedelta(hours=hours, seconds=seconds), st.integers(-48, 48), st.integers(0, 3599)
)
READINGS = st.lists(
    st.tuples(
        st.lists(st.builds(Sample, MOMENTS, st.booleans()), max_size=4),
        st.none() | st.sampled_from([HOUR, 3 * HOUR, 12 * HOUR, 48 * HOUR, -HOUR]),
    ),
    max_size=30,
)


@given(READINGS, st.sampled_from([*ZONES, "UTC", "Asia/Kolkata", "America/Caracas"]))
def test_votes_stay_within_bounds_and_verdicts_need_more_than_one_reading_to_turn(
    readings: list[tuple[list[Sample], timedelta | None]], zone: str
) -> None:
    """Whatever is listed: 0 to 100, at most one side believed, never from one verdict to the other within two
    readings, never back to not knowing."""
    clock, turned = Clock(), 0
    for place, (samples, gap) in enumerate(readings):
        after = learn(clock, samples, zone=zone, now=NOW, last_read=NOW - gap if gap is not None else None)
        assert 0 <= after.local <= MOST
        assert 0 <= after.utc <= MOST
        assert min(after.local, after.utc) < BELIEVED
        if after.verdict != clock.verdict:
            assert after.verdict
            assert not clock.verdict or place - turned >= 3
            turned = place
        clock = after


@given(st.datetimes(datetime(2000, 1, 2), datetime(2199, 12, 30)), st.sampled_from(ZONES))  # noqa: DTZ001 (naive)
def test_reading_it_as_local_mends_a_mislabelled_date(wall: datetime, zone: str) -> None:
    """The numbers on the clock stay, only the clock is another."""
    when = wall.replace(tzinfo=UTC)
    mended = as_local(claimed(when, zone, honest=False), zone)
    assert mended == when
    assert mended.tzinfo is UTC


# --- a year, hour by hour -------------------------------------------------------------------------------


@dataclass
class Site:
    """A simulated source: most articles appear when they say, and some as they do in life."""

    zone: str
    honest: bool
    chance: random.Random
    oddities: bool = True

    def hours(self) -> Iterator[tuple[datetime, datetime, list[Sample], bool]]:
        """(now, last reading, samples, whether one of them was published since and says so) of every hour
        that brings something."""
        now = datetime(2026, 1, 5, tzinfo=UTC)
        for _ in range(365 * 24):
            last, now = now, now + HOUR
            if self.chance.random() < 0.97:  # the site is down three hours in a hundred; nothing is read then
                plain = self.chance.random() < 0.04
                samples = [self._sample(now, timedelta(minutes=self.chance.uniform(1, 59)))] if plain else []
                if self.oddities and self.chance.random() < 0.01:
                    samples += self._odd(now)
                if samples:
                    yield now, last, samples, plain

    def _sample(self, now: datetime, age: timedelta, *, new: bool = True) -> Sample:
        return Sample(claimed(now - age, self.zone, honest=self.honest), new)

    def _odd(self, now: datetime) -> list[Sample]:
        kind: Literal["appointment", "draft", "edit", "import", "day"]
        kind = self.chance.choice(["appointment", "draft", "edit", "import", "day"])
        if kind == "appointment":  # dated at the event, within the next ten days
            return [self._sample(now, -timedelta(hours=self.chance.uniform(0, 240)))]
        if kind == "draft":  # dated when it was begun
            return [self._sample(now, timedelta(hours=self.chance.uniform(0, 72)))]
        if kind == "edit":
            return [self._sample(now, timedelta(minutes=30), new=False)]
        if kind == "day":
            return [Sample(now.replace(hour=0), new=True)]
        return [self._sample(now, timedelta(hours=self.chance.uniform(0, 9000))) for _ in range(100)]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", [1, 2])
def test_an_honest_source_is_never_judged_local(zone: str, seed: int) -> None:
    """In a year of hourly readings, with imports, edits, drafts and appointments, from its first article on."""
    clock = Clock()
    verdicts = set()
    for now, last, samples, plain in Site(zone, honest=True, chance=random.Random(seed)).hours():
        if clock.verdict or plain:
            clock = learn(clock, samples, zone=zone, now=now, last_read=last)
            verdicts.add(clock.verdict)
    assert verdicts == {"utc"}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_mislabelled_source_is_known_by_its_first_article(zone: str, seed: int) -> None:
    """The first that was published in a watched hour; and in the year that follows it is never doubted."""
    clock = Clock()
    for now, last, samples, plain in Site(zone, honest=False, chance=random.Random(seed)).hours():
        if clock.verdict or (plain and len(samples) == 1):
            clock = learn(clock, samples, zone=zone, now=now, last_read=last)
            assert clock.verdict == "local"
    assert clock.local == MOST


@pytest.mark.parametrize("zone", ZONES)
def test_a_clock_that_was_put_right_is_noticed(zone: str) -> None:
    """With the third article after it, and not before."""
    clock, verdicts = Clock(local=MOST), []
    for now, last, samples, plain in Site(zone, honest=True, chance=random.Random(7), oddities=False).hours():
        if plain and len(verdicts) < 4:
            clock = learn(clock, samples, zone=zone, now=now, last_read=last)
            verdicts.append(clock.verdict)
    assert verdicts == ["local", "local", "utc", "utc"]


@pytest.mark.parametrize("zone", ZONES)
def test_an_appointment_alone_can_be_taken_for_a_clock_and_is_found_out(zone: str) -> None:
    """What cannot be known: a source whose very first article lies exactly the zone's hours ahead. Three honest
    articles later it is known for what it is."""
    offset = NOW.astimezone(ZoneInfo(zone_of(zone))).utcoffset() or timedelta()
    clock = one(Clock(), NOW + offset - timedelta(minutes=20), zone=zone)
    assert clock.verdict == "local"
    for _ in range(3):
        clock = one(clock, FRESH_UTC, zone=zone)
    assert clock.verdict == "utc"

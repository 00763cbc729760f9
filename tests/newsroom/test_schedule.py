"""When a source is asked again: tables of what happened, by a clock that the test sets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.newsroom.outcomes import FAILURES, Failed
from plugins.newsroom.schedule import (
    Asked,
    FeedState,
    HostSaid,
    address,
    after_failure,
    after_leaving,
    after_moving,
    after_reading,
    conditional,
    due,
    ours,
    resting,
    with_settings,
)

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
URL = "https://dinkes.contohkab.go.id/feed/"
HOUR, DAY = 3600.0, 86400.0


def failed(error: str = "timeout", *, retry_after: float | None = None, status: int | None = None) -> Failed:
    return Failed(URL, error, "", status, retry_after)


def pause(state: FeedState) -> float:
    """Seconds until it may be asked again."""
    return (state.resume_at - NOW).total_seconds() if state.resume_at else 0.0


@pytest.mark.parametrize(
    ("before", "seconds"),
    [(0, 0), (1, 0), (2, HOUR), (3, 2 * HOUR), (4, 4 * HOUR), (5, 8 * HOUR), (6, 16 * HOUR), (7, DAY), (8, DAY), (50,
     DAY),
     (100_000, DAY)],
)  # fmt: skip
def test_back_off_begins_with_the_third_failure_in_a_row(before: int, seconds: float) -> None:
    """From one hour, doubling to 24, and no source is ever given up."""
    state = after_failure(FeedState(failures=before), failed(), NOW)
    assert pause(state) == seconds
    assert state.failures == before + 1
    assert due(state, NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("before", "asked_to_wait", "seconds"),
    [(0, None, HOUR), (0, 0.0, HOUR), (0, 120.0, 120), (0, 2 * DAY, DAY), (2, 120.0, HOUR), (2, 7200.0, 7200),
     (2, None, HOUR), (3, None, 2 * HOUR), (9, 1.0, DAY), (0, 1e300, DAY), (0, float("inf"), DAY),
     (0, 999999999.0, DAY)],
)  # fmt: skip
@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_to_be_left_alone_is_left_alone(
    status: int, before: int, asked_to_wait: float | None, seconds: float
) -> None:
    """`Retry-After` counts from the first failure on, lengthens a pause, never shortens one, up to a day; who is busy
    and says nothing usable is left alone for an hour."""
    busy = failed("http-status", status=status, retry_after=asked_to_wait)
    assert pause(after_failure(FeedState(failures=before), busy, NOW)) == seconds


@pytest.mark.parametrize(("status", "seconds"), [(403, 0), (500, 0), (502, 0), (None, 0)])
def test_other_statuses_ask_for_no_patience(status: int | None, seconds: float) -> None:
    """Unless they say so: then it is honoured whatever the status."""
    assert pause(after_failure(FeedState(), failed("http-status", status=status), NOW)) == seconds
    said = failed("http-status", status=status, retry_after=600.0)
    assert pause(after_failure(FeedState(), said, NOW)) == 600


def test_who_was_busy_together_is_asked_again_apart() -> None:
    """A pause that nobody named is spread like a back-off; one that somebody named is kept to the second."""
    said = [after_failure(FeedState(), failed("http-status", status=503), NOW, chance=c) for c in (0.0, 0.5, 0.99)]
    assert [pause(state) for state in said] == sorted({pause(state) for state in said}, reverse=True)
    assert all(59 * 60 < pause(state) <= HOUR for state in said)
    named = failed("http-status", status=503, retry_after=600.0)
    assert pause(after_failure(FeedState(), named, NOW, chance=0.5)) == 600


@pytest.mark.parametrize("before", [0, 1, 2, 30])
def test_who_is_gone_rests_and_is_asked_weekly(before: int) -> None:
    """410 is a pause of its own, and no pause for ever."""
    state = after_failure(FeedState(failures=before), failed("gone", status=410, retry_after=60.0), NOW)
    assert pause(state) == 7 * DAY
    assert resting(state, NOW + timedelta(days=6, hours=23))
    assert not resting(state, NOW + timedelta(days=7))
    assert due(state, NOW + timedelta(days=7))


def test_a_back_off_is_no_rest() -> None:
    """Only 410 is told as paused; a back-off is skipped."""
    state = after_failure(FeedState(failures=5), failed("http-status", status=404), NOW)
    assert not due(state, NOW)
    assert not resting(state, NOW)


@pytest.mark.parametrize("error", FAILURES)
def test_every_failure_is_remembered_in_words(error: str) -> None:
    """Name and sentence, as report and board print them; validators and readings stay as they were."""
    before = FeedState('"a1"', "Sat", "hash", read_at=NOW - timedelta(days=2), full_at=NOW - timedelta(days=2))
    state = after_failure(before, failed(error, status=500), NOW)
    assert state.error == f"{error}: {FAILURES[error].sentence} (HTTP 500)"
    assert (state.outcome, state.asked_at) == ("paused" if error == "gone" else "failed", NOW)
    kept = replace(state, asked_at=None, failures=0, resume_at=None, outcome="", error="")
    assert kept == before


@pytest.mark.parametrize("outcome", ["changed", "unchanged"])
def test_one_reading_forgives_all_failures(outcome: str) -> None:
    """The count starts anew, a 304 being an answer like another."""
    bad = FeedState(failures=40, resume_at=NOW + timedelta(days=1), outcome="failed", error="dns: ?", etag='"a1"')
    good = after_reading(bad, NOW, outcome)
    assert good == FeedState(etag='"a1"', asked_at=NOW, read_at=NOW, outcome=outcome)
    assert due(good, NOW)
    assert pause(after_failure(good, failed(), NOW)) == 0


@pytest.mark.parametrize(
    ("resume", "is_due"), [(None, True), (-1, True), (0, True), (1, False), (HOUR, False)],
)  # fmt: skip
def test_a_pause_ends_to_the_second(resume: float | None, is_due: bool) -> None:
    """A clock that was set back cannot make it longer than it is, and the very moment counts."""
    state = FeedState(resume_at=None if resume is None else NOW + timedelta(seconds=resume))
    assert due(state, NOW) is is_due


@pytest.mark.parametrize(
    ("full", "may"), [(None, False), (0, True), (HOUR, True), (DAY - 1, True), (DAY, False), (9 * DAY, False)],
)  # fmt: skip
def test_everything_is_asked_for_anew_once_a_day(full: float | None, may: bool) -> None:
    """Validators that were stored wrongly make a feed silent for a day at most."""
    state = FeedState(full_at=None if full is None else NOW - timedelta(seconds=full))
    assert conditional(state, NOW) is may


@given(st.lists(st.tuples(st.sampled_from([*FAILURES, "", ""]), st.none() | st.floats(0, allow_nan=False))))
def test_no_history_gives_a_source_up(history: list[tuple[str, float | None]]) -> None:
    """Whatever happened in whatever order, it is asked again within a week."""
    state = FeedState()
    for error, wait in history:
        if error:
            state = after_failure(state, failed(error, retry_after=wait), NOW)
        else:
            state = after_reading(state, NOW, "unchanged")
    assert 0 <= pause(state) <= 7 * DAY
    assert due(state, NOW + timedelta(days=7))


# --- where ------------------------------------------------------------------------------------------

OLD, NEW = "http://dinkes.contohkab.go.id/feed/", "https://kesehatan.contohkab.go.id/feed/"


def test_a_permanent_redirect_is_adopted_after_seven_days() -> None:
    """Until then the configured address is asked, so that an afternoon's mistake changes nothing."""
    state = after_moving(FeedState(), OLD, NEW, NOW)
    assert (address(state, OLD), state.moved_to) == (OLD, NEW)
    state = after_moving(state, OLD, NEW, NOW + timedelta(days=6, hours=23))
    assert address(state, OLD) == OLD
    state = after_moving(state, OLD, NEW, NOW + timedelta(days=7))
    assert address(state, OLD) == NEW


def test_a_redirect_that_changes_its_mind_begins_anew() -> None:
    """Seven days count for one and the same goal; a reading without a redirect ends the count."""
    state = after_moving(FeedState(), OLD, NEW, NOW)
    elsewhere = after_moving(state, OLD, NEW + "2", NOW + timedelta(days=6))
    assert address(after_moving(elsewhere, OLD, NEW + "2", NOW + timedelta(days=8)), OLD) == OLD
    back = after_moving(state, OLD, "", NOW + timedelta(days=6))
    assert (back.moved_to, back.moved_at) == ("", None)
    assert address(after_moving(back, OLD, NEW, NOW + timedelta(days=8)), OLD) == OLD


@pytest.mark.parametrize(
    ("goal", "at_once"),
    [
        ("https://dinkes.contohkab.go.id/feed/", True),
        ("https://dinkes.contohkab.go.id/feed/?a=1", False),
        ("https://www.dinkes.contohkab.go.id/feed/", False),
        ("http://dinkes.contohkab.go.id/rss", False),
    ],
)
def test_only_the_step_to_https_is_taken_at_once(goal: str, at_once: bool) -> None:
    """The same host, path and query, and a safer way there."""
    assert after_moving(FeedState(), OLD, goal, NOW).adopted is at_once


@pytest.mark.parametrize(
    "failure", [failed("dns"), failed("gone"), failed("parked"), failed("http-status", status=404)]
)
def test_where_nobody_lives_any_more_the_new_address_is_asked_at_once(failure: Failed) -> None:
    """And an adopted address that is gone is given up for the configured one."""
    moved = after_moving(FeedState(), OLD, NEW, NOW)
    adopted = after_leaving(moved, failure)
    assert address(adopted, OLD) == NEW
    assert address(after_leaving(adopted, failure), OLD) == OLD
    assert after_leaving(FeedState(), failure) == FeedState()


@pytest.mark.parametrize(
    "failure", [failed("timeout"), failed("http-status", status=500), failed("challenge", status=403)]
)
def test_a_bad_day_is_no_move(failure: Failed) -> None:
    """Whoever is merely ill still lives there."""
    moved = after_moving(FeedState(), OLD, NEW, NOW)
    assert after_leaving(moved, failure) == moved


# --- promises, patience, fault ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fresh", "ttl", "hours"),
    [
        (None, 0, 0.0),
        (3600.0, 0, 0.0),  # the hourly pull asks as usual
        (7200.0, 0, 1.8),
        (365 * 86400.0, 0, 5.4),
        (0.0, 7200, 1.8),
        (7200.0, 10 * 3600, 9.0),
        (None, 365 * 86400, 21.6),
    ],
)
def test_promises_are_believed_within_bounds(fresh: float | None, ttl: int, hours: float) -> None:
    """What a server says holds six hours at most, what a feed says a day; a timer may come a little early."""
    state = after_reading(FeedState(ttl=ttl), NOW, "unchanged", fresh=fresh)
    assert (state.resume_at - NOW if state.resume_at else timedelta()) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("ttl", "kept"), [(60 * 999_999_999_999, 86400), (2**63, 86400), (10**40, 86400), (86400, 86400), (0, 0), (-60, 0)]
)
def test_whatever_number_a_feed_says_it_is_within_a_day(ttl: int, kept: int) -> None:
    """Also one that no store could hold: what is kept is what is believed."""
    state = after_reading(FeedState(ttl=ttl), NOW, "changed")
    assert state.ttl == kept
    assert pause(state) == 0.9 * kept


def test_those_that_fell_together_rise_apart() -> None:
    """A pause is shortened by up to a sixtieth, and never by more."""
    twice = FeedState(failures=2)
    pauses = [pause(after_failure(twice, failed(), NOW, chance=chance)) for chance in (0.0, 0.5, 0.999999)]
    assert pauses[0] == 3600
    assert pauses == sorted(pauses, reverse=True)
    assert min(pauses) > 59 * 60
    assert len(set(pauses)) == 3


def test_a_host_that_says_nothing_else_is_left_alone() -> None:
    """Three feeds are asked to wait and nobody hears anything else: it is meant for all. One other answer, good or
    bad, and it was meant for those three."""
    busy = failed("http-status", status=429, retry_after=600)
    host = HostSaid()
    for _ in range(2):
        host.hear(busy, NOW)
    assert not host.asks_all_to_wait()
    host.hear(failed("http-status", status=503, retry_after=1200), NOW)
    assert host.asks_all_to_wait()
    assert host.until == NOW + timedelta(seconds=1200)
    host.hear(None, NOW)
    assert not host.asks_all_to_wait()


@pytest.mark.parametrize("error", ["timeout", "dns", "refused", "tls-expired"])
def test_who_got_no_answer_was_told_nothing_else(error: str) -> None:
    """A line that hung, or was never made, is no word of the host's."""
    busy = failed("http-status", status=429, retry_after=600)
    host = HostSaid()
    for said in (busy, failed(error), busy, failed(error), busy):
        host.hear(said, NOW)
    assert host.asks_all_to_wait()


def test_a_host_that_does_not_say_for_how_long_is_left_alone_for_an_hour() -> None:
    """Three feeds hear nothing but 429 or 503, without a usable `Retry-After`."""
    host = HostSaid()
    for status in (429, 503, 429):
        host.hear(failed("http-status", status=status), NOW)
    assert host.asks_all_to_wait()
    assert host.until == NOW + timedelta(hours=1)


FELL, ILL, WELL, TOLD = Asked(True, True), Asked(True, False), Asked(False, True), Asked(True, True, answered=True)


@pytest.mark.parametrize(
    ("asked", "is_ours"),
    [
        ([FELL, FELL, FELL], True),
        ([FELL, ILL, ILL], True),
        ([ILL, ILL, ILL], False),
        ([FELL, FELL, TOLD], False),
        ([FELL, FELL], False),
        ([FELL, FELL, FELL, WELL], False),
        ([], False),
    ],
)
def test_when_everything_fails_the_fault_is_ours(asked: list[Asked], is_ours: bool) -> None:
    """Only where several were asked, nobody at all answered, and not all of them had been ill before."""
    assert ours(asked) is is_ours


def test_whoever_mends_the_settings_does_not_wait() -> None:
    """Other selectors, mode or zone in agency.toml: asked at once, and without validators; a source that is gone rests
    on, and the first settings of all change nothing."""
    resting_state = FeedState(settings="a", resume_at=NOW + timedelta(days=1), failures=5, etag="x", body_hash="y")
    mended = with_settings(resting_state, "b")
    assert (mended.resume_at, mended.failures, mended.etag, mended.body_hash) == (None, 0, "", "")
    assert with_settings(resting_state, "a") == resting_state
    gone = replace(resting_state, error="gone: …")
    assert with_settings(gone, "b").resume_at == resting_state.resume_at
    assert with_settings(replace(resting_state, settings=""), "b").etag == "x"

"""Articles that change: a morning of honest corrections, a counter that counts for weeks, asked hour by hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.identity_churn import MANY, churning, may_change, may_redate

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

CASES = [
    ([], False, True, "never changed"),
    ([1], False, True, "corrected an hour ago"),
    ([1, 2, 3, 4, 5], False, True, "a disaster, corrected five times in a morning"),
    ([0, 1, 2, 3, 4, 5], False, True, "and a sixth time"),
    ([0, 1, 2, 3, 4, 5, 6], True, False, "a counter that was read seven times"),
    ([0, 20, 40, 60, 80, 100, 120], True, False, "a text that changes almost daily"),
    ([30, 31, 32, 33, 34, 35, 36], True, True, "seven times, but not since yesterday: one more"),
    ([22, 31, 32, 33, 34, 35, 36], True, False, "not yet a day"),
    ([23, 31, 32, 33, 34, 35, 36], True, True, "a day, less an hour for a timer that fires early"),
    ([165, 166, 167, 168, 169, 170, 171], False, True, "that was last week"),
    ([24 * day for day in range(3, 60)], False, True, "quiet for three days: four in the week"),
    ([24 * day + 23 for day in range(60)], True, True, "once a day, as is allowed"),
    ([-9000, -1, -1, -1, -1, -1, -1, -1], False, True, "moments of a clock that was put back"),
    ([5, 1, 4, 2, 3], False, True, "in any order"),
]


@pytest.mark.parametrize(("hours", "churns", "may", "what"), CASES)
def test_what_changes_too_often(hours: list[float], churns: bool, may: bool, what: str) -> None:
    """Seven in a week are believed at once; beyond that, one a day."""
    changes = [NOW - timedelta(hours=hour) for hour in hours]
    assert churning(changes, NOW) is churns, what
    assert may_change(changes, NOW) is may, what


def followed(texts: list[int], *, until: timedelta) -> tuple[list[datetime], int]:
    """When changes were taken, and the text that stands, if an article's text is that of each hour; asked hourly."""
    taken, stands = [], 0
    for hour in range(int(until / HOUR)):
        now, text = NOW + hour * HOUR, texts[min(hour, len(texts) - 1)]
        if text != stands and may_change(taken, now):
            taken.append(now)
            stands = text
    return taken, stands


def test_a_newsroom_that_corrects_a_disaster_is_followed_each_time() -> None:
    """Five versions in a morning and one in the afternoon: each is public at the reading that finds it."""
    taken, stands = followed([1, 2, 2, 3, 4, 5, 5, 5, 6], until=2 * DAY)
    assert (len(taken), stands) == (6, 6)
    assert taken[-1] == NOW + 8 * HOUR


def test_a_counter_is_told_once_a_day_and_no_more() -> None:
    """A text that is another at each of two months' readings: seven times, and from then on daily, to the end."""
    taken, _ = followed(list(range(1, 60 * 24)), until=60 * DAY)
    assert all(after - before >= 23 * HOUR for before, after in pairwise(taken[6:]))
    assert 60 <= len(taken) <= MANY + 60 * 24 / 23


@given(st.lists(st.integers(0, 3), min_size=1, max_size=200))
def test_nothing_is_lost(texts: list[int]) -> None:
    """Whatever an article goes through, what it says last stands a day later, and no week has more than fourteen
    changes: seven at once, and seven daily ones."""
    taken, stands = followed(texts, until=len(texts) * HOUR + DAY)
    assert stands == texts[-1]
    assert all(sum(at - 7 * DAY < other <= at for other in taken) <= 2 * MANY for at in taken)


@given(st.lists(st.integers(-300, 300), max_size=20))
def test_who_does_not_churn_may_change(hours: list[int]) -> None:
    """The pause is for those alone that change too often."""
    changes = [NOW - timedelta(hours=hour) for hour in hours]
    assert churning(changes, NOW) or may_change(changes, NOW)
    assert may_change(changes, NOW + 23 * HOUR + timedelta(hours=300))


# --- dates -----------------------------------------------------------------------------------------------

SEEN = NOW - 10 * DAY
DATES = [
    (SEEN - DAY, {}, True, "before it was first seen"),
    (SEEN, {}, True, "when it was first seen"),
    (SEEN + HOUR, {}, True, "brought up since then, among others that stay"),
    (SEEN + HOUR, {"kept": 0}, False, "with nothing beside it that says that the source's dates are any"),
    (SEEN - DAY, {"kept": 0}, True, "a correction needs no witness"),
    (SEEN + HOUR, {"published": SEEN + timedelta(minutes=1)}, False, "brought up before"),
    (SEEN - DAY, {"published": SEEN + timedelta(minutes=1)}, True, "brought up before, and put right now"),
    (NOW, {}, False, "of this very moment"),
    (NOW - timedelta(minutes=9), {}, False, "of a moment ago"),
    (NOW - timedelta(minutes=11), {}, True, "of eleven minutes ago"),
    (NOW + DAY, {}, False, "ahead of us"),
    (SEEN - DAY, {"moved": 2, "kept": 1}, False, "most of them at once"),
    (SEEN - DAY, {"moved": 9, "kept": 0}, False, "all of them at once"),
    (SEEN - DAY, {"moved": 2, "kept": 8}, True, "two of ten"),
    (SEEN + HOUR, {"moved": 5, "kept": 5}, True, "half of them"),
    (SEEN + HOUR, {"moved": 5, "kept": 4}, False, "more than half"),
]


@pytest.mark.parametrize(("date", "other", "may", "what"), DATES)
def test_whether_a_later_date_is_the_articles_own(date: datetime, other: dict[str, Any], may: bool, what: str) -> None:
    """An editor's is followed; the moment at which a feed was made, or everything was imported, is not."""
    usual = {"first_seen": SEEN, "published": SEEN - 3 * DAY, "now": NOW, "moved": 1, "kept": 9}
    assert may_redate(date, **{**usual, **other}) is may, what

"""When a source is asked again. Pure: what happened and the clock come in, the feed's next state goes out.

Back-off begins with the third failure in a row, from one hour, doubling to 24; `Retry-After` is honoured
up to a day; a source that says 410 rests and is asked again weekly; no source is ever given up.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from plugins.newsroom.outcomes import Failed

PATIENCE: Final = 3  # failures in a row before the first pause
FIRST_PAUSE: Final = timedelta(hours=1)
LONGEST_PAUSE: Final = timedelta(hours=24)
GONE_PAUSE: Final = timedelta(days=7)
FULL_EVERY: Final = timedelta(days=1)
HOURLY: Final = 3600  # who says that it stays good no longer than this is asked at every pull
LONGEST_TTL: Final = 24 * 3600
EARLY: Final = 0.9  # a timer that fires a little early does not cost a source another hour


@dataclass(frozen=True, slots=True)
class FeedState:
    """Where a feed stands; a row of the store's table `feed`."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    asked_at: datetime | None = None  # last asked
    read_at: datetime | None = None  # last read to its end
    full_at: datetime | None = None  # last asked without validators, and read
    resume_at: datetime | None = None  # not before this
    failures: int = 0
    outcome: str = ""
    error: str = ""
    ttl: int = 0  # seconds for which its reading says that it stays good


def due(state: FeedState, now: datetime) -> bool:
    """Whether the source may be asked now."""
    return state.resume_at is None or now >= state.resume_at


def resting(state: FeedState, now: datetime) -> bool:
    """Whether the source is at rest because it said 410."""
    return not due(state, now) and state.error.startswith("gone")


def conditional(state: FeedState, now: datetime) -> bool:
    """Whether the validators may be sent: at least once a day everything is asked for anew."""
    return state.full_at is not None and now - state.full_at < FULL_EVERY


def after_failure(state: FeedState, failed: Failed, now: datetime) -> FeedState:
    """What is remembered after a failure; validators and readings stay as they were."""
    failures = state.failures + 1
    pause = timedelta(0)
    if failed.error == "gone":
        pause = GONE_PAUSE
    elif failures >= PATIENCE:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures - PATIENCE, 10))
    if failed.retry_after:
        pause = max(pause, timedelta(seconds=min(failed.retry_after, LONGEST_PAUSE.total_seconds())))
    return replace(
        state, asked_at=now, failures=failures, resume_at=now + pause if pause else None,
        outcome="paused" if failed.error == "gone" else "failed", error=failed.sentence(),
    )  # fmt: skip


def after_reading(state: FeedState, now: datetime, outcome: str) -> FeedState:
    """What is remembered after an answer that could be read, or a 304: nothing is asked again while the feed itself
    says that it stays good (RSS `ttl`), a day at most."""
    ttl = min(state.ttl, LONGEST_TTL)
    resume = now + timedelta(seconds=EARLY * ttl) if ttl > HOURLY else None
    return replace(state, asked_at=now, failures=0, resume_at=resume, outcome=outcome, error="")

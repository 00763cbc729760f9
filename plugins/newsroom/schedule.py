"""When a source is asked again, and where. Pure: what happened and the clock come in, the feed's next state goes out.

Back-off begins with the third failure in a row, from one hour, doubling to 24. `Retry-After` is honoured up to a day;
429 and 503 that say nothing usable mean an hour. A source that says 410 rests and is asked again weekly; no source is
ever given up. A permanent redirect is adopted after a week, at once where it leads to https or the old address is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from plugins.newsroom.outcomes import Failed

PATIENCE: Final = 3  # failures in a row before the first pause
FIRST_PAUSE: Final = timedelta(hours=1)
LONGEST_PAUSE: Final = timedelta(hours=24)
SPREAD: Final = 60  # a pause is shortened by up to a sixtieth, so that sources that fell together rise apart
GONE_PAUSE: Final = timedelta(days=7)
FULL_EVERY: Final = timedelta(days=1)
MOVE_AFTER: Final = timedelta(days=7)
HOURLY: Final = 3600  # who says that it stays good no longer than this is asked at every pull
LONGEST_TTL: Final = 24 * 3600  # what a feed says of itself
LONGEST_CACHE: Final = 6 * 3600  # what its server says of everything: rarely meant for news
EARLY: Final = 0.9  # a timer that fires a little early does not cost a source another hour
SLOW: Final = "slow"  # how the error begins of a source that was not opened, because it wants much work
BUSY: Final = frozenset({429, 503})  # statuses that ask for patience, whether or not they say for how long
LEFT: Final = frozenset({"dns", "refused", "gone", "parked"})  # beside 404: signs that nobody lives there any more


class FeedState(Struct, frozen=True):
    """Where a feed stands; a row of the store's table `feed`."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    asked_at: datetime | None = None  # last asked
    read_at: datetime | None = None  # last read to its end, or said to be unchanged since
    full_at: datetime | None = None  # last asked without validators, and read
    resume_at: datetime | None = None  # not before this
    failures: int = 0
    outcome: str = ""
    error: str = ""
    ttl: int = 0  # seconds for which its reading says that it stays good
    moved_to: str = ""  # where its permanent redirect leads
    moved_at: datetime | None = None  # since when it does
    adopted: bool = False  # it is asked there
    clock_local: int = 0  # what speaks for local hours under the label UTC, and what against: see dates_clock
    clock_utc: int = 0
    pages: bool = False  # its articles' texts stand on their own pages, which are read again daily
    settings: str = ""  # how agency.toml had it read; other settings, and it is asked at once


def with_settings(state: FeedState, settings: str) -> FeedState:
    """The same feed as agency.toml has it now: whoever mends its settings does not wait out what they were, and what
    was read by other settings is read anew."""
    if state.settings == settings:
        return state
    if not state.settings:
        return replace(state, settings=settings)
    anew = replace(state, settings=settings, etag="", last_modified="", body_hash="")
    return anew if state.error.startswith("gone") else replace(anew, resume_at=None, failures=0)


def ahead(last_modified: str, now: datetime) -> bool:
    """Whether a Last-Modified lies in the future: sent back, it would have the server call everything old."""
    try:
        return parsedate_to_datetime(last_modified).timestamp() > now.timestamp()
    except (ValueError, OverflowError, TypeError):
        return False


def due(state: FeedState, now: datetime) -> bool:
    """Whether the source may be asked now."""
    return state.resume_at is None or now >= state.resume_at


def resting(state: FeedState, now: datetime) -> bool:
    """Whether the source is at rest because it said 410."""
    return not due(state, now) and state.error.startswith("gone")


def slow(state: FeedState) -> bool:
    """Whether the source wanted more work than its share when it was last opened, or was to be."""
    return state.error.startswith(("worker:", f"{SLOW}:"))


def conditional(state: FeedState, now: datetime) -> bool:
    """Whether the validators may be sent: at least once a day everything is asked for anew."""
    return state.full_at is not None and now - state.full_at < FULL_EVERY


# --- where -----------------------------------------------------------------------------------------


def address(state: FeedState, url: str) -> str:
    """Where a source configured at `url` is asked."""
    return state.moved_to if state.adopted else url


def after_moving(state: FeedState, url: str, moved: str, now: datetime) -> FeedState:
    """What an answer's permanent redirects say: `moved` is where they led from the configured `url`, "" where there
    were none. Nothing changes for who is asked at an adopted address already."""
    if state.adopted:
        return state
    if not moved or moved == url:
        return replace(state, moved_to="", moved_at=None)
    since = state.moved_at if state.moved_to == moved and state.moved_at else now
    return replace(
        state, moved_to=moved, moved_at=since, adopted=_only_safer(url, moved) or now - since >= MOVE_AFTER
    )  # fmt: skip


def after_leaving(state: FeedState, failed: Failed) -> FeedState:
    """What a failure says of the address: one that is gone is left for the one that it led to; an adopted one that is
    gone is given up for the configured one."""
    if failed.error not in LEFT and failed.status != 404:
        return state
    if state.adopted:
        return replace(state, moved_to="", moved_at=None, adopted=False)
    return replace(state, adopted=bool(state.moved_to))


def _only_safer(url: str, moved: str) -> bool:
    """Whether a move is from http to https and nothing else."""
    old, new = urlsplit(url), urlsplit(moved)
    same = (old.hostname, old.path or "/", old.query) == (new.hostname, new.path or "/", new.query)
    return same and (old.scheme, new.scheme) == ("http", "https")


# --- when ------------------------------------------------------------------------------------------


def after_failure(state: FeedState, failed: Failed, now: datetime, *, chance: float = 0.0) -> FeedState:
    """What is remembered after a failure; validators and readings stay as they were. `chance`: 0 to 1, spreads the
    sources that failed together."""
    failures = state.failures + 1
    pause = timedelta(0)
    if failed.error == "gone":
        pause = GONE_PAUSE
    elif failures >= PATIENCE:
        pause = _spread(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures - PATIENCE, 10)), chance)
    pause = max(pause, patience(failed, chance))
    return replace(
        state, asked_at=now, failures=failures, resume_at=now + pause if pause else None,
        outcome="paused" if failed.error == "gone" else "failed", error=failed.sentence(),
    )  # fmt: skip


def patience(failed: Failed, chance: float = 0.0) -> timedelta:
    """For how long whoever said this wants to be left alone: as `Retry-After` says, within bounds. Where a busy one
    says nothing, nonsense, or a moment that is over, as long as the first pause."""
    if failed.retry_after:
        return timedelta(seconds=min(failed.retry_after, LONGEST_PAUSE.total_seconds()))
    return _spread(FIRST_PAUSE, chance) if failed.status in BUSY else timedelta(0)


def _spread(pause: timedelta, chance: float) -> timedelta:
    return pause * (1 - 0.99 * chance / SPREAD)


def after_reading(state: FeedState, now: datetime, outcome: str, *, fresh: float | None = None) -> FeedState:
    """What is remembered after an answer that could be read, or a 304: nothing is asked again while the feed itself
    (RSS `ttl`), or its server (`fresh`, seconds), says that it stays good."""
    ttl = max(0, min(state.ttl, LONGEST_TTL))  # whatever number it is: it goes into the store, too
    promise = max(ttl, min(fresh or 0.0, LONGEST_CACHE))
    resume = now + timedelta(seconds=EARLY * promise) if promise > HOURLY else None
    return replace(state, asked_at=now, read_at=now, failures=0, resume_at=resume, outcome=outcome, error="", ttl=ttl)


# --- whose fault -----------------------------------------------------------------------------------

CROWD: Final = 3


@dataclass(slots=True)
class HostSaid:
    """What one host said in this pull: how often it asked for patience, until when, and whether it said anything else.

    429 and 503 are about one feed, as far as one can know. Where a host says nothing else to anyone, it is about the
    whole host, and the rest of its feeds are not asked."""

    refusals: int = 0
    other: bool = False
    until: datetime | None = None

    def hear(self, failed: Failed | None, now: datetime) -> None:
        """One answer: a failure, or None for a good one. Who was not answered at all was told nothing else."""
        if failed and failed.status is None:
            return
        if failed and failed.status in BUSY:
            self.refusals += 1
            self.until = max(now + patience(failed), self.until or now)
        else:
            self.other = True

    def asks_all_to_wait(self) -> bool:
        return self.refusals >= CROWD and not self.other


class Asked(Struct, frozen=True):
    """How one source that was asked over the network fared. `was_well`: it had not failed when it was last asked;
    `answered`: what it said is its own, so the line to it works (404, 410, 429, `Retry-After`)."""

    failed: bool
    was_well: bool
    answered: bool = False


def ours(asked: list[Asked]) -> bool:
    """Whether the fault is ours: several sources were asked, every single one failed, none of them in words of its own,
    and some of them had been well. Those that were ill before prove nothing by being ill still."""
    return (
        len(asked) >= CROWD
        and all(each.failed and not each.answered for each in asked)
        and any(each.was_well for each in asked)
    )

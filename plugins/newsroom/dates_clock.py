"""Whether a source whose dates say UTC means it: readings come in, a verdict with its votes goes out. Part of `dates`.

Many CMSs write the hour on the wall and label it `+0000`, so that everything lies seven to nine hours ahead. One
reading can prove little and a second look proves much: an article that was not there an hour ago and is now was
published in that hour, so its date says which clock it was written by. Learned only from dates that say UTC
themselves; never for those that a standard defines as UTC (`date_gmt`). Nothing here asks or remembers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from plugins.newsroom.dates_words import zone_of

SKEW: Final = timedelta(minutes=15)  # by which an honest server's clock may run ahead of ours
LATE: Final = timedelta(hours=1)  # for which a cache may keep a new article from us
BELIEVED: Final = 3  # votes; what one article gives that was published while we watched
MOST: Final = 100


class Clock(Struct, frozen=True):
    """Votes for each reading of a source's dates, 0 to 100. Whoever has three or more is believed; the other side
    then has at most two, and those are what has lately spoken against it."""

    local: int = 0
    utc: int = 0

    @property
    def verdict(self) -> Literal["", "local", "utc"]:
        """`local`: hours on the wall, labelled UTC. "": not known yet; the label is then believed."""
        if max(self.local, self.utc) < BELIEVED:
            return ""
        return "local" if self.local > self.utc else "utc"


class Sample(Struct, frozen=True):
    """A dated entry of one reading: the moment that it claims, and whether it was met for the first time."""

    claimed: datetime
    new: bool


def as_local(claimed: datetime, zone: str) -> datetime:
    """The same numbers on the clock, read in `zone`: 10.00 "UTC" in Asia/Jakarta is 03.00 UTC."""
    return claimed.astimezone(UTC).replace(tzinfo=ZoneInfo(zone_of(zone))).astimezone(UTC)


def learn(clock: Clock, samples: Sequence[Sample], *, zone: str, now: datetime, last_read: datetime | None) -> Clock:
    """What is known of a source's clock after one more reading, at `now`, of dates as they claim to be.

    `last_read` is when everything that it listed was last known: the last complete reading, or a 304 since then.
    A reading speaks once, whatever it lists: a bulk import is one event. Entries that are not new say nothing, for
    whoever edits an article may date it anew, and neither does midnight, which is a day without an hour.

    - For `local`: an entry that UTC would put ahead of us, and that the zone's own clock puts between the last
      reading and now. Three votes. With no last reading, or one so long ago that the hours overlap, it may just as
      well be an appointment: one vote, and none if the reading also lists what lies ahead by any clock. So the first
      pull of an archive decides nothing: of what is past it cannot know when it appeared.
    - For `utc`: an entry that UTC puts between the last reading and now, while the zone's own clock puts it so long
      before the last reading that it would have been listed then. Three votes.

    Against what is believed each reading has one vote, and each that fits takes one back; at three it falls, and the
    other side is believed. So neither an appointment nor an article that waited for hours as a draft turns a clock
    over, and a clock that was put right is noticed with its third article.
    """
    offset = now.astimezone(ZoneInfo(zone_of(zone))).utcoffset() or timedelta()
    if offset <= 2 * LATE:  # too near to Greenwich to tell the two apart
        return clock
    watched = last_read is not None and now - last_read < offset
    claims = {s.claimed.astimezone(UTC) for s in samples if s.new}
    claims = {c for c in claims if (c.hour, c.minute, c.second) != (0, 0, 0)}
    ahead = {c for c in claims if now + SKEW < c <= now + offset + SKEW}
    if last_read is not None:
        ahead = {c for c in ahead if c - offset > last_read - LATE}
    if not watched and any(s.claimed > now + offset + SKEW for s in samples):
        ahead = set()
    past = {c for c in claims if last_read and last_read < c <= now and c - offset < last_read - LATE}
    if len(ahead) == len(past):
        return clock
    if len(ahead) > len(past):
        local, utc = _vote(clock.local, clock.utc, BELIEVED if watched else 1)
    else:
        utc, local = _vote(clock.utc, clock.local, BELIEVED)
    return Clock(local, utc)


def _vote(side: int, other: int, votes: int) -> tuple[int, int]:
    """Votes for `side`, and what the other side has then."""
    if other >= BELIEVED:  # one objection a reading, however strong; the third turns it over
        return (BELIEVED, 0) if side + 1 == BELIEVED else (side + 1, other)
    if side + votes < BELIEVED:
        return side + votes, other
    return min(side + votes, MOST), max(other - 1, 0) if side >= BELIEVED else 0

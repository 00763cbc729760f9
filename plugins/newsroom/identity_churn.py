"""Whether an article changes too often to be believed: moments come in, yes or no goes out. A part of `identity`.

Some sites print a view counter, the hour, or a random "related" list into the text of every article, so that each
reading is another. Such changes are no corrections, and the public history is not the place to count them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

WEEK: Final = timedelta(days=7)
MANY: Final = 7  # changes in a week: one a day, which may all be spent in one morning
PAUSE: Final = timedelta(hours=23)  # so that the pull a day later, a little early, is not too early


def churning(changes: Sequence[datetime], now: datetime) -> bool:
    """Whether an article that publicly changed at these moments has had its seven changes of the last seven days.

    From then on a further change is taken at most once a day; see `may_change`. Why seven, and why by the week: a
    newsroom that corrects a disaster story at every hourly reading of a morning (five, six times) is followed each
    time, while a counter is caught in its first night. And whatever goes on changing once a day has changed seven
    times in any week, so it stays caught until it has been quiet: no limit by the day alone would hold it.
    """
    return len(_recent(changes, now)) >= MANY


def may_change(changes: Sequence[datetime], now: datetime) -> bool:
    """Whether one more change is taken now. Never refused for longer than 23 hours after the last one that was taken,
    so whoever asks again at each reading has the newest text within a day: it comes late, it is not lost.

    Moments that lie ahead of `now` (somebody put the clock back) count for nothing.
    """
    recent = _recent(changes, now)
    return not churning(changes, now) or now - max(recent) >= PAUSE


def _recent(changes: Sequence[datetime], now: datetime) -> list[datetime]:
    return [at for at in changes if now - WEEK < at <= now]

"""Whether an article changes too often to be believed: moments come in, yes or no goes out. A part of `identity`.

Some sites print a view counter, the hour, or a random "related" list into the text of every article, so that each
reading is another; some date every article by the moment at which the feed was made. Such changes are no corrections,
and the public history is not the place to count them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

WEEK: Final = timedelta(days=7)
MANY: Final = 7  # changes in a week: one a day, which may all be spent in one morning
PAUSE: Final = timedelta(hours=23)  # so that the pull a day later, a little early, is not too early
SOON: Final = timedelta(minutes=10)  # between the making of a feed and our reading of it, where nothing caches


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


def may_redate(
    date: datetime, *, first_seen: datetime, published: datetime, now: datetime, moved: int, kept: int
) -> bool:
    """Whether a later date than an article had is believed: an editor's, and not the moment of making the feed.

    Of the known entries of the reading `moved` were dated forward, this one among them, and `kept` were not. Where
    most move at once, it is the feed that is dated, or an import. A date before we first saw the article may always be
    a correction. A later one cannot be when it was published, for it was there already: whoever brings up an old
    article does so with one among others that stay, not at the very moment of our reading, and once.
    """
    if moved > max(1, kept):
        return False
    if date <= first_seen:
        return True
    return moved <= kept and published <= first_seen and date < now - SOON

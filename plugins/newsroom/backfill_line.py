"""How an archive is asked for: one question at a time, with rests between them. A part of `backfill`.

Nobody waits for an archive, and the site that keeps it serves its readers meanwhile. What an answer means for the
reading of an archive is decided here, too.
"""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Final

from plugins.newsroom.fetch import Answer, Ask, Net, Turn
from plugins.newsroom.outcomes import FAILURES, Failed, Fetched
from plugins.newsroom.visit_bodies import Opened
from plugins.newsroom.walls import Batch

Rest = Callable[[float], Awaitable[None]]

NOTHING_THERE: Final = (400, 404, 410)  # 400 is what WordPress says behind its last page
BUSY: Final = (429, 503)
NEVER: Final = frozenset({"off-network", "bad-address", "odd-port", "private-address", "redirects", "too-large"})
"""Why an article's own page will not be had another time either."""


class Unhurried(Net):
    """A line on which one question is asked at a time, and the next one after a rest as long as the last answer took.
    `rest` gets seconds. `last` is the last answer."""

    def __init__(
        self, *, allow_private: bool, agent: str, now: Callable[[], datetime], rest: Rest = asyncio.sleep
    ) -> None:
        super().__init__(allow_private=allow_private, agent=agent, now=now)
        self._rest = rest
        self._one = asyncio.Lock()
        self._owed = 0.0
        self.last: Answer | None = None

    async def get(self, ask: Ask, turn: Turn | None = None, *, seconds: float = math.inf) -> Answer:
        async with self._one:
            if self._owed:
                await self._rest(self._owed)
            began = time.monotonic()
            self.last = await super().get(ask, turn, seconds=seconds)
            self._owed = time.monotonic() - began
            return self.last


def heard(opened: Opened) -> Batch | Failed | None:
    """A page of an archive; None where the site says that there is none; Failed where it cannot be had."""
    answer, batch = opened.answer, opened.batch
    if isinstance(answer, Failed):
        return None if answer.status in NOTHING_THERE and answer.error in ("http-status", "gone") else answer
    if not isinstance(answer, Fetched) or batch is None:
        return Failed(answer.url, "unreadable")
    if (batch.whole or batch.cut) and not batch.error:
        return batch
    status = answer.status if answer.complete else None  # cut off on its way: nobody knows what it is
    return Failed(answer.url, answer.error or batch.error or "truncated", batch.detail, status)


def in_trouble(failed: Failed) -> bool:
    """Whether the site does not answer at all, or asks for patience: then it is asked nothing more."""
    silent = failed.status is None and failed.error not in NEVER
    return silent or failed.status in BUSY or failed.retry_after is not None


def because(failed: Failed) -> str:
    """A failure as an operator is told."""
    code = f" (HTTP {failed.status})" if failed.status and failed.status != 200 else ""
    return f"{FAILURES[failed.error].sentence}{code}"

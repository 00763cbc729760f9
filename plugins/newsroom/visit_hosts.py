"""What a host says in one pull, to its feeds and of its pages, and when its word can be taken. A part of `visit`.

Answers come in, and whether the host asks everybody to wait goes out, once those who were asked before have been
answered: four are asked at once, and three refusals say nothing while the fourth answer is still on its way. Of pages
one refusal is enough: a feed is one question an hour, its pages are dozens.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from plugins.newsroom.fetch import Answer, Ask, Turn
from plugins.newsroom.outcomes import Failed
from plugins.newsroom.schedule import BUSY, HostSaid, patience
from plugins.newsroom.visit_patience import Patience


class Host:
    """One host, with its port, in one pull."""

    def __init__(self) -> None:
        self._said = HostSaid()
        self._asked = 0
        self._heard = asyncio.Condition()
        self._pages: datetime | None = None

    async def answer(self, line: Patience, ask: Ask, turn: Turn | None, now: datetime) -> Answer:
        """Ask it, and remember what it said."""
        self._asked += 1
        answer: Answer | None = None
        try:
            answer = await line.get(ask, turn)
            return answer
        finally:
            self._asked -= 1
            if answer is not None:
                self._said.hear(answer if isinstance(answer, Failed) else None, now)
            async with self._heard:
                self._heard.notify_all()

    async def asks_all_to_wait(self) -> datetime | None:
        """Until when nobody should ask it any more; None where it may be asked."""
        async with self._heard:
            await self._heard.wait_for(lambda: not (self._asked and self._said.asks_all_to_wait()))
        return self._said.until if self._said.asks_all_to_wait() else None

    @property
    def pages_rest(self) -> datetime | None:
        """Until when no page of it should be asked; None where pages may be."""
        return self._pages or (self._said.until if self._said.asks_all_to_wait() else None)

    async def page(self, line: Patience, ask: Ask, turn: Turn | None, now: datetime) -> Answer:
        """Ask it for a page that is no feed, and remember what that says of patience: it is about pages, all of them
        and in this whole pull; its feeds may still be asked."""
        answer = await line.get(ask, turn)
        if isinstance(answer, Failed) and answer.status in BUSY:
            self._pages = max(now + patience(answer), self._pages or now)
        return answer

"""What a host says to all of its feeds in one pull, and when its word can be taken. A part of `visit`.

Answers come in, and whether the host asks everybody to wait goes out, once those who were asked before have been
answered: four are asked at once, and three refusals say nothing while the fourth answer is still on its way.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from plugins.newsroom.fetch import Answer, Ask, Turn
from plugins.newsroom.outcomes import Failed
from plugins.newsroom.schedule import HostSaid
from plugins.newsroom.visit_patience import Patience


class Host:
    """One host, with its port, in one pull."""

    def __init__(self) -> None:
        self._said = HostSaid()
        self._asked = 0
        self._heard = asyncio.Condition()

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

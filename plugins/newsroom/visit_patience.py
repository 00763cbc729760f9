"""How long one source may take: the questions of a visit come in, answers go out, and their time is counted.

A part of `visit`. All questions to one source share what one question may take, and so does our own work on what came:
the workers charge the same account. To wait for others costs nothing. A question that goes beyond what is left is cut
there, and one for which nothing is left is not asked.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Final

from plugins.newsroom.fetch import TOTAL_SECONDS, Answer, Ask, Net, Turn
from plugins.newsroom.outcomes import Failed
from plugins.newsroom.walls import Account

SECONDS: Final = TOTAL_SECONDS
"""What a source may take in all, of which its first question may have everything."""


class Patience:
    """A line to the network for one source. `account`: what it may still take; `late` says whether the whole pull may
    ask no more."""

    def __init__(self, net: Net, seconds: float = math.inf, late: Callable[[], bool] = lambda: False) -> None:
        self._net, self._late = net, late
        self.account = Account(seconds)

    @property
    def over(self) -> bool:
        """Whether nothing more is asked."""
        return self.account.left <= 0 or self._late()

    def turn(self, url: str) -> AbstractAsyncContextManager[Turn | None]:
        """The host's turn, which nobody waits for who may not ask."""
        return nullcontext() if self.over else self._net.turn(url)

    async def get(self, ask: Ask, turn: Turn | None = None) -> Answer:
        """Ask, for as long as there is time."""
        if self.over:
            return Failed(ask.url, "timeout", "not asked: its source has had its time")
        began = time.monotonic()
        try:
            return await self._net.get(ask, turn, seconds=self.account.left)
        finally:
            self.account.left -= time.monotonic() - began - (turn.waited if turn else 0.0)

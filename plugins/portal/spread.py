"""Which stories the home page shows, in their order: rows newest first come in, the same come out so that no agency
fills the page.

A feed without dates is dated by its first reading: all its articles are the newest at once, and would be all that
there is to see. Nothing is lost: what finds no place here stands in the archive and in its agency's section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from plugins.newsroom.store import Row

TOP: Final = 3
"""Stories that stand beside or under the lead, at most."""
AT_TOP: Final = 2
"""Stories of one agency among these and the lead."""
IN_A_ROW: Final = 3
"""Stories of one agency that follow one another."""


def spread(rows: Iterable[Row], lead: str, most: int) -> list[Row]:
    """At most `most` of `rows`, each as early as its agency leaves room; `lead` is the agency that leads the page.

    Every place goes to the newest row that may stand there, and to the newest of all where none may: a network with
    one agency shows that one. No more rows are read than are needed.
    """
    coming = iter(rows)
    waiting: list[Row] = []
    placed: list[Row] = []
    while len(placed) < most:
        full = _full(lead, [row["agency"] for row in placed])
        at = next((index for index, row in enumerate(waiting) if row["agency"] not in full), None)
        while at is None and (row := next(coming, None)):
            waiting.append(row)
            at = None if row["agency"] in full else len(waiting) - 1
        if not waiting:
            break
        placed.append(waiting.pop(at or 0))
    return placed


def _full(lead: str, placed: Sequence[str]) -> set[str]:
    """The agencies that may not have the next place."""
    if len(placed) < TOP:
        top = [lead, *placed]
        return {agency for agency in top if top.count(agency) >= AT_TOP}
    last = set(placed[-IN_A_ROW:])
    return last if len(last) == 1 else set()

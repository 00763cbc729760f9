"""The wall for a list of agencies: its bytes come in, a `Roster` goes out, read in a worker that may be killed.

Beside that its workers do all that others do, so that one set of them serves a whole import.

    python -m plugins.office.importing_wall
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Final

from plugins.newsroom.roster_words import Roster
from plugins.newsroom.walls import Workers

_KIND: Final = b"O"
_COMMAND: Final = (sys.executable, "-m", "plugins.office.importing_wall")


@dataclass(frozen=True, slots=True)
class ListJob:
    """A list as its file holds it; `name` is what faults call it."""

    body: bytes
    name: str


class Readers(Workers):
    """Workers who can also read a list."""

    def __init__(self) -> None:
        super().__init__(command=_COMMAND)

    async def roster(self, job: ListJob) -> Roster:
        return await self._ask(_KIND, job, Roster)


def read(job: ListJob) -> Roster:
    """Bytes → candidates."""
    from plugins.newsroom import parse_opml, roster

    return roster.read(job.body, job.name, outlines=parse_opml.outlines)


if __name__ == "__main__":
    from plugins.newsroom.walls_work import WORK, serve

    WORK[_KIND] = (ListJob, read)
    serve()

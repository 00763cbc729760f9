"""Pelican's side of the printing: one generator that lets each room print what of it is wanted.

What need not be printed is decided by keys and fingerprints, room by room; nothing is read ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from pelican.generators import Generator

from plugins.portal import assets, data, feeds, lists, standing, stories
from plugins.portal.ledger import Ledger
from plugins.portal.press import Press, Room
from plugins.portal.templates import tune
from plugins.portal.writer import StagingWriter

CHUNK: Final = 100  # outputs of a room that are printed and written down at a time

Say = Callable[[str, int, int], None]

ROOMS: Final[tuple[Room, ...]] = (
    *assets.ROOMS, *stories.ROOMS, *lists.ROOMS, *feeds.ROOMS, *data.ROOMS, *standing.ROOMS,
)  # fmt: skip


class Printer(Generator):
    """The one generator of the portal."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        tune(self.env)

    def generate_context(self) -> None:
        """Nothing is read ahead: what is printed comes from the store, when it is printed."""

    def generate_output(self, writer: StagingWriter) -> None:
        press = Press(self.settings["EDITION"], writer.stage, self, writer)
        print_edition(press, ROOMS, self.settings["EDITION_LEDGER"], self.settings["PORTAL_SAY"])


def print_edition(press: Press, rooms: tuple[Room, ...], ledger: Ledger, say: Say) -> None:
    """All that is wanted, in the order of the rooms."""
    for room in rooms:
        done = 0
        for names in chunks(room.wanted(press)):
            for name in names:
                room.print(press, name)
            ledger.take(press.stage.hand_over(), press.fragments.hand_over())
            done += len(names)
            if room.label:
                say(room.label, done, done)
        ledger.write()  # what comes later is made of pieces that were made before
    ledger.due = press.due


def chunks(names: Iterable[str]) -> Iterator[list[str]]:
    coming = iter(names)
    while found := list(islice(coming, CHUNK)):
        yield found

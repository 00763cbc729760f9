"""Pelican's side of the printing: one generator that lets each room print what of it is wanted.

What need not be printed is decided by keys and fingerprints, room by room; nothing is read ahead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from typing import Any, Final

from msgspec import Struct
from msgspec.msgpack import decode, encode
from pelican.generators import Generator

from plugins.newsroom.errors import BuildRefused, PortalError
from plugins.portal import assets, data, feeds, lists, mishaps, standing, stories
from plugins.portal.edition import Edition
from plugins.portal.hands import Hands, chunks, cores
from plugins.portal.ledger import Ledger
from plugins.portal.press import Press, Room
from plugins.portal.stage import Made
from plugins.portal.templates import tune
from plugins.portal.writer import StagingWriter

CHUNK: Final = 50  # outputs of a room that are printed and written down at a time
MUCH: Final = 150  # touched keys, from which on it is worth to print by several processes

Say = Callable[[str, int, int], None]

ROOMS: Final[tuple[Room, ...]] = (
    *assets.ROOMS, *stories.ROOMS, *lists.ROOMS, *feeds.ROOMS, *data.ROOMS, *standing.ROOMS,
)  # fmt: skip


class Printer(Generator):
    """The one generator of the portal."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        edition: Edition = self.settings["EDITION"]
        tune(self.env, edition.store.path.parent / "templates")

    def generate_context(self) -> None:
        """Nothing is read ahead: what is printed comes from the store, when it is printed."""

    def generate_output(self, writer: StagingWriter) -> None:
        press = Press(self.settings["EDITION"], writer.stage, self, writer)
        print_edition(press, ROOMS, self.settings["EDITION_LEDGER"], self.settings["PORTAL_SAY"], jobs(self.settings))


def jobs(settings: Mapping[str, Any]) -> int:
    """By how many processes to print at most. What another plugin gathers, it gathers in one."""
    return 1 if len(settings["PLUGINS"] or ()) > 1 else cores(int(settings.get("PORTAL_JOBS") or 0))


class Part(Struct, frozen=True):
    """Some outputs of one room, by their names."""

    room: int
    names: list[str]


def print_edition(press: Press, rooms: tuple[Room, ...], ledger: Ledger, say: Say, count: int) -> None:
    """All that is wanted, stories first: lists are made of pieces of them. `count`: of processes, where there is much
    to print."""

    def do(message: bytes) -> bytes:
        return encode(_printed(press, rooms, decode(message, type=Part)))

    first = [at for at, room in enumerate(rooms) if room in stories.ROOMS]
    rest = [at for at in range(len(rooms)) if at not in first]
    much = press.edition.full or len(press.edition.keys) > MUCH
    with Hands(count, press.edition.store, do) if much and count > 1 else nullcontext() as hands:
        for phase in (first, rest):
            parts = (Part(at, names) for at in phase for names in chunks(rooms[at].wanted(press), CHUNK))
            done: Counter[int] = Counter()
            if hands:
                coming = (decode(each, type=Made) for each in hands.do_all(map(encode, parts)))
            else:
                coming = (_printed(press, rooms, part) for part in parts)
            for made in coming:
                ledger.take(made)
                done[made.room] += made.names
                if rooms[made.room].told:
                    say(rooms[made.room].name, done[made.room], max(done[made.room], _all(press, rooms[made.room])))
            ledger.write()


def _printed(press: Press, rooms: tuple[Room, ...], part: Part) -> Made:
    room = rooms[part.room]
    name = press.page_at = ""
    try:
        if room.gather:
            room.gather(press, part.names)
        for name in part.names:
            press.page_at = ""
            room.print(press, name)
    except PortalError:
        raise
    except Exception as error:
        raise BuildRefused(mishaps.told(error, press.where(room.name, name))) from error
    return Made(press.stage.hand_over(), press.fragments.hand_over(), press.due, len(part.names), part.room)


def _all(press: Press, room: Room) -> int:
    """How many stories there are to print."""
    edition = press.edition
    return int(edition.store.q.count_stories()) if edition.is_anew(room.templates) else len(edition.touched(room.key))

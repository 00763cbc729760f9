"""Much of the same is done by several processes: parts of the work go out to them as bytes, what came of each comes
back as bytes, in whatever order they end.

They are forked, where a system can, and each has a store of its own to read from. Who did which part makes no
difference to what is printed.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar, cast

from plugins.newsroom import errors
from plugins.newsroom.errors import BuildRefused, PortalError
from plugins.newsroom.store import Store

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Do = Callable[[bytes], bytes]
Each = TypeVar("Each")

AHEAD: Final = 2  # parts that a process has before it, so that it never waits
INTERRUPTED: Final = 130
_DONE, _FAULT = b"+", b"-"
_LOST: Final = (
    "sebuah proses yang mencetak mati sebelum selesai, mungkin karena memori habis. Ulangi, atau cetak dengan satu"
    " proses saja: ./run build --jobs 1"
)


def cores(wanted: int = 0) -> int:
    """How many processes to work with: as many as are wanted, else as this one may use cores; 1 where none can be
    forked."""
    if not hasattr(os, "fork"):
        return 1
    return wanted or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def chunks(things: Iterable[Each], most: int) -> Iterator[list[Each]]:
    """The same things by parts."""
    coming = iter(things)
    while found := list(islice(coming, most)):
        yield found


class Hands:
    """So many processes that do `do`, for as long as the block lasts."""

    def __init__(self, count: int, store: Store, do: Do) -> None:
        from multiprocessing.connection import Pipe  # most builds print so little that they do it alone

        self._ends: dict[Connection, int] = {}
        store.close()  # an open one must not be carried into another process
        frozen = gc.get_freeze_count()
        gc.freeze()  # what is here already is nobody's garbage
        try:
            for _ in range(count):
                ours, theirs = Pipe()
                pid = os.fork()
                if not pid:
                    for end in (*self._ends, ours):
                        end.close()  # else nobody would see that this process's parent is gone
                    _work(theirs, store, do)
                theirs.close()
                self._ends[ours] = pid
        finally:
            if not frozen:
                gc.unfreeze()
            store.reopen()

    def __enter__(self) -> Hands:
        return self

    def __exit__(self, *_: object) -> None:
        for end, pid in self._ends.items():
            end.close()  # it ends when it has nothing to read any more
            os.waitpid(pid, 0)

    def do_all(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Have them done. Raises what doing one of them raised, and BuildRefused where a process was lost."""
        from multiprocessing.connection import wait

        coming = iter(parts)
        waiting = dict.fromkeys(self._ends, 0)
        for end in [end for end in self._ends for _ in range(AHEAD)]:
            _hand(end, coming, waiting)
        while busy := [end for end, parts_out in waiting.items() if parts_out]:
            for end in cast("list[Connection]", wait(busy)):
                try:
                    answer = end.recv_bytes()
                except (EOFError, ConnectionResetError) as error:
                    raise BuildRefused(_LOST) from error
                if answer.startswith(_FAULT):
                    name, _, sentence = answer[1:].decode().partition(" ")
                    raise getattr(errors, name, BuildRefused)(sentence)
                waiting[end] -= 1
                _hand(end, coming, waiting)
                yield answer[1:]


def _hand(end: Connection, coming: Iterator[bytes], waiting: dict[Connection, int]) -> None:
    part = next(coming, None)
    if part is not None:
        with suppress(BrokenPipeError):  # whoever is gone is found out when nothing comes back
            end.send_bytes(part)
        waiting[end] += 1


def _work(end: Connection, store: Store, do: Do) -> NoReturn:
    """What a process does until nobody hands it anything; it never returns to what its parent was doing."""
    code = 0
    try:
        store.reopen()
        while True:
            end.send_bytes(_answer(end.recv_bytes(), do))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        pass  # nothing more to do, or nobody to do it for
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        sys.stdout = sys.stderr = None  # nothing that its parent has not said yet
        os._exit(code)


def _answer(part: bytes, do: Do) -> bytes:
    try:
        return _DONE + do(part)
    except PortalError as error:
        return _FAULT + f"{type(error).__name__} {error}".encode()
    except Exception as error:
        return _FAULT + f"{BuildRefused.__name__} {type(error).__name__}: {error}".encode()

"""Several processes at the same work: all of it is done, a fault comes back as it was, and nobody is left behind."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from plugins.newsroom.errors import BuildRefused, SiteIncomplete, StoreUnusable
from plugins.newsroom.store import Store
from plugins.portal.hands import Hands, chunks, cores

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")
    made.q.set_meta(key="seen", value="by all")
    return made


@needs_fork
@pytest.mark.parametrize("count", [1, 2, 5])
def test_all_of_it_is_done(store: Store, count: int) -> None:
    """Every part once, by processes of their own, each of which reads the store, and whose parent goes on writing."""

    def do(part: bytes) -> bytes:
        return part + f" {store.q.get_meta(key='seen')} {os.getpid()}".encode()

    with Hands(count, store, do) as hands:
        found = []
        for answer in hands.do_all(str(n).encode() for n in range(100)):
            store.q.set_meta(key="done", value=answer.decode())
            found.append(answer.decode().split(" "))
    assert sorted(int(part) for part, *_ in found) == list(range(100))
    assert {" ".join(said) for _, *said, _ in found} == {"by all"}
    assert len({pid for *_, pid in found}) == count
    assert str(os.getpid()) not in {pid for *_, pid in found}
    for *_, pid in found:
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


@needs_fork
@pytest.mark.parametrize(
    ("raised", "told"),
    [(SiteIncomplete("hilang"), SiteIncomplete), (BuildRefused("tidak"), BuildRefused), (KeyError("x"), BuildRefused),
     (StoreUnusable("penuh"), StoreUnusable)],
)  # fmt: skip
def test_a_fault_comes_back(store: Store, raised: Exception, told: type[Exception]) -> None:
    """What doing a part raised is raised here, with its sentence; what nobody expected refuses the build."""

    def do(part: bytes) -> bytes:
        if part == b"7":
            raise raised
        return part

    with Hands(2, store, do) as hands, pytest.raises(told, match=str(raised.args[0])):
        list(hands.do_all(str(n).encode() for n in range(20)))


@needs_fork
def test_a_process_that_is_lost_refuses_the_build(store: Store) -> None:
    """Killed, for want of memory perhaps: nothing of what it had in hand is passed over."""

    def do(part: bytes) -> bytes:
        if part == b"3":
            os.kill(os.getpid(), signal.SIGKILL)
        return part

    with Hands(2, store, do) as hands, pytest.raises(BuildRefused, match="mati sebelum selesai"):
        list(hands.do_all(str(n).encode() for n in range(50)))


@needs_fork
def test_nobody_outlives_who_handed_out_the_work(store: Store, tmp_path: Path) -> None:
    """The parent is killed: its processes find that out and end, though they hold ends of one another's pipes."""
    note = tmp_path / "pids"

    def do(part: bytes) -> bytes:
        with note.open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(0.05)
        return part

    parent = os.fork()
    if not parent:
        with Hands(3, store, do) as hands:
            list(hands.do_all(str(n).encode() for n in range(1000)))
        os._exit(0)
    end = time.monotonic() + 10
    while time.monotonic() < end and (not note.exists() or len(set(note.read_text().split())) < 3):
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    left = {int(pid) for pid in note.read_text().split()}
    assert len(left) == 3
    while left and time.monotonic() < end:
        left = {pid for pid in left if Path(f"/proc/{pid}").exists() and "Z" not in _state(pid)}
        time.sleep(0.01)
    assert not left


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_as_many_as_are_wanted() -> None:
    """The number that is asked for, else the cores that this process may use."""
    assert cores(3) == (3 if hasattr(os, "fork") else 1)
    assert cores() >= 1
    assert [len(part) for part in chunks(map(str, range(7)), 3)] == [3, 3, 1]

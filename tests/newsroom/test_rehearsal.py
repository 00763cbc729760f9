"""Settled on trial: it stands if nothing more comes, else it never was. Real store, real SQLite."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from plugins.newsroom.errors import StoreUnusable
from plugins.newsroom.store import Store
from tests.newsroom.test_stories import Newsroom


def at(folder: Path) -> Newsroom:
    folder.mkdir()
    return Newsroom(Store(f"sqlite:///{folder / 'p.sqlite3'}"))


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return at(tmp_path / "trial")


def kept(room: Newsroom) -> list[str]:
    """All that other connections can see."""
    with sqlite3.connect(room.store.path) as other:
        return list(other.iterdump())


def test_a_trial_stands_once_it_is_adopted(room: Newsroom, tmp_path: Path) -> None:
    """Nobody else sees anything of it before, and afterwards it is what settling leaves."""
    plain = at(tmp_path / "plain")
    for each in (room, plain):
        each.file(each.article("dinkes"), each.article("rsud", 2, text="Kabar lain. " * 30))
    before = kept(room)
    with room.store.rehearsal():
        joined = room.settle()
    assert kept(room) == before
    assert room.store.adopt()
    assert joined == plain.settle()
    assert kept(room) == kept(plain)
    assert not room.store.adopt()


def test_what_comes_later_undoes_a_trial(room: Newsroom, tmp_path: Path) -> None:
    """An earlier copy arrives after all: the story is its, as if all had been there from the beginning."""
    plain = at(tmp_path / "plain")
    plain.file(plain.article("rsud", hour=4))
    plain.file(plain.article("dinkes", hour=1, title="Layanan Baru di Puskesmas"))
    room.file(room.article("rsud", hour=4))
    for _ in range(2):
        with room.store.rehearsal():
            room.settle()
    assert room.only().agency == "rsud"
    room.file(room.article("dinkes", hour=1, title="Layanan Baru di Puskesmas"))
    assert not room.store.adopt()
    assert room.settle() == plain.settle()
    assert room.only().agency == "dinkes"
    assert kept(room) == kept(plain)


def test_nothing_slips_into_a_trial(room: Newsroom) -> None:
    """A change that is no transaction of its own would be lost with the trial; it is refused."""
    room.file(room.article("dinkes"))
    with room.store.rehearsal():
        room.settle()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        room.store.q.set_meta(key="pinned", value="[]")
    room.store.adopt()
    room.store.q.set_meta(key="pinned", value="[]")


def test_a_trial_that_fails_leaves_nothing(room: Newsroom) -> None:
    """And the store is as good as before."""
    room.file(room.article("dinkes"))
    before = kept(room)

    def fail() -> None:
        with room.store.rehearsal():
            room.settle()
            raise sqlite3.OperationalError("disk full")

    with pytest.raises(StoreUnusable):
        fail()
    assert kept(room) == before
    assert not room.store.adopt()
    room.settle()
    assert room.only().agency == "dinkes"


def test_a_trial_in_a_store_that_is_closed_never_was(room: Newsroom) -> None:
    """As after a crash: the articles still wait for their story."""
    room.file(room.article("dinkes"))
    with room.store.rehearsal():
        room.settle()
    room.store.close()
    again = Newsroom(Store(f"sqlite:///{room.store.path}"))
    assert again.stories() == []
    again.settle()
    assert again.only().agency == "dinkes"

"""An older store: it becomes one of this version, and nothing in it is lost."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.newsroom.errors import StoreUnusable
from plugins.newsroom.store import SCHEMA, Store
from plugins.newsroom.store_queries import Queries

FIRST = Path(__file__).parent / "schema_1.sql"


def first_store(path: Path) -> None:
    """A store as the first version made it, with one article that is told."""
    store = sqlite3.connect(path)
    store.executescript(FIRST.read_text(encoding="utf-8"))
    store.execute("INSERT INTO meta VALUES ('schema', '1')")
    columns = {row[1]: "" for row in store.execute("PRAGMA table_info (article)") if row[3]}
    columns |= {
        "id": "7",
        "agency": "dinkes",
        "key": "guid:7",
        "html": "<p>Isi.</p>",
        "text": "Isi.",
        "pictures": '["x"]',
    }
    columns |= {"title": "Judul", "decision": "publish", "published": "2026-11-20T05:07:00Z", "missing": "0"}
    names = ", ".join(columns)
    store.execute(f"INSERT INTO article ({names}) VALUES ({', '.join('?' * len(columns))})", tuple(columns.values()))
    told = {row[1]: "" for row in store.execute("PRAGMA table_info (story)")} | {"id": "s", "lead": "7", "data": "{}"}
    store.execute(f"INSERT INTO story VALUES ({', '.join('?' * len(told))})", tuple(told.values()))
    store.execute("UPDATE article SET story = 's'")
    store.commit()
    store.close()


def shape(path: Path) -> dict[str, set[tuple[str, str, int]]]:
    """Every table, view and index with its columns, whatever their order."""
    store = sqlite3.connect(path)
    found = {}
    for kind, name in store.execute("SELECT type, name FROM sqlite_master"):
        what = "index_info" if kind == "index" else "table_info"
        rows = store.execute(f"PRAGMA {what} ('{name}')").fetchall()
        found[name] = {(row[2], "", 0) if kind == "index" else (row[1], row[2], row[3]) for row in rows}
    store.close()
    return found


def test_an_older_store_becomes_what_a_new_one_is(tmp_path: Path) -> None:
    """Every table, column, view and index of a fresh store, and no other."""
    first_store(tmp_path / "old.sqlite3")
    Store(f"sqlite:///{tmp_path / 'old.sqlite3'}").close()
    Store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    assert shape(tmp_path / "old.sqlite3") == shape(tmp_path / "new.sqlite3")


def test_an_older_store_keeps_its_articles(tmp_path: Path) -> None:
    """The article is there with its words, its story prints them, and its pictures are wanted."""
    first_store(tmp_path / "old.sqlite3")
    store = Store(f"sqlite:///{tmp_path / 'old.sqlite3'}")
    article, story = store.q.article(id=7), store.q.printed_story(id="s")
    assert (article["title"], article["html"], article["text"]) == ("Judul", "<p>Isi.</p>", "Isi.")
    assert (story["html"], story["text"]) == ("<p>Isi.</p>", "Isi.")
    assert [row["id"] for row in store.q.wanting_pictures()] == ["s"]
    assert store.q.get_meta(key="schema") == str(SCHEMA)
    store.close()


def test_what_a_feed_listed_is_what_it_said(tmp_path: Path) -> None:
    """A store of the second version kept only which articles a feed listed: it still knows them by their names."""
    path = tmp_path / "old.sqlite3"
    first_store(path)
    old = sqlite3.connect(path)
    for statement in Queries(sqlite3.connect(":memory:")).script("migrate_to_2"):
        old.execute(statement)
    old.execute("UPDATE meta SET value = '2' WHERE key = 'schema'")
    old.execute("INSERT INTO feed (agency, url, listed) VALUES ('dinkes', 'https://a.example/feed', '[7]')")
    old.commit()
    old.close()
    store = Store(f"sqlite:///{path}")
    (row,) = store.q.last_said(agency="dinkes", feed="https://a.example/feed")
    assert (row["id"], row["key"], row["title"]) == (7, "guid:7", "Judul")
    store.close()


def nothing(path: Path) -> None:
    """A file without a schema."""
    sqlite3.connect(path).close()


@pytest.mark.parametrize("made", [first_store, nothing])
def test_processes_may_open_an_older_store_together(tmp_path: Path, made: Callable[[Path], None]) -> None:
    """One of them makes it what it must be, the others find it so. All wait for whoever holds the store, and have looked
    at it before."""
    path = tmp_path / "old.sqlite3"
    made(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA journal_mode = WAL")
    holder.execute("BEGIN IMMEDIATE")
    opened = f"print(flush=True); from plugins.newsroom.store import Store; Store('sqlite:///{path}').close()"
    command = [sys.executable, "-c", opened]
    together = [
        subprocess.Popen(command, cwd=FIRST.parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    for one in together:
        assert one.stdout is not None
        one.stdout.readline()
    time.sleep(1)  # none of them can go on; who is late has only looked later
    holder.execute("ROLLBACK")
    holder.close()
    assert [one.communicate(timeout=30)[1] for one in together] == [""] * 3
    Store(f"sqlite:///{tmp_path / 'new.sqlite3'}").close()
    assert shape(path) == shape(tmp_path / "new.sqlite3")


def test_what_is_no_store_is_told_in_indonesian(tmp_path: Path) -> None:
    """A file of another kind, a store that is torn, a folder: each with its remedy, none in the library's words."""
    (tmp_path / "bukan.sqlite3").write_text("bukan simpanan " * 1000)
    Store(f"sqlite:///{tmp_path / 'robek.sqlite3'}").close()
    torn = (tmp_path / "robek.sqlite3").read_bytes()
    (tmp_path / "robek.sqlite3").write_bytes(torn[:100] + b"\xff" * (len(torn) - 100))
    (tmp_path / "map.sqlite3").mkdir()
    (tmp_path / "berkas").write_text("")
    for name, remedy in (
        ("bukan.sqlite3", "berkas itu bukan simpanan portal. Betulkan PORTAL_STORE"),
        ("robek.sqlite3", "berkasnya rusak. Kembalikan dari cadangan."),
        ("map.sqlite3", "Periksa izin berkas"),
        ("berkas/p.sqlite3", "nama itu sudah dipakai. Periksa izin berkas"),
    ):
        with pytest.raises(StoreUnusable) as told:
            Store(f"sqlite:///{tmp_path / name}")
        assert str(told.value).startswith(f"Simpanan {tmp_path / name} tidak dapat dibuka: {remedy}")
        assert not re.search(r"database|malformed|unable|Errno|exists", str(told.value))


def test_a_newer_store_is_left_alone(tmp_path: Path) -> None:
    """A store of a later version is not opened, and the message says what to do."""
    Store(f"sqlite:///{tmp_path / 'p.sqlite3'}").close()
    with sqlite3.connect(tmp_path / "p.sqlite3") as store:
        store.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA + 1),))
    store.close()
    with pytest.raises(StoreUnusable, match="Perbarui portal"):
        Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")

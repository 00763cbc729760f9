"""What the newsroom believes, kept: the only SQL in the house, in the files beside this one.

Conductors call the named queries through `Store.q` and wrap what belongs together in `transaction()`; a feed's
articles, verdicts and validators stand or fall together. The store also keeps the dirty queue: every change
touches the keys of what must be printed again, and whoever prints remembers up to which touch it did.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from plugins.newsroom import store_sheets
from plugins.newsroom.errors import StoreUnusable, because
from plugins.newsroom.model import Agency, Network, Story, moment
from plugins.newsroom.store_queries import Queries
from plugins.newsroom.store_queries import Row as Row
from plugins.newsroom.store_rows import agency_from

SCHEMA: Final = 5
ENLISTED: Final = 20_000  # places in lists that are kept before they are written
PAGED: Final = ("topic:", "place:")
MONTHS: Final = ("month:", "agency-month:")
_HERE: Final = "sqlite:///"

_FAULTS: Final = {
    sqlite3.SQLITE_NOTADB: "berkas itu bukan simpanan portal. Betulkan PORTAL_STORE, atau pindahkan berkas itu.",
    sqlite3.SQLITE_CORRUPT: "berkasnya rusak. Kembalikan dari cadangan.",
    sqlite3.SQLITE_BUSY: "sedang dipakai program lain. Ulangi sesudah program itu selesai.",
    sqlite3.SQLITE_FULL: "disk penuh. Lapangkan disk, lalu ulangi.",
}
"""SQLite's primary result code → what is wrong and how it is mended."""


def _why(error: sqlite3.Error | OSError) -> str:
    mend = "Periksa izin berkas dan foldernya, sisa ruang disk, dan PORTAL_STORE."
    if isinstance(error, OSError):
        return f"{because(error)}. {mend}"
    return _FAULTS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, mend)


def picture_folder(url: str) -> Path:
    """Where the pictures that belong to a store lie: beside it."""
    return (Path(url.removeprefix(_HERE)).parent if url.startswith(_HERE) else Path("var")) / "pictures"


def picture_path(folder: Path, name: str, width: int) -> Path:
    """Where one width of a picture lies."""
    return folder / name[:2] / f"{name}-{width}.webp"


class Store:
    """An open store. `url` is `sqlite:///path`; the file and its folder are made when they do not exist.

    Raises StoreUnusable where it cannot be opened or comes from a newer version of the portal.
    """

    def __init__(self, url: str) -> None:
        if not url.startswith(_HERE):
            raise StoreUnusable(
                f"PORTAL_STORE={urlsplit(url).scheme}:… tidak dikenal. Tulis {_HERE} dan letak berkasnya."
            )
        self.path = Path(url.removeprefix(_HERE))
        self.pictures = picture_folder(url)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.q: Any = Queries(self._connect())
            self._touched: dict[str, None] = {}
            self._moved: dict[str, set[tuple[str, str]]] = {}
            self._shelves: set[str] = set()  # lists that are known to have had a story
            self._enlisted: set[tuple[str, str, str]] = set()  # what comes into lists, not yet written down
            self.rehearsed = False  # something is written, and only stands once it is adopted
            self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise StoreUnusable(f"Simpanan {self.path} tidak dapat dibuka: {_why(error)}") from error

    def _connect(self) -> sqlite3.Connection:
        self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        self._let_read_while_written()
        for pragma in ("synchronous = NORMAL", "cache_size = -16000", "temp_store = MEMORY"):
            self._connection.execute(f"PRAGMA {pragma}")
        return self._connection

    def reopen(self) -> None:
        """After `close`: the same store, in this process or in one that was forked while it was closed."""
        self.q = Queries(self._connect())

    def _let_read_while_written(self) -> None:
        """The mode lies in the file. Where two ask for it at once one is refused without waiting: it is the other's."""
        try:
            self._connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise

    def _prepare(self) -> None:
        """Bring the store to the form of today. Others may open it at the same moment: what there is to do is read
        where nobody else can write, and all of it is done or nothing."""
        if self._form() < SCHEMA:
            with self.transaction():
                found = self._form()
                steps = [f"migrate_to_{step}" for step in range(found + 1, SCHEMA + 1)] if found else ["create_schema"]
                for statement in chain.from_iterable(map(self.q.script, steps)):
                    self._connection.execute(statement)
                self.q.set_meta(key="schema", value=str(max(found, SCHEMA)))
        if (found := self._form()) > SCHEMA:
            raise StoreUnusable(
                f"Simpanan {self.path} dibuat oleh portal yang lebih baru (susunan {found}, di sini {SCHEMA}). "
                "Perbarui portal ini dahulu."
            )

    def _form(self) -> int:
        """The number of the schema that the file has; 0 where it has none yet."""
        return int(self.q.get_meta(key="schema")) if self.q.has_schema() else 0

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; a transaction inside another is part of it. What was only rehearsed is undone first."""
        if self.rehearsed:
            self._undo()
        if self._connection.in_transaction:
            yield
            return
        with self._begun():
            yield
            self._mark()
            self._connection.execute("COMMIT")

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """A transaction that is carried out only when `adopt` says so, and undone by any other that comes before. Until
        then nothing can be written."""
        if self.rehearsed:
            self._undo()
        with self._begun():
            yield
            self._mark()
        self.rehearsed = True
        self._connection.execute("PRAGMA query_only = ON")

    def adopt(self) -> bool:
        """Carry out what was rehearsed, if it still stands. Returns whether it did."""
        stood, self.rehearsed = self.rehearsed, False
        if stood:
            self._connection.execute("PRAGMA query_only = OFF")
            self._connection.execute("COMMIT")
        return stood

    @contextmanager
    def _begun(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException as error:
            self._undo()
            if isinstance(error, sqlite3.OperationalError):
                raise StoreUnusable(f"Simpanan {self.path} tidak dapat ditulis: {_why(error)}") from error
            raise

    def _undo(self) -> None:
        self.rehearsed = False
        for kept in (self._touched, self._moved, self._shelves, self._enlisted):
            kept.clear()
        self._connection.execute("PRAGMA query_only = OFF")
        self._connection.rollback()

    def touch(self, *keys: str) -> None:
        """Mark what depends on these keys as dirty: `story:<id>`, `list:<list>`, `sheet:<list>/<n>`, `month:<m>`,
        `everything`. Inside a transaction it is written down once, at its end."""
        with nullcontext() if self._connection.in_transaction else self.transaction():
            self._touched |= dict.fromkeys(keys)

    def _mark(self) -> None:
        """Write down what this transaction touched, each key once, however many stories touched it."""
        self._enlist()
        store_sheets.moved(self, self._moved)
        self.q.each("touch", [{"key": key} for key in self._touched])
        self._touched.clear()
        self._moved.clear()

    def network(self) -> Network | None:
        """network.toml, as it was last taken in; None where it never was, or by another version."""
        try:
            return msgspec.json.decode(self.q.get_meta(key="network") or "", type=Network)
        except msgspec.DecodeError:
            return None

    def agencies(self) -> list[Agency]:
        """Every agency that was ever known, as it was last good; those taken out of content/ are closed."""
        return [agency_from(row["config"], closed=bool(row["closed"])) for row in self.q.agencies()]

    def pinned(self) -> tuple[str, ...]:
        """The ids of the stories that the editors pinned and that are live, in their order."""
        return tuple(json.loads(self.q.get_meta(key="pinned") or "[]"))

    def shelve(self, story: Story, *, live: bool, new: bool = False) -> None:
        """Put a story into the lists it belongs to (none when it is not live) and touch each list that
        shows or showed it; the same for its pictures. `new`: it stood in none before."""
        with self.transaction():
            self._shelve(story, live=live, new=new)

    def touch_agency(self, slug: str) -> None:
        """An agency looks otherwise: its stories, whatever names them, and every list in which they stand."""
        with self.transaction():
            start = f"agency-month:{slug}/"
            months = self.q.lists_from(start=start, stop=f"{start}~")  # also those whose stories are all withdrawn
            self.touch(f"list:agency:{slug}", *(f"list:{row['list']}" for row in months))
            for row in list(self.q.stories_of_agency(slug=slug)):
                self.touch(f"story:{row['id']}", *(f"story:{kin['id']}" for kin in self.q.kin_stories(story=row["id"])))
                for name, published in self._lists_of(row["id"]):
                    self._move(name, published, row["id"])

    def touch_list(self, name: str) -> None:
        """A list with pages is called otherwise: all of its pages and its stories."""
        sheets = (f"sheet:{name}/{row['number']}" for row in self.q.sheets(list=name))
        self.touch(f"list:{name}", *sheets, *(f"story:{row['story']}" for row in self.q.stories_in(list=name)))

    def _shelve(self, story: Story, *, live: bool, new: bool) -> None:
        at = moment(story.published)
        wanted = lists_for(story) if live else set()
        before = set() if new else self._lists_of(story.id)
        for name, published in before:
            if name not in wanted or published != at:
                self.q.delist(list=name, published=published, story=story.id)
            self._move(name, published, story.id)
        added = sorted(name for name in wanted if (name, at) not in before)
        for name in added:
            self._open_shelf(name)
            self._move(name, at, story.id)
        self._enlisted |= {(name, at, story.id) for name in added}
        if len(self._enlisted) > ENLISTED:
            self._enlist()
        shown = {picture.name for picture in story.pictures} if live else set()
        used = set() if new else {row["name"] for row in self.q.pictures_used(story=story.id)}
        for name in sorted(used - shown):
            self.q.unuse_picture(name=name, story=story.id)
            self.touch(f"picture:{name}")
        for name in sorted(shown - used):
            self.q.use_picture(name=name, story=story.id)
        self.touch(f"story:{story.id}", f"month:{story.month}")

    def _lists_of(self, story: str) -> set[tuple[str, str]]:
        self._enlist()
        return {(row["list"], row["published"]) for row in self.q.lists_of(story=story)}

    def _enlist(self) -> None:
        """Write down what comes into lists; neighbours are written together."""
        rows = sorted(self._enlisted)
        self.q.each("enlist", ({"list": name, "published": at, "story": story} for name, at, story in rows))
        self._enlisted.clear()

    def _open_shelf(self, name: str) -> None:
        """Remember a list that has a story for the first time."""
        if name in self._shelves:
            return
        self._shelves.add(name)
        if self.q.add_shelf(list=name) and name.startswith(MONTHS):
            # a month that opens before others: the next newer one links to it from now on
            newer = self.q.next_shelf(list=name, stop=name[: -len("yyyy-mm")] + "~")
            self.touch(*([f"list:{newer}"] if newer else []))

    def _move(self, name: str, published: str, story: str) -> None:
        """A story came, went or changed at this place of a list. Only a list with pages must know where."""
        if name.startswith(PAGED):
            self._moved.setdefault(name, set()).add((published, story))
        else:
            self._touched[f"list:{name}"] = None


def lists_for(story: Story) -> set[str]:
    """The lists in which a live story stands."""
    agencies = (story.agency, *story.also)
    return {
        "site", f"month:{story.month}", f"kind:{story.kind}",
        *(f"agency:{slug}" for slug in agencies), *(f"agency-month:{slug}/{story.month}" for slug in agencies),
        *(f"topic:{slug}" for slug in story.topics), *(f"place:{slug}" for slug in story.places),
    }  # fmt: skip

"""The stores that are printed: numbers come in, stories are filed, changed and withdrawn as a pull does it.

Whatever is done here is done in this process and not counted; what is counted is the build that follows.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from benchmarks import made_up, measure
from plugins.newsroom import clean, dates, filing, identity, intake, screen, stories_settle
from plugins.newsroom.model import Entry
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import story_from
from plugins.newsroom.stories import Desk

NOW: Final = datetime.fromisoformat(measure.NOW)
DAYS: Final = 1825  # five years, over which every archive is spread, whatever its size
KEPT: Final = "PORTAL_BENCH_STORES"
ODD: Final = 'Tanya jawab "retribusi & pajak": apa arti tanda < dan > di tabel tarif'
"""The headline of the first story: whoever prints it without escaping is found out."""

Stamp = dict[str, tuple[int, int]]
Wanted = tuple[int, int, datetime]  # number of an article, of its agency, and when it was published


def fill(folder: Path, stories: int) -> None:
    """content/ and a store of so many stories in `folder`; nothing is printed yet. A copy of the one that is kept where
    PORTAL_BENCH_STORES names a folder that has it, and kept there if it has none."""
    kept = Path(os.environ[KEPT]) / f"print-{stories}" if os.environ.get(KEPT) else None
    if kept and kept.exists():
        shutil.copytree(kept, folder)
        return
    print(f"filling a store of {stories:,} stories …", file=sys.stderr)
    made_up.write_content(folder / "content")
    numbers = range(stories)
    add(folder, ((n, n % made_up.AGENCIES, made_up.moment_of(n, NOW, DAYS)) for n in numbers))
    if kept:
        shutil.copytree(folder, kept)


def add(folder: Path, wanted: Iterable[Wanted]) -> list[int]:
    """File new articles and settle them into stories; their rows' ids."""
    return _file(folder, ((agency, entry(number, agency, at)) for number, agency, at in wanted), "new")


def fresh(first: int, more: int, stories: int) -> Iterator[Wanted]:
    """So many new articles, spread over the agencies. Each is a minute newer than the one before it, and all are newer
    than an archive of so many stories."""
    start = NOW - timedelta(days=1)
    return ((n, n % made_up.AGENCIES, start + timedelta(minutes=n - stories)) for n in range(first, first + more))


def back_dated(number: int) -> Wanted:
    """One new article that says it is a year old."""
    return number, number % made_up.AGENCIES, NOW - timedelta(days=365, minutes=7 * (number % 1000))


def edit(folder: Path, number: int, times: int = 1) -> None:
    """An article of the archive says something else than before, as its feed does after an agency's correction."""
    agency = number % made_up.AGENCIES
    old = entry(number, agency, made_up.moment_of(number, NOW, DAYS))
    said = f"<p>Ralat: jumlah penerima yang benar {400 + times} keluarga, menurut data terakhir.</p>"
    _file(folder, [(agency, replace(old, content=f"{old.content}\n{said}"))], "updated")


def withdraw(folder: Path, number: int) -> None:
    """The page of an article of the archive is gone at its source, as a pull finds it out."""
    with _opened(folder) as (store, desk), store.transaction():
        row = store.q.article(id=number + 1)
        assert row["url"].endswith(f"/berita/{number}"), "articles of the archive lie in the order of their numbers"
        filing.vanish(store, desk, row["id"], NOW)


def entry(number: int, agency: int, at: datetime) -> Entry:
    """The article of that number, as a feed carries it; the first has a headline that needs escaping."""
    made = made_up.entry(number, agency, at)
    return made if number else replace(made, title=ODD.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _file(folder: Path, entries: Iterable[tuple[int, Entry]], fate: str) -> list[int]:
    filed: list[int] = []
    with _opened(folder) as (store, desk), store.transaction():
        for agency, each in entries:
            ((key, canonical),) = identity.identify([each])
            article = clean.article(
                each, agency=made_up.slug(agency), feed=made_up.site(agency), key=key, canonical=canonical,
                mode="full", parse_date=lambda text: dates.parse(text, zone="Asia/Jakarta"), injected=screen.injected,
            )  # fmt: skip
            done = filing.file(store, desk, article, screen.judge(article), "full")
            assert done.fate == fate, f"{each.url} was filed as {done.fate}"
            filed.append(done.article)
        stories_settle.settle(store, desk)
    return filed


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Store, Desk]]:
    store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
    try:
        taken = asyncio.run(intake.build_intake(folder / "content", store, now=NOW, say=lambda *_: None))
        yield store, taken.desk
    finally:
        store.close()


def stamp(folder: Path) -> Stamp:
    """Every file of a folder with its inode and time: another of either, and it was written."""
    found: Stamp = {}
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for each in entries:
                if each.is_dir(follow_symlinks=False):
                    folders.append(each.path)
                else:
                    stat = each.stat(follow_symlinks=False)
                    found[os.path.relpath(each.path, folder)] = stat.st_ino, stat.st_mtime_ns
    return found


def changed(before: Stamp, after: Stamp) -> int:
    """How many files were written or removed between the two."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def bound(folder: Path, filed: list[int]) -> dict[str, int]:
    """How many files these new articles may change: stories + 6 an agency + 4 a topic or place + 20. In a tiny archive
    two of them may be taken for one story, for invented sentences are few."""
    store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
    new = [story_from(store.q.story(id=each)) for each in {store.q.article(id=row)["story"] for row in filed}]
    store.close()
    agencies = {slug for story in new for slug in (story.agency, *story.also)}
    topics, places = {t for s in new for t in s.topics}, {p for s in new for p in s.places}
    most = len(new) + 6 * len(agencies) + 4 * (len(topics) + len(places)) + 20
    told = {"stories": len(new), "agencies": len(agencies), "topics": len(topics), "places": len(places)}
    return told | {"bound": most}


def told_changed(said: str) -> int:
    """How many files a build says it wrote or removed; -1 where it says nothing."""
    found = re.search(r"(\d+) ditulis, (\d+) dihapus", said)
    return int(found[1]) + int(found[2]) if found else -1

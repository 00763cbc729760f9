"""What fifty new articles cost that are matched against very many: sizes come in, medians and memory go out.

A store is filled (`understand_fill`); fifty new articles are filed in it, and a process of its own settles them, for
some rounds of fifty others. The same fifty in an empty store tell how much memory the many cost.

    python -m benchmarks.understand_match STORE

PORTAL_BENCH_STORES names a folder that keeps filled stores for the next time; what is measured is a copy.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks import measure, understand_fill
from benchmarks.realistic import Archive
from benchmarks.understand_steps import desk, judged, settled, sketched, tidied
from plugins.newsroom import filing, identity
from plugins.newsroom.store import Store

NEW: Final = 50
KEPT: Final = "PORTAL_BENCH_STORES"
PARTS: Final = ("posting", "looking", "matching", "composing", "writing")

Figures = dict[str, Any]


def run(articles: int, days: int, rounds: int, folder: Path, *, thin: bool = False) -> Figures:
    """Fill, then settle: milliseconds of cpu for fifty, in each round and their medians; megabytes of the process, and
    how many more than in an empty store."""
    archive = Archive(articles, days)
    full, empty = folder / f"of-{articles}.sqlite3", folder / f"empty-{articles}.sqlite3"
    _filled(full, archive, thin=thin)
    found, alone = ([_round(path, archive, each) for each in range(rounds)] for path in (full, empty))
    store = Store(f"sqlite:///{full}")
    skew, joined = understand_fill.skew(store), _joined(store, archive)
    store.close()
    spent = {name: [round(1000 * each[name], 1) for each in found] for name in PARTS}
    extra = median(each["megabytes"] for each in found) - median(each["megabytes"] for each in alone)
    size = sum(path.stat().st_size for path in folder.glob(f"{full.name}*")) / 1024**2
    for path in (*folder.glob(f"{full.name}*"), *folder.glob(f"{empty.name}*")):
        path.unlink()
    return {
        "articles": articles, "days": days, "thin": thin, "new": NEW, "rounds": spent,
        **{name: round(median(each), 1) for name, each in spent.items()},
        "megabytes": round(median(each["megabytes"] for each in found), 1), "extra_megabytes": round(extra, 1),
        "store_megabytes": round(size), "joined": joined, "index": skew,
    }  # fmt: skip


def _filled(path: Path, archive: Archive, *, thin: bool) -> None:
    """A filled store at `path`: the one that is kept, else a new one, which is kept if anybody asks for it."""
    kept = Path(os.environ[KEPT]) / path.name if os.environ.get(KEPT) else None
    if not (kept and kept.exists()):
        print(f"filling a store of {archive.articles:,} articles …", file=sys.stderr)
        understand_fill.fill(f"sqlite:///{path}", archive, thin=thin)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, kept)
    else:
        shutil.copyfile(kept, path)


def _round(path: Path, archive: Archive, number: int) -> Figures:
    """Fifty new ones are filed here and settled elsewhere."""
    first = archive.articles + number * NEW
    file(Store(f"sqlite:///{path}"), range(first, first + NEW), archive)
    spent = measure.run([sys.executable, "-m", "benchmarks.understand_match", str(path)], measure.portal(path.parent))
    return {**json.loads(spent.said.splitlines()[-1]), "megabytes": spent.megabytes}


def file(store: Store, numbers: Iterable[int], archive: Archive) -> None:
    """New articles as a pull brings them: cleaned, judged, sketched, filed, and waiting for their stories."""
    at_desk = desk()
    with store.transaction():
        for number in numbers:
            entry, told = archive.entry(number), archive.told(number)
            ((key, canonical),) = identity.identify([entry])
            article = sketched(tidied(entry, told.agency, key, canonical))
            filing.file(store, at_desk, article, judged(article), "full")
    store.close()


def _joined(store: Store, archive: Archive) -> dict[str, int]:
    """Of the new ones: how many are copies of an earlier release, how many joined the story of one, how many others
    joined any. Nobody is fast by not looking."""
    counts = {"copies": 0, "joined": 0, "wrongly": 0}
    row = archive.articles + 1
    while found := store.q.article(id=row):
        number = int(found["url"].rpartition("/")[2])
        release = archive.told(number).release
        mates = {int(store.q.article(id=mate["id"])["url"].rpartition("/")[2]) for mate in
                 store.q.story_members(story=found["story"])} - {number}  # fmt: skip
        kin = {archive.told(mate).release == release for mate in mates}
        counts["copies"] += release != number
        counts["joined"] += release != number and kin == {True}
        counts["wrongly"] += False in kin
        row += 1
    return counts


if __name__ == "__main__":
    opened = Store(f"sqlite:///{sys.argv[1]}")
    print(json.dumps(settled(opened, desk())))
    opened.close()

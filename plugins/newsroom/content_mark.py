"""Whether content/ has changed since it was last taken in: a mark of which files there are and when they were written.

Kept apart from `intake` so that an hour in which nobody wrote anything imports nothing that reads what people write.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from plugins.newsroom import stories
from plugins.newsroom.model import Fault, SourceReport
from plugins.newsroom.store import Store
from plugins.newsroom.stories import Desk
from plugins.newsroom.stories_ruled import Stood, stood

INTAKE: Final = 4
"""Counts up when taking in changes, so that unchanged files are read again with the new one."""


class Taken(Struct):
    """What content/ says. `mark`: of all its files; `fresh`: article id → the row that counts it, until it has a story;
    `ruled`: what the decisions changed just now ("dicabut"), and of how many stories; `stood`: how things stood before
    settling, which shows what merges, splits and pins did."""

    desk: Desk
    faults: tuple[Fault, ...] = ()
    mark: str = ""
    ruled: dict[str, int] = field(default_factory=dict)
    stood: Stood = field(default_factory=Stood)
    sources: list[SourceReport] = field(default_factory=list)
    fresh: dict[int, SourceReport] = field(default_factory=dict)


def standing(content: Path, store: Store, now: datetime) -> Taken | None:
    """What content/ said when it was last taken in, if nothing in it has changed since."""
    seen = mark(content)
    faults = unchanged(seen, store)
    network = store.network()
    if faults is None or network is None:
        return None
    desk = stories.open_desk(store, network, now)
    return Taken(desk, faults, seen, stood=stood(store, desk.decisions))


def mark(content: Path) -> str:
    """A hash of the names, sizes and times of all files: equal, and nothing need be read."""
    digest = hashlib.sha256(f"{INTAKE}".encode())
    for line in sorted(_lines(str(content), "")):
        digest.update(line.encode("utf-8", "surrogateescape"))  # names are bytes, and not all are text
    return digest.hexdigest()


def _lines(folder: str, prefix: str) -> Iterator[str]:
    try:
        found = list(os.scandir(folder))
    except OSError:
        yield f"{prefix} cannot be opened\n"
    else:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _lines(entry.path, f"{prefix}{entry.name}/")
            elif entry.is_file() or entry.is_symlink():
                stat = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name} {stat.st_size} {stat.st_mtime_ns}\n"


def unchanged(content_mark: str, store: Store) -> tuple[Fault, ...] | None:
    """The faults that still stand where the mark is the last one remembered; None where content/ must be taken in."""
    if store.q.get_meta(key="content") != content_mark or store.q.pending_articles_exist():
        return None
    return tuple(Fault(**fault) for fault in json.loads(store.q.get_meta(key="faults") or "[]"))


def remember(taken: Taken, store: Store) -> None:
    """Taken in: the faults found stand until something changes."""
    values = [{"file": f.file, "line": f.line, "message": f.message} for f in taken.faults]
    with store.transaction():
        store.q.set_meta(key="faults", value=json.dumps(values, ensure_ascii=False))
        store.q.set_meta(key="content", value=taken.mark)

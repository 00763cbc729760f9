"""Whether content/ has changed since it was last taken in: a mark of which files there are and when they were written.

Kept apart from `intake` so that an hour in which nobody wrote anything imports nothing that reads what people write.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from plugins.newsroom.model import Fault
from plugins.newsroom.store import Store

INTAKE: Final = 4
"""Counts up when taking in changes, so that unchanged files are read again with the new one."""


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
            if entry.name == "__pycache__":
                continue  # what Python makes of its own accord
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


def keep_said(store: Store, content_mark: str, faults: Iterable[Fault], sentences: Sequence[str]) -> None:
    """What an operator is told of a network as it stands, for as long as nothing is written and nothing touched."""
    said = {
        "mark": content_mark, "upto": store.q.latest_touch(), "faults": [str(fault) for fault in faults],
        "sentences": list(sentences),
    }  # fmt: skip
    with store.transaction():
        store.q.set_meta(key="said", value=json.dumps(said, ensure_ascii=False))


def said_before(store: Store, content_mark: str) -> tuple[list[str], list[str]] | None:
    """The faults and the sentences that were told last, where they still hold; None where they must be found anew."""
    said = json.loads(store.q.get_meta(key="said") or "{}")
    stands = said and said["mark"] == content_mark and said["upto"] == store.q.latest_touch()
    return (said["faults"], said["sentences"]) if stands and unchanged(content_mark, store) is not None else None

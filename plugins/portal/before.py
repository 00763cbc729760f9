"""What a release replaces or removes is kept for a day, so that one can go back to what stood before.

Beside the record of a release lies a folder of its name: `before.jsonl` and the old files, each under the SHA-256 of
its bytes. The first line says how the site stood, every other what became of one file:

    {"folder": "…", "seq": 12, "looks": "…", "due": "…", "stories": 9, …}
    ["new" | "changed" | "gone", path, sha256 of what stood, what it was made from]

Old files are second names of the same bytes wherever the file system has such: nothing is copied.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import Struct

from plugins.newsroom.store import Row, Store
from plugins.portal.manifest import HALF, folder_of

KEPT: Final = 24  # of the newest: a day of hours
_LIST: Final = "before.jsonl"


class Was(Struct, frozen=True):
    """One file that a release made (`fate` new), changed or removed (gone), and what it was before."""

    fate: str
    path: str
    digest: str
    inputs: str


def keep(store: Store, name: str, site: str) -> None:
    """Keep what the printing into the folder `site` is about to replace. Where nothing stood, there is nothing to keep.
    Raises OSError where it cannot be written."""
    stood = store.q.edition(folder=site)
    if stood is None:
        return
    folder = folder_of(store) / f"{name}{HALF}"
    folder.mkdir(parents=True)
    with (folder / _LIST).open("w", encoding="utf-8") as file:
        file.write(json.dumps({"folder": site, **stood}) + "\n")
        for row in store.q.replaced(folder=site):
            file.write(json.dumps([row["fate"], row["path"], row["digest"], row["inputs"]], ensure_ascii=False) + "\n")
            if row["digest"] and row["fate"] != "new":
                _link(f"{site}/{row['path']}", f"{folder}/{row['digest']}")


def _link(path: str, target: str) -> None:
    with suppress(FileExistsError, FileNotFoundError):  # the same bytes twice; what somebody deleted
        try:
            os.link(path, target)
        except (FileExistsError, FileNotFoundError):
            raise
        except OSError:  # another file system, or one without second names
            shutil.copyfile(path, target)


def publish(store: Store, name: str) -> None:
    """The release stands. The oldest go."""
    folder = folder_of(store)
    half = folder / f"{name}{HALF}"
    if half.is_dir():
        half.replace(half.with_suffix(""))
        kept = sorted(path for path in folder.iterdir() if path.is_dir() and path.suffix != HALF)
        for path in kept[:-KEPT]:
            shutil.rmtree(path, ignore_errors=True)


def forget(store: Store, name: str) -> None:
    """One has gone back behind this release."""
    if name:
        shutil.rmtree(folder_of(store) / name, ignore_errors=True)


def last(store: Store, site: str) -> Path | None:
    """Where that lies which the release by which this folder stands has replaced; None where one cannot go back."""
    stands = store.q.edition(folder=site)
    path = folder_of(store) / stands["release"] if stands and stands["release"] else None
    return path if path and path.is_dir() else None


def stood(path: Path) -> Row:
    """How the site stood before this release."""
    with (path / _LIST).open(encoding="utf-8") as file:
        found: Row = json.loads(file.readline())
        return found


def files(path: Path) -> Iterator[Was]:
    """What became of each file in this release."""
    with (path / _LIST).open(encoding="utf-8") as file:
        next(file)
        for line in file:
            yield Was(*json.loads(line))

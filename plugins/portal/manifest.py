"""What a release changes, for whoever deploys the site: the outputs of a printing come in, `releases/<id>.json` beside
the store goes out.

    {"id": "…", "at": "…", "folder": "…", "added": [{"path": "…", "sha256": "…", "bytes": 9}, …], "changed": […],
     "removed": ["…"]}

It is written a line a file, for there may be as many as the archive has, before anything is renamed, and has its name
once all of it has gone live: what a deploy reads is what stands.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from plugins.newsroom.store import Row, Store

KEPT: Final = 200  # of the newest; eight days of hours
HALF: Final = ".half"


def folder_of(store: Store) -> Path:
    return store.path.parent / "releases"


def write(store: Store, name: str, at: str, site: str, files: Path) -> None:
    """Tell what the printing into the folder `site` adds, changes and removes; `files`: where it is staged."""
    folder = folder_of(store)
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(store)
    with (folder / f"{name}.json{HALF}").open("w", encoding="utf-8") as file:
        file.write(f'{{"id": {json.dumps(name)}, "at": {json.dumps(at)}, "folder": {json.dumps(site)}')
        for word, fate in (("added", "new"), ("changed", "changed"), ("removed", "gone")):
            file.write(f',\n"{word}": [')
            between = "\n"
            for row in store.q.prints_as(folder=site, fate=fate):
                told = row["path"] if fate == "gone" else _told(row, files)
                file.write(f"{between}{json.dumps(told, ensure_ascii=False)}")
                between = ",\n"
            file.write("]")
        file.write("}\n")


def _told(row: Row, files: Path) -> Row:
    return {"path": row["path"], "sha256": row["digest"], "bytes": (files / row["path"]).stat().st_size}


def publish(store: Store, name: str) -> None:
    """All of it stands. The oldest go."""
    half = folder_of(store) / f"{name}.json{HALF}"
    if half.exists():
        half.replace(half.with_suffix(""))
    for path in list(released(store))[:-KEPT]:
        path.unlink(missing_ok=True)


def _sweep(store: Store) -> None:
    """Remove what a run left here that was cut off before its journal stood. Where one stands still, it may name it."""
    if not any((store.path.parent / "staging").glob("*/journal.json")):
        for path in folder_of(store).glob(f"*{HALF}"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def nothing(store: Store, at: str, site: str) -> None:
    """A run that changed nothing says so, too: whoever copies the site sees that it ran."""
    told = {"id": new_name(store, at), "at": at, "folder": site, "added": [], "changed": [], "removed": []}
    folder = folder_of(store)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{told['id']}.json{HALF}").write_text(json.dumps(told) + "\n", encoding="utf-8")
    publish(store, str(told["id"]))


def new_name(store: Store, at: str) -> str:
    """`20261121T063000Z`, or with a number behind it where there is one of that moment, told or not."""
    plain = re.sub(r"[^0-9TZ]", "", at)
    taken = {path.name.partition(".")[0] for path in folder_of(store).glob(f"{plain}*")}
    taken |= {row["release"] for row in store.q.last_releases()}
    return next(name for name in _names(plain) if name not in taken)


def _names(plain: str) -> Iterator[str]:
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number:04}"
        number += 1


def released(store: Store) -> Iterator[Path]:
    """All that are kept, the oldest first."""
    return iter(sorted(folder_of(store).glob("*.json"), key=lambda path: path.stem))

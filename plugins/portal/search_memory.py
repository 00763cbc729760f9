"""What was indexed, remembered beside the store: which story has which shard, and as what.

    state.json           the shards, which state of each month's lines was read, and where its stories are told
    <month>.<hash>.json  story → shard and digest of what of it is indexed, "" where nothing is

Months are written first, each under a name of its own; `state.json`, renamed into place, decides which of them count.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, structs

_STATE: Final = "state.json"


class Known(Struct, frozen=True):
    """Of a story: its shard, and the digest of what of it is indexed."""

    shard: int
    digest: str


class Shard(Struct):
    """`taken`: stories that it was ever given; `stories`: those that can be found in it, published between `first` and
    `last`; `months`: whose lines have any of them; `name`: of its folder, "" where nothing in it can be found."""

    number: int
    name: str = ""
    taken: int = 0
    stories: int = 0
    letters: int = 0
    first: str = ""
    last: str = ""
    months: list[str] = []


class Memory:
    """What is remembered of one output folder. What cannot be read is forgotten, and all is indexed anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._months: dict[str, dict[str, Known]] = {}
        try:
            self._take(json.loads((folder / _STATE).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            self.forget("", 0)

    def _take(self, told: dict[str, Any]) -> None:
        self.form: str = told["form"]
        self.full: int = told["full"]  # stories
        self.version: str = told["version"]  # of Pagefind
        self.engine: str = told["engine"]  # the file that reads shards in a browser
        self.about: str = told["about"]  # a hash of what is told of the agencies
        self.zone: str = told["zone"]
        self.months_seen: dict[str, str] = told["seen"]  # month → size, time and inode of its lines
        self.digests: dict[str, str] = told["digests"]  # month → digest of its lines
        self._files: dict[str, str] = told["files"]
        self.shards = [Shard(**each) for each in told["shards"]]
        self.before: list[str] = told["before"]  # what the list of shards named at the end of the last run
        for name in self._files.values():
            if not (self.folder / name).is_file():
                raise KeyError(name)

    def is_of(self, form: str, full: int) -> bool:
        return self.form == form and self.full == full

    def forget(self, form: str, full: int) -> None:
        """Begin anew, with shards of so many stories."""
        self.form, self.full, self.version, self.engine, self.about, self.zone = form, full, "", "", "", ""
        self.months_seen, self.digests, self._files, self.shards, self.before = {}, {}, {}, [], []
        self._months.clear()

    @property
    def stories(self) -> int:
        """How many can be found."""
        return sum(shard.stories for shard in self.shards)

    def month(self, month: str) -> dict[str, Known]:
        """The stories of a month. What is changed in it is written by `save`."""
        if month not in self._months:
            name = self._files.get(month)
            rows = json.loads((self.folder / name).read_bytes()) if name else {}
            self._months[month] = {story: Known(*row) for story, row in rows.items()}
        return self._months[month]

    def save(self) -> None:
        """All or nothing; months that were not looked at stay as they are."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for month, known in self._months.items():
            body = json.dumps({story: [each.shard, each.digest] for story, each in known.items()}).encode()
            self._files[month] = f"{month}.{hashlib.sha256(body).hexdigest()[:10]}.json"
            if not (self.folder / self._files[month]).is_file():
                _write(self.folder / self._files[month], body)
        self._write_state()
        for path in self.folder.glob("*.json"):
            if path.name not in (_STATE, *self._files.values()):
                path.unlink()

    def remember(self, names: list[str]) -> None:
        """What the list of shards names now, for the next run to know what was named before."""
        shutil.rmtree(self.folder / "stage", ignore_errors=True)
        if names != self.before:
            self.before = names
            self._write_state()

    def _write_state(self) -> None:
        told = {
            "form": self.form, "full": self.full, "version": self.version, "engine": self.engine, "about": self.about,
            "zone": self.zone, "seen": self.months_seen, "digests": self.digests,
            "files": self._files, "before": self.before,
            "shards": [structs.asdict(shard) for shard in self.shards],
        }  # fmt: skip
        _write(self.folder / _STATE, json.dumps(told).encode())


def _write(path: Path, body: bytes) -> None:
    half = path.with_name(f"{path.name}.half")
    half.write_bytes(body)
    half.replace(path)

"""Back to what stood before a release: kept files come in, and go live through the same stage, gate and release.

Nothing that was taken down is brought back. A file whose older bytes name a story that was withdrawn or corrected since
stays as it is now, and so does whatever it leads to; all other files become what they were. What has been touched
since is printed again by the next build.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Set
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from plugins.newsroom.errors import PortalError
from plugins.newsroom.model import Network
from plugins.newsroom.store import Store
from plugins.portal import before, gate, release
from plugins.portal.before import Was
from plugins.portal.edition import SEARCHING, Edition, staging_of
from plugins.portal.ledger import Ledger
from plugins.portal.release import Back, Released
from plugins.portal.stage import Made, Stage

_ADDRESS: Final = re.compile(rb"/[\w./-]*")
_PICTURE: Final = re.compile(r"gambar/([0-9a-f]+)-\d+\.webp")
_SCRIPT: Final = re.compile(r"aset/cari\.[0-9a-f]+\.js")
_READ: Final = (".html", ".xml", ".json", ".jsonl")  # files that name others


class Returned(Struct, frozen=True):
    """What a return did. `at`: when that was made which stands again, RFC 3339; `stayed`: paths of the site that did
    not go back, sorted."""

    at: str
    released: Released
    stayed: list[str]


def go_back(store: Store, network: Network, output: Path, site_url: str, now: datetime) -> Returned:
    """Undo the release by which `output` stands. Raises PortalError where there is none that can be undone, and
    BuildRefused where what stood before would not pass the gate today."""
    output = output.resolve()
    release.finish(store, staging_of(store.path, output))
    kept = before.last(store, str(output))
    if kept is None:
        raise PortalError(
            f"Situs di {output} tidak dapat dikembalikan: keadaan sebelum rilis yang terakhir tidak tersimpan."
            f" Yang tersimpan hanya {before.KEPT} rilis terakhir, dan rilis pertama tidak mendahului apa pun."
        )
    stood = before.stood(kept)
    looks = json.loads(stood["looks"])
    edition = Edition(
        store, network, (), output, staging_of(store.path, output), output, site_url, now, full=False, keys=frozenset(),
        upto=stood["seq"], looks=looks, old=looks, overdue=False,
    )  # fmt: skip
    past = Past(edition, kept)
    stayed = past.staying()
    edition = replace(edition, assets=past.script())
    stage, ledger = Stage(edition), Ledger(edition)
    for was in before.files(kept):
        if was.path in stayed:
            continue
        if was.fate == "new":
            stage.remove(was.path)
        else:
            stage.put(was.path, past.bytes_of(was), was.inputs)
    ledger.take(Made(stage.hand_over(), due=stood["due"]))
    gate.judge(stage, ledger)
    done = release.release(ledger, back=Back(kept.name, stood["release"]))
    return Returned(stood["finished"], done, sorted(stayed))


class Past:
    """What a release made of the site, beside what was there before."""

    def __init__(self, edition: Edition, kept: Path) -> None:
        self._edition, self._kept = edition, kept
        self._base = edition.base.encode()
        self._origin = edition.site_url.removesuffix(edition.base).encode()
        self._fates = {was.path: was.fate for was in before.files(kept)}
        self._taken = set(self._taken_down())

    def _taken_down(self) -> Iterator[str]:
        """Pages of stories that were withdrawn or corrected since, and pictures that no story shows any more."""
        q = self._edition.store.q
        for row in q.taken_since(seq=before.stood(self._kept)["seq"]):
            yield _file(row["path"])
        for path, fate in self._fates.items():
            picture = _PICTURE.fullmatch(path)
            if picture and fate == "gone" and not q.picture_users(name=picture[1]):
                yield path

    def staying(self) -> set[str]:
        """What must stay as it is now, by path."""
        one_sided = {path for path, fate in self._fates.items() if fate != "changed"}
        older: dict[str, Set[str]] = {}
        stay: set[str] = set()
        for was in before.files(self._kept):
            if was.fate == "new":
                if was.digest:  # somebody had deleted it by hand
                    stay.add(was.path)
                continue
            old = self._sound(was)
            named = self._named(was.path, old or b"", one_sided | self._taken)
            older[was.path] = named
            if old is None or was.path in self._taken or not self._taken.isdisjoint(named):
                stay.add(was.path)
        self._follow(stay, older, one_sided)
        return stay

    def _follow(self, stay: set[str], older: dict[str, Set[str]], one_sided: set[str]) -> None:
        """Add what else must stay, so that nothing leads nowhere: what a file that stays names and only is there now,
        and whatever would name, once it is back, what stays away."""
        read: set[str] = set()
        while True:
            here = {path for path in stay if self._fates[path] != "gone"} - read
            read |= here
            more = {
                named for path in here for named in self._named(path, self._now(path), one_sided)
                if self._fates[named] == "new"
            }  # fmt: skip
            away = {path for path in stay if self._fates[path] == "gone"}
            more |= {path for path, named in older.items() if not away.isdisjoint(named)}
            if more <= stay:
                return
            stay |= more

    def script(self) -> dict[str, str]:
        """The one script of the site, as it was before: the gate lets no other through."""
        q, edition = self._edition.store.q, self._edition
        standing = {
            row["path"] for row in q.outputs_between(folder=edition.folder, start="aset/cari.", stop="aset/cari/")
        }
        was = {path for path, fate in self._fates.items() if fate == "gone" and _SCRIPT.fullmatch(path)}
        found = was or {path for path in standing if self._fates.get(path) != "new"}
        return dict.fromkeys((SEARCHING,), f"/{max(found)}") if found else {}

    def bytes_of(self, was: Was) -> bytes:
        return (self._kept / was.digest).read_bytes()

    def _sound(self, was: Was) -> bytes | None:
        """What stood at a path, unless it was not what the portal had printed."""
        try:
            old = self.bytes_of(was) if was.digest else b""
        except OSError:
            return None
        return old if hashlib.sha256(old).hexdigest() == was.digest else None

    def _now(self, path: str) -> bytes:
        try:
            return (self._edition.output / path).read_bytes()
        except OSError:
            return b""

    def _named(self, path: str, data: bytes, wanted: Set[str]) -> Set[str]:
        """Which of these files a page, a feed or a shard of data names by their addresses."""
        return frozenset(self._files(data)) & wanted if path.endswith(_READ) else frozenset()

    def _files(self, data: bytes) -> Iterator[str]:
        if self._origin:
            data = data.replace(self._origin, b"")
        for address in set(_ADDRESS.findall(data)):
            if address.startswith(self._base):
                yield _file(address[len(self._base) :].decode())


def _file(address: str) -> str:
    return f"{address[1:]}index.html" if address.endswith("/") else address[1:]

"""What passed the gate goes live, in an order in which no link ever dangles, so that a crash at any point heals.

First a journal says that it passed; then what is staged is renamed into place, first all that is new, whole folders
where nothing stands yet, then what stands (pictures and assets, stories, lists, feeds and data, sitemaps, home);
deletions last; then the store remembers what stands, and the journal goes. The next run finishes what a journal still
names, and throws away what was staged without one.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from plugins.newsroom.errors import StoreUnusable, because
from plugins.newsroom.model import moment
from plugins.newsroom.store import Store
from plugins.portal import manifest
from plugins.portal.edition import NEVER
from plugins.portal.ledger import Ledger

_ORDER: Final = ("gambar", "aset", "berita", "instansi", "topik", "wilayah", "arsip")
_LAST: Final = ("sitemap.xml", "sitemap-news.xml", "index.html")


class Released(Struct, frozen=True):
    """What a release did to the folder."""

    written: int
    removed: int
    made: int


def release(ledger: Ledger, mark: str = "") -> Released:
    """Apply what is staged. The gate has seen it. `mark`: what is written down of the portal itself."""
    ledger.write()
    counts = ledger.counts()
    written, removed = counts.get("new", 0) + counts.get("changed", 0), counts.get("gone", 0)
    edition, journal = ledger.edition, _journal(ledger, mark)
    if written or removed:
        manifest.write(
            edition.store, journal["release"], journal["finished"], edition.folder, edition.staging / "files"
        )
    _write_journal(edition.staging, journal)
    finish(edition.store, edition.staging)
    return Released(written, removed, counts.get("same", 0) + written)


def _journal(ledger: Ledger, mark: str) -> dict[str, Any]:
    """What the next run must know to finish this one."""
    edition = ledger.edition
    return {
        "folder": edition.folder, "seq": edition.upto, "looks": dict(edition.looks), "mark": mark,
        "due": ledger.due or NEVER, "stories": ledger.story_pages(), "finished": moment(edition.now),
        "outputs": sum(ledger.counts().values()), "release": manifest.new_name(edition.store, moment(edition.now)),
    }  # fmt: skip


def finish(store: Store, staging: Path) -> bool:
    """Carry out the journal that lies in `staging`, if there is one; whether there was."""
    try:
        journal = json.loads((staging / "journal.json").read_bytes())
    except (OSError, ValueError):
        return False
    output, of = Path(journal["folder"]), {"folder": journal["folder"]}
    stood = store.q.edition(**of)
    if not (stood and stood["release"] == journal["release"]):  # else all but the last sweeping was done
        _carry_out(store, staging, journal, output)
    shutil.rmtree(staging, ignore_errors=True)
    return True


def _carry_out(store: Store, staging: Path, journal: dict[str, Any], output: Path) -> None:
    of = {"folder": journal["folder"]}
    whole = sum(row["files"] for row in store.q.print_counts(**of)) == journal["outputs"]
    try:
        _move_all(staging / "files", output)
        for row in store.q.gone_prints(**of):
            (output / row["path"]).unlink(missing_ok=True)
            _prune(output, (output / row["path"]).parent)
    except OSError as error:
        raise StoreUnusable(
            f"Situs di {output} tidak dapat ditulis ({because(error)}: {error.filename}). Periksa izin folder,"
            " sisa ruang disk, dan PORTAL_OUTPUT."
        ) from error
    manifest.publish(store, journal["release"])
    if whole and all((output / row["path"]).is_file() for row in store.q.staged_prints(**of)):
        _remember(store, journal)
    else:  # somebody removed what a crash had left half-moved, or half of the record: the next build prints everything
        store.q.drop_edition(**of)


def rank(name: str) -> tuple[int, str]:
    """When a file or folder at the top of the site has its turn."""
    if name in _LAST:
        return 100 + _LAST.index(name), name
    return _ORDER.index(name) if name in _ORDER else len(_ORDER), name


def _move_all(files: Path, output: Path) -> None:
    """First all that is new, to which nothing that stands leads yet; then what stands is replaced, and all that it
    leads to is there. What is no longer staged was moved before a crash."""
    if files.is_dir():
        output.mkdir(parents=True, exist_ok=True)
        for over in (False, True):
            for source in sorted(files.iterdir(), key=lambda path: rank(path.name)):
                _move(source, output / source.name, over=over)


def _move(source: Path, target: Path, *, over: bool) -> None:
    """Rename into place: a file, `over` another or only where nothing stands; a whole folder where nothing stands,
    else what lies in it."""
    if source.is_dir() and target.is_dir():
        for part in sorted(source.iterdir()):
            _move(part, target / part.name, over=over)
        return
    if not over and target.exists():
        return
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _carry(source, target)


def _carry(source: Path, target: Path) -> None:
    """The same to another file system: copy beside, then rename."""
    half = target.with_name(f".{target.name}.half")
    if source.is_dir():
        target.mkdir()
        for part in sorted(source.iterdir()):
            _carry(part, target / part.name)
    else:
        shutil.copyfile(source, half)
        half.replace(target)
        source.unlink()


def _write_journal(staging: Path, journal: dict[str, Any]) -> None:
    staging.mkdir(parents=True, exist_ok=True)
    half = staging / "journal.half"
    with half.open("w", encoding="utf-8") as file:
        json.dump(journal, file)
        file.flush()
        os.fsync(file.fileno())
    half.replace(staging / "journal.json")


def _prune(output: Path, folder: Path) -> None:
    """Remove the folders that a deletion left empty."""
    while folder != output and output in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _remember(store: Store, journal: dict[str, Any]) -> None:
    of = {"folder": journal["folder"]}
    with store.transaction():
        store.q.drop_gone(**of)
        store.q.adopt_prints(**of)
        store.q.drop_prints(**of)
        store.q.save_edition(
            **of, seq=journal["seq"], looks=json.dumps(journal["looks"]), due=journal["due"], mark=journal["mark"],
            stories=journal["stories"], release=journal["release"], finished=journal["finished"],
        )  # fmt: skip

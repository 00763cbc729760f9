"""What passed the gate goes live, in an order in which no link ever dangles, so that a crash at any point heals.

First what is about to go is kept for a while (`before`), and a journal says that all passed. Then what is staged is
renamed into place: first all that is new, whole folders where nothing stands yet, then what takes another's place, each
time pictures and assets, stories, lists, feeds and data, sitemaps, home; deletions last. Then the store remembers what
stands, and the journal goes. The next run finishes what a journal still names, and throws away what was staged without
one.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from plugins.newsroom.errors import BuildRefused, StoreUnusable, because
from plugins.newsroom.model import moment
from plugins.newsroom.store import Row, Store
from plugins.portal import before, manifest
from plugins.portal.edition import NEVER
from plugins.portal.ledger import Ledger

_ORDER: Final = ("gambar", "aset", "berita", "instansi", "topik", "wilayah", "arsip")
_LAST: Final = ("sitemap.xml", "sitemap-news.xml", "index.html")


class Back(Struct, frozen=True):
    """A return behind one release, to what another had left."""

    behind: str
    to: str


class Released(Struct, frozen=True):
    """What a release did to the folder."""

    written: int
    removed: int
    made: int


def release(ledger: Ledger, mark: str = "", back: Back | None = None) -> Released:
    """Apply what is staged. The gate has seen it. `mark`: what is written down of the portal itself; `back`: where this
    is a return to what stood before."""
    ledger.write()
    counts = ledger.counts()
    written, removed = counts.get("new", 0) + counts.get("changed", 0), counts.get("gone", 0)
    edition, journal = ledger.edition, _journal(ledger, mark, back, changes=bool(written or removed))
    name, site = journal["release"], edition.folder
    try:
        manifest.write(edition.store, name, journal["finished"], site, edition.staging / "files")
        if (written or removed) and not back:
            before.keep(edition.store, name, site)
        _write_journal(edition.staging, journal)
    except OSError as error:
        raise BuildRefused(
            f"{error.filename or edition.staging} tidak dapat ditulis ({because(error)})."
            " Periksa sisa ruang disk dan izin foldernya, lalu ulangi."
        ) from error
    finish(edition.store, edition.staging)
    return Released(written, removed, counts.get("same", 0) + written)


def _journal(ledger: Ledger, mark: str, back: Back | None = None, *, changes: bool = True) -> dict[str, Any]:
    """What the next run must know to finish this one. One that changes nothing of the site leaves it the release that
    it was: one goes back behind that."""
    edition, name = ledger.edition, manifest.new_name(ledger.edition.store, moment(ledger.edition.now))
    stood = edition.store.q.edition(folder=edition.folder)
    stands = back.to if back else name if changes or not stood else stood["release"]
    return {
        "folder": edition.folder, "seq": edition.upto, "looks": dict(edition.looks), "mark": mark,
        "due": ledger.due or NEVER, "stories": ledger.story_pages(), "finished": moment(edition.now),
        "outputs": sum(ledger.counts().values()), "release": name,
        "stands": stands, "undone": back.behind if back else "",
    }  # fmt: skip


def finish(store: Store, staging: Path) -> bool:
    """Carry out the journal that lies in `staging`, if there is one; whether there was."""
    try:
        journal = json.loads((staging / "journal.json").read_bytes())
    except (OSError, ValueError):
        return False
    if store.q.edition(folder=journal["folder"]) != _standing(journal):  # else all but the last sweeping was done
        _carry_out(store, staging, journal, Path(journal["folder"]))
    before.forget(store, journal["undone"])
    shutil.rmtree(staging / "files", ignore_errors=True)
    shutil.rmtree(staging, ignore_errors=True)  # the journal last: while it lies there, somebody comes to sweep
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
            f"Situs di {output} tidak dapat ditulis ({because(error)}: {error.filename2 or error.filename})."
            " Periksa izin folder, sisa ruang disk, dan PORTAL_OUTPUT."
        ) from error
    manifest.publish(store, journal["release"])
    before.publish(store, journal["release"])
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
    """First all that is new, to which nothing that stands leads, then what takes another's place and may lead there:
    every page can have a new page in its menu. What is no longer staged was moved before a crash."""
    if files.is_dir():
        output.mkdir(parents=True, exist_ok=True)
        for over in (False, True):
            for source in sorted(files.iterdir(), key=lambda path: rank(path.name)):
                _move(source, output / source.name, over=over)


def _move(source: Path, target: Path, *, over: bool) -> None:
    """Rename into place: a file, a whole folder where nothing stands, else what lies in it. `over`: a file takes the
    place of another; else it is left for later."""
    if source.is_dir() and target.is_dir():
        for part in sorted(source.iterdir()):
            _move(part, target / part.name, over=over)
        return
    if not over and target.is_file():
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
        store.q.save_edition(**of, **_standing(journal))


def _standing(journal: dict[str, Any]) -> Row:
    """What the store remembers of the site as it will stand."""
    told = {name: journal[name] for name in ("seq", "due", "mark", "stories", "finished")}
    return told | {"looks": json.dumps(journal["looks"]), "release": journal["stands"]}

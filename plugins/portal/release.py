"""What passed the gate goes live, in an order in which no link ever dangles, so that a crash at any point heals.

First a journal says what will be done; then files are renamed into place (pictures and assets, stories, lists,
feeds and data, sitemaps, home), deletions last; then the store remembers what stands, and the journal goes. The
next run finishes what a journal still names, and throws away what was staged without one.
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
from plugins.portal.writer import Stage

_ORDER: Final = ("gambar/", "aset/", "berita/", "instansi/", "topik/", "wilayah/", "arsip/")
OURS: Final = ("gambar", "berita", "instansi", "topik", "wilayah", "arsip", "w", "data", "sitemap")
_LAST: Final = ("sitemap.xml", "sitemap-news.xml", "index.html")


class Released(Struct, frozen=True):
    """What a release did to the folder."""

    written: int
    removed: int
    made: int


def release(stage: Stage) -> Released:
    """Apply what is staged. The gate has seen it."""
    edition = stage.edition
    gone = sorted(stage.gone)
    journal: dict[str, Any] = {
        "folder": edition.folder, "seq": edition.upto, "fingerprint": edition.fingerprint,
        "finished": moment(edition.now), "full": edition.full, "staged": sorted(stage.staged, key=_rank), "gone": gone,
        "made": stage.made,
    }  # fmt: skip
    if not stage.staged and not gone and not edition.changed:
        shutil.rmtree(edition.staging, ignore_errors=True)
        return Released(0, 0, len(stage.made))
    _write_journal(edition.staging, journal)
    finish(edition.store, edition.staging)
    return Released(len(stage.staged), len(gone), len(stage.made))


def finish(store: Store, staging: Path) -> bool:
    """Carry out the journal that lies in `staging`, if there is one; whether there was."""
    try:
        journal = json.loads((staging / "journal.json").read_bytes())
    except (OSError, ValueError):
        return False
    output = Path(journal["folder"])
    try:
        for path in journal["staged"]:
            _move(staging / "files" / path, output / path)
        for path in journal["gone"]:
            (output / path).unlink(missing_ok=True)
            _prune(output, (output / path).parent)
    except OSError as error:
        raise StoreUnusable(
            f"Situs di {output} tidak dapat ditulis ({because(error)}: {error.filename}). Periksa izin folder,"
            " sisa ruang disk, dan PORTAL_OUTPUT."
        ) from error
    if all((output / path).is_file() for path in journal["staged"]):
        _remember(store, journal)
    else:  # somebody removed what a crash had left half-moved: the next build prints everything
        store.q.drop_edition(folder=journal["folder"])
    shutil.rmtree(staging, ignore_errors=True)
    return True


def orphans(stage: Stage) -> set[str]:
    """What an earlier edition put into this folder and a full one did not make: by the store's record, and in the
    folders that are ours alone by what lies there, for a store may be younger than the site. Nothing, where only what
    changed is printed. To be asked when all is staged, before the gate: it judges what goes, too."""
    edition = stage.edition
    if not edition.full:
        return set()
    known = {row["path"] for row in edition.store.q.outputs(folder=edition.folder)}
    for folder in OURS:
        known |= {p.relative_to(edition.output).as_posix() for p in (edition.output / folder).rglob("*") if p.is_file()}
    return known - set(stage.made) - stage.kept


def _rank(path: str) -> tuple[int, str]:
    if path in _LAST:
        return 100 + _LAST.index(path), path
    return next((n for n, start in enumerate(_ORDER) if path.startswith(start)), len(_ORDER)), path


def _write_journal(staging: Path, journal: dict[str, Any]) -> None:
    staging.mkdir(parents=True, exist_ok=True)
    half = staging / "journal.half"
    with half.open("w", encoding="utf-8") as file:
        json.dump(journal, file)
        file.flush()
        os.fsync(file.fileno())
    half.replace(staging / "journal.json")


def _move(source: Path, target: Path) -> None:
    """Rename into place; what is no longer staged was moved before a crash."""
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        half = target.with_name(f".{target.name}.half")  # another file system: copy beside, then rename
        shutil.copyfile(source, half)
        half.replace(target)
        source.unlink()


def _prune(output: Path, folder: Path) -> None:
    """Remove the folders that a deletion left empty."""
    while folder != output and output in folder.parents:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _remember(store: Store, journal: dict[str, Any]) -> None:
    folder = journal["folder"]
    with store.transaction():
        if journal["full"]:
            store.q.drop_outputs(folder=folder)
        for path, (digest, inputs) in journal["made"].items():
            store.q.save_output(folder=folder, path=path, digest=digest, inputs=inputs)
        for path in journal["gone"]:
            store.q.drop_output(folder=folder, path=path)
        store.q.save_edition(
            folder=folder, seq=journal["seq"], fingerprint=journal["fingerprint"], finished=journal["finished"]
        )

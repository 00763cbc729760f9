"""Applying a release: whole or not at all, whatever happens in the middle."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from plugins.newsroom.errors import BuildRefused
from plugins.newsroom.model import Network
from plugins.newsroom.store import Store
from plugins.portal import manifest, release
from plugins.portal.edition import Edition
from plugins.portal.ledger import Ledger
from plugins.portal.stage import Made, Stage
from tests.site.killing import dangling

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
OLD = {"index.html": b"lama", "berita/2026/11/a/index.html": b"a", "sitemap.xml": b"<x/>", "gambar/aa-400.webp": b"1"}
NEW = {"index.html": b"baru", "berita/2026/11/b/index.html": b"b", "sitemap.xml": b"<y/>", "gambar/bb-400.webp": b"2"}


def _print(store: Store, folder: Path, files: dict[str, bytes], output: str = "site") -> Ledger:
    """All of these files, printed and staged by a full edition."""
    edition = Edition(
        store, Network("Kabupaten Contoh"), (), folder / output, folder / f"staging-{output}", folder, "",
        NOW, full=True, keys=frozenset(), upto=1,
    )  # fmt: skip
    stage, ledger = Stage(edition), Ledger(edition)
    for path, data in files.items():
        stage.put(path, data)
    ledger.take(Made(stage.hand_over()))
    ledger.orphans()
    return ledger


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")


def _tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_release_replaces_the_site_and_leaves_no_orphan(store: Store, tmp_path: Path) -> None:
    """After a full release exactly the new files stand, and empty folders are gone."""
    release.release(_print(store, tmp_path, OLD))
    done = release.release(_print(store, tmp_path, NEW))
    assert _tree(tmp_path / "site") == NEW
    assert (done.written, done.removed) == (4, 2)
    assert not (tmp_path / "site/berita/2026/11/a").exists()


def test_files_that_are_not_ours_stay(store: Store, tmp_path: Path) -> None:
    """What somebody else put into the folder is never removed."""
    release.release(_print(store, tmp_path, OLD))
    (tmp_path / "site/CNAME").write_text("portal.example")
    release.release(_print(store, tmp_path, NEW))
    assert (tmp_path / "site/CNAME").read_text() == "portal.example"


@pytest.mark.parametrize("moves", range(10))
def test_a_crash_between_two_moves_heals(
    store: Store, tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after any number of renames or deletions, the next run finishes the release."""
    release.release(_print(store, tmp_path, OLD))
    ledger = _print(store, tmp_path, NEW)
    count = 0
    real_replace, real_prune = Path.replace, release._prune

    def step() -> None:
        nonlocal count
        if count == moves:
            raise KeyboardInterrupt
        count += 1

    def replace_(source: Path, target: Path) -> None:
        step()
        real_replace(source, target)

    def prune(output: Path, folder: Path) -> None:
        step()
        real_prune(output, folder)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace_)
        patch.setattr(release, "_prune", prune)
        with contextlib.suppress(KeyboardInterrupt):
            release.release(ledger)
    finished = release.finish(store, tmp_path / "staging-site")
    assert finished is (0 < moves < 9)  # the first replace is the journal's own, the last two its record's
    assert _tree(tmp_path / "site") == (NEW if moves else OLD)
    assert not finished or not (tmp_path / "staging-site").exists()
    assert {row["path"] for row in store.q.outputs(folder=str(tmp_path / "site"))} == set(NEW if moves else OLD)


@pytest.mark.parametrize("moves", range(12))
def test_what_stands_leads_nowhere_that_is_not_there_yet(
    store: Store, tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page gets a new page into its menu, and one that went leaves it: killed after any number of renames or
    deletions, no page that one can come to leads to nothing."""
    menu = b'<a href="/">Beranda</a><a href="/%s/">Menu</a><a href="/berita/2026/11/%s/">Baru</a>'
    old = dict.fromkeys(("index.html", "berita/2026/11/a/index.html", "tentang/index.html"), menu % (b"tentang", b"a"))
    new = dict.fromkeys((*old, "berita/2026/11/b/index.html", "layanan/index.html"), menu % (b"layanan", b"b"))
    del new["tentang/index.html"]
    release.release(_print(store, tmp_path, old))
    ledger, left = _print(store, tmp_path, new), moves

    def step(real: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **named: object) -> object:
            nonlocal left
            if not left:
                raise KeyboardInterrupt
            left -= 1
            return real(*arguments, **named)

        return counted

    with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
        patch.setattr(Path, "replace", step(Path.replace))
        patch.setattr(Path, "unlink", step(Path.unlink))
        release.release(ledger)
    assert dangling(_tree(tmp_path / "site"), ["index.html", *old]) == []
    release.finish(store, tmp_path / "staging-site")
    assert _tree(tmp_path / "site") in (old, new)


def test_a_crash_before_the_journal_goes(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All is done but for the sweeping: the next run sweeps, and prints nothing anew."""
    ledger = _print(store, tmp_path, OLD)
    with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
        patch.setattr(shutil, "rmtree", _interrupt)
        release.release(ledger)
    assert (tmp_path / "staging-site/journal.json").exists()
    assert release.finish(store, tmp_path / "staging-site")
    assert not (tmp_path / "staging-site").exists()
    assert store.q.edition(folder=str(tmp_path / "site"))["stories"] == 1


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_release_says_what_it_changed(store: Store, tmp_path: Path) -> None:
    """Beside the store: each file that came or is another with the SHA-256 and the length that now stand, each that
    went; two of one moment have two names, and where nothing changed there is none."""
    told = []
    for files in (OLD, NEW | {"sitemap.xml": OLD["sitemap.xml"]}, NEW | {"sitemap.xml": OLD["sitemap.xml"]}):
        release.release(_print(store, tmp_path, files))
        told = [json.loads(path.read_bytes()) for path in manifest.released(store)]
    first, second = told
    assert (len(first["added"]), first["changed"], first["removed"]) == (4, [], [])
    assert {each["path"] for each in second["added"]} == {"berita/2026/11/b/index.html", "gambar/bb-400.webp"}
    assert [each["path"] for each in second["changed"]] == ["index.html"]
    assert second["removed"] == ["berita/2026/11/a/index.html", "gambar/aa-400.webp"]
    for each in (*second["added"], *second["changed"]):
        body = (tmp_path / "site" / each["path"]).read_bytes()
        assert (each["sha256"], each["bytes"]) == (hashlib.sha256(body).hexdigest(), len(body))
    assert (first["folder"], second["at"]) == (str(tmp_path / "site"), first["at"])
    assert second["id"] == f"{first['id']}-0002"


def test_half_records_of_a_killed_run_are_swept(store: Store, tmp_path: Path) -> None:
    """What was being written down when a run was killed before its journal stood goes with the next release."""
    release.release(_print(store, tmp_path, OLD))
    folder = tmp_path / "releases"
    (folder / "20260101T000000Z.json.half").write_text("{")
    (folder / "20260101T000000Z.half").mkdir()
    release.release(_print(store, tmp_path, NEW))
    assert not list(folder.glob("*.half"))


def test_releases_of_one_moment_are_told_apart(store: Store, tmp_path: Path) -> None:
    """One that changed nothing leaves no file, and the next one is not taken for it."""
    for files in (OLD, OLD, NEW):
        release.release(_print(store, tmp_path, files))
    assert _tree(tmp_path / "site") == NEW
    assert {row["path"] for row in store.q.outputs(folder=str(tmp_path / "site"))} == set(NEW)
    assert len(list(manifest.released(store))) == 2


def test_what_was_staged_without_a_journal_is_thrown_away(store: Store, tmp_path: Path) -> None:
    """A run that died before its journal stood has changed nothing, and leaves nothing behind for the next."""
    release.release(_print(store, tmp_path, OLD))
    _print(store, tmp_path, NEW)
    assert not release.finish(store, tmp_path / "staging-site")
    assert _tree(tmp_path / "site") == OLD
    _print(store, tmp_path, {"index.html": b"lagi"})
    assert set(_tree(tmp_path / "staging-site/files")) == {"index.html"}


def test_a_record_that_was_lost_prints_everything(store: Store, tmp_path: Path) -> None:
    """Where the journal outlives what the store knew of the printing, what is staged goes live all the same, and the
    next edition is a full one."""
    release.release(_print(store, tmp_path, OLD))
    ledger = _print(store, tmp_path, NEW)
    release._write_journal(ledger.edition.staging, release._journal(ledger, ""))
    with store.transaction():
        store.q.drop_prints(folder=ledger.edition.folder)
    assert release.finish(store, tmp_path / "staging-site")
    assert (tmp_path / "site/index.html").read_bytes() == b"baru"
    assert store.q.edition(folder=ledger.edition.folder) is None


def test_home_and_sitemap_go_live_last() -> None:
    """Pictures come first, stories next, the sitemap and the home page last: no link ever dangles."""
    found = ["agenda", "index.html", "sitemap.xml", "instansi", "berita", "data", "gambar", "aset"]
    order = ["gambar", "aset", "berita", "instansi", "agenda", "data", "sitemap.xml", "index.html"]
    assert sorted(found, key=release.rank) == order


def test_the_same_bytes_are_not_written_again(store: Store, tmp_path: Path) -> None:
    """What equals what stands is not staged."""
    release.release(_print(store, tmp_path, OLD))
    ledger = _print(store, tmp_path, OLD | {"index.html": b"baru"})
    assert list(ledger.staged()) == ["index.html"]
    assert ledger.counts() == {"changed": 1, "same": 3}


def test_two_folders_do_not_disturb_each_other(store: Store, tmp_path: Path) -> None:
    """What stands is remembered for each output folder apart."""
    release.release(_print(store, tmp_path, OLD))
    release.release(_print(store, tmp_path, NEW, "other"))
    assert _tree(tmp_path / "site") == OLD
    assert _tree(tmp_path / "other") == NEW
    assert [row["path"] for row in store.q.outputs(folder=str(tmp_path / "site"))] == sorted(OLD)


@pytest.mark.parametrize("data", [b"a", b"b"])
def test_one_path_is_made_once(store: Store, tmp_path: Path, data: bytes) -> None:
    """Two parts of a printing that make the same file of one path are right (a picture of two stories), two that make
    another are refused."""
    ledger = _print(store, tmp_path, {"gambar/aa-400.webp": b"a"})
    again = Stage(replace(ledger.edition, staging=tmp_path / "again"))
    again.put("gambar/aa-400.webp", data)
    ledger.take(Made(again.hand_over()))
    with contextlib.nullcontext() if data == b"a" else pytest.raises(BuildRefused, match="written twice"):
        ledger.write()


@pytest.mark.parametrize("path", ["/etc/passwd", "../a", "a/../b", "a//b", ""])
def test_nothing_is_staged_outside(store: Store, tmp_path: Path, path: str) -> None:
    """A path that leads out of the site, or nowhere, is refused before anything is written."""
    ledger = _print(store, tmp_path, {})
    with pytest.raises(BuildRefused, match="outside"):
        Stage(ledger.edition).put(path, b"x")

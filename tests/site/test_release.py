"""Applying a release: whole or not at all, whatever happens in the middle."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from plugins.newsroom.model import Network
from plugins.newsroom.store import Store
from plugins.portal import release
from plugins.portal.edition import Edition
from plugins.portal.writer import Stage

OLD = {"index.html": b"lama", "berita/2026/11/a/index.html": b"a", "sitemap.xml": b"<x/>", "gambar/aa-400.webp": b"1"}
NEW = {"index.html": b"baru", "berita/2026/11/b/index.html": b"b", "sitemap.xml": b"<y/>", "gambar/bb-400.webp": b"2"}


def _stage(store: Store, folder: Path, files: dict[str, bytes]) -> Stage:
    edition = Edition(
        store, Network("Kabupaten Contoh"), (), folder / "site", folder / "staging", folder, "", datetime.now(UTC),
        full=True, keys=frozenset(), upto=1, fingerprint="x",
    )  # fmt: skip
    stage = Stage(edition)
    for path, data in files.items():
        stage.put(path, data)
    stage.gone |= release.orphans(stage)
    return stage


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(f"sqlite:///{tmp_path / 'p.sqlite3'}")


def _tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_release_replaces_the_site_and_leaves_no_orphan(store: Store, tmp_path: Path) -> None:
    """After a full release exactly the new files stand, and empty folders are gone."""
    release.release(_stage(store, tmp_path, OLD))
    done = release.release(_stage(store, tmp_path, NEW))
    assert _tree(tmp_path / "site") == NEW
    assert (done.written, done.removed) == (4, 2)
    assert not (tmp_path / "site/berita/2026/11/a").exists()


def test_files_that_are_not_ours_stay(store: Store, tmp_path: Path) -> None:
    """What somebody else put into the folder is never removed."""
    release.release(_stage(store, tmp_path, OLD))
    (tmp_path / "site/CNAME").write_text("portal.example")
    release.release(_stage(store, tmp_path, NEW))
    assert (tmp_path / "site/CNAME").read_text() == "portal.example"


@pytest.mark.parametrize("moves", range(7))
def test_a_crash_between_two_moves_heals(
    store: Store, tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after any number of renames or deletions, the next run finishes the release."""
    release.release(_stage(store, tmp_path, OLD))
    stage = _stage(store, tmp_path, NEW)
    count = 0
    real_move, real_prune = release._move, release._prune

    def step() -> None:
        nonlocal count
        if count == moves:
            raise KeyboardInterrupt
        count += 1

    def move(source: Path, target: Path) -> None:
        step()
        real_move(source, target)

    def prune(output: Path, folder: Path) -> None:
        step()
        real_prune(output, folder)

    with monkeypatch.context() as patch:
        patch.setattr(release, "_move", move)
        patch.setattr(release, "_prune", prune)
        with contextlib.suppress(KeyboardInterrupt):
            release.release(stage)
    release.finish(store, tmp_path / "staging")
    assert _tree(tmp_path / "site") == NEW
    assert store.q.edition(folder=str(tmp_path / "site"))["seq"] == 1
    assert not (tmp_path / "staging").exists()


def test_what_was_staged_without_a_journal_is_thrown_away(store: Store, tmp_path: Path) -> None:
    """A run that died before its journal stood has changed nothing, and leaves nothing behind for the next."""
    release.release(_stage(store, tmp_path, OLD))
    _stage(store, tmp_path, NEW)
    assert not release.finish(store, tmp_path / "staging")
    assert _tree(tmp_path / "site") == OLD
    fresh = _stage(store, tmp_path, {"index.html": b"lagi"})
    assert set(_tree(fresh.folder)) == {"index.html"}


def test_home_and_sitemap_go_live_last(store: Store, tmp_path: Path) -> None:
    """Pictures come first, stories next, the sitemap and the home page last: no link ever dangles."""
    stage = _stage(store, tmp_path, NEW | {"instansi/dlh/index.html": b"i"})
    order = sorted(stage.staged, key=release._rank)
    assert order == [
        "gambar/bb-400.webp", "berita/2026/11/b/index.html", "instansi/dlh/index.html", "sitemap.xml", "index.html",
    ]  # fmt: skip


def test_the_same_bytes_are_not_written_again(store: Store, tmp_path: Path) -> None:
    """What equals what stands is not staged."""
    release.release(_stage(store, tmp_path, OLD))
    stage = _stage(store, tmp_path, OLD | {"index.html": b"baru"})
    assert set(stage.staged) == {"index.html"}


def test_two_folders_do_not_disturb_each_other(store: Store, tmp_path: Path) -> None:
    """What stands is remembered for each output folder apart."""
    release.release(_stage(store, tmp_path, OLD))
    other = _stage(store, tmp_path, NEW)
    there = Stage(replace(other.edition, output=tmp_path / "other", staging=tmp_path / "staging-2"))
    for path, data in NEW.items():
        there.put(path, data)
    release.release(there)
    assert _tree(tmp_path / "site") == OLD
    assert _tree(tmp_path / "other") == NEW
    assert json.dumps(sorted(row["path"] for row in store.q.outputs(folder=str(tmp_path / "site")))) == json.dumps(
        sorted(OLD)
    )

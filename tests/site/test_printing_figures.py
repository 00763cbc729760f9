"""The figures of printing: every part is measured, peers print the same pages and are found out where they do not, and
the document tells what was found. Small sizes: nothing here is about speed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from time import sleep
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import printing, printing_few, printing_peers, printing_store, printing_told
from benchmarks.printing_full import Arena
from benchmarks.printing_peers import PEERS, Peer
from benchmarks.printing_profile import Clock

STORIES = 40
PLAIN = PEERS[-1]


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    """A small archive and its whole site."""
    found = Arena(tmp_path_factory.mktemp("print"), STORIES)
    found.anew()
    found.build("--full")
    return found


@pytest.fixture(scope="module")
def given(arena: Arena) -> list[str]:
    """What peers get as empty files; the sites of all that can be brought without a network are laid out."""
    told = printing_peers.write(arena.output, arena.sites, PEERS)
    assert told["stories"] == STORIES
    return list(told["given"])


def here() -> list[Any]:
    """Every peer; those that are not on this machine are skipped."""
    homes = {"Hugo": f"hugo-{printing_peers.HUGO}", "Eleventy": f"eleventy-{printing_peers.ELEVENTY}"}
    found = {peer: peer.name not in homes or (printing_peers.TOOLS / homes[peer.name]).exists() for peer in PEERS}
    skip = pytest.mark.skip(reason="`./run bench print` brings it")
    return [pytest.param(peer, id=peer.name, marks=() if found[peer] else skip) for peer in PEERS]


@pytest.mark.parametrize("peer", here())
def test_a_peer_prints_the_same_pages(arena: Arena, given: list[str], peer: Peer) -> None:
    """The same set of files where its theme can make them all, about as many bytes, and headlines escaped."""
    printing_peers.build(peer, arena.sites)
    found = printing_peers.compare(peer, arena.sites, arena.output, given)
    assert found["same_paths"] >= STORIES
    assert 0.9 < found["bytes_to_ours"] < 1.1
    if peer.whole:
        assert (found["lacks"], found["besides"]) == ({}, {})
        assert found["files"] == len(printing_peers.sizes(arena.output))
    else:
        assert found["same_paths"] / found["files"] > 0.9
        assert not any(kind.startswith("berita/") for kind in found["lacks"])


def test_a_peer_that_does_not_escape_is_found_out(arena: Arena, given: list[str]) -> None:
    """With autoescape off its pages would cost less, and its figures be worth nothing."""
    page = arena.sites / PLAIN.name / "templates" / "article.html"
    sound = page.read_text("utf-8")
    page.write_text(sound.replace("{{ article.title|striptags }}", "{{ article.title|striptags|safe }}"), "utf-8")
    try:
        printing_peers.build(PLAIN, arena.sites)
        with pytest.raises(SystemExit, match="not escaped"):
            printing_peers.compare(PLAIN, arena.sites, arena.output, given)
    finally:
        page.write_text(sound, "utf-8")


def test_a_peer_that_leaves_a_page_out_is_found_out(arena: Arena, tmp_path: Path) -> None:
    """One page less than the portal, or one that it has not: neither is the same work."""
    for change in ("less", "more"):
        peer = Peer(change, PLAIN.write, PLAIN.bring, PLAIN.command, True, 1)
        public = tmp_path / change / "public"
        shutil.copytree(arena.output, public)
        if change == "less":
            (public / "arsip" / "index.html").unlink()
        else:
            (public / "lain.html").write_text("", "utf-8")
        with pytest.raises(SystemExit, match="not the same files"):
            printing_peers.compare(peer, tmp_path, arena.output, ())


def test_each_second_counts_once() -> None:
    """What one timed function calls counts for itself, and not for its caller."""
    house = SimpleNamespace()
    house.inner = lambda: sleep(0.02)
    house.outer = lambda: (house.inner(), house.inner())
    clock = Clock()
    clock.put(house, "inner", "inner")
    clock.put(house, "outer", lambda: "outer")
    house.outer()
    assert clock.spent["inner"] >= 0.04
    assert clock.spent["outer"] < clock.spent["inner"]


def test_a_build_that_says_another_number_of_files_is_found_out(arena: Arena, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are counted from outside; a build that tells of fewer ends the measuring."""
    site = printing_few.Site(arena)
    printing_store.edit(arena.folder, STORIES // 4)
    monkeypatch.setattr(printing_store, "told_changed", lambda _: 1)
    with pytest.raises(SystemExit, match="files changed, and the build says 1"):
        site.round(0, warm=True)


def test_all_of_it_is_measured(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Every part has its figures and its row, fewer files change than may, and each promise has its answer."""
    for name in (printing.TELL, printing_store.KEPT):
        monkeypatch.delenv(name, raising=False)
    found = printing.run((30, 60), rounds=1, full_rounds=1, peers=False)
    assert printing_told.markdown(json.loads(json.dumps(found))) == printing_told.markdown(found)
    for site in found["few"]["sites"].values():
        assert site["pelican"]["files"] == site["build"]["files"] == [0]
        assert all(0 < site[kind]["files"][0] < 60 for kind in ("edited", "withdrawn", "dated back"))
        assert all(each["files"] <= each["bound"] for each in site["fifty"]["bounds"])
        rooms = site["profile"]["rooms"]["seconds"]
        assert {"room: Berita", "room: Bulan", "gate", "release"} <= rooms.keys()
        assert sum(rooms.values()) == pytest.approx(site["profile"]["rooms"]["wall"], abs=0.05)
        assert site["profile"]["imports"]["modules"] > 100
    assert all(set(each) == {"what", "found", "limit", "holds"} for each in found["promises"])
    assert len(found["promises"]) == 11
    said = capfd.readouterr().err
    for words in ("What is promised", "fifty more", "one dated back", "The whole site, 60", "room by room"):
        assert words in said


def test_the_document_tells_what_was_found() -> None:
    """Nobody writes figures of printing by hand: the document holds what the benchmark's own figures make of it."""
    found = json.loads(printing_told.FOUND.read_bytes())
    assert printing_told.markdown(found) in printing_told.DOCUMENT.read_text("utf-8")

"""A store that was lost or mistyped: the site that it printed stands, and whoever sees it is told what to put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.network import Portal, publish, traces
from tests.contract.server import Site
from tests.contract.writing import item

ELSEWHERE = "Simpanan baru dibuat di {}."


@pytest.fixture
def standing(portal: Portal, site: Site) -> Portal:
    """Three stories, one of them withdrawn; by now their site lists only one that is newer."""
    portal.agency("dinas", publish(site, "/dinas", [item(1), item(2), item(3)]))
    portal.decide({"do": "withdraw", "target": site.url(item(3).path)})
    portal.pull()
    portal.build()
    assert [story["status"] for story in portal.stories()].count("withdrawn") == 1
    publish(site, "/dinas", [item(4)])
    return portal


def pages(portal: Portal) -> list[Path]:
    return list((portal.output / "berita").glob("*/*/*/index.html"))


def test_another_store_does_not_empty_the_site(standing: Portal) -> None:
    """With an address of a store that is not there, `hourly` ends with 1, touches no file of the site, counts the pages
    (the withdrawn one's too), and says what is wrong and how it is put right; with the store, all goes on."""
    before, stood = traces(standing.output), pages(standing)
    store = standing.folder / "salah-ketik.sqlite3"
    done = standing.run("hourly", PORTAL_STORE=f"sqlite:///{store}")
    assert done.code == 1, done.said
    assert traces(standing.output) == before
    assert f"{len(stood)} halaman berita" in done.err
    assert any(f"/{page.parent.relative_to(standing.output).as_posix()}/" in done.err for page in stood)
    assert "Betulkan PORTAL_STORE" in done.err
    assert str(store) in done.err
    assert "kosongkan dahulu folder situs" in done.err
    assert done.err.splitlines().count(ELSEWHERE.format(store)) == 1, "said once, by whoever made it"
    standing.pull()
    standing.build()
    assert len(pages(standing)) == len(stood) + 1


def test_a_lost_store_found_again_finds_its_site(standing: Portal) -> None:
    """Moved away, the next build alone refuses; moved back, it goes on as if nothing had been."""
    lost = standing.folder / "portal.sqlite3"
    lost.rename(standing.folder / "hilang.sqlite3")
    before = traces(standing.output)
    done = standing.run("build")
    assert (done.code, traces(standing.output)) == (1, before), done.said
    assert ELSEWHERE.format(lost) in done.err
    for left in standing.folder.glob("portal.sqlite3*"):
        left.unlink()
    (standing.folder / "hilang.sqlite3").rename(lost)
    assert ELSEWHERE.format(lost) not in standing.build().err
    assert traces(standing.output) == before


def test_whoever_empties_the_folder_begins_anew(standing: Portal) -> None:
    """As the refusal says: what is not of the portal may stay, and does."""
    for left in standing.folder.glob("portal.sqlite3*"):
        left.unlink()
    for page in (page for page in standing.output.rglob("*") if page.is_file()):
        page.unlink()
    (standing.output / "CNAME").write_text("kabar.contohkab.go.id")
    standing.pull()
    standing.build()
    assert len(pages(standing)) == 1
    assert (standing.output / "CNAME").is_file()


def test_a_full_build_of_the_same_store_loses_nothing(standing: Portal) -> None:
    """What the site's store knows is printed anew, withdrawn or not, and nobody is refused."""
    stood = pages(standing)
    assert "Simpanan baru" not in standing.build("--full").err
    assert pages(standing) == stood

"""What an incremental build once got wrong: histories that random ones were cut down to. Each `build` is held to all
that `histories` asks, first of all that a full one prints the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.histories import Region, founded
from tests.site.histories_killed import Hook


@pytest.fixture
def region(tmp_path: Path) -> Iterator[Region]:
    made = founded(tmp_path)
    yield made
    made.close()


def test_a_page_that_is_taken_away_takes_its_file_along(region: Region) -> None:
    """Though every page is printed anew in that moment, for the menu names it no longer."""
    (region.content / "pages/tentang.md").unlink()
    region.build()
    assert not (region.folder / "output/tentang").exists()


def test_a_place_goes_and_comes_back(region: Region) -> None:
    """Taken out of network.toml, its stories lead nowhere that is not there; back again, they lead to it again."""
    page = region.folder / "output/wilayah/sumberjati/index.html"
    del region.places["sumberjati"]
    region.write_network()
    region.build()
    assert not page.exists()
    region.places["sumberjati"] = "Sumberjati"
    region.write_network()
    region.build()
    assert page.exists()


def test_no_link_of_a_page_that_stood_dangles_while_a_release_goes_live(region: Region) -> None:
    """Killed after any number of renames, though every page leads to a new one that is called last by its name."""
    for after in range(12):
        region.write(f"pages/z{after}.md", f"Title: Halaman {after}\n\nIsi halaman.\n")
        assert region.build_killed(Hook(after + 30, in_release=True))
    region.build()


def test_a_picture_is_told_to_others_by_its_own_address(region: Region) -> None:
    """Where the site has a path, a story's picture is named below that path once."""
    region.site_url = "https://contohkab.example/kabar"
    region.draw("agencies/dinkes/a.png")
    region.write(
        "agencies/dinkes/a.md", "Title: Posyandu\nDate: 2026-11-20 09:00\nPicture: a.png\n\nSemua balita ditimbang.\n"
    )
    region.build()


def test_a_pin_alone_shows(region: Region) -> None:
    """Nothing but what leads the home page has changed, and is changed back."""
    home = region.folder / "output/index.html"
    before = home.read_bytes()
    region.decide("pin", region.posted[9].url)
    region.build()
    assert home.read_bytes() != before
    region.decisions.clear()
    region.write_decisions()
    region.build()
    assert home.read_bytes() == before


def test_an_agency_is_renamed_in_its_empty_months_too(region: Region) -> None:
    """A month of an agency whose only story is withdrawn still stands, under the name that the agency has now."""
    alone = region.posted[0]
    region.decide("withdraw", alone.url)
    region.build()
    region.agency(alone.agency, name="Kantor Lain")
    region.build()
    assert "Kantor Lain" in (region.folder / f"output/instansi/{alone.agency}/2026/11/index.html").read_text("utf-8")

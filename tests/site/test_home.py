"""The home page and the lists of agencies: who stands where. The rule alone first, then a network pulled and built."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as some

from plugins.portal.spread import AT_TOP, IN_A_ROW, TOP, spread
from plugins.portal.standing import _sentence
from tests.contract.network import Portal, differences, publish
from tests.contract.server import Site
from tests.contract.writing import item

FLOOD = 70
"""Articles of the feed without dates; more than the home page looks at for its lead."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """Three agencies whose names and folders sort differently; one has no dates in its feed and no end of articles."""
    portal, site = Portal(tmp_path_factory.mktemp("beranda")), Site()
    undated = [item(n, f"/a/{n}/", date=None) for n in range(500, 500 + FLOOD)]
    portal.agency("aaa", publish(site, "/a", undated), name="Dinas Sosial")
    portal.agency("bbb", publish(site, "/b", [item(n, f"/b/{n}/") for n in range(100, 103)]), name="Camat", kind="desa")
    portal.agency("zzz", publish(site, "/z", [item(n, f"/z/{n}/") for n in range(200, 206)]), name="dinas Agama")
    portal.agency("mmm", name="Bupati", kind="kepala_daerah")
    portal.pull()
    portal.build()
    site.close()
    return portal


def main(portal: Portal, address: str) -> Tag:
    found = BeautifulSoup(portal.page(address), "lxml").find("main")
    assert isinstance(found, Tag)
    return found


def agencies(part: Tag) -> list[str]:
    """The agency of every card, in the order of the page."""
    return [tag.get_text(strip=True) for tag in part.select("article.card .agency")]


def runs(names: list[str]) -> int:
    """The longest run of one name."""
    return max(sum(1 for _ in names[i:j]) for i in range(len(names)) for j in range(i, len(names) + 1)
               if len(set(names[i:j])) <= 1)  # fmt: skip


def rows(*agencies: str) -> list[dict[str, Any]]:
    return [{"id": number, "agency": agency} for number, agency in enumerate(agencies)]


def order(found: list[dict[str, Any]]) -> str:
    return "".join(row["agency"] for row in found)


@pytest.mark.parametrize(
    ("coming", "lead", "stands"),
    [
        ("abcabc", "c", "abcabc"),
        ("aaaaaabc", "a", "abcaaaaa"),
        ("aaaaaaaabbb", "b", "aabaaabaaab"),
        ("aaaa", "a", "aaaa"),
        ("", "", ""),
    ],
)
def test_each_place_goes_to_the_newest_that_may_stand_there(coming: str, lead: str, stands: str) -> None:
    """Order stays where no agency crowds; what crowds waits; a network with one agency shows that one."""
    assert order(spread(rows(*coming), lead, 18)) == stands


@given(some.lists(some.sampled_from("abcd"), max_size=40), some.sampled_from(["", *"abcd"]), some.integers(0, 20))
def test_spreading_loses_and_repeats_nothing(coming: list[str], lead: str, most: int) -> None:
    """As many as there is room for, none twice, each agency's own newest first; and the rule holds at each place for
    which the rows still had another agency."""
    given_rows = rows(*coming)
    found = spread(iter(given_rows), lead, most)
    assert len(found) == min(most, len(coming))
    for agency in set(coming):
        ids = [row["id"] for row in found if row["agency"] == agency]
        assert ids == [row["id"] for row in given_rows if row["agency"] == agency][: len(ids)]
    for place, row in enumerate(found):
        before = [lead, *(r["agency"] for r in found[:place])]
        left = {r["agency"] for r in given_rows if r not in found[:place]}
        if place < TOP:
            free = {agency for agency in left if before.count(agency) < AT_TOP}
        else:
            free = left - (set(before[-IN_A_ROW:]) if len(set(before[-IN_A_ROW:])) == 1 else set())
        assert row["agency"] in (free or left)


def test_no_more_is_read_than_is_needed() -> None:
    """Rows without end are no burden where the first ones do."""

    def endless() -> Any:
        for number in range(10**9):
            assert number < 30
            yield {"id": number, "agency": f"{number % 5}"}

    assert len(spread(endless(), "", 18)) == 18


def test_a_feed_without_dates_does_not_fill_the_home_page(built: Portal) -> None:
    """Seventy articles that are all new at once leave room: two of an agency among the lead and what stands by it,
    three in a row below while others have stories left."""
    page = main(built, "/")
    top, rest = page.select_one(".first"), page.select_one("section[aria-labelledby=terbaru]")
    assert top
    assert rest
    leading, following = agencies(top), agencies(rest)
    assert len(leading) + len(following) == 19
    assert max(leading.count(name) for name in leading) <= 2
    assert runs(following) <= 3
    assert set(leading + following) == {"Aaa", "Bbb", "Zzz"}


def test_what_the_home_page_has_no_place_for_stands_elsewhere(built: Portal) -> None:
    """The archive of the month holds every story."""
    listed = main(built, "/arsip/2026/11/").select("article.card h3 a")
    assert len({link["href"] for link in listed}) == len(built.stories()) == FLOOD + 9


def test_the_home_page_is_the_same_when_printed_anew(built: Portal) -> None:
    """Nothing of the order hangs on what was printed before."""
    other = built.folder / "anew"
    built.build("--full", output=other)
    assert differences(built.output, other) == []


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("/keaktifan/", ".board tbody th .agency"),
        ("/instansi/", ".agencies a"),
        ("/", "section[aria-labelledby=instansi] .agencies a"),
    ],
)
def test_agencies_stand_by_kind_and_then_by_name(built: Portal, address: str, links: str) -> None:
    """Whatever their folders are called, and however their names are capitalised."""
    found = [link.get_text(strip=True) for link in main(built, address).select(links)]
    assert found == ["Bupati", "dinas Agama", "Dinas Sosial", "Camat"]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("challenge: situs menampilkan halaman pemeriksaan (HTTP 200)", "Situs menampilkan halaman pemeriksaan."),
        ("http-status: peladen menjawab salah (HTTP 503)", "Peladen menjawab salah (HTTP 503)."),
    ],
)
def test_the_board_does_not_tell_of_success(error: str, says: str) -> None:
    """That a site answered with 200 is no part of what is wrong with it; another code is."""
    assert _sentence(error) == says

"""How a source is treated: moves, promises, crowded hosts, faults of our own; names and clocks that change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from tests.contract.network import Found, Portal, Pulled, publish, toml
from tests.contract.server import Asked, Site
from tests.contract.writing import START, Item, item, mark, rss

HOURS = (0, 1, 2, 8, 169, 170)
"""When the timeline's pulls are, in hours after START."""


@dataclass
class Step:
    """One pull of the timeline: what it reported, and what was asked."""

    pulled: Pulled
    asked: list[Asked]

    def paths(self) -> set[str]:
        return {asked.path for asked in self.asked}


@dataclass
class Timeline:
    steps: dict[float, Step]
    portal: Portal


def moves(site: Site, path: str, to: str, status: int = 301) -> str:
    return site.put(path, "", status, headers={"Location": to})


def labelled(when: datetime) -> str:
    """The hour on the wall in Jakarta, labelled UTC: what a careless CMS writes."""
    return format_datetime(when + timedelta(hours=7)).replace("-0000", "+0000")


def renamed(each: Item, **more: Any) -> Item:
    """The same article after a new CMS: another guid at another address."""
    return replace(each, guid=f"baru-{each.path}", path=f"/2026{each.path}", **more)


def prepare(found: Found, site: Site) -> Timeline:
    portal = found("sopan")
    publish(site, "/baru", [item(1)])
    portal.agency("pindah", moves(site, "/lama", "/baru"))
    publish(site, "/tujuan", [item(2)])
    portal.agency("sementara", moves(site, "/asal", "/tujuan", 302))
    publish(site, "/muda", [item(3)])
    portal.agency("tutup", moves(site, "/tua", "/muda"))
    portal.agency("simpan", publish(site, "/simpan", [item(4)], headers={"Cache-Control": "public, max-age=7200"}))
    until = format_datetime(START + timedelta(hours=2), usegmt=True)
    portal.agency("batas", publish(site, "/batas", [item(5)], headers={"Expires": until}))
    portal.agency("abadi", publish(site, "/abadi", [item(6)], headers={"Cache-Control": "max-age=31536000"}))
    ahead = format_datetime(START + timedelta(days=10), usegmt=True)
    portal.agency("esok", publish(site, "/esok", [item(7)], modified=ahead))
    five = [item(n) for n in range(10, 15)]
    portal.agency("ganti", publish(site, "/ganti", five))
    six = [item(n) for n in range(20, 26)]
    portal.agency("impor", publish(site, "/impor", six))
    old = [replace(item(n), date=labelled(START - timedelta(days=n))) for n in range(30, 33)]
    portal.agency("jam", publish(site, "/jam", old))
    steps = {}
    for hour in HOURS:
        if hour == 1:
            site.put("/tua", "<h1>Tidak ada</h1>", 404)
            publish(site, "/ganti", [renamed(each) for each in five])
            publish(site, "/impor", [renamed(each, date=START + timedelta(minutes=30)) for each in six])
            fresh = replace(item(33), date=labelled(START + timedelta(minutes=50)))
            publish(site, "/jam", [fresh, *old])
        portal.now = START + timedelta(hours=hour)
        site.forget()
        steps[float(hour)] = Step(portal.pull(), list(site.log))
    portal.build()
    return Timeline(steps, portal)


@pytest.fixture(scope="module")
def timeline(prepared: Timeline) -> Timeline:
    return prepared


# --- moves -------------------------------------------------------------------------------------------


def test_a_permanent_move_is_adopted_after_seven_days(timeline: Timeline) -> None:
    """Until then, and in the pull that adopts it, the old address is asked; from then on the new one alone."""
    for hour in (0.0, 1.0, 8.0, 169.0):
        assert {"/lama", "/baru"} <= timeline.steps[hour].paths()
    last = timeline.steps[170.0]
    assert "/lama" not in last.paths()
    assert "/baru" in last.paths()
    assert last.pulled.of("pindah")["outcome"] == "unchanged"


def test_an_adopted_move_is_told(timeline: Timeline) -> None:
    """The report asks for agency.toml to be mended, and only in the pull that adopts."""
    said = timeline.steps[169.0].pulled.fault("agencies/pindah/agency.toml")["message"]
    assert "/baru" in said
    assert "pindah" in said
    assert not [f for f in timeline.steps[8.0].pulled.report["faults"] if "pindah" in f["file"]]


def test_a_temporary_move_is_never_adopted(timeline: Timeline) -> None:
    """A 302 is followed each time, from the configured address."""
    assert all({"/asal", "/tujuan"} <= step.paths() for step in timeline.steps.values())


def test_an_address_that_is_gone_is_left_at_once(timeline: Timeline) -> None:
    """It led somewhere an hour ago and answers 404 now: the same pull asks where it led, and nothing failed."""
    second = timeline.steps[1.0]
    assert second.pulled.of("tutup")["outcome"] == "unchanged"
    assert {"/tua", "/muda"} <= second.paths()
    assert "/tua" not in timeline.steps[2.0].paths()
    assert timeline.steps[2.0].pulled.of("tutup")["outcome"] == "unchanged"


# --- promises and validators -------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["simpan", "batas"])
def test_what_the_server_says_that_stays_good_is_not_asked_again(timeline: Timeline, slug: str) -> None:
    """`Cache-Control: max-age` and `Expires` of two hours: skipped after one, asked after two."""
    assert timeline.steps[1.0].pulled.of(slug)["outcome"] == "skipped"
    assert f"/{slug}" not in timeline.steps[1.0].paths()
    assert timeline.steps[2.0].pulled.of(slug)["outcome"] == "unchanged"


def test_no_promise_keeps_a_source_for_ever(timeline: Timeline) -> None:
    """A max-age of a year is believed for hours, not for a year."""
    assert timeline.steps[2.0].pulled.of("abadi")["outcome"] == "skipped"
    assert timeline.steps[8.0].pulled.of("abadi")["outcome"] == "unchanged"


def test_a_last_modified_in_the_future_is_not_sent_back(timeline: Timeline) -> None:
    """It would have the server call everything old until then."""
    (asked,) = [asked for asked in timeline.steps[1.0].asked if asked.path == "/esok"]
    assert "if-modified-since" not in asked.headers


# --- names and clocks --------------------------------------------------------------------------------


@pytest.mark.parametrize(("slug", "count"), [("ganti", 5), ("impor", 6)])
def test_a_site_that_renames_everything_doubles_nothing(timeline: Timeline, slug: str, count: int) -> None:
    """All guids and addresses changed at once, for one of the two all dates too: the same stories, none of them new."""
    row = timeline.steps[1.0].pulled.of(slug)
    assert (row["entries"], row["new"], row["duplicate"], row["removed"]) == (count, 0, 0, 0)
    assert len([story for story in timeline.portal.stories() if story["agency"] == slug]) == count


def test_a_site_that_dates_everything_anew_pins_nothing_to_the_top(timeline: Timeline) -> None:
    """Stories keep the moment at which they were published, and no correction is told."""
    for number in range(20, 26):
        story = timeline.portal.story(mark(number))
        date = item(number).date
        assert isinstance(date, datetime)
        assert story["published"] == f"{date:%Y-%m-%dT%H:%M:%SZ}"
        assert (story["status"], story["history"]) == ("published", [])


def test_a_clock_that_calls_itself_utc_is_learned(timeline: Timeline) -> None:
    """An article of ten minutes ago, dated seven hours ahead: the source writes local hours, its older articles are
    put right without a correction, and the report says so."""
    assert timeline.portal.story(mark(33))["published"] == "2026-11-21T07:20:00Z"
    for number in range(30, 33):
        story = timeline.portal.story(mark(number))
        assert story["published"] == f"{START - timedelta(days=number):%Y-%m-%dT%H:%M:%SZ}"
        assert story["history"] == []
    assert "UTC" in timeline.steps[1.0].pulled.fault("agencies/jam/agency.toml")["message"]


# --- crowds and faults of our own ----------------------------------------------------------------------


@pytest.fixture
def crowd() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def test_a_host_that_asks_everybody_to_wait_is_left_alone(portal: Portal, crowd: Site, site: Site) -> None:
    """Twenty feeds of one machine, each 429: after the first few the rest is not asked, and neither is it an hour
    later, for it was asked to wait two. A source elsewhere goes on."""
    for number in range(20):
        portal.agency(f"ramai-{number:02}", crowd.put(f"/{number}", "", 429, headers={"Retry-After": "7200"}))
    portal.agency("sehat", publish(site, "/sehat", [item(1)]))
    rows = {row["agency"]: row for row in portal.pull().report["sources"]}
    assert rows["sehat"]["new"] == 1
    outcomes = [row["outcome"] for slug, row in rows.items() if slug != "sehat"]
    assert set(outcomes) == {"failed", "skipped"}
    assert len(crowd.log) == outcomes.count("failed") < 12
    crowd.forget()
    portal.later(hours=1)
    portal.pull()
    assert crowd.log == []


def test_when_everything_fails_no_source_is_blamed(portal: Portal, site: Site) -> None:
    """Four pulls in which all three sources fail: each is asked each time, the run says whose fault it is, and the
    fifth pull, an hour after the line is mended, reads them as if nothing had happened."""
    for number in range(3):
        portal.agency(f"satu-{number}", site.put(f"/{number}", "<h1>Galat</h1>", 500))
    for _ in range(4):
        site.forget()
        pulled = portal.pull()
        assert [row["outcome"] for row in pulled.report["sources"]] == ["failed"] * 3
        assert len(site.log) == 3
        assert "Semua sumber gagal" in pulled.said
        assert any("Semua sumber gagal" in fault["message"] for fault in pulled.report["faults"])
        portal.later(minutes=10)
    for number in range(3):
        publish(site, f"/{number}", [item(number)])
    assert [row["new"] for row in portal.pull().report["sources"]] == [1, 1, 1]


# --- pages that are no feed, and feeds that are no pages ---------------------------------------------


def listing(site: Site, items: list[Item], *, more: str = "") -> bytes:
    """A list of news without their texts; each text stands on the article's own page."""
    rows = "".join(
        f'<div class="baris"><h3><a href="{each.path}">{each.title}</a></h3><span class="tgl">Jumat, 20 November 2026'
        f" 10.{n:02} WIB</span></div>"
        for n, each in enumerate(items)
    )
    for each in items:
        site.put(each.path, f'<html><title>{each.title}</title><body><div class="isi">{each.body}</div></body></html>')
    following = f'<a class="lanjut" href="{more}">Berikutnya</a>' if more else ""
    return f"<!doctype html><html><body><h1>Berita</h1>{rows}{following}</body></html>".encode()


def list_agency(portal: Portal, url: str, pages: int) -> None:
    select = {"item": ".baris", "title": "h3", "link": "h3 a", "date": ".tgl", "next": "a.lanjut", "body": ".isi"}
    head = toml({"name": "Kecamatan Contoh", "kind": "kecamatan", "site": url})
    portal.write(
        "agencies/camat/agency.toml",
        f'{head}\n[[feeds]]\nurl = "{url}"\npages = {pages}\n\n[feeds.select]\n{toml(select)}',
    )


def test_a_site_without_a_feed_is_read_by_selectors(portal: Portal, site: Site) -> None:
    """Two pages of a list are read and no third; the texts come from the articles' pages, each asked for once; a
    later pull reads no known page again, and takes what is new."""
    pages = [[item(n) for n in range(start, start + 4)] for start in (1, 5, 9)]
    for number, items in enumerate(pages, 1):
        site.put(f"/daftar/{number}", listing(site, items, more=f"/daftar/{number + 1}"))
    list_agency(portal, site.url("/daftar/1"), 2)
    row = portal.pull().of("camat")
    assert (row["outcome"], row["entries"], row["new"]) == ("changed", 8, 8)
    assert not site.asked("/daftar/3")
    assert all(len(site.asked(each.path)) == 1 for each in [*pages[0], *pages[1]])
    portal.build()
    story = portal.story(mark(1))
    assert item(1).words in story["text"]
    assert story["published"] == "2026-11-20T03:00:00Z"
    site.forget()
    portal.later(hours=1)
    site.put("/daftar/1", listing(site, [item(20), *pages[0][:3]], more="/daftar/2"))
    row = portal.pull().of("camat")
    assert (row["new"], row["updated"], row["removed"]) == (1, 0, 0)
    assert {asked.path for asked in site.log} == {"/daftar/1", "/daftar/2", item(20).path}


def test_a_pushed_file_is_read_as_if_its_site_had_answered(portal: Portal, site: Site) -> None:
    """A feed file in an agency's inbox: its articles are published; unchanged it is `unchanged`; a correction in it
    is followed; broken it is `failed`, named, and nothing is lost."""
    base = site.url("").rstrip("/")
    portal.agency("polres", site=base)
    file = portal.write("agencies/polres/inbox/berita.xml", rss_text(base, [item(1), item(2)]))

    def pulled() -> dict[str, Any]:
        portal.later(hours=1)
        rows = [r for r in portal.pull().report["sources"] if r["agency"] == "polres" and "inbox" in r["url"]]
        assert len(rows) == 1
        return dict(rows[0])

    row = pulled()
    assert (row["outcome"], row["new"], row["url"]) == ("changed", 2, "agencies/polres/inbox/berita.xml")
    assert pulled()["outcome"] == "unchanged"
    mended = replace(item(1), body=item(1).body.replace("awal pekan", "akhir pekan"))
    file.write_text(rss_text(base, [mended, item(2)]), encoding="utf-8")
    assert (row := pulled())["updated"] == 1, row
    file.write_text("<html><title>Index of /</title></html>", encoding="utf-8")
    assert pulled()["outcome"] == "failed"
    portal.build()
    assert len(portal.stories()) == 2
    assert not site.log


def rss_text(base: str, items: list[Item]) -> str:
    return rss(base, items).decode()

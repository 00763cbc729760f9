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
from tests.contract.writing import START, Item, item, json_feed, mark, rss

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
    """The report asks for agency.toml to be mended from the pull that adopts, as long as it is not."""
    said = timeline.steps[169.0].pulled.fault("agencies/pindah/agency.toml")["message"]
    assert "/baru" in said
    assert "pindah" in said
    assert timeline.steps[170.0].pulled.fault("agencies/pindah/agency.toml")["message"] == said
    assert not [f for f in timeline.steps[8.0].pulled.report["faults"] if "pindah" in f["file"]]
    assert "/muda" in timeline.steps[1.0].pulled.fault("agencies/tutup/agency.toml")["message"]


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


SELECT = {"item": ".baris", "title": "h3", "link": "h3 a", "date": ".tgl", "next": "a.lanjut", "body": ".isi"}
TELL = {True: "Jumat, 20 November 2026 10.{:02} WIB", False: "2 jam yang lalu"}
CHALLENGE = "<title>Just a moment...</title><div id='challenge-platform'></div>"


def article(each: Item) -> str:
    return f'<html><title>{each.title}</title><body><div class="isi">{each.body}</div></body></html>'


def listing(site: Site, items: list[Item], *, more: str = "", dated: bool = True) -> bytes:
    """A list of news without their texts; each text stands on the article's own page."""
    rows = "".join(
        f'<div class="baris"><h3><a href="{each.link or each.path}">{each.title}</a></h3>'
        f'<span class="tgl">{TELL[dated].format(n)}</span></div>'
        for n, each in enumerate(items)
    )
    for each in items:
        site.put(each.path, article(each))
    following = f'<a class="lanjut" href="{more}">Berikutnya</a>' if more else ""
    return f"<!doctype html><html><body><h1>Berita</h1>{rows}{following}</body></html>".encode()


def list_agency(portal: Portal, url: str, pages: int = 1, slug: str = "camat") -> None:
    head = toml({"name": f"Kecamatan {slug.title()}", "kind": "kecamatan", "site": url})
    portal.write(
        f"agencies/{slug}/agency.toml",
        f'{head}\n[[feeds]]\nurl = "{url}"\npages = {pages}\n\n[feeds.select]\n{toml(SELECT)}',
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


@dataclass
class Readings:
    """Lists that are pulled at START, an hour later and a day after that. `asked`: in each of these pulls."""

    pulled: list[Pulled]
    asked: list[list[Asked]]
    portal: Portal

    def counts(self, slug: str) -> list[tuple[int, int]]:
        """What was new and what was updated, pull by pull."""
        return [(row["new"], row["updated"]) for row in (pulled.of(slug) for pulled in self.pulled)]

    def times(self, path: str) -> list[int]:
        """How often it was asked for, pull by pull."""
        return [sum(asked.path == path for asked in each) for each in self.asked]


def lists(portal: Portal, site: Site) -> None:
    """Every list and its pages, as they are at first."""
    for slug, numbers in (
        ("banyak", range(100, 125)),
        ("ralat", range(130, 133)),
        ("sakit", range(140, 144)),
        ("tenang", [190]),
    ):
        items = [item(n) for n in numbers]
        list_agency(portal, site.put(f"/{slug}", listing(site, items), etag=f'"{slug}"'), slug=slug)
    site.put(item(141).path, "<h1>Galat</h1>", 500)
    site.put(item(142).path, CHALLENGE)
    site.put(item(143).path, "<h1>Tidak ada</h1>", 404)
    list_agency(portal, site.put("/putus", listing(site, [item(150)], more="/putus?2")), 2, "putus")
    site.put("/putus?2", "<h1>Galat</h1>", 500)
    list_agency(portal, site.put("/ulang", listing(site, [item(160), item(160)], more="/ulang?2")), 9, "ulang")
    site.put("/ulang?2", listing(site, [item(160), item(161)], more="/ulang"))
    away = replace(item(171), link="https://dadu.example/berita/171/")
    list_agency(portal, site.put("/luar", listing(site, [item(170), away])), slug="luar")
    list_agency(portal, site.put("/lalu", listing(site, [item(180)], dated=False)), slug="lalu")


@pytest.fixture(scope="module")
def readings(found: Found) -> Iterator[Readings]:
    portal, site = found("daftar"), Site()
    lists(portal, site)
    done = Readings([], [], portal)
    for hours in (0, 1, 25):
        if hours == 1:
            for number in (130, 190):
                site.put(item(number).path, article(replace(item(number), body=mended(number))))
            site.put(item(141).path, article(item(141)))
            site.put(item(142).path, article(item(142)))
            site.put("/putus?2", listing(site, [item(151)]))
        if hours == 25:
            for slug, numbers in (("ralat", (130, 131, 132, 133)), ("sakit", (140, 141, 142, 143, 144))):
                items = [item(130, body=mended(130)) if n == 130 else item(n) for n in numbers]
                site.put(f"/{slug}", listing(site, items))
            for number in (131, 143):
                site.put(item(number).path, "<h1>Tidak ada</h1>", 404)
            site.put(item(132).path, CHALLENGE)
            site.put(item(140).path, "<html><title>Sedang dirapikan</title><body><p>Kosong</p></body></html>")
        portal.now = START + timedelta(hours=hours)
        site.forget()
        done.pulled.append(portal.pull())
        done.asked.append(list(site.log))
    portal.build()
    yield done
    site.close()


def mended(number: int) -> str:
    return item(number).body.replace("awal pekan", "akhir pekan")


def test_a_long_list_comes_in_over_some_pulls(readings: Readings) -> None:
    """All 25 are published at once, twenty with their text and the others as the list has them; those get their text
    an hour later, which is no correction. The list is asked for without validators until all are had."""
    assert readings.counts("banyak") == [(25, 0), (0, 0), (0, 0)]
    last = readings.portal.story(mark(124))
    assert item(124).words in last["text"]
    assert last["history"] == []
    assert [readings.times(item(n).path)[:2] for n in (100, 119, 120, 124)] == [[1, 0], [1, 0], [0, 1], [0, 1]]
    asked = [asked for each in readings.asked[:2] for asked in each if asked.path == "/banyak"]
    assert [one.conditional for one in asked] == [False, False]


def test_an_articles_page_is_read_again_once_a_day(readings: Readings) -> None:
    """What was corrected there is followed the day after, and no sooner."""
    assert readings.times(item(130).path) == [1, 0, 1]
    assert readings.counts("ralat") == [(3, 0), (0, 0), (1, 1)]
    story = readings.portal.story(mark(130))
    assert (story["status"], [change["what"] for change in story["history"]]) == ("corrected", ["text"])
    assert "akhir pekan" in story["text"]


def test_pages_of_a_list_that_never_changes_are_read_again_too(readings: Readings) -> None:
    """A correction on an article's page is followed, whether or not something new was listed meanwhile."""
    assert readings.times(item(190).path) == [1, 0, 1]
    assert readings.portal.story(mark(190))["status"] == "corrected"


@pytest.mark.parametrize("number", [131, 132, 140])
def test_an_article_whose_page_is_not_there_keeps_its_words(readings: Readings, number: int) -> None:
    """Gone, behind a challenge, or suddenly without a text when it is read again: nothing is taken away."""
    assert readings.times(item(number).path)[2] == 1
    story = readings.portal.story(mark(number))
    assert item(number).words in story["text"]
    assert (story["status"], story["history"]) == ("published", [])


def test_a_new_article_does_not_wait_for_its_page(readings: Readings) -> None:
    """An error and a challenge in its place: what the list says of it is published, its text comes an hour later, and
    that is no correction. A page that is not there at all never will be, so the list's words stay."""
    assert readings.counts("sakit") == [(4, 0), (0, 0), (1, 0)]
    for number in (141, 142):
        story = readings.portal.story(mark(number))
        assert item(number).words in story["text"]
        assert story["history"] == []
    assert readings.portal.story(mark(143))["text"] == ""


def test_a_list_whose_second_page_fails_loses_nothing(readings: Readings) -> None:
    """The first page is taken, the second one when it answers."""
    assert readings.counts("putus") == [(1, 0), (1, 0), (0, 0)]
    assert readings.pulled[0].of("putus")["outcome"] == "changed"


def test_a_list_that_leads_in_a_circle_is_read_once(readings: Readings) -> None:
    """Each of its pages, and each article, however often it is listed."""
    assert [readings.times(path)[0] for path in ("/ulang", "/ulang?2", item(160).path, item(161).path)] == [1, 1, 1, 1]
    row = readings.pulled[0].of("ulang")
    assert (row["new"], row["duplicate"]) == (2, 2)


def test_an_article_elsewhere_is_held_and_its_page_not_asked_for(readings: Readings) -> None:
    """A list may link to a site that is none of the network's."""
    row = readings.pulled[0].of("luar")
    assert (row["outcome"], row["new"], row["held"]) == ("changed", 1, 1)
    assert readings.counts("luar")[1:] == [(0, 0), (0, 0)]


def test_a_date_that_is_counted_back_is_that_of_the_first_reading(readings: Readings) -> None:
    """ "2 jam yang lalu" at every pull: the article does not grow younger, and no correction is told."""
    assert readings.counts("lalu") == [(1, 0), (0, 0), (0, 0)]
    story = readings.portal.story(mark(180))
    assert (story["published"], story["history"]) == ("2026-11-21T04:30:00Z", [])


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


def test_whatever_is_pushed_is_read_as_what_it_is(portal: Portal, site: Site) -> None:
    """A calendar, JSON, an upload that is not finished, two files with the same articles, settings of one of them; a
    file that is taken away later leaves its stories."""
    base = site.url("").rstrip("/")
    folder = "agencies/polres/inbox"
    portal.agency("polres", site=base)
    setting = '\n[[feeds]]\nurl = "inbox/tautan.json"\nmode = "link"\n'
    file = portal.content / "agencies/polres/agency.toml"
    file.write_text(file.read_text("utf-8") + setting, encoding="utf-8")
    event = "BEGIN:VEVENT\nUID:a1\nDTSTART:20261130T020000Z\nSUMMARY:Apel Siaga\nDTSTAMP:20261101T000000Z\nEND:VEVENT"
    portal.write(f"{folder}/agenda.ics", f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{event}\nEND:VCALENDAR\n")
    portal.write(f"{folder}/tautan.json", json_feed(base, [item(3)]).decode())
    portal.write(f"{folder}/satu.xml", rss_text(base, [item(1), item(2)]))
    portal.write(f"{folder}/dua", rss_text(base, [item(2), item(4)]))
    portal.write(f"{folder}/besok.xml.part", rss_text(base, [item(5)])[:400])
    rows = {row["url"].removeprefix(f"{folder}/"): row for row in portal.pull().report["sources"]}
    assert set(rows) == {"agenda.ics", "tautan.json", "satu.xml", "dua"}
    assert sum(row["new"] for row in rows.values()) == 5
    (portal.content / folder / "satu.xml").unlink()
    for _ in range(3):
        portal.later(days=1)
        report = portal.pull().report
        assert [(r["outcome"], r["updated"], r["removed"]) for r in report["sources"]] == [("unchanged", 0, 0)] * 3
    portal.build()
    assert len(portal.stories()) == 5
    assert portal.story("Apel Siaga")["status"] == "published"
    assert portal.story(mark(3))["text"] == ""
    assert not site.log


def rss_text(base: str, items: list[Item]) -> str:
    return rss(base, items).decode()

"""How long a source may take, when a whole host is left alone, and what a pull says of a source that was read well.

Visits go out to real sites on loopback, with real workers and a store of their own; the seconds that a source has are
shortened, but for one pull that is started as anyone starts it and has all thirty.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom import schedule, stories_settle
from plugins.newsroom.errors import Unopened, WorkerLost
from plugins.newsroom.fetch import Ask, Net
from plugins.newsroom.intake import take_in
from plugins.newsroom.model import Entry, Fault, Select, SourceReport
from plugins.newsroom.outcomes import NOTHING_MATCHED, Failed, Fetched
from plugins.newsroom.parse import ENTRIES
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Row, Store
from plugins.newsroom.visit import Visit
from plugins.newsroom.visit_bodies import Bodies, Round, in_turn
from plugins.newsroom.visit_patience import Patience
from plugins.newsroom.visit_select import Sought, unfound
from plugins.newsroom.visit_state import keep, state_from
from plugins.newsroom.walls import Bare, Batch, ReadJob, Workers
from tests.contract.network import Found, Portal, Slow, finished, publish, toml, under_way
from tests.contract.server import Site
from tests.contract.writing import START, Item, item, mark, rss

ENOUGH = 60.0
"""Seconds that no visit of these tests needs."""
SELECT = {"item": ".baris", "title": "h3", "link": "h3 a", "date": ".tgl", "body": ".isi", "next": "a.lanjut"}
SLOW = 20.0


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as made:
        yield made


class Network:
    """A network whose visits are made here, and not by a command. `seconds`: what each source may take."""

    def __init__(self, folder: Path, workers: Workers) -> None:
        self.portal, self.workers = Portal(folder), workers
        self.store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
        self.seconds = ENOUGH
        self.faults: list[Fault] = []

    def feed(self, slug: str, url: str, select: dict[str, str] | None = None, **more: Any) -> None:
        """Writes an agency with this one feed."""
        head = toml({"name": f"Dinas {slug.title()}", "kind": "dinas", "site": url})
        chosen = f"\n[feeds.select]\n{toml(select)}" if select else ""
        self.portal.write(f"agencies/{slug}/agency.toml", f"{head}\n[[feeds]]\n{toml({'url': url, **more})}{chosen}")

    def pull(self) -> dict[str, SourceReport]:
        """Every source is visited, all at once, whoever waited longest first; then the clock goes on by an hour."""
        try:
            return asyncio.run(self._pull())
        finally:
            self.portal.later(hours=1)

    async def _pull(self) -> dict[str, SourceReport]:
        now, content = self.portal.now, self.portal.content
        desk = (await take_in(content, self.store, self.workers, now=now)).desk
        states = {row["agency"]: state_from(row) for row in self.store.q.feed_states()}
        async with Net(allow_private=True, agent="Uji", now=lambda: now, seconds=self.seconds) as net:
            shared = Round(content, self.store, desk, self.workers, net, 1e12)
            feeds = [feed for slug in sorted(desk.agencies) for feed in desk.agencies[slug].feeds]
            visits = [Visit(shared, feed, states.get(feed.agency, FeedState())) for feed in feeds]
            visits.sort(key=lambda visit: visit.state.asked_at or START.replace(year=1))
            for visit in visits:
                visit.bodies = Bodies(shared, visit.feed, self.seconds, slow=schedule.slow(visit.state), hourly=True)
            rows = await asyncio.gather(*(visit.go() for visit in visits))
        for feed, state in [*shared.standing, *shared.fallen]:
            keep(self.store, feed, state)
        stories_settle.settle(self.store, desk)
        self.faults = shared.faults
        return {row.agency: row for row in rows}

    def texts(self) -> dict[str, str]:
        """Of every article there is, by its title."""
        found: list[Row] = [self.store.q.article(id=id) for id in self._articles()]
        return {row["title"]: row["text"] for row in found}

    def gone(self) -> set[str]:
        """The titles of what was withdrawn."""
        rows = (self.store.q.article(id=id) for id in self._articles())
        return {row["title"] for row in rows if row["gone_at"]}

    def _articles(self) -> list[int]:
        agencies = [(row["agency"], row["url"]) for row in self.store.q.feed_states()]
        return [r["id"] for agency, url in agencies for r in self.store.q.feed_articles(agency=agency, feed=url)]

    def told(self, slug: str) -> list[tuple[int, str]]:
        """Line and message of each fault of an agency.toml."""
        return [(f.line, f.message) for f in self.faults if f.file == f"agencies/{slug}/agency.toml"]

    def line(self, slug: str, name: str) -> int:
        """Where an agency.toml writes a field."""
        lines = (self.portal.content / f"agencies/{slug}/agency.toml").read_text("utf-8").splitlines()
        (found,) = (number for number, line in enumerate(lines, 1) if line.startswith(f"{name} = "))
        return found


@pytest.fixture
def network(tmp_path: Path, workers: Workers) -> Iterator[Network]:
    made = Network(tmp_path, workers)
    yield made
    made.store.close()


def page(each: Item, place: str = "isi") -> str:
    return f'<html><title>{each.title}</title><body><p>Menu</p><div class="{place}">{each.body}</div></body></html>'


def listing(site: Site, items: list[Item], more: str = "", dates: bool = True, place: str = "isi") -> bytes:
    """A list of news, each with a page of its own; what has a page already keeps it."""
    date = '<span class="tgl">20 November 2026</span>' if dates else ""
    rows = "".join(f'<div class="baris"><h3><a href="{i.path}">{i.title}</a></h3>{date}</div>' for i in items)
    for each in items:
        site.replies.get(each.path) or site.put(each.path, page(each, place))
    following = f'<a class="lanjut" href="{more}">Lanjut</a>' if more else ""
    return f"<!doctype html><html><body>{rows}{following}</body></html>".encode()


def delay(site: Site, path: str, seconds: float) -> None:
    site.replies[path] = replace(site.replies[path], delay=seconds)


# --- the time of a source --------------------------------------------------------------------------------------


@pytest.fixture(scope="module", autouse=True)
def slow(request: pytest.FixtureRequest, found: Found) -> Iterator[Slow | None]:
    """A list that takes two thirds of its time, and whose articles' pages take as long each. The pull is started before
    this module's other tests and waited for after them, if its own is to be run."""
    if not any(
        each.name == test_a_source_and_its_pages_have_thirty_seconds_together.__name__ for each in request.session.items
    ):
        yield None
        return
    portal, site = found("lambat"), Site()
    url = site.put("/daftar", listing(site, [item(n) for n in range(5)]), delay=SLOW)
    for number in range(5):
        delay(site, item(number).path, SLOW)
    head = toml({"name": "Kecamatan Lambat", "kind": "kecamatan", "site": url})
    feed = f"\n[[feeds]]\n{toml({'url': url})}\n[feeds.select]\n{toml(SELECT)}"
    portal.write("agencies/lambat/agency.toml", head + feed)
    yield from under_way(portal, site)


def test_a_further_list_page_is_cut_at_what_is_left(network: Network, site: Site) -> None:
    """The second page of a list does not end: the first is filed, and the second one is had when it answers."""
    site.put("/d?2", listing(site, [item(2)]), delay=ENOUGH)
    network.feed("camat", site.put("/d", listing(site, [item(1)], more="/d?2")), SELECT, pages=2)
    network.seconds = 2.0
    row = network.pull()["camat"]
    assert (row.outcome, row.new, row.status) == ("changed", 1, 200)
    assert row.error is not None
    assert row.error.startswith("late: ")
    delay(site, "/d?2", 0)
    network.seconds = ENOUGH
    row = network.pull()["camat"]
    assert (row.outcome, row.new, row.error) == ("changed", 1, None)
    assert all(text for text in network.texts().values())


def test_one_page_that_never_answers_does_not_keep_the_others_away(network: Network, site: Site) -> None:
    """The first of four pages takes all the time there is, each time. The others are had within a few pulls."""
    items = [item(n) for n in range(4)]
    network.feed("camat", site.put("/d", listing(site, items)), SELECT)
    delay(site, items[0].path, ENOUGH)
    network.seconds = 2.0
    for _ in range(4):
        network.pull()
    texts = network.texts()
    assert [bool(texts[each.title]) for each in items] == [False, True, True, True]


def test_pages_of_missing_articles_are_asked_within_the_same_time(network: Network, site: Site) -> None:
    """Two articles are gone; the page of one hangs, that of the other answers 404. The row says what there was no time
    for, and the hanging one keeps the other from being withdrawn for an hour at most."""
    items = [item(n) for n in range(6)]
    network.feed("dinkes", publish(site, "/f", items))
    network.pull()
    publish(site, "/f", [items[0], *items[3:]])
    network.pull()
    for each in items[1:3]:
        site.put(each.path, "Hilang", 404)
    delay(site, items[1].path, ENOUGH)
    network.seconds = 2.0
    rows = [network.pull()["dinkes"] for _ in range(2)]
    assert network.gone() == {items[2].title}
    assert sum(row.removed for row in rows) == 1
    assert [row.outcome for row in rows].count("failed") == 0
    assert any((row.error or "").startswith("late: ") for row in rows)


def test_nothing_is_withdrawn_before_a_listed_page_was_seen(network: Network, site: Site) -> None:
    """The missing article's page answers 404 at once, that of the next older one hangs: whether it is the site that is
    broken is not known, and the row says that a page is left over. An hour later it is."""
    items = [item(n) for n in range(6)]
    network.feed("dinkes", publish(site, "/f", items))
    network.pull()
    publish(site, "/f", [items[0], *items[2:]])
    network.pull()
    site.put(items[1].path, "Hilang", 404)
    delay(site, items[2].path, ENOUGH)
    network.seconds = 2.0
    row = network.pull()["dinkes"]
    assert (row.removed, network.gone()) == (0, set())
    assert (row.error or "").startswith("late: 1 halaman")
    delay(site, items[2].path, 0)
    row = network.pull()["dinkes"]
    assert (row.removed, row.error, network.gone()) == (1, None, {items[1].title})


def test_a_page_that_hangs_is_asked_again_as_seldom_as_any(network: Network, site: Site) -> None:
    """A withdrawn article's page takes all the time that its source has, a day later: it is not asked in every pull
    from then on, and the others have their turn in the next."""
    items = [item(n) for n in range(8)]
    network.feed("dinkes", publish(site, "/f", items))
    network.pull()
    publish(site, "/f", [items[0], *items[3:]])
    for each in items[1:3]:
        site.put(each.path, "Hilang", 404)
    network.pull()
    assert network.pull()["dinkes"].removed == 2
    for each in items[1:3]:
        site.put(each.path, page(each), delay=ENOUGH if each is items[1] else 0.0)
    network.portal.later(days=1)
    network.seconds = 2.0
    rows = [network.pull()["dinkes"] for _ in range(3)]
    assert sum(row.updated for row in rows) == 1
    assert network.gone() == {items[1].title}
    assert len(site.asked(items[1].path)) == 2  # when it was withdrawn, and a day after


def test_to_wait_for_a_turn_costs_nothing(site: Site) -> None:
    """Four others are being answered by the same host for longer than this source has: it is asked all the same."""
    url = site.put("/cepat", "<p>Kabar</p>")
    for number in range(4):
        site.put(f"/{number}", "x", delay=1.5)

    async def go() -> object:
        async with Net(allow_private=True, agent="Uji", now=lambda: START, seconds=ENOUGH) as net:

            async def hold(number: int) -> None:
                async with net.turn(url):
                    await net.get(Ask(site.url(f"/{number}")))

            holding = [asyncio.create_task(hold(number)) for number in range(4)]
            await asyncio.sleep(0.2)
            line = Patience(net, 1.0)
            async with line.turn(url):
                answer = await line.get(Ask(url))
            await asyncio.gather(*holding)
            return answer

    assert isinstance(asyncio.run(go()), Fetched)


def test_when_its_time_is_over_a_source_is_asked_nothing_more(site: Site) -> None:
    """The second question is cut, the third never leaves, and whoever may not ask waits for no turn either."""
    quick, slow = site.put("/a", "x"), site.put("/b", "x", delay=6.0)

    async def go() -> list[object]:
        async with Net(allow_private=True, agent="Uji", now=lambda: START, seconds=ENOUGH) as net:
            line = Patience(net, 2.0)
            told: list[object] = [await line.get(Ask(url)) for url in (quick, slow, quick)]
            async with net.turn(quick), net.turn(quick), net.turn(quick), net.turn(quick), line.turn(quick):
                return told

    first, *rest = asyncio.run(go())
    assert isinstance(first, Fetched)
    assert [answer.error for answer in rest if isinstance(answer, Failed)] == ["timeout", "timeout"]
    assert [asked.path for asked in site.log] == ["/a", "/b"]


def test_a_page_that_kills_its_worker_costs_its_source_the_workers_time(network: Network, site: Site) -> None:
    """So that a site cannot keep workers busy with one such page after the other; an archive has no such bound."""
    network.feed("camat", site.url("/d"))
    url = site.put("/p", page(item(1)))

    async def left(seconds: float) -> float:
        now = network.portal.now
        desk = (await take_in(network.portal.content, network.store, network.workers, now=now)).desk
        async with Net(allow_private=True, agent="Uji", now=lambda: now) as net:
            with Workers(1, command=("/bin/cat", "/dev/null")) as dying:
                shared = Round(network.portal.content, network.store, desk, dying, net, 1e12)
                bodies = Bodies(shared, desk.agencies["camat"].feeds[0], seconds)
                for _ in range(2):
                    await bodies.page(Bare(Entry(url=url, title="Kabar"), "k", url))
                return bodies.account.left

    assert asyncio.run(left(30.0)) <= 0
    assert asyncio.run(left(float("inf"))) == float("inf")


# --- the time of the workers ----------------------------------------------------------------------------------

HEAVY = """
import time
from plugins.newsroom import parse, walls_work
real = parse.read
def read(body, **more):
    b"jebak" in body and time.sleep(600)
    return real(body, **more)
parse.read = read
walls_work.serve()
"""


@pytest.fixture
def strained(tmp_path: Path) -> Iterator[Network]:
    """One worker, which some feeds keep busy for ever; all seconds are shortened."""
    with Workers(1, seconds=2.0, share=1.0, purse=2.9, command=(sys.executable, "-c", HEAVY)) as made:
        network = Network(tmp_path, made)
        yield network
        network.store.close()


def test_some_feeds_that_keep_workers_busy_delay_nobody_for_long(strained: Network, site: Site) -> None:
    """The first pull costs their neighbour one share each. One of them has all that a job may have and has failed, for
    the others nothing is left: they are skipped, and nothing else is held against them. An hour later none of them
    keeps their neighbour waiting, and those that send a sound feed again are read, and no longer suspected."""
    heavy = ["bom-1", "bom-2", "bom-3"]
    for number, slug in enumerate(heavy):
        strained.feed(slug, publish(site, f"/{slug}", [item(number, body="<p>jebak</p>")]))
    strained.feed("sehat", publish(site, "/sehat", [item(10)]))
    rows = strained.pull()
    assert (rows["sehat"].outcome, rows["sehat"].new) == ("changed", 1)
    said = sorted((rows[slug].outcome, (rows[slug].error or "").partition(":")[0]) for slug in heavy)
    assert said == [("failed", "worker"), ("skipped", "slow"), ("skipped", "slow")]
    states = {row["agency"]: state_from(row) for row in strained.store.q.feed_states()}
    assert {slug for slug, state in states.items() if schedule.slow(state)} == set(heavy)
    assert sorted(states[slug].failures for slug in heavy) == [0, 0, 1]

    (failed,) = (slug for slug in heavy if states[slug].failures)
    mended = [slug for slug in heavy if slug != failed]
    for number, path in enumerate(("sehat", *mended), 11):
        publish(site, f"/{path}", [item(number)])
    delay(site, f"/{failed}", 0.5)
    with Workers(1, command=(sys.executable, "-c", HEAVY), seconds=2.0, share=1.0, purse=2.9) as strained.workers:
        rows = strained.pull()
    assert [rows[slug].outcome for slug in ("sehat", *mended)] == ["changed"] * 3
    assert rows["sehat"].seconds < rows[failed].seconds
    states = {row["agency"]: state_from(row) for row in strained.store.q.feed_states()}
    assert [slug for slug, state in states.items() if schedule.slow(state)] == [failed]


def test_work_on_many_pages_is_counted(strained: Network, site: Site) -> None:
    """A list whose pages each cost some work, none of them as much as a share: together they may take what their source
    has, and the row says that the rest comes later."""
    items = [item(n) for n in range(6)]
    strained.feed("camat", site.put("/d", listing(site, items)), SELECT)
    strained.seconds = 5.0
    busy = HEAVY.replace(
        "parse.read = read", "page = parse.page\nparse.page = lambda *a, **m: time.sleep(1.5) or page(*a, **m)"
    )
    with Workers(1, command=(sys.executable, "-c", busy), share=10.0) as strained.workers:
        row = strained.pull()["camat"]
    assert (row.outcome, row.entries) == ("changed", 6)
    assert (row.error or "").startswith("late: ")
    assert 1 <= sum(1 for asked in site.log if asked.path != "/d") <= 4


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_each_hour_another_goes_first(count: int) -> None:
    """Everybody is there each time, and within as many hours as there are, everybody was first once."""
    waiting = list(range(count))
    orders = [in_turn(waiting, START.replace(hour=hour)) for hour in range(count)]
    assert all(sorted(order) == waiting for order in orders)
    assert {order[0] for order in orders} == set(waiting)


# --- hosts -----------------------------------------------------------------------------------------------

WAIT = {"Retry-After": "7200"}


def test_who_is_asked_to_wait_waits_alone(network: Network, site: Site) -> None:
    """One of two feeds of a host is told 429 with Retry-After: it rests, the other is read, now and an hour later."""
    network.feed("satu", site.put("/satu", "", 429, headers=WAIT))
    network.feed("dua", publish(site, "/dua", [item(1)]))
    rows = network.pull()
    assert ((rows["satu"].outcome, rows["satu"].status), rows["dua"].outcome) == (("failed", 429), "changed")
    site.forget()
    rows = network.pull()
    assert (rows["satu"].outcome, rows["dua"].outcome) == ("skipped", "unchanged")
    assert {asked.path for asked in site.log} == {"/dua"}


def test_a_host_that_refuses_everybody_is_left_alone(network: Network, site: Site) -> None:
    """Four are asked at once, and until the third refusal two more may take the place of those that were refused; the
    rest is skipped, says why, and rests as long as the host asked for."""
    for number in range(12):
        network.feed(f"d{number:02}", site.put(f"/{number}", "", 503, headers=WAIT, delay=0.3))
    rows = [row for _, row in sorted(network.pull().items())]
    asked = len(site.log)
    assert 4 <= asked <= 6
    assert [row.outcome for row in rows] == ["failed"] * asked + ["skipped"] * (12 - asked)
    assert all((row.error or "").startswith("retry-after:") for row in rows[asked:])
    site.forget()
    assert {row.outcome for row in network.pull().values()} == {"skipped"}
    assert site.log == []


def test_a_good_answer_on_its_way_keeps_the_host_open(network: Network, site: Site) -> None:
    """Of four in flight three are refused at once and the fourth takes its time, and is good: nobody is skipped."""
    for number in range(3):
        network.feed(f"d{number}", site.put(f"/{number}", "", 429, headers=WAIT))
    for number in range(3, 8):
        network.feed(f"d{number}", publish(site, f"/{number}", [item(number)], delay=1.0 if number == 3 else 0.0))
    rows = network.pull()
    assert [rows[f"d{n}"].outcome for n in range(8)] == ["failed"] * 3 + ["changed"] * 5


def test_a_good_answer_before_keeps_the_host_open(network: Network, site: Site) -> None:
    """Six refusals after one good answer are those six feeds' own affair."""
    network.feed("a0", publish(site, "/0", [item(1)]))
    for number in range(1, 7):
        network.feed(f"a{number}", site.put(f"/{number}", "", 429, headers=WAIT, delay=0.5))
    network.feed("a7", publish(site, "/7", [item(2)]))
    rows = network.pull()
    assert [rows[f"a{n}"].outcome for n in range(8)] == ["changed", *["failed"] * 6, "changed"]


# --- pages -----------------------------------------------------------------------------------------------


def refuse(site: Site, items: list[Item], status: int = 429, **headers: str) -> None:
    for each in items:
        site.put(each.path, "Sibuk", status, headers={name.replace("_", "-"): said for name, said in headers.items()})


def pages_asked(site: Site, *lists: str) -> list[int]:
    """How many pages were asked for since the last time; the log is emptied."""
    asked = sum(1 for each in site.log if each.path not in lists)
    found = [asked, *(len(site.asked(path)) for path in lists)]
    site.forget()
    return found


def test_pages_that_ask_for_patience_are_left_alone_for_as_long(network: Network, site: Site) -> None:
    """A list's six pages say 429 and name three hours: one is asked, and none before three hours are over, by the
    clock of the pulls. The list is asked every hour, its articles are told as excerpts, the row says what waits and
    until when. Then all is had."""
    items = [item(n) for n in range(6)]
    network.feed("sibuk", site.put("/d", listing(site, items)), SELECT)
    refuse(site, items, Retry_After="10800")
    rows = []
    for _ in range(3):
        rows.append(network.pull()["sibuk"])
        assert pages_asked(site, "/d") == [1 if len(rows) == 1 else 0, 1]
    assert [row.outcome for row in rows] == ["changed", "unchanged", "unchanged"]
    assert all((row.error or "").startswith("pages-wait: ") for row in rows)
    assert all("6 menyusul sesudah 21 November 2026, 16.30 WIB" in (row.error or "") for row in rows)
    for each in items:
        site.put(each.path, page(each))
    assert network.pull()["sibuk"].error is None
    assert pages_asked(site, "/d") == [6, 1]
    assert all(network.texts().values())


@pytest.mark.parametrize("status", [429, 503])
def test_who_does_not_say_how_long_is_left_alone_for_an_hour(network: Network, site: Site, status: int) -> None:
    """One question a pull, an hour apart, whatever number of pages waits; and no selector is called wrong."""
    items = [item(n) for n in range(6)]
    network.feed("sibuk", site.put("/d", listing(site, items)), SELECT)
    refuse(site, items, status)
    for _ in range(3):
        network.pull()
        assert pages_asked(site, "/d") == [1, 1]
        assert network.told("sibuk") == []


def test_what_a_page_says_is_heard_by_all_of_its_hosts_feeds(network: Network, site: Site) -> None:
    """Two lists of one host, of which one is slow to come: a page of the other was refused by then, and no other is
    asked. Both lists are read, in this pull and in the next; a feed of another host never noticed."""
    for number, slug in enumerate(("satu", "dua")):
        items = [item(10 * number + n) for n in range(5)]
        network.feed(slug, site.put(f"/{slug}", listing(site, items), delay=2.0 * number), SELECT)
        refuse(site, items, Retry_After="86400")
    other = Site()
    try:
        network.feed("tiga", other.put("/tiga", listing(other, [item(50)])), SELECT)
        rows = network.pull()
        assert pages_asked(site, "/satu", "/dua") == [1, 1, 1]
        assert [rows[slug].outcome for slug in ("satu", "dua", "tiga")] == ["changed"] * 3
        assert [(rows[slug].error or "").split(":")[0] for slug in ("satu", "dua")] == ["pages-wait"] * 2
        assert rows["tiga"].error is None
        assert {row.outcome for row in network.pull().values()} == {"unchanged"}
    finally:
        other.close()


def test_missing_articles_wait_with_their_pages(network: Network, site: Site) -> None:
    """Four are missing, and their pages say 503 for a day: one is asked in six hours. A day later their pages are
    gone, and they are withdrawn: what nobody could ask was neither gone nor there."""
    items = [item(n) for n in range(8)]
    network.feed("dinas", publish(site, "/f", items))
    network.pull()
    publish(site, "/f", [items[0], *items[5:]])
    network.pull()
    refuse(site, items, 503, Retry_After="86400")
    site.forget()
    rows = [network.pull()["dinas"] for _ in range(6)]
    assert pages_asked(site, "/f") == [1, 6]
    assert all((row.error or "").startswith("pages-wait: ") and "4 menyusul" in (row.error or "") for row in rows)
    assert {(row.outcome, row.removed) for row in rows} == {("unchanged", 0)}
    network.portal.later(hours=24)
    for each in items:
        site.put(each.path, *(("Hilang", 404) if each in items[1:5] else (page(each),)))
    assert network.pull()["dinas"].removed == 4


def test_a_host_that_refuses_the_control_question_withdraws_nothing(network: Network, site: Site) -> None:
    """Three are gone, and the page that must be there says 429: nobody knows, no other page is asked, and once it is
    there they are withdrawn."""
    items = [item(n) for n in range(8)]
    network.feed("dinas", publish(site, "/f", items))
    network.pull()
    publish(site, "/f", [items[0], *items[4:]])
    network.pull()
    refuse(site, items)
    refuse(site, items[1:4], 404)
    site.forget()
    row = network.pull()["dinas"]
    assert (row.removed, (row.error or "").split(":")[0]) == (0, "pages-wait")
    assert pages_asked(site, "/f") == [2, 1]
    for each in (items[0], *items[4:]):
        site.put(each.path, page(each))
    row = network.pull()["dinas"]
    assert (row.removed, row.error) == (3, None)


# --- selectors -------------------------------------------------------------------------------------------

UNFOUND: dict[str, tuple[dict[str, str], str, str]] = {
    "item": ({"item": ".tidak-ada"}, "penanda `item` ('.tidak-ada')", "failed"),
    "title": ({"title": ".tidak-ada"}, "judul dan tautan", "failed"),
    "link": ({"link": ".tidak-ada a", "title": ""}, "judul dan tautan", "failed"),
    "date": ({"date": ".tidak-ada"}, "penanda `date` ('.tidak-ada')", "changed"),
    "body": ({"body": ".tidak-ada"}, "penanda `body` ('.tidak-ada')", "changed"),
    "unsound": ({"date": "div[class="}, "penanda `date` bukan penanda CSS yang sah", "failed"),
}
"""Agency → the selectors that are wrong, of which the first is spoken of; what must be said; and the outcome."""


def test_selectors_that_find_nothing_are_told_with_their_line(network: Network, site: Site) -> None:
    """Each in its agency's file, on its line, with what to do; those that find something are not spoken of."""
    numbers = iter(range(100, 200))
    for slug, (wrong, _, _) in UNFOUND.items():
        items = [item(next(numbers)) for _ in range(2)]
        select = {name: text for name, text in {**SELECT, **wrong}.items() if text}
        network.feed(slug, site.put(f"/{slug}", listing(site, items, dates=slug != "date")), select, pages=1)
    network.feed("baik", site.put("/baik", listing(site, [item(1)])), SELECT, pages=1)
    rows = network.pull()
    assert {slug: rows[slug].outcome for slug in UNFOUND} == {slug: u[2] for slug, u in UNFOUND.items()}
    for slug, (wrong, said, _) in UNFOUND.items():
        ((line, message),) = network.told(slug)
        assert line == network.line(slug, next(iter(wrong))), (slug, message)
        assert said in message
        assert site.url(f"/{slug}") in message
    assert network.told("baik") == []


def test_a_body_that_another_place_stands_in_for_is_told_too(network: Network, site: Site) -> None:
    """The text is found where the CMS usually puts it, so the article is whole. The selector is wrong all the same, in
    lists and in feeds with a selector for their texts. One page that has it, and nothing is said."""
    whole = [item(n) for n in range(3)]
    list_url = site.put("/list", listing(site, whole, place="entry-content"))
    network.feed("daftar", list_url, {**SELECT, "body": ".salah"})
    bare = [replace(item(n), body="") for n in (11, 12)]
    for each in bare:
        site.put(each.path, page(item(int(each.path.split("/")[2])), "entry-content"))
    base = site.url("").rstrip("/")
    network.feed("umpan", site.put("/umpan", rss(base, bare)), {"body": "div[class="})
    mixed = [item(n) for n in (21, 22)]
    site.put(mixed[1].path, page(mixed[1], "salah"))
    network.feed(
        "campur", site.put("/mixed", listing(site, mixed, place="entry-content")), {**SELECT, "body": ".salah"}
    )
    network.pull()
    ((line, message),) = network.told("daftar")
    assert (line, "3 halaman" in message) == (network.line("daftar", "body"), True)
    ((line, message),) = network.told("umpan")
    assert (line, "bukan penanda CSS yang sah" in message) == (network.line("umpan", "body"), True)
    assert network.told("campur") == []
    assert all(network.texts().values())


def test_a_date_that_stands_on_the_articles_page_is_found(network: Network, site: Site) -> None:
    """`date` is looked for on the page too, where the list has none: then nothing is missing."""
    each = item(1)
    site.put(each.path, page(each).replace("<p>Menu</p>", '<p class="tgl">19 November 2026</p>'))
    network.feed("camat", site.put("/d", listing(site, [each], dates=False)), SELECT)
    network.pull()
    assert network.told("camat") == []


def test_what_was_not_looked_for_is_not_missed(network: Network, site: Site) -> None:
    """No page was asked for (links only), none answered, or the address turned out to be a challenge: nobody can say
    that a selector is wrong."""
    network.feed("tautan", site.put("/t", listing(site, [item(1)])), {**SELECT, "body": ".salah"}, mode="link")
    site.put(item(2).path, "<h1>Galat</h1>", 500)
    network.feed("sakit", site.put("/s", listing(site, [item(2)], dates=False)), {**SELECT, "body": ".salah"})
    page_ = "<title>Just a moment...</title><div id='challenge-platform'></div>"
    network.feed("periksa", site.put("/p", page_), SELECT)
    rows = network.pull()
    assert (rows["periksa"].error or "").startswith("challenge:")
    assert [network.told(slug) for slug in ("tautan", "sakit", "periksa")] == [[], [], []]


def test_a_look_that_did_not_come_back_is_none() -> None:
    """The page was read, and the worker was lost, or had no time, over the second look: nobody knows whether the page
    has what the selector names, so it is not called wrong."""

    async def lost(_job: ReadJob) -> Batch:
        raise WorkerLost("timeout")

    async def no_time(_job: ReadJob) -> Batch:
        raise Unopened

    async def nothing(_job: ReadJob) -> Batch:
        return Batch(error="selectors", detail=NOTHING_MATCHED)

    seen = Sought(Select(body=".isi"), {"body"}, bare=True)
    job = ReadJob(b"", "", "", True, "dinas", "", "full", "Asia/Jakarta", (), "auto")
    for look in (lost, no_time):
        asyncio.run(seen.on(job, look))
    assert unfound(seen) == []
    asyncio.run(seen.on(job, nothing))
    ((name, message),) = unfound(seen)
    assert (name, "1 halaman" in message) == ("body", True)


# --- more than is read -----------------------------------------------------------------------------------


def test_a_feed_that_lists_more_than_is_read_is_told(network: Network, site: Site) -> None:
    """It is read, and not failed; editors are told what to do. What it does not list is not missing, however often it
    is read and though its page is gone, and what was missing once before begins anew."""
    items = [item(n) for n in range(4)]
    network.feed("dinkes", publish(site, "/f", items))
    network.pull()
    assert network.told("dinkes") == []
    publish(site, "/f", [items[0], *items[2:]])
    network.pull()  # the second one is missing once
    base = site.url("").rstrip("/")
    old = "".join(f"<item><title>Arsip {n}</title><guid>arsip-{n}</guid></item>" for n in range(ENTRIES + 50))
    site.put("/f", rss(base, [items[0], *items[2:]]).replace(b"</channel>", f"{old}</channel>".encode()))
    site.put(items[1].path, "Hilang", 404)
    row = network.pull()["dinkes"]
    assert (row.outcome, row.error, row.entries) == ("changed", None, ENTRIES)
    ((_, message),) = network.told("dinkes")
    assert f"lebih dari {ENTRIES} tulisan" in message
    assert "./run sources.backfill dinkes" in message
    for _ in range(3):  # the same body: nothing is missing in it, however often it is said
        row = network.pull()["dinkes"]
        assert (row.outcome, row.removed) == ("unchanged", 0)
    assert network.gone() == set()
    assert not [asked for asked in site.log if asked.path == items[1].path]


# --- thirty real seconds, waited for last ------------------------------------------------------------------


def test_a_source_and_its_pages_have_thirty_seconds_together(slow: Slow) -> None:
    """The contract: "Total deadline 30 s a source". The list is published, and the row says that its pages come later;
    the one page that was asked for was cut, and no other was asked. An hour later the site is well, and all is had."""
    pulled, site, portal = finished(slow), slow.site, slow.portal
    row = pulled.of("lambat")
    assert (row["outcome"], row["status"], row["entries"], row["new"]) == ("changed", 200, 5, 5)
    assert row["error"].startswith("late: 5 halaman")
    assert "late: 5 halaman" in pulled.said
    assert row["seconds"] < 3 * SLOW
    assert len([asked for asked in site.log if asked.path != "/daftar"]) == 1
    for path in list(site.replies):
        delay(site, path, 0)
    portal.later(hours=1)
    row = portal.pull().of("lambat")
    assert (row["outcome"], row["error"]) == ("unchanged", None)
    portal.build()
    assert all(item(n).words in portal.story(mark(n))["text"] for n in range(5))

"""Older articles come in behind the feed's ten: real sites on loopback, each with a past and habits of its own."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom import backfill, backfill_take, stories_settle
from plugins.newsroom.backfill import Backfill
from plugins.newsroom.backfill_line import Unhurried, heard
from plugins.newsroom.backfill_take import Filled
from plugins.newsroom.intake import take_in
from plugins.newsroom.model import SourceReport
from plugins.newsroom.outcomes import Failed, Fetched
from plugins.newsroom.schedule import FeedState
from plugins.newsroom.store import Row, Store
from plugins.newsroom.visit import Visit
from plugins.newsroom.visit_bodies import Opened, Round
from plugins.newsroom.visit_state import keep, state_from
from plugins.newsroom.walls import Batch, Workers
from tests.contract.network import Portal, publish, toml
from tests.contract.server import Site
from tests.contract.writing import START, Item, item

POSTS = "/wp-json/wp/v2/posts?per_page=20&page={}&_embed=1"
BEHIND = '{"code":"rest_post_invalid_page_number","message":"x","data":{"status":400}}'
REFUSED = '{"code":"rest_forbidden","message":"x","data":{"status":401}}'


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1) as made:
        yield made


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


class House:
    """One agency with one feed. `rests`: for how long the site was left alone, in seconds."""

    def __init__(self, folder: Path, site: Site, workers: Workers) -> None:
        self.portal, self.site, self.workers = Portal(folder), site, workers
        self.store = Store(f"sqlite:///{folder / 'portal.sqlite3'}")
        self.rests: list[float] = []
        self.said: list[tuple[str, int, int]] = []

    def agency(self, path: str = "/feed/", **fields: Any) -> None:
        """Writes agency.toml; `select` and the fields of a feed go where they belong."""
        select, pages = fields.pop("select", {}), fields.pop("pages", 1)
        head = {"name": "Dinas Contoh", "kind": "dinas", "site": self.site.url("/"), **fields.pop("head", {})}
        feed = {"url": self.site.url(path), "mode": "full", "pages": pages, **fields}
        text = toml(head) + "\n[[feeds]]\n" + toml(feed) + ("\n[feeds.select]\n" + toml(select) if select else "")
        self.portal.write("agencies/contoh/agency.toml", text)

    def pull(self) -> SourceReport:
        """A visit to the feed as a pull makes it, with workers that the tests share."""
        return asyncio.run(self._pull())

    async def _pull(self) -> SourceReport:
        async with self._round() as shared:
            (feed,) = shared.desk.agencies["contoh"].feeds
            states = [state_from(row) for row in self.store.q.feed_states()]
            row = await Visit(shared, feed, states[0] if states else FeedState()).go()
            for each, state in shared.standing:
                keep(self.store, each, state)
            stories_settle.settle(self.store, shared.desk)
        return row

    def backfill(self, most: int = 1000) -> Filled:
        """A backfill, settled into stories, without a pull before it."""
        return asyncio.run(self._backfill(most))

    async def _backfill(self, most: int) -> Filled:
        async with self._round() as shared:
            assert isinstance(shared.net, Unhurried)
            (feed,) = shared.desk.agencies["contoh"].feeds
            filled = Filled(feed.url, SourceReport("contoh", feed.url))
            await Backfill(shared, shared.net, feed, filled, say=self._say, most=most).run()
            stories_settle.settle(self.store, shared.desk)
        return filled

    @asynccontextmanager
    async def _round(self) -> AsyncIterator[Round]:
        async def rest(seconds: float) -> None:
            self.rests.append(seconds)

        now, content = self.portal.now, self.portal.content
        desk = (await take_in(content, self.store, self.workers, now=now)).desk
        self.rests.clear()
        async with Unhurried(allow_private=True, agent="Uji", now=lambda: now, rest=rest) as line:
            yield Round(content, self.store, desk, self.workers, line, 1e12)

    def _say(self, stage: str, done: int, total: int) -> None:
        self.said.append((stage, done, total))

    def titles(self) -> list[str]:
        """Of every story there is."""
        return sorted(self.store.q.story(id=row["id"])["title"] for row in self.store.q.story_ids())

    def story(self, each: Item) -> Row:
        found = [
            row for id in self.store.q.story_ids() if (row := self.store.q.story(id=id["id"]))["title"] == each.title
        ]
        assert len(found) == 1
        return dict(found[0])

    def asked(self) -> list[str]:
        """What was asked since the last time this was asked."""
        paths = [asked.path for asked in self.site.log]
        self.site.forget()
        return paths


@pytest.fixture
def house(tmp_path: Path, site: Site, workers: Workers) -> Iterator[House]:
    made = House(tmp_path, site, workers)
    made.agency()
    yield made
    made.store.close()


def past(count: int, first: int = 1) -> list[Item]:
    """Articles, the newest first, one a day."""
    return [item(n, date=START - timedelta(days=n)) for n in range(first, first + count)]


def at(each: Item) -> datetime:
    assert isinstance(each.date, datetime)
    return each.date


def titles(items: Sequence[Item]) -> list[str]:
    return sorted(each.title for each in items)


def post(site: Site, each: Item, **more: Any) -> dict[str, Any]:
    link = each.link or site.url(each.path)
    return {
        "id": 1, "date_gmt": f"{at(each):%Y-%m-%dT%H:%M:%S}", "guid": {"rendered": each.guid or link},
        "link": link, "title": {"rendered": each.title}, "content": {"rendered": each.body}, **more,
    }  # fmt: skip


def rest_pages(site: Site, items: Sequence[Item], size: int = 20) -> list[str]:
    """A WordPress REST interface: its pages, and its refusal of the one behind them. Returns their paths."""
    pages = [items[n : n + size] for n in range(0, len(items), size)]
    for number, page in enumerate(pages, 1):
        posts = json.dumps([post(site, each) for each in page])
        site.put(POSTS.format(number), posts, type="application/json")
    site.put(POSTS.format(len(pages) + 1), BEHIND, 400, type="application/json")
    return [POSTS.format(number) for number in range(1, len(pages) + 2)]


def paged(site: Site, items: Sequence[Item], size: int = 10) -> list[str]:
    """A feed and its pages behind `?paged=`; behind the last is nothing."""
    publish(site, "/feed/", items[:size])
    paths = []
    for number in range(1, -(-len(items) // size) + 1):
        paths.append(f"/feed/?paged={number}")
        publish(site, paths[-1], items[size * (number - 1) : size * number])
    return [*paths, f"/feed/?paged={len(paths) + 1}"]


def page(each: Item, *, date: bool = True) -> str:
    """An article's own page, as most CMS print it."""
    meta = f'<meta property="article:published_time" content="{at(each).isoformat()}">' if date else ""
    return (
        f"<!doctype html><html><head><title>{each.title}</title>{meta}</head><body><h1>{each.title}</h1>"
        f'<div class="entry-content">{each.body}</div></body></html>'
    )


def sitemap(site: Site, path: str, items: Sequence[Item], *, lastmod: str = "", date: bool = True) -> str:
    """A sitemap of these articles and their own pages."""
    said = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    for each in items:
        site.put(each.path, page(each, date=date))
    urls = "".join(f"<url><loc>{each.link or site.url(each.path)}</loc>{said}</url>" for each in items)
    return site.put(
        path, f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )


def index(site: Site, path: str, parts: Sequence[str]) -> str:
    inside = "".join(f"<sitemap><loc>{part}</loc></sitemap>" for part in parts)
    return site.put(path, f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</sitemapindex>')


# --- page after page -----------------------------------------------------------------------------------


def test_rest_is_read_until_wordpress_says_that_there_is_no_more(house: House, site: Site) -> None:
    """Every post comes in once, under its own month and address, one question at a time with a rest between two."""
    items = past(47)
    publish(site, "/feed/", items[:10])
    asked = rest_pages(site, items)
    assert house.pull().new == 10
    house.asked()
    filled = house.backfill()
    assert (filled.row.new, filled.ended, filled.why, filled.way) == (37, True, "", "wordpress-rest")
    assert house.asked() == asked
    assert site.most == 0  # forgotten with the log
    assert len(house.rests) == len(asked) - 1
    assert all(seconds > 0 for seconds in house.rests)
    assert house.titles() == titles(items)
    story = house.story(items[-1])
    assert story["path"].startswith("/berita/2026/10/")
    assert story["published"] == "2026-10-05T06:30:00Z"
    assert house.said[-1] == ("Arsip contoh", 37, 1000)


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_site_without_rest_is_read_by_its_feeds_pages(house: House, site: Site, status: int) -> None:
    """Forbidden, missing or broken, and seen at the first question."""
    items = past(25)
    asked = paged(site, items)
    site.put(POSTS.format(1), REFUSED, status, type="application/json")
    house.pull()
    house.asked()
    filled = house.backfill()
    assert (filled.row.new, filled.ended, filled.way) == (15, True, "paged")
    assert house.asked() == [POSTS.format(1), *asked]
    assert house.titles() == titles(items)


def test_what_answers_every_page_with_its_first_is_read_by_its_sitemap(house: House, site: Site) -> None:
    """`?paged=` is ignored: that is seen at the second page, even where a new article came in between, and nothing
    is called fully read."""
    items = past(14)
    publish(site, "/feed/", items[:10])
    publish(site, "/feed/?paged=1", items[:10])
    publish(site, "/feed/?paged=2", [item(500, date=START), *items[:9]])
    house.pull()
    filled = house.backfill()
    assert not filled.ended
    assert filled.why == "situsnya tidak menyediakan arsip yang dapat dibaca mesin"
    sitemap(site, "/sitemap.xml", items)
    filled = house.backfill()
    assert (filled.row.new, filled.ended, filled.way) == (4, True, "sitemap")
    assert house.titles() == titles(items)


def test_a_last_page_that_is_shown_again_and_again_is_the_end(house: House, site: Site) -> None:
    """Whatever page lies behind the last one is answered with the last one."""
    items = past(25)
    paged(site, items)
    publish(site, "/feed/?paged=4", items[20:])
    house.pull()
    house.asked()
    filled = house.backfill()
    assert (filled.row.new, filled.ended) == (15, True)
    assert "/feed/?paged=5" not in house.asked()


def test_a_circle_of_pages_is_left(house: House, site: Site) -> None:
    """Pages that follow one another in a circle bring nothing new when it closes."""
    items = past(30)
    paged(site, items)
    for number in range(4, 40):
        publish(site, f"/feed/?paged={number}", items[10 * ((number - 1) % 3) :][:10])
    house.pull()
    house.asked()
    assert house.backfill().row.new == 20
    assert len(house.asked()) <= 6


def test_a_site_without_end_is_left_after_what_one_run_may_take(house: House, site: Site) -> None:
    """And the sentence does not claim that anything was read to its end."""
    items = past(200)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    filled = house.backfill(50)
    assert (filled.row.new, filled.ended) == (50, False)
    assert filled.why == "sudah 50 tulisan; jalankan lagi untuk meneruskan"


def test_pages_of_one_run_are_counted(house: House, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run ends after so many pages, whatever they hold, and says so; the next one goes on."""
    monkeypatch.setattr(backfill, "PAGES", 2)
    items = past(60)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    first = house.backfill()
    assert (first.row.new, first.ended) == (30, False)
    assert "2 halaman" in first.why
    assert house.backfill().row.new == 20


def test_an_empty_rest_interface_is_no_archive(house: House, site: Site) -> None:
    """Sites that write into a type of their own have no posts at all."""
    items = past(15)
    paged(site, items)
    site.put(POSTS.format(1), "[]", type="application/json")
    house.pull()
    filled = house.backfill()
    assert (filled.row.new, filled.way) == (5, "paged")


def locked(site: Site, each: Item) -> dict[str, Any]:
    """A post behind a password, as WordPress REST lists it."""
    hidden = {"rendered": "", "protected": True}
    return post(site, each, content=hidden, excerpt=hidden)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_page_of_nothing_but_protected_posts_is_no_end(house: House, site: Site, number: int) -> None:
    """At the beginning, in the middle and at the end: what lies behind it comes in, what is protected does not."""
    items = past(60)
    publish(site, "/feed/", items[:10])
    paths = rest_pages(site, items)
    hidden = items[20 * (number - 1) : 20 * number]
    site.put(paths[number - 1], json.dumps([locked(site, each) for each in hidden]), type="application/json")
    house.pull()
    house.asked()
    shown = [each for each in items if each not in hidden or each in items[:10]]
    filled = house.backfill()
    assert (filled.row.new, filled.ended, filled.way) == (len(shown) - 10, True, "wordpress-rest")
    assert house.asked() == paths
    assert house.titles() == titles(shown)


def test_protected_posts_say_nothing_of_what_lies_behind_them(house: House, site: Site) -> None:
    """The archive was read to its end; then forty posts came, and the thirty newest of them are protected. The next
    run takes what lies behind those."""
    items = past(80)
    publish(site, "/feed/", items[40:50])
    rest_pages(site, items[40:])
    house.pull()
    assert house.backfill().ended
    paths = rest_pages(site, items)
    site.put(paths[0], json.dumps([locked(site, each) for each in items[:20]]), type="application/json")
    site.put(paths[1], json.dumps([locked(site, each) for each in items[20:30]]), type="application/json")
    site.put(paths[2], json.dumps([post(site, each) for each in items[30:50]]), type="application/json")
    house.asked()
    assert house.backfill().row.new == 10
    assert house.asked()[:3] == paths[:3]
    assert house.titles() == titles(items[30:])


def test_a_page_of_protected_posts_that_comes_again_is_the_end(house: House, site: Site) -> None:
    """Whatever page it is asked for: it is left after the second."""
    hidden = past(20)
    publish(site, "/feed/", past(5, first=100))
    for number in range(1, 9):
        body = json.dumps([locked(site, each) for each in hidden])
        site.put(POSTS.format(number), body, type="application/json")
    house.pull()
    house.asked()
    house.backfill()
    assert house.asked() == [POSTS.format(1), POSTS.format(2)]


@pytest.mark.parametrize("addresses", [True, False])
def test_guids_that_number_the_places_of_each_page_hide_nothing(house: House, site: Site, addresses: bool) -> None:
    """Every page numbers its entries from 1. Older articles come in all the same, under names of their own: those that
    the feed lists keep theirs, later pulls change nothing, and a second run finds nothing new."""
    items = [each if addresses else replace(each, link=site.url("/berita.php")) for each in past(25)]
    pages = [[replace(each, guid=str(n)) for n, each in enumerate(items[at : at + 10], 1)] for at in (0, 10, 20)]
    publish(site, "/feed/", pages[0])
    for number, page in enumerate(pages, 1):
        publish(site, f"/feed/?paged={number}", page)
    house.pull()
    filled = house.backfill()
    assert (filled.row.new, filled.ended, filled.way) == (15, True, "paged")
    assert house.titles() == titles(items)
    assert house.backfill().row.new == 0
    for _ in range(3):
        house.portal.later(days=2)
        row = house.pull()
        assert (row.new, row.updated, row.removed, row.duplicate) == (0, 0, 0, 0)
    assert house.titles() == titles(items)
    assert all(house.story(each)["status"] == "published" for each in items)


def test_a_guid_that_is_its_own_knows_its_article_under_another_title(house: House, site: Site) -> None:
    """The archive has the newer title, at an address that is made of it: the guid and the date say that it is the same
    article, which is left to the pull."""
    items = [replace(each, guid=f"https://a/?p={n}") for n, each in enumerate(past(12))]
    publish(site, "/feed/", items[:10])
    renamed = replace(items[3], title="Ralat: judul yang baru sama sekali", path="/ralat/")
    rest_pages(site, [*items[:3], renamed, *items[4:]])
    house.pull()
    assert house.backfill().row.new == 2
    assert house.titles() == titles(items)


# --- stopping and going on --------------------------------------------------------------------------------


def test_most_is_kept_and_the_next_run_goes_on(house: House, site: Site) -> None:
    """Not one article more than allowed; runs together bring each once and ask only for what they need."""
    items = past(70)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    house.asked()
    assert [house.backfill(25).row.new for _ in range(2)] == [25, 25]
    assert [POSTS.format(n) for n in (1, 2)] == house.asked()[:2]
    last = house.backfill(25)
    assert (last.row.new, last.ended) == (10, True)
    assert house.asked() == [POSTS.format(n) for n in (3, 4, 5)]
    assert house.titles() == titles(items)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        ({"status": 500}, "kode kesalahan (HTTP 500)"),
        ({"status": 403}, "kode kesalahan (HTTP 403)"),
        ({"status": 429}, "kode kesalahan (HTTP 429)"),
        ({"body": "<title>Just a moment...</title><div id='challenge-platform'></div>"}, "pemeriksaan peramban"),
        ({"body": "<h1>Situs</h1><p>Beranda</p>"}, "halaman biasa"),
        ({"body": ""}, "kosong"),
        ({"status": 302, "headers": {"Location": "https://dadu.example/"}}, "ke luar domain jaringan"),
    ],
)
def test_what_stands_in_the_way_is_no_end(house: House, site: Site, reply: dict[str, Any], told: str) -> None:
    """In the middle of an archive: it is told, nothing is asked after it, and the next run goes on there."""
    items = past(58)
    publish(site, "/feed/", items[:10])
    paths = rest_pages(site, items)
    whole = site.replies[paths[1]]
    site.put(paths[1], **{"body": "", **reply})
    house.pull()
    house.asked()
    filled = house.backfill()
    assert (filled.row.new, filled.ended) == (10, False)
    assert told in filled.why
    assert "jalankan lagi" in filled.why
    assert house.asked() == paths[:2]
    site.replies[paths[1]] = whole
    filled = house.backfill()
    assert (filled.row.new, filled.ended) == (38, True)
    assert house.asked() == paths
    assert house.titles() == titles(items)


@pytest.mark.parametrize("number", [0, 1])
def test_a_page_that_arrives_in_part_is_asked_for_again(house: House, site: Site, number: int) -> None:
    """Nothing of a page that was cut off is passed over, and no other way is tried in its place."""
    items = past(40)
    publish(site, "/feed/", items[:10])
    paths = rest_pages(site, items)
    whole = site.replies[paths[number]]
    site.replies[paths[number]] = replace(whole, cut=len(whole.body) // 2)
    house.pull()
    house.asked()
    assert not house.backfill().ended
    assert house.asked() == paths[: number + 1]
    site.replies[paths[number]] = whole
    assert house.backfill().ended
    assert house.titles() == titles(items)


def test_a_site_that_asks_for_patience_gets_it(house: House, site: Site) -> None:
    """503 with Retry-After: nothing is asked until the time is over, the sentence says when, then it goes on."""
    items = past(58)
    publish(site, "/feed/", items[:10])
    paths = rest_pages(site, items)
    whole = site.replies[paths[2]]
    site.put(paths[2], "", 503, headers={"Retry-After": "7200"})
    house.pull()
    assert "sesudah 21-11-2026 15.30" in house.backfill().why
    house.asked()
    house.portal.later(hours=1)
    assert "sesudah 21-11-2026 15.30" in house.backfill().why
    assert house.asked() == []
    house.portal.later(hours=2)
    site.replies[paths[2]] = whole
    assert house.backfill().ended
    assert house.asked() == paths[1:]
    assert house.titles() == titles(items)


def test_a_server_that_is_down_is_asked_once(house: House, site: Site) -> None:
    """Nobody answers: no other way is tried, and no article is lost by it."""
    items = past(30)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    site.close()
    filled = house.backfill()
    assert filled.why.startswith("sambungan ditolak")
    assert house.rests == []


def test_articles_that_were_deleted_meanwhile_hide_none(house: House, site: Site) -> None:
    """Eight posts are deleted between two runs, so that all older ones move forward: none slips through."""
    items = past(90)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    assert house.backfill(30).row.new == 30
    left = [*items[:2], *items[10:]]
    rest_pages(site, left)
    assert [house.backfill(30).ended for _ in range(3)][-1]
    assert house.titles() == titles(items)


def test_an_archive_that_shrank_is_read_anew(house: House, site: Site) -> None:
    """The page where it was left is gone: that is told, and the next run begins at the first."""
    items = past(90)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    house.backfill(60)
    site.replies = {path: reply for path, reply in site.replies.items() if not path.startswith("/wp-json")}
    rest_pages(site, items[:30])
    site.put(POSTS.format(4), BEHIND, 400, type="application/json")
    filled = house.backfill()
    assert "arsipnya berubah" in filled.why
    assert not filled.ended
    filled = house.backfill()
    assert (filled.row.new, filled.ended) == (0, True)


def test_a_gap_is_filled_later(house: House, site: Site) -> None:
    """The archive was read to its end; then the portal slept while forty articles came. The next run finds those that
    the feed does not list any more, asks no more pages than that takes, and then again only two."""
    items = past(200)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    assert house.backfill().ended
    fresh = [item(1000 + n, date=START + timedelta(hours=100 - n)) for n in range(40)]
    house.portal.later(days=7)
    publish(site, "/feed/", fresh[:10])
    rest_pages(site, [*fresh, *items])
    house.pull()
    house.asked()
    filled = house.backfill()
    assert (filled.row.new, filled.ended) == (30, True)
    assert house.asked() == [POSTS.format(n) for n in (1, 2, 3)]
    assert house.backfill().row.new == 0
    assert house.asked() == [POSTS.format(n) for n in (1, 2)]
    assert house.titles() == titles([*items, *fresh])


# --- what is known ------------------------------------------------------------------------------------------


def test_what_the_feed_lists_is_left_as_the_feed_says_it(house: House, site: Site) -> None:
    """REST says other words, another picture and another minute of the same articles: no correction, no double, and
    the next pull finds nothing changed and withdraws nothing."""
    items = past(30)
    publish(site, "/feed/", items[:10])
    other = [
        replace(each, body=f"{each.body}<p><img src='/x.png'>Tambahan.</p>", date=at(each) + timedelta(seconds=40))
        for each in items
    ]
    rest_pages(site, other)
    house.pull()
    assert house.backfill().row.new == 20
    assert [row["status"] for row in map(house.story, items)] == ["published"] * 30
    for _ in range(3):
        house.portal.later(days=2)
        row = house.pull()
        assert (row.outcome, row.new, row.updated, row.removed, row.duplicate) == ("unchanged", 0, 0, 0, 0)
    assert house.titles() == titles(items)


def test_an_article_is_known_under_other_names(house: House, site: Site) -> None:
    """Another guid at an address spelled otherwise, and another guid at another address with the same title at about
    the same time. A yearly title of another year is another article."""
    items = past(3)
    old = replace(items[0], guid="lama", path="/2025/tahunan/", date=START - timedelta(days=366))
    publish(site, "/feed/", items)
    rest_pages(
        site,
        [
            replace(
                items[0], guid="x-1", link=site.url(items[0].path).replace("http:", "https:").rstrip("/"), date=START
            ),
            replace(items[1], guid="x-2", path="/?p=77", date=at(items[1]) + timedelta(hours=7)),
            items[2],
            old,
        ],
    )
    house.pull()
    filled = house.backfill()
    assert (filled.row.new, filled.row.entries) == (1, 4)
    assert house.titles() == titles([*items, old])


def test_an_article_that_the_feed_never_listed_is_not_missed_there(house: House, site: Site) -> None:
    """Sitemaps hold more than the feed: what lies between its items is not taken for deleted, and nobody asks."""
    items = past(20)
    publish(site, "/feed/", items[::2])
    sitemap(site, "/sitemap.xml", items)
    house.pull()
    assert house.backfill().row.new == 10
    for _ in range(3):
        house.portal.later(days=2)
        publish(site, "/feed/", items[::2], extra=f"<!-- {house.portal.now} -->")
        house.asked()
        assert house.pull().removed == 0
        assert house.asked() == ["/feed/"]


def test_hours_that_are_labelled_utc_are_read_as_the_pull_reads_them(house: House, site: Site) -> None:
    """The source's clock was learned: its older articles lie in the same hours as its newer ones."""
    items = past(12)
    wall = [replace(each, date=at(each).strftime("%a, %d %b %Y 10:00:00 +0000")) for each in items]
    paged(site, wall)
    house.pull()
    state = {"clock_local": 3, "clock_utc": 0}
    row = dict(next(iter(house.store.q.feed_states())))
    house.store.q.save_feed(**{**row, **state})
    house.backfill()
    assert house.story(items[11])["published"].endswith("T03:00:00Z")


# --- lists and sitemaps ----------------------------------------------------------------------------------


SELECT = {"item": ".baris", "title": "h3", "link": "a", "date": ".tgl", "next": "a.lanjut", "body": ".isi"}


def listing(site: Site, path: str, items: Sequence[Item], following: str = "") -> None:
    """A page of a list and the pages of its articles, which hold no date."""
    rows = "".join(
        f'<div class="baris"><h3><a href="{e.path}">{e.title}</a></h3><span class="tgl">{at(e):%d-%m-%Y}</span></div>'
        for e in items
    )
    for each in items:
        site.put(each.path, f"<html><title>{each.title}</title><body><div class='isi'>{each.body}</div></body></html>")
    more = f'<a class="lanjut" href="{following}">Berikutnya</a>' if following else ""
    site.put(path, f"<!doctype html><html><body>{rows}{more}</body></html>")


def test_a_list_is_followed_along_its_own_links(house: House, site: Site) -> None:
    """Beyond the pages that a pull reads, to the last; each article's own page is read once, and a last page that
    leads back to an earlier one ends it."""
    items = past(12)
    for number in range(1, 5):
        following = f"/berita?hal={number + 1 if number < 4 else 2}"
        listing(site, f"/berita?hal={number}", items[3 * (number - 1) : 3 * number], following)
    house.agency("/berita?hal=1", select=SELECT)
    assert house.pull().new == 3
    house.asked()
    first = house.backfill(4)
    assert (first.row.new, first.ended) == (4, False)
    second = house.backfill()
    assert (second.row.new, second.ended, second.way) == (5, True, "daftar")
    asked = house.asked()
    assert all(asked.count(each.path) == 1 for each in items[3:])
    assert not any(each.path in asked for each in items[:3])
    assert house.titles() == titles(items)
    assert items[11].words in house.store.q.printed_story(id=house.story(items[11])["id"])["text"]


def test_sitemaps_are_read_through_their_indexes(house: House, site: Site) -> None:
    """An index in an index, one that names itself, parts elsewhere, categories and files: what is an article of this
    site is read once, and nothing else is asked for."""
    items = past(6)
    publish(site, "/feed/", items[:2])
    news = sitemap(site, "/news-1.xml", items[:4])
    deeper = index(site, "/deeper.xml", [sitemap(site, "/news-2.xml", items[4:]), site.url("/sitemap.xml")])
    elsewhere = Site()
    try:
        index(
            site, "/sitemap.xml",
            [site.url("/sitemap.xml"), news, deeper, elsewhere.url("/sitemap.xml"), "https://dadu.example/s.xml",
             site.put("/category-sitemap.xml", ""), site.url("/hilang.xml")],
        )  # fmt: skip
        house.pull()
        house.asked()
        filled = house.backfill()
        assert elsewhere.log == []
    finally:
        elsewhere.close()
    assert (filled.row.new, filled.ended) == (4, True)
    asked = house.asked()
    assert len(asked) == len(set(asked))
    assert "/category-sitemap.xml" not in asked
    assert house.titles() == titles(items)


def test_lastmod_is_no_date_of_an_article(house: House, site: Site) -> None:
    """Undated articles are left, and counted: the day on which a sitemap was printed would put them all into one month
    for ever. What a news sitemap says of an article's date is believed."""
    items = past(4)
    publish(site, "/feed/", items[:1])
    sitemap(site, "/berita.xml", items[1:3], lastmod="2026-11-20", date=False)
    site.put(items[3].path, page(items[3], date=False))
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{site.url(items[3].path)}</loc><n:news><n:title>{items[3].title}</n:title>"
        "<n:publication_date>2026-03-02</n:publication_date></n:news></url></urlset>"
    )
    index(site, "/sitemap.xml", [site.url("/berita.xml"), site.put("/kabar.xml", news)])
    house.pull()
    filled = house.backfill()
    assert (filled.row.new, filled.undated, filled.ended) == (1, 2, True)
    assert house.story(items[3])["path"].startswith("/berita/2026/03/")


def test_a_page_that_does_not_answer_is_tried_again_next_time(house: House, site: Site) -> None:
    """One article's page is broken and another one gone: the others come in, the sentence says that one is left, and
    the next run asks for it alone."""
    items = past(8)
    publish(site, "/feed/", items[:2])
    sitemap(site, "/sitemap.xml", items)
    site.put(items[4].path, "Fatal error", 500)
    site.put(items[5].path, "", 404)
    house.pull()
    filled = house.backfill()
    assert (filled.row.new, filled.blank, filled.ended) == (4, 1, False)
    assert filled.why.startswith("1 halaman belum terbaca")
    site.put(items[4].path, page(items[4]))
    house.asked()
    filled = house.backfill()
    assert (filled.row.new, filled.ended) == (1, True)
    assert [path for path in house.asked() if path.startswith("/berita")] == [items[4].path]
    assert house.titles() == titles([each for each in items if each != items[5]])


def test_a_site_that_has_enough_of_us_is_left_alone(house: House, site: Site) -> None:
    """Challenges in place of several articles in a row: the rest is not asked for now, and comes in later."""
    items = past(20)
    publish(site, "/feed/", items[:2])
    sitemap(site, "/sitemap.xml", items)
    for each in items[6:]:
        site.put(each.path, "<title>Just a moment...</title><div id='challenge-platform'></div>")
    house.pull()
    house.asked()
    filled = house.backfill()
    assert "pemeriksaan peramban" in filled.why
    assert len([path for path in house.asked() if path.startswith("/berita")]) == 4 + backfill_take.SILENT
    for each in items[6:]:
        site.put(each.path, page(each))
    assert house.backfill().ended
    assert house.titles() == titles(items)


@pytest.mark.parametrize(("mode", "words"), [("excerpt", True), ("link", False)])
def test_what_is_shown_in_part_is_backfilled_in_part(house: House, site: Site, mode: str, words: bool) -> None:
    """An agency shown in excerpts or as links gets its older articles so."""
    items = past(4)
    publish(site, "/feed/", items[:2])
    sitemap(site, "/sitemap.xml", items)
    house.agency(mode=mode)
    house.pull()
    assert house.backfill().row.new == 2
    printed = house.store.q.printed_story(id=house.story(items[3])["id"])
    assert (printed["mode"], bool(printed["text"])) == (mode, words)
    assert len(printed["text"]) < len(items[3].body)


def test_a_sitemap_that_is_longer_than_what_is_read_is_not_called_read(
    house: House, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its newest part is taken, and the sentence says that there is more."""
    monkeypatch.setattr(backfill, "LISTED", 3)
    items = past(6)
    publish(site, "/feed/", items[:1])
    index(site, "/sitemap.xml", [sitemap(site, "/s-1.xml", items[:3]), sitemap(site, "/s-2.xml", items[3:])])
    house.pull()
    filled = house.backfill()
    assert (filled.row.new, filled.ended) == (2, False)
    assert filled.why == "peta situsnya terlalu panjang; yang terbaca hanya 3 halaman"


def test_a_list_that_is_longer_than_what_is_read_is_read_all_the_same() -> None:
    """It came to its end: that more is listed than is read is no failure, but one that broke off is."""
    fetched = Fetched("https://a.go.id/", "https://a.go.id/", 200, b"")
    cut, broken = Batch(whole=False, cut=True), Batch(whole=False)
    assert heard(Opened(fetched, cut)) is cut
    assert isinstance(heard(Opened(fetched, broken)), Failed)


def test_a_feed_of_excerpts_gets_its_older_texts_from_rest(house: House, site: Site) -> None:
    """Where the texts stand on the articles' pages, REST has them too, and no page is asked for."""
    items = past(15)
    listing(site, "/tidak-dipakai", items)
    publish(site, "/feed/", items[:5])
    rest_pages(site, items)
    house.agency(select={"body": ".isi"})
    house.pull()
    house.asked()
    assert house.backfill().row.new == 10
    assert house.asked() == [POSTS.format(1), POSTS.format(2)]


def test_what_has_no_past_is_not_asked_for_one(house: House, site: Site) -> None:
    """A calendar under an address that does not betray it: seen at the first question, and no page of the site is
    taken for its past."""
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261130T020000Z\r\nSUMMARY:Rapat\r\nDTSTAMP:20261101T000000Z\r\nEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}END:VCALENDAR\r\n"
    for path in ("/agenda", "/agenda?paged=1"):
        site.put(path, calendar, type="text/calendar")
    sitemap(site, "/sitemap.xml", past(2))
    house.agency("/agenda")
    house.pull()
    filled = house.backfill()
    assert (filled.row.new, filled.why) == (0, "sumber jenis ini tidak punya arsip")


def test_a_place_of_another_version_is_understood(house: House, site: Site) -> None:
    """What an older version kept of an archive does not stop this one."""
    items = past(25)
    publish(site, "/feed/", items[:10])
    rest_pages(site, items)
    house.pull()
    kept = {"way": "wordpress-rest", "page": 1, "ended": False, "left": []}
    house.store.q.set_meta(key=f"backfill contoh {site.url('/feed/')}", value=json.dumps(kept))
    assert house.backfill().row.new == 15

"""`./run sources.backfill` as an operator runs it: whole commands against real sites, stopped in every way."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from samples.network import Network, lay_out
from tests.contract.network import Portal, ended, kill, publish
from tests.contract.server import Site
from tests.contract.writing import START, Item, item
from tests.houses import House

POSTS = "/wp-json/wp/v2/posts?per_page=20&page={}&_embed=1"
BEHIND = '{"code":"rest_post_invalid_page_number","message":"x","data":{"status":400}}'
READ = "arsipnya sudah terbaca seluruhnya"
PRINT = "Jalankan ./run build untuk mencetaknya."
STOPPED = (
    "Dihentikan. Tidak ada yang hilang: yang sudah tercatat tetap ada."
    " Jalankan perintah yang sama lagi untuk meneruskan."
)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    return Portal(tmp_path)


def past(count: int) -> list[Item]:
    return [item(n, date=START - timedelta(days=n)) for n in range(1, count + 1)]


def wordpress(site: Site, items: list[Item], **last: Any) -> str:
    """A WordPress with these posts. `last`: how its last page answers otherwise."""
    pages = [items[n : n + 20] for n in range(0, len(items), 20)]
    for number, page in enumerate(pages, 1):
        posts = [
            {"id": 1, "date_gmt": f"{each.date:%Y-%m-%dT%H:%M:%S}", "guid": {"rendered": site.url(each.path)},
             "link": site.url(each.path), "title": {"rendered": each.title}, "content": {"rendered": each.body}}
            for each in page
        ]  # fmt: skip
        more = last if number == len(pages) else {}
        site.put(POSTS.format(number), **{"body": json.dumps(posts), "type": "application/json", **more})
    site.put(POSTS.format(len(pages) + 1), BEHIND, 400, type="application/json")
    return publish(site, "/feed/", items[:10])


def held(site: Site, items: list[Item]) -> threading.Event:
    """A WordPress whose last page is answered when the event is set."""
    gate = threading.Event()
    wordpress(site, items, gate=gate)
    return gate


def wait_for(site: Site, path: str) -> None:
    """Until somebody asks."""
    for _ in range(600):
        if site.asked(path):
            return
        threading.Event().wait(0.05)
    raise AssertionError(f"nobody asked for {path}: {[asked.path for asked in site.log]}")


def check_all(portal: Portal, site: Site, items: list[Item]) -> None:
    """Each article is one story, in its own month and at its own address."""
    portal.build()
    stories = portal.stories()
    assert sorted(story["title"] for story in stories) == sorted(each.title for each in items)
    by_title = {each.title: each for each in items}
    for story in stories:
        date = by_title[story["title"]].date
        assert isinstance(date, datetime)
        assert story["published"] == f"{date:%Y-%m-%dT%H:%M:%SZ}"
        assert f"/berita/{date + timedelta(hours=7):%Y/%m}/" in story["url"]
        assert story["status"] == "published"


def test_the_sample_sites_past_comes_in(tmp_path: Path) -> None:
    """A site of ten items has thirty-eight behind them. Afterwards the site is built whole, and a pull finds nothing
    new, nothing changed, nothing gone."""
    layout = lay_out(tmp_path / "county", now=datetime(2026, 11, 21, 5, tzinfo=UTC))
    house = House(tmp_path, layout.content)
    with Network(layout.folder) as network:
        done = house.run("sources.backfill", "dkp")
        assert f"{network.feed('dkp')}: 38 baru; {READ}." in done.stderr
        asked = [request.path for request in network.requests if request.slug == "dkp"]
        assert asked[0] == "/feed/"
        assert len([path for path in asked if path.startswith("/wp-json")]) == 4
        assert {request.slug for request in network.requests} == {"dkp"}
        house.now = "2026-11-22T05:00:00Z"
        report = tmp_path / "report.json"
        house.run("pull", "--only", "dkp", "--report", str(report))
        rows = json.loads(report.read_text("utf-8"))["sources"]
        assert [(r["outcome"], r["new"], r["updated"], r["removed"]) for r in rows] == [("unchanged", 0, 0, 0)]
        house.run("build")
        lines = [line for line in house.lines() if line["agency"] == "dkp"]
        assert len(lines) == 48
        months = {line["url"].split("/berita/")[1][:7] for line in lines}
        assert len(months) >= 10
        assert all(not line["history"] for line in lines)


def test_kill_in_the_middle_loses_nothing(portal: Portal, site: Site) -> None:
    """kill -9 while a page is awaited: the next run goes on there, and each article is one story."""
    items = past(50)
    gate = held(site, items)
    portal.agency("dinkes", site.url("/feed/"))
    process = portal.start("sources.backfill", "dinkes")
    wait_for(site, POSTS.format(3))
    kill(process)
    gate.set()
    site.forget()
    done = portal.run("sources.backfill", "dinkes")
    assert f"10 baru; {READ}." in done.err
    assert [asked.path for asked in site.log] == ["/feed/", *(POSTS.format(n) for n in (2, 3, 4))]
    check_all(portal, site, items)


def test_control_c_leaves_politely(portal: Portal, site: Site) -> None:
    """It ends with 130 and says what was had and what to do; what was read are stories already."""
    items = past(50)
    gate = held(site, items)
    portal.agency("dinkes", site.url("/feed/"))
    process = portal.start("sources.backfill", "dinkes")
    wait_for(site, POSTS.format(3))
    os.killpg(process.pid, signal.SIGINT)
    done = ended(process)
    gate.set()
    assert done.code == 130
    assert "30 baru; dihentikan." in done.err
    assert done.err.splitlines()[-1] == STOPPED
    assert "Traceback" not in done.said
    check_all(portal, site, items[:40])
    assert f"10 baru; {READ}." in portal.run("sources.backfill", "dinkes").err
    check_all(portal, site, items)


def test_it_has_the_field_to_itself(portal: Portal, site: Site) -> None:
    """While it runs, a pull leaves; while a pull runs, it leaves."""
    gate = held(site, past(30))
    portal.agency("dinkes", site.url("/feed/"))
    process = portal.start("sources.backfill", "dinkes")
    wait_for(site, POSTS.format(2))
    pulled = portal.run("pull")
    assert (pulled.code, "Perintah lain sedang menarik" in pulled.err) == (0, True)
    again = portal.run("sources.backfill", "dinkes")
    assert (again.code, "Perintah lain sedang menarik" in again.err) == (0, True)
    gate.set()
    assert ended(process).code == 0


def test_one_question_at_a_time_pictures_too(portal: Portal, site: Site) -> None:
    """Pages, articles and their pictures are asked for one after the other."""
    items = past(30)
    picture = "<p><img src='/gambar/{}.png'></p>"
    wordpress(site, [item(n, date=each.date, body=each.body + picture.format(n)) for n, each in enumerate(items, 1)])
    portal.agency("dinkes", publish(site, "/feed/", items[:10]))
    done = portal.run("sources.backfill", "dinkes")
    assert f"20 baru; {READ}." in done.err
    assert len([asked for asked in site.log if asked.path.startswith("/gambar/")]) == 20
    assert site.most == 1


def test_most_and_progress(portal: Portal, site: Site) -> None:
    """What one run may take is kept, told in tenths where it is much, and the next one takes the rest. Who is told
    that nothing came is not told to print it."""
    items = past(50)
    wordpress(site, items)
    portal.agency("dinkes", site.url("/feed/"))
    first = portal.run("sources.backfill", "dinkes", "--most", "30")
    assert "30 baru; sudah 30 tulisan; jalankan lagi untuk meneruskan." in first.err
    assert "Arsip dinkes: 30/30" in first.err
    assert f"10 baru; {READ}." in portal.run("sources.backfill", "dinkes", "--most", "30").err
    check_all(portal, site, items)
    assert first.err.splitlines()[-1] == PRINT
    nothing = portal.run("sources.backfill", "dinkes").err
    assert f"tidak ada yang baru; {READ}." in nothing
    assert PRINT not in nothing


def test_a_feed_that_cannot_be_read_has_no_archive_yet(portal: Portal, site: Site) -> None:
    """What it lists is known as the feed says it, or not at all: otherwise all of it would be corrected at the first
    pull. A site that is down is told, with the reason, and nothing is tried behind its back."""
    wordpress(site, past(30))
    site.put("/feed/", "<h1>Galat</h1>", 500)
    portal.agency("dinkes", site.url("/feed/"))
    done = portal.run("sources.backfill", "dinkes")
    assert done.code == 0
    assert "umpannya sendiri sedang tidak terbaca (http-status: " in done.err
    assert [asked.path for asked in site.log] == ["/feed/"]
    portal.agency("mati", "http://127.0.0.1:9/feed/")
    assert "sambungan ditolak" in portal.run("sources.backfill", "mati").err


def test_an_article_that_others_carry_is_counted_as_theirs(portal: Portal, site: Site) -> None:
    """The same words at another agency: one story with two sources, and no news."""
    items = past(15)
    wordpress(site, items)
    portal.agency("dinkes", site.url("/feed/"))
    portal.agency("setda", publish(site, "/setda/", [item(12, path="/setda/12/", date=items[11].date)]))
    portal.pull("setda")
    assert f"4 baru, 1 ganda; {READ}." in portal.run("sources.backfill", "dinkes").err


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("tidak-ada", "Instansi 'tidak-ada' tidak ada di content/agencies"),
        ("polress", "Mungkin maksudnya: polres. Jalankan ./run check."),
        ("polres", "Instansi 'polres' tidak punya umpan yang dapat diambil"),
        ("bubar", "Instansi 'bubar' sudah ditutup"),
    ],
)
def test_who_has_no_archive_is_told_so(portal: Portal, site: Site, slug: str, told: str) -> None:
    """One clear sentence, exit 2, and nobody is asked."""
    portal.agency("polres", site=site.url("/"))
    portal.write("agencies/polres/inbox/berita.xml", "<rss version='2.0'><channel><title>x</title></channel></rss>")
    portal.agency("bubar", publish(site, "/feed/", past(2)))
    portal.pull()
    (portal.content / "agencies/bubar/agency.toml").unlink()
    portal.pull()
    site.forget()
    done = portal.run("sources.backfill", slug)
    assert (done.code, told in done.err, "Traceback" in done.err) == (2, True, False)
    assert site.log == []


def test_a_backfill_of_nothing_is_refused(portal: Portal) -> None:
    """`--most 0` is a slip of the hand."""
    portal.agency("dinkes", "http://127.0.0.1:9/feed/")
    done = portal.run("sources.backfill", "dinkes", "--most", "0")
    assert done.code == 2
    assert "--most paling sedikit 1" in done.err


def test_all_of_them_one_after_the_other(portal: Portal, site: Site) -> None:
    """Every agency with a feed to ask for, in the order of their folders; a fault is told once, not once an agency;
    one that fails does not keep the next from its turn; the last line says what to do."""
    wordpress(site, past(30))
    portal.agency("b-dinkes", site.url("/feed/"))
    portal.agency("a-mati", "http://127.0.0.1:9/feed/")
    portal.agency("c-setda", publish(site, "/setda/", [item(90, path="/setda/90/")]))
    portal.agency("d-polres", site=site.url("/"))
    portal.write("agencies/keliru/agency.toml", "name = \n")
    done = portal.run("sources.backfill-all")
    assert done.code == 0
    lines = done.err.splitlines()
    assert lines[-1] == PRINT
    told = [
        n
        for n, line in enumerate(lines)
        if any(mark in line for mark in (":9/feed/: ", "/feed/: 20 baru", "/setda/: "))
    ]
    assert len(told) == 3
    assert told == sorted(told)
    assert done.err.count("agencies/keliru/agency.toml:1: ") == 1
    feeds = [asked.path for asked in site.log if asked.path in ("/feed/", "/setda/")]
    assert feeds[0] == "/feed/"
    assert feeds[-1] == "/setda/"


def test_control_c_ends_all_of_them(portal: Portal, site: Site) -> None:
    """Not only the agency that is at work: the next one is not asked."""
    gate = held(site, past(50))
    portal.agency("a-dinkes", site.url("/feed/"))
    portal.agency("b-setda", publish(site, "/setda/", [item(90, path="/setda/90/")]))
    process = portal.start("sources.backfill-all")
    wait_for(site, POSTS.format(3))
    os.killpg(process.pid, signal.SIGINT)
    done = ended(process)
    gate.set()
    assert done.code == 130
    assert "30 baru; dihentikan." in done.err
    assert PRINT in done.err.splitlines()
    assert done.err.splitlines()[-1] == STOPPED
    assert not site.asked("/setda/")


def test_all_of_nobody_is_refused(portal: Portal) -> None:
    """No agency has a feed: one sentence with what to do, exit 2."""
    done = portal.run("sources.backfill-all")
    assert (done.code, "./run sources.import" in done.err, "Traceback" in done.err) == (2, True, False)

"""Several feeds of one site that list the same articles: each article is told by one of them, and nothing is corrected
that nobody corrected."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from tests.contract.network import Found, Portal, Pulled, publish
from tests.contract.server import Site
from tests.contract.writing import START, Item, item, mark

REST = "/wp-json/wp/v2/posts?per_page=20&_embed=1"
CATEGORY = "/category/berita/feed/"
PULLS = 4


def listed(stage: int) -> list[Item]:
    """Six articles, and one more at each pull, the newest first."""
    new = [item(70 + n, date=START + timedelta(hours=n, minutes=-9)) for n in range(stage, 0, -1)]
    return [*new, *(item(60 + n, date=START - timedelta(hours=n + 1)) for n in range(6))]


def rest(base: str, items: Sequence[Item]) -> str:
    """The same as WordPress' REST says it: the same guids, and a picture of its own."""
    return json.dumps([
        {
            "id": number, "link": base + each.path, "guid": {"rendered": each.guid or base + each.path},
            "date_gmt": f"{each.date:%Y-%m-%dT%H:%M:%S}", "modified_gmt": f"{each.date:%Y-%m-%dT%H:%M:%S}",
            "title": {"rendered": each.title}, "excerpt": {"rendered": each.words},
            "content": {"rendered": each.body, "protected": False},
            "_embedded": {"wp:featuredmedia": [{"source_url": f"{base}/foto.jpg", "alt_text": ""}]},
        }
        for number, each in enumerate(items)
        if each.date
    ])  # fmt: skip


def excerpts(items: Sequence[Item]) -> list[Item]:
    """Their first paragraphs."""
    return [replace(each, body=each.body.split("</p>")[0] + "</p>") for each in items]


def elsewhere_named(items: Sequence[Item]) -> list[Item]:
    """The same addresses under other guids."""
    return [replace(each, guid=f"lain-{each.title[-6:]}") for each in items]


def as_list(site: Site, items: Sequence[Item]) -> None:
    """The site's own list of news: titles and links, the words on each article's page."""
    cards = "".join(f'<div class="k"><h3><a href="{each.path}">{each.title}</a></h3></div>' for each in items)
    site.put("/berita/", f"<html><title>Berita</title><body>{cards}</body></html>")
    for each in items:
        site.put(each.path, f"<html><title>{each.title}</title><body><h1>{each.title}</h1>{each.body}</body></html>")


def as_rest(site: Site, items: Sequence[Item]) -> None:
    site.put(REST, rest(site.url("").rstrip("/"), items), type="application/json")


def as_excerpts(site: Site, items: Sequence[Item]) -> None:
    publish(site, CATEGORY, excerpts(items))


def under_other_guids_in_rest(site: Site, items: Sequence[Item]) -> None:
    as_rest(site, elsewhere_named(items))


def under_other_guids(site: Site, items: Sequence[Item]) -> None:
    publish(site, CATEGORY, elsewhere_named(items))


@dataclass(frozen=True)
class Course:
    portal: Portal
    pulls: list[Pulled]

    def rows(self, number: int) -> list[dict[str, Any]]:
        return [dict(row) for row in self.pulls[number].report["sources"]]


SECOND: dict[str, tuple[str, Callable[[Site, Sequence[Item]], None]]] = {
    "the same in REST": (REST, as_rest),
    "excerpts": (CATEGORY, as_excerpts),
    "other guids": (CATEGORY, under_other_guids),
    "other guids and pictures": (REST, under_other_guids_in_rest),
}


@pytest.mark.parametrize("first", [True, False], ids=["named first", "named last"])
@pytest.mark.parametrize("second", SECOND)
def test_each_article_is_told_by_one_of_them(found: Found, site: Site, second: str, first: bool) -> None:
    """New articles are new once, the other feed's are duplicates, no story has a history, and the whole text is told,
    whichever feed agency.toml names first."""
    path, put = SECOND[second]
    portal = found("dua")
    pulls = []
    for stage in range(PULLS):
        feed = publish(site, "/feed/", listed(stage))
        put(site, listed(stage))
        feeds = [feed, site.url(path)]
        portal.agency("dinas", *(feeds if first else reversed(feeds)))
        pulls.append(portal.pull())
        portal.later(hours=1)
    portal.build()
    course = Course(portal, pulls)
    assert [sum(row["new"] for row in course.rows(n)) for n in range(PULLS)] == [6, 1, 1, 1]
    assert [sum(row["updated"] for row in course.rows(n)) for n in range(PULLS)] == [0] * PULLS
    assert sum(row["duplicate"] for row in course.rows(PULLS - 1)) >= 6 + PULLS - 2
    stories = portal.stories()
    assert len(stories) == 6 + PULLS - 1
    assert {(story["status"], tuple(story["history"])) for story in stories} == {("published", ())}
    for each in listed(PULLS - 1):
        (story,) = (story for story in stories if story["title"] == each.title)
        assert len(story["text"]) > 2 * len(excerpts([each])[0].words)


def test_who_is_left_alone_tells_on(found: Found, site: Site) -> None:
    """The feed that told an article is dead for two days: what the other one corrects is a correction then."""
    portal = found("sendiri")
    feed, other = publish(site, "/feed/", listed(0)), publish(site, CATEGORY, listed(0))
    portal.agency("dinas", feed, other)
    portal.pull()
    corrected = [replace(each, title="Judul yang Diralat") if mark(62) in each.title else each for each in listed(0)]
    site.put("/feed/", "Galat", 500)
    publish(site, CATEGORY, corrected)
    portal.later(hours=49)
    portal.pull()
    portal.build()
    (story,) = (story for story in portal.stories() if story["title"] == "Judul yang Diralat")
    assert [change["what"] for change in story["history"]] == ["title"]
    assert len(portal.stories()) == 6


def test_what_left_the_window_keeps_its_words(found: Found, site: Site) -> None:
    """The feed with the whole texts lists the four newest, the one with excerpts all: what only the latter still lists
    keeps its words, and nobody is told of a change."""
    portal = found("jendela")
    for stage in range(PULLS):
        feed = publish(site, "/feed/", listed(stage)[:4])
        as_excerpts(site, listed(stage))
        portal.agency("dinas", feed, site.url(CATEGORY))
        portal.pull()
        portal.later(hours=1)
    portal.build()
    stories = portal.stories()
    assert {(story["status"], tuple(story["history"])) for story in stories} == {("published", ())}
    left = [story for story in stories if any(story["title"] == each.title for each in listed(0)[1:4])]
    assert len(left) == 3
    assert all(len(story["text"]) > 300 for story in left)


def test_two_tables_that_count_from_one(found: Found, site: Site) -> None:
    """Row number 6 is a piece of news in one feed and an announcement in the other, and neither says an address: each
    is one story, however often both are read and whatever else is new."""
    portal = found("tabel")
    for stage in range(PULLS):
        for path, first, row in (("/berita.xml", 100, 0), ("/pengumuman.xml", 200, 5)):
            rows = [
                replace(
                    excerpts([item(first + n, date=START - timedelta(hours=9 - n, seconds=first))])[0],
                    guid=str(row + n), link=site.url("/"),
                )
                for n in range(7 + stage, 0, -1)
            ]  # fmt: skip
            publish(site, path, rows)
        portal.agency("dinas", site.url("/berita.xml"), site.url("/pengumuman.xml"))
        portal.pull()
        portal.later(hours=1)
    portal.build()
    stories = portal.stories()
    assert len(stories) == len({story["title"] for story in stories}) == 2 * (7 + PULLS - 1)
    assert {(story["status"], tuple(story["history"])) for story in stories} == {("published", ())}


def test_a_feed_that_moved_in_agency_toml_tells_on(found: Found, site: Site) -> None:
    """An editor writes the feed's new address: from the first pull on it tells what the old one told."""
    portal = found("pindah")
    portal.agency("dinas", publish(site, "/feed/", listed(0)))
    portal.pull()
    portal.agency("dinas", publish(site, "/rss/", elsewhere_named(listed(0))))
    for _ in range(2):
        portal.later(hours=1)
        pulled = portal.pull()
        assert (pulled.of("dinas")["new"], pulled.of("dinas")["duplicate"]) == (0, 0)
    portal.build()
    assert [story["history"] for story in portal.stories()] == [[]] * 6


def test_a_list_beside_a_feed_asks_each_page_once(found: Found, site: Site) -> None:
    """What a feed tells is looked up on its page when the site's list first names it, and not at each pull."""
    portal = found("daftar")
    asked = []
    for stage in range(PULLS):
        feed = publish(site, "/feed/", elsewhere_named(listed(stage)))
        as_list(site, listed(stage))
        portal.agency("dinas", feed, site.url("/berita/"))
        file = portal.content / "agencies/dinas/agency.toml"
        select = '[feeds.select]\nitem = "div.k"\ntitle = "h3"\nlink = "h3 a"\nbody = "body"\n'
        file.write_text(file.read_text("utf-8") + select, encoding="utf-8")
        site.forget()
        portal.pull()
        asked.append(len([each for each in site.log if each.path not in ("/feed/", "/berita/")]))
        portal.later(hours=1)
    portal.build()
    assert asked == [6, 1, 1, 1]
    assert len(portal.stories()) == 6 + PULLS - 1
    assert [story["history"] for story in portal.stories()] == [[]] * (6 + PULLS - 1)

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


def as_rest(site: Site, items: Sequence[Item]) -> None:
    site.put(REST, rest(site.url("").rstrip("/"), items), type="application/json")


def as_excerpts(site: Site, items: Sequence[Item]) -> None:
    publish(site, CATEGORY, excerpts(items))


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

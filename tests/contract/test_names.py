"""Which article is which, over whole pulls: names that are used again, names made of titles, dates made by feeds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.contract.network import Found, Portal, Pulled, publish
from tests.contract.server import Site
from tests.contract.writing import START, Item, item, mark

HOURS = (0, 1, 2, 3, 27)
"""When the pulls are, in hours after START: what is missing is missing thrice, and read in full a day later."""

SIX = range(10, 16)
OLD, NEW, RETITLED, REDATED = 12, 1, 22, 33
REDATED_TO = START - timedelta(days=3)


@dataclass
class Course:
    """The pulls at `HOURS`, and the site that stands after the last of them."""

    portal: Portal
    pulls: list[Pulled] = field(default_factory=list)

    def counts(self, slug: str, what: str) -> list[int]:
        return [pulled.of(slug)[what] for pulled in self.pulls]

    def stories(self, slug: str) -> list[dict[str, Any]]:
        return [story for story in self.portal.stories() if story["agency"] == slug]


def rows(stage: int) -> list[Item]:
    """Each article's guid is the number of a row; from the second pull on, one row holds another article."""
    numbers = [n if n != OLD or not stage else NEW for n in SIX]
    return [item(n, f"/baris/{n}/", guid=str(row)) for row, n in enumerate(numbers, 1)]


def opensid(stage: int) -> list[Item]:
    """Slug, address and guid are made of the title; from the second pull on, one title is corrected."""
    found = []
    for number in range(20, 26):
        title = "Judul yang Diralat" if stage and number == RETITLED else item(number).title
        found.append(item(number, f"/artikel/2026/11/{title.lower().replace(' ', '-')}", title=title))
    return found


def built(now: datetime) -> list[Item]:
    """Each article is dated by the moment at which the feed was made."""
    return [item(number, date=now - timedelta(seconds=2)) for number in range(40, 44)]


def edited(stage: int) -> list[Item]:
    """From the second pull on, one article has another date."""
    listed = [item(number, f"/ubah/{number}/") for number in range(30, 36)]
    return [replace(each, date=REDATED_TO) if stage and mark(REDATED) in each.title else each for each in listed]


def prepare(found: Found, site: Site) -> Course:
    """Every agency pulled at every stage."""
    course = Course(found("nama"))
    portal = course.portal
    for stage, hour in enumerate(HOURS):
        portal.now = START + timedelta(hours=hour)
        portal.agency("baris", publish(site, "/baris", rows(stage)))
        portal.agency("judul", publish(site, "/judul", opensid(stage)))
        if stage:
            site.put(opensid(0)[2].path, "Hilang", 404)
        portal.agency("buatan", publish(site, "/buatan", built(portal.now)))
        portal.agency("ubah", publish(site, "/ubah", edited(stage)))
        course.pulls.append(portal.pull())
    portal.build()
    return course


@pytest.fixture(scope="module")
def course(prepared: Course) -> Course:
    return prepared


def test_a_row_number_that_is_used_again_loses_no_article(course: Course) -> None:
    """The old article stays with its words and its date, the new one is a story of its own, and nothing was corrected
    or withdrawn."""
    assert course.counts("baris", "new") == [6, 1, 0, 0, 0]
    assert course.counts("baris", "updated") == course.counts("baris", "removed") == [0] * len(HOURS)
    assert len(course.stories("baris")) == 7
    for number in (OLD, NEW):
        story = course.portal.story(mark(number))
        assert story["title"] == item(number).title
        assert item(number).words in story["text"]
        assert (story["status"], story["history"]) == ("published", [])
        assert story["sources"][0]["url"].endswith(f"/baris/{number}/")
        assert story["sources"][0]["guid"] == str(list(SIX).index(OLD) + 1)


def test_a_title_that_makes_slug_address_and_guid_is_corrected(course: Course) -> None:
    """One story under its old address here and its new one there: no second story, and no withdrawal of the first,
    though the page under its old name is gone."""
    assert course.counts("judul", "new") == [6, 0, 0, 0, 0]
    assert course.counts("judul", "updated") == [0, 1, 0, 0, 0]
    assert course.counts("judul", "removed") == [0] * len(HOURS)
    assert len(course.stories("judul")) == 6
    story = course.portal.story(mark(RETITLED))
    assert (story["title"], story["status"]) == ("Judul yang Diralat", "corrected")
    assert [change["what"] for change in story["history"]] == ["title"]
    assert story["sources"][0]["url"].endswith("/judul-yang-diralat")


def test_a_feed_that_is_dated_by_its_making_changes_nothing(course: Course) -> None:
    """Every reading has other dates for everything: those of the first count, and nothing is told."""
    assert course.counts("buatan", "new") == [4, 0, 0, 0, 0]
    assert course.counts("buatan", "updated") == [0] * len(HOURS)
    for story in course.stories("buatan"):
        assert (story["published"], story["history"]) == ("2026-11-21T06:29:58Z", [])


def test_one_date_that_an_editor_changes_is_a_correction(course: Course) -> None:
    """Among five that stay: followed at once, told once."""
    assert course.counts("ubah", "updated") == [0, 1, 0, 0, 0]
    story = course.portal.story(mark(REDATED))
    assert (story["published"], story["status"]) == ("2026-11-18T06:30:00Z", "corrected")
    assert [change["what"] for change in story["history"]] == ["date"]

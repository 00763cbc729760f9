"""A feed that was not read to its end: what is kept of it, and what is never lost by it."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Any

import pytest

from tests.contract.network import Found, Portal, Pulled, publish
from tests.contract.server import Site
from tests.contract.writing import Item, item, mark, rss

WAYS = ("pendek", "putus", "xml", "gzip", "kosong")
"""Fewer bytes than announced; a TCP reset; XML that ends within an entry; gzip that ends early; nothing announced."""


@dataclass
class Reading:
    """One agency's feed, cut while it lists a new entry and, shortened, an old one."""

    portal: Portal
    site: Site
    pulls: tuple[Pulled, Pulled, Pulled]
    stories: tuple[list[dict[str, Any]], list[dict[str, Any]]]
    conditions: dict[str, str]

    def text(self, stage: int, number: int) -> str:
        texts = [story["text"] for story in self.stories[stage] if mark(number) in story["text"]]
        assert len(texts) == 1, f"{len(texts)} stories hold {mark(number)}"
        return str(texts[0])


def numbers(way: str) -> range:
    """The articles of one way: an old one, another, a third, and the one that is new."""
    start = 10 * WAYS.index(way)
    return range(start, start + 4)


def cut(way: str, base: str, items: list[Item]) -> tuple[bytes, dict[str, Any]]:
    """The feed, broken within the text of its third entry, and how the site sends it."""
    whole = rss(base, items)
    end = whole.index(items[2].body.encode()) + len(items[2].body) // 2
    if way == "xml":
        return whole[:end], {}
    if way == "gzip":
        packed = gzip.compress(whole[:end], mtime=0)[:-8]
        return packed, {"headers": {"Content-Encoding": "gzip"}}
    if way == "kosong":
        return b"", {}
    return whole, {"cut": end, "reset": way == "putus"}


def prepare(found: Found, site: Site) -> dict[str, Reading]:
    """Three pulls: whole, cut, whole again. The cut one carries the validator "dua"."""
    portal = found("putus")
    base = site.url("").rstrip("/")
    items = {way: [item(n, f"/{way}/{n}/") for n in numbers(way)] for way in WAYS}
    for way in WAYS:
        portal.agency(way, publish(site, f"/{way}", items[way][:3], etag='"satu"'))
    first = portal.pull()
    portal.build()
    before = portal.stories()
    portal.later(hours=1)
    for way in WAYS:
        old, other, third, new = items[way]
        body, more = cut(way, base, [new, old, other, third])
        site.put(f"/{way}", body, etag='"dua"', type="application/rss+xml", **more)
        site.replies[third.path].status = site.replies[other.path].status = 404
    second = portal.pull()
    portal.build()
    after = portal.stories()
    portal.later(hours=1)
    site.forget()
    for way in WAYS:
        publish(site, f"/{way}", [items[way][3], *items[way][:3]], etag='"tiga"')
    third_pull = portal.pull()
    asked = {way: site.asked(f"/{way}")[0].headers.get("if-none-match", "") for way in WAYS}
    pulls = (first, second, third_pull)
    return {way: Reading(portal, site, pulls, (before, after), {"etag": asked[way]}) for way in WAYS}


@pytest.fixture(scope="module")
def readings(prepared: dict[str, Reading]) -> dict[str, Reading]:
    return prepared


@pytest.mark.parametrize("way", WAYS)
def test_it_is_failed(readings: dict[str, Reading], way: str) -> None:
    """The contract: "A feed that was not read to its end (reset, short, corrupt) is `failed`", with a reason; nothing
    is removed."""
    row = readings[way].pulls[1].of(way)
    assert row["outcome"] == "failed"
    assert row["error"]
    assert row["removed"] == 0


@pytest.mark.parametrize("way", WAYS[:4])
def test_entries_that_arrived_whole_are_stored(readings: dict[str, Reading], way: str) -> None:
    """The contract: "entries that arrived whole are stored": the new one at the top is counted and published."""
    reading = readings[way]
    new = numbers(way)[3]
    assert reading.pulls[1].of(way)["new"] == 1
    assert reading.text(1, new) == item(new).body.replace("</p><p>", "\n").removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize("way", WAYS)
def test_no_stored_story_gets_shorter_or_withdrawn(readings: dict[str, Reading], way: str) -> None:
    """The contract: "no stored story gets shorter or withdrawn", though an entry came in half, one not at all, and
    both pages are gone; nor is any of it a correction."""
    reading = readings[way]
    for number in numbers(way)[:3]:
        assert reading.text(1, number) == reading.text(0, number)
    changed = [story for story in reading.stories[1] if story["agency"] == way and story["status"] != "published"]
    assert changed == []


@pytest.mark.parametrize("way", WAYS)
def test_its_validators_are_not_kept(readings: dict[str, Reading], way: str) -> None:
    """The contract: "validators are not": the next request does not carry the cut feed's ETag, and reads the whole
    feed."""
    reading = readings[way]
    assert "dua" not in reading.conditions["etag"]
    row = reading.pulls[2].of(way)
    assert (row["outcome"], row["entries"]) == ("changed" if way == "kosong" else row["outcome"], 4)
    assert row["outcome"] in {"changed", "unchanged"}

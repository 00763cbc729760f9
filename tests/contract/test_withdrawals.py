"""Gone at the source: when a story is withdrawn, when it is not, what is then printed, and how it comes back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from tests.contract.network import Found, Portal, Pulled, answer, files, publish
from tests.contract.server import Site
from tests.contract.writing import Item, item, mark, rss

SPAM = """<p>Situs slot gacor hari ini terpercaya dengan maxwin dan RTP live tertinggi. Daftar slot online deposit
pulsa tanpa potongan, bonus new member, link alternatif slot88 dan togel online resmi.</p>"""

HOURS = (0, 1, 2, 27, 28)
"""When the pulls are. A day lies between the third and the fourth, so that every source is read in full there."""


@dataclass
class Course:
    """The pulls at `HOURS`, and the data lines after each."""

    portal: Portal
    site: Site
    pulls: list[Pulled] = field(default_factory=list)
    stories: list[list[dict[str, Any]]] = field(default_factory=list)
    pages: list[dict[str, bytes]] = field(default_factory=list)

    def removed(self, slug: str) -> list[int]:
        return [pulled.of(slug)["removed"] for pulled in self.pulls]

    def line(self, slug: str, stage: int, index: int = 2) -> dict[str, Any]:
        """The data line of an agency's article, found by its address at the source."""
        path = articles(slug)[index].path
        found = [
            story
            for story in self.stories[stage]
            if any((source["url"] or "").endswith(path) for source in story["sources"])
        ]
        assert len(found) == 1, f"{len(found)} lines for {path}"
        return found[0]

    def status(self, slug: str, index: int = 2) -> list[str]:
        return [self.line(slug, stage, index)["status"] for stage in range(len(HOURS))]


AGENCIES = (
    "hapus404", "hapus410", "masih", "galat", "tergulir", "kosong", "tanda", "gagal", "putus", "kembali", "pulih",
    "dibajak",
)  # fmt: skip


def articles(slug: str) -> list[Item]:
    """Six articles of an agency, newest first; the third is the one that may go."""
    start = 10 * AGENCIES.index(slug)
    return [item(n, f"/{slug}/{n}/") for n in range(start, start + 6)]


def script(site: Site, stage: int) -> None:
    """What the sites say at each stage; what an agency does not change stays as it was."""
    base = site.url("").rstrip("/")
    for slug in AGENCIES:
        items = articles(slug)
        without = [*items[:2], *items[3:]]
        gone = items[2].path
        if stage == 0:
            publish(site, f"/{slug}", items, etag='"satu"' if slug == "tanda" else "")
            continue
        if stage == 1:
            publish(site, f"/{slug}", without, etag='"dua"' if slug == "tanda" else "")
            site.put(gone, "Galat" if slug == "galat" else "Hilang", {"hapus410": 410, "galat": 500}.get(slug, 404))
        if slug == "masih":
            site.put(gone, items[2].body, 200)
        elif slug == "tergulir":
            publish(site, "/tergulir", items[:5])
            site.put(items[5].path, "Hilang", 404)
            site.put(gone, items[2].body)
        elif slug == "kosong":
            publish(site, "/kosong", [])
        elif slug == "gagal" and stage > 1:
            site.put("/gagal", "Galat", 500)
        elif slug == "putus":
            whole = rss(base, without)
            site.put("/putus", whole, cut=len(whole) - 40, type="application/rss+xml")
        elif slug == "kembali":
            publish(site, "/kembali", items if stage in (2, 4) else without)
            site.put(gone, "Hilang", 404)
        elif slug == "pulih" and stage > 2:
            publish(site, "/pulih", items)
        elif slug == "dibajak" and stage > 2:
            publish(site, "/dibajak", [*items[:2], replace(items[2], body=SPAM), *items[3:]])


def prepare(found: Found, module_site: Site) -> Course:
    """Every agency loses its third article at the second pull, each in its own way."""
    portal = found("cabut")
    course = Course(portal, module_site)
    for slug in AGENCIES:
        portal.agency(slug, module_site.url(f"/{slug}"))
    twins = [item(900, "/kembar-a/900/"), item(900, "/kembar-b/900/")]
    rest = {"a": [item(910 + n, f"/kembar-a/{n}/") for n in range(3)], "b": [item(920, "/kembar-b/1/")]}
    start = portal.now
    for stage, hour in enumerate(HOURS):
        script(module_site, stage)
        for side, twin in zip("ab", twins, strict=True):
            listed = [*rest[side][:1], *([twin] if side == "b" or stage == 0 else []), *rest[side][1:]]
            portal.agency(f"kembar-{side}", publish(module_site, f"/kembar-{side}", listed))
        if stage:
            module_site.put("/kembar-a/900/", "Hilang", 404)
        portal.now = start
        portal.later(hours=hour)
        course.pulls.append(portal.pull())
        portal.build()
        course.stories.append(portal.stories())
        course.pages.append(files(portal.output))
    return course


@pytest.fixture(scope="module")
def course(prepared: Course) -> Course:
    return prepared


@pytest.mark.parametrize("slug", ["hapus404", "hapus410"])
def test_missing_twice_and_its_page_gone_is_withdrawn_once(course: Course, slug: str) -> None:
    """The contract: "missing from two complete readings in a row that still list something older, and its page
    answers 404 or 410. Then `removed: 1` once, status `withdrawn`"."""
    assert course.removed(slug) == [0, 0, 1, 0, 0]
    assert course.status(slug) == ["published", "published", "withdrawn", "withdrawn", "withdrawn"]


@pytest.mark.parametrize("slug", ["masih", "galat", "tergulir", "kosong", "gagal", "putus", "kembali"])
def test_what_is_not_gone_stays(course: Course, slug: str) -> None:
    """The story stays: its page still answers, or answers 500; it rolled off the window (nothing older is listed);
    the feed is empty, or fails, or is cut, after one reading without it; it came back in between."""
    index = 5 if slug == "tergulir" else 2
    assert course.removed(slug) == [0] * len(HOURS)
    assert course.status(slug, index) == ["published"] * len(HOURS)
    assert course.line(slug, 4, index)["text"] == course.line(slug, 0, index)["text"]


def test_a_304_is_no_reading(course: Course) -> None:
    """The contract: "a 304 is no reading": missing once, then 304, then missing from a full reading: only then
    removed."""
    assert [pulled.of("tanda")["status"] for pulled in course.pulls[:3]] == [200, 200, 304]
    assert course.removed("tanda") == [0, 0, 0, 1, 0]
    assert course.status("tanda")[2:4] == ["published", "withdrawn"]


def test_a_story_back_at_its_source_is_restored(course: Course) -> None:
    """Listed again, the story is published again at its old address, with `withdrawn` and `restored` in its history.

    The contract names the history's word; that the page prints the text again is the natural reading.
    """
    assert course.status("pulih")[:3] == ["published", "published", "withdrawn"]
    back = course.line("pulih", 3)
    assert back["status"] != "withdrawn"
    assert back["url"] == course.line("pulih", 0)["url"]
    assert back["text"] == course.line("pulih", 0)["text"]
    assert [entry["what"] for entry in back["history"]] == ["withdrawn", "restored"]
    assert articles("pulih")[2].words in course.portal.page(back["url"])


def test_a_withdrawn_story_that_comes_back_as_spam_stays_withdrawn(course: Course) -> None:
    """What its source says now is not what we have: neither text is printed."""
    assert course.pulls[3].of("dibajak")["quarantined"] == 1
    assert course.status("dibajak")[1:] == ["published", "withdrawn", "withdrawn", "withdrawn"]
    assert course.portal.holding(articles("dibajak")[2].words) == []
    assert course.portal.holding("slot gacor") == []


def test_a_story_that_another_agency_still_lists_stays(course: Course) -> None:
    """One of two sources takes its copy down. The contract speaks of one source only; the natural reading is that
    the story stays as long as another source still lists it."""
    lines = [story for story in course.stories[4] if mark(900) in story["text"]]
    assert [line["status"] for line in lines] == ["published"]


def test_a_withdrawn_data_line_stays_without_text(course: Course) -> None:
    """The contract: "Its data line stays, without text": same id, same address, `text` and `html` empty, the moment
    in `history`."""
    before, after = course.line("hapus404", 0), course.line("hapus404", 2)
    assert (after["id"], after["url"], after["published"]) == (before["id"], before["url"], before["published"])
    assert not after["text"]
    assert not after["html"]
    assert [(entry["what"], entry["at"]) for entry in after["history"]] == [("withdrawn", "2026-11-21T08:30:00Z")]


def test_a_withdrawn_page_keeps_its_address_and_says_who_when_why(course: Course) -> None:
    """The contract: "A withdrawn story's page keeps its address and says who withdrew it, when and why"."""
    page = course.portal.page(course.line("hapus404", 4)["url"])
    assert "dicabut" in page.lower()
    assert "Dinas Hapus404" in page
    assert "21 November 2026" in page
    assert "15.30 WIB" in page


@pytest.mark.parametrize("slug", ["hapus404", "hapus410", "tanda"])
def test_the_withdrawn_text_is_nowhere(course: Course, slug: str) -> None:
    """The contract: "its text is taken down": no file of the site holds its sentences."""
    for sentence in articles(slug)[2].body.removeprefix("<p>").removesuffix("</p>").split(". ")[:2]:
        assert course.portal.holding(sentence.partition("<")[0]) == []


def test_a_withdrawn_story_leaves_lists_feeds_search_and_sitemap(course: Course) -> None:
    """The contract: "it leaves lists, feeds, search, sitemap": only its own page and its data line still name its
    address.

    A public log of withdrawals would be allowed to; /status.json and /data/ are for machines."""
    address = course.line("hapus404", 4)["url"].removeprefix("https://kabar.contohkab.go.id")
    holders = {path for path, body in course.pages[4].items() if address.encode() in body}
    own = answer(course.portal.output, address).relative_to(course.portal.output).as_posix()
    assert own in holders
    assert {path for path in holders if not path.startswith("data/")} == {own}
    published = {path for path, body in course.pages[1].items() if address.encode() in body}
    assert {"index.html", "atom.xml", "rss.xml", "feed.json", "instansi/hapus404/index.html"} <= published

"""/data/: what is told about every story, what is a correction and what is none, and which copies are one story."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.contract.editing import Edit, edited, edits_of
from tests.contract.network import SITEURL, Found, Portal, Pulled, answer, publish
from tests.contract.server import Site
from tests.contract.writing import START, item, mark

LINE = {
    "id", "url", "title", "summary", "html", "text", "published", "updated", "agency", "also", "sources", "topics",
    "places", "pictures", "status", "history",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HOUR = timedelta(hours=1)


@dataclass
class Told:
    """A network before and after its sources changed what they said."""

    portal: Portal
    edits: dict[str, Edit]
    pulls: list[Pulled]
    stages: list[list[dict[str, Any]]]

    def line(self, needle: str, stage: int = 1) -> dict[str, Any]:
        found = [line for line in self.stages[stage] if needle in line["text"] or needle in line["title"]]
        assert len(found) == 1, f"{len(found)} lines hold {needle!r}"
        return found[0]


def prepare(found: Found, site: Site) -> Told:
    """Two pulls, an hour apart."""
    portal = found("data")
    edits = edits_of(site)
    news = [item(n, f"/sunting/{n}/") for n in range(120, 126)]
    portal.agency("sunting", publish(site, "/sunting", [*(edit.before for edit in edits.values()), *news]))
    twin = item(200)
    for slug, hours in (("kembar-a", 2), ("kembar-b", 5), ("kembar-c", 2)):
        copy = replace(twin, path=f"/{slug}/200/", date=START - hours * HOUR, guid=f"{slug}-200")
        portal.agency(slug, publish(site, f"/{slug}", [copy]))
    for slug in ("sama-z", "sama-a"):
        same = replace(item(201), path=f"/{slug}/201/", date=START - HOUR)
        portal.agency(slug, publish(site, f"/{slug}", [same, item(210 + len(slug + slug[-1]) + ord(slug[-1]))]))
    named = item(202)
    named = replace(named, body=named.body + "<p>Sumber: Dinas Perhubungan</p>")
    for slug, name, hours in (("dishub", "Dinas Perhubungan", 1), ("camat", "Kecamatan Sumberjati", 3)):
        copy = replace(named, path=f"/{slug}/202/", date=START - hours * HOUR)
        portal.agency(slug, publish(site, f"/{slug}", [copy]), name=name)
    portal.agency(
        "satu", publish(site, "/satu", [item(220, "/satu/220/", guid="1"), item(221, "/satu/221/", guid="2")])
    )
    portal.agency("dua", publish(site, "/dua", [item(222, "/dua/222/", guid="1")]))
    dates = [
        item(230, date=None), item(231, date=START + timedelta(days=40)),
        item(232, date="Jumat, 20 November 2026 09.15 WIB"),
        item(233, date="Wed, 30 Nov -0001 00:00:00 +0000"), item(234, date="2026-11-20 10:00:00"),
        item(235, date="Fri, 20 Nov 2026 10:00:00 WIB"),
    ]  # fmt: skip
    portal.agency("tanggal", publish(site, "/tanggal", dates))
    first = portal.pull()
    portal.build()
    stages = [portal.stories()]
    portal.later(hours=1)
    publish(site, "/sunting", [*(edit.after for edit in edits.values()), *news])
    publish(site, "/tanggal", [*dates[:1], item(236), *dates[1:]])
    early = replace(twin, path="/kembar-d/200/", date=START - 9 * HOUR)
    portal.agency("kembar-d", publish(site, "/kembar-d", [early]))
    second = portal.pull()
    portal.build()
    return Told(portal, edits, [first, second], [*stages, portal.stories()])


@pytest.fixture(scope="module")
def told(prepared: Told) -> Told:
    return prepared


def test_a_line_has_exactly_the_named_keys(told: Told) -> None:
    """Contract, The site: the keys of a line, of its `sources` and of its `history`, in the contract's types."""
    for line in told.stages[1]:
        assert set(line) == LINE
        assert line["status"] in {"published", "corrected", "withdrawn"}
        assert all(isinstance(line[name], str) for name in ("id", "url", "title", "summary", "html", "text", "agency"))
        for name in ("also", "sources", "topics", "places", "pictures", "history"):
            assert isinstance(line[name], list)
        assert line["sources"]
        assert all(set(source) == {"agency", "url", "guid", "published"} for source in line["sources"])
        assert all(set(entry) == {"at", "what", "note"} for entry in line["history"])


def test_moments_are_rfc_3339_in_utc(told: Told) -> None:
    """The contract: "`published`, `updated`, `at`: RFC 3339 in UTC (`2026-11-21T06:30:00Z`)"."""
    for line in told.stages[1]:
        moments = [line["published"], line["updated"], *(entry["at"] for entry in line["history"])]
        moments += [source["published"] for source in line["sources"] if source["published"]]
        assert all(MOMENT.fullmatch(moment) for moment in moments)
        assert line["published"] <= line["updated"]


def test_every_story_has_its_own_id_and_its_page(told: Told) -> None:
    """Ids and addresses are unique; the address is `/berita/<yyyy>/<mm>/<slug>/`, and a page stands there."""
    lines = told.stages[1]
    assert len({line["id"] for line in lines}) == len({line["url"] for line in lines}) == len(lines)
    for line in lines:
        assert re.fullmatch(re.escape(SITEURL) + r"/berita/\d{4}/\d\d/[a-z0-9-]+/", line["url"])
        assert answer(told.portal.output, line["url"]).is_file()


def test_a_shard_holds_the_stories_of_its_month(told: Told) -> None:
    """`/data/stories/<yyyy>-<mm>.jsonl`: one story a line, those whose address names the month."""
    for file in (told.portal.output / "data/stories").glob("*"):
        year, month = file.name.removesuffix(".jsonl").split("-")
        text = file.read_text(encoding="utf-8")
        assert text.endswith("\n")
        assert all(f"/berita/{year}/{month}/" in json.loads(line)["url"] for line in text.splitlines())


def test_the_index_leads_to_every_shard(told: Told) -> None:
    """`/data/index.json` is JSON and names every shard. The contract does not give its shape."""
    index = json.dumps(json.loads((told.portal.output / "data/index.json").read_text(encoding="utf-8")))
    for file in (told.portal.output / "data/stories").iterdir():
        assert file.name in index


def test_guid_is_the_feeds_original(told: Told) -> None:
    """The contract: "`guid` is the feed's original"; the same guid in two feeds is two stories."""
    assert [source["guid"] for source in told.line(mark(220))["sources"]] == ["1"]
    assert [source["guid"] for source in told.line(mark(222))["sources"]] == ["1"]
    assert told.line(mark(220))["id"] != told.line(mark(222))["id"]


@pytest.mark.parametrize("kind", ["words", "number", "date in the text", "name", "title", "date", "picture"])
def test_a_correction_is_told(told: Told, kind: str) -> None:
    """The contract: "A change of words, numbers, dates, names, title or picture after publication is a correction:
    status `corrected`, an entry in `history`" with the moment it was seen and what kind of thing changed."""
    edit = told.edits[kind]
    line = told.line(mark(edit.number))
    assert told.line(mark(edit.number), 0)["status"] == "published"
    assert line["status"] == "corrected"
    assert [(entry["what"], entry["at"]) for entry in line["history"]] == [(edit.what, "2026-11-21T07:30:00Z")]
    assert line["updated"] == "2026-11-21T07:30:00Z"


@pytest.mark.parametrize("kind", ["markup", "spacing", "tracking", "own tracking", "paragraph tags"])
def test_mere_markup_spacing_or_tracking_is_no_correction(told: Told, kind: str) -> None:
    """The contract: "Mere markup, spacing or link tracking is none": still `published`, without history, its moment
    as it was."""
    line, before = told.line(mark(told.edits[kind].number)), told.line(mark(told.edits[kind].number), 0)
    assert (line["status"], line["history"]) == ("published", [])
    assert (line["updated"], line["url"], line["id"]) == (before["updated"], before["url"], before["id"])


def test_corrections_are_what_the_report_counts_as_updated(told: Told) -> None:
    """Whoever corrects is `changed`; entries whose words are the same are not `updated` (read strictly: at least the
    seven corrections, and nothing new)."""
    row = told.pulls[1].of("sunting")
    assert (row["outcome"], row["new"]) == ("changed", 0)
    assert row["updated"] >= 7


def test_what_was_taken_out_is_never_printed_again(told: Told) -> None:
    """The contract: "what was taken out is never printed again": not on the page, nor in a feed, nor in the data."""
    line = told.line(mark(100))
    assert "tim penjaga" in line["text"]
    assert told.portal.holding("pasukan bersepeda") == []
    assert told.portal.holding(edited(104).title) == []
    page = told.portal.page(told.line(mark(101))["url"])
    assert "421 keluarga" in page
    assert "412 keluarga" not in page
    assert any(word in page for word in ("Ralat", "Koreksi", "Riwayat perubahan"))


@pytest.mark.parametrize("kind", ["title", "date", "words"])
def test_an_address_never_changes(told: Told, kind: str) -> None:
    """The contract: "its address never changes once published", whatever becomes of title and date."""
    before, after = told.line(mark(told.edits[kind].number), 0), told.line(mark(told.edits[kind].number))
    assert (before["id"], before["url"]) == (after["id"], after["url"])


def test_the_earliest_of_several_agencies_leads(told: Told) -> None:
    """One text from three agencies is one story: the earliest leads, `also` is the others, sorted, `sources` all."""
    line = told.line(mark(200), 0)
    assert (line["agency"], line["also"]) == ("kembar-b", ["kembar-a", "kembar-c"])
    assert {source["agency"]: source["guid"] for source in line["sources"]} == {
        slug: f"{slug}-200" for slug in ("kembar-a", "kembar-b", "kembar-c")
    }
    assert {source["published"] for source in line["sources"]} == {"2026-11-21T04:30:00Z", "2026-11-21T01:30:00Z"}
    assert sum(told.pulls[0].of(slug)["duplicate"] for slug in ("kembar-a", "kembar-b", "kembar-c")) == 2


def test_among_equals_the_first_slug_leads(told: Told) -> None:
    """The contract: "else the first slug"."""
    line = told.line(mark(201), 0)
    assert (line["agency"], line["also"]) == ("sama-a", ["sama-z"])


def test_who_is_named_as_source_leads(told: Told) -> None:
    """The contract: "`agency` is the one that leads (named as source, else the earliest…)": "Sumber: Dinas
    Perhubungan" makes it lead, though the other published earlier."""
    line = told.line(mark(202), 0)
    assert (line["agency"], line["also"]) == ("dishub", ["camat"])


def test_a_copy_that_comes_later_joins_and_the_address_stays(told: Told) -> None:
    """A fourth agency lists the text with a still earlier date: it leads, and the address is the same."""
    before, after = told.line(mark(200), 0), told.line(mark(200))
    assert (after["id"], after["url"]) == (before["id"], before["url"])
    assert (after["agency"], after["also"]) == ("kembar-d", ["kembar-a", "kembar-b", "kembar-c"])


def test_a_story_without_a_date_keeps_the_moment_of_first_sight(told: Told) -> None:
    """An undated item, or one with a date that is none, is published at the moment of first sight (the natural
    reading), and a later pull does not move it."""
    for number in (230, 233):
        for stage in (0, 1):
            line = told.line(mark(number), stage)
            assert (line["published"], line["status"]) == ("2026-11-21T06:30:00Z", "published")


def test_a_date_in_the_future_becomes_the_moment_of_first_sight(told: Told) -> None:
    """The contract: "a date in the future becomes the moment of first sight", and stays it."""
    assert {told.line(mark(231), stage)["published"] for stage in (0, 1)} == {"2026-11-21T06:30:00Z"}


@pytest.mark.parametrize(("number", "moment"), [(232, "02:15"), (234, "03:00"), (235, "03:00")])
def test_indonesian_clocks_are_read(told: Told, number: int, moment: str) -> None:
    """A written Indonesian date, a bare MySQL moment and `WIB` are the network's time: 09.15 WIB is 02:15 UTC."""
    assert told.line(mark(number))["published"] == f"2026-11-20T{moment}:00Z"


def test_months_are_the_networks_own_time(portal: Portal, site: Site) -> None:
    """The contract: "The month in an address and in a shard's name is the network's own time": 31 October 23.00 UTC
    is 1 November in Jayapura, and 30 November 15.30 UTC is December there."""
    portal.set(timezone="Asia/Jayapura")
    portal.now = datetime(2026, 12, 2, tzinfo=UTC)
    dates = {1: datetime(2026, 10, 31, 23, tzinfo=UTC), 2: datetime(2026, 11, 30, 15, 30, tzinfo=UTC)}
    dates[3] = datetime(2026, 11, 30, 14, 30, tzinfo=UTC)
    portal.agency("papua", publish(site, "/papua", [item(n, date=date) for n, date in dates.items()]))
    portal.pull()
    portal.build()
    months = {n: portal.story(mark(n))["url"].split("/berita/")[1][:7] for n in dates}
    assert months == {1: "2026/11", 2: "2026/12", 3: "2026/11"}
    assert sorted(file.name for file in (portal.output / "data/stories").iterdir()) == [
        "2026-11.jsonl",
        "2026-12.jsonl",
    ]
    assert portal.story(mark(1))["published"] == "2026-10-31T23:00:00Z"
    for address in ("/arsip/2026/11/", "/arsip/2026/12/", "/instansi/papua/2026/11/", "/instansi/papua/2026/12/"):
        assert answer(portal.output, address).is_file()
    assert "08.00 WIT" in portal.page(portal.story(mark(1))["url"])
    assert not (portal.output / "arsip/2026/10").exists()

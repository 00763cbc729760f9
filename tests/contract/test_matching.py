"""One story told once: which articles stand on one page, what becomes of addresses, and what editors are asked.

Agencies pass on each other's releases under titles of their own, with a lead of their own, cut in half. Everything here
goes the whole way: a site on loopback, `pull`, `build`, and what then stands in the output.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.contract.network import SITEURL, Done, Found, Portal, Pulled, answer, publish
from tests.contract.server import Site
from tests.contract.writing import START, Item, item, mark
from tests.releases import LEAD, RELEASE, Release, corrected, elsewhere, prices, refigured

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def told(slug: str, title: str, text: str, date: datetime = START - 6 * HOUR, name: str = "rilis") -> Item:
    """An agency's article of plain paragraphs."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n"))
    return Item(f"/{slug}/{name}/", title, body, date)


def path(line: Mapping[str, Any]) -> str:
    return str(line["url"]).removeprefix(SITEURL)


def carrying(lines: list[dict[str, Any]], address: str) -> dict[str, Any]:
    """The one line that names this article as a source."""
    found = [line for line in lines if address in [source["url"] for source in line["sources"]]]
    standing = [line for line in found if line["status"] != "withdrawn"]
    assert len(standing) == 1, f"{len(standing)} stories carry {address}"
    return standing[0]


def leads_to(page: str, address: str) -> str:
    """Where a page at this address sends its reader, and nobody else; "" where it keeps him."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    return urljoin(SITEURL + address, found[1]).removeprefix(SITEURL) if found else ""


def related(portal: Portal, address: str) -> list[str]:
    """The stories that the page at this address names as telling of the same event, by their paths."""
    _, _, rest = portal.page(address).partition('<section class="also related">')
    return [
        urljoin(SITEURL + address, href).removeprefix(SITEURL)
        for href in re.findall(r'<li><a href="([^"]+)"', rest.partition("</section>")[0])
    ]


# --- one release at several agencies -------------------------------------------------------------------------------

TITLES = {
    "dinkes": "Pekan Imunisasi Polio Dibuka di Sumberjati",
    "camat": "Warga Sumberjati Antar Balita ke Balai Desa",
    "kominfo": "Ratusan Balita Terima Tetes Vaksin pada Hari Pertama",
    "rsud": "Rumah Sakit Dukung Vaksinasi Polio",
}
HOURS = {"dinkes": 6, "camat": 4, "kominfo": 2, "rsud": 9}


@dataclass
class Chronicle:
    """A network over four hours: what its data said, and what the pages were, after each."""

    portal: Portal
    site: Site
    pulls: list[Pulled] = field(default_factory=list)
    lines: list[list[dict[str, Any]]] = field(default_factory=list)
    pages: list[dict[str, str]] = field(default_factory=list)
    holders: list[dict[str, list[str]]] = field(default_factory=list)
    told: dict[str, Done] = field(default_factory=dict)

    def hour(self) -> None:
        """Pull, build, and write down what stands."""
        self.pulls.append(self.portal.pull())
        self.portal.build()
        lines = self.portal.stories()
        self.lines.append(lines)
        self.pages.append({path(line): self.portal.page(path(line)) for line in lines})
        self.holders.append({path(line): self.portal.holding(path(line)) for line in lines})
        self.portal.later(hours=1)

    def of(self, stage: int, address: str) -> dict[str, Any]:
        return carrying(self.lines[stage], self.site.url(address))


FIRST, JOINED, MERGED, PARTED = range(4)
PAIRS = {"decided": ("/satu/1/", "/dua/2/"), "edited": ("/empat/4/", "/tiga/3/")}
"""Two stories that become one: the address of the earlier one's article, and of the later one's."""


def prepare(found: Found, site: Site) -> Chronicle:
    """Hour by hour: a release at three agencies; a fourth has it and two further stories come; two pairs of stories
    become one, by an editor's word and by an edit; the editors part them again."""
    portal = found("satu-berita")
    chronicle = Chronicle(portal, site)
    texts = {
        "dinkes": RELEASE.text(),
        "camat": f"{LEAD}\n{RELEASE.text()}",
        "kominfo": "\n".join(RELEASE.paragraphs()[:4]),
        "rsud": "\n".join([*RELEASE.paragraphs()[:2], *reversed(RELEASE.paragraphs()[2:])]),
    }
    copies = {slug: told(slug, TITLES[slug], text, START - HOURS[slug] * HOUR) for slug, text in texts.items()}
    for slug in ("dinkes", "camat", "kominfo"):
        portal.agency(slug, publish(site, f"/{slug}", [copies[slug]]))
    portal.agency("satu", publish(site, "/satu", [item(1, "/satu/1/")]))
    portal.agency("empat", publish(site, "/empat", [item(4, "/empat/4/")]))
    chronicle.hour()
    portal.agency("rsud", publish(site, "/rsud", [copies["rsud"]]))
    portal.agency("dua", publish(site, "/dua", [item(2, "/dua/2/")]))
    portal.agency("tiga", publish(site, "/tiga", [item(3, "/tiga/3/", guid="tiga-3")]))
    chronicle.hour()
    merge = {"do": "merge", "target": path(chronicle.of(JOINED, "/dua/2/")), "at": portal.now}
    merge |= {"with": path(chronicle.of(JOINED, "/satu/1/"))}
    portal.decide(merge)
    publish(site, "/tiga", [replace(item(4), path="/tiga/3/", guid="tiga-3", date=item(3).date)])
    chronicle.hour()
    chronicle.told = {
        why: portal.run("explain", path(chronicle.of(JOINED, later))) for why, (_, later) in PAIRS.items()
    }
    portal.decide(
        merge,
        {"do": "split", "target": site.url("/dua/2/"), "at": portal.now},
        {"do": "split", "target": site.url("/tiga/3/"), "with": site.url("/empat/4/"), "at": portal.now},
        {"do": "split", "target": site.url("/camat/rilis/"), "at": portal.now},
    )
    chronicle.hour()
    return chronicle


@pytest.fixture(scope="module")
def chronicle(prepared: Chronicle) -> Chronicle:
    return prepared


def test_a_release_of_three_agencies_is_one_page(chronicle: Chronicle) -> None:
    """The whole, one with a local lead, one cut in half, under three titles: one story, led by the origin, and the
    report counts the other two as copies."""
    line = chronicle.of(FIRST, "/dinkes/rilis/")
    assert (line["agency"], line["also"], line["title"]) == ("dinkes", ["camat", "kominfo"], TITLES["dinkes"])
    assert len(chronicle.lines[FIRST]) == 3
    rows = {slug: chronicle.pulls[FIRST].of(slug) for slug in ("dinkes", "camat", "kominfo")}
    assert {slug: (row["new"], row["duplicate"]) for slug, row in rows.items()} == {
        "dinkes": (1, 0), "camat": (0, 1), "kominfo": (0, 1),
    }  # fmt: skip


def test_every_copy_is_named_with_its_own_link_and_date(chronicle: Chronicle) -> None:
    """In the data each with its address and moment; on the page the others stand under "Juga dimuat oleh", by name,
    linked to their own article, dated by their own clock (10.30 and 08.30 UTC+7 for 02.30 and 04.30 before START)."""
    line = chronicle.of(FIRST, "/dinkes/rilis/")
    assert {source["agency"]: (source["url"], source["published"]) for source in line["sources"]} == {
        slug: (chronicle.site.url(f"/{slug}/rilis/"), f"{START - HOURS[slug] * HOUR:%Y-%m-%dT%H:%M:%SZ}")
        for slug in ("dinkes", "camat", "kominfo")
    }
    page = chronicle.pages[FIRST][path(line)]
    _, _, also = page.partition("Juga dimuat oleh 2 instansi")
    also = also.partition("</section>")[0]
    rows = re.findall(r"<li>(.*?)</li>", also, re.DOTALL)
    assert len(rows) == 2
    for row, slug, hour in zip(rows, ("camat", "kominfo"), ("09.30", "11.30"), strict=True):
        assert f'href="{chronicle.site.url(f"/{slug}/rilis/")}"' in row
        assert f"Dinas {slug.title()}" in row
        assert hour in row
    assert chronicle.site.url("/dinkes/rilis/") in page
    assert LEAD.split(". ")[0] not in page  # the origin's words are printed, not a copy's
    assert TITLES["camat"] not in page


def test_who_joins_later_changes_no_address(chronicle: Chronicle) -> None:
    """A fourth agency, whose feed says an earlier hour and whose paragraphs stand in another order, joins an hour
    later: same address, same id, one line; it is counted as a copy, and no public history says anything."""
    before, after = chronicle.of(FIRST, "/dinkes/rilis/"), chronicle.of(JOINED, "/rsud/rilis/")
    assert (after["id"], after["url"]) == (before["id"], before["url"])
    assert sorted([after["agency"], *after["also"]]) == ["camat", "dinkes", "kominfo", "rsud"]
    assert (after["agency"], after["title"]) == ("rsud", TITLES["rsud"])  # the earliest leads, whenever it was found
    assert (after["status"], after["history"]) == ("published", [])
    assert chronicle.pulls[JOINED].of("rsud")["duplicate"] == 1


@pytest.mark.parametrize("why", PAIRS)
def test_of_two_published_stories_the_later_address_leads_to_the_earlier(chronicle: Chronicle, why: str) -> None:
    """By an editor's `merge`, and because one source makes its text the other's: one story at the earlier address; the
    later one's page sends its readers there, is not to be indexed, and names the other as what is meant."""
    earlier, later = (chronicle.of(JOINED, address) for address in PAIRS[why])
    assert leads_to(chronicle.pages[JOINED][path(later)], path(later)) == ""
    kept = chronicle.of(MERGED, PAIRS[why][1])
    assert (kept["id"], kept["url"]) == (earlier["id"], earlier["url"])
    assert kept["id"] == chronicle.of(MERGED, PAIRS[why][0])["id"]
    assert {source["url"] for source in kept["sources"]} == {chronicle.site.url(address) for address in PAIRS[why]}
    page = chronicle.pages[MERGED][path(later)]
    assert leads_to(page, path(later)) == path(earlier)
    assert f'<link rel="canonical" href="{earlier["url"]}">' in page
    assert "noindex" in page
    assert "merged" in [entry["what"] for entry in kept["history"]]


@pytest.mark.parametrize("why", PAIRS)
def test_what_became_a_part_of_another_is_in_no_list(chronicle: Chronicle, why: str) -> None:
    """No list, feed, sitemap or other page names the later address any more, save the data line that says what became
    of it; before that, many did."""
    later = path(chronicle.of(JOINED, PAIRS[why][1]))
    own = f"{later.strip('/')}/index.html"
    before = set(chronicle.holders[JOINED][later])
    assert {"index.html", "sitemap/2026-11.xml", "sitemap-news.xml", "feed.json", "rss.xml", "atom.xml"} <= before
    assert set(chronicle.holders[MERGED][later]) - {own} <= {"data/stories/2026-11.jsonl"}
    (line,) = [line for line in chronicle.lines[MERGED] if path(line) == later]
    earlier = path(chronicle.of(JOINED, PAIRS[why][0]))
    assert (line["status"], line["text"]) == ("withdrawn", "")
    assert [entry["note"] for entry in line["history"] if entry["what"] == "merged"] == [earlier]


@pytest.mark.parametrize("why", PAIRS)
def test_what_became_a_part_of_another_is_explained_by_its_old_address(chronicle: Chronicle, why: str) -> None:
    """`explain`, asked by the address that leads on, tells of both articles of the story that it leads to."""
    done = chronicle.told[why]
    assert done.code == 0
    assert all(f"\n  {chronicle.site.url(address)}\n" in done.out for address in PAIRS[why])


@pytest.mark.parametrize("why", PAIRS)
def test_split_parts_them_again_and_the_address_answers(chronicle: Chronicle, why: str) -> None:
    """Two stories at the two addresses that they had, each with its own source alone, and the later one's page is a
    story again, in the lists as before. Both say that they were parted, and the later one's page leads to the other."""
    for address in PAIRS[why]:
        before, after = chronicle.of(JOINED, address), chronicle.of(PARTED, address)
        assert (after["id"], after["url"]) == (before["id"], before["url"])
        assert [source["url"] for source in after["sources"]] == [chronicle.site.url(address)]
        page = chronicle.pages[PARTED][path(after)]
        assert leads_to(page, path(after)) == ""
        assert after["text"].split(". ")[0] in page
        assert "index.html" in chronicle.holders[PARTED][path(after)]
    stayed, went = (chronicle.of(PARTED, address) for address in PAIRS[why])
    assert [entry["note"] for entry in stayed["history"] if entry["what"] == "split"] == [""]
    assert [entry["note"] for entry in went["history"] if entry["what"] == "split"] == [path(stayed)]
    assert f'Dipisah dari <a href="{path(stayed)}">berita lain</a>' in chronicle.pages[PARTED][path(went)]


def test_split_takes_one_copy_out_of_many(chronicle: Chronicle) -> None:
    """The sub-district's copy stands alone at an address of its own; the others stay one story at theirs, and each of
    the two says what happened."""
    alone, rest = chronicle.of(PARTED, "/camat/rilis/"), chronicle.of(PARTED, "/dinkes/rilis/")
    assert (alone["agency"], alone["also"], alone["title"]) == ("camat", [], TITLES["camat"])
    assert sorted([rest["agency"], *rest["also"]]) == ["dinkes", "kominfo", "rsud"]
    assert rest["url"] == chronicle.of(FIRST, "/dinkes/rilis/")["url"] != alone["url"]
    assert [(entry["what"], entry["note"]) for entry in rest["history"]] == [("split", "")]
    assert [(entry["what"], entry["note"]) for entry in alone["history"]] == [("split", path(rest))]
    assert f'Dipisah dari <a href="{path(rest)}">berita lain</a>' in chronicle.pages[PARTED][path(alone)]


def test_decisions_that_do_something_are_no_faults(chronicle: Chronicle) -> None:
    """Nothing that was decided here is complained of, though what it names was merged and parted."""
    assert [pulled.report["faults"] for pulled in chronicle.pulls] == [[], [], [], []]


# --- what looks alike and is not -----------------------------------------------------------------------------------

OTHERS = {
    "another village, day and figures": elsewhere(),
    "another village": replace(RELEASE, place="Karangasri"),
    "another day": replace(RELEASE, day="Jumat (13/11/2026)"),
    "other figures": replace(elsewhere(), place=RELEASE.place, day=RELEASE.day),
    "another village and day": replace(RELEASE, place="Wanasari", day="Jumat (13/11/2026)"),
}


def test_events_of_one_template_are_not_joined(portal: Portal, site: Site) -> None:
    """The same office's form with another village, another day, other figures, or all of them: as many stories as
    events; and the market's prices of two weeks are two stories, too."""
    events = [RELEASE, *OTHERS.values()]
    for number, event in enumerate(events):
        slug = f"desa-{number}"
        said = told(slug, f"Pekan Imunisasi Polio Dibuka di {event.place}", event.text(), START - number * HOUR)
        portal.agency(slug, publish(site, f"/{slug}", [said]))
    for week in (0, 1):
        title, text = prices(week)
        slug = ("dagang", "pasar")[week]
        said = told(slug, title, text, START + timedelta(days=7 * week - 18))
        portal.agency(slug, publish(site, f"/{slug}", [said]))
    pulled = portal.pull()
    portal.build()
    lines = portal.stories()
    assert [line["also"] for line in lines] == [[]] * (len(events) + 2)
    assert pulled.report["totals"]["duplicate"] == 0


# --- what nobody can say -------------------------------------------------------------------------------------------


@dataclass
class Doubt:
    """A pair of which the house is not sure, and what it said."""

    portal: Portal
    site: Site
    pulled: Pulled
    paths: tuple[str, str]

    def asked(self) -> str:
        """The lines that an editor is to paste, exactly as they were printed."""
        lines = self.pulled.err.splitlines(keepends=True)
        first = next(n for n, line in enumerate(lines) if "[[decision]]" in line)
        end = next(n for n in range(first, len(lines)) if "by = " in lines[n])
        return "".join(lines[first : end + 1])


@pytest.fixture
def doubt(portal: Portal, site: Site) -> Doubt:
    """One release at two agencies, three figures of which are others; and a neighbour who has nothing to do with it."""
    feeds = {"dinkes": RELEASE.text(), "camat": refigured().text()}
    for slug, text in feeds.items():
        said = told(slug, TITLES[slug], text, START - HOURS[slug] * HOUR)
        portal.agency(slug, publish(site, f"/{slug}", [said]))
    portal.agency("lain", publish(site, "/lain", [item(50)]))
    pulled = portal.pull()
    portal.build()
    one, other = (path(carrying(portal.stories(), site.url(f"/{slug}/rilis/"))) for slug in feeds)
    return Doubt(portal, site, pulled, (one, other))


def test_a_doubtful_pair_is_two_stories_that_name_each_other(doubt: Doubt) -> None:
    """Neither is joined to the other; each page names the other under "Liputan terkait", and only that."""
    one, other = doubt.paths
    assert one != other
    assert related(doubt.portal, one) == [other]
    assert related(doubt.portal, other) == [one]
    neighbour = path(doubt.portal.story(mark(50)))
    assert related(doubt.portal, neighbour) == []


def test_a_pull_tells_the_editors_of_it(doubt: Doubt) -> None:
    """On standard error: both titles, both agencies, what speaks against one story, and the decision that joins."""
    said = doubt.pulled.err
    (first,) = [line for line in said.splitlines() if line.startswith("Meragukan: ")]
    assert all(f'"{TITLES[slug]}" ({slug})' in first for slug in ("dinkes", "camat"))
    assert "angkanya berbeda" in said
    assert set(re.findall(r'(?:target|with) = "([^"]+)"', doubt.asked())) == set(doubt.paths)
    assert "Meragukan" not in doubt.pulled.out


def test_what_was_told_is_not_told_again(doubt: Doubt) -> None:
    """Neither by a pull to which nothing is new, nor by one that brings something else, nor where one of the two only
    has its markup mended; where one of them becomes doubtful with a third, that is told."""
    portal, site = doubt.portal, doubt.site
    portal.later(hours=1)
    assert "Meragukan" not in portal.pull().err
    portal.later(hours=1)
    said = told("camat", TITLES["camat"], refigured().text(), START - HOURS["camat"] * HOUR)
    said = replace(said, body=said.body.replace("<p>", "<p><strong>", 1).replace("</p>", "</strong></p>", 1))
    publish(site, "/camat", [said])
    publish(site, "/lain", [item(51), item(50)])
    assert "Meragukan" not in portal.pull().err
    portal.later(hours=1)
    third = replace(RELEASE, children="302", doses="2.905", share="79,3", drops="437", toddlers="1.202", nurses="24")
    portal.agency("rsud", publish(site, "/rsud", [told("rsud", TITLES["rsud"], third.text(), START)]))
    again = portal.pull().err
    assert TITLES["rsud"] in again
    assert f'"{TITLES["dinkes"]}" (dinkes) dan "{TITLES["camat"]}"' not in again
    assert f'"{TITLES["camat"]}" (camat) dan "{TITLES["dinkes"]}"' not in again


def test_pasting_what_was_printed_makes_them_one(doubt: Doubt) -> None:
    """Exactly those lines, with their indent, as the whole of decisions.toml: no fault, one story at the earlier
    address, the other address leads there, nothing is doubted any more."""
    portal = doubt.portal
    portal.write("decisions.toml", doubt.asked())
    assert portal.run("check").code == 0
    portal.later(hours=1)
    pulled = portal.pull()
    portal.build()
    assert pulled.report["faults"] == []
    assert "Meragukan" not in pulled.err
    line = carrying(portal.stories(), doubt.site.url("/camat/rilis/"))
    assert line == carrying(portal.stories(), doubt.site.url("/dinkes/rilis/"))
    assert (line["agency"], line["also"]) == ("dinkes", ["camat"])
    assert related(portal, path(line)) == []
    (gone,) = set(doubt.paths) - {path(line)}
    assert leads_to(portal.page(gone), gone) == path(line)


def test_a_correction_of_one_figure_is_no_doubt(portal: Portal, site: Site) -> None:
    """One agency has put a figure right before it passed the release on: one story, and nobody is asked."""
    for slug, release in (("dinkes", RELEASE), ("camat", corrected())):
        said = told(slug, TITLES[slug], release.text(), START - HOURS[slug] * HOUR)
        portal.agency(slug, publish(site, f"/{slug}", [said]))
    pulled = portal.pull()
    portal.build()
    (line,) = portal.stories()
    assert (line["agency"], line["also"]) == ("dinkes", ["camat"])
    assert RELEASE.children in line["text"]
    assert "Meragukan" not in pulled.err


# --- decisions that name nothing -----------------------------------------------------------------------------------


def test_a_decision_that_matches_nothing_is_told(portal: Portal, site: Site) -> None:
    """A `merge` whose target nobody knows and a `split` whose `with` nobody knows: each is told with its line by pull
    and build, changes nothing, and is told again until it is mended."""
    portal.agency("dinas", publish(site, "/dinas", [item(1, "/dinas/1/"), item(2, "/dinas/2/")]))
    portal.decide(
        {"do": "merge", "target": "/berita/2026/11/tidak-ada/", "with": site.url("/dinas/1/")},
        {"do": "split", "target": site.url("/dinas/1/"), "with": site.url("/dinas/99/")},
    )
    for _ in range(2):
        pulled = portal.pull()
        faults = [fault for fault in pulled.report["faults"] if fault["file"] == "decisions.toml"]
        said = {fault["line"]: fault["message"] for fault in faults}
        assert len(said) == len(faults) == 2
        (merge, split) = (said[line] for line in sorted(said))
        assert "/berita/2026/11/tidak-ada/" in merge
        assert site.url("/dinas/99/") in split
        assert "with" in split
        built = portal.build()
        for line in said:
            assert f"decisions.toml:{line}:" in pulled.err
            assert f"decisions.toml:{line}:" in built.err
        portal.later(hours=1)
    assert len(portal.stories()) == 2
    assert all(answer(portal.output, line["url"]).is_file() for line in portal.stories())


def test_a_release_can_be_told_from_another() -> None:
    """What these tests lean on: the releases differ in what they are said to differ in, and in nothing else."""
    assert len({event.text() for event in (RELEASE, corrected(), refigured(), *OTHERS.values())}) == 3 + len(OTHERS)
    assert Release() == RELEASE

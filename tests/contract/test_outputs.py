"""What machines read: feeds, sitemaps, OPML, the status, the widget; that they are sound and name what stands."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from tests.contract.network import SITEURL, Found, Portal, answer
from tests.contract.printing import FEEDS, NEWS, links, nothing_yet, parsed, print_network
from tests.contract.server import Site
from tests.contract.writing import mark

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def prepare(found: Found, site: Site) -> tuple[Portal, Portal]:
    """A network that lives, and one that has nothing yet."""
    return print_network(found, site), nothing_yet(found)


@pytest.fixture(scope="module")
def printed(prepared: tuple[Portal, Portal]) -> Portal:
    return prepared[0]


@pytest.fixture(scope="module")
def empty(prepared: tuple[Portal, Portal]) -> Portal:
    return prepared[1]


@pytest.mark.parametrize("name", ["atom.xml", "rss.xml"])
def test_an_empty_feed_is_a_feed(empty: Portal, name: str) -> None:
    """A feed without entries is well-formed and known as what it is."""
    feed = feedparser.parse((empty.output / name).read_bytes())
    assert not feed.bozo
    assert feed.version == {"atom.xml": "atom10", "rss.xml": "rss20"}[name]
    assert feed.entries == []


def feed_addresses(printed: Portal) -> list[str]:
    sections = ["", "topik/kesehatan/", "wilayah/sumberjati/", *(f"instansi/{slug}/" for slug in NEWS)]
    return [section + name for section in sections for name in FEEDS]


def test_every_feed_is_sound(printed: Portal) -> None:
    """Atom, RSS and JSON Feed beside home, agencies, topics and places: well-formed, with absolute addresses that
    answer, ids of their own and moments; the three of a place list the same stories, newest first."""
    urls = {story["url"] for story in printed.stories()}
    listed: dict[str, list[list[str]]] = {}
    for address in feed_addresses(printed):
        body = (printed.output / address).read_bytes()
        if address.endswith(".json"):
            feed: dict[str, Any] = json.loads(body)
            assert feed["version"].startswith("https://jsonfeed.org/version/1")
            assert feed["title"]
            entries = [(each["id"], each["url"], each["date_published"]) for each in feed["items"]]
        else:
            read = feedparser.parse(body)
            assert not read.bozo, address
            assert read.version in {"atom10", "rss20"}
            entries = [(each.id, each.link, each.published_parsed) for each in read.entries]
        assert entries, address
        assert {link for _, link, _ in entries} <= urls, address
        assert len({key for key, _, _ in entries}) == len(entries), address
        assert [moment for *_, moment in entries] == sorted((moment for *_, moment in entries), reverse=True), address
        listed.setdefault(address.rpartition("/")[0], []).append([link for _, link, _ in entries])
    assert all(each == lists[0] for lists in listed.values() for each in lists)


def test_an_atom_feed_has_what_rfc_4287_asks_for(printed: Portal) -> None:
    """id, title, updated, a link to itself; each entry id, title, updated, link, and an author somewhere."""
    ns = {"a": "http://www.w3.org/2005/Atom"}
    for address in (each for each in feed_addresses(printed) if each.endswith("atom.xml")):
        feed = ElementTree.fromstring((printed.output / address).read_bytes())
        assert feed.find("a:link[@rel='self']", ns).attrib["href"] == f"{SITEURL}/{address}"
        for element in [feed, *feed.findall("a:entry", ns)]:
            assert all(element.findtext(f"a:{name}", namespaces=ns) for name in ("id", "title", "updated")), address
        for entry in feed.findall("a:entry", ns):
            assert entry.find("a:author/a:name", ns) is not None or feed.find("a:author/a:name", ns) is not None


def test_an_agencys_feed_holds_its_own_stories(printed: Portal) -> None:
    """The feed of `dinas-12` is its three stories."""
    feed = feedparser.parse((printed.output / "instansi/dinas-12/atom.xml").read_bytes())
    assert {entry.link for entry in feed.entries} == {printed.story(mark(n))["url"] for n in NEWS["dinas-12"]}


def test_the_sitemap_names_every_story_and_nothing_dead(printed: Portal, empty: Portal) -> None:
    """`/sitemap.xml` is an index, by month: every address in it answers, and every story is in it once."""
    for portal in (printed, empty):
        index = ElementTree.fromstring((portal.output / "sitemap.xml").read_bytes())
        assert index.tag.endswith("}sitemapindex")
        parts = [loc.text or "" for loc in index.findall("s:sitemap/s:loc", SITEMAP)]
        names = []
        for part in parts:
            urls = ElementTree.fromstring(answer(portal.output, part).read_bytes())
            assert urls.tag.endswith("}urlset")
            names += [loc.text or "" for loc in urls.findall("s:url/s:loc", SITEMAP)]
        assert len(names) == len(set(names))
        assert [name for name in names if not answer(portal.output, name).is_file()] == []
        assert {name for name in names if "/berita/" in name} == {story["url"] for story in portal.stories()}
        for month in {story["url"].split("/berita/")[1][:7] for story in portal.stories()}:
            assert [part for part in parts if re.search(month.replace("/", "[-/]"), part)], month


def test_the_news_sitemap_names_stories(printed: Portal) -> None:
    """`/sitemap-news.xml` is a sitemap whose addresses are stories."""
    urls = ElementTree.fromstring((printed.output / "sitemap-news.xml").read_bytes())
    names = {loc.text for loc in urls.findall("s:url/s:loc", SITEMAP)}
    assert names
    assert names <= {story["url"] for story in printed.stories()}


def test_opml_lists_feeds_and_status_is_json(printed: Portal) -> None:
    """`/opml.xml` has an outline with an absolute feed address for each agency; `/status.json` is an object."""
    outlines = ElementTree.fromstring((printed.output / "opml.xml").read_bytes()).findall("body//outline[@xmlUrl]")
    for slug in NEWS:
        assert [each for each in outlines if f"/{slug}" in each.attrib["xmlUrl"]], slug
    assert all(urlsplit(each.attrib["xmlUrl"]).scheme in {"http", "https"} for each in outlines)
    assert isinstance(json.loads((printed.output / "status.json").read_text(encoding="utf-8")), dict)


def test_the_widget_is_free_of_script(printed: Portal) -> None:
    """`/w/<slug>.html` is "the script-free widget": no script, and links to the agency's stories that leave the
    frame."""
    page = parsed((printed.output / "w/dinas-12.html").read_bytes())
    assert page.find_all("script") == []
    assert {printed.story(mark(n))["url"] for n in NEWS["dinas-12"]} <= links("w/dinas-12.html", page)
    base = page.find("base")
    assert all(
        link.get("target") or (base and base.get("target")) for link in page.find_all("a", href=re.compile("/berita/"))
    )


def test_topics_and_places_are_those_of_the_line(printed: Portal) -> None:
    """The `topics` and `places` of a data line are the slugs of sections that list the story."""
    line = printed.story("Isi pengumuman")
    assert line["places"] == ["sumberjati"]
    assert "kesehatan" in line["topics"]
    for section in ("topik/kesehatan", "wilayah/sumberjati"):
        feed = json.loads((printed.output / section / "feed.json").read_text(encoding="utf-8"))
        assert line["url"] in {each["url"] for each in feed["items"]}

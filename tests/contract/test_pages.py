"""The pages as a reader and a browser meet them: every address answers, and every page keeps the same rules."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.contract.network import SITEURL, Found, Portal, answer, files, publish
from tests.contract.printing import FEEDS, NEWS, PLACE, html_pages, links, nothing_yet, parsed, print_network
from tests.contract.server import Site
from tests.contract.writing import item, mark

STANDING = (
    "/", "/instansi/", "/agenda/", "/klarifikasi/", "/peringatan/", "/keaktifan/", "/cari/",
    "/atom.xml", "/rss.xml", "/feed.json", "/data/index.json", "/sitemap.xml", "/sitemap-news.xml", "/opml.xml",
    "/status.json", "/404.html",
)  # fmt: skip


def prepare(found: Found, site: Site) -> tuple[Portal, Portal]:
    """A network that lives, and one that has nothing yet."""
    return print_network(found, site), nothing_yet(found)


@pytest.fixture(scope="module")
def empty(prepared: tuple[Portal, Portal]) -> Portal:
    return prepared[1]


@pytest.fixture(scope="module")
def silent(found: Found) -> Portal:
    """The first build of a network with one agency and one place, and not a single story."""
    portal = found("sunyi", lines=PLACE)
    portal.agency("dinkes", topics=["kesehatan"])
    portal.pull()
    portal.build()
    return portal


@pytest.fixture(scope="module")
def printed(prepared: tuple[Portal, Portal]) -> Portal:
    return prepared[0]


@pytest.fixture(scope="module")
def pages(printed: Portal, empty: Portal, silent: Portal) -> list[tuple[str, BeautifulSoup]]:
    """Every HTML page of all three networks, with its path."""
    return [page for portal in (printed, empty, silent) for page in html_pages(portal)]


@pytest.mark.parametrize("address", STANDING)
def test_every_address_answers_on_an_empty_network(empty: Portal, address: str) -> None:
    """The contract: "Every address in the table above answers from the first build on": no agencies, no stories."""
    assert answer(empty.output, address).is_file()
    assert answer(empty.output, address).read_bytes().strip()


@pytest.mark.parametrize("section", ["/instansi/dinkes/", "/wilayah/sumberjati/", "/topik/kesehatan/"])
def test_every_section_answers_without_a_story(silent: Portal, section: str) -> None:
    """So do the section of an agency that has published nothing, a place and a topic, and the feeds beside them."""
    for name in ("", *FEEDS):
        assert answer(silent.output, section + name).is_file(), section + name
    assert answer(silent.output, "/w/dinkes.html").is_file()


@pytest.mark.parametrize("address", ["/", "/agenda/", "/klarifikasi/", "/peringatan/", "/instansi/dinkes/"])
def test_an_empty_page_says_so(silent: Portal, address: str) -> None:
    """The contract: "with an honest empty state where there is nothing yet": in Indonesian, read as "belum ada" or
    "tidak ada"."""
    main = parsed(silent.page(address)).find("main")
    assert main
    assert re.search(r"\b(belum|tidak ada)\b", main.get_text(" ").lower())


def test_every_address_answers_with_stories(printed: Portal) -> None:
    """The whole table on a network that lives: sections, months, topics, places, their feeds, data and widgets."""
    addresses = list(STANDING)
    for slug in NEWS:
        addresses += [f"/instansi/{slug}/{name}" for name in ("", *FEEDS)] + [f"/w/{slug}.html"]
    for section in ("/topik/kesehatan/", "/wilayah/sumberjati/"):
        addresses += [section + name for name in ("", *FEEDS)]
    for story in printed.stories():
        year, month = story["url"].split("/berita/")[1].split("/")[:2]
        addresses += [story["url"], f"/arsip/{year}/{month}/", f"/data/stories/{year}-{month}.jsonl"]
        addresses += [f"/instansi/{story['agency']}/{year}/{month}/"]
    missing = {address for address in addresses if not answer(printed.output, address).is_file()}
    assert missing == set()
    assert {story["url"].split("/berita/")[1][:7] for story in printed.stories()} == {"2026/09", "2026/10", "2026/11"}


def test_every_page_has_a_content_security_policy(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """The contract: "CSP by meta on every page, 404 and /w/ too", before anything that it governs, without inline or
    evaluated script; `/cari/` alone allows `'wasm-unsafe-eval'` and a worker of its own origin; no
    `frame-ancestors`."""
    for path, page in pages:
        metas = page.find_all("meta", attrs={"http-equiv": re.compile("^content-security-policy$", re.I)})
        assert len(metas) == 1, path
        policy = {words[0]: words[1:] for words in (part.split() for part in metas[0]["content"].split(";")) if words}
        assert policy["default-src"] in (["'none'"], ["'self'"]), path
        scripts = policy.get("script-src", policy["default-src"])
        assert not {"'unsafe-inline'", "'unsafe-eval'", "https:", "http:", "*"} & set(scripts), path
        assert ("'wasm-unsafe-eval'" in scripts) == (path == "cari/index.html"), path
        assert ("'self'" in policy.get("worker-src", [])) == (path == "cari/index.html"), path
        assert "frame-ancestors" not in policy, path
        governed = metas[0].find_all_previous(["script", "style", "link", "img"])
        assert governed == [], path


def test_no_page_has_inline_script_or_style_that_its_policy_forbids(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """No event attributes, no `javascript:`; an inline script is data (JSON) only."""
    for path, page in pages:
        for tag in page.find_all(True):
            assert not [name for name in tag.attrs if name.startswith("on")], (path, tag.name)
            assert not str(tag.get("href", "")).lower().startswith("javascript:"), path
        for script in page.find_all("script", src=False):
            assert script.get("type") in {"application/ld+json", "application/json", "speculationrules"}, path


def test_the_skip_link_comes_first(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """The contract: "Skip link first": the first thing that can be focused leads to an id of the page. Widgets: see
    below."""
    for path, page in pages:
        if path.startswith("w/"):
            continue
        first = page.body.find(["a", "button", "input", "select", "textarea", "summary", "iframe"])
        assert first.name == "a", path
        assert first["href"].startswith("#"), path
        assert page.find(id=first["href"][1:]), path


def test_every_page_has_one_h1_and_a_language(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """The contract: "one h1, `lang`" on every page, with words in both, and a title of its own."""
    for path, page in pages:
        assert page.html.get("lang") == "id", path
        assert page.title.get_text(strip=True), path
        headings = page.find_all("h1")
        assert len(headings) == 1 or (path.startswith("w/") and not headings), (path, len(headings))
        assert all(heading.get_text(strip=True) for heading in headings), path


def test_widgets_too_have_a_skip_link_and_an_h1(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """The sentence "Skip link first, one h1, `lang`" names no exception, so that it is read as holding for `/w/`."""
    for path, page in pages:
        if path.startswith("w/"):
            assert len(page.find_all("h1")) == 1, path
            assert str(page.body.find(["a", "button", "input"])["href"]).startswith("#"), path


def test_canonical_on_all_but_404_and_widgets(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """The contract: "canonical on all but 404 and `/w/`": the page's own address, absolute."""
    for path, page in pages:
        links = page.find_all("link", rel="canonical")
        if path == "404.html" or path.startswith("w/"):
            assert links == [], path
        else:
            assert [link["href"] for link in links] == [f"{SITEURL}/{path.removesuffix('index.html')}"], path


def test_nothing_comes_from_a_third_party(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """The contract: "nothing from a third party": every script, style, picture and frame is the site's own."""
    for path, page in pages:
        loaded = [tag.get("src") or tag.get("href") for tag in page.find_all(["script", "img", "iframe", "source"])]
        loaded += [link["href"] for link in page.find_all("link", rel=["stylesheet", "icon", "preload"])]
        for address in filter(None, loaded):
            assert urlsplit(urljoin(SITEURL, address)).netloc == urlsplit(SITEURL).netloc, (path, address)


@pytest.mark.parametrize("network", ["printed", "empty", "silent"])
def test_every_link_within_the_site_answers(request: pytest.FixtureRequest, network: str) -> None:
    """No page links to, or loads, an address of the site that does not answer (/pagefind/ is made by `search`)."""
    portal: Portal = request.getfixturevalue(network)
    dead = {
        (path, address)
        for path, page in html_pages(portal)
        for address in links(path, page)
        if "/pagefind/" not in address and not answer(portal.output, address).is_file()
    }
    assert dead == set()


@pytest.mark.parametrize("slug", NEWS)
def test_every_story_is_reached_from_its_agencys_section(printed: Portal, slug: str) -> None:
    """From `/instansi/<slug>/` by pages of that section alone one reaches each story of the agency and no other's:
    page 2 of `dinas-1` is not `dinas-12`."""
    todo, seen, stories = [f"{SITEURL}/instansi/{slug}/"], set(), set()
    while todo:
        address = todo.pop()
        seen.add(address)
        page = parsed(printed.page(address)).find("main")
        reached = links(address.removeprefix(SITEURL + "/"), page)
        stories |= {link for link in reached if "/berita/" in link}
        todo += [link for link in reached if f"/instansi/{slug}/" in link and link.endswith("/") and link not in seen]
    assert stories == {story["url"] for story in printed.stories() if story["agency"] == slug}


def test_a_story_names_its_source(printed: Portal) -> None:
    """A story's page: the title in its h1, its text, its agency, the address at the source, the moment in WIB."""
    page = parsed(printed.page(printed.story(mark(101))["url"]))
    words = page.find("main").get_text(" ", strip=True)
    assert item(101).title in page.h1.get_text()
    assert item(101).words in words
    assert "Kantor Dinas-1" in words
    assert page.find("a", href=re.compile(r"/dinas-1/101/$"))
    assert re.search(r"\b\d\d\.\d\d WIB\b", words)


def test_only_absolute_times_are_printed(pages: list[tuple[str, BeautifulSoup]]) -> None:
    """The contract: "Only absolute times are printed, so that a page does not age"."""
    aging = re.compile(
        r"\b(\d+|se)\s*(detik|menit|jam|hari|pekan|minggu|bulan) (yang )?lalu\b|\bbaru saja\b|\bkemarin\b"
    )
    assert [path for path, page in pages if aging.search(page.get_text(" ").lower())] == []


@pytest.mark.parametrize("kind", ["agenda", "klarifikasi", "peringatan"])
def test_each_kind_has_its_page(printed: Portal, kind: str) -> None:
    """`/agenda/`, `/klarifikasi/`, `/peringatan/` show what is of their kind, and only that."""
    main = parsed(printed.page(f"/{kind}/")).find("main").get_text(" ")
    assert f"Judul {kind.title()} dari Rumah Sakit" in main
    others = {"agenda", "klarifikasi", "peringatan"} - {kind}
    assert not [other for other in others if f"Judul {other.title()} dari Rumah Sakit" in main]


def test_marks_in_a_text_escape_into_no_page(found: Found, module_site: Site) -> None:
    """An article full of markup that is none, of quotes and of `</script>`, escapes into no page: feeds stay
    well-formed and the data line one line."""
    portal = found("tanda-baca")
    nasty = item(1, title='Harga "Cabai" <b>Naik</b> & Turun </script><script>alert(1)</script> ]]>')
    nasty = replace(nasty, body=nasty.body + "<p>Baris]]&gt; &lt;script&gt;alert(2)&lt;/script&gt; \u2028 akhir</p>")
    portal.agency("dinas", publish(module_site, "/tanda", [nasty]))
    portal.pull()
    portal.build()
    assert len(portal.stories()) == 1
    for name in ("atom.xml", "rss.xml"):
        assert not feedparser.parse((portal.output / name).read_bytes()).bozo
    for _, page in html_pages(portal):
        assert not [script for script in page.find_all("script", src=False) if "alert(" in script.get_text()
                    and script.get("type") not in {"application/ld+json"}]  # fmt: skip
    assert b"<script>alert" not in b"".join(files(portal.output, ".html", ".xml").values())

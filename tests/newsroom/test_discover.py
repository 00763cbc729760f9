"""Discovery finds what a site really has: sites of our own on loopback imitate each CMS and each way to mislead.

Every body is opened by real workers, every address is asked through the real `Net`.
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.newsroom import dates, discover_choice, parse_look, registry
from plugins.newsroom.discover import MOST, Discovery, Found, agency_toml, discover
from plugins.newsroom.discover_toml import plain_name
from plugins.newsroom.fetch import Net
from plugins.newsroom.model import Entry, Network
from plugins.newsroom.outcomes import FAILURES
from plugins.newsroom.parse_look_words import Listing, Look
from plugins.newsroom.walls import Workers
from samples import network as samples
from samples.layout import lay_out

NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
LONG = "Posyandu buka setiap Sabtu di balai desa. " * 20
HTML, RSS, ATOM, JSON = "text/html; charset=utf-8", "application/rss+xml", "application/atom+xml", "application/json"


# --- sites of our own -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Says:
    """What stands at one address. `to`: where it redirects; `hangs`: it never answers."""

    body: str | bytes = ""
    kind: str = HTML
    status: int = 200
    to: str = ""
    hangs: bool = False


class Site:
    """A server: path (with its query) → what it says; everything else is a 404, or `lost`. `{site}` and `{other}` in
    bodies and redirects become its own address and the same under another host name."""

    def __init__(self, shelves: dict[str, Says], lost: Says | None = None) -> None:
        self.shelves = shelves
        self.lost = lost or Says("<html><body><p>Tidak ditemukan</p></body></html>", status=404)
        self.asked: list[str] = []

    async def __aenter__(self) -> Site:
        self._server = await asyncio.start_server(self._visit, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url, self.other = f"http://127.0.0.1:{port}", f"http://localhost:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            self.asked.append(path)
            says = self.shelves.get(path, self.lost)
            if says.hangs:
                await asyncio.sleep(60)
            body = says.body if isinstance(says.body, bytes) else self._filled(says.body).encode()
            lines = [f"HTTP/1.1 {says.status} X", f"Content-Type: {says.kind}", f"Content-Length: {len(body)}"]
            lines += [f"Location: {self._filled(says.to)}"] if says.to else []
            writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode() + body)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError, IndexError):
            pass
        finally:
            writer.close()

    def _filled(self, text: str) -> str:
        return text.replace("{site}", self.url).replace("{other}", self.other)


def page(head: str = "", body: str = "", title: str = "Dinas Kesehatan Kabupaten Contoh") -> Says:
    menu = "".join(f'<a href="/layanan/{n}">Layanan {n}</a>' for n in range(12))
    return Says(f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{menu}{body}</body></html>")


def alternate(href: str, kind: str = RSS, title: str = "Berita") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def generator(name: str) -> str:
    return f'<meta name="generator" content="{name}">'


def rss(
    count: int = 5, *, text: str = LONG, days: int = 1, title: str = "Dinas Kesehatan", link: str = "{site}/berita/{n}"
) -> Says:
    """A feed whose newest entry is `days` old; each further entry is a day older."""
    items = "".join(
        f"<item><title>Berita {n}</title><link>{link.replace('{n}', str(n))}</link><guid>g{n}</guid>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=days + n))}</pubDate>"
        f"<description><![CDATA[<p>{text}</p>]]></description></item>"
        for n in range(count)
    )
    return Says(f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>', RSS)


def atom(count: int = 5, *, text: str = LONG) -> Says:
    entries = "".join(
        f"<entry><id>tag:{n}</id><title>Berita {n}</title><link rel='alternate' href='{{site}}/{n}.html'/>"
        f"<updated>{(NOW - timedelta(days=1 + n)).isoformat()}</updated><content type='html'>{text}</content></entry>"
        for n in range(count)
    )
    return Says(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Blog</title>{entries}</feed>", ATOM)


def rest(count: int = 20, *, text: str = LONG) -> Says:
    posts = [
        {
            "id": n, "date_gmt": (NOW - timedelta(days=1 + n)).strftime("%Y-%m-%dT%H:%M:%S"),
            "link": f"{{site}}/{n}/", "guid": {"rendered": f"g{n}"}, "title": {"rendered": f"Berita {n}"},
            "content": {"rendered": f"<p>{text}</p>"}, "excerpt": {"rendered": "<p>Posyandu buka […]</p>"},
        }
        for n in range(count)
    ]  # fmt: skip
    return Says(json.dumps(posts), JSON)


COMMENTS = rss(2, title="Komentar untuk Dinas Kesehatan", link="{site}/berita/1#comment-{n}")
EXCERPT = "Posyandu buka setiap Sabtu [&hellip;]"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(2) as hired:
        yield hired


Seek = Callable[..., tuple[Discovery, Site]]


@pytest.fixture
def seek(workers: Workers) -> Seek:
    """Serve `shelves`, discover them, give what was found and the site with what it was asked."""

    def run(
        shelves: dict[str, Says], *, path: str = "", domains: tuple[str, ...] = (), lost: Says | None = None,
        seconds: float = 5.0,
    ) -> tuple[Discovery, Site]:  # fmt: skip
        async def seeking() -> tuple[Discovery, Site]:
            async with Site(shelves, lost) as site, line(seconds) as net:
                known = Network("Kabupaten Contoh", domains=domains, allow_private_addresses=True)
                found = await discover(
                    site.url + path, net=net, workers=workers, network=known, say=lambda _: None, now=lambda: NOW
                )
                return found, site

        return asyncio.run(seeking())

    return run


def line(seconds: float = 5.0) -> Net:
    return Net(allow_private=True, agent="Portal Uji", now=lambda: NOW, seconds=seconds)


def paths(found: Discovery) -> list[str]:
    """Where the finds answer, without the site."""
    return [re.sub(r"^http://[^/]*", "", each.url) for each in found.found]


def tried(found: Discovery) -> dict[str, str]:
    return {re.sub(r"^http://[^/]*", "", url): error for url, error in found.tried}


def judged(toml: str, folder: Path, *, domains: tuple[str, ...] = ()) -> registry.Registry:
    """What the registry says of an agency.toml."""
    home = folder / "agencies" / "dinkes"
    home.mkdir(parents=True, exist_ok=True)
    (home / "agency.toml").write_text(toml, encoding="utf-8")
    return registry.read_agencies(folder, Network("Kabupaten Contoh", domains=domains))


# --- the sample network -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[samples.Network]:
    layout = lay_out(tmp_path_factory.mktemp("county"), now=NOW)
    with samples.Network(layout.folder) as network:
        yield network


SAMPLES = sorted(path.name for path in (Path(samples.__file__).parent / "sites").iterdir() if path.is_dir())
REFUSED = {"challenge": "challenge", "dead": "refused", "closed": "rejected"}
"""Dialects of sample sites that let nobody in → the truth about them."""
FEEDLESS = {"list"}
DIALECTS = {
    "wordpress": "rss", "wordpress-rest": "wordpress-rest", "wordpress-excerpt": "wordpress-rest", "joomla": "rss",
    "opensid": "rss", "blogspot": "atom", "drupal": "rss", "homemade": "rss", "jsonfeed": "json-feed",
    "jsonfeed-1.0": "json-feed", "utf16": "rss", "windows-1252": "rss", "atom": "atom", "rdf": "rdf", "rss091": "rss",
    "ical": "ical", "sitemap": "sitemap", "youtube": "youtube",
}  # fmt: skip


@pytest.mark.parametrize("slug", SAMPLES)
def test_each_sample_site_is_discovered(slug: str, county: samples.Network, workers: Workers, tmp_path: Path) -> None:
    """The right feed of each CMS in a ready agency.toml; where nobody is let in, or there is none, the truth."""

    async def run() -> Discovery:
        async with line() as net:
            known = Network("Kabupaten Contoh", domains=("127.0.0.1",), allow_private_addresses=True)
            return await discover(
                county.address(slug), net=net, workers=workers, network=known, say=lambda _: None, now=lambda: NOW
            )

    county.requests.clear()
    found, dialect = asyncio.run(run()), county.sites[slug].dialect
    registered = judged(agency_toml(found), tmp_path, domains=("127.0.0.1",))
    assert registered.faults == ()
    assert found.requests <= MOST
    if dialect in REFUSED or dialect in FEEDLESS:
        assert (found.error, found.found) == (REFUSED.get(dialect, "not-a-feed"), ())
        return
    assert found.error == ""
    assert found.found[0].feed.dialect == DIALECTS[dialect]
    assert [feed.url for feed in registered.agencies[0].feeds] == [found.found[0].url]
    assert found.title == county.sites[slug].title
    assert all(error in FAILURES for _, error in found.tried)
    if DIALECTS[dialect] == "rss" and not dialect.startswith("joomla"):
        assert found.found[0].final.split("?")[0].rstrip("/") in (
            county.feed(slug).split("?")[0].rstrip("/"), county.address(slug) + "/feed"
        )  # fmt: skip


# --- what misleads --------------------------------------------------------------------------------------


def test_a_feed_of_comments_is_refused(seek: Seek) -> None:
    """By its address, by its title, by what its entries lead to; however early the page names it."""
    talk = rss(5, title="Berita", link="{site}/berita/1#comment-{n}")
    names = "/comments/feed/", "/tanggapan.xml", "/ramai.xml"
    home = page(generator("WordPress 6.8") + "".join(map(alternate, names)) + alternate("/x", title="Umpan Komentar"))
    found, site = seek({"/": home, "/tanggapan.xml": COMMENTS, "/ramai.xml": talk, "/feed/": rss()})
    assert paths(found) == ["/feed/"]
    assert tried(found) == {"/tanggapan.xml": "comments", "/ramai.xml": "comments"}
    assert site.asked == ["/", "/tanggapan.xml", "/ramai.xml", "/feed/"]


def test_a_feed_of_comments_is_one_however_many_links_it_holds() -> None:
    """The markup in what readers wrote does not make a page of it."""
    links = "".join(f'<a href="https://dinkes.example/{n}">{n}</a>' for n in range(20))
    item = f"<item><link>https://dinkes.example/1#comment-1</link><description><![CDATA[{links}]]></description></item>"
    own = (
        '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://dinkes.example/comments/feed/"/>'
    )
    seen = look(f'<rss version="2.0"><channel><title>Komentar</title>{own}{item}</channel></rss>'.encode())
    assert (seen.error, seen.page) == ("comments", None)


def test_a_page_that_only_looks_like_a_feed_is_refused(seek: Seek) -> None:
    """A page labelled as RSS at the advertised address is named; the feed elsewhere is found."""
    fake = dataclasses.replace(page(body="<h1>RSS</h1>"), kind=RSS)
    found, _ = seek({"/": page(alternate("/feed/")), "/feed/": fake, "/rss.xml": rss()})
    assert paths(found) == ["/rss.xml"]
    assert tried(found)["/feed/"] == "not-a-feed"


@pytest.mark.parametrize(("status", "kept"), [(301, "/berita/rss.xml"), (308, "/berita/rss.xml"), (302, "/feed/")])
def test_a_feed_behind_a_redirect_is_kept_where_it_will_stay(seek: Seek, status: int, kept: str) -> None:
    """A permanent redirect gives the address to configure, another one does not."""
    shelves = {"/": page(alternate("/feed/")), "/feed/": Says(status=status, to="/berita/rss.xml")}
    found, _ = seek(shelves | {"/berita/rss.xml": rss()})
    assert paths(found) == [kept]
    assert found.found[0].final.endswith("/berita/rss.xml")


def test_a_feed_off_the_network_waits_for_a_person(seek: Seek, tmp_path: Path) -> None:
    """It is found and told with the host to add, comes after any feed at home, and is not let in by itself."""
    home = page(alternate("{other}/asing.xml"))
    found, site = seek({"/": home, "/asing.xml": rss()}, domains=("127.0.0.1",))
    assert [(each.url, each.off, each.foreign) for each in found.found] == [
        (f"{site.other}/asing.xml", ("localhost",), True)
    ]
    toml = agency_toml(found)
    assert '# domains = ["localhost"]' in toml
    assert tomllib.loads(toml).keys() == {"name", "short", "kind", "site"}
    assert judged(toml, tmp_path, domains=("127.0.0.1",)).faults == ()
    found, _ = seek({"/": home, "/asing.xml": rss(), "/rss.xml": rss(text=EXCERPT)}, domains=("127.0.0.1",))
    assert paths(found) == ["/rss.xml", "/asing.xml"]


def test_whoever_asks_for_a_host_lets_it_in(seek: Seek, tmp_path: Path) -> None:
    """The `domains` line is written where the feed lies on the very host that was asked."""
    found, site = seek({"/": page(alternate("/rss.xml")), "/rss.xml": rss()}, domains=("*.contohkab.go.id",))
    assert found.found[0].off == ("127.0.0.1",)
    assert "hapus baris ini beserta umpannya.\ndomains = [" in agency_toml(found)
    registered = judged(agency_toml(found), tmp_path, domains=("*.contohkab.go.id",))
    assert registered.faults == ()
    assert [feed.url for feed in registered.agencies[0].feeds] == [f"{site.url}/rss.xml"]


def test_a_site_that_leads_elsewhere_is_told(seek: Seek) -> None:
    """A home page that redirects to another host is said to have moved, and its feed is not let in by itself."""
    shelves = {"/": Says(status=302, to="{other}/beranda"), "/beranda": page(alternate("/rss.xml")), "/rss.xml": rss()}
    found, site = seek(shelves, domains=("127.0.0.1",))
    assert found.moved == f"{site.other}/beranda"
    assert found.found[0].foreign
    assert "mengalihkan ke alamat ini. Pastikan memang milik instansi.\nsite = " in agency_toml(found)


def test_entries_that_lead_off_the_network_are_told(seek: Seek) -> None:
    """The feed is at home, what it links to is not: such articles would be held."""
    elsewhere = rss(link="https://berita.example.org/{n}")
    found, _ = seek({"/": page(alternate("/rss.xml")), "/rss.xml": elsewhere}, domains=("127.0.0.1",))
    assert found.found[0].strangers == found.found[0].feed.hosts == ("berita.example.org",)
    assert "menuju berita.example.org" in agency_toml(found)


def test_a_hostile_home_page_costs_little(seek: Seek) -> None:
    """Ten thousand alternates, scripts and files for addresses: few of them are asked, none but http(s)."""
    bad = "".join(alternate(href) for href in ("javascript:alert(1)", "file:///etc/passwd", "data:text/xml,x", "ftp://127.0.0.1/x",
                                               "http://user:pw@127.0.0.1/", "//", "http://[", "/a b", "http://x:99999/"))  # fmt: skip
    many = "".join(alternate(f"/umpan/{n}.xml") for n in range(10_000))
    deep = "<div>" * 5000
    found, site = seek({"/": page(bad + many, deep), "/rss.xml": rss()})
    assert found.requests == len(site.asked) <= MOST
    assert all(path.startswith("/") for path in site.asked)
    assert paths(found) == ["/rss.xml"]


@pytest.mark.parametrize(
    ("head", "body", "place"),
    [
        (generator("WordPress 6.4"), "", "/feed/"),
        (generator("WordPress 6.4"), "", "/berita/feed/"),
        (generator("Joomla! - Open Source Content Management"), "", "/index.php?format=feed&type=rss"),
        (generator("Drupal 10"), "", "/rss.xml"),
        ("", "", "/feed/"),
        ("", '<a href="/berita">Berita</a>', "/rss.xml"),
    ],
)
def test_dead_feeds_leave_the_well_known_places_their_turn(seek: Seek, head: str, body: str, place: str) -> None:
    """However many feeds a page and the page of its news name that are gone: where its CMS answers, or any, is asked."""
    dead = "".join(alternate(f"/mati/{n}.xml") for n in range(17))
    more = "".join(alternate(f"/mati/lain/{n}.xml") for n in range(17))
    shelves = {"/": page(head + dead, body), "/berita": page(head + more), place: rss()}
    found, site = seek(shelves)
    assert paths(found) == [place]
    assert len(site.asked) <= MOST


def test_what_a_page_names_beside_many_is_asked_last(seek: Seek) -> None:
    """Where nothing answers at the well-known places, the ninth feed that the page names may."""
    dead = "".join(alternate(f"/mati/{n}.xml") for n in range(8))
    found, _ = seek({"/": page(dead + alternate("/kabar/umpan.xml")), "/kabar/umpan.xml": rss()})
    assert paths(found) == ["/kabar/umpan.xml"]


def test_an_advertised_feed_that_is_gone_is_no_end(seek: Seek) -> None:
    """The head names an address that answers 404, the feed stands elsewhere."""
    found, _ = seek({"/": page(alternate("/feed.xml")), "/rss.xml": rss()})
    assert paths(found) == ["/rss.xml"]
    assert tried(found)["/feed.xml"] == "http-status"


def test_a_site_that_answers_everything_with_its_home_page_is_left_after_a_while(seek: Seek) -> None:
    """Not one page too many, and no feed out of thin air."""
    found, site = seek({}, lost=page())
    assert (found.error, found.found) == ("not-a-feed", ())
    assert len(site.asked) == len(set(site.asked)) == found.requests <= MOST


# --- each CMS ----------------------------------------------------------------------------------------------


def test_opensid_answers_below_index_php(seek: Seek) -> None:
    """A village whose server lacks the rewriting rule."""
    home = page('<link rel="stylesheet" href="/desa/themes/x/style.css">', title="Website Resmi Desa Karangasri")
    found, _ = seek({"/": home, "/index.php/feed": rss(title="Desa Karangasri")})
    assert (found.cms, found.title, paths(found)) == ("opensid", "Desa Karangasri", ["/index.php/feed"])
    assert tomllib.loads(agency_toml(found))["kind"] == "desa"


@pytest.mark.parametrize("home", [page(body='<a href="/berita/">Berita</a>'), page()], ids=["menu", "no menu"])
def test_a_wordpress_in_a_folder_is_found(seek: Seek, home: Says) -> None:
    """The front page is something else, the news are a WordPress in /berita/: by the menu, or by its usual place."""
    found, _ = seek({"/": home, "/berita/": page(generator("WordPress 6.1")), "/berita/feed/": rss()})
    assert paths(found) == ["/berita/feed/"]


def test_the_news_of_a_joomla_go_before_what_its_front_page_features(seek: Seek) -> None:
    """The menu's "Berita" gives the address of the feed, with `?format=feed`."""
    home = page(generator("Joomla! - Open Source Content Management") + alternate("/index.php?format=feed&amp;type=rss"),
                '<a href="/index.php/berita">Berita</a>')  # fmt: skip
    feeds = {"/index.php?format=feed&type=rss": rss(5), "/index.php/berita?format=feed&type=rss": rss(5)}
    found, _ = seek({"/": home, "/index.php/berita": page()} | feeds)
    assert paths(found)[0] == "/index.php/berita?format=feed&type=rss"


def test_a_joomla_without_a_menu_gives_what_it_features(seek: Seek) -> None:
    """Nothing is named anywhere; the trace of the CMS is enough."""
    home = page('<script src="/media/jui/js/jquery.min.js"></script>')
    found, _ = seek({"/": home, "/index.php?format=feed&type=rss": rss()})
    assert (found.cms, paths(found)) == ("joomla", ["/index.php?format=feed&type=rss"])


def test_a_blog_is_read_as_atom(seek: Seek) -> None:
    """Blogger keeps its ids in Atom; RSS is left for where there is no Atom."""
    home = page(
        generator("blogger") + alternate("/feeds/posts/default?alt=rss") + alternate("/feeds/posts/default", ATOM)
    )
    found, _ = seek({"/": home, "/feeds/posts/default?alt=rss": rss(text=EXCERPT), "/feeds/posts/default": atom()})
    assert (found.cms, paths(found)[0]) == ("blogger", "/feeds/posts/default")
    same = {"/": home, "/feeds/posts/default?alt=rss": rss(2), "/feeds/posts/default": atom(2)}
    assert paths(seek(same)[0])[0] == "/feeds/posts/default"


def test_a_drupal_answers_at_rss_xml(seek: Seek) -> None:
    """Known by its generator, asked at its own address first."""
    found, site = seek({"/": page(generator("Drupal 10 (https://www.drupal.org)")), "/rss.xml": rss()})
    assert (paths(found), site.asked) == (["/rss.xml"], ["/", "/rss.xml"])


def test_rest_is_taken_for_its_text_alone(seek: Seek) -> None:
    """Before RSS where RSS has excerpts, with the reason; behind it where both have the whole text."""
    home = page(generator("WordPress 6.8") + alternate("/feed/") + '<link rel="https://api.w.org/" href="/wp-json/">')
    api = "/wp-json/wp/v2/posts?per_page=20&_embed=1"
    found, _ = seek({"/": home, "/feed/": rss(10, text=EXCERPT), api: rest()})
    assert paths(found) == [api, "/feed/"]
    assert "teks lengkap" in found.why
    assert found.why in agency_toml(found)
    found, site = seek({"/": home, "/feed/": rss(10), api: rest()})
    assert paths(found) == ["/feed/"]
    assert api not in site.asked
    found, _ = seek({"/": home, "/feed/": rss(2), api: rest()})
    assert paths(found) == ["/feed/", api]


def test_a_wordpress_without_pretty_paths_says_where_it_answers(seek: Seek) -> None:
    """`?rest_route=/` is followed as it is announced."""
    home = page(generator("WordPress 6.8") + '<link rel="https://api.w.org/" href="/index.php?rest_route=/">')
    found, _ = seek({"/": home, "/index.php?rest_route=/wp/v2/posts&per_page=20&_embed=1": rest()})
    assert [each.feed.dialect for each in found.found] == ["wordpress-rest"]


# --- which is best -------------------------------------------------------------------------------------------


def test_what_is_whole_comes_first_then_what_is_fresh_then_what_is_long(seek: Seek) -> None:
    """Full text before excerpts, this year before long ago, more before less; the first that is good ends it."""
    names = {"/lama.xml": rss(9, days=900), "/kutip.xml": rss(9, text=EXCERPT), "/dua.xml": rss(2), "/satu.xml": rss(1)}
    home = page("".join(map(alternate, names)))
    found, _ = seek({"/": home} | names)
    assert paths(found) == ["/dua.xml", "/satu.xml", "/lama.xml", "/kutip.xml"]
    assert "lebih banyak" in found.why
    found, site = seek({"/": home} | names | {"/lama.xml": rss(9)})
    assert (paths(found), found.why, len(site.asked)) == (["/lama.xml"], "", 2)


def test_how_whole_how_new_and_whose_is_measured(seek: Seek) -> None:
    """What is shown of a feed is what it holds."""
    feed = rss(4, days=3, link="{other}/{n}", title="Kabar Dinkes")
    listing = seek({"/": page(alternate("/rss.xml")), "/rss.xml": feed})[0].found[0].feed
    assert (listing.dialect, listing.title, listing.entries) == ("rss", "Kabar Dinkes", 4)
    assert listing.newest_at == NOW - timedelta(days=3)
    assert (listing.full, listing.dated, listing.repeated, listing.hosts) == (1.0, 1.0, 0.0, ("localhost",))


@pytest.mark.parametrize(
    ("summary", "content", "full"),
    [
        (LONG, "", True),
        (LONG[:200], "", False),
        (LONG + "[&#8230;]", "", False),
        (LONG + " […]", "", False),
        (f"<p>{LONG}</p><p><a href='/1'>Selengkapnya »</a></p>", "", False),
        (LONG + " Baca selengkapnya", "", False),
        (f"{LONG}<p>The post <a href='/1'>Judul</a> appeared first on <a href='/'>Dinkes</a>.</p>", "", True),
        ("Awal […]<p>The post <a href='/1'>Judul</a> appeared first on <a href='/'>Dinkes</a>.</p>", "", False),
        ("Awal […]", LONG, True),
        ("Pendek.", "Pengumuman: kantor tutup pada hari libur nasional, Senin, 21 Desember 2026, dan buka lagi Selasa.", True),
        ("Awal […]", "Awal […]", False),
        ("", "", False),
    ],
)  # fmt: skip
def test_a_whole_text_is_told_from_an_excerpt(summary: str, content: str, full: bool) -> None:
    """By what feeds are seen to do at the end of an excerpt, and by length where nothing else tells."""
    assert parse_look.is_full(Entry(summary=summary, content=content)) is full


# --- where there is no feed ------------------------------------------------------------------------------------


def sitemap(*addresses: str, news: bool = False) -> Says:
    told = (
        "<news:news><news:publication_date>2026-11-20</news:publication_date><news:title>Judul</news:title></news:news>"
    )
    urls = "".join(f"<url><loc>{address}</loc>{told if news else ''}</url>" for address in addresses)
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return Says(f'<?xml version="1.0"?><urlset {spaces}>{urls}</urlset>', "application/xml")


def test_a_sitemap_is_read_where_there_is_no_feed(seek: Seek) -> None:
    """The one that robots.txt names, its part with news first; never another host's."""
    index = "".join(f"<sitemap><loc>{{site}}/{name}</loc></sitemap>" for name in ("page-sitemap.xml", "berita-1.xml"))
    shelves = {
        "/": page(),
        "/robots.txt": Says("User-agent: *\nSitemap: http://lain.example/s.xml\nSitemap: {site}/peta.xml\n", "text/plain"),
        "/peta.xml": Says(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{index}</sitemapindex>', "text/xml"),
        "/page-sitemap.xml": sitemap("{site}/profil"),
        "/berita-1.xml": sitemap("{site}/berita/1", "{site}/berita/2", news=True),
    }  # fmt: skip
    found, site = seek(shelves)
    assert (paths(found), found.found[0].feed.dialect) == (["/berita-1.xml"], "sitemap")
    assert "/page-sitemap.xml" not in site.asked
    assert found.requests == len(site.asked)


def test_a_calendar_is_read_where_there_is_nothing_else(seek: Seek) -> None:
    """The .ics that the home page links to, webcal or not."""
    event = "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Rapat\r\nDTSTART:20261125T020000Z\r\nEND:VEVENT\r\n"
    calendar = Says(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event}END:VCALENDAR\r\n", "text/calendar")
    found, _ = seek({"/": page(body='<a href="/agenda.ics">Agenda</a>'), "/agenda.ics": calendar})
    assert [(each.feed.dialect, each.feed.entries) for each in found.found] == [("ical", 1)]


def test_without_a_feed_the_way_out_is_written_down(seek: Seek, tmp_path: Path) -> None:
    """The TOML is kept as it is, and both ways out are ready once their marks are taken away."""
    found, site = seek({"/": page(body='<a href="/kabar">Kabar Daerah</a>'), "/kabar": page()})
    toml = agency_toml(found)
    assert found.error == "not-a-feed"
    assert "# belum ada umpan" in toml
    assert judged(toml, tmp_path).faults == ()
    ready = toml.replace("# [[feeds]]", "[[feeds]]")
    ready = re.sub(r"(?m)^# ((?:\[|\w+ = ).*)$", r"\1", ready)
    registered = judged(ready, tmp_path)
    assert registered.faults == ()
    listed, pushed = registered.agencies[0].feeds
    assert (listed.url, pushed.url) == (f"{site.url}/kabar", "agencies/dinkes/inbox/berita.xml")
    assert listed.select
    assert listed.select.item == "article"


def test_a_channel_is_told(seek: Seek, tmp_path: Path) -> None:
    """A YouTube channel that the home page links to stands ready in a comment; nobody asks YouTube."""
    channel = "UC" + "a1B2c3D4e5" * 2 + "f6"
    found, _ = seek(
        {"/": page(body=f'<a href="https://www.youtube.com/channel/{channel}">YouTube</a>'), "/feed/": rss()}
    )
    assert found.channels == (channel,)
    ready = re.sub(r"(?m)^# ((?:\[\[feeds|url = |mode = ).*)$", r"\1", agency_toml(found))
    registered = judged(ready, tmp_path)
    assert registered.faults == ()
    assert [feed.url for feed in registered.agencies[0].feeds][1].endswith(f"?channel_id={channel}")


# --- sites that do not answer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "error"),
    [
        (Says("<html><head><title>Just a moment...</title></head><body></body></html>", status=403), "challenge"),
        (Says("<html><head><title>Request Rejected</title></head><body>support ID is: 1</body></html>"), "rejected"),
        (Says("<html><body>Forbidden</body></html>", status=403), "http-status"),
        (Says(""), "empty"),
        (Says(status=302, to="/"), "redirects"),
    ],
)
def test_what_stands_in_the_way_is_named(seek: Seek, home: Says, error: str) -> None:
    """Few questions, the truest name, and a TOML that can be kept."""
    found, site = seek({}, lost=home)
    assert (found.error, found.found) == (error, ())
    assert found.requests <= 6
    assert found.answered
    assert f'site = "{site.url}"' in agency_toml(found)
    assert "# belum ada umpan" in agency_toml(found)


@pytest.mark.parametrize(
    ("title", "links"),
    [("Just a moment...", 0), ("Account Suspended", 0), ("Log in - Dinas Kesehatan", 0), ("Index of /", 12),
     ("Website dalam perbaikan", 12), ("Apache2 Ubuntu Default Page: It works", 0), ("Domain parking page", 12)],
)  # fmt: skip
def test_the_title_of_what_stands_in_the_way_is_nobodys_name(seek: Seek, title: str, links: int) -> None:
    """Neither a name nor a folder is made of it, also where the page has links; a number gives no folder either."""
    menu = "".join(f'<a href="/{n}">{n}</a>' for n in range(links))
    home = Says(f"<html><head><title>{title}</title></head><body>{menu}</body></html>")
    toml = agency_toml(seek({"/": home})[0])
    assert tomllib.loads(toml)["name"] == "127.0.0.1"
    assert toml.startswith("# content/agencies/instansi/agency.toml\n# Nama folder 'instansi' hanya pengganti")


def test_a_site_that_failed_has_a_skeleton_that_reads_well(seek: Seek, tmp_path: Path) -> None:
    """It says what to do again and what to do meanwhile, and does not begin with "or"; it can be kept, and used."""
    toml = agency_toml(seek({}, lost=Says("Ditolak", status=403))[0])
    assert "./run sources.discover http://127.0.0.1:" in toml
    assert "# Atau" not in toml
    ready = re.sub(r"(?m)^# ((?:\[\[|url = ).*)$", r"\1", toml)
    registered = judged(ready, tmp_path)
    assert registered.faults == ()
    assert registered.agencies[0].feeds[0].pushed


@pytest.mark.parametrize("address", ["http://127.0.0.1:28263", "http://10.1.2.3:99", "http://localhost:5000"])
def test_a_private_address_is_named_so_whatever_its_port(workers: Workers, address: str) -> None:
    """Where the network does not allow them, the port is not what keeps it out."""

    async def run(url: str) -> Discovery:
        async with Net(allow_private=False, agent="Portal Uji", now=lambda: NOW) as net:
            return await discover(url, net=net, workers=workers, network=None, say=lambda _: None, now=lambda: NOW)

    assert asyncio.run(run(address)).error == "private-address"
    assert asyncio.run(run("http://contohkab.invalid:99")).error == "odd-port"


def test_a_feed_behind_a_walled_home_page_is_found(seek: Seek) -> None:
    """Some protectors let feeds through."""
    home = Says("<html><head><title>Just a moment...</title></head><body></body></html>", status=403)
    found, _ = seek({"/": home, "/feed/": rss()})
    assert (found.error, paths(found), found.title) == ("", ["/feed/"], "Dinas Kesehatan")


def test_a_login_box_is_no_wall(seek: Seek) -> None:
    """A home page with a form for its members is a home page."""
    found, _ = seek({"/": page(alternate("/kabar.xml"), '<input type="password">'), "/kabar.xml": rss()})
    assert paths(found) == ["/kabar.xml"]


def test_a_site_that_falls_silent_is_left_alone(seek: Seek) -> None:
    """Two questions without an answer, or one "too many", end the visit."""
    found, site = seek({"/": page()}, lost=Says(hangs=True), seconds=0.3)
    assert (found.error, len(site.asked)) == ("timeout", 3)
    found, site = seek({"/": page()}, lost=Says(status=429))
    assert (found.error, len(site.asked)) == ("http-status", 2)


def test_no_address_is_no_site(workers: Workers) -> None:
    """What cannot be asked is not asked, and told."""

    async def run(url: str) -> Discovery:
        async with line() as net:
            return await discover(url, net=net, workers=workers, network=None, say=lambda _: None, now=lambda: NOW)

    for url in (
        "dishub wanajaya",
        "https://dishub wanajaya/",
        "wanajaya",
        "",
        "ftp://dinkes.example",
        "http://",
        "http://[",
        "dinkes.example:99999",
        "mailto:x@y.z",
        " \n",
    ):
        found = asyncio.run(run(url))
        assert (found.error, found.requests, found.found) == ("bad-address", 0, ()), url
        assert tomllib.loads(agency_toml(found))["kind"]
    found = asyncio.run(run("dinkes.contohkab.invalid"))
    assert (found.error, found.site, found.answered) == ("dns", "https://dinkes.contohkab.invalid", False)
    assert [url for url, _ in found.tried] == [
        "https://dinkes.contohkab.invalid/",
        "https://www.dinkes.contohkab.invalid/",
    ]


@pytest.mark.parametrize(
    ("written", "hosts"),
    [
        ("dinkes.go.id", ("https://dinkes.go.id/ http://dinkes.go.id/", "https://www.dinkes.go.id/ http://www.dinkes.go.id/")),
        ("http://www.dinkes.go.id", ("https://www.dinkes.go.id/ http://www.dinkes.go.id/", "https://dinkes.go.id/ http://dinkes.go.id/")),
        ("https://dinkes.go.id/berita/?x=1#a", ("https://dinkes.go.id/berita/?x=1 http://dinkes.go.id/berita/?x=1",
                                               "https://www.dinkes.go.id/berita/?x=1 http://www.dinkes.go.id/berita/?x=1")),
        ("http://10.1.2.3:8080", ("http://10.1.2.3:8080/",)),
        ("https://10.1.2.3:8080", ("https://10.1.2.3:8080/ http://10.1.2.3:8080/",)),
        ("dinkes.go.id:8443", ("https://dinkes.go.id:8443/ http://dinkes.go.id:8443/",)),
        ("http://10.1.2.3", ("https://10.1.2.3/ http://10.1.2.3/",)),
    ],
)  # fmt: skip
def test_every_door_of_a_site_is_known(written: str, hosts: tuple[str, ...]) -> None:
    """https before http, then the other name; whoever names a port means that door."""
    assert discover_choice.doors(written) == tuple(tuple(host.split()) for host in hosts)


def test_http_is_taken_where_https_does_not_answer(workers: Workers) -> None:
    """An address without a scheme is tried with TLS first, then without."""

    async def run() -> tuple[Discovery, Site]:
        async with Site({"/": page(alternate("/feed/")), "/feed/": rss()}) as site, line() as net:
            written = site.url.removeprefix("http://")
            found = await discover(written, net=net, workers=workers, network=None, say=lambda _: None, now=lambda: NOW)
            return found, site

    found, site = asyncio.run(run())
    assert (found.site, paths(found), found.error) == (site.url, ["/feed/"], "")
    assert found.tried[0][0].startswith("https://")


def test_the_address_of_a_feed_is_enough(seek: Seek) -> None:
    """It is taken, and the site's own page gives the name."""
    shelves = {"/": page(title="Beranda - Dinas Kesehatan Kabupaten Contoh"), "/berita/rss.xml": rss(title="RSS")}
    found, site = seek(shelves, path="/berita/rss.xml")
    assert (paths(found), found.title, found.site) == (
        ["/berita/rss.xml"],
        "Dinas Kesehatan Kabupaten Contoh",
        site.url,
    )


# --- many at once ------------------------------------------------------------------------------------------------


def test_many_sites_are_discovered_side_by_side(workers: Workers) -> None:
    """One Net and one set of workers for all; each gets its own answer, and is told of in its own words."""

    async def run() -> list[tuple[Discovery, list[str]]]:
        async with line() as net:

            async def one(number: int) -> tuple[Discovery, list[str]]:
                told: list[str] = []
                shelves = {"/": page(title=f"Desa Nomor {number}"), f"/{'rss.xml' if number % 2 else 'feed/'}": rss()}
                async with Site(shelves) as site:
                    return await discover(
                        site.url, net=net, workers=workers, network=None, say=told.append, now=lambda: NOW
                    ), told

            return await asyncio.gather(*map(one, range(6)))

    for number, (found, told) in enumerate(asyncio.run(run())):
        assert (found.title, paths(found)) == (f"Desa Nomor {number}", ["/rss.xml" if number % 2 else "/feed/"])
        assert len(told) == found.requests
        assert all(address.startswith(found.site) for address in told)


# --- names and TOML ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Dinas Kesehatan", "Dinas Kesehatan"),
        ("Beranda - Dinas Kesehatan Kabupaten Contoh", "Dinas Kesehatan Kabupaten Contoh"),
        ("Dinas Kesehatan | Melayani dengan Sepenuh Hati dan Tanggung Jawab", "Dinas Kesehatan"),
        ("Selamat Datang di Website Resmi Desa Karangasri", "Desa Karangasri"),
        ("Situs Resmi Kecamatan Sumberjati – Kabupaten Contoh", "Kecamatan Sumberjati"),
        ("Polres Contoh » Feed", "Polres Contoh"),
        ("Home", ""),
        ("Just another WordPress site", ""),
        ("dinkes.example - Parked Domain", ""),
        ("It works! | Kita", "Kita"),
        ("Dinas Sosial | Just a moment...", ""),
        ("  Puskesmas \n Wanasari  ", "Puskesmas Wanasari"),
        ("Kab. Contoh: Kominfo", "Kab. Contoh: Kominfo"),
        ("Sub-Bagian Humas", "Sub-Bagian Humas"),
        ("Dinas\u202e Gigi\x1b[31m", "Dinas Gigi[31m"),
    ],
)
def test_a_name_is_taken_out_of_a_title(title: str, name: str) -> None:
    """Greetings, slogans and "Beranda" are not the agency's name; what is one is left as written."""
    assert plain_name(title) == name


FOUND = Found("https://dinkes.example/feed/", "https://dinkes.example/feed/", Listing("rss", entries=10, full=1.0))


@settings(max_examples=200, deadline=None)
@example(name="Dinas\x7f", title='"\n[[feeds]]\n#', host="\x7f", short="\ud800")
@given(name=st.text(), title=st.text(), host=st.text(), short=st.text())
def test_no_title_breaks_the_toml(name: str, title: str, host: str, short: str) -> None:
    """Whatever a site or a list says, the TOML is read, and says nothing but what it should."""
    strange = replace(FOUND, off=(host,), strangers=(title,), foreign=bool(host))
    found = Discovery(
        "dinkes.example", "https://dinkes.example", title, found=(strange, FOUND), why=title.split("\n")[0]
    )
    for told in (found, replace(found, found=(), error="dns", why="")):
        values = tomllib.loads(agency_toml(replace(told, why=""), name=name, short=short))
        assert values.keys() <= {"name", "short", "kind", "site", "domains", "feeds"}
        assert isinstance(values["name"], str)


def test_what_is_given_is_taken_as_it_is(tmp_path: Path) -> None:
    """A list of agencies knows better than a title: name, short name, kind and folder."""
    found = Discovery("dinkes.example", "https://dinkes.example", "Judul Lain", found=(FOUND,))
    toml = agency_toml(
        found, name='Puskesmas "Wanasari"', short="PKM", kind="puskesmas", slug="pkm-wanasari", color="#9d174d"
    )
    assert toml.startswith("# content/agencies/pkm-wanasari/agency.toml\n")
    agency = judged(toml, tmp_path).agencies[0]
    assert (agency.name, agency.short, agency.kind, agency.site) == (
        'Puskesmas "Wanasari"', "PKM", "puskesmas", "https://dinkes.example"
    )  # fmt: skip
    assert agency.color == "#9d174d"
    assert tomllib.loads(agency_toml(found, kind="kerajaan"))["kind"] != "kerajaan"
    assert "color" not in tomllib.loads(agency_toml(found))  # nobody has settled on a folder yet


# --- whatever comes ----------------------------------------------------------------------------------------------


def look(body: bytes, url: str = "https://dinkes.example/") -> Look:
    return parse_look.look(body, url=url, parse_date=dates.parse)


PIECES = st.sampled_from(
    "<html> <head> </head> <link rel=alternate type=application/rss+xml href= <a href= javascript:x > ' \" // http://[ :80 "
    "webcal://x/y.ics <base href= <title> </title> <meta name=generator content=WordPress <rss> <channel> <item> <link> "
    "</item> </channel> </rss> Sitemap: https://x.example/ \x00 \ud800 é <feed> <entry> {\"items\":[ [{ ]] <!--".split(" ")
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES, max_size=30))
def test_looking_never_raises_and_names_only_web_addresses(pieces: list[str]) -> None:
    """Every body has a look, every failure a name, every address that goes out can be asked."""
    seen = look(" ".join(pieces).encode("utf-8", "replace"))
    assert seen.error == "" or seen.error in FAILURES
    assert (seen.feed is not None) or seen.error
    told = [*seen.sitemaps]
    if seen.page:
        told += [link.url for link in seen.page.feeds]
        told += [*seen.page.sections, *seen.page.calendars]
        told += filter(None, (seen.page.canonical, seen.page.rest))
    assert all(address.startswith(("http://", "https://")) and address.isprintable() for address in told)


def test_a_page_tells_what_it_knows() -> None:
    """CMS, generator, canonical address, news section and calendars, each as an absolute address."""
    head = (
        '<base href="https://dinkes.example/id/"><meta property="og:site_name" content="Dinkes&#x202e; Contoh">'
        '<link rel="canonical" href="beranda">'
        + alternate("ftp://dinkes.example/feed.xml")
        + generator("Elementor 3.2")
        + generator("WordPress 6.8.3")
    )
    body = '<a href="berita-utama/">Berita Utama</a><a href="/berita">Berita</a><a href="webcal://dinkes.example/a.ics">A</a>'
    seen = look(str(page(head, body).body).encode()).page
    assert seen
    assert (seen.cms, seen.generator, seen.site_name) == ("wordpress", "WordPress 6.8.3", "Dinkes Contoh")
    assert seen.canonical == "https://dinkes.example/id/beranda"
    assert seen.sections == ("https://dinkes.example/berita", "https://dinkes.example/id/berita-utama/")
    assert seen.calendars == ("https://dinkes.example/a.ics",)
    assert seen.feeds == ()

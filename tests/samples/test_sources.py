"""What is no feed of articles: agendas, lists, sitemaps, channels, a past behind the feed, and home pages."""

import json
import re
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import feedparser
import pytest
import recurring_ical_events
from bs4 import BeautifulSoup
from icalendar import Calendar
from PIL import Image

from samples import batik, weekly
from samples.cms import CHANNEL, Answer
from samples.layout import WIB
from samples.network import Network, lay_out
from samples.reading import WINDOW, event
from samples.shelves import Shelves

NOW = datetime(2026, 11, 21, 16, 40, 9, tzinfo=UTC)  # 23.40 WIB
ZONE = ZoneInfo("Asia/Jakarta")
Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Network:
    """Kabupaten Contoh, laid out and read; nothing listens."""
    return Network(lay_out(tmp_path_factory.mktemp("contoh") / "demo", now=NOW).folder)


@pytest.fixture(scope="module")
def ask(network: Network) -> Ask:
    """What stands at an address of a site in the first round, asked without a socket."""
    shelves = {
        slug: Shelves(one, network.address(slug), network.layout.first, Path("/nowhere"))
        for slug, one in network.sites.items()
    }
    return lambda slug, path="/": shelves[slug].answer(path.removeprefix(network.address(slug)) or "/", 1)


def soup(answer: Answer) -> BeautifulSoup:
    return BeautifulSoup(answer.body, "lxml")


# --- agendas -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "starts", "ends", "whole"),
    [
        ({"Starts": "3d 09.00"}, datetime(2026, 11, 24, 9, tzinfo=WIB), datetime(2026, 11, 24, 11, tzinfo=WIB), False),
        ({"Starts": "0d 19.30", "Lasts": "30m"}, datetime(2026, 11, 21, 19, 30, tzinfo=WIB),
         datetime(2026, 11, 21, 20, tzinfo=WIB), False),
        ({"Starts": "5d", "Lasts": "3d"}, datetime(2026, 11, 26, tzinfo=WIB), datetime(2026, 11, 29, tzinfo=WIB), True),
    ],
)  # fmt: skip
def test_starts(fields: dict[str, str], starts: datetime, ends: datetime, whole: bool) -> None:
    """What will be begins at an hour of its own on a day counted from the first start's, however late that was."""
    told = event(fields, NOW.astimezone(WIB))
    assert told is not None
    assert (told.starts, told.ends, told.whole_days) == (starts, ends, whole)
    assert event({"Title": "T"}, NOW) is None


def test_agenda_is_a_calendar(network: Network, ask: Ask) -> None:
    """Every event is read by a calendar: hours with a zone, whole days, one cancelled, one for six weeks."""
    body = ask("perpustakaan", network.feed("perpustakaan")).body
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(body)
    events = {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}
    assert len(events) == len(network.sites["perpustakaan"].articles) == 6
    assert events["Bedah Buku Sejarah Sungai Tirta"].decoded("DTSTART") == datetime(2026, 11, 24, 9, tzinfo=ZONE)
    assert str(events["Bedah Buku Sejarah Sungai Tirta"]["LOCATION"]) == "Aula Perpustakaan Umum, Sumberjati"
    assert events["Pameran Arsip Foto Pasar Rakyat"].decoded("DTEND") == date(2026, 11, 29)
    states = [str(one["STATUS"]) for one in events.values()]
    assert (states.count("CANCELLED"), states.count("CONFIRMED")) == (1, 5)
    days = recurring_ical_events.of(calendar).between(date(2026, 11, 21), date(2027, 3, 1))
    weekly = sorted(one.decoded("DTSTART") for one in days if str(one["SUMMARY"]).startswith("Kelas Mendongeng"))
    assert [later - earlier for earlier, later in pairwise(weekly)] == [timedelta(days=7)] * 5


# --- a list --------------------------------------------------------------------------------------


def test_list_is_read_by_its_selectors(network: Network, ask: Ask) -> None:
    """The selectors in the agency's file find every article on three pages, and the text on its own page."""
    slug = "kec-gunungsari-utara"
    told = tomllib.loads((network.layout.content / "agencies" / slug / "agency.toml").read_text())["feeds"][0]
    select, address, found = told["select"], told["url"], []
    for number in range(1, told["pages"] + 1):
        page = soup(ask(slug, address))
        for item in page.select(select["item"]):
            link = urljoin(address, item.select_one(select["link"])["href"])
            found.append(
                (item.select_one(select["title"]).get_text(), link, item.select_one(select["date"]).get_text())
            )
            assert item.select_one(select["summary"]).get_text().endswith("...")
        following = page.select_one(select["next"])
        assert (following is None) == (number == 3)
        address = urljoin(address, following["href"]) if following else ""
    articles = network.sites[slug].listed(1)
    assert [(title, link) for title, link, _ in found] == [
        (one.title, network.page(slug, one.name)) for one in articles
    ]
    assert found[0][2] == "Sabtu, 21 November 2026 | 01.40 WIB"
    for (_, link, _), article in zip(found, articles, strict=True):
        text = soup(ask(slug, link)).select_one(select["body"]).get_text()
        assert article.body.split("\n\n")[-1][:60] in text
        assert "Kabar lain" not in text
    assert not soup(ask(slug, told["url"] + "?hal=9")).select(select["item"])


def test_list_loads_its_pictures_late(network: Network, ask: Ask) -> None:
    """`src` is an empty picture, the real one stands in `data-src`, on the list and on the page."""
    slug = "kec-gunungsari-utara"
    [article] = [one for one in network.sites[slug].articles if one.picture is not None]
    for address in (network.feed(slug), network.page(slug, article.name)):
        picture = soup(ask(slug, address)).select_one("img")
        assert picture is not None
        assert picture["src"] == "/aset/kosong.gif"
        assert str(picture["data-src"]).endswith(f"{article.name}-{article.picture}.png")
    assert ask(slug, "/aset/kosong.gif").body.startswith(b"GIF89a")
    assert b'rel="alternate"' not in ask(slug).body


# --- sitemaps ------------------------------------------------------------------------------------


def test_news_sitemap(network: Network, ask: Ask) -> None:
    """robots.txt names the index, the index the news sitemap, and that every article with title, moment, picture."""
    slug = "disparbud"
    index = re.search(rb"Sitemap: (\S+)", ask(slug, "/robots.txt").body)
    assert index is not None
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "n": "http://www.google.com/schemas/sitemap-news/0.9",
        "i": "http://www.google.com/schemas/sitemap-image/1.1",
    }
    part = ElementTree.fromstring(ask(slug, index[1].decode()).body).findtext("s:sitemap/s:loc", namespaces=names)
    assert part == network.feed(slug)
    urls = ElementTree.fromstring(ask(slug, part).body).findall("s:url", names)
    articles = network.sites[slug].listed(1)
    assert [url.findtext("s:loc", namespaces=names) for url in urls] == [network.page(slug, a.name) for a in articles]
    for url, article in zip(urls, articles, strict=True):
        assert url.findtext("n:news/n:title", namespaces=names) == article.title
        said = url.findtext("n:news/n:publication_date", namespaces=names) or ""
        assert datetime.fromisoformat(said) == article.published
        assert (url.find("i:image/i:loc", names) is None) == (article.picture is None)


def test_pages_behind_the_sitemap_tell_of_themselves(network: Network, ask: Ask) -> None:
    """Open Graph and JSON-LD agree with the article, and the text stands in one box."""
    article = network.sites["disparbud"].articles[0]
    page = soup(ask("disparbud", network.page("disparbud", article.name)))
    graph = {tag["property"]: tag["content"] for tag in page.select("meta[property]")}
    told = json.loads(page.select_one('script[type="application/ld+json"]').string)
    assert graph["og:title"] == told["headline"] == article.title
    assert graph["article:published_time"] == told["datePublished"] == article.published.isoformat()
    assert [graph["og:image"]] == told["image"]
    assert "lesung hanya menjadi pajangan" in page.select_one("div.konten").get_text()


# --- a channel -----------------------------------------------------------------------------------


def test_channel(network: Network, ask: Ask) -> None:
    """Videos have YouTube's ids and groups, and no address of theirs leaves this machine."""
    slug = "radio-suara-contoh"
    body = ask(slug, network.feed(slug)).body
    assert re.fullmatch(r"UC[\w-]{22}", CHANNEL)
    said = feedparser.parse(body)
    for entry in said.entries:
        assert re.fullmatch(r"[\w-]{11}", entry.yt_videoid)
        assert entry.id == f"yt:video:{entry.yt_videoid}"
        assert entry.link == f"{network.address(slug)}/watch?v={entry.yt_videoid}"
        assert entry.media_thumbnail[0]["url"] == f"{network.address(slug)}/vi/{entry.yt_videoid}/hqdefault.png"
        assert entry.media_statistics["views"].isdecimal()
        assert ask(slug, entry.link).status == 200
    names = (
        b"http://www.youtube.com/xml/schemas/2015",
        b"http://search.yahoo.com/mrss/",
        b"http://www.w3.org/2005/Atom",
    )
    for name in names:
        body = body.replace(name, b"")
    assert set(re.findall(rb"https?://([^/:\"<]+)", body)) == {b"127.0.0.1"}


def test_thumbnails_are_drawn_in_their_size(network: Network, tmp_path: Path) -> None:
    """A thumbnail has the 480 by 360 pixels that the feed promises."""
    channel = network.sites["radio-suara-contoh"]
    shelves = Shelves(channel, "http://127.0.0.1:1", network.layout.first, tmp_path)
    answer = shelves.answer(f"/vi/Ctoh_{channel.articles[0].number}/hqdefault.png", 1)
    with Image.open(BytesIO(answer.body)) as picture:
        assert picture.size == (480, 360) != batik.CANVAS


# --- a feed that was pushed ----------------------------------------------------------------------


def test_pushed_feed(network: Network, ask: Ask) -> None:
    """The file in the inbox is a feed by itself; its entries point to a site that answers nobody from abroad."""
    body = (network.layout.content / "agencies/pertanahan/inbox/berita.xml").read_bytes()
    ElementTree.fromstring(body)
    entries = feedparser.parse(body).entries
    assert len({entry.id for entry in entries}) == 3
    assert all(entry.link.startswith(f"{network.address('pertanahan')}/berita/") for entry in entries)
    assert all(datetime.fromisoformat(entry.published) < NOW for entry in entries)
    assert b"{" not in body
    assert {ask("pertanahan", path).status for path in ("/", "/feed/", "/berita/loket-akhir-pekan/")} == {403}


# --- what lies behind the feed -------------------------------------------------------------------


def test_weekly_reports_agree_with_each_other() -> None:
    """What a report says of the week before is what that week's own report says; titles are all different."""
    texts = [text for _, text in weekly.reports(45, NOW.astimezone(WIB))]
    assert len({text.splitlines()[0] for text in texts}) == len(texts) == 45
    row = re.compile(r"^- ([^:]+): (Rp[\d.]+) per \w+, (?:tetap|(?:naik|turun) dari (Rp[\d.]+))$", re.MULTILINE)
    for newer, older in pairwise(texts):
        before = {name: price for name, price, _ in row.findall(older)}
        for name, price, said in row.findall(newer):
            assert (said or price) == before[name]
        assert len(before) == 8
    assert list(weekly.reports(45, NOW)) == list(weekly.reports(45, NOW))


def test_a_feed_has_a_past(network: Network, ask: Ask) -> None:
    """Ten items, and page by page, newest first, all the others; behind the last page there is nothing."""
    dkp = network.sites["dkp"]
    assert len(dkp.articles) == WINDOW == 10
    assert len(dkp.past) >= 35
    links = []
    for page in range(1, 6):
        links += [entry.link for entry in feedparser.parse(ask("dkp", f"/feed/?paged={page}").body).entries]
    assert links == [network.page("dkp", article.name) for article in (*dkp.articles, *dkp.past)]
    assert ask("dkp", "/feed/?paged=6").status == 404
    assert ask("diskominfo", "/feed/?paged=2").status == 404


def test_rest_pages(network: Network, ask: Ask) -> None:
    """Pages are counted in the headers, the next is named, and a page too far is refused as WordPress does."""
    posts, total = "/wp-json/wp/v2/posts", len(network.sites["dkp"].articles + network.sites["dkp"].past)
    seen = []
    for page in range(1, 4):
        answer = ask("dkp", f"{posts}?page={page}&per_page=20")
        headers = dict(answer.headers)
        assert (headers["X-WP-Total"], headers["X-WP-TotalPages"]) == (str(total), "3")
        assert ("Link" in headers) == (page < 3)
        seen += [post["id"] for post in json.loads(answer.body)]
    assert len(seen) == len(set(seen)) == total
    for query, code in (
        ("page=4&per_page=20", "rest_post_invalid_page_number"),
        ("per_page=101", "rest_invalid_param"),
        ("page=nol", "rest_invalid_param"),
    ):
        refused = ask("dkp", f"{posts}?{query}")
        assert (refused.status, json.loads(refused.body)["code"]) == (400, code)
    assert "_embedded" not in json.loads(ask("dkp", posts).body)[0]
    assert "_embedded" in json.loads(ask("dkp", f"{posts}?_embed=1").body)[0]


def test_headers_reach_the_caller(network: Network) -> None:
    """The totals go over the wire, with a 304 too."""
    from tests.samples.test_network import get

    with Network(network.layout.folder) as served:
        address = served.address("dkp") + "/wp-json/wp/v2/posts?per_page=5"
        _, headers, _ = get(address)
        assert headers["X-WP-TotalPages"] == "10"
        assert get(address, If_None_Match=headers["ETag"])[0] == 304


# --- home pages ----------------------------------------------------------------------------------


def alternates(network: Network, ask: Ask, slug: str) -> list[str]:
    base = network.address(slug) + "/"
    return [urljoin(base, str(link["href"])) for link in soup(ask(slug)).select('link[rel="alternate"]')]


@pytest.mark.parametrize(
    ("slug", "mark"),
    [
        ("diskominfo", '<meta name="generator" content="WordPress 6.8.3" />'),
        ("diskominfo", '<link rel="https://api.w.org/"'),
        ("disdik", "joomla-script-options"),
        ("desa-karangasri", "OpenSID"),
        ("kec-sumberjati", "<meta content='blogger' name='generator'/>"),
        ("dpupr", '<meta name="Generator" content="Drupal 10'),
        ("dpupr", "data-drupal-selector"),
        ("kec-tirtamulya", "PHP-Nuke"),
        ("bkpsdm", "Movable Type"),
        ("radio-suara-contoh", f'<meta itemprop="identifier" content="{CHANNEL}">'),
    ],
)
def test_home_pages_give_their_maker_away(network: Network, ask: Ask, slug: str, mark: str) -> None:
    """Each CMS leaves its own marks on the home page, in its own spelling."""
    assert mark in ask(slug).body.decode()


def test_comments_are_named_first_once(network: Network, ask: Ask) -> None:
    """One WordPress names its comments before its feed; the others the other way round."""
    named = {slug: alternates(network, ask, slug) for slug, one in network.sites.items() if one.dialect == "wordpress"}
    first = [slug for slug, links in named.items() if links[0].endswith("/comments/feed/")]
    assert first == ["dkp"]
    assert all(len(links) == 2 for links in named.values())


def test_what_is_named_is_not_always_there(network: Network, ask: Ask) -> None:
    """A home-made site names a feed that is gone, an OpenSID its sitemap, a closed WordPress what it refuses."""
    [gone] = alternates(network, ask, "bappeda")
    assert ask("bappeda", gone).status == 404
    assert ask("bappeda", "/rss").status == 200
    [sitemap] = alternates(network, ask, "desa-karangasri")
    assert b"<urlset" in ask("desa-karangasri", sitemap).body
    assert {ask("dinkes", link).status for link in alternates(network, ask, "dinkes")} == {403}


def test_everything_else_that_is_named_is_there(network: Network, ask: Ask) -> None:
    """The other sites name only what answers, and a joomla's menu names all that it lists."""
    for slug, one in network.sites.items():
        if one.dialect not in ("homemade", "wordpress-rest", "challenge", "closed", "dead"):
            for link in alternates(network, ask, slug):
                assert ask(slug, link).status == 200, link
                assert "html" not in ask(slug, link).content_type, link
    assert b"/index.php/berita?format=feed&amp;type=rss" in ask("disdik", "/index.php/berita").body

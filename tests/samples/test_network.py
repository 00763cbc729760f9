"""The sample network: laid out once, served on loopback, the same from pull to pull."""

import http.client
import json
import socket
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import feedparser
import pytest
from PIL import Image

import samples
from samples.layout import WIB
from samples.network import Layout, Network, PortTaken, advance, lay_out
from samples.reading import head, read_sites, span

NOW = datetime(2026, 11, 21, 3, 7, 41, tzinfo=UTC)
REAL = Path(samples.__file__).parent
SITE = 'dialect = "{dialect}"\ntitle = "Situs {slug}"\ncolor = "#0b6e4f"\nmotif = "kawung"\n'
SITES = {
    "dinas": "wordpress", "badan": "wordpress-rest", "desa": "joomla", "mati": "dead", "jaga": "challenge",
    "kota": "windows-1252",
}  # fmt: skip
KABAR = "Title: {title}\nAge: {age}\nPicture: 2\nAlt: Balai desa\n{more}\n\nTeks {title}.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A tiny network: a WordPress whose articles come and go, five other sites, and a contributor."""
    for slug, dialect in SITES.items():
        write(tmp_path, f"sites/{slug}/site.toml", SITE.format(dialect=dialect, slug=slug))
        write(tmp_path, f"sites/{slug}/tetap.md", KABAR.format(title="Tetap", age="2d 3h", more="Author: Humas"))
        agency = f'name = "{slug}"\nsite = "{{site}}"\n[[feeds]]\nurl = "{{site}}/feed/"\n'
        write(tmp_path, f"content/agencies/{slug}/agency.toml", agency)
    for name, more in (("pergi", "Until: 1"), ("datang", "From: 2"), ("ralat", ""), ("ralat.2", "")):
        title = name.replace(".2", " baru").title()
        write(tmp_path, f"sites/dinas/{name}.md", KABAR.format(title=title, age="1d", more=more))
    write(tmp_path, "content/agencies/posko/agency.toml", 'name = "Posko"\n')
    for name, picture in (("siaga", "siaga.jpg"), ("lama", "lama.png")):
        moments = "Date: {now-6h}\nUntil: {now+1d 30m}\nStarts: {now+3d 09.00}\n"
        text = f"Title: T\n{moments}Picture: {picture}\n\nTeks {{now}}.\n"
        write(tmp_path, f"content/agencies/posko/{name}.md", text)
    write(tmp_path, "content/agencies/posko/lama.png", "milik posko")
    return tmp_path


@pytest.fixture
def layout(source: Path) -> Layout:
    return lay_out(source / "demo", now=NOW, source=source)


@pytest.fixture
def network(layout: Layout) -> Iterator[Network]:
    with Network(layout.folder) as served:
        yield served


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; header names with _ for -."""
    parts = urlsplit(address)
    line = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        line.close()


def titles(address: str) -> set[str]:
    return {entry.title for entry in feedparser.parse(get(address)[2]).entries}


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder with its bytes and the moment it was last written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hours"), [("2d 3h", 51), ("1d8h", 32), ("90m", 1.5), ("0m", 0), (" 3h 30m ", 3.5), ("1h 1h", 2)]
)
def test_span(text: str, hours: float) -> None:
    """Ages are days, hours and minutes, with spaces or without."""
    assert span(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "3", "3 weeks", "-2d", "1d and 2h"])
def test_span_refuses_what_it_cannot_read(text: str) -> None:
    """Anything else is refused with an example of what would do."""
    with pytest.raises(ValueError, match="2d 3h"):
        span(text)


def test_fields_end_at_the_first_empty_line() -> None:
    """A colon in a value or in the body is no field."""
    assert head("Title: A: b\nAge: 1d\n\nPukul: 10\n") == ({"Title": "A: b", "Age": "1d"}, "Pukul: 10")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a/site.toml", SITE.format(dialect="geocities", slug="a"), "geocities"),
        ("a/site.toml", 'dialect = "joomla"', "motif"),
        ("a/satu.md", "Title: T\n\nTeks", "satu.md: the field 'Age' is missing"),
        ("a/satu.md", "Title: T\nAge: 1d\nColour: red\n\nTeks", "'Colour' is unknown"),
        ("a/satu.md", "Title: T\nAge: kemarin\n\nTeks", "satu.md: 'kemarin' is no span"),
        ("a/satu.md", "Title: T\nAge: 1d\nStarts: besok\n\nTeks", "satu.md: 'besok' is no start"),
    ],
)
def test_faults_name_the_file(tmp_path: Path, name: str, text: str, said: str) -> None:
    """Whoever writes a sample wrongly learns which file and which field."""
    write(tmp_path, "a/site.toml", SITE.format(dialect="joomla", slug="a"))
    write(tmp_path, name, text)
    with pytest.raises(ValueError, match=r"site\.toml|satu\.md") as raised:
        read_sites(tmp_path, NOW)
    assert said in str(raised.value)


# --- laying out ----------------------------------------------------------------------------------


def test_blanks_are_filled(layout: Layout) -> None:
    """{site} becomes the site's address, {now…} a moment with the offset of WIB, with an hour of its own where one is
    named."""
    agency = (layout.content / "agencies/dinas/agency.toml").read_text()
    assert f'site = "{layout.address("dinas")}"' in agency
    assert f'url = "{layout.address("dinas")}/feed/"' in agency
    fields, body = head((layout.content / "agencies/posko/siaga.md").read_text())
    assert fields["Date"] == "2026-11-21T04:07:41+07:00"
    assert fields["Until"] == "2026-11-22T10:37:41+07:00"
    assert fields["Starts"] == "2026-11-24T09:00:00+07:00"
    assert body == "Teks 2026-11-21T10:07:41+07:00."


def test_contributed_pictures_are_drawn(layout: Layout) -> None:
    """A picture that an article names is drawn in the format of its name, unless somebody put one there."""
    with Image.open(layout.content / "agencies/posko/siaga.jpg") as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 675))
    assert (layout.content / "agencies/posko/lama.png").read_text() == "milik posko"


def test_second_call_changes_nothing(source: Path, layout: Layout) -> None:
    """Ports, the moment and every file stay as the first call left them, though the clock moved on."""
    before = tree(layout.folder)
    assert lay_out(layout.folder, now=NOW + timedelta(days=9), source=source) == layout
    assert tree(layout.folder) == before


def test_every_site_and_the_portal_have_a_port_of_their_own(layout: Layout) -> None:
    """No port is given twice."""
    ports = [layout.portal, *layout.ports.values()]
    assert sorted(layout.ports) == ["badan", "desa", "dinas", "jaga", "kota", "mati"]
    assert len(set(ports)) == len(ports)
    assert layout.portal_address == f"http://127.0.0.1:{layout.portal}"


@pytest.mark.parametrize("lost", ["content", "sites"])
def test_a_crash_is_completed(source: Path, layout: Layout, lost: str) -> None:
    """What a killed lay-out left half made is made anew; ports and moment are those already chosen."""
    whole = {name: body for name, (body, _) in tree(layout.folder).items()}
    (layout.folder / lost).rename(layout.folder / f"{lost}.half")
    write(layout.folder, f"{lost}.half/agencies/rusak.md", "setengah")
    assert lay_out(layout.folder, now=NOW + timedelta(days=1), source=source) == layout
    assert {name: body for name, (body, _) in tree(layout.folder).items()} == whole


def test_a_blank_that_cannot_be_filled_names_its_file(source: Path) -> None:
    """An agency that asks for a site it does not have is a fault of the samples, and said so."""
    write(source, "content/agencies/tanpa/agency.toml", 'site = "{site}"\n')
    with pytest.raises(ValueError, match=r"tanpa.agency\.toml.*sites/tanpa"):
        lay_out(source / "demo", now=NOW, source=source)


def test_pushed_feeds_are_filled_in(source: Path) -> None:
    """A feed file in an agency's inbox gets its moments and its site's address, whatever its format."""
    write(source, "content/agencies/dinas/inbox/berita.xml", '<a href="{site}/">{now-1d}</a>')
    layout = lay_out(source / "demo", now=NOW, source=source)
    said = (layout.content / "agencies/dinas/inbox/berita.xml").read_text()
    assert said == f'<a href="{layout.address("dinas")}/">2026-11-20T10:07:41+07:00</a>'


def test_a_naive_moment_is_refused(tmp_path: Path) -> None:
    """A first start without a zone would date every article wrongly somewhere."""
    with pytest.raises(ValueError, match="time zone"):
        lay_out(tmp_path / "demo", now=NOW.replace(tzinfo=None), source=tmp_path)


def test_starts_are_counted(layout: Layout) -> None:
    """The first start is round 1, and the count outlives the process; nothing else is touched."""
    assert Network(layout.folder).round == 1
    assert [advance(layout.folder) for _ in range(3)] == [1, 2, 3]
    assert Network(layout.folder).round == 3
    kept = json.loads((layout.folder / "network.json").read_text())
    assert (kept["round"], kept["ports"]) == (3, layout.ports)


# --- serving -------------------------------------------------------------------------------------


def test_rounds_decide_what_is_listed(network: Network) -> None:
    """From, Until and a second version take effect with the round, in the feed and at the page."""
    assert titles(network.feed("dinas")) == {"Tetap", "Pergi", "Ralat"}
    assert get(network.page("dinas", "datang"))[0] == 404
    network.round = 2
    assert titles(network.feed("dinas")) == {"Tetap", "Datang", "Ralat Baru"}
    assert get(network.page("dinas", "datang"))[0] == 200
    assert get(network.page("dinas", "pergi"))[0] == 404
    assert b"Ralat Baru" in get(network.page("dinas", "ralat"))[2]


def test_corrected_article_stays_the_same_article(network: Network) -> None:
    """A correction keeps link, guid and date."""

    def told() -> list[tuple[str, str, str]]:
        entries = feedparser.parse(get(network.feed("dinas"))[2]).entries
        return [(one.link, one.id, one.published) for one in entries if one.title.startswith("Ralat")]

    before = told()
    network.round = 2
    assert told() == before


def test_dates_count_back_from_the_first_start(network: Network) -> None:
    """Publication is the first start less the article's age."""
    assert network.layout.first == NOW.astimezone(WIB)
    [entry] = [one for one in feedparser.parse(get(network.feed("dinas"))[2]).entries if one.title == "Tetap"]
    assert entry.published == "Thu, 19 Nov 2026 00:07:41 +0000"


def test_conditional_get(network: Network) -> None:
    """Either validator spares the body; a tag that does not match outweighs a date that does."""
    feed = network.feed("dinas")
    _, headers, body = get(feed)
    tag, changed = headers["ETag"], headers["Last-Modified"]
    assert get(feed, If_None_Match=tag)[::2] == (304, b"")
    assert get(feed, If_None_Match=f'"other", W/{tag}')[0] == 304
    assert get(feed, If_Modified_Since=changed)[0] == 304
    assert get(feed, If_None_Match='"other"', If_Modified_Since=changed)[::2] == (200, body)
    assert get(feed, If_Modified_Since="kemarin")[0] == 200


def test_validators_move_with_the_content_alone(network: Network) -> None:
    """A new round with new content is not 304 by either validator; a round that changes nothing is."""
    _, headers, _ = get(network.feed("dinas"))
    validators = {"If_None_Match": headers["ETag"], "If_Modified_Since": headers["Last-Modified"]}
    network.round = 2
    for name, value in validators.items():
        assert get(network.feed("dinas"), **{name: value})[0] == 200
    second = get(network.feed("dinas"))
    network.round = 7
    assert get(network.feed("dinas"))[1]["ETag"] == second[1]["ETag"]
    assert get(network.feed("dinas"), If_None_Match=second[1]["ETag"])[0] == 304


def test_bodies_outlive_a_restart(layout: Layout) -> None:
    """Another process says the same bytes with the same validators."""
    said = []
    for _ in range(2):
        with Network(layout.folder) as network:
            status, headers, body = get(network.feed("dinas"))
            said.append((status, headers["ETag"], headers["Last-Modified"], body))
    assert said[0] == said[1]


def test_keep_alive(network: Network) -> None:
    """One connection carries many requests, 304 and 404 among them, each with its right length."""
    line = http.client.HTTPConnection(urlsplit(network.address("dinas")).netloc, timeout=10)
    line.connect()
    own = line.sock
    for path, status in (("/feed/", 200), ("/nowhere", 404), ("/", 200)):
        line.request("GET", path)
        answer = line.getresponse()
        assert answer.status == status
        assert len(answer.read()) == int(answer.headers["Content-Length"])
    line.request("HEAD", "/feed/")
    assert line.getresponse().read() == b""
    assert line.sock is own
    line.close()


def test_requests_are_counted(network: Network) -> None:
    """Every answer is on the list with its site, path and status by the time it arrives."""
    tag = get(network.feed("desa"))[1]["ETag"]
    get(network.feed("desa"), If_None_Match=tag)
    get(network.address("dinas") + "/nowhere")
    path = "/index.php/berita?format=feed&type=rss"
    assert network.requests == [("desa", path, 200), ("desa", path, 304), ("dinas", "/nowhere", 404)]


def test_closed_wordpress(network: Network) -> None:
    """Its feed refuses, its REST interface does not."""
    assert get(network.address("badan") + "/feed/")[0] == 403
    [post] = json.loads(get(network.address("badan") + "/wp-json/wp/v2/posts?per_page=20&_embed=1")[2])
    assert post["title"]["rendered"] == "Tetap"


def test_addresses_with_queries(network: Network) -> None:
    """A query tells pages apart where the CMS does so, in any order, and is ignored elsewhere."""
    reordered = network.address("desa") + "/index.php/berita?type=rss&format=feed"
    assert get(reordered)[2] == get(network.feed("desa"))[2]
    assert get(network.page("kota", "tetap"))[0] == 200
    assert get(network.address("kota") + "/baca.php?id=1")[0] == 404
    assert get(network.page("dinas", "tetap") + "?utm_source=x")[0] == 200


def test_dead_refuses(network: Network) -> None:
    """Nothing listens at the dead site's port."""
    with pytest.raises(ConnectionRefusedError):
        get(network.address("mati") + "/feed/")


def test_challenge_stands_before_everything(network: Network) -> None:
    """Any path of the guarded site gives the check with status 200 and no validators."""
    for path in ("/", "/feed/", "/tetap/"):
        status, headers, body = get(network.address("jaga") + path)
        assert (status, "ETag" in headers) == (200, False)
        assert b"Just a moment..." in body


@pytest.mark.parametrize("slug", ["dinas", "badan", "desa", "kota"])
def test_home_names_the_feed_and_links_to_the_articles(network: Network, slug: str) -> None:
    """From the front page a reader comes to every article, and a program to the feed."""
    said = get(network.address(slug) + "/")[2].decode()
    assert f'href="{network.page(slug, "tetap")}"' in said
    assert 'rel="alternate"' in said


def test_pictures(network: Network) -> None:
    """Pictures are drawn when asked for, kept in the folder, and not sent twice to who has them."""
    address = network.address("dinas") + "/wp-content/uploads/2026/11/tetap-2"
    assert not (network.layout.folder / "pictures").exists()
    status, headers, body = get(f"{address}-300x169.png")
    assert (status, headers["Content-Type"]) == (200, "image/png")
    with Image.open(BytesIO(body)) as picture:
        assert picture.size == (300, 169)
    assert [path.read_bytes() for path in (network.layout.folder / "pictures").iterdir()] == [body]
    assert get(f"{address}-300x169.png", If_None_Match=headers["ETag"])[0] == 304
    assert get(f"{address}-9x9.png")[0] == 404


def test_a_taken_port_is_named(layout: Layout) -> None:
    """When another program sits on a kept port, the error says which and what to do; nothing stays open."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", layout.ports["kota"]))
        other.listen()
        with pytest.raises(PortTaken, match=rf"Porta {layout.ports['kota']}, milik situs contoh 'kota'.*Hentikan"):
            Network(layout.folder).__enter__()
    with Network(layout.folder) as network:
        assert get(network.feed("kota"))[0] == 200


def test_closing_ends_kept_connections(layout: Layout) -> None:
    """After the context nothing answers any more, not even a connection that was kept alive."""
    with Network(layout.folder) as network:
        line = http.client.HTTPConnection(urlsplit(network.address("dinas")).netloc, timeout=10)
        line.request("GET", "/feed/")
        line.getresponse().read()
        address = network.feed("dinas")
    assert line.sock.recv(1) == b""
    line.close()
    with pytest.raises(ConnectionRefusedError):
        get(address)


# --- Kabupaten Contoh ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def contoh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """The real sample network."""
    layout = lay_out(tmp_path_factory.mktemp("contoh") / "demo", now=NOW)
    start = monotonic()
    with Network(layout.folder) as served:
        assert monotonic() - start < 1.0, "all sites must be up in well under a second"
        yield served


REAL_SITES = sorted(path.parent.name for path in (REAL / "sites").glob("*/site.toml"))


@pytest.mark.parametrize("turn", [1, 2, 3])
@pytest.mark.parametrize("slug", REAL_SITES)
def test_real_site_is_served_whole(contoh: Network, slug: str, turn: int) -> None:
    """Each site of Kabupaten Contoh gives in every round a feed with as many entries as it lists articles."""
    site, contoh.round = contoh.sites[slug], turn
    if site.dialect == "dead":
        with pytest.raises(ConnectionRefusedError):
            get(contoh.feed(slug))
        return
    status, headers, body = get(contoh.feed(slug))
    assert status == (403 if site.dialect == "closed" else 200)
    count = {"list": b'class="kartu-berita"', "sitemap": b"<loc>", "ical": b"BEGIN:VEVENT"}.get(site.dialect)
    if count:
        pages = [f"{contoh.feed(slug)}?hal={number}" for number in (1, 2, 3)] if site.dialect == "list" else []
        body = b"".join(get(page)[2] for page in pages) or body
        assert body.count(count) == len(site.listed(turn)) > 0
    elif "json" in headers["Content-Type"]:
        said = json.loads(body)
        assert len(said if isinstance(said, list) else said["items"]) == len(site.listed(turn))
    elif site.dialect not in ("challenge", "closed"):
        feed = feedparser.parse(body, response_headers={"content-type": headers["Content-Type"]})
        assert not feed.bozo or site.dialect in ("homemade", "windows-1252"), feed.bozo_exception
        assert len(feed.entries) == len(site.listed(turn)) > 0


@pytest.mark.parametrize("slug", REAL_SITES)
def test_real_pages_answer(contoh: Network, slug: str) -> None:
    """Every article that a site lists or once listed has a page that answers, and no two share an address."""
    site, contoh.round = contoh.sites[slug], 1
    if site.dialect in ("dead", "challenge", "closed"):
        return
    pages = [contoh.page(slug, article.name) for article in (*site.listed(1), *site.past)]
    assert len(set(pages)) == len(pages)
    assert {get(page)[0] for page in pages} == {200}


def test_real_agencies_ask_for_feeds_that_are_served(contoh: Network) -> None:
    """The addresses in the agencies' files are those at which their sites answer."""
    contoh.round, asked = 1, 0
    for path in sorted((contoh.layout.content / "agencies").glob("*/agency.toml")):
        for feed in tomllib.loads(path.read_text(encoding="utf-8")).get("feeds", []):
            if feed["url"].startswith("inbox/"):
                assert (path.parent / feed["url"]).is_file(), f"{path.parent.name}: {feed['url']}"
            elif contoh.sites[path.parent.name].dialect != "dead":
                assert get(feed["url"])[0] == 200, f"{path.parent.name}: {feed['url']}"
                asked += 1
    assert asked > 10

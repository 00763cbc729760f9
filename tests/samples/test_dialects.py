"""Every dialect of the sample sites says what its CMS would say, and says it so that readers can read it."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import escape
from xml.etree import ElementTree

import feedparser
import pytest

from samples.cms import CMS, Answer, Edition
from samples.dialects import FEEDS, FURTHER, OTHERS
from samples.layout import WIB
from samples.pages import home, page
from samples.reading import DIALECTS, Article, Site
from samples.wordpress import comments

FIRST = datetime(2026, 11, 21, 10, 0, tzinfo=WIB)
BASE = "http://127.0.0.1:20001"
XML = (
    "wordpress", "wordpress-excerpt", "joomla", "opensid", "blogspot", "drupal", "homemade", "atom", "rdf", "rss091",
    "utf16", "windows-1252", "youtube",
)  # fmt: skip
REFUSALS = ("challenge", "closed", "dead")
NAMES = {"content": "http://purl.org/rss/1.0/modules/content/", "dc": "http://purl.org/dc/elements/1.1/"}
LONG = "Warga datang sejak pagi dan pulang sebelum hujan turun. " * 12


def article(name: str = "posyandu", **fields: object) -> Article:
    told: dict[str, object] = {
        "title": 'Posyandu "Melati" & Kader – Bergerak',
        "published": FIRST - timedelta(days=1, minutes=15),
        "updated": FIRST - timedelta(days=1, minutes=15),
        "body": f"Kader berkata, “mari datang” ]]> sekarang. {LONG}\n\n## Jadwal\n\n- Senin\n- Kamis\n",
        "author": "Humas & Kader",
        "tags": ("Kesehatan", "Ibu & Anak"),
        "picture": 3,
        "alt": 'Kader "Melati" menimbang balita',
    }
    return Article(name=name, **(told | fields))


def edition(dialect: str, *articles: Article, share: str = "") -> Edition:
    site = Site("puskesmas", dialect, "Puskesmas A & B", "#0b6e4f", "kawung", share, articles)
    return Edition(site, BASE, articles, max((one.updated for one in articles), default=FIRST))


def feed(dialect: str, *articles: Article, share: str = "") -> Answer:
    return (FEEDS | OTHERS)[dialect](edition(dialect, *articles, share=share))


def parsed(answer: Answer) -> feedparser.FeedParserDict:
    return feedparser.parse(answer.body, response_headers={"content-type": answer.content_type}, sanitize_html=False)


def test_every_dialect_has_its_addresses_and_its_feed() -> None:
    """The format's dialects, the table of addresses and the table of feeds name the same CMSs."""
    assert set(DIALECTS) == set(CMS) == {*FEEDS, *OTHERS, "dead"}
    assert not set(FEEDS) & set(OTHERS)
    assert set(FURTHER) <= set(DIALECTS)


@pytest.mark.parametrize("count", [0, 1, 7])
@pytest.mark.parametrize("dialect", XML)
def test_feedparser_finds_every_article(dialect: str, count: int) -> None:
    """Each XML dialect gives as many entries as there are articles, each with its own link."""
    answer = feed(dialect, *(article(f"artikel-{k}") for k in range(count)))
    entries = parsed(answer).entries
    assert len({entry.link for entry in entries}) == len(entries) == count


@pytest.mark.parametrize("dialect", [name for name in XML if name not in ("homemade", "windows-1252")])
def test_honest_dialects_are_well_formed(dialect: str) -> None:
    """All but the two that are broken on purpose pass a strict XML parser, whatever the text holds."""
    ElementTree.fromstring(feed(dialect, article(), share="Bagikan: X Telegram").body)


@pytest.mark.parametrize("dialect", sorted(FEEDS | OTHERS))
def test_same_edition_same_bytes(dialect: str) -> None:
    """A feed is a function of its edition, so its ETag stands from pull to pull."""
    assert feed(dialect, article()) == feed(dialect, article())


def test_wordpress_item() -> None:
    """Full text in content:encoded, a guid that is no link, numbered entities, and the telltale tail."""
    answer = feed("wordpress", article(), share="Bagikan: Facebook WhatsApp")
    item = ElementTree.fromstring(answer.body).find("channel/item")
    assert item is not None
    guid = item.find("guid")
    assert guid is not None
    assert guid.attrib == {"isPermaLink": "false"}
    assert guid.text == f"{BASE}/?p={article().number}"
    assert item.findtext("dc:creator", namespaces=NAMES) == "Humas & Kader"
    assert item.findtext("pubDate") == "Fri, 20 Nov 2026 02:45:00 +0000"
    assert [category.text for category in item.findall("category")] == ["Kesehatan", "Ibu & Anak"]
    full = item.findtext("content:encoded", namespaces=NAMES) or ""
    assert '<figure class="wp-block-image size-large">' in full
    assert "srcset=" in full
    assert '<div class="sharedaddy' in full
    assert full.rstrip().endswith(f'appeared first on <a href="{BASE}">Puskesmas A &amp; B</a>.</p>')
    assert "[&#8230;]</p>" in (item.findtext("description") or "")
    assert b"Kader &#8211; Bergerak</title>" in answer.body


def test_wordpress_comments_are_a_feed_of_their_own() -> None:
    """The comments feed parses like the feed but holds what visitors said."""
    found = parsed(comments(edition("wordpress", article())))
    assert [entry.title.startswith("Komentar di") for entry in found.entries] == [True]


def test_wordpress_rest() -> None:
    """A post as the REST interface gives it: times in both zones, entities, author, picture and terms."""
    changed = FIRST + timedelta(seconds=1)
    [post] = json.loads(feed("wordpress-rest", article(updated=changed)).body)
    assert post["date"] == "2026-11-20T09:45:00"
    assert post["date_gmt"] == "2026-11-20T02:45:00"
    assert post["modified_gmt"] == f"{changed.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    assert "&#8211;" in post["title"]["rendered"]
    assert "<h2" in post["content"]["rendered"]
    [media] = post["_embedded"]["wp:featuredmedia"]
    assert media["source_url"].endswith("posyandu-3.png")
    assert media["alt_text"] == 'Kader "Melati" menimbang balita'
    assert post["_embedded"]["author"][0]["name"] == "Humas & Kader"
    assert post["_embedded"]["wp:term"][0][1]["name"] == "Ibu & Anak"


def test_wordpress_excerpt() -> None:
    """Set to summaries, the feed has 55 words and the tail, and no content:encoded: the text is on the page alone."""
    answer = feed("wordpress-excerpt", article())
    item = ElementTree.fromstring(answer.body).find("channel/item")
    assert item is not None
    assert item.find("content:encoded", NAMES) is None
    assert "[&#8230;]</p>" in (item.findtext("description") or "")
    assert "appeared first on" in (item.findtext("description") or "")
    shown = edition("wordpress-excerpt", article())
    assert page(shown, shown.articles[0]).count(LONG.strip()) == 1


def test_joomla_quirks() -> None:
    """Relative pictures, an author as e-mail (name), a channel link to nowhere."""
    said = feed("joomla", article()).body.decode()
    assert '<img src="images/berita/posyandu-3.png"' in said
    assert re.search(r"<author>\S+@\S+ \(Humas &amp; Kader\)</author>", said)
    assert f"<link>{BASE}/index.php/berita/Array</link>" in said


def test_joomla_atom() -> None:
    """The same articles as Atom, at an address of its own."""
    shown = edition("joomla", article(), article("kedua"))
    said = FURTHER["joomla"](shown)["/index.php/berita?format=feed&type=atom"]({})
    ElementTree.fromstring(said.body)
    assert [entry.link for entry in parsed(said).entries] == [shown.page(one) for one in shown.articles]


def test_joomla_features_the_newest_on_its_home_page() -> None:
    """The home page's own feed holds two articles, whatever the menu holds: easily taken for everything."""
    shown = edition("joomla", *(article(f"artikel-{k}") for k in range(5)))
    for address in ("/?format=feed&type=rss", "/index.php?format=feed&type=rss"):
        assert len(parsed(FURTHER["joomla"](shown)[address]({})).entries) == 2
    assert len(parsed(FEEDS["joomla"](shown)).entries) == 5


def test_drupal_quirks() -> None:
    """A guid of the shape `N at site`, and the body two boxes deep."""
    [entry] = parsed(feed("drupal", article())).entries
    assert entry.id == f"{article().number} at {BASE}"
    assert '<div class="field field--name-body' in entry.summary
    assert '<div class="field__item"><p>' in entry.summary


def test_opensid_quirks() -> None:
    """No prolog, titles escaped twice, a cut description, the text after its picture, guid = address."""
    answer = feed("opensid", article())
    assert answer.body.startswith(b"<rss")
    assert answer.content_type.startswith("text/xml")
    assert b"&amp;quot;Melati&amp;quot; &amp;amp; Kader" in answer.body
    [entry] = parsed(answer).entries
    assert entry.id == entry.link == f"{BASE}/artikel/2026/11/20/posyandu"
    assert entry.summary.endswith("[...]")
    assert 260 <= len(entry.summary.encode()) < 300
    assert entry.content[0].value.startswith("<img")
    assert entry.published.endswith("+0700")


def test_blogspot_quirks() -> None:
    """Ids of Blogger's own shape, HTML escaped as content, a thumbnail of 72 pixels, replies linked."""
    [entry] = parsed(feed("blogspot", article())).entries
    assert re.fullmatch(r"tag:blogger\.com,1999:blog-\d+\.post-\d+", entry.id)
    assert entry.content[0].type == "text/html"
    assert entry.media_thumbnail[0]["url"] == f"{BASE}/img/s72-c/posyandu-3.png"
    assert {link.rel for link in entry.links} == {"replies", "self", "alternate"}
    assert entry.link == f"{BASE}/2026/11/posyandu.html"


def test_blogspot_as_rss() -> None:
    """`?alt=rss` gives the same articles as RSS, `max-results` fewer of them, in either form."""
    shown = edition("blogspot", *(article(f"artikel-{k}") for k in range(4)))
    ask = FURTHER["blogspot"](shown)["/feeds/posts/default"]
    rss, fewer = ask({"alt": "rss"}), ask({"alt": "rss", "max-results": "2"})
    ElementTree.fromstring(rss.body)
    assert parsed(rss).version == "rss20"
    assert [one.id for one in parsed(rss).entries] == [one.id for one in parsed(ask({})).entries]
    assert len(parsed(fewer).entries) == len(parsed(ask({"max-results": "2"})).entries) == 2


def test_homemade_quirks() -> None:
    """A blank line before the prolog, no guid, a MySQL time in local hours, sent as a web page."""
    answer = feed("homemade", article())
    assert answer.body.startswith(b"\n<?xml")
    assert answer.content_type.startswith("text/html")
    assert b"<guid" not in answer.body
    assert b"<pubDate>2026-11-20 09:45:00</pubDate>" in answer.body


def test_json_feed() -> None:
    """A JSON Feed 1.1 with the dates, people, tags and picture of the article."""
    said = json.loads(feed("jsonfeed", article()).body)
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    [item] = said["items"]
    assert item["date_published"] == "2026-11-20T09:45:00+07:00"
    assert item["authors"] == [{"name": "Humas & Kader"}]
    assert item["tags"] == ["Kesehatan", "Ibu & Anak"]
    assert item["image"].endswith(".png")


def test_json_feed_1_0() -> None:
    """Version 1: one author as an object, ids that are numbers, a banner for a picture."""
    said = json.loads(feed("jsonfeed-1.0", article()).body)
    assert said["version"] == "https://jsonfeed.org/version/1"
    [item] = said["items"]
    assert item["id"] == article().number
    assert item["author"] == {"name": "Humas & Kader"}
    assert item["banner_image"].endswith(".png")
    assert "authors" not in item


def test_atom() -> None:
    """An author for each entry, XHTML as content, pictures relative to xml:base."""
    answer = feed("atom", article(), article("kedua", author="Bidang Gizi"))
    assert [entry.author for entry in parsed(answer).entries] == ["Humas & Kader", "Bidang Gizi"]
    names = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
    content = ElementTree.fromstring(answer.body).find("a:entry/a:content", names)
    assert content is not None
    assert content.get("type") == "xhtml"
    picture = content.find("h:div/h:p/h:img", names)
    assert picture is not None
    assert picture.get("src") == "media/posyandu-3.png"
    assert content.findtext("h:div/h:h2", namespaces=names) == "Jadwal"


def test_rdf() -> None:
    """RSS 1.0: the channel lists what stands beside it, dates and people are Dublin Core's."""
    names = {"r": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "s": "http://purl.org/rss/1.0/"} | NAMES
    root = ElementTree.fromstring(feed("rdf", article(), article("kedua")).body)
    items = root.findall("s:item", names)
    listed = [one.get(f"{{{names['r']}}}resource") for one in root.findall(".//r:li", names)]
    assert listed == [item.findtext("s:link", namespaces=names) for item in items]
    assert len(listed) == 2
    assert items[0].findtext("dc:date", namespaces=names) == "2026-11-20T09:45:00+07:00"
    assert items[0].findtext("dc:creator", namespaces=names) == "Humas & Kader"
    assert LONG.strip() in (items[0].findtext("content:encoded", namespaces=names) or "")


def test_rss_0_91() -> None:
    """Its DOCTYPE stands before the root; an item has title, link and at most 500 characters, and nothing else."""
    body = feed("rss091", article()).body
    assert body.index(b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"') < body.index(b"<rss ")
    item = ElementTree.fromstring(body).find("channel/item")
    assert item is not None
    assert [part.tag for part in item] == ["title", "link", "description"]
    assert len(item.findtext("description") or "") <= 500
    assert (item.findtext("link") or "").endswith(f"&file=article&sid={article().number}")


def test_utf16_says_what_it_is() -> None:
    """A mark, a declaration and bytes that agree."""
    body = feed("utf16", article()).body
    assert body.startswith(b"\xff\xfe")
    assert body.decode("utf-16").startswith('<?xml version="1.0" encoding="UTF-16"?>')


def test_windows_1252_lies() -> None:
    """Bytes that are no UTF-8 though both labels say so, and a date in Indonesian with WIB."""
    saturday = article(published=FIRST, title="Kata “resmi” dan tanda ✓")
    answer = feed("windows-1252", saturday)
    assert b'encoding="UTF-8"' in answer.body
    assert answer.content_type.endswith("charset=utf-8")
    with pytest.raises(UnicodeDecodeError):
        answer.body.decode("utf-8")
    assert "Kata “resmi” dan tanda &#10003;" in answer.body.decode("cp1252")
    assert b"<pubDate>Sab, 21 Nov 2026 10:00:00 WIB</pubDate>" in answer.body


def test_challenge_is_a_page_that_may_not_be_kept() -> None:
    """In place of a feed comes a page with status 200 that looks like a browser check."""
    answer = feed("challenge")
    assert (answer.status, answer.kept) == (200, False)
    assert b"<title>Just a moment...</title>" in answer.body
    assert b"challenge-platform" in answer.body


def test_closed_is_a_firewall_with_its_status() -> None:
    """Who asks from abroad gets 403 and a page that names the firewall, and may not keep it."""
    answer = feed("closed")
    assert (answer.status, answer.kept) == (403, False)
    assert b"Request Rejected" in answer.body


@pytest.mark.parametrize("dialect", sorted({*FEEDS, "youtube"} - {"challenge"}))
def test_share_row_ends_every_article(dialect: str) -> None:
    """A site's share row stands in the text of its feed, whatever the CMS, where the feed holds the text."""
    answer = feed(dialect, article(), share="Bagikan: Facebook Twitter WhatsApp")
    if dialect == "wordpress-excerpt":
        assert b"Bagikan" not in answer.body
        return
    said = answer.body.decode("utf-16" if dialect == "utf16" else "cp1252", errors="replace")
    assert "Bagikan:" in said
    assert "WhatsApp" in said


@pytest.mark.parametrize("dialect", [name for name in DIALECTS if name not in REFUSALS])
def test_pages_name_the_article(dialect: str) -> None:
    """The home page links to each article's page, which carries its title and its picture."""
    shown = edition(dialect, article(title="Posyandu Bergerak"))
    assert home(shown).count("<title>") == page(shown, shown.articles[0]).count("<title>") == 1
    assert f'href="{escape(shown.page(shown.articles[0]))}"' in home(shown)
    assert "<h1>Posyandu Bergerak</h1>" in page(shown, shown.articles[0])
    assert "<img" in page(shown, shown.articles[0])

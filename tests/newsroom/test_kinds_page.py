"""An article's own page fills what a list left open, keeps what it said, and is named where it is no article."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Entry, PictureRef, Select
from plugins.newsroom.parse import Unreadable, page

SITE = "https://dinkes.contohkab.go.id"
URL = f"{SITE}/berita/posyandu"
WORDS = "Kader membuka layanan di balai desa sejak pagi dan melayani semua ibu yang datang. " * 5
BODY = f"<p>{WORDS}</p>"


def html(body: str = "", head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}<footer>Dinkes</footer></body></html>'


def linked(**said: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **said})}</script>'


def filled(markup: str | bytes, entry: Entry | None = None, select: Select | None = None) -> Entry:
    found = tried(markup, entry, select)
    assert isinstance(found, Entry), found
    return found


def tried(markup: str | bytes, entry: Entry | None = None, select: Select | None = None) -> Entry | Unreadable:
    body = markup.encode("utf-8", "replace") if isinstance(markup, str) else markup
    return page(body, url=URL, content_type="text/html", select=select, entry=entry or Entry(url=URL))


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def test_a_page_fills_all_that_is_missing() -> None:
    """Title, dates, author, picture and text, from where pages say these."""
    head = (
        meta("og:title", "Posyandu &amp; Kader a &lt; b") + meta("article:published_time", "2026-11-21T08:00:00+07:00")
        + meta("article:modified_time", "2026-11-22T08:00:00+07:00") + meta("og:image", "/g.jpg")
        + '<meta name="author" content="Humas">'
    )  # fmt: skip
    assert filled(html(f'<div class="entry-content">{BODY}</div>', head)) == Entry(
        url=URL, title="Posyandu &amp; Kader a &lt; b", published="2026-11-21T08:00:00+07:00",
        updated="2026-11-22T08:00:00+07:00", author="Humas", pictures=(PictureRef(f"{SITE}/g.jpg"),), content=BODY, base=URL,
    )  # fmt: skip


def test_what_the_list_said_stays() -> None:
    """A page adds, it never replaces."""
    entry = Entry(
        guid="7", url=f"{SITE}/7", title="Judul daftar", summary="Ringkas", content="<p>Isi</p>", published="kemarin",
        updated="tadi", author="Kasi", tags=("Gizi",), pictures=(PictureRef(f"{SITE}/d.jpg"),), base=f"{SITE}/daftar/",
    )  # fmt: skip
    head = meta("og:title", "Lain") + meta("og:image", "/x.jpg") + meta("article:published_time", "2026-01-01")
    assert filled(html(f"<article>{BODY}</article>", head), entry) == entry


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        (html("", meta("og:title", "Judul - Dinkes") + meta("og:site_name", "Dinkes")), "Judul"),
        (html("<h1>Judul</h1>", meta("og:title", "Judul | Dinas Kesehatan Kabupaten")), "Judul"),
        (html("", meta("og:title", "Judul - Bagian Dua")), "Judul - Bagian Dua"),
        (html("<h1>Lain</h1>", linked(headline="Judul &amp; Isi")), "Judul &amp;amp; Isi"),
        (html("<h1></h1><h1>Judul <em>miring</em></h1>"), "Judul miring"),
        (html("", "<title>Judul Panjang - Bagian Dua | Dinkes</title>"), "Judul Panjang - Bagian Dua"),
        (html("", "<title>Judul – Dinkes</title>"), "Judul"),
        (html("", "<title>Covid-19</title>"), "Covid-19"),
        (html(), ""),
    ],
)
def test_a_title_is_found(markup: str, title: str) -> None:
    """Open Graph, JSON-LD, the heading, the page's own title, in this order, without the site's name behind it."""
    assert filled(markup).title == title


@pytest.mark.parametrize(
    ("markup", "select", "date"),
    [
        (html('<span class="tgl">Senin, 1 Nov 2026</span>', meta("article:published_time", "2026-01-01")), Select(date=".tgl"),
         "Senin, 1 Nov 2026"),
        (html("", meta("article:published_time", "2026-01-01") + linked(datePublished="2026-02-02")), None, "2026-01-01"),
        (html("", linked(datePublished="2026-02-02")), None, "2026-02-02"),
        (html('<aside><time datetime="2020-01-01">x</time></aside><article><time datetime="2026-03-03">x</time></article>'), None,
         "2026-03-03"),
        (html('<time datetime="2026-04-04">x</time>'), None, "2026-04-04"),
        (html('<time itemprop="datePublished" datetime="2026-05-05">x</time>'), None, "2026-05-05"),
        (html('<meta itemprop="datePublished" content="2026-06-06">'), None, "2026-06-06"),
        (html('<span itemprop="datePublished">7 Nov 2026</span>'), None, "7 Nov 2026"),
        (html('<time>8 Nov 2026</time>'), Select(date=".tidak-ada"), ""),
        (html(), None, ""),
    ],
)  # fmt: skip
def test_a_date_is_found(markup: str, select: Select | None, date: str) -> None:
    """Where somebody said it is; else as the page tells machines; else as it shows it. Never made up."""
    assert filled(markup, select=select).published == date


@pytest.mark.parametrize(
    ("markup", "select", "picture"),
    [
        (
            html('<div class="foto"><img data-src="/a.jpg"></div>', meta("og:image", "/og.jpg")),
            Select(picture=".foto"),
            "/a.jpg",
        ),
        (html("", meta("og:image", "/og.jpg") + linked(image="/ld.jpg")), None, "/og.jpg"),
        (html("", linked(image="/ld.jpg")), None, "/ld.jpg"),
        (html("", linked(image={"@type": "ImageObject", "url": "/ld.jpg"})), None, "/ld.jpg"),
        (html("", linked(image=[{"url": ""}, "/ld.jpg"])), None, "/ld.jpg"),
        (html("", linked(image=[[[]]])), None, ""),
        (html(f'<div class="post-body"><img src="data:,x" data-src="/isi.jpg">{BODY}</div>'), None, "/isi.jpg"),
        (html('<img src="/logo.png">'), None, ""),
    ],
)
def test_a_picture_is_found(markup: str, select: Select | None, picture: str) -> None:
    """The one that the page shows of itself; a logo beside the text is none."""
    assert filled(markup, select=select).pictures == ((PictureRef(SITE + picture),) if picture else ())


@pytest.mark.parametrize(
    "place",
    ['<div itemprop="articleBody">{}</div>', '<div class="entry-content clearfix">{}</div>', '<div class="post-body entry-content">{}</div>',
     '<div class="item-page">{}</div>', '<div class="field field--name-body">{}</div>', '<article><div class="content">{}</div></article>',
     '<div class="artikel">{}</div>', '<div class="isi-berita">{}</div>', "<article>{}</article>"],
)  # fmt: skip
def test_the_text_is_where_its_cms_puts_it(place: str) -> None:
    """Among menus and side columns, the place with the text is it."""
    around = '<nav class="content">Menu</nav>{}<aside class="entry-content">Populer</aside>'
    assert filled(html(around.format(place.format(BODY)))).content == BODY


SHOWN = '<time datetime="2026-11-21T06:45:00+07:00">21/11/2026 06.45</time>'
AVATAR = '<img src="/avatar.jpg" alt="">'


@pytest.mark.parametrize(
    "shape",
    [f"<article><h1>Posyandu</h1><p>Seksi Promosi Kesehatan &middot; {SHOWN}</p>{{}}</article>",
     f"<article><header><h1>Posyandu</h1><p>{SHOWN}</p></header>{{}}</article>",
     f'<article><header class="entry-header"><h1>Posyandu</h1><div class="entry-meta"><span class="posted-on">Posted on {SHOWN}</span>'
     '<span class="byline"> by <span class="author vcard"><a href="/a">humas</a></span></span></div></header>{}</article>',
     f'<div class="entry-content"><span class="byline">Oleh Humas</span>{{}}<div class="entry-meta">{AVATAR}Ditulis oleh Humas.</div></div>',
     '<div class="item-page"><h2>Posyandu</h2><dl class="article-info muted"><dt class="article-info-term">Details</dt>'
     '<dd class="createdby">Written by Super User</dd><dd class="category-name">Category: Berita</dd>'
     f'<dd class="published">Published: {SHOWN}</dd><dd class="hits">Hits: 145</dd></dl>{{}}</div>',
     '<article><div class="node__submitted">Submitted by admin on Sab, 21/11/2026 - 06:45</div>{}</article>',
     '<article><span class="field field--name-created">21 November 2026</span>{}</article>',
     '<div class="artikel"><h3>Posyandu</h3><div class="info"><i class="fa"></i> Sabtu, 21 November 2026 | <i></i> admin | 145 kali</div>{}</div>',
     '<div class="isi-berita"><div><span class="tanggal">Sabtu, 21 November 2026 06.45 WIB</span></div>{}</div>',
     '<div class="isi-berita"><p>Oleh: Bidang Kesehatan Masyarakat, 21 November 2026 Dilihat 145 kali</p>{}</div>',
     '<div class="isi-berita"><p>Seksi Promosi Kesehatan</p>{}</div>',
     '<div class="detail-berita"><ul class="post-info"><li>Humas</li><li>21-11-2026</li><li>145 views</li></ul>{}</div>',
     '<div class="berita-isi"><p><i class="icon"></i> <span class="penulis">Seksi Promosi Kesehatan</span> | <span class="date">21/11/2026</span></p>{}</div>'],
)  # fmt: skip
def test_who_wrote_it_and_when_is_no_part_of_the_text(shape: str) -> None:
    """However a CMS prints the line, with a class or without: the text begins with its first sentence."""
    head = meta("article:published_time", "2026-11-21T06:45:00+07:00") + meta("og:title", "Posyandu")
    found = filled(html(shape.format(BODY), head + linked(author="Seksi Promosi Kesehatan")))
    words = " ".join(BeautifulSoup(found.content, "lxml").get_text(" ").split())
    assert words.removeprefix("Posyandu ") == " ".join(WORDS.split())
    assert found.published == "2026-11-21T06:45:00+07:00"
    assert found.pictures == ()


SENTENCES = (
    "<p>Rapat digelar Sabtu, 21 November 2026.</p>", "<p>Waktu: Sabtu, 21 November 2026 | Balai Desa</p>",
    '<p class="info">Layanan ini gratis bagi seluruh warga desa.</p>', '<div class="author">Kepala Dinas hadir dan membuka acara</div>',
    f"<p>Sumberjati, {SHOWN} - Kader membuka layanan di balai desa.</p>", '<p class="info">Pendaftaran ditutup 30 November 2026</p>',
    '<p>Kata <span class="author">Seksi Promosi Kesehatan</span>, layanan dibuka <span class="date">21/11/2026</span> bagi semua.</p>',
    "<p>Seksi Promosi Kesehatan membagikan kelambu</p>", "<p>Pasar Murah Kecamatan Sumberjati 21 November 2026</p>",
    '<div class="entry-meta">Posyandu melayani semua ibu yang datang hari itu.</div>', "<p><strong>21 November 2026</strong> adalah hari jadi.</p>",
    '<figure class="post-info"><img src="/a.jpg"><figcaption>21/11/2026</figcaption></figure>',
    f'<table class="date"><tr><td>{SHOWN}</td></tr></table>', "<p>Contoh, 20 Oktober 2026</p>",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "shape",
    [
        "<article>{}{}</article>",
        '<div class="entry-content">{1}{0}</div>',
        "<article><h1>a</h1><div>{}</div>{}</article>",
    ],
)
def test_no_sentence_is_taken_for_a_byline(shape: str, sentence: str) -> None:
    """What names a day or an author and says more than that stays, above the text, behind it, in any class."""
    head = meta("article:published_time", "2026-11-21T06:45:00+07:00") + linked(author="Seksi Promosi Kesehatan")
    content = filled(html(shape.format(sentence, BODY), head)).content
    assert BeautifulSoup(sentence, "lxml").get_text() in BeautifulSoup(content, "lxml").get_text()
    assert WORDS.strip() in content


def test_a_date_below_the_text_is_its_own() -> None:
    """A letter ends with its day; only above the text, where it is known to be the day of publication, and where no
    place stands before it, is such a line a byline."""
    day, known = "<p>21 November 2026</p>", meta("article:published_time", "2026-11-21")
    assert filled(html(f"<article>{day}{BODY}{day}</article>", known)).content == f"{BODY}{day}"
    assert day in filled(html(f"<article>{day}{BODY}</article>")).content
    placed = f"<p>Sumberjati, 21 November 2026</p>{BODY}"
    assert filled(html(f"<article>{placed}</article>", known)).content == placed


def test_somebody_who_says_where_the_text_is_is_believed() -> None:
    """Also where it is short, and where a common place holds more."""
    markup = html(f'<div id="pendek"><p>Hanya ini.</p></div><article>{BODY}</article>')
    assert filled(markup, select=Select(body="#pendek")).content == "<p>Hanya ini.</p>"
    assert filled(markup, select=Select(body="#tidak-ada")).content == BODY
    assert filled(markup, select=Select(body="[[")).content == BODY


def test_a_menu_is_no_text() -> None:
    """What consists of links is not taken for an article, however long."""
    menu = "".join(f'<a href="/{n}">Berita tentang kegiatan nomor {n}</a>' for n in range(50))
    assert filled(html(f"<article>{menu}</article>", meta("og:description", "Ringkas"))).content == ""


def test_text_in_linked_data_is_the_last_resort() -> None:
    """Plain text, in paragraphs, where the page shows none that can be found."""
    head = linked(articleBody=f"{WORDS}\n\n{WORDS} a < b")
    content = filled(html("<div id=x></div>", head)).content
    assert content == f"{WORDS}\n<p>{WORDS} a &lt; b"
    assert filled(html(f"<article>{BODY}</article>", head)).content == BODY


def test_without_a_text_the_description_is_the_summary() -> None:
    """A page that scripts fill says at least what it is about."""
    markup = html('<div id="root"></div>', '<meta name="description" content="Ringkasan a &lt; b">')
    entry = filled(markup)
    assert (entry.summary, entry.content, entry.base) == ("Ringkasan a &lt; b", "", "")
    assert filled(markup, Entry(url=URL, summary="Dari daftar")).summary == "Dari daftar"
    assert filled(html(f"<article>{BODY}</article>", meta("og:description", "x"))).summary == ""


@pytest.mark.parametrize(
    ("author", "name"),
    [({"name": "Humas"}, "Humas"), ([{"name": ""}, {"name": "Kader  Desa"}], "Kader Desa"), ("Humas", "Humas"),
     ("https://a.go.id/x", "Meta"), ([1, None], "Meta"), (None, "Meta")],
)  # fmt: skip
def test_an_author_is_a_name(author: Any, name: str) -> None:
    """Of JSON-LD in any of its shapes, else of <meta>; an address is none."""
    assert filled(html("", linked(author=author) + '<meta name="author" content="Meta">')).author == name


def test_the_article_is_found_among_other_data() -> None:
    """In a graph, in a list, behind broken scripts and other types."""
    graph = {
        "@graph": [{"@type": "WebSite", "headline": "Situs"}, {"@type": ["Thing", "NewsArticle"], "headline": "Judul"}]
    }
    head = (
        '<script type="application/ld+json">{rusak</script><script type="application/ld+json">[]</script>'
        f'<script type="application/ld+json">{json.dumps([graph])}</script>'
    )
    assert filled(html("", head)).title == "Judul"


def test_relative_links_of_the_text_are_relative_to_its_page() -> None:
    """Also where the entry's address is another, or the page names a base."""
    markup = html(f"<article>{BODY}</article>", '<base href="/arsip/">')
    assert filled(markup, Entry(url=f"{SITE}/?p=1")).base == f"{SITE}/arsip/"
    assert filled(html(f"<article>{BODY}</article>"), Entry()).url == URL


@pytest.mark.parametrize(
    ("markup", "error"),
    [
        ("<html><title>Just a moment...</title></html>", "challenge"),
        (html('<form><input type="password"></form>'), "login"),
        (html("<h1>Account Suspended</h1>"), "suspended"),
        (html('<script src="https://img.sedoparking.com/a.js"></script>'), "parked"),
        ("<html><title>Welcome to nginx!</title></html>", "default-page"),
        ("<html><title>Under Construction</title></html>", "maintenance"),
        ("", "empty"),
        ("\ufeff \n", "empty"),
        (b"%PDF-1.7\x00\x01", "unreadable"),
        (b"\x89PNG\r\n", "unreadable"),
    ],
)
def test_what_is_no_article_is_named(markup: str | bytes, error: str) -> None:
    """The entry is not filled from what came instead of its page."""
    answer = tried(markup)
    assert isinstance(answer, Unreadable)
    assert answer.error == error


def test_a_page_in_seven_bits_is_not_printed() -> None:
    """What would be taken for UTF-8 and is UTF-7 by its own label is no text of anybody's."""
    body = html(f"<article>{BODY}</article>").replace("a", "+AOE-").encode("ascii", "ignore")
    found = page(body, url=URL, content_type="text/html; charset=utf-7", select=None, entry=Entry(url=URL))
    assert isinstance(found, Unreadable)
    assert found.error == "unreadable"


def test_only_so_much_of_a_page_is_read() -> None:
    """Two megabytes of text; what stands before is kept."""
    found = filled(html(f"<article>{BODY}</article>" + "<p>isi</p>" * 600_000, meta("og:title", "Judul")))
    assert (found.title, found.content) == ("Judul", BODY)


@pytest.mark.parametrize(
    "piece", ["<div>", "<div class=byline>", "<article><span class=author>21 November 2026", "<i class=date></i>", "<div><i></i><time>1</time>", "<article>", "<div class='content'>", "<script type='application/ld+json'>", "<meta property='og:image'>",
              '<script type="application/ld+json">' + "[" * 5000 + "</script>", "<h1>", "<time>"]
)  # fmt: skip
def test_no_page_takes_long(piece: str) -> None:
    """Repetition and nesting without end."""
    began = time.process_time()
    tried(html(piece * max(1, 300_000 // len(piece))))
    assert time.process_time() - began < 10


PIECES = st.sampled_from([
    "<article>", "</article>", "<h1>", "</h1>", "<title>", "</title>", "<time datetime>", "<base href='http://['>", "<meta property=og:title>",
    '<meta property="og:image" content="http://[">', '<script type="application/ld+json">', "</script>", '{"@type":"Article","image":',
    '{"url":3}', "}", "[", "]", '"\\ud800"', "<img src=x srcset=' 1w'>", "Judul - ", " | ", "\x00", "<", ">", "kata " * 60,
])  # fmt: skip


@given(
    st.lists(PIECES | st.text(max_size=10)).map("".join),
    st.sampled_from([None, Select(body="*", date="*", picture="*")]),
)
def test_no_page_raises(markup: str, select: Select | None) -> None:
    """A page may be anything, and so may what it says of itself."""
    assert isinstance(tried("<p>" + markup, select=select), Entry | Unreadable)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["@type", "@graph", "headline", "image", "author", "name", "url", "articleBody", "datePublished"]), inner, max_size=4), max_leaves=12))  # fmt: skip
def test_linked_data_of_any_shape_does_not_raise(said: Any) -> None:
    """The form is a stranger's."""
    body = json.dumps({"@type": "Article", "image": said, "author": said, "headline": said, "@graph": said}).replace(
        "</", ""
    )
    assert isinstance(tried(html("<p>x</p>", f'<script type="application/ld+json">{body}</script>')), Entry)

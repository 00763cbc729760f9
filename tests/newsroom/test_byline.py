"""The lines around a text, which say who wrote it and when, go; of what a person wrote no word does."""

from __future__ import annotations

import html

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Entry
from plugins.newsroom.parse import page

URL = "https://dinkes.contohkab.go.id/berita/posyandu"
KNOWN = Entry(url=URL, title="Posyandu", published="2026-11-20T08:15:00+07:00", author="Seksi Promosi Kesehatan")
WORDS = "Kader membuka layanan di balai desa sejak pagi dan melayani semua ibu yang datang. " * 3
TEXT = f"<p>{WORDS}</p>"


def content(markup: str, entry: Entry = KNOWN) -> str:
    """What is taken for the text of a page whose article is this."""
    whole = f'<html><body><div class="entry-content">{markup}</div></body></html>'
    found = page(whole.encode(), url=URL, content_type="text/html", select=None, entry=entry)
    assert isinstance(found, Entry), found
    return found.content


def words(markup: str) -> str:
    """What somebody reads, on one line."""
    return " ".join(BeautifulSoup(markup, "lxml").get_text(" ").split())


# --- what goes ---------------------------------------------------------------------------------------------

BYLINES = (
    '<div class="entry-meta"><span class="posted-on">Diposting pada <time datetime="2026-11-20T08:15:00+07:00">20 November 2026</time></span> <span class="byline">oleh <a href="/author/admin">admin</a></span></div>',
    '<div class="entry-meta"><span class="posted-on">Posted on <a href="/x"><time class="entry-date published">November 20, 2026</time><time class="updated">November 21, 2026</time></a></span><span class="byline"> by <span class="author vcard"><a class="url fn n" href="/a">Super User</a></span></span></div>',
    '<div class="entry-meta">20 November 2026 / <a href="/a">admin</a> / <a href="#c">0 Komentar</a></div>',
    '<div class="post-meta"><span>By <a>admin</a></span><span>Nov 20, 2026</span><span>3 min read</span></div>',
    '<div class="jeg_meta_container"><div class="jeg_post_meta"><div class="jeg_meta_author"><span class="meta_text">by</span> <a href="/a">Humas</a></div><div class="jeg_meta_date"><a>20 November 2026</a></div></div></div>',
    '<div class="td-module-meta-info"><span class="td-post-author-name"><div class="td-author-by">Oleh</div> <a>Admin</a><div class="td-author-line"> - </div></span><span class="td-post-date"><time>20 November 2026</time></span><div class="td-post-views"><i></i><span>145</span> Dilihat</div></div>',
    '<ul class="elementor-inline-items elementor-post-info"><li><span><i></i></span><span>20 November 2026</span></li><li><span>08:15</span></li></ul>',
    '<div class="wp-block-post-date"><time datetime="2026-11-20">20 November 2026</time></div>',
    '<p class="post-date">Jumat, 20 November 2026</p>',
    '<div class="meta">Ditulis oleh <b>Admin Desa</b> pada 20 November 2026</div>',
    "<p>Ditulis oleh Admin, Jumat 20 November 2026, dibaca 12 kali</p>",
    "<p>Oleh: Administrator | 20 November 2026 | Dibaca: 1.245 kali</p>",
    "<p>Penulis : Admin | Editor : Redaksi | Jumat, 20 November 2026 08:15 WIB</p>",
    "<p>Diposting oleh: Super User pada 20/11/2026 08:15</p>",
    "<div>Jumat, 20 November 2026 08.15 WIB</div>",
    "<div>Jumat, 20 Nov 2026 - 08:15 WIB</div>",
    "<div>Jum'at, 20 Nopember 2026</div>",
    '<span class="tgl">20-11-2026 08:15:33</span>',
    '<div class="tanggal"><i class="fa fa-calendar"></i> 2026-11-20 <i class="fa fa-user"></i> admin <i class="fa fa-eye"></i> 145 views</div>',
    '<div class="info-berita"><i></i> Admin <i></i> 20 November 2026 <i></i> Dibaca 145 Kali</div>',
    '<div class="post-info"><ul><li>20 November 2026</li><li>Administrator</li><li>Dilihat : 145 Kali</li></ul></div>',
    '<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby"> Written by <span>Super User</span></dd><dd class="category-name">Category: <a>Berita</a></dd><dd class="published"><time>Published: 20 November 2026</time></dd><dd class="hits"> Hits: 145 </dd></dl>',
    '<dl class="article-info"><dd class="createdby">Ditulis oleh: Administrator</dd><dd class="category-name">Kategori: <a>Kegiatan Desa</a></dd><dd class="published"><span class="icon-calendar"></span><time>Diterbitkan: 20 November 2026</time></dd><dd class="modified">Terakhir Diperbarui: 24 November 2026</dd><dd class="hits">Dilihat: 145</dd></dl>',
    '<div class="createdby">Written by Super User</div>',
    '<div class="node__submitted">Submitted by <span>admin</span> on Fri, 11/20/2026 - 08:15</div>',
    '<div class="submitted">Dipublikasikan oleh admin pada Jum, 20/11/2026 - 08:15</div>',
    '<span class="field field--name-created">Jum, 20/11/2026 - 08:15</span>',
    '<div class="post-header"><span class="post-author vcard">Diposting oleh <span class="fn">Admin</span></span> <span class="post-timestamp">- <a><abbr class="published">November 20, 2026</abbr></a></span></div>',
    '<div class="post-header-line-1">Oleh <b>Admin</b> - Jumat, November 20, 2026</div>',
    '<h4></h4><p><i class="fa fa-user"></i> Admin Desa | <i class="fa fa-clock"></i> 20 November 2026 | <i class="fa fa-comment"></i> 0 Komentar</p>',
    '<div class="artikel-info">20 November 2026 08:15:00 | Administrator | 145 Kali Dibaca</div>',
    '<ul class="post-meta"><li>Seksi Promosi Kesehatan</li><li>20 Nov 2026</li><li>Tidak ada komentar</li></ul>',
    "<p>Seksi Promosi Kesehatan, 20 November 2026</p>",
    "<p>Oleh Seksi Promosi Kesehatan</p>",
    "<p>Penulis: Seksi Promosi Kesehatan</p>",
    "<p>Oleh: Bidang Kesehatan Masyarakat, 20 November 2026</p>",
    "<p>Diterbitkan pada hari Jumat, tanggal 20 November 2026 pukul 10.30 WIB oleh Humas</p>",
    "<p><small>Dipublikasikan: 20 November 2026, 08:15 WIB</small></p>",
    "<p>Tanggal Terbit: 20 November 2026 · Kategori: Pengumuman</p>",
    "<div>Diunggah 20/11/2026 oleh operator - Dilihat 1.2k</div>",
    "<div>Posted by Admin Website on 20 November 2026 | Views: 1,245</div>",
    '<div class="byline">Reporter: Siti Aminah, S.Sos | Editor: Redaksi</div>',
    '<div class="entry-meta">Penulis: Kepala Seksi Kesejahteraan Rakyat</div>',
    '<div class="byline">Oleh Dinas Komunikasi dan Informatika</div>',
    '<div class="post-views">Dibaca 145 kali</div>',
    "<p>Humas | 20 November 2026 | 3 menit baca</p>",
    "<p>Diposkan oleh Admin 2 hari yang lalu</p>",
    "<p>📅 20 November 2026 👤 Admin 👁 145 kali</p>",
    "<div><span>20 November 2026</span><span>08:15</span><span>Admin</span></div>",
    "<p>Jumat, 20 November 2026 | 08:15 WIB | Waktu baca: 2 menit</p>",
    "<p>Kategori: Berita Desa | 20 November 2026</p>",
    "<p>Last Updated: 22 November 2026 | Published: 20 November 2026</p>",
)
"""As themes of WordPress, Joomla, Drupal, Blogspot and OpenSID print them, and sites that were made at home."""


@pytest.mark.parametrize("line", BYLINES)
@pytest.mark.parametrize(
    "shape", ["{}{}", "<h1>Posyandu</h1>{}{}", "<header><h3>Posyandu</h3><div>{}</div></header>{}"]
)
def test_a_byline_goes(shape: str, line: str) -> None:
    """Above the text, beside the title or under it: the text begins with its first sentence."""
    assert words(content(shape.format(line, TEXT))).removeprefix("Posyandu ") == WORDS.strip()


@pytest.mark.parametrize(
    "line",
    [
        '<div class="entry-meta"><span>Ditulis oleh Siti Aminah</span> <span>18 November 2026</span></div>',
        '<div class="post-meta">Dibaca 145 kali | Kategori: Kegiatan Desa</div>',
        '<p><span class="byline">Penulis: Kepala Seksi Kesejahteraan Rakyat</span></p>',
        '<span class="posted-on">Diterbitkan 18 November 2026</span>',
    ],
)
def test_where_its_class_says_so_a_byline_goes_from_anywhere(line: str) -> None:
    """Also behind the text, with another day and an author whom nobody knows: its own label says what it is."""
    assert words(content(f"{TEXT}{line}{TEXT}{line}")) == f"{WORDS}{WORDS}".strip()
    assert words(content(f"{TEXT}{line}", Entry(url=URL))) == WORDS.strip()


@pytest.mark.parametrize(
    ("published", "shown", "goes"),
    [
        ("2026-11-20T20:30:00Z", "Sabtu, 21 November 2026 03.30 WIB", True), ("2026-11-20T20:30:00Z", "20/11/2026", True),
        ("2026-11-20T20:30:00+07:00", "21 November 2026", False), ("2026-11-20T08:15:00Z", "20/11/2026 17.15 WIT", True),
        ("Fri, 20 Nov 2026 08:15:00 +0700", "November 20, 2026 8:15 am", True), ("2026-11-20T20:15:00+07:00", "20/11/2026 8:15 PM", True),
        ("2026-11-20T08:15:00+07:00", "20/11/2026 09.00 WIB", False), ("2026-11-20", "20/11/2026 09.00 WIB", False),
        ("2026-11-20", "Admin, 20/11/2026 09.00 WIB", True), ("", "20 November 2026", False),
    ],
)  # fmt: skip
def test_a_day_alone_is_the_one_that_is_known(published: str, shown: str, goes: bool) -> None:
    """By the clock that it is shown by; an hour that is not known may be that of what the text invites to."""
    entry = Entry(url=URL, title="Posyandu", published=published)
    assert words(content(f"<p>{shown}</p>{TEXT}", entry)) == ("" if goes else f"{shown} ") + WORDS.strip()


# --- what stays --------------------------------------------------------------------------------------------

SENTENCES = (
    "Oleh karena itu warga diminta waspada terhadap banjir.", "Oleh sebab itu", "Oleh Karena Itu", "OLEH KARENA ITU",
    "Tanggal pelunasan pajak diperpanjang hingga akhir tahun ini.", "Tanggal: 20 November 2026",
    "Editor dan fotografer muda diundang ikut lomba desa ini.", "Penulis Muda Diundang",
    "Harga beras naik menjadi Rp15.000 per kilogram", "Tersedia 20 kuota; hubungi 0812-3456-7890",
    "Selamat ulang tahun untuk seluruh warga!", "Penulis: Bupati meminta warga tetap tenang dan waspada.",
    "PENULIS: BUPATI MEMINTA WARGA TENANG", "Kategori: siapa saja yang belum terdaftar", "Admin desa libur", "Humas",
    "Jumat, 20 November 2026, pukul 09.00 WIB", "20 November 2026 08.15 - 12.00 WIB", "20 - 21 November 2026",
    "20 November 2026 - 20 November 2026", "20 November 2026 - 21 November 2026", "Sabtu, 21 November 2026", "20 November 2026:",
    "20 November 2026!", "Batas pendaftaran: 20 November 2026", "Ditunda sampai 20 November 2026", "Rapat 20 November 2026 batal",
    "Diundur 20 November 2026", "20 November 2026 listrik padam", "Kamis, 20 November 2026: Pasar tutup", "20 Desa 2026",
    "Vaksin gratis 20 November 2026", "SIM keliling: 20 November 2026", "Banjir, 20 November 2026", "Pukul 08.15 WIB",
    "20 November 2026 Hari Anak Sedunia", "Admin baru dilantik, 20 November 2026", "20 November 2026 – banjir surut",
    "Oleh: 20 November 2026 harga beras naik, telur turun", "Berita duka: 20 November 2026, keluarga besar dinas",
    "Libur nasional 20 November 2026", "Pemadaman listrik | 20 November 2026 | Desa Sukamaju, Karangasri, Wanasari",
    "Sumberjati, 20 November 2026", "Seksi Promosi Kesehatan membagikan kelambu", "Oleh Seksi Promosi Kesehatan dan warga",
)  # fmt: skip
CLASSES = (
    "entry-content-info post-info article-date content-info item-info page-info td-info content-meta blog-info news-time "
    "detail-info story-date metadata submitted item-date node-author post-author content-item-info single-info-box byline "
    "wp-block-post-date info date penulis waktu admin entry-meta posted-on author tanggal created published"
).split()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_a_person_wrote_stays(sentence: str) -> None:
    """In every class that ever was given to a byline and in none, at the top of a text and within it."""
    for first in ("<p>{}</p>", "<div><div><strong>{}</strong></div></div>", "{}<br>", "<h3>{}</h3>", "<ul class=info><li>{}</ul>",
                  '<p class="entry-meta">{}</p>', '<div class="info">{}</div>'):  # fmt: skip
        assert words(content(f"<h1>Posyandu</h1>{first.format(sentence)}{TEXT}")).startswith(f"Posyandu {sentence}")
    for tag in ("p", "div", "li", "span"):
        within = "".join(f'<section><{tag} class="{name}">{sentence}</{tag}></section>' for name in CLASSES)
        found = words(content(f"{TEXT}{within}{TEXT}"))
        assert found == " ".join([WORDS.strip(), *[sentence] * len(CLASSES), WORDS.strip()])


@pytest.mark.parametrize(
    "before",
    ["<h2>Waktu pelaksanaan</h2>", "<p>Waktu:</p>", "Hari ini<br>", "<figure><img src=a.jpg><figcaption>Balai desa</figcaption></figure>",
     "<blockquote>Ayo</blockquote>"],
)  # fmt: skip
def test_a_text_has_begun_with_its_first_word(before: str) -> None:
    """Only the title may stand before a byline that no class names: behind a caption or another heading a day is said
    of something."""
    for shape in ("{}<p>{}</p>{}", "<div>{}<div>{}</div></div>{}"):
        found = words(content("<h1>Posyandu</h1>" + shape.format(before, "20 November 2026", TEXT)))
        assert "20 November 2026 Kader" in found


def test_a_name_that_nobody_knows_needs_more_than_a_small_word() -> None:
    """Capitals behind "oleh" or "by" may be a headline's, unless a class or another label says that it is a byline."""
    for line in ("By Pass Ditutup 20 November 2026", "Oleh Warga Desa, 20 November 2026", "Kategori: Lansia",
                 "Kategori: Lansia, oleh Seksi Promosi Kesehatan"):  # fmt: skip
        assert words(content(f"<p>{line}</p>{TEXT}")) == f"{line} {WORDS}".strip()
        assert words(content(f'<p class="entry-meta">{line}</p>{TEXT}')) == WORDS.strip()


def test_a_word_of_a_sentence_is_no_line() -> None:
    """What stands beside an element on its line decides with it; a table and a quotation are nobody's byline."""
    for markup in (
        '<p>Acara dibuka <span class="byline">oleh Humas</span> di balai desa</p>', '<span class="byline">Oleh Humas</span> acara dibuka',
        '<table><tr><td class="post-date">Diterbitkan 20 November 2026<td>Perda</table>', "<div><b>20 November 2026</b> listrik padam</div>",
        '<blockquote><p class="byline">Oleh Humas</p></blockquote>',
    ):  # fmt: skip
        assert words(markup) in words(content(f"{markup}{TEXT}{markup}"))


def test_what_is_no_text_in_a_line_keeps_it() -> None:
    """A picture, a film, or small words above others, beside a day that is known."""
    for beside in ("<img src=a.jpg>", "<iframe src=https://a.go.id/></iframe>", "<rt>listrik padam</rt>"):
        assert beside.split(">")[0].split("=")[0] in content(f"<p>20 November 2026 {beside}</p>{TEXT}")


ORDINARY = st.sampled_from(
    "warga desa banjir listrik padam rapat batal harga beras naik pasar libur gratis karena untuk dan yang tidak di jalan".split()
)
"""Words that no byline has."""
LIKELY = st.sampled_from([
    *"oleh by penulis editor admin humas redaksi tanggal hari pada on kategori rubrik dibaca dilihat kali views menit baca".split(),
    *"diposting diterbitkan terbit ditulis diperbarui yang lalu Jumat 08.15 WIB 12 : , | - .".split(),
    "20 November 2026", "20/11/2026", "Jumat, 20 November 2026",
])  # fmt: skip
"""Words of which bylines are made."""
PLACES = st.integers(0, 3)


def placed(sentence: str, name: str, tag: str, place: int) -> str:
    """A page's text with a sentence in it, as the whole of an element."""
    lines = [TEXT, TEXT, TEXT]
    lines.insert(place, f'<{tag} class="{name}">{html.escape(sentence)}</{tag}>')
    return "".join(lines)


TAGS = st.sampled_from(["p", "div", "span", "li", "section", "header", "h2", "small"])


@given(
    st.lists(LIKELY, max_size=6),
    ORDINARY,
    st.lists(LIKELY | ORDINARY, max_size=4),
    st.sampled_from(["", *CLASSES]),
    TAGS,
    PLACES,
)
def test_a_sentence_survives(before: list[str], word: str, behind: list[str], name: str, tag: str, place: int) -> None:
    """One ordinary word among all that bylines are made of, in whatever order, class and place, and nothing goes."""
    said = " ".join([*before, word, *behind])
    sentence = said[0].upper() + said[1:]
    found = words(content(f"<h1>Posyandu</h1>{placed(sentence, name, tag, place)}"))
    assert " ".join(sentence.split()) in found
    assert found.count(WORDS.strip()) == 3


@given(st.lists(ORDINARY, min_size=1, max_size=8), st.booleans(), st.sampled_from(["", *CLASSES]), TAGS, PLACES)
def test_a_headline_survives(said: list[str], dated: bool, name: str, tag: str, place: int) -> None:
    """Where every word has a capital, as names have, and the day of publication stands behind them."""
    line = " ".join(said).title() + (", 20 November 2026" if dated else "")
    assert line in words(content(placed(line, name, tag, place)))

"""Sitemaps: of news with their titles, of plain addresses, and indexes of further ones."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsroom.model import Entry, PictureRef
from plugins.newsroom.parse import ENTRIES, Reading, Unreadable, read

URL = "https://dinkes.contohkab.go.id/sitemap.xml"
SITE = "https://dinkes.contohkab.go.id"
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def found(body: str | bytes, *, complete: bool = True) -> Reading | Unreadable:
    return read(body.encode() if isinstance(body, str) else body, url=URL, content_type="text/xml", complete=complete)


def reading(body: str | bytes, *, complete: bool = True) -> Reading:
    answer = found(body, complete=complete)
    assert isinstance(answer, Reading), answer
    return answer


def urlset(*urls: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMES}>{"".join(urls)}</urlset>'


def plain(path: str, lastmod: str = "") -> str:
    return f"<url><loc>{SITE}{path}</loc>{f'<lastmod>{lastmod}</lastmod>' if lastmod else ''}<priority>0.8</priority></url>"


NEWS = (
    f"<url><loc>{SITE}/berita/posyandu</loc><lastmod>2026-11-22</lastmod><news:news><news:publication><news:name>Dinkes"
    "</news:name><news:language>id</news:language></news:publication><news:publication_date>2026-11-21T08:00:00+07:00"
    "</news:publication_date><news:title>Posyandu &amp; Kader a &lt; b</news:title><news:keywords>Gizi, Ibu &amp; Anak,"
    "</news:keywords></news:news><image:image><image:loc>/g.jpg</image:loc><image:caption>Kader</image:caption>"
    "</image:image></url>"
)  # fmt: skip


def test_a_sitemap_of_news_is_read() -> None:
    """Title, date, keywords and pictures, each as HTML that says what was meant."""
    answer = reading(urlset(NEWS))
    assert (answer.dialect, answer.whole) == ("sitemap", True)
    assert answer.entries == (
        Entry(
            url=f"{SITE}/berita/posyandu", title="Posyandu &amp; Kader a &lt; b", published="2026-11-21T08:00:00+07:00",
            updated="2026-11-22", tags=("Gizi", "Ibu &amp; Anak"), pictures=(PictureRef(f"{SITE}/g.jpg", "Kader"),),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("news:", "n:"), ("xmlns:news=", "xmlns:n="), ("news:", "google-news:"), (NAMES, ""),
        ("<urlset", "<!DOCTYPE urlset [<!ENTITY x 'y'>]><urlset"), ("<urlset", "<!-- dibuat oleh situs --><urlset"),
        ("<?xml", "\n\n<?xml"), ("<url>", "<url><!-- baru -->"),
    ],
)  # fmt: skip
def test_prefixes_are_called_what_a_site_likes(written: str, meant: str) -> None:
    """Also undeclared ones; what stands in front of the root is passed over."""
    entries = reading(urlset(NEWS).replace(written, meant)).entries
    assert [(e.title, e.published) for e in entries] == [("Posyandu &amp; Kader a &lt; b", "2026-11-21T08:00:00+07:00")]


def test_a_root_may_carry_a_prefix() -> None:
    """`<sm:urlset>` is a sitemap, too."""
    body = f'<sm:urlset xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9"><sm:url><sm:loc>{SITE}/a</sm:loc></sm:url></sm:urlset>'
    assert [e.url for e in reading(body).entries] == [f"{SITE}/a"]


def test_plain_addresses_come_newest_first() -> None:
    """Without titles: those stand on their own pages. When a page was changed is no date of publication."""
    answer = reading(
        urlset(plain("/a", "2026-01-01"), plain("/b"), plain("/c", "2026-11-01"), plain("/d", "2026-06-01"))
    )
    assert [(e.url.rpartition("/")[2], e.title, e.published, e.updated) for e in answer.entries] == [
        ("c", "", "", "2026-11-01"), ("d", "", "", "2026-06-01"), ("a", "", "", "2026-01-01"), ("b", "", "", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/berita/posyandu-melati", True), ("/?p=12", True), ("/2026/11/21/judul/", True), ("/artikel/2026/11/judul", True),
        ("/archives/123", True), ("/index.php/berita/12-judul", True), ("/tagihan-air-naik", True), ("/berita/12.html", True),
        ("/", False), ("", False), ("/tag/gizi/", False), ("/category/berita/", False), ("/kategori/umum", False),
        ("/berita/page/2/", False), ("/author/admin/", False), ("/unduh/perda.pdf", False), ("/foto.JPG", False),
        ("/wp-content/uploads/a", False), ("/search/label/x", False), ("/index.php", False), ("/home", False),
    ],
)  # fmt: skip
def test_what_is_plainly_no_article_is_left_out(path: str, article: bool) -> None:
    """The home page, lists and files; whatever may be an article stays."""
    assert bool(reading(urlset(plain(path))).entries) is article


def test_an_index_names_its_parts() -> None:
    """News first, then posts, then what nobody knows, lists and pictures last; within each the newest first."""
    parts = [
        ("wp-sitemap-taxonomies-post_tag-1.xml", "2026-11-20"), ("page-sitemap.xml", ""), ("post-sitemap.xml", "2025-01-01"),
        ("post-sitemap2.xml", "2026-11-01"), ("sitemap-5.xml", "2026-11-02"), ("category-sitemap.xml", ""),
        ("wp-sitemap-users-1.xml", ""), ("news-sitemap.xml", "2024-01-01"), ("post-sitemap.xml", ""),
    ]  # fmt: skip
    body = "".join(f"<sitemap><loc>/{name}</loc><lastmod>{when}</lastmod></sitemap>" for name, when in parts)
    answer = reading(f"<sitemapindex {NAMES}>{body}</sitemapindex>")
    assert (answer.dialect, answer.entries, answer.whole) == ("sitemap-index", (), True)
    assert [address.rpartition("/")[2] for address in answer.more] == [
        "news-sitemap.xml", "post-sitemap2.xml", "post-sitemap.xml", "sitemap-5.xml", "wp-sitemap-taxonomies-post_tag-1.xml",
        "page-sitemap.xml", "category-sitemap.xml", "wp-sitemap-users-1.xml",
    ]  # fmt: skip
    assert all(address.startswith(f"{SITE}/") for address in answer.more)


def test_bounds_hold() -> None:
    """Fifty parts, and no more entries than any feed has."""
    parts = "".join(f"<sitemap><loc>{SITE}/s{n}.xml</loc></sitemap>" for n in range(400))
    assert len(reading(f"<sitemapindex>{parts}</sitemapindex>").more) == 50
    many = reading(urlset(*(plain(f"/a{n}") for n in range(ENTRIES + 50))))
    assert (len(many.entries), many.cut, many.whole) == (ENTRIES, True, False)
    exactly = reading(urlset(*(plain(f"/a{n}") for n in range(ENTRIES)), plain("/"), plain("/a.pdf")))
    assert (len(exactly.entries), exactly.cut, exactly.whole) == (ENTRIES, False, True)


@pytest.mark.parametrize("step", [1, -1])
def test_the_newest_of_a_long_sitemap_are_read(step: int) -> None:
    """Whichever end it begins with; and of one that broke off nobody says that it came to its end."""
    urls = [plain(f"/a{n}", f"{2000 + n // 300}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}") for n in range(ENTRIES + 500)]
    body = urlset(*urls[::step])
    answer = reading(body)
    kept = {entry.updated for entry in answer.entries}
    left = {entry.updated for entry in reading(urlset(*urls[:400])).entries} - kept
    assert (len(answer.entries), answer.cut, answer.whole) == (ENTRIES, True, False)
    assert left
    assert min(kept) >= max(left)
    broken = reading(body[:-60])
    assert (broken.cut, broken.whole) == (False, False)


def test_half_a_sitemap_is_never_called_whole() -> None:
    """Only addresses that arrived whole are read, wherever it stopped."""
    body = urlset(plain("/a"), plain("/b"), plain("/c"))
    for cut in range(len(body) - 1):
        answer = found(body[:cut], complete=False)
        if isinstance(answer, Unreadable):
            assert answer.error in ("empty", "not-a-feed", "truncated")
        else:
            assert not answer.whole
            assert {e.url for e in answer.entries} <= {f"{SITE}/a", f"{SITE}/b", f"{SITE}/c"}
    half = reading(body[: body.index("/c")])
    assert ([e.url for e in half.entries], half.whole) == ([f"{SITE}/a", f"{SITE}/b"], False)
    assert not reading(body, complete=False).whole


@pytest.mark.parametrize("body", [f"<urlset {NAMES}></urlset>", "<urlset/>", "<sitemapindex />", "<urlset></urlset>"])
def test_an_empty_sitemap_is_a_sitemap(body: str) -> None:
    """An honest empty state, not a failure."""
    answer = reading(body)
    assert (answer.entries, answer.more, answer.whole) == ((), (), True)


def test_a_page_that_shows_one_is_a_page() -> None:
    """A sitemap within HTML is somebody's example."""
    answer = found(f"<!doctype html><html><body><pre>{urlset(plain('/a'))}</pre></body></html>")
    assert isinstance(answer, Unreadable)
    assert answer.error == "not-a-feed"


@pytest.mark.parametrize(
    "body",
    ['<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/hostname">]><urlset><url><loc>/&x;</loc></url></urlset>',
     "<urlset>" + "<url>" * 50_000, "<urlset>" + "<news>" * 50_000 + "</urlset>", "<urlset " * 100_000,
     "<urlset>" + "<url><loc>/a</loc></url>" * 50_000 + "</urlset>", "<urlset>" + "&amp;" * 200_000 + "</urlset>",
     "<urlset><url>" + "<news:news>" * 5_000 + "</url></urlset>", "<urlset><url>" + "<image>" * 200 + "</url></urlset>"],
)  # fmt: skip
def test_no_sitemap_takes_long_or_opens_anything(body: str) -> None:
    """Entities stay names, nesting without end ends."""
    began = time.process_time()
    answer = found(body)
    assert time.process_time() - began < 5
    assert "root:" not in repr(answer)


PIECES = ["<urlset>", "</urlset>", "<url>", "</url>", "<loc>", "</loc>", "/a", "http://[", "<news:news>", "</news:news>", "<news:title>",
          "</news:title>", "<image:image>", "&x;", "<!--", "-->", "<![CDATA[", "]]>", "\x00", "\x0b", "<sitemapindex>", "<news>", "<images>"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text(st.sampled_from("<>/& urlsetoc")))
def test_no_sitemap_raises(body: str) -> None:
    """It may be anything."""
    assert isinstance(found(f"<urlset>{body}"), Reading | Unreadable)
    assert isinstance(found(f"<sitemapindex>{body}</sitemapindex>"), Reading | Unreadable)

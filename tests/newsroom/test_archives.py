"""Where a site keeps what has left its feed's window, as its feed's address betrays it."""

from __future__ import annotations

import pytest

from plugins.newsroom import archives

HOME = "https://dinkes.contohkab.go.id"
REST = "per_page=20&page=2&_embed=1"


@pytest.mark.parametrize(
    ("feed", "second"),
    [
        ("/feed/", [f"/wp-json/wp/v2/posts?{REST}", "/feed/?paged=2"]),
        ("/feed", [f"/wp-json/wp/v2/posts?{REST}", "/feed?paged=2"]),
        ("/feed/atom/", [f"/wp-json/wp/v2/posts?{REST}", "/feed/atom/?paged=2"]),
        ("/berita/feed/", [f"/berita/wp-json/wp/v2/posts?{REST}", "/berita/feed/?paged=2"]),
        ("/index.php/feed/", [f"/index.php/wp-json/wp/v2/posts?{REST}", "/index.php/feed/?paged=2"]),
        ("/?feed=rss2", [f"/?rest_route=%2Fwp%2Fv2%2Fposts&{REST}", "/?feed=rss2&paged=2"]),
        ("/situs/?feed=atom", [f"/situs/?rest_route=%2Fwp%2Fv2%2Fposts&{REST}", "/situs/?feed=atom&paged=2"]),
        ("/category/berita/feed/", ["/category/berita/feed/?paged=2"]),
        ("/wp-json/wp/v2/posts?per_page=10", [f"/wp-json/wp/v2/posts?{REST}"]),
        ("/?rest_route=/wp/v2/posts", [f"/?rest_route=%2Fwp%2Fv2%2Fposts&{REST}"]),
        ("/feeds/posts/default?alt=rss", ["/feeds/posts/default?alt=rss&max-results=25&start-index=26"]),
        ("/rss.xml", ["/rss.xml?page=1", "/rss.xml?paged=2"]),
        ("/index.php?format=feed&type=rss", ["/index.php?format=feed&type=rss&paged=2"]),
        ("/agenda.ics", []),
        ("/feeds/videos.xml?channel_id=UC1", []),
    ],
)
def test_each_cms_has_its_ways(feed: str, second: list[str]) -> None:
    """The second page by each way, the best first; what has no past has no way."""
    assert [way.page(2) for way in archives.ways(HOME + feed)] == [HOME + path for path in second]


def test_the_first_page_is_the_newest() -> None:
    """Pages are counted from the newest, whatever a CMS begins to count at."""
    first = [way.page(1) for path in ("/rss.xml", "/feeds/posts/default") for way in archives.ways(HOME + path)]
    assert first == [
        f"{HOME}/rss.xml?page=0", f"{HOME}/rss.xml?paged=1", f"{HOME}/feeds/posts/default?max-results=25&start-index=1",
    ]  # fmt: skip


def test_a_site_in_a_folder_is_asked_there_first() -> None:
    """Its own sitemap, then that of the whole host; a host of its own is asked once."""
    assert len(archives.sitemaps(f"{HOME}/")) == len(archives.SITEMAPS)
    folder = archives.sitemaps("https://contohkab.go.id/dinkes/")
    assert folder[0] == "https://contohkab.go.id/dinkes/wp-sitemap.xml"
    assert folder[len(archives.SITEMAPS)] == "https://contohkab.go.id/wp-sitemap.xml"


@pytest.mark.parametrize(
    ("part", "may"),
    [
        ("wp-sitemap-posts-post-1.xml", True), ("post-sitemap2.xml", True), ("sitemap-berita.xml", True),
        ("sitemap-page-2.xml", True), ("sitemap.xml?page=1", True), ("sitemap-2026.xml", True),
        ("wp-sitemap-posts-page-1.xml", False), ("page-sitemap.xml", False), ("sitemap-pages.xml", False),
        ("category-sitemap.xml", False), ("wp-sitemap-taxonomies-post_tag-1.xml", False), ("author-sitemap.xml", False),
        ("wp-sitemap-users-1.xml", False), ("sitemap-kategori.xml", False), ("post_tag-sitemap.xml", False),
    ],
)  # fmt: skip
def test_parts_that_hold_no_news_are_not_asked_for(part: str, may: bool) -> None:
    """Fixed pages, categories and authors are told by their part's name; a number of a part is none of these."""
    assert archives.may_hold_news(f"{HOME}/{part}") is may


def test_one_address_has_many_spellings() -> None:
    """http and https, with and without www. and last slash are the same article; another query is another one."""
    every = archives.spellings("https://www.contohkab.go.id/berita/satu/?p=1")
    assert len(every) == 8
    assert every == archives.spellings("http://contohkab.go.id/berita/satu?p=1")
    assert not every & archives.spellings("http://contohkab.go.id/berita/satu?p=2")
    assert archives.spellings("") == set()

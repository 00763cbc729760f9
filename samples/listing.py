"""A home-made site without any feed: its list of news, page by page. An `Edition` in, HTML out.

Three articles a page with the date in words and a line or two of each; pictures are loaded late, so that their
`src` is an empty one; the whole text stands on the article's page alone. No file is read.
"""

from __future__ import annotations

from base64 import b64decode
from html import escape
from typing import Final

from samples import pages
from samples.cms import Answer, Edition, Query, Shelf, page_of
from samples.markup import EMPTY, words
from samples.months import long_moment
from samples.reading import Article

PER_PAGE: Final = 3
_NOTHING: Final = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A GIF of one transparent pixel."""


def feed(edition: Edition) -> Answer:
    """``/berita``: the first page of the list."""
    return _page(edition, 1)


def further(edition: Edition) -> Shelf:
    """The list as it is asked for, and the picture that stands for all that are not loaded yet."""
    return {
        edition.cms.feed: lambda query: _page(edition, _number(query)),
        EMPTY: lambda _: Answer(_NOTHING, "image/gif"),
    }


def _number(query: Query) -> int:
    asked = query.get("hal", "")
    return max(1, int(asked)) if asked.isdecimal() else 1


def _page(edition: Edition, number: int) -> Answer:
    first = (number - 1) * PER_PAGE
    shown = edition.articles[first : first + PER_PAGE]
    cards = "\n".join(_card(edition, article) for article in shown) or "<p>Belum ada berita.</p>"
    last = -(-len(edition.articles) // PER_PAGE)
    content = f'<h1>Berita</h1>\n<div class="daftar-berita">\n{cards}\n</div>\n{_pager(number, last)}'
    return page_of(pages.document(edition, f"Berita - {edition.site.title}", content), edition.changed)


def _card(edition: Edition, article: Article) -> str:
    link, title = edition.page(article).removeprefix(edition.base), escape(article.title)
    picture = (
        f'<a class="gambar" href="{link}"><img class="lazy" src="{EMPTY}" '
        f'data-src="{edition.picture(article).removeprefix(edition.base)}" alt="{escape(article.alt)}"></a>\n'
        if article.picture is not None
        else ""
    )
    said = " ".join(words(article).split()[:24])
    return (
        f'<div class="kartu-berita">\n{picture}<h3 class="judul"><a href="{link}">{title}</a></h3>\n'
        f'<span class="tanggal">{long_moment(article.published)}</span>\n'
        f'<p class="cuplikan">{escape(said)}...</p>\n<a class="selengkapnya" href="{link}">Selengkapnya</a>\n</div>'
    )


def _pager(number: int, last: int) -> str:
    before = f'<a class="sebelumnya" href="/berita?hal={number - 1}">Halaman sebelumnya</a> ' if number > 1 else ""
    after = f' <a class="berikutnya" href="/berita?hal={number + 1}">Halaman berikutnya</a>' if number < last else ""
    return f'<nav class="halaman">{before}<span>Halaman {number} dari {last}</span>{after}</nav>'

"""What a Joomla gives to readers of feeds: one pair of feeds for each menu, and the home page's pair.

An `Edition` in, an `Answer` out. The home page's feeds hold only what is featured there, which is easily taken
for everything; the menu *Berita* lists the rest. No file is read.
"""

from __future__ import annotations

from dataclasses import replace
from email.utils import format_datetime
from html import escape
from xml.sax.saxutils import escape as text

from samples import pages
from samples.cms import Answer, Edition, Shelf, page_of
from samples.markup import body, cdata
from samples.reading import Article

FEATURED = 2
"""How many articles the home page and its feeds show."""


def feed(edition: Edition) -> Answer:
    """The feed of one menu: pictures relative to the site, author as e-mail (name), a link to nowhere."""
    items = "".join(
        f"\t\t<item>\n\t\t\t<title>{text(article.title)}</title>\n\t\t\t<link>{edition.page(article)}</link>\n"
        f'\t\t\t<guid isPermaLink="true">{edition.page(article)}</guid>\n\t\t\t<description>'
        f"{cdata(_described(edition, article))}</description>\n"
        f"\t\t\t<author>humas@{edition.site.slug}.example ({text(article.author or 'Super User')})</author>\n"
        f"\t\t\t<category>{text(article.tags[0] if article.tags else 'Berita')}</category>\n"
        f"\t\t\t<pubDate>{format_datetime(article.published)}</pubDate>\n\t\t</item>\n"
        for article in edition.articles
    )
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<!-- generator="{edition.cms.generator}" -->\n'
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">\n\t<channel>\n'
        f"\t\t<title>Berita - {text(edition.site.title)}</title>\n"
        f"\t\t<description>{cdata('')}</description>\n"
        f"\t\t<link>{edition.base}/index.php/berita/Array</link>\n"
        f"\t\t<lastBuildDate>{format_datetime(edition.changed)}</lastBuildDate>\n"
        f"\t\t<generator>{edition.cms.generator}</generator>\n"
        f'\t\t<atom:link rel="self" type="application/rss+xml" href="{escape(edition.feed)}"/>\n'
        f"\t\t<language>id-id</language>\n{items}\t</channel>\n</rss>\n"
    )
    return Answer(document.encode(), "application/rss+xml; charset=utf-8", changed=edition.changed)


def _described(edition: Edition, article: Article) -> str:
    return f'<div class="feed-description">{body(edition, article)}</div>'


def atom(edition: Edition) -> Answer:
    """The same menu as Atom: summaries that hold the whole text, ids that are addresses."""
    entries = "".join(
        f'\t<entry>\n\t\t<title>{text(article.title)}</title>\n\t\t<link rel="alternate" type="text/html" '
        f'href="{edition.page(article)}"/>\n\t\t<published>{article.published.isoformat()}</published>\n'
        f"\t\t<updated>{article.updated.isoformat()}</updated>\n\t\t<id>{edition.page(article)}</id>\n"
        f"\t\t<author><name>{text(article.author or 'Super User')}</name>"
        f"<email>humas@{edition.site.slug}.example</email></author>\n"
        f'\t\t<summary type="html">{cdata(_described(edition, article))}</summary>\n\t</entry>\n'
        for article in edition.articles
    )
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<!-- generator="{edition.cms.generator}" -->\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id-id">\n'
        f'\t<title type="text">Berita - {text(edition.site.title)}</title>\n\t<subtitle type="text"></subtitle>\n'
        f'\t<link rel="alternate" type="text/html" href="{edition.base}/index.php/berita"/>\n'
        f"\t<id>{edition.base}/index.php/berita</id>\n\t<updated>{edition.changed.isoformat()}</updated>\n"
        f'\t<generator uri="https://www.joomla.org">{edition.cms.generator}</generator>\n{entries}</feed>\n'
    )
    return Answer(document.encode(), "application/atom+xml; charset=utf-8", changed=edition.changed)


def further(edition: Edition) -> Shelf:
    """The menu's page and its Atom, and the home page's own feeds under the addresses that Joomla accepts."""
    featured = replace(edition, articles=edition.articles[:FEATURED])
    shelf: Shelf = {
        "/index.php/berita": lambda _: page_of(pages.home(edition, "Berita", edition.cms.feed)),
        "/index.php/berita?format=feed&type=atom": lambda _: atom(edition),
    }
    for start in ("/?", "/index.php?"):
        shelf[f"{start}format=feed&type=rss"] = lambda _: feed(featured)
        shelf[f"{start}format=feed&type=atom"] = lambda _: atom(featured)
    return shelf

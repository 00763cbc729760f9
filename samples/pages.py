"""The pages of a sample site that people would see: home, one article, and the refusals.

An `Edition` in, an HTML document out; just enough to be looked at and to be discovered from.
"""

from __future__ import annotations

from html import escape
from typing import Final

from samples import heads, sitemaps
from samples.cms import Edition
from samples.markup import body
from samples.months import long_moment
from samples.reading import Article

_STYLE = (
    "body{{font:1.05rem/1.6 Georgia,serif;max-width:44rem;margin:0 auto;padding:0 1rem 4rem;color:#222}}"
    "header{{background:{color};color:#fff;margin:0 -1rem 2rem;padding:1.2rem 1rem}}header a{{color:#fff}}"
    "img{{max-width:100%;height:auto}}li{{margin:.4rem 0}}a{{color:{color}}}time{{color:#666}}"
)


def home(edition: Edition, heading: str = "Berita terbaru", feed: str = "") -> str:
    """What is listed, newest first; its head names the feed at the path `feed`, where it names one at all.

    A Joomla's front page names the feeds of what is featured, whatever is listed below.
    """
    items = "\n".join(
        f'<li><time datetime="{article.published.isoformat()}">{article.published:%d/%m/%Y}</time> '
        f'<a href="{escape(edition.page(article))}">{escape(article.title)}</a></li>'
        for article in edition.articles
    )
    if edition.site.dialect == "joomla":
        feed = feed or "/index.php"
    menu = '<nav><a href="/index.php/berita">Berita</a></nav>\n' if edition.site.dialect == "joomla" else ""
    content = f"{menu}<h1>{escape(heading)}</h1>\n<ul>\n{items}\n</ul>"
    return document(edition, edition.site.title, content, heads.head(edition, feed))


def page(edition: Edition, article: Article) -> str:
    """One article: its text in the CMS's own box, and beside it what does not belong to it."""
    others = "\n".join(
        f'<li><a href="{escape(edition.page(other))}">{escape(other.title)}</a></li>'
        for other in [one for one in edition.articles if one.name != article.name][:2]
    )
    content = (
        f"<article>\n<h1>{escape(article.title)}</h1>\n<p>{escape(article.author)} &middot; "
        f'<time datetime="{article.published.isoformat()}">{article.published:%d/%m/%Y %H.%M}</time></p>\n'
        f"{_event(article)}{heads.box(edition)}\n{body(edition, article)}</div>\n</article>\n"
        f"<aside>\n<h2>Kabar lain</h2>\n<ul>\n{others}\n</ul>\n</aside>"
    )
    told = sitemaps.metadata(edition, article) if edition.site.dialect == "sitemap" else ""
    head = f'<base href="{edition.base}/">\n{heads.head(edition)}\n{told}'
    return document(edition, article.title, content, head)


def _event(article: Article) -> str:
    """When and where, for what will be."""
    event = article.event
    if event is None:
        return ""
    when = long_moment(event.starts).partition(" | ")[0] if event.whole_days else long_moment(event.starts)
    state = " (dibatalkan)" if event.cancelled else ""
    return f"<p>Waktu: {when}{state}. Tempat: {escape(event.place)}.</p>\n"


def refusal(edition: Edition, heading: str, sentence: str) -> str:
    """A short page for 403 and 404."""
    return document(edition, heading, f"<h1>{escape(heading)}</h1>\n<p>{escape(sentence)}</p>")


def challenge(edition: Edition) -> str:
    """What a protected site shows instead of everything: a check that only a browser passes."""
    host = edition.base.removeprefix("http://")
    return (
        '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>'
        '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
        '<meta name="robots" content="noindex,nofollow"></head><body>'
        f'<div class="main-content"><h1>{escape(host)}</h1><p id="challenge-running">'
        "Checking that a browser asks; this takes a few seconds.</p>"
        "<noscript>Enable JavaScript and cookies to continue</noscript></div>"
        '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>\n'
    )


def blocked(edition: Edition) -> str:
    """What a firewall shows to whoever asks from a country that it does not know."""
    return (
        "<html><head><title>Request Rejected</title></head><body>Permintaan ditolak. The requested URL was rejected "
        f"by the web application firewall.<br><br>Your support ID is: {int.from_bytes(edition.site.slug.encode()[:7])}"
        "<br><br><a href='javascript:history.back();'>[Go Back]</a></body></html>\n"
    )


def document(edition: Edition, title: str, content: str, head: str = "") -> str:
    """A whole page of the site."""
    site = edition.site
    return (
        f'<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"{head}\n<style>{_STYLE.format(color=site.color)}</style>\n</head>\n<body>\n"
        f'<header><a href="{edition.base}/">{escape(site.title)}</a></header>\n<main>\n{content}\n</main>\n'
        f"{_FOOTS.get(site.dialect, '')}</body>\n</html>\n"
    )


_FOOTS: Final = {
    "opensid": '<footer>Didukung <a href="https://opensid.my.id">OpenSID</a> 2510.0.0</footer>\n',
    "wordpress": "<footer>Dibuat dengan WordPress</footer>\n",
    "rss091": "<footer>Web site powered by PHP-Nuke</footer>\n",
}

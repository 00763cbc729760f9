"""The pages of a sample site that people would see: home, one article, and the refusals.

An `Edition` in, an HTML document out; just enough to be looked at and to be discovered from.
"""

from __future__ import annotations

from html import escape

from samples.cms import Edition
from samples.markup import body
from samples.reading import Article

_STYLE = (
    "body{{font:1.05rem/1.6 Georgia,serif;max-width:44rem;margin:0 auto;padding:0 1rem 4rem;color:#222}}"
    "header{{background:{color};color:#fff;margin:0 -1rem 2rem;padding:1.2rem 1rem}}header a{{color:#fff}}"
    "img{{max-width:100%;height:auto}}li{{margin:.4rem 0}}a{{color:{color}}}time{{color:#666}}"
)


def home(edition: Edition) -> str:
    """The front page: what is listed, newest first, with the feed named where the CMS names it."""
    items = "\n".join(
        f'<li><time datetime="{article.published.isoformat()}">{article.published:%d/%m/%Y}</time> '
        f'<a href="{escape(edition.page(article))}">{escape(article.title)}</a></li>'
        for article in edition.articles
    )
    return _document(edition, edition.site.title, f"<h1>Berita terbaru</h1>\n<ul>\n{items}\n</ul>", _links(edition))


def page(edition: Edition, article: Article) -> str:
    """One article."""
    content = (
        f"<article>\n<h1>{escape(article.title)}</h1>\n<p>{escape(article.author)} &middot; "
        f'<time datetime="{article.published.isoformat()}">{article.published:%d/%m/%Y %H.%M}</time></p>\n'
        f"{body(edition, article)}</article>"
    )
    return _document(edition, article.title, content, f'<base href="{edition.base}/">\n{_links(edition)}')


def refusal(edition: Edition, heading: str, sentence: str) -> str:
    """A short page for 403 and 404."""
    return _document(edition, heading, f"<h1>{escape(heading)}</h1>\n<p>{escape(sentence)}</p>", "")


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


def _links(edition: Edition) -> str:
    """What the head of a page says about feeds. A closed WordPress still names the feed that it refuses."""
    title, base = escape(edition.site.title), edition.base
    links = []
    if edition.cms.announced:
        links.append((edition.cms.announced, title, edition.feed))
    if edition.site.dialect == "wordpress-rest":
        links.append(("application/rss+xml", f"{title} &raquo; Feed", f"{base}/feed/"))
    if edition.site.dialect.startswith("wordpress"):
        links.append(("application/rss+xml", f"{title} &raquo; Umpan Komentar", f"{base}/comments/feed/"))
    made = [f'<link rel="alternate" type="{kind}" title="{name}" href="{escape(to)}">' for kind, name, to in links]
    if edition.site.dialect == "wordpress-rest":
        made.append(f'<link rel="https://api.w.org/" href="{base}/wp-json/">')
    return "\n".join(made)


def _document(edition: Edition, title: str, content: str, links: str) -> str:
    site = edition.site
    generator = f'<meta name="generator" content="{escape(edition.cms.generator)}">' if edition.cms.generator else ""
    return (
        f'<!DOCTYPE html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"{generator}\n{links}\n<style>{_STYLE.format(color=site.color)}</style>\n</head>\n<body>\n"
        f'<header><a href="{edition.base}/">{escape(site.title)}</a></header>\n<main>\n{content}\n</main>\n'
        "</body>\n</html>\n"
    )

"""Atom as its standard wants it (RFC 4287): an `Edition` in, an `Answer` out.

Each entry has an author of its own and its text as XHTML inside the XML, with addresses relative to `xml:base`.
"""

from __future__ import annotations

from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr

from samples.cms import Answer, Edition
from samples.markup import body
from samples.reading import Article


def feed(edition: Edition) -> Answer:
    """``/atom.xml``; ids are tag: addresses of the site's own (RFC 4151)."""
    entries = "".join(_entry(edition, article) for article in edition.articles)
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">\n'
        f"  <title>{text(edition.site.title)}</title>\n  <id>{_tag(edition, 'warta')}</id>\n"
        f'  <link rel="self" type="application/atom+xml" href="{edition.feed}"/>\n  <link href="{edition.base}/"/>\n'
        f"  <updated>{edition.changed.isoformat()}</updated>\n{entries}</feed>\n"
    )
    return Answer(document.encode(), "application/atom+xml; charset=utf-8", changed=edition.changed)


def _entry(edition: Edition, article: Article) -> str:
    tags = "".join(f"    <category term={quoteattr(tag)}/>\n" for tag in article.tags)
    return (
        f"  <entry>\n    <title>{text(article.title)}</title>\n    <id>{_tag(edition, article.name)}</id>\n"
        f'    <link rel="alternate" type="text/html" href="{edition.page(article)}"/>\n'
        f"    <published>{article.published.isoformat()}</published>\n"
        f"    <updated>{article.updated.isoformat()}</updated>\n"
        f"    <author><name>{text(article.author or edition.site.title)}</name></author>\n{tags}"
        f'    <content type="xhtml" xml:base="{edition.base}/"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"{body(edition, article)}</div></content>\n  </entry>\n"
    )


def _tag(edition: Edition, name: str) -> str:
    return f"tag:{edition.site.slug}.contohkab.example,2026:{name}"

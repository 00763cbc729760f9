"""RSS from before version 2: an `Edition` in, an `Answer` out.

`rdf` is RSS 1.0 with the Dublin Core and content modules; `netscape` is RSS 0.91 with the DOCTYPE that it
prescribes, which knows no dates, no guids and no HTML. No file is read.
"""

from __future__ import annotations

from xml.sax.saxutils import escape as text
from xml.sax.saxutils import quoteattr

from samples.cms import Answer, Edition
from samples.markup import body, cdata, words
from samples.reading import Article

_DOCTYPE = (
    '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
)


def rdf(edition: Edition) -> Answer:
    """``/index.rdf``: the items stand beside the channel, which only lists them."""
    listed = "".join(f"        <rdf:li rdf:resource={_quoted(edition, one)}/>\n" for one in edition.articles)
    items = "".join(_rdf_item(edition, article) for article in edition.articles)
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/"\n'
        '  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
        '  xmlns:content="http://purl.org/rss/1.0/modules/content/">\n'
        f'  <channel rdf:about="{edition.base}/">\n    <title>{text(edition.site.title)}</title>\n'
        f"    <link>{edition.base}/</link>\n    <description>Kabar {text(edition.site.title)}</description>\n"
        f"    <dc:language>id</dc:language>\n    <dc:date>{edition.changed.isoformat()}</dc:date>\n"
        f"    <items>\n      <rdf:Seq>\n{listed}      </rdf:Seq>\n    </items>\n  </channel>\n{items}</rdf:RDF>\n"
    )
    return Answer(document.encode(), "application/rdf+xml; charset=utf-8", changed=edition.changed)


def _rdf_item(edition: Edition, article: Article) -> str:
    subjects = "".join(f"    <dc:subject>{text(tag)}</dc:subject>\n" for tag in article.tags)
    return (
        f"  <item rdf:about={_quoted(edition, article)}>\n    <title>{text(article.title)}</title>\n"
        f"    <link>{text(edition.page(article))}</link>\n    <description>{text(_short(article))}</description>\n"
        f"{subjects}    <dc:creator>{text(article.author or 'admin')}</dc:creator>\n"
        f"    <dc:date>{article.published.isoformat()}</dc:date>\n"
        f"    <content:encoded>{cdata(body(edition, article))}</content:encoded>\n  </item>\n"
    )


def netscape(edition: Edition) -> Answer:
    """``/backend.php``: title, link and a short description are all that an item has."""
    items = "".join(
        f"<item>\n<title>{text(article.title)}</title>\n<link>{text(edition.page(article))}</link>\n"
        f"<description>{text(_short(article))}{text(_share(edition))}</description>\n</item>\n\n"
        for article in edition.articles
    )
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n\n{_DOCTYPE}\n\n<rss version="0.91">\n\n<channel>\n'
        f"<title>{text(edition.site.title)}</title>\n<link>{edition.base}/</link>\n"
        f"<description>{text(edition.site.title)}</description>\n<language>id</language>\n\n{items}</channel>\n</rss>\n"
    )
    return Answer(document.encode(), "text/xml; charset=utf-8", changed=edition.changed)


def _short(article: Article) -> str:
    """The first 60 words: the specification of 0.91 allows 500 characters."""
    said = words(article).split()
    return " ".join(said[:60]) + ("..." if len(said) > 60 else "")


def _share(edition: Edition) -> str:
    return f" {edition.site.share}" if edition.site.share else ""


def _quoted(edition: Edition, article: Article) -> str:
    return quoteattr(edition.page(article))

"""What the head of a page says of the CMS that made it, and where an article's text stands in its page.

An `Edition` in, HTML out. These are the marks by which one tells the CMSs apart: the generator as each writes it,
the feeds that it names (a WordPress names its comments too, a home-made site one that is gone, an OpenSID its
sitemap), and what else gives it away. No file is read.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from samples.cms import CHANNEL, Edition


def head(edition: Edition, feed: str = "") -> str:
    """Everything of the head that tells of the CMS; `feed` is the path of what the page names, else the site's."""
    return _HEADS.get(edition.site.dialect, _plain)(edition, feed or edition.cms.feed)


def box(edition: Edition) -> str:
    """The opening tag of the element that holds an article's text, and nothing else, in its page."""
    return _BOXES.get(edition.site.dialect, '<div class="isi">')


_BOXES: Final[dict[str, str]] = {
    "wordpress": '<div class="entry-content">',
    "wordpress-excerpt": '<div class="entry-content">',
    "wordpress-rest": '<div class="entry-content">',
    "joomla": '<div itemprop="articleBody" class="com-content-article__body">',
    "blogspot": "<div class='post-body entry-content' itemprop='articleBody'>",
    "opensid": '<div class="teks">',
    "drupal": '<div class="node__content">',
    "list": '<div class="isi-berita">',
    "sitemap": '<div class="konten">',
}


def _alternate(kind: str, title: str, address: str) -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{escape(address)}">'


def _generator(edition: Edition) -> str:
    return f'<meta name="generator" content="{escape(edition.cms.generator)}">\n' if edition.cms.generator else ""


def _plain(edition: Edition, feed: str) -> str:
    if not edition.cms.announced:
        return _generator(edition)
    return _generator(edition) + _alternate(edition.cms.announced, escape(edition.site.title), edition.base + feed)


def _wordpress(edition: Edition, feed: str) -> str:
    """A closed WordPress still names the feed that it refuses."""
    title, base = escape(edition.site.title), edition.base
    named = [
        _alternate("application/rss+xml", f"{title} &raquo; Feed", f"{base}/feed/"),
        _alternate("application/rss+xml", f"{title} &raquo; Umpan Komentar", f"{base}/comments/feed/"),
    ]
    if edition.site.comments_first:
        named.reverse()
    return "\n".join(
        [
            *named,
            f'<link rel="https://api.w.org/" href="{base}/wp-json/" />',
            f'<link rel="EditURI" type="application/rsd+xml" title="RSD" href="{base}/xmlrpc.php?rsd" />',
            f'<meta name="generator" content="{edition.cms.generator}" />',
        ]
    )


def _joomla(edition: Edition, feed: str) -> str:
    """The feeds of this page alone, by addresses without a host; the home page's are those of what is featured."""
    start = f"{feed.partition('?')[0]}?format=feed&amp;type="
    named = "\n".join(
        f'<link href="{start}{kind}" rel="alternate" type="application/{kind}+xml" title="{title}">'
        for kind, title in (("rss", "RSS 2.0"), ("atom", "Atom 1.0"))
    )
    options = '<script type="application/json" class="joomla-script-options new">{"system.paths":{"root":""}}</script>'
    return f"{_generator(edition)}{named}\n{options}"


def _opensid(edition: Edition, feed: str) -> str:
    """The feed that its theme names is the sitemap; the feed itself is named nowhere."""
    title = escape(edition.site.title)
    return (
        f"<meta name='theme' content='Esensi' />\n<meta name='keywords' content=\"OpenSID,sid,Sistem Informasi Desa, "
        f'{title}" />\n<meta property="og:site_name" content="{title}" />\n<meta name="subject" content="Situs Web '
        f'Desa">\n{_alternate("application/rss+xml", f"Feed {title}", f"{edition.base}/index.php/sitemap")}'
    )


def _blogspot(edition: Edition, feed: str) -> str:
    title, own = escape(edition.site.title), f"{edition.base}{feed}"
    return (
        f"<meta content='blogger' name='generator'/>\n"
        f'<link rel="alternate" type="application/atom+xml" title="{title} - Atom" href="{own}" />\n'
        f'<link rel="alternate" type="application/rss+xml" title="{title} - RSS" href="{own}?alt=rss" />\n'
        f'<link rel="service.post" type="application/atom+xml" title="{title} - Atom" href=\'{own}\' />\n'
        "<script type='text/javascript'>window['blogger_blog_id'] = '0';</script>"
    )


def _drupal(edition: Edition, feed: str) -> str:
    return (
        f'<meta name="Generator" content="{escape(edition.cms.generator)}" />\n'
        f'<link rel="alternate" type="application/rss+xml" title="" href="{feed}" />\n'
        '<script type="application/json" data-drupal-selector="drupal-settings-json">{"path":{"baseUrl":"\\/"}}'
        "</script>"
    )


def _homemade(edition: Edition, feed: str) -> str:
    """What the template's maker once put there leads nowhere; the feed itself is named nowhere."""
    return _alternate("application/rss+xml", "RSS", f"{edition.base}/feed.xml")


def _youtube(edition: Edition, feed: str) -> str:
    named = _alternate("application/rss+xml", "RSS", edition.base + feed)
    return (
        f'{named}\n<meta property="og:site_name" content="YouTube">\n<meta itemprop="identifier" content="{CHANNEL}">'
    )


_HEADS: Final[dict[str, Callable[[Edition, str], str]]] = {
    "wordpress": _wordpress,
    "wordpress-excerpt": _wordpress,
    "wordpress-rest": _wordpress,
    "joomla": _joomla,
    "opensid": _opensid,
    "blogspot": _blogspot,
    "drupal": _drupal,
    "homemade": _homemade,
    "youtube": _youtube,
}

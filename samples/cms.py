"""Where each CMS keeps what it shows: an article's page, its pictures, its feed.

`CMS` is one table, dialect → addresses; an `Edition` is what one site shows in one round and turns articles
into absolute addresses. Nothing is written here and nothing is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from samples.batik import CANVAS
from samples.reading import Article, Site

Size = tuple[int, int]
_ONE: Final[dict[str, Size]] = {"": CANVAS}
_SMALL: Final[dict[str, Size]] = {"": (640, 360)}
CHANNEL: Final = "UCKabupatenContohRadio01"
"""What the sample channel is called: UC and 22 letters and digits."""


@dataclass(frozen=True, slots=True)
class Cms:
    """Addresses are paths with the fields of `Edition.page` and `Edition.picture` in braces.

    `sizes`: what stands for {size} in a picture's address → pixels; the first is the full picture.
    `announced`: the content type under which the home page names the feed; "" where it does not.
    `also`: further addresses of the same feed.
    """

    generator: str
    feed: str
    page: str
    picture: str
    sizes: dict[str, Size]
    announced: str = "application/rss+xml"
    also: tuple[str, ...] = ()


_WORDPRESS: Final = Cms(
    generator="WordPress 6.8.3",
    feed="/feed/",
    page="/{year}/{month:02}/{day:02}/{name}/",
    picture="/wp-content/uploads/{year}/{month:02}/{file}{size}.png",
    sizes={"": CANVAS, "-300x169": (300, 169), "-1024x576": (1024, 576)},
    also=("/feed", "/?feed=rss2"),
)
_NOTHING: Final = Cms("", "/feed/", "/{name}/", "/{file}{size}.png", _ONE, "")

CMS: Final[dict[str, Cms]] = {
    "wordpress": _WORDPRESS,
    "wordpress-excerpt": _WORDPRESS,
    "wordpress-rest": Cms(
        _WORDPRESS.generator,
        "/wp-json/wp/v2/posts",
        _WORDPRESS.page,
        _WORDPRESS.picture,
        _WORDPRESS.sizes,
        "",
    ),
    "joomla": Cms(
        "Joomla! - Open Source Content Management",
        "/index.php/berita?format=feed&type=rss",
        "/index.php/berita/{number}-{name}",
        "/images/berita/{file}{size}.png",
        _ONE,
    ),
    "opensid": Cms(
        "OpenSID",
        "/index.php/feed",
        "/artikel/{year}/{month}/{day}/{name}",
        "/desa/upload/artikel/{size}{file}.png",
        {"sedang_": (880, 495), "kecil_": (440, 248)},
        also=("/feed",),
    ),
    "blogspot": Cms(
        "blogger",
        "/feeds/posts/default",
        "/{year}/{month:02}/{name}.html",
        "/img/{size}/{file}.png",
        {"s1600": CANVAS, "s320": (320, 180), "s72-c": (72, 72)},
        "application/atom+xml",
    ),
    "drupal": Cms(
        "Drupal 10 (https://www.drupal.org)",
        "/rss.xml",
        "/berita/{name}",
        "/sites/default/files/{year}-{month:02}/{file}{size}.png",
        _ONE,
    ),
    "homemade": Cms("", "/rss", "/berita/detail/{number}/{name}", "/upload/berita/{file}{size}.png", _ONE, ""),
    "jsonfeed": Cms(
        "Eleventy v3.1.2",
        "/feed.json",
        "/berita/{name}/",
        "/media/{file}{size}.png",
        _ONE,
        "application/feed+json",
    ),
    "jsonfeed-1.0": Cms(
        "Jekyll v3.8.5",
        "/feed.json",
        "/{year}/{month:02}/{day:02}/{name}.html",
        "/assets/{file}{size}.png",
        _ONE,
        "application/json",
    ),
    "atom": Cms("", "/atom.xml", "/warta/{year}/{name}", "/media/{file}{size}.png", _ONE, "application/atom+xml"),
    "rdf": Cms(
        "Movable Type 4.38",
        "/index.rdf",
        "/arsip/{year}/{month:02}/{name}.html",
        "/gambar/{file}{size}.png",
        _ONE,
        "application/rdf+xml",
    ),
    "rss091": Cms(
        "PHP-Nuke",
        "/backend.php",
        "/modules.php?name=News&file=article&sid={number}",
        "/images/topics/{file}{size}.png",
        _ONE,
    ),
    "utf16": Cms("", "/rss.xml", "/Berita/Detail/{number}", "/Gambar/{file}{size}.png", _ONE),
    "windows-1252": Cms("", "/rss.php", "/baca.php?id={number}", "/foto/{file}{size}.png", _ONE),
    "ical": Cms("", "/agenda.ics", "/agenda/{name}", "/{file}{size}.png", _ONE, "text/calendar"),
    "list": Cms("", "/berita", "/berita/{number}-{name}.html", "/foto/{file}{size}.png", _SMALL, ""),
    "sitemap": Cms("", "/sitemap-news.xml", "/kabar/{name}", "/media/{file}{size}.png", _SMALL, ""),
    "youtube": Cms(
        "",
        f"/feeds/videos.xml?channel_id={CHANNEL}",
        "/watch?v=Ctoh_{number}",
        "/vi/Ctoh_{number}/hqdefault{size}.png",
        {"": (480, 360)},
    ),
    "challenge": _NOTHING,
    "closed": _NOTHING,
    "dead": _NOTHING,
}
"""Dialect → its addresses; the paths follow docs of each CMS and what agencies' sites are seen to use."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered with. `changed` becomes Last-Modified; `kept`: callers may keep it; `headers`
    are further ones."""

    body: bytes
    content_type: str
    status: int = 200
    changed: datetime | None = None
    kept: bool = True
    headers: tuple[tuple[str, str], ...] = ()


def page_of(document: str, changed: datetime | None = None, status: int = 200) -> Answer:
    """An HTML document as an answer."""
    return Answer(document.encode(), "text/html; charset=UTF-8", status, changed)


Query = Mapping[str, str]
"""The fields of an address's query."""

Shelf = dict[str, Callable[[Query], Answer]]
"""Path, with its query where that belongs to the address → what stands there."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What one site shows in one round. `base` is its address without a slash at the end."""

    site: Site
    base: str
    articles: tuple[Article, ...]
    changed: datetime

    @property
    def cms(self) -> Cms:
        return CMS[self.site.dialect]

    @property
    def feed(self) -> str:
        return self.base + self.cms.feed

    def page(self, article: Article) -> str:
        """The absolute address of an article's page."""
        when = article.published
        return self.base + self.cms.page.format(
            year=when.year, month=when.month, day=when.day, name=article.name, number=article.number
        )

    def picture(self, article: Article, size: str | None = None) -> str:
        """The absolute address of its picture in one of the CMS's sizes, the full one unless told."""
        when = article.published
        return self.base + self.cms.picture.format(
            year=when.year,
            month=when.month,
            number=article.number,
            file=f"{article.name}-{article.picture}",
            size=next(iter(self.cms.sizes)) if size is None else size,
        )

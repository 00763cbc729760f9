"""An article's own page comes in, with what a list said of it; the entry goes out, with what it lacked filled in.

A part of `parse`. What the list said is kept. What the page says to machines (Open Graph, JSON-LD) goes before what it
shows, except for the text, which is looked for where the common CMS put it, and taken without the lines that say who
wrote it and when. A page that is a challenge, a login or a
default page is named as such. Nothing is cleaned, nothing fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urldefrag

from msgspec.structs import replace

from plugins.newsroom.model import Entry, PictureRef, Select
from plugins.newsroom.parse_byline import take_out
from plugins.newsroom.parse_instead import recognise
from plugins.newsroom.parse_json import join
from plugins.newsroom.parse_list import selector_problem
from plugins.newsroom.parse_markup import (
    MARKUP,
    base_of,
    date_of,
    escaped,
    first,
    metas,
    picture_of,
    soup_of,
    text_of,
)
from plugins.newsroom.parse_reading import Unreadable, decode, shifted

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

ENOUGH: Final = 200
"""Letters from which on a place that nobody named is taken for the text."""
_LONGEST_JSON: Final = 500_000
_COMPARED: Final = 20  # elements at one place
_DEEPEST: Final = 6  # JSON-LD: @graph within lists within objects

BODIES: Final = (
    "articleBody",  # itemprop, schema.org
    ".entry-content", ".post-content", ".td-post-content", ".elementor-widget-theme-post-content",  # WordPress
    ".wp-block-post-content", ".single-content",
    ".post-body",  # Blogspot
    ".com-content-article__body", ".item-page",  # Joomla
    ".field--name-body", ".field-name-body",  # Drupal
    ".single_page_content", "#isi_artikel",  # OpenSID
    ".article-content", ".article-body", ".news-content", ".blog-content", ".detail-content", ".content-detail",
    ".isi-berita", ".isi_berita", ".berita-isi", ".detail-berita", ".konten-berita", ".isi-artikel", ".artikel",
    "article .content", "article", "main .content",
)  # fmt: skip
"""Where common CMS put an article's text; the first with enough letters is it."""
_DATES: Final = (
    "time[itemprop~=datePublished], time.entry-date, time.published", "article time, main time", "time[datetime]",
    "[itemprop~=datePublished]",
)  # fmt: skip
_SUFFIX: Final = re.compile(r"\s(?:[|•·»–—-]|::)\s")
_ARTICLES: Final = re.compile(r"\w{0,20}(?:Article|Posting)|Report")


def page(body: bytes, *, url: str, content_type: str, select: Select | None, entry: Entry) -> Entry | Unreadable:
    """Fill what `entry` lacks from its own page, found at `url`; what it says stays.

    Without a text of some length on the page, the page's own description is the summary, and `content` stays "".
    """
    if label := shifted(body, content_type):
        return Unreadable("unreadable", f"written in {label}")
    text = decode(body[: 2 * MARKUP], content_type)[:MARKUP].lstrip("\ufeff \t\r\n\x00")
    if not text:
        return Unreadable("empty")
    if "<" not in text[:5000]:
        return Unreadable("unreadable", f"no page: {text[:80]}")
    instead = recognise(text)
    if instead != "not-a-feed":
        return Unreadable(instead, text[:120])
    select = (
        select if select and not any(map(selector_problem, (select.body, select.date, select.picture))) else Select()
    )
    soup = soup_of(text)
    base = base_of(soup, url)
    said, meta = _linked_data(soup), metas(soup)
    place = None if entry.content else _body(soup, select.body)
    published = entry.published or _published(soup, select, said, meta)
    author = entry.author or _author(said) or meta.get("author", "")
    title = entry.title or escaped(_title(soup, said, meta))
    if place is not None:
        take_out(place, title, published, author)
    content = entry.content or (
        place.decode_contents() if place is not None else _paragraphs(_word(said, "articleBody"))
    )
    shown = "" if entry.pictures else _picture(soup, select, said, meta, place, base)
    described = "" if content else meta.get("og:description") or meta.get("description", "")
    return replace(
        entry,
        url=entry.url or urldefrag(url)[0],
        title=title,
        summary=entry.summary or escaped(described),
        content=content,
        published=published,
        updated=entry.updated or _changed(said, meta),
        author=author,
        pictures=entry.pictures or ((PictureRef(shown),) if shown else ()),
        base=entry.base if entry.content else base if content else "",
    )  # fmt: skip


def _title(soup: BeautifulSoup, said: dict[str, Any], meta: dict[str, str]) -> str:
    headings = [text_of(heading) for heading in soup.select("h1", limit=5)]
    site = meta.get("og:site_name", "").casefold()
    for title in (meta.get("og:title"), _word(said, "headline")):
        if title := " ".join((title or "").split()):
            head, tail = _split(title)
            return head if tail and (tail.casefold() == site or head in headings) else title
    return next(filter(None, headings), "") or _split(text_of(soup.title))[0]


def _split(title: str) -> tuple[str, str]:
    """A title, its white space single, and the site's name behind it: `Judul - Dinas Contoh`."""
    cuts = list(_SUFFIX.finditer(title))
    return (title[: cuts[-1].start()], title[cuts[-1].end() :]) if cuts and cuts[-1].start() else (title, "")


def _published(soup: BeautifulSoup, select: Select, said: dict[str, Any], meta: dict[str, str]) -> str:
    told = date_of(first(soup, select.date)) or meta.get("article:published_time") or _word(said, "datePublished")
    return told or next(filter(None, (date_of(soup.select_one(place)) for place in _DATES)), "")


def _changed(said: dict[str, Any], meta: dict[str, str]) -> str:
    return meta.get("article:modified_time") or _word(said, "dateModified") or meta.get("datemodified", "")


def _body(soup: BeautifulSoup, selector: str) -> Tag | None:
    """The place of the text: where somebody said it is, else the first place that holds enough of it."""
    chosen = first(soup, selector)
    if chosen is not None and chosen.get_text(strip=True):
        return chosen
    places, letters = _places(soup), _letters(soup)
    for place in BODIES:
        fullest = max(places[place], key=lambda element: letters[id(element)], default=None)
        if fullest is not None and letters[id(fullest)] >= ENOUGH:
            return fullest
    return None


def _places(soup: BeautifulSoup) -> dict[str, list[Tag]]:
    """The elements that stand at each of BODIES. One walk: a selector each would cost seconds on a long page."""
    found: dict[str, list[Tag]] = {place: [] for place in BODIES}
    around: dict[int, str] = {}  # the nearest <article> or <main>
    for element in soup.find_all(True):
        outer = around.get(id(element.parent), "")
        around[id(element)] = element.name if element.name in ("article", "main") else outer
        names = [f".{one}" for one in element.get_attribute_list("class")]
        names += [f"#{element.get('id')}", *map(str, element.get_attribute_list("itemprop")), element.name]
        if outer and ".content" in names:
            names.append(f"{outer} .content")
        for name in names:
            if name in found and len(found[name]) < _COMPARED:
                found[name].append(element)
    return found


def _letters(soup: BeautifulSoup) -> dict[int, int]:
    """Letters that a reader of each element sees, by its id; those of links in it are menus and say nothing. From the
    inside out, so that no text is counted twice."""
    from bs4.element import CData, NavigableString

    found: dict[int, int] = {}
    for element in reversed(soup.find_all(True)):
        texts = (child for child in element.children if type(child) in (NavigableString, CData))
        words = [word for text in texts for word in str(text).split()]
        found[id(element)] = letters = found.get(id(element), 0) + sum(map(len, words)) + len(words)
        if element.name != "a":
            found[id(element.parent)] = found.get(id(element.parent), 0) + letters
    return found


def _picture(
    soup: BeautifulSoup, select: Select, said: dict[str, Any], meta: dict[str, str], place: Tag | None, base: str
) -> str:
    return (
        picture_of(first(soup, select.picture), base)
        or join(base, meta.get("og:image") or meta.get("og:image:url", ""))
        or join(base, _image(said.get("image")))
        or picture_of(place.select_one("img") if place is not None else None, base)
    )


def _paragraphs(plain: str) -> str:
    return re.sub(r"\n\s*", "\n<p>", escaped(plain)) if len(plain) >= ENOUGH else ""


# --- JSON-LD ---------------------------------------------------------------------------------------------


def _linked_data(soup: BeautifulSoup) -> dict[str, Any]:
    """What a page says of its article in JSON-LD (schema.org); {} where it says nothing."""
    for script in soup.select('script[type="application/ld+json" i]', limit=10):
        written = script.string or ""
        try:
            said = json.loads(written, strict=False) if len(written) < _LONGEST_JSON else None
        except (ValueError, RecursionError):
            continue
        for one in _objects(said, _DEEPEST):
            kinds = one.get("@type")
            if any(
                isinstance(k, str) and _ARTICLES.fullmatch(k) for k in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return one
    return {}


def _objects(said: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(said, list) and depth:
        for one in said[:100]:
            yield from _objects(one, depth - 1)
    elif isinstance(said, dict) and depth:
        yield said
        yield from _objects(said.get("@graph"), depth - 1)
        yield from _objects(said.get("mainEntity"), depth - 1)


def _word(said: dict[str, Any], name: str) -> str:
    value = said.get(name)
    return value.encode("utf-8", "replace").decode().strip() if isinstance(value, str) else ""


def _author(said: dict[str, Any]) -> str:
    authors = said.get("author")
    for author in authors[:5] if isinstance(authors, list) else [authors]:
        name = _word(author, "name") if isinstance(author, dict) else author if isinstance(author, str) else ""
        if name and not name.startswith(("http://", "https://")):
            return " ".join(name.split())
    return ""


def _image(said: Any) -> str:
    """An image of JSON-LD: an address, an object with one, or a list of these."""
    if isinstance(said, list):
        return next(filter(None, map(_image, said[:5])), "") if not any(isinstance(s, list) for s in said) else ""
    if isinstance(said, dict):
        return _word(said, "url") or _word(said, "contentUrl")
    return said if isinstance(said, str) else ""

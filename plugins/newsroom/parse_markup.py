"""HTML that a list and an article's own page have in common: text comes in, a tree and what its elements say go out.

A part of `parse`. Selectors are compiled here, addresses made absolute, pictures found behind the attributes of lazy
loading. The tree is bounded in size and depth, and nothing in it is cleaned: that is `clean`'s.
"""

from __future__ import annotations

import html
import re
import warnings
from typing import TYPE_CHECKING, Final

from plugins.newsroom.parse_json import join

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MARKUP: Final = 2 * 1024 * 1024
"""Characters of a page that are read; the heaviest home pages have one and a half million."""
DEPTH: Final = 800
"""Elements left open at which a page is cut. Sloppy pages leave some hundred open; the parser has no bound of its own,
and a hundred thousand cost seconds in every selector."""
ELEMENTS: Final = 25_000
"""Elements at which a page is cut; the heaviest home pages have ten thousand."""
LONGEST: Final = 500
"""Characters of a selector."""

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_UNCOUNTED: Final = frozenset(  # holds nothing, or is closed by the next of its kind
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split()
)
_LAZY: Final = ("data-src", "data-lazy-src", "data-original", "data-lazy", "data-image", "data-bg")
_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_BACKGROUND: Final = re.compile(r"background(?:-image)?\s{0,9}:[^;]{0,200}?url\(\s{0,9}([^()]{1,2000})\)", re.I)
_CANDIDATE: Final = re.compile(r"\s*,?\s*(\S+)(?:\s+([\d.]{1,8})([wx]))?\s*(?=,|$)")

_POSITION: Final = re.compile(r"\bposition (\d{1,6})\b")


def soup_of(text: str) -> BeautifulSoup:
    """The tree of a page; one that is nested or goes on without end is cut where it becomes so."""
    return tree_of(within_bounds(text))


def tree_of(text: str) -> BeautifulSoup:
    """The tree of a page that is within bounds."""
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of text that looks like an address, or like XML: it is HTML to us
        return BeautifulSoup(text.replace("\x00", ""), "lxml")


def within_bounds(text: str) -> str:
    """A page up to where it is too long, too deep or of too many elements."""
    text, depth = text[:MARKUP], 0
    for count, tag in enumerate(_TAG.finditer(text)):
        if tag[2].lower() not in _UNCOUNTED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEPTH or count > 2 * ELEMENTS:
            return text[: tag.start()]
    return text


def selector_problem(text: str) -> str:
    """What is wrong with a CSS selector, as a sentence for whoever wrote it; "" where nothing is."""
    import soupsieve

    if len(text) > LONGEST:
        return f"Selektor CSS terlalu panjang; paling banyak {LONGEST} huruf."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of names that will change one day
            soupsieve.compile(text or "*")
    except (soupsieve.SelectorSyntaxError, NotImplementedError, ValueError, RecursionError) as error:
        place = _POSITION.search(str(error).split("\n")[0])  # all of the library's words that an editor can use
        at = int(place[1]) if place else 0
        where = f", mulai dari huruf ke-{at + 1}: '{text[at : at + 20]}'" if 0 < at < len(text) else ""
        return f"Selektor CSS '{text[:80]}' tidak sah{where}. Contoh yang benar: .berita-item h3 a"
    return ""


def first(element: Tag, selector: str) -> Tag | None:
    """What a selector names within an element, or the element itself; None for no selector."""
    if not selector:
        return None
    return element.select_one(selector) or (element if element.css.match(selector) else None)


def attribute(element: Tag | None, name: str) -> str:
    """An attribute's text; "" where there is none."""
    value = element.get(name) if element is not None else None
    return value.strip() if isinstance(value, str) else ""


def text_of(element: Tag | None) -> str:
    """The words of an element, on one line."""
    return " ".join(element.get_text(" ").split()) if element is not None else ""


def escaped(text: str) -> str:
    """Words as the HTML that an `Entry` holds."""
    return html.escape(text, quote=False)


def date_of(element: Tag | None) -> str:
    """A date exactly as it is written; what <time> and <meta> say to machines goes before what they show."""
    if element is None:
        return ""
    time = element if element.name == "time" else element.find("time")
    return attribute(time, "datetime") or attribute(element, "content") or text_of(element)


def base_of(soup: BeautifulSoup, url: str) -> str:
    """What a page's relative addresses are relative to."""
    return join(url, attribute(soup.select_one("base[href]"), "href")) or url


def metas(soup: BeautifulSoup) -> dict[str, str]:
    """What a page's <meta> say, by their names in lower case (`og:title`, `author`, …)."""
    said: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        content = attribute(meta, "content")
        for key in ("property", "name", "itemprop"):
            if content and (name := attribute(meta, key)):
                said.setdefault(name.lower(), content)
    return said


def picture_of(element: Tag | None, base: str) -> str:
    """The absolute address of the picture that an element is, holds or has behind it; "" where there is none."""
    if element is None:
        return ""
    if element.name == "meta":
        return join(base, attribute(element, "content"))
    image = element if element.name in ("img", "source", "amp-img") else element.select_one("img, amp-img")
    for candidate in (image, element, element.select_one("[style*='background']")):
        if candidate is not None and (address := _source(candidate)):
            return join(base, address)
    return ""


def _source(element: Tag) -> str:
    """The largest of a set, else what a script would load, else what is there; a placeholder in the page is none."""
    widest = max((_widest(attribute(element, name)) for name in _SETS), key=lambda found: found[0])
    background = _BACKGROUND.search(attribute(element, "style"))
    for address in (
        widest[1], *(attribute(element, name) for name in _LAZY), attribute(element, "src"),
        background[1].strip(" '\"") if background else "",
    ):  # fmt: skip
        if address and not address.lower().startswith(("data:", "about:", "blob:", "javascript:")):
            return address
    return ""


def _widest(said: str) -> tuple[float, str]:
    """A `srcset` → (width or density, address) of its largest."""
    best = (-1.0, "")
    for found in _CANDIDATE.finditer(said[:20_000]):
        try:
            size = float(found[2] or 1) if found[3] != "x" else float(found[2]) * 1000
        except ValueError:
            continue
        if size > best[0] and not found[1].startswith("data:"):
            best = (size, found[1].rstrip(","))
    return best

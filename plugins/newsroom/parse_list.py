"""A page that lists what an agency published comes in, with the CSS selectors that say where; entries go out.

A part of `parse`, for sites that offer no feed. Dates are handed on exactly as they are written. What a selector does
not find is left out, and an item without a title or an address is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from plugins.newsroom.model import Entry, PictureRef, Select
from plugins.newsroom.outcomes import INVALID_SELECTOR, NO_ITEM, NOTHING_MATCHED
from plugins.newsroom.parse_instead import recognise
from plugins.newsroom.parse_json import join
from plugins.newsroom.parse_markup import (
    attribute,
    base_of,
    date_of,
    escaped,
    first,
    metas,
    picture_of,
    text_of,
    tree_of,
    within_bounds,
)
from plugins.newsroom.parse_markup import selector_problem as selector_problem
from plugins.newsroom.parse_reading import ENTRIES, Reading, Unreadable, name_of
from plugins.newsroom.parse_when import newest

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_HEADINGS = "h1, h2, h3, h4, h5, h6"


def read(text: str, url: str, complete: bool, select: Select) -> Reading | Unreadable:
    """Read the list that `select` describes."""
    for name in Select.__struct_fields__:
        given = getattr(select, name)
        if given and selector_problem(given):
            return Unreadable("selectors", f"{INVALID_SELECTOR}{name}: {given[:200]}")
    if not select.item:
        return Unreadable("selectors", NO_ITEM)
    bounded = within_bounds(text)
    soup = tree_of(bounded)
    base = base_of(soup, url)
    items = _outermost(soup.select(select.item))
    whole = complete and ("</html" in text[-2000:].lower() or "<html" not in text[:5000].lower())
    cut = len(bounded) < len(text)
    if items and (cut or not whole) and not _followed(items[-1]):
        items = items[:-1]  # nobody knows whether it arrived whole
    cut = cut or len(items) > ENTRIES
    if len(items) > ENTRIES:
        dates = [date_of(first(item, select.date)) for item in items]
        items = [items[place] for place in newest(dates)]
    entries = tuple(entry for item in items if (entry := _entry(item, select, base, url)))
    if not entries:
        named_as = recognise(text)
        missed = f"{len(items)} items have no title or no link" if items else NOTHING_MATCHED
        detail = f"{missed}: {select.item[:200]}"
        return Unreadable("selectors" if named_as == "not-a-feed" else named_as, detail)
    return Reading(
        "list", entries, whole and not cut, more=_next(soup, select.next, base, url),
        title=name_of(text_of(soup.title)), generator=name_of(metas(soup).get("generator")), cut=whole and cut,
    )  # fmt: skip


def _outermost(found: Iterable[Tag]) -> list[Tag]:
    """What was found, without what lies within another: an item has no items."""
    items: list[Tag] = []
    known: set[int] = set()
    for item in found:
        known.add(id(item))
        if not any(id(parent) in known for parent in item.parents):
            items.append(item)
    return items


def _followed(item: Tag) -> bool:
    """Whether anything stands behind an item."""
    return any(
        getattr(sibling, "name", None) or str(sibling).strip()
        for element in (item, *item.parents)
        for sibling in element.next_siblings
    )


def _entry(item: Tag, select: Select, base: str, url: str) -> Entry | None:
    """One item of the list; None where it has no title or leads nowhere."""
    heading = first(item, select.title) if select.title else first(item, _HEADINGS)
    anchor = _anchor(item, select.link, heading)
    address = join(base, attribute(anchor, "href"))
    title = text_of(heading) or ("" if select.title else text_of(anchor) or attribute(anchor, "title"))
    if not title or not address or urldefrag(address)[0] == urldefrag(url)[0]:
        return None
    picture = picture_of(first(item, select.picture), base)
    body = first(item, select.body)
    content = body.decode_contents() if body is not None else ""
    return Entry(
        url=address,
        title=escaped(title),
        summary=escaped(text_of(first(item, select.summary))),
        content=content,
        published=date_of(first(item, select.date)),
        pictures=(PictureRef(picture),) if picture else (),
        base=base if content else "",
    )


def _anchor(item: Tag, selector: str, heading: Tag | None) -> Tag | None:
    """What leads to the article: what the selector names, else the link in or around the heading, else the first."""
    if selector:
        found = first(item, selector)
        return found if found is None or attribute(found, "href") else found.select_one("a[href]")
    near = [heading.select_one("a[href]"), heading.find_parent("a", href=True)] if heading is not None else []
    return next((a for a in (*near, first(item, "a[href]")) if a is not None), None)


def _next(soup: BeautifulSoup, selector: str, base: str, url: str) -> tuple[str, ...]:
    """The address of the list's next page, where there is one and it is another."""
    found = first(soup, selector)
    if found is not None and not attribute(found, "href"):
        found = found.select_one("a[href]") or found.find_parent("a", href=True)
    address = urldefrag(join(base, attribute(found, "href")))[0]
    other = address.startswith(("http://", "https://")) and address != urldefrag(url)[0]
    return (address,) if other else ()

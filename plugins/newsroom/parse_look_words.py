"""What looking at a body ends in: values without behaviour, and what may be said of an address without asking it.

A part of `parse` that imports nothing of it, so that whoever carries these values need not load what made them.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from msgspec import Struct


class Link(Struct, frozen=True):
    """A feed that a page names."""

    url: str
    title: str = ""
    type: str = ""


class Page(Struct, frozen=True):
    """What a page tells of the site it belongs to."""

    title: str
    site_name: str = ""  # og:site_name
    cms: str = ""  # a key of CMS, "" where nothing tells
    generator: str = ""  # as the page words it
    canonical: str = ""
    rest: str = ""  # where WordPress answers programs
    feeds: tuple[Link, ...] = ()  # in its head, then among its links; no feeds of comments
    sections: tuple[str, ...] = ()  # pages of the same site that its menus call news
    calendars: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()  # ids of YouTube channels
    links: int = 0  # to its own site


class Listing(Struct, frozen=True):
    """What a feed holds. Shares are of its entries, from 0 to 1."""

    dialect: str  # as parse.Reading names it
    title: str = ""
    entries: int = 0
    newest: str = ""  # its date as written
    newest_at: datetime | None = None
    full: float = 0.0  # share with the whole text
    dated: float = 0.0  # share with a date that can be read
    repeated: float = 0.0  # share that tells the same guid or address as another
    hosts: tuple[str, ...] = ()  # hosts, other than the feed's own, that entries lead to; the most frequent first
    more: tuple[str, ...] = ()  # the parts of a sitemap


class Look(Struct, frozen=True):
    """What a body is. `error` is a key of FAILURES where it is no feed to be read, "" where it is one."""

    error: str = ""
    page: Page | None = None
    feed: Listing | None = None
    sitemaps: tuple[str, ...] = ()  # that a robots.txt names


def same_site(one: str, other: str) -> bool:
    """Whether two addresses have one host and port, with or without `www.`."""
    return _door(one) == _door(other) != ("", None)


def _door(address: str) -> tuple[str, int | None]:
    try:
        return host_of(address).removeprefix("www."), urlsplit(address).port
    except ValueError:
        return "", None


def host_of(address: str) -> str:
    """The host of an address, small; "" where there is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""

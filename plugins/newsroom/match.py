"""The copies of one story come in; which of them leads, and what its address is called, goes out. Pure.

Its parts say which articles are one: `match_reading` and `match_numbers` what can be compared, `match_likely` what is
worth it, `match_verdict` with `match_figures`, `match_notice`, `match_slots` and `match_spelling` what differs,
`match_groups` who is with whom. The index is the store's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

WINDOW: Final = timedelta(days=30)
"""Further apart than this, the same words are last year's notice come round again."""

TWICE: Final = timedelta(days=1)
"""Further apart than this, one agency's same words are next week's notice, whose picture or place may differ; nearer,
they were posted twice."""

SLUG: Final = 80


class Copy(Struct, frozen=True):
    """What decides who leads: one agency's copy of a story."""

    id: int
    agency: str
    published: datetime
    canonical: str
    origin: str
    named: str = ""  # the agency that the text itself names as its source


def lead(copies: Sequence[Copy], sites: Mapping[str, str]) -> Copy:
    """The copy that leads: the one named as source by another, else the earliest, else the first slug.

    `sites` gives each agency's own host; a copy whose address or named origin lies on another agency's
    host names that agency as its source.
    """
    named = {
        host
        for copy in copies
        for host in (host_of(copy.origin), host_of(copy.canonical))
        if host and host != sites.get(copy.agency)
    }
    told = {copy.named for copy in copies} - {""}
    return min(
        copies,
        key=lambda c: (c.agency not in told and sites.get(c.agency) not in named, c.published, c.agency, c.id),
    )


def host_of(url: str) -> str:
    """The host and port of an address, without `www.`; "" where there is none."""
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


def slug(title: str) -> str:
    """The last part of a story's address: at most 80 characters of a-z, 0-9 and hyphens; "" where the title
    has none of them (Arabic, Javanese script)."""
    bare = title
    if not title.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    bare = re.sub("['’‘`ʼ]", "", bare)
    words = re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")
    return words if len(words) <= SLUG else words[: SLUG + 1].rpartition("-")[0] or words[:SLUG]

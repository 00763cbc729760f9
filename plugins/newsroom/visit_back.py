"""What was withdrawn at its source and is there again, though no list says so: its page is asked, ever more seldom.

A part of `visit`. Pages come in, articles that are back go out to their stories. That a page answers is not enough: it
must show the article as it was, and say nothing against it, since what is published again are the words that we keep.
What a list says again is not looked for here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import datetime, timedelta
from typing import Final

from plugins.newsroom import filing
from plugins.newsroom.archives import spellings
from plugins.newsroom.identity import canonical
from plugins.newsroom.model import SourceReport, moment
from plugins.newsroom.store import Row, Store
from plugins.newsroom.store_rows import when
from plugins.newsroom.visit_bodies import Bodies

AFTER: Final = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""How long after an article was withdrawn its page is asked again; then never."""
PAGES: Final = 3  # a feed's withdrawn articles whose pages are asked in one pull

Words = tuple[str, ...]

FEW: Final = 8
"""Words from which on the beginning of a sentence that was cut tells it from others."""
NEAR: Final = 40  # words before and after an article in which a page speaks of it

_TURNED: Final = re.compile(
    r"\b(?:dicabut|mencabut|pencabutan|ditarik|menarik kembali|(?:tidak|tak) (?:benar|akurat|valid|berlaku|terbukti)"
    r"|bukan fakta|hoa(?:ks|x)|(?:di|me)?ralat|(?:di)?koreksi|mengoreksi|(?:di)?klarifikasi|(?:ke)?keliru(?:an)?"
    r"|kesalahan|salah(?! satu\b)|bohong|palsu|fitnah|(?:dis|mis)informasi|dibatalkan|pembatalan|dihapus|diturunkan"
    r"|(?:di|mem)?bantah(?:an)?|(?:di)?revisi|(?:mohon|permohonan|permintaan) maaf|retracted|withdrawn"
    r"|correct(?:ed|ion))\b"
)
"""What a page says of an article that does not stand as it was."""

_EDGES: Final = re.compile(
    r"\A[A-Z][A-Z .,/()]{2,40}\s?[–—-]+\s|\s*(?i:\((?:humas|admin|red|\w{1,4})(?:/\w{1,8})*\)|selengkapnya)\W*\Z"
)
"""What a feed may have at the head and the end of a text, and its page elsewhere: where it was written, and by whom."""

_WORD: Final = re.compile(r"-?\d+(?:[.,:/-]\d+)*%?|[^\W\d_]+|\?")
_CUT: Final = re.compile(r"(?:…|\.{3})\W*\Z")


def expect(store: Store, article: int, gone: datetime, now: datetime) -> None:
    """Note when the page of an article that was withdrawn at `gone` is asked next."""
    at = next((moment(gone + span) for span in AFTER if gone + span > now), None)
    store.q.ask_again(id=article, at=at)


async def bring_back(bodies: Bodies, row: SourceReport) -> None:
    """Ask the pages that are due, whoever waits longest first; what is there again is published again."""
    store, desk, feed = bodies.shared.store, bodies.shared.desk, bodies.feed
    due = store.q.to_ask_again(agency=feed.agency, feed=feed.url, now=moment(desk.now), most=PAGES)
    for r in list(due):
        if not bodies.asks(r["url"]):
            continue
        back = await _is_back(bodies, r)
        with store.transaction():
            if back:
                filing.reappear(store, desk, r["id"])
            else:
                expect(store, r["id"], when(r["gone_at"]), desk.now)
        if back:
            row.updated += 1
            row.outcome = "changed"


async def _is_back(bodies: Bodies, r: Row) -> bool:
    """Whether the page shows the article, at its own address or at one that is no other article's; what leads to the
    front page, or to an article that we know, is not it."""
    found = await bodies.shown(r["url"])
    if found is None:
        return False
    url, page = found
    places = spellings(canonical(url))
    if canonical(r["url"]) not in places:
        addresses = json.dumps(sorted(places))
        others = bodies.shared.store.q.articles_by_addresses(agency=bodies.feed.agency, addresses=addresses)
        if not places or list(others):
            return False
    return shown(r["title"], r["text"], (page.title, page.text))


# --- whether a page shows the article --------------------------------------------------------------------------


def shown(title: str, text: str, page: tuple[str, str]) -> bool:
    """Whether a page, its title and all that it shows, is the article of this title and text, whole and unchanged.

    The titles are the same, every sentence of the text is one of the page's, in this order, and nothing near it says
    that it was withdrawn, untrue or corrected. Letters' case and stops do not count; numbers, signs and question marks
    do. Only a dateline and a desk's code may be missing. Where there is no text, the title alone must do, and be long
    enough for one.
    """
    name = _said(title)
    if not name or _said(page[0]) != name:
        return False
    theirs = [words for line in _sentences(page[1]) if (words := _said(line))]
    if not _said(text):
        found = [n for n, words in enumerate(theirs) if words == name]
        return len(name) > 2 and not _turned(_around(theirs, found, name) if found else theirs)
    for whole in (text, _EDGES.sub("", text)):
        ours = [words for line in _sentences(whole) if (words := _said(line))]
        found = _found(ours, theirs, cut=bool(_CUT.search(whole)))
        if found:
            return not _turned(_around(theirs, found, name))
    return False


def _found(ours: list[Words], theirs: list[Words], *, cut: bool) -> list[int]:
    """Where each sentence of ours stands among theirs, in this order; none where one does not. `cut`: of the last one
    there is but the beginning."""
    places: list[int] = []
    for number, words in enumerate(ours):
        part = len(words) if cut and number == len(ours) - 1 and len(words) >= FEW else None
        start = places[-1] + 1 if places else 0
        place = next((n for n in range(start, len(theirs)) if theirs[n][:part] == words), None)
        if place is None:
            return []
        places.append(place)
    return places


def _around(theirs: list[Words], found: list[int], name: Words) -> list[Words]:
    """What stands before an article, from the line above its title; between its sentences; and behind it."""
    first, last = found[0], found[-1]
    head = next((n for n in range(first, -1, -1) if theirs[n] == name), None)
    before = theirs[:first] if head is None else theirs[max(0, head - 1) : first]
    between = [words for n, words in enumerate(theirs[first:last], first) if n not in found]
    after = [word for words in theirs[last + 1 :] for word in words][:NEAR]
    near = [word for words in before if words != name for word in words][-NEAR:]
    return [tuple(near), *(words for words in between if words != name), tuple(after)]


def _turned(said: list[Words]) -> bool:
    return any(_TURNED.search(" ".join(words)) for words in said)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+|\n+", text)


def _said(text: str) -> Words:
    """Words, numbers with their signs, and question marks."""
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))

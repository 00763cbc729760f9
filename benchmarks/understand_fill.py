"""A store of very many articles, made without pulling them: an archive comes in, a filled store goes out.

Rows are written through the store's own queries, as filing and settling would have left them: articles, words,
sketches, postings in the order of the index, learned words, and a story for each release with what is known of its
copies. Left out is what matching never asks for: HTML, lists, the dirty queue. Words are filled for the last weeks only
where the archive is `thin`: nothing older is ever read again.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from benchmarks import realistic
from benchmarks.realistic import Archive, Told
from plugins.newsroom.match_reading import read, sketch, word_hash
from plugins.newsroom.model import NO_HTML, Article, Source, Story, moment
from plugins.newsroom.store import Store
from plugins.newsroom.store_rows import article_values, story_data
from plugins.newsroom.stories_kin import OFTEN, SELDOM
from plugins.newsroom.text import fingerprint

AT_ONCE: Final = 10_000
PARTS: Final = 64  # of the postings, which are sorted one after the other
READ: Final = timedelta(days=80)  # beyond which no article is read beside a new one
_SHIFT: Final = 32 - PARTS.bit_length() + 1

Row = dict[str, Any]


def fill(url: str, archive: Archive, *, thin: bool = False) -> None:
    """All articles of the archive into the new store at `url`."""
    store = Store(url)
    postings = [array("Q") for _ in range(PARTS)]
    days, learned, known = array("L", [0]), Counter[int](), 0
    releases: dict[int, int] = {}  # the article that first told each, while others may still copy it
    for start in range(0, archive.articles, AT_ONCE):
        with store.transaction():
            for told in map(archive.told, range(start, min(start + AT_ONCE, archive.articles))):
                row, numbers = _add(store, told, releases, bare=thin and archive.at(archive.articles) - told.at > READ)
                days.append(told.at.date().toordinal())
                for each in numbers:
                    postings[each >> _SHIFT].append(each << 32 | row)
                if known < OFTEN or row % SELDOM == 0:
                    learned.update(map(word_hash, read(told.title, told.text, told.at.date()).words()))
                    known += 1
    for part in postings:
        with store.transaction():
            store.q.each("post", _sorted(part, days))
    with store.transaction():
        for word, articles in learned.items():
            store.q.each("learn", [{"word": word}] * articles)
        store.q.set_meta(key="learned", value=str(known))
    store.close()


def _sorted(part: array[int], days: array[int]) -> Iterator[Row]:
    for each in sorted(part):
        article = each & 0xFFFFFFFF
        yield {"hash": each >> 32, "day": days[article], "article": article}


def _add(store: Store, told: Told, releases: dict[int, int], *, bare: bool) -> tuple[int, tuple[int, ...]]:
    """One article with its words, its sketch and its story; its row and what it is found by."""
    row, known = add(store, told, bare=bare), sketch(told.title, told.text)
    store.q.write_sketch(article=row, day=told.at.date().toordinal(), sketch=known.packed())
    founder = releases.setdefault(told.release, row)
    story = f"{founder:012x}"
    store.q.join_story(story=story, id=row)
    if founder == row:
        store.q.save_story(**_story(story, told, row))
    else:
        store.q.add_kin(low=founder, high=row, answer="same", share=0.9, because="", at=moment(told.at))
    return row, (*known.marks, *known.terms)


def add(store: Store, told: Told, *, bare: bool = False) -> int:
    """One article with its words, as cleaning and filing would leave it, without HTML; its row."""
    at = moment(told.at)
    values = article_values(_as_article(told), mode="full", topics=("pemerintahan",), places=())
    row = int(store.q.add_article(**values, published=at, first_seen=at, decision="publish", reasons="[]"))
    store.q.write_words(article=row, html="", text="" if bare else told.text, removed="[]")
    return row


def _as_article(told: Told) -> Article:
    slug, url = realistic.slug(told.agency), f"{realistic.site(told.agency)}/berita/{told.number}"
    return Article(
        agency=slug, feed=realistic.site(told.agency), key=f"guid:{url}", guid=url, url=url, canonical=url,
        title=told.title, summary=told.paragraphs[0][:200], html=NO_HTML, text=told.text, source_date=told.at,
        fingerprint=fingerprint(told.text),
    )  # fmt: skip


def _story(story: str, told: Told, row: int) -> Row:
    slug, url = realistic.slug(told.agency), f"{realistic.site(told.agency)}/berita/{told.number}"
    path, at = f"/berita/{told.at:%Y/%m}/rekaan-{row}/", moment(told.at)
    whole = Story(
        id=story, path=path, month=f"{told.at:%Y-%m}", title=told.title, summary=told.paragraphs[0][:200],
        kind="berita", status="published", published=told.at, updated=told.at, first_seen=told.at, agency=slug,
        sources=(Source(slug, url, url, told.at),), topics=("pemerintahan",),
    )  # fmt: skip
    return {
        "id": story, "path": path, "month": whole.month, "lead": row, "agency": slug, "kind": "berita",
        "status": "published", "title": told.title, "summary": whole.summary, "published": at, "updated": at,
        "first_seen": at, "data": story_data(whole), "founder": row,
    }  # fmt: skip


def skew(store: Store) -> Row:
    """How unevenly the index is used: what few articles have, what many."""
    (found,) = store._connection.execute(
        "SELECT COUNT(*) AS different, MAX(many) AS most, SUM(many) AS postings, SUM(many * (many >= 64)) AS common "
        "FROM (SELECT COUNT(*) AS many FROM posting GROUP BY hash)"
    )
    return dict(found)

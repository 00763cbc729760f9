"""A store of very many articles, made without pulling them: an archive comes in, a filled store goes out.

Rows are written through the store's own queries, as filing and settling would have left them: articles, words,
sketches, postings in the order of the index, learned words, and a story for each release with what is known of its
copies. Left out is what matching never asks for: HTML, lists, the dirty queue. Where the archive is `thin`, what is
older than some weeks has neither words nor story, for it is never read beside a new one, and it borrows the sketches of
what is younger, so that the index is as large as that of all.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from benchmarks import realistic
from benchmarks.realistic import Archive, Told
from plugins.newsroom.match_reading import Sketch, read, sketch, word_hash
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
    filling = _Filling(store)
    end = archive.at(archive.articles)
    old = next((n for n in range(archive.articles) if end - archive.at(n) <= READ), 0) if thin else 0
    if old:
        recent = map(archive.told, range(old, archive.articles))
        borrowed = [sketch(told.title, told.text) for told in recent]
        for start in range(0, old, AT_ONCE):
            with store.transaction():
                for number in range(start, min(start + AT_ONCE, old)):
                    filling.old(number, archive.at(number), borrowed[number % len(borrowed)])
    for start in range(old, archive.articles, AT_ONCE):
        with store.transaction():
            for number in range(start, min(start + AT_ONCE, archive.articles)):
                filling.whole(archive.told(number))
    filling.index()
    store.close()


class _Filling:
    """A store that is being filled, and what is written at its end."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._postings = [array("Q") for _ in range(PARTS)]
        self._days = array("L", [0])  # of each row; there is no row 0
        self._founders: dict[int, int] = {}  # of each release, the row that first told it
        self._learned, self._known = Counter[int](), 0

    def whole(self, told: Told) -> None:
        """One article with its words, its sketch and its story."""
        row = add(self.store, told)
        self._sketch(row, told.at, sketch(told.title, told.text))
        founder = self._founders.setdefault(told.release, row)
        story = f"{founder:012x}"
        self.store.q.join_story(story=story, id=row)
        if founder == row:
            self.store.q.save_story(**_story(story, told, row))
        else:
            self.store.q.add_kin(low=founder, high=row, answer="same", share=0.9, because="", at=moment(told.at))
        if self._known < OFTEN or row % SELDOM == 0:
            self._learned.update(map(word_hash, read(told.title, told.text, told.at.date()).words()))
            self._known += 1

    def old(self, number: int, at: datetime, borrowed: Sketch) -> None:
        """One article that nobody will read again."""
        row = add(self.store, Told(number, number % realistic.AGENCIES, at, f"Arsip {number}", ("",), number))
        self._sketch(row, at, borrowed)
        self.store.q.join_story(story=f"{row:012x}", id=row)

    def _sketch(self, row: int, at: datetime, known: Sketch) -> None:
        day = at.date().toordinal()
        self.store.q.write_sketch(article=row, day=day, sketch=known.packed())
        self._days.append(day)
        for each in (*known.marks, *known.terms):
            self._postings[each >> _SHIFT].append(each << 32 | row)

    def index(self) -> None:
        """Postings in the order of the index, and the words that were learned."""
        for part in self._postings:
            with self.store.transaction():
                self.store.q.each("post", self._rows(part))
        with self.store.transaction():
            for word, articles in self._learned.items():
                self.store.q.each("learn", [{"word": word}] * articles)
            self.store.q.set_meta(key="learned", value=str(self._known))

    def _rows(self, part: array[int]) -> Iterator[Row]:
        for each in sorted(part):
            article = each & 0xFFFFFFFF
            yield {"hash": each >> 32, "day": self._days[article], "article": article}


def add(store: Store, told: Told) -> int:
    """One article with its words, as cleaning and filing would leave it, without HTML; its row."""
    at = moment(told.at)
    values = article_values(_as_article(told), mode="full", topics=("pemerintahan",), places=())
    row = int(store.q.add_article(**values, published=at, first_seen=at, decision="publish", reasons="[]"))
    store.q.write_words(article=row, html="", text=told.text, removed="[]")
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
        "SELECT COUNT(*), MAX(many), SUM(many), SUM(many * (many >= 64)) "
        "FROM (SELECT COUNT(*) AS many FROM posting GROUP BY hash)"
    )
    return dict(zip(("different", "most", "postings", "common"), found, strict=True))

"""An article comes in; which others are the same story, or of the same event, is found out and kept. A part of
`stories`.

The index of marks and terms lies in the store and is never loaded: it is asked for one number at a time. What is looked
for is looked for among what was published about the same time; only the likeliest are read and compared.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct

from plugins.newsroom.match_reading import Reading, Sketch, near, read, unpacked, word_hash
from plugins.newsroom.match_verdict import (
    COMMON,
    MONTH,
    TEMPLATE,
    Likeness,
    compare,
    may_be_of_one_event,
    of_one_event,
    telling,
    told,
)
from plugins.newsroom.store import Row, Store

LIKELY: Final = 12  # articles that are looked at for a new one
COMPARED: Final = 6  # of these, that are read
RELATED: Final = 4  # of these, that may be of one event
SHARED: Final = 0.3  # of the marks of the shorter text: from here on it is read
PART: Final = 0.5  # of what the terms tell: from here on it is read, though typing errors left few marks
OFTEN: Final = 1000  # articles that words are learned from, before it is one in `SELDOM`
SELDOM: Final = 8
WORN: Final = 4  # weeks of nine in which a sentence was said: it comes round again and again
LEAST: Final = 30  # words of a text by which alone it is told to be another's part


class Met(Struct):
    """Who has a mark or a term about the same time: how many (`COMMON` at most), in how many weeks, and who."""

    articles: int
    weeks: int
    ids: tuple[int, ...]


class Likely(Struct):
    """One that may be kin: how much of the shorter one's marks are shared, how much the terms tell that are shared, and
    how much of what all of the terms tell that is."""

    id: int
    share: float
    told: float
    part: float
    day: int
    days: set[date]


class Kin:
    """Finds kin, for as long as one settling lasts."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.learned = int(store.q.get_meta(key="learned") or 0)
        self.loosened: set[int] = set()  # whom something was kin to that may be no longer
        self._common: dict[int, Met] = {}
        self._reading = lru_cache(64)(self._read)
        self.likeness = lru_cache(4096)(self._compared)

    def look(self, row: Row) -> None:
        """Find the kin of an article and keep them; from now on it is found itself."""
        known = next(iter(self.store.q.sketches_of(ids=json.dumps([row["id"]]))), None)
        before = list(self.store.q.kin_of(id=row["id"]))
        if known:
            sketch, day = unpacked(known["sketch"]), known["day"]
            met = {each: self._met(each, day) for each in (*sketch.marks, *sketch.terms)}
            worn = frozenset(mark for mark in sketch.marks if met[mark].weeks >= WORN)
            found = self._likely(row["id"], day, sketch, met)
            self._keep(row["id"], self._judged(row["id"], date.fromordinal(day), sketch, found, worn), before)
            self.store.q.each("post", [{"hash": each, "day": day, "article": row["id"]} for each in met])
            if not row["story"] and (self.learned < OFTEN or row["id"] % SELDOM == 0):
                self._learn(row["id"])

    def _learn(self, article: int) -> None:
        """Which words are rare is learned from the first some hundred articles, then from one in eight."""
        words = self._reading(article)[1].words()
        self.store.q.each("learn", [{"word": word_hash(word)} for word in words])
        self.learned += 1
        self.store.q.set_meta(key="learned", value=str(self.learned))

    def _met(self, number: int, day: int) -> Met:
        """Who has it, within a month. What many have is asked once."""
        if number in self._common:
            return self._common[number]
        first, last = day - MONTH.days, day + MONTH.days
        row = self.store.q.sharers(hash=number, first=first, last=last, most=COMMON)
        met = Met(row["articles"], row["weeks"], tuple(map(int, row["ids"].split(","))) if row["ids"] else ())
        if met.articles == COMMON:
            weeks = json.dumps(list(range(first // 7, last // 7 + 1)))
            met.weeks = self.store.q.weeks_of(hash=number, weeks=weeks)
            self._common[number] = met
        return met

    def _likely(self, article: int, day: int, sketch: Sketch, met: dict[int, Met]) -> list[Likely]:
        """Who shares marks or telling terms, the likeliest first."""
        ours = _terms(sketch, met)
        whole = told(ours, ours) or 1.0
        own = [mark for mark in sketch.marks if met[mark].weeks < WORN] or sketch.marks
        marks = Counter(each for mark in own for each in met[mark].ids)
        terms: defaultdict[int, float] = defaultdict(float)
        for term, weight in ours.items():
            for each in met[term].ids if weight else ():
                terms[each] += weight * weight
        scores = {each: marks[each] / (len(own) or 1) + terms[each] / whole for each in marks.keys() | terms}
        best = sorted(scores.keys() - {article}, key=lambda each: (-scores[each], each))[:LIKELY]
        found = []
        for row in self.store.q.sketches_of(ids=json.dumps(best)):
            other, each = unpacked(row["sketch"]), row["article"]
            share = marks[each] / (min(len(own), len(other.marks)) or 1)
            days = near(other.days, date.fromordinal(row["day"]))
            found.append(Likely(each, share, told(ours, _terms(other, met)), terms[each] / whole, row["day"], days))
        return sorted(found, key=lambda each: (-each.share, -each.told, abs(each.day - day), each.id))

    def _judged(
        self, article: int, day: date, sketch: Sketch, found: list[Likely], worn: frozenset[int]
    ) -> dict[int, Likeness]:
        """What shares enough to be the same is read and compared; what shares less may be of one event."""
        to_read = [each for each in found if each.share >= SHARED or each.part >= PART][:COMPARED]
        judged = {each.id: self.likeness(*sorted((article, each.id)), worn) for each in to_read}
        days = near(sketch.days, day)
        for each in sorted(found, key=lambda each: (-each.told, each.id))[:RELATED]:
            like = judged.get(each.id, Likeness("different", 0.0))
            apart = timedelta(each.day - day.toordinal())
            other_words = like.answer == "different" and max(each.share, like.share) < TEMPLATE
            worth_reading = other_words and may_be_of_one_event(days, each.days, apart, each.told)
            if worth_reading and self._of_one_event(article, each.id):
                judged[each.id] = Likeness("related", like.share)
        return judged

    def _of_one_event(self, one: int, other: int) -> bool:
        (_, first), (_, second) = self._reading(one), self._reading(other)
        words = json.dumps([word_hash(word) for word in first.words() | second.words()])
        known = {row["word"]: row["articles"] for row in self.store.q.known_words(words=words)}
        return of_one_event(first, second, known, self.learned)

    def _keep(self, article: int, judged: dict[int, Likeness], before: list[Row]) -> None:
        """An edit on either side does not part what was one story, unless it made another of it."""
        for row in before:
            if row["answer"] == "same" and row["other"] not in judged:
                like = self.likeness(*sorted((article, row["other"])), frozenset())
                judged[row["other"]] = Likeness("same", row["share"]) if _still(like) else like
            elif row["answer"] == "same" and _still(judged[row["other"]]):
                judged[row["other"]] = Likeness("same", row["share"])
            self.loosened.add(row["other"])
            self.store.q.drop_kin(**_pair(article, row["other"]))
        for other, like in judged.items():
            if like.answer != "different":
                self.store.q.add_kin(
                    **_pair(article, other), answer=like.answer, share=like.share, because=" ".join(like.because)
                )  # fmt: skip

    def _compared(self, one: int, other: int, worn: frozenset[int]) -> Likeness:
        (a, first), (b, second) = self._reading(one), self._reading(other)
        if _occasion(a) != _occasion(b):
            return Likeness("different", 0.0, ("kind",))
        like = compare(first, second, worn)
        short = min(sum(len(each.words) for each in reading.sentences) for reading in (first, second))
        if like.answer == "same" and short < LEAST and first.title.words != second.title.words:
            return Likeness("doubtful", like.share, ("short",))
        return like

    def _read(self, article: int) -> tuple[Row, Reading]:
        row = self.store.q.article(id=article)
        return row, read(row["title"], row["text"], date.fromisoformat(row["published"][:10]))


def forget(store: Store, article: int) -> None:
    """An article whose words change is no longer found by the old ones."""
    for row in store.q.sketches_of(ids=json.dumps([article])):
        sketch = unpacked(row["sketch"])
        for each in (*sketch.marks, *sketch.terms):
            store.q.unpost(hash=each, day=row["day"], article=article)


def _still(like: Likeness) -> bool:
    return like.answer in ("same", "doubtful")


def _pair(one: int, other: int) -> dict[str, int]:
    return {"low": min(one, other), "high": max(one, other)}


def _terms(sketch: Sketch, met: Mapping[int, Met]) -> dict[int, float]:
    return telling(sketch, {term: met[term].articles for term in sketch.terms if term in met})


def _occasion(row: Row) -> tuple[str, str]:
    """What two must have in common besides words: a meeting has its hour, and a clarification is no news."""
    kind = "berita" if row["kind"] == "pengumuman" else row["kind"]
    return kind, str(json.loads(row["fields"]).get("Starts", ""))

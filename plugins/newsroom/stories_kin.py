"""An article comes in; which others are the same story, or of the same event, is found out and kept. A part of
`stories`.

The index of marks and terms lies in the store and is never loaded: it is asked for one number at a time. What is looked
for is looked for among what was published about the same time; only the likeliest are read and compared.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from msgspec import Struct

from plugins.newsroom.match_reading import Reading, Sketch, near, read, unpacked, word_hash
from plugins.newsroom.match_verdict import (
    COMMON,
    MONTH,
    NEAR,
    TEMPLATE,
    TOLD,
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
SHARED: Final = 0.4  # of the marks of the shorter text: from here on it is read
FEW, SOME = 0.25, 0.3  # of the marks, and of what the terms tell: here too, for typing errors leave few marks
MUCH: Final = 0.6  # of what the terms tell, where most of the text does not come round each week: and here
OFTEN: Final = 1000  # articles that words are learned from, before it is one in `SELDOM`
SELDOM: Final = 8
MOST: Final = 50_000  # marks and terms of a week that are remembered
WORN: Final = 4  # weeks of nine in which a sentence was said: it comes round again and again
LEAST: Final = 30  # words of a text by which alone it is told to be another's part


class Met(Struct):
    """Who has a mark or a term about the same time: how many others (`COMMON` at most), in how many weeks, and who,
    where that tells anything."""

    others: int
    weeks: int
    ids: tuple[int, ...]


class Likely(Struct):
    """One that may be kin: how much of the shorter one's marks are shared, how much the terms tell that are shared, and
    how much of what all of the terms tell that is (0 where most of the text comes round each week)."""

    id: int
    share: float
    told: float
    part: float
    day: int
    days: set[date]


class Kin:
    """Finds kin, for as long as one settling lasts. All are posted before any is looked for, so that it is the same
    who of them came first; whoever looks in the order of publication asks for what many have once a week."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.learned = int(store.q.get_meta(key="learned") or 0)
        self.loosened: set[int] = set()  # whom something was kin to that may be no longer
        self._week = 0
        self._met: dict[int, Met] = {}
        self._likeness: dict[tuple[int, int], Likeness] = {}
        self._reading = lru_cache(64)(self._read)
        self.likeness = lru_cache(4096)(self._compared)

    def post(self, ids: list[int]) -> None:
        """From now on these are found."""
        postings = [
            {"hash": each, "day": known["day"], "article": known["article"]}
            for known in self.store.q.sketches_of(ids=json.dumps(ids))
            for each in _numbers(known["sketch"])
        ]
        postings.sort(key=lambda posting: posting["hash"])  # neighbours in the index are written together
        self.store.q.each("post", postings)

    def look(self, row: Row) -> None:
        """Find the kin of an article and keep them."""
        known = next(iter(self.store.q.sketches_of(ids=json.dumps([row["id"]]))), None)
        before = list(self.store.q.kin_of(id=row["id"]))
        if known:
            sketch, day = unpacked(known["sketch"]), known["day"]
            met = self._meet((*sketch.marks, *sketch.terms), day)
            worn = frozenset(mark for mark in sketch.marks if met[mark].weeks >= WORN)
            found = self._likely(row["id"], day, sketch, met)
            self._keep(row["id"], self._judged(row["id"], date.fromordinal(day), sketch, found, worn), before)
            if not row["story"] and (self.learned < OFTEN or row["id"] % SELDOM == 0):
                self._learn(row["id"])

    def _learn(self, article: int) -> None:
        """Which words are rare is learned from the first some hundred articles, then from one in eight."""
        words = self._reading(article)[1].words()
        self.store.q.each("learn", [{"word": word_hash(word)} for word in words])
        self.learned += 1
        self.store.q.set_meta(key="learned", value=str(self.learned))

    def _meet(self, numbers: tuple[int, ...], day: int) -> Mapping[int, Met]:
        """Who has these, within a month of the week of that day."""
        week = day // 7
        if week != self._week or len(self._met) > MOST:
            self._week, self._met = week, {}
        first, last = 7 * week - MONTH.days, 7 * week + 6 + MONTH.days
        asked = [each for each in numbers if each not in self._met]
        for row in self.store.q.sharers(hashes=json.dumps(asked), first=first, last=last, most=COMMON + 1):
            articles, weeks, ids = row["who"].split(" ")
            met = Met(int(articles) - 1, int(weeks), ())
            if met.others >= COMMON and met.weeks < WORN:  # the first of many; the rest may be spread more widely
                met.weeks = self.store.q.weeks_of(
                    hash=row["hash"], weeks=json.dumps(list(range(first // 7, last // 7 + 1)))
                )
            if met.weeks < WORN or met.others < COMMON:
                met.ids = tuple(map(int, ids.split(",")))
            self._met[row["hash"]] = met
        return self._met

    def _likely(self, article: int, day: int, sketch: Sketch, met: Mapping[int, Met]) -> list[Likely]:
        """Who shares marks or telling terms, the likeliest first."""
        ours = _terms(sketch, met)
        whole = told(ours, ours) or 1.0
        fresh = {mark: 1 - (met[mark].weeks - 1) / (WORN - 1) for mark in sketch.marks if met[mark].weeks < WORN}
        own = sum(fresh.values())
        marks: defaultdict[int, float] = defaultdict(float)
        for mark, weight in fresh.items():
            for each in met[mark].ids:
                marks[each] += weight / own
        terms: defaultdict[int, float] = defaultdict(float)
        for term, weight in ours.items():
            for each in met[term].ids if weight else ():
                terms[each] += weight * weight
        scores = {
            each: marks[each] + terms[each] / whole
            for each in marks.keys() | terms
            if each != article and (marks[each] >= FEW or 2 * terms[each] >= TOLD)
        }
        best = sorted(scores, key=lambda each: (-scores[each], each))[:LIKELY]
        found = []
        for row in self.store.q.sketches_of(ids=json.dumps(best)) if best else ():
            other, each = unpacked(row["sketch"]), row["article"]
            share = _share(marks[each] * own, own, sketch.marks, other.marks, fresh.keys())
            days = near(other.days, date.fromordinal(row["day"]))
            part = terms[each] / whole if 2 * own >= len(sketch.marks) else 0.0
            found.append(Likely(each, share, told(ours, _terms(other, met)), part, row["day"], days))
        return sorted(found, key=lambda each: (-each.share, -each.told, abs(each.day - day), each.id))

    def _judged(
        self, article: int, day: date, sketch: Sketch, found: list[Likely], worn: frozenset[int]
    ) -> dict[int, Likeness]:
        """What shares enough to be the same is read and compared; what shares less may be of one event."""
        days = near(sketch.days, day)
        to_read = [each for each in found if _worth_reading(each, day, days)][:COMPARED]
        judged = {each.id: self._once(article, each.id, worn) for each in to_read}
        for each in sorted(found, key=lambda each: (-each.told, each.id))[:RELATED]:
            like = judged.get(each.id, Likeness("different", 0.0))
            apart = timedelta(each.day - day.toordinal())
            other_words = like.answer == "different" and max(each.share, like.share) < TEMPLATE
            if other_words and may_be_of_one_event(days, each.days, apart, each.told) and self._of_one_event(article, each.id):
                judged[each.id] = Likeness("related", like.share)
        return judged

    def _once(self, article: int, other: int, worn: frozenset[int]) -> Likeness:
        """Two that came in together are compared when the first of them is looked for."""
        pair = (min(article, other), max(article, other))
        if pair not in self._likeness:
            self._likeness[pair] = self.likeness(*pair, worn)
        return self._likeness[pair]

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
        for each in _numbers(row["sketch"]):
            store.q.unpost(hash=each, day=row["day"], article=article)


def _share(shared: float, own: float, ours: Sequence[int], theirs: Sequence[int], fresh: Collection[int]) -> float:
    """Of the marks of the shorter one, how many the other has: of all, and of those that do not come round each week,
    whichever is less."""
    alike = set(ours) & set(theirs)
    plain = len(alike) / (min(len(ours), len(theirs)) or 1)
    rest = len(theirs) - len(alike & fresh)  # of the other one it is not known what comes round
    return min(plain, shared / (min(own, shared + rest) or 1.0))


def _worth_reading(other: Likely, day: date, days: set[date]) -> bool:
    """Whether two may be the same: by their marks, or by their terms where typing errors left few marks. What was
    published at another time can only be doubtful, and then nearly all of it is alike."""
    if abs(other.day - day.toordinal()) > NEAR.days:
        return other.share >= TEMPLATE and bool(days & other.days)
    return other.share >= SHARED or (other.share >= FEW and other.part >= SOME) or other.part >= MUCH


def _numbers(sketch: bytes) -> tuple[int, ...]:
    """What an article is found by."""
    read = unpacked(sketch)
    return (*read.marks, *read.terms)


def _still(like: Likeness) -> bool:
    return like.answer in ("same", "doubtful")


def _pair(one: int, other: int) -> dict[str, int]:
    return {"low": min(one, other), "high": max(one, other)}


def _terms(sketch: Sketch, met: Mapping[int, Met]) -> dict[int, float]:
    return telling(sketch, {term: met[term].others for term in sketch.terms if term in met})


def _occasion(row: Row) -> tuple[str, str]:
    """What two must have in common besides words: a meeting has its hour, and a clarification is no news."""
    kind = "berita" if row["kind"] == "pengumuman" else row["kind"]
    return kind, str(json.loads(row["fields"]).get("Starts", ""))

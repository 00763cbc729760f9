"""An article comes in; which others are the same story, or of the same event, is found out and kept. A part of
`stories`.

The index of marks and terms lies in the store and is never loaded: it is asked for one number at a time. What is looked
for is looked for among what was published about the same time; what may be the same is read and compared.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from plugins.newsroom import match_likely, match_reading
from plugins.newsroom.match_likely import COMMON, Likely, Met, Weighed
from plugins.newsroom.match_reading import Reading, read, unpacked, word_hash
from plugins.newsroom.match_verdict import (
    MONTH,
    NEARLY,
    TEMPLATE,
    Likeness,
    compare,
    corrects,
    corrects_in_its_text,
    of_one_event,
    share_figures,
)  # fmt: skip
from plugins.newsroom.model import moment
from plugins.newsroom.store import Row, Store

OFTEN: Final = 300  # articles that words are learned from, before it is one in `SELDOM`
SELDOM: Final = 64
MOST: Final = 50_000  # marks and terms of a week, and pairs, that are remembered
NUMBERS: Final = frozenset(
    "satu belas puluh ratus seratus ribu seribu".split()  # the others are read as figures
)
COUNTING: Final = frozenset(("dates", "figures"))
GREETING: Final = 20  # words of a text; who says fewer says what everybody says
LEAST: Final = 30  # words of a text by which alone it is told to be another's part


class Kin:
    """Finds kin, for as long as one settling lasts. All are posted before any is looked for, so that it is the same
    who of them came first; whoever looks in the order of publication asks for what many have once a week."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now = store, moment(now)
        self.learned = int(store.q.get_meta(key="learned") or 0)
        self.loosened: set[int] = set()  # whom something was kin to that may be no longer
        self._looked: set[int] = set()
        self._having: set[int] = set()
        self._week = 0
        self._met: dict[int, Met] = {}
        self._known: dict[str, int] = {}
        self._likeness: dict[tuple[int, int], Likeness] = {}
        self._reading = lru_cache(COMMON + 16)(self._read)  # all that one article is compared with, and some
        self.likeness = lru_cache(4096)(self._compared)

    def post(self, ids: list[int]) -> None:
        """From now on these are found. Those of a store that knew no sketches get one first."""
        for row in list(self.store.q.unsketched(ids=json.dumps(ids))):
            day = date.fromisoformat(row["published"][:10]).toordinal()
            packed = match_reading.sketch(row["title"], row["text"]).packed()
            self.store.q.write_sketch(article=row["id"], day=day, sketch=packed)
        postings = [
            {"hash": each, "day": known["day"], "article": known["article"]}
            for known in self.store.q.sketches_of(ids=json.dumps(ids))
            for each in _numbers(known["sketch"])
        ]
        postings.sort(key=lambda posting: posting["hash"])  # neighbours in the index are written together
        self.store.q.each("post", postings)

    def look(self, row: Row) -> None:
        """Find the kin of an article and keep them."""
        self._looked.add(row["id"])
        before = list(self.store.q.kin_of(id=row["id"])) if row["story"] else []
        if row["sketch"]:
            sketch, day = unpacked(row["sketch"]), row["day"]
            met = self._meet((*sketch.marks, *sketch.terms), day)
            ours = match_likely.weigh(row["id"], date.fromordinal(day), sketch, met)
            parts = match_likely.likeliest(ours, met)
            found = [
                match_likely.likely(
                    ours, parts[each["article"]], each["article"], each["day"], unpacked(each["sketch"])
                )
                for each in (self.store.q.sketches_of(ids=json.dumps(list(parts))) if parts else ())
            ]
            self._keep(row["id"], self._judged(ours, found), before)
            if not row["story"] and (self.learned < OFTEN or row["id"] % SELDOM == 0):
                self._learn(row["id"])

    def may_have(self, article: int) -> bool:
        """Whether an article may have kin: one that was looked for in this settling and found none has none."""
        return article not in self._looked or article in self._having

    def _learn(self, article: int) -> None:
        """Which words are rare is learned from the first some hundred articles, then from one in `SELDOM`."""
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
        for row in self.store.q.sharers(hashes=json.dumps(asked), first=first, last=last, common=COMMON):
            articles, weeks, ids = row["who"].split(" ") if row["who"] else (COMMON + 1, 1, "")
            self._met[row["hash"]] = Met(int(articles) - 1, int(weeks), ids)
        return self._met

    def _judged(self, ours: Weighed, found: list[Likely]) -> dict[int, Likeness]:
        """What shares enough to be the same is read and compared; what shares less may be of one event."""
        worn = ours.worn()
        judged = {each.id: self._once(ours.article, each.id, worn) for each in match_likely.worth_reading(ours, found)}
        for each in match_likely.of_one_event(ours, found):
            like = judged.get(each.id, Likeness("different", 0.0))
            other_words = like.answer == "different" and max(each.share, like.share) < TEMPLATE
            other_words = other_words and "names" not in like.because  # one template, filled in for two
            if other_words and self._of_one_event(ours.article, each.id):
                judged[each.id] = Likeness("related", like.share, like.whole)
        return judged

    def told(self, one: int, other: int) -> Likeness:
        """How alike two are, as far as it was found out already."""
        pair = (min(one, other), max(one, other))
        return self._likeness.get(pair) or self.likeness(*pair, frozenset())

    def _once(self, article: int, other: int, worn: frozenset[int]) -> Likeness:
        """Two that came in together are compared when the first of them is looked for."""
        pair = (min(article, other), max(article, other))
        if pair not in self._likeness:
            if len(self._likeness) > MOST:
                self._likeness.clear()
            self._likeness[pair] = self.likeness(*pair, worn)
        return self._likeness[pair]

    def _of_one_event(self, one: int, other: int) -> bool:
        (a, first), (b, second) = self._reading(one), self._reading(other)
        if a["agency"] == b["agency"] and not share_figures(first, second):
            return False  # whoever writes much writes much alike
        if len(self._known) > MOST:
            self._known.clear()
        asked = {word: word_hash(word) for word in first.words() | second.words() if word not in self._known}
        counts = {row["word"]: row["articles"] for row in self.store.q.known_words(words=json.dumps([*asked.values()]))}
        self._known |= {word: counts.get(each, 0) for word, each in asked.items()}
        return of_one_event(first, second, self._known, self.learned)

    def _keep(self, article: int, judged: dict[int, Likeness], before: list[Row]) -> None:
        """An edit on either side does not part what was one story, unless it made another of it."""
        for row in before:
            if row["answer"] == "same" and row["other"] not in judged:
                like = self.likeness(*sorted((article, row["other"])), frozenset())
                judged[row["other"]] = replace(like, answer="same", because=()) if _still(like) else like
            elif row["answer"] == "same" and _still(judged[row["other"]]):
                judged[row["other"]] = replace(judged[row["other"]], answer="same", because=())
            self.loosened.add(row["other"])
            self._having |= {article, row["other"]}
            if row["other"] not in judged or judged[row["other"]].answer == "different":
                self.store.q.drop_kin(**_pair(article, row["other"]))
        for other, like in judged.items():
            if like.answer != "different":
                self._having |= {article, other}
                self.store.q.add_kin(
                    **_pair(article, other), answer=like.answer, share=like.whole, because=" ".join(like.because),
                    at=self.now,
                )  # fmt: skip

    def _compared(self, one: int, other: int, worn: frozenset[int]) -> Likeness:
        (a, first), (b, second) = self._reading(one), self._reading(other)
        if _occasion(a) != _occasion(b):
            return Likeness("different", 0.0, 0.0, ("kind",))
        like = compare(first, second, worn)
        size = min(first.size, second.size)
        if like.answer in ("same", "doubtful") and size < GREETING:
            like = replace(like, answer="different", because=("short",))
        elif like.answer == "same" and size < LEAST and first.title.words != second.title.words:
            like = replace(like, answer="doubtful", because=("short",))
        if a["agency"] != b["agency"]:
            return like
        if _still(like) and corrects(first, second):  # who else passes on other figures may have made them
            like = replace(like, answer="same", because=())
            if like.whole >= NEARLY and corrects_in_its_text(first, second):
                return like
        anew = not COUNTING.isdisjoint(like.because)  # who puts a day or a figure right says so
        return _of_one_agency(like, anew or _retitled(first.title.words, second.title.words))

    def _read(self, article: int) -> tuple[Row, Reading]:
        row = self.store.q.article(id=article)
        return row, read(row["title"], row["text"], date.fromisoformat(row["published"][:10]))


def forget(store: Store, article: int) -> None:
    """An article whose words change is no longer found by the old ones."""
    for row in store.q.sketches_of(ids=json.dumps([article])):
        for each in _numbers(row["sketch"]):
            store.q.unpost(hash=each, day=row["day"], article=article)


def _numbers(sketch: bytes) -> tuple[int, ...]:
    """What an article is found by."""
    read = unpacked(sketch)
    return (*read.marks, *read.terms)


def _retitled(one: list[str], other: list[str]) -> bool:
    """Whether each title has a word, and no number, that the other has not: who corrects a figure corrects it there,
    too, or adds that it is corrected."""
    ours, theirs = ({word for word in words if word > ":"} - NUMBERS for words in (one, other))
    return bool(ours - theirs and theirs - ours)


def _of_one_agency(like: Likeness, retitled: bool) -> Likeness:
    """Who tells a thing twice knows that it is told already: what is told again with more, or under another title, is
    meant to be told twice. Nobody needs to be asked about it."""
    if like.answer == "doubtful" and retitled:
        return replace(like, answer="different")
    if like.answer == "same" and (retitled or like.whole < NEARLY):
        return replace(like, answer="related")
    return like


def _still(like: Likeness) -> bool:
    return like.answer in ("same", "doubtful")


def _pair(one: int, other: int) -> dict[str, int]:
    return {"low": min(one, other), "high": max(one, other)}


def _occasion(row: Row) -> tuple[str, str]:
    """What two must have in common besides words: a meeting has its hour, and a clarification is no news."""
    kind = "berita" if row["kind"] == "pengumuman" else row["kind"]
    return kind, str(json.loads(row["fields"]).get("Starts", ""))

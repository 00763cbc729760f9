"""The sketch of an article and who has its marks and terms come in; which articles are worth reading beside it goes
out. A part of `match`. Pure.

What many have about the same time, or what comes round again and again, tells nothing; what few have tells much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from heapq import nlargest, nsmallest
from math import log
from operator import itemgetter
from typing import Final

from msgspec import Struct

from plugins.newsroom.match_reading import DAYS, Sketch, near
from plugins.newsroom.match_verdict import DAY, MONTH, NEAR, NEARLY, TEMPLATE

COMMON: Final = 64  # articles of some weeks that have a term, from which on it tells no event
WORN: Final = 4  # weeks of nine in which a sentence was said: it comes round again and again
LOOKED: Final = 64  # articles that are looked at for their marks; with fewer it would count who came first
RELATED: Final = 4  # that are looked at for their terms, and that may be of one event
AS_MANY: Final = 4
ASKED: Final = 6  # marks of a text that many have: whoever has nearly all of them has one of these
SHARED: Final = 0.2  # of the marks of the shorter text and of what the terms tell, together: from here on it is read
LEAST: Final = 0.075  # of the marks: from here on one is looked at
TOLD: Final = 10.0  # by telling terms: two of the rarest in both heads are seventeen each
TELLING: Final = 1.0  # that a term tells, from which on it is asked who has it
_FULL: Final = log(COMMON)


class Met(Struct):
    """Who has a mark or a term about the same time: how many others (`COMMON` at most), in how many weeks, and who, as
    numbers that commas part: most of them are never asked for."""

    others: int
    weeks: int
    who: str
    _ids: tuple[int, ...] = ()

    def ids(self) -> tuple[int, ...]:
        """Of what so many have, nobody."""
        if not self._ids and self.others < COMMON:
            self._ids = tuple(map(int, self.who.split(",")))
        return self._ids


class Likely(Struct):
    """One that may be kin: how much of the shorter one's marks are shared, how much the terms tell that are shared, and
    how much of what all of the terms tell that is (0 where most of the text comes round each week)."""

    id: int
    share: float
    told: float
    part: float
    day: int
    days: set[date]


class Weighed(Struct):
    """A sketch whose marks and terms are weighed. `fresh`: its marks that few have, and that do not come round each
    week; `own`: how much they weigh; `terms`: much where few have it, and more where it stands in the head."""

    article: int
    day: date
    sketch: Sketch
    fresh: dict[int, float]
    terms: dict[int, float]
    own: float
    whole: float
    days: set[date]
    marks: frozenset[int]
    heads: frozenset[int]

    def worn(self) -> frozenset[int]:
        return self.marks.difference(self.fresh)

    def is_worn(self) -> bool:
        """Whether most of it is what many say, or what is said each week."""
        return 2 * self.own < len(self.sketch.marks)


def weigh(article: int, day: date, sketch: Sketch, met: Mapping[int, Met]) -> Weighed:
    fresh = {
        mark: 1 - (met[mark].weeks - 1) / (WORN - 1)
        for mark in sketch.marks
        if met[mark].weeks < WORN and met[mark].others < COMMON
    }
    terms = {
        term: (_FULL - log(max(1, others))) * (1.0 if place < sketch.heads else 0.5)
        for place, term in enumerate(sketch.terms)
        if (others := met[term].others) < COMMON
    }
    whole = sum([weight * weight for weight in terms.values()])
    return Weighed(
        article, day, sketch, fresh, terms, sum(fresh.values()), whole or 1.0, near(sketch.days, day),
        frozenset(sketch.marks), frozenset(sketch.terms[: sketch.heads]),
    )  # fmt: skip


def likeliest(ours: Weighed, met: Mapping[int, Met]) -> dict[int, float]:
    """Who shares most of its marks, and who shares most of what its terms tell; and how much of that it is."""
    asked, least = ours.fresh, ours.own * LEAST
    if ours.is_worn():
        asked = dict.fromkeys(nsmallest(ASKED, ours.sketch.marks, key=lambda mark: met[mark].others), 1.0)
        least = len(asked) / 2
    marks: defaultdict[int, float] = defaultdict(float)
    for mark, weight in asked.items():
        for each in met[mark].ids():
            marks[each] += weight
    terms: defaultdict[int, float] = defaultdict(float)
    for term, weight in ours.terms.items():
        for each in met[term].ids() if weight >= TELLING else ():
            terms[each] += weight * weight
    for scores in (marks, terms):
        scores.pop(ours.article, 0.0)
    by_marks = _best(marks, least, terms, LOOKED)
    enough = SHARED * sum(asked.values())  # whoever shares so many marks tells it in much the same words
    other_words = {each: told for each, told in terms.items() if marks.get(each, 0.0) < enough}
    by_terms = _best(other_words, TOLD / 2, marks, RELATED)
    return {each: terms.get(each, 0.0) / ours.whole for each in (*by_marks, *by_terms)}


def _best(scores: Mapping[int, float], least: float, others: Mapping[int, float], most: int) -> list[int]:
    """Of a few times as many, which can be told fast, those that the other score speaks for, too."""
    many = nlargest(AS_MANY * most, [each for each in scores.items() if each[1] >= least], key=itemgetter(1))
    many.sort(key=lambda each: (-each[1], -others.get(each[0], 0.0), each[0]))
    return [each for each, _ in many[:most]]


def likely(ours: Weighed, part: float, other: int, day: int, sketch: Sketch) -> Likely:
    """What speaks for one of them, its own sketch known."""
    shared = [term for term in sketch.terms if term in ours.terms]
    heads = frozenset(sketch.terms[: sketch.heads])
    told = sum([ours.terms[term] ** 2 * _both(term, ours, heads) for term in shared])
    return Likely(
        other, _share(ours, sketch.marks), told, 0.0 if ours.is_worn() else part, day,
        near(sketch.days, date.fromordinal(day)),
    )  # fmt: skip


def _both(term: int, ours: Weighed, heads: frozenset[int]) -> float:
    """From what a term tells here, squared, to what it tells here times what it tells there."""
    here, there = term in ours.heads, term in heads
    return 1.0 if here == there else 0.5 if here else 2.0


def _share(ours: Weighed, theirs: Sequence[int]) -> float:
    """Of the marks of the shorter one, how many the other has: of all, and of those that do not come round each week,
    whichever is less; of all where most do come round."""
    alike = ours.marks.intersection(theirs)
    plain = len(alike) / (min(len(ours.sketch.marks), len(theirs)) or 1)
    if ours.is_worn():
        return plain
    fresh = alike & ours.fresh.keys()
    shared = sum([ours.fresh[mark] for mark in fresh])
    rest = len(theirs) - len(fresh)  # of the other one it is not known what comes round
    return min(plain, shared / (min(ours.own, shared + rest) or 1.0))


def worth_reading(ours: Weighed, found: Iterable[Likely]) -> list[Likely]:
    """Those that may be the same: all of them, for of one release in many hands each is most like another."""
    return [each for each in found if _may_be_the_same(ours, each)]


def _may_be_the_same(ours: Weighed, other: Likely) -> bool:
    """By its marks, or by its terms where typing errors left few marks. What was published at another time can only be
    doubtful, and then nearly all of it is alike."""
    between = abs(other.day - ours.day.toordinal())
    if between > DAY.days and _on_other_days(ours.days, other.days):
        return False
    if between > NEAR.days:
        return other.share >= TEMPLATE and bool(ours.days & other.days)
    if ours.is_worn():
        return other.share >= (TEMPLATE if ours.days & other.days else NEARLY)
    return other.share + other.part >= SHARED


def _on_other_days(ours: set[date], theirs: set[date]) -> bool:
    """Whether each speaks of days of its own and they have none in common: whoever reads them finds the same. Of more
    days than a sketch holds it is not known."""
    return bool(ours and theirs) and ours.isdisjoint(theirs) and max(len(ours), len(theirs)) < DAYS


def of_one_event(ours: Weighed, found: Collection[Likely]) -> list[Likely]:
    """Those that may tell of the same event in other words: they name a day in common, and telling terms."""
    best = [
        each for each in found
        if each.told >= TOLD and each.share < TEMPLATE and ours.days & each.days
        and timedelta(abs(each.day - ours.day.toordinal())) <= MONTH
    ]  # fmt: skip
    return sorted(best, key=lambda each: (-each.told, each.id))[:RELATED]

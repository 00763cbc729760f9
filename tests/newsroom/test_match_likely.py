"""Whom it is worth reading beside an article: by marks that few have, by terms that few have, about the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest

from plugins.newsroom.match_likely import (
    COMMON,
    LOOKED,
    RELATED,
    SHARED,
    TOLD,
    WORN,
    Likely,
    Met,
    Weighed,
    likeliest,
    likely,
    of_one_event,
    weigh,
    worth_reading,
)
from plugins.newsroom.match_reading import Sketch
from plugins.newsroom.match_verdict import MONTH, NEAR, NEARLY, TEMPLATE

DAY = date(2026, 11, 18)
SPEAKS = DAY.year << 9 | DAY.month << 5 | DAY.day
OUR = 1
MARKS = tuple(range(100, 110))
TERMS = tuple(range(500, 506))
OURS = Sketch(MARKS, TERMS, 3, (SPEAKS,))


def who(*ids: int, weeks: int = 1, others: int | None = None) -> Met:
    return Met(len(ids) if others is None else others, weeks, ",".join(map(str, (OUR, *ids))))


def met(changed: Mapping[int, Met], sketch: Sketch = OURS) -> dict[int, Met]:
    """Nobody else has these marks and terms, but for what is said otherwise."""
    return {number: who() for number in (*sketch.marks, *sketch.terms)} | dict(changed)


def weighed(changed: Mapping[int, Met] | None = None, sketch: Sketch = OURS) -> Weighed:
    return weigh(OUR, DAY, sketch, met(changed or {}, sketch))


def other(number: int = 2, after: int = 0, **fields: object) -> Likely:
    said = {"share": 0.0, "told": 0.0, "part": 0.0, "days": {DAY}} | fields
    return Likely(id=number, day=(DAY + timedelta(after)).toordinal(), **said)  # type: ignore[arg-type]


def spread(numbers: Iterable[int], weeks: int) -> dict[int, Met]:
    """These have been said in so many weeks."""
    return {number: who(*range(2, 2 + weeks), weeks=weeks) for number in numbers}


# --- what a mark and a term weigh ----------------------------------------------------------------------------------


def test_what_comes_round_each_week_weighs_less_and_less() -> None:
    """A mark said in one week weighs one, in four of nine nothing at all; and one that dozens have is worn, too."""
    changed = {mark: who(2, weeks=weeks) for weeks, mark in enumerate(MARKS[:5], 1)} | {MARKS[5]: who(others=COMMON)}
    found = weighed(changed)
    weights = [found.fresh.get(mark) for mark in MARKS[:6]]
    assert weights == [1.0, pytest.approx(2 / 3), pytest.approx(1 / 3), None, None, None]
    assert found.worn() == {MARKS[3], MARKS[4], MARKS[5]}
    assert WORN == 4


def test_a_rare_term_weighs_more_and_in_the_head_twice_as_much() -> None:
    """Few have it: much. Half as much outside title and first sentences; what dozens have is none."""
    changed = {TERMS[0]: who(2), TERMS[1]: who(*range(2, 12)), TERMS[2]: who(others=COMMON), TERMS[3]: who(2)}
    terms = weighed(changed).terms
    assert terms[TERMS[0]] > terms[TERMS[1]] > 0
    assert TERMS[2] not in terms
    assert terms[TERMS[3]] == terms[TERMS[0]] / 2
    assert weighed({term: who(others=COMMON) for term in TERMS}).whole == 1.0


@pytest.mark.parametrize(("worn", "wanted"), [(0, False), (5, False), (6, True), (10, True)])
def test_a_text_is_worn_where_most_of_it_is(worn: int, wanted: bool) -> None:
    """Half of the marks may come round."""
    assert weighed(spread(MARKS[:worn], WORN)).is_worn() == wanted


# --- who is looked at ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shared", "found"), [(0, False), (1, False), (2, True), (20, True)])
def test_who_shares_enough_marks(shared: int, found: bool) -> None:
    """Two of twenty, at least; the article itself is never among them."""
    ours = Sketch(tuple(range(100, 120)), TERMS, 3, (SPEAKS,))
    known = met({mark: who(2) for mark in ours.marks[:shared]}, ours)
    parts = likeliest(weigh(OUR, DAY, ours, known), known)
    assert (2 in parts) == found
    assert OUR not in parts


@pytest.mark.parametrize(("shared", "found"), [(0, False), (1, True)])
def test_who_shares_rare_terms(shared: int, found: bool) -> None:
    """One of the head that two have is enough to be looked at; and it is known how much of the whole that tells."""
    known = met({term: who(2) for term in TERMS[:shared]})
    parts = likeliest(weigh(OUR, DAY, OURS, known), known)
    assert (2 in parts) == found
    if found:
        assert parts[2] == pytest.approx(1 / 3.75)  # of three in the head and three that weigh half


def test_no_more_are_looked_at_than_that() -> None:
    """However many share something: some for their marks, some for their terms, those that share most."""
    crowds = [range(start, start + 40) for start in (2, 50, 100)]
    known = met(
        {mark: who(*crowds[n // 4], 200, 201) for n, mark in enumerate(MARKS)}
        | {term: who(*range(300, 306)) for term in TERMS}
    )
    parts = likeliest(weigh(OUR, DAY, OURS, known), known)
    assert len(parts) == LOOKED + RELATED
    assert {200, 201, *crowds[0]} <= parts.keys()  # who have all marks; of the others those whose numbers come first
    assert not parts.keys() & set(crowds[2])  # who have but two


def test_all_of_one_crowd_are_looked_at() -> None:
    """One release in as many hands as are asked for a mark: each finds every other, whoever came first."""
    crowd = range(2, COMMON + 1)
    known = met({mark: who(*crowd) for mark in MARKS})
    assert likeliest(weigh(OUR, DAY, OURS, known), known).keys() == set(crowd)


def test_among_equals_the_terms_speak() -> None:
    """Of many that share the same marks, whoever shares terms too is looked at first."""
    crowds = range(2, 50), range(50, 100)
    known = met({mark: who(*crowds[n % 2]) for n, mark in enumerate(MARKS)} | {TERMS[0]: who(99)})
    found = likeliest(weigh(OUR, DAY, OURS, known), known)
    assert len(found) == LOOKED
    assert 99 in found


def test_whoever_is_worn_asks_by_its_rarest_marks() -> None:
    """A text that comes round each week is looked for by the six marks that fewest have, and by no others."""
    changed = spread(MARKS, WORN) | {mark: Met(50, 9, f"{OUR},99") for mark in MARKS[:4]}
    known = met(changed)
    found = weigh(OUR, DAY, OURS, known)
    assert found.is_worn()
    parts = likeliest(found, known)
    assert {2, 3, 4, 5} <= parts.keys()
    assert 99 not in parts


# --- how likely ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "share"),
    [(MARKS, 1.0), (MARKS[:5], 1.0), ((*MARKS[:5], *range(900, 905)), 0.5), (MARKS[:1], 1.0), (range(900, 910), 0.0), ((), 0.0)],
    ids=["all", "half of it", "half and half", "one", "none", "no marks"],
)  # fmt: skip
def test_how_much_of_the_shorter_ones_marks_is_shared(theirs: Iterable[int], share: float) -> None:
    """Of the shorter one: a part of it is wholly shared."""
    found = likely(weighed(), 0.5, 2, DAY.toordinal(), Sketch(tuple(theirs)))
    assert found.share == pytest.approx(share)
    assert found.part == 0.5


def test_worn_marks_that_both_have_are_no_share() -> None:
    """Four of ten are shared, and those four come round each week: what is fresh decides."""
    changed = spread(MARKS[:4], WORN)
    theirs = (*MARKS[:4], *range(900, 906))
    assert likely(weighed(changed), 0.0, 2, DAY.toordinal(), Sketch(theirs)).share == 0.0
    plain = likely(weighed(), 0.0, 2, DAY.toordinal(), Sketch(theirs)).share
    assert plain == pytest.approx(0.4)


def test_whoever_is_worn_counts_all_marks_and_no_terms() -> None:
    """There the plain share counts, and terms tell nothing of how much is the same."""
    found = likely(weighed(spread(MARKS, WORN)), 0.9, 2, DAY.toordinal(), Sketch((*MARKS[:9], 7)))
    assert (found.share, found.part) == (pytest.approx(0.9), 0.0)


@pytest.mark.parametrize(
    ("here", "there", "times"), [(True, True, 1.0), (False, False, 0.25), (True, False, 0.5), (False, True, 0.5)]
)
def test_a_term_tells_most_where_it_stands_in_both_heads(here: bool, there: bool, times: float) -> None:
    """What it tells is what it weighs here times what it weighs there."""
    term, head = TERMS[0], weighed().terms[TERMS[0]]
    ours = weighed(sketch=Sketch((), (term,), int(here)))
    assert likely(ours, 0.0, 2, DAY.toordinal(), Sketch((), (term,), int(there))).told == pytest.approx(times * head**2)


# --- worth reading -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "days", "read"),
    [
        ({"share": SHARED}, 0, True),
        ({"share": SHARED - 0.01}, 0, False),
        ({"share": SHARED / 2, "part": SHARED / 2}, 0, True),
        ({"share": SHARED / 2, "part": SHARED / 2 - 0.01}, 0, False),
        ({"share": SHARED / 2 - 0.01, "part": SHARED / 2}, 0, False),
        ({"share": 0.0, "part": SHARED}, 0, True),
        ({"share": 0.0, "part": SHARED - 0.01}, 0, False),
        ({"share": SHARED}, NEAR.days, True),
        ({"share": 0.69}, NEAR.days + 1, False),
        ({"share": TEMPLATE}, NEAR.days + 1, True),
        ({"share": TEMPLATE, "days": set()}, NEAR.days + 1, False),
        ({"share": 0.0, "part": 1.0}, -NEAR.days - 1, False),
        ({"share": TEMPLATE}, -NEAR.days - 1, True),
    ],
)
def test_who_is_read(fields: dict[str, object], days: int, read: bool) -> None:
    """By marks; by fewer marks and terms, for typing errors leave few; by terms alone where they tell much.
    What was published at another time can only be doubtful: nearly all of it, and the same day is meant."""
    assert bool(worth_reading(weighed(), [other(after=days, **fields)])) == read


@pytest.mark.parametrize(
    ("share", "days", "read"),
    [(NEARLY, set(), True), (NEARLY - 0.01, set(), False), (TEMPLATE, {DAY}, True), (TEMPLATE - 0.01, {DAY}, False)],
)
def test_who_is_worn_is_read_only_beside_its_like(share: float, days: set[date], read: bool) -> None:
    """This week's prices beside another agency's this week's prices; with a word or two in each line, too, where they
    name the same day."""
    found = [other(share=share, part=1.0, days=days)]
    assert bool(worth_reading(weighed(spread(MARKS, WORN)), found)) == read


def test_all_that_may_be_the_same_are_read() -> None:
    """However many they are: whoever left some out would be told by the order of arrival which."""
    crowd = [other(number, share=SHARED + 0.1 * (number % 4)) for number in range(2, COMMON)]
    assert worth_reading(weighed(), [*crowd, other(COMMON, share=0.0)]) == crowd


@pytest.mark.parametrize(
    ("fields", "days", "named"),
    [
        ({"told": TOLD}, 0, True),
        ({"told": TOLD - 0.01}, 0, False),
        ({"told": 99.0, "days": {DAY - timedelta(1)}}, 0, False),
        ({"told": 99.0, "days": {DAY, date(2026, 12, 1)}}, 0, True),
        ({"told": TOLD}, MONTH.days, True),
        ({"told": TOLD}, MONTH.days + 1, False),
        ({"told": TOLD}, -MONTH.days - 1, False),
    ],
)
def test_who_may_be_of_one_event(fields: dict[str, object], days: int, named: bool) -> None:
    """Telling terms, a day in common, within a month."""
    assert bool(of_one_event(weighed(), [other(after=days, **fields)])) == named


def test_no_more_than_four_may_be_of_one_event() -> None:
    """Those that tell most."""
    found = of_one_event(weighed(), [other(number, told=TOLD + number) for number in range(2, 12)])
    assert [each.id for each in found] == [11, 10, 9, 8]
    assert len(found) == RELATED

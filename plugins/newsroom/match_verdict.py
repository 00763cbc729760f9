"""Two articles come in; whether they tell the same story, and why, goes out. A part of `match`. Pure.

What they share is looked at sentence by sentence, and then what differs in it: releases of one template share all but
the place, the day and the figures. Sentences that come round every week weigh nothing. Where the words say "the same"
and a name, a figure or a day speaks against it, the answer is not "same": a wrong join misinforms, a missed one only
repeats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Set
from datetime import timedelta
from itertools import chain
from math import log, sqrt
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from plugins.newsroom.match_figures import days_for_days, other_days, other_figures, own_figures, same_facts
from plugins.newsroom.match_notice import ALIKE, Pair, other_titles, other_words
from plugins.newsroom.match_numbers import is_figure, is_year
from plugins.newsroom.match_reading import HEAD, Reading, Sentence, mark
from plugins.newsroom.match_slots import filled_in
from plugins.newsroom.match_spelling import MISREAD, SPELLED, by_ends, mistyped

Answer = Literal["same", "doubtful", "related", "different"]

NEAR: Final = timedelta(days=14)
"""Further apart, other words than the very same are another occasion."""

ALMOST: Final = 0.9  # of two sentences' words: a word or two is another
HALF: Final = 0.5  # of the words: two that share less are not one story, though a third may hold both
COVERED: Final = 0.65  # of the shorter text's words that the longer one has too
BOTH: Final = 0.55  # the same, where it is at least half of the longer one's, too: each had something of its own put in
HEADED: Final = 0.5  # of a first sentence's words: the other text tells it too
NEW: Final = 1  # name or number of a first sentence
NAMED: Final = 4  # names and numbers of a text's first sentences
NAMED_TOO: Final = 0.65  # of these that the other text has, in the mean: it tells the beginning in its own words
RENEWED: Final = frozenset("ralat diralat koreksi dikoreksi revisi direvisi update".split())
"""Words of a title that say that a release is told anew, with something put right."""
CORRECTING: Final = frozenset("meralat ralat mengoreksi koreksi semula".split())
SELDOM: Final = 6  # sentences that hold a word by which a sentence's likest is found
SHIFT: Final = 3  # words put in or left out, by which the rest of a sentence is shifted
LIKELY: Final = 3  # sentences that are looked at for it
OWN: Final = 25  # words beside what comes round every week, by which a text can be told


class Likeness(Struct, frozen=True):
    """`share`: of the shorter text's own words, how many the longer one has too; `whole`: how much of the longer one
    that is. `because`: what spoke against "same", else ()."""

    answer: Answer
    share: float
    whole: float = 0.0
    because: tuple[str, ...] = ()


TEMPLATE: Final = 0.7  # of the words, from which on two that are not the same are two of one template
NEARLY: Final = 0.85  # of the words: here one thing that speaks against it leaves a doubt, about the same time
MONTH: Final = timedelta(days=30)
DAY: Final = timedelta(days=1)
SOON: Final = timedelta(days=3)  # within which a release is passed on
RESEMBLING: Final = 0.15  # of the words' rarity, from which on two articles that share figures tell of one event
FIGURELESS: Final = 0.18  # from which on two that share none do
ONE_TEMPLATE: Final = 0.65  # from which on they are two of one template; whoever tells it anew has other words
NUMBERS: Final = 3  # that two share, or one figure: a date alone is two
LEARNED: Final = 50  # articles from which on one knows which words are rare


def corrects(one: Reading, other: Reading) -> bool:
    """Whether one of two titles says that it corrects the other."""
    return RENEWED.isdisjoint(one.title.words) != RENEWED.isdisjoint(other.title.words)


def corrects_in_its_text(one: Reading, other: Reading) -> bool:
    """Whether one of them says in its text, too, that it puts right what was told before."""
    return CORRECTING.isdisjoint(one.told) != CORRECTING.isdisjoint(other.told)


def share_figures(one: Reading, other: Reading) -> bool:
    """Whether two have a figure in common, or so many numbers that they are more than a date."""
    numbers = [word for word in one.told & other.told if word[0].isdigit() and not is_year(word)]
    return sum(len(word) > 1 for word in numbers) >= NUMBERS or any(map(is_figure, numbers))


def of_one_event(one: Reading, other: Reading, known: Mapping[str, int], learned: int) -> bool:
    """Whether two that name a day in common tell of one event in their own words: they share many words that few
    articles have, but not nearly all: those would be two of one template. `known`: in how many of `learned` articles
    each word stands; what these teach too little, is told by nobody."""
    if learned < LEARNED:
        return False

    ours, theirs = one.words(), other.words()
    rarity = {word: log((learned + 1) / (known.get(word, 0) + 0.5)) ** 2 for word in ours | theirs}

    def rare(words: Set[str]) -> float:
        return sum(map(rarity.__getitem__, words))

    least = RESEMBLING if share_figures(one, other) else FIGURELESS
    return least <= rare(ours & theirs) / (sqrt(rare(ours) * rare(theirs)) or 1.0) < ONE_TEMPLATE


def compare(one: Reading, other: Reading, worn: Collection[int] = ()) -> Likeness:
    """`worn`: marks of the sentences that come round again and again. The same whichever comes first."""
    against = [name for name, speaks in _AGAINST if speaks(one, other)]
    if len(against) > 1:
        return Likeness("different", 0.0, 0.0, tuple(against))
    short, long = sorted((one, other), key=_order)
    pairs = _align(short, long)
    facts = abs(one.day - other.day) <= SOON and same_facts(short, long)
    # Of slots in a template only those with the very same words are the same, unless all that is told is.
    least = ALIKE if facts and one.days and one.days == other.days else ALMOST
    begun, share = pairs[:HEAD], _share(pairs, worn, least)
    if HALF <= share < COVERED:
        back = _align(long, short)  # a release that two others make up is longer than each
        pairs, share = max((pairs, share), (back, _share(back, worn, least)), key=lambda each: each[1])
    like = Likeness("different", round(share, 3), round(share * short.size / (long.size or 1), 3))
    told_alike = facts and share >= BOTH
    begun_alike = _headed(begun) or _headed(_align(long, short, HEAD)) or _named_alike(one, other)
    if not begun_alike and not (told_alike and share >= COVERED and _nothing_new(one, other)):
        return replace(like, because=("head", *against))
    if share < (BOTH if told_alike or like.whole >= HALF else COVERED):
        return replace(like, because=("words",))
    near = bool(one.days & other.days) or abs(one.day - other.day) <= DAY
    pardoned = 1 if near and share >= NEARLY else 0  # things against it that leave a doubt
    for name, speaks in _INSIDE:
        if name not in against and len(against) <= pardoned and speaks(pairs, one, other):
            against.append(name)
    if not against:
        against += [name for name, speaks in _LAST if speaks(pairs, one, other)][:1]
    if "names" in against and not corrects(one, other):
        pardoned = 0  # of one template, filled in for another place or person
    answer: Answer = "different" if len(against) > pardoned else "doubtful" if against else "same"
    return replace(like, answer=answer, because=tuple(against))


def _order(reading: Reading) -> tuple[int, str]:
    return reading.size, " ".join(reading.title.words)


def _align(one: Reading, other: Reading, most: int | None = None) -> list[Pair]:
    """Each sentence of the one (the first `most`), how much it is like the other's likest, and which that is."""
    return [_likest(said, bag, other) for said, bag in zip(one.sentences[:most], one.bags[:most], strict=True)]


def _likest(said: Sentence, bag: frozenset[str], other: Reading) -> Pair:
    if (place := other.at.get(bag)) is not None:
        return said, 1.0, other.sentences[place]
    places = other.places()
    shared = Counter(chain.from_iterable([at for word in bag if len(at := places.get(word, ())) <= SELDOM]))
    best, found = 0.0, None
    for place in sorted(shared, key=lambda place: (-shared[place], place))[:LIKELY]:
        theirs = other.bags[place]
        alike = 2 * len(bag & theirs) / (len(bag) + len(theirs))
        if alike > best:
            best, found = alike, other.sentences[place]
    return (said, best, found) if best >= ALIKE else max((said, best, found), _run_on(said, bag, other), key=_how_alike)


def _how_alike(pair: Pair) -> float:
    return pair[1]


def _run_on(said: Sentence, bag: frozenset[str], other: Reading) -> Pair:
    """The same for what the other's lines or full stops part otherwise: as many words on end, where most of those stand
    that it seldom has."""
    run = other.run()
    steps: Counter[int] = Counter()
    for place, word in enumerate(said.words):
        spots = run.at.get(word, ())
        if len(spots) <= SELDOM:
            steps.update([spot - place for spot in spots])
    if not steps:
        return said, 0.0, None
    first = max(steps, key=lambda step: (sum([steps[step + off] for off in range(-SHIFT, SHIFT + 1)]), -step))
    within = [spot for spot in range(max(0, first), first + len(said.words)) if spot < len(run.words)]
    told = [spot for spot in within if run.words[spot] in bag]
    if not told:
        return said, 0.0, None
    part = slice(told[0], told[-1] + 1)
    theirs = frozenset(run.words[part])
    alike = 2 * len(bag & theirs) / (len(bag) + len(theirs))
    return said, alike, Sentence(" ".join(run.tokens[part]), run.tokens[part], run.words[part])


def _share(pairs: list[Pair], worn: Collection[int], least: float) -> float:
    """`least`: how alike what is told must be, where next to nothing is left beside what comes round again."""
    own = [pair for pair in pairs if mark(pair[0].said) not in worn] if worn else pairs
    if sum([len(said.words) for said, _, _ in own]) < OWN:
        return _told(pairs, least)
    return min(_told(pairs), _told(own))  # what comes round again speaks for nothing, and what is left must speak too


def _told(pairs: list[Pair], least: float = ALIKE) -> float:
    whole = sum([len(said.words) for said, _, _ in pairs])
    return sum([len(said.words) for said, alike, _ in pairs if alike >= least]) / whole if whole else 0.0


def _headed(begun: list[Pair]) -> bool:
    """Whether what one text says first, the other says too."""
    return any(alike >= HEADED for _, alike, _ in begun)


def _named_alike(one: Reading, other: Reading) -> bool:
    """Whether both begin with the same names and numbers, told in words of their own."""
    return _named_in(one, other) + _named_in(other, one) >= 2 * NAMED_TOO


def _nothing_new(one: Reading, other: Reading) -> bool:
    """Whether what each says first names next to nobody and nothing that the other does not name: a lead of its own."""
    return max(len(_named_first(a) - b.words()) for a, b in ((one, other), (other, one))) <= NEW


def _named_first(reading: Reading) -> set[str]:
    return {word for said in reading.sentences[:HEAD] for word in (*said.names(), *said.numbers())}


def _named_in(one: Reading, other: Reading) -> float:
    """How much of whom and what the one's first sentences name the other names too: told anew, they keep these."""
    named = _named_first(one)
    return len(named & other.told) / len(named) if len(named) >= NAMED else 0.0


def _other_names(pairs: list[Pair], one: Reading, other: Reading) -> bool:
    """Names that each has for itself: in its title, twice in its text, or in the place of the other's in a sentence."""
    ours, theirs = _own_names(one, other), _own_names(other, one)
    often = [{name for name, (times, _) in names.items() if times > 1} for names in (ours, theirs)]
    titled = [{name for name, (_, title) in names.items() if title} for names in (ours, theirs)]
    swapped = sum(
        1
        for said, alike, found in pairs
        if alike >= ALIKE and found and found.words != said.words
        and set(said.names()) & ours.keys() and set(found.names()) & theirs.keys()
    )  # fmt: skip
    return all(often) or all(titled) or swapped > 1


def _own_names(one: Reading, other: Reading) -> dict[str, tuple[int, bool]]:
    """Names of the one that the other has not, however mistyped: how often, and whether its title has it. What is said
    again and again must be more alike, for two villages may be called nearly the same."""
    theirs = other.words()
    lone = Counter([name for each in one.sentences for name in each.names() if len(name) > 2 and name not in theirs])
    near = by_ends(theirs, lone)
    return {
        name: (times, name in one.title.words)
        for name, times in lone.items()
        if not mistyped(name, near, MISREAD if times > 1 else SPELLED)
    }


_AGAINST: Final[tuple[tuple[str, Callable[[Reading, Reading], bool]], ...]] = (
    ("far", lambda one, other: abs(one.day - other.day) > NEAR),
    ("dates", other_days),
    ("figures", own_figures),
)
"""What speaks against one story, and is seen without reading sentence by sentence."""

_INSIDE: Final[tuple[tuple[str, Callable[[list[Pair], Reading, Reading], bool]], ...]] = (
    ("dates", days_for_days),
    ("figures", other_figures),
    ("names", _other_names),
)
"""And what is seen only so."""
_LAST: Final[tuple[tuple[str, Callable[[list[Pair], Reading, Reading], bool]], ...]] = (
    ("slots", other_words),
    ("title", other_titles),
    ("filled", filled_in),
)
"""And what leaves a doubt where nothing else does."""

"""Two readings come in; what their figures and days say against one story, or for it, goes out. A part of `match`.

Pure. A correction changes a few figures, a copy writes them otherwise or in round numbers; another event has others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from typing import Final

from plugins.newsroom.match_notice import ALIKE, Pair
from plugins.newsroom.match_numbers import about, is_figure, rounds
from plugins.newsroom.match_reading import Reading, Sentence

CORRECTED: Final = 3  # figures that a correction changes
AMONG_MANY: Final = 0.12  # of very many figures: who counts another event has more others
PUT_RIGHT: Final = 5  # the same, where no other word is another
OTHER_FIGURES: Final = 0.2  # of the figures in shared sentences: from here on it is another event
BRIEF: Final = 60  # words, below which a figure is all that tells two of one template apart
COUNTED: Final = frozenset(
    """
    angkatan blok edisi gang gelombang jalur ke kelas kelompok kloter lantai nomor paket pasal pekan pos putaran regu rt
    rw seri sesi tahap tim zona
    """.split()
)
"""Before a number: it is a name."""
SCHEDULE: Final = 3  # days that two have in common
PUT_OFF: Final = 2  # days of such that were put right
FACTS: Final = 2  # figures of a text, and names
AGREE: Final = 0.8  # of these that the other text has, too: it tells the same


def own_figures(one: Reading, other: Reading) -> bool:
    """Each has figures of its own: a correction changes a few."""
    ours, theirs = ({word for word in each.figures() if is_figure(word)} for each in (one, other))
    own = ours - theirs, theirs - ours
    if min(map(len, own)) <= PUT_RIGHT:
        return False
    round_ = [{number for said in each.sentences for number in about(said.words)} for each in (one, other)]
    exact = [{n for n in own[at] if not any(rounds(each, n) for each in round_[1 - at])} for at in (0, 1)]
    return min(map(len, exact)) > PUT_RIGHT


def other_figures(pairs: list[Pair], one: Reading, other: Reading) -> bool:
    """Other figures in the same sentences. A day that both speak of may be written in figures or not."""
    brief = min(one.size, other.size) < BRIEF
    shared = one.days & other.days if not brief or one.days == other.days else ()
    dated = {str(part) for day in shared for part in (day.day, day.month, day.year)}
    same = changed = 0
    for said, alike, found in pairs:
        if found and said.numbers() == found.numbers():
            same += len(said.numbers()) if alike >= ALIKE else 0
        elif alike >= ALIKE and found:
            ours, theirs = (Counter(each.numbers()) for each in (said, found))
            same += (ours & theirs).total()
            own = [_exact(ours - theirs, found), _exact(theirs - ours, said)]
            changed += min(sum([times for number, times in each.items() if number not in dated]) for each in own)
    if brief:
        return bool(changed) or apart(set(one.title.numbers()), set(other.title.numbers()))
    if changed <= min(CORRECTED, OTHER_FIGURES * (same + changed)) or changed <= AMONG_MANY * (same + changed):
        return False
    if changed > PUT_RIGHT or changed > same:
        return True
    of_one_day = one.days == other.days and (one.days or one.day == other.day)
    return not of_one_day or not all(map(_put_right, pairs))


def _exact(own: Counter[str], found: Sentence) -> Counter[str]:
    """Without those numbers that the other sentence has in round figures, and says so."""
    round_ = about(found.words) if own else ()
    return Counter({n: times for n, times in own.items() if not any(rounds(each, n) for each in round_)})


def _put_right(pair: Pair) -> bool:
    """Whether one sentence is the other with more words or none, and with other figures: no number that is a name."""
    said, _, found = pair
    if not found:
        return False
    ours, theirs = ({word for word in each.words if not word[0].isdigit()} for each in (said, found))
    changed = Counter(said.numbers()) - Counter(found.numbers())
    return (ours <= theirs or theirs <= ours) and not any(
        word in changed and (before.lower() in COUNTED or (before[:1].isupper() and not is_figure(word)))
        for before, word in zip(("", said.tokens[0].lower(), *said.tokens[1:]), said.words, strict=False)
    )


def apart(ours: Set[object], theirs: Set[object]) -> bool:
    """Each speaks of a day, or of a number, that the other does not know."""
    return bool(ours - theirs and theirs - ours)


def other_days(one: Reading, other: Reading) -> bool:
    """Whether each speaks of days of its own, and they have none in common."""
    return apart(one.days, other.days) and one.days.isdisjoint(other.days)


def days_for_days(pairs: list[Pair], one: Reading, other: Reading) -> bool:
    """Whether the one has days of its own in the place of the other's, beside those that they have in common: more than
    those few of a schedule that were put right. What else each tells has days, too."""
    own = one.days - other.days, other.days - one.days
    if not all(own) or (len(one.days & other.days) >= SCHEDULE and max(map(len, own)) <= PUT_OFF):
        return False
    numbers = {str(day.day) for day in own[0] | own[1]}
    return any(
        numbers & (ours - theirs) and numbers & (theirs - ours)
        for said, alike, found in pairs
        if alike >= ALIKE and found
        for ours, theirs in ((set(said.numbers()), set(found.numbers())),)
    )


def same_facts(short: Reading, long: Reading) -> bool:
    """Whether nearly all figures and names of the shorter one are the longer one's, too."""
    figures = {word for word in short.figures() if is_figure(word)}
    names = {name for said in short.sentences for name in said.names() if len(name) > 2}
    return all(
        len(each) >= FACTS and len(each & known) >= AGREE * len(each)
        for each, known in ((figures, long.told), (names, long.words()))
    )

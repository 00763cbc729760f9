"""Two texts that are alike but for a few places come in; whether one of them is the other's template, filled in for
something else, goes out. A part of `match`. Pure.

A correction changes figures and leaves the words; who passes a release on changes words and leaves the figures. Who
fills in a template puts another name, number, hour or kind in the same place, and often several of these at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from msgspec import Struct

from plugins.newsroom.match_figures import COUNTED
from plugins.newsroom.match_notice import ALIKE, COUNTS, NOTICE, REPEATED, WHOLE, Pair
from plugins.newsroom.match_reading import Reading, Sentence
from plugins.newsroom.match_spelling import all_mistyped, any_mistyped, by_ends, mistyped

VERBATIM: Final = 0.4  # of the words, in sentences that are the very same: whoever rewords a release rewords more
FILLED: Final = 0.75  # of two sentences' words: one is the other but for what was filled in
SLOT: Final = 3  # words of what is filled in, at most
HOUR: Final = 3  # words behind "pukul" that may be one
NEARBY: Final = timedelta(days=14)  # of its publication: a day that a text is about, and none of its background
NEXT: Final = timedelta(days=1)
NUMBERED: Final = (COUNTED - {"ke"}) | frozenset(
    "terbang sd sdn smp smpn sma sman smk smkn mi min mts mtsn tk segmen pintu sif shift triwulan semester".split()
)
"""Before a number: it tells one of a kind from the next."""
ENDS: Final = tuple(
    """
    rejo reja harjo raharjo raharja sari mulyo mulya mukti maju makmur jaya raja anyar asri agung tengah turi talun
    nongko mojo joyo boyo baru lama indah kerto karya
    """.split()
)
"""Of villages' names: Karangrejo is not Karangharjo mistyped."""
FOLLOWS: Final = frozenset("bertambah ditemukan dihentikan dipadamkan dipulangkan".split())
"""What has happened since the other was told."""
PLACED: Final = frozenset("desa kelurahan kecamatan dusun dukuh pasar puskesmas polsek kapolsek posyandu tani".split())
"""Before a name: which of these it is."""


class Slot(Struct):
    """What stands in one place of two sentences that are `alike`: the words of each, as written and in small letters;
    `own`: those that the other sentence has nowhere, or less often. `before` is the word in front, where both have the
    same, `named` whether it has a capital, `placed` whether it is the name of a place; `hour`: both are hours."""

    alike: float
    tokens: tuple[list[str], list[str]]
    words: tuple[list[str], list[str]]
    own: tuple[set[str], set[str]]
    before: str
    named: bool
    placed: bool
    hour: bool


def filled_in(pairs: Sequence[Pair], one: Reading, other: Reading) -> bool:
    """Whether what differs between them makes another thing of one of them."""
    if _are_elsewhere(one, other) or _follows(one, other) or any(_is_told_of_another(*pair) for pair in pairs):
        return True
    slots = list(_slots(pairs))
    figures = [slot for slot in slots if _is_figure_for_figure(slot)]
    hours = [slot for slot in slots if slot.hour]
    known = one.words(), other.words()
    if _stands(pairs, one, other):
        names, words = [], [slot for slot in slots if _is_word_for_word(slot, known, names=False)]
    else:
        verbatim = _written(pairs, 1.0) >= VERBATIM
        names = [slot for slot in slots if verbatim and _is_name_for_name(slot, known)]
        words = [slot for slot in slots if verbatim and figures and _is_word_for_word(slot, known, names=False)]
    return bool(
        names or words
        or any(map(_is_renumbered, slots)) or any(map(_is_other_village, slots))
        or _is_other_number_of_a_name(slots, one, other)
        or (figures and not _of_one_time(one, other))
        or (hours and any(not slot.hour for slot in figures))  # a bulletin of another hour
    )  # fmt: skip


def _slots(pairs: Sequence[Pair]) -> Iterator[Slot]:
    """Where two sentences differ, place by place."""
    for said, alike, found in pairs:
        if alike < ALIKE or not found or found.words == said.words:
            continue
        ours, theirs = Counter(said.words), Counter(found.words)
        more = set(ours - theirs), set(theirs - ours)
        for i, j, k, m in _replaced(said.words, found.words):
            words = said.words[i:j], found.words[k:m]
            same = bool(i and k) and said.words[i - 1] == found.words[k - 1]
            yield Slot(
                alike, (said.tokens[i:j], found.tokens[k:m]), words,
                (more[0].intersection(words[0]), more[1].intersection(words[1])),
                before=said.words[i - 1] if same else "", named=same and said.tokens[i - 1][0].isupper(),
                placed=same and i > 1 and said.words[i - 2] in PLACED,
                hour="pukul" in said.words[max(0, i - HOUR) : i] and all(map(_has_number, words)),
            )  # fmt: skip


def _replaced(said: Sequence[str], found: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where words stand for other words: from and to where, in each. Nearly always this is one place, between words
    that are the same from the start and from the end; to lay side by side what is left costs much more."""
    least = min(len(said), len(found))
    start = next((at for at, (ours, theirs) in enumerate(zip(said, found, strict=False)) if ours != theirs), least)
    backwards = zip(reversed(said), reversed(found), strict=False)
    end = next((at for at, (ours, theirs) in enumerate(backwards) if ours != theirs), least)
    end = min(end, least - start)
    ours, theirs = said[start : len(said) - end], found[start : len(found) - end]
    if not ours or not theirs:
        return
    if set(ours).isdisjoint(theirs):
        yield start, start + len(ours), start, start + len(theirs)
        return
    for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "replace":
            yield start + i, start + j, start + k, start + m


def _has_number(words: list[str]) -> bool:
    return any(word[0].isdigit() for word in words)


def _written(pairs: Sequence[Pair], least: float) -> float:
    """How much stands in sentences that are so much alike."""
    whole = sum([len(said.words) for said, _, _ in pairs])
    return sum([len(said.words) for said, alike, _ in pairs if alike >= least]) / (whole or 1)


def _stands(pairs: Sequence[Pair], one: Reading, other: Reading) -> bool:
    """Whether a notice stands as it is, but for what was filled in: then one word decides."""
    lengths = sorted((one.size, other.size))
    return WHOLE * lengths[1] <= lengths[0] < NOTICE and _written(pairs, WHOLE) >= REPEATED


def _is_figure_for_figure(slot: Slot) -> bool:
    ours, theirs = slot.words
    if len(ours) != len(theirs):
        return slot.hour
    return slot.hour or any(
        a in slot.own[0] and b in slot.own[1] and _has_number([a]) and _has_number([b])
        for a, b in zip(ours, theirs, strict=True)
    )


def _is_renumbered(slot: Slot) -> bool:
    """Group 23 and group 24, Posyandu Melati 2 and 3: another of the kind, or of the name."""
    alone = all(len(words) == 1 and _has_number(words) for words in slot.words)
    return alone and (slot.before in NUMBERED or slot.placed)


def _is_other_number_of_a_name(slots: Sequence[Slot], one: Reading, other: Reading) -> bool:
    """Bareng 1 and Bareng 2, in the text and in the title: two of one name."""
    titles = [set(pairwise(each.title.words)) for each in (one, other)]
    for slot in slots:
        if slot.named and all(len(words) == 1 and words[0].isdecimal() for words in slot.words):
            a, b = ((slot.before, words[0]) for words in slot.words)
            if (a in titles[0] and b in titles[1]) or (b in titles[0] and a in titles[1]):
                return True
    return False


def _is_other_village(slot: Slot) -> bool:
    (ours, *more), (theirs, *rest) = slot.words
    if more or rest or not all(tokens[0][0].isupper() for tokens in slot.tokens):
        return False
    stems = ({word.removesuffix(end) for end in ENDS if word.endswith(end) and word != end} for word in (ours, theirs))
    return not set.isdisjoint(*stems)


def _is_name_for_name(slot: Slot, known: tuple[set[str], set[str]]) -> bool:
    return slot.before != "" and slot.alike >= REPEATED and _is_word_for_word(slot, known, names=True)


def _is_word_for_word(slot: Slot, known: tuple[set[str], set[str]], *, names: bool) -> bool:
    """Whether each has a word there that is not in both texts anyway, and is none of the other's words mistyped."""
    if slot.alike < FILLED or max(map(len, slot.words)) > SLOT or any(map(_has_number, slot.words)):
        return False
    for at in (0, 1):
        theirs = slot.words[1 - at]
        near = by_ends(theirs, slot.words[at])
        if not any(
            (token[0].isupper() if names else "-" not in word and (token.islower() or token.istitle()))
            and not all(word in each for each in known) and not mistyped(word, near)
            and not any(word in each or each in word for each in theirs)
            for token, word in zip(slot.tokens[at], slot.words[at], strict=True)
        ):  # fmt: skip
            return False
    return True


def _is_told_of_another(said: Sentence, alike: float, found: Sentence | None) -> bool:
    """Whether two sentences that are nearly the same each have a number and a name of their own."""
    if alike < FILLED or not found or not _own_of(said.numbers(), found) or not _own_of(found.numbers(), said):
        return False
    ours, theirs = _own_of(said.names(), found), _own_of(found.names(), said)
    return not (all_mistyped(ours, found.words) or all_mistyped(theirs, said.words))


def _own_of(words: list[str], found: Sentence) -> set[str]:
    return set(words) - set(found.words)


def _of_one_time(one: Reading, other: Reading) -> bool:
    """Whether both were published by the next day, or name a day about then: "hari ini" is another day each time."""
    return abs(one.day - other.day) <= NEXT or any(abs(day - one.day) <= NEARBY for day in one.days & other.days)


def _follows(one: Reading, other: Reading) -> bool:
    """Whether title and text of the one say what the other does not know yet."""
    return any((FOLLOWS & a.told & set(a.title.words)) - b.words() for a, b in ((one, other), (other, one)))


def _are_elsewhere(one: Reading, other: Reading) -> bool:
    """Whether they name villages, markets or the like, and none in common, however it is spelled."""
    ours, theirs = _places(one), _places(other)
    return any(
        ours[kind].isdisjoint(theirs[kind])
        and not any_mistyped(ours[kind], other.words())
        and not any_mistyped(theirs[kind], one.words())
        and not any(a.startswith(b) or b.startswith(a) for a in ours[kind] for b in theirs[kind])
        for kind in ours.keys() & theirs.keys()
    )


def _places(reading: Reading) -> dict[str, set[str]]:
    """The names behind each kind of place."""
    found: dict[str, set[str]] = {}
    for said in reading.sentences:
        for word, token, name in zip(said.words, said.tokens[1:], said.words[1:], strict=False):
            if word in PLACED and token[0].isupper() and not name[0].isdigit() and name not in COUNTS[0]:
                found.setdefault(word, set()).add(name)
    return found

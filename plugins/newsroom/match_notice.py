"""Two texts come in that seem the same, with their sentences side by side; whether one word makes another thing of one
of them goes out. A part of `match`. Pure.

Notices of one template differ in a word: a village, a task, "dibuka" and "ditutup". A word that denies, turns round or
counts on is looked for in every text, any other word only in a short one: whoever passes on a long release rewords it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from plugins.newsroom.match_numbers import is_figure
from plugins.newsroom.match_reading import Reading, Sentence
from plugins.newsroom.match_spelling import all_mistyped, any_mistyped

Pair = tuple[Sentence, float, Sentence | None]

ALIKE: Final = 0.55  # of two sentences' words: one is the other, reworded or with other figures
OF_ONE_FORM: Final = 0.5  # of two titles' words
WHOLE: Final = 0.85  # of the longer one's length: neither is the other cut
NOTICE: Final = 100  # words, below which one word is all that tells two of one template apart
FIGURES: Final = 3  # that two have in common; who fills in a template has others
REWORDED: Final = 0.3  # of a notice's sentences: who fills in a template leaves more than these as they were
REPEATED: Final = 0.8  # of two sentences' words: one is the other but for a word or two
TURNS: Final = {
    word: words.split()[0]
    for words in (
        "tidak tak bukan jangan dilarang", "batal dibatalkan membatalkan pembatalan", "tunda ditunda menunda penundaan",
        "tutup ditutup menutup penutupan", "cabut dicabut mencabut pencabutan", "tolak ditolak menolak penolakan",
        "bantah dibantah membantah bantahan hoaks", "ralat diralat meralat", "gagal",
        "perpanjang diperpanjang memperpanjang perpanjangan",
    )
    for word in words.split()
}  # fmt: skip
"""Words that make another thing of a sentence: they deny it or turn it round. Whoever passes it on keeps them."""
COUNTS: Final = (
    {day: day for day in "senin selasa rabu kamis jumat sabtu minggu".split()},
    {
        word: words.split()[0]
        for words in (
            "pertama I kesatu", "kedua II", "ketiga III", "keempat IV", "kelima V", "keenam VI", "ketujuh VII",
            "kedelapan VIII", "kesembilan IX", "kesepuluh X", "kesebelas XI", "XII", "XIII", "XIV", "XV", "XVI",
        )
        for word in words.split()
    },
    *(
        {word: words.split()[0] for words in group.split(",") for word in words.split()}
        for group in (
            "akan,telah sudah", "pagi,siang,sore petang,malam", "putra,putri", "laki-laki pria,perempuan wanita",
            "utara,selatan,barat,timur", "A,B,C,D,E", "SD,MI,SMP,MTs,SMA,SMK,MA,TK,PAUD",
            "januari,februari,maret,april,mei,juni,juli,agustus,september,oktober,november,desember",
        )
    ),
)  # fmt: skip
"""Words by which one counts on: whoever passes a sentence on keeps them or leaves them out, but puts no other there."""
_TABLED: Final = frozenset(chain(TURNS, *COUNTS))


def other_words(pairs: Sequence[Pair], one: Reading, other: Reading) -> bool:
    """In the same sentence each has a word for itself: in a notice any, but for one mistyped; in a longer text that
    either denies what the other says, or counts on."""
    lengths = sorted((one.size, other.size))
    notice = WHOLE * lengths[1] <= lengths[0] < NOTICE  # what is cut in half says the rest otherwise
    notice = notice and not _passed_on(pairs, one, other)
    for said, alike, found in pairs:
        if alike >= (ALIKE if notice else REPEATED) and found and found.words != said.words:
            ours, theirs = _own_words(said, found), _own_words(found, said)
            if _turned(said, found) or (notice and _swapped(ours, theirs)):
                return True
    return False


def _passed_on(pairs: Sequence[Pair], one: Reading, other: Reading) -> bool:
    """Whether two notices that name the same day have all figures of one of them in common, or hardly a sentence: who
    fills in a template changes the former and leaves the latter."""
    if not one.days or one.days != other.days:
        return False
    ours, theirs = one.figures(), other.figures()
    if (ours <= theirs or theirs <= ours) and sum(map(is_figure, ours & theirs)) >= FIGURES:
        return True
    as_they_were = sum(found is not None and found.words == said.words for said, _, found in pairs)
    return as_they_were <= REWORDED * len(pairs)


def _turned(said: Sentence, found: Sentence) -> bool:
    """Whether one of two sentences has a word that turns it, and the other has none of its kind, however mistyped; or
    each counts otherwise."""
    if _TABLED.isdisjoint({*said.tokens, *said.words} ^ {*found.tokens, *found.words}):
        return False
    ours, theirs = _known(said, TURNS), _known(found, TURNS)
    for counted in COUNTS:
        here, there = _known(said, counted).keys(), _known(found, counted).keys()
        if here and there and here.isdisjoint(there):
            return True
    return any(
        not any_mistyped([one[turn]], other.words)
        for one, none, other in ((ours, theirs, found), (theirs, ours, said))
        for turn in one.keys() - none.keys()
    )


def _known(said: Sentence, table: Mapping[str, str]) -> dict[str, str]:
    """Which words of a table a sentence has: what is meant, and how it is written there."""
    both = chain.from_iterable(zip(said.tokens, said.words, strict=True))
    return {table[word]: word for word in both if word in table}


def of_one_form(one: Sentence, other: Sentence) -> bool:
    """Whether two titles share half of their words, and each has one for itself: two of one template. Whoever gives a
    release a title of his own finds other words."""
    ours, theirs = set(one.words), set(other.words)
    shared = 2 * len(ours & theirs)
    return bool(ours - theirs and theirs - ours) and shared >= OF_ONE_FORM * (len(ours) + len(theirs))


def _own_words(said: Sentence, found: Sentence) -> set[str]:
    """Words of a sentence that the other has not, neither written together nor apart."""
    letters = "".join(found.words)
    return {word for word in said.words if word not in letters}


def _swapped(ours: set[str], theirs: set[str]) -> bool:
    """Whether each has a word that is none of the other's mistyped. Figures are told elsewhere."""
    a, b = ({word for word in words if not word[0].isdigit()} for words in (ours, theirs))
    return not (all_mistyped(a, b) or all_mistyped(b, a))


def other_titles(_: Sequence[Pair], one: Reading, other: Reading) -> bool:
    """The text of a notice leaves to its title what it is about, and two titles of one template say two things."""
    if max(one.size, other.size) >= NOTICE:
        return False
    if not of_one_form(one.title, other.title):
        return False
    ours, theirs = set(one.title.words), set(other.title.words)
    told = " ".join(one.told | other.told)
    return all(own and not any(word in told for word in own) for own in (ours - theirs, theirs - ours))
